"""Tone towards targets, article by article, with intervals."""

from __future__ import annotations

import zlib

import numpy as np
import pandas as pd

from analysis.compare import differences as compare
from analysis.sentiment.voices import mean_of_sentences, paragraph_sums

__all__ = ["FEW", "towards"]

FEW = 5  # mentions; with fewer an interval promises too much


def towards(targets: pd.DataFrame, paragraphs: pd.DataFrame, *, seed: int = 0) -> pd.DataFrame:
    """How each article treats each target: the mean over mentions of the probability of positive less that of negative.

    Columns ``article_id, target_id, n`` (mentions), ``tone`` (-1 to 1; more is treated more positively), ``low, high`` (95 %
    interval over the paragraphs that name the target). NaN with fewer than five mentions, or where they stand in too few
    paragraphs for an interval. ``targets`` and ``paragraphs`` are the tables of those names.
    """
    rows = []
    for (article, target), own in targets.groupby(["article_id", "target_id"], sort=True):
        starts = paragraphs.loc[paragraphs["article_id"] == article, "start"].to_numpy()
        scored = own.assign(
            tone=own["positive"] - own["negative"], paragraph=np.searchsorted(starts, own["start"].to_numpy(), side="right")
        )
        at = seed + zlib.crc32(f"towards|{article}|{target}".encode())
        found = compare.interval(paragraph_sums(scored, "tone"), mean_of_sentences, seed=at)
        known = len(own) >= FEW and not np.isnan(found.low)
        value, low, high = (found.value, max(-1.0, found.low), min(1.0, found.high)) if known else (np.nan,) * 3
        rows.append((article, target, len(own), value, low, high))
    return pd.DataFrame(rows, columns=["article_id", "target_id", "n", "tone", "low", "high"])
