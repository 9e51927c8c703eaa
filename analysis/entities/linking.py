"""Which person or institution each name of an article means, where the name alone leaves a choice."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from analysis.entities.lists import lists
from analysis.entities.names import Name
from analysis.entities.people import Entity, Registry, gender_of, name_key
from analysis.reading import Reading

__all__ = ["agreeing", "initials", "link"]

_HERE = re.compile(r"\b(?:in|at|near|outside|around|from|to)\s$")
_AGREES = {"he": "he", "his": "he", "him": "he", "himself": "he", "she": "she", "her": "she", "hers": "she", "herself": "she"}
_PRONOUN = re.compile(r"\b(?:he|his|him|himself|she|hers?|herself)\b", re.IGNORECASE)


def link(reading: Reading, found: Sequence[Name], registry: Registry) -> list[Entity | None]:
    """The identity of each name; ``None`` where a name is of no known kind and nobody's surname."""
    article = reading.article.id
    named: dict[int, int] = {}  # an entity's number: where it was last named in full
    short = initials(found)
    result: list[Entity | None] = []
    for name in found:
        entity: Entity | None = None
        if name.kind in ("person", ""):
            entity = _person(name, article, registry, named)
        elif name.kind == "place":
            entity = _place(name, reading, registry)
        elif name.kind == "institution":
            entity = registry.other("institution", short.get(name.text, name.text), article)
            if name.text in short:
                entity.merged[f"{name.text}: initials"] = None
                entity.variants[name.text] += 1
        result.append(entity)
    return result


def _person(name: Name, article: str, registry: Registry, named: dict[int, int]) -> Entity | None:
    choice = registry.candidates(name.text, article)
    why = "surname alone"
    alone = " " not in name.text
    if not choice and alone:
        choice, why = registry.by_first(name.text, article), "first name alone"
    gender = gender_of((name.role,)) if name.role else ""
    agreeing = [e for e in choice if not gender or e.gender in ("", gender)]
    entity = max(agreeing or choice, key=lambda e: _rank(e, article, name, named), default=None)
    if entity is None:
        return None
    if not alone:
        named[entity.number] = name.start
    elif len(entity.key) > 1:
        registry.note(entity, article, name, why)
    return entity


def _rank(entity: Entity, article: str, name: Name, named: dict[int, int]) -> tuple[bool, int, int]:
    """Of several people of one surname: who is named often in full here, then in the corpus; who was not yet named waits."""
    return entity.number in named, entity.articles[article], sum(entity.variants.values())


def _place(name: Name, reading: Reading, registry: Registry) -> Entity:
    stands = name.text not in lists().capitals or not _HERE.search(reading.article.text, max(0, name.start - 9), name.start)
    return registry.other("place", name.text, reading.article.id, "" if stands else _first_spelling(name.text))


def _first_spelling(capital: str) -> str:
    """Kyiv and Kiev are one city: the capital that the list names first for its country."""
    country = lists().capitals[capital]
    return next(name for name, of in lists().capitals.items() if of == country)


def initials(found: Sequence[Name]) -> dict[str, str]:
    """Acronyms of the article that are the first letters of an institution it names in full: CNO, Council of National Obligations."""
    full: dict[str, str] = {}
    for name in found:
        words = [w for w in re.split(r"[\s-]", name.text) if w[:1].isupper()]
        if name.kind in ("institution", "thing", "") and len(words) > 2:
            full.setdefault("".join(w[0] for w in words), name.text)
    short = {name.text: full.get(name.text.replace(".", "")) for name in found if name.kind == "institution"}
    return {text: whole for text, whole in short.items() if whole}


def agreeing(reading: Reading, found: Sequence[Name], registry: Registry) -> None:
    """Count the pronouns that follow a name which is the only person in its sentence, outside quotation marks."""
    text, article = reading.article.text, reading.article.id
    by_sentence: dict[int, list[Name]] = {}
    for name in found:
        if name.kind in ("person", ""):
            by_sentence.setdefault(name.sentence, []).append(name)
    for number, here in by_sentence.items():
        people = {name_key(name.text)[-1] for name in here}
        if len(people) != 1 or not here[0].subject or reading.sentences[number].role != "body":
            continue
        choice = registry.candidates(here[0].text, article)
        if len(choice) == 1:
            choice[0].pronouns.update(_after(text, here[0].end, reading.sentences[number].end, reading))


def _after(text: str, start: int, end: int, reading: Reading) -> Iterable[str]:
    quoted = [s for s in reading.stretches if s.start < end and start < s.end]
    for match in _PRONOUN.finditer(text, start, end):
        if not any(s.start <= match.start() < s.end for s in quoted):
            yield _AGREES[match[0].lower()]
