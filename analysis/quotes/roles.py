"""What stands between quotation marks: somebody's speech, a title, a label, or words in a headline."""

from __future__ import annotations

import re

from analysis.quotes.marks import Stretch

__all__ = ["ROLES", "role_of"]

ROLES = {
    "speech": "somebody's words",
    "headline": "quoted in a headline or subhead",
    "title": "the name of a report, book, film …",
    "label": "a name, a slogan, a word in scare quotes",
}
_ART = r"book|film|movie|song|album|novel|documentary|series|play|memoir|poem|podcast|episode|chapter"
_WORK = rf"(?:{_ART}|report|essay|article|column|editorial|op-ed|show|paper|speech|magazine|study|thesis|dissertation|lecture|pamphlet)"
_NAMES = r"(?:so-called|slogans?|motto(?:e?s)?)"
_CALLS = r"(?:\b(?:dubbed|known as|nicknamed|named)|(?:,|\b(?:is|are|was|were|been)) called)"
# What stands directly before the mark: a full stop between would make it another sentence.
_TITLED = re.compile(r"\b(?:(?:en)?titled|headlined|(?:under|with) the (?:headline|title))[\s,:]*$", re.IGNORECASE)
_OF_ART = re.compile(rf"\b(?:{_ART}),?(?:\s(?:called|named))?\s*$", re.IGNORECASE)
_SHOW_BEHIND = re.compile(
    r",?\s(?:(?:TV|radio|talk|game|morning)\s)?(?:programmes?|programs?|shows?|podcasts?|columns?|magazines?)\b"
)
_SHOW_OF = re.compile(
    r"\b(?:ABC|CBS|NBC|CNN|MSNBC|CNBC|PBS|NPR|Fox|Fox News|BBC|BBC One|BBC Radio \d|ITV|Sky News|HBO|Netflix)(?:['’]s)?\s$"
)
_MADE = re.compile(r"\b(?:(?:co-)?(?:directed|authored)|starr(?:ed|ing) in|stars in|composed|performed)\s*$", re.IGNORECASE)
_OF_WORK = re.compile(rf"\b{_WORK},?\s*$", re.IGNORECASE)
_OF_NAMES = re.compile(rf"\b{_NAMES}[\s,:]*$", re.IGNORECASE)
_NAMED = re.compile(rf"{_CALLS}(?:\s(?:the|an?))?[\s,:]*$", re.IGNORECASE)
_CALLED = re.compile(
    r"\b(?:called|dubbed|known as|nicknamed|named|branded|labell?ed|termed|referred to as|the word|the term|the phrase"
    r"|(?:efforts?|attempts?|bids?|plans?) to)[\s,:]*$",  # a plan to "shake up" a club goes by that name
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")
NAME = 12  # words of a title or name at most
LONG = 5  # words from which a stretch outside any statement is speech all the same


def role_of(text: str, stretch: Stretch, page_role: str, in_statement: bool, direct: bool) -> str:
    """The role of a stretch (see :data:`ROLES`).

    ``in_statement``: it stands in the content of a statement; ``direct``: it is a part of a content that is quoted from end to end.
    """
    if page_role in ("headline", "subhead", "kicker"):
        return "headline"
    before, behind = text[max(0, stretch.start - 60) : stretch.start], text[stretch.end : stretch.end + 30]
    inner = text[slice(*stretch.inner)]
    words = _WORD.findall(inner)
    if 0 < len(words) <= NAME and _capitals(words) and (_SHOW_OF.search(before) or _SHOW_BEHIND.match(behind)):
        return "title"
    if 0 < len(words) <= NAME and (name := _name(before, words)):
        return name
    if len(words) == 1 and not direct and (_CALLED.search(before) or not words[0][:1].islower()):
        return "label"
    if in_statement:
        return "speech"
    return "speech" if len(words) >= LONG and not _capitals(words) else "label"


def _name(before: str, words: list[str]) -> str:
    """Title or label, where the words before the mark say that it is a name; else empty.

    Behind *titled* or *slogan* any words are one; behind *named* or *the book* they begin with a capital, behind *the report* and *directed*
    all but the small ones do, as *named "a failure"* and *the report "is wrong"* are judgements.
    """
    if _TITLED.search(before):
        return "title"
    if _OF_NAMES.search(before):
        return "label"
    work = _OF_WORK.search(before) or _MADE.search(before)
    if words[0][:1].isupper() and (_OF_ART.search(before) or (work and _capitals(words))):
        return "title"
    named = words[0][:1].isupper() or (words[0] in ("the", "a", "an") and words[1:] and words[1][:1].isupper())
    return "label" if named and _NAMED.search(before) else ""


def _capitals(words: list[str]) -> bool:
    """Do the words look like a name: all but the small ones with a capital?"""
    telling = [w for w in words if len(w) > 3] or words
    return bool(words) and words[0][:1].isupper() and all(w[:1].isupper() or w[:1].isdigit() for w in telling)
