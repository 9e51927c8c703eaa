"""Tone towards a target: the floor, the questions put to the model, and the table."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from analysis import analyze, sentiment, targets
from analysis.articles import read
from analysis.errors import InputError
from analysis.paths import SEEDS
from analysis.quotes import attribution
from analysis.quotes.model import Read
from analysis.reading import read_article

EMPTY = Read([], [], [], [], [])

needs_model = pytest.mark.skipif(not targets.have_model(), reason="the trained model is not there")


def _at(sentence: str, target: str) -> tuple[str, int, int]:
    start = sentence.index(target)
    return sentence, start, start + len(target)


CLAUSES = [
    ("Ada won, but Ben failed badly.", "Ada", "Ada won"),
    ("Ada won, but Ben failed badly.", "Ben", "Ben failed badly."),
    ("While Ada slept, the town cheered Ben.", "Ben", " the town cheered Ben."),
    ("Ada praised Ben.", "Ben", "Ada praised Ben."),
    ("Ben, 45, was fined.", "Ben", "Ben"),
]


@pytest.mark.parametrize(("sentence", "target", "expected"), CLAUSES)
def test_the_clause_of_a_target(sentence, target, expected):
    begin, end = targets.clause(*_at(sentence, target))
    assert sentence[begin:end] == expected


FLOOR = [
    ("Ada was brilliant, but Ben was a disgrace.", "Ada", "positive", "brilliant"),
    ("Ada was brilliant, but Ben was a disgrace.", "Ben", "negative", "disgrace"),
    ("Ada met Ben.", "Ada", "neutral", "no word of tone"),
]


@pytest.mark.parametrize(("sentence", "target", "polarity", "why"), FLOOR)
def test_the_floor_reads_the_clause(sentence, target, polarity, why):
    found = targets.floor(*_at(sentence, target))
    assert found.polarity == polarity
    assert why in found.why
    assert sum(found.probabilities) == pytest.approx(1)
    assert max(found.probabilities) == found.probabilities[targets.POLARITIES.index(polarity)]


@pytest.mark.parametrize(("start", "end"), [(-1, 3), (3, 3), (5, 2), (0, 99), (3, 4)])
def test_a_target_outside_the_sentence_is_an_error(start, end):
    with pytest.raises(InputError, match=r"Give"):
        sentiment.target_sentiment("Ada won.", start, end)


def test_without_a_model_the_floor_answers(monkeypatch, tmp_path):
    monkeypatch.setattr(targets, "HEAD", tmp_path / "none.onnx")
    question = _at("Ada was brilliant.", "Ada")
    assert sentiment.target_sentiment(*question) == targets.floor(*question)
    assert "not installed" in targets.instrument()


def test_the_table_keeps_names_in_body_sentences(monkeypatch, tmp_path):
    monkeypatch.setattr(targets, "HEAD", tmp_path / "none.onnx")
    text = "Ada was brilliant. Then she slept. Ben was a disgrace."
    reading = read_article(next(iter(read([text]))))
    rows = [("p1", 0, 3, "name", "outlet"), ("p1", 24, 27, "pronoun", "outlet"), ("p2", 35, 38, "name", "quoted")]
    mentions = pd.DataFrame(rows, columns=["entity_id", "start", "end", "form", "voice"]).assign(article_id="text-000")
    asked = targets.questions([reading], mentions)
    spans = [(q.start, q.end) for q in asked["text-000"]]
    found = targets.table(asked, {"text-000": targets.within(reading, EMPTY, spans)})
    assert found[["target_id", "start", "end", "polarity", "voice"]].to_numpy().tolist() == [
        ["p1", 0, 3, "positive", "outlet"],
        ["p2", 35, 38, "negative", "quoted"],
    ]
    assert np.allclose(found[list(targets.POLARITIES)].sum(axis=1), 1)


def test_no_mention_no_row():
    mentions = pd.DataFrame(columns=["article_id", "entity_id", "start", "end", "form", "voice"])
    found = targets.table(targets.questions([read_article(next(iter(read(["Nobody came."]))))], mentions), {"text-000": {}})
    assert found.columns.tolist() == [
        "article_id", "target_id", "start", "end", "polarity", "negative", "neutral", "positive", "voice",
    ]  # fmt: skip
    assert found.empty


@needs_model
def test_the_model_tells_two_targets_of_one_sentence_apart():
    sentence = "The committee praised Ada Lowe for her courage and condemned Ben Hart as a corrupt liar."
    assert sentiment.target_sentiment(*_at(sentence, "Ada Lowe")).polarity == "positive"
    blamed = sentiment.target_sentiment(*_at(sentence, "Ben Hart"))
    assert blamed.polarity == "negative"
    assert any(word in blamed.why for word in ("condemned", "corrupt", "liar"))
    assert sum(blamed.probabilities) == pytest.approx(1, abs=1e-3)


@needs_model
def test_an_answer_does_not_depend_on_what_is_asked_beside_it():
    sentence = "Ada Lowe was widely admired, but Ben Hart was a disgrace to the town."
    questions = [_at(sentence, "Ada Lowe"), _at(sentence, "Ben Hart"), _at("It rained, and Ben Hart went home.", "Ben Hart")]
    together = targets.answers(questions)
    for question, found in zip(reversed(questions), reversed(together), strict=True):
        assert (targets.answers([question])[0] == found).all()


@needs_model
def test_in_an_article_each_target_is_judged_by_its_own_sentence():
    """Wherever a sentence stands, and whatever stands beside it; of the articles, sentences are taken that are not like each other."""
    told = ["Ada Lowe was praised for her courage.", "Ben Hart was condemned as a corrupt liar."]
    for order in (told, told[::-1]):
        (article,) = read([" ".join(order) + "\n\n" + "It rained on the island for nine days. " * 3])
        reading = read_article(article)
        spans = [(article.text.index(name), article.text.index(name) + len(name)) for name in ("Ada Lowe", "Ben Hart")]
        found = targets.within(reading, attribution.read(reading), spans)
        assert [int(np.argmax(found[span])) for span in spans] == [2, 0]


@needs_model
def test_whoever_turns_out_to_be_a_target_has_been_asked_about():
    story = analyze(read(SEEDS), cache=None)
    asked = {name: {(q.start, q.end) for q in own} for name, own in targets.questions(story.readings, story.mentions).items()}
    for done in story.work:
        assert asked[done.quotes.article_id] <= set(done.towards)


@needs_model
@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Private experts and federal investigators said that the dam was safe.", ["Private experts", "federal investigators"]),
        ("She praised the driver, who said that the dam was safe.", ["the driver"]),
        ("She praised drivers who said that the dam was safe.", ["drivers"]),
        ("She praised Norwegian drivers who said that the dam was safe.", ["Norwegian drivers"]),
        ("She praised Norwegians who said that the dam was safe.", ["Norwegians"]),
    ],
)
def test_parts_of_a_source_and_the_noun_before_who_are_asked_about(text: str, parts: list[str]) -> None:
    source = (text.index("who"), text.index(" said")) if "who" in text else (0, text.index(" said"))
    statement = attribution.Attribution("a", "indirect", ((len(text) - 12, len(text)),), source=(source,))
    reading = read_article(read([text + " It stood."]).articles[0])
    assert set(parts) <= {text[start:end] for start, end in targets.candidates(reading, [statement])}


def test_a_mention_that_was_not_asked_about_has_no_row() -> None:
    asked = {"a": [targets.Question(0, 3, "ann", "outlet"), targets.Question(5, 8, "ben", "outlet")]}
    assert list(targets.table(asked, {"a": {(5, 8): (0.1, 0.2, 0.7)}})["target_id"]) == ["ben"]


def test_a_very_long_sentence_is_read_around_its_target():
    sentence = "word " * 400 + "and Ada Lowe was a disgrace to the town."
    assert sentiment.target_sentiment(*_at(sentence, "Ada Lowe")).polarity == "negative"
