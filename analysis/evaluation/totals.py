"""Counts of articles to precision, recall and F1 with intervals, and to tables for people."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from analysis.evaluation.scoring import METRICS, RECALL_ONLY, Count

__all__ = ["group_table", "metric_table", "totals"]

_NAMES = ("precision", "recall", "f1")
_BY_GROUP = ("content_tokens", "right_source", "quoted/right_source", "unquoted/right_source")


def totals(articles: Sequence[Mapping[str, Count]], bootstrap: int = 1000, seed: int = 0) -> dict[str, dict[str, Any]]:
    """Every metric over some articles: the counts summed (a micro-average), and precision, recall and F1 in percent.

    ``precision_95`` and so on are the 2.5th and 97.5th percentiles of ``bootstrap`` resamples of the articles, drawn with
    ``seed``; 0 resamples: no intervals. What is undefined, for want of anything to divide by, is None. In a resample an
    undefined figure counts as 0, which widens the interval of a figure that rests on few articles.
    """
    rows = np.array([[a[m] for m in METRICS] for a in articles], dtype=np.int64).reshape(len(articles), len(METRICS), 4)
    everything = range(len(articles))
    rng = random.Random(seed)
    samples = [rows[rng.choices(everything, k=len(rows))].sum(axis=0) for _ in range(bootstrap if len(rows) else 0)]
    sums = rows.sum(axis=0)
    rates = _rates(sums)
    spread = np.sort(_rates(np.array(samples)), axis=0) if samples else None
    return {
        metric: _entry(metric, Count(*map(int, sums[n])), rates[n], spread[:, n] if spread is not None else None)
        for n, metric in enumerate(METRICS)
    }


def _rates(sums: np.ndarray) -> np.ndarray:
    """Precision, recall and F1 as fractions, in the last axis; 0 where there is nothing to divide by."""
    precision = sums[..., 0] / np.maximum(sums[..., 1], 1)
    recall = sums[..., 2] / np.maximum(sums[..., 3], 1)
    total = precision + recall
    f1 = 2 * precision * recall / np.where(total > 0, total, 1)
    return np.stack([precision, recall, f1], axis=-1)


def _entry(metric: str, n: Count, rates: np.ndarray, spread: np.ndarray | None) -> dict[str, Any]:
    entry: dict[str, Any] = {"gold": n.gold, "gold_matched": n.found}
    if metric not in RECALL_ONLY:
        entry |= {"predicted": n.predicted, "predicted_matched": n.right}
    for k, (name, defined) in enumerate(zip(_NAMES, (n.predicted, n.gold, n.predicted or n.gold), strict=True)):
        if metric in RECALL_ONLY and name != "recall":
            continue
        entry[name] = _percent(rates[k]) if defined else None
        if spread is not None:
            last = len(spread) - 1
            ends = (int(0.025 * last), int(0.975 * last + 0.5))
            entry[f"{name}_95"] = [_percent(spread[end, k]) for end in ends] if defined else None
    return entry


def _percent(rate: float) -> float:
    return round(100 * float(rate), 2)


def metric_table(metrics: Mapping[str, Mapping[str, Any]], articles: int) -> str:
    """A metric a line: precision, recall and F1 in percent with their intervals, and how many it rests on.

    One article cannot vary when it is resampled, so no interval is shown for it, here and in :func:`group_table`.
    """
    lines = [f"{'metric':<26}{'precision':<20}{'recall':<20}{'F1':<20}{'gold':>7}{'predicted':>11}"]
    for metric, entry in metrics.items():
        cells = "".join(f"{_cell(entry, name, articles):<20}" for name in _NAMES)
        lines.append(f"{metric:<26}{cells}{entry['gold']:>7}{entry.get('predicted', ''):>11}")
    return "\n".join(line.rstrip() for line in lines)


def group_table(groups: Mapping[str, Mapping[str, Any]]) -> str:
    """A publisher a line: articles, statements of the gold, and the F1 of four metrics with their intervals."""
    width = max(len(name) for name in ("F1 by publisher", *groups)) + 2
    heads = "".join(f"{name:<23}" for name in _BY_GROUP)
    lines = [f"{'F1 by publisher':<{width}}{'articles':>8}{'statements':>12}  {heads}"]
    for name, group in groups.items():
        metrics = group["metrics"]
        cells = "".join(f"{_cell(metrics[m], 'f1', group['articles']):<23}" for m in _BY_GROUP)
        lines.append(f"{name:<{width}}{group['articles']:>8}{metrics['content_exact']['gold']:>12}  {cells}")
    return "\n".join(line.rstrip() for line in lines)


def _cell(entry: Mapping[str, Any], name: str, articles: int) -> str:
    """``73.1 (70.2-75.9)``; empty where the metric has no such figure, a hyphen where it is undefined."""
    if name not in entry:
        return ""
    if entry[name] is None:
        return "    -"
    interval = entry.get(f"{name}_95")
    return f"{entry[name]:5.1f}" + (f" ({interval[0]:.1f}-{interval[1]:.1f})" if interval and articles > 1 else "")
