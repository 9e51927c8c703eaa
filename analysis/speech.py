"""How much of an article is its sources' and how they are brought in, as measures that articles are compared by.

The words are those of the body; a statement belongs to the paragraph in which it begins.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np

from analysis.compare import differences as compare
from analysis.measures import Measure
from analysis.quotes.voice import word_voices
from analysis.reading import words

if TYPE_CHECKING:
    from analysis.quotes.attribution import Attribution, Quotes
    from analysis.reading import Reading

__all__ = ["MEASURES", "samples"]

COUNTS = (
    "words",
    "quoted_words",
    "reported_words",
    "statements",
    "statement_words",
    "unnamed_words",
    "framed",
    "framed_neutrally",
    "sentences",
)
"""What is summed by paragraph. ``statement_words`` are those of contents, ``framed`` are statements with a reporting word."""

_FOUND = "Statements are found by a model, with mistakes: see docs/attribution.md."


def _ratio(top: Sequence[str], bottom: Sequence[str], times: float = 100) -> Callable[[np.ndarray], np.ndarray]:
    """Sum of some columns by the sum of others, times 100; the columns stand in this order on the last axis."""
    first = len(top)

    def compute(sums: np.ndarray) -> np.ndarray:
        upper, lower = sums[..., :first].sum(-1), sums[..., first : first + len(bottom)].sum(-1)
        with np.errstate(invalid="ignore", divide="ignore"):
            return np.where(lower > 0, times * upper / lower, np.nan)

    return compute


def _share(name: str, label: str, unit: str, more: str, top: str, bottom: str, caveat: str = _FOUND) -> Measure:
    one, other = top.split(), bottom.split()
    return Measure(
        name,
        label,
        unit,
        more,
        caveat,
        "counted",
        (*one, *other),
        _ratio(one, other),
        bounds=(0, 100),
        matters=10,
        counted_in="percentage points",
    )


_RATE = Measure(
    "statement_rate",
    "Statements",
    "per 100 words",
    "richer in statements of sources",
    _FOUND,
    "counted",
    ("statements", "words"),
    _ratio(["statements"], ["words"]),
    bounds=(0, 100),
    matters=1,
    counted_in="statements per 100 words",
)

MEASURES: dict[str, Measure] = {
    m.name: m
    for m in (
        _share(
            "quoted_share",
            "Quoted words",
            "% of words",
            "more in its sources' own words",
            "quoted_words",
            "words",
            "Quotation marks that are speech; names and titles in marks do not count.",
        ),
        _share("reported_share", "Reported speech", "% of words", "more in retold speech", "reported_words", "words"),
        _share(
            "attributed_share",
            "Attributed words",
            "% of words",
            "more in its sources' voices",
            "quoted_words reported_words",
            "words",
        ),
        _share(
            "quoted_of_attributed",
            "Quoted, of attributed words",
            "% of attributed words",
            "closer to its sources' own words",
            "quoted_words",
            "quoted_words reported_words",
        ),
        _share(
            "unnamed_share",
            "Unnamed sources",
            "% of words of statements",
            "more dependent on unnamed sources",
            "unnamed_words",
            "statement_words",
            "Statements all of whose known speakers are unnamed (officials, a witness); without a known speaker they count below only.",
        ),
        _share(
            "neutral_share",
            "Neutral reporting words",
            "% of statements with one",
            "more neutral in its reporting words",
            "framed_neutrally",
            "framed",
            "A neutral word (said) can still be placed with a purpose; the stance is the word's, not the sentence's.",
        ),
        _RATE,
    )
}


def samples(readings: Sequence[Reading], quotes: Sequence[Quotes], kinds: Mapping[str, str]) -> list[compare.Sample]:
    """Every measure of speech by paragraph of the body; the voice is ``all``.

    ``quotes`` stand beside the readings; ``kinds`` maps the ids of speakers to what they are (``person``, ``anonymous`` …).
    """
    counts = {r.article.id: _counts(r, q, kinds) for r, q in zip(readings, quotes, strict=True)}
    found = []
    for measure in MEASURES.values():
        columns = [COUNTS.index(name) for name in measure.columns]
        own = {a: compare.Paragraphs(numbers, rows[:, columns], rows[:, -1].sum()) for a, (numbers, rows) in counts.items()}
        found.append(compare.Sample(measure, "all", own))
    return found


def _counts(reading: Reading, quotes: Quotes, kinds: Mapping[str, str]) -> tuple[list[int], np.ndarray]:
    """The numbers of the body's paragraphs, and a row of :data:`COUNTS` for each."""
    numbers = sorted({s.paragraph for s in reading.body})
    rows = {n: dict.fromkeys(COUNTS, 0.0) for n in numbers}
    for sentence in reading.body:
        row, voices = rows[sentence.paragraph], word_voices(sentence.words, quotes)
        row["words"] += len(voices)
        row["quoted_words"] += voices.count("quoted")
        row["reported_words"] += voices.count("reported")
        row["sentences"] += 1
    starts = [p.start for p in reading.article.paragraphs]
    for statement in quotes.attributions:
        number = bisect_right(starts, statement.start) - 1
        if number in rows:
            _count(rows[number], statement, reading, kinds)
    return numbers, np.array([list(rows[n].values()) for n in numbers]).reshape(-1, len(COUNTS))


def _count(row: dict[str, float], statement: Attribution, reading: Reading, kinds: Mapping[str, str]) -> None:
    length = sum(len(words(reading.article.text, start, end)) for start, end in statement.content)
    unnamed = bool(statement.speakers) and all(kinds.get(s) == "anonymous" for s in statement.speakers)
    row["statements"] += 1
    row["statement_words"] += length
    row["unnamed_words"] += length if unnamed else 0
    row["framed"] += bool(statement.stance)
    row["framed_neutrally"] += statement.stance == "neutral"
