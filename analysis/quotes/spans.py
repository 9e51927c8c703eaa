"""Which of many spans touch or hold a place, found by bisection: a long article has thousands."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from itertools import accumulate

__all__ = ["Spans"]

Span = tuple[int, int]


class Spans:
    """Spans of characters, in text order; they may overlap. An answer is the number that a span had when it was given."""

    def __init__(self, spans: Iterable[Span]) -> None:
        found = sorted((span, n) for n, span in enumerate(spans))
        self._numbers = [n for _, n in found]
        self._spans = [span for span, _ in found]
        self._starts = [start for start, _ in self._spans]
        self._reach = list(accumulate((end for _, end in self._spans), max))  # the furthest end so far

    def touching(self, start: int, end: int) -> Iterator[int]:
        """The numbers of the spans that share a character with ``[start, end)``, in text order."""
        for n in range(bisect_right(self._reach, start), bisect_left(self._starts, end)):
            if self._spans[n][1] > start:
                yield self._numbers[n]

    def touch(self, start: int, end: int) -> bool:
        """Does any span share a character with ``[start, end)``?"""
        n = bisect_right(self._reach, start)  # the first that ends behind it: if that begins too late, so do all others
        return n < len(self._starts) and self._starts[n] < end

    def hold(self, at: int) -> bool:
        """Does any span hold this character?"""
        return self.touch(at, at + 1)
