"""Who is who: names, titles and pronouns to one identity, in an article and across the corpus."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from analysis.entities.linking import agreeing, link
from analysis.entities.names import Name, describes, names
from analysis.entities.people import Entity, Registry, with_unique_ids
from analysis.entities.speakers import Mention, Speakers
from analysis.quotes.attribution import Quoted, Quotes
from analysis.reading import Reading

__all__ = ["Entity", "Identities", "Mention", "identify"]

# A pronoun with no other name in between.
_TAKEN_UP = re.compile(r"[^A-Z\"“”]{2,100}?\b(?:he|his|him|she|her)\b")


@dataclass(frozen=True)
class Identities:
    """The identities of a corpus (ids to entities), their mentions by article, and the quotes with speakers."""

    entities: Mapping[str, Entity]
    mentions: Mapping[str, tuple[Mention, ...]]
    ids: Mapping[int, str]
    quotes: tuple[Quotes, ...]


def identify(readings: Sequence[Reading], quotes: Sequence[Quotes], overrides: Mapping[str, Any] | None = None) -> Identities:
    """Find the people, institutions and places of a corpus, and who speaks in each statement.

    ``overrides`` is the content of ``overrides.toml``: under ``[entities]``, ``same`` and ``different`` list names.
    """
    registry = Registry(overrides or {})
    named = _pooled([names(reading) for reading in readings])
    _register(readings, quotes, named, registry)
    links = [link(reading, found, registry) for reading, found in zip(readings, named, strict=True)]
    for reading, found in zip(readings, named, strict=True):
        agreeing(reading, found, registry)
    resolved, mentions = [], {}
    for reading, own, found, linked in zip(readings, quotes, named, links, strict=True):
        speakers = Speakers(reading, own, found, linked, registry)
        resolved.append([tuple(e.number for e in speakers.of(a)) for a in own.attributions])
        known = [Mention(e.number, n.start, n.end, "name") for n, e in zip(found, linked, strict=True) if e is not None]
        mentions[reading.article.id] = tuple(sorted({*known, *speakers.mentions}, key=lambda m: (m.start, m.end, m.entity)))
    ids = with_unique_ids(registry.entities)
    done = tuple(
        _with_speakers(own, [tuple(ids[n] for n in who) for who in found]) for own, found in zip(quotes, resolved, strict=True)
    )
    return Identities({ids[e.number]: e for e in registry.entities}, mentions, ids, done)


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
        ends = {e - n for a in own.attributions for s, e in a.source for n in range(3)}
        starts = sorted(a.source[0] for a in own.attributions if a.source)
        for name in found:
            if name.kind == "person":
                people.append((reading.article.id, name))
            elif not name.kind and name.end in ends and _is_source(name, starts, reading):
                loose.append((reading.article.id, name))
        loose += [(reading.article.id, name) for name in _taken_up(found, ends, reading)]
    registry.add_people(people)
    registry.add_people(loose)


def _taken_up(found: Sequence[Name], ends: set[int], reading: Reading) -> list[Name]:
    """Single names of unknown kind that speak, and that *he* or *she* takes up in the same sentence: people."""
    speak = {n.text for n in found if not n.kind and " " not in n.text and n.end in ends and not describes(n.text)}
    taken = set()
    for name in found:
        if name.text in speak and name.text not in taken and name.subject:
            after = reading.article.text[name.end : reading.sentences[name.sentence].end]
            if _TAKEN_UP.match(after):
                taken.add(name.text)
    return [n for n in found if not n.kind and n.text in taken]


def _is_source(name: Name, sources: Sequence[tuple[int, int]], reading: Reading) -> bool:
    """A name of unknown kind, of two or three words, that ends a source is taken for a person."""
    within = any(start <= name.start and name.end <= end for start, end in sources)
    the = reading.article.text[max(0, name.start - 4) : name.start].lower() == "the "
    return within and not the and 1 < len(name.text.split()) <= 3 and not describes(name.text.split()[-1])


def _with_speakers(own: Quotes, who: Sequence[tuple[str, ...]]) -> Quotes:
    statements = tuple(replace(a, speakers=s) for a, s in zip(own.attributions, who, strict=True))
    done = replace(own, attributions=statements)
    quoted = []
    for stretch in own.quoted:
        statement = done.statement_at(stretch.start) if stretch.role == "speech" else None
        speaker = statement.speakers[0] if statement and statement.speakers else ""
        quoted.append(Quoted(stretch.start, stretch.end, stretch.role, speaker))
    return replace(done, quoted=tuple(quoted))
