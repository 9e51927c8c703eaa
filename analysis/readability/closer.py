"""Beyond one number: the sentences and paragraphs behind a score, and how the score moves when the counting does."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from analysis.page import ROLES
from analysis.readability.counting import COUNTS
from analysis.readability.formulas import FRONT_PAGE, MEASURES
from analysis.readability.tables import BODY, Counted, counted, sums_of

if TYPE_CHECKING:
    from analysis.reading import Reading

__all__ = ["VARIANTS", "hardest", "paragraphs", "sensitivity", "sentences"]

LONG_SENTENCE = 35  # words: a sentence beyond it is called long
MANY_UNFAMILIAR = 0.3  # share of words
DEEP = 3  # places where a clause or an aside opens
_OPENS = re.compile(
    r"\b(?:that|which|who|whom|whose|because|although|though|while|whereas|if|unless|until|when|where|after|before|since|as|whether)\b"
    r"|\(|\[|\s[–—]\s|\s--\s|—",
    re.IGNORECASE,
)
_FULL_STOP = re.compile(r"[.!?]+(?=\s)")
_WORDS, _UNFAMILIAR = COUNTS.index("words"), COUNTS.index("unfamiliar_words")

PAGE = tuple(ROLES)
VARIANTS: Mapping[str, tuple[tuple[str, ...], bool]] = {
    "as counted here": (BODY, False),
    "every full stop ends a sentence": (BODY, True),
    "with the headline": (("headline", *BODY), False),
    "with subheads and captions": ((*BODY, "subhead", "caption"), False),
    "with everything on the page": (PAGE, False),
}
"""Ways to count an article: the roles of the paragraphs counted, and whether each full stop ends a sentence (U.S. included)."""


def sentences(readings: Sequence[Reading]) -> pd.DataFrame:
    """A row a sentence of the body: ``article_id, paragraph, start, end, words, unfamiliar`` (their number)``, openings, grade, why``.

    ``openings`` are places where a clause or an aside opens (that, which, because, brackets, dashes): a stand-in for depth, found by
    words, not by a parse. ``grade`` is Flesch-Kincaid's of the sentence alone: an order among sentences, no school year. ``why`` says
    what makes it hard: long (35 words and more), many unfamiliar words (30 %), deeply nested (three openings and more).
    """
    rows = [_sentence(reading, item) for reading in readings for item in counted(reading)]
    columns = ["article_id", "paragraph", "start", "end", "words", "unfamiliar", "openings", "grade", "why"]
    return pd.DataFrame(rows, columns=columns)


def _sentence(reading: Reading, item: Counted) -> tuple[Any, ...]:
    own, total = item.sentence, item.total
    n_words, unfamiliar = int(total[_WORDS]), int(total[_UNFAMILIAR])
    openings = len(_OPENS.findall(reading.text(own.start, own.end)))
    why = ", ".join(_why(n_words, unfamiliar, openings))
    return (reading.article.id, own.paragraph, own.start, own.end, n_words, unfamiliar, openings, _grade(total), why)


def _why(n_words: int, unfamiliar: int, openings: int) -> Iterator[str]:
    if n_words >= LONG_SENTENCE:
        yield f"long ({n_words} words)"
    if n_words and unfamiliar >= MANY_UNFAMILIAR * n_words:
        yield f"many unfamiliar words ({unfamiliar} of {n_words})"
    if openings >= DEEP:
        yield f"deeply nested ({openings} clauses or asides open in it)"


def _grade(counts: np.ndarray) -> float:
    measure = MEASURES["flesch_kincaid_grade"]
    assert measure.compute is not None
    return float(measure.compute(sums_of(measure, counts)))


def hardest(readings: Sequence[Reading], each: int = 1) -> pd.DataFrame:
    """The hardest sentences of every article: rows of :func:`sentences` and their ``text``, hardest first.

    Hardest is the highest grade. Where no reason passes its bound, ``why`` says so.
    """
    table = sentences(readings).dropna(subset=["grade"])
    table = table.sort_values(["grade", "start"], ascending=[False, True], kind="stable")
    table = table.groupby("article_id", sort=False).head(each)
    place = {reading.article.id: n for n, reading in enumerate(readings)}
    table = table.sort_values("article_id", key=lambda ids: ids.map(place), kind="stable").reset_index(drop=True)
    texts = {reading.article.id: reading.article.text for reading in readings}
    text = [texts[row.article_id][row.start : row.end] for row in table.itertuples()]
    return table.assign(text=text, why=table["why"].where(table["why"] != "", "nothing stands out"))


def paragraphs(readings: Sequence[Reading]) -> pd.DataFrame:
    """A row a paragraph of the body: ``article_id, paragraph, sentences, words, unfamiliar, grade`` (of the paragraph alone)."""
    rows = []
    for reading in readings:
        sums: dict[int, np.ndarray] = {}
        for item in counted(reading):
            sums[item.sentence.paragraph] = sums.get(item.sentence.paragraph, np.zeros(len(COUNTS))) + item.total
        for number, total in sums.items():
            row = (reading.article.id, number, int(total[0]), int(total[_WORDS]), int(total[_UNFAMILIAR]), _grade(total))
            rows.append(row)
    return pd.DataFrame(rows, columns=["article_id", "paragraph", "sentences", "words", "unfamiliar", "grade"])


def sensitivity(readings: Sequence[Reading], measures: Iterable[str] = FRONT_PAGE) -> pd.DataFrame:
    """How each score moves with the counting: ``article_id, variant, measure, value, change`` (from "as counted here").

    The variants are those of :data:`VARIANTS`. A change that is larger than the differences between articles means that a ranking
    by this measure says more of the counting than of the articles.
    """
    rows = []
    for reading in readings:
        first: dict[str, float] = {}
        for variant, (roles, cut) in VARIANTS.items():
            totals = _totals(reading, roles, cut)
            for name in measures:
                measure = MEASURES[name]
                assert measure.compute is not None
                value = float(measure.compute(sums_of(measure, totals)))
                change = value - first.setdefault(name, value)
                rows.append((reading.article.id, variant, name, value, change))
    return pd.DataFrame(rows, columns=["article_id", "variant", "measure", "value", "change"])


def _totals(reading: Reading, roles: Iterable[str], cut_at_full_stops: bool) -> np.ndarray:
    items = counted(reading, roles)
    totals = sum((item.total for item in items), np.zeros(len(COUNTS)))
    if cut_at_full_stops:
        totals[0] += sum(len(_FULL_STOP.findall(reading.text(i.sentence.start, i.sentence.end))) for i in items)
    return totals
