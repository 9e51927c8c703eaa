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
    undefined: so one function gives the value, and the bootstrap's resamples of it.
    """

    name: str
    label: str
    unit: str
    more_means: str
    caveat: str
    source: str
    columns: tuple[str, ...] = ()
    compute: Callable[[Any], Any] | None = None

    @property
    def axis(self) -> str:
        """Label and unit, as they stand on an axis."""
        return f"{self.label} ({self.unit})" if self.unit else self.label
