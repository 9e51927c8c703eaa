"""The stems of English words by which articles are compared: Snowball's (Porter 2001)."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Any

__all__ = ["snowball"]


@lru_cache(maxsize=100_000)
def snowball(word: str) -> str:
    """The stem of a word in small letters.

    >>> snowball("cities"), snowball("city")
    ('citi', 'citi')
    """
    return _stemmer().stemWord(word)


@cache
def _stemmer() -> Any:
    import snowballstemmer

    return snowballstemmer.stemmer("english")
