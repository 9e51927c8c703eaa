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
from analysis.compare.reuse import seeds
from analysis.compare.reuse.edits import moved_to_past, sort_of
from analysis.paths import ROOT


def tokens(text: str) -> list[reuse.Token]:
    return [(re.sub("-", "", m[0].lower()), m.start(), m.end()) for m in re.finditer(r"\w+(?:-\w+)*", text)]


def found(*texts: str) -> reuse.Shared:
    return reuse.shared({str(n): tokens(text) for n, text in enumerate(texts)})


A = "one two three four five six seven eight nine ten"


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        (A, f"x y {A} z", [(A, A)]),
        ("one two three four five six seven", "one two three four five six seven", []),  # seven words
        (A.upper(), f"“{A}”", [(A.upper(), A)]),  # capitals and marks make no difference
        ("the cease-fire that was agreed in May has ended", "the ceasefire that was agreed in May has ended", "all"),
        # an edit in the middle, with a run of five on one side only
        (f"{A} eleven twelve thirteen", f"{A.replace('four', 'x')} eleven twelve thirteen", "all"),
        # an end is drawn out over one edit where three words follow, not where one follows
        (f"{A} p q r s", f"{A} x q r s", "all"),
        (f"{A} p q", f"{A} x q", [(A, A)]),
        # too far apart for one passage, and each long enough for its own
        (
            f"{A} {' '.join(f'k{n}' for n in range(20))} a b c d e f g h i",
            f"{A} {' '.join(f'm{n}' for n in range(20))} a b c d e f g h i",
            [(A, A), ("a b c d e f g h i",) * 2],
        ),
        ("", A, []),
    ],
)
def test_passages(a: str, b: str, expected) -> None:
    table = found(a, b).passages
    spans = [(a[r.a_start : r.a_end], b[r.b_start : r.b_end]) for r in table.itertuples()]
    assert spans == ([(a, b)] if expected == "all" else expected)


def test_a_phrase_three_times_in_both_is_three_passages() -> None:
    a = " p1 p2 ".join([A] * 3).split()
    one = " ".join(f"{w}" if not w.startswith("p") else f"{w}a{n}" for n, w in enumerate(a))
    other = " ".join(f"{w}" if not w.startswith("p") else f"{w}b{n}" for n, w in enumerate(a))
    assert 1 <= len(found(one, other).passages) <= 3


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


@pytest.mark.parametrize(
    ("a", "b", "sort"),
    [
        ("", "all", "insertion"),
        ("all", "", "cut"),
        ("is", "was", "tense"),
        ("are happening", "coincided", "tense"),
        ("says", "said", "tense"),
        ("plans", "planned", "wording"),  # a doubled consonant is not followed
        ("hopes", "hoped", "tense"),
        ("million", "billion", "number"),
        ("6000", "6100", "number"),
        ("sergei", "sergey", "spelling"),
        ("defence", "defense", "spelling"),
        ("cease fire", "ceasefire", "spelling"),
        ("café", "cafe", "spelling"),
        ("missile", "missiles", "wording"),
        ("rebels", "separatists", "wording"),
    ],
)
def test_edits_are_named(a: str, b: str, sort: str) -> None:
    assert sort_of(a.split(), b.split()) == sort


@pytest.mark.parametrize(
    ("a", "b", "past"), [("is", "was", True), ("was", "is", False), ("will meet", "met", True), ("a", "the", False)]
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
