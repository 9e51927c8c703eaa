"""Beyond one number: the sentences and paragraphs behind a score."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from analysis.readability.counting import COUNTS
from analysis.readability.formulas import MEASURES
from analysis.readability.tables import Counted, counted, sums_of

if TYPE_CHECKING:
    from analysis.reading import Reading

__all__ = ["hardest", "paragraphs", "sentences"]

LONG_SENTENCE = 35  # words: a sentence beyond it is called long
MANY_UNFAMILIAR = 0.3  # share of words
DEEP = 3  # places where a clause or an aside opens
_OPENS = re.compile(
    r"\b(?:that|which|who|whom|whose|because|although|though|while|whereas|if|unless|until|when|where|after|before|since|as|whether)\b"
    r"|\(|\[|\s[–—]\s|\s--\s|—",
    re.IGNORECASE,
)
_WORDS, _UNFAMILIAR = COUNTS.index("words"), COUNTS.index("unfamiliar_words")


def sentences(readings: Sequence[Reading]) -> pd.DataFrame:
    """A row a sentence of the body: ``article_id, paragraph, start, end, words, unfamiliar, openings, grade, why``.

    ``unfamiliar`` is the number of such words. ``openings`` are places where a clause or an aside opens (that, which,
    because, brackets, dashes): a stand-in for depth, found by words, not by a parse. ``grade`` is Flesch-Kincaid's of the
    sentence alone: an order among sentences, no school year. ``why`` says what makes it hard: long (35 words and more), many
    unfamiliar words (30 %), deeply nested (three openings and more).
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
    places = zip(table["article_id"], table["start"], table["end"], strict=True)
    text = [texts[article][start:end] for article, start, end in places]
    return table.assign(text=text, why=table["why"].where(table["why"] != "", "nothing stands out"))


def paragraphs(readings: Sequence[Reading]) -> pd.DataFrame:
    """A row a paragraph of the body: ``article_id, paragraph, sentences, words, unfamiliar, grade`` (its own)."""
    rows = []
    for reading in readings:
        sums: dict[int, np.ndarray] = {}
        for item in counted(reading):
            sums[item.sentence.paragraph] = sums.get(item.sentence.paragraph, np.zeros(len(COUNTS))) + item.total
        for number, total in sums.items():
            row = (reading.article.id, number, int(total[0]), int(total[_WORDS]), int(total[_UNFAMILIAR]), _grade(total))
            rows.append(row)
    return pd.DataFrame(rows, columns=["article_id", "paragraph", "sentences", "words", "unfamiliar", "grade"])
