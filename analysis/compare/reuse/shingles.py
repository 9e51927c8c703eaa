"""The longest run of the same words, and containment.

Two texts are compared by their *shingles*, every run of five words (Broder 1997, "On the resemblance and containment of
documents"). Words are compared as :func:`analysis.tables.running_text` gives them: headline and body, small letters, quotation
marks folded, hyphens closed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations

import numpy as np
import pandas as pd

__all__ = ["ALL_PAIRS", "SHINGLE", "Token", "containment", "longest", "sharing"]

# Words; shorter runs are shared by chance, longer ones miss edited copies: 30 words of which five are edited always keep a run of five
# (25 words in six stretches), but not one of six.
SHINGLE = 5
ALL_PAIRS = 300  # articles up to which every pair is compared: 44,850 pairs take about a second

Token = tuple[str, int, int]  # the word as compared, and its offsets


def containment(texts: Mapping[str, Sequence[Token]], pairs: Iterable[tuple[str, str]] | None = None) -> pd.DataFrame:
    """Each article's containment in each other: the share of the first one's shingles that the second one has too.

    More means more is copied, in either direction: it does not say who copied. ``pairs`` are those to be compared, all where none
    are given; beyond :data:`ALL_PAIRS` articles give those that share a passage (:func:`sharing`), since the number of all pairs
    grows with the square. Columns: ``a_article_id, b_article_id, containment`` (0 to 1; NaN where a text has fewer than five
    words), ``longest_run_words``; two rows a pair.
    """
    words = {name: [t[0] for t in tokens] for name, tokens in texts.items()}
    shingles = {name: [tuple(w[n : n + SHINGLE]) for n in range(len(w) - SHINGLE + 1)] for name, w in words.items()}
    kinds = {name: frozenset(s) for name, s in shingles.items()}
    rows = []
    for a, b in combinations(texts, 2) if pairs is None else pairs:
        nothing = kinds[a].isdisjoint(kinds[b])
        run = 0 if nothing else longest(words[a], words[b])
        for one, other in ((a, b), (b, a)):
            own = shingles[one]
            common = 0 if nothing else sum(s in kinds[other] for s in own)
            rows.append((one, other, common / len(own) if own else float("nan"), run))
    table = pd.DataFrame(rows, columns=["a_article_id", "b_article_id", "containment", "longest_run_words"])
    order = {name: n for n, name in enumerate(texts)}
    return table.sort_values(["a_article_id", "b_article_id"], key=lambda c: c.map(order), ignore_index=True)


def sharing(passages: pd.DataFrame) -> list[tuple[str, str]]:
    """The pairs of articles that share a passage, in the table's order."""
    return list(dict.fromkeys(zip(passages["a_article_id"], passages["b_article_id"], strict=True)))


def longest(a: Sequence[str], b: Sequence[str]) -> int:
    """Words of the longest run that two texts share; 0 where they share no word.

    Runs of 1, 2, 4, … words are numbered, equal ones alike, as long as both texts have one; the longest is then put together from
    these. Each step is a sort, so that a sentence that both repeat a thousand times is not compared with each of its repeats.
    """
    numbers: dict[str, int] = {}
    row = np.array([*(numbers.setdefault(w, len(numbers)) for w in a), -1, *(numbers.setdefault(w, len(numbers)) for w in b)])
    begin = len(a) + 1  # of b; what stands between the two is like nothing else
    powers, width, run = [], 1, row + 1
    while _in_both(run, begin):
        powers.append(run)
        run = _numbered(run[:-width], run[width:])
        width *= 2
    length, found = 0, run
    for level in reversed(range(len(powers))):
        longer = _numbered(found[: -(2**level)], powers[level][length:]) if length else powers[level]
        if _in_both(longer, begin):
            length, found = length + 2**level, longer
    return length


def _numbered(one: np.ndarray, other: np.ndarray) -> np.ndarray:
    """A number for each run that is made of two, equal ones alike."""
    _, number = np.unique(one * (other.max(initial=0) + 1) + other, return_inverse=True)
    return number


def _in_both(run: np.ndarray, begin: int) -> bool:
    if len(run) <= begin:
        return False
    there, here = (np.bincount(part, minlength=run.max() + 1) for part in (run[:begin], run[begin:]))
    return bool((there.astype(bool) & here.astype(bool)).any())
