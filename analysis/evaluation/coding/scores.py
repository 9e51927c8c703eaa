"""The package against what coders agreed on, weighted back from the sample to all of the articles.

The strata are the package's own answers, and an item of stratum s stands for N(s) / n(s) items: N(s) of them there are, n(s) were
coded (Cochran 1977, Sampling Techniques, chapter 5). So a table of package by gold is estimated row by row, each row being what became of one
stratum. The interval draws each row from the Dirichlet distribution of its counts, with one more item spread evenly over them (Perks 1947). For
two outcomes that is Jeffreys' interval (Brown, Cai and DasGupta 2001). It does not shrink to nothing where all coded items are right,
as resampling does. ``benchmarks/coding.py`` measures how often it holds the truth.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from analysis.evaluation.coding.questions import POLARITIES, same_speaker

__all__ = ["PLANS", "Plan", "compared", "rates", "scores"]

Figure = Callable[[np.ndarray], np.ndarray]
COLUMNS = ("question", "score", "of", "value", "low", "high", "items")
_OUTCOMES = ("no", "right", "wrong")  # a sentence has no statement; one whose speaker the package names; one that it does not


def compared(gold: Mapping[tuple[str, str], str], key: pd.DataFrame) -> pd.DataFrame:
    """Gold and package side by side, an item and question a row, where the gold is settled.

    Columns: ``item, question, gold, package, right, confidence, article_id, start, end, passage``. ``gold`` has the answers by item
    and question, ``key`` is the sample's. Whose a statement is, is compared only where both find one.
    """
    rows = []
    for row in key.to_dict("records"):
        for question, package in _package(row).items():
            answer = gold.get((row["item"], question), "")
            if not answer or (question in ("kind", "speaker") and gold.get((row["item"], "attributed")) != "yes"):
                continue
            right = same_speaker(answer, row["accept"].split(";")) if question == "speaker" else answer == package
            where = (row["article_id"], int(row["start"]), int(row["end"]), row["passage"])
            rows.append((row["item"], question, answer, package, right, row["confidence"], *where))
    columns = "item question gold package right confidence article_id start end passage"
    return pd.DataFrame(rows, columns=columns.split()).sort_values(["question", "item"], ignore_index=True)


def _package(row: Mapping[str, Any]) -> dict[str, str]:
    """The package's answers to the questions on one item of the key."""
    if row["about"] == "attributions":
        found = row["stratum"] == "found"
        return {"attributed": "yes", "kind": row["answer"], "speaker": row["speaker"]} if found else {"attributed": "no"}
    return {"tone" if row["about"] == "tone" else "polarity": row["answer"]}


def scores(items: pd.DataFrame, key: pd.DataFrame, draws: int = 2000, seed: int = 0) -> pd.DataFrame:
    """Precision, recall and F1 in per cent with 95 % intervals: columns ``question, score, of, value, low, high, items``.

    ``items`` is :func:`compared`'s table. *attributed*: sentences with a statement; *speaker*: those whose speaker is right too; *kind*: of
    the statements found, how many have the right kind; *tone* and *polarity*: each class, and the mean of their F1. More is better. Caveat:
    items of one article are alike, and the intervals take them for independent.
    """
    rng = np.random.default_rng(seed)
    rows: list[tuple] = []
    sizes = key.drop_duplicates(["about", "stratum"]).set_index(["about", "stratum"])["population"]
    for question, plan in PLANS.items():
        own = _outcomes(items, question)
        if own.empty or plan.about not in sizes.index.get_level_values(0):
            continue
        n = np.array([sizes.get((plan.about, stratum), 0) for stratum in plan.strata], float)
        cells = [[(own["stratum"] == s) & (own["outcome"] == o) for o in plan.outcomes] for s in plan.strata]
        counts = np.array([[cell.sum() for cell in row] for row in cells], float)
        rows += [(question, *row, len(own)) for row in rates(counts, n, plan.figures, rng, draws)]
    return pd.DataFrame(rows, columns=list(COLUMNS))


def rates(
    counts: np.ndarray, sizes: np.ndarray, figures: Mapping[tuple[str, str], Figure], rng: np.random.Generator, draws: int
) -> Iterator[tuple[str, str, float, float, float]]:
    """Each figure of a table of ``counts`` (a row a stratum of this size): score, of, value and the ends of its interval, per cent."""
    coded = counts.sum(axis=1)
    with np.errstate(invalid="ignore", divide="ignore"):
        point = np.where(sizes[:, None] > 0, counts / coded[:, None] * sizes[:, None], 0)
        parts = [rng.dirichlet(row + 1 / len(row), draws) * size for row, size in zip(counts, sizes, strict=True)]
        drawn = np.stack(parts, axis=1)
        for (score, of), figure in figures.items():
            value = 100 * float(figure(point))
            spread = 100 * figure(drawn)
            known = draws and not np.isnan(value)
            low, high = np.nanpercentile(spread, [2.5, 97.5]) if known else (np.nan, np.nan)
            yield score, of, value, min(low, value), max(high, value)


def _outcomes(items: pd.DataFrame, question: str) -> pd.DataFrame:
    """Items with their stratum and their outcome, as the plan of a question names them."""
    if question != "speaker":
        own = items[items["question"] == question]
        outcome = own["right"].map({True: "right", False: "wrong"}) if question == "kind" else own["gold"]
        stratum = "found" if question == "kind" else own["package"].replace({"yes": "found", "no": "none"})
        return pd.DataFrame({"stratum": stratum, "outcome": outcome}, index=own.index)
    told = items[items["question"] == "attributed"].set_index("item")
    right = items[items["question"] == "speaker"].set_index("item")["right"]
    rows = []
    for item, row in told.iterrows():
        stratum = "found" if row["package"] == "yes" else "none"
        if row["gold"] == "no":
            rows.append((stratum, "no"))
        elif stratum == "none":
            rows.append((stratum, "wrong"))  # a statement that was not found has no speaker
        elif item in right.index:
            rows.append((stratum, "right" if right[item] else "wrong"))
    return pd.DataFrame(rows, columns=["stratum", "outcome"])


def _class(place: int) -> dict[str, Figure]:
    """Precision, recall and F1 of the class at this place of rows (package) and columns (gold), for stacks of tables."""

    def precision(m: np.ndarray) -> np.ndarray:
        return m[..., place, place] / m[..., place, :].sum(axis=-1)

    def recall(m: np.ndarray) -> np.ndarray:
        return m[..., place, place] / m[..., :, place].sum(axis=-1)

    return {"precision": precision, "recall": recall, "f1": lambda m: _harmonic(precision(m), recall(m))}


def _harmonic(p: np.ndarray, r: np.ndarray) -> np.ndarray:
    return np.where(p + r == 0, 0.0, 2 * p * r / np.where(p + r == 0, 1, p + r))


def _speaker() -> dict[str, Figure]:
    def precision(m: np.ndarray) -> np.ndarray:
        return m[..., 1, 1] / m[..., 1, :].sum(axis=-1)

    def recall(m: np.ndarray) -> np.ndarray:
        return m[..., 1, 1] / m[..., :, 1:].sum(axis=(-2, -1))

    return {"precision": precision, "recall": recall, "f1": lambda m: _harmonic(precision(m), recall(m))}


def _polarities() -> dict[tuple[str, str], Figure]:
    each = {(score, name): share for place, name in enumerate(POLARITIES) for score, share in _class(place).items()}
    f1 = [_class(place)["f1"] for place in range(3)]
    macro = {("macro_f1", "all"): lambda m: np.mean([share(m) for share in f1], axis=0)}
    return {**each, **macro, ("accuracy", "all"): lambda m: np.trace(m, axis1=-2, axis2=-1) / m.sum(axis=(-2, -1))}


@dataclass(frozen=True)
class Plan:
    """Of a question: what its items are about, the strata (rows), the outcomes (columns), and the figures made of the table."""

    about: str
    strata: tuple[str, ...]
    outcomes: tuple[str, ...]
    figures: Mapping[tuple[str, str], Figure]


_FOUND = ("none", "found")
_KIND: Mapping[tuple[str, str], Figure] = {("accuracy", "all"): lambda m: m[..., 0, 1] / m[..., 0, :].sum(axis=-1)}
PLANS: Mapping[str, Plan] = {
    "attributed": Plan("attributions", _FOUND, ("no", "yes"), {(s, "yes"): figure for s, figure in _class(1).items()}),
    "speaker": Plan("attributions", _FOUND, _OUTCOMES, {(s, "yes"): figure for s, figure in _speaker().items()}),
    "kind": Plan("attributions", ("found",), ("wrong", "right"), _KIND),
    "tone": Plan("tone", POLARITIES, POLARITIES, _polarities()),
    "polarity": Plan("targets", POLARITIES, POLARITIES, _polarities()),
}
