"""Copies count once: groups of copies, one article for each, and the paragraphs that articles share."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

__all__ = ["COPY", "groups", "one_each", "shared_paragraphs"]

COPY = 0.5  # containment from which two articles tell as one: more of the text is shared than not
SAME = 0.5  # of the shorter paragraph that must be shared for two paragraphs to be one observation

_INSIDE = 1e-3  # characters

Paragraph = tuple[str, int]  # article and number


class Classes:
    """Things joined into classes, each named after its first member in the order given (disjoint sets)."""

    def __init__(self, things: Iterable[Any]) -> None:
        self.rank = {thing: n for n, thing in enumerate(things)}
        self.parent = {thing: thing for thing in self.rank}

    def first(self, thing: Any) -> Any:
        while self.parent[thing] != thing:
            self.parent[thing] = self.parent[self.parent[thing]]
            thing = self.parent[thing]
        return thing

    def join(self, one: Any, other: Any) -> None:
        one, other = sorted((self.first(one), self.first(other)), key=self.rank.__getitem__)
        self.parent[other] = one


def groups(table: pd.DataFrame, articles: Sequence[str], least: float = COPY) -> dict[str, str]:
    """Articles and the group of copies each belongs to, named after its first member.

    Two articles are in one group where one of them has at least half of its shingles in the other, directly or by way of a third.
    ``table`` is :func:`analysis.compare.reuse.containment`'s; a pair without a row shares nothing.
    """
    classes = Classes(articles)
    for row in table[table["containment"] >= least].itertuples():
        classes.join(row.a_article_id, row.b_article_id)
    return {name: classes.first(name) for name in articles}


def one_each(groups: Mapping[str, str], articles: pd.DataFrame) -> list[str]:
    """The article that stands for each group of copies, in corpus order: for counting copies once.

    The longest text of the group stands for it, since least of what the group tells is missing there; of equally long ones the
    first. ``articles`` has the columns ``article_id`` and ``words``; ``groups`` maps articles to groups.
    """
    best: dict[str, tuple[float, int, str]] = {}
    for place, (name, words) in enumerate(zip(articles["article_id"], articles["words"], strict=True)):
        rank = (-float(words), place, name)
        group = groups[name]
        best[group] = min(best.get(group, rank), rank)
    return [name for _, name in sorted((place, name) for _, place, name in best.values())]


def shared_paragraphs(passages: pd.DataFrame, paragraphs: pd.DataFrame, edits: pd.DataFrame | None = None) -> pd.DataFrame:
    """Which paragraphs are copies of each other, so that a bootstrap can draw them as one observation.

    Two paragraphs get the same ``unit`` where passages that the two articles share run through both, over at least half of the
    shorter one (in characters), or where each shares so much with a third. A paragraph that nobody shares is a unit of its own.
    ``edits`` (the table of that name) makes the places inside a passage exact; without it they are found by proportion.

    Columns: ``unit`` (a number from 0, by first appearance), ``article_id``, ``paragraph``; a row for every paragraph given.
    """
    places = _Places(paragraphs)
    anchors = _anchors(edits)
    shared: dict[tuple[Paragraph, Paragraph], float] = defaultdict(float)
    for row in passages.itertuples():
        at = [(row.a_start, row.b_start), *anchors.get(row.passage, ()), (row.a_end, row.b_end)]
        xs, ys = zip(*at, strict=True)
        for one, start, end in places.touched(row.a_article_id, row.a_start, row.a_end):
            # Just inside, since an insertion has one place in a and two in b.
            start, end = np.interp([start + _INSIDE, end - _INSIDE], xs, ys)
            for other, begin, stop in places.touched(row.b_article_id, start, end):
                shared[(one, other)] += stop - begin
    keys = list(zip(paragraphs["article_id"], paragraphs["paragraph"], strict=True))
    classes = Classes(keys)
    for (one, other), length in shared.items():
        if length >= SAME * min(places.length[one], places.length[other]):
            classes.join(one, other)
    number = {first: n for n, first in enumerate(dict.fromkeys(classes.first(key) for key in keys))}
    rows = [(number[classes.first(key)], *key) for key in keys]
    return pd.DataFrame(rows, columns=["unit", "article_id", "paragraph"])


def _anchors(edits: pd.DataFrame | None) -> dict[Any, list[tuple[int, int]]]:
    """By passage, the places at which its edits begin and end: there both sides are known to be level."""
    found: dict[Any, list[tuple[int, int]]] = defaultdict(list)
    if edits is not None:
        for row in edits.itertuples():
            found[row.passage] += [(row.a_start, row.b_start), (row.a_end, row.b_end)]
    return found


class _Places:
    """Paragraphs by place, for each article."""

    def __init__(self, paragraphs: pd.DataFrame) -> None:
        self.rows: dict[str, list[tuple[int, int, int]]] = defaultdict(list)
        for row in paragraphs.itertuples():
            self.rows[row.article_id].append((row.start, row.end, row.paragraph))
        for rows in self.rows.values():
            rows.sort()
        self.starts = {name: [start for start, _, _ in rows] for name, rows in self.rows.items()}
        self.length = {(name, n): end - start for name, rows in self.rows.items() for start, end, n in rows}

    def touched(self, article: str, start: float, end: float) -> list[tuple[Paragraph, float, float]]:
        """The paragraphs that a stretch runs through, with the part of the stretch in each."""
        rows, found = self.rows.get(article, []), []
        n = max(0, bisect_right(self.starts.get(article, []), start) - 1)
        while n < len(rows) and rows[n][0] < end:
            begin, stop = max(start, rows[n][0]), min(end, rows[n][1])
            if begin < stop:
                found.append(((article, rows[n][2]), begin, stop))
            n += 1
        return found
