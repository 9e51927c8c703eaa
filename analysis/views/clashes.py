"""Clashes for people: both passages in their context, the clashing characters marked."""

from __future__ import annotations

import html
from collections.abc import Mapping
from typing import Any

import pandas as pd

from analysis.compare.facts import TYPES

__all__ = ["Table", "table"]

CONTEXT = 90  # characters shown on each side, cut at words
ROWS = 5  # rows shown of one clash; copies repeat it
_LEFT = 'style="text-align:left;vertical-align:top"'


class Table:
    """A piece of HTML that a notebook shows; ``str()`` gives the HTML."""

    def __init__(self, text: str) -> None:
        self.text = text

    def _repr_html_(self) -> str:
        return self.text

    def __str__(self) -> str:
        return self.text


def table(clashes: pd.DataFrame, texts: Mapping[str, str], labels: Mapping[str, str], kinds: str = "", most: int = 60) -> Table:
    """The table ``clashes`` with both passages of each, by type, the weightiest type first.

    ``kinds`` names the types that are shown, parted by spaces (all when empty); at most ``most`` clashes are. Everything that comes
    from the articles is escaped.
    """
    wanted = [k for k in TYPES if not kinds or k in kinds.split()]
    shown = clashes[clashes["type"].isin(wanted)]
    if shown.empty:
        return Table("<p>None was found. That is no proof that there is none.</p>")
    kept = shown["clash"].drop_duplicates().head(most)
    parts = [_of_type(k, shown[shown["clash"].isin(kept) & (shown["type"] == k)], texts, labels) for k in wanted]
    left = shown["clash"].nunique() - len(kept)
    more = f"<p>{left} more are in the table <code>clashes</code>.</p>" if left else ""
    return Table(f'<div class="clashes">{"".join(parts)}{more}</div>')


def _of_type(kind: str, rows: pd.DataFrame, texts: Mapping[str, str], labels: Mapping[str, str]) -> str:
    if rows.empty:
        return ""
    body = []
    for _, own in rows.groupby("clash", sort=False):
        body += [_row(r, texts, labels) for r in own.head(ROWS).itertuples()]
        if len(own) > ROWS:
            body.append(f'<tr><td colspan="4" {_LEFT}>The same between {len(own) - ROWS} more pairs of places.</td></tr>')
    head = "".join(f'<th {_LEFT} scope="col">{title}</th>' for title in ("One article", "The other", "Confidence", "Why"))
    caption = f"<caption {_LEFT}><b>{html.escape(kind.capitalize())}</b>: {html.escape(TYPES[kind])}</caption>"
    return f"<table>{caption}<thead><tr>{head}</tr></thead><tbody>{''.join(body)}</tbody></table>"


def _row(r: Any, texts: Mapping[str, str], labels: Mapping[str, str]) -> str:
    one = _passage(texts[r.a_article_id], r.a_start, r.a_end, labels.get(r.a_article_id, r.a_article_id))
    other = _passage(texts[r.b_article_id], r.b_start, r.b_end, labels.get(r.b_article_id, r.b_article_id))
    cells = (one, other, f"{r.confidence:.2f}", html.escape(str(r.why)))
    return f"<tr>{''.join(f'<td {_LEFT}>{cell}</td>' for cell in cells)}</tr>"


def _passage(text: str, start: int, end: int, label: str) -> str:
    before, after = text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT]
    if start > CONTEXT:
        before = "… " + before.partition(" ")[2]
    if end + CONTEXT < len(text):
        after = after.rpartition(" ")[0] + " …"
    shown = [html.escape(_one_line(part)) for part in (before, text[start:end], after)]
    return f"<b>{html.escape(label)}</b><br>{shown[0]}<mark>{shown[1]}</mark>{shown[2]}"


def _one_line(text: str) -> str:
    """A text without line breaks; a space at either end stays."""
    return " " * text[:1].isspace() + " ".join(text.split()) + " " * text[-1:].isspace()
