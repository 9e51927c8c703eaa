"""Differences in plain words: who is more, by how much, within what range; or that nobody can say, and what it would take."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from analysis.measures import Measure

__all__ = ["describe", "round_up"]

MOST_NAMED = 4  # differences spelt out in one sentence; the rest are counted


def describe(table: pd.DataFrame, labels: Mapping[str, str], measure: Measure) -> str:
    """What a set of differences by one measure supports, as a sentence.

    ``table`` is a part of ``differences`` with one measure and voice; ``labels`` name the articles. Only what is told
    apart is put in an order. Where nothing is, the sentence says how much text there is, and how much it would take to show
    the difference that matters (:attr:`analysis.measures.Measure.matters`).
    """
    if table.empty:
        return "There is only one article, so there is nothing to compare."
    known = table.dropna(subset=["p"])
    if known.empty:
        return "There is too little text to compare the articles."
    apart = known[known["told_apart"].astype(bool)]
    if apart.empty:
        return f"{_who(known, labels)} cannot be told apart{_how_much(known, measure)}."
    size = apart["difference"].abs()
    ordered = apart.loc[size.sort_values(ascending=False, kind="stable").index]
    said = "; ".join(_one(row, labels, measure) for row in ordered.head(MOST_NAMED).itertuples())
    return said + _others(len(apart), len(known)) + "."


def _others(apart: int, known: int) -> str:
    more, rest = apart - min(apart, MOST_NAMED), known - apart
    said = f"; {more} more {'pair is' if more == 1 else 'pairs are'} told apart by less" if more else ""
    if rest:
        said += "; the other pair cannot be told apart" if rest == 1 else f"; the other {rest} pairs cannot be told apart"
    return said


def _one(row: Any, labels: Mapping[str, str], measure: Measure) -> str:
    first, second = labels[row.a_article_id], labels[row.b_article_id]
    value, low, high = row.difference, row.low, row.high
    if value < 0:
        first, second, value, low, high = second, first, -value, -high, -low
    digits = measure.digits
    return f"{first} is {measure.more_means} than {second} by {measure.amount(value)} ({low:.{digits}f} to {high:.{digits}f})"


def _who(known: pd.DataFrame, labels: Mapping[str, str]) -> str:
    names = list(dict.fromkeys([*known["a_article_id"], *known["b_article_id"]]))
    return f"{labels[names[0]]} and {labels[names[1]]}" if len(names) == 2 else f"The {len(names)} articles"


def _how_much(known: pd.DataFrame, measure: Measure) -> str:
    """What there is, and what it would take. The median pair stands for all: half would need more, half less."""
    have = known[["a_sentences", "b_sentences"]].to_numpy(float)
    low, high = round(have.min()), round(have.max())
    said = f" with {low} sentences each" if low == high else f" with {low} to {high} sentences each"
    needed = known["needed"].dropna()
    if needed.empty:
        return said
    typical, amount = round_up(float(needed.median())), measure.amount(measure.matters)
    if typical <= low:
        return f"{said}; a difference of {amount} would most likely have been seen"
    return f"{said}; about {typical:,} would be needed to see a difference of {amount}"


def round_up(number: float) -> int:
    """A number of sentences to two figures, upwards: more would be a promise that the estimate cannot keep.

    >>> round_up(123.4), round_up(47.2)
    (130, 48)
    """
    step = 10 ** max(0, int(np.floor(np.log10(max(number, 1)))) - 1)
    return int(np.ceil(number / step) * step)
