"""Learn the rule for words outside the dictionary: weights of letter patterns, by ridge regression.

The count of a word is its vowel groups plus the weights of the patterns in it, rounded. One word in ten is held out, and
words that begin with the same five letters stay together, so that no held-out word has a near relative among those learned
from.
"""

from __future__ import annotations

import zlib
from collections import Counter

import numpy as np

from analysis.syllables import LONGEST_PATTERN, rule, vowel_groups

FEWEST = 20  # words a pattern must occur in
RIDGE = 5.0
SMALLEST = 0.05  # weights below it are dropped
STEPS = 60


def held_out(word: str) -> bool:
    """Is the word among those that were not learned from?"""
    return zlib.crc32(word[:5].encode()) % 10 == 0


def parts(word: str) -> list[str]:
    """The letter patterns of a word; ``^`` and ``$`` mark its beginning and end."""
    marked = f"^{word}$"
    return [marked[i : i + n] for n in range(1, LONGEST_PATTERN + 1) for i in range(len(marked) - n + 1)]


def learn(counts: dict[str, int]) -> tuple[dict[str, float], float]:
    """The weights, and the share of held-out words that they count as the dictionary does."""
    known = [word for word in counts if not held_out(word)]
    frequency = Counter(part for word in known for part in set(parts(word)))
    names = sorted(part for part, n in frequency.items() if n >= FEWEST)
    weights = _ridge(known, counts, {name: n for n, name in enumerate(names)})
    kept = {name: round(float(w), 2) for name, w in zip(names, weights, strict=True) if abs(w) > SMALLEST}
    tested = [word for word in counts if held_out(word)]
    right = sum(rule(word, kept) == counts[word] for word in tested)
    return kept, right / len(tested)


def _ridge(words: list[str], counts: dict[str, int], column: dict[str, int]) -> np.ndarray:
    """Least squares with a penalty, by conjugate gradients on the sparse matrix of words and patterns."""
    cells = [(row, column[part]) for row, word in enumerate(words) for part in parts(word) if part in column]
    rows, columns = np.array(cells).T
    target = np.array([counts[word] - vowel_groups(word) for word in words], float)
    weights = np.zeros(len(column))
    residual = np.bincount(columns, target[rows], len(column))
    direction, size = residual.copy(), residual @ residual
    for _ in range(STEPS):
        image = np.bincount(rows, direction[columns], len(words))
        image = np.bincount(columns, image[rows], len(column)) + RIDGE * direction
        step = size / (direction @ image)
        weights += step * direction
        residual -= step * image
        size, before = residual @ residual, size
        direction = residual + size / before * direction
    return weights
