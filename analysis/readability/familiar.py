"""Familiar words: Dale's list of 1948 and the rules that go with it.

The list is the one that textstat ships (MIT); it is read from that package's folder, which is not imported, rather than
copied here. It was made by asking American fourth-graders; words that have become common since (computer, internet) are
unfamiliar to it.
"""

from __future__ import annotations

import importlib.util
import re
from functools import lru_cache
from pathlib import Path

from analysis import syllables
from analysis.errors import ResourceError

__all__ = ["is_familiar", "word_list"]

# Lost in the list's copies in circulation, where only other forms of the word remain; Dale and Chall (1948) count it as
# familiar.
_LOST = frozenset({"baby", "ma"})
# Months, days, titles, hours and the country in short: familiar although they are abbreviations.
_SHORT = frozenset(
    "jan feb mar apr jun jul aug sept sep oct nov dec mon tue tues wed thu thurs fri sat sun mr mrs dr st a.m p.m u.s us ok "
    "tv".split()
)
_HYPHEN = re.compile(r"[-‐‑]")
_CONTRACTED = ("'ll", "'re", "'ve", "'d", "'m", "n't")


def is_familiar(word: str) -> bool:
    """Is the word on Dale's list, or a regular form of a word on it?

    Regular forms (Dale and Chall 1948, instructions): plurals and possessives; -s, -ed, -ing and -n of verbs, also with y
    changed, e dropped, or a consonant doubled; -er and -est of adjectives; -ly. A hyphenated word is familiar where all its
    parts are; a numeral is familiar. Not familiar: nouns in -er and words with -y, -ness, -ment, -tion unless listed; a
    word with two endings added. Names of persons and places are familiar too, which only the text can tell (see
    :mod:`analysis.readability.counting`).

    >>> [is_familiar(w) for w in ("armies", "stopped", "warmer", "burner", "sharpen")]
    [True, True, True, False, False]
    """
    lower = word.lower()
    if word.isalpha():
        return lower in forms()
    return lower in word_list() or _joined(lower.replace("’", "'").rstrip("."))


def _joined(lower: str) -> bool:
    """Numerals, contractions, possessives, and words with a hyphen."""
    listed = word_list()
    if lower.endswith("s'"):  # of a plural, which is a regular form itself
        return is_familiar(lower[:-1])
    if any(map(str.isdigit, lower)) or lower in listed:
        return True
    parts = _HYPHEN.split(lower)
    if len(parts) > 1:
        return all([is_familiar(part) for part in parts if part])
    return _uncontracted(lower) in listed if "'" in lower else lower in forms()


def _uncontracted(word: str) -> str:
    if word.endswith("'s"):
        return word[:-2]
    ending = next((ending for ending in _CONTRACTED if word.endswith(ending)), "'")
    return word.removesuffix(ending)


@lru_cache(maxsize=1)
def forms() -> frozenset[str]:
    """Dale's words and their regular forms, made once, so that a word is looked up and not taken to pieces."""
    found = set(word_list())
    for word in word_list():
        found |= {word + "es", word + "ly"} | ({word + "s"} if word[-1] != "s" else set())
        if word[-1] in "we":
            found.add(word + "n")
        if word[-1] == "y":
            found.add(word[:-1] + "ies")
        for stem in _stems(word):
            found |= {stem + "ed", stem + "ing", stem + "est"}
            # -er of an adjective (warmer), not of a verb or noun (burner): English has the form in -est of the first only
            if stem + "est" in syllables.table():
                found.add(stem + "er")
    return frozenset(found)


def _stems(word: str) -> list[str]:
    """What a word is before -ed, -ing, -er and -est: with its e dropped, its last letter doubled, its y changed to i as well."""
    stems = [word]
    if len(word) > 1:
        stems.append(word + word[-1])
    if word[-1] == "e":
        stems.append(word[:-1])
    if word[-1] == "y":
        stems.append(word[:-1] + "i")
    return stems


@lru_cache(maxsize=1)
def word_list() -> frozenset[str]:
    """Dale's words, in small letters. Raises :class:`ResourceError` where textstat, which holds them, is missing."""
    spec = importlib.util.find_spec("textstat")
    folders = list(spec.submodule_search_locations or []) if spec else []
    path = Path(folders[0]) / "resources" / "en" / "easy_words.txt" if folders else None
    if path is None or not path.is_file():
        raise ResourceError(
            "Dale's list of familiar words comes with the package textstat, which is missing: pip install textstat"
        )
    words = path.read_text(encoding="utf-8").split()
    return frozenset({word.lower().rstrip(".") for word in words} | _LOST | _SHORT)
