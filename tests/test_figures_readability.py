"""Figures of readability, from tables typed by hand: what is drawn where, and what the words say."""

from itertools import pairwise

import numpy as np
import pandas as pd
import pytest

from analysis.figures import readability as drawn
from analysis.figures.style import words_of
from analysis.readability import FRONT_PAGE, MEASURES

LABELS = {"a": "Gazette", "b": "Courier"}
FRONT = [MEASURES[name] for name in FRONT_PAGE]


def table(values=(10.0, 15.0), low=(8.0, 13.0), high=(12.0, 17.0), measures=FRONT_PAGE):
    rows = [
        (article, "all", measure, values[n], low[n], high[n], 30, 700)
        for measure in measures
        for n, article in enumerate(list(LABELS)[: len(values)])
    ]
    return pd.DataFrame(rows, columns=["article_id", "voice", "measure", "value", "low", "high", "n_sentences", "n_words"])


def panels(ax):
    return [a for a in ax.figure.axes if a.axison]


def test_a_panel_a_formula_with_a_dot_an_article():
    ax = drawn.scores(table(), FRONT, LABELS)
    assert [p.get_title(loc="left") for p in panels(ax)] == [m.label for m in FRONT]
    dots = panels(ax)[0].collections[-1].get_offsets()
    np.testing.assert_allclose(dots, [[10, 0], [15, 1]])
    lines = [line.get_xdata() for line in panels(ax)[0].lines]
    np.testing.assert_allclose(lines, [[8, 12], [13, 17]])


@pytest.mark.parametrize("measure", FRONT, ids=[m.name for m in FRONT])
def test_right_is_harder_everywhere(measure):
    ax = drawn.scores(table(measures=[measure.name]), [measure], LABELS)
    left, right = ax.get_xlim()
    assert (left < right) == (measure.more_means == "harder to read")
    assert "harder" in ax.get_xlabel()


def test_the_words_give_value_interval_and_direction():
    words = words_of(drawn.scores(table(), FRONT, LABELS))
    assert "Gazette 10.0 (8.0 to 12.0) to Courier 15.0 (13.0 to 17.0)" in words.alt
    assert "more is easier to read" in words.alt
    assert len(words.data) == 2 * len(FRONT)


def test_one_short_article_is_drawn_without_an_interval():
    nan = float("nan")
    ax = drawn.scores(table((10.0,), (nan,), (nan,)), FRONT, {"a": "Gazette"})
    assert "nan" not in words_of(ax).alt.lower()
    assert "Gazette 10.0" in words_of(ax).alt


def test_an_article_without_a_score():
    nan = float("nan")
    ax = drawn.scores(table((nan,), (nan,), (nan,)), FRONT, {"a": "Gazette"})
    assert "no article has a score" in words_of(ax).alt


def test_only_the_voice_asked_for_is_drawn():
    both = pd.concat([table(), table((1.0, 2.0)).assign(voice="outlet")])
    dots = drawn.scores(both, FRONT[:1], LABELS).collections[-1].get_offsets()
    np.testing.assert_allclose(dots[:, 0], [10, 15])


def test_many_articles_are_cut_and_the_caption_says_so():
    labels = {f"a{n}": f"Paper {n}" for n in range(drawn.MOST + 3)}
    rows = [(a, "all", "lix", 40.0, 38.0, 42.0, 30, 700) for a in labels]
    columns = ["article_id", "voice", "measure", "value", "low", "high", "n_sentences", "n_words"]
    ax = drawn.scores(pd.DataFrame(rows, columns=columns), [MEASURES["lix"]], labels)
    assert len(ax.get_yticks()) == drawn.MOST
    assert f"first {drawn.MOST} of {drawn.MOST + 3}" in words_of(ax).caption


def test_bands_meet_end_to_end():
    for name, bands in drawn.SCALES.items():
        ends = [(a, b) for a, b, _ in bands]
        assert all(first[1] == second[0] for first, second in pairwise(ends)), name
        easier = MEASURES[name].more_means == "easier to read"
        assert all((a > b) == easier for a, b in ends), name


def test_a_dot_a_sentence_and_the_median():
    lengths = pd.DataFrame({"article_id": ["a"] * 3 + ["b"], "words": [10, 10, 40, 7]})
    ax = drawn.sentence_lengths(lengths, LABELS)
    assert [len(c.get_offsets()) for c in ax.collections] == [3, 1]
    first, second, third = ax.collections[0].get_offsets()
    assert first[0] == second[0] != third[0]
    assert first[1] != second[1]
    assert "median 10" in [t.get_text() for t in ax.texts]
    assert "Gazette: 3 sentences, median 10 words, longest 40" in words_of(ax).alt


def test_no_sentence_at_all():
    ax = drawn.sentence_lengths(pd.DataFrame({"article_id": [], "words": []}), {})
    assert words_of(ax).alt == "No sentence to show."


@pytest.mark.parametrize(("voice", "said"), [("all", False), ("outlet", True), ("quoted", True)])
def test_a_figure_of_some_of_the_words_says_of_which(voice, said):
    row = {"article_id": "a", "measure": "lix", "voice": voice, "value": 50.0, "low": 45.0, "high": 55.0}
    ax = drawn.scores(pd.DataFrame([row]), [MEASURES["lix"]], {"a": "Gazette"}, voice)
    words = {"outlet": "own words", "quoted": "quoted words"}.get(voice, " words")
    spoken = [words_of(ax).alt, words_of(ax).caption, ax.get_figure().get_supxlabel()]
    assert [words in text for text in spoken] == [said] * 3
