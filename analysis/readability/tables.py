"""Scores of texts and articles, with intervals, and the differences between articles."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from analysis import page
from analysis.compare import differences as compare
from analysis.measures import Measure
from analysis.readability.counting import COUNTS, capitalised_names, sentence_counts, spelt, text_counts, unpacked, words_of
from analysis.readability.formulas import FRONT_PAGE, MEASURES
from analysis.reading import sentences

if TYPE_CHECKING:
    from analysis.reading import Reading, Sentence

__all__ = ["VOICES", "Counted", "counted", "differences", "paragraph_counts", "scores", "sums_of", "table"]

VOICES = ("all", "outlet", "quoted")
BODY = ("body",)
SHORTEST_WRAPPED = 40  # characters of a line that may go on in the next; shorter ones are items of a list
_SMALL_BEHIND_BREAK = re.compile(r"\n[^\S\n]*[^\W\d_A-Z]")
_REPORTED = ("sentences", "words", "syllables", "letters", "polysyllables", "complex_words", "unfamiliar_words")
_WORDS = COUNTS.index("words")


def scores(text: str) -> dict[str, float]:
    """The ten formulas and their counts for any plain text; every non-empty line is a paragraph, and all of them count.

    Only where a long line breaks off and the next one goes on in small letters is the block taken for wrapped lines.

    Keys are those of :data:`MEASURES`, and ``sentences, words, syllables, letters, polysyllables, complex_words,
    unfamiliar_words``. ``syllables`` leaves out numerals. A score that is undefined (no words) is NaN. See :func:`cautions` for
    how much text the formulas want.

    >>> round(scores("The cat sat on the mat.")["flesch_kincaid_grade"], 2)
    -1.45
    """
    spans = [span for start, end in _paragraphs(text) for span in sentences(text, start, end)]
    own = spelt([text[start:end] for start, end in spans])
    total = dict(zip(COUNTS, unpacked(text_counts(own, capitalised_names(own))), strict=True))
    total["sentences"] = len(spans)
    values = {name: _score(measure, total) for name, measure in MEASURES.items()}
    return values | {name: float(total[name]) for name in _REPORTED}


def _paragraphs(text: str) -> list[tuple[int, int]]:
    """The lines of a text; the lines of a block (up to an empty line) as one where they are wrapped."""
    lines = page.lines(text)
    if not _SMALL_BEHIND_BREAK.search(text):
        return lines  # nothing goes on
    blocks: list[list[tuple[int, int]]] = []
    for start, end in lines:
        if blocks and text.count("\n", blocks[-1][-1][1], start) <= 1:
            blocks[-1].append((start, end))
        else:
            blocks.append([(start, end)])
    found: list[tuple[int, int]] = []
    for block in blocks:
        wrapped = any(_goes_on(text, before, after) for before, after in pairwise(block))
        found += [(block[0][0], block[-1][1])] if wrapped else block
    return found


def _goes_on(text: str, before: tuple[int, int], after: tuple[int, int]) -> bool:
    long = before[1] - before[0] >= SHORTEST_WRAPPED
    return long and text[after[0]].islower() and text[before[1] - 1] not in ".?!:;"


def _score(measure: Measure, total: Mapping[str, float]) -> float:
    assert measure.compute is not None
    return float(measure.compute(tuple(float(total[column]) for column in measure.columns)))


def sums_of(measure: Measure, counts: np.ndarray) -> np.ndarray:
    """Those of the counts (last axis :data:`COUNTS`) that a measure is made of."""
    return counts[..., [COUNTS.index(column) for column in measure.columns]]


@dataclass(frozen=True)
class Counted:
    """A sentence with the counts of each of its words (rows of :data:`COUNTS`)."""

    sentence: Sentence
    rows: np.ndarray

    @property
    def total(self) -> np.ndarray:
        """The sentence's own counts: the sum over its words, and one sentence."""
        sums = self.rows.sum(0)
        sums[0] = 1
        return sums


def counted(reading: Reading, roles: Iterable[str] = BODY) -> list[Counted]:
    """Every sentence of paragraphs with these roles, counted; names are looked for in these paragraphs together."""
    wanted = frozenset(roles)
    kept = [s for s in reading.sentences if s.role in wanted]
    texts = [reading.text(s.start, s.end) for s in kept]
    names = capitalised_names(spelt(texts))
    rows = [[unpacked(row) for row in sentence_counts(words_of(text), names)] for text in texts]
    return [Counted(s, np.array(r, float).reshape(-1, len(COUNTS))) for s, r in zip(kept, rows, strict=True)]


def paragraph_counts(reading: Reading, voice: str = "all", quotes: Any = None, roles: Iterable[str] = BODY) -> np.ndarray:
    """Counts by paragraph: a row for each that holds words of this voice, columns :data:`COUNTS`.

    ``voice`` is ``all``, ``outlet`` (the article's own words) or ``quoted`` (words in quotation marks that are speech, by
    ``quotes.quoted``). A sentence that both speak in counts for each by its share of the words, so that the two voices add
    up to ``all`` and a voice's sentence length is that of the sentences it speaks in.
    """
    if voice not in VOICES:
        raise ValueError(f"A voice is one of {', '.join(VOICES)}: {voice!r} is not.")
    spans = [(q.start, q.end) for q in quotes.quoted if q.role == "speech"] if quotes is not None else []
    sums: dict[int, np.ndarray] = {}
    for item in counted(reading, roles):
        own = _of_voice(item, voice, spans)
        if own[_WORDS]:
            sums[item.sentence.paragraph] = sums.get(item.sentence.paragraph, 0) + own
    return np.array(list(sums.values())) if sums else np.zeros((0, len(COUNTS)))


def _of_voice(item: Counted, voice: str, spans: Sequence[tuple[int, int]]) -> np.ndarray:
    if voice == "all":
        return item.total
    quoted = np.array([any(s <= begin < e for s, e in spans) for begin, _ in item.sentence.words], bool)
    mask = quoted if voice == "quoted" else ~quoted
    sums = item.rows[mask].sum(0)
    sums[0] = mask.mean()
    return sums


def _voices(readings: Sequence[Reading], quotes: Sequence[Any] | None) -> tuple[Sequence[str], Sequence[Any]]:
    return (VOICES, quotes) if quotes is not None else (("all",), [None] * len(readings))


def table(readings: Sequence[Reading], quotes: Sequence[Any] | None = None, *, seed: int = 0) -> pd.DataFrame:
    """The table ``readability``: a row an article, voice and measure, with its 95 % bootstrap interval over paragraphs.

    ``quotes`` stand beside the readings; ``None``: only the voice ``all``. ``n_sentences`` of the voices ``outlet`` and
    ``quoted`` may be fractions (see :func:`paragraph_counts`). Where a voice says nothing, the value is NaN; where there
    are fewer than three paragraphs, the interval is.
    """
    rows: list[tuple[Any, ...]] = []
    voices, beside = _voices(readings, quotes)
    for reading, own in zip(readings, beside, strict=True):
        for voice in voices:
            counts = paragraph_counts(reading, voice, own)
            n_sentences, n_words = counts.sum(0)[:2]
            for name, measure in MEASURES.items():
                assert measure.compute is not None
                single = seed + zlib.crc32(f"{name}|{voice}|{reading.article.id}".encode())
                found = compare.interval(sums_of(measure, counts), measure.compute, seed=single)
                row = (
                    reading.article.id,
                    voice,
                    name,
                    found.value,
                    found.low,
                    found.high,
                    round(float(n_sentences), 2),
                    int(n_words),
                )
                rows.append(row)
    return pd.DataFrame(rows, columns=["article_id", "voice", "measure", "value", "low", "high", "n_sentences", "n_words"])


def differences(
    readings: Sequence[Reading],
    quotes: Sequence[Any] | None = None,
    *,
    seed: int = 0,
    measures: Sequence[str] = FRONT_PAGE,
    voices: Sequence[str] = ("all", "outlet"),
) -> pd.DataFrame:
    """Every pair of articles by the front-page measures: the table ``differences``.

    For whole articles and for the outlets' own words; what is quoted is mostly too little to compare.
    """
    known, beside = _voices(readings, quotes)
    parts = []
    for voice in [voice for voice in voices if voice in known]:
        counts = {r.article.id: paragraph_counts(r, voice, own) for r, own in zip(readings, beside, strict=True)}
        for name in measures:
            measure = MEASURES[name]
            assert measure.compute is not None
            sums = {article: sums_of(measure, own) for article, own in counts.items()}
            parts.append(compare.differences(sums, name, voice, measure.compute, seed=seed))
    return pd.concat(parts, ignore_index=True)
