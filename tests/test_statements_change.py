"""Statements: what a version keeps, cuts and moves, and what the tables make of it; on versions and tables typed by hand."""

from __future__ import annotations

import re

import pandas as pd
import pytest

from analysis.compare import statements as told
from analysis.compare.statements import change
from analysis.compare.statements.words import Edit, edits, longest_run, words
from tests.test_statements import FERRY, PEOPLE, REST, typed, version


def steps(found: change.Change | list[Edit]) -> list[tuple[str, str]]:
    """Each edit and its words."""
    return [(e.kind, " ".join(w.form for w in e.words)) for e in getattr(found, "edits", found)]


def test_words_beside_a_version_are_not_cut() -> None:
    """Of five stems three are left; the other two may stand in the version's sentence, outside the statement."""
    whole = version(said="red boats sail fast today")
    for near, kind, kept, cut in (
        ("", "cut", 0.6, ["fast today"]),
        ("fast", "cut", 0.8, ["today"]),
        ("fast today", "whole", 1, []),
    ):
        found = change.compare(whole, version("b", "red boats sail", near=frozenset(near.split())))
        assert (found.kind, found.kept) == (kind, kept)
        assert steps(found) == [("kept", "red boats sail"), *[("cut", said) for said in cut]]


def test_words_beside_the_whole_version_are_not_new() -> None:
    """Two of six stems are left. Two of the version's own four, or all of them, come from the whole one's sentence."""
    other = version("b", "red sail fast today")
    for near, kind in ((set(), "reworded"), ({"fast", "today"}, "cut")):
        found = change.compare(version(said="red boats sail past green towns", near=frozenset(near)), other)
        assert (found.kind, found.kept) == (kind, 0.3333)


def test_another_ending_is_an_edit_and_no_other_order() -> None:
    found = change.compare(version(said="the boats sail past green towns"), version("b", "the boat sails past green towns"))
    assert (found.kind, found.kept, found.moved, found.note) == ("whole", 1, (), "")
    assert steps(found) == [("kept", "the"), ("cut", "boats sail"), ("added", "boat sails"), ("kept", "past green towns")]


def test_a_word_in_another_place_has_moved() -> None:
    whole = version(said="the red boats sail past green towns today")
    found = change.compare(whole, version("b", "today the red boats sail past green towns"))
    assert (found.kind, found.moved, found.note) == ("reordered", ("today",), "in another order: today")
    assert change.compare(whole, version("b", "the red boats and ferries sail past green towns today")).moved == ()
    # A function word that is cut here and added there says nothing.
    assert change.compare(whole, version("b", "red boats sail past the green towns today")).moved == ()


@pytest.mark.parametrize(
    ("cut", "near", "left"),
    [
        ("fast boats", "fast", "boats"),  # half of it stands beside
        ("of the", "", "of the"),  # no content word: shown as it is
        ("of the", "boat", "of the"),
    ],
)
def test_a_cut_is_shown_without_the_words_beside_where_they_are_half_of_it(cut: str, near: str, left: str) -> None:
    found = change._without_near(Edit("cut", tuple(words(cut))), version(near=frozenset(near.split())))
    assert steps([found]) == [("cut", left)]


@pytest.mark.parametrize(
    ("whole", "in_whole", "other", "in_other", "expected"),
    [
        ("red boats sail", 0, "red fast", 1, True),  # the whole one quotes nothing: any of its words
        ("red boats sail", 0, "fast red", 1, False),
        ("red boats sail", 2, "boats red", 2, True),
        ("red boats sail", 2, "boats fast", 2, False),
        ("red boats sail", 2, "sail red", 1, False),  # there outside the marks
        ("red boats sail", 2, "the boats", 2, True),
        ("red boats sail", 2, "the boats", 1, False),  # a function word is nothing quoted
        ("red boats sail", 2, "boats", 0, False),
    ],
)
def test_all_that_a_version_quotes_stands_in_the_whole_one(
    whole: str, in_whole: int, other: str, in_other: int, expected: bool
) -> None:
    assert change._quotes_from(version(said=whole, quoted=in_whole), version("b", other, in_other)) is expected


def test_two_forms_of_one_stem_are_the_same_word_by_stem_only() -> None:
    one, other = words("the red boats"), words("a red boat")
    assert steps(edits(one, other)) == [
        *[("cut", "the"), ("added", "a"), ("kept", "red"), ("cut", "boats"), ("added", "boat")],
    ]
    assert steps(edits(one, other, by_stem=True)) == [("cut", "the"), ("added", "a"), ("kept", "red boat")]


def test_a_word_that_is_said_often_counts_in_a_long_run() -> None:
    assert longest_run(words("sea " + "red boat " * 100), words("red boat " * 100)) == 200


def test_the_contraction_of_a_function_word_weighs_nothing() -> None:
    assert [w.stem for w in words("They'd say it isn’t Ann's, we'll see")] == ["", "", "", "", "ann", "", "see"]


def test_statements_are_numbered_and_copies_counted_once_among_others() -> None:
    tables = typed({"a": [("ann", FERRY), REST[0]], "b": [("ann", FERRY)], "c": [("ann", FERRY), REST[0]]})
    tables["attributions"].loc[0, "speaker_ids"] = "tom;ann"
    table = told.statements(**tables, groups={"a": "a", "b": "a", "c": "c"})
    assert table[["statement", "article_id", "attribution", "tellings", "group_id"]].values.tolist() == [
        *[[0, "a", 0, 2, "a"], [0, "b", 0, 2, "a"], [0, "c", 0, 2, "c"]],
        *[[1, "a", 1, 2, "a"], [1, "c", 1, 2, "c"]],
    ]
    assert table["speaker_id"].tolist() == ["ann;tom", "ann", "ann", "tom", "tom"]


def test_the_grid_shows_the_fuller_of_two_versions_in_the_order_of_the_articles() -> None:
    rows = [
        (0, "a", "cut", 0.4),
        (0, "a", "whole", 1.0),
        (0, "b", "cut", 0.1),
        (0, "b", "reordered", 0.9),
        (1, "a", "whole", 1.0),
        (1, "b", "reworded", 0.5),
        (1, "b", "cut", 0.5),  # as full: the one nearer to the whole
    ]
    table = pd.DataFrame(rows, columns=["statement", "article_id", "change", "kept"])
    for given in (table, table[::-1]):
        grid = told.grid(given, ["b", "c", "a"])
        assert list(grid.columns) == ["b", "c", "a"]
        assert grid.values.tolist() == [["reordered", "silent", "whole"], ["cut", "silent", "whole"]]
    none = told.grid(table.head(0), ["b", "a"])
    assert (list(none.columns), len(none)) == (["b", "a"], 0)


def test_who_is_heard_once_with_how_many_statements() -> None:
    """``b`` copies ``a``; that Ann Lee speaks in ``c`` is less likely than not; *both* are heard in two tellings."""
    rows = [
        *[("a", "ann", 0.9), ("a", "ann", 0.9), ("a", "tom", 0.9), ("b", "tom", 0.9), ("b", "tom;board", 0.5)],
        *[("c", "ann", 0.49), ("c", "", 0.9), ("b", "both", 0.9), ("c", "both", 0.9)],
    ]
    attributions = pd.DataFrame(rows, columns=["article_id", "speaker_ids", "confidence"])
    groups = {"a": "a", "b": "a", "c": "c"}
    once = told.heard_once(attributions, PEOPLE, groups)
    assert list(once.columns) == ["speaker_id", "name", "kind", "articles", "statements"]
    tom, ann = ["tom", "Tom Fox", "person", "a;b", 3], ["ann", "Ann Lee", "person", "a", 2]
    board = ["board", "Harbor Board", "institution", "b", 1]
    assert once.values.tolist() == [tom, ann, board]
    assert told.heard_once(attributions, PEOPLE, groups, least=0.49).values.tolist() == [tom, board]
    nobody = told.heard_once(attributions[attributions["speaker_ids"] == ""], PEOPLE, groups)
    assert (list(nobody.columns), len(nobody)) == (list(once.columns), 0)


ABSENT = "the headline quotes words that the text does not"
IN_PART = "the headline quotes more than the text does, or joins what the text quotes apart"
UNQUOTED = "the text has these words, but does not quote them"


def test_a_row_of_a_headline_that_quotes_more() -> None:
    """Each wording once an article, wherever above the text it stands; articles in the order of the corpus."""
    articles = {
        "b": [
            ("kicker", '"Bold plan"'),
            ("headline", '"Bold plan" for the harbour'),
            ("subhead", 'Lee wants "new quays"'),
            ("body", 'Ann Lee spoke of "new" boats, not of quays.'),
            ("caption", "The bold plan"),  # no text of the article
        ],
        "a": [("headline", 'A "bold plan" again'), ("body", "Lee spoke of the bold plan.")],
    }
    texts = {name: "\n".join(line for _, line in lines) for name, lines in articles.items()}
    places = [
        (name, texts[name].index(line), texts[name].index(line) + len(line), role)
        for name, lines in articles.items()
        for role, line in lines
    ]
    paragraphs = pd.DataFrame(places[::-1], columns=["article_id", "start", "end", "role"])
    marks = [(name, *m.span()) for name, text in texts.items() for m in re.finditer(r'"[^"]+"', text)]
    quoted = pd.DataFrame(marks, columns=["article_id", "start", "end"])
    found = told.headline_quotes(quoted, paragraphs, texts)
    assert found.to_dict("split")["data"] == [
        ["b", 0, 11, "kicker", '"Bold plan"', "absent", "bold plan", ABSENT],
        ["b", 50, 61, "subhead", '"new quays"', "in part", "quays", IN_PART],
        ["a", 2, 13, "headline", '"bold plan"', "unquoted", "bold plan", UNQUOTED],
    ]
    assert list(found.columns) == "article_id start end role quoted in_text missing note".split()
    assert told.headline_quotes(quoted, paragraphs.head(0), texts).empty
