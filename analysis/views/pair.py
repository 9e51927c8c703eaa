"""Two articles side by side: what they share is joined, and where a shared passage was edited, word by word, is marked."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher

import pandas as pd

from analysis.views import article, links
from analysis.views.nest import Mark, attributes, escape
from analysis.views.people import COLOURS
from analysis.views.view import View

__all__ = ["Joined", "edits", "joined", "side_by_side"]

GAP = 150  # characters between two shared passages in both articles, up to which they are one passage with an edit in it
_WORD = re.compile(r"\w+(?:[-‐‑'’.]\w+)*")
_FOLD = str.maketrans({"’": "'", "‐": "-", "‑": "-"})
Span = tuple[int, int]


@dataclass(frozen=True)
class Joined:
    """A passage of both articles: where it stands in each, with whatever was edited in it."""

    a: Span
    b: Span


def side_by_side(
    a: str, b: str, texts: Mapping[str, str], tables: Mapping[str, pd.DataFrame], prefix: str | None = None
) -> View:
    """Two articles beside each other (on a narrow screen one below the other).

    ``texts`` holds both texts, ``tables`` the tables ``paragraphs``, ``passages`` and, for their names, ``articles``. A shared passage has
    the same number and colour in both, and its number leads to its partner. Within one, words that only the first article has are
    struck through, words that only the second one has underlined; that says nothing of which was there first.
    """
    prefix = f"p-{links.slug(a)}-{links.slug(b)}-" if prefix is None else prefix
    found = joined(a, b, tables.get("passages"))
    changes = [edits(texts[a], texts[b], passage) for passage in found]
    sides = []
    for n, name in enumerate((a, b)):
        other = "ba"[n]
        marks: list[Mark] = []
        for number, (passage, change) in enumerate(zip(found, changes, strict=True), 1):
            marks.append(_passage(number, (passage.a, passage.b)[n], prefix, "ab"[n], other))
            marks += [Mark(s, e, element=("del", "ins")[n], rank=4) for s, e in change[n]]
        own = tables["paragraphs"][tables["paragraphs"]["article_id"] == name]
        label = _label(name, tables)
        text = article.body(texts[name], own, marks)
        sides.append(f'<div class="column"><p class="about"><b>{escape(label)}</b></p><div class="text">{text}</div></div>')
    names = f"{_label(a, tables)} and {_label(b, tables)}"
    frame = {"class": "same-story pair", "id": f"{prefix}view", "aria-label": f"{names}, side by side", "lang": "en"}
    body = f'<section{attributes(frame)}>{_key(found, a, b, tables)}<div class="columns">{"".join(sides)}</div></section>'
    return View(f"{names}, side by side: {len(found)} shared passages", body, _rules(f"{prefix}view", len(found)))


def joined(a: str, b: str, passages: pd.DataFrame | None) -> list[Joined]:
    """The passages of two articles in the order of the first; neighbours in both with little between them are one.

    Of passages that overlap in either article, the one with most words is kept.
    """
    if passages is None or passages.empty:
        return []
    rows: list[tuple[int, Joined]] = []
    for row in passages.to_dict("records"):
        one = (int(row["a_start"]), int(row["a_end"]))
        other = (int(row["b_start"]), int(row["b_end"]))
        if (row["a_article_id"], row["b_article_id"]) == (a, b):
            rows.append((int(row["words"]), Joined(one, other)))
        elif (row["a_article_id"], row["b_article_id"]) == (b, a):
            rows.append((int(row["words"]), Joined(other, one)))
    kept: list[Joined] = []
    for _, passage in sorted(rows, key=lambda r: (-r[0], r[1].a, r[1].b)):
        if not any(_meet(passage.a, k.a) or _meet(passage.b, k.b) for k in kept):
            kept.append(passage)
    chained: list[Joined] = []
    for passage in sorted(kept, key=lambda p: p.a):
        last = chained[-1] if chained else None
        if last and 0 <= passage.a[0] - last.a[1] <= GAP and 0 <= passage.b[0] - last.b[1] <= GAP:
            chained[-1] = Joined((last.a[0], passage.a[1]), (last.b[0], passage.b[1]))
        else:
            chained.append(passage)
    # A chain may have closed over a passage that stands elsewhere in the second article.
    return [p for n, p in enumerate(chained) if not any(_meet(p.b, q.b) for q in chained[:n])]


def edits(a_text: str, b_text: str, passage: Joined) -> tuple[list[Span], list[Span]]:
    """Words of a passage that only the first text has, and words that only the second one has, as spans of characters.

    Words are compared without regard to capitals and the kind of apostrophe or hyphen, by the longest runs in common (Ratcliff and
    Obershelp, as in :mod:`difflib`).
    """
    one = [(m[0].lower().translate(_FOLD), m.start(), m.end()) for m in _WORD.finditer(a_text, *passage.a)]
    other = [(m[0].lower().translate(_FOLD), m.start(), m.end()) for m in _WORD.finditer(b_text, *passage.b)]
    matcher = SequenceMatcher(None, [w for w, *_ in one], [w for w, *_ in other], autojunk=False)
    only_a, only_b = [], []
    for how, i, j, k, m in matcher.get_opcodes():
        if how != "equal":
            only_a += [(one[i][1], one[j - 1][2])] if j > i else []
            only_b += [(other[k][1], other[m - 1][2])] if m > k else []
    return only_a, only_b


def _meet(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _passage(number: int, span: Span, prefix: str, side: str, other: str) -> Mark:
    colour = f"sp{(number - 1) % COLOURS}"
    values = {
        "class": f"partner {colour}",
        "href": f"#{prefix}{other}{number}",
        "data-n": str(number),
        "aria-label": f"Shared passage {number}: to its place in the other article",
    }
    first = {"id": f"{prefix}{side}{number}"}
    every = {"class": f"joined-text {colour}", "data-p": str(number)}
    return Mark(*span, every, first, f"<a{attributes(values)}></a>", rank=2)


def _rules(view: str, count: int) -> str:
    """What the pointer or the focus is on stands out in both columns."""
    lit = ",".join(
        f'#{view}:has([data-p="{n}"]:hover, a.partner[data-n="{n}"]:focus-visible) [data-p="{n}"]' for n in range(1, count + 1)
    )
    return f"{lit}{{outline:2px solid var(--focus)}}\n" if lit else ""


def _key(found: list[Joined], a: str, b: str, tables: Mapping[str, pd.DataFrame]) -> str:
    if not found:
        return '<p class="about">These two share no passage that is long enough to be told from chance.</p>'
    count = f"{len(found)} shared passages are" if len(found) > 1 else "One shared passage is"
    first, second = escape(_label(a, tables)), escape(_label(b, tables))
    return (
        f'<p class="about">{count} joined by number and colour. Within them, <del>struck through</del>: only in {first}; '
        f"<ins>underlined</ins>: only in {second}. Which of the two was there first, this does not tell.</p>"
    )


def _label(name: str, tables: Mapping[str, pd.DataFrame]) -> str:
    if "articles" not in tables:
        return name
    return dict(zip(tables["articles"]["article_id"], tables["articles"]["label"], strict=True)).get(name, name)
