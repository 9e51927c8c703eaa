"""What a measure is. Each part of the package lists its own; columns, axis labels and the glossary come from here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

__all__ = ["Measure"]


@dataclass(frozen=True)
class Measure:
    """A number that can be computed for a text.

    ``name`` is its key in tables; ``label`` and ``unit`` stand on axes; ``more_means`` says which way is more ("harder to
    read"); ``caveat`` and ``source`` (of the formula or method) stand in the glossary. ``columns`` names the sums it is made of,
    a paragraph at a time, and ``compute`` turns such sums (an array whose last axis is ``columns``) into values, NaN where
    undefined: so one function gives the value, and the bootstrap's resamples of it. It is a ratio of sums, or made of ratios:
    doubling all sums leaves the value. ``bounds`` are the smallest and largest value possible. ``matters`` is a difference worth
    speaking of, and ``counted_in`` the words behind an amount of it ("school years").
    """

    name: str
    label: str
    unit: str
    more_means: str
    caveat: str
    source: str
    columns: tuple[str, ...] = ()
    compute: Callable[[Any], Any] | None = None
    bounds: tuple[float, float] = (float("-inf"), float("inf"))
    matters: float = float("nan")
    counted_in: str = ""

    @property
    def axis(self) -> str:
        """Label and unit, as they stand on an axis."""
        return f"{self.label} ({self.unit})" if self.unit else self.label

    @property
    def digits(self) -> int:
        """Decimals with which a value is said: one more than the difference that matters has."""
        return 2 if self.matters < 1 else 1

    def amount(self, value: float) -> str:
        """A difference as it is said: number and words, without a decimal that is nought.

        >>> Measure("m", "M", "", "more", "", "", matters=1, counted_in="school years").amount(1.25)
        '1.2 school years'
        """
        number = f"{value:.{self.digits}f}"
        if value == self.matters:
            number = f"{value:g}"
        words = self.counted_in
        if number == "1" and words.endswith("s"):
            words = words[:-1]
        return f"{number} {words}".rstrip()
