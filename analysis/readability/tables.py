"""Scores of texts and articles, with intervals, and the counts that articles are compared by."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import compress, pairwise
from operator import itemgetter, not_
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from analysis import page
from analysis.compare import differences as compare
from analysis.measures import Measure
from analysis.quotes.spans import Spans
from analysis.readability.counting import COUNTS, capitalised_names, sentence_counts, spelt, text_counts, unpacked
from analysis.readability.formulas import MEASURES
from analysis.reading import sentences_in

if TYPE_CHECKING:
    from analysis.reading import Reading, Sentence

__all__ = ["VOICES", "Counted", "counted", "paragraph_counts", "samples", "scores", "sums_of", "table"]

VOICES = ("all", "outlet", "quoted")
COMPARED = ("all", "outlet")
BODY = ("body",)
SHORTEST_WRAPPED = 40  # characters of a line that may go on in the next; shorter ones are items of a list
_SMALL_BEHIND_BREAK = re.compile(r"\n[^\S\n]*[^\W\d_A-Z]")
_REPORTED = ("sentences", "words", "syllables", "letters", "polysyllables", "complex_words", "unfamiliar_words")
_COMPUTED = [(name, measure.compute, itemgetter(*measure.columns)) for name, measure in MEASURES.items() if measure.compute]


def scores(text: str) -> dict[str, float]:
    """The ten formulas and their counts for any plain text; every non-empty line is a paragraph, and all of them count.

    Only where a long line breaks off and the next one goes on in small letters is the block taken for wrapped lines.

    Keys are those of :data:`MEASURES`, and ``sentences, words, syllables, letters, polysyllables, complex_words,
    unfamiliar_words``. ``syllables`` leaves out numerals. A score that is undefined (no words) is NaN. See :func:`cautions` for
    how much text the formulas want.

    >>> round(scores("The cat sat on the mat.")["flesch_kincaid_grade"], 2)
    -1.45
    """
    own = [sentence for paragraph in _paragraphs(text) for sentence in sentences_in(paragraph)]
    together = spelt(own)
    total = dict(zip(COUNTS, map(float, unpacked(text_counts(together, capitalised_names(together)))), strict=True))
    total["sentences"] = float(len(own))
    values = {name: float(compute(columns(total))) for name, compute, columns in _COMPUTED}
    return values | {name: total[name] for name in _REPORTED}


def _paragraphs(text: str) -> list[str]:
    """The lines of a text; the lines of a block (up to an empty line) as one where they are wrapped, which is rare."""
    lines = [line for line in map(str.strip, text.replace("\r", "\n").split("\n")) if line]
    if any([line[0].islower() for line in lines[1:]]) and _SMALL_BEHIND_BREAK.search(text):
        return [text[start:end] for start, end in _of_blocks(text)]
    return lines  # nothing goes on


def _of_blocks(text: str) -> list[tuple[int, int]]:
    """Offsets of the paragraphs of a text in which some line may go on in the next."""
    blocks: list[list[tuple[int, int]]] = []
    for start, end in page.lines(text):
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


def sums_of(measure: Measure, counts: np.ndarray) -> np.ndarray:
    """Those of the counts (last axis :data:`COUNTS`) that a measure is made of."""
    return counts[..., [COUNTS.index(column) for column in measure.columns]]


@dataclass(frozen=True)
class Counted:
    """A sentence with the packed counts of each of its words, and which of them are quoted (empty: nobody is quoted in it)."""

    sentence: Sentence
    rows: Sequence[int]
    quoted: Sequence[bool] = ()

    @property
    def total(self) -> np.ndarray:
        """The sentence's own counts: the sum over its words, and one sentence."""
        return _counts(*self.of_voice("all"))

    def of_voice(self, voice: str) -> tuple[float, int]:
        """The share of the sentence that is of this voice, and the packed counts of its words."""
        if voice == "all" or not self.quoted:
            return (0.0, 0) if voice == "quoted" else (1.0, sum(self.rows))
        own = list(compress(self.rows, self.quoted if voice == "quoted" else map(not_, self.quoted)))
        return len(own) / len(self.rows), sum(own)


def _counts(sentences: float, packed: int) -> np.ndarray:
    # Hardly two sums are alike: they are kept out of the memory of words.
    return np.array([sentences, *unpacked.__wrapped__(packed)[1:]], float)


def counted(reading: Reading, roles: Iterable[str] = BODY, quotes: Any = None) -> list[Counted]:
    """Every sentence of paragraphs with these roles, counted; names are looked for in these paragraphs together."""
    wanted, text = frozenset(roles), reading.article.text
    kept = [s for s in reading.sentences if s.role in wanted]
    names = capitalised_names(spelt([text[s.start : s.end] for s in kept]))
    rows = [sentence_counts([text[start:end] for start, end in s.words], names) for s in kept]
    speech = Spans((q.start, q.end) for q in quotes.quoted if q.role == "speech") if quotes is not None else Spans(())
    quoted = [[speech.hold(at) for at, _ in s.words] if speech.touch(s.start, s.end) else () for s in kept]
    return list(map(Counted, kept, rows, quoted))


def paragraph_counts(reading: Reading, voice: str = "all", quotes: Any = None, roles: Iterable[str] = BODY) -> np.ndarray:
    """Counts by paragraph: a row for each that holds words of this voice, columns :data:`COUNTS`.

    ``voice`` is ``all``, ``outlet`` (the article's own words) or ``quoted`` (words in quotation marks that are speech, by
    ``quotes.quoted``). A sentence that both speak in counts for each by its share of the words, so that the two voices add
    up to ``all`` and a voice's sentence length is that of the sentences it speaks in.
    """
    return _by_paragraph(counted(reading, roles, quotes), voice)[1]


def _by_paragraph(sentences: Sequence[Counted], voice: str) -> tuple[list[int], np.ndarray]:
    """The numbers of the paragraphs that hold words of a voice, and a row of counts for each."""
    if voice not in VOICES:
        raise ValueError(f"A voice is one of {', '.join(VOICES)}: {voice!r} is not.")
    sums: dict[int, tuple[float, int]] = {}
    for item in sentences:
        share, packed = item.of_voice(voice)
        if packed:
            before = sums.get(item.sentence.paragraph, (0.0, 0))
            sums[item.sentence.paragraph] = before[0] + share, before[1] + packed
    return list(sums), np.array([_counts(*own) for own in sums.values()]).reshape(-1, len(COUNTS))


def _voices(readings: Sequence[Reading], quotes: Sequence[Any] | None) -> tuple[Sequence[str], Sequence[Any]]:
    return (VOICES, quotes) if quotes is not None else (("all",), [None] * len(readings))


def samples(
    readings: Sequence[Reading],
    quotes: Sequence[Any] | None = None,
    *,
    measures: Iterable[str] = tuple(MEASURES),
    voices: Sequence[str] = COMPARED,
) -> list[compare.Sample]:
    """Every formula by paragraph, for whole articles and for the outlets' own words: what they are compared by.

    ``quotes`` stand beside the readings; ``None``: only the voice ``all``. What is quoted is mostly too little to compare.
    """
    known, beside = _voices(readings, quotes)
    found = []
    read = {r.article.id: counted(r, quotes=own) for r, own in zip(readings, beside, strict=True)}
    for voice in [voice for voice in voices if voice in known]:
        counts = {article: _by_paragraph(sentences, voice) for article, sentences in read.items()}
        for name in measures:
            measure = MEASURES[name]
            found.append(compare.Sample(measure, voice, {a: _paragraphs_of(measure, *own) for a, own in counts.items()}))
    return found


def _paragraphs_of(measure: Measure, numbers: Sequence[int], counts: np.ndarray) -> compare.Paragraphs:
    return compare.Paragraphs(numbers, sums_of(measure, counts), float(counts[:, 0].sum()))


def table(
    readings: Sequence[Reading], quotes: Sequence[Any] | None = None, *, units: compare.Units | None = None, seed: int = 0
) -> pd.DataFrame:
    """The table ``readability``: a row an article, voice and measure, with its 95 % interval over paragraphs.

    ``quotes`` stand beside the readings; ``None``: only the voice ``all``. ``n_sentences`` of the voices ``outlet`` and
    ``quoted`` may be fractions (see :func:`paragraph_counts`). Where a voice says nothing, the value is NaN; where there
    are fewer than five paragraphs, the interval is.
    """
    voices, _ = _voices(readings, quotes)
    parts = samples(readings, quotes, voices=voices)
    found = compare.values(parts, units=units, seed=seed)
    words = {
        (s.voice, a): own.sums[:, 1].sum() for s in parts if s.measure.columns[1] == "words" for a, own in s.articles.items()
    }
    found["n_sentences"] = found["sentences"].round(2)
    found["n_words"] = [int(words[key]) for key in zip(found["voice"], found["article_id"], strict=True)]
    place = {reading.article.id: n for n, reading in enumerate(readings)}
    found = found.sort_values(["article_id"], key=lambda ids: ids.map(place), kind="stable", ignore_index=True)
    return found[["article_id", "voice", "measure", "value", "low", "high", "n_sentences", "n_words"]]
