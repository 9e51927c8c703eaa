"""Which capitals are names, by what the text itself shows.

"United" in "United States" is no praise and "War" in "Cold War" no war. No list of names is used: inside a sentence a capital
makes a name. Where words that are no names have one too (at a sentence's opening, after an opening quotation mark or a colon,
in a headline), a word is a name only if the rest of the text shows it to be one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from analysis.reading import Sentence

__all__ = ["names"]

Span = tuple[int, int]
_OPENING = re.compile(r"(?:[:“\"‘'«(\[•*–—-]|[.!?…]\s|[.!?…][\"”’'])\s*$")
_POSSESSIVE = re.compile(r"['’]s?$")
NEAR = 40  # characters before a word in which something may open a sentence
TITLE_CASE = 0.6  # share of longer words with a capital, from which a line counts as a headline


def names(text: str, sentences: Sequence[Sentence]) -> list[list[Span]]:
    """For each sentence, the offsets of the words that are (parts of) names."""
    inside: set[str] = set()
    pairs: set[tuple[str, str]] = set()
    small: set[str] = set()
    free = [_free(text, sentence) for sentence in sentences]
    for sentence, flags in zip(sentences, free, strict=True):
        forms = [text[s:e] for s, e in sentence.words]
        small.update(_key(form) for form in forms if form[:1].islower())
        for n, form in enumerate(forms):
            if n in flags:
                inside.add(_key(form))
                if n + 1 < len(forms) and _capital(forms[n + 1]):
                    pairs.add((_key(form), _key(forms[n + 1])))
    return [list(_found(text, sentence, flags, pairs, inside - small)) for sentence, flags in zip(sentences, free, strict=True)]


def _found(text: str, sentence: Sentence, flags: frozenset[int], pairs: set[tuple[str, str]], only: set[str]) -> Iterable[Span]:
    forms = [text[s:e] for s, e in sentence.words]
    for n, (form, span) in enumerate(zip(forms, sentence.words, strict=True)):
        if not _capital(form):
            continue
        following = _key(forms[n + 1]) if n + 1 < len(forms) and _capital(forms[n + 1]) else ""
        if n in flags or _key(form) in only or (_key(form), following) in pairs:
            yield span


def _free(text: str, sentence: Sentence) -> frozenset[int]:
    """The words with a capital that would stand in small letters here if they were no names."""
    long = [text[s:e] for s, e in sentence.words if e - s >= 4]
    headline = len(long) >= 3 and sum(w[:1].isupper() for w in long) >= TITLE_CASE * len(long) and sentence.role != "body"
    first = sentence.start
    if headline:
        return frozenset()
    capitals = [(n, s) for n, (s, e) in enumerate(sentence.words) if s > first and _capital(text[s:e])]
    return frozenset([n for n, s in capitals if not _OPENING.search(text[max(first, s - NEAR) : s])])


def _capital(form: str) -> bool:
    """A capital first and small letters after: all capitals are initials or emphasis."""
    return form[:1].isupper() and any(map(str.islower, _bare(form)))


def _key(form: str) -> str:
    return _bare(form).lower()


def _bare(form: str) -> str:
    return form if form.isalpha() else _POSSESSIVE.sub("", form)
