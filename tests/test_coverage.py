"""What articles tell of and leave out: tables typed by hand, and the list made by reading the seeds."""

from __future__ import annotations

import pandas as pd
import pytest

from analysis import analyze, read
from analysis.compare import coverage, topics
from analysis.paths import ROOT
from analysis.tokens import COLUMNS, base


def tokens(**articles: str) -> pd.DataFrame:
    """Words given as ``word/TAG``, a comma for a break; a line is a sentence."""
    rows = []
    for article, text in articles.items():
        for number, line in enumerate(text.splitlines()):
            joined, at = False, 0
            for part in line.split():
                if part == ",":
                    joined = False
                    continue
                word, tag = part.rsplit("/", 1)
                low = word.lower()
                rows.append((article, number, at, at + len(word), word, low, base(low, tag), tag, joined, False, "outlet", ""))
                joined, at = True, at + len(word) + 1
    return pd.DataFrame(rows, columns=COLUMNS)


@pytest.mark.parametrize(
    ("word", "tag", "expected"),
    [
        ("potatoes", "NNS", "potato"),
        ("armies", "NNS", "army"),
        ("cease-fire", "NN", "ceasefire"),
        ("crises", "NNS", "crisis"),
        ("crisis", "NN", "crisis"),
        ("news", "NNS", "news"),
        ("defence", "NN", "defense"),
        ("programmes", "NNS", "program"),
        ("normalisation", "NN", "normalization"),
        ("neighbours", "NNS", "neighbor"),
        ("residence", "NN", "residence"),
        ("four", "CD", "four"),
    ],
)
def test_base(word: str, tag: str, expected: str) -> None:
    assert base(word, tag) == expected


def test_a_head_and_its_words_meet_wherever_the_word_stands() -> None:
    given = tokens(a="an/DT air/NN defense/NN missile/NN system/NN", b="missile/NN defense/NN systems/NNS were/VBD sold/VBN")
    found = topics.topics(given)
    assert set(found["key"]) == {"missile system", "defense system"}
    assert found[found["key"] == "missile system"]["article_id"].tolist() == ["a", "b"]


def test_copies_do_not_make_a_topic() -> None:
    given = tokens(a="the/DT ferry/NN sank/VBD", b="the/DT ferry/NN sank/VBD")
    assert set(topics.topics(given)["key"]) == {"ferry"}
    assert topics.topics(given, {"a": "a", "b": "a"}).empty


def test_a_comma_ends_a_phrase() -> None:
    given = tokens(a="tanks/NNS , missile/NN system/NN\nmissile/NN system/NN tanks/VBZ")
    assert "tank system" not in set(topics.topics(given)["key"])


def told(*rows: tuple) -> pd.DataFrame:
    return pd.DataFrame(
        [(article, item, item, kind, n) for article, item, kind, n in rows],
        columns=["article_id", "item_id", "item", "kind", "mentions"],
    )


GIVEN = told(("a", "harbour", "topic", 4), ("b", "harbour", "topic", 1), ("c", "mayor", "person", 2))
WORDS = {"a": 100, "b": 100, "c": 200}


def rows(table: pd.DataFrame, column: str) -> set[tuple[str, str]]:
    part = table[table[column]]
    return set(zip(part["article_id"], part["item"], strict=True))


def test_alone_here_and_alone_missing() -> None:
    table = coverage.coverage(GIVEN, WORDS)
    assert rows(table, "alone_here") == {("c", "mayor")}
    assert rows(table, "alone_missing") == {("c", "harbour")}
    assert len(table) == 6


def test_expected_is_the_rate_of_the_others_times_the_own_length() -> None:
    table = coverage.coverage(GIVEN, WORDS).set_index(["article_id", "item"])
    assert table.loc[("c", "harbour"), "expected"] == pytest.approx(200 * 5 / 200)
    assert table.loc[("b", "harbour"), "expected"] == pytest.approx(100 * 4 / 300)


def test_copies_count_as_one_telling() -> None:
    table = coverage.coverage(GIVEN, WORDS, {"a": "a", "b": "a", "c": "c"})
    assert rows(table, "alone_here") == {("a", "harbour"), ("b", "harbour"), ("c", "mayor")}
    assert rows(table, "alone_missing") == set()  # of two tellings each lacks what the other has


def test_articles_are_compared_within_their_event() -> None:
    table = coverage.coverage(GIVEN, WORDS, events={"a": "1", "b": "1", "c": "2"})
    assert set(table[table["article_id"] == "c"]["item"]) == {"mayor"}
    assert rows(table, "alone_here") == set()


def test_by_outlet_counts_are_summed() -> None:
    joined, words = coverage.by_unit(GIVEN, WORDS, {"a": "X", "b": "X", "c": ""})
    assert joined.values.tolist() == [["X", "harbour", "harbour", "topic", 5]]
    assert words == {"X": 200}


def test_no_article_no_row() -> None:
    assert coverage.coverage(told(), {}).empty


@pytest.fixture(scope="module")
def seeds():
    return analyze(read(ROOT / "seeds"))


# Read in the seeds: kind, words of the item's name, and the files without it.
LEFT_OUT = [
    ("topic", "report", {"002", "004"}),  # the opposition's report
    ("person", "Boris Nemtsov", {"002", "004"}),
    ("topic", "potatoes", {"000", "001", "003"}),  # the gifts
    ("topic", "tomatoes", {"000", "001", "003"}),
    ("topic", "missile system", {"000", "001", "004"}),
    ("institution", "NATO", {"002", "003", "004"}),  # its accusations
    ("speaker", "Jens Stoltenberg", {"002", "003", "004"}),
]


@pytest.mark.parametrize(("kind", "item", "absent"), LEFT_OUT)
def test_what_the_seeds_leave_out(seeds, kind: str, item: str, absent: set[str]) -> None:
    own = seeds.coverage[(seeds.coverage["kind"] == kind) & (seeds.coverage["item"] == item)]
    assert len(own) == 5
    assert {a[:3] for a in own[~own["present"]]["article_id"]} == absent


@pytest.mark.parametrize(("name", "article"), [("Yashin", "003"), ("Trenin", "003"), ("Zakharova", "002"), ("Ushakov", "001")])
def test_who_is_heard_in_one_article_only(seeds, name: str, article: str) -> None:
    own = seeds.coverage[(seeds.coverage["kind"] == "speaker") & seeds.coverage["item"].str.endswith(name)]
    assert [a[:3] for a in own[own["alone_here"]]["article_id"]] == [article]


def test_what_is_called_absent_does_not_stand_there(seeds) -> None:
    """A one-word topic that an article lacks is no word of its body."""
    held = seeds.tokens.groupby("article_id")["base"].agg(set)
    gone = seeds.coverage[~seeds.coverage["present"] & (seeds.coverage["kind"] == "topic")]
    for row in gone[~gone["item_id"].str.contains(" ")].itertuples():
        assert row.item_id not in held[row.article_id], row.item
