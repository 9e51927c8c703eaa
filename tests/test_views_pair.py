"""Two articles side by side: which passages are joined, and which words were edited."""

import pandas as pd
import pytest

from analysis import views
from analysis.views.pair import Joined, edits, joined
from tests.test_views import Elements, frame

COLUMNS = "a_article_id a_start a_end b_article_id b_start b_end words"
A = "The old dam will hold for now, she said.\nNothing else was said that day."
B = "Today: The old dam should hold for now, she said. The end."


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([], []),
        ([("a", 0, 50, "b", 10, 60, 9)], [((0, 50), (10, 60))]),
        ([("b", 0, 50, "a", 10, 60, 9)], [((10, 60), (0, 50))]),  # whichever side the table has it on
        ([("a", 0, 50, "c", 10, 60, 9)], []),
        # neighbours in both are one passage with an edit in it; far apart in one of them they are two
        ([("a", 0, 50, "b", 0, 50, 9), ("a", 60, 90, "b", 55, 85, 6)], [((0, 90), (0, 85))]),
        ([("a", 0, 50, "b", 0, 50, 9), ("a", 60, 90, "b", 555, 585, 6)], [((0, 50), (0, 50)), ((60, 90), (555, 585))]),
        ([("a", 0, 50, "b", 100, 150, 9), ("a", 60, 90, "b", 0, 30, 6)], [((0, 50), (100, 150)), ((60, 90), (0, 30))]),
        # of two that overlap the longer one stays
        ([("a", 0, 50, "b", 0, 50, 9), ("a", 40, 80, "b", 300, 340, 6)], [((0, 50), (0, 50))]),
    ],
)
def test_which_passages_are_joined(rows, expected):
    assert [(p.a, p.b) for p in joined("a", "b", pd.DataFrame(rows, columns=COLUMNS.split()))] == expected


def test_no_table_of_passages_joins_nothing():
    assert joined("a", "b", None) == []


@pytest.mark.parametrize(
    ("a", "b", "only_a", "only_b"),
    [
        ("the dam will hold", "the dam should hold", ["will"], ["should"]),
        ("the dam will hold", "the dam hold", ["will"], []),
        ("the dam", "the old, cold dam", [], ["old, cold"]),
        ("The dam’s well-kept wall", "the dam's well‑kept WALL", [], []),
        ("“so she said”", '"so she said"', [], []),
    ],
)
def test_edits_word_by_word(a, b, only_a, only_b):
    found = edits(a, b, Joined((0, len(a)), (0, len(b))))
    assert ([a[s:e] for s, e in found[0]], [b[s:e] for s, e in found[1]]) == (only_a, only_b)


def test_both_articles_stand_whole_with_passages_and_edits():
    rows = frame(COLUMNS, ("a", 0, 12, "b", 7, 19, 3), ("a", 17, 39, "b", 27, 48, 5))
    lines = [("a", 0, 0, A.index("\n"), "body"), ("a", 1, A.index("\n") + 1, len(A), "body"), ("b", 0, 0, len(B), "body")]
    tables = {"passages": rows, "paragraphs": frame("article_id paragraph start end role", *lines)}
    shown = Elements(views.side_by_side("a", "b", {"a": A, "b": B}, tables, prefix="").html)
    assert shown.text == A + B
    marked = {(tag, shown.text[s:e]) for tag, _, s, e in shown.elements if tag in ("del", "ins")}
    assert marked == {("del", "will"), ("ins", "should")}
    links = {a["href"] for tag, a in shown.all if tag == "a"}
    assert links == {"#a1", "#b1"} <= {f"#{a['id']}" for _, a in shown.all if "id" in a}
    assert [shown.text[s:e] for _, s, e in shown.having("joined-text")] == [A[:39], B[7:48]]


def test_two_without_a_passage_say_so():
    tables = {"paragraphs": frame("article_id paragraph start end role", ("a", 0, 0, 3, "body"), ("b", 0, 0, 3, "body"))}
    assert "share no passage" in views.side_by_side("a", "b", {"a": "One", "b": "Two"}, tables).body
