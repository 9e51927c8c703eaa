"""Which versions of different articles are one statement: by speaker, time and words."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import pandas as pd

from analysis.compare.statements.words import Rarity, Word, longest_run, without_gaps, words

__all__ = ["Link", "Version", "clusters", "links", "similarity", "versions"]

QUOTED, NAME = 1.5, 0.5  # what a quoted word, and one with a capital, weigh: names are what all articles have in common
CLUES = 10  # the heaviest stems of a version, by which its counterparts are looked up
COMMON = 400  # versions that share a stem from which it is no clue
LONG_RUN, SURE_RUN = 5, 8  # words; the longer one is enough whoever is named as the speaker
LEAST, LEAST_WEIGHT = 0.4, 1.4  # of the similarity and the shared weight, where a run of words is long
RARE = 0.5  # weight from which a quoted word is rare
NEAR, NEAR_WORDS = (
    2.0,
    20,
)  # the stretch of the longer version that counts: times the shorter one's length; at least so many words
SHORT = 4  # words of a quotation that is one statement if all of them are the same, however common they are
GAP = 3  # characters between the start of a sentence or quotation and its first word: marks and space
DAYS = 4  # between two dates of publication, from which only the same words are taken for the same statement
_DAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())
# Least similarity and least shared weight, by what is known of the two speakers.
_LEAST = {"same": (0.5, 1.8), "open": (0.7, 2.8), "other": (2.0, 0.0)}


@dataclass(frozen=True)
class Version:
    """A statement as one article gives it: its speakers, its words, which of them are quoted, and when it was made."""

    article_id: str
    attribution: int
    speakers: frozenset[str]
    vague: bool  # no known speaker, or only an unnamed one, an institution or a place
    words: tuple[Word, ...]
    quoted: tuple[bool, ...]
    weights: Mapping[str, float]
    plain: frozenset[str]  # stems of words without a capital: more than names
    telling: frozenset[str]  # stems of rare quoted words without a capital
    near: frozenset[str]  # stems of its sentences outside what it says, where a word may stand that was not tagged
    days: frozenset[str]
    published: str

    @cached_property
    def weight(self) -> float:
        return sum(self.weights.values())

    @property
    def quoted_words(self) -> tuple[Word, ...]:
        return tuple(w for w, q in zip(self.words, self.quoted, strict=True) if q)


@dataclass(frozen=True)
class Link:
    """Two versions (by their place in the list) that tell the same; ``similarity`` is the share of the shorter one's weight."""

    one: int
    other: int
    similarity: float
    run: int


def versions(
    attributions: pd.DataFrame,
    spans: pd.DataFrame,
    quoted: pd.DataFrame,
    sentences: pd.DataFrame,
    entities: pd.DataFrame,
    texts: Mapping[str, str],
    published: Mapping[str, str],
) -> list[Version]:
    """The statements of all articles, ready to be aligned, in the order of the table ``attributions``."""
    rarity = Rarity.of(sentences, texts)
    named = set(entities.loc[entities["kind"] == "person", "entity_id"])
    content = _content(spans)
    speech = _by_article(quoted[quoted["role"] == "speech"])
    around = _by_article(sentences)
    opened = _openings(speech, around, content)
    names = {w.stem for name in entities["name"] for w in words(name)}
    found = []
    for row in without_gaps(attributions, "speaker_ids").itertuples():
        text, places = texts[row.article_id], content.get((row.article_id, row.attribution), [])
        own = [w for start, end in places for w in words(text, start, end)]
        marks = [_holds(speech.get(row.article_id, []), w.start) for w in own]
        weights: dict[str, float] = {}
        starts = opened[row.article_id]
        small = [not text[w.start].isupper() or (w.stem not in names and _opens(text, w.start, starts)) for w in own]
        plain = frozenset(w.stem for w, is_small in zip(own, small, strict=True) if w.stem and is_small)
        for word, mark in zip(own, marks, strict=True):
            if word.stem:
                factor = (QUOTED if mark else 1) * (1 if word.stem in plain else NAME)
                weights[word.stem] = max(weights.get(word.stem, 0.0), rarity(word.stem) * factor)
        speakers = frozenset(s for s in row.speaker_ids.split(";") if s)
        telling = frozenset(w.stem for w, q in zip(own, marks, strict=True) if q and w.stem in plain and rarity(w.stem) >= RARE)
        beside = _beside(text, around.get(row.article_id, []), places)
        near = frozenset(w.stem for w in beside if w.stem)
        days = frozenset(w.form for w in beside if w.form in _DAYS)
        told = (tuple(own), tuple(marks), weights, plain, telling, near, days, str(published.get(row.article_id) or ""))
        found.append(Version(row.article_id, int(row.attribution), speakers, not speakers & named, *told))
    return found


def _content(spans: pd.DataFrame) -> dict[tuple[str, int], list[tuple[int, int]]]:
    places: dict[tuple[str, int], list[tuple[int, int]]] = defaultdict(list)
    for row in spans[spans["part"] == "content"].itertuples():
        places[row.article_id, row.attribution].append((row.start, row.end))
    return {key: sorted(value) for key, value in places.items()}


def _by_article(table: pd.DataFrame) -> dict[str, list[tuple[int, int]]]:
    places: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for row in table.itertuples():
        places[row.article_id].append((row.start, row.end))
    return {key: sorted(value) for key, value in places.items()}


def _holds(places: Sequence[tuple[int, int]], at: int) -> bool:
    n = bisect_right(places, (at, 10**12)) - 1
    return n >= 0 and places[n][0] <= at < places[n][1]


def _openings(
    speech: Mapping[str, list], sentences: Mapping[str, list], content: Mapping[tuple[str, int], list]
) -> dict[str, list[int]]:
    """Where quotations, sentences and statements begin, by article and in order."""
    found: dict[str, set[int]] = defaultdict(set)
    for article, places in [*speech.items(), *sentences.items(), *((article, own) for (article, _), own in content.items())]:
        found[article].update(start for start, _ in places)
    return defaultdict(list, {article: sorted(starts) for article, starts in found.items()})


def _opens(text: str, at: int, starts: Sequence[int]) -> bool:
    """Does a word open a sentence, a quotation or a statement, so that its capital says nothing?"""
    n = bisect_right(starts, at) - 1
    return n >= 0 and at - starts[n] <= GAP and not any(c.isalnum() for c in text[starts[n] : at])


def _beside(text: str, sentences: Sequence[tuple[int, int]], content: Sequence[tuple[int, int]]) -> list[Word]:
    """The words of a statement's sentences that are not part of what it says."""
    own = sorted({s for s in sentences for c in content if s[0] < c[1] and c[0] < s[1]})
    return [w for start, end in own for w in words(text, start, end) if not _holds(content, w.start)]


def links(found: Sequence[Version]) -> list[Link]:
    """The pairs of versions that tell the same, best first."""
    result = []
    for i, j in _candidates(found):
        link = _link(found, i, j)
        if link:
            result.append(link)
    return sorted(result, key=lambda k: (-k.similarity, -k.run, k.one, k.other))


def _candidates(found: Sequence[Version]) -> Iterator[tuple[int, int]]:
    """Pairs from different articles that share one of their heaviest stems."""
    places: dict[str, list[int]] = defaultdict(list)
    for n, version in enumerate(found):
        heaviest = sorted(version.weights, key=lambda s: (-version.weights[s], s))[:CLUES]
        for name in heaviest:
            places[name].append(n)
    pairs = {
        (i, j)
        for held in places.values()
        if len(held) <= COMMON
        for n, i in enumerate(held)
        for j in held[n + 1 :]
        if found[i].article_id != found[j].article_id
    }
    return iter(sorted(pairs))


def _link(found: Sequence[Version], i: int, j: int) -> Link | None:
    a, b = found[i], found[j]
    if _word_for_word(a, b):
        return Link(i, j, 1.0, len(a.words))
    shared = a.weights.keys() & b.weights.keys()
    if len(shared) < 2:
        return None
    alike = _near_each_other(a, b)
    weight = alike * min(a.weight, b.weight)
    if alike < LEAST or weight < LEAST_WEIGHT:
        return None
    run = longest_run(a.words, b.words)
    known = "same" if a.speakers & b.speakers else "open" if a.vague or b.vague else "other"
    least, needed = _LEAST[known]
    one_word = known == "same" and len(shared) > 2 and shared & a.telling & b.telling  # what is left of a long quotation
    if one_word:
        needed = LEAST_WEIGHT
    elif len(shared & (a.plain | b.plain)) < 2:
        return None  # names alone do not make a statement
    if _another_day(a, b):
        least = 2.0  # only the same words, below
    if run >= SURE_RUN or (run >= LONG_RUN and known == "same"):
        least, needed = LEAST, LEAST_WEIGHT
    return Link(i, j, alike, run) if alike >= least and weight >= needed else None


def _word_for_word(a: Version, b: Version) -> bool:
    """Does one speaker say exactly the same in both, if only "It is a disgrace"?"""
    if len(a.words) < SHORT or len(a.words) != len(b.words) or not a.speakers & b.speakers or not any(a.quoted):
        return False
    return [w.form for w in a.words] == [w.form for w in b.words] and not _another_day(a, b)


def similarity(a: Version, b: Version) -> float:
    """The share of the lighter version's weight that stands in the other one too; 0 to 1, more is more alike."""
    short, long = (a, b) if a.weight <= b.weight else (b, a)
    shared = sum(weight for name, weight in sorted(short.weights.items()) if name in long.weights)
    return round(shared / short.weight, 4) if short.weight else 0.0


def _near_each_other(a: Version, b: Version) -> float:
    """:func:`similarity`, but only with words of the longer version that stand near each other: a long one holds much by chance."""
    short, long = (a, b) if a.weight <= b.weight else (b, a)
    window = max(NEAR_WORDS, round(NEAR * len(short.words)))
    if not short.weight or len(long.words) <= window:
        return similarity(a, b)
    best, inside = 0.0, Counter[str]()
    for n, word in enumerate(long.words):
        inside[word.stem] += 1
        if n >= window:
            gone = long.words[n - window].stem
            inside[gone] -= 1
        best = max(best, sum(weight for name, weight in sorted(short.weights.items()) if inside[name] > 0))
    return round(best / short.weight, 4)


def _another_day(a: Version, b: Version) -> bool:
    """Were the two said on different days, as far as the texts tell?"""
    if a.days and b.days and not a.days & b.days:
        return True
    try:
        between = date.fromisoformat(a.published[:10]) - date.fromisoformat(b.published[:10])
    except ValueError:
        return False
    return abs(between.days) >= DAYS


def clusters(found: Sequence[Version], pairs: Sequence[Link]) -> list[list[int]]:
    """Versions that are one statement, two or more articles each.

    Links are taken best first; two clusters are joined where at least half of their pairs from different articles are linked, so that
    a chain of half-alike versions does not become one statement.
    """
    linked = {(k.one, k.other) for k in pairs}
    home = {n: [n] for k in pairs for n in (k.one, k.other)}
    for pair in pairs:
        one, other = home[pair.one], home[pair.other]
        if one is other:
            continue
        across = [(min(i, j), max(i, j)) for i in one for j in other if found[i].article_id != found[j].article_id]
        if 2 * sum(p in linked for p in across) >= len(across):
            one.extend(other)
            for n in other:
                home[n] = one
    kept = {id(c): sorted(c) for c in home.values()}
    several = [c for c in kept.values() if len({found[n].article_id for n in c}) > 1]
    return sorted(several)
