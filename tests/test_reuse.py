"""Shared text: runs, containment in both directions, groups of copies; and the counts made by hand on the seeds."""

from __future__ import annotations

import time
from itertools import combinations, product

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis import analyze, read
from analysis.compare import reuse
from analysis.compare.reuse.seeds import Words, _repeated, index, promising, runs
from analysis.paths import ROOT


def tokens(text: str) -> list[reuse.Token]:
    return [(word, n, n + 1) for n, word in enumerate(text.split())]


def of_pair(a: list[str], b: list[str], shortest: int = 5) -> list[tuple[int, int, int]]:
    """Runs of two texts, each place with each: place in a, place in b, length."""
    found = []
    for i, j in product(range(len(a)), range(len(b))):
        if not (i and j and a[i - 1] == b[j - 1]):  # else part of a run that began before
            alike = [x == y for x, y in zip(a[i:], b[j:], strict=False)]
            length = [*alike, False].index(False)
            found += [(i, j, length)] if length >= shortest else []
    return found


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ("a b c d e", "x a b c d e y", 5),
        ("a b c d", "a b c d", 4),
        ("a b c d e f", "a b c d e x b c d e f", 5),
        ("a b c d e f g x", "a b c x a b c d e f g", 7),
        ("a b", "b a", 1),
        ("a b", "c d", 0),
        ("", "a b c d e", 0),
        ("", "", 0),
    ],
)
def test_the_longest_run(a: str, b: str, expected: int) -> None:
    assert reuse.longest(a.split(), b.split()) == reuse.longest(b.split(), a.split()) == expected


@given(st.lists(st.sampled_from("abc"), max_size=40), st.lists(st.sampled_from("abc"), max_size=40))
def test_no_run_is_longer_than_the_longest(a: list[str], b: list[str]) -> None:
    assert reuse.longest(a, b) == max((length for *_, length in of_pair(a, b, 1)), default=0)


def test_a_sentence_without_end_takes_time_by_its_length() -> None:
    """Each of 5,000 repeats was compared with each: minutes."""
    sentence = "the council said that the old bridge would close for repairs in may".split()
    texts = {"a": tokens(" ".join(sentence * 5_000)), "b": tokens(" ".join(["x", *sentence * 5_000]))}
    begun = time.process_time()
    assert reuse.containment(texts)["longest_run_words"].tolist() == [65_000, 65_000]
    assert time.process_time() - begun < 20


def test_containment_goes_both_ways() -> None:
    # a has 6 shingles of five words in its 10 words, all in b; b has 11 in its 15, six of them in a.
    a, b = "a b c d e f g h i j", "a b c d e f g h i j k l m n o"
    table = reuse.containment({"a": tokens(a), "b": tokens(b)})
    assert table["containment"].tolist() == [1.0, 6 / 11]
    assert table["longest_run_words"].tolist() == [10, 10]


@pytest.mark.parametrize(
    ("a", "b", "there", "back", "longest"),
    [
        ("a b c d e f", "u v w x y z", 0, 0, 0),
        ("a b c d e a b c d e", "a b c d e", 2 / 6, 1, 5),  # a run that stands twice is two of the six
        ("a b c d e x f g h i j k l", "a b c d e y f g h i j k l", 4 / 9, 4 / 9, 7),  # one of five words, three of seven
    ],
)
def test_containment_counts_places(a: str, b: str, there: float, back: float, longest: int) -> None:
    table = reuse.containment({"a": tokens(a), "b": tokens(b)})
    assert table["containment"].tolist() == pytest.approx([there, back])
    assert table["longest_run_words"].tolist() == [longest, longest]


def test_pairs_stand_in_the_order_of_the_corpus() -> None:
    texts = {name: tokens("a b c d e f") for name in "zma"}
    pairs = {
        "every": reuse.containment(texts),
        "given": reuse.containment(texts, [("m", "a"), ("z", "a")]),
    }
    found = {name: (table["a_article_id"] + table["b_article_id"]).tolist() for name, table in pairs.items()}
    assert found == {"every": ["zm", "za", "mz", "ma", "az", "am"], "given": ["za", "ma", "az", "am"]}


def test_pairs_that_share_a_passage_are_named_once() -> None:
    rows = [("b", "a"), ("b", "c"), ("b", "a"), ("a", "c")]
    assert reuse.sharing(pd.DataFrame(rows, columns=["a_article_id", "b_article_id"])) == [("b", "a"), ("b", "c"), ("a", "c")]


def test_a_text_of_four_words_has_no_containment() -> None:
    table = reuse.containment({"a": tokens("a b c d"), "b": tokens("a b c d e")})
    assert table["containment"].isna().tolist() == [True, False]


A, P, Q = "one two three four five six seven eight nine ten", "p q r s t", "k l m n o"


def other_words(prefix: str, count: int) -> str:
    return " ".join(f"{prefix}{n}" for n in range(count))


def indexed(*texts: str) -> list[tuple[int, ...]]:
    """Runs found in all articles at once: articles a and b, place in a, place in b, length."""
    words = index({str(n): tokens(text) for n, text in enumerate(texts)})
    return [(a, b, i - int(words.first[a]), j - int(words.first[b]), n) for a, b, i, j, n in runs(words).tolist()]


def test_runs_of_a_corpus_are_those_of_its_pairs() -> None:
    texts = [f"x1 {A} x2 {Q}", f"{Q} y1 {A} y2 {Q}", "", f"z {A[: A.index(' seven')]} z", "one two", f"{A} {Q}"]
    pairs = combinations(enumerate(texts), 2)
    assert indexed(*texts) == [(m, n, *run) for (m, a), (n, b) in pairs for run in of_pair(a.split(), b.split())]


def test_a_million_runs_of_five_different_words_are_taken_for_different_ones() -> None:
    places, _ = _repeated(Words(["a"], np.arange(1_000_000), np.array([0, 1_000_000])))
    assert places.tolist() == []


@pytest.mark.parametrize("before", ["", "x1 x2 x3 x4 x5 "])
@pytest.mark.parametrize("cut", [1, 2, 3, 4])
def test_no_run_goes_on_from_one_article_to_the_next(cut: int, before: str) -> None:
    words = P.split()
    assert indexed(before + " ".join(words[:cut]), " ".join(words[cut:]) + " y1 y2 y3 y4 y5", P) == []


def test_of_a_refrain_the_first_four_places_are_looked_at() -> None:
    text = " ".join(f"{P} k{n}" for n in range(6))
    assert indexed(text, P) == [(0, 1, 6 * n, 0, 5) for n in range(4)]
    assert indexed(P, text) == [(0, 1, 0, 6 * n, 5) for n in range(4)]


def test_what_fifty_share_is_compared_with_each_and_what_more_share_with_the_first() -> None:
    texts = [f"{P} u{n} v{n} w{n}" for n in range(51)]
    assert indexed(*texts[:50]) == [(m, n, 0, 0, 5) for m, n in combinations(range(50), 2)]
    texts[7], texts[9] = f"{texts[7]} {Q}", f"{texts[9]} {Q}"  # what two of them alone share is still found
    assert indexed(*texts) == [*[(0, n, 0, 0, 5) for n in range(1, 51)], (7, 9, 8, 8, 5)]


def test_articles_count_not_places() -> None:
    """Thirty articles with the same words in two places each: not more than fifty share them."""
    table = indexed(*(f"{P} u{n} {P} v{n}" for n in range(30)))
    assert len(table) == 30 * 29 // 2 * 4
    assert {(i, j, length) for _, _, i, j, length in table} == {(0, 0, 5), (0, 6, 5), (6, 0, 5), (6, 6, 5)}
    assert all(a < b for a, b, *_ in table)


@pytest.mark.parametrize(
    ("texts", "looked_at"),
    [
        # eight words; or three that are alike on either side, of which two may be put in or cut before them
        ([f"{P} f g"] * 2, [False]),
        ([f"{P} f g h"] * 2, [True]),
        ([f"a1 {P} a2", f"b1 {P} b2"], [False]),
        ([f"{P} x u v", f"{P} y u v"], [False]),
        ([f"{P} x u v w", f"{P} y u v w"], [True]),
        ([f"u v x {P}", f"u v y {P}"], [False]),
        ([f"u v w x {P}", f"u v w y {P}"], [True]),
        ([f"u x {P} x v w", f"u y {P} y v w"], [True]),
        ([f"{P} u v w", f"{P} y z u v w"], [True]),
        ([f"{P} u v w", f"{P} x y z u v w"], [False]),
        ([f"{P} x y z u v w", f"{P} u v w"], [False]),
        # another at most twelve words off, in both, in front or behind
        ([f"{P} {other_words('g', 12)} {Q}", f"{P} {other_words('h', 12)} {Q}"], [True, True]),
        ([f"{P} {other_words('g', 13)} {Q}", f"{P} {other_words('h', 13)} {Q}"], [False, False]),
        ([f"{P} {other_words('g', 13)} {Q}", f"{P} {Q}"], [False, False]),
        ([f"{P} {Q}", f"{P} {other_words('g', 13)} {Q}"], [False, False]),
        ([f"{P} {Q}", f"{Q} {other_words('g', 7)} {P}"], [True, True]),
        ([f"{P} {Q}", f"{Q} {other_words('g', 8)} {P}"], [False, False]),
        # in the same two articles
        ([f"{P} {Q}", P, Q], [False, False]),
        ([P, Q, f"{P} {Q}"], [False, False]),
    ],
)
def test_which_runs_may_be_part_of_a_passage(texts: list[str], looked_at: list[bool]) -> None:
    words = index({str(n): tokens(text) for n, text in enumerate(texts)})
    assert promising(words, runs(words)).tolist() == looked_at


# Counted by hand on the seeds: per cent of the first and of the second article's five-word runs, and the longest run.
COUNTED = [
    ("000", "001", 79.5, 60.6, 137),
    ("000", "002", 14.4, 13.4, 32),
    ("001", "002", 10.9, 13.3, 32),
    ("000", "004", 7.7, 8.1, 15),
    ("001", "004", 6.1, 8.4, 15),
    ("002", "004", 1.8, 2.1, 7),
    ("002", "003", 1.3, 1.3, 8),
]


@pytest.fixture(scope="module")
def seeds():
    return analyze(read(ROOT / "seeds"))


@pytest.mark.parametrize(("a", "b", "there", "back", "longest"), COUNTED)
def test_the_seeds_as_counted_by_hand(seeds, a: str, b: str, there: float, back: float, longest: int) -> None:
    table = seeds.containment.set_index(["a_article_id", "b_article_id"])
    a, b = seeds.corpus[a].id, seeds.corpus[b].id
    assert 100 * table.loc[(a, b), "containment"] == pytest.approx(there, abs=2)
    assert 100 * table.loc[(b, a), "containment"] == pytest.approx(back, abs=2)
    assert table.loc[(a, b), "longest_run_words"] == pytest.approx(longest, abs=5)


def test_the_update_and_what_it_updates_are_one_telling(seeds) -> None:
    groups = [seeds.groups[seeds.corpus[a].id] for a in ("000", "001", "002", "003", "004")]
    assert groups[0] == groups[1]
    assert len(set(groups)) == 4


def test_how_much_of_the_first_report_stands_in_its_update(seeds) -> None:
    """Of 26 sentences of the first report 21 nearly recur in its update, counted by hand."""
    own = reuse.own(seeds.passages, seeds.running).set_index("article_id")
    row = own.loc[seeds.corpus["000"].id]
    assert row["most_with"] == seeds.corpus["001"].id
    assert row["most_words"] / row["words"] == pytest.approx(21 / 26, abs=0.08)


def test_beyond_all_pairs_only_those_that_share_a_passage_have_a_row(seeds) -> None:
    some = reuse.containment(seeds.running, reuse.sharing(seeds.passages))
    every = seeds.containment.set_index(["a_article_id", "b_article_id"])
    assert len(some) < len(every)
    for row in some.itertuples():
        assert row.containment == every.loc[(row.a_article_id, row.b_article_id), "containment"]
