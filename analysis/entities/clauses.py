"""Whom *who*, *that* and *which* mean, by the words in front of them, and a pronoun that comes before its name."""

from __future__ import annotations

import re
from bisect import bisect_left

from analysis.entities import phrases
from analysis.entities.descriptions import Descriptions
from analysis.entities.lists import lists
from analysis.entities.names import Name
from analysis.entities.people import Entity

__all__ = ["Clauses"]

_ARTICLES = frozenset("a an the this that its their his her".split())
_IS = re.compile(r"\b(?:is|are|was|were)\s$")
_BY = re.compile(r"\b([a-z]+)\s(?:by|from|of)\s(?:the\s)?$")
_APPOSED = re.compile(
    r"(?:\s\([^)]*\)|\sof(?:\s[A-Z][\w.]*){1,3})?,\s(?:an?|the|his|her|their|its)\s[^,.;:()\"“”—]{3,110}?,?\s"
)
_APPOSED_BACK = 120  # characters in front of *who* in which the name before an apposition is looked for
_INSIDE_CLAUSE = re.compile(r"\b(?:who|that|which)\s")
# With these words a sentence opens a phrase whose pronoun may wait for its name.
_OPENS = re.compile(
    r"(?:(?:But|And|Still|Yet),?\s)?(?i:in|despite|with|for|during|at|on|by|throughout|before|after|from|of|through|given"
    r"|while|as|when|though|although|even\s(?:as|though|if)|if|since|because)\s(?:[a-z-]+\s){0,3}"
)
_TO_COMMA = re.compile(r"[^,.;:\"“”]{2,140},\s")
_GOES_ON = re.compile(r"(?:\s\([^)]*\))?(?:,\s(?:[a-z]|\d\d\b)|\s([a-z]+))")


class Clauses(Descriptions):
    """Relative pronouns, and pronouns that come before their name, in one article."""

    def _antecedent(self, start: int, word: str) -> list[Entity]:
        """``Vann, who``: the name right in front; but a person is no "that": ``a report by Vann that`` is the report."""
        n = bisect_left(self._starts, start) - 1
        beside = n >= 0 and re.fullmatch(r"(?:['’]s)?[\s,()\w.-]{0,4}", self.text[self.names[n].end : start])
        entity = self.links[n] if beside and not (word == "who" and self.names[n].text in lists().peoples) else None
        person = entity is not None and entity.kind == "person"
        written = word == "that" and beside and self._is_author(self.names[n])
        if word != "who" and (person or entity is None or written):
            before = self._document_before(start, right_in_front=not person and not written)
            return self._noted(before, start, start + len(word), "pronoun", "in front") or self._body_before(start, word)
        return [entity] if entity is not None else self._noun_before(start)

    def _is_author(self, name: Name) -> bool:
        """``A report by the Harbor Board that``: is the name behind a word for something written?"""
        match = _BY.search(self.text, max(0, name.start - 40), name.start)
        return match is not None and match[1] in lists().documents

    def _noun_before(self, start: int) -> list[Entity]:
        """``the driver, who``: whom the description in front means."""
        begin = self._begin(start)
        match = phrases.noun_before(self.text, begin, start)
        noun = phrases.head(match[0]) if match else ""
        many = phrases.plural_before(self.text, begin, start)
        if many and noun not in lists().groups:
            return self._people(*many.span())
        if match and _IS.search(self.text, max(0, match.start() - 5), match.start()):
            return []
        named = None if many else self._apposed_to(begin, start)
        if named or match is None or noun not in lists().persons | lists().groups:
            return [named] if named else []
        return self._described(match[0], match.start(), match.end())

    def _body_before(self, start: int, word: str) -> list[Entity]:
        """``The union, which``; ``Skyline, a company that``: the institution that the description in front means."""
        match = phrases.noun_before(self.text, self._begin(start), start)
        if match is None or phrases.head(match[0]) not in lists().institution_nouns:
            return []
        n = bisect_left(self._starts, match.start()) - 1
        if n >= 0 and self.text[self.names[n].end : match.start()] == ", " and self.names[n].kind in ("", "institution"):
            named = self.links[n] or self._other("institution", self.names[n].text)
            if named.kind == "institution":
                return self._noted([named], start, start + len(word), "pronoun", "in front")
        return self._described(match[0], match.start(), match.end())

    def _begin(self, at: int) -> int:
        return self.reading.sentences[self.focus.sentence(at)].start

    def _apposed_to(self, begin: int, start: int) -> Entity | None:
        """``Jane Roe, a pilot and a friend of the mayor, who``: the person of whom the words in front of *who* are said."""
        for name, entity in reversed(self._within(max(begin, start - _APPOSED_BACK), start)):
            between = self.text[name.end : start]
            if entity is not None and entity.kind == "person" and _APPOSED.fullmatch(between):
                return None if _INSIDE_CLAUSE.search(between) else entity
        return None

    def _people(self, start: int, end: int) -> list[Entity]:
        """``Norwegian voters who``: unnamed people, with the name in front of their noun."""
        n = bisect_left(self._starts, end) - 1
        if n >= 0 and self.names[n].end in (start - 1, end):
            start = min(start, self.names[n].start)
        return self._noted([self._other("anonymous", self.text[start:end])], start, end, "role", "new")

    def _document_before(self, start: int, right_in_front: bool) -> list[Entity]:
        """The document that this sentence spoke of last, if any."""
        words = list(phrases.WORD.finditer(self.text, self._begin(start), start))
        tried = range(len(words) - 1, max(-1, len(words) - 2) if right_in_front else -1, -1)
        at = next((n for n in tried if words[n][0].lower() in lists().documents), None)
        if at is None:
            return []
        first = next((n for n in range(at, max(-1, at - 4), -1) if words[n][0].lower() in _ARTICLES), at)
        whole = self.text[words[first].start() : words[at].end()]
        whole = words[at][0] if phrases.LINK.search(whole) else whole  # in the wake of polls
        return [self._document_again(phrases.bare(whole), whole) or self._document(phrases.bare(whole))]

    def _named_behind(self, start: int, end: int, gender: str) -> Entity | None:
        """``In her letter, Jane Roe said``: the subject of the clause that the phrase with the pronoun opens."""
        sentence = self.reading.sentences[self.focus.sentence(start)]
        if self.focus.quoted(start) or not _OPENS.fullmatch(self.text, sentence.start, start):
            return None
        opening = _TO_COMMA.match(self.text, end, sentence.end)
        name, entity = next(iter(self._within(opening.end(), sentence.end)), (None, None)) if opening else (None, None)
        if opening is None or name is None or entity is None or entity.kind != "person" or entity.gender not in ("", gender):
            return None
        role = {w.rstrip(".") for w in name.role.split()} | {"the", "former"}
        ahead = self.text[opening.end() : name.start].lower().split()
        verb = _GOES_ON.match(self.text, name.end, sentence.end)
        if name.possessive or verb is None or not role.issuperset(w.rstrip(".") for w in ahead):
            return None
        noun = lists().groups | lists().persons | lists().documents | lists().institution_nouns
        return None if verb[1] in noun or phrases.plural_of(verb[1] or "") in lists().persons else entity
