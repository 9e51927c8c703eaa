"""Names and words that articles spell differently, and titles of works that they give differently."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import combinations

import pandas as pd
from rapidfuzz import fuzz
from rapidfuzz.distance import JaroWinkler, Levenshtein

from analysis.compare.facts.places import Places

__all__ = ["Form", "spellings", "titles", "words"]

Spot = tuple[str, int, int]  # article, start, end

SIMILAR = 0.8  # Jaro-Winkler similarity from which two words may be spellings of one name
PAIRS = 12  # pairs of places shown for one spelling
TITLE = 70  # ratio (0 to 100) from which two titles may be of one work
_PART = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_PARTICLE = re.compile(r"^(?:al|el|de|ad|as|bin|van|von)[-‐‑ ]", re.IGNORECASE)
# Russia, Russian: the people or adjective of a place, not another spelling of it.
_PEOPLES = frozenset("french dutch greek danish swiss welsh polish turkish spanish finnish swedish scottish".split())
_DEMONYM = re.compile(r"(?:ns?|ish|ese|ic|is?|ed|['’]s?|s)$")
_JOINED = re.compile(r"[^\W\d_]{2,}[-‐‑][^\W\d_]{2,}|[^\W\d_]{6,}")
# American and British spellings; only used where both forms stand in the corpus.
_BRITISH = (
    (re.compile(r"is(e[drs]?|ing|ations?)$"), r"iz\1"),
    (re.compile(r"(?<=\w{3})our(s|ed|ing|able|ite|ites)?$"), r"or\1"),
    (re.compile(r"ogramme(s?)$"), r"ogram\1"),
    (re.compile(r"([bt])re(s?)$"), r"\1er\2"),
    (re.compile(r"([fl])ence(s?|less)$"), r"\1ense\2"),
    (re.compile(r"([ae])ll(ed|ing|ers?)$"), r"\1l\2"),
    (re.compile(r"yse([ds]?)$"), r"yze\1"),
)
_MAYBE = re.compile(r"(?:is|our|ogramme|[bt]re|[fl]ence|[ae]ll|yse)[a-z]{0,6}$")


@dataclass(frozen=True)
class Form:
    """A spelling and where it stands: the first place in each article."""

    text: str
    spots: tuple[Spot, ...]


def spellings(places: Places, mentions: pd.DataFrame) -> Iterator[tuple[Form, Form]]:
    """The forms of one identity's name that differ in the spelling of one word, all others being the same: two at a time.

    A name of one word counts for places only: two people of one surname are too easily taken for one.
    """
    forms: dict[tuple[str, str], dict[str, dict[str, Spot]]] = defaultdict(lambda: defaultdict(dict))
    for r in mentions[mentions["form"] == "name"].sort_values(["article_id", "start"], kind="stable").itertuples():
        kind = places.kinds.get(r.entity_id)
        parts = _parts(places.texts[r.article_id][r.start : r.end], r.start)
        if kind not in ("person", "place", "institution") or (len(parts) < 2 and kind != "place"):
            continue
        for n, (part, start) in enumerate(parts):
            others = " ".join("*" if k == n else word.lower() for k, (word, _) in enumerate(parts))
            forms[r.entity_id, others][part].setdefault(r.article_id, (r.article_id, start, start + len(part)))
    for (entity, _), own in sorted(forms.items()):
        for one, other in combinations(sorted(own), 2):
            derived = places.kinds[entity] == "place" and _derived(one.lower(), other.lower())
            if not derived and _respelt(one, other) and set(own[one]) != set(own[other]):
                yield Form(one, tuple(own[one].values())), Form(other, tuple(own[other].values()))


def _parts(text: str, start: int) -> list[tuple[str, int]]:
    return [(re.sub(r"['’]s$", "", m[0]), start + m.start()) for m in _PART.finditer(text)]


def _derived(a: str, b: str) -> bool:
    """Do two words begin alike and differ in an ending that makes a people of a country (Turkey, Turks; Thailand, Thai)?"""
    shorter, longer = sorted((a, b), key=len)
    alike = next((n for n, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), len(shorter))
    ending = longer.startswith(shorter) or _DEMONYM.search(a) or _DEMONYM.search(b)
    return bool(ending) and (alike >= 4 or alike >= len(shorter) - 2)


def _respelt(a: str, b: str) -> bool:
    low_a, low_b = (x.lower().replace("’", "'") for x in (a, b))
    bare_a, bare_b = _PARTICLE.sub("", low_a), _PARTICLE.sub("", low_b)
    if low_a == low_b or min(len(low_a), len(low_b)) < 3:
        return False
    if bare_a == bare_b:
        return True
    if {low_a, low_b} & _PEOPLES or re.search(r"[a-zß-ÿ][A-Z]$", a) or re.search(r"[a-zß-ÿ][A-Z]$", b):
        return False  # the second: a broken letter
    longer, shorter = (low_a, low_b) if len(low_a) > len(low_b) else (low_b, low_a)
    if longer.startswith(shorter[:-1]) and _DEMONYM.search(longer) and len(longer) > len(shorter):
        return False
    return (
        bare_a[0] == bare_b[0]
        and JaroWinkler.similarity(bare_a, bare_b) >= SIMILAR
        and Levenshtein.distance(bare_a, bare_b) <= 2
    )


def words(places: Places) -> Iterator[tuple[Form, Form]]:
    """Words that some articles write in one way and others in another: with or without a hyphen, British or American."""
    forms: dict[str, dict[str, dict[str, Spot]]] = defaultdict(lambda: defaultdict(dict))
    for where in places.all:
        text = places.texts[where.article]
        for m in _JOINED.finditer(text, where.start, where.end):
            low = re.sub("[‐‑]", "-", m[0].lower())
            if low.startswith("re-"):
                continue  # re-signed is not resigned
            forms[_closed(low)][low].setdefault(where.article, (where.article, m.start(), m.end()))
    for own in (found for _, found in sorted(forms.items()) if len(found) > 1):
        for one, other in combinations(sorted(own), 2):
            if set(own[one]) != set(own[other]):
                yield Form(one, tuple(own[one].values())), Form(other, tuple(own[other].values()))


@cache
def _closed(word: str) -> str:
    word = word.replace("-", "")
    for pattern, instead in _BRITISH if _MAYBE.search(word) else ():
        word, changed = pattern.subn(instead, word)
        if changed:
            break
    return word


def titles(places: Places, quoted: pd.DataFrame) -> Iterator[tuple[Spot, Spot, float]]:
    """Titles of one work that differ: alike in their letters, and told of in sentences that share rare words."""
    found = []
    for r in quoted[quoted["role"] == "title"].sort_values(["article_id", "start"], kind="stable").itertuples():
        inner = re.search(r"\w.*\w", places.texts[r.article_id][r.start : r.end], re.DOTALL)
        where = next((w for w in places.all if w.article == r.article_id and w.start <= r.start < w.end), None)
        if inner and where:
            found.append((inner[0], (r.article_id, r.start + inner.start(), r.start + inner.end()), places.around(where)))
    for (one, a, near_a), (other, b, near_b) in combinations(found, 2):
        if not places.one_event(a[0], b[0]) or _plain(one) == _plain(other):
            continue
        shared = {w for w in near_a & near_b if places.rare(w)}
        if fuzz.ratio(_plain(one), _plain(other)) >= TITLE and len(shared) >= 2:
            yield a, b, fuzz.ratio(_plain(one), _plain(other)) / 100


def _plain(title: str) -> str:
    """A title as it is compared: capitals, spaces and the shape of quotation marks make no difference."""
    return " ".join(re.sub(r"[‘’`´]", "'", title).strip("\"“”'.,").lower().split())


def star(one: Sequence[Spot], other: Sequence[Spot]) -> list[tuple[Spot, Spot]]:
    """Pairs of places of two forms, never an article with itself: linear in the places of the rarer form, not quadratic.

    Each place of the rarer form is paired once; where these are fewer than twelve pairs, the first of them is paired with more places of
    the other form, up to twelve.
    """
    few, many = (one, other) if len(one) <= len(other) else (other, one)
    pairs = [(a, b) for a in few for b in [next((m for m in many if m[0] != a[0]), None)] if b]
    pairs += [(few[0], b) for b in many if b[0] != few[0][0] and (few[0], b) not in pairs][: max(0, PAIRS - len(pairs))]
    return sorted(p if few is one else (p[1], p[0]) for p in pairs)
