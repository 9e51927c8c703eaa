"""From runs to passages of two articles: runs are chained over small edits, and the ends are drawn out.

Both steps follow local alignment (Smith and Waterman 1981): a word that both have wins one, a word replaced, cut or inserted costs
one. A passage goes on as long as it wins more than it loses, so that at least about half of it is the same on both sides.
"""

from __future__ import annotations

from collections.abc import Sequence

from analysis.compare.reuse.seeds import GAP, LEAST

__all__ = ["Block", "passages"]

GAIN = 2  # words that drawing out an end must win over its edits: one edit needs three words the same behind it
_WINDOW = 15  # words beside an end that are looked at at once
_BACK = 40  # runs before a run that may come before it in a chain

Run = tuple[int, int, int]  # place in a, place in b, length
Block = tuple[int, int, int, int]  # start and end in a, start and end in b, in words


def passages(a: Sequence[int], b: Sequence[int], runs: Sequence[Run]) -> list[Block]:
    """The passages that two articles share, by place in a. ``runs`` are some places where both have the same words.

    Longest first, a passage is left out where most of it, on both sides, lies in passages already taken: a phrase that stands
    three times in both articles is three passages, not nine.
    """
    found = {_drawn_out(a, b, chain) for chain in _chains(_whole(a, b, runs))}
    taken: list[Block] = []
    covered_a, covered_b = bytearray(len(a)), bytearray(len(b))
    # Of equally long ones first that which stands at like places in both.
    for block in sorted(found, key=lambda x: (-min(x[1] - x[0], x[3] - x[2]), abs(x[2] * len(a) - x[0] * len(b)), x)):
        start_a, end_a, start_b, end_b = block
        old_a, old_b = sum(covered_a[start_a:end_a]), sum(covered_b[start_b:end_b])
        if min(end_a - start_a, end_b - start_b) < LEAST or (2 * old_a > end_a - start_a and 2 * old_b > end_b - start_b):
            continue
        covered_a[start_a:end_a] = b"\x01" * (end_a - start_a)
        covered_b[start_b:end_b] = b"\x01" * (end_b - start_b)
        taken.append(block)
    return sorted(taken)


def _whole(a: Sequence[int], b: Sequence[int], runs: Sequence[Run]) -> list[Run]:
    """Runs as long as they go, each once: the index leaves gaps in them where a shingle is very common."""
    reached: dict[int, int] = {}  # by diagonal: where in a the last run ends
    found = []
    for i, j, length in sorted(runs):
        if reached.get(j - i, -1) >= i + length:
            continue
        end_a, end_b = i + length, j + length
        while i and j and a[i - 1] == b[j - 1]:
            i, j = i - 1, j - 1
        while end_a < len(a) and end_b < len(b) and a[end_a] == b[end_b]:
            end_a, end_b = end_a + 1, end_b + 1
        reached[j - i] = end_a
        found.append((i, j, end_a - i))
    return sorted(found)


def _chains(runs: Sequence[Run]) -> list[Block]:
    """Runs joined over gaps, best chain first, each run in one chain."""
    score: list[int] = []
    before: list[int] = []
    for n, (i, j, length) in enumerate(runs):
        best, source = 0, -1
        for m in range(n - 1, max(-1, n - 1 - _BACK), -1):
            gap_a, gap_b = i - runs[m][0] - runs[m][2], j - runs[m][1] - runs[m][2]
            overlap = max(0, -gap_a, -gap_b)
            if overlap >= min(length, runs[m][2]) or max(gap_a, gap_b) > GAP:
                continue
            won = score[m] - overlap - max(gap_a + overlap, gap_b + overlap)
            if won > best:
                best, source = won, m
        score.append(best + length)
        before.append(source)
    used, chains = set(), []
    for n in sorted(range(len(runs)), key=lambda n: (-score[n], n)):
        if n in used:
            continue
        last = first = n
        used.add(n)
        while before[first] >= 0 and before[first] not in used:
            first = before[first]
            used.add(first)
        (i, j, _), (k, m, length) = runs[first], runs[last]
        chains.append((i, k + length, j, m + length))
    return chains


def _drawn_out(a: Sequence[int], b: Sequence[int], block: Block) -> Block:
    """The passage with its ends drawn out over edits, as long as that wins."""
    start_a, end_a, start_b, end_b = block
    while True:
        x, y = _best_prefix(a[end_a : end_a + _WINDOW], b[end_b : end_b + _WINDOW])
        if not x:
            break
        end_a, end_b = end_a + x, end_b + y
    while True:
        x, y = _best_prefix(a[max(0, start_a - _WINDOW) : start_a][::-1], b[max(0, start_b - _WINDOW) : start_b][::-1])
        if not x:
            return start_a, end_a, start_b, end_b
        start_a, start_b = start_a - x, start_b - y


def _best_prefix(a: Sequence[int], b: Sequence[int]) -> tuple[int, int]:
    """How far into both an alignment that begins at their beginning wins most; nowhere where it wins less than two words."""
    if not set(a) & set(b):
        return 0, 0
    row = [-n for n in range(len(b) + 1)]
    best, at = GAIN - 1, (0, 0)
    for i, word in enumerate(a, 1):
        above, row = row, [-i]
        for j, other in enumerate(b, 1):
            same = word == other
            value = max(above[j - 1] + (1 if same else -1), above[j] - 1, row[j - 1] - 1)
            row.append(value)
            if same and value > best:
                best, at = value, (i, j)
    return at
