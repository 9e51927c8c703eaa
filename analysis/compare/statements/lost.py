"""Attribution lost: what one article ascribes to a source, and another tells in its own voice or of nobody.

The content of each attributed statement is laid beside the sentences of the other articles. The best stretch in common is the local
alignment of highest score (after Smith and Waterman 1981, "Identification of common molecular subsequences"): words in common
count their weight, words that differ cost half of theirs.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from difflib import SequenceMatcher

import pandas as pd

from analysis.compare.statements.words import Rarity, Word, reverse, without_gaps, words

__all__ = ["COLUMNS", "lost_attributions"]

COLUMNS = (
    "with_article_id attribution with_start with_end without_article_id start end how similarity confidence quoted_there why"
).split()
TOLD = ("speech", "writing", "thought", "")  # a wish or a feeling is nothing that another article could state as a fact
SURE = 0.5  # confidence of a statement from which its loss is looked for
CLUES, COMMON = 8, 200  # stems by which sentences are looked up; sentences that share one from which it is no clue
IN_COMMON = 3  # clues that a sentence must share
COST = 0.5  # of a differing word's weight
LEAST_SCORE = 2.5  # of the stretch: the weight in common less the cost of what differs
LEAST_WORDS, LEAST_PLAIN, LEAST_RUN = 5, 3, 3  # content words in common; of them in small letters; the longest run
LEAST_SHARE = 0.3  # of the statement's weight that must be in common
COVERED = 0.5  # share of a stretch's words within a statement from which it is that statement's
_ASCRIBED = re.compile(
    r"\b(?:according to|sa(?:id|ys?|ying)|told|tells?|report(?:s|ed|ing)|announc\w+|claim\w*|argu\w+|insist\w*|warn\w*|accus\w+"
    r"|estimat\w+|wrote|writes"
    r"|in (?:his|her|their|its|an?) (?:words?|views?|statements?|interviews?|speech\w*|remarks?))\b",
    re.IGNORECASE,
)
_AGENTLESS = re.compile(
    r"\b(?:reportedly|allegedly|supposedly|purportedly)\b"
    r"|\b(?:is|are|was|were|been|being)\s+(?:\w+ly\s+)?(?:seen|viewed|regarded|considered|thought|believed|said|reported|understood|alleged"
    r"|rumou?red|expected|estimated|deemed|perceived)\b",
    re.IGNORECASE,
)
# What something is taken for is told, be it a noun, where it holds a clause: *was seen as a sign of his wish to leave*.
_TAKEN_AS = re.compile(r"\b(?:seen|viewed|regarded|considered|deemed|perceived)\s+as\s+(?:[\w'’-]+\s+){0,6}$", re.IGNORECASE)
_CLAUSE = re.compile(r"\b(?:to|that)\s")
# A stretch behind one of these, without a finite verb in it, is a thing that is mentioned, not something that is told.
_LEADS_TO_NOUN = frozenset(
    "a an the this that these those his her its their our my your of for about over on in by with from".split()
)
_FINITE = frozenset(
    "is are was were am has have had do does did will would shall should can could may might must isn't aren't wasn't weren't hasn't "
    "haven't hadn't don't doesn't didn't won't wouldn't can't couldn't".split()
)
_ASIDE = re.compile(r",\s+(?:which|who|whom|whose|where)\b[^,;:.—–()]*\Z")
_AWAY = re.compile(r"[;:]|,\s+(?:where|which|who|whom|whose|when|while)\b")  # here another clause begins


@dataclass(frozen=True)
class _Sentence:
    article_id: str
    start: int
    end: int
    before: int  # where the sentence before begins, or this one where it is the first
    words: tuple[Word, ...]


@dataclass(frozen=True)
class _Told:
    """An attributed statement: its parts as spans of characters."""

    article_id: str
    number: int
    speakers: frozenset[str]
    confidence: float
    sort: str
    quoted: bool
    content: tuple[tuple[int, int], ...]
    cue: tuple[tuple[int, int], ...]
    source: tuple[tuple[int, int], ...]
    words: tuple[Word, ...]


@dataclass(frozen=True)
class _Stretch:
    """Words in common: where they stand in the statement and in the sentence, their weight, and how alike the two are."""

    there: tuple[Word, ...]
    here: tuple[Word, ...]
    similarity: float


def lost_attributions(
    attributions: pd.DataFrame,
    spans: pd.DataFrame,
    sentences: pd.DataFrame,
    mentions: pd.DataFrame,
    quoted: pd.DataFrame,
    texts: Mapping[str, str],
) -> pd.DataFrame:
    """Passages that one article ascribes to a source and another does not.

    ``how`` is ``own voice`` or ``agentless`` ("was seen as", "reportedly": somebody says so, but nobody is named). ``with_start,
    with_end`` and ``start, end`` are the passage in either article. ``similarity`` (0 to 1) is the share of the weight of the two
    passages that is in common; ``confidence`` is that times the confidence of the attribution. Not counted as lost: words that the
    other article quotes or ascribes to anybody, there or elsewhere, or whose source it names in the same sentence or the one before.
    """
    told = _told(without_gaps(attributions, "speaker_ids", "sort"), spans, texts)
    read = _sentences(sentences, texts)
    rarity = Rarity(s.words for s in read)
    by_article: dict[str, list[_Told]] = defaultdict(list)
    for t in told:
        by_article[t.article_id].append(t)
    named = _mentions(mentions)
    marks: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for row in quoted.itertuples():
        marks[row.article_id].append((row.start, row.end))
    best: dict[tuple[str, int, str], tuple] = {}
    for statement, sentence in _pairs(told, read, rarity):
        stretch = _in_common(statement.words, sentence.words, rarity, texts[statement.article_id])
        if not stretch or reverse(stretch.there, stretch.here):
            continue
        said = _said(statement, by_article[statement.article_id])
        how = _how(statement, sentence, stretch, said, by_article[sentence.article_id], named, texts, marks, rarity)
        if how:
            row = _row(statement, sentence, stretch, how)
            key = row[0], row[1], row[4]
            if key not in best or row[8] > best[key][8]:
                best[key] = row
    return pd.DataFrame([best[key] for key in sorted(best)], columns=COLUMNS)


def _said(statement: _Told, own: Sequence[_Told]) -> frozenset[str]:
    """All words that the article ascribes to the statement's source."""
    same = [o for o in own if o is statement or o.speakers & statement.speakers]
    return frozenset(w.form for o in same for w in o.words)


def _told(attributions: pd.DataFrame, spans: pd.DataFrame, texts: Mapping[str, str]) -> list[_Told]:
    parts: dict[tuple[str, int, str], list[tuple[int, int]]] = defaultdict(list)
    for row in spans.itertuples():
        parts[row.article_id, row.attribution, row.part].append((row.start, row.end))
    found = []
    for row in attributions.itertuples():
        content, cue, source = (tuple(sorted(parts[row.article_id, row.attribution, p])) for p in ("content", "cue", "source"))
        speakers = frozenset(s for s in row.speaker_ids.split(";") if s)
        own = tuple(w for start, end in content for w in words(texts[row.article_id], start, end))
        about = (float(row.confidence), row.sort, row.quoted_words > 0)
        found.append(_Told(row.article_id, int(row.attribution), speakers, *about, content, cue, source, own))
    return found


def _sentences(table: pd.DataFrame, texts: Mapping[str, str]) -> list[_Sentence]:
    found: list[_Sentence] = []
    for row in table[table["role"] == "body"].itertuples():
        last = found[-1] if found and found[-1].article_id == row.article_id else None
        own = tuple(words(texts[row.article_id], row.start, row.end))
        found.append(_Sentence(row.article_id, row.start, row.end, last.start if last else row.start, own))
    return found


def _mentions(table: pd.DataFrame) -> dict[tuple[str, str], list[int]]:
    places: dict[tuple[str, str], list[int]] = defaultdict(list)
    for row in table.itertuples():
        places[row.article_id, row.entity_id].append(row.start)
    return places


def _pairs(told: Sequence[_Told], read: Sequence[_Sentence], rarity: Rarity) -> Iterator[tuple[_Told, _Sentence]]:
    """Statements with a source, and sentences of other articles that share several of their rarest stems."""
    places: dict[str, list[int]] = defaultdict(list)
    for n, sentence in enumerate(read):
        for name in sorted({w.stem for w in sentence.words if w.stem}):
            places[name].append(n)
    for statement in told:
        if statement.confidence < SURE or statement.sort not in TOLD or not (statement.speakers or statement.source):
            continue
        stems = sorted({w.stem for w in statement.words if w.stem}, key=lambda s: (-rarity(s), s))
        clues = [s for s in stems if 1 < len(places[s]) <= COMMON][: 2 * CLUES]
        counts = Counter(n for name in clues for n in places[name])
        for n, shared in sorted(counts.items()):
            if shared >= IN_COMMON and read[n].article_id != statement.article_id:
                yield statement, read[n]


def _in_common(there: Sequence[Word], here: Sequence[Word], rarity: Rarity, text: str) -> _Stretch | None:
    """The stretch of best score, if it is long and alike enough; ``text`` is that of ``there``."""
    steps = SequenceMatcher(
        None, [w.stem or w.form for w in there], [w.stem or w.form for w in here], autojunk=False
    ).get_opcodes()
    gains = []
    for kind, a, b, c, d in steps:
        one, other = (sum(rarity(w.stem) for w in part) for part in (there[a:b], here[c:d]))
        gains.append(one if kind == "equal" else -COST * max(one, other))
    first, last = _best(gains)
    score = sum(gains[first:last])
    inside = steps[first:last]  # begins and ends with words in common: only they gain
    alike = [w for kind, a, b, _, _ in inside if kind == "equal" for w in there[a:b] if w.stem]
    weight, run = _weight(alike, rarity), max((s[2] - s[1] for s in inside if s[0] == "equal"), default=0)
    if score < LEAST_SCORE or len(alike) < LEAST_WORDS or run < LEAST_RUN or weight < LEAST_SHARE * _weight(there, rarity):
        return None
    if sum(text[w.start].islower() for w in alike) < LEAST_PLAIN:
        return None  # names and titles alone are background
    if len(alike) - sum(_in_aside(w, there, text) for w in alike) < LEAST_WORDS:
        return None
    then, now = tuple(there[inside[0][1] : inside[-1][2]]), tuple(here[inside[0][3] : inside[-1][4]])
    return _Stretch(then, now, 2 * weight / (_weight(then, rarity) + _weight(now, rarity)))


def _in_aside(word: Word, statement: Sequence[Word], text: str) -> bool:
    """Does a word stand in a clause such as ", which he once led"? That is background, whoever is said to tell the rest."""
    return bool(_ASIDE.search(text, statement[0].start, word.start))


def _weight(part: Sequence[Word], rarity: Rarity) -> float:
    return sum(rarity(w.stem) for w in part)


def _best(gains: Sequence[float]) -> tuple[int, int]:
    """First and last (exclusive) of the run of gains with the highest sum (Kadane's algorithm)."""
    best, total, start, found = 0.0, 0.0, 0, (0, 0)
    for n, gain in enumerate(gains):
        if total <= 0:
            total, start = 0.0, n
        total += gain
        if total > best:
            best, found = total, (start, n + 1)
    return found


def _how(
    statement: _Told,
    sentence: _Sentence,
    stretch: _Stretch,
    said: AbstractSet[str],
    others: Sequence[_Told],
    named: Mapping[tuple[str, str], Sequence[int]],
    texts: Mapping[str, str],
    marks: Mapping[str, Sequence[tuple[int, int]]],
    rarity: Rarity,
) -> str:
    """In whose voice the stretch stands: ``own voice``, ``agentless``, or empty where it has a source."""
    start, end = stretch.here[0].start, stretch.here[-1].end
    text = texts[sentence.article_id]
    outer = [o for o in others if not _part_of_what_is_told(o, start, end, said, text)]
    if any(_names_it(named.get((sentence.article_id, s), ()), sentence) for s in sorted(statement.speakers)):
        return ""
    source = {w.stem for s, e in statement.source for w in words(texts[statement.article_id], s, e) if w.stem}
    if source and source <= {w.stem for w in sentence.words}:
        return ""  # the same words for the source, whoever they are taken for
    if any(s < end and start < e for s, e in marks[sentence.article_id]):
        return ""
    if _told_elsewhere(statement, outer, rarity, texts[statement.article_id]):
        return ""
    holding = [o for o in outer if _cover(o, stretch.here) >= COVERED]
    if any(o.source or o.speakers for o in holding):
        return ""
    away = _AWAY.search(text, end, sentence.end)
    passive = bool(_AGENTLESS.search(text, sentence.start, away.start() if away else sentence.end))
    taken = _TAKEN_AS.search(text, sentence.start, start)
    told = (holding and passive) or (taken and _CLAUSE.search(text, taken.end() - 1, end))
    if not told and _only_mentioned(sentence, stretch, text):
        return ""
    if holding or passive:
        return "agentless"
    beside = [o for o in outer if any(s < sentence.end and sentence.start < e for s, e in (*o.content, *o.cue))]
    left = text[sentence.start : start] + " … " + text[end : sentence.end]
    return "" if beside or _ASCRIBED.search(left) else "own voice"


def _part_of_what_is_told(other: _Told, start: int, end: int, said: AbstractSet[str], text: str) -> bool:
    """Is a statement of the other article itself part of what is told? ("Officials said she hopes to …": "She hopes to …")

    It is where the source's own words hold the cue. A bare *said* is that only within the words in common.
    """
    if not other.cue:
        return False
    cue = words(text, other.cue[-1][0], other.cue[-1][1])
    return bool(cue) and cue[-1].form in said and bool(cue[-1].stem or start <= cue[-1].start < end)


def _only_mentioned(sentence: _Sentence, stretch: _Stretch, text: str) -> bool:
    """Is the stretch the inside of a noun phrase ("her plan to …"), and not a statement?"""
    before = [w for w in sentence.words if w.end <= stretch.here[0].start][-2:]
    if before and before[-1].form in _LEADS_TO_NOUN | {"to"} and stretch.here[0].form.endswith("ing"):
        return True
    noun = any(w.form in _LEADS_TO_NOUN or text[w.start : w.end].endswith(("'s", "’s")) for w in before)
    return noun and not any(w.form in _FINITE or (w.form.endswith("ed") and text[w.start].islower()) for w in stretch.here)


def _names_it(places: Sequence[int], sentence: _Sentence) -> bool:
    return any(sentence.before <= p < sentence.end for p in places)


def _cover(other: _Told, part: Sequence[Word]) -> float:
    return sum(any(s <= w.start < e for s, e in other.content) for w in part) / len(part)


def _told_elsewhere(statement: _Told, others: Sequence[_Told], rarity: Rarity, text: str) -> bool:
    """Does the other article ascribe the same to somebody in another place?"""
    return any((other.source or other.speakers) and _in_common(statement.words, other.words, rarity, text) for other in others)


def _row(statement: _Told, sentence: _Sentence, stretch: _Stretch, how: str) -> tuple:
    why = f"{len(stretch.there)} words ascribed to {', '.join(sorted(statement.speakers)) or 'a source'} there, " + (
        "to nobody here" if how == "agentless" else "told in the outlet's own voice here"
    )
    there = (statement.article_id, statement.number, stretch.there[0].start, stretch.there[-1].end)
    here = (sentence.article_id, stretch.here[0].start, stretch.here[-1].end)
    similarity = round(stretch.similarity, 4)
    return (*there, *here, how, similarity, round(similarity * statement.confidence, 4), statement.quoted, why)
