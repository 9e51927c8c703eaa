"""How far to trust the numbers: accuracy beside people and other tools, and confidence against what is right."""

from __future__ import annotations

import textwrap

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from analysis.figures.style import COLOURS, GREY, INK, LIGHT, canvas, legend_below, say, style

__all__ = ["accuracy", "reliability"]

_OURS, _PEOPLE, _OTHER = COLOURS[0], COLOURS[2], COLOURS[1]
MOST = 24  # rows


def accuracy(table: pd.DataFrame, title: str, ax: Axes | None = None, xlabel: str = "per cent (100: no error)") -> Axes:
    """A row a question: a dot with its 95 % interval, and marks for people and for the best other tool where these are known.

    ``table`` has ``what, value, low, high, n``, and may have ``unit, people, other, other_name`` (see
    :mod:`analysis.evaluation.trust`), in per cent. Values that are undefined are left out.
    """
    shown = table.dropna(subset=["value"]).head(MOST).reset_index(drop=True)
    beside = [name for name in ("people", "other") if name in shown and shown[name].notna().any()]
    ax = canvas(ax, 1.25 + 0.4 * max(1, len(shown)) + (0.25 if beside else 0), "page")
    with style():
        for y, row in enumerate(shown.to_dict("records")):
            ax.axhline(-y, color=LIGHT, linewidth=0.6, zorder=0)
            ax.plot([row["low"], row["high"]], [-y, -y], color=_OURS, linewidth=2, solid_capstyle="butt")
            ax.plot(row["value"], -y, "o", color=_OURS, markersize=6)
            ax.annotate(_note(row), (1.02, -y), xycoords=("axes fraction", "data"), va="center", fontsize="small", color=INK)
            for name, mark, colour in (("people", "D", _PEOPLE), ("other", "s", _OTHER)):
                if name in beside and not np.isnan(row[name]):
                    ax.plot(row[name], -y, mark, markersize=6.5, markerfacecolor="none", color=colour)
        ax.set_yticks([-y for y in range(len(shown))], [textwrap.fill(what, 30) for what in shown["what"]])
        ax.set_ylim(-max(1, len(shown)) + 0.4, 0.6)
        ax.set_xlim(_left(shown, beside), 102)
        ax.set_xlabel(xlabel)
        ax.set_title(title)
        ax.tick_params(axis="y", length=0)
        ax.spines["left"].set_visible(False)
        _legend(ax, beside)
        if shown.empty:
            ax.annotate("nothing to show: no figure is defined", (0.5, 0.5), xycoords="axes fraction", ha="center", color=GREY)
    parts = [f"{r['what']}: {r['value']:.0f}, interval {r['low']:.0f} to {r['high']:.0f}" for r in shown.to_dict("records")]
    also = " Open marks have no interval: theirs were not published or not kept." if beside else ""
    return say(
        ax,
        alt=f"{title}. {'; '.join(parts) or 'Nothing to show'}.",
        caption=f"{title}, with 95 % intervals.{also} To the right is better; beside each row, what it rests on.",
        data=table,
        source="marked articles, by Same Story",
    )


def _note(row: dict) -> str:
    name = row.get("other_name")
    other = f"; {name} {row['other']:.0f}" if isinstance(name, str) and not np.isnan(row["other"]) else ""
    unit = f" {row['unit']}" if isinstance(row.get("unit"), str) else ""
    return f"{row['value']:.0f} (n = {row['n']:,.0f}{unit}){other}"


def _left(shown: pd.DataFrame, beside: list[str]) -> float:
    """The axis begins at 0 unless everything lies in its upper half."""
    lowest = np.nanmin([100.0, *shown[["low", *beside]].to_numpy(float).ravel()])
    return 50.0 if lowest >= 52 else -2.0


def _legend(ax: Axes, beside: list[str]) -> None:
    named = {"people": ("D", _PEOPLE, "two people"), "other": ("s", _OTHER, "best other tool")}
    handles = [ax.plot([], [], "o", color=_OURS, markersize=6, label="this package")[0]] if beside else []
    for name in beside:
        mark, colour, label = named[name]
        handles.append(ax.plot([], [], mark, markersize=6, markerfacecolor="white", color=colour, linestyle="", label=label)[0])
    if handles:
        legend_below(ax, [str(handle.get_label()) for handle in handles], handles)


def reliability(table: pd.DataFrame, title: str, ax: Axes | None = None) -> Axes:
    """Confidence against the share that is right, a dot a group with its 95 % interval; on the line both are the same.

    ``table`` has ``confidence, right, low, high, n``, in per cent. Below the line the package is too sure, above it too careful.
    """
    ax = canvas(ax, 3.6, most="column")
    with style():
        ax.plot([0, 100], [0, 100], color=GREY, linewidth=0.9, linestyle="--", zorder=0)
        ax.vlines(table["confidence"], table["low"], table["high"], color=_OURS, linewidth=1.6)
        ax.plot(table["confidence"], table["right"], "o", color=_OURS, markersize=4.5)
        left = max(0.0, float(np.floor(np.nanmin([50.0, *table[["confidence", "low"]].to_numpy(float).ravel()]) / 10) * 10) - 2)
        ax.set_xlim(left, 102)
        ax.set_ylim(left, 102)
        ax.set_aspect("equal")
        ax.set_xlabel("confidence (per cent)")
        ax.set_ylabel("right (per cent)")
        ax.set_title(textwrap.fill(title, 34))
        ax.annotate("too careful", (0.04, 0.94), xycoords="axes fraction", color=GREY, fontsize="small", va="top")
        ax.annotate("too sure", (0.96, 0.05), xycoords="axes fraction", color=GREY, fontsize="small", ha="right")
        if table.empty:
            text = "too few statements\nwere coded"
            ax.annotate(text, (0.5, 0.5), xycoords="axes fraction", ha="center", color=GREY)
    parts = [f"{r['confidence']:.0f}: {r['right']:.0f}" for r in table.to_dict("records")]
    n = int(table["n"].sum()) if len(table) else 0
    return say(
        ax,
        alt=f"{title}. Confidence and share right, in per cent: {'; '.join(parts) or 'too few statements'}.",
        caption=f"{title}: {n:,} statements in {len(table)} groups, with 95 % intervals (Wilson). On the dashed line confidence is "
        "what it claims to be.",
        data=table,
        n=f"{n:,} statements",
        source="marked articles, by Same Story",
    )
