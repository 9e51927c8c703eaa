"""The tables of shared passages and of the edits in them, and how much of each article is its own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import NamedTuple

import numpy as np
import pandas as pd

from analysis.compare.reuse import alignment, seeds
from analysis.compare.reuse.edits import changes, sort_of
from analysis.compare.reuse.shingles import Token

__all__ = ["EDITS", "PASSAGES", "Shared", "own", "shared"]

PASSAGES = "passage a_article_id a_start a_end b_article_id b_start b_end words similarity edits".split()
EDITS = "passage edit op sort a_article_id a_start a_end b_article_id b_start b_end a_words b_words".split()


class Shared(NamedTuple):
    """The tables ``passages`` and ``edits``."""

    passages: pd.DataFrame
    edits: pd.DataFrame


def shared(texts: Mapping[str, Sequence[Token]]) -> Shared:
    """The passages that every two articles share, exactly or nearly, and the edits between their two versions.

    ``texts`` maps articles to their words (:func:`analysis.tables.running_text`). A passage holds at least eight words that both
    have, grows from a run of at least five of the same words, and goes on over edits as long as it wins more words than it loses
    (:mod:`analysis.compare.reuse.alignment`). Of words that more than fifty articles share, each article's passage with the first
    of them alone is listed.

    ``passages``: columns :data:`PASSAGES`; ``a`` is the article that comes first in the corpus; offsets are characters; ``words``
    counts the words that both have; ``similarity`` is their share of both sides' words (twice the common words over all, 0 to 1);
    ``edits`` counts the places that were changed. ``edits``: columns :data:`EDITS`; ``op`` is replaced, cut or inserted as seen
    from ``a``, ``sort`` as in :data:`analysis.compare.reuse.edits.SORTS`; where a side has no words its offsets are one place.
    """
    words = seeds.index(texts)
    rows: list[tuple] = []
    details: list[tuple] = []
    tokens = list(texts.values())
    for a, b, start_a, end_a, start_b, end_b in _blocks(words):
        one, other = tokens[a][start_a:end_a], tokens[b][start_b:end_b]
        ops = changes([t[0] for t in one], [t[0] for t in other])
        common = sum(y - x for op, x, y, _, _ in ops if op == "equal")
        found = [x for x in ops if x[0] != "equal"]
        names = (words.names[a], words.names[b])
        details += _edits(len(rows), names, one, other, found)
        similarity = 2 * common / (len(one) + len(other))
        places = (names[0], one[0][1], one[-1][2], names[1], other[0][1], other[-1][2])
        rows.append((len(rows), *places, common, similarity, len(found)))
    return Shared(pd.DataFrame(rows, columns=PASSAGES), pd.DataFrame(details, columns=EDITS))


def _blocks(words: seeds.Words) -> Iterator[tuple[int, int, int, int, int, int]]:
    """Articles a and b, start and end in a, start and end in b: places counted in each article."""
    runs = seeds.runs(words)
    runs = runs[seeds.promising(words, runs)]
    own: dict[int, list[int]] = {}
    for (a, b), group in groupby(runs.tolist(), key=lambda row: (row[0], row[1])):
        for n in (a, b):
            if n not in own:
                own[n] = words.ids[words.first[n] : words.first[n + 1]].tolist()
        first_a, first_b = int(words.first[a]), int(words.first[b])
        places = [(i - first_a, j - first_b, length) for _, _, i, j, length in group]
        for block in alignment.passages(own[a], own[b], places):
            yield (a, b, *block)


def _edits(
    passage: int, names: tuple[str, str], one: Sequence[Token], other: Sequence[Token], found: Iterable[tuple]
) -> Iterator[tuple]:
    for n, (op, x, y, u, v) in enumerate(found):
        before, after = [t[0] for t in one[x:y]], [t[0] for t in other[u:v]]
        place_a, place_b = _place(one, x, y), _place(other, u, v)
        sort = sort_of(before, after)
        yield (passage, n, op, sort, names[0], *place_a, names[1], *place_b, " ".join(before), " ".join(after))


def _place(tokens: Sequence[Token], start: int, end: int) -> tuple[int, int]:
    """Offsets of some words; of none, the end of the word before (a passage begins with words that both have)."""
    return (tokens[start][1], tokens[end - 1][2]) if start < end else (tokens[start - 1][2],) * 2


def own(passages: pd.DataFrame, texts: Mapping[str, Sequence[Token]]) -> pd.DataFrame:
    """How much of each article is its own, and with whom it shares the rest.

    More ``own`` means more that no other article has in these or nearly these words; it may still retell the same. Columns:
    ``article_id, words, own`` (words in no shared passage), ``shared``, ``most_with`` (the article that has most of it; empty
    where none), ``most_words``. A word is shared where it lies in a passage, edited places included.
    """
    starts = {name: np.array([t[1] for t in tokens], int) for name, tokens in texts.items()}
    covered = {name: np.zeros(len(tokens), bool) for name, tokens in texts.items()}
    by_pair: dict[tuple[str, str], np.ndarray] = {}
    for row in passages.itertuples():
        sides = (row.a_article_id, row.a_start, row.a_end), (row.b_article_id, row.b_start, row.b_end)
        for (name, start, end), (other, _, _) in (sides, sides[::-1]):
            here = slice(*np.searchsorted(starts[name], [start, end]))
            covered[name][here] = True
            by_pair.setdefault((name, other), np.zeros(len(starts[name]), bool))[here] = True
    most = {name: ("", 0) for name in texts}
    for (name, other), words in by_pair.items():
        if words.sum() > most[name][1]:
            most[name] = (other, int(words.sum()))
    rows = [(name, len(c), int((~c).sum()), int(c.sum()), *most[name]) for name, c in covered.items()]
    return pd.DataFrame(rows, columns=["article_id", "words", "own", "shared", "most_with", "most_words"])
