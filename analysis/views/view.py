"""What a view is: HTML with its style sheet, for a notebook or a page."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

__all__ = ["View", "sheet"]

SHEET = Path(__file__).with_name("view.css")


@dataclass(frozen=True)
class View:
    """A view: ``title`` in plain words, ``body`` (HTML), and ``rules``, the CSS that belongs to this body alone.

    A notebook shows it by itself. A page puts :func:`sheet` once into its head, and ``rules`` and ``body`` where they belong.
    """

    title: str
    body: str
    rules: str = ""

    @property
    def html(self) -> str:
        """The view with its style sheet, complete in itself."""
        return f"<style>\n{sheet()}{self.rules}</style>\n{self.body}"

    def _repr_html_(self) -> str:
        return self.html

    def __repr__(self) -> str:
        return self.title


@lru_cache(1)
def sheet() -> str:
    """The style sheet of all views."""
    return SHEET.read_text(encoding="utf-8")
