"""Shared statements as small tables: each outlet's version, with what was cut and added marked word by word."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape

import pandas as pd

__all__ = ["Statements", "statements"]

_MARK = re.compile(r"\[-(.*?)-\]|\{\+(.*?)\+\}", re.DOTALL)
# Marks are told by a line through or below, not by colour alone.
_SHEET = """<style>
.told { border-collapse: collapse; margin: 0 0 1.4em; max-width: 60rem; width: 100%; font: 14px/1.5 system-ui, sans-serif; }
.told caption { text-align: left; font-weight: bold; padding: .3em 0; caption-side: top; }
.told th, .told td { text-align: left; vertical-align: top; padding: .3em .7em .3em 0; border-top: 1px solid #8888; overflow-wrap: anywhere; }
.told th { font-weight: 600; width: 10rem; } .told td.kind { width: 7rem; }
.told del { text-decoration: line-through; opacity: .75; } .told ins { text-decoration: underline; font-weight: 600; }
.told .note { display: block; font-size: .9em; font-style: italic; }
</style>"""


@dataclass(frozen=True)
class Statements:
    """Tables of statements as a notebook shows them; ``title`` says in plain words what they are."""

    title: str
    body: str

    @property
    def html(self) -> str:
        """The tables with their style sheet, complete in themselves."""
        return f"{_SHEET}\n{self.body}"

    def _repr_html_(self) -> str:
        return self.html

    def __repr__(self) -> str:
        return self.title


def statements(
    table: pd.DataFrame, labels: Mapping[str, str], names: Mapping[str, str] | None = None, most: int = 8, changed: bool = True
) -> Statements:
    """Each statement told by several as a table of its versions, the fullest first, then the articles that are silent on it.

    ``table`` is ``story.statements``, ``labels`` the articles' short labels in order, ``names`` those of the speakers by id. At most
    ``most`` statements are shown: those in most independent tellings first, and unless ``changed`` is off only those that some article
    did not give whole, or that stand in two tellings. Words that the fullest version has and this one has not are struck
    through, words that it has instead are underlined.
    """
    if changed and len(table):
        table = table[(table["tellings"] > 1) | table.groupby("statement")["change"].transform(_any_changed)]
    if table.empty:
        return Statements("No statement is told by several articles.", "<p>No statement is told by several articles.</p>")
    order = table.groupby("statement").agg(tellings=("tellings", "max"), words=("words", "max"))
    ranked = list(order.sort_values(["tellings", "words"], ascending=False, kind="stable").index)
    shown = ranked[:most]
    parts = [_one(table[table["statement"] == n], labels, names or {}) for n in shown]
    if len(ranked) > len(shown):
        parts.append(f"<p>{len(ranked) - len(shown)} more are in the table <code>statements</code>.</p>")
    return Statements(f"{len(shown)} statements told by several articles, each with its versions.", "\n".join(parts))


def _any_changed(kinds: pd.Series) -> bool:
    return bool((kinds != "whole").any())


def _one(versions: pd.DataFrame, labels: Mapping[str, str], names: Mapping[str, str]) -> str:
    whole = versions["whole_article_id"].iloc[0], versions["whole_attribution"].iloc[0]
    versions = versions.assign(
        first=[(r.article_id, r.attribution) != whole for r in versions.itertuples()],
        place=versions["article_id"].map(list(labels).index),
    ).sort_values(["first", "place", "attribution"], kind="stable")
    who = _who(list(versions["speaker_id"]), names)
    groups = versions.groupby("group_id")["article_id"].nunique()
    rows = []
    for r in versions.itertuples():
        kind = "fullest" if not r.first else r.change
        copies = " One telling with another article here." if groups[r.group_id] > 1 else ""
        note = f"{r.note[:1].upper()}{r.note[1:]}." if r.first and r.note else ""
        said = f'<span class="note">{escape((note + copies).strip())}</span>' if note or copies else ""
        label = escape(labels[r.article_id])
        rows.append(
            f'<tr><th scope="row">{label}</th><td class="kind">{escape(kind)}</td><td>{_marked(r.edits)}{said}</td></tr>'
        )
    silent = [labels[a] for a in labels if a not in set(versions["article_id"])]
    if silent:
        rows.append(f'<tr><th scope="row">silent</th><td colspan="2">{escape(", ".join(silent))}</td></tr>')
    return f'<table class="told"><caption>{escape(who)}</caption><tbody>{"".join(rows)}</tbody></table>'


def _who(speakers: Sequence[str], names: Mapping[str, str]) -> str:
    ids = dict.fromkeys(i for cell in speakers for i in str(cell).split(";") if i)
    return ", ".join(names.get(i, i) for i in ids) or "Nobody named"


def _marked(edits: str) -> str:
    """Wdiff's notation as HTML; everything else is escaped."""
    parts, at = [], 0
    for m in _MARK.finditer(edits):
        parts.append(escape(edits[at : m.start()]))
        tag, words = ("del", m[1]) if m[1] is not None else ("ins", m[2])
        parts.append(f"<{tag}>{escape(words)}</{tag}>")
        at = m.end()
    return "".join([*parts, escape(edits[at:])])
