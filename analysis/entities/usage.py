"""What an article as a whole says of each of its names: headlines, couples, places, transcripts, surnames that are words."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import pairwise

from analysis.entities.kinds import describes
from analysis.entities.lists import lists

__all__ = ["Name", "settled"]

_LOCATIVE = re.compile(r"\b(?:in|near|outside|across|around|through|throughout)\s+(?:the\s)?$")
_PLACED = re.compile(r"\b(?:in|to|from|at|near|of|for|with|across|against|outside)\s$")


@dataclass(frozen=True)
class Name:
    """A name in the text, title left out.

    ``kind``: ``person``, ``institution``, ``place``, ``thing`` (neither of them), or empty where the words alone do not tell. ``role``:
    title and role words that stand with it, in small letters ("russian foreign minister"). ``sentence`` is the number of its sentence;
    ``subject``, that it stands before that sentence's first verb-like word and behind no preposition; ``possessive``, that 's follows.
    """

    start: int
    end: int
    text: str
    kind: str
    role: str
    sentence: int
    subject: bool
    possessive: bool


def settled(found: list[Name], text: str, capitals: set[int]) -> list[Name]:
    """What the article as a whole says of each name.

    Headlines are set in capitals: only names count there that the rest has, or has the surname of. A name mostly met behind *in* is a
    place. Two or three words of which the last also stands alone, as people are named the second time, are a person.
    """
    body = {n.text for n in found if n.sentence not in capitals}
    known = [n for n in found if n.sentence not in capitals or n.text in body or _in_full(n, body)]
    known = _couples(known, text)
    alone = {n.text for n in known if " " not in n.text and n.kind in ("", "person") and not _behind_the(text, n)}
    located: dict[str, list[bool]] = {}
    for name in known:
        located.setdefault(name.text, []).append(bool(_LOCATIVE.search(text, max(0, name.start - 16), name.start)))
    people = [n.text.split() for n in known if n.kind == "person" and " " in n.text and " of " not in n.text]
    surnames = {words[-1] for words in people}
    turns = {surname.upper(): surname for surname in sorted(surnames)}
    places = {t for t, seen in located.items() if sum(seen) * 2 > len(seen) and not t.endswith("s")} - surnames
    of_people = _words_of_people(known, people, text)
    result = []
    for name in known:
        if name.text in turns and text[name.end : name.end + 1] == ":" and text[name.start - 1 : name.start] in ("", "\n"):
            name = replace(name, text=turns[name.text], kind="person")  # TAN: in a transcript that names Amy Tan
        elif name.text in of_people and name.kind in ("place", "thing", "institution") and not _behind_the(text, name):
            name = replace(name, kind="")
        elif _host(name, alone):
            name = replace(name, text=name.text.removesuffix(" Show"), end=name.end - len(" Show"), kind="person")
        loose = name.kind == "" or (name.kind == "person" and " " not in name.text and not name.role)
        if loose and name.text in places:
            name = replace(name, kind="place", role="")
        elif name.kind == "" and _looks_like_person(text, name, alone):
            name = replace(name, kind="person")
        elif name.kind in ("", "thing"):
            name = _behind_an_office(text, name, alone)
        result.append(name)
    return result


def _host(name: Name, alone: set[str]) -> bool:
    """``The Nora Quist Show``, where Quist also stands alone."""
    first, *rest = name.text.split()
    return len(rest) == 2 and rest[1] == "Show" and first.lower() in lists().given and rest[0] in alone


def _couples(known: list[Name], text: str) -> list[Name]:
    """``John and Mary Vann``: John has the surname too, unless the article names another John."""
    full = {n.text.split()[0] for n in known if " " in n.text}
    result = list(known)
    for n, (name, behind) in enumerate(pairwise(known)):
        first, *rest = behind.text.split() if behind.kind == "person" else [""]
        surname = [w for w in rest[:-1] if len(w.rstrip(".")) > 1 and w.lower() not in lists().given] + rest[-1:]
        given = {name.text.lower(), first.lower()} <= lists().given.keys() and name.text not in full and not name.role
        if surname and given and text[name.end : behind.start] == " and ":
            result[n] = replace(name, text=" ".join((name.text, *surname)), kind="person")
    return result


def _words_of_people(known: list[Name], people: list[list[str]], text: str) -> set[str]:
    """Surnames that are words of the lists as well (Holland, Hill, Park), and the family names of Korea, which stand first.

    A country stays one where the article has it behind a preposition.
    """
    families = {words[-1] for words in people} | {words[0] for words in people if "-" in words[-1]}
    of_people = {word for word in families - lists().known_institutions if not describes(word)}
    ahead = ((n.text, n.start) for n in known if n.kind == "place" and n.text in of_people)
    return of_people - {name for name, start in ahead if _PLACED.search(text, max(0, start - 10), start)}


def _in_full(name: Name, body: set[str]) -> bool:
    """A given name and a surname in a headline, of which the body has the surname alone."""
    words = name.text.split()
    return len(words) == 2 and words[0].lower() in lists().given and words[1] in body


def _looks_like_person(text: str, name: Name, alone: set[str]) -> bool:
    words = name.text.split()
    plain = 1 < len(words) <= 3 and "of" not in words and words[0] not in alone and not _behind_the(text, name)
    team = words[0].lower() in lists().institution_nouns  # Team Quist
    return plain and not team and words[-1] in alone and not describes(words[-1])


def _behind_an_office(text: str, name: Name, alone: set[str]) -> Name:
    """``Harbor County Recorder Nora Quist``, where Quist also stands alone: a person, and an office that no list knows."""
    *ahead, first, last = ["", "", *(w for w in name.text.split() if len(w.rstrip(".")) > 1)]
    if not any(ahead) or last not in alone or first.lower() not in lists().given or describes(last):
        return name
    start = text.rfind(first, name.start, name.end)
    return replace(name, start=start, text=text[start : name.end], kind="person", role=" ".join(ahead).lower())


def _behind_the(text: str, name: Name) -> bool:
    return text[max(0, name.start - 4) : name.start].lower() == "the "
