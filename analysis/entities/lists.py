"""The word lists by which names are told apart; data in ``resources/places.tsv`` and ``resources/roles.toml``."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files


@dataclass(frozen=True)
class Lists:
    """``places``: any name of a country, its people or its capital → country; ``capitals`` and ``peoples`` are parts of it."""

    places: dict[str, str]
    capitals: dict[str, str]
    peoples: frozenset[str]
    titles: tuple[tuple[str, ...], ...]
    persons: frozenset[str]
    groups: frozenset[str]
    documents: frozenset[str]
    institutions: frozenset[str]
    known_institutions: frozenset[str]
    same_role: dict[str, tuple[str, ...]]
    she: frozenset[str]
    he: frozenset[str]


@lru_cache(maxsize=1)
def lists() -> Lists:
    """The lists, read once."""
    folder = files("analysis") / "resources"
    data = tomllib.loads((folder / "roles.toml").read_text(encoding="utf-8"))
    places, capitals, peoples = _places((folder / "places.tsv").read_text(encoding="utf-8"))
    titles = sorted({tuple(t.split()) for t in _split(data["titles"])}, key=lambda t: (-len(t), t))
    words = {
        name: frozenset(_split(data[name])) for name in ("persons", "groups", "documents", "institutions", "known_institutions")
    }
    return Lists(
        places=places,
        capitals=capitals,
        peoples=peoples,
        titles=tuple(titles),
        same_role={role: tuple(others) for role, others in data["same_role"].items()},
        she=frozenset(_split(data["gender"]["she"])),
        he=frozenset(_split(data["gender"]["he"])),
        **words,
    )


def _split(text: str) -> list[str]:
    return [word for part in text.split(",") if (word := " ".join(part.split()))]


def _places(text: str) -> tuple[dict[str, str], dict[str, str], frozenset[str]]:
    places: dict[str, str] = {}
    capitals: dict[str, str] = {}
    peoples: set[str] = set()
    for line in text.splitlines():
        if line and not line.startswith("#"):
            name, *columns = line.split("\t")
            words = [column.split("|") for column in columns]
            peoples.update(words[0] if words else [])
            capitals.update({word: name for word in (words[1] if len(words) > 1 else []) if word})
            places.update({word: name for word in [name, *(w for column in words for w in column)] if word})
    return places, capitals, frozenset(peoples)
