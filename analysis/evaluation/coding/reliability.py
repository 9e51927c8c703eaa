"""How far coders agree: Krippendorff's alpha, and what is made of their answers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from analysis.errors import InputError
from analysis.evaluation.coding.questions import QUESTIONS, Question, answers, same_speaker
from analysis.evaluation.coding.sheets import Sheet

__all__ = ["FLOOR", "GOOD", "Answers", "agreement", "alpha", "by_question", "grouped", "reading", "settled"]

GOOD, FLOOR = 0.8, 0.667  # Krippendorff 2004, Content Analysis, 2nd edition, p. 241
Answers = dict[str, dict[str, dict[str, str]]]
"""Question, item, coder: the answer."""


def by_question(sheets: Sequence[Sheet]) -> Answers:
    """The answers of all coders, question by question and item by item; the coders of an item in the order of the sheets."""
    found: Answers = {name: {} for name in QUESTIONS}
    for sheet in sheets:
        for item, row in sheet.rows.items():
            for question, answer in answers(row.about, row.answer, row.speaker).items():
                found[question].setdefault(item, {})[sheet.coder] = answer
    return {name: dict(sorted(items.items())) for name, items in found.items()}


def grouped(question: Question, own: Mapping[str, str]) -> dict[str, str]:
    """The answers to one item with the same speaker under one name: the first coder's who named him.

    Two names are the same where they share a word that names somebody ("Ada Lund", "the mayor, Lund").
    """
    if question.codes:
        return dict(own)
    named: list[str] = []
    found = {}
    for coder, answer in own.items():
        name = next((n for n in named if same_speaker(answer, [n])), answer)
        named += [] if name in named else [name]
        found[coder] = name
    return found


def alpha(counts: np.ndarray, level: str) -> float:
    """Krippendorff's alpha of ``counts``: a row an item, a column a code in its order, how many coders gave it.

    1: they agree always; 0: as often as chance would have it. Items with fewer than two answers do not count. NaN where fewer than
    two codes are left: nothing varies that could be agreed on (Krippendorff 2011, Computing Krippendorff's Alpha-Reliability).
    """
    try:
        from krippendorff import alpha as compute
    except ImportError as error:
        raise InputError("Agreement needs the extra 'coding': pip install 'same-story[coding]'.") from error
    pairable = counts[counts.sum(axis=1) > 1]
    if (pairable.sum(axis=0) > 0).sum() < 2:
        return float("nan")
    return float(compute(value_counts=pairable, level_of_measurement=level))


def agreement(found: Answers, bootstrap: int = 1000, seed: int = 0) -> pd.DataFrame:
    """A question a row: ``question, label, level, coders, items, percent, alpha, low, high, reading``.

    ``items`` were answered by two coders or more; ``percent`` is the share of pairs of answers that are the same. The interval holds the middle
    95 % of ``bootstrap`` resamples of the items. More is better; caveat: where one code prevails, alpha is low although
    the coders seldom differ, since little is left to agree on but by chance.
    """
    rows = []
    for name, question in QUESTIONS.items():
        counts = _counts(question, found[name])
        if not len(counts):
            continue
        value = alpha(counts, question.level)
        rng = np.random.default_rng(seed)
        draws = [alpha(counts[rng.integers(len(counts), size=len(counts))], question.level) for _ in range(bootstrap)]
        known = np.array([d for d in draws if not np.isnan(d)])
        enough = len(known) > 0.9 * bootstrap and not np.isnan(value) and bootstrap
        low, high = np.percentile(known, [2.5, 97.5]) if enough else (np.nan, np.nan)
        each = counts.sum(axis=1)
        same = (counts * (counts - 1)).sum() / (each * (each - 1)).sum()
        coders = len({coder for own in found[name].values() if len(own) > 1 for coder in own})
        told = (name, question.label, question.level, coders, len(counts), 100 * same)
        rows.append((*told, value, low, high, reading(value, low)))
    columns = "question label level coders items percent alpha low high reading"
    return pd.DataFrame(rows, columns=columns.split())


def _counts(question: Question, items: Mapping[str, Mapping[str, str]]) -> np.ndarray:
    """A row an item with two answers or more, a column a code."""
    same = [list(grouped(question, own).values()) for own in items.values() if len(own) > 1]
    codes = question.codes or tuple(sorted({answer for own in same for answer in own}))
    return np.array([[own.count(code) for code in codes] for own in same], dtype=int).reshape(len(same), len(codes))


def reading(value: float, low: float) -> str:
    """The usual reading of an alpha, and whether the interval bears it out."""
    if np.isnan(value):
        return "undefined: everybody always gave the same code"
    if value < FLOOR:
        return "too low to rely on: mend the codebook and code anew"
    said = "good" if value >= GOOD else "for tentative conclusions only"
    bound = GOOD if value >= GOOD else FLOOR
    if not np.isnan(low) and low < bound:
        said += f", but the interval reaches below {bound:.3g}: code more items"
    return said


def settled(question: Question, own: Mapping[str, str]) -> tuple[str, str]:
    """What several coders' answers to one item come to, and how: ``agreed, majority, one coder, tie`` (then it is open)."""
    counts = Counter(grouped(question, own).values()).most_common()
    if not counts:
        return "", "no answer"
    if len(own) == 1:
        return counts[0][0], "one coder"
    if len(counts) == 1:
        return counts[0][0], "agreed"
    return (counts[0][0], "majority") if counts[0][1] > counts[1][1] else ("", "tie")
