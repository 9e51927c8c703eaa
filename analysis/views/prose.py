"""Sentences for a notebook that hold names, titles and words from the articles."""

from __future__ import annotations

from analysis.errors import plain

__all__ = ["Markdown"]

# As HTML entities, which Markdown leaves alone: tags, links and pictures, code, and the dollar, which opens a formula.
_ENTITIES = str.maketrans({c: f"&#{ord(c)};" for c in "&<>[]`$\\~|"})


class Markdown:
    """Sentences, shown as IPython's class of this name shows them, but nothing in them can be a tag, a link, a picture or a formula.

    Lists (``- ``) and emphasis stay.
    """

    def __init__(self, text: str) -> None:
        self.text = text

    def _repr_markdown_(self) -> str:
        return "\n".join(plain(line) for line in self.text.split("\n")).translate(_ENTITIES)

    def __repr__(self) -> str:
        return self.text
