"""More than one lexicon: what is installed, agreement, and findings that hold in one only."""

from __future__ import annotations

import importlib.util

import numpy as np
import pandas as pd
import pytest

from analysis.articles import read
from analysis.reading import read_article
from analysis.sentiment import instruments, sentence_tone

COLUMNS = ["article_id", "paragraph", "sentence", "start", "end", "instrument", "score"]


def _table(values: dict[str, dict[str, list[float]]]) -> pd.DataFrame:
    """``scores`` with a sentence a paragraph: instrument -> article -> scores."""
    rows = [
        (article, n, n, 10 * n, 10 * n + 9, name, score)
        for name, articles in values.items()
        for article, own in articles.items()
        for n, score in enumerate(own)
    ]
    return pd.DataFrame(rows, columns=COLUMNS)


def test_every_instrument_installed_scores_every_body_sentence():
    readings = [read_article(a) for a in read(["The Cold War was a terrible time. A nice day followed."])]
    found = instruments.scores(readings)
    assert set(found["instrument"]) == set(instruments.available())
    wide = found.pivot(index="sentence", columns="instrument", values="score")
    assert wide["vader"].tolist() == [sentence_tone("a terrible time").tone, sentence_tone("a nice day").tone]
    assert (wide.loc[0] < 0).all()
    assert (wide.loc[1] > 0).all()


def test_textblob_scores_without_downloads(monkeypatch):
    import nltk

    monkeypatch.setattr(nltk.data, "path", [])
    # en-sentiment.xml of textblob 0.20.1: "terrible" has polarity -1.0.
    assert instruments.INSTRUMENTS["textblob"].score("a terrible day") == -1.0


@pytest.mark.skipif(importlib.util.find_spec("afinn") is None, reason="afinn is an extra")
def test_afinn_is_squashed_like_vader():
    # AFINN-en-165: "terrible" has -3; -3 / sqrt(9 + 15)
    assert instruments.INSTRUMENTS["afinn"].score("a terrible day") == pytest.approx(-0.61237, abs=1e-5)


def test_agreement_of_equal_and_of_opposite_scores():
    scores = [float(x) for x in np.linspace(-0.6, 0.5, 12)]
    table = _table({"vader": {"a": scores}, "textblob": {"a": scores}, "afinn": {"a": [-s for s in scores]}})
    found = instruments.agreement(table).set_index(["a", "b"])
    assert found.loc[("vader", "textblob"), "rank_correlation"] == pytest.approx(1)
    assert found.loc[("vader", "textblob"), "same_sign"] == 1
    assert found.loc[("vader", "afinn"), "rank_correlation"] == pytest.approx(-1)
    assert found.loc[("vader", "afinn"), "same_sign"] == 0


def test_agreement_is_undefined_where_there_is_too_little():
    found = instruments.agreement(_table({"vader": {"a": [0.0] * 12}, "textblob": {"a": [0.1] * 12}})).iloc[0]
    assert np.isnan(found["rank_correlation"])
    assert np.isnan(found["same_sign"])
    assert found["sentences"] == 12


HIGH, LOW = [0.8, 0.7, 0.9, 0.8, 0.75, 0.85, 0.8, 0.9], [-0.8, -0.7, -0.9, -0.8, -0.75, -0.85, -0.8, -0.9]
FINDINGS = [
    ("several", {"vader": (HIGH, LOW), "textblob": (HIGH, LOW)}),
    ("one lexicon only", {"vader": (HIGH, LOW), "textblob": (HIGH, HIGH)}),
    ("contradicted", {"vader": (HIGH, LOW), "textblob": (LOW, HIGH)}),
    ("none", {"vader": (HIGH, HIGH), "textblob": (LOW, LOW)}),
]


@pytest.mark.parametrize(("holds", "values"), FINDINGS, ids=[case[0] for case in FINDINGS])
def test_findings_say_in_how_many_lexicons_they_hold(holds, values):
    table = _table({name: {"a": a, "b": b} for name, (a, b) in values.items()})
    assert instruments.findings(table)["holds"].tolist() == [holds]


def test_a_pair_that_one_lexicon_tells_apart_is_marked():
    table = _table({"vader": {"a": HIGH, "b": LOW, "c": LOW}, "textblob": {"a": HIGH, "b": HIGH, "c": LOW}})
    shown = instruments.told_apart(instruments.findings(table), {"a": "Ada", "b": "Ben", "c": "Cleo"}).set_index("articles")
    assert shown["holds"].to_dict() == {
        "Ada less Ben": "one lexicon only: no finding yet",
        "Ada less Cleo": "several",
        "Ben less Cleo": "one lexicon only: no finding yet",
    }
    assert shown.loc["Ada less Ben", "VADER"] == pytest.approx(1.625)
    assert np.isnan(shown.loc["Ada less Ben", "TextBlob"])


def test_the_model_joins_where_sentences_have_targets():
    table = _table({"vader": {"a": [0.1, 0.2]}})
    targets = pd.DataFrame(
        {"article_id": "a", "start": [11, 15], "end": [13, 18], "negative": [0.5, 0.1], "neutral": 0.2, "positive": [0.3, 0.7]}
    )
    found = instruments.with_targets(table, targets)
    assert found[found["instrument"] == "model"][["sentence", "score"]].to_numpy().tolist() == [[1, pytest.approx(0.2)]]
