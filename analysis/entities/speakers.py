"""Who a source is: from the words of a source span to identities, in the order in which the article tells."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from analysis.entities import phrases
from analysis.entities.clauses import Clauses
from analysis.entities.kinds import joined_bodies
from analysis.entities.lists import lists
from analysis.entities.names import Name, institution
from analysis.entities.people import Entity, Registry
from analysis.entities.persons import REASONS, RECENT, Mention
from analysis.quotes.attribution import Attribution, Quotes
from analysis.reading import Reading

__all__ = ["REASONS", "Mention", "Speakers", "begins"]

_LATER = re.compile(r"^(?:and|&|or|nor|both|as well as)?\s*$", re.IGNORECASE)
_APART = re.compile(r"[,(—–]|\s--?\s|\b(?:and|nor|(?:[Aa]long|[Tt]ogether) with|as well as)\b")
_AND_NAME = re.compile(r"\b(?:and|or)\s+(?:(?:[A-Z][\w.'’-]*|the|former|retired|late|of|for)\s+){0,6}$")
_OWNED = re.compile(r"(?:['’]s?)?\s+(?:[a-z-]+\s+){0,2}?([a-z]+(?:\s(?:pac|tank))?)\s*$")
_OF_SOURCE = re.compile(r"(?<=[a-z])['’]s$")  # the governor's argument is that
_POSSESSOR = re.compile(r"([Hh]is|[Hh]er|HIS|HER)\s")
_BELONGS = re.compile(r"[Tt]he\s(?:[a-z]+\s)?(campaign|camp|team|office|administration)\sof\s")
_PASSIVE = re.compile(r"\s(?:is|was|has been|had been|will be|can be|could be)\b")
_PRONOUNS = frozenset((*phrases.PRONOUNS, *phrases.PLURAL, "it", "who", "that", "which"))
_TURNS = {  # by which transcripts tell turns; who answers is not told
    "q": "questioner",
    "question": "questioner",
    "a": "",
    "answer": "",
    **{role: role for role in ("interviewer", "announcer", "narrator", "unidentified male", "unidentified female", "audience")},
}
_OF_THREE = re.compile(
    r"\b(?:grand)?(?:mother|father|parent|mum|mom|dad)[\s-]of[\s-](?:one|two|three|four|five|six|seven|eight|nine|ten|\d+)\s",
    re.IGNORECASE,
)
_FIRMS = "marks and spencer, johnson and johnson, procter and gamble, barnes and noble, standard and poor's, ernst and young"
_ONE_FIRM = frozenset(_FIRMS.split(", "))
_FAMILY = re.compile(r"[Tt]he ([A-Z][\w’'-]+)s")
_CAMPAIGN = frozenset("campaign camp team office administration foundation organization company".split())


def begins(attribution: Attribution) -> int:
    """The character at which a statement's source begins; without a source, what was said."""
    return (attribution.source or attribution.content)[0][0]


class Speakers(Clauses):
    """Resolves the sources of one article, one after the other. ``said``: who speaks, as the user says, by :func:`begins`."""

    def __init__(
        self,
        reading: Reading,
        quotes: Quotes,
        names: Sequence[Name],
        links: Sequence[Entity | None],
        registry: Registry,
        said: Mapping[int, Sequence[str]],
    ) -> None:
        super().__init__(reading, quotes, names, links, registry)
        self.said = said

    def of(self, attribution: Attribution) -> list[Entity]:
        """The speakers of a statement; empty where nobody is named or can be told."""
        at = begins(attribution)
        if not attribution.source:
            return [self.registry.called(name, self.article) for name in self.said.get(at, ())]
        start, end = attribution.source[0]
        if (start, end) not in self._known:
            found = self._as_told(start, end) if at in self.said else self._source(start, end)
            self._known[start, end] = found
            if found:
                self.told.append((start, found))
                self.focus.spoke(start, found)
                for entity in found:
                    if entity.kind == "institution":
                        self.institutions.spoke(start, entity)
        return self._known[start, end]

    def _as_told(self, start: int, end: int) -> list[Entity]:
        """Whom the user names for the source that begins here."""
        form = "pronoun" if phrases.pronoun(phrases.stripped(self.text[start:end]), "") in _PRONOUNS else "role"
        found = [self.registry.called(name, self.article) for name in self.said[start]]
        return [e for entity in found for e in self._noted_once(entity, start, end, form, "overrides")]

    def _source(self, start: int, end: int) -> list[Entity]:
        words = _OF_SOURCE.sub("", phrases.stripped(self.text[start:end]))
        low = phrases.pronoun(words, self.text[end : end + 8])
        if low in phrases.PRONOUNS:
            gender = phrases.PRONOUNS[low]
            who = self._named_behind(start, end, gender) or self.focus.best(start, gender)
            return self._noted([who] if who else [], start, end, "pronoun", "in focus")
        if low in phrases.PLURAL:
            return self._noted(self._several(start, low), start, end, "pronoun", "together")
        if low in ("who", "that", "which"):
            return self._antecedent(start, low)
        if low == "it":
            return self._noted(self._it(start, end), start, end, "pronoun", "in focus")
        if low in phrases.NOBODY or phrases.NO_ONE.match(words) or not phrases.WORD.search(words):
            return []
        body = next((name for at, name in joined_bodies(self.text[start:end]) if at < 5 and words.endswith(name)), "")
        if body:
            return self._noted([self._other("institution", body)], start, end, "name", "name")
        several = self._both(low, start, end) or self._family(words, start, end) or self._joint(start, end)
        found = several or self._named(start, end) or self._owned(start, end)
        label = bool(low) and (words.isupper() or low in _TURNS) and self.text[end : end + 1] == ":"
        if not found and label:  # MODERATOR: in a transcript
            if low in _TURNS:
                return self._noted([self._other("anonymous", _TURNS[low])] if _TURNS[low] else [], start, end, "role", "new")
            words = low if low.split()[-1] in lists().persons | lists().groups else words
        return found or self._described(words, start, end)

    def _joint(self, start: int, end: int) -> list[Entity]:
        """``The mayor and his deputy``, ``France and Germany``: who each part of the source is, if each can stand by itself."""
        parts = phrases.parts(self.text, start, end)
        kinds = {self._stands(*part) for part in parts} if parts else set()
        if "loose" in kinds and not kinds <= {"name", "loose"}:  # Current and former officials; but Ford and Toyota
            return []
        one = kinds <= {"name", "loose"} and self.text[start:end].strip().lower() in _ONE_FIRM
        if "" in kinds or one or (kinds <= {"person", "name"} and "person" in kinds):  # people alone are found by their names
            return []
        found: dict[int, Entity] = {}
        for part in parts:
            found.update({e.number: e for e in self._source(*part)})
        return list(found.values())

    def _stands(self, start: int, end: int) -> str:
        """As what a part of a source can stand by itself: person, body, group, description, a name of unknown kind, or (empty) not."""
        words = phrases.stripped(self.text[start:end])
        if words.lower() in ("he", "she", "they"):
            return "pronoun"
        bare = phrases.bare(words)
        tokens = [t.rstrip(".") if t.count(".") == 1 else t for t in phrases.WORD.findall(phrases.CUT.split(bare)[0])]
        if not tokens:
            return ""
        whole, noun, plain = " ".join(tokens), phrases.head(words), tokens[-1][0].islower() or len(tokens) == 1
        near = [n for n, _ in self._within(start, end)]
        body = whole in lists().places or institution(tokens) or any(n.text == whole and n.kind == "institution" for n in near)
        if body and tokens[-1][0].isupper():
            return "body"
        people = [n for n in near if n.kind != "place"]
        if people and self._named(start, people[0].end) and self._named(start, end):
            ahead = self.text[start : people[0].start].strip().lower()
            return "person" if words[0].isupper() and ahead not in ("the", "a", "an") else ""
        singular = phrases.plural_of(noun)
        if noun in lists().groups or (plain and singular in lists().persons | lists().institution_nouns):
            return "group"
        nouns = lists().persons | lists().documents | lists().institution_nouns
        if bare != words and plain and noun in nouns:
            return "description"
        if whole.lower() in nouns:
            return ""
        loose = " " not in whole and whole[0].isupper() and not near and not self._is_common(whole, start)
        return "loose" if loose else "name" if any(n.text == whole and not n.kind for n in near) else ""

    def _named(self, start: int, end: int) -> list[Entity]:
        """``names``: people in the span who are its head: not behind a preposition, in front of 's, or of another noun."""
        found: list[Entity] = []
        before = -1  # how many were found before a name that hangs on a description: a study by Roe
        for name, entity in self._within(start, end):
            ahead = _OF_THREE.sub("mother ", _APART.split(self.text[start : name.start])[-1]).strip()
            if self.text.count("(", start + 1, name.start) > self.text.count(")", start, name.start):
                continue  # (APC, Borno North)
            owns = name.possessive and self.text[name.end : end].strip("'’s ")  # not in "Roe's promise that"
            if entity is None or entity.kind != "person" or owns:
                continue
            last = _AND_NAME.search(self.text, start, name.start) if before >= 0 else None
            apart = last is not None and len(found) == before > 0 and self.text[last.start() - 2 : last.start()] == ", "
            if last is not None and not apart:  # of Roe and Vann; of Roe, Lind and Vann; not Lind, a critic of Roe, and Vann
                del found[before:]
                continue
            titled = ahead.lower().replace(".", "").removeprefix("the ") in (name.role, "that")
            if phrases.LINK.search(ahead) and not titled:
                before = len(found)
                continue
            if not phrases.HEAD_ENDS.match(self.text[name.end : end]) or (found and not self._listed(ahead, name)):
                continue
            if entity not in found:
                found.append(entity)
        return found

    def _listed(self, ahead: str, name: Name) -> bool:
        """Behind a first name, another counts in a list (A, B and C), with its role, not in "A, a supporter of B"."""
        plain = ahead.lower()
        role = plain.split()[-1] if plain else ""
        return (
            bool(_LATER.match(plain))
            or (plain not in ("a", "an", "the") and role in lists().persons)
            or plain.replace(".", "") in name.role
        )

    def _owned(self, start: int, end: int) -> list[Entity]:
        """``owners``: what belongs to a person: Roe's campaign, the Roe campaign, his campaign, the campaign of Roe, Roe's aides."""
        owner, rest = self._owner(start, end)
        match = _OWNED.match(rest) if owner else None
        if owner is None or match is None:
            return []
        surname, noun = phrases.surname(owner.name), match[1]
        if noun in _CAMPAIGN:
            return self._noted([self._other("institution", f"{surname} {noun}")], start, end, "role", "owner")
        if noun in lists().groups and not _POSSESSOR.match(self.text[start:end].strip()):
            return self._noted([self._other("anonymous", f"{surname} {rest.split()[-1]}")], start, end, "role", "owner")
        return []

    def _owner(self, start: int, end: int) -> tuple[Entity | None, str]:
        """Whose it is, and the words for what belongs to him or her."""
        text = self.text[start:end].strip()
        possessor = _POSSESSOR.match(text)
        if possessor:
            gender, rest = phrases.PRONOUNS[possessor[1].lower()], text[len(possessor[1]) :]
            named = self.institutions.campaigner(start, gender) if rest.strip() in ("campaign", "camp") else None
            return named or self.focus.best(start, gender), rest
        people = [(n, e) for n, e in self._within(start, end) if e is not None and e.kind == "person"]
        ahead = self.text[start : people[0][0].start] if people else ""
        of = _BELONGS.match(ahead)
        if of and not people[0][0].possessive and not phrases.LINK.search(ahead, of.end()):
            return people[0][1], f" {of[1]}"
        if people and not phrases.LINK.search(ahead):
            return people[0][1], self.text[people[0][0].end : end]
        if re.match(r"the\s.*['’]s?\s", text, re.IGNORECASE):  # the nominee's campaign
            described, mark, rest = text.partition("'s") if "'s" in text else text.partition("’s")
            return (self._called_owner(described, rest, start) if mark else None), rest
        return None, ""

    def _called_owner(self, described: str, rest: str, start: int) -> Entity | None:
        """Who is called so; whose campaign it is, *the nominee's*, may also be told by who is in focus."""
        bare = phrases.bare(described)
        known = self._called(bare, phrases.head(bare), start)
        if known is None and rest.strip() in ("campaign", "camp"):
            known = self._taken_up(bare, described, start, start)[0]
        return known if known is not None and known.kind == "person" else None

    def _several(self, start: int, word: str) -> list[Entity]:
        """``they``: who spoke as several just before; else two people named together; else the people last spoken of as a group."""
        here = self.focus.sentence(start)
        for at, who in reversed(self.told[-RECENT:]):
            if at < start and self.focus.sentence(at) >= here - 3:
                if who[0].name == "those":  # who are told by what they do, and are not taken up
                    continue
                many = len(who) > 1 or (word not in phrases.TWO and who[0].kind in ("anonymous", "institution", "place"))
                if many:
                    return who
        return self.focus.pair(start) or (self._only_two(start) if word in phrases.TWO else self._group_before(start))

    def _only_two(self, start: int) -> list[Entity]:
        """The people of the last sentences, if they are two."""
        sentences = self.focus.reading.sentences
        begin = sentences[max(0, self.focus.sentence(start) - 3)].start
        people = {e.number: e for _, e in self._within(begin, start) if e is not None and e.kind == "person"}
        return list(people.values()) if len(people) == 2 else []

    def _group_before(self, start: int) -> list[Entity]:
        sentences = self.focus.reading.sentences
        here = self.focus.sentence(start)
        for number in range(here, max(-1, here - 3), -1):
            words = [(s, self.text[s:e]) for s, e in sentences[number].words if s < start and not self.focus.quoted(s)]
            found = next((w for _, w in words if w.lower() in lists().groups and w.endswith(("s", "women", "men"))), None)
            if found:
                return [self._other("anonymous", found)]
        return []

    def _both(self, low: str, start: int, end: int) -> list[Entity]:
        """``Both senators``: the two people who are called so, else two who were named together."""
        match = re.fullmatch(r"(?:both|the two|these two)\s+([a-z]+)", low)
        noun = phrases.plural_of(match[1]) if match else ""
        if noun not in lists().persons:
            return []
        called = [e for e in self.registry.described(noun) if self.article in e.articles]
        two = called if len(called) == 2 else self._several(start, "both")
        people = len(two) == 2 and all(e.kind == "person" for e in two)
        return self._noted(two, start, end, "role", "called so" if called == two else "together") if people else []

    def _family(self, words: str, start: int, end: int) -> list[Entity]:
        """*The Ferreros*, where the article names somebody called Ferrero: the two of that name, or unnamed people."""
        match = _FAMILY.fullmatch(words)
        if match is None or self.registry.here(match[1] + "s", self.article):
            return []
        named = self.registry.here(match[1], self.article)
        if len(named) == 2:
            return self._noted(named, start, end, "name", "together")
        return self._noted([self._other("anonymous", match[1] + "s")], start, end, "name", "new") if named else []

    def _it(self, start: int, end: int) -> list[Entity]:
        """``It``: the one institution, place or document that spoke or was a subject last; nobody where something *is said*."""
        if _PASSIVE.match(self.text, end):
            return []
        here = self.focus.sentence(start)
        for number in range(here, max(-1, here - 3), -1):
            found = {e.number: e for at, e in self._bodies(number) if at < start}
            if found:
                return list(found.values()) if len(found) == 1 else []
        return []

    def _bodies(self, number: int) -> list[tuple[int, Entity]]:
        """What is nobody and spoke, or is a subject by its name, in a sentence."""
        sentence = self.reading.sentences[number]
        found = []
        for name, entity in self._within(sentence.start, sentence.end):
            behind = [w.lower() for w in phrases.WORD.findall(self.text[name.end : name.end + 30])[:2]]
            modifies = name.possessive or (name.kind == "place" and self.focus.modifies(name))
            modifies = (
                modifies
                or name.text in lists().peoples
                or any(w in lists().persons | lists().groups | lists().documents for w in behind)
            )
            if entity is not None and name.subject and not modifies and not self.focus.quoted(name.start):
                found.append((name.start, entity))
        for at, who in reversed(self.told[-RECENT:]):
            if at < sentence.start:
                break
            found += [(at, e) for e in who if at < sentence.end]
        return [(at, e) for at, e in found if e.kind in ("institution", "place") or (e.kind == "document" and not _many(e))]


def _many(document: Entity) -> bool:
    """Polls are several, which *it* does not mean; an analysis is one."""
    noun = phrases.head(document.name)
    return noun.endswith("s") and not noun.endswith(("ss", "sis"))
