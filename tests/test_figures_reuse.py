"""The figures of shared text, on tables typed by hand: what is drawn where, and what is said of it."""

from __future__ import annotations

import pandas as pd
import pytest
from matplotlib.patches import PathPatch

from analysis.compare.reuse.passages import EDITS, PASSAGES
from analysis.figures import reuse as drawn
from analysis.figures.style import words_of


def matrix(*rows: tuple[str, str, float]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["a_article_id", "b_article_id", "containment"])


def test_the_matrix_bears_its_numbers() -> None:
    ax = drawn.containment(matrix(("a", "b", 0.5), ("b", "a", 0.004)), {"a": "A", "b": "B"})
    assert [t.get_text() for t in ax.texts] == ["50", "<1"]
    assert words_of(ax).alt == "A matrix of articles. 50 per cent of A stands in B; 0 per cent of B stands in A."


def test_many_articles_go_by_outlet_with_the_greatest_share() -> None:
    table = matrix(("a", "b", 0.5), ("b", "a", 0.2), ("a", "c", 0.9), ("c", "a", 0.1), ("b", "c", 0.0), ("c", "b", 0.3))
    ax = drawn.containment(table, {"a": "A", "b": "B", "c": "C"}, by={"a": "X", "b": "Y", "c": "Y"})
    assert [t.get_text() for t in ax.get_yticklabels()] == ["X", "Y"]
    assert [t.get_text() for t in ax.texts] == ["90", "20", "30"]  # X in Y, Y in X, Y in Y
    assert "greatest" in words_of(ax).caption


def test_beyond_fourteen_rows_those_that_share_most_are_drawn() -> None:
    names = [f"a{n}" for n in range(40)]
    table = matrix(*((names[n], names[n + 1], n / 40) for n in range(39)))
    ax = drawn.containment(table, {n: n for n in names})
    assert len(ax.get_yticklabels()) == drawn.MOST
    assert ax.get_yticklabels()[-1].get_text() == "a39"
    assert "The 14 of 40 that share most are shown." in words_of(ax).caption


def test_long_names_keep_their_ends() -> None:
    ax = drawn.containment(
        matrix(("a", "b", 0.5)), {"a": "The Very Long Name of Gazette 1", "b": "The Very Long Name of Gazette 2"}
    )
    names = [t.get_text() for t in ax.get_yticklabels()]
    assert len(set(names)) == 2
    assert max(map(len, names)) <= 24


TWO = pd.DataFrame([(0, "a", 10, 60, "b", 0, 40, 9, 0.9, 1), (1, "a", 80, 81, "b", 60, 61, 8, 1.0, 0)], columns=PASSAGES)
EDIT = pd.DataFrame([(0, 0, "replaced", "tense", "a", 20, 30, "b", 10, 20, "is", "was")], columns=EDITS)


def test_ribbons_join_what_is_shared_and_ticks_mark_edits() -> None:
    ax = drawn.alignment(TWO, EDIT, {"a": 100, "b": 80}, {"a": "A", "b": "B"}, ("a", "b"))
    ribbons = [p for p in ax.patches if isinstance(p, PathPatch)]
    assert len(ribbons) == 2
    box = ribbons[0].get_path().vertices
    assert (box[0, 1], box[-2, 1]) == pytest.approx((0.1, 0.6))
    assert (box[3, 1], box[4, 1]) == pytest.approx((0.0, 0.4))
    assert [float(line.get_ydata()[0]) for line in ax.lines] == pytest.approx([0.25, 0.15])
    assert [t.get_text() for t in ax.texts] == ["9 words, 1 edit", "A", "B"]  # the thin ribbon has no room
    assert "2 shared passages with 17 words, edited in 1 places" in words_of(ax).alt


@pytest.mark.parametrize(
    ("pair", "said"), [(("a", "b"), "No passage of eight words or more is shared."), (("a", "a"), "There is only one article.")]
)
def test_nothing_to_lay_side_by_side_is_said(pair: tuple[str, str], said: str) -> None:
    ax = drawn.alignment(TWO[:0], EDIT[:0], {"a": 100, "b": 80}, {"a": "A", "b": "B"}, pair)
    assert ax.texts[-1].get_text() == said
    assert len(ax.patches) == len(set(pair))


def own(n: int) -> pd.DataFrame:
    rows = [(f"a{k}", 100, 100 - k, k, "a0" if k else "", k) for k in range(n)]
    return pd.DataFrame(rows, columns=["article_id", "words", "own", "shared", "most_with", "most_words"])


def test_bars_of_what_is_own() -> None:
    ax = drawn.own(own(3), {f"a{k}": f"A{k}" for k in range(3)})
    assert [bar.get_width() for bar in ax.containers[0]] == [100, 99, 98]
    assert [t.get_text() for t in ax.texts] == [
        "100 own, 0 shared",
        "99 own, 1 shared, most with A0",
        "98 own, 2 shared, most with A0",
    ]


def test_beyond_thirty_those_with_least_of_their_own_are_drawn() -> None:
    ax = drawn.own(own(40), {f"a{k}": f"A{k}" for k in range(40)})
    assert ax.get_yticklabels()[0].get_text() == "A39"
    assert "The 30 of 40 articles" in words_of(ax).caption
