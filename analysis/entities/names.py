"""Names as they stand in an article: runs of capitalised words, told apart by their words and by how the article uses them."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

from analysis.entities.describe import POSSESSIVE, before_name, behind_name, title_at
from analysis.entities.kinds import (
    ACRONYM,
    PARTICLES,
    PARTY,
    SUFFIX,
    describes,
    institution,
    is_role,
    kind_of,
    person_of_body,
    role_ahead,
)
from analysis.entities.lists import lists
from analysis.entities.phrases import doer, plural_of
from analysis.entities.usage import Name, settled
from analysis.reading import LONG, Reading, Sentence

__all__ = ["NOT_NAMES", "Name", "describes", "fold", "institution", "names"]

NOT_NAMES = frozenset(
    "the a an he she it they we you i his her its their our my this that these those there here but and or so yet if when while where after "
    "before since because although though however meanwhile still instead moreover nevertheless according asked in on at for from as by "
    "with without under over during despite among some many most few both several one two three four five six seven eight nine ten no not "
    "only even now then last next what who why how which let also once until between other others another such like unlike to of than is are "
    "was were be been has have had do does did can could may might will would shall should must yes well just never ever almost about nearly "
    "whether whose whom each every either neither all any more less much nor him them me us your "
    "monday tuesday wednesday thursday friday saturday sunday january february march "
    "april june july august september october november december speaking talking improving entitled".split()
)
# Letters that do not come apart into a plain one and an accent.
_LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ß": "ss", "æ": "ae", "œ": "oe", "\u0131": "i"})
# Names in capitals that are pronouns in small letters, where what stands around them is not all in capitals.
_CAPITALS = frozenset(("US", "WHO"))
_INITIAL = re.compile(r"[AI]\.\s[A-Z][a-z]")
_SMALL_BEFORE = re.compile(r"[a-z]\W{1,3}$")
_SMALL_BEHIND = re.compile(r"\W{1,3}[A-Z]?[a-z]")
_AHEAD = re.compile(r"(?:\b([A-Z]\w+)|\b(?:Mr|Mrs|Ms)\.)\s$")
_SURNAMES = re.compile(r"(May|Will)(?:['’]s)?$")  # which are also a month and a verb
# Robert “Bob” Rask: the nickname between two parts of a name is left out of it.
_NICKNAME = re.compile(r"\s[\"“‘'](?:[A-Z][\w.-]*(?:\s[A-Z][\w.-]*)?)[\"”’']\s(?=[A-Z])")
_LISTED = re.compile(r"(?:,| and)\s[A-Z]")
# Reyes' lawyer; but in single marks a name may be the last word: '… by Reyes' he said.
_OF_S = re.compile(r"(?<=[sSxXzZ])['’]\s(?!(?:said|says|told|he|she|they|it|and|or|but|in|on|at|to|is|was|are|were)\b)[a-z]")
_AGE = re.compile(r",\s\d\d(?:,|\s(?:and|of|from)\b)")
_VERB_BEFORE = re.compile(
    r"\b(?:said|says|is|are|was|were|has|have|had|will|would|told|met|did|does|do|could|should|may|might|can|asked|called)\b"
)
_PREPOSITION = re.compile(
    r"\b(?:of|for|with|by|to|from|in|on|at|against|about|near|behind|like|unlike|between|over|under|into|including|than)"
    r"\s+(?:the\s|a\s|an\s|both\s)?(?:[a-z-]+\s){0,2}$"
)
_NEAR = 100  # characters before a name in which a preposition is looked for
_LONGEST = 40  # words; a run of more, which nobody's name is, is cut, so that what is said of a run stays quick
# Titles that begin names of things too: Prince William County, Presidents Day, King Street.
_AMBIGUOUS = frozenset("king queen prince princess general major father presidents justice captain".split())
# Titles that are surnames as well, and what stands in front of these.
_KINGS = frozenset("king prince bishop judge major".split())
_POLITE = frozenset("mr mrs ms dr rep sen senator congressman congresswoman".split())
_SMALL_WORDS = 3  # particles in a row
_LONGEST_NAME = 3  # words behind an office
_MEMBER = frozenset("MP MEP MSP TD KC QC SC OBE MBE CBE KBE MD RN PhD Esq".split())  # behind a name
TITLE_CASE = 12  # words, of which one may be small, in a line that is read as a headline
_JOINS = frozenset((" ", "-", ". ", "\u00a0", ", "))
_AFTER_OPENING = re.compile(r"[\s.-]+[A-Z]")
_MAKER = re.compile(r"(?:maker|tailer|surer|lender|caster|plier|turer|lator|lisher|saler)$")  # Carmaker Norvane
_AFTER_OFFICE = re.compile(r"\s(?:of|for)\s(?:[A-Z][\w’'-]+\s){2,5}")  # Minister for Transport Nora Quist
_AFTER_PARTICLE = re.compile(r"\s(?:(?:de|den|der|la|las|los|ter)\s){0,2}[A-Z]")
_OPENING = frozenset("“\"‘'(:—–")


@lru_cache(maxsize=65536)
def fold(word: str) -> str:
    """Small letters without accents, particles and possessives: how names are compared."""
    bare = POSSESSIVE.sub("", word).lower().translate(_LETTERS)
    plain = unicodedata.normalize("NFKD", bare).encode("ascii", "ignore").decode()
    return re.sub(r"^(?:al|el)-", "", plain)


@dataclass(frozen=True)
class _Page:
    """What the whole article says of its words: how often each has a capital inside sentences, and which stand in small letters."""

    text: str
    inside: Counter[str]
    small: frozenset[str]


def names(reading: Reading) -> list[Name]:
    """The names in body, headlines and captions, in text order."""
    text = reading.article.text
    found = _found if len(text) < LONG else _found.__wrapped__
    return list(found(text, reading.sentences))


@lru_cache(maxsize=64)  # targets and identities ask for the names of an article one after the other
def _found(text: str, sentences: tuple[Sentence, ...]) -> tuple[Name, ...]:
    wanted = [(n, s) for n, s in enumerate(sentences) if s.role in ("body", "headline", "subhead", "caption")]
    capitals = {n for n, s in wanted if s.role == "headline" or _title_case(text, s)}
    inside: Counter[str] = Counter()
    small: set[str] = set()
    for n, sentence in wanted:
        words = [text[s:e] for s, e in sentence.words]
        if n in capitals:
            pairs = pairwise(words)
            inside.update(POSSESSIVE.sub("", w) for first, w in pairs if first.lower() in lists().given and w[0].isupper())
        else:
            small.update(w for w in words if w.islower())
            if sentence.role == "body":
                inside.update(POSSESSIVE.sub("", w) for w in words[1:] if w[0].isupper())
    page = _Page(text, inside, frozenset(small))
    found = [name for n, s in wanted for run in _runs(page, s) for name in _named(text, s, n, _cut(text, run, n in capitals))]
    return tuple(settled(found, text, capitals))


def _cut(text: str, run: list[tuple[int, int]], capitals: bool) -> list[tuple[int, int]]:
    """In a line set in capitals a verb follows a name unseen: a given name and the word behind it are all that counts."""
    return run[:2] if capitals and text[slice(*run[0])].lower() in lists().given else run


def _title_case(text: str, sentence: Sentence) -> bool:
    if text[sentence.end - 1] in ".?!”\"’'" and sentence.start:
        return False
    words = [text[s:e] for s, e in sentence.words]
    small = [w for w in words if w[0].islower() and w not in NOT_NAMES]
    return len(words) > 3 and len(small) * TITLE_CASE < len(words)


def _runs(page: _Page, sentence: Sentence) -> Iterable[list[tuple[int, int]]]:
    """Runs of capitalised words; small joining words only between two of them."""
    text = page.text
    run: list[tuple[int, int]] = []
    pending: list[tuple[int, int]] = []
    for n, (start, end) in enumerate(sentence.words):
        word = text[start:end]
        if not run and word[0].islower() and word[2:3] != "-":  # the commonest case; al-Sharif has a hyphen
            continue
        gap = text[(pending or run)[-1][1] : start] if run else ""
        if run and not pending and (nickname := _NICKNAME.match(text, run[-1][1])) and nickname.end() > end:
            continue
        joined = bool(run) and (gap in _JOINS or _NICKNAME.match(gap + word)) and (gap != ", " or word in SUFFIX)
        joined = joined or (gap in ("' ", "’ ") and not pending and _plural(text[slice(*run[-1])]))  # the Teachers' Union
        if _capital(page, word, n, start):
            if run and not joined:
                yield run
                run, pending = [], []
            run += [*pending, (start, end)]
            pending = []
            owner = POSSESSIVE.sub("", word)
            ends = owner != word and owner not in lists().places and not _plural(owner)
            if ends or len(run) >= _LONGEST:
                yield run
                run = []
        elif run and joined and _joins(text, pending, word):
            pending.append((start, end))
        else:
            if run:
                yield run
            run, pending = [], []
    if run:
        yield run


def _plural(word: str) -> bool:
    """Teachers, Women: people whom the name of a body may begin with, as in Women's Institute."""
    low = word.lower()
    return low in lists().groups or low in ("people", "children") or plural_of(low) in lists().persons


def _joins(text: str, pending: list[tuple[int, int]], word: str) -> bool:
    """May this small word, behind those pending, stand inside a name? *of the*, *de la*, *van der*."""
    if not pending:
        return word in PARTICLES or word in ("of", "for", "&")
    if word == "the":
        return len(pending) == 1
    return word in PARTICLES and len(pending) < _SMALL_WORDS and all(text[s:e] in PARTICLES for s, e in pending)


def _capital(page: _Page, word: str, n: int, start: int) -> bool:
    """May this word be part of a name? The first word of a sentence only if the article gives a reason."""
    if not word[0].isupper():
        return word[:3] in ("al-", "el-") and word[3:4].isupper()
    small = word.lower()
    if small in NOT_NAMES or small.partition("'")[0].partition("’")[0] in NOT_NAMES:
        return _name_after_all(page.text, word, start, n) or (n > 0 and bool(_INITIAL.match(page.text, start)))
    if word[:3] in ("Al-", "El-") and word[3:4].isupper():
        return True
    if n and page.text[start - 1] not in _OPENING and page.text[start - 2 : start] != ": ":
        return True
    bare = POSSESSIVE.sub("", word)
    if page.inside[bare] > 0 or bare in lists().places or ACRONYM.match(bare):
        return True
    if bare.lower() in lists().given and small not in page.small:
        return True
    if small in PARTICLES:
        return bool(_AFTER_PARTICLE.match(page.text, start + len(word)))
    role = bool(title_at([bare])) or bare.lower() in lists().persons
    if role and _AFTER_OFFICE.match(page.text, start + len(word)):
        return True
    if not _AFTER_OPENING.match(page.text, start + len(word)):
        return False
    if bare.lower() in lists().given or role:
        return True
    return small not in page.small and not small.endswith(("ing", "ly", "ed"))


def _name_after_all(text: str, word: str, start: int, n: int) -> bool:
    """The US and the WHO, which are no pronouns; Theresa May, which is no month; Nora Will."""
    if word in _CAPITALS:
        return bool(_SMALL_BEFORE.search(text, max(0, start - 4), start) or _SMALL_BEHIND.match(text, start + len(word)))
    surname = _SURNAMES.match(word) if n else None
    ahead = _AHEAD.search(text, max(0, start - 20), start) if surname else None
    if surname is None or ahead is None:
        return False
    title = ahead[1] is None or ahead[1].lower() in lists().given or title_at([ahead[1]])
    return bool(title) or (text[start + len(surname[1]) :][:1] != " " and ahead[1].lower() not in NOT_NAMES)


def _named(text: str, sentence: Sentence, number: int, run: list[tuple[int, int]]) -> list[Name]:
    words = [text[s:e] for s, e in run]
    owner = next((n for n, w in enumerate(words[:-1]) if POSSESSIVE.search(w)), None)
    if owner is not None and not institution(words[owner:]):  # Finland's Rask: two names; Finland's Foreign Ministry: one
        return _named(text, sentence, number, run[: owner + 1]) + _named(text, sentence, number, run[owner + 1 :])
    if len(words) > 2 and words[-1] in _MEMBER:  # Sarah Moss MP
        member = _named(text, sentence, number, run[:-1])
        member[-1] = replace(member[-1], end=run[-1][1], kind="person", role=f"{member[-1].role} {words[-1].lower()}".strip())
        return member
    if len(words) > 3 and "of" in words and is_role(words[0]) and words[1].lower() in lists().given:
        named = _named(text, sentence, number, run[1:])  # Economist Jane Roe of Harbor University
        return [replace(named[0], role=f"{words[0].lower()} {named[0].role}".strip(), kind="person"), *named[1:]]
    lead, title = _titles(words)
    if title and all(w in SUFFIX for w in words[lead + len(title) :]):
        if lead and (words[lead - 1].lower() in lists().given or (words[0].lower() in lists().given and title[-1] in _KINGS)):
            lead, title = 0, ()  # Nora King, Martin Luther King Jr.
        elif title[0] in _POLITE and title[-1] in _KINGS:
            title = title[:-1]  # Mr. King
    office = _office(words) if not title or words[lead + len(title) :][:1] in (["of"], ["for"]) else 0
    if office:
        named = _named(text, sentence, number, run[office:])
        return [*named[:-1], replace(named[-1], kind="person", role=" ".join(words[:office]).lower())]
    cut = words.index("of", lead + len(title)) if "of" in words[lead + len(title) :] else 0
    person = title or words[0].lower() in lists().given
    untitled = words[lead + len(title) :]
    if cut and (
        person_of_body(untitled, untitled.index("of"), bool(title))
        or (person and not institution(words) and not institution(words[:cut]))
    ):
        return _of_place(text, sentence, number, run, cut)
    polite = len(untitled) == 1 and title[:1] and title[0] in _POLITE  # Mr. Church
    mayor = polite or (len(untitled) == 2 and untitled[0].lower() in lists().given and title[:1] and title[0] not in _AMBIGUOUS)
    if title and (mayor or not institution(words)) and not (title[0] in _AMBIGUOUS and words[-1].lower() in lists().things):
        return _titled(text, sentence, number, run, words, lead, title)
    return [_plain(text, sentence, number, run, words)]


def _office(words: list[str]) -> int:
    """How many words of ``Minister for Transport Nora Quist``, ``Head of Sport Nora Quist`` are the office; 0 if none are."""
    at = next((n for n, w in enumerate(words) if w in ("for", "of")), 0)
    given = next((n for n in range(len(words) - 2, at + 1, -1) if words[n].lower() in lists().given), 0)
    named = given and len(words) - given <= _LONGEST_NAME and not institution(words[given:])
    return given if at and named and (is_role(words[at - 1]) or title_at([words[at - 1]])) else 0


def _of_place(text: str, sentence: Sentence, number: int, run: list[tuple[int, int]], cut: int) -> list[Name]:
    """``Jane Roe of Ohio``, ``of the Ohio Institute``: a person, who has the place or body in her role, and the place or body."""
    after = run[cut + 1 :]
    after = after[1:] if after and text[slice(*after[0])] == "the" else after
    home = text[after[0][0] : after[-1][1]].lower() if after else ""
    found = _named(text, sentence, number, run[:cut])
    if found and not found[-1].kind and person_of_body([text[s:e] for s, e in run], cut, titled=False):
        found[-1] = replace(found[-1], kind="person")
    found = [replace(n, role=f"{n.role} {home}".strip()) if n.kind == "person" else n for n in found]
    return found + (_named(text, sentence, number, after) if after else [])


def _titled(
    text: str,
    sentence: Sentence,
    number: int,
    run: list[tuple[int, int]],
    words: list[str],
    lead: int,
    title: tuple[str, ...],
) -> list[Name]:
    """``Finnish Foreign Minister`` Laura Vann: the places in front of the title, and the person behind it."""
    ahead = [run[n : n + 1] for n in range(lead) if words[n] in lists().places]
    found = [_name(text, sentence, number, part, "place", "") for part in ahead]
    rest = run[lead + len(title) :]
    if rest and text[slice(*rest[0])] not in ("of", "for"):  # not the Commissioner for Finance
        role = before_name(text, sentence, run[0][0], any_word=True) + [w.lower() for w in words[:lead]] + list(title)
        role += behind_name(text, rest[-1][1])
        found.append(_name(text, sentence, number, rest, "person", " ".join(role), run[0][0]))
    return found


def _plain(text: str, sentence: Sentence, number: int, run: list[tuple[int, int]], words: list[str]) -> Name:
    """A run without a title; a people, party or role in front of a name says what he or she is."""
    lead: list[str] = []
    maker = len(words) > 1 and words[0].lower() in lists().institution_nouns and bool(_MAKER.search(words[0]))
    if maker and words[1].lower() not in lists().given and not institution(words):  # Carmaker Norvane
        words, run = words[1:], run[1:]
    first = run[0][0]
    whole = POSSESSIVE.sub("", " ".join(words))
    listed = bool(_LISTED.match(text, run[-1][1]))
    while len(words) > 1 and whole not in lists().places and not institution(words) and _is_lead(words, listed):
        first_word = POSSESSIVE.sub("", words[0]).lower()
        lead.append(plural_of(first_word) if is_role(plural_of(first_word)) else first_word)
        words, run = words[1:], run[1:]
    inside = role_ahead(words)
    lead += [POSSESSIVE.sub("", w).lower() for w in words[:inside]]
    words, run = words[inside:], run[inside:]
    before = before_name(text, sentence, first, any_word=bool(lead))
    if before:
        ahead = bisect_right(sentence.words, first, key=lambda w: w[1])
        first = sentence.words[ahead - len(before)][0]
    behind = behind_name(text, run[-1][1])
    if len(words) == 1 and not before and not lead:
        behind = []  # "Sandport, the host of the games"
    role = [*before, *lead, *behind]
    counts = [*before, *behind] if len(words) == 1 else role  # "Celebrity Gardener" is no person
    told = [w for w in counts if w.capitalize() not in lists().peoples and w not in lists().place_words]
    kind = kind_of(words, " ".join(told))
    if kind == "institution" and len(words) == 2 and words[0].lower() in lists().given and not SUFFIX.intersection(words):
        shown = behind or _AGE.match(text, run[-1][1]) or text.startswith(", who ", run[-1][1])  # Nora Church, an actor
        kind = "person" if shown else kind
    kind = "institution" if maker and kind == "" else kind
    if kind == "" and len(words) > 1 and _AGE.match(text, run[-1][1]):
        kind = "person"
    return _name(text, sentence, number, run, kind, " ".join(role) if kind == "person" else "", first)


def _is_lead(words: list[str], listed: bool) -> bool:
    """Does the first word say what the name behind it is? ``listed``: another name follows."""
    first = POSSESSIVE.sub("", words[0])
    if first.lower() in lists().given or words[1].islower() or institution(words[1:]):
        return False
    if first in lists().peoples or first in PARTY or is_role(first) or first == "Former" or first.endswith("-year-old"):
        return True
    if len(words) > 2 and words[1].lower() in lists().given and doer(first.lower()):  # Pronouncer Jane Roe
        return True
    people = listed or words[1].lower() in lists().given  # Economists Jane Roe and Paul Vann, but not Queens Park Rangers
    if people and len(words) > 2 and is_role(plural_of(first.lower())) and kind_of(words[1:], "") != "institution":
        return True
    return len(words) > 2 and first in lists().places and (words[1].lower() in lists().given or describes(words[1]))


def _name(
    text: str, sentence: Sentence, number: int, run: list[tuple[int, int]], kind: str, role: str, first: int | None = None
) -> Name:
    """A name; ``first`` is where the words that belong to it begin, its title or role."""
    start, end = run[0][0], run[-1][1]
    bare = POSSESSIVE.sub("", text[start:end])
    stop = start + len(bare)
    begin = start if first is None else first
    verb = _first_verb(text, sentence.start, sentence.end) <= begin
    subject = not verb and not _PREPOSITION.search(text, max(sentence.start, begin - _NEAR), begin)
    possessive = stop < end or bool(_OF_S.match(text, end))
    return Name(start, stop, _NICKNAME.sub(" ", bare), kind, role, number, subject, possessive)


@lru_cache(maxsize=8)
def _first_verb(text: str, start: int, end: int) -> int:
    """Where the first verb in a sentence ends, behind the sentence if it has none: asked once, not for each of its names."""
    found = _VERB_BEFORE.search(text, start, end)
    return found.end() if found else end + 1


def _titles(words: list[str]) -> tuple[int, tuple[str, ...]]:
    """Where a title begins among the words, and the title; ``(0, ())`` where there is none."""
    for at in range(len(words)):
        if at > 4 and words[at - 1] not in lists().places and not ACRONYM.match(words[at - 1]):
            break
        title = title_at(words[at:]) if not at or words[at - 1] not in ("of", "the") else ()  # Department of Justice
        if title:
            rest_at, rest = _titles(words[at + len(title) :])
            return at, (*title, *rest) if rest and rest_at == 0 else title
    return 0, ()
