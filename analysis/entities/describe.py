"""Roles: the words that say what a person is, beside a name, and whether a description fits them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import lru_cache

from analysis.entities.lists import lists
from analysis.reading import Sentence

__all__ = ["POSSESSIVE", "before_name", "behind_name", "core_words", "fits", "heads", "title_at"]

POSSESSIVE = re.compile(r"['’]s?$")
_NO_ROLE = frozenset(
    "the a an said says told and or but his her its their of by to for with from in on at as who that met asked called beat joined thanked "
    "replaced accused urged backed endorsed named hired fired praised defeated is are was were has had have be been like unlike against "
    "about between including than after before when while where because if not whether he she it they we you i "
    "would could should will can may might must whose which".split()
)
_MODALS = frozenset("would could should will can may might must".split())
# Its rival, Aerodyne: what belongs to a thing by these words may be a person or a company.
_EITHER = frozenset("rival partner owner operator developer contractor investor opponent competitor".split())
_ADJECTIVES = frozenset(
    "former then then-current current outgoing longtime republican democratic democrat retired late ex".split()
)
_SMALL = frozenset("the a an of for to in at and his her their its".split())
_VAGUE = frozenset("former then-current current outgoing longtime veteran presumptive likely presidential retired late".split())
_APPOSITION = re.compile(
    r",\s+(?:who\s(?:is|was)\s+)?((?:the|a|an|his|her|its|their)\s+)?((?:[^\W\d_][\w.'’-]*\s+){0,5}?[^\W\d_]+)"
    r"(?=[,.;]|\s+(?:of|for|at|in|who|to|from|on|with|behind)\b)"
)
# The mayor, Ann Cole, said: the words behind one name belong to the next.
_NEXT_NAME = re.compile(r",\s(?:[A-Z][\w'’.-]+\s?){2,4},(?!\s(?:the|a|an|his|her)\s)")
_CLAUSE = frozenset(
    "the a an his her its their he she it they said says told who whose that met asked called joined thanked".split()
)
_BRACKETS = re.compile(r",?\s\(?([RDIL])-\s?([A-Z][A-Za-z. ]{1,14}?)\.?[),]")
_ROLE_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_WORD = re.compile(r"[^\W_]+(?:['’.&-][^\W_]+)*\.?")


def title_at(words: Sequence[str]) -> tuple[str, ...]:
    """The title with which these words begin, in small letters without full stops; empty where there is none."""
    if not words:
        return ()
    low = [word.rstrip(".").lower() for word in words[:4]]
    return next((t for t in lists().titles.get(low[0], ()) if tuple(low[: len(t)]) == t), ())


def before_name(text: str, sentence: Sentence, start: int, any_word: bool = False) -> list[str]:
    """``harbor spokesman`` Peter Rask: role words in small letters right in front of a name.

    ``any_word``: a title follows already, so that only words like *former* are looked for.
    """
    ahead = bisect_right(sentence.words, start, key=lambda w: w[1])
    before = sentence.words[max(0, ahead - 6) : ahead]
    words = [text[s:e].lower() for s, e in before]
    gap = text[before[-1][1] : start] if before else ""
    if not words or (gap.strip() and not (gap == ", " and words[-1] in lists().persons and not any_word)):
        return []
    if gap == ", " and words[-1] in _EITHER and words[-2:-1] in (["its"], ["their"]):
        return []
    title = next((t for t in _long_titles().get(words[-1], ()) if words[-len(t) :] == t), None)
    if not title and not any_word and words[-1] not in lists().persons:
        return []
    if not title and words[-2:-1] and words[-2] in _MODALS:  # would counsel Roe: a verb
        return []
    role: list[str] = [] if any_word and not title else title or [words[-1]]
    for n in range(len(words) - len(role) - 1, -1, -1):
        apart = n + 1 < len(words) and text[before[n][1] : before[n + 1][0]] != " "
        if apart or words[n] in _NO_ROLE or (any_word and words[n] not in _ADJECTIVES):
            break
        role.insert(0, POSSESSIVE.sub("", words[n]))
    return role


@lru_cache(maxsize=1)
def _long_titles() -> dict[str, list[list[str]]]:
    """The titles of several words, by their last word."""
    found: dict[str, list[list[str]]] = {}
    for title in lists().long_titles:
        found.setdefault(title.split()[-1], []).append(title.split())
    return found


def behind_name(text: str, end: int) -> list[str]:
    """Trenin, ``the director of the Carnegie Moscow Center``, or Jane Roe (``D-Ohio``): what stands behind a name."""
    bracket = _BRACKETS.match(text, end, end + 24)
    if bracket:
        home = bracket[2].strip()
        place = lists().postal.get(home) or lists().places.get(home) or lists().places.get(home + ".") or ""
        return [lists().parties[bracket[1]], *place.lower().split()]
    match = _APPOSITION.match(text, end, end + 100)
    words = _ROLE_WORD.findall(match[2].lower()) if match else []
    phrase = " ".join(words).replace("and the ", "").replace("and a ", "")
    if match is None or not words or words[-1] not in lists().persons or _CLAUSE & set(phrase.split()):
        return []
    the = (match[1] or "").strip() == "the"
    return [] if the and _NEXT_NAME.match(text, match.end(), match.end() + 60) else words


def core_words(role: str) -> list[str]:
    """A role's words, short titles written out, countries and states left out."""
    return [w for w in _words(role) if w not in _SMALL and w not in _homes(role)[1]]


def heads(role: str) -> set[str]:
    """The nouns by which a role may be taken up again."""
    core = core_words(role)
    other = _otherwise(role)
    return (
        {w for w in core if w in lists().persons or w in lists().expanded.values()}
        | {o.split()[-1] for o in other}
        | set(core[-1:])
    )


def fits(description: str, roles: Sequence[str]) -> bool:
    """Do the words of a description fit what the articles say this person is?

    Every word must stand in one of the roles or in another way of saying it; a country or state that differs speaks against it.
    """
    words = [w for w in _words(" ".join(w for w in _WORD.findall(description) if not POSSESSIVE.search(w)))]
    ours, place_words = _homes(" ".join(words))
    plain = [w for w in words if w not in place_words and w not in _SMALL and w not in _VAGUE]
    theirs = {home for role in roles for home in _homes(role)[0]}
    # An Ohio Democrat is somebody of whom the articles say Ohio.
    party = plain[-1:] in (["republican"], ["democrat"])
    if not plain or (ours and (theirs or party) and not ours & theirs):
        return False
    known = {w for role in roles for w in core_words(role)}
    if "democrat" in known:
        known.add("democratic")
    if known & {"democratic", "republican"} and plain[-1] in ("democrat", "republican"):
        known |= {"democrat"} if "democratic" in known else set()
    return any(
        plain[-1] in heads(role) and set(plain) <= known | {w for o in _otherwise(role) for w in o.split()} for role in roles
    ) or (plain[-1] in ("republican", "democrat") and set(plain) <= known)


def _otherwise(role: str) -> list[str]:
    """Other ways of saying a role (secretary of state: top diplomat)."""
    homes = _homes(role)[1]
    named = f" {' '.join(w for w in _words(role) if w not in homes)} "
    return [other for title, others in lists().same_role.items() if f" {title} " in named for other in others]


def _words(text: str) -> list[str]:
    return [lists().expanded.get(w.rstrip("."), w if w in lists().place_words else w.rstrip(".")) for w in text.lower().split()]


def _homes(role: str) -> tuple[set[str], set[str]]:
    """The countries and states of a role, and the words that name them."""
    words = _words(role)
    pairs = [" ".join(words[n : n + 2]) for n in range(len(words) - 1)]
    found = [w for w in [*words, *pairs] if w in lists().place_words]
    return {lists().place_words[w] for w in found}, {part for w in found for part in w.split()}
