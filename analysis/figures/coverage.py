"""Figures of coverage: what is left out, and the words that mark an outlet."""

from __future__ import annotations

from typing import Any

import matplotlib as mpl
import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from analysis.figures.style import COLOURS, GREY, INK, LIGHT, canvas, nothing, say, style

__all__ = ["left_out", "word_choice"]

MOST_ROWS, MOST_COLUMNS = 30, 16
KINDS = {
    "speaker": "who is heard",
    "person": "people",
    "institution": "institutions",
    "place": "places",
    "document": "documents",
    "topic": "topics",
}
MOST_UNITS = 8
_LONGEST = 26  # characters of a name
_LETTERS = 80  # of all columns' names together, that fit side by side on a page
_NEVER = "An empty place means: not mentioned under any name that the method knows. It may be told of in other words."


def left_out(table: pd.DataFrame, ax: Axes | None = None) -> Axes:
    """A matrix of items (rows) by article or outlet (columns): how often each is mentioned, and where it is not.

    ``table`` holds rows of ``coverage`` (:func:`analysis.compare.coverage.left_out`); ``article_id`` holds what stands above
    a column. Rows are joined by kind; a short line stands where an item is not mentioned.
    """
    columns = list(dict.fromkeys(table["article_id"]))[:MOST_COLUMNS]
    keys = list(dict.fromkeys(zip(table["kind"], table["item"], strict=True)))[:MOST_ROWS]
    keys.sort(key=lambda key: list(KINDS).index(key[0]))
    if not keys or len(columns) < 2:
        return nothing(ax, "There is nothing that some articles tell of and others leave out.", table)
    counts = {(r.kind, r.item, r.article_id): int(r.mentions) for r in table.itertuples() if r.present}
    places, heads, y = [], [], 0.0
    for n, (kind, item) in enumerate(keys):
        if n == 0 or keys[n - 1][0] != kind:
            y += 1.15 if n else 0.6
            heads.append((y - 0.78, kind))
        places.append((y, kind, item))
        y += 1
    named = [_middle_cut(column) for column in columns]
    longest = max(map(len, named))
    tall = longest > 9 and (len(columns) > 5 or longest * len(columns) > _LETTERS)
    with style():
        ax = canvas(ax, (1.9 if tall else 1.2) + 0.205 * y, "page")
        for at, kind, item in places:
            ax.axhline(at, color=LIGHT, linewidth=0.6, zorder=0)
            for x, column in enumerate(columns):
                _mark(ax, x, at, counts.get((kind, item, column), 0))
        for at, kind in heads:
            ax.annotate(
                KINDS[kind], (-0.55, at), xycoords=("data", "data"), color=GREY, fontsize="small", style="italic", va="center"
            )
        ax.set_yticks([at for at, *_ in places], [_cut(item) for *_, item in places], fontsize="small")
        turned: dict[str, Any] = {"rotation": 40, "ha": "left", "rotation_mode": "anchor"} if tall else {}
        ax.set_xticks(range(len(columns)), named, **turned)
        ax.xaxis.tick_top()
        ax.tick_params(length=0)
        ax.spines[:].set_visible(False)
        ax.set_xlim(-0.6, len(columns) - 0.4)
        ax.set_ylim(y - 0.3, -0.5)
        ax.set_title("What some tell of and others leave out (number of mentions)", pad=10)
    part = table[[key in set(keys) for key in zip(table["kind"], table["item"], strict=True)]]
    gone = sum(1 for key in keys for column in columns if (*key, column) not in counts)
    alt = f"A matrix of {len(keys)} items by {len(columns)} articles or outlets; {gone} places are empty. {_worst(part)}"
    more = f" The first {MOST_COLUMNS} columns are shown." if table["article_id"].nunique() > MOST_COLUMNS else ""
    return say(ax, alt=alt, caption=f"{_NEVER} Rows: the items whose absence weighs most.{more}", data=part)


def _mark(ax: Axes, x: float, y: float, n: int) -> None:
    if n:
        ax.plot(x, y, "o", color=COLOURS[0], markersize=1.22 * mpl.rcParams["font.size"])
        ax.annotate(str(n) if n < 100 else "99+", (x, y), ha="center", va="center_baseline", color="white", fontsize="small")
    else:
        ax.plot(x, y, "_", color=COLOURS[1], markersize=9, markeredgewidth=1.4)


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1].rstrip() + "…"


def _middle_cut(text: str) -> str:
    """A long name of a column without its middle: outlets and ids often differ at their ends."""
    half = _LONGEST // 2
    return text if len(text) <= _LONGEST else f"{text[:half].rstrip()}…{text[-half:].lstrip()}"


def _worst(table: pd.DataFrame) -> str:
    gone = table[~table["present"].astype(bool)].sort_values("expected", ascending=False, kind="stable").head(3)
    parts = [f"{r.item} is not mentioned in {r.article_id}" for r in gone.itertuples()]
    return "; ".join(parts) + "." if parts else ""


def word_choice(table: pd.DataFrame, most: int = 5, ax: Axes | None = None) -> Axes:
    """The words that mark each article or outlet: log-odds ratios with 95 % intervals, a block each.

    ``table`` holds rows of ``word_choice`` whose ``of`` is empty; ``article_id`` holds what stands over a block. Filled marks
    are told apart from the others after correction; open ones cannot be.
    """
    words = table[table["of"] == ""]
    units = list(dict.fromkeys(words["article_id"]))
    shown = units[:MOST_UNITS]
    if not shown:
        return nothing(ax, "There is too little text, or only one telling: no word can mark an outlet.", words)
    blocks = [words[words["article_id"] == unit].head(most) for unit in shown]
    part = pd.concat(blocks)
    with style():
        ax = canvas(ax, 1.3 + 0.19 * (len(part) + 1.5 * len(blocks)))
        ax.axvline(0, color=GREY, linewidth=0.8)
        ticks, y = [], 0.0
        right = float(part["high"].max())
        for unit, block in zip(shown, blocks, strict=True):
            ax.annotate(unit, (0.0, y), xycoords=("axes fraction", "data"), xytext=(-4, 0), textcoords="offset points", ha="right",
                        va="center", fontsize="small", weight="bold", annotation_clip=False)  # fmt: skip
            if not block["told_apart"].any():
                ax.annotate("none can be told apart", (right, y), ha="right", va="center", fontsize="small", color=GREY)
            for row in block.itertuples():
                y += 1
                _word(ax, row, y)
                ticks.append((y, f"{row.term} ({row.count})"))
            y += 1.5
        ax.set_yticks([at for at, _ in ticks], [text for _, text in ticks], fontsize="small")
        ax.set_ylim(y - 0.9, -0.9)
        ax.tick_params(axis="y", length=0)
        ax.spines["left"].set_visible(False)
        ax.set_xlabel("Log-odds ratio to the others; to the right: used more often here")
        ax.set_title("The words that mark each outlet (number of uses)")
    told = int(part["told_apart"].sum())
    parts = [f"{u}: {', '.join(b['term'].head(3))}" for u, b in zip(shown, blocks, strict=True)]
    more = f" {len(shown)} of {len(units)} are shown." if len(units) > len(shown) else ""
    alt = (
        f"Words by article or outlet with intervals. {'; '.join(parts)}. {told} of {len(part)} are told apart from the others."
    )
    caption = (
        "Words of the outlets' own voice, names left out; log-odds ratio with an informative Dirichlet prior (Monroe, Colaresi and Quinn "
        f"2008). A filled mark is told apart after correction for the number of words (Holm), an open one cannot be.{more}"
    )
    return say(ax, alt=alt, caption=caption, data=part)


def _word(ax: Axes, row: Any, y: float) -> None:
    apart = bool(row.told_apart)
    colour = COLOURS[0] if apart else GREY
    ax.plot([row.low, row.high], [y, y], color=colour, linewidth=1.5, solid_capstyle="butt")
    ax.plot(row.log_odds, y, "o", color=colour, markerfacecolor=colour if apart else "white", markersize=4.5)
    if not np.isnan(row.p_corrected) and apart:
        ax.annotate(
            "told apart", (row.high, y), xytext=(4, 0), textcoords="offset points", va="center", fontsize="small", color=INK
        )
