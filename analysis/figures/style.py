"""One style sheet: sizes, colours, and the words that travel with a figure."""

from __future__ import annotations

import weakref
from collections.abc import Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any

import matplotlib as mpl
import matplotlib.pyplot as plt
import pandas as pd
from matplotlib.axes import Axes

__all__ = ["COLOURS", "GREY", "INK", "Words", "canvas", "colour_of", "say", "style", "words_of"]

# Okabe and Ito (2008), in the order of contrast on white; yellow and sky blue are too light for text and thin lines.
COLOURS = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#56B4E9", "#E69F00")
MARKERS = ("o", "s", "D", "^", "v", "P")
INK, GREY, LIGHT = "#222222", "#6B6B6B", "#D9D9D9"
WIDTHS = {"column": 3.5, "page": 7.0, "slide": 10.0}  # inches

_SHEET: dict[Any, Any] = {
    "font.family": "DejaVu Sans",
    "font.size": 9,
    "axes.titlesize": 10.5,
    "axes.titleweight": "bold",
    "axes.titlelocation": "left",
    "axes.titlepad": 10,
    "axes.labelsize": 9,
    "axes.labelcolor": INK,
    "axes.edgecolor": GREY,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.axisbelow": True,
    "xtick.labelsize": 8.5,
    "ytick.labelsize": 8.5,
    "xtick.color": INK,
    "ytick.color": INK,
    "grid.color": LIGHT,
    "grid.linewidth": 0.6,
    "legend.frameon": False,
    "legend.fontsize": 8.5,
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


def style() -> AbstractContextManager[None]:
    """The style sheet, as a context manager: global settings stay as the user has them."""
    return mpl.rc_context(_SHEET)


def canvas(ax: Axes | None, height: float, width: str = "page") -> Axes:
    """The Axes given, or new ones of this height (inches) at the width of a ``column``, ``page`` or ``slide``."""
    if ax is not None:
        return ax
    with style():
        figure = plt.figure(figsize=(WIDTHS[width], height), layout="constrained")
        axes = figure.add_subplot()
    plt.close(figure)  # pyplot forgets it: a notebook shows it once, through show()
    return axes


def colour_of(keys: Sequence[str]) -> dict[str, str]:
    """A colour for each key, in order; beyond six they repeat, so labels must carry the difference."""
    return {key: COLOURS[n % len(COLOURS)] for n, key in enumerate(keys)}


def say(ax: Axes, *, alt: str, caption: str, data: pd.DataFrame) -> Axes:
    """Attach the words and the data of a figure to its Axes; gives the Axes back."""
    _WORDS[ax] = Words(" ".join(alt.split()), " ".join(caption.split()), data)
    return ax


def words_of(ax: Axes) -> Words:
    """The words attached by :func:`say`."""
    return _WORDS[ax]
