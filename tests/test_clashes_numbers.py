"""Clashes of numbers: which words say what a number is of, what tells two apart, sums that are spent, the dead and injured."""

from __future__ import annotations

from math import log
from types import SimpleNamespace
from typing import Any

import pytest

from analysis.compare import facts
from analysis.compare.facts import numbers
from analysis.compare.facts.places import Places, Where, stem
from tests.test_clashes import BRIDGE, BRIDGE_2, FERRY, FERRY_2, JOBLESS, JOBLESS_2, OFFICE, POLL, POLL_2, TOLL_2, tables, types


def first(text: str) -> tuple[Where, Any]:
    """The first sentence of a text and its first quantity."""
    where = _places({"a": text}).all[0]
    return where, where.quantities[0]


def _places(texts: dict[str, str]) -> Places:
    given = tables(texts)
    del given["quoted"]
    return Places(**given)


PASSENGERS = FERRY_2.format("Forty-four")
ROWED = "Ferry pilots from Marlow rowed {} against the autumn storm."
ROWED_2 = "Against the autumn storm ferry pilots from Marlow rowed {}."
PAID = "The mill at Tarn paid {}."
DROWNED = "{} passengers drowned {}when the ferry struck a reef off Kestrel Bay."
HIRED = "Ferry pilots hired {} divers {}."
AT_MARLOW = "Ferry pilots hired 40 divers at Marlow against storms."
SURVEY, SURVEY_2 = (text.replace("{}", OFFICE, 1) for text in (POLL, POLL_2))
PAIRS = [
    # Written as tenths of thousands of millions
    (BRIDGE.format("$16.1 billion"), BRIDGE_2.format("$16.14 billion"), "precision"),
    (BRIDGE.format("$16.1 billion"), BRIDGE_2.format("$16.24 billion"), "contradiction"),
    # Another unit
    (JOBLESS.format("12 percent"), JOBLESS_2.format("17 percentage points"), ""),
    (ROWED.format("three miles"), ROWED_2.format("nine miles"), "contradiction"),
    (ROWED.format("three miles"), ROWED_2.format("nine kilometres"), ""),
    (BRIDGE.format("millions"), BRIDGE_2.format("€6.5 million"), "precision"),  # of what money is not said
    # Four words are the same, and three or four of each side its own. A word in two of a hundred sentences weighs log 101 - log 2, one in
    # one log 101, so .53 and .46 of the weight are shared: more than half of it, and less.
    (HIRED.format(40, "against autumn storm damage"), HIRED.format(60, "for thin worn purses"), "contradiction"),
    (HIRED.format(40, "against sudden autumn storm damage"), HIRED.format(60, "for thin old worn purses"), ""),
    # One does not say what it counts: .77 of its words are the same, and .63; with the noun .68 are enough.
    (AT_MARLOW, "Ferry pilots hired 60 at Marlow for repairs.", "contradiction"),
    (AT_MARLOW, "Ferry pilots hired 60 at Marlow for winter repairs.", ""),
    (AT_MARLOW, "Ferry pilots hired 60 divers at Marlow for winter repairs.", "contradiction"),
    # A place more is no other place; one that stands beside the sentence may be.
    (FERRY.format(31), PASSENGERS.replace("Kestrel Bay", "Kestrel Bay in Dunmore"), "contradiction"),
    ("Ferry pilots at Marlow hired 40 divers.", "Rain fell on Marlow. Ferry pilots hired 60 divers.", "contradiction"),
    ("Ferry pilots at Marlow hired 40 divers.", "Rain fell on Tarn. Ferry pilots hired 60 divers.", ""),
    # A date that only one of them gives, an expectation in both, an adjective in one, relatives in both
    (
        "In March 2009 the flood drove 400 families out of Dunmore.",
        "The flood drove 700 families out of Dunmore.",
        "contradiction",
    ),
    ("The mill at Tarn will pay 60 weavers.", "The mill at Tarn is expected to pay 90 weavers.", "contradiction"),
    # Of two places each one is the same.
    ("Ferry pilots at Marlow and Tarn hired 40 divers.", "Ferry pilots at Marlow and Dunmore hired 60 divers.", ""),
    # Words of another number of the same kind
    (PAID.format("60 weavers"), PAID.format("90 weavers on average"), ""),
    (PAID.format("60 weavers"), PAID.format("90 weavers in the previous year"), ""),
    (PAID.format("weavers $60"), PAID.format("weavers $90 each"), ""),
    # Neither says what it counts.
    (AT_MARLOW.replace(" divers", ""), AT_MARLOW.replace("40 divers", "60"), ""),
    # May is a month, and a man may be called Will.
    (DROWNED.format("31", "in May "), DROWNED.format("44", ""), "contradiction"),
    (DROWNED.format("31", "beside Will Falk "), DROWNED.format("44", "beside Falk "), "contradiction"),
    (DROWNED.format("31", ""), DROWNED.format("44", "").replace("drowned", "may have drowned"), ""),
    (FERRY.format("31 young"), PASSENGERS, "contradiction"),
    (FERRY.format("31 young foreign"), FERRY_2.format("Forty-four foreign"), "contradiction"),
    (
        "Relatives of 210 miners from Dunmore were paid to keep silent.",
        "Relatives of 260 miners from Dunmore were paid to keep silent.",
        "contradiction",
    ),
    # How far a poll may err is no result.
    (SURVEY.format(41), SURVEY_2.format(36), "contradiction"),
    (SURVEY.format(41), SURVEY_2.format(36).replace("percent", "percent, with a large error"), ""),
    # Whose poll the other one is is not said, or too little else.
    (SURVEY.format(41), SURVEY_2.format(36).replace(f" of the {OFFICE}", ""), ""),
    (f"A {OFFICE} poll put Falk at 41 percent overall.", f"A {OFFICE} poll put Falk at 36 percent.", ""),
    # One article gives the other's number too: before or behind its own, or in the same sentence. A span of time is another thing.
    ("Other reports spoke of 44 passengers. " + FERRY.format(31), PASSENGERS, ""),
    (FERRY.format(31), PASSENGERS + " Other reports spoke of 31 passengers.", ""),
    (FERRY.format(31).replace("drowned,", "drowned, or 44 in all,"), PASSENGERS, ""),
    (FERRY.format(31) + " The crew had trained for 44 days.", PASSENGERS, "contradiction"),
    (FERRY.format(31) + " The harbour has 44 boats.", PASSENGERS, "contradiction"),
]


@pytest.mark.parametrize(("a", "b", "expected"), PAIRS)
def test_numbers_of_one_thing_or_of_two(a: str, b: str, expected: str) -> None:
    assert types(a, b) == types(b, a) == ({expected} if expected else set())


def test_a_contradiction_is_as_sure_as_the_words_around_it_are_alike() -> None:
    """Of which .53 of the weight are shared (PAIRS): .45 + .45 * .53."""
    a, b = HIRED.format(40, "against autumn storm damage"), HIRED.format(60, "for thin worn purses")
    assert facts.clashes(**tables({"a": a, "b": b}))["confidence"].tolist() == [0.69]


def test_one_number_that_is_explained_leaves_the_others() -> None:
    a = f"{FERRY.format(31)} Other reports spoke of 44 passengers. Gulls cried. {BRIDGE.format('$4 million')}"
    b = f"{PASSENGERS} Rain fell. {BRIDGE_2.format('$6.5 million')}"
    table = facts.clashes(**tables({"a": a, "b": b}))
    assert [why.split(";")[0] for why in table["why"]] == ["$4 million / $6.5 million"]


@pytest.mark.parametrize(
    "text",
    [
        "Falk spoke; the ferry sank; {}; nobody knew; rain fell.",
        "Falk spoke, but {}, while nobody knew.",
        "Falk spoke ({}) and left.",
        "{}: nobody knew.",
        "Falk spoke — {} — and left.",
        "Falk spoke – {} – and left.",
        "Falk spoke -- {} -- and left.",
        "{}, which nobody knew.",
        "{} and floated away.",
        "Nobody knew: {}.",
    ],
)
def test_the_clause_of_a_number(text: str) -> None:
    said = text.format("31 passengers drowned here")
    start, end = numbers._clause(*first(said))
    assert said[start:end].strip(" .,") == "31 passengers drowned here"


def test_a_clause_ends_where_its_number_does() -> None:
    said = "The board paid $5 million; nobody knew."
    start, end = numbers._clause(*first(said))
    assert said[start:end] == "The board paid $5 million"


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("It killed 44 people.", False),
        ("It killed 44 more.", True),
        ("It killed 44 others.", True),
        ("Relatives of 44 miners fled.", True),
        ("Miners, including 44 divers, fled.", True),
    ],
)
def test_a_part_or_others(text: str, part: bool) -> None:
    assert numbers._part_of(*first(text)) is part


@pytest.mark.parametrize(
    ("one", "other", "marked"),
    [
        ("young pilots", "old pilots", True),
        ("young pilots", "young pilots", False),
        ("young pilots", "pilots", False),
        ("any young pilots", "any old pilots", True),  # a word of function is in both
    ],
)
def test_nouns_with_other_adjectives(one: str, other: str, marked: bool) -> None:
    assert numbers._marked(SimpleNamespace(of=one), SimpleNamespace(of=other)) is marked


def test_of_words_that_stand_for_one_another_the_commonest_is_weighed() -> None:
    p = _places({"a": "Residents saw people.", "b": "People slept."})
    assert {numbers._group(p, stem(w)) for w in ("residents", "people", "persons")} == {stem("people")}


def test_words_that_stand_everywhere_show_nothing() -> None:
    p = _places({"a": "Ferry pilots hired divers. " + "Ferry pilots hired. " * 6, "b": "Ferry pilots hired lawyers."})
    assert numbers._alike(p, p.all[0].tokens, p.all[-1].tokens) == 0


def test_eleven_words_on_each_side_say_what_a_number_is_of() -> None:
    before = "alpha bravo charlie delta echo foxtrot golf hotel india juliet kilo lima mike".split()
    after = "oscar papa quebec romeo sierra tango uniform victor whiskey xray yankee zulu anchor".split()
    near = numbers._near(*first(f"{' '.join(before)} more than 31 {' '.join(after)}."))
    assert [t.low for t in near] == before[-11:] + after[:11]


@pytest.mark.parametrize(
    ("clause", "whole"),
    [
        ("31 passengers of the Marlow choir drowned", True),  # four words that say something
        ("31 elderly passengers of the Marlow choir drowned", False),
        ("the Coast Guard paid $5 million", False),
    ],
)
def test_a_short_clause_that_counts_is_taken_with_its_sentence(clause: str, whole: bool) -> None:
    near = numbers._near(*first(f"The ferry sank; {clause}."))
    assert ("ferry" in [t.low for t in near]) is whole


@pytest.mark.parametrize(
    ("a", "b", "shared", "own"),
    [
        ("Ferry pilots hired divers.", "Ferry pilots hired lawyers.", 3, 1),
        ("Ferry pilots hired divers.", "Ferry pilots hired idle lawyers.", 3, 1),  # of the lighter side
        ("Ferry pilots hired idle divers.", "Ferry pilots hired lawyers.", 3, 1),
        ("Ferry pilots hired.", "Ferry pilots hired lawyers.", 3, 0),
        ("Ferry pilots hired troops.", "Ferry pilots hired soldiers.", 4, 0),  # which stand for one another
        ("Ferry pilots hired divers.", "Ferry pilots sued lawyers.", 0, 1),  # two are too few
        ("The ferry pilots hired divers.", "The ferry pilots sued lawyers.", 0, 1),
    ],
)
def test_the_share_of_the_weight_of_the_words_around(a: str, b: str, shared: int, own: int) -> None:
    """As if among a hundred sentences: a word in both weighs log 101 - log 2, a word in one log 101."""
    p = _places({"a": a, "b": b})
    both = shared * log(101 / 2)
    assert numbers._alike(p, p.all[0].tokens, p.all[1].tokens) == pytest.approx(both / (both + own * log(101)))


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("", "", True),
        ("dollar", "dollar", True),
        ("dollar", "euro", False),
        ("money", "money", True),
        *(("money", currency, True) for currency in ("dollar", "euro", "pound", "rouble")),
        ("money", "mile", False),
        ("", "mile", False),
    ],
)
def test_units_that_may_be_one(one: str, other: str, expected: bool) -> None:
    assert numbers._unit(one, other) is numbers._unit(other, one) is expected


@pytest.mark.parametrize(
    ("of", "head"), [("", ""), ("pilots", "pilot"), ("young river pilots", "pilot"), ("boats of heavy timber", "boat")]
)
def test_the_noun_that_is_counted(of: str, head: str) -> None:
    assert numbers._head(SimpleNamespace(of=of)) == head


SUM = "Divers from Tarn repaired the swing bridge at Marlow. The Harbour Board spent {}."
SUM_2 = "In all it cost the Harbour Board {}. The swing bridge at Marlow was repaired by divers from Tarn."
HUNDREDS = SUM.format("hundreds of millions of dollars")


def test_sums_that_are_spent_are_told_by_the_sentences_around_them() -> None:
    """Hundreds of millions are at least a hundred; thirty million, rounded, at most thirty-five."""
    table = facts.clashes(**tables({"a": HUNDREDS, "b": SUM_2.format("$30 million")}))
    said = "hundreds of millions of dollars / $30 million; the sentences around them speak of one thing"
    assert table[["type", "confidence", "why"]].to_numpy().tolist() == [["contradiction", 0.5, said]]
    assert types(SUM_2.format("$30 million"), HUNDREDS) == {"contradiction"}


def test_a_sum_in_another_money_leaves_the_others() -> None:
    table = facts.clashes(**tables({"a": HUNDREDS, "b": SUM_2.format("€30 million"), "c": SUM_2.format("$30 million")}))
    assert table[["type", "a_article_id", "b_article_id"]].to_numpy().tolist() == [["contradiction", "a", "c"]]


def test_sums_that_agree_are_no_surer_than_words_in_common_allow() -> None:
    (row,) = facts.clashes(**tables({"a": HUNDREDS, "b": SUM_2.format("$300 million")})).itertuples()
    assert row.type == "precision"
    assert 0.5 < row.confidence < 0.9


@pytest.mark.parametrize(
    ("a", "b"),
    [
        (SUM.format("$90 million"), SUM_2.format("$30 million")),  # neither is given as an order
        (HUNDREDS, SUM_2.format("€30 million")),
        (HUNDREDS.replace("spent", "holds"), SUM_2.format("$30 million")),
        (HUNDREDS, SUM_2.format("$30 million").replace("Harbour Board", "Coast Guard")),  # the two name nothing in common
        (HUNDREDS, SUM_2.format("$30 million").replace("The swing", "It rained. The swing")),  # it stands too far off
    ],
)
def test_other_sums_are_not_told_by_the_sentences_around_them(a: str, b: str) -> None:
    assert not types(a, b)
    assert not types(b, a)


@pytest.mark.parametrize(
    ("text", "spent"),
    [
        ("The board spent $5 million.", True),
        ("Repairs worth $5 million began.", True),
        ("The board donated $5 million.", True),
        ("The board owes $5 million.", True),
        ("The board paid its divers $5 million.", True),
        ("The board keeps $5 million.", False),
        ("The board spent its whole spring in the old lighthouse at Marlow for $5 million.", False),  # not beside it
    ],
)
def test_a_verb_of_spending_beside_a_sum(text: str, spent: bool) -> None:
    assert numbers._is_spent(*first(text)) is spent


KILLED = "More than {} have been killed in the Dunmore flood."
RAIN = " Rain fell there."  # so that the two articles have more in common


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        # Within five per cent, and a hundred at least
        (KILLED.format("6,100 people"), TOLL_2.format("5,810"), "precision"),
        (KILLED.format("6,100 people"), TOLL_2.format("5,800"), ""),
        (KILLED.format("101 people"), TOLL_2.format("100"), "precision"),
        (KILLED.format("100 people"), TOLL_2.format("99"), ""),
        (KILLED.format("99 people"), TOLL_2.format("98"), ""),
        # Others are counted
        (KILLED.format("6,100 sailors"), TOLL_2.format("6,000 sailors"), "precision"),
        (KILLED.format("6,100 soldiers"), TOLL_2.format("6,000 sailors"), ""),
        (KILLED.format("6,100 people"), TOLL_2.format("6,000").replace("killed", "arrested"), ""),
        # No place is in both.
        (
            KILLED.format("6,100 people").replace("Dunmore ", ""),
            TOLL_2.format("6,000").replace(" eastern Dunmore", " a flood"),
            "",
        ),
        # Where they do not agree nothing is claimed.
        (
            KILLED.format("6,111 people").removeprefix("More than "),
            TOLL_2.format("6,222").replace("more than ", ""),
            "",
        ),
    ],
)
def test_many_dead_of_one_place(a: str, b: str, expected: str) -> None:
    assert types(a + RAIN, b + RAIN) == types(b + RAIN, a + RAIN) == ({expected} if expected else set())


def test_numbers_of_dead_are_as_sure_as_the_words_around_them_are_alike() -> None:
    """Two of four words of the shorter sentence, each in two sentences of a hundred, the others in one: .46, and .5 + .4 * .46."""
    table = facts.clashes(**tables({"a": KILLED.format("6,100 people") + RAIN, "b": TOLL_2.format("6,000") + RAIN}))
    assert table["confidence"].tolist() == [0.68]


def test_numbers_that_agree_say_what_they_count_if_one_of_them_does() -> None:
    a, b = KILLED.format("6,100 people"), TOLL_2.format("6,000")
    said = [facts.clashes(**tables({"a": x, "b": y}))["why"].tolist() for x, y in ((a, b), (b, a))]
    agree = "(people) agree; one is more exact, or only bounded"
    assert said == [[f"More than 6,100 and more than 6,000 {agree}"], [f"more than 6,000 and More than 6,100 {agree}"]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("By the dam 600 were wounded and 40 killed.", "injured wounded hurt"),  # the first word that says so
        ("By the dam 600 died", "killed dead died deaths"),  # the end of a caption
        ("By the dam 600 fled; 40 were killed.", ""),  # another clause
        ("The guards arrested 600 by the dam.", ""),  # behind the number
        ("By the dam 600 who had slept behind old walls died.", "killed dead died deaths"),  # the eighth word
        ("By the dam 600 who had slept behind very old walls died.", ""),
    ],
)
def test_what_befell_those_who_are_counted(text: str, expected: str) -> None:
    assert numbers._toll(*first(text)) == expected
