"""Where passages may begin: runs of the same words in two articles, found by an inverted index of shingles.

All shingles of the corpus are sorted by a 64-bit number made of their words, so that equal ones stand side by side: the time is
that of a sort, not that of all pairs of articles. What most articles share (a site's standing phrases) is bounded by :data:`COMMON`
and :data:`REPEATS`, so that it stays linear too.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from analysis.compare.reuse.shingles import SHINGLE, Token

__all__ = ["COMMON", "GAP", "LEAST", "REPEATS", "Words", "index", "promising", "runs"]

COMMON = 50  # articles; a shingle that more of them have is compared with the first of them only, not each with each
REPEATS = 4  # places of one shingle in one article that are looked at: a refrain need not be compared with each of its repeats
GAP = 12  # words between two runs of one passage, on either side: about a clause; further apart they are two passages
LEAST = 8  # words that both sides must have; runs of five to seven words are mostly set phrases, titles and names
_SHIFT = 2  # words that may be cut or inserted beside a short run for its surroundings still to count as alike
_ALIKE = 3  # words alike beside a short run that make it worth a closer look: with a run of five they make eight
_MARGIN = GAP + _SHIFT
_CHUNK = 100_000  # runs looked at at once


@dataclass(frozen=True)
class Words:
    """The words of all articles in one row, as numbers; ``first[n]`` is where article ``n`` begins, its last item the end."""

    names: list[str]
    ids: np.ndarray
    first: np.ndarray


def index(texts: Mapping[str, Sequence[Token]]) -> Words:
    """Number the words of all articles."""
    numbers: dict[str, int] = {}
    ids = np.fromiter((numbers.setdefault(t[0], len(numbers)) for tokens in texts.values() for t in tokens), np.int64)
    return Words(list(texts), ids, np.cumsum([0, *map(len, texts.values())], dtype=np.int64))


def runs(words: Words) -> np.ndarray:
    """Runs of at least five of the same words: rows of article a, article b (a before b), place in a, place in b, length.

    Places count in :attr:`Words.ids`. In order of a, b, and place in a.
    """
    places, group = _repeated(words)
    one, other = _pairs(places, group, _articles(words, places))
    if not len(one):
        return np.empty((0, 5), np.int64)
    # One number for diagonal and place: the shingles of a run are then consecutive numbers.
    size = len(words.ids)
    keys = np.sort((other - one) * size + one)
    begin = np.flatnonzero(np.diff(keys, prepend=keys[0] - 2) != 1)
    length = np.diff(begin, append=len(keys)) + SHINGLE - 1
    one = keys[begin] % size
    other = one + keys[begin] // size
    a, b = _articles(words, one), _articles(words, other)
    order = np.lexsort((other, one, b, a))
    return np.column_stack([a, b, one, other, length])[order]


def _articles(words: Words, places: np.ndarray) -> np.ndarray:
    return np.searchsorted(words.first, places, side="right") - 1


def _repeated(words: Words) -> tuple[np.ndarray, np.ndarray]:
    """The places of shingles that stand more than once, equal ones together, and the number of each shingle."""
    size = len(words.ids)
    inside = np.ones(size, bool)
    for lag in range(1, SHINGLE):
        ends = words.first[1:] - lag
        inside[ends[ends >= 0]] = False
    places = np.flatnonzero(inside)
    # Differing shingles agree by chance once in 2**64 comparisons; multipliers as in Knuth's MMIX generator.
    number = np.zeros(len(places), np.uint64)
    for lag in range(SHINGLE):
        number = (number + words.ids[places + lag].astype(np.uint64) + np.uint64(1)) * np.uint64(6364136223846793005)
        number ^= number >> np.uint64(29)
    order = np.argsort(number, kind="stable")
    number, places = number[order], places[order]
    group = np.cumsum(np.diff(number, prepend=number[:1]) != 0)
    often = np.bincount(group)[group] > 1
    return places[often], group[often]


def _pairs(places: np.ndarray, group: np.ndarray, article: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Pairs of places with the same shingle in two articles, the earlier article first."""
    if not len(places):
        return places, places
    new_article = (np.diff(group, prepend=-1) != 0) | (np.diff(article, prepend=-1) != 0)
    kept = _rank(new_article) < REPEATS
    places, group, article, new_article = places[kept], group[kept], article[kept], new_article[kept]
    new_group = np.diff(group, prepend=-1) != 0
    number = np.cumsum(new_group) - 1
    begin = np.flatnonzero(new_group)
    spread = np.add.reduceat(new_article.astype(np.int64), begin)  # articles that have the shingle
    common = spread[number] > COMMON
    first = begin[number]
    star = common & (article != article[first])
    found = [(places[first[star]], places[star])]
    places, number, article = places[~common], number[~common], article[~common]
    here = np.arange(len(places))
    for lag in range(1, COMMON * REPEATS):
        here = here[here + lag < len(places)]
        here = here[number[here] == number[here + lag]]
        if not len(here):
            break
        apart = here[article[here] != article[here + lag]]
        found.append((places[apart], places[apart + lag]))
    return np.concatenate([one for one, _ in found]), np.concatenate([other for _, other in found])


def _rank(new: np.ndarray) -> np.ndarray:
    """Position in a stretch that begins wherever ``new`` is true."""
    here = np.arange(len(new))
    return here - np.maximum.accumulate(np.where(new, here, 0))


def promising(words: Words, found: np.ndarray) -> np.ndarray:
    """Which runs may be part of a passage of eight words: long ones, ones near another, ones whose surroundings are alike.

    Two articles on one subject share some run of five words by chance; to align them all in earnest would cost more than the rest.
    """
    a, b, one, other, length = found.T
    worth = length >= LEAST
    for lag in (1, 2):  # a chance run may stand between two that belong together
        near = np.zeros(len(found), bool)
        same = (a[:-lag] == a[lag:]) & (b[:-lag] == b[lag:])
        for place in (one, other):
            gap = place[lag:] - place[:-lag] - length[:-lag]
            same &= (gap <= GAP) & (gap >= -length[:-lag] - GAP)
        near[:-lag] |= same
        near[lag:] |= same
        worth = worth | near
    open_, ids = np.flatnonzero(~worth), _apart(words)
    for begin in range(0, len(open_), _CHUNK):
        rows = open_[begin : begin + _CHUNK]
        worth[rows] = _alike_beside(ids, found[rows])
    return worth


def _alike_beside(ids: np.ndarray, found: np.ndarray) -> np.ndarray:
    """``ids`` as :func:`_apart` gives them, so that no place beside a run needs to be checked for lying in the article."""
    a, b, one, other, length = found.T
    one, other = one + _MARGIN * (a + 1), other + _MARGIN * (b + 1)
    best = np.zeros(len(found), np.int64)
    for side in (-1, 1):
        edge_a, edge_b = (one - 1, other - 1) if side < 0 else (one + length, other + length)
        alike = np.zeros(len(found), np.int64)
        for shift in range(-_SHIFT, _SHIFT + 1):
            x, y = edge_a + side * max(0, shift), edge_b + side * max(0, -shift)
            count = np.zeros(len(found), np.int64)
            for n in range(GAP):
                count += ids[x + side * n] == ids[y + side * n]
            alike = np.maximum(alike, count)
        best += alike
    return best >= _ALIKE


def _apart(words: Words) -> np.ndarray:
    """The words with a margin between articles that is like nothing else."""
    articles = np.repeat(np.arange(len(words.names)), np.diff(words.first))
    ids = -1 - np.arange(len(words.ids) + _MARGIN * (len(words.names) + 1))
    ids[np.arange(len(words.ids)) + _MARGIN * (articles + 1)] = words.ids
    return ids
