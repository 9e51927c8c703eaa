"""Tone towards a target: a small trained encoder, with VADER on the target's clause where the model is not there.

The encoder of statements (see ``docs/model_card_tone.md``) reads a window once; a head (``resources/tone_head.onnx``) takes what it made
of the word pieces, which of them are the target's and which its sentence's, and gives three probabilities. In an article all targets
that a window could have are asked at once, for who is one is known only when all articles have been read; so a sentence is read among its
neighbours there, and alone by :func:`target_sentiment`. Nothing is loaded before the first question.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from analysis.entities import phrases
from analysis.entities.names import names
from analysis.entities.phrases import may_name
from analysis.errors import InputError
from analysis.quotes import model, pieces

if TYPE_CHECKING:
    import pandas as pd

    from analysis.quotes.attribution import Attribution
    from analysis.quotes.model import Read
    from analysis.reading import Reading

__all__ = [
    "POLARITIES",
    "Question",
    "TargetSentiment",
    "answers",
    "candidates",
    "floor",
    "have_model",
    "instrument",
    "questions",
    "table",
    "target_sentiment",
    "within",
]

HEAD = Path(__file__).parent / "resources" / "tone_head.onnx"
POLARITIES = ("negative", "neutral", "positive")
# VADER's own bounds of neutral (Hutto and Gilbert 2014); the floor's probabilities are one-hot but for this much.
NEUTRAL_BOUND, FLOOR_DOUBT = 0.05, 0.4
WHY = 3  # words named
_CLAUSE_END = re.compile(r"[;:—–]|,(?=\s)|\s(?:but|while|although|though|whereas|because|and|which|who)\s", re.IGNORECASE)
_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")
_SPACE = re.compile(r"\s")

Span = tuple[int, int]
Probabilities = tuple[float, float, float]


@dataclass(frozen=True)
class TargetSentiment:
    """How a sentence treats a target: ``polarity``, the probabilities of negative, neutral, positive, and why.

    ``why`` names the words whose removal changes the answer most, those that speak for it first, with the change in the
    probability of the polarity found ("praised -.41": without it, .41 less sure; small where other words say the same). From the
    floor it names the words of VADER's lexicon in the target's clause.
    Caveat: it is the sentence's tone towards the target, also where the sentence only reports somebody's view.
    """

    polarity: str
    probabilities: tuple[float, float, float]
    why: str


@dataclass(frozen=True)
class Question:
    """A target as characters of the article; who it is, and in whose voice it stands."""

    start: int
    end: int
    target: str
    voice: str


def target_sentiment(sentence: str, start: int, end: int) -> TargetSentiment:
    """Sentiment of a sentence towards the target at ``[start, end)``, offsets of characters in ``sentence``.

    Raises :class:`InputError` where the offsets are not inside the sentence or hold no letter.
    """
    _check(sentence, start, end)
    if not have_model():
        return floor(sentence, start, end)
    probabilities = _ask(sentence, start, end)
    return _answer(probabilities, _why(sentence, start, end, probabilities))


def have_model() -> bool:
    """Is the trained model there? (Without it, the floor answers.)"""
    return HEAD.is_file()


def instrument() -> str:
    """What answers here, as words for a reader."""
    return "the trained model" if have_model() else "VADER on the target's clause (the trained model is not installed)"


def floor(sentence: str, start: int, end: int) -> TargetSentiment:
    """VADER on the target's clause: the floor that the trained model has to beat, and the answer where it is missing.

    Its probabilities are no more than the answer said with a fixed doubt.
    """
    from analysis.sentiment.scoring import sentence_tone

    begin, stop = clause(sentence, start, end)
    tone = sentence_tone(sentence[begin:stop])
    index = 1 + (tone.tone >= NEUTRAL_BOUND) - (tone.tone <= -NEUTRAL_BOUND)
    probabilities = np.full(3, FLOOR_DOUBT / 2)
    probabilities[index] = 1 - FLOOR_DOUBT
    return _answer(probabilities, tone.fired or "no word of tone in its clause")


def clause(sentence: str, start: int, end: int) -> Span:
    """The target's clause: from the last boundary before it to the first one after it (commas, dashes, conjunctions)."""
    begin = max((m.end() for m in _CLAUSE_END.finditer(sentence, 0, start)), default=0)
    stop = next((m.start() for m in _CLAUSE_END.finditer(sentence, end)), len(sentence))
    return begin, stop


def questions(readings: Sequence[Reading], mentions: pd.DataFrame) -> dict[str, list[Question]]:
    """What is asked, by article: every mention by name or role in a body sentence, in text order.

    Pronouns are left out: the model was trained on names.
    """
    found: dict[str, list[Question]] = {reading.article.id: [] for reading in readings}
    named = mentions[mentions["form"] != "pronoun"].sort_values(["start", "end"])
    by_article = {str(name): own for name, own in named.groupby("article_id", sort=False)}
    for reading in readings:
        starts = [s.start for s in reading.body]
        mention: Any
        for mention in by_article[reading.article.id].itertuples() if reading.article.id in by_article else ():
            n = bisect_right(starts, mention.start) - 1
            if n >= 0 and mention.end <= reading.body[n].end:
                span = int(mention.start), int(mention.end)
                found[reading.article.id].append(Question(*span, mention.entity_id, getattr(mention, "voice", "")))
    return found


def table(asked: Mapping[str, Sequence[Question]], found: Mapping[str, Mapping[Span, Sequence[float]]]) -> pd.DataFrame:
    """Questions and their answers (three probabilities by the target's characters) as the table ``targets``.

    Columns ``article_id, target_id, start, end, polarity, negative, neutral, positive, voice``; ``voice`` is that of the
    mention (empty where the table ``mentions`` has none). A mention without an answer is left out.
    """
    import pandas as pd

    rows = []
    for article, own in asked.items():
        for q in own:
            p = found[article].get((q.start, q.end))
            if p is None:  # no part of candidates, by which an article is asked before others tell who is who
                continue
            rows.append((article, q.target, q.start, q.end, POLARITIES[int(np.argmax(p))], *map(float, p), q.voice))
    return pd.DataFrame(rows, columns=["article_id", "target_id", "start", "end", "polarity", *POLARITIES, "voice"])


def candidates(reading: Reading, statements: Iterable[Attribution]) -> list[Span]:
    """Every place of an article where a target may be named, in its body sentences.

    These are names (but those of things), and sources (but pronouns), their parts (*the mayor and his deputy*) and the noun before
    *who*; other articles decide which of them are targets.
    """
    text, body, named = reading.article.text, reading.body, names(reading)
    starts = [s.start for s in body]
    spans = {(n.start, n.end) for n in named if n.kind != "thing"}
    begins = {n.end: n.start for n in named}
    for start, end in (a.source[0] for a in statements if a.source):
        if may_name(text[start:end]):
            spans |= {(start, end), *phrases.parts(text, start, end)}
        elif (n := bisect_right(starts, start) - 1) >= 0:
            nouns = [find(text, starts[n], start) for find in (phrases.noun_before, phrases.plural_before)]
            for begin, stop in (noun.span() for noun in nouns if noun):  # drivers who, Norwegian drivers who
                spans |= {(begin, stop), (min(begin, begins.get(begin - 1, begin), begins.get(stop, begin)), stop)}
    return sorted(span for span in spans if (n := bisect_right(starts, span[0]) - 1) >= 0 and span[1] <= body[n].end)


def within(reading: Reading, read: Read, spans: Sequence[Span]) -> dict[Span, Probabilities]:
    """Probabilities of the polarities for targets at these characters of an article, each in its sentence.

    ``read`` is what the encoder made of the article. Inputs rounded to eight bits make an answer depend a little on what is asked beside
    it: ask for all :func:`candidates`, so that it depends on the article alone.
    """
    spans = sorted(spans)
    starts = [s.start for s in reading.sentences]
    found: dict[Span, Probabilities] = {}
    for n in range(len(read.windows) if have_model() else 0):
        found.update(_of_window(read, n, starts, spans))
    for span in spans:
        if span not in found:  # without a model, or characters that are no words to it
            found[span] = _rounded(floor(*_in_sentence(reading, starts, span)).probabilities)
    return found


def _of_window(read: Read, number: int, starts: Sequence[int], spans: Sequence[Span]) -> Iterator[tuple[Span, Probabilities]]:
    """The spans that a window answers for, and its answers; a part of a very long sentence stands for the whole."""
    window, sentence = read.windows[number], read.sentences[number]
    own = [read.paragraphs[n] for n in window.paragraphs]
    begin, end = (pieces.lined_up([getattr(p, name) for p in own]) for name in ("start", "end"))
    first = bisect_left(spans, (own[window.context].start[0],))
    here = spans[first : bisect_left(spans, (int(end.max()),))]
    touched = [(begin < stop) & (end > start) for start, stop in here]
    asked = [(span, at) for span, at in zip(here, touched, strict=True) if at.any()]
    if asked:
        numbers = np.array([[bisect_right(starts, start)] for (start, _), _ in asked])
        answers = _head(read.states[number], np.array([at for _, at in asked]), sentence == numbers)
        yield from ((span, _rounded(own)) for (span, _), own in zip(asked, answers, strict=True))


def _in_sentence(reading: Reading, starts: Sequence[int], span: Span) -> tuple[str, int, int]:
    sentence = reading.sentences[bisect_right(starts, span[0]) - 1]
    return reading.text(sentence.start, sentence.end), span[0] - sentence.start, span[1] - sentence.start


def _rounded(probabilities: Iterable[float]) -> Probabilities:
    negative, neutral, positive = (round(float(p), 6) for p in probabilities)
    return negative, neutral, positive


def answers(asked: Sequence[tuple[str, int, int]]) -> Sequence[np.ndarray]:
    """Probabilities for many (sentence, start, end), each sentence read alone and each question asked alone.

    They are the model's, or the floor's where there is no model.
    """
    if have_model():
        return [_ask(*question) for question in asked]
    return [np.array(floor(*question).probabilities) for question in asked]


def _check(sentence: str, start: int, end: int) -> None:
    if not 0 <= start < end <= len(sentence):
        raise InputError(
            f"There is no target at {start} to {end}: the sentence has {len(sentence)} characters. Give offsets into it."
        )
    if not any(c.isalnum() for c in sentence[start:end]):
        raise InputError(f"The target {sentence[start:end]!r} holds no letter. Give the offsets of a name.")


def _answer(probabilities: np.ndarray, why: str) -> TargetSentiment:
    negative, neutral, positive = (round(float(p), 4) for p in probabilities)
    return TargetSentiment(POLARITIES[int(np.argmax(probabilities))], (negative, neutral, positive), why)


def _ask(sentence: str, start: int, end: int) -> np.ndarray:
    parts = _parts(sentence)
    if not parts:  # characters that are no words to the encoder
        return np.array(floor(sentence, start, end).probabilities)
    touched = [(part.start < end) & (part.end > start) for part in parts]
    chosen = max(range(len(parts)), key=lambda n: int(touched[n].sum()))  # a very long sentence is read around the target
    target = pieces.lined_up([touched[chosen].astype(np.int64)]) > 0
    own = pieces.lined_up([np.ones(len(target) - 2, np.int64)]) > 0
    return _head(_states(sentence, chosen), target[None], own[None])[0].astype(float)


@lru_cache(maxsize=64)
def _parts(sentence: str) -> list[pieces.Pieces]:
    return pieces.encode(_SPACE.sub(" ", sentence), model.load().tokenizer)


@lru_cache(maxsize=64)
def _states(sentence: str, part: int) -> np.ndarray:
    """What the network makes of a part of a sentence: an array (pieces, 384), opening and closing piece included."""
    return model.load().states(_parts(sentence)[part])


def _head(states: np.ndarray, target: np.ndarray, own: np.ndarray) -> np.ndarray:
    """Probabilities (targets, 3): ``target`` and ``own`` (targets, pieces) mark the pieces of each target and of its sentence."""
    return _network().run(None, {"states": states, "target": target, "sentence": own})[0]


def _why(sentence: str, start: int, end: int, probabilities: np.ndarray) -> str:
    """The words whose removal changes the probability of the answer most: first those that speak for it."""
    words = [m.span() for m in _WORD.finditer(sentence) if m.end() <= start or m.start() >= end]
    if not words:
        return "the target alone"
    asked = []
    for s, e in words:
        shift = e - s if e <= start else 0
        asked.append((sentence[:s] + sentence[e:], start - shift, end - shift))
    best = int(np.argmax(probabilities))
    changes = [float(p[best] - probabilities[best]) for p in answers(asked)]
    order = sorted(range(len(words)), key=lambda n: (changes[n] >= 0, -abs(changes[n]), n))[:WHY]
    named = [f"{sentence[slice(*words[n])]} {changes[n]:+.2f}" for n in order if abs(changes[n]) >= 0.005]
    return "; ".join(named) or "no single word"


@lru_cache(maxsize=1)
def _network() -> Any:
    return model.session(HEAD.read_bytes())
