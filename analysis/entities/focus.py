"""Whom an article is speaking of at a point: what *he*, *she*, *they* and *the senator* are resolved by.

Each mention of a person weighs by its place (who speaks, who is a sentence's subject, who is only mentioned) and fades sentence by
sentence. Names inside quotation marks do not count: they are what the speaker speaks of. What comes later in the text does not count
either.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence

from analysis.entities.lists import lists
from analysis.entities.names import Name
from analysis.entities.people import Entity
from analysis.entities.phrases import head
from analysis.quotes.attribution import Quotes, Span
from analysis.reading import Reading

__all__ = ["Focus"]

BACK = 8  # sentences through which one looks back
FADES = 0.6  # what is left of a mention's weight after a sentence that mentions anybody
SPEAKER, SUBJECT, FOLLOWED, MENTIONED, REPORTED = 3.5, 3.0, 2.0, 1.0, 0.4
KEPT = 0.2  # of the weight of further mentions, which add to the best one
UNKNOWN_GENDER = 0.5  # of the weight, beside people of the right gender
_NEXT = re.compile(
    r"(?:['’]s)?(?:\s\([^)]*\))?,?\s+(?:also |then |now |once |has |had |never |still |later |repeatedly )?"
    r"(?:is|was|has|had|will|would|did|does|could|should|may|might|can|[a-z]+ed|[a-z]{2,}s|said|told|went|took|made|began|gave|won|lost)\b"
)
_NOUN = re.compile(r"\s[a-z]")
_IS = re.compile(r"\b(?:is|was)\s$")
_NARRATED = re.compile(r"\b(?:he|she|his|her)\b", re.IGNORECASE)
_GENDER = {"he": "he", "his": "he", "she": "she", "her": "she"}
_PAIR = re.compile(
    r"\s*,?\s+and\s+(?:(?:his|her|their)\s+\w+,\s+)?(?:[a-z]+\s+){0,3}|,\s+\d+,\s+and\s+(?:(?:his|her)\s+\w+,\s+)?"
)


class Focus:
    """The mentions of an article's people so far, and who is in focus."""

    def __init__(self, reading: Reading, quotes: Quotes, names: Sequence[Name], links: Sequence[Entity | None]) -> None:
        self.reading, self.text, self.names, self.links = reading, reading.article.text, names, links
        self._starts = [s.start for s in reading.sentences]
        self._quoted = sorted((s.start, s.end) for s in reading.stretches)
        direct = [a for a in quotes.attributions if a.kind == "direct"]
        self._quoted = sorted({*self._quoted, *(span for a in direct for span in a.content)})
        self._reported = sorted(span for a in quotes.attributions if a.kind != "direct" for span in a.content)
        self._sources = {a.source[0][0] for a in quotes.attributions if a.source}
        self._events: dict[int, list[tuple[int, Entity, float]]] = {}  # by sentence: (where, who, weight)
        for name, entity in zip(names, links, strict=True):
            if entity is not None and entity.kind == "person" and not self.quoted(name.start):
                self._put(name.start, entity, self._weight(name))
        self._pronouns = [
            m for m in _NARRATED.finditer(self.text) if m[0].lower() in _GENDER and m.start() not in self._sources
        ]
        self._next = 0

    def sentence(self, at: int) -> int:
        """The number of the sentence at a character."""
        return bisect_right(self._starts, at) - 1

    def quoted(self, at: int) -> bool:
        """Is this character inside quotation marks?"""
        return _inside(self._quoted, at)

    def spoke(self, at: int, who: Sequence[Entity]) -> None:
        """Keep who turned out to be the source that stands here."""
        for entity in who:
            one = entity.kind == "anonymous" and head(entity.name) in lists().persons
            if entity.kind == "person" or one:
                self._put(at, entity, SPEAKER / len(who))

    def best(self, at: int, gender: str = "", may_be: Callable[[Entity], bool] | None = None) -> Entity | None:
        """The person in focus before this character, of this gender if it is given."""
        while self._next < len(self._pronouns) and self._pronouns[self._next].start() < at:
            match = self._pronouns[self._next]
            self._next += 1
            if not self.quoted(match.start()):
                self._narrated(match.start(), match[0].lower())
        return self._best(at, gender, may_be)

    def pair(self, at: int) -> list[Entity]:
        """Two people named together (Jane Roe and John Doe) in the last sentences."""
        sentence = self.sentence(at)
        low = bisect_left([n.start for n in self.names], self._starts[max(0, sentence - BACK // 2)])
        for n in range(bisect_left([n.start for n in self.names], at) - 1, low, -1):
            one, other = self.links[n - 1], self.links[n]
            between = self.text[self.names[n - 1].end : self.names[n].start].removesuffix(self.names[n].role)
            if one and other and one is not other and one.kind == other.kind == "person" and _PAIR.fullmatch(between):
                return [one, other]
        return []

    def _narrated(self, at: int, word: str) -> None:
        """A pronoun in the narration keeps whom it means in focus."""
        who = self._best(at, _GENDER[word], None)
        if who is not None:
            self._put(at, who, FOLLOWED if word in ("he", "she") else MENTIONED)

    def _best(self, at: int, gender: str, may_be: Callable[[Entity], bool] | None) -> Entity | None:
        here = self.sentence(at)
        weights: dict[int, tuple[float, Entity]] = {}
        left = 1.0
        for number in range(here, max(-1, here - BACK - 1), -1):
            best: dict[int, tuple[float, Entity]] = {}
            for where, entity, weight in self._events.get(number, ()):
                if where < at and (not gender or entity.gender in ("", gender)) and (may_be is None or may_be(entity)):
                    weight *= UNKNOWN_GENDER if gender and not entity.gender else 1.0
                    if weight > best.get(entity.number, (0.0, entity))[0]:
                        best[entity.number] = (weight, entity)
            for n, (weight, entity) in best.items():
                before, now = weights.get(n, (0.0, entity))[0], weight * left
                weights[n] = (max(before, now) + KEPT * min(before, now), entity)
            if any(where < at for where, _, _ in self._events.get(number, ())):
                left *= FADES
        return max(weights.values(), key=lambda w: w[0], default=(0.0, None))[1]

    def _put(self, at: int, entity: Entity, weight: float) -> None:
        self._events.setdefault(self.sentence(at), []).append((at, entity, weight))

    def modifies(self, name: Name) -> bool:
        """``a Roe supporter``: the name only says whose."""
        the = self.text[max(0, name.start - 4) : name.start].lower().endswith((" a ", " an ", "the "))
        return the and bool(_NOUN.match(self.text, name.end)) and not _NEXT.match(self.text, name.end, name.end + 60)

    def _weight(self, name: Name) -> float:
        if _inside(self._reported, name.start):
            return REPORTED
        if name.possessive or self.modifies(name):
            return MENTIONED
        if name.subject or _IS.search(self.text, max(0, name.start - 5), name.start):
            return SUBJECT
        return FOLLOWED if _NEXT.match(self.text, name.end, name.end + 60) else MENTIONED


def _inside(spans: Sequence[Span], at: int) -> bool:
    """Is a character in one of the sorted spans? A few spans back are looked at, since they may lie in each other."""
    n = bisect_right(spans, (at, at))
    return any(start <= at < end for start, end in spans[max(0, n - 3) : n + 1])
