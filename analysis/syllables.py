"""Syllables of English words: the CMU Pronouncing Dictionary, and a rule for words outside it.

The table of counts is derived once from the dictionary (``python -m training.syllables``; its notice is in
``resources/CMUDICT_NOTICE.txt``) and is read on first use. Nothing is downloaded.
"""

from __future__ import annotations

import gzip
import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache
from operator import add
from pathlib import Path

__all__ = ["compounds", "count", "rule", "table"]

FOLDER = Path(__file__).parent / "resources"
LONGEST_PATTERN = 4  # letters, word boundaries included
HELD_OUT_ACCURACY = 0.946  # of the rule, on words of the dictionary that it was not learned from; a test measures it

_VOWELS = re.compile("[aeiouy]+")
_PARTS = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_SIBILANTS = ("s", "x", "z", "ch", "sh", "ce", "ge", "se", "ze")
_ACRONYM_LENGTH = 3  # capital letters outside the dictionary: up to so many are spelt out (IAEA is not)
_SPELT_OUT = frozenset({"US", "UN", "EU", "UK", "AP", "IT"})  # where the dictionary has a word of the same letters


def count(word: str) -> int:
    """The syllables of a word as it stands in a text; 0 for a numeral (a word with a digit in it).

    A hyphenated word is the sum of its parts; an initialism (U.S., FBI) is spelt out; a possessive adds a syllable after a
    sibilant (Bush's). Where the dictionary has several pronunciations the first one counts.

    >>> [count(w) for w in ("readability", "U.S.", "long-range", "Bush's", "2014")]
    [5, 2, 2, 2, 0]
    """
    known = table().get(word.lower().replace("’", "'")) if word not in _SPELT_OUT else None
    return known if known is not None else by_parts(word, table())


def by_parts(word: str, known: Mapping[str, int]) -> int:
    """Count by parts: what to do with a word that is not in the dictionary as it stands."""
    if word.isalpha():
        return _part(word, known)
    if any(map(str.isdigit, word)):
        return 0
    return sum([_part(part, known) for part in _PARTS.findall(word)])


def _part(part: str, known: Mapping[str, int]) -> int:
    lower = _plain(part.lower())
    if lower.endswith("'s"):
        # Its last two letters: the plain form may be longer than the word (a ligature, a raised letter) or shorter (accents).
        return _part(part[:-2], known) + lower[:-2].endswith(_SIBILANTS)
    if part in _SPELT_OUT or (part.isupper() and len(part) > 1 and lower not in known and _is_initialism(lower)):
        return sum(_part(letter, known) for letter in lower)
    if len(lower) == 1:
        return 3 if lower == "w" else 1
    return known[lower] if lower in known else rule("".join(lower.split("'")))


def _plain(lower: str) -> str:
    """Straight apostrophes, and letters without their accents."""
    lower = lower.replace("’", "'")
    if lower.isascii():
        return lower
    return "".join(c for c in unicodedata.normalize("NFKD", lower) if not unicodedata.combining(c))


def _is_initialism(lower: str) -> bool:
    return len(lower) <= _ACRONYM_LENGTH or not _VOWELS.search(lower)


def vowel_groups(word: str) -> int:
    """Runs of vowel letters: a first guess at the syllables."""
    return len(_VOWELS.findall(word))


def rule(word: str, weights: Mapping[str, float] | None = None) -> int:
    """The syllables of a word in small letters outside the dictionary: vowel groups plus weights of its letter patterns.

    Right for 94.6 % of words held out from the dictionary (see ``training/syllables``); never fewer than one.
    """
    weight = (patterns() if weights is None else weights).get
    marked = f"^{word}$"
    found = runs = list(marked)
    for longer in range(1, LONGEST_PATTERN):
        runs = list(map(add, runs, marked[longer:]))
        found = found + runs
    total = float(vowel_groups(word))
    for own in filter(None, map(weight, found)):
        total += own
    return max(1, round(total))


@lru_cache(maxsize=1)
def table() -> dict[str, int]:
    """Words in small letters and their syllables; one at least, also where the dictionary hears no vowel (hm, sh)."""
    counts: dict[str, int] = {}
    with gzip.open(FOLDER / "syllable_counts.txt.gz", "rt", encoding="ascii") as lines:
        for line in lines:
            number, words = line.rstrip("\n").split("\t")
            counts.update(dict.fromkeys(words.split(), max(1, int(number))))
    return counts


@lru_cache(maxsize=1)
def patterns() -> dict[str, float]:
    """Letter patterns of the rule and their weights."""
    lines = (FOLDER / "syllable_patterns.tsv").read_text(encoding="ascii").splitlines()
    return {pattern: float(weight) for pattern, weight in (line.split("\t") for line in lines)}


@lru_cache(maxsize=1)
def compounds() -> frozenset[str]:
    """Words of three syllables and more that join two short easy words (bookkeeper, manpower)."""
    return frozenset((FOLDER / "easy_compounds.txt").read_text(encoding="ascii").split())
