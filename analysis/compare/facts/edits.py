"""Sentences that are nearly copies: what was changed in them, word by word."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import Levenshtein, Opcode

from analysis.compare.facts.apart import elsewhere, other_days, other_numbers
from analysis.compare.facts.deeds import MANY
from analysis.compare.facts.places import FUNCTION, Places, Token, Where

__all__ = ["Edit", "edits"]

NEARLY = 0.6  # share of words alike, in order, from which two sentences are versions of one
LONG = 10  # words; in shorter sentences one word is too much of the whole
_MODALS = frozenset(
    "did didn't does doesn't do will won't would wouldn't shall could couldn't can can't cannot may might must should not never".split()
)


@dataclass(frozen=True)
class Edit:
    """A change: its offsets in both sentences, its sort (``modal``, ``name``, ``word``) and how alike the sentences are."""

    a: tuple[str, int, int]
    b: tuple[str, int, int]
    sort: str
    alike: float
    words: tuple[str, str]


def edits(places: Places, pairs: Sequence[tuple[Where, Where, set[str]]]) -> Iterator[Edit]:
    """The changes that may change what is claimed, in every two sentences that are versions of one."""
    for a, b, shared in pairs:
        fewest = min(len(a.tokens), len(b.tokens))
        if fewest < LONG or len(shared) < fewest / 4:
            continue
        one, other = [_key(t) for t in a.tokens], [_key(t) for t in b.tokens]
        alike = Levenshtein.normalized_similarity(one, other)
        if alike < NEARLY or other_numbers(a, b):
            continue
        changes = [op for op in Levenshtein.opcodes(one, other) if op.tag != "equal"]
        denied = any(_MODALS & {*one[op.src_start : op.src_end], *other[op.dest_start : op.dest_end]} for op in changes)
        # Two may visit one place, and what is done in Tarn is not done elsewhere.
        two = bool(MANY & shared) or elsewhere(places, a.stems, b.stems) or other_days(a, b)
        for op in changes:
            if op.tag == "replace":
                sort = _sort(places, a.tokens[op.src_start : op.src_end], b.tokens[op.dest_start : op.dest_end])
                if sort and not (sort == "name" and (denied or two or _swapped(a, b, op))):  # A did it, B did not: no clash
                    spots = [
                        (w.article, t[0].start, t[-1].end)
                        for w, t in ((a, a.tokens[op.src_start : op.src_end]), (b, b.tokens[op.dest_start : op.dest_end]))
                    ]
                    written = [re.sub(r"\s+", " ", places.texts[s[0]][s[1] : s[2]]) for s in spots]
                    yield Edit(spots[0], spots[1], sort, alike, (written[0], written[1]))


def _swapped(a: Where, b: Where, op: Opcode) -> bool:
    """Does a name that is changed for another stand elsewhere in the other sentence (*Brunn sued Falk*, *Falk sued Brunn*)?"""
    return a.tokens[op.src_start].stem in b.stems or b.tokens[op.dest_start].stem in a.stems


def _key(token: Token) -> str:
    return token.stem if token.entity or token.low not in FUNCTION else token.low


def _sort(places: Places, a: Sequence[Token], b: Sequence[Token]) -> str:
    if len(a) == len(b) == 1 and a[0].low in _MODALS and b[0].low in _MODALS:
        return "modal"
    if len(a) == len(b) == 1 and a[0].form == b[0].form == "name":
        kinds = {places.kinds.get(t.entity) for t in (*a, *b)}
        return "name" if kinds == {"person"} and a[0].entity != b[0].entity else ""
    if len(a) == len(b) == 1 and not any(t.entity or t.low[0].isdigit() or not t.content or len(t.low) < 4 for t in (*a, *b)):
        one, other = sorted((a[0].stem, b[0].stem), key=len)
        return "word" if one.removesuffix("e") not in other else ""  # strike, airstrike: Snowball leaves the e of short words
    return ""
