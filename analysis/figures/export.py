"""Figures into notebooks and files: PNG, SVG and PDF with data, alt text and caption, the same bytes every time."""

from __future__ import annotations

import base64
import html
import io
import os
import re
from pathlib import Path

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from analysis.figures import index, style
from analysis.spreadsheet import to_csv

__all__ = ["DPI", "Shown", "export", "show"]

DPI = 300  # of an exported PNG

_METADATA = {
    "png": {"Software": None},
    "svg": {"Date": None},
    "pdf": {"CreationDate": None, "ModDate": None, "Producer": None, "Creator": None},
}
_NAME = re.compile(r"[a-z0-9][a-z0-9_]*")


class Shown:
    """A figure as a notebook shows it: a picture with its alt text, and the caption below."""

    def __init__(self, ax: Axes) -> None:
        self.ax = ax
        self.words = style.words_of(ax)

    def _repr_html_(self) -> str:
        picture = base64.b64encode(_bytes(_figure(self.ax), "png", 160)).decode("ascii")
        width = round(_figure(self.ax).get_size_inches()[0] * 110)
        return (
            f'<figure style="margin:0.5em 0"><img style="max-width:100%;width:{width}px" alt="{html.escape(self.words.alt)}" '
            f'src="data:image/png;base64,{picture}"><figcaption style="max-width:{width}px">{html.escape(self.words.caption)}'
            "</figcaption></figure>"
        )

    def __repr__(self) -> str:
        return f"Figure: {self.words.alt}"


def show(ax: Axes, name: str = "", folder: str | Path | None = None) -> Shown:
    """Show a figure in a notebook; with a name and a folder, also write it there (see :func:`export`)."""
    if name and folder:
        export(ax, name, folder)
    return Shown(ax)


def export(ax: Axes, name: str, folder: str | Path) -> list[Path]:
    """Write a figure as ``name.png`` (300 dpi), ``.svg``, ``.pdf``, with ``name.csv`` (data) and ``name.txt`` (alt, caption).

    ``index.md`` of the folder is made anew. The same table gives the same bytes. Returns the paths of the figure's files.
    """
    if not _NAME.fullmatch(name):
        raise ValueError(f"A figure's name is made of a-z, 0-9 and _: {name!r} is not.")
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    words = style.words_of(ax)
    contents = {kind: _bytes(_figure(ax), kind, DPI) for kind in ("png", "svg", "pdf")}
    contents["csv"] = to_csv(words.data).encode()
    contents["txt"] = f"Alt text: {words.alt}\n\nCaption: {words.caption}\n".encode()
    paths = []
    for kind, content in contents.items():
        path = folder / f"{name}.{kind}"
        beside = path.with_name(f".{path.name}.part")
        beside.write_bytes(content)
        os.replace(beside, path)
        paths.append(path)
    index.write(folder)
    return paths


def _figure(ax: Axes) -> Figure:
    figure = ax.get_figure(root=True)
    if figure is None:
        raise ValueError("These Axes belong to no figure.")
    return figure


def _bytes(figure: Figure, kind: str, dpi: int) -> bytes:
    buffer = io.BytesIO()
    with style.style():
        figure.savefig(buffer, format=kind, dpi=dpi, metadata=_METADATA[kind])
    return buffer.getvalue()
