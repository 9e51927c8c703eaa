"""Who did what: deeds told with another doer, planned here and not done there, or told in another word.

A deed is a verb with its subject, what follows it, and whether it is told as done, not done, planned or ruled out. There is no
parser: the subject is the nearest name before the verb that no preposition holds.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from analysis.compare.facts.apart import elsewhere, other_days, other_numbers
from analysis.compare.facts.places import Places, Token, Where, stem
from analysis.compare.facts.telling import DETERMINERS, PREPOSITIONS, how_told, leaves_open, past

__all__ = ["Deed", "Meeting", "deeds", "meetings"]

OBJECT = 24  # words behind a verb that may be its object and circumstances
FIRST = 5  # words of content behind a verb, of which one is its object
ENOUGH = 1.6  # weight (see Places.share) of what two deeds share, from which they may be one
# Between a name and a verb these show that the name is not the verb's subject.
_CUT = frozenset("he she they it we you i who which that before after while when since as because where if so".split())
_NOT_HE = frozenset("not unlike".split())  # Brunn, not Falk, did it
_DAYS = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday today yesterday "
    "january february march april May june july august september october november december".split()
)
REPORTING = frozenset(
    stem(w)
    for w in """
said told added asked noted wrote claimed argued insisted stated declared suggested explained acknowledged announced believed described
called considered thought wanted hoped expected seemed appeared continued started tried had needed used based included related concerned
united according made got named known going released published reported accused vowed warned urged promised denied
predicted pointed referred posted tweeted quoted recalled repeated replied responded questioned compared
""".split()
)
# What newsrooms take for one another: the same deed in other words.
_SAME = [
    frozenset(stem(w) for w in group.split())
    for group in (
        "laid placed put",
        "gave presented handed",
        "raise discuss mention address broach",
        "met saw",
        "signed approved",
        "resigned quit",
        "attended visited",
        "killed shot",
        "arrested detained",
        "bought acquired",
        "rejected refused declined",
        "won beat defeated",
        "dropped abandoned scrapped",
        "began launched started",
    )
]
_PHRASES = {
    (stem(verb), stem(behind)): stem(same)
    for verb, behind, same in (("make", "case", "raise"), ("bring", "up", "raise"), ("talk", "about", "discuss"))
}
# What many do to one thing: that another does it too is no clash.
MANY = frozenset(
    stem(w)
    for w in """
met saw visited attended joined watched thanked praised welcomed backed supported opposed criticised criticized condemned denounced
mourned discussed mentioned faced
""".split()
)
_ISSUE = frozenset("issue it matter subject question topic this that".split())


@dataclass(frozen=True)
class Deed:
    """A verb with its doer; stems and offsets of what surrounds it.

    ``told`` is ``done``, ``not done``, ``not so far`` (*has not*), ``planned`` or ``ruled out``.
    """

    where: Where
    verb: str
    low: str
    told: str
    start: int
    end: int
    agents: frozenset[str]
    subject: frozenset[str]
    object: tuple[str, ...]
    about: frozenset[str]  # the stems of the object, and those of the sentence before where the object only points back
    named: bool  # is the doer named here, and no pronoun, which may have been resolved wrongly?


@dataclass(frozen=True)
class Meeting:
    """Two deeds that may be one, how they differ (``plan``, ``contradiction``, ``who``, ``wording``), and how sure that is."""

    a: Deed
    b: Deed
    type: str
    confidence: float
    why: str


def deeds(places: Places) -> list[Deed]:
    """Every deed that the articles tell in their own or reported words; quoted speech, conditions and possibilities are left out."""
    return [d for w in places.all if w.voice != "quoted" and w.role in ("body", "caption") for d in _of(places, w)]


def _of(places: Places, where: Where) -> Iterator[Deed]:
    text, tokens = places.texts[where.article], where.tokens
    for n, token in enumerate(tokens):
        if not token.content or token.entity or token.low[0].isdigit():
            continue
        told, first = how_told(text, tokens, n)
        if not told:
            continue
        behind = _behind(text, where, n)
        if leaves_open(told, behind):
            continue
        agents, subject, named = _subject(places, text, where, first)
        verb = _PHRASES.get((token.stem, next((t.stem for t in behind if t.low not in DETERMINERS), "")), token.stem)
        agents |= {
            t.entity for k, t in enumerate(behind) if t.form == "name" and _accompanies(text, tokens, n, n + 1 + k, places)
        }
        stems = tuple("@" if _in_title(places, behind, k) else t.stem for k, t in enumerate(behind) if t.content)
        about = {t.stem for t in behind if t.content}
        if where.before >= 0 and any(t.low in _ISSUE for t in behind[:3]):
            about |= places.all[where.before].stems
        span = tokens[first].start, token.end
        yield Deed(where, verb, token.low, told, *span, frozenset(agents), subject, stems, frozenset(about), named)


def _in_title(places: Places, behind: Sequence[Token], k: int) -> bool:
    """Is a word part of what somebody is (*former harbour master Falk*), and so no object of the verb?"""
    after = behind[k + 1 : k + 6]
    named = next((n for n, t in enumerate(after) if t.form == "name" and places.kinds.get(t.entity) == "person"), -1)
    return not behind[k].entity and named >= 0 and all(t.content or t.low == "of" for t in after[:named])


def _subject(places: Places, text: str, where: Where, first: int) -> tuple[set[str], frozenset[str], bool]:
    """The doer: the nearest mention before the verb that no preposition holds; the stems of the last words before; is it no pronoun?"""
    tokens = where.tokens
    agents: set[str] = set()
    named = True
    for k in range(first - 1, -1, -1):
        token = tokens[k]
        if _another(tokens, k, first) or _BREAK.search(text[token.end : tokens[k + 1].start]):
            break
        if not token.entity or _held(text, tokens, k) or _owns(text, token):
            continue
        if places.kinds.get(token.entity) in ("person", "institution", "anonymous", "place") and not _before_noun(
            tokens, k, first
        ):
            agents.add(token.entity)
            named = token.form != "pronoun"
            agents.update(tokens[j].entity for j in _joined(text, tokens, k))
            break
    near = [t.stem for t in tokens[max(0, first - 4) : first] if t.content]
    return agents, frozenset(near[-3:]), named


def _owns(text: str, token: Token) -> bool:
    """Does a name own what follows (*Falk's brother*)?"""
    return bool(re.match(r"['’]s?\b", text[token.end : token.end + 2])) or token.low.endswith("'s")


def _joined(text: str, tokens: Sequence[Token], k: int) -> Iterator[int]:
    """The names that "and" and commas join in front of one: of *Lindt, Falk and Senn* the first two."""
    j = k - 2
    if j < 0 or tokens[k - 1].low != "and":
        return
    while j >= 0 and tokens[j].entity and not _owns(text, tokens[j]) and (j == k - 2 or not _held(text, tokens, j)):
        yield j
        if text[tokens[j - 1].end : tokens[j].start].strip() != ",":
            return
        j -= 1


def _another(tokens: Sequence[Token], k: int, first: int) -> bool:
    """Does a second subject begin here, joined by "and" to the first? Then the name before it is not the only doer."""
    if tokens[k].low in _CUT and not tokens[k].entity:
        return True
    return tokens[k].low in ("and", "or", "but") and first - k > 1 and not past(tokens[k + 1].low)


def _before_noun(tokens: Sequence[Token], k: int, first: int) -> bool:
    """Does the name only describe the noun behind it (*Falk supporters*)?"""
    after = tokens[k + 1]
    other = after.entity or past(after.low) or after.low.endswith("ly") or after.low in PREPOSITIONS
    return k + 1 < first and after.content and not other


_BREAK = re.compile(r"[;:—]|--|[\"“”]")


def _held(text: str, tokens: Sequence[Token], k: int) -> bool:
    """Does a preposition hold a mention, with its titles (of German Chancellor …), or is it the object of a verb before it?"""
    j = k - 1
    while (
        j >= 0
        and k - j <= 5
        and "," not in text[tokens[j].end : tokens[j + 1].start]
        and (
            tokens[j].low in ("the", "a", "an", "his", "her", "its", "their")
            or (tokens[j].content and not past(tokens[j].low) and tokens[j].low not in PREPOSITIONS)  # "like" says something
        )
    ):
        if (tokens[j].entity and tokens[j].form == "name" and j < k - 3) or tokens[j].low in _DAYS:
            break
        j -= 1
    return (
        j >= 0
        and (tokens[j].low in PREPOSITIONS | _NOT_HE or past(tokens[j].low))
        and "," not in text[tokens[j].end : tokens[j + 1].start]
    )


def _accompanies(text: str, tokens: Sequence[Token], n: int, k: int, places: Places) -> bool:
    """Is a person named behind the verb one who did it too (*with Falk*, *alongside Falk and Senn*; not *before she sat down with Falk*)?"""
    if places.kinds.get(tokens[k].entity) != "person" or _owns(text, tokens[k]):
        return False
    j = k - 1
    while j > n and k - j <= 4 and tokens[j].content and not tokens[j].entity:
        j -= 1
    if tokens[j].low == "and" and tokens[j - 1].form == "name":
        return _accompanies(text, tokens, n, j - 1, places)
    return tokens[j].low in ("with", "alongside") and not any(t.low in _CUT and not t.entity for t in tokens[n + 1 : j])


def _behind(text: str, where: Where, n: int) -> list[Token]:
    found: list[Token] = []
    for token in where.tokens[n + 1 : n + 1 + OBJECT]:
        if re.search(r"[.;:—\"“”]", text[(found[-1].end if found else where.tokens[n].end) : token.start]):
            break
        found.append(token)
    return found


def meetings(places: Places, found: Sequence[Deed]) -> list[Meeting]:
    """Pairs of deeds of two articles that look like one deed told differently."""
    index: dict[str, list[int]] = defaultdict(list)
    for n, deed in enumerate(found):
        for word in sorted(deed.about):
            if places.rare(word):
                index[word].append(n)
    linked: set[tuple[int, int]] = set()
    for _, own in sorted(index.items()):
        for i, one in enumerate(own if len(own) <= 120 else ()):
            for other in own[i + 1 :]:
                if places.one_event(found[one].where.article, found[other].where.article):
                    linked.add((one, other))
    met = []
    for one, other in sorted(linked):
        meeting = _meeting(places, found[one], found[other])
        if meeting:
            met.append(meeting)
    return met


_OTHERWISE = ({"planned", "not done"}, {"planned", "ruled out"}, {"ruled out", "done"})


def _meeting(places: Places, a: Deed, b: Deed) -> Meeting | None:
    shared = a.about & b.about
    same_verb = a.verb == b.verb or any(a.verb in g and b.verb in g for g in _SAME)
    people = bool(a.agents & b.agents)
    if a.verb in REPORTING or b.verb in REPORTING:
        return None
    told = {a.told, b.told}
    weight = places.share(shared)
    apart = elsewhere(places, a.about, b.about) or other_days(a.where, b.where)
    one_deed = same_verb and len(shared) >= 3 and weight >= ENOUGH and not apart
    if one_deed and people:
        if told in _OTHERWISE:
            return Meeting(a, b, "plan", 0.6, _say(places, a, b, "planned or ruled out in one, told otherwise in the other"))
        if told in ({"done", "not done"}, {"done", "not so far"}) and a.verb == b.verb:
            return Meeting(a, b, "contradiction", 0.55, _say(places, a, b, "done in one, not done in the other"))
    if one_deed and told == {"done"} and _one_object(places, a, b):
        return _who(places, a, b)
    if told != {"done"} or same_verb or other_numbers(a.where, b.where):
        return None
    if len(a.subject & b.subject) >= 2 and _one_object(places, a, b):
        return Meeting(a, b, "wording", 0.5, f"the same subject and object with another verb: {a.low} / {b.low}")
    return None


def _one_object(places: Places, a: Deed, b: Deed) -> bool:
    """Do the first words behind the two verbs share a rare word that is no name?"""
    first = {w for w in a.object[:FIRST] if w in b.object[:FIRST] and not w.startswith("@")}
    return any(places.rare(w) for w in first)


def _who(places: Places, a: Deed, b: Deed) -> Meeting | None:
    one, other = (frozenset(x for x in d.agents if places.kinds.get(x) == "person") for d in (a, b))
    if not one or not other or one == other or not (a.named and b.named):
        return None
    if (other - one) & _told_of(a) or (one - other) & _told_of(b):
        return None  # Brunn met Falk, Falk met Brunn
    if one & other:
        return Meeting(a, b, "who", 0.5, _say(places, a, b, "one names more people than the other"))
    if a.verb in MANY or b.verb in MANY:
        return None
    return Meeting(a, b, "who", 0.6, _say(places, a, b, "another person does it"))


def _told_of(deed: Deed) -> set[str]:
    """The identities that a deed is done to, or that stand about it."""
    return {w[1:] for w in deed.about if w.startswith("@")}


def _say(places: Places, a: Deed, b: Deed, how: str) -> str:
    who = [" and ".join(sorted(places.names.get(x, x) for x in d.agents)) for d in (a, b)]
    return f"{how}: {who[0]}, {a.low} ({a.told}) / {who[1]}, {b.low} ({b.told})"
