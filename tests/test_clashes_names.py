"""Clashes of names, words and titles; and how the rows of all clashes are ordered and numbered."""

from __future__ import annotations

import re
from types import SimpleNamespace

import pandas as pd
import pytest

from analysis.compare import facts
from analysis.compare.facts import names
from analysis.compare.facts.places import Places
from tests.test_clashes import FERRY, FERRY_2, JOBLESS, JOBLESS_2, tables, types


def respelt(texts: dict[str, str], kind: str, *forms: str) -> list[tuple[names.Form, names.Form]]:
    """The spellings of one identity that goes by these forms."""
    given = tables(texts)
    del given["quoted"]
    given["entities"] = pd.DataFrame([("x", forms[0], kind)], columns=["entity_id", "name", "kind"])
    found = [(a, "x", m.start(), m.end(), "name", "outlet") for a, t in texts.items() for m in re.finditer("|".join(forms), t)]
    # The rows of a table may stand in any order.
    given["mentions"] = pd.DataFrame(found[::-1], columns=given["mentions"].columns)
    return list(names.spellings(Places(**given), given["mentions"]))


@pytest.mark.parametrize(
    ("kind", "one", "other", "expected"),
    [
        ("person", "Ana Tserin", "Anna Tserin", ("Ana", "Anna")),
        ("person", "Ana Tserin", "Ana Tserrin", ("Tserin", "Tserrin")),
        ("person", "Ana TSERIN", "Anna Tserin", ("Ana", "Anna")),
        ("person", "Ana Tserin's", "Anna Tserin", ("Ana", "Anna")),
        ("institution", "Harbour Board", "Harbor Board", ("Harbour", "Harbor")),
        ("person", "Ana Tserin", "Anna Tserrin", None),  # two words differ
        ("person", "Ana Tserin", "Anna Lindt", None),
        ("document", "Reef Treaty", "Reef Treatey", None),  # its title: the type "name"
        # One word names a place plainly enough; two people of one surname are too easily taken for one.
        ("place", "Tarnov", "Ternov", ("Tarnov", "Ternov")),
        ("person", "Tarnov", "Ternov", None),
        ("institution", "Tarnov", "Ternov", None),
        # A country and its people; a person has none.
        ("place", "Turkey", "Turks", None),
        ("place", "Marl", "Marlish", None),
        ("place", "Odesa", "Odessa", ("Odesa", "Odessa")),
        ("place", "Kharkiv", "Kharkov", ("Kharkiv", "Kharkov")),
        ("person", "Turkey Senn", "Turks Senn", ("Turkey", "Turks")),
    ],
)
def test_spellings_of_one_identity(kind: str, one: str, other: str, expected: tuple[str, str] | None) -> None:
    texts = {"a": f"At noon {one} left.", "b": f"At dusk {other} slept."}
    found = respelt(texts, kind, one, other)
    assert [{f.text for f in pair} for pair in found] == ([set(expected)] if expected else [])
    assert all(texts[a][start:end] == form.text for pair in found for form in pair for a, start, end in form.spots)


@pytest.mark.parametrize(
    ("a", "b", "found"),
    [
        # Articles that all use both do not differ; one that uses both differs from one that uses one.
        ("Ana Tserin, or Anna Tserin, left.", "Anna Tserin, or Ana Tserin, slept.", 0),
        ("Ana Tserin, or Anna Tserin, left.", "Anna Tserin slept.", 1),
        ("Ana Tserin left.", "Anna Tserin slept.", 1),
    ],
)
def test_articles_that_use_both_spellings(a: str, b: str, found: int) -> None:
    assert len(respelt({"a": a, "b": b}, "person", "Ana Tserin", "Anna Tserin")) == found


def test_the_first_place_of_a_spelling_in_an_article_is_shown() -> None:
    texts = {"a": "Ana Tserin left. Ana Tserin slept.", "b": "Then Anna Tserin left. Anna Tserin slept."}
    ((one, other),) = respelt(texts, "person", "Ana Tserin", "Anna Tserin")
    assert (one.spots, other.spots) == ((("a", 0, 3),), (("b", 5, 9),))


@pytest.mark.parametrize(
    ("one", "other", "derived"),
    [
        ("turkey", "turks", True),
        ("peru", "peruvian", True),
        ("ukraine", "ukrainian", True),
        ("chad", "chadian", True),
        ("finland", "finn", True),
        ("spain", "spanish", True),
        ("britain", "britons", True),
        ("brega", "brown", False),
        ("kyiv", "kiev", False),
        ("tarnov", "ternov", False),
    ],
)
def test_a_place_and_its_people(one: str, other: str, derived: bool) -> None:
    assert names._derived(one, other) is names._derived(other, one) is derived


def test_two_short_names_that_begin_alike_are_two() -> None:
    assert not names._respelt("Ivo", "Ida")
    assert not names._respelt("Ida", "Ivo")


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ("The ceasefire, or cease-fire, held.", "The cease-fire broke; a ceasefire followed.", set()),  # both in both
        ("The ceasefire, or cease-fire, held.", "The cease-fire broke.", {"spelling"}),
        ("The cease‑fire held.", "The cease-fire broke.", set()),  # a hyphen that holds a line together
        ("The cease‑fire held.", "The ceasefire broke.", {"spelling"}),
        ("Cease-fire talks began.", "The cease-fire broke.", set()),
        ("They re-signed the ceasefire.", "The cease-fire broke.", {"spelling"}),
    ],
)
def test_words_written_in_two_ways(a: str, b: str, expected: set[str]) -> None:
    assert types(a, b) == types(b, a) == expected


def test_words_of_the_furniture_of_a_page_are_not_compared() -> None:
    given = tables({"a": "Gulls cried.\nThe ceasefire held.", "b": "The cease-fire broke."})
    given["sentences"]["role"] = ["body", "boilerplate", "body"]
    assert facts.clashes(**given).empty


INQUIRY = 'The shipwreck inquiry by the Coast Guard, titled "{}", blames the Marlow pilots.'
BEGUN = '"{}", the shipwreck inquiry by the Coast Guard, blames the Marlow pilots.'
TOLL, TOLL_2 = "The Reef's Toll", "The Reef Toll"
SANG = 'The ferry sank off Kestrel Bay. It rained. Falk sang "Undertow" at noon.'
READ = 'The ferry sank off Kestrel Bay. Gulls cried. Falk read "Undertone" {}.'


def titles(texts: dict[str, str], role: str = "title", published: dict[str, str] | None = None) -> list[tuple[str, str]]:
    given = tables(texts)
    del given["quoted"]
    marks = [(name, m.start(), m.end(), role) for name, text in texts.items() for m in re.finditer('"[^"]+"', text)]
    quoted = pd.DataFrame(marks, columns="article_id start end role".split())
    found = names.titles(Places(**given, published=published), quoted)
    return [(texts[a[0]][a[1] : a[2]], texts[b[0]][b[1] : b[2]]) for a, b, _ in found]


@pytest.mark.parametrize(
    ("a", "b", "found"),
    [
        (INQUIRY.format(TOLL), INQUIRY.format(TOLL_2), [(TOLL, TOLL_2)]),
        (BEGUN.format(TOLL), INQUIRY.format(TOLL_2), [(TOLL, TOLL_2)]),
        (INQUIRY.format(TOLL), BEGUN.format(TOLL_2), [(TOLL, TOLL_2)]),
        ("Rain fell. Gulls cried. " + INQUIRY.format(TOLL), INQUIRY.format(TOLL_2), [(TOLL, TOLL_2)]),
        (INQUIRY.format(TOLL), INQUIRY.format(f"{TOLL.upper()}."), []),  # capitals and stops are no other title
        (INQUIRY.format(TOLL), INQUIRY.format("Bay of Ruin"), []),
        # Letters in common: 67 and 74 of a hundred
        (INQUIRY.format(TOLL), INQUIRY.format("The Reef Report"), []),
        (
            INQUIRY.format("Storm Warning"),
            INQUIRY.format("Storm Warnings Ignored"),
            [("Storm Warning", "Storm Warnings Ignored")],
        ),
        ("Gulls cried at dusk. " * 8 + INQUIRY.format(TOLL), INQUIRY.format(TOLL_2), [(TOLL, TOLL_2)]),
        (INQUIRY.format("The Reef's\nToll"), INQUIRY.format(TOLL_2), [("The Reef's\nToll", TOLL_2)]),
        (INQUIRY.format("V"), INQUIRY.format("W"), []),
        # Alike, but in sentences that share one rare word, and two
        (SANG, READ.format("in Marlow"), []),
        (SANG, READ.format("at noon"), [("Undertow", "Undertone")]),
        (SANG + " Fog rose." + " Noon came." * 7, READ.format("at noon"), []),
    ],
)
def test_titles_of_one_work(a: str, b: str, found: list[tuple[str, str]]) -> None:
    assert titles({"a": a, "b": b}) == found


def test_a_title_is_compared_with_that_of_every_article() -> None:
    told = {"a": INQUIRY.format(TOLL), "b": INQUIRY.format(TOLL), "c": INQUIRY.format(TOLL_2)}
    assert titles(told) == [(TOLL, TOLL_2)] * 2


def test_titles_of_the_furniture_of_a_page_are_not_compared() -> None:
    given = tables({"a": f"Gulls cried.\n{INQUIRY.format(TOLL)}", "b": INQUIRY.format(TOLL_2)})
    given["sentences"]["role"] = ["body", "boilerplate", "body"]
    assert "name" not in set(facts.clashes(**given)["type"])


def test_speech_is_no_title_and_what_comes_days_later_is_not_compared() -> None:
    told = {"a": INQUIRY.format(TOLL), "b": INQUIRY.format(TOLL_2)}
    assert not titles(told, role="speech")
    assert not titles(told, published={"a": "2031-05-02", "b": "2031-05-09"})
    assert titles(told, published={"a": "2031-05-02", "b": "2031-05-04"})


@pytest.mark.parametrize("title", ["The Reef’s  Toll,", "“The Reef`s Toll.”", "the reef´s\ntoll", '"THE REEF\'S TOLL"'])
def test_what_makes_no_other_title(title: str) -> None:
    assert names._plain(title) == "the reef's toll"


def test_articles_stand_in_the_order_of_the_corpus() -> None:
    """Not in that of their names."""
    z = f"{FERRY.format(31)} The ceasefire held at noon. {INQUIRY.format(TOLL)} Ana Tserin left."
    a = f"{FERRY_2.format('Forty-four')} The cease-fire broke at dusk. {INQUIRY.format(TOLL_2)} Anna Tserin slept."
    table = facts.clashes(**tables({"z": z, "a": a}))
    assert set(table["type"]) == {"contradiction", "name", "spelling"}
    assert set(table["a_article_id"]) == {"z"}
    assert set(table["b_article_id"]) == {"a"}
    assert [z[r.a_start : r.a_end] for r in table.itertuples()] == ["31", TOLL, "ceasefire", "Ana"]
    assert [a[r.b_start : r.b_end] for r in table.itertuples()] == ["Forty-four", TOLL_2, "cease-fire", "Anna"]


def test_rows_of_one_type_that_share_a_place_are_one_clash() -> None:
    """And so are those that are joined by others; two spellings are one where they say the same."""
    a, b, c, d, e, f = [(name, 0, 1) for name in "abcdef"]
    rows = [
        facts._Row("contradiction", a, b, 0.9, "31 / 44"),
        facts._Row("contradiction", c, d, 0.8, "31 / 45"),
        facts._Row("contradiction", e, f, 0.7, "31 / 46"),
        facts._Row("contradiction", a, d, 0.6, "31 / 45"),  # joins the first two
        facts._Row("precision", a, b, 0.9, "31 / at least 30"),  # another type
        facts._Row("spelling", a, b, 0.9, "Ana / Anna, one name"),
        facts._Row("spelling", c, d, 0.9, "Ana / Anna, one name"),
        facts._Row("spelling", e, f, 0.9, "Mira / Myra, one name"),
        facts._Row("wording", a, b, 0.9, "did / would"),
        facts._Row("wording", c, d, 0.9, "did / would"),  # elsewhere the same words are another claim
    ]
    assert facts._numbered(rows) == [0, 0, 1, 0, 2, 3, 3, 4, 5, 6]


def test_rows_of_one_clash_stand_together_in_the_order_of_the_corpus() -> None:
    """Two disagreements of three articles and three others, all as sure: what is one clash is nine rows."""
    texts = {f"a{n}": f"{FERRY.format(31)} {JOBLESS.format('12 percent')}" for n in range(3)}
    texts |= {f"b{n}": f"{FERRY_2.format('Forty-four')} {JOBLESS_2.format('17 percent')}" for n in range(3)}
    table = facts.clashes(**tables(texts))
    told = [(r.clash, r.a_article_id, r.b_article_id) for r in table.itertuples()]
    assert told == [(clash, f"a{i}", f"b{j}") for clash in (0, 1) for i in range(3) for j in range(3)]
    assert set(table["confidence"]) == {0.9}
    assert table.index.tolist() == list(range(18))


def test_a_place_is_quoted_in_one_line() -> None:
    places = SimpleNamespace(texts={"a": "Some four\n\nhundred  families fled."})
    assert facts._quoted(places, ("a", 5, 18)) == "four hundred"
