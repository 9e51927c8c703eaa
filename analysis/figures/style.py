"""One style sheet: sizes, colours, and the words that travel with a figure."""

from __future__ import annotations

import textwrap
import weakref
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

import matplotlib as mpl
import matplotlib.pyplot as plt
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.colors import to_rgb
from matplotlib.figure import Figure
from matplotlib.transforms import ScaledTranslation

__all__ = [
    "COLOURS",
    "GREY",
    "INK",
    "Words",
    "canvas",
    "colour_of",
    "column_names",
    "count",
    "ink_on",
    "legend_below",
    "nothing",
    "panels",
    "say",
    "style",
    "width",
    "words_of",
]

# Okabe and Ito (2008), in the order of contrast on white; yellow and sky blue are too light for text and thin lines.
COLOURS = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#56B4E9", "#E69F00")
MARKERS = ("o", "s", "D", "^", "v", "P")
INK, GREY, LIGHT = "#222222", "#6B6B6B", "#D9D9D9"
WIDTHS = {"column": 3.5, "page": 7.0, "slide": 10.0}  # inches

# How large text is, next to a page's: nothing may be smaller than 7 points when printed, and a slide is seen from afar.
_TEXT = {"column": 0.945, "page": 1.0, "slide": 1.4}
_preset: ContextVar[str] = ContextVar("preset", default="page")

_SIZES = {  # points on a page; figures name sizes relative to font.size: "small" is 7.5 on a page and 7.1 in a column
    "font.size": 9,
    "axes.titlesize": 10.5,
    "axes.titlepad": 10,
    "axes.labelsize": 9,
    "xtick.labelsize": 8.5,
    "ytick.labelsize": 8.5,
    "legend.fontsize": 8.5,
}
_SHEET: dict[Any, Any] = {
    "font.family": "DejaVu Sans",
    "axes.titleweight": "bold",
    "axes.titlelocation": "left",
    "axes.labelcolor": INK,
    "axes.edgecolor": GREY,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.axisbelow": True,
    "xtick.color": INK,
    "ytick.color": INK,
    "grid.color": LIGHT,
    "grid.linewidth": 0.6,
    "legend.frameon": False,
    "figure.dpi": 110,
    "savefig.dpi": 300,
    "savefig.facecolor": "white",
    "text.parse_math": False,  # a dollar in a name is a dollar
    "svg.hashsalt": "same-story",
    "svg.fonttype": "path",
    "pdf.fonttype": 42,
}


@dataclass(frozen=True)
class Words:
    """What a figure shows, for those who cannot see it and for those who print it; and the data behind it."""

    alt: str
    caption: str
    data: pd.DataFrame


_WORDS: weakref.WeakKeyDictionary[Axes, Words] = weakref.WeakKeyDictionary()
_OURS: weakref.WeakSet[Figure] = weakref.WeakSet()  # figures made here, not the user's own
_PAD = 4.6  # of a legend's text: room for the numbers and the label of an x axis above it
_FOOT = 0.22  # inches below a figure for its source line


@contextmanager
def style(preset: str = "") -> Iterator[None]:
    """The style sheet, as a context manager: global settings stay as the user has them.

    With a preset, ``column``, ``page`` or ``slide``, figures made inside are that wide (3.5, 7 and 10 inches) and their text is of a
    size for it; without one, the preset around it goes on (``page`` where there is none).
    """
    if preset and preset not in WIDTHS:
        raise ValueError(f"There is no preset {preset!r}. Choose one of: {', '.join(WIDTHS)}.")
    token = _preset.set(preset or _preset.get())
    scaled = {key: size * _TEXT[_preset.get()] for key, size in _SIZES.items()}
    try:
        with mpl.rc_context(_SHEET | scaled):
            yield
    finally:
        _preset.reset(token)


def width(least: str = "column", most: str = "slide") -> float:
    """Inches that a new figure has: the preset's, but not fewer than ``least``'s, nor more than ``most``'s as text grows."""
    text = _TEXT[_preset.get()]
    return max(min(WIDTHS[_preset.get()], WIDTHS[most] * max(1.0, text)), WIDTHS[least])


def canvas(ax: Axes | None, height: float, least: str = "column", most: str = "slide") -> Axes:
    """The Axes given, or new ones of this height (inches on a page) and the present preset's width.

    ``least`` is the narrowest preset at which the figure can be read: one that needs a page is a page wide in a column too.
    ``most`` is the widest that it fills.
    """
    return ax if ax is not None else panels(1, 1, height, least, most)[0]


def panels(rows: int, columns: int, height: float, least: str = "column", most: str = "slide", **options: Any) -> list[Axes]:
    """New Axes in rows and columns, as :func:`canvas` makes one; ``options`` are those of ``Figure.subplots``."""
    with style():
        high = (height + _FOOT) * _TEXT[_preset.get()]
        figure = plt.figure(figsize=(width(least, most), high), layout="constrained")
        axes = figure.subplots(rows, columns, squeeze=False, **options)
    plt.close(figure)  # pyplot forgets it: a notebook shows it once, through show()
    _OURS.add(figure)
    return list(axes.flat)


def ink_on(colour: str) -> str:
    """Black or white, whichever reads better on a colour (relative luminance of WCAG 2)."""
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in to_rgb(colour)]
    luminance = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    return "white" if luminance < 0.179 else "black"


def colour_of(keys: Sequence[str]) -> dict[str, str]:
    """A colour for each key, in order; beyond six they repeat, so labels must carry the difference."""
    return {key: COLOURS[n % len(COLOURS)] for n, key in enumerate(keys)}


def say(
    ax: Axes, *, alt: str, caption: str, data: pd.DataFrame, n: str = "", source: str = "their text, by Same Story"
) -> Axes:
    """Attach the words and the data of a figure to its Axes, and write the source line below it; gives the Axes back.

    ``n`` says how much is shown ("5 articles"; default: the articles in ``data``), ``source`` what it rests on. Axes that the
    user gave get no source line.
    """
    _WORDS[ax] = Words(" ".join(alt.split()), " ".join(caption.split()), data)
    figure = ax.get_figure(root=True)
    if figure is not None and figure in _OURS:
        line = "; ".join(filter(None, [n or _articles(data), f"source: {source}"]))
        with style():
            figure.supxlabel(line[:1].upper() + line[1:], x=0.008, ha="left", fontsize="small", color=GREY)
            _wrap(figure)
    return ax


def _wrap(figure: Figure) -> None:
    """Break titles and labels of axes that would leave the canvas."""
    lines: list[Any] = [text for ax in figure.axes for text in (ax._left_title, ax.xaxis.label)]  # type: ignore[attr-defined]
    wide = figure.bbox.width
    if all(0.6 * text.get_fontsize() / 72 * figure.dpi * len(text.get_text()) < 0.5 * wide for text in lines):
        return  # cannot leave it; measuring takes a while
    figure.draw_without_rendering()
    for text in lines:
        box = text.get_window_extent()
        centred = text.get_ha() == "center"
        room = 2 * min(box.x0 + box.width / 2, wide - box.x0 - box.width / 2) if centred else wide - box.x0
        if box.width > room - 4:
            text.set_text(textwrap.fill(text.get_text(), max(12, int(len(text.get_text()) * (room - 4) / box.width))))
    for ax in figure.axes:
        if legend := ax.get_legend():  # stands below the label, see legend_below()
            broken = ax.get_xlabel().count("\n")
            place = _below(
                ax, _PAD * float(mpl.rcParams["legend.fontsize"]) + 1.3 * float(ax.xaxis.label.get_fontsize()) * broken
            )
            legend.set_bbox_to_anchor(place["bbox_to_anchor"], place["bbox_transform"])


def _articles(data: pd.DataFrame) -> str:
    """How many articles a table is about."""
    columns = [c for c in ("article_id", "a_article_id", "b_article_id", "article") if c in data.columns]
    ids = {i for column in columns[:1] if column == "article_id" for i in data[column]} or {i for c in columns for i in data[c]}
    return count(len(ids)) if ids else ""


def legend_below(ax: Axes, labels: Sequence[str], handles: Sequence[Any] | None = None) -> None:
    """A legend below the label of the x axis, in as many columns as there is room for; a figure made here grows with its rows."""
    figure = ax.get_figure(root=True)
    if figure is None or not len(labels):
        return
    with style():
        wide, high = figure.get_size_inches()
        size = mpl.rcParams["legend.fontsize"]
        letters = 72 * (wide - 2.2) / (0.6 * size)
        columns = max(1, min(len(labels), int(letters // (max(map(len, labels)) + 5))))
        if figure in _OURS:
            figure.set_size_inches(wide, high + 1.6 * size / 72 * (-(-len(labels) // columns) - 1))
        place: dict[str, Any] = {"loc": "upper left", "borderaxespad": 0, **_below(ax, _PAD * size)}
        shape: dict[str, Any] = {"ncols": columns, "handlelength": 1.2, "handleheight": 1, "columnspacing": 1.2}
        ax.legend(*([handles, labels] if handles is not None else []), **place, **shape)


def words_of(ax: Axes) -> Words:
    """The words attached by :func:`say`."""
    return _WORDS[ax]


def nothing(ax: Axes | None, words: str, data: pd.DataFrame) -> Axes:
    """A figure that says in words that there is nothing to draw."""
    with style():
        ax = canvas(ax, 0.9)
        ax.set_axis_off()
        lines = textwrap.fill(words, 76 if ax.get_figure(root=True).get_size_inches()[0] > WIDTHS["column"] else 38)  # type: ignore[union-attr]
        ax.text(0.5, 0.5, lines, transform=ax.transAxes, ha="center", va="center", color=GREY, fontsize="medium")
    return say(ax, alt=words, caption=words, data=data)


def _below(ax: Axes, points: float) -> dict[str, Any]:
    """Where a legend is anchored: so many points below the lower left corner of the axes."""
    figure = ax.get_figure(root=True)
    down = ScaledTranslation(0, -points / 72, figure.dpi_scale_trans)  # type: ignore[union-attr]
    return {"bbox_to_anchor": (0, 0), "bbox_transform": ax.transAxes + down}


def count(number: int, noun: str = "article") -> str:
    """A number with its noun: "1 article", "5 articles"."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def column_names(ax: Axes, names: Sequence[str], top: bool = False) -> None:
    """Names of the columns of a grid, below it or on top: broken into lines where there is room, turned where there is none."""
    figure = ax.get_figure(root=True)
    inches = 0.62 * figure.get_size_inches()[0] / max(1, len(names))  # type: ignore[union-attr]
    letters = int(72 * inches / (0.6 * mpl.rcParams["xtick.labelsize"]))
    broken = [textwrap.wrap(name, max(4, letters - 1), break_long_words=False) for name in names]
    if all(len(lines) <= 3 and max(map(len, lines), default=0) < letters for lines in broken):
        ax.set_xticks(range(len(names)), ["\n".join(lines) for lines in broken])
    else:
        turned: dict[str, Any] = {"rotation": 40, "ha": "left" if top else "right", "rotation_mode": "anchor"}
        ax.set_xticks(range(len(names)), list(names), **turned)
    if top:
        ax.xaxis.tick_top()
