"""``index.md`` of a folder of figures: each with its picture, alt text, caption and files."""

from __future__ import annotations

import os
import re
from pathlib import Path

__all__ = ["NAME", "write"]

NAME = "index.md"
_FILES = ("png", "svg", "pdf", "csv")
_SAID = re.compile(r"Alt text: (.*)\n\nCaption: (.*)\n")


def write(folder: Path) -> Path:
    """Write the index of all figures in a folder, in the order of their names, whole or not at all."""
    parts = [
        "# Figures\n\nEach as PNG (300 dpi), SVG and PDF, with the numbers behind it. The alt text stands with the picture.\n"
    ]
    for said in sorted(folder.glob("*.txt")):
        found = _SAID.fullmatch(said.read_text(encoding="utf-8"))
        files = [kind for kind in _FILES if said.with_suffix(f".{kind}").is_file()]
        if found and "png" in files:
            links = " · ".join(f"[{kind.upper()}]({said.stem}.{kind})" for kind in files)
            picture = f"![{_plain(found[1])}]({said.stem}.png)"
            parts.append(f"## {said.stem.replace('_', ' ')}\n\n{picture}\n\n{_plain(found[2])}\n\n{links}\n")
    path, beside = folder / NAME, folder / f".{NAME}.part.{os.getpid()}"
    beside.write_text("\n".join(parts), encoding="utf-8", newline="\n")
    os.replace(beside, path)
    return path


def _plain(text: str) -> str:
    """A text that Markdown shows as it is: names of articles may hold anything."""
    return re.sub(r"([\\`*_\[\]<>&#])", r"\\\1", text)
