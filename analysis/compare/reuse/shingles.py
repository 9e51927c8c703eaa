"""Runs of the same words, and containment.

Two texts are compared by their *shingles*, every run of five words (Broder 1997, "On the resemblance and containment of
documents"). Words are compared as :func:`analysis.tables.running_text` gives them: headline and body, small letters, quotation
marks folded, hyphens closed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import combinations

import pandas as pd

__all__ = ["SHINGLE", "Token", "containment", "longest_passages", "runs"]

SHINGLE = 5  # words; shorter runs are shared by chance, longer ones miss small edits

Token = tuple[str, int, int]  # the word as compared, and its offsets


def containment(texts: Mapping[str, Sequence[Token]]) -> pd.DataFrame:
    """Each article's containment in each other: the share of the first one's shingles that the second one has too.

    More means more is copied, in either direction: it does not say who copied. Columns: ``a_article_id, b_article_id,
    containment`` (0 to 1; NaN where a text has fewer than five words), ``longest_run_words``.
    """
    words = {name: [t[0] for t in tokens] for name, tokens in texts.items()}
    shingles = {name: [tuple(w[n : n + SHINGLE]) for n in range(len(w) - SHINGLE + 1)] for name, w in words.items()}
    kinds = {name: set(s) for name, s in shingles.items()}
    rows = []
    for a, b in combinations(texts, 2):
        longest = max((length for _, _, length in runs(words[a], words[b])), default=0)
        for one, other in ((a, b), (b, a)):
            own = shingles[one]
            share = sum(s in kinds[other] for s in own) / len(own) if own else float("nan")
            rows.append((one, other, share, longest))
    table = pd.DataFrame(rows, columns=["a_article_id", "b_article_id", "containment", "longest_run_words"])
    order = {name: n for n, name in enumerate(texts)}
    return table.sort_values(["a_article_id", "b_article_id"], key=lambda c: c.map(order), ignore_index=True)


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


def longest_passages(texts: Mapping[str, Sequence[Token]], most: int = 10) -> pd.DataFrame:
    """The longest runs of the same words between two articles, each stretch of text once.

    Columns: ``a_article_id, a_start, a_end, b_article_id, b_start, b_end`` (offsets of characters), ``words``.
    """
    rows = []
    for a, b in combinations(texts, 2):
        one, other = texts[a], texts[b]
        for i, j, length in runs([t[0] for t in one], [t[0] for t in other]):
            spans = (one[i][1], one[i + length - 1][2], other[j][1], other[j + length - 1][2])
            rows.append((a, spans[0], spans[1], b, spans[2], spans[3], length))
    columns = ["a_article_id", "a_start", "a_end", "b_article_id", "b_start", "b_end", "words"]
    table = pd.DataFrame(rows, columns=columns)
    return table.sort_values("words", ascending=False, kind="stable", ignore_index=True).head(most)
