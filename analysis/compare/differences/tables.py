"""Every measure of every article, and every pair of articles by every measure."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from statistics import NormalDist
from typing import Any

import numpy as np
import pandas as pd

from analysis.compare.differences.resampling import LEVEL, RESAMPLES, difference, interval
from analysis.measures import Measure

__all__ = ["POWER", "Paragraphs", "Sample", "Units", "corrected", "differences", "needed", "units_of", "values"]

POWER = 0.8  # chance of seeing a difference that is there, for which the needed sentences are given
PAIRS = ["a_article_id", "b_article_id"]

Units = Mapping[tuple[str, int], Hashable]
"""Article and number of a paragraph, and the unit it belongs to; a paragraph that is not named is its own."""


@dataclass(frozen=True)
class Paragraphs:
    """One article by one measure: the numbers of its paragraphs, a row of sums for each, and how many sentences they hold."""

    numbers: Sequence[int]
    sums: np.ndarray
    sentences: float


@dataclass(frozen=True)
class Sample:
    """One measure of one voice, paragraph by paragraph, for every article: what values and differences are computed from."""

    measure: Measure
    voice: str
    articles: Mapping[str, Paragraphs] = field(default_factory=dict)


def units_of(table: pd.DataFrame) -> dict[tuple[str, int], Hashable]:
    """The units of a table with the columns ``unit, article_id, paragraph``."""
    return {(str(a), int(p)): u for u, a, p in zip(table["unit"], table["article_id"], table["paragraph"], strict=True)}


def values(samples: Iterable[Sample], *, units: Units | None = None, seed: int = 0, resamples: int = RESAMPLES) -> pd.DataFrame:
    """Each article's value by each measure and voice, with its 95 % interval.

    Columns: ``measure, voice, article_id, value, low, high, error`` (standard error), ``paragraphs`` (that the voice
    is heard in), ``sentences``. NaN where undefined; see :func:`analysis.compare.differences.interval`.
    """
    rows = []
    places = [(sample, article, own) for sample in samples for article, own in sample.articles.items()]
    order = {article: n for n, article in enumerate(dict.fromkeys([article for _, article, _ in places]))}
    for at in sorted(
        range(len(places)), key=lambda at: order[places[at][1]]
    ):  # article by article: its measures share resamples
        sample, article, own = places[at]
        found = interval(own.sums, _formula(sample), units=_units(article, own, units), seed=seed, resamples=resamples)
        lowest, highest = sample.measure.bounds
        ends = [min(max(end, lowest), highest) for end in (found.low, found.high)]  # NaN stays NaN
        named = (sample.measure.name, sample.voice, article)
        rows.append((at, (*named, found.value, *ends, found.error, found.paragraphs, own.sentences)))
    columns = ["measure", "voice", "article_id", "value", "low", "high", "error", "paragraphs", "sentences"]
    return pd.DataFrame([row for _, row in sorted(rows)], columns=columns)


def differences(
    samples: Iterable[Sample],
    *,
    units: Units | None = None,
    seed: int = 0,
    resamples: int = RESAMPLES,
    method: str = "holm",
) -> pd.DataFrame:
    """Every pair of articles by each measure and voice: the table ``differences`` of the reference.

    Columns: ``measure, voice, a_article_id, b_article_id, difference`` (a less b)``, low, high, p, p_corrected, told_apart, error,
    sentences`` (of the shorter one), ``needed`` (sentences that each would have to have, see :func:`needed`). ``p_corrected`` is
    Holm's, or by ``method="fdr"`` the false discovery rate's, over the pairs of one measure and voice; ``told_apart`` is true
    where it is below .05 and the interval leaves out zero. ``units`` name the paragraphs that are copies of each other.

    The smallest p of 2,000 deals is 1/2001, which no correction for more than a hundred pairs leaves below .05. So with more pairs
    (fifteen articles and more) nothing is dealt or resampled: interval and p are those of Student's t.
    """
    parts = [_pairs(sample, units, seed, resamples, method) for sample in samples]
    return pd.concat(parts, ignore_index=True) if parts else _frame([])


def _pairs(sample: Sample, units: Units | None, seed: int, resamples: int, method: str) -> pd.DataFrame:
    rows: list[tuple[Any, ...]] = []
    lowest, highest = sample.measure.bounds
    reach = highest - lowest
    if len(sample.articles) * (len(sample.articles) - 1) / 2 > (1 - LEVEL) * (resamples + 1):
        resamples = 0
    for a, b in combinations(sample.articles, 2):
        one, other = sample.articles[a], sample.articles[b]
        names = _units(a, one, units), _units(b, other, units)
        d = difference(one.sums, other.sums, _formula(sample), units=names, seed=seed, resamples=resamples)
        low, high = np.clip([d.low, d.high], -reach, reach)
        sizes = (one.sentences, other.sentences)
        rows.append((sample.measure.name, sample.voice, a, b, d.value, low, high, d.p, d.error, *sizes))
    table = _frame(rows)
    table["p_corrected"] = corrected(table["p"].tolist(), method)
    table["told_apart"] = (table["p_corrected"] < 1 - LEVEL) & ((table["low"] > 0) | (table["high"] < 0))
    tests = max(1, int(table["p"].notna().sum()))
    table["needed"] = [
        needed(error, (m, n), sample.measure.matters, tests)
        for error, m, n in zip(table["error"], table["a_sentences"], table["b_sentences"], strict=True)
    ]
    return table


def _frame(rows: Sequence[tuple[Any, ...]]) -> pd.DataFrame:
    columns = ["measure", "voice", *PAIRS, "difference", "low", "high", "p", "error", "a_sentences", "b_sentences"]
    table = pd.DataFrame(rows, columns=columns)
    return table.assign(p_corrected=np.nan, told_apart=False, needed=np.nan)[
        [*columns[:8], "p_corrected", "told_apart", *columns[8:], "needed"]
    ]


def _formula(sample: Sample) -> Any:
    assert sample.measure.compute is not None, f"{sample.measure.name} has no formula."
    return sample.measure.compute


def _units(article: str, own: Paragraphs, units: Units | None) -> list[Hashable] | None:
    """Units of an article's rows. What is not named is a unit of its own, told from all others by article and number."""
    if units is None:
        return None
    return [("shared", units[article, n]) if (article, n) in units else (article, n) for n in own.numbers]


def corrected(p: Sequence[float], method: str = "holm") -> list[float]:
    """p-values corrected for their number; NaN stays NaN and does not count.

    ``holm``: the chance of any false finding among them stays below the level (Holm 1979). ``fdr``: of the findings made, the
    share expected to be false does (Benjamini and Hochberg 1995); it finds more, and more of it is wrong.
    """
    if method not in ("holm", "fdr"):
        raise ValueError(f"A correction is holm or fdr: {method!r} is neither.")
    given = np.asarray(p, float)
    found = np.full(len(given), np.nan)
    order = [n for n in np.argsort(given, kind="stable") if not np.isnan(given[n])]
    ranked, ranks = given[order], np.arange(len(order))
    if method == "holm":
        adjusted = np.maximum.accumulate(ranked * (len(order) - ranks))
    else:
        adjusted = np.minimum.accumulate((ranked * len(order) / (ranks + 1))[::-1])[::-1]
    found[order] = np.minimum(1.0, adjusted)
    return [float(value) for value in found]


def needed(error: float, sentences: tuple[float, float], matters: float, tests: int = 1) -> float:
    """About how many sentences each of two articles would have to have to show a difference of ``matters``.

    ``error`` is the standard error of their difference now, with these numbers of ``sentences``. A two-sided test at 5 %, divided
    by the number of ``tests`` as Holm's correction does at first, sees a difference D four times in five where the
    standard error is D / (z(1 - .025 / tests) + z(.8)) (Cohen 1988, Statistical Power Analysis, chapter 2), and a variance falls as
    text grows. The number assumes more text of the same kind. NaN where there is no spread or no such D.

    >>> round(needed(0.5, (25, 25), 1.0))
    49
    """
    if not (error > 0 and matters > 0 and min(sentences) > 0):
        return float("nan")
    normal = NormalDist()
    wanted = matters / (normal.inv_cdf(1 - (1 - LEVEL) / 2 / tests) + normal.inv_cdf(POWER))
    typical = 2 / (1 / sentences[0] + 1 / sentences[1])
    return float(typical * (error / wanted) ** 2)
