"""Competing names for one thing, sign by sign, and how they are counted: sentences of made-up words (more in ``test_wording``)."""

from __future__ import annotations

from itertools import permutations
from math import log, sqrt
from statistics import NormalDist

import pandas as pd
import pytest

from analysis.compare import naming, wording
from tests.test_coverage import tokens


def test_a_frame_is_shown_as_it_is_typed() -> None:
    found = naming.pairs(tokens(a="Armed/JJ rebels/NNS seized/VBD", b="armed/JJ fighters/NNS seized/VBD"))
    assert found == [("fighter", "rebel", "frame", "Armed … seized")]


@pytest.mark.parametrize(("between", "found"), [(10, ["verb"]), (11, [])])
def test_the_noun_behind_a_verb_is_looked_for_among_twelve_words(between: int, found: list[str]) -> None:
    rest = f"young/JJ {'rather/RB ' * between}crew/NN"
    given = tokens(a=f"captain/NN praised/VBD {rest}", b=f"captain/NN scolded/VBD {rest}")
    assert [p.sign for p in naming.pairs(given)] == found


@pytest.mark.parametrize(("verbs", "expected"), [(["burned"], set()), (["burned", "closed"], {("bakery", "boat")})])
def test_behind_a_name_two_frames_are_a_sign(verbs: list[str], expected: set) -> None:
    a, b = ("\n".join(f"Lund/NNP {noun}/NN {verb}/VBD" for verb in verbs) for noun in ("bakery", "boat"))
    given = tokens(a=a, b=b)
    given.loc[given["text"] == "Lund", "entity_id"] = "lund"
    assert {(p.one, p.other) for p in naming.pairs(given)} == expected


NOUNS = [f"{noun}/NN" for noun in "ferry captain harbour storm island tug crew rudder keeper".split()]


def in_place(left: list[str], one: str, other: str, right: list[str]) -> list[tuple]:
    """The pairs that two articles with these words in the same place of one sentence show by that."""
    given = tokens(**{article: " ".join([*left, words, *right]) for article, words in (("a", one), ("b", other))})
    return [(p.one, p.other, p.evidence) for p in naming.pairs(given) if p.sign == "sentence"]


@pytest.mark.parametrize(
    ("left", "right", "found"),
    [(4, 4, True), (2, 6, True), (6, 2, True), (1, 8, False), (8, 1, False), (4, 3, False), (2, 5, False)],
)
def test_eight_equal_words_stand_around_two_names_two_on_each_side(left: int, right: int, found: bool) -> None:
    assert bool(in_place(NOUNS[:left], "fierce/JJ", "violent/JJ", NOUNS[left : left + right])) == found


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("fog/NN", "rain/NN", [("fog", "rain")]),
        ("the/DT fog/NN", "rain/NN", [("fog", "rain")]),
        # Three words may stand for one, four may not.
        ("heavy/JJ autumn/NN rain/NN", "fog/NN", [("fog", "heavy autumn rain")]),
        ("heavy/JJ cold/JJ autumn/NN rain/NN", "fog/NN", []),
        ("fog/NN", "heavy/JJ cold/JJ autumn/NN rain/NN", []),
        # Grammar, numbers and names are no names for one thing.
        ("in/IN", "on/IN", []),
        ("two/CD boats/NNS", "rain/NN", []),
        ("fog/NN", "Lund/NNP", []),
    ],
)
def test_what_stands_in_the_place_of_what(one: str, other: str, expected: list[tuple]) -> None:
    found = in_place(NOUNS[:4], one, other, NOUNS[4:8])
    assert found == [(*pair, "harbour storm … island tug") for pair in expected]


@pytest.mark.parametrize(("nouns", "found"), [(4, True), (3, False)])
def test_sentences_that_share_little_but_grammar_are_not_near_the_same(nouns: int, found: bool) -> None:
    left, right = "it/PRP was/VBD in/IN the/DT".split(), [*NOUNS[:nouns], "of/IN"]
    assert bool(in_place(left, "fierce/JJ", "violent/JJ", right)) == found


def test_one_article_that_says_a_thing_twice_has_no_two_names() -> None:
    twice = "\n".join(" ".join([*NOUNS[:4], word, *NOUNS[4:8]]) for word in ("fierce/JJ", "violent/JJ"))
    assert naming.pairs(tokens(a=twice)) == []


@pytest.mark.parametrize(
    ("a", "b", "found"),
    [
        (["burned", "burned"], ["sacked"], True),
        (["burned"], ["sacked"], False),  # two deeds
        (["burned", "burned", "sacked"], [], False),  # one article
        (["burned", "burned", ""], ["sacked"], True),  # three mentions in four
        (["burned", "burned", "", ""], ["sacked"], False),
    ],
)
def test_deeds_of_which_a_name_is_the_object_nearly_wherever_it_stands(a: list[str], b: list[str], found: bool) -> None:
    def lines(verbs: list[str]) -> str:
        return "\n".join(f"raiders/NNS {verb}/VBD Tarnby/NNP" if verb else "Tarnby/NNP slept/VBD" for verb in verbs)

    given = tokens(a=lines(a), b=lines(b))
    given.loc[given["text"] == "Tarnby", "entity_id"] = "tarnby"
    assert naming.pairs(given) == ([("burned", "sacked", "object", "… Tarnby")] if found else [])


@pytest.mark.parametrize(
    ("text", "deed"),
    [
        ("raiders/NNS burned/VBD Tarnby/NNP", "burned"),
        ("burned/VBD Tarnby/NNP", "burned"),
        ("raiders/NNS took/VBD over/IN Tarnby/NNP", "took over"),
        ("took/VBD over/IN Tarnby/NNP", "took over"),
        ("raiders/NNS burned/VBD Nora/NNP Tarnby/NNP", "burned"),  # Nora's
        ("the/DT destruction/NN of/IN Tarnby/NNP", "destruction"),
        ("destruction/NN of/IN Tarnby/NNP", "destruction"),
        *((f"{noun}/NN of/IN Tarnby/NNP", noun) for noun in ("invasion", "bombardment", "seizure", "betrayal")),
        *((f"shut/VBD {particle}/IN Tarnby/NNP", f"shut {particle}") for particle in ("up", "down", "off")),
        ("the/DT mayor/NN of/IN Tarnby/NNP", ""),
        ("they/PRP stayed/VBD in/IN Tarnby/NNP", ""),
        ("raiders/NNS over/IN Tarnby/NNP", ""),
        ("raiders/NNS burned/VBD , Tarnby/NNP", ""),
        ("captain/NN told/VBD Tarnby/NNP", ""),
        ("Nora/NNP Tarnby/NNP", ""),
        ("Tarnby/NNP", ""),
    ],
)
def test_the_deed_that_was_done_to_a_name(text: str, deed: str) -> None:
    given = tokens(a=text)
    given.loc[given["text"] == "Nora", "possessive"] = True
    words = list(given.itertuples(index=False))
    assert naming._deed(words, len(words) - 1) == deed


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("rebel", "rebellion", True),
        ("bomb", "bombing", True),
        ("ship", "shop", False),
        ("bus", "busy", False),  # four letters at least
        ("container", "contract", True),  # half of eight
        ("container", "contender", False),  # half of nine is five
    ],
)
def test_forms_of_one_word(one: str, other: str, same: bool) -> None:
    assert naming._same_stem(one, other) == naming._same_stem(other, one) == same


def pair(one: str, other: str, sign: str) -> naming.Pair:
    return naming.Pair(one, other, sign, "here … there")


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        ([pair("boat", "ferry", "frame")], [("boat ferry", "medium")]),
        ([pair("boat", "ferry", "verb"), pair("boat", "ferry", "verb")], [("boat ferry", "low")]),
        ([pair("boat", "ferry", "frame"), pair("boat", "ferry", "sentence")], [("boat ferry", "high")]),
        # Pairs that share a name are names of one thing, but those of low confidence join one another only.
        ([pair("boat", "ferry", "frame"), pair("ferry", "liner", "frame")], [("boat ferry liner", "medium")]),
        ([pair("boat", "ferry", "verb"), pair("ferry", "liner", "verb")], [("boat ferry liner", "low")]),
        (
            [pair("boat", "ferry", "frame"), pair("ferry", "liner", "object")],
            [("boat ferry", "medium"), ("ferry liner", "low")],
        ),
        (
            [pair("boat", "ferry", "frame"), pair("liner", "ship", "frame")],
            [("boat ferry", "medium"), ("liner ship", "medium")],
        ),
        (  # the third pair joins what the first two hold
            [pair("boat", "ship", "frame"), pair("ferry", "liner", "frame"), pair("liner", "ship", "frame")],
            [("boat ferry liner ship", "medium")],
        ),
        # A thing is as sure as the least sure of its pairs, whichever comes first.
        *(
            ([pair(*sure, "frame"), pair(*sure, "sentence"), pair(*other, "frame")], [("boat ferry liner", "medium")])
            for sure, other in permutations((("boat", "ferry"), ("ferry", "liner")))
        ),
    ],
)
def test_pairs_become_things(found: list[naming.Pair], expected: list[tuple[str, str]]) -> None:
    things = naming._things(found)
    assert [(" ".join(sorted(thing["names"])), thing["confidence"]) for thing in things] == expected
    assert sorted(sign for thing in things for sign in thing["signs"]) == sorted(found)


def article(name: str, *more: str) -> str:
    return "\n".join([f"armed/JJ {name}/NNS seized/VBD", *(f"{word}/NNS left/VBD" for word in more)])


def test_the_names_for_a_thing_by_article() -> None:
    given = tokens(
        a=article("rebels", "rebels", "rebels", "rebel", "fighters"), b="ships/NNS left/VBD", c=article("fighters", "fighters")
    )
    table = naming.names(given)
    assert table[["article_id", "term", "count", "rate", "others"]].values.tolist() == [
        ["a", "rebels", 4, 800, 0],
        ["a", "fighters", 1, 200, 1000],
        ["c", "rebels", 0, 0, 800],
        ["c", "fighters", 2, 1000, 200],
    ]
    assert set(table["of"]) == {"rebels / fighters"}  # the commonest first, in its commonest form
    assert set(table["confidence"]) == {"medium"}
    assert set(table["evidence"]) == {"frame: armed … seized"}
    # 4 and 1 against 0 and 2; a prior of one use, shared out as both use the names: 4/7 and 3/7.
    value, reach = log(32 / 10) - log(4 / 17), NormalDist().inv_cdf(0.975) * sqrt(7 / 32 + 7 / 10 + 7 / 4 + 7 / 17)
    assert table["log_odds"].tolist() == pytest.approx([value, -value, -value, value])
    assert table["low"].tolist() == pytest.approx([value - reach, -value - reach, -value - reach, value - reach])
    assert table["high"].tolist() == pytest.approx([value + reach, -value + reach, -value + reach, value + reach])
    assert table["p_corrected"].isna().all()
    assert not table["told_apart"].any()


def test_names_used_often_enough_tell_articles_apart() -> None:
    table = naming.names(tokens(a=article("rebels", *["rebels"] * 30), b=article("fighters", *["fighters"] * 30)))
    assert table["told_apart"].tolist() == [True] * 4  # much oftener here, and much more seldom


def test_names_between_quotation_marks_are_not_counted_and_reported_ones_are() -> None:
    given = tokens(a=article("rebels", "rebels", "rebels", "fighters"), b=article("fighters"))
    given.loc[[3, 10], "voice"] = "quoted"  # a's second use, and the only one of b
    given.loc[5, "voice"] = "reported"
    table = naming.names(given)
    assert table[["article_id", "term", "count"]].values.tolist() == [["a", "rebels", 2], ["a", "fighters", 1]]
    assert table["others"].isna().all()  # a share of nothing


def test_names_are_looked_for_within_an_event() -> None:
    given = tokens(a=article("rebels"), b=article("fighters"))
    assert naming.names(given, {"a": "1", "b": "2"}).empty
    assert naming.names(given, {"a": "1"}).empty
    pd.testing.assert_frame_equal(naming.names(given, {"c": "1"}), naming.names(given))


def test_a_name_of_two_words_is_counted_where_both_stand_in_one_article() -> None:
    given = tokens(a="raiders/NNS took/VBD", b="over/IN years/NNS they/PRP took/VBD over/IN")
    assert naming._count("took over", given, ["a", "b", "c"]) == {"a": 0, "b": 1, "c": 0}


def test_each_sign_is_shown_once() -> None:
    given = tokens(a=article("rebels"), b=article("fighters"))
    signs = [naming.Pair("fighter", "rebel", *sign) for sign in (("sentence", "b … c"), ("frame", "a … d"), ("frame", "a … d"))]
    rows = naming._rows({"names": {"fighter", "rebel"}, "signs": signs, "confidence": "high"}, given, ["a", "b"])
    assert {row[wording.COLUMNS.index("evidence")] for row in rows} == {"frame: a … d; sentence: b … c"}
