"""What a name names, by its words: a person, an institution, a place or a thing."""

from __future__ import annotations

import re
from collections.abc import Sequence

from analysis.entities.describe import POSSESSIVE
from analysis.entities.lists import lists
from analysis.entities.phrases import doer

__all__ = [
    "ACRONYM",
    "PARTICLES",
    "PARTY",
    "SUFFIX",
    "describes",
    "institution",
    "is_role",
    "joined_bodies",
    "kind_of",
    "person_of_body",
    "role_ahead",
]

PARTICLES = frozenset("al el bin ibn bint de da di del della der den des du la le van von zu ter ten dos al- ul".split())
ACRONYM = re.compile(r"(?:[A-Z]\.?){2,6}s?$")
_NO_INSTITUTION = re.compile(r"[IVX]+$|(?!EU|UN|AP|E\.U|U\.N)[A-Z]\.?[A-Z]\.?$")
_INITIALS = re.compile(r"(?:[A-Z]\.){2,3}$")
# Two papers are two: the Telegraph and Daily Post.
_PRESS = frozenset(
    "times post journal news press gazette globe herald tribune chronicle guardian television tv radio network".split()
)
_AND_BODY = re.compile(
    r"\b[Tt]he ((?:[A-Z][\w’'-]+ ){1,2}and (?:[A-Z][\w’'-]+ ){1,2}[A-Z][\w’'-]+|[A-Z][\w’'-]+ and [A-Z][\w’'-]+ [A-Z][\w’'-]+)"
)
SUFFIX = frozenset("Jr Sr II III IV".split())
_LONGEST_NAME = 3  # words behind a role
PARTY = frozenset(
    "Republican Republicans Democrat Democrats Democratic GOP Libertarian Independent Conservative Liberal Labour".split()
)


def describes(word: str) -> bool:
    """Words with a capital that are no names: parties, peoples, and persons and groups by what they do."""
    return word in PARTY or word in lists().peoples or word.lower() in lists().persons or word.lower() in lists().groups


def institution(words: Sequence[str]) -> bool:
    """Do these words name an institution, by their last word, as an acronym, or because the list has them?"""
    last = POSSESSIVE.sub("", words[-1])
    whole = POSSESSIVE.sub("", " ".join(words))
    if last == "AG" and len(words) > 1 and words[-2] in lists().places:  # the Ohio AG is its attorney general
        return False
    if whole in lists().known_institutions or (len(words) > 1 and last.rstrip(".").lower() in lists().institutions):
        return True
    if len(words) > 1 or last in lists().places or last in lists().no_institutions:
        return False
    return last.lower() in lists().institutions or bool(ACRONYM.match(last) and not _NO_INSTITUTION.match(last))


def joined_bodies(text: str) -> list[tuple[int, str]]:
    """Bodies with *and* in their names, and where they begin: the Food and Drug Administration; not the Senate and House."""
    found = []
    for match in _AND_BODY.finditer(text):
        first = match[1].split(" and ")[0]
        known = institution(first.split()) and first != "Securities"  # the FBI and Justice Department are two
        own = not known and first not in lists().places and not is_role(first) and not describes(first)
        last = match[1].split()[-1]
        if own and institution([last]) and last.lower() not in _PRESS:
            found.append((match.start(1), match[1]))
    return found


def role_ahead(words: Sequence[str]) -> int:
    """How many words of a run are a role in front of a name: Gazette Senior Editor | Jane Roe; 0 if none are.

    What begins with a given name is a name (Anna Dean Martin), and so is what ends like an institution.
    """
    if institution(words) or words[0].lower() in lists().given:
        return 0
    behind = range(len(words) - 2, max(1, len(words) - _LONGEST_NAME - 1), -1)  # two words at least
    given = [n for n in behind if words[n].lower() in lists().given]
    return next((n for n in given if is_role(words[n - 1]) or doer(words[n - 1].lower())), 0)


def is_role(word: str) -> bool:
    """A noun for what a person is, also with another in front: Secretary-Treasurer, Co-anchor."""
    return word.lower() in lists().persons or word.lower().rpartition("-")[2] in lists().persons


def person_of_body(words: Sequence[str], cut: int, titled: bool) -> bool:
    """Is a run of words a person and where he or she works: Jane Roe | of | the Harbor Institute? ``cut`` is where *of* stands.

    Two or three words (one behind a title) that name nothing else, in front of an institution; without a title or given name, of one
    of two words or more.
    """
    head, body = words[:cut], [w for w in words[cut + 1 :] if w != "the"]
    others = lists().institutions | lists().institution_nouns | lists().things | lists().documents
    plain = not any(
        describes(w) or w in lists().places or w.lower() in others or ACRONYM.match(w) for w in head if w[1:2] != "."
    )
    known = titled or (bool(head) and head[0].lower() in lists().given)
    fits = (0 if titled else 1) < len(head) <= _LONGEST_NAME and len(body) >= (1 if known else 2)
    return plain and fits and kind_of(body, "") == "institution"


def kind_of(words: list[str], role: str) -> str:
    """The kind of a name of these words beside which ``role`` stands; empty where they do not tell."""
    whole = POSSESSIVE.sub("", " ".join(words))
    last = POSSESSIVE.sub("", words[-1]).lower()
    if whole in lists().places:
        return "place"
    of = next((n for n, w in enumerate(words) if w in ("of", "for")), 0)  # Center for Harbor Studies
    if (
        institution(words)
        or (of and institution(words[:of]))
        or words[0].lower() in ("department", "ministry", "university", "bank")
    ):
        return "institution"
    if words[0] == "House" and not describes(words[-1]):  # House Committees, but House Democrats are people
        return "institution"
    thing = last in lists().things or any(w.lower() in lists().things for w in words[1:])
    if thing or whole in lists().no_institutions or (len(words) == 1 and describes(words[0])):
        return "thing"
    given = words[0].lower() in lists().given and 1 < sum(w not in PARTICLES for w in words) <= 4
    initials = (
        len(words) == 2 and bool(_INITIALS.match(words[0])) and words[0] not in lists().places and not describes(words[1])
    )
    marked = initials or (len(words) > 2 and any(len(w) == 1 for w in words[1:-1])) or words[-1] in SUFFIX
    return "person" if role or given or marked else ""
