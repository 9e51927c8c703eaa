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
        ("bases", "NNS", "base"),
        ("databases", "NNS", "database"),
        ("viruses", "NNS", "virus"),
        ("buses", "NNS", "bus"),
        ("campuses", "NNS", "campus"),
        ("causes", "NNS", "cause"),
        ("houses", "NNS", "house"),
        ("uses", "NNS", "use"),
        ("nurses", "NNS", "nurse"),
        ("prizes", "NNS", "prize"),
        ("sizes", "NNS", "size"),
        ("waltzes", "NNS", "waltz"),
        ("quizzes", "NNS", "quiz"),
        ("movies", "NNS", "movie"),
        ("ties", "NNS", "tie"),
        ("shoes", "NNS", "shoe"),
        ("headaches", "NNS", "headache"),
        ("caches", "NNS", "cache"),
        ("churches", "NNS", "church"),
        ("gases", "NNS", "gas"),
        ("knives", "NNS", "knife"),
        ("analyses", "NNS", "analysis"),
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


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # A noun inside one pair three times in four gives way to it; three times in five it does not.
        ("missile/NN system/NN\nmissile/NN system/NN\nmissile/NN system/NN\nsystem/NN", {"missile system"}),
        (
            "missile/NN system/NN\nmissile/NN system/NN\nmissile/NN system/NN\nsystem/NN\nsystem/NN",
            {"missile system", "system"},
        ),
        # A pair with a name gives way to a noun that is mostly said without the name; a pair of nouns does not.
        ("Halvorsen/NNP ferry/NN\nHalvorsen/NNP ferry/NN\nferry/NN\nferry/NN", {"ferry"}),
        ("Halvorsen/NNP ferry/NN\nHalvorsen/NNP ferry/NN\nHalvorsen/NNP ferry/NN\nferry/NN", {"halvorsen ferry"}),
        ("rescue/NN ferry/NN\nrescue/NN ferry/NN\nferry/NN\nferry/NN", {"rescue ferry", "ferry"}),
        # Officials are a topic behind a word of content; alone or behind a name they are not.
        ("rescue/NN officials/NNS\nrescue/NN officials/NNS\nofficials/NNS\nofficials/NNS", {"rescue official"}),
        ("Tarnby/NNP officials/NNS\nTarnby/NNP officials/NNS", set()),
        # Words that say nothing make no pair, nouns of time no topic, nor do words of two letters and numbers.
        ("several/JJ ferries/NNS\nseveral/JJ ferries/NNS", {"ferry"}),
        ("ferry/NN week/NN\nferry/NN week/NN", {"ferry"}),
        ("eu/NN pay/NN\neu/NN pay/NN\n1990s/NNS\n1990s/NNS", {"pay"}),
        ("7th/NN\n7th/NN", set()),
        # What is always written with capitals is a title; what is not, is a topic in either spelling.
        ("Security/NNP Council/NNP\nSecurity/NNP Council/NNP", set()),
        ("Security/NNP Council/NNP\nsecurity/NN council/NN", {"security council"}),
        # Two words with capitals before the head are a name: the first of them makes no pair.
        ("Security/NNP Council/NNP resolution/NN\nSecurity/NNP Council/NNP resolution/NN", {"council resolution"}),
        # Words for nobody, and units of what is measured or paid.
        ("nobody/NN slept/VBD\nnobody/NN slept/VBD\nnone/NN slept/VBD\nnone/NN slept/VBD", set()),
        ("two/CD metres/NNS\ntwo/CD meters/NNS\ntwo/CD miles/NNS\ntwo/CD miles/NNS\ndollars/NNS\ndollars/NNS", set()),
        ("Security/NNP Council/NNP dollars/NNS\ndollar/NN bonds/NNS\ndollar/NN bonds/NNS", {"dollar bond"}),
        # A phrase ends in a noun.
        ("rescue/NN ferry/NN wooden/JJ\nrescue/NN ferry/NN wooden/JJ", {"rescue ferry"}),
    ],
)
def test_which_nouns_and_pairs_are_topics(text: str, expected: set) -> None:
    assert set(topics.topics(tokens(a=text))["key"]) == expected


def test_a_name_behind_a_title_is_not_of_its_phrase() -> None:
    given = tokens(a="rescue/NN chief/NN Moe/NNP spoke/VBD\nrescue/NN chief/NN Moe/NNP left/VBD")
    given.loc[given["text"] == "Moe", "entity_id"] = "moe"
    assert set(topics.topics(given)["key"]) == {"rescue chief"}


def test_a_topic_has_its_commonest_spelling_and_spans_modifier_to_head() -> None:
    given = tokens(a="Missile/NN systems/NNS fell/VBD\nold/JJ missile/NN systems/NNS rust/VBP", b="a/DT missile/NN system/NN")
    given.loc[given["article_id"] == "b", "voice"] = "quoted"
    assert topics.topics(given).values.tolist() == [
        ["a", "missile system", "missile systems", 0, 15, "outlet"],
        ["a", "missile system", "missile systems", 4, 19, "outlet"],
        ["b", "missile system", "missile systems", 2, 16, "quoted"],
    ]


@pytest.mark.parametrize(
    ("a", "b", "topic"),
    [
        ("missile/NN systems/NNS", "missile/NN system/NN", "missile system"),  # of spellings as common the shorter
        ("DNA/NN test/NN", "DNA/NN test/NN", "DNA test"),
        ("Missile/NNP system/NN", "missile/NN system/NN", "missile system"),  # of two as common and as long the small letters
        ("Halvorsen/NNP ferry/NN", "Halvorsen/NNP ferry/NN", "Halvorsen ferry"),
        ("the/DT military/JJ base/NN", "two/CD military/JJ bases/NNS", "military base"),
    ],
)
def test_how_a_topic_is_spelled(a: str, b: str, topic: str) -> None:
    assert set(topics.topics(tokens(a=a, b=b))["topic"]) == {topic}


def test_of_copies_the_one_with_most_mentions_counts() -> None:
    given, copies = tokens(a="ferry/NN\nferry/NN\nferry/NN", b="ferry/NN"), {"a": "a", "b": "a"}
    assert len(topics.topics(given, copies, fewest=3)) == 4
    assert topics.topics(given, copies, fewest=4).empty
    # Articles of which nothing is known are no copies of each other.
    assert len(topics.topics(tokens(a="ferry/NN", b="ferry/NN"), {"c": "c"})) == 2


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


def test_articles_of_which_nothing_is_known_are_no_copies_of_each_other() -> None:
    table = coverage.coverage(told(("c", "mayor", "person", 2)), {**WORDS, "d": 200}, {"a": "a", "b": "a"})
    assert rows(table, "alone_here") == {("c", "mayor")}
    assert table.set_index("article_id")["expected"].to_dict() == {"a": 0.5, "b": 0.5, "c": 0, "d": 1}


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


def test_what_is_told_once_is_there_and_not_in_the_copy_that_lacks_it() -> None:
    table = coverage.coverage(told(("a", "harbour", "topic", 1), ("c", "mayor", "person", 2)), WORDS, {"a": "a", "b": "a"})
    for column in ("present", "alone_here"):
        assert rows(table, column) == {("a", "harbour"), ("c", "mayor")}
    assert table["mentions"].tolist() == [0, 1, 0, 0, 2, 0]  # of each article: the mayor, the harbour


def test_what_a_copy_tells_is_not_expected_of_its_twin() -> None:
    table = coverage.coverage(GIVEN, WORDS, {"a": "a", "b": "a", "c": "c"}).set_index(["article_id", "item"])["expected"]
    assert table["a", "harbour"] == 0
    assert table["a", "mayor"] == pytest.approx(100 * 2 / 200)
    assert table["c", "harbour"] == pytest.approx(200 * 5 / 200)  # both copies have 200 words together


def test_where_no_other_tells_of_the_event_nothing_is_expected() -> None:
    table = coverage.coverage(GIVEN, {**WORDS, "d": 50}, events={"c": "2", "d": "3"})
    assert table[table["article_id"] == "c"]["expected"].isna().all()
    assert table["article_id"].tolist() == ["a", "b", "c"]  # d tells of nothing, and a and b of an event without a name


def test_items_stand_by_kind_and_those_that_most_tell_of_first(monkeypatch) -> None:
    topic = [("b", "buoy", "topic", 2), ("a", "zinc", "topic", 9), ("a", "ferry", "topic", 1), ("b", "ferry", "topic", 1)]
    given = told(*topic, ("a", "Moe", "person", 1))
    table = coverage.coverage(given, {"a": 10, "b": 10})
    assert table["item"].tolist() == ["Moe", "ferry", "zinc", "buoy"] * 2
    monkeypatch.setattr(coverage, "MOST", 1)
    assert coverage.coverage(given, {"a": 10, "b": 10})["item"].tolist() == ["ferry"] * 2


def test_of_items_of_one_kind_that_are_told_as_often_the_first_by_name_stands_first() -> None:
    given = told(("a", "zinc", "topic", 1), ("a", "buoy", "topic", 1))
    assert coverage.coverage(given, {"a": 10})["item"].tolist() == ["buoy", "zinc"]


def test_kinds_stand_in_their_order() -> None:
    kinds = ["topic", "document", "place", "institution", "person", "speaker"]
    table = coverage.coverage(told(*[("a", f"x{n}", kind, 1) for n, kind in enumerate(kinds)]), {"a": 10})
    assert table["kind"].tolist() == ["speaker", "person", "institution", "place", "document", "topic"]


def test_where_the_others_have_no_words_nothing_is_expected() -> None:
    expected = coverage.coverage(told(("a", "tug", "topic", 2)), {"a": 10, "b": 0, "c": 0})["expected"].tolist()
    assert pd.isna(expected[0])
    assert expected[1:] == [0, 0]


def test_thirty_gaps_are_shown() -> None:
    given = told(*[(article, f"w{n}", "topic", 1 + n % 2) for n in range(10, 41) for article in "ab"])
    shown = coverage.left_out(coverage.coverage(given, {"a": 9, "b": 9, "c": 9}))
    heavy, light = ([f"w{n}" for n in range(first, 41, 2)] for first in (11, 10))
    assert shown["item"].unique().tolist() == [*heavy, *light[:-1]]  # of gaps that weigh the same the last by name goes


def test_gaps_that_weigh_the_same_stand_in_the_order_of_kinds() -> None:
    given = told(*[(article, *item, 1) for article in "ab" for item in (("act", "document"), ("Moe", "speaker"))])
    assert coverage.left_out(coverage.coverage(given, dict.fromkeys("abc", 9)))["item"].tolist() == ["Moe"] * 3 + ["act"] * 3


def test_of_nothing_or_one_article_or_what_all_tell_nothing_is_left_out() -> None:
    for given, articles in ((told(), ""), (GIVEN.head(1), "a"), (told(*[(a, "tug", "topic", 1) for a in "ab"]), "ab")):
        found = coverage.left_out(coverage.coverage(given, dict.fromkeys(articles, 10)))
        assert (list(found.columns), len(found)) == (coverage.COLUMNS, 0)
    found = topics.topics(tokens())
    assert (list(found.columns), len(found)) == ("article_id key topic start end voice".split(), 0)


def test_by_outlet_kinds_stay_apart_and_who_has_no_outlet_is_left_away() -> None:
    given = told(
        ("a", "Moe", "person", 4),
        ("b", "Moe", "person", 1),
        ("a", "Moe", "speaker", 2),
        ("c", "Moe", "person", 7),
        ("d", "Moe", "person", 9),
    )
    joined, words = coverage.by_unit(given, {"a": 100, "b": 50, "c": 10, "d": 5}, {"a": "X", "b": "X", "c": "Y"})
    assert sorted(joined.values.tolist()) == [
        ["X", "Moe", "Moe", "person", 5],
        ["X", "Moe", "Moe", "speaker", 2],
        ["Y", "Moe", "Moe", "person", 7],
    ]
    assert words == {"X": 150, "Y": 10}


def test_the_heaviest_absence_first_and_one_of_those_that_share_a_word() -> None:
    def by(item: str, articles: str, each: int, kind: str = "topic") -> list[tuple]:
        return [(article, item, kind, each) for article in articles]

    given = told(
        *by("old harbour", "ab", 1),  # as the harbour, lighter
        *by("storm", "ab", 1),  # 2 expected of d, the longest
        *by("berg", "ab", 1),  # as Nora Berg, lighter
        *by("tug", "abd", 4),  # 12 * 100 / 500 expected of c
        *by("nora-berg", "ab", 2, "person"),  # 4 of d
        *by("harbour wall", "ac", 3),  # 6 of d; lacking in b, too, so it is another gap than the harbour
        *by("harbour", "ab", 4),  # 8 of d
        *by("mayor", "a", 9),  # told by one
        *by("ferry", "abcd", 9),  # told by all
    )
    table = coverage.coverage(given, {"a": 100, "b": 100, "c": 100, "d": 300})
    shown = coverage.left_out(table)
    assert list(shown.columns) == coverage.COLUMNS
    assert shown["item"].tolist() == [i for i in ("harbour", "harbour wall", "nora-berg", "tug", "storm") for _ in "abcd"]
    assert shown["article_id"].tolist() == [*"abcd"] * 5
    assert coverage.left_out(table, most=2)["item"].unique().tolist() == ["harbour", "harbour wall"]
    assert coverage.left_out(table, fewest=3)["item"].unique().tolist() == ["tug"]
    assert coverage.left_out(table, fewest=1)["item"].iloc[0] == "mayor"


def frame(columns: str, *rows: tuple) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=columns.split())


TABLES = (
    frame("entity_id name kind", ("nora", "Nora Berg", "person"), ("tarnby", "Tarnby", "place"), ("them", "some", "anonymous")),
    # In captions, and before and behind the lines that count, and at the first character of one.
    frame(
        "article_id entity_id start",
        *(("a", "nora", start) for start in (5, 11, 25, 50, 95)),
        ("a", "tarnby", 60),
        ("a", "them", 70),
        ("b", "nora", 3),
    ),
    frame("article_id speaker_id statements", ("a", "nora", 2), ("b", "them", 1)),
    frame("article_id key topic", ("a", "ferry", "ferries"), ("a", "ferry", "ferries"), ("b", "ferry", "ferries")),
    frame(
        "article_id start end role",
        ("a", 0, 10, "caption"),
        ("a", 11, 20, "headline"),
        ("a", 21, 30, "subhead"),
        ("a", 31, 90, "body"),
        ("a", 91, 99, "caption"),
        ("b", 0, 20, "caption"),
    ),
)


def test_what_is_told_is_counted_by_article() -> None:
    found = coverage.told(*TABLES, tokens(b="berg/NN saw/VBD a/DT ferry/NN"))
    assert {tuple(row) for row in found.values.tolist()} == {
        ("a", "nora", "Nora Berg", "speaker", 2),
        ("b", "them", "some", "speaker", 1),
        ("a", "nora", "Nora Berg", "person", 3),
        ("a", "tarnby", "Tarnby", "place", 1),
        ("a", "ferry", "ferries", "topic", 2),
        ("b", "ferry", "ferries", "topic", 1),
        ("b", "nora", "Nora Berg", "person", 1),  # the bare word
    }


def test_names_count_in_the_lines_that_are_asked_for() -> None:
    found = coverage.told(*TABLES, tokens(), roles=["caption"])
    named = found[found["kind"] == "person"]
    assert dict(zip(named["article_id"], named["mentions"], strict=True)) == {"a": 2, "b": 1}


OFFICE = ("harbour-office", "Harbour Office", "institution")
NORA = ("nora-lund-berg", "Nora Lund Berg", "person")


@pytest.mark.parametrize(
    ("item", "text", "sentences"),
    [
        (NORA, "berg/NN waved/VBD\nthe/DT berg/NN", 2),  # the last name is enough
        (NORA, "nora/NN lund/NN", 0),
        (OFFICE, "an/DT office/NN at/IN the/DT harbour/NN", 1),  # apart, in one sentence
        (OFFICE, "an/DT office/NN\nthe/DT harbour/NN", 0),
        (OFFICE, "the/DT harbour/NN", 0),
        (("missile system", "missile systems", "topic"), "a/DT system/NN for/IN a/DT missile/NN", 1),  # by its key
        (("united-states", "United States", "place"), "united/VBD states/NNS", 1),  # as typed
        (("nora", "Berg", "speaker"), "berg/NN waved/VBD", 0),  # who is named is not heard
    ],
)
def test_the_bare_words_of_a_name_or_topic(item: tuple, text: str, sentences: int) -> None:
    found = coverage._in_other_words({("a", *item): 1}, tokens(b=text), {})
    assert found == ({("b", *item): sentences} if sentences else {})


def test_bare_words_are_looked_for_where_the_name_was_not_found() -> None:
    given = tokens(a="berg/NN waved/VBD", b="berg/NN left/VBD")
    assert coverage._in_other_words({("a", *NORA): 1}, given, {}) == {("b", *NORA): 1}


def test_bare_words_are_looked_for_in_the_same_event() -> None:
    given = tokens(b="berg/NN left/VBD", c="the/DT berg/NN melted/VBD", d="it/PRP rained/VBD")
    events = {"a": "1", "b": "1", "c": "2", "d": "2"}
    assert coverage._in_other_words({("a", *NORA): 1}, given, events) == {("b", *NORA): 1}
    assert set(coverage._in_other_words({("a", *NORA): 1, ("d", *NORA): 1}, given, events)) == {("b", *NORA), ("c", *NORA)}
    found = coverage.told(*TABLES, given, events=events | {"b": "2"})
    assert set(found[found["item_id"] == "nora"]["article_id"]) == {"a"}


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
