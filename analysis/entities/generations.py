"""Relatives of one name: *Vann* and *Vann Jr.*, and two whose middle initials differ (*Paul R. Vann*, *Paul D. L. Vann*)."""

from __future__ import annotations

import re
from collections.abc import Iterable

from analysis.entities.kinds import PARTICLES

__all__ = ["Generations", "generation", "middles_differ"]

_SUFFIX = re.compile(r",?\s(Jr|Sr|II|III|IV)\.?$", re.IGNORECASE)

Pair = tuple[str, str]  # first name and surname


def generation(text: str) -> str:
    """``jr``, ``iii`` and the like behind a name; empty for the eldest, also where *Sr.* is written."""
    match = _SUFFIX.search(text)
    return "" if match is None else match[1].lower().replace("sr", "")


def middles_differ(key: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Have both names middle names, and do neither's initials begin the other's?"""
    one, two = _middle(key), _middle(other)
    return bool(one and two) and not (one.startswith(two) or two.startswith(one))


class Generations:
    """Which first names and surnames belong to people of several generations.

    They do where one article has the name in two forms (*Paul Vann* and *Paul Vann Jr.*); elsewhere *Jr.* is only sometimes written.
    """

    def __init__(self) -> None:
        self._apart: set[Pair] = set()

    def keep_apart(self, names: Iterable[tuple[Pair, str]]) -> None:
        """Tell these names, each with its generation, apart if they are of more than one."""
        names = list(names)
        if len({own for _, own in names}) > 1:
            self._apart.update(pair for pair, _ in names)

    def fit(self, pair: Pair, own: str, other_pair: Pair, other: str) -> bool:
        """May two names be one person's, by their generations?"""
        return own == other or not ({pair, other_pair} & self._apart)

    def __contains__(self, pair: Pair) -> bool:
        return pair in self._apart


def _middle(key: tuple[str, ...]) -> str:
    return "".join(part[0] for word in key[1:-1] if word not in PARTICLES for part in word.split(".") if part)
