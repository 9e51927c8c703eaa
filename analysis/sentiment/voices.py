"""Tone of voices: means over sentences, with intervals over paragraphs."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np
import pandas as pd

from analysis.compare import differences as compare
from analysis.measures import Measure

__all__ = ["MEASURES", "VOICES", "by_speaker", "mean_of_sentences", "paragraph_sums", "paragraphs_of", "samples", "voices"]

# What a voice takes in: its own sentences, and its parts of sentences in which several speak (analysis.sentiment.voiced).
VOICES: dict[str, tuple[str, ...]] = {
    "outlet": ("outlet", "outlet part"),
    "reported": ("reported", "reported part"),
    "quoted": ("quoted", "quoted part"),
    "both": ("both",),
    "all": ("outlet", "reported", "quoted", "both"),
}
FEWEST_SENTENCES = 3
COMPARED = ("outlet", "quoted", "all")
_SOURCE = "VADER (Hutto and Gilbert 2014), sentence by sentence on a normalised copy"
_CAVEAT = "A lexicon knows no irony; and articles of a few dozen sentences can seldom be told apart."


def mean_of_sentences(sums: np.ndarray) -> np.ndarray:
    """Mean over sentences from sums of tone and numbers of sentences (last axis); NaN without sentences."""
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.where(sums[..., 1] > 0, sums[..., 0] / sums[..., 1], np.nan)


def _measure(name: str, label: str, more: str) -> Measure:
    unit, sums = "−1 to 1, mean of sentences", ("sum", "sentences")
    return Measure(name, label, unit, more, _CAVEAT, _SOURCE, sums, mean_of_sentences, bounds=(-1, 1), matters=0.2)


MEASURES: dict[str, Measure] = {
    m.name: m
    for m in (
        _measure("tone", "Tone", "more positive"),
        _measure("tone_told", "Tone of the telling", "told more positively"),
        _measure("tone_reported", "Tone of the events", "reporting more positive events"),
    )
}


def voices(sentences: pd.DataFrame, *, seed: int = 0) -> pd.DataFrame:
    """Mean tone of each voice in each article's body: one row an article, voice and measure.

    ``sentences`` is the table of that name, better :func:`analysis.sentiment.voiced`: with the parts of the sentences in which
    several voices speak, which count by their share of the words. Columns ``article_id, voice, measure, value, low, high,
    n_sentences`` (then a fraction); the interval is the bootstrap's (95 %, over paragraphs). With fewer than five paragraphs,
    next to none that scores, or parts that together make fewer than three sentences there is not enough text: value and
    interval are NaN.
    """
    body = _body(sentences)
    rows = []
    for article in pd.unique(sentences["article_id"]):
        own = body[body["article_id"] == article]
        for voice, parts in VOICES.items():
            said = own[own["voice"].isin(parts)]
            for measure in MEASURES:
                rows.append((article, voice, measure, *_interval(said, measure, seed), count_of(said)))
    return pd.DataFrame(rows, columns=["article_id", "voice", "measure", "value", "low", "high", "n_sentences"])


def by_speaker(sentences: pd.DataFrame, attributions: pd.DataFrame, spans: pd.DataFrame, *, seed: int = 0) -> pd.DataFrame:
    """Mean tone of the body sentences in which each speaker of an article is quoted or reported.

    Columns ``article_id, speaker_id, measure, value, low, high, n_sentences``. ``attributions`` and ``spans`` are the tables of
    those names; a sentence belongs to a speaker where a content span of his reaches into it. NaN below five paragraphs: not
    enough text.
    """
    columns = ["article_id", "speaker_id", "measure", "value", "low", "high", "n_sentences"]
    ids = attributions[["article_id", "attribution", "speaker_ids"]].fillna({"speaker_ids": ""})
    content = spans[spans["part"] == "content"].merge(ids, on=["article_id", "attribution"])
    said: dict[tuple[str, str], set[int]] = {}
    body = _body(sentences)
    for article, own in body.groupby("article_id", sort=False):
        span: Any
        for span in content[content["article_id"] == article].itertuples():
            touched = own.index[(own["start"] < span.end) & (own["end"] > span.start)]
            for speaker in filter(None, str(span.speaker_ids).split(";")):
                said.setdefault((str(article), speaker.strip()), set()).update(touched)
    rows = []
    for (article, speaker), index in sorted(said.items()):
        own = body.loc[sorted(index)]
        rows += [(article, speaker, measure, *_interval(own, measure, seed), len(own)) for measure in MEASURES]
    return pd.DataFrame(rows, columns=columns)


def samples(sentences: pd.DataFrame, voices: Iterable[str] = COMPARED) -> list[compare.Sample]:
    """Each measure of tone by paragraph, for ``outlet``, ``quoted`` and ``all``: what articles are compared by."""
    body, articles = _body(sentences), pd.unique(sentences["article_id"])
    found = []
    for measure in MEASURES.values():
        for voice in voices:
            said = body[body["voice"].isin(VOICES[voice])]
            own = {str(a): paragraphs_of(said[said["article_id"] == a], measure.name) for a in articles}
            found.append(compare.Sample(measure, voice, own))
    return found


def paragraphs_of(said: pd.DataFrame, measure: str) -> compare.Paragraphs:
    """The paragraphs of one article in which a voice speaks, with sum and number of its sentences."""
    said = enough(said)
    return compare.Paragraphs(sorted(said["paragraph"].unique()), paragraph_sums(said, measure), float(count_of(said)))


def _body(sentences: pd.DataFrame) -> pd.DataFrame:
    return sentences[sentences["role"] == "body"]


def _interval(said: pd.DataFrame, measure: str, seed: int) -> Iterable[float]:
    found = compare.interval(paragraph_sums(said, measure), mean_of_sentences, seed=seed)
    if np.isnan(found.low):
        return float("nan"), float("nan"), float("nan")
    return found.value, max(-1.0, found.low), min(1.0, found.high)


def paragraph_sums(said: pd.DataFrame, measure: str) -> np.ndarray:
    """Sum and number of sentences of each paragraph in which the voice speaks; a part counts by its ``share`` of a sentence.

    No rows where all the parts together are not enough text (see :func:`enough`).
    """
    said = enough(said)
    if said.empty:
        return np.zeros((0, 2))
    share = said["share"] if "share" in said else pd.Series(1.0, said.index)
    sums = pd.DataFrame({"sum": said[measure] * share, "sentences": share.where(said[measure].notna())})
    return sums.groupby(said["paragraph"], sort=True).sum().to_numpy(float)


def enough(said: pd.DataFrame) -> pd.DataFrame:
    """These rows, or none of them where they are parts that together make fewer than three sentences: scraps have no mean."""
    return said if "share" not in said or said["share"].sum() >= FEWEST_SENTENCES else said.head(0)


def count_of(said: pd.DataFrame) -> float:
    """How many sentences these rows are; with parts of sentences it may be a fraction."""
    return round(float(said["share"].sum()), 2) if "share" in said else float(len(said))
