"""How the articles stand under each choice of counting: a row a choice, a line an article."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from analysis.figures.style import COLOURS, INK, LIGHT, MARKERS, canvas, nothing, say, style
from analysis.measures import Measure

__all__ = ["MOST", "choices"]

MOST = 6  # articles with a colour and a mark of their own; more stay grey
_STEP = 0.42  # rows from one interval to the next


def choices(
    table: pd.DataFrame, values: pd.DataFrame, labels: Mapping[str, str], measure: Measure, ax: Axes | None = None
) -> Axes:
    """A dot for each article and choice; dots of one article are joined, so that where lines cross the order changes.

    ``table`` is :func:`analysis.sensitivity.table`'s, ``values`` the table ``values``, whose 95 % intervals stand on top.
    Beyond six articles those at the ends and in the middle are named, the others are grey.
    """
    own = table[(table["measure"] == measure.name) & table["article_id"].isin(list(labels))]
    grid = own.pivot(index="choice", columns="article_id", values="value").reindex(list(own["choice"].unique()))
    grid = grid.dropna(axis=1, how="all")
    ends = values[(values["measure"] == measure.name) & (values["voice"] == "all")].set_index("article_id")
    if grid.empty:
        return nothing(ax, "There is too little text to count in more than one way.", own)
    shown = _shown(grid.iloc[0])
    ax = canvas(ax, 1.2 + 0.34 * len(grid) + 0.2 * len(shown))
    with style():
        for article in [*[a for a in grid if a not in shown], *shown]:
            _line(ax, grid[article].to_numpy(float), shown.index(article) if article in shown else None)
        _intervals(ax, ends.reindex(shown), [labels[a] for a in shown])
        ax.set_yticks(range(len(grid)), list(grid.index))
        ax.set_ylim(len(grid) - 0.6, -0.5 - _STEP * len(shown))
        ax.tick_params(axis="y", length=0)
        ax.spines["left"].set_visible(False)
        ax.set_xlabel(f"{measure.axis}; to the right: {measure.more_means}")
        ax.set_title(f"{measure.label}, counted in {len(grid)} ways")
    rest = "" if len(grid.columns) <= MOST else f" {len(grid.columns) - len(shown)} more articles are grey."
    caption = (
        "Each line is an article; each row a defensible way to count it. Where lines cross, the order of the articles depends "
        f"on the choice. The bars on top are 95 % intervals as counted here: where they overlap widely the order may be chance, "
        "and without a bar "
        f"there is too little text for one.{rest}"
    )
    return say(ax, alt=_alt(grid, measure), caption=caption, data=own)


def _shown(first: pd.Series) -> list[str]:
    """Whose lines are coloured and named: all of six, of more those spread evenly from the lowest value to the highest."""
    order = list(first.dropna().sort_values(kind="stable").index)
    if len(order) <= MOST:
        return order
    return [order[round(n * (len(order) - 1) / (MOST - 1))] for n in range(MOST)]


def _line(ax: Axes, values: np.ndarray, place: int | None) -> None:
    rows = np.flatnonzero(~np.isnan(values))
    colour, mark = (LIGHT, "o") if place is None else (COLOURS[place], MARKERS[place])
    ax.plot(values[rows], rows, color=colour, linewidth=0.9, alpha=0.8, zorder=1)
    ax.plot(values[rows], rows, mark, color=colour, markersize=4.5 if place is not None else 3, zorder=2)


def _intervals(ax: Axes, ends: pd.DataFrame, names: list[str]) -> None:
    """Above the first row an interval for each article named, and its name beside it."""
    known = ends[["low", "high", "value"]].to_numpy(float)
    left, right = ax.get_xlim()
    left, right = float(np.nanmin([left, *known.ravel()])), float(np.nanmax([right, *known.ravel()]))
    ax.set_xlim(left - 0.02 * (right - left), right + 0.02 * (right - left))
    for n, ((low, high, value), name) in enumerate(zip(known, names, strict=True)):
        y = -0.55 - _STEP * (len(names) - 1 - n)
        ax.plot([low, high], [y, y], color=COLOURS[n], linewidth=1.5, solid_capstyle="butt")
        ax.plot(value, y, MARKERS[n], color=COLOURS[n], markersize=4.5)
        first, last = (value, value) if np.isnan(low) else (low, high)
        if right - last > first - left:
            ax.annotate(name, (last, y), xytext=(5, 0), textcoords="offset points", va="center", fontsize="small", color=INK)
        else:
            ax.annotate(
                name,
                (first, y),
                xytext=(-5, 0),
                textcoords="offset points",
                va="center",
                ha="right",
                fontsize="small",
                color=INK,
            )


def _alt(grid: pd.DataFrame, measure: Measure) -> str:
    spans = "; ".join(f"{choice}: {row.min():.1f} to {row.max():.1f}" for choice, row in grid.iterrows() if row.notna().any())
    articles = "1 article" if len(grid.columns) == 1 else f"{len(grid.columns)} articles"
    return f"{measure.label} of {articles} in {len(grid)} ways of counting. {spans}."
