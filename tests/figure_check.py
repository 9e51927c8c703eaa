"""Measures what a figure draws: every text with the rectangle that it fills on the page, and what is wrong with it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import combinations

import numpy as np
from matplotlib.axes import Axes
from matplotlib.text import Text

from analysis.figures.style import words_of

SMALLEST = 7  # points at the printed size
_NUMBER = re.compile(r"[-−+<]?[\d.,]+ ?%?")


def problems(ax: Axes) -> list[str]:
    """What is wrong with a figure, a sentence each; empty where nothing is."""
    figure = ax.get_figure(root=True)
    with drawn_texts() as texts:
        figure.draw_without_rendering()
    found = [*_words(ax), *_axes(figure)]
    found += [f"{t.get_text()!r} has {t.get_fontsize():.1f} pt" for t in texts if t.get_fontsize() < SMALLEST]
    boxes = [corners(text) for text in texts]
    page = figure.bbox
    for text, box in zip(texts, boxes, strict=True):
        (x0, y0), (x1, y1) = box.min(axis=0), box.max(axis=0)
        if x0 < page.x0 - 1 or y0 < page.y0 - 1 or x1 > page.x1 + 1 or y1 > page.y1 + 1:
            found.append(f"{text.get_text()!r} leaves the canvas")
    for (a, one), (b, other) in combinations(zip(texts, boxes, strict=True), 2):
        if overlap(one, other):
            found.append(f"{a.get_text()!r} overlaps {b.get_text()!r}")
    return found


@contextmanager
def drawn_texts() -> Iterator[list[Text]]:
    """The texts that are drawn while the block runs: not those that are hidden, empty, or ticks outside the axis."""
    seen: list[Text] = []
    draw = Text.draw

    def record(self: Text, renderer, *args, **kwargs):
        if self.get_visible() and self.get_text().strip():
            seen.append(self)
        return draw(self, renderer, *args, **kwargs)

    Text.draw = record
    try:
        yield seen
    finally:
        Text.draw = draw


def corners(text: Text) -> np.ndarray:
    """The corners of the rectangle that a text fills, in pixels: turned as the text is, less the air around its letters."""
    box = text.get_window_extent()
    middle = np.array([(box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2])
    angle = np.deg2rad(text.get_rotation())
    rotation = text.get_rotation()
    text.set_rotation(0)
    flat = text.get_window_extent()
    text.set_rotation(rotation)
    wide, high = flat.width / 2, 0.8 * flat.height / 2
    turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    return middle + np.array([[-wide, -high], [wide, -high], [wide, high], [-wide, high]]) @ turn.T


def overlap(one: np.ndarray, other: np.ndarray) -> bool:
    """Do two rectangles overlap? Not where a line parallel to a side of one of them parts them."""
    if (one.max(axis=0) <= other.min(axis=0)).any() or (other.max(axis=0) <= one.min(axis=0)).any():
        return False
    for box in (one, other):
        for side in (box[1] - box[0], box[2] - box[1]):
            first, second = one @ side, other @ side
            if first.max() <= second.min() or second.max() <= first.min():
                return False
    return True


def _words(ax: Axes) -> list[str]:
    words, found = words_of(ax), []
    for name, said in (("alt text", words.alt), ("caption", words.caption)):
        if not said.endswith("."):
            found.append(f"its {name} is no sentence: {said!r}")
        if re.search(r"\bnan\b", said, re.IGNORECASE):
            found.append(f"its {name} says nan: {said!r}")
    return found


def _axes(figure) -> list[str]:
    """Every axis that counts something needs a label; names of things speak for themselves."""
    found = []
    for ax in figure.axes:
        for axis in (ax.xaxis, ax.yaxis) if ax.axison else ():
            labels = [t.label1.get_text() or t.label2.get_text() for t in axis.get_major_ticks()]
            shown = [label for label in labels if label]
            if axis.get_visible() and shown and all(map(_NUMBER.fullmatch, shown)) and not axis.get_label_text():
                found.append(f"the {axis.axis_name} axis of {ax.get_title(loc='left')!r} has no label")
    return found
