"""Which person a description means: *the Iowa senator*, *the 32-year-old*, *the Spaniard*, *the boy's father*."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from analysis.entities import phrases
from analysis.entities.describe import fits
from analysis.entities.focus import Focus
from analysis.entities.institutions import Institutions
from analysis.entities.kinds import PARTY
from analysis.entities.lists import lists
from analysis.entities.names import Name
from analysis.entities.people import Entity, Registry, gender_of
from analysis.quotes.attribution import Quotes
from analysis.reading import Reading

__all__ = ["AGED", "REASONS", "RECENT", "Mention", "Persons"]

RECENT = 100  # statements, or names, through which a description is looked for, so that a long text takes time by its length
_WHO = re.compile(r"(?<!,)\s(?:who|that)\b")
_ANY_ONE = frozenset("average ordinary typical common other first only next".split())
_PARTIES = frozenset(
    "republican democrat democratic labour labor conservative tory liberal green socialist independent libertarian".split()
)
# Of which nobody is in two; conservatives, liberals and socialists are in many.
_RIVALS = {"republican": "r", "democrat": "d", "democratic": "d", "labour": "l", "labor": "l", "tory": "c"}
_COLOURS = frozenset("veteran embattled outspoken popular young elderly longtime first-term second-term controversial".split())
AGED = re.compile(r"\d+-year-old$")
# With an owner (the boy's father), somebody who was not spoken of.
_SOMEBODYS = frozenset(
    "father mother son daughter wife husband brother sister parent uncle aunt cousin nephew niece grandfather grandmother grandson "
    "granddaughter widow widower boyfriend girlfriend fiance fiancee friend neighbor neighbour colleague lawyer attorney solicitor barrister "
    "agent doctor therapist teacher coach landlord employer boss roommate classmate teammate".split()
)
_OWNER = re.compile(r"['’]s?\s")
_MANY = frozenset("senator congressman congresswoman representative lawmaker governor".split())  # offices of many at once
# Who is taken up by these words must have been called so, or be unnamed.
_OFFICIAL = frozenset(
    "spokesman spokeswoman spokesperson official source aide adviser advisor analyst expert witness resident voter person nurse firefighter "
    "accountant engineer photographer translator chaplain paramedic pilot trooper sergeant lieutenant auditor magistrate".split()
)


# Why a mention was given to an entity; ``docs/speakers.md`` says what each means.
REASONS = ("name", "called so", "again", "in focus", "together", "owner", "in front", "new", "overrides")


@dataclass(frozen=True)
class Mention:
    """A mention of an entity (its position in the registry): offsets, form (``name``, ``role``, ``pronoun``), and why it is this entity's.

    ``reason`` is one of :data:`REASONS`.
    """

    entity: int
    start: int
    end: int
    form: str
    reason: str


class Persons:
    """What was told so far in one article, and which person a description means."""

    def __init__(
        self, reading: Reading, quotes: Quotes, names: Sequence[Name], links: Sequence[Entity | None], registry: Registry
    ) -> None:
        self.names, self.links, self.registry = names, links, registry
        self.article = reading.article.id
        self.text = reading.article.text
        self.reading = reading
        self.focus = Focus(reading, quotes, names, links)
        self.institutions = Institutions(self.text, names, links, self.focus, lambda name: self._other("institution", name))
        self.told: list[tuple[int, list[Entity]]] = []  # (where a statement's source stands, who it is)
        self.mentions: list[Mention] = []
        self._starts = [name.start for name in names]
        self._known: dict[tuple[int, int], list[Entity]] = {}
        self._natives: dict[int, set[str]] = {}  # who was called the Spaniard, and the country

    def _noted(self, entities: list[Entity], start: int, end: int, form: str, reason: str) -> list[Entity]:
        self.mentions += [Mention(entity.number, start, end, form, reason) for entity in entities]
        return entities

    def _noted_once(self, entity: Entity, start: int, end: int, form: str, reason: str) -> list[Entity]:
        """Note a mention, unless a name in it is one already."""
        known = any(linked is entity for _, linked in self._within(start, end))
        return [entity] if known else self._noted([entity], start, end, form, reason)

    def _within(self, start: int, end: int) -> list[tuple[Name, Entity | None]]:
        first = bisect_left(self._starts, start)
        last = bisect_left(self._starts, end)
        return [(self.names[n], self.links[n]) for n in range(first, last) if self.names[n].end <= end]

    def _other(self, kind: str, text: str) -> Entity:
        return self.registry.other(kind, text, self.article)

    def _taken_up(self, bare: str, words: str, start: int, end: int) -> tuple[Entity | None, str]:
        """``The Russian foreign minister``: who was called so, else an unnamed source called so, else who is in focus; and which of these."""
        short = phrases.CUT.split(bare)[0]
        tokens = [w.rstrip(".").lower() for w in phrases.WORD.findall(short)]
        if phrases.INDEFINITE.match(words) or not tokens:
            return None, "new"
        known = self._called(bare, tokens[-1], start) or self._called(short, tokens[-1], start)
        known = known or self._called_plainly(tokens, start) or self._of_age(tokens[-1], start)
        if known or not words.lower().startswith("the "):
            return known, "called so" if known else "new"
        known = self._of_body(short, start)
        if known is not None:
            return known, "called so"
        again = self._unnamed_again(tokens[-1])
        if again:
            return again, "again"
        new = (
            tokens[-1] in _OFFICIAL
            or (tokens[-1] in _SOMEBODYS and _OWNER.search(short))
            or _WHO.search(words)
            or _WHO.match(self.text, end)
        )
        focus = None if new else self._in_focus(short, tokens[-1], start)
        return focus, "in focus" if focus else "new"

    def _unnamed(self, bare: str, words: str) -> Entity:
        """An unnamed source of its own; *another miner* is not *a miner*, nor *one of the miners* the miners."""
        name = phrases.short(bare)
        if phrases.ONE_OF.match(words):
            name = f"one of {phrases.short(phrases.ONE_OF.sub('', words, count=1))}"
        elif words.lower().startswith("another "):
            name = f"another {name}"
        return self._other("anonymous", name)

    def _one_of_a_people(self, tokens: list[str], bare: str, words: str, start: int, end: int) -> list[Entity]:
        """*The Spaniard* is who is in focus, best one of whom that is said; *a Spaniard* and *the average Spaniard* are unnamed."""
        country = phrases.native(tokens[-1])

        def countries(entity: Entity) -> set[str]:
            return _countries(entity) | self._natives.get(entity.number, set())

        named = None
        if words.lower().startswith("the ") and not _ANY_ONE.intersection(tokens):
            named = self.focus.best(start, may_be=lambda e: e.kind == "person" and country in countries(e))
            named = named or self.focus.best(start, may_be=lambda e: e.kind == "person" and not countries(e))
        if named is not None:
            self._natives.setdefault(named.number, set()).add(country)
        return self._noted([named or self._unnamed(bare, words)], start, end, "role", "in focus" if named else "new")

    def _called_plainly(self, tokens: list[str], start: int) -> Entity | None:
        """*The Labour councillor*, *the 64-year-old councillor*: who is called a councillor, if of no other party."""
        plain = [w for w in tokens if w not in _PARTIES and w not in _COLOURS and not AGED.match(w)]
        if len(plain) == len(tokens) or not plain or plain[-1] != tokens[-1]:
            return None
        known = self._called(" ".join(plain), tokens[-1], start)
        return known if known and self.article in known.articles and not _other_party(tokens, known) else None

    def _of_body(self, short: str, start: int) -> Entity | None:
        """*The RMT boss*: the one person of the article whose role has the name that the description has."""
        own = [
            w.lower() for w in phrases.WORD.findall(short)[:-1] if w[0].isupper() and w not in lists().places and w not in PARTY
        ]
        last = bisect_left(self._starts, start)
        before = self.links[max(0, last - 4 * RECENT) : last] if own else ()
        people = {e.number: e for e in before if e is not None and e.kind == "person"}
        found = [e for e in people.values() if any(set(own) <= set(role.split()) for role in e.roles)]
        return found[0] if len(found) == 1 else None

    def _of_age(self, word: str, start: int) -> Entity | None:
        """*The 32-year-old*: who was named with that age before."""
        years = word.split("-")[0] if AGED.match(word) else ""
        before = range(max(0, (last := bisect_left(self._starts, start)) - RECENT), last) if years else range(0)
        named = [(self.names[n], self.links[n]) for n in before]
        found = {e.number: e for n, e in named if e and e.kind == "person" and self.text.startswith(f", {years}", n.end)}
        return found.popitem()[1] if len(found) == 1 else None

    def _called(self, description: str, head: str, start: int) -> Entity | None:
        """The one person of the article, or corpus, whose role fits; of several in the article, who is in focus."""
        own = [e for e in self.registry.described(head) if fits(description, tuple(e.roles))]
        here = [e for e in own if self.article in e.articles]
        if len(here) == 1 and head not in _MANY:
            return here[0]
        if here:
            numbers = {e.number for e in here}
            known = self.focus.best(start, may_be=lambda e: e.number in numbers)
            return known or (None if self._in_focus(description, head, start) else here[0])
        return own[0] if len(own) == 1 and len(description.split()) > 1 else None

    def _unnamed_again(self, head: str) -> Entity | None:
        unnamed = [e for _, told in reversed(self.told[-4:]) for e in told if e.kind == "anonymous"]
        return next((e for e in unnamed if head in (phrases.head(e.name), *e.key[-1:])), None)

    def _in_focus(self, description: str, head: str, start: int) -> Entity | None:
        """``the billionaire``: news takes up with new words whom it is speaking of."""

        def may_be(entity: Entity) -> bool:
            if entity.kind != "person" or _other_party(description.lower().split(), entity):
                return False
            return not entity.roles or not phrases.other_office(description, tuple(entity.roles))

        return self.focus.best(start, gender_of((head,)), may_be)


def _other_party(words: Iterable[str], person: Entity) -> bool:
    """Do the words tell a party, and the person's roles another one?"""
    ours = {_RIVALS[w] for w in words if w in _RIVALS}
    theirs = {_RIVALS[w] for role in person.roles for w in role.split() if w in _RIVALS}
    return bool(ours and theirs) and not ours & theirs


def _countries(person: Entity) -> set[str]:
    """The countries of which a person's roles speak."""
    return {lists().place_words[w] for role in person.roles for w in role.split() if w in lists().place_words}
