"""The figures of coverage and word choice, on tables typed by hand: what is drawn where, and what is said where nothing can be."""

from __future__ import annotations

import pandas as pd
import pytest

from analysis.compare import coverage
from analysis.compare.wording import COLUMNS
from analysis.figures import coverage as drawn
from analysis.figures.style import words_of


def covered(articles: int, items: int) -> pd.DataFrame:
    """Item n is told by the first n + 1 articles."""
    names = [f"A long name of an outlet {n}" for n in range(articles)]
    rows = [(names[a], f"item-{i}", f"item-{i}", "topic", 2) for i in range(items) for a in range(min(i + 1, articles))]
    told = pd.DataFrame(rows, columns=["article_id", "item_id", "item", "kind", "mentions"])
    return coverage.left_out(coverage.coverage(told, dict.fromkeys(names, 100)))


def test_a_mark_for_each_mention_and_a_line_where_there_is_none() -> None:
    table = covered(4, 4)
    ax = drawn.left_out(table)
    dots = [line for line in ax.lines if line.get_marker() == "o"]
    gaps = [line for line in ax.lines if line.get_marker() == "_"]
    assert len(dots) == int(table["present"].sum())
    assert len(gaps) == int((~table["present"]).sum())
    assert [t.get_text() for t in ax.get_xticklabels()] == list(table["article_id"].unique())


@pytest.mark.parametrize(("articles", "items"), [(2, 1), (12, 40), (60, 80)])
def test_it_stays_within_bounds(articles: int, items: int) -> None:
    ax = drawn.left_out(covered(articles, items))
    assert len(ax.get_yticklabels()) <= drawn.MOST_ROWS
    assert len(ax.get_xticklabels()) <= drawn.MOST_COLUMNS
    assert "nan" not in words_of(ax).alt


def test_where_nothing_is_left_out_it_says_so() -> None:
    ax = drawn.left_out(covered(1, 3))
    assert "nothing" in words_of(ax).alt
    assert not ax.axison


def chosen(*rows: tuple) -> pd.DataFrame:
    full = [
        (unit, term, "", 3, 5.0, 1.0, value, low, high, 0.01 if apart else 1.0, apart, "", "")
        for unit, term, value, low, high, apart in rows
    ]
    return pd.DataFrame(full, columns=COLUMNS)


def test_words_with_intervals_in_blocks() -> None:
    ax = drawn.word_choice(chosen(("X", "regime", 2.0, 1.0, 3.0, True), ("Y", "state", 0.5, -1.0, 2.0, False)))
    spans = [tuple(line.get_xdata()) for line in ax.lines if len(line.get_xdata()) == 2 and line.get_marker() == "None"]
    assert (1.0, 3.0) in spans
    assert (-1.0, 2.0) in spans
    said = [text.get_text() for text in ax.texts]
    assert said.count("told apart") == 1
    assert said.count("none can be told apart") == 1
    assert [t.get_text() for t in ax.get_yticklabels()] == ["regime (3)", "state (3)"]


def test_many_outlets_are_cut_and_the_caption_says_so() -> None:
    ax = drawn.word_choice(chosen(*((f"Outlet {n}", "word", 1.0, 0.0, 2.0, False) for n in range(20))))
    assert len(ax.get_yticklabels()) == drawn.MOST_UNITS
    assert "8 of 20 are shown" in words_of(ax).caption


def test_without_words_it_says_so() -> None:
    assert "no word" in words_of(drawn.word_choice(chosen())).alt
