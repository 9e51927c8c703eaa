"""Who a description is: *the company*, *the Iowa senator*, *U.S. officials*, and names that no rule knew."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from functools import cached_property

from analysis.entities import phrases
from analysis.entities.describe import POSSESSIVE
from analysis.entities.kinds import PARTY, is_role
from analysis.entities.lists import lists
from analysis.entities.names import NOT_NAMES, Name, describes, institution
from analysis.entities.people import Entity, name_key
from analysis.entities.persons import AGED, RECENT, Persons

__all__ = ["Descriptions"]

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
_APOSTROPHE = re.compile(r"(?<=s)['’](?=\s)")  # the Teachers' Union
# Save Our Girls, an advocacy group
_BODY_BEHIND = re.compile(
    r"(?:(?!\sof\s)[^,])+,\s(?:an?|the)\s(?:[\w’'-]+\s){0,5}?([a-z-]+)(?=[,.]|$|\s(?:of|for|that|which|in|with|based|led|backing|opposed|supporting)\b)"
)
_AGE_BEHIND = re.compile(r"^\S+,\s\d\d\b")
_NOUN_AHEAD = re.compile(r"(?:[\w'’-]+\s){1,5}?([a-z]+),\s(?:the\s)?")
LONG_NAME = 6  # words; more are a description
_OF = re.compile(r"\s(?:of|for)\s(?:the\s)?[A-Z][\w.-]*(?:\s(?:and\s)?[A-Z][\w.-]*)*")
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


class Descriptions(Persons):
    """Whom or what a description means, in one article."""

    def _described(self, words: str, start: int, end: int) -> list[Entity]:
        bare = phrases.bare(words)
        first = phrases.CUT.split(bare)[0]
        tokens = [t.rstrip(".") if t.count(".") == 1 else t for t in phrases.WORD.findall(first)]
        if not tokens:
            return []
        tokens = _to_participle(_without_title(tokens))
        whole = " ".join(first.split()) if " & " in first and first[0].isupper() else " ".join(tokens)
        head = POSSESSIVE.sub("", tokens[-1]).lower()
        plain_head = tokens[-1][0].islower() or len(tokens) == 1
        if " ".join(tokens[-2:]) in lists().peoples:  # the New Zealander
            tokens = [*tokens[:-2], " ".join(tokens[-2:])]
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
        named = self._apposed_body(start, end) if plain_head else None
        if named is not None:
            return self._noted_once(named, start, end, "name", "name")
        known = self.institutions.again(noun, start, end) if noun and _TAKES_UP.fullmatch(words) else None
        if known:
            return self._noted([known], start, end, "role", "again")
        apposed = _BODY_BEHIND.match(bare) if len(tokens) > 1 and all(t[0].isupper() for t in tokens) else None
        if apposed and apposed[1] in lists().institution_nouns:
            return self._noted_once(self._other("institution", whole), start, end, "name", "name")
        if head in lists().documents:
            return self._either(self._document_again(bare, words), lambda: self._document(bare), start, end)
        if head in lists().groups and not self._in_capitals(tokens, words, start):
            return self._either(self._group_again(bare, head, words), lambda: self._unnamed(bare, words), start, end)
        aged = AGED.match(head)
        person = (head in lists().persons or aged) and not (tokens[-1] in _PAPERS and " " in whole and whole in bare)
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
            if name.kind == "institution" and linked is not None and ahead in lists().institution_nouns:
                return linked  # the weather agency AEMET
            if name.kind or linked is not None or not ahead.islower():
                continue
            if ahead in lists().institution_nouns:
                return self._other("institution", name.text)
            if len(words) > 1 and (is_role(ahead) or phrases.doer(ahead)) and not self.text.startswith(", which", name.end):
                self.registry.add_people([(self.article, replace(name, kind="person", role=ahead))])
                return max(self.registry.candidates(name.text, self.article), key=lambda e: e.articles[self.article])
        return None

    def _apposed_body(self, start: int, end: int) -> Entity | None:
        """*A user group, Privacy First*; *the mall's owner, Harbor Group*: the body that is named behind its noun."""
        for name, linked in self._within(start, end):
            ahead = _NOUN_AHEAD.fullmatch(self.text, start, name.start)
            if ahead is None or phrases.WORD.search(self.text, name.end, end):
                continue
            if linked.kind == "institution" if linked else ahead[1] in lists().institution_nouns:
                return linked or self._other("institution", name.text)
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
                and (
                    _APOSTROPHE.sub("", name.text) == whole
                    or name.text == whole
                    or (shown and name.text.startswith((f"{whole} of ", f"{whole} for ")))
                )
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
        role = phrases.apposed(words)
        shown = " " not in whole and (is_role(role) or bool(_AGE_BEHIND.match(self.text[start : end + 6])))  # Marzena, 36
        if not people and not common and (shown or self._may_be_person(whole)):
            self.registry.add_people(
                [(self.article, Name(start, end, whole, "person", "", 0, subject=False, possessive=False))]
            )
            return max(self.registry.candidates(whole, self.article), key=lambda e: e.articles[self.article])
        team = self.institutions.by_last(whole) if not common and not people and " " not in whole else None
        if team is not None:
            return self.registry.short_for(team, whole, "part of the name")
        return self._other("anonymous" if common else "institution", whole)

    def _may_be_person(self, whole: str) -> bool:
        """A given name, alone or in front of a word that names nothing else."""
        first, *rest = whole.split()
        last = rest[-1].lower() if rest else ""
        others = lists().institutions | lists().institution_nouns | lists().things | lists().documents
        plain = len(rest) < 3 and not any(describes(w) or POSSESSIVE.search(w) for w in rest)
        return plain and first.lower() in lists().given and last not in others

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

    def _country(self, word: str, words: str, start: int, end: int) -> list[Entity]:
        """A country or capital speaks for its government, and so does "the Russians"; "Russians" are people."""
        if word in lists().peoples and word.endswith("s") and not words.lower().startswith("the "):
            return self._noted([self._other("anonymous", words)], start, end, "role", "new")
        return self._noted_once(self._other("place", word), start, end, "name", "name")

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
