"""Intervals and tests: known answers, coverage on a known population, and the sentences made of them."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.compare.differences import describe, difference, differences, holm, interval


def mean(sums: np.ndarray) -> np.ndarray:
    """The mean of values whose sum and number are the columns."""
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.where(sums[..., 1] > 0, sums[..., 0] / sums[..., 1], np.nan)


def paragraphs(values) -> np.ndarray:
    return np.array([[v, 1.0] for v in values])


def test_the_interval_of_a_mean_is_near_its_normal_one() -> None:
    values = np.random.default_rng(1).normal(10, 2, 200)
    found = interval(paragraphs(values), mean)
    half = 1.96 * values.std() / np.sqrt(200)  # the normal interval of a mean
    assert found.value == pytest.approx(values.mean())
    assert (found.low, found.high) == pytest.approx((values.mean() - half, values.mean() + half), abs=0.06)


def test_too_few_paragraphs_have_no_interval() -> None:
    found = interval(paragraphs([1, 2]), mean)
    assert found.value == 1.5
    assert np.isnan([found.low, found.high]).all()
    assert np.isnan(interval(np.empty((0, 2)), mean).value)


def test_coverage_on_a_known_population() -> None:
    """Of 200 samples of 20 from a known population about 95 in 100 intervals hold its mean (percentile: a little fewer)."""
    rng = np.random.default_rng(7)
    hits = 0
    for n in range(200):
        found = interval(paragraphs(rng.normal(0, 1, 20)), mean, seed=n, resamples=400)
        hits += found.low <= 0 <= found.high
    assert 0.88 <= hits / 200 <= 0.98


def test_a_difference_of_nothing_is_seldom_told_apart_and_a_large_one_always() -> None:
    rng = np.random.default_rng(3)
    same = [
        difference(paragraphs(rng.normal(0, 1, 15)), paragraphs(rng.normal(0, 1, 15)), mean, seed=n, resamples=300).p
        for n in range(100)
    ]
    assert sum(p < 0.05 for p in same) <= 12
    far = difference(paragraphs(rng.normal(0, 1, 15)), paragraphs(rng.normal(5, 1, 15)), mean)
    assert far.p < 0.01
    assert far.high < 0


@given(st.lists(st.floats(-100, 100), min_size=3, max_size=20), st.integers(0, 5))
def test_the_same_seed_gives_the_same_interval_around_the_value(values: list[float], seed: int) -> None:
    one, two = (interval(paragraphs(values), mean, seed=seed, resamples=200) for _ in range(2))
    assert one == two
    assert min(values) - 1e-9 <= one.low <= one.high <= max(values) + 1e-9


def test_swapping_the_articles_turns_the_sign() -> None:
    a, b = paragraphs([1, 2, 3, 4]), paragraphs([2, 3, 4, 9])
    assert difference(a, b, mean).value == -difference(b, a, mean).value


def test_holm() -> None:
    """Worked by hand: sorted .01 .02 .03 .04 times 4 3 2 1, never falling."""
    assert holm([0.04, 0.01, 0.03, 0.02]) == pytest.approx([0.06, 0.04, 0.06, 0.06])
    assert holm([0.5, float("nan"), 0.9])[0] == 1.0
    assert np.isnan(holm([0.5, float("nan")])[1])


def test_the_table_has_every_pair_once() -> None:
    rng = np.random.default_rng(0)
    table = differences({name: paragraphs(rng.normal(0, 1, 6)) for name in "abcd"}, "m", "all", mean, resamples=200)
    assert list(zip(table["a_article_id"], table["b_article_id"], strict=True)) == [
        ("a", "b"), ("a", "c"), ("a", "d"), ("b", "c"), ("b", "d"), ("c", "d"),
    ]  # fmt: skip
    assert (table["p_corrected"] >= table["p"]).all()


def row(difference: float, low: float, high: float, apart: bool) -> dict:
    return dict(a_article_id="a", b_article_id="b", difference=difference, low=low, high=high, told_apart=apart)


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        ([], "There is only one article, so there is nothing to compare."),
        ([row(1, float("nan"), float("nan"), False)], "There is too little text to compare the articles."),
        (
            [row(1, -1, 3, False)],
            "The 2 articles cannot be told apart by this measure: every difference could be chance.",
        ),
        ([row(-2, -3, -1, True)], "B is harder than A by 2.0 years (1.0 to 3.0)."),
    ],
)
def test_describe(rows: list[dict], sentence: str) -> None:
    table = pd.DataFrame(rows, columns=["a_article_id", "b_article_id", "difference", "low", "high", "told_apart"])
    assert describe(table, {"a": "A", "b": "B"}, "harder", "years") == sentence
