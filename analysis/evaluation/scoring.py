"""One article: which predicted statement is which of the gold's, and what is counted.

Contents and sources are compared as sets of tokens, so that white space, and marks at the edges, decide nothing.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple, Protocol

from analysis.evaluation.stretches import stretches

__all__ = ["METRICS", "RECALL_ONLY", "Comparison", "Count", "Statement", "Text", "compare", "count"]

Span = tuple[int, int]
_TOKEN = re.compile(r"\w+|[^\w\s]")
_SUBSETS = ("", "quoted/", "unquoted/")
_EACH = ("content_tokens", "content_exact", "content_relaxed", "right_source", "source_accuracy")
_STRETCHES = ("quote_spans", "quote_spans_source", "quote_spans_5w", "quote_spans_source_5w")
METRICS = ("content_tokens", "content_words", *_EACH[1:], *(p + m for p in _SUBSETS[1:] for m in _EACH), *_STRETCHES)
RECALL_ONLY = frozenset(m for m in METRICS if m in _STRETCHES or m.endswith("source_accuracy"))
LONG = 5  # words from which a quoted stretch is hardly a title or a scare quote
# Words that name no source: sharing one of them does not make two sources the same. Pronouns such as "he" do name one.
_EMPTY = frozenset(
    """a an the all another any both each few many more most much no one other several some that this these those two
    its my our ours your yours her hers his mine their theirs which who whom whose what
    and but nor not or as at by for from in of on to with
    are be been being did do does had has have is was were
    dr mr mrs ms s""".split()
)


class Given(Protocol):
    """What a statement must have to be scored; :class:`analysis.quotes.attribution.Attribution` has it."""

    @property
    def content(self) -> Sequence[Span]: ...
    @property
    def cue(self) -> Sequence[Span]: ...
    @property
    def source(self) -> Sequence[Span]: ...


class Count(NamedTuple):
    """What precision and recall are made of: ``right`` of ``predicted``, and ``found`` of ``gold``."""

    right: int = 0
    predicted: int = 0
    found: int = 0
    gold: int = 0


class Text:
    """A text as scores see it: tokens by number, which of them are words, and the quoted stretches as sets of words."""

    def __init__(self, text: str) -> None:
        matches = list(_TOKEN.finditer(text))
        self.text = text
        self.starts, self.ends = [m.start() for m in matches], [m.end() for m in matches]
        self.lower = [m[0].lower() for m in matches]
        self.words = frozenset(n for n, m in enumerate(matches) if any(c.isalnum() for c in m[0]))

    @cached_property
    def stretches(self) -> list[frozenset[int]]:
        found = (self.tokens([span]) & self.words for span in stretches(self.text))
        return [words for words in found if words]

    @cached_property
    def quoted(self) -> frozenset[int]:
        return frozenset().union(*self.stretches)

    def tokens(self, spans: Iterable[Span]) -> frozenset[int]:
        """The tokens that share a character with one of the spans."""
        held = (range(bisect_right(self.ends, s), bisect_left(self.starts, e)) for s, e in spans if s < e)
        return frozenset(n for numbers in held for n in numbers)

    def essence(self, tokens: frozenset[int]) -> frozenset[int]:
        """What contents are compared by: the words without a leading "that"; the marks where there is no word."""
        words = tokens & self.words
        first = min(words, default=None)
        if first is not None and self.lower[first] == "that" and len(words) > 1:
            return words - {first}
        return words or tokens

    def same_source(self, gold: Given, predicted: Given) -> bool:
        """Do the sources share a word that names somebody, or any word where the gold's has none such? No source: never."""
        words = self.tokens(gold.source) & self.words
        telling = {n for n in words if self.lower[n] not in _EMPTY} or words
        return not telling.isdisjoint(self.tokens(predicted.source))


@dataclass(eq=False)
class Statement:
    """A statement of the gold or of the predictions, as tokens of the text, and the other side's that it is paired with."""

    given: Given
    tokens: frozenset[int]
    essence: frozenset[int]
    quoted: bool
    sourced: bool
    partner: Statement | None = field(default=None, repr=False)
    overlap: float = 0.0
    right_source: bool = False


@dataclass(frozen=True)
class Comparison:
    """The gold and the predictions of one article, paired. Contents that cover no token are left out on both sides."""

    text: Text
    gold: list[Statement]
    predicted: list[Statement]


def compare(text: str, gold: Iterable[Given], predicted: Iterable[Given]) -> Comparison:
    """Pair statements one to one whose contents overlap by half or more, best overlap first.

    Overlap is the number of words in both contents divided by the number in either (the Jaccard index). Among equal overlaps
    the gold's order decides, then the predictions'.
    """
    seen = Text(text)
    c = Comparison(seen, _statements(seen, gold), _statements(seen, predicted))
    near = [(-_overlap(g, p), i, j) for i, g in enumerate(c.gold) for j, p in enumerate(c.predicted)]
    for minus_overlap, i, j in sorted(pair for pair in near if pair[0] <= -0.5):
        g, p = c.gold[i], c.predicted[j]
        if g.partner is None and p.partner is None:
            g.partner, p.partner = p, g
            g.overlap = p.overlap = -minus_overlap
            g.right_source = p.right_source = seen.same_source(g.given, p.given)
    return c


def _statements(text: Text, given: Iterable[Given]) -> list[Statement]:
    result = []
    for item in given:
        tokens = text.tokens(item.content)
        essence = text.essence(tokens)
        sourced = bool(text.tokens(item.source) & text.words)
        if tokens:
            result.append(Statement(item, tokens, essence, not essence.isdisjoint(text.quoted), sourced))
    return result


def _overlap(a: Statement, b: Statement) -> float:
    both = len(a.essence & b.essence)
    return both / (len(a.essence) + len(b.essence) - both)


def count(c: Comparison) -> dict[str, Count]:
    """The counts of every metric of :data:`METRICS` for one article."""
    gold, predicted = _union(c.gold), _union(c.predicted)
    both = len(gold & predicted & c.text.words)
    result = {"content_words": Count(both, len(predicted & c.text.words), both, len(gold & c.text.words))}
    choices: tuple[Callable[[Statement], bool], ...] = (lambda s: True, lambda s: s.quoted, lambda s: not s.quoted)
    for prefix, chosen in zip(_SUBSETS, choices, strict=True):
        counts = _subset([g for g in c.gold if chosen(g)], [p for p in c.predicted if chosen(p)], gold, predicted)
        result |= {prefix + name: n for name, n in zip(_EACH, counts, strict=True)}
    return result | _stretches(c)


def _union(statements: Iterable[Statement]) -> frozenset[int]:
    return frozenset().union(*(s.tokens for s in statements))


def _subset(
    gold: list[Statement], predicted: list[Statement], all_gold: frozenset[int], all_predicted: frozenset[int]
) -> tuple[Count, ...]:
    """The counts of :data:`_EACH` for some of the statements; what they are paired with may be outside of the subset."""
    g, p = _union(gold), _union(predicted)
    tokens = Count(len(p & all_gold), len(p), len(g & all_predicted), len(g))
    exact = Count(sum(s.overlap == 1 for s in predicted), len(predicted), sum(s.overlap == 1 for s in gold), len(gold))
    relaxed = Count(sum(s.partner is not None for s in predicted), len(predicted))
    relaxed = relaxed._replace(found=sum(s.partner is not None for s in gold), gold=len(gold))
    asked = [s for s in gold if s.sourced]
    answers = [s for s in predicted if s.partner is None or s.partner.sourced]
    right = sum(s.right_source for s in asked)
    source = Count(sum(s.right_source for s in answers), len(answers), right, len(asked))
    accuracy = Count(found=right, gold=sum(s.partner is not None for s in asked))
    return tokens, exact, relaxed, source, accuracy


def _stretches(c: Comparison) -> dict[str, Count]:
    """Quoted stretches inside a statement of the gold: is one inside a prediction, and has that the right source?"""
    found, gold = dict.fromkeys(_STRETCHES, 0), dict.fromkeys(_STRETCHES, 0)
    for g in c.gold:
        for stretch in c.text.stretches:
            if not stretch <= g.tokens:
                continue
            holding = [p for p in c.predicted if stretch <= p.tokens]
            best = max(holding, key=lambda p: _overlap(g, p), default=None)
            right = best is not None and c.text.same_source(g.given, best.given)
            for length in ("", "_5w") if len(stretch) >= LONG else ("",):
                gold["quote_spans" + length] += 1
                found["quote_spans" + length] += bool(holding)
                gold["quote_spans_source" + length] += g.sourced
                found["quote_spans_source" + length] += right
    return {name: Count(found=found[name], gold=gold[name]) for name in _STRETCHES}
