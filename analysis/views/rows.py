"""A small table as HTML: everything escaped, and offsets that lead to the characters."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from analysis.views.links import link
from analysis.views.nest import attributes, escape
from analysis.views.view import View

__all__ = ["table", "to_characters"]


def table(
    frame: pd.DataFrame, caption: str = "", ids: Mapping[str, str] | None = None, digits: int = 2, signed: bool = False
) -> View:
    """A table for people: numbers to ``digits`` decimals, nothing for NaN, and where a row has offsets, one column for them.

    An index of texts becomes a column. With ``signed`` a plus stands before what is above zero. Unlike pandas' styled tables it
    shows every text as text.

    A row has offsets in ``start`` and ``end``, of the article in ``article_id``, or in ``article`` where ``ids`` gives the id for
    each label. In a report they are links to the characters; in a notebook, which has no such page beside it, plain text.
    """
    frame = _flat(frame)
    source = "article_id" if "article_id" in frame.columns else "article"
    placed = {source, "start", "end"} <= set(frame.columns)
    shown = [c for c in frame.columns if not (placed and c in ("end",))]
    head = "".join(f'<th scope="col">{escape("characters" if placed and c == "start" else str(c))}</th>' for c in shown)
    lines = []
    for row in frame.to_dict("records"):
        cells = []
        for column in shown:
            if placed and column == "start":
                article = str(row[source])
                cells.append(to_characters((ids or {}).get(article, article), row["start"], row["end"]))
            else:
                cells.append(_cell(row[column], digits, signed))
        lines.append("<tr>" + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>")
    said = f"<caption>{escape(caption)}</caption>" if caption else ""
    # On a narrow screen the table scrolls, and must do so from the keyboard too.
    scrolled = attributes({"class": "same-story rows", "tabindex": "0", "role": "group", "aria-label": caption or "a table"})
    body = f"<div{scrolled}><table>{said}<thead><tr>{head}</tr></thead><tbody>{''.join(lines)}</tbody></table></div>"
    return View(caption or f"A table of {len(frame)} rows", body)


def _flat(frame: pd.DataFrame) -> pd.DataFrame:
    """One row of column names, and an index of texts as the first column; one that only counts says nothing."""
    flat = frame.copy()
    flat.columns = [": ".join(map(str, c)) if isinstance(c, tuple) else str(c) for c in frame.columns]
    if not pd.api.types.is_integer_dtype(frame.index):
        flat.insert(0, frame.index.name or "", frame.index.astype(str))
    return flat


def to_characters(article_id: str, start: Any, end: Any) -> str:
    """Offsets as a link that waits for its page: the report makes ``href`` of ``data-to`` (:mod:`analysis.report.pages`)."""
    if pd.isna(start) or pd.isna(end):
        return ""
    return f'<a data-to="{escape(link(article_id, start, end))}">{int(start)}–{int(end)}</a>'


def _cell(value: Any, digits: int, signed: bool) -> str:
    if value is None or value is pd.NA:
        return ""
    if isinstance(value, float):
        return "" if value != value else f"{value:{'+' if signed else ''}.{digits}f}".replace("-", "−")
    return escape(str(value))
