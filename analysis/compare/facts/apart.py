"""Words beside two numbers or two deeds that show that they are two: another fate, another side, a level and a change, another day or place."""

from __future__ import annotations

from collections.abc import Sequence, Set
from typing import Any

from analysis.compare.facts.places import Places, Token, Where, stem

__all__ = ["TOLL_WORDS", "elsewhere", "fate", "level", "other_days", "other_numbers", "other_side"]

AHEAD = 4  # words before a number among which "to", "by" or "from" stands with it
TOLD = 8  # words behind a number among which one says what befell those it counts


def _by_stem(groups: Sequence[str]) -> dict[str, str]:
    return {stem(w): group for group in groups for w in group.split()}


TOLL_WORDS = _by_stem(("killed dead died deaths", "injured wounded hurt", "arrested detained"))
_FATES = (
    TOLL_WORDS
    | _by_stem(("rescued saved survived escaped evacuated unhurt unharmed", "missing", "released freed", "charged convicted"))
    | dict.fromkeys(map(stem, "drowned perished slain".split()), TOLL_WORDS["dead"])
)
# Of each line a number has one: what is bought is not what is sold.
_SIDES = [
    _by_stem(line)
    for line in (
        ("north northern", "south southern", "east eastern", "west western"),
        ("spring", "summer", "autumn", "winter"),
        ("day daily", "week weekly", "month monthly", "quarter quarterly", "year yearly", "decade"),
        ("morning", "afternoon", "evening", "night overnight"),
        ("men male boys", "women female girls"),
        ("confirmed", "suspected probable"),
        ("hired recruited", "dismissed fired sacked"),
        ("bought purchased", "sold"),
        ("imports imported", "exports exported"),
        ("opened", "closed shut"),
        ("built", "demolished destroyed"),
        ("gained won profit", "lost loss"),
        ("raised earned", "spent cost paid"),
        ("arrived entered", "departed left"),
        ("backed supported approved favoured favored agreed", "opposed rejected disapproved disagreed"),
        ("sent", "received"),
        ("new", "old"),
    )
]
_CHANGES = frozenset(
    stem(w)
    for w in "rose fell climbed dropped grew increased decreased declined jumped surged shrank soared plunged gained".split()
)


def fate(tokens: Sequence[Token], q: Any) -> str:
    """What befell those that a number counts: by the word right before it, else the first behind it, else the nearest before."""
    before = [t.stem for t in tokens if t.end <= q.start][::-1]
    after = [t.stem for t in tokens if t.start >= q.end][:TOLD]
    return next((_FATES[w] for w in (*before[:1], *after, *before[1:]) if w in _FATES), "")


def other_side(a: Sequence[Token], b: Sequence[Token]) -> bool:
    """Do the words around two numbers name opposites: bought and sold, north and south, votes for and against, do and do not?"""
    if _denied(a) != _denied(b):
        return True
    one, other = ({t.stem for t in tokens} for tokens in (a, b))
    for sides in _SIDES:
        here, there = ({sides[w] for w in words & sides.keys()} for words in (one, other))
        if here and there and not here & there:
            return True
    return "vote" in one & other and {_vote(a), _vote(b)} == {"for", "against"}


def _denied(tokens: Sequence[Token]) -> bool:
    return any(t.low in ("not", "never", "none", "cannot") or t.low.endswith("n't") for t in tokens)


def _vote(tokens: Sequence[Token]) -> str:
    """Whether votes are told for or against: empty where both are, or neither."""
    found = {t.low for t in tokens} & {"for", "against"}
    return found.pop() if len(found) == 1 else ""


def level(tokens: Sequence[Token], q: Any) -> str:
    """Is a number what something rises ``to``, ``by`` or ``from``? Empty where that is not said; a bare *rose 4 percent* is ``by``."""
    before = [t for t in tokens if t.end <= q.start][-AHEAD:]
    for t in reversed(before):
        if t.low in ("to", "by", "from"):
            return t.low
        if t.stem in _CHANGES:
            return "by"
    return ""


def other_days(a: Where, b: Where) -> bool:
    """Do two sentences name days of the week, and none in common?"""
    one, other = ({q.date for q in w.quantities if q.kind == "date" and str(q.date).endswith("day")} for w in (a, b))
    return bool(one and other and not one & other)


def elsewhere(places: Places, a: Set[str], b: Set[str]) -> bool:
    """Do the stems about two deeds hold places, and none in common?"""
    one, other = ({w for w in words if places.kinds.get(w[1:]) == "place"} for words in (a, b))
    return bool(one and other and not one & other)


def other_numbers(a: Where, b: Where) -> bool:
    """Do two sentences count or measure, and no number is in both? Then they state two things, however alike they are."""
    one, other = ({q.value for q in w.quantities if q.kind not in ("date", "time", "ordinal")} for w in (a, b))
    return bool(one and other and not one & other)
