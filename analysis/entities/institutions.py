"""``The company``, ``the union``: which institution of the article a noun takes up again."""

from __future__ import annotations

import re
from bisect import bisect_left, insort
from collections.abc import Callable, Sequence
from functools import cached_property

from analysis.entities.focus import Focus
from analysis.entities.lists import lists
from analysis.entities.names import Name, fold
from analysis.entities.people import Entity
from analysis.entities.phrases import surname

__all__ = ["Institutions"]

BACK = 5  # sentences through which a name of another sort is looked for
_COMPANIES = (
    "company corporation corp co inc ltd group holdings motors industries airlines airways partners capital laboratory solutions "
    "consulting analytics networks strategies bank media broadcasting services provider publisher refinery restaurant shop store studio "
    "studios supermarket wholesaler hotel chain brand carrier utility venture enterprises entertainment foods plc ag gmbh nv asa oyj"
).split()
_BODIES = "association organization organisation foundation coalition alliance movement society league federation union".split()
# Names that end in other words than the noun by which they are taken up.
_ALIKE = {
    "agency": "department administration agency bureau service board commission office ministry".split(),
    "newspaper": (
        "times post journal news gazette globe herald tribune chronicle guardian sun star today "
        "mirror mail express telegraph observer independent standard echo argus courier examiner record scotsman"
    ).split(),
    "tabloid": "times post news sun mail".split(),
    "magazine": "magazine time review".split(),
    "network": "news network channel cnn msnbc espn".split(),
    "company": _COMPANIES,
    "firm": _COMPANIES,
    "corporation": _COMPANIES,
    "airline": ["airlines", "airways"],
    "group": [*_BODIES, "front", "project", "initiative", "committee", "council", "pac"],
    "organization": [*_BODIES, "front", "project", "initiative", "nations"],
    "organisation": [*_BODIES, "front", "project", "initiative", "nations"],
    "force": ["police", "constabulary"],
    "charity": ["foundation", "trust", "fund"],
}
_ALIKE["paper"] = _ALIKE["newspaper"]
_ALIKE["outlet"] = [*_ALIKE["newspaper"], *_ALIKE["network"]]
# These may also take up a name that says nothing of its sort (Google); other nouns stand in the name (Harbor Board: the board).
_ANY = frozenset(
    "company corporation firm group organization organisation airline charity club label alliance bloc outlet giant retailer automaker "
    "utility carrier supermarket planemaker drugmaker streamer "
    "carmaker chipmaker lender insurer broadcaster supplier manufacturer startup conglomerate subsidiary nonprofit".split()
)
_ACRONYM = frozenset(("agency", "bureau"))  # these, an acronym
_NEVER = frozenset(("state", "city", "county"))  # ends of names that are no institution's
_BEHIND = re.compile(r",\s(?:a|an|the|its)\s(?:[\w-]+\s){0,3}?([a-z]+)(?=[,.]|\s(?:of|for|that|which|in|with)\b)")
_IN_FRONT = re.compile(r"\b(?:the|a|an|its|his|her|their)\s(?:[\w-]+\s){0,3}?([a-z]+),\s(?:the\s)?$", re.IGNORECASE)

_ON = re.compile(r"\b(?:on|via) \Z")  # where something was published: on Facebook
_CAMPAIGN = re.compile(r"(?:['’]s?)?\s(?:(?:presidential|own)\s)?(?:campaign|camp)\b")


def _head(key: Sequence[str]) -> str:
    """The bank of Bank of Norway."""
    return key[key.index("of") - 1] if "of" in key[1:] else ""


class Institutions:
    """The institutions of one article. ``made`` gives the identity of a name that nothing but its use shows to be one."""

    def __init__(
        self, text: str, names: Sequence[Name], links: Sequence[Entity | None], focus: Focus, made: Callable[[str], Entity]
    ) -> None:
        self.text, self.names, self.links, self.focus, self.made = text, names, links, focus, made
        self._starts = [name.start for name in names]
        # By the last word or the head of a name: where it stands, and the number of the identity.
        self._by_word: dict[str, list[tuple[int, int]]] = {}
        self._named: list[tuple[int, int]] = []
        self._by_last: dict[str, set[int]] = {}  # the numbers of those whose names of several words end so
        self._entities: dict[int, Entity] = {}
        self._told: set[int] = set()
        for name, entity in zip(names, links, strict=True):
            if name.kind == "institution" and entity is not None:
                self._keep(name.start, entity)

    def spoke(self, at: int, entity: Entity) -> None:
        """Keep that an institution turned out to be the source that stands here."""
        self._told.add(entity.number)
        self._keep(at, entity)

    def _keep(self, at: int, entity: Entity) -> None:
        self._entities[entity.number] = entity
        insort(self._named, (at, entity.number))
        key = entity.key
        if len(key) > 1:
            self._by_last.setdefault(key[-1], set()).add(entity.number)
        for word in {_head(key), *key[-1:]} - {""}:  # Bank of Norway: the bank
            insort(self._by_word.setdefault(word, []), (at, entity.number))

    def again(self, noun: str, start: int, end: int) -> Entity | None:
        """The institution that this noun takes up in the source of these offsets."""
        last = noun.split()[-1]  # the coast guard
        called = [n for n in self._called.get(last, ()) if self.names[n].start < end]
        if called:
            return self.links[called[-1]] or self.made(self.names[called[-1]].text)
        before = [self._by_word.get(word, []) for word in {last, *_ALIKE.get(noun, ())} - _NEVER]
        ends = [places[n - 1] for places in before if (n := bisect_left(places, (start, -1)))]
        if noun in ("campaign", "camp") and (not ends or max(ends)[0] < self._just_before(start)):
            owner = self.campaigner(start) or (None if ends else self.focus.best(start, may_be=lambda e: e.kind == "person"))
            if owner:
                return self.made(f"{surname(owner.name)} {noun}")
        if ends:
            return self._entities[max(ends)[1]]
        return self._near(noun, start) if noun in _ANY or noun in _ACRONYM else None

    def by_last(self, word: str) -> Entity | None:
        """The one institution whose name of several words ends in this one: Rovers, in an article on Harbor Rovers."""
        named = self._by_last.get(fold(word), set())
        return self._entities[next(iter(named))] if len(named) == 1 else None

    def campaigner(self, start: int, gender: str = "") -> Entity | None:
        """Whose campaign (*Roe's campaign*, *the Roe campaign*) was named last, in this sentence or the one before."""
        first = bisect_left(self._starts, self._just_before(start))
        for n in range(bisect_left(self._starts, start) - 1, first - 1, -1):
            owner = self.links[n]
            fits = owner is not None and owner.kind == "person" and (not gender or owner.gender in ("", gender))
            if fits and _CAMPAIGN.match(self.text, self.names[n].end, start):
                return owner
        return None

    def _just_before(self, start: int) -> int:
        """Where the sentence before the one of this character begins."""
        return self.focus.reading.sentences[max(0, self.focus.sentence(start) - 1)].start

    @cached_property
    def _called(self) -> dict[str, list[int]]:
        """Names by the noun of their apposition: *Wings United, a union of pilots*; *the union, Wings United*."""
        found: dict[str, list[int]] = {}
        for n, name in enumerate(self.names):
            if name.kind in ("institution", "") and (name.kind or self.links[n] is None):
                near = _BEHIND.match(self.text, name.end, name.end + 60)
                near = near or _IN_FRONT.search(self.text, max(0, name.start - 60), name.start)
                if near and near[1] in lists().institution_nouns:
                    found.setdefault(near[1], []).append(n)
        return found

    def _near(self, noun: str, start: int) -> Entity | None:
        """An institution of the last sentences whose name is not of another sort; best one that spoke."""
        first = self.focus.reading.sentences[max(0, self.focus.sentence(start) - BACK)].start
        near = self._named[bisect_left(self._named, (first, -1)) : bisect_left(self._named, (start, -1))]
        recent = [self._entities[number] for at, number in reversed(near) if not _ON.search(self.text, max(0, at - 5), at)]
        if noun in _ACRONYM:
            recent = [e for e in recent if e.name.replace(".", "").isupper()]
        sorts = (lists().institutions | lists().institution_nouns) - set(_COMPANIES)
        recent = [e for e in recent if e.key and not sorts.intersection((e.key[-1], _head(e.key)))]
        best = next((e for e in recent if e.number in self._told), recent[0] if recent else None)
        return best or (self._unknown_name(start) if noun in _ANY else None)

    def _unknown_name(self, start: int) -> Entity | None:
        """A capitalised name of no known kind that the last sentences are about: what "the company" takes up is one."""
        for n in range(bisect_left(self._starts, start) - 1, -1, -1):
            name = self.names[n]
            if self.focus.sentence(name.start) < self.focus.sentence(start) - 3:
                return None
            if name.kind == "" and self.links[n] is None and not name.text.endswith("s") and not self.focus.quoted(name.start):
                return self.made(name.text)
        return None
