"""How far to trust the package: the tables of notebook 06 and what is said of them."""

import json

import pandas as pd
import pytest

from analysis import analyze, read
from analysis.errors import InputError
from analysis.evaluation import trust
from analysis.figures import style
from analysis.figures import trust as drawn
from analysis.figures.export import export
from analysis.paths import ROOT, SEEDS

CARD = json.loads((ROOT / "analysis" / "resources" / "attribution.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def seeds():
    return trust.seeds(analyze(read(SEEDS)))


@pytest.mark.parametrize(
    ("right", "n", "expected"),
    # Newcombe 1998, Two-sided confidence intervals for the single proportion, table I, method 3
    [(81, 263, (25.53, 36.62)), (15, 148, (6.24, 16.05)), (0, 20, (0.0, 16.11)), (1, 29, (0.61, 17.18))],
)
def test_wilson_is_the_published_one(right, n, expected):
    assert trust.wilson(right, n) == pytest.approx(expected, abs=0.01)


def test_held_out_figures_are_those_of_the_cards():
    table = trust.held_out().set_index("what")
    assert table.loc["who said what", "value"] == CARD["scores"]["right_source"][0]
    assert list(table.loc["… quoted", ["low", "high"]]) == CARD["scores"]["quoted/right_source"][1]
    assert f"at F1 {CARD['scores']['right_source'][0]:.0f} " in trust.say_held_out(trust.held_out())
    assert (trust.others().iloc[0] > trust.others().drop("two people").iloc[1:].max()).all()


def test_people_agree_with_the_page():
    page = (ROOT / "docs" / "attribution.md").read_text(encoding="utf-8")
    whole, quoted, other, _ = trust.OTHERS["two people"]
    assert f"at {whole} (right source, all), {quoted}\n(quoted) and {other} (unquoted)" in page


def test_the_seeds_are_scored_as_they_must_be(seeds):
    row = seeds.set_index("what")
    assert row.loc["roles of lines", "n"] == 130  # the gold's own counts
    assert row.loc["what quotation marks hold", "n"] == 42
    assert row.loc["statements found", "n"] == 65
    assert row.loc["… with the right speaker", "right"] >= 60
    assert row.loc["what is found is a statement", "value"] >= 80
    assert (seeds["low"] < seeds["value"]).all()
    assert f"{row.loc['statements found', 'right']:.0f} of 65 statements" in trust.say_seeds(seeds)


def test_another_story_is_not_taken_for_the_seeds(tmp_path):
    assert trust.seeds(gold=tmp_path / "none.json").empty
    assert "not here" in trust.say_seeds(trust.seeds(gold=tmp_path / "none.json"))


def test_calibration_is_said_as_it_is():
    table = trust.calibration()
    assert table["n"].sum() == sum(n for _, _, n in CARD["reliability"])
    off = table.assign(right=0.0, low=0.0, high=1.0)
    assert "In 0 of" in trust.say_calibration(off)
    assert "Too few" in trust.say_calibration(off.head(0))


def test_simulated_intervals_come_from_the_page(tmp_path):
    table = trust.intervals()
    assert {"population", "holds", "test rejects"} <= set(table.columns)
    assert f"{table['holds'].min():.0f} to {table['holds'].max():.0f} per cent" in trust.say_intervals(table)
    assert "docs/differences.md" in trust.say_intervals(trust.intervals(tmp_path / "none.md"))


@pytest.fixture
def agreed(tmp_path):
    """What agree writes, by hand: 20 statements, the surer ones right."""
    items = []
    for number in range(20):
        sure, right = 0.5 + number / 50, number >= 6
        items.append((f"s-{number}", "attributed", "yes", "yes", True, sure))
        items.append((f"s-{number}", "speaker", "Ada", "Ada" if right else "Ben", right, sure))
    items.append(("s-20", "attributed", "no", "yes", False, 0.4))
    items.append(("s-21", "attributed", "yes", "yes", True, 0.9))  # nobody settled whose: it does not count
    write(tmp_path, "items", items, "item question gold package right confidence")
    scores = [("attributed", "f1", "yes", 90.0, 80, 95, 40), ("attributed", "recall", "yes", 70.0, 50, 80, 40)]
    scores += [("tone", "macro_f1", "all", 60.0, 50, 70, 30), ("tone", "f1", "neutral", 50.0, 40, 60, 30)]
    write(tmp_path, "scores", scores, "question score of value low high items")
    rows = [("attributed", "told as somebody's", 0.9), ("tone", "tone of the sentence", 0.5)]
    write(tmp_path, "agreement", rows, "question label alpha")
    return tmp_path


def write(folder, name, rows, columns):
    pd.DataFrame(rows, columns=columns.split()).to_csv(folder / f"{name}.csv", index=False, encoding="utf-8-sig")


def test_a_coded_sample_is_read(agreed):
    agreement, scores = trust.coded(agreed)
    assert scores[["what", "value"]].to_numpy().tolist() == [["told as somebody's", 90.0], ["tone of the sentence", 60.0]]
    said = trust.say_coded(agreement, scores)
    assert "“told as somebody's”: 90 (80 to 95)" in said
    assert "do not agree well enough on tone of the sentence (0.50)" in said
    table = trust.coded_calibration(agreed)
    assert table["n"].tolist() == [10, 11]
    assert table["right"].round(1).tolist() == [30.0, 100.0]  # three of the ten least sure, the false one among them


def test_without_a_coded_sample_it_says_how(tmp_path):
    assert "docs/coding.md" in trust.say_coded(*trust.coded(""))
    with pytest.raises(InputError, match=r"There is no .*scores\.csv"):
        trust.coded(tmp_path)


def rows(n):
    columns = {"what": [f"a question with a long name {i}" for i in range(n)], "value": 80.0, "low": 70.0, "high": 90.0, "n": 9}
    return pd.DataFrame(columns, index=range(n))


@pytest.mark.parametrize("n", [0, 1, 5, 40])
def test_dots_stand_where_the_values_are(n, tmp_path):
    ax = drawn.accuracy(rows(n), "Accuracy")
    dots = [line for line in ax.lines if line.get_marker() == "o"]
    assert [float(dot.get_xdata()[0]) for dot in dots] == [80.0] * min(n, drawn.MOST)
    assert ("Nothing to show" in style.words_of(ax).alt) == (n == 0)
    export(ax, "accuracy", tmp_path)


def test_people_and_other_tools_stand_beside():
    table = trust.held_out()
    ax = drawn.accuracy(table, "Accuracy")
    people = [float(line.get_xdata()[0]) for line in ax.lines if line.get_marker() == "D" and len(line.get_xdata())]
    assert people == table["people"].dropna().tolist()
    assert len([text for text in ax.texts if "Gender Gap Tracker" in text.get_text()]) == 3


@pytest.mark.parametrize("part", [0, 10])
def test_the_curve_shows_every_group(part, tmp_path):
    table = trust.calibration().head(part)
    ax = drawn.reliability(table, "Confidence")
    dots = next(line for line in ax.lines if line.get_marker() == "o")
    assert list(dots.get_ydata()) == table["right"].tolist()
    assert ("too few" in style.words_of(ax).alt) == (part == 0)
    export(ax, "curve", tmp_path)
