"""A seeded sample, stratified by what the package answers, so that rare answers are coded often enough to be judged.

Scores are weighted back: an item stands for as many as its stratum has, divided by how many of them were coded
(:mod:`analysis.evaluation.coding.scores`).
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import astuple, dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from analysis.errors import InputError
from analysis.evaluation.coding.questions import ABOUT, ASKED, CODES, NOBODY
from analysis.targets import NEUTRAL_BOUND

if TYPE_CHECKING:
    from analysis.quotes.attribution import Attribution, Quotes
    from analysis.reading import Reading, Sentence
    from analysis.story import Story

__all__ = ["KEY", "SHEET", "Sample", "allocate", "draw"]

SHEET = ("item", "about", "question", "before", "passage", "after", "answer", "speaker", "note")
KEY = (
    *("item", "about", "article_id", "start", "end", "stratum", "population", "answer", "speaker", "accept", "confidence"),
    "passage",
)
BEFORE, AFTER = 600, 300  # characters of context
_WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class Sample:
    """What coders get (``sheet``) and what they must not see (``key``: where each item is from, and the package's answer)."""

    sheet: pd.DataFrame
    key: pd.DataFrame


@dataclass(frozen=True)
class _Unit:
    """A sentence, or a mention in its sentence, and the package's answer. ``accept`` are forms of the speaker's name."""

    article_id: str
    start: int
    end: int
    stratum: str
    answer: str
    speaker: str = ""
    accept: tuple[str, ...] = ()
    confidence: float = float("nan")
    target: tuple[int, int] | None = None


def draw(story: Story, about: Sequence[str] = ABOUT, n: int = 60, seed: int = 0) -> Sample:
    """Draw ``n`` items of each kind named in ``about`` from the body sentences of a story.

    *attributions*: as many sentences in which the package finds a statement as sentences in which it finds none; *tone*
    and *targets*: as many of each polarity that it finds. What a stratum lacks, the others give. Inside a stratum every item has the
    same chance. Items of a kind come in random order. The same story and seed give the same sample.
    """
    unknown = [name for name in about if name not in ABOUT]
    if unknown or not about:
        raise InputError(f"Items are about {', '.join(ABOUT)}, not about {', '.join(map(repr, unknown)) or 'nothing'}.")
    chosen: list[tuple[str, _Unit, int]] = []
    for number, name in enumerate(ABOUT):
        if name in about:
            strata = _strata(_UNITS[name](story))
            rng = np.random.default_rng([seed, number])
            picked = _pick(strata, n, rng)
            chosen += [(name, unit, len(strata[unit.stratum])) for unit in picked]
    if not chosen:
        raise InputError("There is nothing to code: no article has a sentence in its body.")
    sign = _sign(chosen)
    texts = {reading.article.id: reading for reading in story.readings}
    sheet, key = [], []
    for number, (name, unit, population) in enumerate(chosen, 1):
        item = f"{sign}-{number:03}"
        before, passage, after = _shown(texts[unit.article_id], unit)
        sheet.append((item, name, _question(name), before, passage, after, "", "", ""))
        where = (unit.article_id, unit.start, unit.end, unit.stratum, population)
        key.append((item, name, *where, unit.answer, unit.speaker, ";".join(unit.accept), unit.confidence, passage))
    return Sample(pd.DataFrame(sheet, columns=list(SHEET)), pd.DataFrame(key, columns=list(KEY)))


def _question(about: str) -> str:
    return f"{ASKED[about]} {' / '.join(CODES[about])} / unclear"


def _sign(chosen: Sequence[tuple[str, _Unit, int]]) -> str:
    """Four signs that tell this sample's items from another's; a letter first, lest a spreadsheet take them for a number."""
    told = json.dumps([[name, *astuple(unit), population] for name, unit, population in chosen])
    return f"s{hashlib.sha256(told.encode()).hexdigest()[:4]}"


def _strata(units: Iterator[_Unit]) -> dict[str, list[_Unit]]:
    found: dict[str, list[_Unit]] = {}
    for unit in units:
        found.setdefault(unit.stratum, []).append(unit)
    return dict(sorted(found.items()))


def allocate(sizes: Mapping[str, int], n: int) -> dict[str, int]:
    """How many items of each stratum: as equal as the strata allow.

    >>> allocate({"found": 12, "none": 400}, 60)
    {'found': 12, 'none': 48}
    """
    given, left = {}, n
    for place, name in enumerate(sorted(sizes, key=lambda stratum: sizes[stratum])):
        given[name] = min(sizes[name], left // (len(sizes) - place))
        left -= given[name]
    return given


def _pick(strata: Mapping[str, list[_Unit]], n: int, rng: np.random.Generator) -> list[_Unit]:
    shares = allocate({name: len(units) for name, units in strata.items()}, n)
    picked = []
    for name, units in strata.items():
        picked += [units[i] for i in sorted(rng.choice(len(units), shares[name], replace=False))]
    return [picked[i] for i in rng.permutation(len(picked))]


def _shown(reading: Reading, unit: _Unit) -> tuple[str, str, str]:
    """Context, passage and context on one line each; the target stands in double brackets."""
    text = reading.article.text
    body = [s for s in reading.body if unit.start - BEFORE <= s.start and s.end <= unit.end + AFTER]
    before = " ".join(text[s.start : s.end] for s in body if s.end <= unit.start)
    after = " ".join(text[s.start : s.end] for s in body if s.start >= unit.end)
    passage = text[unit.start : unit.end]
    if unit.target:
        start, end = unit.target[0] - unit.start, unit.target[1] - unit.start
        passage = f"{passage[:start]}[[{passage[start:end]}]]{passage[end:]}"
    before, passage, after = (" ".join(part.split()) for part in (before, passage, after))
    return before, passage, after


def _attributions(story: Story) -> Iterator[_Unit]:
    """Every body sentence with the longest statement that the package finds in it, if any."""
    entities = {row.entity_id: row for row in story.entities.itertuples()}
    for reading, quotes in zip(story.readings, story.quotes, strict=True):
        name = reading.article.id
        for sentence in reading.body:
            words, longest = _longest(reading, quotes, sentence)
            if longest is None:
                yield _Unit(name, sentence.start, sentence.end, "none", "none")
                continue
            who = [entities[i] for i in longest.speakers]
            source = tuple(" ".join(reading.text(*span).split()) for span in longest.source)
            forms = [form for e in who for form in (str(e.name), *str(e.variants).split(";"))]
            speaker = " and ".join(str(e.name) for e in who) or " ".join(source) or NOBODY
            accept = tuple(dict.fromkeys(form.replace(";", ",") for form in (*forms, *source) if form)) or (NOBODY,)
            kind = _kind(words, quotes)
            yield _Unit(name, sentence.start, sentence.end, "found", kind, speaker, accept, longest.confidence)


def _longest(reading: Reading, quotes: Quotes, sentence: Sentence) -> tuple[list[int], Attribution | None]:
    """The statement with most words of its content in a sentence, and where these words begin."""
    best: list[int] = []
    found = None
    for statement in quotes.attributions:
        spans = [(max(s, sentence.start), min(e, sentence.end)) for s, e in statement.content]
        words = [m.start() for s, e in spans if s < e for m in _WORD.finditer(reading.article.text, s, e)]
        if len(words) > len(best):
            best, found = words, statement
    return best, found


def _kind(words: Sequence[int], quotes: Quotes) -> str:
    speech = [(q.start, q.end) for q in quotes.quoted if q.role == "speech"]
    inside = sum(any(s <= word < e for s, e in speech) for word in words)
    return "direct" if inside == len(words) else "mixed" if inside else "indirect"


def _tone(story: Story) -> Iterator[_Unit]:
    """Every body sentence with its tone; the bounds of neutral are those of VADER (Hutto and Gilbert 2014)."""
    row: Any
    for row in story.sentences[story.sentences["role"] == "body"].itertuples():
        polarity = "neutral" if abs(row.tone) < NEUTRAL_BOUND else "negative" if row.tone < 0 else "positive"
        yield _Unit(row.article_id, int(row.start), int(row.end), polarity, polarity)


def _targets(story: Story) -> Iterator[_Unit]:
    """Every mention by name or role with the tone towards it."""
    sentences = {reading.article.id: reading.body for reading in story.readings}
    row: Any
    for row in story.targets.itertuples():
        place = next(s for s in sentences[row.article_id] if s.start <= row.start and row.end <= s.end)
        sure = round(float(max(row.negative, row.neutral, row.positive)), 4)
        target = (int(row.start), int(row.end))
        yield _Unit(row.article_id, place.start, place.end, row.polarity, row.polarity, confidence=sure, target=target)


_UNITS = {"attributions": _attributions, "tone": _tone, "targets": _targets}
