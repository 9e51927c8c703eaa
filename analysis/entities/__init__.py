"""Who is who: names, titles and pronouns to one identity, in an article and across the corpus."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from analysis.entities.describe import POSSESSIVE
from analysis.entities.linking import agreeing, bodies, link
from analysis.entities.lists import lists
from analysis.entities.names import Name, describes, names
from analysis.entities.people import Entity, Registry, name_key, with_unique_ids
from analysis.entities.phrases import NO_PERSONS
from analysis.entities.speakers import REASONS, Mention, Speakers, begins
from analysis.errors import InputError
from analysis.quotes.attribution import Quoted, Quotes
from analysis.reading import Reading

__all__ = ["REASONS", "Entity", "Identities", "Mention", "identify"]

# A pronoun with no other name in between.
_TAKEN_UP = re.compile(r"[^A-Z\"“”]{2,100}?\b(?:he|his|him|she|her)\b")
# What a company or a paper does, and a person does not.
_ITS = re.compile(
    r"[^A-Z\"“”.;]{2,60}?\b(?:its|itself)\b"
    r"|\s[a-z]+\s(?:that\s)?it\s(?:has|had|plans|expects|intends|will|would)\s(?!be\b|take\b)"
)
_BODY_ENDS = frozenset(
    "water energy rail sports sport united city homes health advice rebellion lines first watch frontières".split()
)
_INSIDE = re.compile(r"\b(?:of|for|to|with|by|from|in|on|at|near|against|about)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Identities:
    """The identities of a corpus (ids to entities), their mentions by article, and the quotes with speakers."""

    entities: Mapping[str, Entity]
    mentions: Mapping[str, tuple[Mention, ...]]
    ids: Mapping[int, str]
    quotes: tuple[Quotes, ...]


def identify(readings: Sequence[Reading], quotes: Sequence[Quotes], overrides: Mapping[str, Any] | None = None) -> Identities:
    """Find the people, institutions and places of a corpus, and who speaks in each statement.

    ``overrides`` is the content of ``overrides.toml``: under ``[entities]``, ``same`` and ``different`` list names; ``[kinds]`` gives names
    their kind; ``[speakers]``, by article and by the character at which a statement's source begins, who speaks. Raises
    :class:`InputError` where no statement has its source there.
    """
    given = overrides or {}
    registry = Registry(given)
    named = _pooled([_kinds_as_told(names(reading), registry) for reading in readings])
    registry.companies = bodies(named)
    named = [
        [replace(n, kind="institution") if not n.kind and n.text in registry.companies else n for n in found] for found in named
    ]
    _register(readings, quotes, named, registry)
    links = [link(reading, found, registry) for reading, found in zip(readings, named, strict=True)]
    for reading, found in zip(readings, named, strict=True):
        agreeing(reading, found, registry)
    resolved, mentions = [], {}
    for reading, own, found, linked in zip(readings, quotes, named, links, strict=True):
        speakers = Speakers(reading, own, found, linked, registry, _said(given, reading.article.id, own))
        resolved.append([tuple(e.number for e in speakers.of(a)) for a in own.attributions])
        known = [Mention(e.number, n.start, n.end, "name", "name") for n, e in zip(found, linked, strict=True) if e is not None]
        mentions[reading.article.id] = tuple(
            sorted({*known, *speakers.mentions}, key=lambda m: (m.start, m.end, m.entity, m.form))
        )
    ids = with_unique_ids(registry.entities)
    done = tuple(
        _with_speakers(own, [tuple(ids[n] for n in who) for who in found]) for own, found in zip(quotes, resolved, strict=True)
    )
    return Identities({ids[e.number]: e for e in registry.entities}, mentions, ids, done)


def _kinds_as_told(found: list[Name], registry: Registry) -> list[Name]:
    return [replace(n, kind=registry.kinds.get(name_key(n.text), n.kind)) for n in found] if registry.kinds else found


def _said(overrides: Mapping[str, Any], article: str, own: Quotes) -> dict[int, list[str]]:
    """Who speaks, by the character at which the source begins, or, without a source, what was said."""
    said = {int(at): [name.strip() for name in who] for at, who in overrides.get("speakers", {}).get(article, {}).items()}
    begin = {begins(a) for a in own.attributions}
    for at in sorted(said.keys() - begin):
        near = ", ".join(map(str, sorted(sorted(begin, key=lambda place: abs(place - at))[:3])))
        raise InputError(
            f"overrides.toml, [speakers.{article!r}]: at character {at} no source of a statement begins, nor a statement without one. "
            + (f"The nearest begin at {near} (table spans)." if near else "The article has no statements.")
        )
    return said


def _pooled(named: Sequence[Sequence[Name]]) -> list[list[Name]]:
    """What one article shows to be a place is one where the others leave it open."""
    people = {n.text.split()[-1] for found in named for n in found if n.kind == "person"}
    places = {n.text for found in named for n in found if n.kind == "place"} - people
    return [[replace(n, kind="place") if not n.kind and n.text in places else n for n in found] for found in named]


def _register(
    readings: Sequence[Reading], quotes: Sequence[Quotes], named: Sequence[Sequence[Name]], registry: Registry
) -> None:
    """Make the people of the corpus known: those whom their names show, and those who speak."""
    people, loose = [], []
    for reading, own, found in zip(readings, quotes, named, strict=True):
        ends = {e - n: s for a in own.attributions for s, e in a.source for n in range(3)}
        bodies = {n.text for n in found if not n.kind and _ITS.match(reading.article.text, n.end)}
        for name in found:
            if name.kind == "person":
                people.append((reading.article.id, name))
            elif not name.kind and name.text not in bodies and _is_source(name, ends.get(name.end, -1), reading):
                loose.append((reading.article.id, name))
        loose += [(reading.article.id, name) for name in _taken_up(found, ends, reading)]
    registry.add_people(people)
    registry.add_people(loose)


def _taken_up(found: Sequence[Name], ends: Collection[int], reading: Reading) -> list[Name]:
    """Single names of unknown kind that speak, and that *he* or *she* takes up in the same sentence: people."""
    speak = {n.text for n in found if not n.kind and " " not in n.text and n.end in ends and not describes(n.text)}
    speak = {word for word in speak if not word.isupper()}  # HP
    taken = set()
    for name in found:
        if name.text in speak and name.text not in taken and name.subject:
            after = reading.article.text[name.end : reading.sentences[name.sentence].end]
            if _TAKEN_UP.match(after):
                taken.add(name.text)
    return [n for n in found if not n.kind and n.text in taken]


def _is_source(name: Name, start: int, reading: Reading) -> bool:
    """A name of unknown kind, of two or three words, that ends the source which begins at ``start``, as its head, is taken for a person.

    Not one with *of* or a word in capitals inside (ACLU of Oregon), nor one behind a noun for a body (the newspaper Morgen Heute).
    """
    words = name.text.split()
    if not 0 <= start <= name.start or not 1 < len(words) <= 3 or describes(words[-1]):
        return False
    if words[-1] in lists().places or words[-1].lower() in _BODY_ENDS:  # Rugby Australia, Thames Water
        return False
    before = _own_words(reading.article.text[start : name.start])
    ahead = [word.lower().rstrip(",") for word in before]
    whole = (
        bool(before) and ahead[0] == "the" and all(w[0].isupper() and not POSSESSIVE.search(w) for w in before[1:])
    )  # the British Heart Charity
    titled = reading.article.text[name.start - 1] in "“\"‘'`"  # the book “Late Again”
    body = ahead and (
        titled or whole or ahead[-1] == "the" or ahead[-1] in lists().institution_nouns | lists().documents | NO_PERSONS
    )
    return (
        not body
        and not _INSIDE.search(" ".join(ahead))
        and not any(w == "of" or (len(w) > 1 and w.isupper() and "." not in w) for w in words)
    )


def _own_words(before: str) -> list[str]:
    """The words in front of a name that are its own: *one of them, baker*: baker; *a user group,*: group; *the head of Harbor Lane,*: none."""
    ahead, comma, own = before.rpartition(", ")
    if not comma or own[:1].isupper():
        return before.split()
    return own.split() or [w for w in ahead.split()[-1:] if w.islower()]


def _with_speakers(own: Quotes, who: Sequence[tuple[str, ...]]) -> Quotes:
    statements = tuple(replace(a, speakers=s) for a, s in zip(own.attributions, who, strict=True))
    done = replace(own, attributions=statements)
    quoted = []
    for stretch in own.quoted:
        statement = done.statement_at(stretch.start) if stretch.role == "speech" else None
        speaker = statement.speakers[0] if statement and statement.speakers else ""
        quoted.append(Quoted(stretch.start, stretch.end, stretch.role, speaker))
    return replace(done, quoted=tuple(quoted))
