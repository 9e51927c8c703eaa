"""Which capitals are names, by what the text itself shows.

"United" in "United States" is no praise and "War" in "Cold War" no war. No list of names is used: inside a sentence a capital
makes a name. Where words that are no names have one too (at a sentence's opening, after an opening quotation mark or a colon,
in a headline), a word is a name only if the rest of the text shows it to be one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence, Set

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
    capitals, free = [], []
    for sentence in sentences:
        forms = [text[s:e] for s, e in sentence.words]
        small.update([form for form in forms if form[:1].islower()])
        own = {n: _key(form) for n, form in enumerate(forms) if form[0].isupper() and _small_after(form)}
        flags = _free(text, sentence, forms, own)
        inside.update(own[n] for n in flags)
        pairs.update((own[n], own[n + 1]) for n in flags if n + 1 in own)
        capitals.append(own)
        free.append(flags)
    only = inside - set(map(_key, small))
    return [list(_found(*each, pairs, only)) for each in zip(sentences, capitals, free, strict=True)]


def _found(
    sentence: Sentence, capitals: Mapping[int, str], flags: Set[int], pairs: Set[tuple[str, str]], only: Set[str]
) -> Iterable[Span]:
    for n, key in capitals.items():
        if n in flags or key in only or (key, capitals.get(n + 1, "")) in pairs:
            yield sentence.words[n]


def _free(text: str, sentence: Sentence, forms: Sequence[str], capitals: Iterable[int]) -> frozenset[int]:
    """The words with a capital that would stand in small letters here if they were no names."""
    if sentence.role != "body":
        long = [form for form in forms if len(form) >= 4]
        if len(long) >= 3 and sum(w[:1].isupper() for w in long) >= TITLE_CASE * len(long):
            return frozenset()  # a headline
    first, places = sentence.start, [(n, sentence.words[n][0]) for n in capitals]
    return frozenset([n for n, s in places if s > first and not _OPENING.search(text, max(first, s - NEAR), s)])


def _small_after(form: str) -> bool:
    """Has a word with a capital first small letters after it? (All capitals are initials or emphasis.)"""
    return any(map(str.islower, _bare(form)))


def _key(form: str) -> str:
    return _bare(form).lower()


def _bare(form: str) -> str:
    return form if form.isalpha() else _POSSESSIVE.sub("", form)
