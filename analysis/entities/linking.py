"""Which person or institution each name of an article means, where the name alone leaves a choice."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence

from analysis.entities.kinds import ACRONYM, describes, joined_bodies
from analysis.entities.lists import lists
from analysis.entities.names import Name
from analysis.entities.people import Entity, Registry, gender_of, name_key
from analysis.reading import Reading

__all__ = ["agreeing", "bodies", "initials", "link"]

_HERE = re.compile(r"\b(?:in|at|near|outside|around|from|to)\s$")
_BRACKETS = re.compile(r"\s\(([A-Z][A-Za-z.]{1,7})\)")
_INNER = frozenset("of for and the on in &".split())
_AHEAD = 120  # characters in front of a bracket in which the name is looked for
_YOUNGER = re.compile(r"\b[Yy]ounger\s(?:Mr\.?\s|Ms\.?\s|Mrs\.?\s)?$")
_TITLE = 16  # characters in front of a name in which *the younger Mr.* is looked for
# Words that say no more of a company than that it is one; and words that may also tell two of one owner apart.
_LEGAL = frozenset("corp corporation inc incorporated ltd limited plc co company llc llp gmbh ag nv asa oyj".split())
_GROUP = frozenset(
    "group holding holdings industries technologies pharmaceuticals motor motors airlines airways systems studios electronics entertainment "
    "enterprises partners foods".split()
)
JUST = 3  # sentences in which who was just named is looked for
OFTEN = 2  # times as often: then the other is meant all the same
_AGREES = {"he": "he", "his": "he", "him": "he", "himself": "he", "she": "she", "her": "she", "hers": "she", "herself": "she"}
_PRONOUN = re.compile(r"\b(?:he|his|him|himself|she|hers?|herself)\b", re.IGNORECASE)


def bodies(named: Sequence[Sequence[Name]]) -> dict[str, str]:
    """Names of the corpus that are one company's, and how it is called most often: Skyline, Skyline Inc. and Skyline Holdings Inc.

    *Skyline* is nobody's where there are Skyline Holdings and Skyline Motors, or a person of that name.
    """
    people = {n.text.split()[-1] for found in named for n in found if n.kind == "person"}
    forms: dict[str, Counter[str]] = {}
    for name in (n for found in named for n in found if n.kind == "institution"):
        forms.setdefault(_without(name.text, _LEGAL), Counter())[name.text] += 1
    owned: dict[str, list[str]] = {}
    for whole in forms:
        owned.setdefault(_without(whole, _GROUP), []).append(whole)
    result: dict[str, str] = {}
    for short, wholes in owned.items():
        for whole in wholes:
            told = forms[whole]
            longest = max(told, key=lambda form: (form != whole, told[form], form))
            same = {whole, *told} | ({short} if len(wholes) == 1 else set())
            result.update({form: longest for form in same - {longest} if form.split()[-1] not in people and not _known(form)})
    return result


def _last_words(found: Sequence[Name], short: Mapping[str, str]) -> dict[str, str]:
    """``Rovers``, ``the Council``, where one body's name of several words ends so: Harbor Rovers, Harbor Council."""
    whole: dict[str, set[str]] = {}
    for name in found:
        if name.kind == "institution" and " " in name.text:
            whole.setdefault(name.text.split()[-1], set()).add(short.get(name.text, name.text))
    return {word: names.pop() for word, names in whole.items() if len(names) == 1 and not _known(word)}


def _without(name: str, endings: Collection[str]) -> str:
    words = name.split()
    while len(words) > 1 and words[-1].rstrip(".,").lower() in endings and words[-2] not in ("&", "and", "of"):
        words.pop()
    return " ".join(words).rstrip(",")


def _known(name: str) -> bool:
    """Is this the name of something else: a place, a people, an institution of the lists?"""
    return name in lists().places or name in lists().known_institutions or describes(name) or name.lower() in lists().given


def link(reading: Reading, found: Sequence[Name], registry: Registry) -> list[Entity | None]:
    """The identity of each name; ``None`` where a name is of no known kind and nobody's surname."""
    article = reading.article.id
    named: dict[int, tuple[int, int]] = {}  # an entity's number: where it was last named in full, and in which sentence
    short = {**registry.companies, **initials(found, reading.article.text)}
    short = {**_last_words(found, short), **short}
    short = {name: full for name, full in short.items() if not registry.parted(name, full)}
    result: list[Entity | None] = []
    for name in found:
        entity: Entity | None = None
        if name.kind in ("person", ""):
            younger = _YOUNGER.search(reading.article.text, max(0, name.start - _TITLE), name.start)
            entity = registry.younger(name.text, article) if younger else None
            entity = entity or (None if _family(name, reading, registry) else _person(name, article, registry, named))
        elif name.kind == "place":
            entity = _place(name, reading, registry)
        elif name.kind in ("document", "anonymous"):  # as overrides.toml says
            entity = registry.other(name.kind, name.text, article)
        elif name.kind == "institution":
            entity = registry.other("institution", short.get(name.text, name.text), article)
            if name.text in short:
                registry.short_for(entity, name.text, "initials" if ACRONYM.match(name.text) else "part of the name")
        result.append(entity)
    return result


def _person(name: Name, article: str, registry: Registry, named: dict[int, tuple[int, int]]) -> Entity | None:
    choice = registry.candidates(name.text, article)
    why = "surname alone"
    alone = " " not in name.text
    if not choice and alone:
        choice, why = registry.by_first(name.text, article), "first name alone"
    if not choice and alone and not name.kind:
        choice, why = registry.by_part(name.text, article), "part of the surname"
    gender = gender_of((name.role,)) if name.role else ""
    agreeing = [e for e in choice if not gender or e.gender in ("", gender)]
    told = set(name.role.split()) - {"mr", "mrs", "ms"}
    agreeing = [e for e in agreeing if told and any(told <= set(role.split()) for role in e.roles)] or agreeing
    entity = _just_named(agreeing or choice, article, name, named) if alone else None
    entity = entity or max(agreeing or choice, key=lambda e: _rank(e, article, name, named), default=None)
    if entity is None:
        return None
    if not alone:
        named[entity.number] = name.start, name.sentence
    elif len(entity.key) > 1:
        registry.note(entity, article, name, why)
    return entity


def _just_named(choice: Sequence[Entity], article: str, name: Name, named: Mapping[int, tuple[int, int]]) -> Entity | None:
    """Of several people of one surname, who was named in full in these sentences, unless another is named far more often."""
    near = [e for e in choice if named.get(e.number, (0, -JUST))[1] > name.sentence - JUST]
    last = max(near, key=lambda e: named[e.number][0], default=None)
    often = max((e.articles[article] for e in choice if e is not last), default=0)
    return last if last is not None and len(choice) > 1 and often <= OFTEN * last.articles[article] else None


def _rank(entity: Entity, article: str, name: Name, named: Mapping[int, tuple[int, int]]) -> tuple[bool, int, int]:
    """Of several people of one surname: who is named often in full here, then in the corpus; who was not yet named waits."""
    return entity.number in named, entity.articles[article], sum(entity.variants.values())


def _family(name: Name, reading: Reading, registry: Registry) -> bool:
    """``The Ferreros``, where somebody is called Ferrero and nobody Ferreros."""
    one, article = name.text.removesuffix("s"), reading.article
    if " " in name.text or one == name.text or article.text[max(0, name.start - 4) : name.start].lower() != "the ":
        return False
    return bool(registry.here(one, article.id)) and not registry.here(name.text, article.id)


def _place(name: Name, reading: Reading, registry: Registry) -> Entity:
    stands = name.text not in lists().capitals or not _HERE.search(reading.article.text, max(0, name.start - 9), name.start)
    return registry.other("place", name.text, reading.article.id, "" if stands else _first_spelling(name.text))


def _first_spelling(capital: str) -> str:
    """Kyiv and Kiev are one city: the capital that the list names first for its country."""
    country = lists().capitals[capital]
    return next(name for name, of in lists().capitals.items() if of == country)


def initials(found: Sequence[Name], text: str) -> dict[str, str]:
    """Acronyms and cut names of the article's institutions, and the name in full: CNO, Council of National Obligations.

    A name in front of its acronym in brackets is read to the bracket, beyond *and*: Office for Roads and Rail (ORR).
    """
    full: dict[str, str] = {}
    for name in found:
        words = [w for w in re.split(r"[\s-]", name.text) if w[:1].isupper()]
        if len(words) > (1 if name.kind == "institution" else 2) and name.kind in ("institution", "thing", ""):
            full.setdefault("".join(w[0] for w in words), name.text)
    for _, body in joined_bodies(text):
        full.setdefault("".join(w[0] for w in body.split() if w[0].isupper()), body)
    cut: dict[str, str] = {}
    at = {name.start: name.text for name in found}
    for match in _BRACKETS.finditer(text):
        begin = _written_out(text, match.start(), match[1].replace(".", ""))
        if begin >= 0:
            full[match[1].replace(".", "")] = whole = text[begin : match.start()]
            cut[at.get(begin, whole)] = whole
    short = {n.text: cut.get(n.text) or full.get(n.text.replace(".", "")) for n in found if n.kind == "institution"}
    return {name: whole for name, whole in short.items() if whole and whole != name}


def _written_out(text: str, end: int, acronym: str) -> int:
    """Where the words begin whose initials this acronym has, with or without those of small words; -1 where none do."""
    capitals = every = ""
    for word in reversed(list(re.finditer(r"[\w'’&-]+", text[max(0, end - _AHEAD) : end]))):
        if not word[0][0].isupper() and word[0] not in _INNER:
            return -1
        every = word[0][0].upper() + every
        capitals = word[0][0] + capitals if word[0][0].isupper() else capitals
        if len(capitals) > 1 and word[0][0].isupper() and acronym in (capitals, every):
            return max(0, end - _AHEAD) + word.start()
    return -1


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
        pronoun = _AGREES.get(match[0].lower())  # a dotless i matches too where case is ignored
        if pronoun and not any(s.start <= match.start() < s.end for s in quoted):
            yield pronoun
