"""Turns of a transcript: paragraphs that a name opens (``LEE: We will mend it.``, ``Lee: Why?``), or ``Q:`` and ``A.``"""

from __future__ import annotations

import re
from collections import Counter

from analysis.articles import Article

__all__ = ["TURN", "turns"]

Span = tuple[int, int]
TURN = "transcript"  # the rule of a statement that is a turn of one
LEAST = 3  # turns that make a transcript
_LABEL = re.compile(r"((?:(?:Mr|Mrs|Ms|Dr)\. )?[A-Z][A-Z.’'-]*(?: [A-Z][A-Z.’'-]*){0,3}):\s+(?=\S)")
_QUESTION = re.compile(r"([QA])\.\s+(?=\S)")
_NAME = re.compile(r"([A-Z][\w.’'-]+(?: [A-Z][\w.’'-]+){0,2}):\s+(?=\S)")
LEAST_NAMES = 4  # turns, where names are not in capitals: "Where: The hall" is a list
_TALK = re.compile(r"\b(?:I|you|we|my|your|our)\b|\?", re.IGNORECASE)  # in a list (WHEN: …, WHERE: …) nobody talks


def turns(article: Article) -> list[tuple[Span, Span]]:
    """The name and the words of each turn in the body, as spans; none where the article is no transcript.

    It is one where two names take turns, one of them again, and half of them talk to each other. Where names are not in capitals, each
    must take two turns, and somebody ask.
    """
    text = article.text
    lines = [p for p in article.paragraphs if p.role in ("body", "subhead")]
    for pattern in (_LABEL, _QUESTION, _NAME):
        found = [(p, m) for p in lines if (m := pattern.match(text, p.start, p.end))]
        counts = Counter(m[1] for _, m in found)
        talk = sum(bool(_TALK.search(text, m.end(), p.end)) for p, m in found)
        if len(found) < LEAST or not 1 < len(counts) < len(found) or 2 * talk < len(found):
            continue
        asked = any("?" in text[m.end() : p.end] for p, m in found)
        if pattern is not _NAME or (len(found) >= LEAST_NAMES and min(counts.values()) > 1 and asked):
            return [(m.span(1), (m.end(), p.end)) for p, m in found if p.role == "body"]
    return []
