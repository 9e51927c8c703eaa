"""The word lists by which names are told apart; data in ``resources``: ``places.tsv``, ``roles.toml``, ``given_names.toml``."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any


@dataclass(frozen=True)
class Lists:
    """``places``: any name of a country or state, its people or its capital → its name; ``capitals`` and ``peoples`` are parts of it.

    ``titles``: the first word of a title → titles that begin with it, longest first, as words without full stops. ``given``: a given
    name → ``he`` or ``she``, empty where both bear it; ``short``: pairs of given names that may be one person's (Bill, William).
    """

    places: dict[str, str]
    place_words: dict[str, str]
    capitals: dict[str, str]
    peoples: frozenset[str]
    titles: dict[str, tuple[tuple[str, ...], ...]]
    long_titles: tuple[str, ...]
    persons: frozenset[str]
    groups: frozenset[str]
    documents: frozenset[str]
    institutions: frozenset[str]
    institution_nouns: frozenset[str]
    known_institutions: frozenset[str]
    no_institutions: frozenset[str]
    things: frozenset[str]
    same_role: dict[str, tuple[str, ...]]
    acronyms: dict[str, str]
    expanded: dict[str, str]
    parties: dict[str, str]
    postal: dict[str, str]
    she: frozenset[str]
    he: frozenset[str]
    given: dict[str, str]
    short: frozenset[tuple[str, str]]


_WORD_LISTS = "persons groups documents institutions institution_nouns known_institutions no_institutions things".split()


@lru_cache(maxsize=1)
def lists() -> Lists:
    """The lists, read once."""
    folder = files("analysis") / "resources"
    data = tomllib.loads((folder / "roles.toml").read_text(encoding="utf-8"))
    places, capitals, peoples = _places((folder / "places.tsv").read_text(encoding="utf-8"))
    given, short = _given(tomllib.loads((folder / "given_names.toml").read_text(encoding="utf-8")))
    return Lists(
        places=places,
        place_words={word.lower(): country for word, country in places.items()},
        capitals=capitals,
        peoples=peoples,
        titles=_titles(_split(data["titles"])),
        long_titles=tuple(t for t in _split(data["titles"]) if " " in t),
        same_role={role: tuple(others) for role, others in data["same_role"].items()},
        acronyms=dict(data["acronyms"]),
        expanded=dict(data["abbreviations"]),
        parties=dict(data["parties"]),
        postal=dict(data["postal"]),
        she=frozenset(w.rstrip(".") for w in _split(data["gender"]["she"])),
        he=frozenset(w.rstrip(".") for w in _split(data["gender"]["he"])),
        given=given,
        short=short,
        **{name: frozenset(word.rstrip(".") for word in _split(data[name])) for name in _WORD_LISTS},
    )


def _split(text: str) -> list[str]:
    return [word for part in text.split(",") if (word := " ".join(part.split()))]


def _titles(titles: list[str]) -> dict[str, tuple[tuple[str, ...], ...]]:
    by_first: dict[str, list[tuple[str, ...]]] = {}
    for words in sorted({tuple(word.rstrip(".") for word in title.split()) for title in titles}, key=lambda t: (-len(t), t)):
        by_first.setdefault(words[0], []).append(words)
    return {first: tuple(found) for first, found in by_first.items()}


def _given(data: dict[str, Any]) -> tuple[dict[str, str], frozenset[tuple[str, str]]]:
    given = {name.lower(): gender for gender in ("he", "she") for name in _split(data[gender])}
    given.update(dict.fromkeys((name.lower() for name in _split(data["either"])), ""))
    pairs = [(name.lower(), other.lower()) for name, others in data["short"].items() for other in others]
    return given, frozenset(pairs + [(b, a) for a, b in pairs])


def _places(text: str) -> tuple[dict[str, str], dict[str, str], frozenset[str]]:
    places: dict[str, str] = {}
    capitals: dict[str, str] = {}
    peoples: set[str] = set()
    for line in text.splitlines():
        if line and not line.startswith("#"):
            name, *columns = line.split("\t")
            words = [[word for word in column.split("|") if word] for column in columns]
            peoples.update(words[0] if words else [])
            capitals.update({word: name for word in (words[1] if len(words) > 1 else [])})
            places.update({word: name for word in [name, *(w for column in words for w in column)]})
    return places, capitals, frozenset(peoples)
