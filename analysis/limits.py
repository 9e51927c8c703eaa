"""How much input is taken, so that a wrong file costs a sentence and not the afternoon.

A limit is set by ``--limit NAME=NUMBER`` on the command line, by the variable ``SAME_STORY_LIMITS`` (``paragraphs=50000
articles=9000``), or by ``read(source, limits=Limits(paragraphs=50_000))``.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, fields

from analysis.errors import InputError

__all__ = ["VARIABLE", "Limits", "current", "parse", "raised"]

VARIABLE = "SAME_STORY_LIMITS"


@dataclass(frozen=True)
class Limits:
    """The most that is taken: ``file_bytes`` of a file that is one article (or a line of JSON Lines read in parts), ``table_bytes``
    of a table, unpacked, ``characters`` and ``paragraphs`` of an article, ``tags`` of a page of HTML (a news site's has some
    thousands; some kinds take longer than in proportion), and ``articles`` of a corpus, which is held in memory and
    compared two by two."""

    file_bytes: int = 20_000_000
    table_bytes: int = 1_000_000_000
    characters: int = 5_000_000
    paragraphs: int = 20_000
    tags: int = 50_000
    articles: int = 5_000

    def check(self, name: str, number: int, unit: str, remedy: str) -> None:
        """Raise :class:`InputError` where a number is above the limit of this name."""
        most = getattr(self, name)
        if number > most:
            raise InputError(
                f"it has {number:,} {unit}, and the limit is {most:,}. {remedy}, or raise the limit: --limit {name}={number}."
            )


def parse(text: str) -> Limits:
    """Limits from words such as ``paragraphs=50000``, parted by spaces or commas; what is not named stays as it is.

    >>> parse("articles=9000").articles
    9000
    """
    names = [field.name for field in fields(Limits)]
    found = {}
    for word in re.split(r"[\s,]+", text.strip()) if text.strip() else []:
        name, _, number = word.partition("=")
        if name not in names or not re.fullmatch("[0-9_]{1,15}", number) or not number.strip("_"):
            raise InputError(
                f"{word!r} is no limit. Write a name and a number, as in paragraphs=50000; the names are {', '.join(names)}."
            )
        found[name] = int(number.replace("_", ""))
    return Limits(**found)


@contextmanager
def raised(words: Sequence[str]) -> Iterator[None]:
    """These limits hold in the block, in this process and in those that it starts."""
    before = os.environ.get(VARIABLE)
    if words:
        os.environ[VARIABLE] = " ".join([before or "", *words]).strip()
    try:
        yield
    finally:
        os.environ.pop(VARIABLE, None)
        if before is not None:
            os.environ[VARIABLE] = before


def current() -> Limits:
    """The limits that the variable ``SAME_STORY_LIMITS`` sets."""
    return parse(os.environ.get(VARIABLE, ""))
