"""Intervals, tests, and when not to rank.

``interval`` and ``difference`` are for sums over paragraphs; ``values`` and ``differences`` make tables of many measures;
``describe`` says in a sentence what a table supports. How well the intervals and tests keep their promise is measured in
``docs/differences.md``.
"""

from __future__ import annotations

from analysis.compare.differences.resampling import FEWEST, LEVEL, RESAMPLES, Difference, Interval, difference, interval
from analysis.compare.differences.tables import Paragraphs, Sample, Units, corrected, differences, needed, units_of, values
from analysis.compare.differences.wording import describe

__all__ = [
    "FEWEST",
    "LEVEL",
    "RESAMPLES",
    "Difference",
    "Interval",
    "Paragraphs",
    "Sample",
    "Units",
    "corrected",
    "describe",
    "difference",
    "differences",
    "interval",
    "needed",
    "units_of",
    "values",
]
