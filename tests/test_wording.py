"""Words that mark an outlet, and competing names: counts worked by hand, and the seeds."""

from __future__ import annotations

from math import log, sqrt
from statistics import NormalDist

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


@pytest.mark.parametrize("other", [20, 19])
def test_copies_in_one_outlet_count_once(other: int) -> None:
    given = counts(a={"gale": 20, "sea": 180}, b={"gale": other, "sea": 180}, c={"gale": 2, "sea": 198})
    units = {"a": "X", "b": "X", "c": "Y"}
    table = wording.word_choice(given, units, copies={"a": "a", "b": "a", "c": "c"})
    mean = counts(X={"gale": (20 + other) / 2, "sea": 180}, Y={"gale": 2, "sea": 198})
    pd.testing.assert_frame_equal(table, wording.word_choice(mean))
    assert table["count"].tolist() == [20, 180, 198, 2]
    assert not table["told_apart"].any()


def test_one_article_has_nobody_to_differ_from() -> None:
    table = wording.word_choice(counts(a={"bridge": 9}))
    assert (list(table.columns), len(table)) == (wording.COLUMNS, 0)


def test_grammar_and_names_are_not_listed_and_voices_are_kept_apart() -> None:
    given = tokens(a="the/DT bridge/NN Nora/NNP bridge/NN")
    given.loc[3, "voice"] = "quoted"
    assert wording.counts(given).values.tolist() == [["a", "bridge", 1], ["a", "the", 1]]
    assert wording.counts(given, "all").values.tolist() == [["a", "bridge", 2], ["a", "the", 1]]
    assert "the" not in set(wording.word_choice(counts(a={"the": 9, "sea": 5}, b={"sea": 9}))["term"])


def test_a_word_is_listed_with_its_numbers_as_worked_by_hand() -> None:
    # The prior is worth 500 words, shared out as both use them: 125 and 375.
    row = wording.word_choice(counts(a={"gale": 40, "sea": 60}, b={"gale": 10, "sea": 90})).iloc[0]
    assert row[["article_id", "term", "of", "count", "rate", "others"]].tolist() == ["a", "gale", "", 40, 400, 100]
    value, error = log(165 / 435) - log(135 / 465), sqrt(1 / 165 + 1 / 435 + 1 / 135 + 1 / 465)
    reach = NormalDist().inv_cdf(0.975) * error
    assert row[["log_odds", "low", "high"]].tolist() == pytest.approx([value, value - reach, value + reach])
    # Two words are tried, so by Holm the chance of one such is twice as large, and above .05 though the interval is above 0.
    assert row["p_corrected"] == pytest.approx(4 * NormalDist().cdf(-value / error))
    assert row["low"] > 0
    assert not row["told_apart"]
    assert (row["confidence"], row["evidence"]) == ("", "")


def test_the_surest_words_stand_first_and_the_words_of_the_others_last() -> None:
    table = wording.word_choice(counts(a={"gull": 2, "sea": 138, "storm": 60}, b={"sea": 180, "storm": 20}))
    own = table[table["article_id"] == "a"]
    assert own["term"].tolist() == ["storm", "gull", "sea"]  # only here, but seldom: less sure than what is oftener here
    assert own["told_apart"].tolist() == [True, False, True]
    assert own["others"].tolist() == [100, 0, 900]


def test_words_that_mark_an_outlet_as_surely_stand_by_the_alphabet() -> None:
    twice, often = ([f"gull{n}" for n in range(first, 60, 2)] for first in (10, 11))
    table = wording.word_choice(counts(a={"sea": 90, **dict.fromkeys(twice, 2), **dict.fromkeys(often, 3)}, b={"sea": 90}))
    assert table[table["article_id"] == "a"]["term"].tolist() == [*often, *twice, "sea"]


@pytest.mark.parametrize(("fewest", "listed"), [({}, {"tug", "uk", "sea"}), ({"fewest": 1}, {"gale", "tug", "uk", "sea"})])
def test_a_word_used_once_is_not_listed(fewest: dict, listed: set[str]) -> None:
    table = wording.word_choice(counts(a={"gale": 1, "tug": 2, "uk": 3, "sea": 90}, b={"sea": 90}), **fewest)
    assert set(table[table["article_id"] == "a"]["term"]) == listed


def test_a_word_of_one_letter_is_not_listed_and_words_that_are_not_listed_are_not_tried() -> None:
    assert "x" not in set(wording.word_choice(counts(a={"x": 5, "sea": 9}, b={"sea": 9}))["term"])
    table = wording.word_choice(counts(a={"gale": 40, "the": 60}, b={"gale": 10, "the": 90}))
    assert table["p_corrected"].tolist() == pytest.approx([0.045783] * 2, abs=1e-6)


def test_grammar_is_among_the_words_of_a_rate() -> None:
    table = wording.word_choice(counts(a={"the": 50, "sea": 50}, b={"the": 75, "sea": 25}))
    assert table[["term", "rate", "others"]].values.tolist() == [["sea", 500, 250], ["sea", 250, 500]]


def test_one_and_the_same_word_marks_nobody() -> None:
    table = wording.word_choice(counts(a={"sea": 9}, b={"sea": 5}))
    assert np.isfinite(table[["log_odds", "low", "high"]].to_numpy()).all()
    assert not table["told_apart"].any()


@pytest.mark.parametrize("outlets", [{"a": "A", "b": "A", "c": "C", "d": ""}, {"a": "A", "b": "A", "c": "C"}])
def test_outlets_are_compared_with_all_that_they_wrote(outlets: dict[str, str]) -> None:
    given = counts(a={"gale": 10, "sea": 20}, b={"gale": 30, "sea": 40}, c={"gale": 10, "sea": 90}, d={"gale": 99})
    whole = wording.word_choice(counts(A={"gale": 40, "sea": 60}, C={"gale": 10, "sea": 90}))
    pd.testing.assert_frame_equal(wording.word_choice(given, outlets), whole)


GALES = counts(a={"gale": 40, "sea": 60}, b={"gale": 10, "sea": 90}, c={"gale": 50, "sea": 9}, d={"gale": 9, "sea": 50})


@pytest.mark.parametrize("events", [{"c": "2", "d": "2"}, {"a": "2", "b": "2", "c": "1", "d": "1"}])
def test_words_are_compared_within_their_event(events: dict[str, str]) -> None:
    """The event of the first article stands first."""
    table = wording.word_choice(GALES, events=events)
    one, other = (wording.word_choice(GALES[GALES["article_id"].isin(pair)]) for pair in (["a", "b"], ["c", "d"]))
    pd.testing.assert_frame_equal(table, pd.concat([one, other], ignore_index=True))


def test_articles_of_which_nothing_is_known_are_no_copies() -> None:
    pd.testing.assert_frame_equal(wording.word_choice(GALES, copies={"a": "a"}), wording.word_choice(GALES))


def test_which_words_are_counted() -> None:
    given = tokens(a="ferries/NNS Tarnby/NN 1990/CD Alps/NNPS said/VBD")
    given.loc[1, "entity_id"] = "tarnby"
    given.loc[4, "voice"] = "reported"
    assert wording.counts(given).values.tolist() == [["a", "ferries", 1]]
    assert wording.counts(given, "all").values.tolist() == [["a", "ferries", 1], ["a", "said", 1]]


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
        # Nor is a word that says nothing by itself, or what stands behind a comma.
        ("new/JJ rebels/NNS seized/VBD", "new/JJ fighters/NNS seized/VBD", set()),
        ("armed/JJ , rebels/NNS seized/VBD", "armed/JJ , fighters/NNS seized/VBD", set()),
        ("armed/JJ rebels/NNS , seized/VBD", "armed/JJ fighters/NNS , seized/VBD", set()),
        # Listed with a comma alone.
        ("armed/JJ rebels/NNS seized/VBD\nrebels/NNS , fighters/NNS", "armed/JJ fighters/NNS seized/VBD", set()),
        # Other parts of speech, adverbs, and a word for anybody.
        ("armed/JJ rebels/NNS seized/VBD", "armed/JJ fighting/VBG seized/VBD", set()),
        ("boats/NNS slowly/RB sank/VBD", "boats/NNS quickly/RB sank/VBD", set()),
        ("armed/JJ men/NNS seized/VBD", "armed/JJ rebels/NNS seized/VBD", set()),
        # Verbs need a further noun behind them, and verbs of saying tell nothing.
        (
            "captain/NN praised/VBD young/JJ crew/NN",
            "captain/NN scolded/VBD young/JJ crew/NN",
            {("praised", "scolded", "verb")},
        ),
        ("captain/NN praised/VBD young/JJ crew/NN", "captain/NN scolded/VBD young/JJ tourists/NNS", set()),
        ("captain/NN praised/VBD crew/NN", "captain/NN scolded/VBD crew/NN", set()),
        ("captain/NN told/VBD young/JJ crew/NN", "captain/NN scolded/VBD young/JJ crew/NN", set()),
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
