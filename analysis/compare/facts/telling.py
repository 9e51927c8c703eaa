"""How a verb is told: as done, not done, not so far, planned or ruled out; or nothing is asserted. By the words before it, and those behind."""

from __future__ import annotations

import re
from collections.abc import Sequence

from analysis.compare.facts.places import IRREGULAR_PAST, Token

__all__ = ["DETERMINERS", "PREPOSITIONS", "how_told", "leaves_open", "past"]

PREPOSITIONS = frozenset(
    "of in on at for from to with by as than about against between into over under after before during since like among near inside outside "
    "through toward towards despite without via per".split()
)
DETERMINERS = frozenset("the a an his her its their our my your this that these those some many few several more most".split())
_WILL = frozenset("will would shall 'll".split())
_PLANS = frozenset(
    "plan plans planned planning expected set scheduled due intends intend intended going poised vowed promised pledged agreed preparing "
    "prepared hopes hoped is are was were likely".split()
)
_FAILS = frozenset("failed fails refused refuses declined declines neglected".split())
_NEVER = frozenset(
    "not never n't didn't doesn't don't won't wouldn't hasn't haven't hadn't wasn't weren't isn't aren't".split()
)
_DID = frozenset("did didn't do don't does doesn't has have had hasn't haven't hadn't".split())
_BE = frozenset("is are was were be been being isn't aren't wasn't weren't".split())
_OPEN = frozenset("if whether unless until could may might should can can't cannot couldn't must".split())
# Within the words before a verb these leave open, or deny, that it came to that.
_DENIED = frozenset("denied denies deny denying accused accuses neither nor doubted doubts disputed disputes".split())
_HEDGED = frozenset("nearly almost allegedly reportedly supposedly apparently probably possibly".split())
_YET = frozenset("only just merely simply yet immediately initially".split())  # not only, not yet
_SO_FAR = frozenset("has have hasn't haven't".split())
_UNLESS = frozenset("if unless".split())
_LATER = _UNLESS | {"until", "till", "before"}  # not signed until Friday
_GERUND = frozenset("by began started".split())


def how_told(text: str, tokens: Sequence[Token], n: int) -> tuple[str, int]:
    """How a verb is told (empty: it is no verb, or nothing is asserted), and where its auxiliaries begin."""
    before: list[str] = []
    k = n - 1
    while k >= 0 and n - k <= 5 and (_helps(tokens[k]) or _adverb(tokens[k].low)):
        if re.search(r"[,;:—]", text[tokens[k].end : tokens[k + 1].start]):
            break
        before.append(tokens[k].low)
        k -= 1
    held = set(before)
    ahead = tokens[k].low if k >= 0 else ""
    if ahead == "having" or held & _HEDGED or any(t.low in _OPEN or t.low in _DENIED for t in tokens[max(0, n - 8) : n]):
        return "", n
    negated = bool(held & _NEVER)
    if negated and held & _YET:
        return "", n
    if "to" in held:
        negated = negated or ahead in ("no", "longer")  # has no plans to, no longer plans to
        if held & _FAILS or ahead in _FAILS:
            return ("", n) if negated else ("not done", min(n, k + 1))  # "has never refused to" says nothing of the deed
        planned = held & _PLANS or ahead in _PLANS
        verbal = next(w for w in before if not _adverb(w)) == "to"
        return (("ruled out" if negated else "planned"), k + 1) if planned and verbal else ("", n)
    if {"would", "wouldn't"} & held and "have" in held:
        return "", n  # it did not come to that
    if held & _WILL or {"won't", "wouldn't"} & held:
        return ("ruled out" if negated else "planned"), k + 1
    if held & _BE and not tokens[n].low.endswith("ing"):
        return "", n  # passive: the subject is not the doer
    in_past = past(tokens[n].low)
    if held & _DID and (negated or in_past or "did" in held):
        return (("not so far" if held & _SO_FAR else "not done") if negated else "done"), k + 1
    simple = all(_adverb(w) or w == "never" for w in before)
    if simple and in_past and (k < 0 or not _describes(tokens, k + 1)):
        return ("not done" if negated else "done"), k + 1
    if tokens[n].low.endswith("ing") and n and tokens[n - 1].low in _GERUND and len(tokens[n].low) > 5:
        return "done", n
    return "", n


def _helps(token: Token) -> bool:
    return token.low in _AUXILIARY and not token.entity


_ADVERBS = frozenset("almost also even yet still just now then only".split()) | _YET
_AUXILIARY = _WILL | _PLANS | _FAILS | _NEVER | _DID | _BE | _ADVERBS | {"to"}


def _adverb(low: str) -> bool:
    return low in _ADVERBS or (low.endswith("ly") and len(low) > 4)


def _describes(tokens: Sequence[Token], n: int) -> bool:
    """Does a form of the past describe the noun behind it (*the elected mayor*, *held classified papers*)?"""
    ahead = tokens[n - 1]
    return ahead.low in DETERMINERS | PREPOSITIONS or (past(ahead.low) and not ahead.entity)  # Ahmed is no past


def past(low: str) -> bool:
    return low in IRREGULAR_PAST or (low.endswith("ed") and len(low) > 4)


def leaves_open(told: str, behind: Sequence[Token]) -> bool:
    """Do the words behind a verb take back what is told (*not signed until Friday*, *will sign if Lindt leaves*)?"""
    return told != "done" and any(t.low in (_UNLESS if told == "planned" else _LATER) for t in behind)
