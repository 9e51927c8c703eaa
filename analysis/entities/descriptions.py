"""Who a description is: *the company*, *the Iowa senator*, *U.S. officials*, and names that no rule knew."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from analysis.entities import phrases
from analysis.entities.describe import POSSESSIVE, fits
from analysis.entities.focus import Focus
from analysis.entities.institutions import Institutions
from analysis.entities.kinds import PARTY, is_role
from analysis.entities.lists import lists
from analysis.entities.names import NOT_NAMES, Name, describes, institution
from analysis.entities.people import Entity, Registry, gender_of, name_key
from analysis.quotes.attribution import Quotes
from analysis.reading import Reading

__all__ = ["Descriptions", "Mention"]

# People, not an institution.
_GATHERED = re.compile(r"(?:[\w-]+\s){0,4}(?:group|team|coalition|network|bloc) of |(?:inside|within|across)\s", re.IGNORECASE)
_TAKES_UP = re.compile(
    r"(?:the|this|that|its|his|her|their)\s+(?:think |super |coast |national |task )?[\w-]+(?:['’]s)?"
    r"(?:,.*|\s(?:of|for|in|which|that|with)\b.*)?",
    re.IGNORECASE | re.DOTALL,
)
_TELLING = frozenset(
    "representing covering including opposing detailing showing describing claiming suggesting accusing alleging outlining citing urging "
    "demanding calling campaigning leading emerging getting seeking advocating promoting pushing fighting working".split()
)
_PARTICIPLE = re.compile(r"(?:[a-z]{3,}ed|seen|sent|written|made|given|shown|read|known|held|led|run)$")
_ONE = re.compile(r"(?:the|an?|one|another|that|this)\s", re.IGNORECASE)
_ANY_ONE = frozenset("average ordinary typical common other first only next".split())
LONG_NAME = 6  # words; more are a description
RECENT = 100  # statements through which a description is looked for, so that a long text takes time by its length
_WHO = re.compile(r"(?<!,)\s(?:who|that)\b")
_OF = re.compile(r"\sof\s(?:the\s)?[A-Z][\w.-]*(?:\s(?:and\s)?[A-Z][\w.-]*)*")
_NUMBERS = frozenset(
    "one two three four five six seven eight nine ten eleven twelve twenty thirty forty fifty sixty seventy eighty ninety dozens hundreds "
    "thousands half several many most some few much more all others".split()
)
_NO_NAMES = (_NUMBERS | NOT_NAMES) - {"may", "will", "is"}  # Islamic State is IS
_DAYS = frozenset("Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split())
# Groups that have a capital, or are written with one, though they are no bodies.
_BELIEVERS = frozenset(
    "muslims christians jews blacks whites hispanics latinos libertarians progressives moderates independents evangelicals millennials".split()
)
_PAPERS = frozenset(("Star",))  # words that end the name of a newspaper and, in small letters, mean a person
# Who is taken up by these words must have been called so, or be unnamed.
_PARTIES = frozenset(
    "republican democrat democratic labour labor conservative tory liberal green socialist independent libertarian".split()
)
_COLOURS = frozenset("veteran embattled outspoken popular young elderly longtime first-term second-term controversial".split())
_AGED = re.compile(r"\d+-year-old$")
# With an owner (the boy's father), somebody who was not spoken of.
_SOMEBODYS = frozenset(
    "father mother son daughter wife husband brother sister parent uncle aunt cousin nephew niece grandfather grandmother grandson "
    "granddaughter widow widower boyfriend girlfriend fiance fiancee friend neighbor neighbour colleague lawyer attorney solicitor barrister "
    "agent doctor therapist teacher coach landlord employer boss roommate classmate teammate".split()
)
_OWNER = re.compile(r"['’]s?\s")
_MANY = frozenset("senator congressman congresswoman representative lawmaker governor".split())  # offices of many at once
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


class Descriptions:
    """What was told so far in one article, and whom its descriptions mean."""

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

    def _described(self, words: str, start: int, end: int) -> list[Entity]:
        bare = phrases.bare(words)
        first = phrases.CUT.split(bare)[0]
        tokens = [t.rstrip(".") if t.count(".") == 1 else t for t in phrases.WORD.findall(first)]
        if not tokens:
            return []
        tokens = _to_participle(_without_title(tokens))
        whole = " ".join(tokens)
        head = POSSESSIVE.sub("", tokens[-1]).lower()
        plain_head = tokens[-1][0].islower() or len(tokens) == 1
        if phrases.native(tokens[-1]) and _ONE.match(words) and all(t.islower() or t[0].isdigit() for t in tokens[:-1]):
            return self._one_of_a_people(tokens, bare, words, start, end)
        place = next((word for word in (bare, first, f"{bare}.", tokens[-1]) if word in lists().places), "")
        if place and (place != tokens[-1] or len(tokens) == 1 or place in lists().peoples):
            return self._country(place, words, start, end)
        body = self._body(tokens, whole, bare, start, end) or self._called_behind(tokens, start, end)
        if body is not None:
            return self._noted_once(body, start, end, "name", "name")
        two = " ".join(tokens[-2:]).lower()  # think tank, coast guard
        noun = two if two in lists().institution_nouns else head
        noun = noun if plain_head and noun in lists().institution_nouns and not _GATHERED.match(bare) else ""
        known = self.institutions.again(noun.split()[-1], start, end) if noun and _TAKES_UP.fullmatch(words) else None
        if known:
            return self._noted([known], start, end, "role", "again")
        if head in lists().documents:
            return self._either(self._document_again(bare, words), lambda: self._document(bare), start, end)
        if head in lists().groups and not self._in_capitals(tokens, words, start):
            return self._either(self._group_again(bare, head, words), lambda: self._unnamed(bare, words), start, end)
        person = head in lists().persons and not (tokens[-1] in _PAPERS and " " in whole and whole in bare)
        king = self._with_surname(whole) if person and whole == words and whole[0].isupper() else None
        if king is not None:
            return self._noted_once(king, start, end, "name", "name")
        if person or (plain_head and any(whole.lower().endswith(t) for t in lists().long_titles)):
            known, reason = self._taken_up(bare, words, start, end)
            return self._noted([known or self._unnamed(bare, words)], start, end, "role", reason)
        if noun:
            name = phrases.short(bare) if bare.startswith(f"{whole} of ") else POSSESSIVE.sub("", whole)
            return self._noted([self._other("institution", name)], start, end, "role", "new")
        names = tokens[-1][0].isupper() and POSSESSIVE.sub("", tokens[-1]) not in _DAYS and not words[0].isdigit()
        names = names and (len(tokens) > 1 or head not in _NO_NAMES)  # Six in 10, not Six Flags
        names = names and not phrases.ONE_OF.match(words)
        if names and len(tokens) <= LONG_NAME and all(t[0].isupper() or len(t) < 4 for t in tokens):
            return self._noted_once(self._unknown(whole, words, start, end), start, end, "name", "name")
        again = self._unnamed_again(head) if words.lower() == f"the {head}" else None
        return self._either(again, lambda: self._unnamed(bare, words), start, end)

    def _called_behind(self, tokens: list[str], start: int, end: int) -> Entity | None:
        """*The Norwegian sailor Feyo Lillesa*, *the newspaper Lillesa*: who is named behind a noun in small letters."""
        for name, linked in self._within(start, end):
            words = name.text.split()
            ahead = tokens[-len(words) - 1] if len(tokens) > len(words) and tokens[-len(words) :] == words else ""
            if name.kind or linked is not None or not ahead.islower():
                continue
            if ahead in lists().institution_nouns:
                return self._other("institution", name.text)
            if len(words) > 1 and (is_role(ahead) or phrases.doer(ahead)) and not self.text.startswith(", which", name.end):
                self.registry.add_people([(self.article, replace(name, kind="person", role=ahead))])
                return max(self.registry.candidates(name.text, self.article), key=lambda e: e.articles[self.article])
        return None

    def _in_capitals(self, tokens: list[str], words: str, start: int) -> bool:
        """*The Harbor Workers of Norway*: a group whose every word has a capital in the text of the body is a body."""
        capitals = len(tokens) > 1 and words.lower().startswith("the ") and all(t[0].isupper() for t in tokens)
        believers = tokens[-1] in PARTY or tokens[-1] in lists().peoples or tokens[-1].lower() in _BELIEVERS
        return capitals and not believers and self.reading.sentences[self.focus.sentence(start)].role == "body"

    def _either(self, again: Entity | None, new: Callable[[], Entity], start: int, end: int) -> list[Entity]:
        """The source last called so, else one of its own."""
        return self._noted([again or new()], start, end, "role", "again" if again else "new")

    def _body(self, tokens: list[str], whole: str, bare: str, start: int, end: int) -> Entity | None:
        """An institution by its name, which for *Bank of Norway* goes on behind the head."""
        shown = institution(tokens) and tokens[-1][0].isupper()
        for name, entity in self._within(start, end):
            if (
                entity is not None
                and name.kind == "institution"
                and (name.text == whole or (shown and name.text.startswith(f"{whole} of ")))
            ):
                return entity
        of = _OF.match(bare, len(whole)) if bare.startswith(whole) else None
        return self._other("institution", whole + (of[0] if of else "")) if shown else None

    def _unknown(self, whole: str, words: str, start: int, end: int) -> Entity:
        """A name of no known kind: a person's whom the names left out, a word that only begins a sentence, or an institution's."""
        whole = POSSESSIVE.sub("", whole)
        last = name_key(whole)[-1]
        people = [e for e in self.registry.candidates(whole, self.article) if e.key[-1] == last]
        company = self.registry.company(whole, self.article)
        if company is not None:
            return company
        people = people or self.registry.by_first(whole, self.article) or self.registry.by_part(whole, self.article)
        people = people or self._misspelt(whole)
        here = [e for e in people if self.article in e.articles]
        common = " " not in whole and self._is_common(whole, start)
        if " " in whole and not people and self._told_behind(whole, words, start, end):
            people = here = self.registry.candidates(whole, self.article)
        if here or (len(people) == 1 and not common):
            return max(people, key=lambda e: e.articles[self.article])
        team = self.institutions.by_last(whole) if not common and not people and " " not in whole else None
        if team is not None:
            return self.registry.short_for(team, whole, "part of the name")
        return self._other("anonymous" if common else "institution", whole)

    def _told_behind(self, whole: str, words: str, start: int, end: int) -> bool:
        """Does what stands behind a name show a person? Then it is made known as one: *Bram Oyelaran, a firefighter*; *of Bremmer*."""
        for name, linked in self._within(start, end):
            plain = name.text.split(" of ")[0]
            if linked is None and name.kind != "thing" and plain.replace(".", "") == whole.replace(".", ""):
                role, behind = phrases.apposed(words), self.text[name.start + len(plain) : end]
                known = role or phrases.of_person(plain, behind) or plain.split()[0].lower() in lists().given
                if known and not any(describes(w) or is_role(phrases.plural_of(w.lower())) for w in plain.split()):
                    alone = replace(name, text=plain, end=name.start + len(plain), kind="person", role=role)
                    self.registry.add_people([(self.article, alone)])
                    return True
        return False

    def _with_surname(self, word: str) -> Entity | None:
        """*King*, in an article that names a Nora King."""
        people = [e for e in self.registry.candidates(word, self.article) if self.article in e.articles]
        people = [e for e in people if " " not in word and e.key[-1] == name_key(word)[-1]]
        return max(people, key=lambda e: e.articles[self.article], default=None)

    def _misspelt(self, word: str) -> list[Entity]:
        """The one person of the article whose surname this is but for a letter, where it stands once; empty if there are more."""
        if " " in word or self._words[word] > 1:
            return []
        near = [e for e in self.registry.candidates(word, self.article) if self.article in e.articles and len(e.key) > 1]
        if len(near) != 1:
            return []
        near[0].merged[f"{word}: spelling"] = None
        return near

    def _is_common(self, word: str, start: int) -> bool:
        """Does the word have its capital only because it begins a sentence?"""
        sentence = self.reading.sentences[self.focus.sentence(start)]
        inside, small = self._cased
        begins = bool(sentence.words) and sentence.words[0][0] == start
        return begins and word not in inside and (word.endswith("s") or word.lower() in small)

    @cached_property
    def _cased(self) -> tuple[set[str], set[str]]:
        """The words that have a capital inside a sentence of the body, and those in small letters."""
        bodies = [s for s in self.reading.sentences if s.role == "body"]
        words = {self.text[s:e] for sentence in bodies for s, e in sentence.words[1:] if self.text[s - 1] not in "\"“‘'"}
        return {w for w in words if not w.islower()}, {w for w in words if w.islower()}

    @cached_property
    def _words(self) -> Counter[str]:
        return Counter(self.text[s:e] for sentence in self.reading.sentences for s, e in sentence.words)

    def _other(self, kind: str, text: str) -> Entity:
        return self.registry.other(kind, text, self.article)

    def _country(self, word: str, words: str, start: int, end: int) -> list[Entity]:
        """A country or capital speaks for its government, and so does "the Russians"; "Russians" are people."""
        if word in lists().peoples and word.endswith("s") and not words.lower().startswith("the "):
            return self._noted([self._other("anonymous", words)], start, end, "role", "new")
        return self._noted_once(self._other("place", word), start, end, "name", "name")

    def _one_of_a_people(self, tokens: list[str], bare: str, words: str, start: int, end: int) -> list[Entity]:
        """*The Spaniard* is who is in focus, best one of whom that is said; *a Spaniard* and *the average Spaniard* are unnamed."""
        country = lists().places[tokens[-1]]

        def countries(entity: Entity) -> set[str]:
            return _countries(entity) | self._natives.get(entity.number, set())

        named = None
        if words.lower().startswith("the ") and not _ANY_ONE.intersection(tokens):
            named = self.focus.best(start, may_be=lambda e: e.kind == "person" and country in countries(e))
            named = named or self.focus.best(start, may_be=lambda e: e.kind == "person" and not countries(e))
        if named is not None:
            self._natives.setdefault(named.number, set()).add(country)
        return self._noted([named or self._unnamed(bare, words)], start, end, "role", "in focus" if named else "new")

    def _document(self, bare: str) -> Entity:
        return self._other("document", phrases.short(bare))

    def _document_again(self, bare: str, words: str) -> Entity | None:
        """``The report``, ``the 64-page document``: the one last spoken of."""
        before = [e for _, told in reversed(self.told[-RECENT:]) for e in told if e.kind == "document"]
        head = phrases.CUT.split(bare)[0].split()[-1].lower()
        same = before if head in ("document", "text") else [e for e in before if head in e.key]
        ours = self._own_words(phrases.CUT.split(bare)[0])
        named = [(e, self._own_words(e.name)) for e in same] if ours else []
        same = [e for e, theirs in named if ours & theirs] or [e for e, theirs in named[:1] if not theirs] if ours else same
        return same[0] if same and not phrases.INDEFINITE.match(words) else None

    def _own_words(self, document: str) -> set[str]:
        """The words of a name of its own, and their initials: the *Velos* poll is not the *Harbor Council* poll."""
        words = [POSSESSIVE.sub("", w) for w in phrases.WORD.findall(document) if w[0].isupper()]
        inside, small = self._cased if words else (set(), set())
        own = [w.lower() for w in words if w in inside - _DAYS and w.lower() not in small]
        initials = ["".join(w[0] for w in words).lower()] if own and len(words) > 1 else []
        return {*initials, *(part for w in own for part in re.split(r"[/-]", w))}

    def _group_again(self, bare: str, head: str, words: str) -> Entity | None:
        """``the officials``: those last spoken of by the same word."""
        before = [e for _, told in reversed(self.told[-RECENT:]) for e in told if e.kind == "anonymous" and head in e.key]
        return before[0] if before and len(bare.split()) == 1 and words.lower().startswith("the ") else None

    def _taken_up(self, bare: str, words: str, start: int, end: int) -> tuple[Entity | None, str]:
        """``The Russian foreign minister``: who was called so, else an unnamed source called so, else who is in focus; and which of these."""
        short = phrases.CUT.split(bare)[0]
        tokens = [w.rstrip(".").lower() for w in phrases.WORD.findall(short)]
        if phrases.INDEFINITE.match(words) or not tokens:
            return None, "new"
        known = self._called(bare, tokens[-1], start) or self._called(short, tokens[-1], start)
        known = known or self._called_plainly(tokens, start)
        if known or not words.lower().startswith("the "):
            return known, "called so" if known else "new"
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

    def _called_plainly(self, tokens: list[str], start: int) -> Entity | None:
        """*The Labour councillor*, *the 64-year-old councillor*: who is called a councillor, if of no other party."""
        plain = [w for w in tokens if w not in _PARTIES and w not in _COLOURS and not _AGED.match(w)]
        if len(plain) == len(tokens) or not plain or plain[-1] != tokens[-1]:
            return None
        known = self._called(" ".join(plain), tokens[-1], start)
        parties = {w for role in (known.roles if known else ()) for w in role.split() if w in _PARTIES}
        return (
            known
            if known and self.article in known.articles and (not parties or parties & set(tokens) or not _PARTIES & set(tokens))
            else None
        )

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
            return entity.kind == "person" and (not entity.roles or not phrases.other_office(description, tuple(entity.roles)))

        return self.focus.best(start, gender_of((head,)), may_be)


def _countries(person: Entity) -> set[str]:
    """The countries of which a person's roles speak."""
    return {lists().place_words[w] for role in person.roles for w in role.split() if w in lists().place_words}


def _to_participle(tokens: list[str]) -> list[str]:
    """*Union representing dock workers*, *report seen*: the words up to a document or body of which a participle tells more.

    But the county of *county elected officials* says whose they are.
    """
    nouns = lists().documents | lists().institution_nouns
    last = tokens[-1].lower() in nouns | lists().persons | lists().groups and tokens[-2:] != ["made", "public"]

    def tells(word: str) -> bool:
        return word in _TELLING or (not last and bool(_PARTICIPLE.match(word)))

    return next((tokens[:n] for n in range(1, len(tokens)) if tokens[n - 1] in nouns and tells(tokens[n])), tokens)


def _without_title(tokens: list[str]) -> list[str]:
    """*New book Late Again*: the words up to the document, without the title that has capitals behind it."""
    at = next((n for n, word in enumerate(tokens) if word in lists().documents), len(tokens))
    title = all(t[0].isupper() and not phrases.native(t) for t in tokens[at + 1 :])  # the average Norwegian is no average
    return tokens[: at + 1] if title else tokens
