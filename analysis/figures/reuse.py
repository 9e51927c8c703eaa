"""What articles share: the matrix of containment."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.colors import LinearSegmentedColormap

from analysis.figures.style import GREY, INK, canvas, say, style

__all__ = ["containment"]

_SHADES = LinearSegmentedColormap.from_list("shades", ["#FFFFFF", "#9CC9E3", "#0072B2", "#003B5C"])
MOST = 16


def containment(table: pd.DataFrame, labels: Mapping[str, str], ax: Axes | None = None) -> Axes:
    """How much of each article (row) stands word for word in each other (column), in per cent of its five-word runs.

    ``table`` is ``story.containment``. A square matrix that need not be symmetric: a short text may lie whole in a long one.
    """
    shown = list(labels)[:MOST]
    shares = 100 * table.pivot(index="a_article_id", columns="b_article_id", values="containment").reindex(
        index=shown, columns=shown
    )
    with style():
        ax = canvas(ax, 1.5 + 0.42 * max(2, len(shown)))
        values = shares.to_numpy(float)
        ax.imshow(np.ma.masked_invalid(values), cmap=_SHADES, vmin=0, vmax=100, aspect="auto")
        ax.scatter(range(len(shown)), range(len(shown)), marker="_", color=GREY, s=60)
        for (row, column), value in np.ndenumerate(values):
            if not np.isnan(value):
                text = f"{value:.0f}" if value >= 1 or value == 0 else "<1"
                ax.text(column, row, text, ha="center", va="center", fontsize=8.5, color="white" if value > 45 else INK)
        ax.set_xticks(range(len(shown)), [textwrap.fill(labels[a], 12) for a in shown])
        ax.set_yticks(range(len(shown)), [labels[a] for a in shown])
        ax.tick_params(length=0)
        ax.spines[:].set_visible(False)
        ax.set_ylabel("of this article …")
        ax.set_xlabel("… this share (per cent) stands in this one")
        ax.set_title("What is shared word for word")
    return say(
        ax,
        alt="A matrix of articles. " + _in_words(table, labels),
        caption="Per cent of the row's five-word runs (headline and body) that the column's article has too. It does not say who copied.",
        data=table.assign(containment=table["containment"].round(4)),
    )


def _in_words(table: pd.DataFrame, labels: Mapping[str, str]) -> str:
    known = table.dropna(subset=["containment"]).sort_values("containment", ascending=False, kind="stable")
    if known.empty:
        return "There is nothing to compare."
    parts = [
        f"{100 * r.containment:.0f} per cent of {labels[r.a_article_id]} stands in {labels[r.b_article_id]}"
        for r in known.head(3).itertuples()
    ]
    return "; ".join(parts) + "."
