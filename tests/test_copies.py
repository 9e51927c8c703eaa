"""Groups of copies, one article for each, and paragraphs that are drawn together: tables typed by hand."""

from __future__ import annotations

import pandas as pd
import pytest

from analysis.compare import reuse

PASSAGE = "passage a_article_id a_start a_end b_article_id b_start b_end words similarity".split()


def table(*rows: tuple) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=PASSAGE)


def lines(**articles: list[tuple[int, int]]) -> pd.DataFrame:
    rows = [(name, n, start, end) for name, spans in articles.items() for n, (start, end) in enumerate(spans)]
    return pd.DataFrame(rows, columns=["article_id", "paragraph", "start", "end"])


def units(passages: pd.DataFrame, paragraphs: pd.DataFrame, edits: pd.DataFrame | None = None) -> list[list[str]]:
    """Units of more than one paragraph, as ``a0`` for the first paragraph of a."""
    found = reuse.shared_paragraphs(passages, paragraphs, edits)
    assert len(found) == len(paragraphs)
    names = found["article_id"] + found["paragraph"].astype(str)
    return [sorted(names[found["unit"] == unit]) for unit in sorted(set(found["unit"])) if (found["unit"] == unit).sum() > 1]


THREE = [(0, 100), (102, 202), (204, 304)]


@pytest.mark.parametrize(
    ("passages", "expected"),
    [
        ([], []),
        ([(0, "a", 0, 100, "b", 102, 202, 20, 1.0)], [["a0", "b1"]]),
        ([(0, "a", 0, 202, "b", 102, 304, 40, 1.0)], [["a0", "b1"], ["a1", "b2"]]),  # through two paragraphs at once
        ([(0, "a", 10, 50, "b", 10, 50, 8, 1.0)], []),  # less than half of either
        ([(0, "a", 0, 30, "b", 0, 30, 6, 1.0), (1, "a", 60, 90, "b", 60, 90, 6, 1.0)], [["a0", "b0"]]),  # together most
        ([(0, "a", 0, 90, "b", 0, 90, 9, 1.0), (1, "b", 0, 90, "c", 204, 304, 9, 1.0)], [["a0", "b0", "c2"]]),
    ],
)
def test_paragraphs_of_one_passage_are_one_unit(passages: list[tuple], expected: list[list[str]]) -> None:
    assert units(table(*passages), lines(a=THREE, b=THREE, c=THREE)) == expected


def test_a_paragraph_that_was_cut_in_two_stays_one_unit() -> None:
    passages = table((0, "a", 0, 200, "b", 0, 202, 40, 1.0))
    assert units(passages, lines(a=[(0, 200)], b=[(0, 80), (82, 202)])) == [["a0", "b0", "b1"]]


def test_edits_tell_where_inside_a_passage_paragraphs_meet() -> None:
    """b's first paragraph has 300 characters more than a's; by proportion the second ones would miss each other by half."""
    passages = table((0, "a", 0, 202, "b", 0, 502, 40, 0.6))
    paragraphs = lines(a=[(0, 100), (102, 202)], b=[(0, 100), (100, 400), (402, 502)])
    edits = pd.DataFrame([(0, 100, 100, 100, 400)], columns=["passage", "a_start", "a_end", "b_start", "b_end"])
    assert units(passages, paragraphs, edits) == [["a0", "b0"], ["a1", "b2"]]


def test_every_edit_of_a_passage_counts() -> None:
    """Two insertions in b, the first before its second paragraph, the other within it."""
    passages = table((0, "a", 0, 202, "b", 0, 802, 40, 0.6))
    paragraphs = lines(a=[(0, 100), (102, 202)], b=[(0, 100), (100, 400), (402, 802)])
    rows = [(0, 100, 100, 100, 400), (0, 202, 202, 502, 802)]
    edits = pd.DataFrame(rows, columns=["passage", "a_start", "a_end", "b_start", "b_end"])
    assert units(passages, paragraphs, edits) == [["a0", "b0"], ["a1", "b2"]]


def test_units_are_numbered_by_first_appearance() -> None:
    found = reuse.shared_paragraphs(table((0, "a", 102, 202, "b", 0, 100, 20, 1.0)), lines(a=THREE, b=THREE[:2]))
    assert found["unit"].tolist() == [0, 1, 2, 1, 3]


def test_the_longest_text_stands_for_its_group() -> None:
    articles = pd.DataFrame({"article_id": list("abcde"), "words": [10, 30, 30, 5, 7]})
    assert reuse.one_each(dict(zip("abcde", "aaadd", strict=True)), articles) == ["b", "e"]


def test_groups_are_joined_by_way_of_a_third() -> None:
    containment = pd.DataFrame(
        [("b", "a", 0.6), ("a", "b", 0.2), ("c", "b", 0.5), ("d", "a", 0.49)],
        columns=["a_article_id", "b_article_id", "containment"],
    )
    assert reuse.groups(containment, ["a", "b", "c", "d"]) == {"a": "a", "b": "a", "c": "a", "d": "d"}
