"""Who a source is: from the words of a source span to identities, in the order in which the article tells."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from analysis.entities.describe import POSSESSIVE, fits
from analysis.entities.focus import Focus
from analysis.entities.lists import lists
from analysis.entities.names import Name, institution
from analysis.entities.people import Entity, Registry, gender_of
from analysis.quotes.attribution import Attribution, Quotes
from analysis.reading import Reading

__all__ = ["Mention", "Speakers", "may_name"]

_PRONOUNS = {"he": "he", "she": "she", "him": "he", "his": "he", "her": "she", "himself": "he", "herself": "she"}
_PLURAL = frozenset(
    ("they", "them", "their", "both", "the two", "the pair", "the couple", "the duo", "the two men", "the two women")
)
_TWO = frozenset(("both", "the two", "the pair", "the couple", "the duo", "the two men", "the two women"))
_NOBODY = frozenset("i we you us our my it its that which this one me mine himself itself there whose self".split())
_NAMELESS = frozenset(_PRONOUNS) | _PLURAL | _NOBODY | {"who", "that", "which"}
_WORD = re.compile(r"[^\W_]+(?:['’.&/-][^\W_]+)*\.?")
_DETERMINER = re.compile(
    r"^(?:the|a|an|one|another|some|several|many|both|two|three|his|her|their|its|our|most|other|this|these|those|that)\s+",
    re.IGNORECASE,
)
_INDEFINITE = re.compile(r"^(?:a|an|one|another|some|several|many|two|three|most|other)\s", re.IGNORECASE)
_CUT = re.compile(
    r",|\s\(|\s(?=(?:of|for|who|whose|which|that|in|on|at|with|from|to|by|about|based|traveling|travelling|released|published|conducted"
    r"|including|like|such|behind|against|backing|supporting)\b)"
)
# What may stand behind a name that is a source's head; another word in small letters makes the name a mere modifier.
_HEAD_ENDS = re.compile(
    r"\s*(?:$|[,.;:()\[\]\"“”‘’'—–-]|(?:and|who|of|himself|herself|in|on|at|from|with|for|as|also|whose|or|then|to|but|by|both)\b)"
)
_LINK = re.compile(
    r"\b(?:of|for|to|with|by|from|in|on|at|against|about|near|who|which|that|whose|based|travell?ing|supporting|backing|like|including)\b",
    re.IGNORECASE,
)
_LATER = re.compile(r"^(?:and|&|or|both|as well as)?\s*$", re.IGNORECASE)
_OWNED = re.compile(r"(?:['’]s?)?\s+(?:[a-z-]+\s+){0,2}?([a-z]+(?:\s(?:pac|tank))?)\s*$")
_SHORT_NAME = 6  # words of a description that serve as its name
_DANGLING = frozenset("a an the of for to in at on by with from and or that this those these his her its their about".split())
_TOGETHER = {"sides": "both sides"}  # which says little without its number
_ARTICLES = frozenset("a an the this that its their his her".split())
_DAYS = frozenset("Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split())
_CAMPAIGN = frozenset("campaign camp team office administration foundation organization company".split())
# Who is taken up by these words must have been called so, or be unnamed.
_MANY = frozenset("senator congressman congresswoman representative lawmaker governor".split())  # offices of many at once
_OFFICIAL = frozenset(
    "spokesman spokeswoman spokesperson official source aide adviser advisor analyst expert witness resident voter".split()
)
_ALIKE = {
    "agency": "department administration agency bureau service board commission office ministry".split(),
    "department": ["department"],
    "newspaper": "times post journal news gazette globe herald tribune chronicle guardian sun today".split(),
    "tabloid": "times post news sun mail".split(),
    "magazine": "magazine time review".split(),
    "network": "news network channel cnn msnbc espn".split(),
    "party": ["party"],
    "campaign": ["campaign"],
    "committee": ["committee"],
}
_ALIKE["paper"] = _ALIKE["newspaper"]


@dataclass(frozen=True)
class Mention:
    """A mention of an entity (its position in the registry): offsets and form (``name``, ``role``, ``pronoun``)."""

    entity: int
    start: int
    end: int
    form: str


class Speakers:
    """Resolves the sources of one article, one after the other."""

    def __init__(
        self, reading: Reading, quotes: Quotes, names: Sequence[Name], links: Sequence[Entity | None], registry: Registry
    ) -> None:
        self.names, self.links, self.registry = names, links, registry
        self.article = reading.article.id
        self.text = reading.article.text
        self.focus = Focus(reading, quotes, names, links)
        self.told: list[tuple[int, list[Entity]]] = []  # (where a statement's source stands, who it is)
        self.mentions: list[Mention] = []
        self._starts = [name.start for name in names]
        self._known: dict[tuple[int, int], list[Entity]] = {}

    def of(self, attribution: Attribution) -> list[Entity]:
        """The speakers of a statement; empty where nobody is named or can be told."""
        if not attribution.source:
            return []
        start, end = attribution.source[0]
        if (start, end) not in self._known:
            found = self._source(start, end)
            self._known[start, end] = found
            if found:
                self.told.append((start, found))
                self.focus.spoke(start, found)
        return self._known[start, end]

    def _source(self, start: int, end: int) -> list[Entity]:
        words = _stripped(self.text[start:end])
        low = words.lower()
        if low in _PRONOUNS:
            who = self.focus.best(start, _PRONOUNS[low])
            return self._noted([who] if who else [], start, end, "pronoun")
        if low in _PLURAL:
            return self._noted(self._several(start, low), start, end, "pronoun")
        if low in ("who", "that", "which"):
            return self._antecedent(start, low)
        if low in _NOBODY or not _WORD.search(words):
            return []
        return self._named(start, end) or self._owned(start, end) or self._described(words, start, end)

    def _noted(self, entities: list[Entity], start: int, end: int, form: str) -> list[Entity]:
        self.mentions += [Mention(entity.number, start, end, form) for entity in entities]
        return entities

    def _within(self, start: int, end: int) -> list[tuple[Name, Entity | None]]:
        first = bisect_left(self._starts, start)
        last = bisect_left(self._starts, end)
        return [(self.names[n], self.links[n]) for n in range(first, last) if self.names[n].end <= end]

    def _named(self, start: int, end: int) -> list[Entity]:
        """``names``: people in the span who are its head: not behind a preposition, in front of 's, or of another noun."""
        found: list[Entity] = []
        for name, entity in self._within(start, end):
            ahead = re.split(r"[,(]|\band\b", self.text[start : name.start])[-1].strip()
            owns = name.possessive and self.text[name.end : end].strip("'’s ")  # not in "Roe's promise that"
            if entity is None or entity.kind != "person" or owns or _LINK.search(ahead):
                continue
            if not _HEAD_ENDS.match(self.text[name.end : end]) or (found and not self._listed(ahead, name)):
                continue
            if entity not in found:
                found.append(entity)
        return found

    def _listed(self, ahead: str, name: Name) -> bool:
        """Behind a first name, another counts in a list (A, B and C), with its role, not in "A, a supporter of B"."""
        plain = ahead.lower()
        role = plain.split()[-1] if plain else ""
        return bool(_LATER.match(plain)) or (plain not in ("a", "an", "the") and role in lists().persons) or plain in name.role

    def _owned(self, start: int, end: int) -> list[Entity]:
        """``owners``: what belongs to a person: Roe's campaign, the Roe campaign, his campaign, Roe's aides."""
        text = self.text[start:end].strip()
        possessor = re.match(r"(his|her)\s", text, re.IGNORECASE)
        people = [(n, e) for n, e in self._within(start, end) if e is not None and e.kind == "person"]
        owner, rest = None, ""
        if possessor:
            owner, rest = self.focus.best(start, _PRONOUNS[possessor[1].lower()]), text[len(possessor[1]) :]
        elif people and not _LINK.search(self.text[start : people[0][0].start]):
            owner, rest = people[0][1], self.text[people[0][0].end : end]
        elif re.match(r"the\s.*['’]s?\s", text, re.IGNORECASE):  # the nominee's campaign
            described, mark, rest = text.partition("'s") if "'s" in text else text.partition("’s")
            roles = self._by_role(_DETERMINER.sub("", described), described, start) if mark else []
            owner = roles[0] if roles and roles[0].kind == "person" else None
        match = _OWNED.match(rest) if owner else None
        if owner is None or match is None:
            return []
        surname = _surname(owner)
        noun = match[1]
        if noun in _CAMPAIGN:
            return self._noted([self._other("institution", f"{surname} {noun}")], start, end, "role")
        if noun in lists().groups and not possessor:
            return self._noted([self._other("anonymous", f"{surname} {' '.join(rest.split()[-1:])}")], start, end, "role")
        return []

    def _described(self, words: str, start: int, end: int) -> list[Entity]:
        bare = _DETERMINER.sub("", _DETERMINER.sub("", words))
        first = _CUT.split(bare)[0]
        tokens = [t.rstrip(".") if t.count(".") == 1 else t for t in _WORD.findall(first)]
        if not tokens:
            return []
        whole = " ".join(tokens)
        head = POSSESSIVE.sub("", tokens[-1]).lower()
        plain_head = tokens[-1][0].islower() or len(tokens) == 1
        if bare in lists().places or first in lists().places:
            return self._country(bare if bare in lists().places else first, words, start, end)
        if tokens[-1] in lists().peoples:
            return self._country(tokens[-1], words, start, end)
        linked = next(
            (e for n, e in self._within(start, end) if e is not None and n.text == whole and n.kind == "institution"), None
        )
        if linked is not None:
            return [linked]
        if institution(tokens) and tokens[-1][0].isupper():
            return [self._other("institution", whole)]
        if plain_head and head in lists().institution_nouns:
            known = self._institution_again(head, whole, start) if len(tokens) == 1 and words.lower() != head else None
            if known:
                return self._noted([known], start, end, "role")
        if head in lists().documents:
            return self._noted([self._document(bare, words)], start, end, "role")
        if head in lists().groups:
            return self._noted([self._group(bare, head, words)], start, end, "role")
        if head in lists().persons or (plain_head and any(whole.lower().endswith(t) for t in lists().long_titles)):
            return self._noted(self._by_role(bare, words, start), start, end, "role")
        if plain_head and head in lists().institution_nouns and any(t[0].isupper() for t in tokens):
            return self._noted([self._other("institution", whole)], start, end, "role")
        names = tokens[-1][0].isupper() and POSSESSIVE.sub("", tokens[-1]) not in _DAYS and not words[0].isdigit()
        if names and len(tokens) <= _SHORT_NAME and all(t[0].isupper() or len(t) < 4 for t in tokens):
            return self._noted([self._other("institution", whole)], start, end, "name")
        return self._noted([self._other("anonymous", _short(bare))], start, end, "role")

    def _other(self, kind: str, text: str) -> Entity:
        return self.registry.other(kind, text, self.article)

    def _country(self, word: str, words: str, start: int, end: int) -> list[Entity]:
        """A country or capital speaks for its government, and so does "the Russians"; "Russians" are people."""
        if word in lists().peoples and word.endswith("s") and not words.lower().startswith("the "):
            return self._noted([self._other("anonymous", words)], start, end, "role")
        return [self._other("place", word)]

    def _institution_again(self, head: str, whole: str, start: int) -> Entity | None:
        """``the company``: the institution last spoken of, best one whose name ends in such a word."""
        told = {e.number: e for _, who in self.told for e in who if e.kind == "institution"}
        before = [(at, e) for at, who in self.told for e in who if e.kind == "institution"]
        for n in range(bisect_left(self._starts, start)):
            entity, name = self.links[n], self.names[n]
            if name.kind == "institution" and entity is not None:
                before.append((name.start, entity))
        before.sort(key=lambda item: item[0], reverse=True)
        alike = _ALIKE.get(head, ())
        for _, entity in before:
            if entity.key and (entity.key[-1] == head or entity.key[-1] in alike):
                return entity
        if head in ("campaign", "camp"):
            owner = self.focus.best(start, may_be=lambda e: e.kind == "person")
            return self._other("institution", f"{_surname(owner)} {head}") if owner else None
        if head in _ALIKE:
            return None
        near = self.focus.sentence(start) - 5
        recent = [(at, e) for at, e in before if self.focus.sentence(at) >= near]
        return next((e for _, e in recent if e.number in told), recent[0][1] if recent else None) or self._unknown_name(start)

    def _unknown_name(self, start: int) -> Entity | None:
        """A capitalised name of no known kind that the last sentences are about: what "the company" takes up is one."""
        for n in range(bisect_left(self._starts, start) - 1, -1, -1):
            name = self.names[n]
            if self.focus.sentence(name.start) < self.focus.sentence(start) - 3:
                return None
            if name.kind == "" and self.links[n] is None and not name.text.endswith("s") and not self.focus.quoted(name.start):
                return self._other("institution", name.text)
        return None

    def _document(self, bare: str, words: str) -> Entity:
        """``The report``, ``the 64-page document``: the one last spoken of; otherwise a new one."""
        before = [e for _, told in reversed(self.told) for e in told if e.kind == "document"]
        head = _CUT.split(bare)[0].split()[-1].lower()
        same = before if head in ("document", "text") else [e for e in before if head in e.key]
        if same and not _INDEFINITE.match(words):
            return same[0]
        return self._other("document", _short(bare))

    def _group(self, bare: str, head: str, words: str) -> Entity:
        """``the officials``: those last spoken of by the same word; otherwise unnamed sources of their own."""
        before = [e for _, told in reversed(self.told) for e in told if e.kind == "anonymous" and head in e.key]
        if before and len(bare.split()) == 1 and words.lower().startswith("the "):
            return before[0]
        return self._other("anonymous", _short(bare))

    def _by_role(self, bare: str, words: str, start: int) -> list[Entity]:
        """``the Russian foreign minister``: who was called so, else an unnamed source called so, else who is in focus."""
        short = _CUT.split(bare)[0]
        tokens = [w.rstrip(".").lower() for w in _WORD.findall(short)]
        if not _INDEFINITE.match(words) and tokens:
            known = self._called(bare, tokens[-1], start) or self._called(short, tokens[-1], start)
            if known:
                return [known]
            if words.lower().startswith("the "):
                again = self._unnamed_again(tokens[-1])
                focus = None if again or tokens[-1] in _OFFICIAL else self._in_focus(short, tokens[-1], start)
                if again or focus:
                    return [e for e in (again, focus) if e]
        return [self._other("anonymous", _short(bare))]

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
        return next(
            (e for _, t in reversed(self.told[-4:]) for e in t if e.kind == "anonymous" and e.key[-1:] == (head,)), None
        )

    def _in_focus(self, description: str, head: str, start: int) -> Entity | None:
        """``the billionaire``: news takes up with new words whom it is speaking of."""

        def may_be(entity: Entity) -> bool:
            return entity.kind == "person" and (not entity.roles or not _other_office(description, tuple(entity.roles)))

        return self.focus.best(start, gender_of((head,)), may_be)

    def _antecedent(self, start: int, word: str) -> list[Entity]:
        """``Vann, who``: the name right in front; but a person is no "that": ``a report by Vann that`` is the report."""
        n = bisect_left(self._starts, start) - 1
        beside = n >= 0 and re.fullmatch(r"(?:['’]s)?[\s,()\w.-]{0,4}", self.text[self.names[n].end : start])
        entity = self.links[n] if beside else None
        person = entity is not None and entity.kind == "person"
        if word != "who" and (person or entity is None):
            return self._noted(self._document_before(start, right_in_front=not person), start, start + len(word), "pronoun")
        return [entity] if entity is not None else []

    def _document_before(self, start: int, right_in_front: bool) -> list[Entity]:
        """The document that this sentence spoke of last, if any."""
        begin = self.focus.reading.sentences[self.focus.sentence(start)].start
        words = list(_WORD.finditer(self.text, begin, start))
        tried = range(len(words) - 1, len(words) - 2 if right_in_front else -1, -1)
        at = next((n for n in tried if words[n][0].lower() in lists().documents), None)
        if at is None:
            return []
        first = next((n for n in range(at, max(-1, at - 4), -1) if words[n][0].lower() in _ARTICLES), at)
        whole = self.text[words[first].start() : words[at].end()]
        return [self._document(_DETERMINER.sub("", whole), whole)]

    def _several(self, start: int, word: str) -> list[Entity]:
        """``they``: who spoke as several just before; else two people named together; else the people last spoken of as a group."""
        here = self.focus.sentence(start)
        for at, who in reversed(self.told):
            if at < start and self.focus.sentence(at) >= here - 3:
                many = len(who) > 1 or (word not in _TWO and who[0].kind in ("anonymous", "institution", "place"))
                if many:
                    return who
        return self.focus.pair(start) or ([] if word in _TWO else self._group_before(start))

    def _group_before(self, start: int) -> list[Entity]:
        sentences = self.focus.reading.sentences
        here = self.focus.sentence(start)
        for number in range(here, max(-1, here - 3), -1):
            words = [(s, self.text[s:e]) for s, e in sentences[number].words if s < start and not self.focus.quoted(s)]
            found = next((w for _, w in words if w.lower() in lists().groups and w.endswith(("s", "women", "men"))), None)
            if found:
                return [self._other("anonymous", found)]
        return []


def may_name(source: str) -> bool:
    """Can a source of these words be a mention by name or role? Pronouns are none."""
    return _stripped(source).lower() not in _NAMELESS


def _stripped(source: str) -> str:
    return source.strip(" ,.:;\"“”'‘’—–-")


_OFFICES = frozenset(
    "senator governor president mayor congressman congresswoman representative judge justice general speaker ambassador secretary "
    "minister chancellor".split()
)


def _other_office(description: str, roles: tuple[str, ...]) -> bool:
    """Does the description name an office, and the person hold another one?"""
    ours = {w for w in re.findall(r"[a-z]+", description.lower()) if w in _OFFICES}
    text = " ".join(lists().expanded.get(w.rstrip("."), w) for role in roles for w in role.split())
    theirs = {w for w in re.findall(r"[a-z]+", text) if w in _OFFICES}
    return bool(ours and theirs and not ours & theirs)


def _surname(person: Entity) -> str:
    words = [w for w in person.name.split() if w.rstrip(".") not in ("Jr", "Sr", "II", "III", "IV")]
    return words[-1] if words else person.name


def _short(bare: str) -> str:
    words = re.split(r",| (?=who\b|which\b|that\b|traveling\b|travelling\b|based\b|released\b)", bare)[0].split()
    words = words[:_SHORT_NAME]
    while len(words) > 1 and words[-1].lower() in _DANGLING:
        words.pop()
    short = " ".join(words)
    return _TOGETHER.get(short.lower(), short)
