"""One identity for the names of one person, institution or place: in an article, and across the corpus."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from rapidfuzz.distance import OSA

from analysis.entities.describe import heads
from analysis.entities.generations import Generations, generation, middles_differ
from analysis.entities.kinds import PARTICLES, institution
from analysis.entities.lists import lists
from analysis.entities.names import Name, fold

__all__ = ["Entity", "Registry", "gender_of", "with_unique_ids"]

LONG_NAME = 5  # letters from which one letter more, less or other is taken for a spelling
AGREEING = (
    2  # pronouns behind a name that tell its gender where none speaks against them; against the given name, twice as many
)

_COUPLE = frozenset(
    "wife husband partner girlfriend boyfriend fiance fiancee widow widower".split()
)  # who don't share a first name
Key = tuple[str, ...]


@dataclass
class Entity:
    """An identity of the corpus.

    ``kind``: person, institution, place, document, anonymous. ``number``: its position among the entities. ``variants``: how often each
    form of the name occurs; ``merged``: why forms were taken for one; ``roles``: what the articles say he or she is; ``articles``: ids
    of those that name it, with how often; ``pronouns``: pronouns that agree with the name, ``he`` and ``she``; ``generation``: ``jr``,
    ``iii`` and the like, where the first form of the name had it.
    """

    kind: str
    key: Key
    number: int = -1
    variants: Counter[str] = field(default_factory=Counter)
    roles: Counter[str] = field(default_factory=Counter)
    articles: Counter[str] = field(default_factory=Counter)
    pronouns: Counter[str] = field(default_factory=Counter)
    merged: dict[str, None] = field(default_factory=dict)
    fixed_name: str = ""
    generation: str = ""

    @property
    def name(self) -> str:
        """The form that is used most, first name and surname if the articles give both."""
        if self.fixed_name or not self.variants:
            return self.fixed_name or " ".join(self.key)
        full = [v for v in self.variants if " " in v] or list(self.variants)
        whole = [v for v in full if v.split()[0].lower() in lists().given]  # Ana García Márquez, not García Márquez
        full = [v for v in full if not any(w.lower().endswith(f" {v.lower()}") for w in whole)]
        return max(full, key=lambda v: (not v.isupper() or " " not in v, self.variants[v], -len(v), v))

    @property
    def id(self) -> str:
        words = " ".join(fold(word) for word in self.name.split())
        return re.sub(r"[^a-z0-9]+", "-", words).strip("-") or "unnamed"

    @property
    def gender(self) -> str:
        """``she``, ``he`` or empty: by titles and role words, then the pronouns near the name, then the given name."""
        told = gender_of(tuple(self.roles))
        if told or self.kind != "person":
            return told or (gender_of(self.key[-1:]) if self.kind == "anonymous" else "")
        he, she = self.pronouns["he"], self.pronouns["she"]
        given = lists().given.get(self.key[0], "") if len(self.key) > 1 else ""
        if max(he, she) >= (AGREEING * 2 if given else AGREEING) and not min(he, she):
            return "he" if he else "she"
        return given


@lru_cache(maxsize=16384)
def gender_of(roles: tuple[str, ...]) -> str:
    """``she`` or ``he`` where titles and role words (*Mrs.*, *spokesman*) say so; empty where they do not or disagree."""
    text = " ".join(roles).lower().replace(".", "")
    words = {*text.split(), *(w for w in ("first lady",) if w in text)}
    she, he = bool(words & lists().she), bool(words & lists().he)
    return "she" if she and not he else "he" if he and not she else ""


class Registry:
    """All identities of a corpus. ``overrides``: the content of ``overrides.toml``, of which ``entities`` and ``kinds`` are used."""

    def __init__(self, overrides: Mapping[str, Any]) -> None:
        own = overrides.get("entities", {})
        self.same = {name_key(n): group for group in own.get("same", []) for n in group}
        self.different: dict[Key, set[Key]] = {}
        self.generations = Generations()
        self.companies: dict[str, str] = {}  # see linking.bodies
        for pair in own.get("different", []):
            for name in pair:
                self.different.setdefault(name_key(name), set()).update({name_key(n) for n in pair} - {name_key(name)})
            self.generations.keep_apart((_ends(name_key(name)), generation(name)) for name in pair)
        self.kinds: dict[Key, str] = {name_key(name): kind for name, kind in overrides.get("kinds", {}).items()}
        self.entities: list[Entity] = []
        self._by_last: dict[str, list[Entity]] = {}
        self._by_first: dict[str, list[Entity]] = {}
        self._by_part: dict[str, list[Entity]] = {}
        self._spellings: dict[str, set[str]] = {}
        self._full: Counter[tuple[str, Key]] = Counter()  # how often an article has each name of a person, as it is written
        self._others: dict[tuple[str, Key], Entity] = {}
        self._by_head: dict[str, list[Entity]] | None = None

    def add_people(self, found: Iterable[tuple[str, Name]]) -> None:
        """Register the people of the corpus from (article id, name): full names first, then surnames alone."""
        found = sorted(found, key=lambda row: -len(name_key(row[1].text)))
        self._full.update((article, name_key(name.text)) for article, name in found)
        self._tell_generations(found)
        for article, name in found:
            choice = self._of_gender(name, self.candidates(name.text, article))
            entity = max(
                choice, key=lambda e: (e.articles[article] > 0, len(e.key) > 1, sum(e.variants.values())), default=None
            )
            entity = entity or self._by_first_name(name, article)
            alone = not name.role or name.role.split()[-1] in _COUPLE
            if entity is None and alone and len(self.by_first(name.text, article)) == 1:
                continue  # a first name alone, which each article settles
            if entity is None:
                self.note(self._new_person(name), article, name, "overrides" if name_key(name.text) in self.same else "")
            elif len(name_key(name.text)) > 1 or len(entity.key) == 1:
                self.note(entity, article, name, self._why(name, entity))
            # A surname alone may be any of several people's: each article settles whose.

    def _of_gender(self, name: Name, choice: list[Entity]) -> list[Entity]:
        """*Mrs. Vann* is not Paul Vann, but somebody else of that name."""
        gender = gender_of((name.role,)) if name.role else ""
        return [e for e in choice if not gender or e.gender in ("", gender)]

    def candidates(self, text: str, article: str) -> list[Entity]:
        """The people whom this name may mean: those whom the article names, else those of the corpus."""
        key = name_key(text)
        own = generation(text)
        fitting = [e for last in self._near(key) for e in self._by_last[last] if self._fits(key, e, own)]
        fitting = [e for e in fitting if not self._apart(key, e.key, article)]
        exact = [e for e in fitting if e.key[-1] == key[-1] or key in self.same]
        exact = ([e for e in exact if e.key == key] if len(key) > 1 else []) or exact
        fitting = exact or fitting
        fitting = [e for e in fitting if article in e.articles] or fitting
        eldest = [e for e in fitting if not e.generation or _ends(e.key) not in self.generations]
        return fitting if own or len(key) > 1 else eldest or fitting  # beside a Vann Jr., Vann is his father

    def by_first(self, text: str, article: str) -> list[Entity]:
        """The people of the article of whom this is the first name; in Chinese or Korean names, the family name."""
        key = name_key(text)
        return [e for e in self._by_first.get(key[0], []) if len(e.key) > 1 and article in e.articles] if len(key) == 1 else []

    def here(self, surname: str, article: str) -> list[Entity]:
        """The people of the article who have this very surname."""
        return [e for e in self._by_last.get(fold(surname), []) if article in e.articles]

    def by_part(self, word: str, article: str) -> list[Entity]:
        """The one person of the article of whose surnames this is one: García of Ana García Márquez, Vann of Jan Quist-Vann."""
        found = [e for e in self._by_part.get(fold(word), []) if article in e.articles]
        return found if len(found) == 1 else []

    def younger(self, surname: str, article: str) -> Entity | None:
        """The Jr., III and the like of this surname, if the article names one: *the younger Mr. Vann*."""
        same = self._by_last.get(name_key(surname)[-1], [])
        found = [e for e in same if e.generation and article in e.articles and _ends(e.key) in self.generations]
        return found[0] if len(found) == 1 else None

    def described(self, head: str) -> list[Entity]:
        """The people whose roles a description with this noun may take up. Ask when all names have been noted."""
        if self._by_head is None:
            self._by_head = {}
            for entity in self.entities:
                for noun in sorted({noun for role in entity.roles for noun in heads(role)} if entity.kind == "person" else ()):
                    self._by_head.setdefault(noun, []).append(entity)
        return self._by_head.get(head, [])

    def called(self, text: str, article: str) -> Entity:
        """Whom a user means by this name: the person of exactly this name, else anything of it, else the one person it fits; made if new."""
        key = name_key(text)
        people = self.candidates(text, article)
        exact = [e for e in people if e.key == key or e.fixed_name == text]
        named = [e for (_, other), e in self._others.items() if other == key or text in e.variants]
        found = exact or named or people
        if found:
            return max(found, key=lambda e: e.articles[article])
        kind = "institution" if institution(text.split()) else "person"
        return self.other(kind if text[0].isupper() else "anonymous", text, article)

    def other(self, kind: str, text: str, article: str, name: str = "") -> Entity:
        """The institution, place, document or unnamed source of this name; made if it is new."""
        kind = self.kinds.get(name_key(text), kind)
        group = self.same.get(name_key(text), ())
        name = name or (group[0] if group else "")
        plain = text.removeprefix("U.S. ").removeprefix("US ")
        text = plain if kind == "institution" and plain in lists().known_institutions else text
        full = lists().acronyms.get(text.replace(".", ""), "") if kind == "institution" else ""
        place = name or full or (lists().places.get(text, text) if kind == "place" else text)
        key = tuple(fold(word) for word in re.findall(r"[\w.'’&-]+", place) if fold(word) not in ("the", "a", "an"))
        entity = self._others.get((kind, key))
        if entity is None:
            entity = self._kept(Entity(kind, key, fixed_name=name or (place if kind == "place" else "")))
            self._others[kind, key] = entity
        if text not in entity.variants and entity.fixed_name and text != entity.fixed_name:
            entity.merged[f"{text}: {'overrides' if group else 'another name of the place'}"] = None
        entity.variants[text] += 1
        entity.articles[article] += 1
        if full and text != entity.name:
            entity.merged[f"{text}: initials"] = None
        return entity

    def parted(self, name: str, other: str) -> bool:
        """Does the user say that these are two?"""
        return name_key(other) in self.different.get(name_key(name), ())

    def company(self, name: str, article: str) -> Entity | None:
        """The company that the corpus calls so for short, or by another legal form."""
        full = self.companies.get(name)
        return (
            None
            if full is None or self.parted(name, full)
            else self.short_for(self.other("institution", full, article), name, "part of the name")
        )

    def short_for(self, entity: Entity, name: str, why: str) -> Entity:
        """Keep that a body goes by another name too, and why that is taken for its own."""
        entity.merged[f"{name}: {why}"] = None
        entity.variants[name] += 1
        return entity

    def note(self, entity: Entity, article: str, name: Name, why: str) -> None:
        """Keep that this name, in this article, is the entity's, and why it was taken for one."""
        if why and name.text != entity.name:
            entity.merged[f"{name.text}: {why}"] = None
        entity.variants[name.text] += 1
        entity.articles[article] += 1
        if name.role:
            entity.roles[name.role] += 1

    def _tell_generations(self, found: Sequence[tuple[str, Name]]) -> None:
        """Where one article has a full name with *Jr.* and without, two people have it, unless overrides say that they are one."""
        by_surname: dict[tuple[str, str], set[str]] = {}
        for article, name in found:
            if len(name_key(name.text)) > 1 and name_key(name.text) not in self.same:
                by_surname.setdefault((article, name_key(name.text)[-1]), set()).add(name.text)
        for names in by_surname.values():
            for younger in sorted(name for name in names if generation(name)):
                alike = [n for n in sorted(names) if _same_first(name_key(n)[0], name_key(younger)[0])]
                self.generations.keep_apart((_ends(name_key(n)), generation(n)) for n in alike)

    def _why(self, name: Name, entity: Entity) -> str:
        key = name_key(name.text)
        if key == entity.key:
            return "with or without Jr." if generation(name.text) != entity.generation else ""
        if key in self.same:
            return "overrides"
        if _tail(key, entity.key) and min(len(key), len(entity.key)) > 1:
            return "surname alone"
        if len(key) == 1 or len(entity.key) == 1:
            return "first name and title" if key[-1] != entity.key[-1] and key[0] == entity.key[0] else "surname alone"
        if key[0] != entity.key[0]:
            return "initial" if min(len(key[0]), len(entity.key[0])) == 1 else _first_name_reason(key[0], entity.key[0])
        return "middle name" if key[-1] == entity.key[-1] else "spelling"

    def _by_first_name(self, name: Name, article: str) -> Entity | None:
        """A first name with a title that one person of that first name has: the surname was forgotten, or it stands first (Mr. Xi)."""
        key = name_key(name.text)
        fitting = [e for e in self._by_first.get(key[0], []) if len(key) == 1 < len(e.key)] if name.role else []
        fitting = [e for e in fitting if _of_role(name.role, e) or (article in e.articles and key[0] not in lists().given)]
        return fitting[0] if len(fitting) == 1 else None

    def _new_person(self, name: Name) -> Entity:
        key = name_key(name.text)
        group = self.same.get(key, ())
        entity = self._kept(Entity("person", key, fixed_name=group[0] if group else "", generation=generation(name.text)))
        if len(entity.key[-1]) >= LONG_NAME and entity.key[-1] not in self._by_last:
            for cut in _cuts(entity.key[-1]):
                self._spellings.setdefault(cut, set()).add(entity.key[-1])
        self._by_last.setdefault(entity.key[-1], []).append(entity)
        self._by_first.setdefault(entity.key[0], []).append(entity)
        for part in {*entity.key[1:-1], *(p for p in entity.key[-1].split("-")[-2:] if "-" in entity.key[-1])}:
            if len(part) > 2 and part not in lists().given and part not in PARTICLES:
                self._by_part.setdefault(part, []).append(entity)
        return entity

    def _kept(self, entity: Entity) -> Entity:
        entity.number = len(self.entities)
        self.entities.append(entity)
        return entity

    def _near(self, key: Key) -> list[str]:
        """Surnames that differ by one letter at most, where they are long enough for that to be a spelling."""
        last = key[-1]
        found = [name_key(n)[-1] for n in self.same.get(key, ()) if name_key(n)[-1] in self._by_last]
        found += [last] if last in self._by_last else []
        if len(last) >= LONG_NAME and (len(key) > 1 or last not in self._by_last):
            near = {x for cut in _cuts(last) for x in self._spellings.get(cut, ())}
            found += sorted(x for x in near if x != last and x[0] == last[0] and OSA.distance(x, last, score_cutoff=1) <= 1)
        return list(dict.fromkeys(found))

    def _apart(self, key: Key, other: Key, article: str) -> bool:
        """Two full names of one article that differ by a letter are two people, unless it is a way of spelling or a slip."""
        plain = min(len(key), len(other)) == 1 or key in self.same or _tail(key, other)
        if plain or not (_differ(key[0], other[0]) or _differ(key[-1], other[-1])):
            return False
        once, often = sorted((self._full[article, key], self._full[article, other]))
        return once > 0 and not once == 1 < often

    def _fits(self, key: Key, entity: Entity, own: str) -> bool:
        group = {name_key(n) for n in self.same.get(key, ())}
        if entity.key in group:
            return True
        if entity.key in self.different.get(key, ()):
            return False
        if (own or len(key) > 1) and not self.generations.fit(_ends(key), own, _ends(entity.key), entity.generation):
            return False
        # Without a first name on either side a surname must agree to the letter.
        if len(key) == 1 or len(entity.key) == 1:
            return key[-1] == entity.key[-1] or (len(key) == 1) != (len(entity.key) == 1)
        return (_same_first(key[0], entity.key[0]) and not middles_differ(key, entity.key)) or _tail(key, entity.key)


@lru_cache(maxsize=65536)
def name_key(text: str) -> Key:
    """A name's words as they are compared, without suffixes (Jr.)."""
    words = [fold(word) for word in re.findall(r"[\w.'’-]+", text)]
    words = [w.replace(".", "") for w in words if w.rstrip(".") not in ("jr", "sr", "ii", "iii", "al", "")]
    return tuple(words) or ("",)


def _ends(key: Key) -> tuple[str, str]:
    return key[0], key[-1]


def _cuts(word: str) -> set[str]:
    """The word, and the word without each of its letters: two words one letter apart share one of them."""
    return {word, *(word[:n] + word[n + 1 :] for n in range(len(word)))}


def _same_first(a: str, b: str) -> bool:
    """Equal, one an initial or short form of the other, or one letter apart (Sergei, Sergey; Vladmir, Vladimir)."""
    if a == b or (min(len(a), len(b)) == 1 and a[0] == b[0]) or (a, b) in lists().short:
        return True
    genders = {lists().given.get(a, ""), lists().given.get(b, "")}
    near = min(len(a), len(b)) >= LONG_NAME and a[0] == b[0] and OSA.distance(a, b, score_cutoff=1) <= 1
    return near and genders != {"he", "she"}


def _of_role(role: str, person: Entity) -> bool:
    """Is this said of the person, also among other things: *sir* of *sir chief executive*?"""
    return any(set(role.split()) <= set(told.split()) for told in person.roles)


def _tail(key: Key, other: Key) -> bool:
    """Is one name the surnames of the other (García Márquez, van der Meer)?"""
    shorter, longer = sorted((key, other), key=len)
    surnames = shorter[0] in PARTICLES or shorter[0] not in lists().given
    return surnames and longer[-len(shorter) :] == shorter != longer


def _differ(a: str, b: str) -> bool:
    """Do two names differ by more than a short form, letters in another order, or the writing of one sound (Sergei, Sergey)?"""
    alike = min(len(a), len(b)) == 1 or (a, b) in lists().short or sorted(a) == sorted(b)
    return not alike and _sounds(a) != _sounds(b)


def _sounds(name: str) -> str:
    return re.sub(r"(.)\1", r"\1", name.replace("y", "i").replace("ph", "f").replace("kh", "h")).rstrip("s")


def _first_name_reason(a: str, b: str) -> str:
    return "short form of the first name" if (a, b) in lists().short else "spelling of the first name"


def with_unique_ids(entities: Sequence[Entity]) -> dict[int, str]:
    """An id for each entity, by position: its name in small letters, with a number where two share it."""
    taken: set[str] = set()
    ids = {}
    for n, entity in enumerate(entities):
        plain, number = entity.id, 1
        name = plain
        while name in taken:
            number += 1
            name = f"{plain}-{number}"
        taken.add(name)
        ids[n] = name
    return ids
