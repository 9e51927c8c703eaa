"""Choices of counting: how values move, whether orders survive, the sentence, and the figure."""

from __future__ import annotations

import matplotlib as mpl
import numpy as np
import pandas as pd
import pytest

from analysis import analyze, read, readability, sensitivity
from analysis.figures import sensitivity as drawn
from analysis.figures.style import words_of
from analysis.measures import Measure

mpl.use("Agg")

MEASURE = Measure("m", "Grade", "year", "harder", "", "", matters=1, counted_in="school years")
STOPS = "The U.S. State Department met Gen. Smith of the U.S. Army on Friday to talk of the truce.\n\n"
BRIDGE = "The old bridge over the river was closed in March. It opens in May."


@pytest.fixture(scope="module")
def story():
    return analyze(
        read([STOPS + "It lasted all day and well into the night.", f"Bridge closed\n\n{BRIDGE}\n\nIt lasted all day."])
    )


def test_full_stops_of_abbreviations_make_a_text_easier(story) -> None:
    table = sensitivity.table(story)
    grades = table[(table["measure"] == "flesch_kincaid_grade")].set_index(["choice", "article_id"])["change"]
    first, second = story.labels
    assert grades[("as counted here", first)] == 0
    assert grades[("every full stop ends a sentence", first)] < 0
    assert grades[("every full stop ends a sentence", second)] == 0


def test_every_measure_has_its_choices(story) -> None:
    table = sensitivity.table(story)
    choices = table.groupby("measure")["choice"].unique().map(set)
    assert set(choices.index) == set(story.values["measure"])
    assert "by TextBlob" in choices["tone"]
    assert "by TextBlob" not in choices["lix"]
    assert {"without quoted words", "with the headline"} <= choices["lix"]
    assert all(sensitivity.AS_COUNTED in c for c in choices)


def test_shared_paragraphs_count_in_the_first_article_alone(story) -> None:
    a, b = story.labels
    again = analyze(story.corpus)
    again.units = {(a, 1): 0, (b, 2): 0}
    table = sensitivity.table(again).set_index(["measure", "choice", "article_id"]).sort_index()
    once = table.loc[("lix", "shared paragraphs once")]
    assert once.loc[a, "change"] == 0
    assert once.loc[b, "value"] == readability.scores(BRIDGE)["lix"]


@pytest.mark.parametrize(
    ("x", "y", "tau"),
    [
        ([1, 2, 3], [10, 20, 30], 1.0),
        ([1, 2, 3], [3, 2, 1], -1.0),
        ([1, 2, 3, 4], [1, 2, 4, 3], 2 / 3),  # one of six pairs turned: (5 - 1) / 6
        ([1, 2, 2], [1, 2, 3], 2 / np.sqrt(2 * 3)),  # tau-b with one tie: 2 concordant, sqrt(2 pairs x 3 pairs)
        ([1], [1], np.nan),
        ([1, np.nan, 3], [3, 5, 1], -1.0),
        ([1, 1], [1, 2], np.nan),
    ],
)
def test_kendall(x: list[float], y: list[float], tau: float) -> None:
    assert sensitivity.kendall(np.array(x), np.array(y)) == pytest.approx(tau, nan_ok=True)


def moved(**choices: list[float]) -> pd.DataFrame:
    """Values of articles a, b, c by each choice."""
    base = [10.0, 12.0, 14.0]
    rows = [("m", sensitivity.AS_COUNTED, a, v, 0.0) for a, v in zip("abc", base, strict=True)]
    for choice, own in choices.items():
        rows += [("m", choice, a, v, v - w) for a, v, w in zip("abc", own, base, strict=True)]
    return pd.DataFrame(rows, columns=["measure", "choice", "article_id", "value", "change"])


def told(*pairs: tuple[str, str, float]) -> pd.DataFrame:
    rows = [("m", "all", a, b, d, True) for a, b, d in pairs]
    return pd.DataFrame(rows, columns=["measure", "voice", "a_article_id", "b_article_id", "difference", "told_apart"])


@pytest.mark.parametrize(
    ("table", "pairs", "sentence"),
    [
        (
            moved(lower=[9.0, 11.0, 13.0]),
            told(),
            "Grade moves most under “lower”: by −1 school year in one article; the order of the articles survives all 1 choices, "
            "which is no finding in any case, since no two can be told apart.",
        ),
        (
            moved(turned=[14.0, 12.0, 10.0], same=[10.0, 12.0, 14.0]),
            told(("a", "c", -4.0)),
            "Grade moves most under “turned”: by +4.0 school years in one article; 1 of 2 choices change the order of the articles "
            "(Kendall's tau -1.00 at the lowest); the one pair that is told apart does not stay in order under all.",
        ),
        (
            moved(some=[11.0, 10.0, 14.0]),
            told(("a", "c", -4.0), ("b", "c", -2.0)),
            "Grade moves most under “some”: by −2.0 school years in one article; 1 of 1 choices change the order of the articles "
            "(Kendall's tau 0.33 at the lowest); the 2 pairs that are told apart stay in order under all.",
        ),
    ],
)
def test_say(table: pd.DataFrame, pairs: pd.DataFrame, sentence: str) -> None:
    assert sensitivity.say(sensitivity.orders(table, pairs), MEASURE) == sentence


def test_one_article_has_no_order() -> None:
    table = moved(lower=[9.0, 11.0, 13.0])
    found = sensitivity.orders(table[table["article_id"] == "a"], told())
    assert found["tau"].isna().all()
    assert sensitivity.say(found, MEASURE) == "Grade moves most under “lower”: by −1 school year in one article."


VALUES = pd.DataFrame(
    [("m", "all", a, v, v - 1, v + 1) for a, v in zip("abc", (10.0, 12.0, 14.0), strict=True)],
    columns=["measure", "voice", "article_id", "value", "low", "high"],
)


def test_the_figure_has_a_dot_for_each_article_and_choice() -> None:
    ax = drawn.choices(moved(lower=[9.0, 11.0, 13.0]), VALUES, {"a": "Ada", "b": "Ben", "c": "Cy"}, MEASURE)
    dots = {(x, y) for line in ax.lines if line.get_marker() not in ("", "None") for x, y in zip(*line.get_data(), strict=True)}
    assert {(10, 0), (12, 0), (14, 0), (9, 1), (11, 1), (13, 1)} <= dots
    assert [t.get_text() for t in ax.get_yticklabels()] == [sensitivity.AS_COUNTED, "lower"]
    assert {t.get_text() for t in ax.texts} == {"Ada", "Ben", "Cy"}
    assert "lower: 9.0 to 13.0" in words_of(ax).alt
    spans = [tuple(line.get_xdata()) for line in ax.lines if line.get_marker() in ("", "None")]
    assert {(9, 11), (11, 13), (13, 15)} <= set(spans)


def test_the_figure_of_many_articles_names_a_few() -> None:
    names = [f"a{n}" for n in range(60)]
    table = pd.concat(
        [
            pd.DataFrame({"measure": "m", "choice": c, "article_id": names, "value": np.arange(60.0), "change": 0.0})
            for c in "xy"
        ]
    )
    ax = drawn.choices(table, VALUES, {a: a for a in names}, MEASURE)
    assert [t.get_text() for t in ax.texts] == ["a0", "a12", "a24", "a35", "a47", "a59"]
    assert "54 more articles are grey" in words_of(ax).caption


def test_the_figure_of_nothing_says_so() -> None:
    ax = drawn.choices(moved().head(0), VALUES, {"a": "Ada"}, MEASURE)
    assert "too little text" in ax.texts[0].get_text()
