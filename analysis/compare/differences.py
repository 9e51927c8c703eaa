"""Intervals, tests, and when not to rank.

A measure is computed from sums over paragraphs (see :class:`analysis.measures.Measure`), and paragraphs are what is resampled:
sentences of one paragraph are alike, so resampling them one by one would promise too much.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
import pandas as pd

__all__ = ["RESAMPLES", "Difference", "Interval", "describe", "difference", "differences", "holm", "interval"]

RESAMPLES = 2000
LEVEL = 0.95
FEWEST = 3  # paragraphs; with fewer there is nothing to resample
_CHUNK = 500_000  # cells of a resampling matrix held at once

Formula = Callable[[np.ndarray], np.ndarray]


@dataclass(frozen=True)
class Interval:
    """A value with its interval (95 % unless told); ``low`` and ``high`` are NaN where it cannot be given."""

    value: float
    low: float
    high: float
    paragraphs: int


@dataclass(frozen=True)
class Difference:
    """``a`` minus ``b``: value, interval, and the p-value of a permutation test (two-sided)."""

    value: float
    low: float
    high: float
    p: float


def interval(
    sums: np.ndarray, formula: Formula, *, seed: int = 0, resamples: int = RESAMPLES, level: float = LEVEL
) -> Interval:
    """A measure of one article with its bootstrap interval over paragraphs.

    ``sums`` has a row a paragraph and a column for each of the measure's sums; ``formula`` turns sums into values along the last
    axis. Percentile bootstrap (Efron and Tibshirani 1993, chapter 13). With fewer than three paragraphs the
    interval is undefined (NaN), never zero.
    """
    sums = np.asarray(sums, float)
    value = float(formula(sums.sum(0))) if len(sums) else float("nan")
    if len(sums) < FEWEST or np.isnan(value):
        return Interval(value, float("nan"), float("nan"), len(sums))
    low, high = _percentiles(_resampled(sums, formula, seed, resamples), level)
    return Interval(value, low, high, len(sums))


def difference(
    a: np.ndarray, b: np.ndarray, formula: Formula, *, seed: int = 0, resamples: int = RESAMPLES, level: float = LEVEL
) -> Difference:
    """The difference of a measure between two articles: interval by bootstrap, p by permuting paragraphs.

    The permutation test (Efron and Tibshirani 1993, chapter 15) asks how often paragraphs dealt to the two articles by chance
    differ as much. NaN where one of the two has fewer than three paragraphs.
    """
    a, b = np.asarray(a, float), np.asarray(b, float)
    nan = float("nan")
    if not len(a) or not len(b):
        return Difference(nan, nan, nan, nan)
    value = float(formula(a.sum(0)) - formula(b.sum(0)))
    if min(len(a), len(b)) < FEWEST or np.isnan(value):
        return Difference(value, nan, nan, nan)
    spread = _resampled(a, formula, seed, resamples) - _resampled(b, formula, seed + 1, resamples)
    low, high = _percentiles(spread, level)
    return Difference(value, low, high, _permutation(a, b, formula, value, seed, resamples))


def _resampled(sums: np.ndarray, formula: Formula, seed: int, resamples: int) -> np.ndarray:
    rng = np.random.default_rng(seed)
    n = len(sums)
    values = []
    for begin in range(0, resamples, max(1, _CHUNK // n)):
        rows = min(max(1, _CHUNK // n), resamples - begin)
        counts = rng.multinomial(n, np.full(n, 1 / n), size=rows)
        values.append(formula(counts @ sums))
    return np.concatenate(values)


def _permutation(a: np.ndarray, b: np.ndarray, formula: Formula, value: float, seed: int, resamples: int) -> float:
    rng = np.random.default_rng(seed + 2)
    both = np.vstack([a, b])
    total = both.sum(0)
    extreme = tried = 0
    for begin in range(0, resamples, max(1, _CHUNK // len(both))):
        rows = min(max(1, _CHUNK // len(both)), resamples - begin)
        order = rng.random((rows, len(both))).argsort(1)
        first = (order < len(a)).astype(float) @ both
        dealt = formula(first) - formula(total - first)
        defined = ~np.isnan(dealt)
        extreme += int((np.abs(dealt[defined]) >= abs(value) - 1e-12).sum())
        tried += int(defined.sum())
    return (extreme + 1) / (tried + 1)


def _percentiles(values: np.ndarray, level: float) -> tuple[float, float]:
    values = values[~np.isnan(values)]
    if len(values) < 100:
        return float("nan"), float("nan")
    low, high = np.quantile(values, [(1 - level) / 2, (1 + level) / 2])
    return float(low), float(high)


def holm(p: Sequence[float]) -> list[float]:
    """p-values corrected for their number (Holm 1979); NaN stays NaN and does not count."""
    values = np.asarray(p, float)
    corrected = np.full(len(values), np.nan)
    order = [n for n in np.argsort(values) if not np.isnan(values[n])]
    running = 0.0
    for rank, n in enumerate(order):
        running = max(running, min(1.0, (len(order) - rank) * values[n]))
        corrected[n] = running
    return [float(c) for c in corrected]


def differences(
    sums: dict[str, np.ndarray], measure: str, voice: str, formula: Formula, *, seed: int = 0, resamples: int = RESAMPLES
) -> pd.DataFrame:
    """Every pair of articles by one measure: the table ``differences`` of the reference.

    ``sums`` maps article ids to sums by paragraph. ``p_corrected`` is Holm's, over the pairs of this measure and voice;
    ``told_apart`` is true where it is below .05 and the interval leaves out zero.
    """
    rows = []
    for a, b in combinations(sums, 2):
        own = seed + zlib.crc32(f"{measure}|{voice}|{a}|{b}".encode())
        d = difference(sums[a], sums[b], formula, seed=own, resamples=resamples)
        rows.append((measure, voice, a, b, d.value, d.low, d.high, d.p))
    columns = ["measure", "voice", "a_article_id", "b_article_id", "difference", "low", "high", "p"]
    table = pd.DataFrame(rows, columns=columns)
    table["p_corrected"] = holm(table["p"].tolist())
    table["told_apart"] = (table["p_corrected"] < 1 - LEVEL) & ((table["low"] > 0) | (table["high"] < 0))
    return table


def describe(table: pd.DataFrame, labels: dict[str, str], more: str, unit: str = "", digits: int = 1) -> str:
    """What a set of pairwise differences of one measure supports, as a sentence.

    ``table`` is a part of ``differences`` with one measure and voice; ``more`` completes "is ... than" ("harder to read").
    """
    known = table.dropna(subset=["low"])
    if table.empty:
        return "There is only one article, so there is nothing to compare."
    if known.empty:
        return "There is too little text to compare the articles."
    apart = known[known["told_apart"].astype(bool)]
    if apart.empty:
        n = len(set(known["a_article_id"]) | set(known["b_article_id"]))
        return f"The {n} articles cannot be told apart by this measure: every difference could be chance."
    unit = f" {unit}" if unit else ""
    parts = []
    for row in apart.itertuples():
        value, low, high = row.difference, row.low, row.high
        first, second = labels[row.a_article_id], labels[row.b_article_id]
        if value < 0:
            first, second, value, low, high = second, first, -value, -high, -low
        parts.append(f"{first} is {more} than {second} by {value:.{digits}f}{unit} ({low:.{digits}f} to {high:.{digits}f})")
    rest = len(known) - len(apart)
    end = (
        f"; the other {rest} pairs cannot be told apart."
        if rest > 1
        else "; the other pair cannot be told apart."
        if rest
        else "."
    )
    return "; ".join(parts) + end
