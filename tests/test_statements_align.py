"""Statements: which versions are one, by speaker, time and words; on versions typed by hand, of which each stem weighs 1."""

from __future__ import annotations

import re

import pandas as pd
import pytest

from analysis.compare.statements import align
from tests.test_statements import PEOPLE, version

FIVE = "red boats sail fast today"
EIGHT = FIVE + " past green towns"
OPEN = {"speakers": frozenset(), "vague": True}
TOM = {"speakers": frozenset({"tom"})}


def other_words(name: str, number: int) -> str:
    return "".join(f" {name}{n}" for n in range(number))


def each(weight: float, stems: str) -> dict[str, object]:
    """These stems weigh so much each."""
    return {"weights": dict.fromkeys(stems.split(), weight)}


def rare(stem: str) -> dict[str, object]:
    return {"telling": frozenset({stem})}


def on(day: str) -> dict[str, object]:
    return {"days": frozenset({day})}


def weighing(**weights: float) -> dict[str, object]:
    return {"weights": weights, **OPEN}


@pytest.mark.parametrize(
    ("one", "of_one", "other", "of_other", "alike"),
    [
        # The same speaker: half of the lighter one's weight, and 1.8 of weight.
        (FIVE, {}, "red boats go quick", {}, 0.5),
        (FIVE, {}, "red boats go quick now", {}, None),
        ("red boats", each(0.9, "red boat"), "red boats", each(0.9, "red boat"), 1),
        ("red boats", each(0.85, "red boat"), "red boats", each(0.85, "red boat"), None),
        # One that is not known: .7, and 2.8 of weight, on either side.
        ("red boats sail fast", weighing(red=1.0, boat=1.0, sail=0.8, fast=1.2), "red boats sail now, by two towns", {}, 0.7),
        ("red boats sail now, by two towns", {}, "red boats sail fast", weighing(red=1.0, boat=1.0, sail=0.8, fast=1.2), 0.7),
        ("red boats sail fast", weighing(red=1.0, boat=1.0, sail=0.7, fast=1.1), "red boats sail now, by two towns", {}, None),
        ("red boats sail fast", weighing(red=1.0, boat=1.0, sail=0.8, fast=1.3), "red boats sail now, by two towns", {}, None),
        # Two people: only eight of the same words in a row, and then two fifths are enough.
        ("red boats sail fast today past green", {}, "red boats sail fast today past green", TOM, None),
        (EIGHT, {}, EIGHT, TOM, 1),
        (EIGHT + other_words("k", 12), {}, EIGHT + other_words("m", 12), TOM, 0.4),
        (EIGHT + other_words("k", 13), {}, EIGHT + other_words("m", 13), TOM, None),
        # Of the same speaker five in a row are; of nobody known they are not.
        (FIVE + other_words("k", 7), {}, FIVE + other_words("m", 7), {}, 0.4167),
        (FIVE + other_words("k", 7), {}, FIVE + other_words("m", 7), OPEN, None),
        (
            "red boats sail fast k today" + other_words("k", 6),
            {},
            "red boats sail fast m today" + other_words("m", 6),
            {},
            None,
        ),
        (FIVE, each(0.3, "red boat sail fast today"), FIVE, each(0.3, "red boat sail fast today"), 1),
        (FIVE, each(0.27, "red boat sail fast today"), FIVE, each(0.27, "red boat sail fast today"), None),
        # A rare word that both quote makes up for weight, if it is not all.
        ("red boats sail", each(0.5, "red boat sail") | rare("red"), "red boats sail", rare("red"), 1),
        ("red boats sail", each(0.5, "red boat sail") | rare("red"), "red boats sail", {}, None),
        ("red boats sail", each(0.5, "red boat sail") | rare("red"), "red boats sail", rare("boat"), None),
        ("red boats sail", each(0.5, "red boat sail") | rare("red"), "red boats sail", OPEN | rare("red"), None),
        ("red boats", each(0.75, "red boat") | rare("red"), "red boats", rare("red"), None),
        # Two of the words in common must be no names, in one of the two.
        ("red boats sail fast", {"plain": frozenset({"red"})}, "red boats sail fast", {"plain": frozenset({"red"})}, None),
        ("red boats sail fast", {"plain": frozenset({"red"})}, "red boats sail fast", {"plain": frozenset({"boat"})}, 1),
        ("Lund Falk boats", {"plain": frozenset({"boat"})}, "Lund Falk sail", {"plain": frozenset({"sail"})}, None),
        # One word of content in common is none, however many others stand around it.
        ("it is not for us a shame", each(1.5, "shame"), "it is not for us a shame today", each(1.5, "shame today"), None),
        # On two days: only the same words in a row.
        ("red boats sail fast", on("monday"), "red boats sail fast", on("monday"), 1),
        ("red boats sail fast", on("monday"), "red boats sail fast", on("friday"), None),
        (FIVE, on("monday"), FIVE, on("friday"), 1),
    ],
)
def test_two_versions_are_one_statement(one: str, of_one: dict, other: str, of_other: dict, alike: float | None) -> None:
    link = align._link([version("a", one, **of_one), version("b", other, **of_other)], 0, 1)
    assert (link and (link.one, link.other, link.similarity)) == (alike and (0, 1, alike))


def test_links_are_given_best_first_the_more_alike_and_then_the_longer_run() -> None:
    said = ("today red boats fast sail", "red boats sail slow rivers", "fast today red boats sail")
    found = align.links([version(name, words) for name, words in zip("abc", said, strict=True)])
    assert [(k.one, k.other, k.similarity, k.run) for k in found] == [(0, 2, 1, 3), (1, 2, 0.6, 3), (0, 1, 0.6, 2)]


def test_versions_of_two_articles_are_held_against_each_other_once_where_they_share_a_heavy_word() -> None:
    ten = {f"k{n}": 1.0 for n in range(10)}
    heavy = version("a", weights={**ten, "sea": 2.0})
    assert list(align._candidates([heavy, version("b", weights={"sea": 1.0})])) == [(0, 1)]
    light = [version(name, weights={**{name + k: 1.0 for k in ten}, "boat": 0.5}) for name in "ab"]
    assert list(align._candidates(light)) == []  # the eleventh of both
    shared = [version(name, weights={"boat": 1.0, "sail": 1.0}) for name in "abcb"]
    assert list(align._candidates(shared)) == [(0, 1), (0, 2), (0, 3), (1, 2), (2, 3)]


@pytest.mark.parametrize(("number", "pairs"), [(3, 3), (4, 0)])
def test_a_stem_that_very_many_versions_share_is_no_clue(monkeypatch, number: int, pairs: int) -> None:
    monkeypatch.setattr(align, "COMMON", 3)
    found = [version(f"a{n}", weights={"boat": 1.0}) for n in range(number)]
    assert len(list(align._candidates(found))) == pairs


@pytest.mark.parametrize(
    ("one", "of_one", "other", "of_other", "same"),
    [
        ("it is a shame", {}, "it is a shame", {}, True),
        ("it is shame", {}, "it is shame", {}, False),  # three words
        ("it is a shame", {}, "it is the shame", {}, False),
        ("it is a shame", {}, "it is a shame", TOM, False),
        ("it is a shame", OPEN, "it is a shame", OPEN, False),
        ("it is a shame", on("monday"), "it is a shame", on("friday"), False),
    ],
)
def test_a_few_words_are_one_statement_where_all_are_the_same(
    one: str, of_one: dict, other: str, of_other: dict, same: bool
) -> None:
    found = [version("a", one, 9, **of_one), version("b", other, 9, **of_other)]
    assert align._word_for_word(*found) is same
    assert align._link(found, 0, 1) == (align.Link(0, 1, 1.0, 4) if same else None)
    assert not align._word_for_word(version("a", one, **of_one), version("b", other, **of_other))  # nothing is quoted


@pytest.mark.parametrize(
    ("word", "opens"), [("Falk", True), ("Lund", True), ("Senn", False), ("Berg", False), ("Before", False)]
)
def test_what_opens_a_stretch(word: str, opens: bool) -> None:
    """A quotation, a sentence, and one whose first word is far from its marks."""
    text = 'Before: "Falk ... (Lund, Senn.) ------- Berg'
    assert align._opens(text, text.index(word), [text.index(mark) for mark in ('"', "(", "---")]) is opens


@pytest.mark.parametrize(
    ("text", "opens"),
    [('" (Falk', True), ('" ((Falk', False), ("a Falk", False), ('"I Falk', False)],
)
def test_what_opens_a_stretch_stands_at_most_three_marks_behind_its_start(text: str, opens: bool) -> None:
    assert align._opens(text, text.index("Falk"), [0]) is opens


@pytest.mark.parametrize(("apart", "alike"), [(12, 1), (13, 0.9167)])
def test_a_long_version_is_read_at_twice_the_length_of_the_other(apart: int, alike: float) -> None:
    """Twelve words, six of them before and six behind others, in a stretch of 24: all twelve, or eleven."""
    first, then = other_words("w", 6), other_words("v", 6)
    one, other = version(said=first + then), version(said=f"{first}{other_words('k', apart)}{then} and more boats")
    assert align._near_each_other(one, other) == align._near_each_other(other, one) == alike


def test_a_version_without_weight_is_like_none() -> None:
    assert align._near_each_other(version(said="it is"), version(said=other_words("k", 30))) == 0


def test_a_word_that_stands_twice_is_there_until_the_second_is_out_of_reach() -> None:
    """Of twenty words: *boat*, *red* again and *fast*, or *red*, *fast* and *sea*."""
    long = version(said=f"red boat{other_words('k', 17)} red fast sea and more towns")
    assert align._near_each_other(version(said="red boat fast sea"), long) == 0.75


def test_a_version_knows_its_words_and_what_stands_beside_it() -> None:
    """Of 36 sentences, a stem in six is worth ln 6 / ln 36 = .5. Half for a name, half as much again where it is quoted."""
    text = (
        'On Friday Ann Lee said the “Lund” ferry is "slow, dull Falk" and slow.'
        + " The slow ferry sank." * 5
        + " It rained." * 30
    )
    first, second = "the “Lund” ferry is", '"slow, dull Falk" and slow'

    def rows(*parts: tuple) -> list[tuple]:
        return [("a", *more, text.index(words), text.index(words) + len(words), *last) for *more, words, last in parts]

    spans = rows((0, "content", second, ()), (0, "content", first, ()), (0, "cue", "said", ()))  # not in order
    quoted = rows(("“Lund”", ["label"]), ('"slow, dull Falk"', ["speech"]))
    sentences = [("a", m.start(), m.end()) for m in re.finditer(r"[^.\s][^.]*\.", text)]
    speakers = ["ann;board", "ann", "board", ""]
    found = align.versions(
        pd.DataFrame([("a", n, who) for n, who in enumerate(speakers)], columns=["article_id", "attribution", "speaker_ids"]),
        pd.DataFrame(spans, columns=["article_id", "attribution", "part", "start", "end"]),
        pd.DataFrame(quoted, columns=["article_id", "start", "end", "role"]),
        pd.DataFrame(sentences, columns=["article_id", "start", "end"]),
        PEOPLE,
        {"a": text},
        {"a": "2020-01-01"},
    )
    own = found[0]
    assert [(w.form, q) for w, q in zip(own.words, own.quoted, strict=True)] == [
        *[("the", False), ("lund", False), ("ferry", False), ("is", False)],  # a label is not quoted speech
        *[("slow", True), ("dull", True), ("falk", True), ("and", False), ("slow", False)],
    ]
    assert own.weights == pytest.approx({"lund": 0.5, "ferri": 0.5, "slow": 0.75, "dull": 1.5, "falk": 0.75})
    assert own.weight == pytest.approx(4)
    assert [w.form for w in own.quoted_words] == ["slow", "dull", "falk"]
    assert (own.plain, own.telling) == ({"ferri", "slow", "dull"}, {"slow", "dull"})
    assert (own.near, own.days, own.published) == ({"friday", "ann", "lee"}, {"friday"}, "2020-01-01")
    assert [(v.attribution, v.speakers, v.vague) for v in found] == [
        (0, {"ann", "board"}, False),
        (1, {"ann"}, False),
        (2, {"board"}, True),  # no person
        (3, set(), True),
    ]


@pytest.mark.parametrize(
    ("said", "plain"),
    [
        ("red boats sail", {"red", "boat", "sail"}),
        ("red Boats sail", {"red", "sail"}),
        ("Boats sail", {"boat", "sail"}),  # the capital of the first word says nothing
        ('"Boats sail"', {"boat", "sail"}),
        ("Fox sails", {"sail"}),  # unless it is a name that the story knows
        ("the Fox sails", {"sail"}),
    ],
)
def test_a_word_with_a_capital_is_a_name_but_for_the_first(said: str, plain: set[str]) -> None:
    text = f"Ann Lee said {said}."
    (own,) = align.versions(
        pd.DataFrame([("a", 0, "ann")], columns=["article_id", "attribution", "speaker_ids"]),
        pd.DataFrame([("a", 0, "content", 13, len(text) - 1)], columns=["article_id", "attribution", "part", "start", "end"]),
        pd.DataFrame([], columns=["article_id", "start", "end", "role"]),
        pd.DataFrame([("a", 0, len(text))], columns=["article_id", "start", "end"]),
        PEOPLE,
        {"a": text},
        {},
    )
    assert (own.plain, own.published) == (plain, "")


def test_a_place_holds_the_characters_from_its_start_to_before_its_end() -> None:
    assert [at for at in range(10) if align._holds([(2, 4), (6, 8)], at)] == [2, 3, 6, 7]
    assert align._holds([(200, 400)], 200)
    assert not align._holds([], 2)


@pytest.mark.parametrize(
    ("content", "beside"),
    [
        ([(10, 14)], ["sea"]),
        ([(9, 14)], ["sea"]),  # from the end of the sentence before
        ([(0, 9)], []),
        ([(4, 14)], ["red", "sea"]),  # in both
        ([(0, 3), (10, 14)], ["boat", "sea"]),
        ([], []),
    ],
)
def test_beside_a_statement_stands_the_rest_of_its_sentences(content: list[tuple[int, int]], beside: list[str]) -> None:
    text, sentences = "red boat. fast sea.", [(0, 9), (9, 19)]
    assert [w.form for w in align._beside(text, sentences, content)] == beside
