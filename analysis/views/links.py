"""Where characters are shown: the page of each article, and the anchor of each range."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Mapping

import pandas as pd

__all__ = ["fragment", "link", "mentions", "page_name", "pair_name", "ranges", "slug", "speech"]

FOLDER = "articles"  # of a report
_LONGEST = 60  # characters of a file's name that come from the id
_PLACES = (("article_id", "start", "end"), ("a_article_id", "a_start", "a_end"), ("b_article_id", "b_start", "b_end"))


def slug(article_id: str) -> str:
    """A name of a-z, 0-9 and hyphens for any id, the same every time and different for different ids.

    Ids may hold slashes, dots or any script; two that differ only in case would be one file on some systems. So the id's own
    letters come first, for people, and a digest of the whole id last.
    """
    plain = unicodedata.normalize("NFKD", article_id).encode("ascii", "ignore").decode().lower()
    words = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:_LONGEST].strip("-")
    digest = hashlib.sha256(article_id.encode("utf-8", "surrogatepass")).hexdigest()[:8]
    return f"{words or 'article'}-{digest}"


def page_name(article_id: str) -> str:
    """The file of an article's page, in the report's folder ``articles``."""
    return f"{slug(article_id)}.html"


def pair_name(a: str, b: str) -> str:
    """The file of the page that shows two articles side by side."""
    digest = hashlib.sha256(f"{slug(a)} {slug(b)}".encode()).hexdigest()[:8]
    return f"pair-{slug(a)[:30]}-{slug(b)[:30]}-{digest}.html"


def fragment(start: int, end: int) -> str:
    """The anchor of the characters ``[start, end)``, unique in an article's page."""
    return f"c-{int(start)}-{int(end)}"


def speech(speaker_id: str) -> str:
    """The anchor of a speaker's statements, in the list below an article."""
    return f"said-{slug(speaker_id)}"


def mentions(entity_id: str) -> str:
    """The anchor of the places where somebody or something is named, in the list below an article."""
    return f"of-{slug(entity_id)}"


def link(article_id: str, start: int, end: int) -> str:
    """The address of the characters ``[start, end)`` of an article, relative to the report's folder.

    The page has an anchor for every range that a table of the story names (:func:`ranges`).
    """
    return f"{FOLDER}/{page_name(article_id)}#{fragment(start, end)}"


def ranges(tables: Mapping[str, pd.DataFrame]) -> dict[str, list[tuple[int, int]]]:
    """Every range of characters that some tables name, by article, in text order.

    A table names ranges in the columns ``article_id, start, end``, or ``a_article_id, a_start, a_end`` and the same with ``b``.
    """
    found: dict[str, set[tuple[int, int]]] = {}
    for frame in tables.values():
        for article, start, end in _PLACES:
            if {article, start, end} <= set(frame.columns):
                rows = frame[[article, start, end]].dropna()
                for name, s, e in rows.itertuples(index=False):
                    found.setdefault(str(name), set()).add((int(s), int(e)))
    return {name: sorted(spans) for name, spans in found.items()}
