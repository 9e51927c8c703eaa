"""Who a source is: from the words of a source span to identities, in the order in which the article tells.

Each rule has a name, which the ``mentions`` and views show, so that a reader can disagree.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from analysis.entities.lists import lists
from analysis.entities.names import Name
from analysis.entities.people import Entity, Registry
from analysis.quotes.attribution import Attribution, Quotes, Span
from analysis.reading import Reading

__all__ = ["Mention", "Speakers"]

_PRONOUNS = {"he": "he", "she": "she", "him": "he", "his": "he", "her": "she"}
_PLURAL = frozenset(("they", "them", "their"))
_NOBODY = frozenset("i we you us our my it its that which this one".split())
_WORD = re.compile(r"[^\W_]+(?:['’.&-][^\W_]+)*\.?")
_POSSESSIVE = re.compile(r"['’]s?$")
_LINK = re.compile(
    r"\b(?:of|for|to|with|by|from|in|on|at|against|about|near|who|which|that|based|traveling|travelling)\b", re.IGNORECASE
)
_DETERMINER = re.compile(
    r"^(?:the|a|an|one|another|some|several|many|both|two|three|his|her|their|its|our|most|other)\s+", re.IGNORECASE
)
_INDEFINITE = re.compile(r"^(?:a|an|one|another|some|several|many|two|three|most|other)\s", re.IGNORECASE)
_SHORT_NAME = 6  # words of a description that serve as its name
_SMALL = frozenset("the a an of for to in at and his her its their".split())
_VAGUE = frozenset("former then-current current outgoing longtime veteran".split())
_DAYS = frozenset("Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split())
BACK = 3  # sentences through which a pronoun looks back


@dataclass(frozen=True)
class Mention:
    """A mention of an entity (its position in the registry): offsets and form (``name``, ``role``, ``pronoun``)."""

    entity: int
    start: int
    end: int
    form: str


class Speakers:
    """Resolves the sources of one article, one after the other."""

    def __init__(self, reading: Reading, quotes: Quotes, names: Sequence[Name], registry: Registry) -> None:
        self.reading, self.quotes, self.names, self.registry = reading, quotes, names, registry
        self.article = reading.article.id
        self.text = reading.article.text
        self.told: list[tuple[int, list[Entity]]] = []  # (where a statement's source stands, who it is)
        self.mentions: list[Mention] = []

    def of(self, attribution: Attribution) -> list[Entity]:
        """The speakers of a statement; empty where nobody is named or can be told."""
        if not attribution.source:
            return []
        start, end = attribution.source[0]
        found = self._source(start, end)
        if found:
            self.told.append((start, found))
        return found

    def _source(self, start: int, end: int) -> list[Entity]:
        words = self.text[start:end].strip(" ,.:;\"“”'‘’—–-")
        low = words.lower()
        if low in _PRONOUNS:
            return self._noted(self._pronoun(start, _PRONOUNS[low]), start, end, "pronoun")
        if low in _PLURAL:
            return self._noted(self._plural(start), start, end, "pronoun")
        if low in ("who", "that", "which"):
            return self._antecedent(start)
        if low in _NOBODY or not _WORD.search(words):
            return []
        return self._named(start, end) or self._described(words, start, end)

    def _noted(self, entities: list[Entity], start: int, end: int, form: str) -> list[Entity]:
        for entity in entities:
            self.mentions.append(Mention(self.registry.entities.index(entity), start, end, form))
        return entities

    def _named(self, start: int, end: int) -> list[Entity]:
        """Names in the span that are its head: not behind a preposition, not in front of 's."""
        found: list[Entity] = []
        for name in self.names:
            if start <= name.start and name.end <= end and name.kind in ("person", ""):
                ahead = self.text[start : name.start]
                ahead = ahead[ahead.rfind(",") + 1 :].lower().rstrip().removesuffix(name.role)
                person = self.registry.person(name.text, self.article)
                if person and not name.possessive and not _LINK.search(ahead) and person not in found:
                    found.append(person)
        return found

    def _described(self, words: str, start: int, end: int) -> list[Entity]:
        bare = _DETERMINER.sub("", words)
        bare = _DETERMINER.sub("", bare)
        first = re.split(r",|\s(?=(?:of|for|who|which|that|in|on|at|with|from|based|traveling|travelling|released)\b)", bare)[0]
        tokens = [t.rstrip(".") if t.count(".") == 1 else t for t in _WORD.findall(first)]
        if not tokens:
            return []
        head = _POSSESSIVE.sub("", tokens[-1]).lower()
        if bare in lists().places or first in lists().places:
            return [self._other("place", bare if bare in lists().places else first)]
        if tokens[-1] in lists().peoples:
            return [self._other("place", tokens[-1])]
        if head in lists().documents:
            return self._noted([self._document(bare, words)], start, end, "role")
        if head in lists().groups:
            return self._noted([self._group(bare, head, words)], start, end, "role")
        if head in lists().persons:
            return self._noted([self._by_role(bare, words)], start, end, "role")
        names = [t for t in tokens if t[:1].isupper() and _POSSESSIVE.sub("", t) not in _DAYS]
        kind = "institution" if names else "anonymous"
        return self._noted([self._other(kind, _short(bare))], start, end, "name" if kind == "institution" else "role")

    def _other(self, kind: str, text: str, name: str = "") -> Entity:
        return self.registry.other(kind, text, self.article, name)

    def _document(self, bare: str, words: str) -> Entity:
        """``The report``, ``the 64-page document``: the one last spoken of; otherwise a new one."""
        before = [e for _, told in reversed(self.told) for e in told if e.kind == "document"]
        if before and not _INDEFINITE.match(words):
            return before[0]
        return self._other("document", _short(bare))

    def _group(self, bare: str, head: str, words: str) -> Entity:
        """``the officials``: those last spoken of by the same word; otherwise unnamed sources of their own."""
        before = [e for _, told in reversed(self.told) for e in told if e.kind == "anonymous" and head in e.key]
        if before and len(bare.split()) == 1 and words.lower().startswith("the "):
            return before[0]
        return self._other("anonymous", _short(bare))

    def _by_role(self, bare: str, words: str) -> Entity:
        """``the Russian foreign minister``: the one person of the article, or corpus, whose role fits."""
        if not _INDEFINITE.match(words):
            own = [e for e in self.registry.entities if e.kind == "person" and e.roles and _role_fits(bare, e)]
            here = [e for e in own if self.article in e.articles]
            for choice in (here, own):
                if len(choice) == 1:
                    return choice[0]
            if len(here) > 1:
                return max(here, key=lambda e: self._last_named(e))
        return self._other("anonymous", _short(bare))

    def _last_named(self, entity: Entity) -> int:
        return max((n.start for n in self.names if self.registry.person(n.text, self.article) is entity), default=-1)

    def _antecedent(self, start: int) -> list[Entity]:
        """``Kerry, who``: the name right in front."""
        for name in reversed(self.names):
            if name.end <= start and re.fullmatch(r"[\s,()\w.-]{0,4}", self.text[name.end : start]):
                person = self.registry.person(name.text, self.article)
                if person:
                    return [person]
                return [self._other(name.kind, name.text)] if name.kind else []
        return []

    def _pronoun(self, start: int, gender: str) -> list[Entity]:
        """Whom *he* or *she* means: who spoke last, or whom the sentences before are about."""
        sentences = [s for s in self.reading.sentences if s.role == "body" and s.start <= start]
        for back, sentence in enumerate(reversed(sentences[-BACK - 1 :])):
            limit = start if back == 0 else sentence.end
            told = [who for at, who in self.told if sentence.start <= at < limit]
            spoke = [e for who in reversed(told) for e in who if len(who) == 1 and _may_be(e, gender)]
            about = self._about(sentence.start, limit, gender)
            if spoke or about:
                return [spoke[0] if spoke else about[0]]
        return []

    def _about(self, start: int, end: int, gender: str) -> list[Entity]:
        """People named outside quoted and reported words, the first of them first."""
        contents: list[Span] = [span for a in self.quotes.attributions if a.kind != "indirect" for span in a.content]
        found = []
        for name in self.names:
            if start <= name.start < end and not name.possessive and not any(s <= name.start < e for s, e in contents):
                person = self.registry.person(name.text, self.article) if name.kind in ("person", "") else None
                if person and _may_be(person, gender):
                    found.append(person)
        return found

    def _plural(self, start: int) -> list[Entity]:
        sentences = [s for s in self.reading.sentences if s.start <= start][-2:]
        for at, who in reversed(self.told):
            if (
                sentences
                and at >= sentences[0].start
                and (len(who) > 1 or who[0].kind in ("anonymous", "institution", "place"))
            ):
                return who
        return []


def _may_be(entity: Entity, gender: str) -> bool:
    return entity.kind == "person" and entity.gender in ("", gender)


def _short(bare: str) -> str:
    words = re.split(r",| (?=who\b|which\b|that\b|traveling\b|travelling\b|based\b|released\b)", bare)[0].split()
    return " ".join(words[:_SHORT_NAME])


def _role_fits(description: str, entity: Entity) -> bool:
    """Do the words of a description fit a role that the corpus gives this person?"""
    words = [w.lower() for w in _WORD.findall(description) if not _POSSESSIVE.search(w)]
    words = [w if w in _place_words() else w.rstrip(".") for w in words]
    return any(_one_role_fits(words, role) for role in entity.roles)


def _one_role_fits(words: list[str], role: str) -> bool:
    has = [w for w in role.split() if w not in _SMALL]
    ours, theirs = _countries(words), _countries(has)
    if ours and theirs and not ours & theirs:
        return False
    core = [w for w in has if w not in _place_words()]
    plain = [w for w in words if w not in _place_words() and w not in _SMALL and w not in _VAGUE]
    if not core or not plain:
        return False
    title = " ".join(w for w in role.split() if w not in _place_words())
    names = [
        core,
        *(
            [w for w in other.split() if w not in _SMALL]
            for t, others in lists().same_role.items()
            if t in title
            for other in others
        ),
    ]
    return any(plain[-1] == name[-1] and set(plain) <= {*name, *core} for name in names)


def _countries(words: list[str]) -> set[str]:
    places = _place_words()
    return {places[w] for w in words if w in places}


def _place_words() -> dict[str, str]:
    return {word.lower(): country for word, country in lists().places.items()}
