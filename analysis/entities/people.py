"""One identity for the names of one person, institution or place: in an article, and across the corpus."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from rapidfuzz.distance import OSA

from analysis.entities.lists import lists
from analysis.entities.names import Name, fold

__all__ = ["Entity", "Registry"]

LONG_NAME = 5  # letters from which one letter more, less or other is taken for a spelling


@dataclass
class Entity:
    """An identity of the corpus.

    ``kind``: person, institution, place, document, anonymous. ``variants``: how often each form of the name occurs; ``merged``: why
    forms were taken for one; ``roles``: what the articles say he or she is; ``articles``: ids of those that name it.
    """

    kind: str
    key: tuple[str, ...]
    variants: Counter[str] = field(default_factory=Counter)
    roles: Counter[str] = field(default_factory=Counter)
    articles: dict[str, None] = field(default_factory=dict)
    merged: dict[str, None] = field(default_factory=dict)
    fixed_name: str = ""

    @property
    def name(self) -> str:
        """The fullest form of the name that is used most."""
        if self.fixed_name or not self.variants:
            return self.fixed_name or " ".join(self.key)
        longest = max(min(len(v.split()), 3) for v in self.variants)
        fullest = [v for v in self.variants if min(len(v.split()), 3) == longest]
        return max(fullest, key=lambda v: (self.variants[v], -len(v), v))

    @property
    def id(self) -> str:
        words = " ".join(fold(word) for word in self.name.split())
        return re.sub(r"[^a-z0-9]+", "-", words).strip("-") or "unnamed"

    @property
    def gender(self) -> str:
        """``she``, ``he`` or empty, by titles and role words alone."""
        words = {word for role in self.roles for word in role.replace(".", "").split()}
        she, he = (bool(words & {w.replace(".", "") for w in known}) for known in (lists().she, lists().he))
        return "she" if she and not he else "he" if he and not she else ""


class Registry:
    """All identities of a corpus. ``overrides`` may say ``same = [[name, name]]`` and ``different = [[name, name]]``."""

    def __init__(self, overrides: Mapping[str, Any]) -> None:
        own = overrides.get("entities", {})
        self.same = [[_key(n) for n in group] for group in own.get("same", [])]
        self.names_of_same = [group[0] for group in own.get("same", [])]
        self.different = [{_key(n) for n in pair} for pair in own.get("different", [])]
        self.entities: list[Entity] = []
        self._by_last: dict[str, list[Entity]] = {}
        self._others: dict[tuple[str, tuple[str, ...]], Entity] = {}

    def add_people(self, found: Iterable[tuple[str, Name]]) -> None:
        """Register the people of the corpus from (article id, name): full names first, then surnames alone."""
        rows = list(found)
        for article, name in sorted(rows, key=lambda row: -len(row[1].text.split())):
            entity = self.person(name.text, article) or self._by_first_name(name) or self._new_person(name)
            self._note(entity, article, name)

    def person(self, text: str, article: str = "") -> Entity | None:
        """The person of this name; a surname alone is the one of that surname whom the article (else the corpus) names."""
        key = _key(text)
        fitting = [e for last in self._near(key[-1]) for e in self._by_last[last] if self._fits(key, e)]
        here = [e for e in fitting if article in e.articles]
        choice = here or fitting
        return max(choice, key=lambda e: (len(e.key) > 1, sum(e.variants.values())), default=None)

    def other(self, kind: str, text: str, article: str, name: str = "") -> Entity:
        """The institution, place, document or unnamed source of this name; made if it is new."""
        place = name or (lists().places.get(text, text) if kind == "place" else text)
        key = tuple(fold(word) for word in re.findall(r"[\w.'’&-]+", place) if fold(word) not in ("the", "a", "an"))
        entity = self._others.get((kind, key))
        if entity is None:
            entity = Entity(kind, key, fixed_name=name or (place if kind == "place" else ""))
            self._others[kind, key] = entity
            self.entities.append(entity)
        entity.variants[text] += 1
        entity.articles[article] = None
        return entity

    def _by_first_name(self, name: Name) -> Entity | None:
        """A first name with a title that one person of that first name has: the surname was forgotten."""
        fitting = [e for e in self.entities if name.role and name.role in e.roles and _key(name.text) == e.key[:1] != e.key]
        return fitting[0] if len(fitting) == 1 else None

    def _new_person(self, name: Name) -> Entity:
        entity = Entity("person", _key(name.text))
        for group, given in zip(self.same, self.names_of_same, strict=True):
            if entity.key in group:
                entity.fixed_name = given
        self.entities.append(entity)
        self._by_last.setdefault(entity.key[-1], []).append(entity)
        return entity

    def _note(self, entity: Entity, article: str, name: Name) -> None:
        key = _key(name.text)
        if key != entity.key:
            if len(key) < len(entity.key):
                why = "surname alone" if key[-1] == entity.key[-1] else "first name and title"
            else:
                why = "spelling"
            entity.merged[f"{name.text}: {why}"] = None
        entity.variants[name.text] += 1
        entity.articles[article] = None
        if name.role:
            entity.roles[name.role] += 1

    def _near(self, last: str) -> list[str]:
        """Surnames that differ by one letter at most, where they are long enough for that to be a spelling."""
        if last in self._by_last:
            return [last]
        same = [
            key[-1] for group in self.same if any(k[-1] == last for k in group) for key in group if key[-1] in self._by_last
        ]
        if len(last) < LONG_NAME:
            return same
        return same + [x for x in self._by_last if len(x) >= LONG_NAME and OSA.distance(x, last, score_cutoff=1) <= 1]

    def _fits(self, key: tuple[str, ...], entity: Entity) -> bool:
        if any(key in group and entity.key in group for group in self.same):
            return True
        if any(key in pair and entity.key in pair and key != entity.key for pair in self.different):
            return False
        # Without a first name on either side a surname must agree to the letter.
        if len(key) == 1 or len(entity.key) == 1:
            return key[-1] == entity.key[-1] or (len(key) == 1) != (len(entity.key) == 1)
        return _same_first(key[0], entity.key[0])


def _key(text: str) -> tuple[str, ...]:
    words = [fold(word) for word in re.findall(r"[\w.'’-]+", text)]
    words = [w.rstrip(".") for w in words if w.rstrip(".") not in ("jr", "sr", "ii", "iii", "al", "")]
    return tuple(words) or ("",)


def _same_first(a: str, b: str) -> bool:
    """Equal, one an initial of the other, or one letter apart (Sergei, Sergey; Vladmir, Vladimir)."""
    if a == b or (min(len(a), len(b)) == 1 and a[0] == b[0]):
        return True
    return min(len(a), len(b)) >= LONG_NAME and a[0] == b[0] and OSA.distance(a, b, score_cutoff=1) <= 1


def with_unique_ids(entities: Sequence[Entity]) -> dict[int, str]:
    """An id for each entity, by position: its name in small letters, with a number where two share it."""
    taken: Counter[str] = Counter()
    ids = {}
    for n, entity in enumerate(entities):
        taken[entity.id] += 1
        ids[n] = entity.id if taken[entity.id] == 1 else f"{entity.id}-{taken[entity.id]}"
    return ids
