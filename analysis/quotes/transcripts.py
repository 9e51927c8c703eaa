"""Turns of a transcript: paragraphs that a name opens (``LEE: We will mend it.``, ``Lee: Why?``), or ``Q:`` and ``A.``"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from analysis.articles import Article, Paragraph

__all__ = ["TURN", "turns"]

Span = tuple[int, int]
TURN = "transcript"  # the rule of a statement that is a turn of one
Turn = tuple[Paragraph, re.Match[str], tuple[Span, ...]]
# Labels of lists and live pages, which are nobody.
_NOBODY = frozenset(
    "UPDATE BREAKING WHEN WHERE WHO WHAT WHY HOW NOTE HOME AWAY TIME DATE PRICE PLACE VENUE SERVES WATCH READ MORE LATEST CORRECTION SCORE "
    "LOCATION INGREDIENTS METHOD".split()
)
LEAST = 3  # turns that make a transcript
_LABEL = re.compile(r"((?:(?:Mr|Mrs|Ms|Dr)\. )?[A-Z][A-Z.’'-]*(?: [A-Z][A-Z.’'-]*){0,3}):\s+(?=\S)")
_QUESTION = re.compile(r"([QA])\.\s+(?=\S)")
_NAME = re.compile(r"([A-Z][\w.’'-]+(?: [A-Z][\w.’'-]+){0,2}):\s+(?=\S)")
LEAST_NAMES = 4  # turns, where names are not in capitals: "Where: The hall" is a list
_TALK = re.compile(r"\b(?:I|you|we|my|your|our)\b|\?", re.IGNORECASE)  # in a list (WHEN: …, WHERE: …) nobody talks


def turns(article: Article) -> list[tuple[Span, tuple[Span, ...]]]:
    """The name and the words of each turn in the body, as spans; none where the article is no transcript.

    It is one where two names take turns, one of them again, half of them talk to each other, and somebody asks. Where names are not in
    capitals, each must take two turns. A turn goes on in the paragraphs up to the next one.
    """
    text = article.text
    lines = [p for p in article.paragraphs if p.role in ("body", "subhead")]
    for pattern in (_LABEL, _QUESTION, _NAME):
        found = [(p, m) for p in lines if (m := pattern.match(text, p.start, p.end)) and m[1].upper() not in _NOBODY]
        counts = Counter(m[1] for _, m in found)
        talk = sum(bool(_TALK.search(text, m.end(), p.end)) for p, m in found)
        if len(found) < LEAST or not 1 < len(counts) < len(found) or 2 * talk < len(found):
            continue
        asked = any("?" in text[m.end() : p.end] for p, m in found)
        if asked and (pattern is not _NAME or (len(found) >= LEAST_NAMES and min(counts.values()) > 1)):
            return [(m.span(1), words) for p, m, words in _with_what_follows(found, lines) if p.role == "body"]
    return []


def _with_what_follows(found: list[tuple[Paragraph, re.Match[str]]], lines: list[Paragraph]) -> Iterator[Turn]:
    """The turns with the paragraphs up to the next one, where most paragraphs between the first and the last turn are turns."""
    place = {p.start: n for n, p in enumerate(lines)}
    first, last = place[found[0][0].start], place[found[-1][0].start]
    whole = 2 * len(found) > last - first
    for (p, m), following in zip(found, [*(place[q.start] for q, _ in found[1:]), 0], strict=True):
        more = [q for q in lines[place[p.start] + 1 : following] if whole and q.role == "body"]
        yield p, m, ((m.end(), p.end), *((q.start, q.end) for q in more if m.string[q.start] not in "([*"))
