"""What articles share: the matrix of containment, two articles side by side, and what is each article's own."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.colors import LinearSegmentedColormap
from matplotlib.patches import PathPatch, Rectangle
from matplotlib.path import Path

from analysis.figures.style import COLOURS, GREY, INK, LIGHT, canvas, column_names, say, style

__all__ = ["alignment", "containment", "own"]

_SHADES = LinearSegmentedColormap.from_list("shades", ["#FFFFFF", "#9CC9E3", "#0072B2", "#003B5C"])
MOST = 14  # rows of a matrix
MOST_BARS = 30
_BAR = 0.05  # width of an article in the figure of two
_LABELLED = 0.028  # of the height; a thinner ribbon has no room for its number of words


def containment(
    table: pd.DataFrame, labels: Mapping[str, str], ax: Axes | None = None, by: Mapping[str, str] | None = None
) -> Axes:
    """How much of each article (row) stands word for word in each other (column), in per cent of its five-word runs.

    ``table`` is ``story.containment``. A square matrix that need not be symmetric: a short text may lie whole in a long one.
    ``by`` maps articles to what stands for them (outlets, groups) where there are many: a field then shows the greatest
    containment of any two of their articles. Beyond 14 rows those that share most are drawn, and the caption says so.
    """
    names = dict(labels)
    values = table
    if by is not None:
        values = table.assign(a_article_id=table["a_article_id"].map(by), b_article_id=table["b_article_id"].map(by))
        names = {name: name for name in dict.fromkeys(by[a] for a in labels)}
        values = values.groupby(["a_article_id", "b_article_id"], as_index=False)["containment"].max()
    shown, total = _sharing_most(values, list(names)), len(names)
    shares = 100 * values.pivot(index="a_article_id", columns="b_article_id", values="containment").reindex(
        index=shown, columns=shown
    )
    with style():
        ax = canvas(ax, 1.5 + 0.42 * max(2, len(shown)), "page")
        _matrix(ax, shares.to_numpy(float), by is None, [_short(names[a]) for a in shown])
    what = "The greatest per cent of an article's" if by is not None else "Per cent of the row's"
    whose = "of the column" if by is not None else "the column's article"
    kept = f" The {len(shown)} of {total} that share most are shown." if total > len(shown) else ""
    return say(
        ax,
        alt=f"A matrix of {'outlets or groups' if by is not None else 'articles'}. " + _in_words(values, names),
        caption=f"{what} five-word runs (headline and body) that {'an article ' if by is not None else ''}{whose} has too. It does "
        f"not say who copied.{kept}",
        data=values.assign(containment=values["containment"].round(4)),
    )


def _sharing_most(values: pd.DataFrame, names: list[str]) -> list[str]:
    if len(names) <= MOST:
        return names
    apart = values[values["a_article_id"] != values["b_article_id"]]
    most = pd.concat([apart.groupby(side)["containment"].max() for side in ("a_article_id", "b_article_id")])
    best = most.groupby(level=0).max().reindex(names).fillna(0).sort_values(ascending=False, kind="stable").head(MOST)
    return [name for name in names if name in best.index]


def _matrix(ax: Axes, values: np.ndarray, one_each: bool, names: list[str]) -> None:
    ax.imshow(np.ma.masked_invalid(values), cmap=_SHADES, vmin=0, vmax=100, aspect="auto")
    if one_each:
        ax.scatter(range(len(names)), range(len(names)), marker="_", color=GREY, s=60)
    for (row, column), value in np.ndenumerate(values):
        if not np.isnan(value):
            text = f"{value:.0f}" if value >= 1 or value == 0 else "<1"
            ax.text(column, row, text, ha="center", va="center", fontsize="small", color="white" if value > 45 else INK)
    column_names(ax, names)
    ax.set_yticks(range(len(names)), names)
    ax.tick_params(length=0)
    ax.spines[:].set_visible(False)
    ax.set_ylabel("of this …")
    ax.set_xlabel("… this share (per cent) stands in this one")
    ax.set_title("What is shared word for word")


def _short(name: str, length: int = 24) -> str:
    """Cut in the middle: long names of a kind often differ at their ends."""
    half = (length - 1) // 2
    return name if len(name) <= length else f"{name[:half].rstrip()}…{name[-half:].lstrip()}"


def _in_words(table: pd.DataFrame, labels: Mapping[str, str]) -> str:
    apart = table[table["a_article_id"] != table["b_article_id"]]
    known = apart.dropna(subset=["containment"]).sort_values("containment", ascending=False, kind="stable")
    if known.empty:
        return "There is nothing to compare."
    parts = [
        f"{100 * r.containment:.0f} per cent of {labels[r.a_article_id]} stands in {labels[r.b_article_id]}"
        for r in known.head(3).itertuples()
    ]
    return "; ".join(parts) + "."


def alignment(
    passages: pd.DataFrame,
    edits: pd.DataFrame,
    lengths: Mapping[str, int],
    labels: Mapping[str, str],
    pair: tuple[str, str],
    ax: Axes | None = None,
) -> Axes:
    """Two articles side by side, from beginning (top) to end: shared passages joined by ribbons, edits as ticks.

    ``passages`` and ``edits`` are the story's tables, ``lengths`` the articles' characters, ``pair`` the two articles. A ribbon
    bears the number of words that both sides have; ribbons that cross show another order; grey is what only one of the two has.
    """
    a, b = pair
    own = passages[(passages["a_article_id"] == a) & (passages["b_article_id"] == b)]
    with style():
        ax = canvas(ax, 5.2)
        longest = max(lengths[a], lengths[b], 1)
        for x, name in ((0.0, a), (1.0 - _BAR, b))[: len({a, b})]:
            ax.add_patch(Rectangle((x, 0), _BAR, lengths[name] / longest, color=LIGHT, linewidth=0))
        for row in own.itertuples():
            _ribbon(ax, row, longest)
        for edit in edits[edits["passage"].isin(own["passage"])].itertuples():
            for x, start, end in ((_BAR, edit.a_start, edit.a_end), (1 - _BAR, edit.b_start, edit.b_end)):
                middle = (start + end) / 2 / longest
                ax.plot([x - 0.022, x + 0.022], [middle, middle], color=COLOURS[1], linewidth=1.4, zorder=4)
        _frame_of_two(ax, [_short(labels[n], 30) for n in dict.fromkeys(pair)], own.empty)
    told = f"{len(own)} shared passages with {int(own['words'].sum())} words, edited in {int(own['edits'].sum())} places"
    return say(
        ax,
        alt=f"Two vertical bars, {labels[a]} and {labels[b]}, joined by ribbons where they share text: {told}."
        if a != b
        else f"There is only one article, {labels[a]}, so none lies beside it.",
        caption="Each bar is a text from its beginning (top) to its end, in characters; the longer one fills the height. Ribbons join "
        "passages that both have and bear the number of common words; orange ticks are edits; grey is in one of the two only.",
        data=own,
    )


def _ribbon(ax: Axes, row, longest: int) -> None:
    (a0, a1), (b0, b1) = (row.a_start / longest, row.a_end / longest), (row.b_start / longest, row.b_end / longest)
    left, right = _BAR, 1 - _BAR
    corners = [(left, a0), (0.5, a0), (0.5, b0), (right, b0), (right, b1), (0.5, b1), (0.5, a1), (left, a1), (left, a0)]
    codes = [Path.MOVETO, *[Path.CURVE4] * 3, Path.LINETO, *[Path.CURVE4] * 3, Path.CLOSEPOLY]
    ax.add_patch(PathPatch(Path(corners, codes), facecolor=COLOURS[0], alpha=0.22, linewidth=0))
    for x, y0, y1 in ((0.0, a0, a1), (right, b0, b1)):
        ax.add_patch(Rectangle((x, y0), _BAR, y1 - y0, color=COLOURS[0], linewidth=0, zorder=3))
    if min(a1 - a0, b1 - b0) >= _LABELLED:
        text = f"{row.words} words" + (f", {row.edits} edit{'s' if row.edits > 1 else ''}" if row.edits else "")
        ax.text(left + 0.045, (a0 + a1) / 2, text, va="center", fontsize="small", color=INK, zorder=5)


def _frame_of_two(ax: Axes, names: list[str], empty: bool) -> None:
    ax.set_xlim(-0.02, 1.02)
    ax.set_ylim(1.0, -0.06)
    for x, name, side in zip((0.0, 1.0), names, ("left", "right"), strict=False):
        ax.text(x, -0.02, name, ha=side, va="bottom", fontsize="medium", fontweight="bold", color=INK)
    if empty:
        why = "No passage of eight words or more is shared." if len(names) > 1 else "There is only one article."
        ax.text(0.5, 0.5, why, ha="center", fontsize="medium", color=GREY)
    ax.axis("off")
    ax.set_title("Two articles side by side")


def own(table: pd.DataFrame, labels: Mapping[str, str], ax: Axes | None = None) -> Axes:
    """How much of each article is its own, and who shares most of the rest.

    ``table`` is :func:`analysis.compare.reuse.own`'s. Counts of these texts, not estimates. Beyond 30 articles those with least of
    their own are drawn, and the caption says so.
    """
    share = (100 * table["own"] / table["words"].where(table["words"] > 0)).fillna(100)
    table = table.assign(share=share)
    shown = table if len(table) <= MOST_BARS else table.loc[share.sort_values(kind="stable").index[:MOST_BARS]]
    with style():
        ax = canvas(ax, 1.2 + 0.3 * len(shown), "page")
        rows = range(len(shown))
        ax.barh(rows, shown["share"], color=COLOURS[0], height=0.62)
        ax.barh(
            rows,
            100 - shown["share"],
            left=shown["share"],
            color=LIGHT,
            height=0.62,
            hatch="///",
            edgecolor="white",
            linewidth=0,
        )
        for n, row in enumerate(shown.itertuples()):
            with_whom = f", most with {_short(labels[row.most_with], 20)}" if row.most_with else ""
            note = f"{row.share:.0f} own, {100 - row.share:.0f} shared{with_whom}"
            ax.text(1.02, n, note, transform=ax.get_yaxis_transform(), va="center", fontsize="small", color=INK)
        ax.set_yticks(rows, [_short(labels[a]) for a in shown["article_id"]])
        ax.set_xlim(0, 100)
        ax.set_ylim(-0.6, len(shown) - 0.4)
        ax.set_xticks([0, 25, 50, 75, 100])
        ax.set_xlabel("per cent of the words of headline and body", loc="left")
        ax.invert_yaxis()
        ax.spines[["left", "bottom"]].set_visible(False)
        ax.tick_params(axis="y", length=0)
        ax.set_title("How much of each article is its own")
    kept = f" The {MOST_BARS} of {len(table)} articles with least of their own are shown." if len(table) > MOST_BARS else ""
    told = "; ".join(f"{labels[r.article_id]} {r.share:.0f} per cent own" for r in shown.itertuples())
    return say(
        ax,
        alt=f"Bars, one an article, in two parts: own and shared. {told}.",
        caption="Solid: words in no passage that another article shares; hatched: words in passages of eight words and more that another "
        f"has, exactly or nearly.{kept} Own words may still retell what others tell.",
        data=table.drop(columns="share"),
    )
