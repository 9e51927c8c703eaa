"""Runs of the same words, and containment.

Two texts are compared by their *shingles*, every run of five words (Broder 1997, "On the resemblance and containment of
documents"). Words are compared as :func:`analysis.tables.running_text` gives them: headline and body, small letters, quotation
marks folded, hyphens closed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations

import pandas as pd

__all__ = ["ALL_PAIRS", "SHINGLE", "Token", "containment", "runs", "sharing"]

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
        longest = 0 if nothing else max(length for _, _, length in runs(words[a], words[b]))
        for one, other in ((a, b), (b, a)):
            own = shingles[one]
            common = 0 if nothing else sum(s in kinds[other] for s in own)
            rows.append((one, other, common / len(own) if own else float("nan"), longest))
    table = pd.DataFrame(rows, columns=["a_article_id", "b_article_id", "containment", "longest_run_words"])
    order = {name: n for n, name in enumerate(texts)}
    return table.sort_values(["a_article_id", "b_article_id"], key=lambda c: c.map(order), ignore_index=True)


def sharing(passages: pd.DataFrame) -> list[tuple[str, str]]:
    """The pairs of articles that share a passage, in the table's order."""
    return list(dict.fromkeys(zip(passages["a_article_id"], passages["b_article_id"], strict=True)))


def runs(a: Sequence[str], b: Sequence[str], shortest: int = SHINGLE) -> list[tuple[int, int, int]]:
    """Runs of the same words, as long as they go: ``(place in a, place in b, number of words)``, by place in a."""
    places: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for n in range(len(b) - shortest + 1):
        places[tuple(b[n : n + shortest])].append(n)
    found = []
    for i in range(len(a) - shortest + 1):
        for j in places.get(tuple(a[i : i + shortest]), ()):
            if i and j and a[i - 1] == b[j - 1]:
                continue  # part of a run that began before
            length = shortest
            while i + length < len(a) and j + length < len(b) and a[i + length] == b[j + length]:
                length += 1
            found.append((i, j, length))
    return found
