"""What is in the corpus, drawn."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes

from analysis.figures.style import COLOURS, GREY, INK, canvas, ink_on, legend_below, say, style

__all__ = ["page_parts"]

MOST = 30  # articles; more would not fit on a page
_DIGIT = 0.04  # of the axis; a part that has less for each digit has no room for its number
_PART_COLOURS = (COLOURS[0], COLOURS[5], COLOURS[2], COLOURS[3], "#B8B8B8")
_PART_HATCHES = ("", "", "....", "////", "xxx")  # for those who print without colours


def page_parts(table: pd.DataFrame, ax: Axes | None = None) -> Axes:
    """Words by article and part of the page, as stacked bars.

    ``table`` has the columns ``article, part, words`` (see :func:`analysis.overview.page_parts`), articles and parts in the
    order in which they are drawn. Beyond 30 articles the longest are drawn, and the caption says so.
    """
    words = table.pivot(index="article", columns="part", values="words")
    words = words.loc[table["article"].unique(), table["part"].unique()]
    articles = len(words)
    if articles > MOST:
        words = words.loc[words.sum(axis=1).nlargest(MOST).index]
    ax = canvas(ax, height=1.4 + 0.34 * len(words))
    with style():
        _bars(ax, words)
    kept = "" if articles <= MOST else f" The {MOST} longest of {articles} articles are shown."
    totals = words.sum(axis=1)
    shares = (words["body"] / totals.where(totals > 0, 1)).map("{:.0%}".format)
    alt = (
        "Stacked bars, one an article. "
        + "; ".join(f"{a}: {totals[a]:,} words, {shares[a]} of them body" for a in words.index)
        + "."
    )
    caption = (
        "Words on each page by the part they stand in. A part that is wide enough bears its number of words; at the end of a "
        f"bar stand all words and the share of the body, which alone the measures count.{kept}"
    )
    return say(ax, alt=alt, caption=caption, data=table)


def _bars(ax: Axes, words: pd.DataFrame) -> None:
    totals, rows = words.sum(axis=1), range(len(words))
    room = max(1, totals.max())
    left = pd.Series(0, index=words.index)
    for part, colour, hatch in zip(words.columns, _PART_COLOURS, _PART_HATCHES, strict=False):
        ax.barh(
            rows, words[part], left=left, color=colour, height=0.66, edgecolor="white", linewidth=0.6, hatch=hatch, label=part
        )
        for row, (begin, width) in enumerate(zip(left, words[part], strict=True)):
            if width >= _DIGIT * len(f"{width}") * room:
                box = {"facecolor": colour, "edgecolor": "none", "pad": 1}
                ax.text(
                    begin + width / 2,
                    row,
                    f"{width:,}",
                    ha="center",
                    va="center",
                    fontsize="small",
                    color=ink_on(colour),
                    bbox=box,
                )
        left = left + words[part]
    for row, (total, body) in enumerate(zip(totals, words["body"], strict=True)):
        share = f"{body / total:.0%} body" if total else "no words"
        ax.annotate(f"{total:,}, {share}", (1.0, row), xycoords=("axes fraction", "data"), xytext=(4, 0),
                    textcoords="offset points", va="center", fontsize="small", color=INK, annotation_clip=False)  # fmt: skip
    ax.set_yticks(rows, words.index)
    ax.set_xlim(0, room)
    ax.invert_yaxis()
    ax.tick_params(axis="y", length=0)
    ax.spines["left"].set_visible(False)
    ax.set_xlabel("words on the page", color=GREY)
    ax.set_title("How much of each page is the article")
    legend_below(ax, list(words.columns))
