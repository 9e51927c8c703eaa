"""Who is who: names, titles and pronouns to one identity, in an article and across the corpus."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from analysis.entities.lists import lists
from analysis.entities.names import Name, names
from analysis.entities.people import Entity, Registry, with_unique_ids
from analysis.entities.speakers import Mention, Speakers
from analysis.quotes.attribution import Attribution, Quoted, Quotes
from analysis.reading import Reading

__all__ = ["Entity", "Identities", "Mention", "identify"]


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
    named = [names(reading) for reading in readings]
    by_article = [(reading.article.id, name) for reading, found in zip(readings, named, strict=True) for name in found]
    people = [row for row in by_article if row[1].kind == "person"]
    registry.add_people(people)
    sources = _sources(readings, quotes)
    registry.add_people(
        row for row in by_article if not row[1].kind and (_is_source(row, sources) or registry.person(row[1].text, row[0]))
    )
    resolved, mentions = [], {}
    for reading, own, found in zip(readings, quotes, named, strict=True):
        speakers = Speakers(reading, own, found, registry)
        who = [speakers.of(a) for a in own.attributions]
        resolved.append((own, who))
        mentions[reading.article.id] = [*_name_mentions(reading, found, registry), *speakers.mentions]
    ids = with_unique_ids(registry.entities)
    number = {id(e): n for n, e in enumerate(registry.entities)}
    done = tuple(
        _with_speakers(own, [tuple(ids[number[id(e)]] for e in w) for w in who], reading)
        for reading, (own, who) in zip(readings, resolved, strict=True)
    )
    ordered = {article: tuple(sorted(set(m), key=lambda m: (m.start, m.end, m.entity))) for article, m in mentions.items()}
    return Identities({ids[n]: e for n, e in enumerate(registry.entities)}, ordered, ids, done)


def _sources(readings: Sequence[Reading], quotes: Sequence[Quotes]) -> dict[str, list[tuple[int, int]]]:
    return {r.article.id: [s for a in q.attributions for s in a.source] for r, q in zip(readings, quotes, strict=True)}


def _is_source(row: tuple[str, Name], sources: Mapping[str, list[tuple[int, int]]]) -> bool:
    """A name of unknown kind, of two or three words, that ends a source is taken for a person."""
    article, name = row
    ends = any(s <= name.start and name.end <= e <= name.end + 2 for s, e in sources[article])
    return ends and 1 < len(name.text.split()) <= 3


def _name_mentions(reading: Reading, found: Sequence[Name], registry: Registry) -> list[Mention]:
    result = []
    for name in found:
        if name.kind in ("person", ""):
            entity = registry.person(name.text, reading.article.id)
        elif name.kind == "place" and not _stands_for_country(name, reading):
            entity = registry.other("place", name.text, reading.article.id, _first_spelling(name.text))
        else:
            entity = registry.other(name.kind, name.text, reading.article.id)
        if entity is not None:
            result.append(Mention(registry.entities.index(entity), name.start, name.end, "name"))
    return result


def _first_spelling(capital: str) -> str:
    """Kyiv and Kiev are one city: the capital that the list names first for its country."""
    country = lists().capitals[capital]
    return next(name for name, of in lists().capitals.items() if of == country)


def _stands_for_country(name: Name, reading: Reading) -> bool:
    """A capital stands for its government unless something happens there ("in Moscow")."""
    if lists().capitals.get(name.text) is None:
        return True
    return not re.search(
        r"\b(?:in|at|near|outside|around|from|to)\s$", reading.article.text[max(0, name.start - 9) : name.start]
    )


def _with_speakers(own: Quotes, who: Sequence[tuple[str, ...]], reading: Reading) -> Quotes:
    statements = tuple(replace(a, speakers=s) for a, s in zip(own.attributions, who, strict=True))
    statements = _carried_on(statements, reading)
    done = replace(own, attributions=statements)
    quoted = []
    for stretch in own.quoted:
        statement = done.statement_at(stretch.start) if stretch.role == "speech" else None
        speaker = statement.speakers[0] if statement and statement.speakers else ""
        quoted.append(Quoted(stretch.start, stretch.end, stretch.role, speaker))
    return replace(done, quoted=tuple(quoted))


def _carried_on(statements: Sequence[Attribution], reading: Reading) -> tuple[Attribution, ...]:
    """A quotation without a source that opens the paragraph after another quotation goes on in the same voice."""
    result: list[Attribution] = []
    for a in statements:
        before = result[-1] if result else None
        if not a.source and a.kind == "direct" and before and before.speakers and before.kind != "indirect":
            between = reading.article.text[max(e for _, e in before.content) : a.start]
            paragraphs = between.strip("\"“”'’ ").count("\n\n") or between.count("\n")
            if paragraphs and len(between.split()) <= 12:
                a = replace(a, speakers=before.speakers)
        result.append(a)
    return tuple(result)
