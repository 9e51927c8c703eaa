"""Quotations that go on: past the window in which the encoder reads, and from one paragraph into the next."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from analysis.quotes.cues import frame
from analysis.quotes.decoding import Found
from analysis.quotes.marks import Stretch
from analysis.quotes.spans import Spans
from analysis.quotes.transcripts import TURN

if TYPE_CHECKING:
    from analysis.quotes.attribution import Attribution

__all__ = ["carried_on", "chained", "joined", "parted"]

Span = tuple[int, int]
TAIL = 12  # words that may stand between a quotation and the next paragraph's: "… ," the mayor of the town said on Monday.
MARK = 2  # characters of an opening mark at most
_WORD = re.compile(r"\w+(?:['’-]\w+)*")
_OPENS = re.compile(r"(?:^|[.!?\"”\n])\s*([^.!?\"“”\n]{2,120}):\s*$")  # a sentence that ends in a colon
_SIGNED = re.compile(r"\s{0,3}(?:—|–|--)\s?((?:[A-Z][\w.'’-]*\s?){1,4}(?:,\s[^\n.!?\"“]{1,60})?)\s*(?=\n|$)")
_NAMED = frozenset("a an the this that his her its their".split())  # words before a noun: "the report:"
_TOLD = frozenset(("past", "present"))


def parted(text: str, found: Sequence[Found], stretches: Sequence[Stretch]) -> list[Found]:
    """Quoted words that stand in another paragraph than their cue stay with it only if a reader would take them so.

    They must open their paragraph, and so must a quotation each paragraph between them and the cue's. Others are statements of their own.
    """
    opening = {_begin(text, s.start) for s in stretches if not _WORD.search(text, _begin(text, s.start), s.start)}
    result = []
    for f in found:
        away = [span for span in f.content if f.cue and not _follows(text, span, f.cue[0], opening)]
        result.append(replace(f, content=[span for span in f.content if span not in away]) if away else f)
        result += [Found([span], [], [], f.certainty / 2) for span in away]
    return [f for f in result if f.content]


def _begin(text: str, at: int) -> int:
    """Where the paragraph of a character begins."""
    return text.rfind("\n", 0, at) + 1


def _follows(text: str, span: Span, cue: Span, opening: Collection[int]) -> bool:
    own, told = _begin(text, span[0]), _begin(text, cue[0])
    if own == told:
        return True
    if _SIGNED.match(text, span[1]):  # “It is late.” — Ann Lee
        return False
    first, last = sorted((own, told))
    between = [first + m.end() for m in re.finditer(r"\n\s*(?=\S)", text[first:last]) if first + m.end() < last]
    return own in opening and not _WORD.search(text, own, span[0]) and all(_begin(text, at) in opening for at in between)


def joined(found: Sequence[Found], stretches: Sequence[Span]) -> list[Found]:
    """Contents reach to the end of a stretch whose beginning they hold, as its end may stand in the next window.

    What that window took for a statement of its own, without a cue, goes.
    """
    places = Spans(stretches)
    result = [replace(f, content=[_drawn_on(span, stretches, places) for span in f.content]) for f in found]
    told = Spans(span for f in result if f.cue for span in f.content)
    return [f for f in result if f.cue or not all(told.hold(start) for start, _ in f.content)]


def _drawn_on(span: Span, stretches: Sequence[Span], places: Spans) -> Span:
    start, end = span
    ends = [stretches[n][1] for n in places.touching(start, end) if start <= stretches[n][0] + MARK]
    return start, max([end, *ends])


def chained(text: str, found: Sequence[Found], stretches: Sequence[Stretch]) -> list[Found]:
    """A quotation that is opened again at the next paragraph, not closed before, stays with its source.

    The encoder may have given the later part to the cue of another quotation, in a paragraph behind it.
    """
    opened = [n for n, (one, two) in enumerate(pairwise(stretches)) if _reopened(text, one, two)]
    if not opened:
        return list(found)
    places, contents = Spans((s.start, s.end) for s in stretches), [list(f.content) for f in found]
    owner: dict[int, tuple[int, Span]] = {}
    for number, f in enumerate(found):
        for span in f.content:
            owner.update({n: (number, span) for n in places.touching(*span) if n not in owner})
    for n in opened:
        if n not in owner or n + 1 not in owner:
            continue
        first, (second, span) = owner[n][0], owner[n + 1]
        told, cue = (min(found[k].cue, default=None) for k in (first, second))
        if first != second and told and told[0] < stretches[n].end and cue and "\n" in text[stretches[n + 1].end : cue[0]]:
            contents[second].remove(span)
            contents[first].append(span)
            owner[n + 1] = first, span
    return [replace(f, content=sorted(content)) for f, content in zip(found, contents, strict=True) if content]


def _reopened(text: str, one: Stretch, two: Stretch) -> bool:
    between = "" if one.closed else text[one.end : two.start]
    return "\n" in between and not between.strip()


def carried_on(text: str, statements: Sequence[Attribution]) -> list[Attribution]:
    """Quotations that open a paragraph and have no source take that of the paragraph before.

    That is the last quotation's there, or that of a sentence which ends in a colon ("She went on:"), or who signs behind a dash.
    ``statements`` in text order.
    """
    result: list[Attribution] = []
    for a in statements:
        if not a.source and not a.cue and a.kind == "direct" and a.rule != TURN:
            a = _after_colon(text, a) or _before_dash(text, a) or _after_quotation(text, a, result) or a
        result.append(a)
    return result


def _before_dash(text: str, a: Attribution) -> Attribution | None:
    """``“It is late.” — Ann Lee, mayor``: who stands behind a dash at the end of the paragraph or on the next line."""
    match = _SIGNED.match(text, max(end for _, end in a.content))
    return replace(a, source=(match.span(1),)) if match else None


def _after_quotation(text: str, a: Attribution, before: Sequence[Attribution]) -> Attribution | None:
    last = before[-1] if before else None
    if last is None or not last.source or last.kind == "indirect":
        return None
    between = text[max(end for _, end in last.content) : a.start]
    if "\n" not in between.strip("\"“”'’ ") or len(between.split()) > TAIL:
        return None
    return replace(a, cue=last.cue, source=last.source, sort=last.sort, stance=last.stance, tense=last.tense)


def _after_colon(text: str, a: Attribution) -> Attribution | None:
    """The subject and the verb of a short sentence with a colon: what stands before the reporting word, from the last comma on."""
    begin = max(0, a.start - 160)
    opening = _OPENS.search(text[begin : a.start])
    if not opening or "\n" not in text[begin + opening.end(1) : a.start]:
        return None
    start = begin + opening.start(1)
    words = [(start + m.start(), start + m.end()) for m in _WORD.finditer(opening[1])]
    for n, (s, e) in enumerate(words):
        told = frame(text[s:e])
        if (
            n
            and text[slice(*words[n - 1])].lower() not in _NAMED
            and told.lemma
            and told.sort in ("speech", "writing")
            and told.tense in _TOLD
        ):
            subject = max((w for w in range(n) if w == 0 or "," in text[words[w - 1][1] : words[w][0]]), default=0)
            source = (words[subject][0], words[n - 1][1])
            return replace(a, cue=((s, e),), source=(source,), sort=told.sort, stance=told.stance, tense=told.tense)
    return None
