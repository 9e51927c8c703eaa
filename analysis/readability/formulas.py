"""Ten formulas, each as published: coefficients, source, direction, caveat, and the smallest text for which it means something.

Each is vectorised over the last axis of an array of counts, so that the bootstrap uses the same lines; undefined is NaN.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np

from analysis.measures import Measure

__all__ = ["FRONT_PAGE", "MEASURES", "SMALLEST", "cautions"]

HARDER, EASIER = "harder to read", "easier to read"
GRADE = "US school year"

# A difference worth speaking of: a school year, or about what the formula's own table of grades makes of one.
MATTERS = {
    "flesch_reading_ease": 10,  # a kind of text
    "flesch_kincaid_grade": 1,
    "gunning_fog": 1,
    "smog_index": 1,
    "automated_readability_index": 1,
    "coleman_liau_index": 1,
    "dale_chall": 0.5,  # a band of its table, of two years, is a point
    "new_dale_chall": 5,
    "lix": 5,  # half a kind of text
    "rix": 1,
}


# One text's counts as a tuple of floats (quick), or many texts' as an array.
Sums = tuple[float, ...] | np.ndarray


def _columns(sums: Sums) -> Any:
    return sums if isinstance(sums, tuple) else [sums[..., n] for n in range(sums.shape[-1])]


def _share(part: Any, whole: Any) -> Any:
    """``part`` by ``whole``; NaN where there is nothing to divide by."""
    if isinstance(whole, float):
        return part / whole if whole > 0 else float("nan")
    part, whole = np.asarray(part, float), np.asarray(whole, float)
    some = whole > 0
    if some.all():
        return part / whole
    return np.divide(part, whole, out=np.full(np.broadcast(part, whole).shape, np.nan), where=some)


def _flesch(sums: Sums) -> Any:
    sentences, words, numerals, syllables = _columns(sums)
    return 206.835 - 1.015 * _share(words, sentences) - 84.6 * _share(syllables, words - numerals)


def _flesch_kincaid(sums: Sums) -> Any:
    sentences, words, numerals, syllables = _columns(sums)
    return 0.39 * _share(words, sentences) + 11.8 * _share(syllables, words - numerals) - 15.59


def _fog(sums: Sums) -> Any:
    sentences, words, complex_words = _columns(sums)
    return 0.4 * (_share(words, sentences) + 100 * _share(complex_words, words))


def _smog(sums: Sums) -> Any:
    sentences, polysyllables = _columns(sums)
    share = 30 * _share(polysyllables, sentences)
    return 3.1291 + 1.043 * (math.sqrt(share) if isinstance(share, float) else np.sqrt(share))


def _ari(sums: Sums) -> Any:
    sentences, words, characters = _columns(sums)
    return 4.71 * _share(characters, words) + 0.5 * _share(words, sentences) - 21.43


def _coleman_liau(sums: Sums) -> Any:
    sentences, words, letters = _columns(sums)
    return 0.0588 * 100 * _share(letters, words) - 0.296 * 100 * _share(sentences, words) - 15.8


def _dale_chall(sums: Sums) -> Any:
    sentences, words, unfamiliar = _columns(sums)
    return 0.1579 * 100 * _share(unfamiliar, words) + 0.0496 * _share(words, sentences) + 3.6365


def _new_dale_chall(sums: Sums) -> Any:
    sentences, words, unfamiliar = _columns(sums)
    return 64 - 0.95 * 100 * _share(unfamiliar, words) - 0.69 * _share(words, sentences)


def _lix(sums: Sums) -> Any:
    sentences, words, long_words = _columns(sums)
    return _share(words, sentences) + 100 * _share(long_words, words)


def _rix(sums: Sums) -> Any:
    sentences, long_words = _columns(sums)
    return _share(long_words, sentences)


def _measure(
    name: str, label: str, unit: str, more: str, columns: str, compute: Callable[[Sums], Any], caveat: str, source: str
) -> Measure:
    parts = tuple(columns.split())
    said = "school years" if unit == GRADE else unit if name == "rix" else "points"
    return Measure(name, label, unit, more, caveat, source, parts, compute, matters=MATTERS[name], counted_in=said)


MEASURES: dict[str, Measure] = {
    measure.name: measure
    for measure in (
        _measure(
            "flesch_reading_ease",
            "Flesch Reading Ease",
            "points, 0 to 100",
            EASIER,
            "sentences words numerals syllables",
            _flesch,
            "Made for magazine prose; below 0 and above 100 are possible. Says nothing of whether the words are known.",
            "Flesch 1948, Journal of Applied Psychology 32, 221-233",
        ),
        _measure(
            "flesch_kincaid_grade",
            "Flesch-Kincaid grade",
            GRADE,
            HARDER,
            "sentences words numerals syllables",
            _flesch_kincaid,
            "Fitted to Navy manuals and adult recruits; a grade above 16 is no longer a school year.",
            "Kincaid, Fishburne, Rogers and Chissom 1975, Research Branch Report 8-75",
        ),
        _measure(
            "gunning_fog",
            "Gunning Fog",
            GRADE,
            HARDER,
            "sentences words complex_words",
            _fog,
            "Names, -ed and -es forms and easy compounds are not counted; whether a word that opens a sentence is a "
            "name has to be guessed.",
            "Gunning 1952, The Technique of Clear Writing",
        ),
        _measure(
            "smog_index",
            "SMOG",
            GRADE,
            HARDER,
            "sentences polysyllables",
            _smog,
            "Made for 30 sentences and for full understanding, so it stands one to two years above the others; names count.",
            "McLaughlin 1969, Journal of Reading 12, 639-646",
        ),
        _measure(
            "automated_readability_index",
            "ARI",
            GRADE,
            HARDER,
            "sentences words characters",
            _ari,
            "Counts letters and digits, no punctuation; long names weigh as much as long terms.",
            "Smith and Senter 1967, Automated Readability Index, AMRL-TR-66-220",
        ),
        _measure(
            "coleman_liau_index",
            "Coleman-Liau",
            GRADE,
            HARDER,
            "sentences words letters",
            _coleman_liau,
            "Hardly sees the length of sentences, so it orders news the least well of the ten.",
            "Coleman and Liau 1975, Journal of Applied Psychology 60, 283-284",
        ),
        _measure(
            "dale_chall",
            "Dale-Chall 1948",
            "score, 4 to 10",
            HARDER,
            "sentences words unfamiliar_words",
            _dale_chall,
            "Familiar is what American fourth-graders knew in the 1940s. The score is turned into grades by a table; "
            "it is no grade itself.",
            "Dale and Chall 1948, Educational Research Bulletin 27, 11-20 and 37-54",
        ),
        _measure(
            "new_dale_chall",
            "New Dale-Chall 1995",
            "cloze score",
            EASIER,
            "sentences words unfamiliar_words",
            _new_dale_chall,
            "Computed with the list of 1948, since the one of 1995 is not free; a few words differ.",
            "Chall and Dale 1995, Readability Revisited",
        ),
        _measure(
            "lix",
            "LIX",
            "points",
            HARDER,
            "sentences words long_words",
            _lix,
            "Made for Swedish; its bounds for kinds of text hold for English only roughly. A hyphenated word is one long word.",
            "Björnsson 1968, Läsbarhet; Anderson 1983, Journal of Reading 26, 490-496",
        ),
        _measure(
            "rix",
            "RIX",
            "long words a sentence",
            HARDER,
            "sentences long_words",
            _rix,
            "Rises with both the length of sentences and the share of long words, so one long sentence weighs twice.",
            "Anderson 1983, Journal of Reading 26, 490-496",
        ),
    )
}

FRONT_PAGE = (
    "flesch_kincaid_grade",
    "automated_readability_index",
    "lix",
    "gunning_fog",
    "new_dale_chall",
    "flesch_reading_ease",
)
"""The formulas that order levelled news best, and Flesch because everybody knows it."""

SMALLEST = {name: (30 if name == "smog_index" else 1, 100) for name in MEASURES}
"""The smallest text for which a formula means something: sentences, words."""


def cautions(sentences: float, words: float, names: tuple[str, ...] = tuple(MEASURES)) -> list[str]:
    """Warnings for a text of this size: under 30 sentences for SMOG, under 100 words for all."""
    found = []
    if words < 100:
        found.append(f"Only {words:.0f} words: every score here needs at least 100 to mean something.")
    found += [
        f"Only {sentences:.0f} sentences: {MEASURES[name].label} was made for {SMALLEST[name][0]}."
        for name in names
        if sentences < SMALLEST[name][0] and words >= 100
    ]
    return found
