"""Tone towards a target: a small trained encoder, with VADER on the target's clause where the model is not there.

The model (see ``docs/model_card_tone.md``) reads a sentence once (``resources/tone.onnx``); a head (``resources/tone_head.onnx``) takes
what it made of the word pieces, and which of them are the target's, and gives three probabilities. So many targets of one sentence
cost little more than one. Word pieces and their table are those of the encoder of statements. Nothing is loaded before the first
question.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from analysis.errors import InputError
from analysis.quotes import model, pieces

if TYPE_CHECKING:
    import pandas as pd

    from analysis.reading import Reading

__all__ = [
    "POLARITIES",
    "Question",
    "TargetSentiment",
    "answers",
    "floor",
    "forget",
    "have_model",
    "instrument",
    "questions",
    "table",
    "target_sentiment",
    "targets",
]

MODEL = Path(__file__).parent / "resources" / "tone.onnx"
HEAD = Path(__file__).parent / "resources" / "tone_head.onnx"
POLARITIES = ("negative", "neutral", "positive")
# VADER's own bounds of neutral (Hutto and Gilbert 2014); the floor's probabilities are one-hot but for this much.
NEUTRAL_BOUND, FLOOR_DOUBT = 0.05, 0.4
WHY = 3  # words named
_CLAUSE_END = re.compile(r"[;:—–]|,(?=\s)|\s(?:but|while|although|though|whereas|because|and|which|who)\s", re.IGNORECASE)
_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")
_SPACE = re.compile(r"\s")

Span = tuple[int, int]


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
    """A target and the sentence it stands in, as characters of the article; who it is, and in whose voice it stands."""

    sentence_start: int
    sentence_end: int
    start: int
    end: int
    target: str
    voice: str

    @property
    def spans(self) -> tuple[int, int, int, int]:
        """The question as the model's answer depends on it."""
        return self.sentence_start, self.sentence_end, self.start, self.end

    @property
    def within(self) -> Span:
        """The target's offsets in its sentence."""
        return self.start - self.sentence_start, self.end - self.sentence_start


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
    return MODEL.is_file() and HEAD.is_file()


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
    """What to ask the model, by article: every mention by name or role in a body sentence, in text order.

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
                span = (reading.body[n].start, reading.body[n].end, int(mention.start), int(mention.end))
                found[reading.article.id].append(Question(*span, mention.entity_id, getattr(mention, "voice", "")))
    return found


def table(asked: Mapping[str, Sequence[Question]], found: Mapping[str, Sequence[Any]]) -> pd.DataFrame:
    """Questions and their answers (three probabilities each) as the table ``targets``.

    Columns ``article_id, target_id, start, end, polarity, negative, neutral, positive, voice``; ``voice`` is that of the
    mention (empty where the table ``mentions`` has none).
    """
    import pandas as pd

    rows = []
    for article, own in asked.items():
        for q, p in zip(own, found[article], strict=True):
            rows.append((article, q.target, q.start, q.end, POLARITIES[int(np.argmax(p))], *map(float, p), q.voice))
    return pd.DataFrame(rows, columns=["article_id", "target_id", "start", "end", "polarity", *POLARITIES, "voice"])


def targets(readings: Sequence[Reading], mentions: pd.DataFrame) -> pd.DataFrame:
    """Tone towards every mention by name or role in a body sentence: :func:`questions`, answered, as a :func:`table`."""
    asked = questions(readings, mentions)
    text = {reading.article.id: reading.article.text for reading in readings}
    found = {
        name: answers([(text[name][q.sentence_start : q.sentence_end], *q.within) for q in own]) for name, own in asked.items()
    }
    return table(asked, found)


def answers(asked: Sequence[tuple[str, int, int]]) -> Sequence[np.ndarray]:
    """Probabilities for many (sentence, start, end): the model's, or the floor's where there is no model.

    The weights of eight bits make an answer depend a little on what is computed beside it, so each question is asked alone.
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


@lru_cache(maxsize=16384)  # names that several readers of one sentence mean, and sentences that articles share
def _ask(sentence: str, start: int, end: int) -> np.ndarray:
    parts = _parts(sentence)
    touched = [(part.start < end) & (part.end > start) for part in parts]
    if not parts:  # characters that are no words to the encoder
        return np.array(floor(sentence, start, end).probabilities)
    chosen = max(range(len(parts)), key=lambda n: int(touched[n].sum()))  # a very long sentence is read around the target
    target = np.pad(touched[chosen], 1)
    found = np.asarray(_network(HEAD).run(None, {"states": _states(sentence, chosen), "target": target[None]})[0][0], float)
    found.setflags(write=False)
    return found


@lru_cache(maxsize=64)
def _parts(sentence: str) -> list[pieces.Pieces]:
    return pieces.encode(_SPACE.sub(" ", sentence), model.load().tokenizer)


@lru_cache(maxsize=64)
def _states(sentence: str, part: int) -> np.ndarray:
    """What the network makes of a part of a sentence: an array (pieces, 384), opening and closing piece included."""
    ids, case, quoted = pieces.inputs([_parts(sentence)[part]], model.load().tokenizer)[:, None, :]
    feeds = {"embedded": model.load().embedded(ids), "case": case, "quoted": quoted}
    return _network(MODEL).run(None, feeds)[0][0]


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


def forget() -> None:
    """Forget all answers, for a benchmark."""
    for remembered in (_ask, _parts, _states):
        remembered.cache_clear()


@lru_cache(maxsize=2)
def _network(path: Path) -> Any:
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1  # the same sums in the same order on every machine
    return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
