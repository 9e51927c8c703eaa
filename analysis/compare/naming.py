"""Competing names for one thing: *rebels* here, *separatists* there.

Signs that two words name one thing, each found across articles:

- ``sentence``: two articles tell a sentence in nearly the same words, and one word or two stand in the place of others;
- ``frame``: the words stand between the same two neighbours, both of them words of content (before a noun, and behind a name that
  owns what follows, between two such pairs of neighbours, since there most words tell things apart);
- ``verb``: the same, and the words are verbs, with a further noun in common behind them: what one does to another may be told by two
  names, or be two deeds;
- ``object``: nearly all that the articles say of a name is what was done to it, and the words are that deed.

Precision before recall: much that is renamed is not found. Words that are listed side by side, that one article puts into the same frame, or
that are forms of one word are no pair. ``confidence`` is ``high`` with two kinds of sign, ``medium`` for the first two alone,
``low`` for the others alone. A word may be used of other things too, and is then counted there as well.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from difflib import SequenceMatcher
from itertools import combinations, pairwise
from typing import NamedTuple

import numpy as np
import pandas as pd

from analysis.compare.topics import EMPTY, VAGUE
from analysis.compare.wording import COLUMNS, GRAMMAR, interval

__all__ = ["Pair", "names", "pairs"]

FLANKS = 8  # equal words around the place where two sentences differ, two of them on each side
LONGEST = 3  # words that may stand for others
RARE = 20  # sentences that hold a word by which near-same sentences are looked for
SHARED = 4  # such words that two sentences must share
BEHIND = 12  # words behind a verb among which one noun must be the same
FEWEST = 3  # deeds done to a name, in two articles and more
TOLD_OF = 0.75  # share of a name's mentions that are the object of a deed
_PARTICLES = frozenset("over up down out off away back in on".split())
_TOO_GENERAL = frozenset("said say says told tell tells saying added called made make take took given give get got".split())
_LISTED = frozenset(("and", "or", "nor", "but", ","))
_WEIGHT = {"sentence": "medium", "frame": "medium", "verb": "low", "object": "low"}


class Pair(NamedTuple):
    """Two names, how the sign was found, and the words that show it."""

    one: str
    other: str
    sign: str
    evidence: str


Sentence = tuple[str, list]


def pairs(tokens: pd.DataFrame) -> list[Pair]:
    """Two words or short phrases that name one thing in different articles, sign by sign. ``tokens`` as in :mod:`analysis.tokens`."""
    sentences = _sentences(tokens)
    listed = _listed(sentences)
    found = [*_by_frame(sentences), *_by_sentence(sentences), *_by_object(sentences)]
    good = {p for p in found if frozenset((p.one, p.other)) not in listed and not _same_stem(p.one, p.other)}
    return sorted(good)


def names(
    tokens: pd.DataFrame, events: Mapping[str, str] | None = None, voices: Iterable[str] = ("outlet", "reported")
) -> pd.DataFrame:
    """The names for one thing by article: the rows of ``word_choice`` in which ``of`` is not empty.

    ``of`` joins the names of the thing, commonest first. ``count`` is an article's uses outside quotation marks, ``rate`` the share of
    this name (per 1,000 uses of any of them) here, ``others`` elsewhere; ``log_odds`` sets this name against the others of the thing.
    """
    rows: list[tuple] = []
    for _, part in tokens.groupby(tokens["article_id"].map(lambda a: (events or {}).get(a, "")), sort=False):
        told = part[part["voice"].isin(list(voices))]
        for thing in _things(pairs(part)):
            rows += _rows(thing, told, list(part["article_id"].unique()))
    return pd.DataFrame(rows, columns=COLUMNS)


def _sentences(tokens: pd.DataFrame) -> list[Sentence]:
    grouped: dict[tuple, list] = defaultdict(list)
    for token in tokens.itertuples(index=False):
        grouped[(token.article_id, token.sentence)].append(token)
    return [(article, words) for (article, _), words in grouped.items()]


def _content(token) -> bool:
    return (
        token.base not in GRAMMAR
        and token.base not in EMPTY
        and not token.entity_id
        and token.base[:1].isalpha()
        and len(token.base) > 2
    )


def _listed(sentences: Iterable[Sentence]) -> set[frozenset]:
    """Words that stand side by side in a list: they name different things."""
    found = set()
    for _, words in sentences:
        for a, b in pairwise(words):
            if not b.joined:
                found.add(frozenset((a.base, b.base)))
        for a, link, b in zip(words, words[1:], words[2:], strict=False):
            if link.word in _LISTED:
                found.add(frozenset((a.base, b.base)))
    return found


def _by_frame(sentences: Iterable[Sentence]) -> Iterator[Pair]:
    frames: dict[tuple, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    behind: dict[tuple, set[str]] = defaultdict(set)  # by frame and verb: the nouns that follow
    shown: dict[tuple, str] = {}
    weak: set[tuple] = set()
    for article, words in sentences:
        for at, (left, token, right) in enumerate(zip(words, words[1:], words[2:], strict=False)):
            framed = token.joined and right.joined and _content(token) and _framing(left) and _framing(right)
            if framed and token.tag[0] in "NVJ" and token.base not in _TOO_GENERAL:
                frame = (token.tag[:1], left.base, right.base)
                frames[frame][token.base].add(article)
                # "young … voters", "old … voters"; "Lund's … held", another thing of hers
                if token.tag[0] in "NJ" and (right.tag.startswith("NN") or left.entity_id):
                    weak.add(frame)
                after = words[at + 2 : at + 2 + BEHIND]
                behind[(*frame, token.base)] |= {t.base for t in after if t.tag in ("NN", "NNS") and _content(t)}
                shown.setdefault(frame, f"{left.text} … {right.text}")
    found: dict[tuple[str, str], list[tuple]] = defaultdict(list)
    for frame, held in frames.items():
        for one, other in combinations(sorted(held), 2):
            if not held[one] & held[other]:
                found[(one, other)].append(frame)
    for (one, other), held_by in found.items():
        verbs = [f for f in held_by if f[0] == "V" and behind[(*f, one)] & behind[(*f, other)] - {f[1], f[2]}]
        yield from (Pair(one, other, "verb", shown[frame]) for frame in verbs)
        nouns = [f for f in held_by if f[0] != "V"]
        if len(nouns) > 1 or (nouns and nouns[0] not in weak):
            yield from (Pair(one, other, "frame", shown[frame]) for frame in nouns)


def _framing(token) -> bool:
    plain = token.base not in GRAMMAR | _TOO_GENERAL | VAGUE and token.base[:1].isalpha()
    return plain and token.tag != "CD" and token.base not in EMPTY


def _by_sentence(sentences: list[Sentence]) -> Iterator[Pair]:
    holds: dict[str, list[int]] = defaultdict(list)
    for number, (_, words) in enumerate(sentences):
        for word in {t.base for t in words if _framing(t)}:
            holds[word].append(number)
    shared: Counter = Counter()
    for numbers in holds.values():
        if len(numbers) <= RARE:
            shared.update((a, b) for a, b in combinations(numbers, 2) if sentences[a][0] != sentences[b][0])
    for (a, b), n in shared.items():
        if n >= SHARED:
            yield from _replaced(sentences[a][1], sentences[b][1])


def _replaced(one: list, other: list) -> Iterator[Pair]:
    """Words of one sentence that stand where the other has different ones."""
    steps = SequenceMatcher(None, [t.base for t in one], [t.base for t in other], autojunk=False).get_opcodes()
    for before, (what, a, b, c, d), after in zip(steps, steps[1:], steps[2:], strict=False):
        flanks = before[2] - before[1], after[2] - after[1]
        if what == "replace" and max(b - a, d - c) <= LONGEST and min(flanks) >= 2 and sum(flanks) >= FLANKS:
            first, second = _named(one[a:b]), _named(other[c:d])
            if first and second:
                left, right = one[a - 2 : a], one[b : b + 2]
                evidence = f"{' '.join(t.text for t in left)} … {' '.join(t.text for t in right)}"
                yield Pair(min(first, second), max(first, second), "sentence", evidence)


def _named(words: list) -> str:
    """The words without grammar; nothing where a name or a number is among them, or only grammar."""
    if any(t.entity_id or t.tag in ("CD", "NNP") for t in words):
        return ""
    return " ".join(t.base for t in words if t.base not in GRAMMAR and t.tag[0] in "NVJR")


def _by_object(sentences: list[Sentence]) -> Iterator[Pair]:
    known = {t.word: t.entity_id for _, words in sentences for t in words if t.entity_id}
    known_as = {t.word: t.text for _, words in sentences for t in words if t.entity_id}
    deeds: dict[str, list[tuple[str, str]]] = defaultdict(list)
    mentions: Counter = Counter()
    for article, words in sentences:
        for at, token in enumerate(words):
            # a known name inside a longer one (X Peninsula) is that name too
            if (
                token.word in known
                and token.tag.startswith("NNP")
                and (at == 0 or words[at - 1].entity_id != token.entity_id or not token.entity_id)
            ):
                mentions[token.word] += 1
                deed = _deed(words, at)
                if deed:
                    deeds[token.word].append((deed, article))
    for name, done in deeds.items():
        often = len(done) >= FEWEST and len(done) >= TOLD_OF * mentions[name]
        if often and len({article for _, article in done}) > 1:
            for one, other in combinations(sorted({deed for deed, _ in done}), 2):
                yield Pair(one, other, "object", f"… {known_as[name]}")


def _deed(words: list, at: int) -> str:
    """The verb before a name (with its particle), or the noun of a deed with *of*; a possessive may stand between."""
    at -= 1
    if at >= 0 and words[at].possessive:
        at -= 1
    if at < 0 or not words[at + 1].joined:
        return ""
    token = words[at]
    if at and (token.word == "of" or token.word in _PARTICLES):
        before = words[at - 1]
        if token.word == "of":
            return (
                before.base
                if before.tag.startswith("NN") and before.base.endswith(("tion", "sion", "ment", "ure", "al"))
                else ""
            )
        return (
            f"{before.base} {token.base}" if before.tag.startswith("VB") and token.word in ("over", "up", "down", "off") else ""
        )
    plain = token.tag.startswith("VB") and _content(token) and token.base not in _TOO_GENERAL
    return token.base if plain else ""


def _same_stem(one: str, other: str) -> bool:
    """Forms of one word: the first half of the shorter, and at least four letters, are the same."""
    least = max(4, (min(len(one), len(other)) + 1) // 2)
    return one[:least] == other[:least]


def _things(found: list[Pair]) -> list[dict]:
    """Pairs that share a name are names of one thing; pairs of low confidence join one another only.

    A thing of several pairs is as sure as the least sure of them.
    """
    signs: dict[frozenset, list[Pair]] = defaultdict(list)
    for pair in found:
        signs[frozenset((pair.one, pair.other))].append(pair)
    things: list[dict] = []
    for both, shown in sorted(signs.items(), key=lambda item: sorted(item[0])):
        confidence = "high" if len({p.sign for p in shown}) > 1 else _WEIGHT[shown[0].sign]
        thing = {"names": set(both), "signs": list(shown), "confidence": confidence}
        for other in [t for t in things if t["names"] & both and (confidence == "low") == (t["confidence"] == "low")]:
            things.remove(other)
            thing["names"] |= other["names"]
            thing["signs"] = other["signs"] + thing["signs"]
            if other["confidence"] != "high":
                thing["confidence"] = other["confidence"]
        things.append(thing)
    return things


def _rows(thing: dict, told: pd.DataFrame, articles: list[str]) -> list[tuple]:
    counts = {name: _count(name, told, articles) for name in sorted(thing["names"])}
    counts = {name: own for name, own in counts.items() if any(own.values())}  # a name that nobody uses by itself has no odds
    if len(counts) < 2:
        return []
    ordered = sorted(counts, key=lambda name: (-sum(counts[name].values()), name))
    table = np.array([[counts[name][a] for a in articles] for name in ordered], float)
    evidence = "; ".join(sorted({f"{p.sign}: {p.evidence}" for p in thing["signs"]}))
    spelled = {name: _spelling(name, told) for name in ordered}
    of, total = " / ".join(spelled.values()), table.sum(axis=1)
    rows = []
    for column, article in enumerate(articles):
        own, others = table[:, column], total - table[:, column]
        if not own.sum():
            continue
        for name, n, here, there, (value, low, high) in zip(
            ordered, own, _rate(own), _rate(others), interval(own, others, total / max(1.0, total.sum())), strict=True
        ):
            apart = bool(low > 0 or high < 0)
            rows.append(
                (
                    article,
                    spelled[name],
                    of,
                    int(n),
                    here,
                    there,
                    value,
                    low,
                    high,
                    float("nan"),
                    apart,
                    thing["confidence"],
                    evidence,
                )
            )
    return rows


def _rate(counts: np.ndarray) -> np.ndarray:
    return 1000 * counts / counts.sum() if counts.sum() else np.full(len(counts), np.nan)


def _places(name: str, told: pd.DataFrame) -> list[int]:
    """Where a name of one or more words begins, as numbers of rows."""
    parts, bases, owner = name.split(), told["base"].tolist(), told["article_id"].tolist()
    last = len(parts) - 1
    starts = (n for n, b in enumerate(bases) if b == parts[0])
    return [n for n in starts if bases[n : n + last + 1] == parts and owner[n] == owner[n + last]]


def _count(name: str, told: pd.DataFrame, articles: list[str]) -> Counter:
    """How often each article uses a name."""
    owner = told["article_id"].tolist()
    found: Counter = Counter(dict.fromkeys(articles, 0))
    found.update(owner[n] for n in _places(name, told))
    return found


def _spelling(name: str, told: pd.DataFrame) -> str:
    """The commonest form of a name: *rebels* for *rebel*."""
    words, length = told["word"].tolist(), len(name.split())
    forms = Counter(" ".join(words[n : n + length]) for n in _places(name, told))
    return max(sorted(forms), key=lambda form: forms[form], default=name)
