"""Words that mark an outlet, and competing names: counts worked by hand, and the seeds."""

from __future__ import annotations

from math import log, sqrt

import numpy as np
import pandas as pd
import pytest

from analysis.compare import naming, wording
from tests.test_coverage import seeds, tokens  # noqa: F401


def counts(**units: dict[str, int]) -> pd.DataFrame:
    rows = [(unit, term, n) for unit, own in units.items() for term, n in own.items()]
    return pd.DataFrame(rows, columns=["article_id", "term", "count"])


def test_log_odds_as_worked_by_hand() -> None:
    # 8 of 100 against 2 of 100, prior 1 of 10: log(9/101) - log(3/107); variance 1/9 + 1/101 + 1/3 + 1/107.
    value, error = wording.log_odds(np.array([8, 92]), np.array([2, 98]), np.array([1.0, 9.0]))
    assert value[0] == pytest.approx(log(9 / 101) - log(3 / 107))
    assert error[0] == pytest.approx(sqrt(1 / 9 + 1 / 101 + 1 / 3 + 1 / 107))
    assert value[1] == pytest.approx(-value[0])


def test_a_word_used_much_more_often_is_told_apart_and_one_used_alike_is_not() -> None:
    table = wording.word_choice(counts(a={"regime": 60, "bridge": 40, "water": 900}, b={"bridge": 40, "water": 960}))
    own = table[table["article_id"] == "a"].set_index("term")
    assert own.index[0] == "regime"
    assert own.loc["regime", "told_apart"]
    assert not own.loc["bridge", "told_apart"]
    assert own.loc["bridge", "low"] < 0 < own.loc["bridge", "high"]
    assert own.loc["regime", "rate"] == pytest.approx(60)


def test_a_word_used_twice_in_little_text_marks_nobody() -> None:
    table = wording.word_choice(counts(a={"regime": 2, "water": 100}, b={"water": 100}))
    assert not table["told_apart"].any()


def test_copies_count_once_and_are_not_set_against_each_other() -> None:
    given = counts(a={"regime": 10, "water": 90}, b={"regime": 10, "water": 90}, c={"water": 100})
    apart = wording.word_choice(given, copies={"a": "a", "b": "a", "c": "c"}).set_index(["article_id", "term"])
    alone = wording.word_choice(given[given["article_id"] != "b"]).set_index(["article_id", "term"])
    assert apart.loc[("a", "regime"), "log_odds"] == pytest.approx(alone.loc[("a", "regime"), "log_odds"])
    assert apart.loc[("c", "water"), "log_odds"] == pytest.approx(alone.loc[("c", "water"), "log_odds"])


def test_one_article_has_nobody_to_differ_from() -> None:
    assert wording.word_choice(counts(a={"bridge": 9})).empty


def test_grammar_and_names_are_not_listed_and_voices_are_kept_apart() -> None:
    given = tokens(a="the/DT bridge/NN Nora/NNP bridge/NN")
    given.loc[3, "voice"] = "quoted"
    assert wording.counts(given).values.tolist() == [["a", "bridge", 1], ["a", "the", 1]]
    assert wording.counts(given, "all").values.tolist() == [["a", "bridge", 2], ["a", "the", 1]]
    assert "the" not in set(wording.word_choice(counts(a={"the": 9, "sea": 5}, b={"sea": 9}))["term"])


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ("armed/JJ rebels/NNS seized/VBD", "armed/JJ fighters/NNS seized/VBD", {("fighter", "rebel", "frame")}),
        # One article uses both in the same place: two things, not two names.
        ("armed/JJ rebels/NNS seized/VBD\narmed/JJ fighters/NNS seized/VBD", "armed/JJ fighters/NNS seized/VBD", set()),
        # Listed side by side.
        ("armed/JJ rebels/NNS seized/VBD\nrebels/NNS and/CC fighters/NNS", "armed/JJ fighters/NNS seized/VBD", set()),
        # Forms of one word.
        ("armed/JJ separatists/NNS seized/VBD", "armed/JJ separation/NN seized/VBD", set()),
        # Before a noun one frame is not enough, two are.
        ("many/JJ young/JJ voters/NNS", "many/JJ rural/JJ voters/NNS", set()),
        ("two/CD days/NNS ago/RB", "two/CD weeks/NNS ago/RB", set()),
        # Grammar is no frame.
        ("the/DT rebels/NNS were/VBD", "the/DT fighters/NNS were/VBD", set()),
    ],
)
def test_names_in_the_same_frame(a: str, b: str, expected: set) -> None:
    assert {(p.one, p.other, p.sign) for p in naming.pairs(tokens(a=a, b=b))} == expected


def test_two_frames_before_nouns_are_a_sign() -> None:
    found = naming.pairs(tokens(a="likely/JJ gop/NN nominee/NN\nangry/JJ gop/NN voters/NNS", b="likely/JJ red/JJ nominee/NN"))
    assert found == []
    both = tokens(
        a="likely/JJ gop/NN nominee/NN\nangry/JJ gop/NN voters/NNS", b="likely/JJ red/NN nominee/NN\nangry/JJ red/NN voters/NNS"
    )
    assert {(p.one, p.other) for p in naming.pairs(both)} == {("gop", "red")}


def test_names_in_nearly_the_same_sentence() -> None:
    before, after = "every/DT boat/NN in/IN harbour/NN waited/VBD for/IN", "storm/NN to/TO pass/VB over/IN island/NN"
    found = naming.pairs(tokens(a=f"{before} fierce/JJ {after}", b=f"{before} violent/JJ {after}"))
    assert [(p.one, p.other, p.sign) for p in found if p.sign == "sentence"] == [("fierce", "violent", "sentence")]


def test_the_seeds_call_one_side_of_the_fighting_by_two_names(seeds) -> None:  # noqa: F811
    table = seeds.word_choice[seeds.word_choice["of"] != ""]
    things = {frozenset(of.split(" / ")) for of in table["of"]}
    assert frozenset(("rebels", "separatists")) in things
    assert any({"annexed", "took over"} <= thing for thing in things)
    own = table[(table["of"].str.contains("rebels")) & table["article_id"].str.startswith("003")].set_index("term")["count"]
    assert own.to_dict() == {"separatists": 0, "rebels": 3}


def test_no_word_tells_the_seeds_apart(seeds) -> None:  # noqa: F811
    words = seeds.word_choice[seeds.word_choice["of"] == ""]
    assert len(words)
    assert ((words["low"] <= words["log_odds"]) & (words["log_odds"] <= words["high"])).all()


@pytest.mark.parametrize(("used", "rows"), [({"ferry": 2}, 0), ({"ferry": 2, "boat": 1}, 4)])
def test_a_name_that_nobody_uses_by_itself_is_no_choice(monkeypatch, used, rows) -> None:
    monkeypatch.setattr(naming, "_count", lambda name, told, articles: dict.fromkeys(articles, used.get(name, 0)))
    monkeypatch.setattr(naming, "_spelling", lambda name, told: name)
    found = naming._rows({"names": {"ferry", "boat", "liner"}, "signs": [], "confidence": "low"}, pd.DataFrame(), ["a", "b"])
    assert len(found) == rows
    assert np.isfinite([row[6:9] for row in found]).all()
