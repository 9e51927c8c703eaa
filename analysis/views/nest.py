"""Marks laid over a text: cut where they cross, so that elements nest, and every character stays as it was."""

from __future__ import annotations

import heapq
import html
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

__all__ = ["Mark", "attributes", "escape", "paragraph"]


@dataclass(frozen=True)
class Mark:
    """The characters ``[start, end)`` in an element.

    ``every`` are the attributes of each piece that the mark is cut into, ``first`` those of its first piece alone (an id, what makes it
    focusable). ``before`` is HTML without text that stands ahead of the first piece. Of marks on the same characters, the lower
    ``rank`` is outside.
    """

    start: int
    end: int
    every: Mapping[str, str] = field(default_factory=dict)
    first: Mapping[str, str] = field(default_factory=dict)
    before: str = ""
    element: str = "span"
    rank: int = 0


def escape(text: str) -> str:
    """Text as HTML that a browser reads back character by character.

    A parser would make a line feed of a carriage return; only the character reference keeps it. NUL cannot stand in HTML at
    all; like every browser we show U+FFFD in its place.
    """
    return html.escape(text).replace("\r", "&#13;").replace("\0", "\ufffd")


def attributes(values: Mapping[str, str]) -> str:
    """Attributes as HTML, each with a space in front."""
    return "".join(f' {name}="{escape(value)}"' for name, value in values.items())


def paragraph(text: str, start: int, end: int, marks: Iterable[Mark], begun: set[int] | None = None) -> str:
    """The characters ``[start, end)`` of a text with marks as elements.

    Of two marks that cross, the one that begins later is cut where the other ends. ``begun`` collects the marks whose first piece
    has been written (by ``id()``), so that a mark over several paragraphs has one first piece.
    """
    begun = set() if begun is None else begun
    inside = [(max(m.start, start), min(m.end, end), m) for m in marks]
    queue = [(s, -e, m.rank, n, m) for n, (s, e, m) in enumerate(inside) if s < e]
    heapq.heapify(queue)
    out: list[str] = []
    opened: list[tuple[int, str]] = []  # the end and the element of what is open, outermost first
    at = start
    while queue or opened:
        if opened and (not queue or opened[-1][0] <= queue[0][0]):
            stop, element = opened.pop()
            out.append(f"{escape(text[at:stop])}</{element}>")
            at = stop
            continue
        begin, minus_stop, rank, n, mark = heapq.heappop(queue)
        stop = -minus_stop
        if opened and opened[-1][0] < stop:
            heapq.heappush(queue, (opened[-1][0], minus_stop, rank, n, mark))
            stop = opened[-1][0]
        out.append(escape(text[at:begin]) + _open(mark, begun))
        opened.append((stop, mark.element))
        at = begin
    return "".join(out) + escape(text[at:end])


def _open(mark: Mark, begun: set[int]) -> str:
    if id(mark) in begun:
        return f"<{mark.element}{attributes(mark.every)}>"
    begun.add(id(mark))
    return f"{mark.before}<{mark.element}{attributes({**mark.first, **mark.every})}>"
