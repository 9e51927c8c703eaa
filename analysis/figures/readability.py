"""How hard the articles are to read, drawn: scores beside school years or kinds of text; and the lengths of sentences."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator

from analysis.figures.style import COLOURS, GREY, INK, LIGHT, WIDTHS, canvas, panels, say, style, width
from analysis.measures import Measure

__all__ = ["MOST", "SCALES", "scores", "sentence_lengths"]

MOST = 15  # articles; beyond it every panel would be a page high
# Years of the schools of the United States: elementary to 8, high school 9 to 12, college 13 to 16.
_YEARS = ((5, 9, "to year 8"), (9, 13, "high school"), (13, 17, "college"), (17, 22, "graduate"))

# From where to where a score says what. Left is easy: a scale on which more means easier is turned round.
SCALES: Mapping[str, tuple[tuple[float, float, str], ...]] = {
    "flesch_kincaid_grade": _YEARS,
    "automated_readability_index": _YEARS,
    "gunning_fog": _YEARS,
    "smog_index": _YEARS,
    "coleman_liau_index": _YEARS,
    # The scale in use for Swedish, after Björnsson 1968: children's books, fiction, newspapers, official texts, bureaucratic prose
    "lix": (
        (20, 30, "for children"),
        (30, 40, "fiction"),
        (40, 50, "newspapers"),
        (50, 60, "official"),
        (60, 70, "bureaucratic"),
    ),
    # Chall and Dale 1995, cloze scores and reading levels: 40 to 44 years 5-6, 28 to 33 years 9-10, 16 to 21 years 13-15 …
    "new_dale_chall": (
        (46, 40, "to year 6"),
        (40, 28, "years 7-10"),
        (28, 22, "years 11-12"),
        (22, 16, "college"),
        (16, 8, "graduate"),
    ),
    # Flesch 1949, The Art of Readable Writing, p. 149: kinds of magazines (his comics, pulp and slick fiction are one here)
    "flesch_reading_ease": (
        (100, 70, "fiction"),
        (70, 60, "digests"),
        (60, 50, "quality"),
        (50, 30, "academic"),
        (30, 0, "scientific"),
    ),
}
_SHADES = ("#F4F4F4", "#E4E4E4")
_OF = {"outlet": "the outlet's own words", "quoted": "quoted words"}  # the voices of a part of the text, for the reader
NARROWEST = 1.5  # widths of a band: an axis never shows less, so that small differences look small
_BINS = 2  # words


def scores(
    table: pd.DataFrame, measures: Sequence[Measure], labels: Mapping[str, str], voice: str = "all", ax: Axes | None = None
) -> Axes:
    """One dot with its interval for each article and formula, on a scale that says what school year or kind of text it is like.

    ``table`` is the table ``readability``; one panel a measure. Where ``voice`` is not ``all``, the figure says whose words it
    counts. Right is harder in every panel. ``ax`` takes one measure only. Returns the first panel's Axes, which carry the words.
    Beyond 15 articles the first are drawn, and the caption says so.
    """
    table = table[(table["voice"] == voice) & table["measure"].isin([m.name for m in measures])]
    shown = list(labels)[:MOST]
    drawn = [ax] if ax is not None else _panels(len(measures), len(shown))
    with style():
        for panel, measure in zip(drawn, measures, strict=True):
            own = table[table["measure"] == measure.name].set_index("article_id").reindex(shown)
            _panel(panel, own, measure, [labels[a] for a in shown])
    of = f" Only {_OF[voice]} are counted." if voice in _OF else ""
    rest = "" if len(labels) <= MOST else f" The first {MOST} of {len(labels)} articles are shown."
    caption = (
        "Each dot is an article's score, each line its 95 per cent interval (bootstrap over paragraphs; none where an "
        "article has fewer than five). Right is harder in every panel. The grey bands say what such a score is usually taken "
        "to be like: school years in the United States (New Dale-Chall's by its authors' table), Flesch's kinds of magazines of "
        "1949, LIX's kinds of Swedish text. They were not made for news, so they are a rough guide; "
        f"where the lines of two articles overlap widely, the order of the dots may be chance.{of}{rest}"
    )
    alt = _alt(table[table["article_id"].isin(shown)], measures, labels) + of
    short = _OF.get(voice, "").removeprefix("the outlet's ")  # the line below a figure in a column is short
    number = f"{len(shown)} article{'s' * (len(shown) != 1)}, {short}" if short else ""
    return say(drawn[0], alt=alt, caption=caption, data=table, n=number)


def _panels(count: int, articles: int) -> list[Axes]:
    columns = min(count, 2 if width() > WIDTHS["column"] else 1)
    rows = -(-count // columns)
    grid = panels(rows, columns, rows * (1.05 + 0.2 * articles), sharey=True)
    for spare in grid[count:]:
        spare.set_axis_off()
    return grid[:count]


def _panel(ax: Axes, table: pd.DataFrame, measure: Measure, names: Sequence[str]) -> None:
    easier = measure.more_means.startswith("easier")
    low, high = _limits(table, measure.name)
    rows = np.arange(len(table))
    _bands(ax, SCALES.get(measure.name, ()), low, high)
    for row, (left, right) in enumerate(zip(table["low"], table["high"], strict=True)):
        ax.plot([left, right], [row, row], color=COLOURS[0], linewidth=2, solid_capstyle="butt", alpha=0.55)
    ax.scatter(table["value"], rows, s=30, color=COLOURS[0], edgecolor="white", linewidth=0.7, zorder=3)
    ax.set_yticks(rows, names)
    ax.set_ylim(len(table) - 0.4, -1.25)
    ax.set_xlim((high, low) if easier else (low, high))
    ax.xaxis.set_major_locator(MaxNLocator(nbins=7, integer=True))
    ax.tick_params(axis="y", length=0)
    ax.spines["left"].set_visible(False)
    ax.set_title(measure.label)
    ax.set_xlabel(f"{measure.unit}: harder →", color=GREY)


def _limits(table: pd.DataFrame, name: str) -> tuple[float, float]:
    ends = [end for a, b, _ in SCALES.get(name, ()) for end in (a, b)]
    seen = table[["value", "low", "high"]].to_numpy(float).ravel()
    seen = seen[np.isfinite(seen)]
    if not len(seen):
        return (min(ends), max(ends)) if ends else (0.0, 1.0)
    low, high = float(seen.min()), float(seen.max())
    narrow = NARROWEST * (max(ends) - min(ends)) / len(SCALES[name]) if ends else 0.0
    room = max(0.08 * (high - low), (narrow - (high - low)) / 2, 0.5)
    near = [end for end in ends if low - 2 * room < end < high + 2 * room] if high - low > narrow else []
    return min([low - room, *near]), max([high + room, *near])


def _bands(ax: Axes, bands: Sequence[tuple[float, float, str]], low: float, high: float) -> None:
    for n, (begin, end, name) in enumerate(bands):
        left, right = sorted((begin, end))
        first, last = n == 0, n == len(bands) - 1
        downward = begin > end
        left = low if (first and not downward) or (last and downward) else max(left, low)
        right = high if (last and not downward) or (first and downward) else min(right, high)
        left, right = max(left, low), min(right, high)
        if right <= left:
            continue
        ax.axvspan(left, right, color=_SHADES[n % 2], linewidth=0)
        if (right - left) > 0.075 * len(name) * (high - low) / 3.0:
            ax.text((left + right) / 2, -0.8, name, ha="center", va="center", fontsize="small", color=INK)


def _alt(table: pd.DataFrame, measures: Sequence[Measure], labels: Mapping[str, str]) -> str:
    said = []
    for measure in measures:
        own = table[(table["measure"] == measure.name)].dropna(subset=["value"]).sort_values("value")
        if own.empty:
            said.append(f"{measure.label}: no article has a score")
            continue
        ends = [f"{labels[row.article_id]} {row.value:.1f}{_span(row)}" for row in (own.iloc[0], own.iloc[-1])]
        span = f"from {ends[0]} to {ends[1]}" if len(own) > 1 else ends[0]
        said.append(f"{measure.label} ({measure.unit}; more is {measure.more_means}): {span}")
    return f"Dots with intervals, a panel a formula, a row an article. {'; '.join(said)}."


def _span(row: pd.Series) -> str:
    return f" ({row['low']:.1f} to {row['high']:.1f})" if np.isfinite(row["low"]) else ""


def sentence_lengths(table: pd.DataFrame, labels: Mapping[str, str], ax: Axes | None = None) -> Axes:
    """The length of every sentence, as stacked dots; a bar under them spans the middle half, and a tick on it marks the median.

    ``table`` has a row a sentence with ``article_id`` and ``words`` (see :func:`analysis.readability.sentences`). Beyond 15
    articles the first are drawn, and the caption says so.
    """
    shown = [article for article in labels if article in set(table["article_id"])][:MOST]
    table = table[table["article_id"].isin(shown)]
    ax = canvas(ax, height=1.0 + 0.72 * max(1, len(shown)))
    with style():
        for row, article in enumerate(shown):
            _stacked(ax, table.loc[table["article_id"] == article, "words"].to_numpy(float), row)
        ax.set_yticks(range(len(shown)), [labels[a] for a in shown])
        ax.set_ylim(len(shown) - 0.6, -0.75)
        ax.set_xlim(0, 1.08 * max(30.0, float(table["words"].max()) if len(table) else 30.0))
        ax.tick_params(axis="y", length=0)
        ax.spines["left"].set_visible(False)
        ax.grid(axis="x")
        ax.set_xlabel("words in a sentence", color=GREY)
        ax.set_title("How long are the sentences?")
    rest = "" if len(labels) <= MOST else f" The first {MOST} of {len(labels)} articles are shown."
    middle = table.groupby("article_id")["words"]
    said = "; ".join(
        f"{labels[a]}: {int(middle.size()[a])} sentences, median {middle.median()[a]:.0f} words, longest {middle.max()[a]:.0f}"
        for a in shown
    )
    caption = (
        "Each dot is a sentence of the body, stacked where several are about equally long. The bar below spans the "
        "middle half of an "
        f"article's sentences, and the tick on it marks the median.{rest}"
    )
    alt = f"Dots, one a sentence, a row an article. {said}." if said else "No sentence to show."
    return say(ax, alt=alt, caption=caption, data=table[["article_id", "words"]])


def _stacked(ax: Axes, words: np.ndarray, row: int) -> None:
    if not len(words):
        return
    bins = (words // _BINS).astype(int)
    heights = np.array([int((bins[:n] == b).sum()) for n, b in enumerate(bins)])
    step = min(0.13, 0.62 / max(1, heights.max() + 1))
    ax.scatter((bins + 0.5) * _BINS, row - step * heights, s=15, color=COLOURS[0], linewidth=0, alpha=0.85, zorder=3)
    first, median, third = np.quantile(words, [0.25, 0.5, 0.75])
    ax.plot([first, third], [row + 0.16] * 2, color=LIGHT, linewidth=5, solid_capstyle="butt", zorder=2)
    ax.plot([median, median], [row + 0.10, row + 0.22], color=INK, linewidth=1.6, zorder=3)
    ax.annotate(
        f"median {median:.0f}",
        (third, row + 0.16),
        xytext=(5, 0),
        textcoords="offset points",
        va="center",
        fontsize="small",
        color=INK,
    )
