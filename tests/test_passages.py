"""Shared passages: found over edits, aligned to characters, their edits named; and what does not scale is bounded."""

from __future__ import annotations

import json
import random
import re

import pandas as pd
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from analysis.compare import reuse
from analysis.compare.reuse import alignment, seeds
from analysis.compare.reuse.edits import changes, moved_to_past, sort_of
from analysis.paths import ROOT


def tokens(text: str) -> list[reuse.Token]:
    return [(re.sub("-", "", m[0].lower()), m.start(), m.end()) for m in re.finditer(r"\w+(?:-\w+)*", text)]


def found(*texts: str) -> reuse.Shared:
    return reuse.shared({str(n): tokens(text) for n, text in enumerate(texts)})


def some(prefix: str, count: int) -> str:
    """Words that stand nowhere else."""
    return " ".join(f"{prefix}{n}" for n in range(count))


def spans(a: str, b: str) -> list[tuple[str, str]]:
    return [(a[r.a_start : r.a_end], b[r.b_start : r.b_end]) for r in found(a, b).passages.itertuples()]


A = "one two three four five six seven eight nine ten"
EIGHT = "a b c d e f g h"
WIDE = A.replace("six", "put in six")
X, Y, Z = (some(x, 20) for x in "xyz")
JOINED = tuple(f"{X} {some(side, 7)} {EIGHT}" for side in "gh")
# Forty words of which the first and every fourth after it differ.
TAILS = [[f"k{n}" if n % 4 else f"{side}{n}" for n in range(40)] for side in "ab"]


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        (A, f"x y {A} z", [(A, A)]),
        ("one two three four five six seven", "one two three four five six seven", []),  # seven words
        ("one two three four five six seven eight", "one two three four five six seven eight", "all"),
        (A.upper(), f"“{A}”", [(A.upper(), A)]),  # capitals and marks make no difference
        ("the cease-fire that was agreed in May has ended", "the ceasefire that was agreed in May has ended", "all"),
        # an edit in the middle, with a run of five on one side only
        (f"{A} eleven twelve thirteen", f"{A.replace('four', 'x')} eleven twelve thirteen", "all"),
        (f"{A} {some('g', 5)} p q r s x t u v w", f"{A} {some('h', 5)} p q r s y t u v w", "all"),  # four and four of fourteen
        # an end is drawn out over one edit where three words follow, not where one follows
        (f"{A} p q r s", f"{A} x q r s", "all"),
        (f"{A} p q", f"{A} x q", [(A, A)]),
        (f"{A} p q r", f"{A} x q r", [(A, A)]),
        (f"s r q p {A}", f"s r q x {A}", "all"),
        (f"r q p {A}", f"r q x {A}", [(A, A)]),
        # so too where a word was put in or cut; two of them need four words
        (f"{A} p q r s", f"{A} x p q r s", "all"),
        (f"{A} x p q r s", f"{A} p q r s", "all"),
        (f"p q r s {A}", f"p q r s x {A}", "all"),
        (f"{A} p q r s", f"{A} x y p q r s", "all"),
        (f"{A} p q r", f"{A} x y p q r", [(A, A)]),
        (f"{A} x y p q r", f"{A} p q r", [(A, A)]),
        # and over two edits at once, of which neither pays by itself
        (f"{A} x p q k r s", f"{A} y p q r s", "all"),
        (f"{A} y p q r s", f"{A} x p q k r s", "all"),
        (f"{A} x p q r s", f"{A} y p q k l r s", [(A, A)]),
        # as often as that wins
        *[(f"{A} {' '.join(a)}", f"{A} {' '.join(b)}", "all") for a, b in [TAILS]],
        *[(f"{' '.join(a[::-1])} {A}", f"{' '.join(b[::-1])} {A}", "all") for a, b in [TAILS]],
        # twelve words between two runs, on either side, are edits; thirteen part two passages
        (f"{X} {some('g', 12)} {Y}", f"{X} {some('h', 12)} {Y}", "all"),
        (f"{X} {some('g', 13)} {Y}", f"{X} {some('h', 13)} {Y}", [(X, X), (Y, Y)]),
        (f"{X} {Y}", f"{X} {some('h', 12)} {Y}", "all"),
        (f"{X} {Y}", f"{X} {some('h', 13)} {Y}", [(X, X), (Y, Y)]),
        (f"{X} {some('g', 13)} {Y}", f"{X} {Y}", [(X, X), (Y, Y)]),
        # a passage goes on as long as it wins more than it loses
        (f"{some('p', 8)} {some('g', 7)} {Y}", f"{some('p', 8)} {some('h', 7)} {Y}", "all"),
        (f"{Y} {some('g', 7)} {some('p', 8)}", f"{Y} {some('h', 7)} {some('p', 8)}", "all"),
        (f"{some('p', 8)} {some('g', 8)} {Y}", f"{some('p', 8)} {some('h', 8)} {Y}", [(some("p", 8),) * 2, (Y, Y)]),
        (f"{some('p', 8)} {some('g', 9)} {Y}", f"{some('p', 8)} {some('h', 9)} {Y}", [(some("p", 8),) * 2, (Y, Y)]),
        (f"{Y} {some('g', 9)} {some('p', 8)}", f"{Y} {some('h', 9)} {some('p', 8)}", [(Y, Y), (some("p", 8),) * 2]),
        # by all that it won, not by the last run alone
        (
            f"{X} {some('g', 9)} {some('p', 8)} {some('i', 9)} {Z}",
            f"{X} {some('h', 9)} {some('p', 8)} {some('j', 9)} {Z}",
            "all",
        ),
        # too far apart for one passage, and each long enough for its own
        (
            f"{A} {' '.join(f'k{n}' for n in range(20))} a b c d e f g h i",
            f"{A} {' '.join(f'm{n}' for n in range(20))} a b c d e f g h i",
            [(A, A), ("a b c d e f g h i",) * 2],
        ),
        # of words put in, and of words that overlap, the shorter side must have eight
        ("x a b c c c f g", "a b c c c c f g", []),
        ("a b c c c c f g", "x a b c c c f g", []),
        # a phrase twice in both is two passages, the first with the first, whichever is longer and whatever comes behind
        (f"{A} {X} {A}", f"{WIDE} {Y} {A}", [(A, WIDE), (A, A)]),
        (f"{WIDE} {X} {A}", f"{A} {Y} {A}", [(WIDE, A), (A, A)]),
        (
            f"{X} {some('g', 13)} {X} {some('i', 13)} {A}",
            f"{X} {some('h', 13)} {X} {some('j', 13)} {A}",
            [(X, X), (X, X), (A, A)],
        ),
        # once in one and twice in the other, it is with both
        (f"{Z} {X} {some('g', 13)} {X}", X, [(X, X), (X, X)]),
        (X, f"{Z} {X} {some('g', 13)} {X}", [(X, X), (X, X)]),
        (f"{A} {X}", f"{X} {X}", [(X, X), (X, X)]),
        # what one says again is not more of the same passage
        (
            f"{X} {some('g', 3)} {A} {A} {Y}",
            f"{X} {some('h', 3)} {A} {Y}",
            [(f"{X} {some('g', 3)} {A}", f"{X} {some('h', 3)} {A}"), (f"{A} {Y}",) * 2],
        ),
        # three words put in for two, or for four, are too many
        ("a b c d e c d e f g h i", "a b c d e f g h i", []),
        ("a b c d e f g h i", "a b c d e c d e f g h i", []),
        # wherever it stands in either
        (f"{JOINED[0]} {some('i', 13)} {A}", f"{JOINED[1]} {some('j', 13)} {A}", [JOINED, (A, A)]),
        (f"{X} {some('g', 7)} {EIGHT}", f"{Z} {X} {some('h', 7)} {EIGHT}", [JOINED]),
        (f"{Z} {X} {some('g', 7)} {EIGHT}", f"{X} {some('h', 7)} {EIGHT}", [JOINED]),
        ("", A, []),
    ],
)
def test_passages(a: str, b: str, expected) -> None:
    assert spans(a, b) == ([(a, b)] if expected == "all" else expected)


HALVES = "p1 p2 p3 p4 m1 m2 m3 m4"


@pytest.mark.parametrize(
    ("a", "b", "runs", "expected"),
    [
        # a part of a run stands for all of it, once; what stands before the first word is not the last one
        (f"x {EIGHT} y", f"x {EIGHT} y", [(1, 1, 8)], [(0, 10, 0, 10)]),
        (f"x {EIGHT} y", f"x {EIGHT} y", [(0, 0, 5), (5, 5, 5)], [(0, 10, 0, 10)]),
        (f"{EIGHT} x", f"x {EIGHT}", [(0, 1, 8)], [(0, 8, 1, 9)]),
        (f"x {EIGHT}", f"{EIGHT} x", [(1, 0, 8)], [(1, 9, 0, 8)]),
        # of some parts that say the same, and then another
        (
            f"x {EIGHT} y {some('g', 13)} {A}",
            f"x {EIGHT} y {some('h', 13)} {A}",
            [(0, 0, 5), (5, 5, 5), (23, 23, 5)],
            [(0, 10, 0, 10), (23, 33, 23, 33)],
        ),
        # a run is as long as it goes, not as its part, where it is joined to the next
        (f"{X} {some('g', 7)} {EIGHT}", f"{X} {some('h', 7)} {EIGHT}", [(0, 0, 5), (27, 27, 8)], [(0, 35, 0, 35)]),
        # of the second, one half lies in the first on either side, or on one and all of it on the other: not most of it
        (
            "p1 p2 p3 p4 m1 m2 m3 m4 q1 q2 q3 q4 p1 p2 p3 p4",
            "q1 q2 q3 q4 p1 p2 p3 p4 m1 m2 m3 m4 q1 q2 q3 q4",
            [(0, 4, 12), (8, 0, 8)],
            [(0, 12, 4, 16), (8, 16, 0, 8)],
        ),
        (
            f"{HALVES} p1 p2 p3 p4",
            f"u v m1 m2 m3 m4 {HALVES} p1 p2 p3 p4",
            [(0, 6, 12), (4, 2, 8)],
            [(0, 12, 6, 18), (4, 12, 2, 10)],
        ),
        (
            f"u v m1 m2 m3 m4 {HALVES} p1 p2 p3 p4",
            f"{HALVES} p1 p2 p3 p4",
            [(2, 4, 8), (6, 0, 12)],
            [(2, 10, 4, 12), (6, 18, 0, 12)],
        ),
        # five words by chance between two runs that belong together (g2 to g6 stand far off in the second)
        (
            f"{A} {some('g', 7)} {EIGHT}",
            f"{A} {some('h', 7)} {EIGHT} {X} g2 g3 g4 g5 g6",
            [(0, 0, 10), (12, 45, 5), (17, 17, 8)],
            [(0, 25, 0, 25)],
        ),
    ],
)
def test_passages_from_runs(a: str, b: str, runs: list[alignment.Run], expected: list[alignment.Block]) -> None:
    assert alignment.passages(a.split(), b.split(), runs) == expected


def test_passages_stand_by_place_whatever_their_length() -> None:
    a, b = (f"a b c d e f g h i {some(side, 20)} {A}" for side in "km")
    assert spans(a, b) == [("a b c d e f g h i",) * 2, (A, A)]


def test_a_phrase_three_times_in_both_is_matched_by_its_place() -> None:
    """Three passages, not nine: the first with the first, although the second text is longer."""
    a, b = (" ".join(f"{A} {some(f'{side}{n}x', size)}" for n in range(3)) for side, size in (("k", 20), ("m", 40)))
    table = found(a, b).passages
    at_a, at_b = ([m.start() for m in re.finditer(r"\bone\b", text)] for text in (a, b))
    assert (table["a_start"].tolist(), table["b_start"].tolist()) == (at_a, at_b)


def test_what_lies_in_a_longer_passage_is_left_out() -> None:
    text = f"{EIGHT} k l m n {EIGHT}"
    assert spans(text, text) == [(text, text)]


# Runs of five words, each with so little beside it that only a closer look shows eight words in common.
P, Q = "p q r s t", "k l m n o"
SHORT = [
    (f"{P} x u v w", f"{P} y u v w"),
    (f"u v w x {P}", f"u v w y {P}"),
    (f"{P} u v w", f"{P} y u v w"),
    (f"{P} k l m n", f"{P} y z k l m n"),  # two words put in: four alike behind them
    (f"{P} y z k l m n", f"{P} k l m n"),
    (f"k l m n {P}", f"k l m n y z {P}"),
    (f"k l m n y z {P}", f"k l m n {P}"),
    (f"{P} {Q}", f"{P} y1 y2 y3 y4 {Q}"),  # another run near
    (f"{P} y1 y2 y3 y4 {Q}", f"{P} {Q}"),
]


@pytest.mark.parametrize(("a", "b"), SHORT)
def test_short_runs_that_make_eight_words(a: str, b: str) -> None:
    """Also where other articles stand before, between and behind the two, and share a run of too few words."""
    table = found("c d e f g", a, "h c d e f g", b, "h c d e f g").passages
    assert table.iloc[:, 1:7].to_numpy().tolist() == [["1", 0, len(a), "3", 0, len(b)]]


def test_a_chance_run_between_two_does_not_part_them() -> None:
    a, b = f"{P} y1 y2 y3 y4 {Q}", f"{P} {Q}"
    assert spans(a, f"{b} {X} y3 y4 k l m") == [(a, b)]


def test_many_runs_are_looked_at_in_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(seeds, "_CHUNK", 2)
    assert len(found(*(f"{P} x{n} u v w" for n in range(4))).passages) == 6


def test_a_phrase_three_times_close_together_is_one_passage() -> None:
    a = " p1 p2 ".join([A] * 3).split()
    one = " ".join(f"{w}" if not w.startswith("p") else f"{w}a{n}" for n, w in enumerate(a))
    other = " ".join(f"{w}" if not w.startswith("p") else f"{w}b{n}" for n, w in enumerate(a))
    assert spans(one, other) == [(one, other)]


def test_words_similarity_and_edits_of_a_passage() -> None:
    a = "on that day he is likely to test them on the first day of the talks in town"
    b = "on that day he was likely to test them all on the first day of talks in town"
    shared = found(a, b)
    row = shared.passages.iloc[0]
    assert (row["words"], row["edits"]) == (16, 3)  # 18 words of a, one replaced and one cut
    assert row["similarity"] == pytest.approx(2 * 16 / (18 + 18))
    assert shared.edits[["op", "sort", "a_words", "b_words"]].to_numpy().tolist() == [
        ["replaced", "tense", "is", "was"],
        ["inserted", "insertion", "", "all"],
        ["cut", "cut", "the", ""],
    ]
    for edit in shared.edits.itertuples():
        assert a[edit.a_start : edit.a_end] == edit.a_words
        assert b[edit.b_start : edit.b_end] == edit.b_words


def test_edits_of_several_words() -> None:
    """Their words are as they are compared, their places those of the text; what was cut has one place, behind the word before."""
    a = "On Monday the council said that the Old-Harbour bridge, now rusty, will stay closed to all carts until at least the end of May"
    b = "On Monday the council said that the narrow footway will stay closed to all carts until the end of May"
    shared = found(a, b)
    assert shared.passages[["words", "edits"]].to_numpy().tolist() == [[18, 2]]
    assert shared.passages["similarity"].tolist() == pytest.approx([2 * 18 / (24 + 20)])
    rows = shared.edits[["edit", "op", "sort", "a_words", "b_words"]].to_numpy().tolist()
    assert rows == [
        [0, "replaced", "wording", "oldharbour bridge now rusty", "narrow footway"],
        [1, "cut", "cut", "at least", ""],
    ]
    one, other = shared.edits.itertuples()
    assert a[one.a_start : one.a_end] == "Old-Harbour bridge, now rusty"
    assert b[one.b_start : one.b_end] == "narrow footway"
    assert a[other.a_start : other.a_end] == "at least"
    assert other.b_start == other.b_end == b.index(" the end")


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ("a b c", "a b c", [("equal", 0, 3, 0, 3)]),
        ("a k c", "a x y c", [("equal", 0, 1, 0, 1), ("replaced", 1, 2, 1, 3), ("equal", 2, 3, 3, 4)]),  # one place
        ("a k l c", "a x c", [("equal", 0, 1, 0, 1), ("replaced", 1, 3, 1, 2), ("equal", 3, 4, 2, 3)]),
        ("a c", "a x y c", [("equal", 0, 1, 0, 1), ("inserted", 1, 1, 1, 3), ("equal", 1, 2, 3, 4)]),
        ("a k l c", "a c", [("equal", 0, 1, 0, 1), ("cut", 1, 3, 1, 1), ("equal", 3, 4, 1, 2)]),
        (
            "k a b l m c",
            "x a b y c",
            [("replaced", 0, 1, 0, 1), ("equal", 1, 3, 1, 3), ("replaced", 3, 5, 3, 4), ("equal", 5, 6, 4, 5)],
        ),
    ],
)
def test_changes(a: str, b: str, expected: list[tuple]) -> None:
    assert changes(a.split(), b.split()) == expected


@pytest.mark.parametrize(
    ("a", "b", "sort"),
    [
        ("", "all", "insertion"),
        ("all", "", "cut"),
        ("is", "was", "tense"),
        ("are happening", "coincided", "tense"),
        ("says", "said", "tense"),
        ("plans", "planned", "tense"),
        ("hopes", "hoped", "tense"),
        ("million", "billion", "number"),
        ("6000", "6100", "number"),
        ("sergei", "sergey", "spelling"),
        ("defence", "defense", "spelling"),
        ("cease fire", "ceasefire", "spelling"),
        ("café", "cafe", "spelling"),
        ("missile", "missiles", "wording"),
        ("rebels", "separatists", "wording"),
        # either way
        ("was", "is", "tense"),
        ("said", "says", "tense"),
        # numbers first, and only where they differ
        ("are 6000", "were 6100", "number"),
        ("six", "6", "number"),
        ("5th", "6th", "number"),
        ("6000 people", "6000 rebels", "wording"),
        # four letters of five in the same order, not three of four
        ("marek", "marik", "spelling"),
        ("omar", "oumar", "spelling"),
        ("mara", "mira", "wording"),
        # other words that look alike
        ("the", "then", "wording"),
        ("elected", "selected", "wording"),
        ("bridge", "border", "wording"),
        ("桥梁", "河流", "wording"),
        # another ending alone
        ("crash", "crashes", "wording"),
        ("launch", "launching", "wording"),
        ("investigate", "investigating", "wording"),
    ],
)
def test_edits_are_named(a: str, b: str, sort: str) -> None:
    assert sort_of(a.split(), b.split()) == sort


@pytest.mark.parametrize(
    ("a", "b", "past"),
    [
        ("is", "was", True),
        ("was", "is", False),
        ("will meet", "met", True),
        ("a", "the", False),
        ("the", "was", False),  # nothing was in the present
        ("was going", "went", False),
        ("meets", "has met", False),
        ("is", "said", True),
        ("will", "hired", True),
        ("will", "need", False),  # ends like a past form
        ("needs", "needed", True),
        ("carrying", "carried", True),
        ("saying", "said", True),
        ("cars", "carted", False),
        ("need", "needed", True),
        ("heeded", "needed", False),
        ("tries", "tried", True),
        ("stops", "stopped", True),
        ("flees", "fled", True),
        # two forms of one verb
        ("say", "said", True),
        ("goes", "went", True),
        ("going", "went", True),
        ("taking", "took", True),
        ("hope", "hoped", True),
        ("carry", "carried", True),
        ("carries", "carried", True),
        ("eases", "eased", True),
        ("reporting", "reported", True),
        ("reports", "noted", False),  # of two
    ],
)
def test_moved_to_past(a: str, b: str, past: bool) -> None:
    assert moved_to_past(a.split(), b.split()) is past


@given(st.lists(st.sampled_from("abcdefg"), min_size=8, max_size=60))
@example("a a a b b b b b b".split())
def test_a_text_against_itself_is_one_passage_over_all_of_it(words: list[str]) -> None:
    text = " ".join(words)
    shared = found(text, text)
    whole = shared.passages[(shared.passages["a_start"] == 0) & (shared.passages["b_start"] == 0)]
    assert ((whole["a_end"] == len(text)) & (whole["similarity"] == 1)).sum() == 1
    assert shared.edits.empty
    if len(set(words)) == len(words):
        assert len(shared.passages) == 1


@given(st.lists(st.sampled_from("abcd"), max_size=50), st.lists(st.sampled_from("abcd"), max_size=50))
def test_offsets_are_valid_and_both_ways_find_as_much(a: list[str], b: list[str]) -> None:
    one, other = " ".join(a), " ".join(b)
    there, back = found(one, other).passages, found(other, one).passages
    for row in there.itertuples():
        assert 0 <= row.a_start < row.a_end <= len(one)
        assert 0 <= row.b_start < row.b_end <= len(other)
        assert one[row.a_start] == other[row.b_start]
        assert one[row.a_end - 1] == other[row.b_end - 1]
        assert row.words >= seeds.LEAST
        assert 0 < row.similarity <= 1
    assert there.empty == back.empty


@given(st.integers(0, 10_000))
def test_a_planted_copy_is_found(seed: int) -> None:
    """30 words of which three are changed, in texts that have nothing else in common."""
    rng = random.Random(seed)
    plant = [f"p{n}" for n in range(30)]
    copy = plant[:]
    for n in rng.sample(range(30), 3):
        copy[n] = f"x{n}"
    a = [*(f"a{n}" for n in range(40)), *plant, *(f"a{n}" for n in range(40, 60))]
    b = [*(f"b{n}" for n in range(25)), *copy, *(f"b{n}" for n in range(25, 70))]
    table = found(" ".join(a), " ".join(b)).passages
    assert 20 <= table["words"].sum() <= 27
    text = " ".join(a)
    assert not any(re.search(r"\ba\d", text[r.a_start : r.a_end]) for r in table.itertuples())


def test_what_very_many_share_is_compared_with_the_first_only() -> None:
    phrase = " ".join(f"s{n}" for n in range(12))
    many = seeds.COMMON + 10
    texts = {str(n): tokens(f"{phrase} {' '.join(f'w{n}x{m}' for m in range(10))}") for n in range(many)}
    table = reuse.shared(texts).passages
    assert len(table) == many - 1
    assert set(table["a_article_id"]) == {"0"}


def test_what_is_own_and_shared_with_whom() -> None:
    texts = {"a": tokens(f"{A} k l m n o"), "b": tokens(f"u v {A}"), "c": tokens("q r s")}
    table = reuse.own(reuse.shared(texts).passages, texts).set_index("article_id")
    assert table["own"].to_dict() == {"a": 5, "b": 2, "c": 3}
    assert table["shared"].to_dict() == {"a": 10, "b": 10, "c": 0}
    assert table["most_with"].to_dict() == {"a": "b", "b": "a", "c": ""}


def test_the_tables_of_three_articles() -> None:
    """The first has all of the second, and all of the third but for one word."""
    texts = [f"{A} k l m n o p q r", A, f"{A} k l m n new o p q r"]
    passages, edits = found(*texts)
    assert (
        list(passages.columns) == "passage a_article_id a_start a_end b_article_id b_start b_end words similarity edits".split()
    )
    assert passages.to_numpy().tolist() == [
        [0, "0", 0, len(A), "1", 0, len(A), 10, 1, 0],
        [1, "0", 0, len(texts[0]), "2", 0, len(texts[2]), 18, pytest.approx(36 / 37), 1],
        [2, "1", 0, len(A), "2", 0, len(A), 10, 1, 0],
    ]
    at = texts[2].index(" new")
    (edit,) = edits.to_dict("records")
    (number,) = passages.loc[passages["edits"] == 1, "passage"]
    assert edit == {
        **{"passage": number, "edit": 0, "op": "inserted", "sort": "insertion"},
        **{"a_article_id": "0", "a_start": at, "a_end": at, "b_article_id": "2", "b_start": at + 1, "b_end": at + 4},
        **{"a_words": "", "b_words": "new"},
    }
    own = reuse.own(passages, {str(n): tokens(text) for n, text in enumerate(texts)})
    assert list(own.columns) == "article_id words own shared most_with most_words".split()
    assert own.to_numpy().tolist() == [["0", 18, 0, 18, "2", 18], ["1", 10, 0, 10, "0", 10], ["2", 19, 0, 19, "0", 19]]


def test_of_those_that_share_as_much_the_first_is_named() -> None:
    texts = {str(n): tokens(A) for n in range(3)}
    assert reuse.own(reuse.shared(texts).passages, texts)["most_with"].tolist() == ["1", "0", "0"]


def test_nothing_is_shared_where_there_is_no_text() -> None:
    passages, edits = reuse.shared({})
    assert (len(passages), len(edits)) == (0, 0)
    assert "similarity" in passages
    assert "sort" in edits
    table = reuse.containment({})
    assert (list(table.columns), len(table)) == ("a_article_id b_article_id containment longest_run_words".split(), 0)
    texts: dict[str, list] = {"a": [], "b": []}
    own = reuse.own(reuse.shared(texts).passages, texts)
    assert own.values.tolist() == [["a", 0, 0, 0, "", 0], ["b", 0, 0, 0, "", 0]]


def test_a_word_in_two_passages_counts_once() -> None:
    """Ten words of the first stand twice in the second."""
    texts = {"a": tokens(A), "b": tokens(f"{A} x y z {A} u")}
    own = reuse.own(reuse.shared(texts).passages, texts)
    assert own[["words", "own", "shared", "most_words"]].to_numpy().tolist() == [[10, 0, 10, 10], [24, 4, 20, 20]]


def test_the_same_texts_give_the_same_tables() -> None:
    texts = [f"{A} k l m n o p q r", f"u v {A}", f"k l m n o p q r s {A}"]
    for one, two in zip(found(*texts), found(*texts), strict=True):
        pd.testing.assert_frame_equal(one, two)


def test_the_docs_say_what_the_benchmark_measured() -> None:
    result = json.loads((ROOT / "benchmarks" / "reuse.json").read_text(encoding="utf-8"))
    text = (ROOT / "docs" / "reuse.md").read_text(encoding="utf-8")
    part = re.search(r"<!-- figures -->\n(.*?)<!-- /figures -->", text, re.DOTALL)[1]
    strict = 1 - result["wrong"] - result["edited"]
    for figure in (
        f"{result['plants']:,} plants, {result['found']:.1%} found",
        f"{1 - result['wrong']:.2%} of the reported words",
        f"strictly {strict:.2%}",
        f"exponent {result['exponent']:.2f}",
        f"{result['n_log_n']:.2f} for n log n",
        f"{result['exponent_later']:.2f} against {result['n_log_n_later']:.2f}",
        *(f"| {t['articles']:,} | {t['words']:,} | {t['passages']:,} | {t['seconds']:.3g} |" for t in result["times"]),
        *(f"{t['passages']:,} among {t['articles']:,} articles in {t['seconds']:.3g} s" for t in result["as_written"]),
    ):
        assert figure in part
    assert result["found"] == 1
    assert result["wrong"] <= 0.01
    assert result["exponent"] <= result["n_log_n"]
