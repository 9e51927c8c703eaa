"""More than one lexicon: the same sentences measured with each, how far they agree, and which findings hold in more than one.

VADER and TextBlob's lexicon (package ``textblob``, MIT; the lexicon is pattern's, BSD) come with the installation; AFINN (package
``afinn``; its data is ODbL) is an optional extra. What is not installed is left out. None downloads anything. All score the
same masked copy.
"""

from __future__ import annotations

import importlib.util
import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import combinations
from typing import Any

import numpy as np
import pandas as pd

from analysis.compare import differences as compare
from analysis.reading import Reading
from analysis.sentiment import scoring
from analysis.sentiment.names import names
from analysis.sentiment.voices import MEASURES, paragraphs_of
from analysis.sentiment.words import tone_words

__all__ = ["INSTRUMENTS", "LABELS", "Instrument", "agreement", "available", "findings", "samples", "scores", "told_apart"]


@dataclass(frozen=True)
class Instrument:
    """A lexicon: its label, the package it needs, and how it scores a masked copy, from -1 to 1 (0: no word of its own)."""

    name: str
    label: str
    package: str
    score: Callable[[str], float]


def _with_vader(copy: str) -> float:
    return scoring.compound_of_copy(copy)


def _with_textblob(copy: str) -> float:
    """Mean polarity of the words and phrases known."""
    from textblob.en import sentiment  # type: ignore[import-untyped,import-not-found,unused-ignore]

    return float(sentiment(copy)[0])


def _with_afinn(copy: str) -> float:
    """Sum s of the valences (-5 to 5), as s / sqrt(s² + 15) like VADER's, so that it stays between -1 and 1."""
    total = float(_afinn().score(copy))
    return total / math.sqrt(total * total + 15)


@lru_cache(maxsize=1)
def _afinn():
    from afinn import Afinn  # type: ignore[import-untyped,import-not-found,unused-ignore]

    return Afinn()


INSTRUMENTS: dict[str, Instrument] = {
    i.name: i
    for i in (
        Instrument("vader", "VADER", "vaderSentiment", _with_vader),
        Instrument("textblob", "TextBlob", "textblob", _with_textblob),
        Instrument("afinn", "AFINN", "afinn", _with_afinn),
    )
}


LABELS = {name: i.label for name, i in INSTRUMENTS.items()} | {"model": "targets"}


def available() -> dict[str, Instrument]:
    """The instruments whose package is installed."""
    return {name: i for name, i in INSTRUMENTS.items() if importlib.util.find_spec(i.package) is not None}


def scores(readings: Sequence[Reading], overrides: Mapping[str, Any] | None = None) -> pd.DataFrame:
    """Every body sentence by every instrument installed, and by the tone of the telling.

    Columns ``article_id, paragraph, sentence, start, end, instrument, score``; ``sentence`` numbers an article's sentences of
    all roles.
    """
    words, lexicons = tone_words(overrides), available()
    rows = []
    for reading in readings:
        text, named = reading.article.text, names(reading.article.text, reading.sentences)
        for number, (sentence, spans) in enumerate(zip(reading.sentences, named, strict=True)):
            if sentence.role != "body":
                continue
            copy = scoring.masked_copy(text, sentence.start, sentence.end, spans, words)
            place = (reading.article.id, sentence.paragraph, number, sentence.start, sentence.end)
            rows += [(*place, name, lexicon.score(copy)) for name, lexicon in lexicons.items()]
    return pd.DataFrame(rows, columns=["article_id", "paragraph", "sentence", "start", "end", "instrument", "score"])


def with_targets(table: pd.DataFrame, targets: pd.DataFrame) -> pd.DataFrame:
    """``scores`` with the trained model beside the lexicons, as instrument ``model``.

    A sentence's score is the mean over its targets of the probability of positive less that of negative; a sentence without a
    target has none.
    """
    places = table[table["instrument"] == "vader"]
    rows = []
    row: Any
    for row in places.itertuples():
        own = targets[(targets["article_id"] == row.article_id) & (targets["start"] >= row.start) & (targets["end"] <= row.end)]
        if len(own):
            value = float((own["positive"] - own["negative"]).mean())
            rows.append((row.article_id, row.paragraph, row.sentence, row.start, row.end, "model", value))
    added = pd.DataFrame(rows, columns=table.columns)
    return table if added.empty else pd.concat([table, added], ignore_index=True)


def agreement(table: pd.DataFrame) -> pd.DataFrame:
    """How far each two instruments agree on the sentences of ``scores``.

    Columns ``a, b, sentences`` (that both scored), ``rank_correlation`` with ``low`` and ``high`` (Spearman's, NaN below 10
    sentences or where one is constant), ``same_sign`` (share of the sentences to which both give a tone, that have the same
    direction), ``both_toned`` (their number).
    """
    wide = table.pivot(index=["article_id", "sentence"], columns="instrument", values="score")
    order = [name for name in [*INSTRUMENTS, "model"] if name in wide]
    rows = []
    for a, b in combinations(order, 2):
        pair = wide[[a, b]].dropna()
        toned = pair[(pair[a] != 0) & (pair[b] != 0)]
        same = float((np.sign(toned[a]) == np.sign(toned[b])).mean()) if len(toned) else float("nan")
        varied = len(pair) >= 10 and pair[a].nunique() > 1 and pair[b].nunique() > 1
        rank = float(pair[a].rank().corr(pair[b].rank())) if varied else float("nan")
        rows.append((a, b, len(pair), rank, *_rank_interval(rank, len(pair)), same, len(toned)))
    columns = ["a", "b", "sentences", "rank_correlation", "low", "high", "same_sign", "both_toned"]
    return pd.DataFrame(rows, columns=columns)


def _rank_interval(rank: float, n: int) -> tuple[float, float]:
    """95 % interval by Fisher's z, with the variance 1.06 / (n - 3) of Fieller, Hartley and Pearson (1957)."""
    if np.isnan(rank) or abs(rank) >= 1:
        return rank, rank
    z, half = math.atanh(rank), 1.96 * math.sqrt(1.06 / (n - 3))
    return math.tanh(z - half), math.tanh(z + half)


def findings(table: pd.DataFrame, *, units: compare.Units | None = None, seed: int = 0) -> pd.DataFrame:
    """Which pairs of articles each lexicon tells apart by mean tone, and whether the others bear it out.

    Columns ``a_article_id, b_article_id``, a column an instrument (the difference, NaN where it tells nothing apart),
    ``holds``: ``none``, ``one lexicon only``, ``several`` (of those installed, in the same direction) or ``contradicted``.
    """
    parts = {}
    for sample in samples(table):
        found = compare.differences([sample], units=units, seed=seed).set_index(["a_article_id", "b_article_id"])
        parts[sample.measure.name] = found["difference"].where(found["told_apart"].astype(bool))
    wide = pd.DataFrame(parts).reset_index(names=["a_article_id", "b_article_id"])
    wide["holds"] = [_holds(row) for row in wide[list(parts)].to_numpy(float)]
    return wide


def samples(table: pd.DataFrame) -> list[compare.Sample]:
    """Mean tone by paragraph, by each instrument of ``scores``; the instrument's name is the measure's."""
    found = []
    for name in table["instrument"].unique():
        own = table[table["instrument"] == name]
        articles = {str(a): paragraphs_of(part, "score") for a, part in own.groupby("article_id", sort=False)}
        found.append(compare.Sample(replace(MEASURES["tone"], name=name), "all", articles))
    return found


def told_apart(findings: pd.DataFrame, labels: Mapping[str, str]) -> pd.DataFrame:
    """The pairs of :func:`findings` that any instrument tells apart, to read: difference by instrument, and ``holds``.

    A pair that one lexicon alone tells apart is marked as such: it is no finding yet.
    """
    own = findings[findings["holds"] != "none"]
    shown = own.drop(columns=["a_article_id", "b_article_id"]).rename(columns=LABELS)
    pairs = [f"{labels[a]} less {labels[b]}" for a, b in zip(own["a_article_id"], own["b_article_id"], strict=True)]
    shown.insert(0, "articles", pairs)
    return shown.replace({"holds": {"one lexicon only": "one lexicon only: no finding yet"}})


def _holds(row: np.ndarray) -> str:
    signs = set(np.sign(row[~np.isnan(row)]))
    if len(signs) > 1:
        return "contradicted"
    told = int((~np.isnan(row)).sum())
    return ("none", "one lexicon only", "several")[min(told, 2)]
