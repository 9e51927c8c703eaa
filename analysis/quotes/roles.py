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
_WORK = (
    r"(?:report|book|film|movie|song|album|novel|essay|article|column|editorial|op-ed|documentary|show|series|play|paper|memoir"
    r"|speech|poem|magazine|podcast|episode|chapter|study)"
)
_ENTITLED = re.compile(rf"(?:\b(?:en)?titled|\bheadlined|\b{_WORK},?)\W*$", re.IGNORECASE)
_CALLED = re.compile(
    r"\b(?:so-called|called|dubbed|known as|nicknamed|named|branded|labell?ed|termed|the word|the term|the phrase|to)\W*$",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")
LONG = 5  # words from which a stretch outside any statement is speech all the same


def role_of(text: str, stretch: Stretch, page_role: str, in_statement: bool, direct: bool) -> str:
    """The role of a stretch (see :data:`ROLES`).

    ``in_statement``: it stands in the content of a statement; ``direct``: that content is quoted from end to end.
    """
    if page_role in ("headline", "subhead", "kicker"):
        return "headline"
    before = text[max(0, stretch.start - 60) : stretch.start]
    inner = text[slice(*stretch.inner)]
    words = _WORD.findall(inner)
    if len(words) <= 12 and _ENTITLED.search(before) and _capitals(words):
        return "title"
    if len(words) == 1 and not direct and (_CALLED.search(before) or not words[0][:1].islower()):
        return "label"
    if in_statement:
        return "speech"
    return "speech" if len(words) >= LONG and not _capitals(words) else "label"


def _capitals(words: list[str]) -> bool:
    """Do the words look like a name: all but the small ones with a capital?"""
    telling = [w for w in words if len(w) > 3] or words
    return bool(words) and words[0][:1].isupper() and all(w[:1].isupper() or w[:1].isdigit() for w in telling)
