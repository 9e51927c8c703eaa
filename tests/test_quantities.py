"""Quantities: value, unit, bound, kind and what is counted; expected values are what the words say."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.quantities import BOUNDS, KINDS, of_sentence
from analysis.quantities.numerals import numerals, plain
from analysis.reading import Sentence


def found(text: str):
    return of_sentence(text, Sentence(0, len(text), 0, "body", ()))


CASES = [
    # text, the expression, kind, value, unit, of, bound
    ("Two dozen firefighters came.", "Two dozen", "count", 24, "", "firefighters", "exact"),
    ("At least 220 river pilots struck.", "At least 220", "count", 220, "", "river pilots", "at least"),
    ("More than 6,100 people fled.", "More than 6,100", "count", 6100, "", "people", "over"),
    ("They buried 12 family members.", "12", "count", 12, "", "family members", "exact"),
    ("It had 31 elderly passengers.", "31", "count", 31, "", "elderly passengers", "exact"),
    ("It had 31 weekly flights.", "31", "count", 31, "", "weekly flights", "exact"),
    ("Of them 31 finally left voters behind.", "31", "count", 31, "", "", "exact"),
    ("No more than 20 passengers drowned.", "No more than 20", "count", 20, "", "passengers", "at most"),
    ("Not more than 20 passengers drowned.", "Not more than 20", "count", 20, "", "passengers", "at most"),
    ("It cost no more than $20 million.", "no more than $20 million", "money", 2e7, "dollar", "", "at most"),
    ("It held no larger than 40 boats.", "no larger than 40", "count", 40, "", "boats", "at most"),
    ("No fewer than 20 passengers drowned.", "No fewer than 20", "count", 20, "", "passengers", "at least"),
    ("It cost $16.1 billion.", "$16.1 billion", "money", 16_100_000_000, "dollar", "", "exact"),
    ("It cost 16.1 to 16.3 billion dollars.", "16.1 to 16.3 billion dollars", "money", 16_100_000_000, "dollar", "", "between"),
    ("Up to 400 were hurt.", "Up to 400", "count", 400, "", "", "at most"),
    ("Fewer than ten boats sank.", "Fewer than ten", "count", 10, "", "boats", "under"),
    ("Some 20-odd shops closed.", "Some 20", "count", 20, "", "", "about"),
    ("They held 10 or more.", "10", "count", 10, "", "", "at least"),
    ("It lost 1,000 pieces of heavy equipment.", "1,000", "count", 1000, "", "pieces of heavy equipment", "exact"),
    ("One hundred and six goats ran.", "One hundred and six", "count", 106, "", "goats", "exact"),
    ("Half a million were moved.", "Half a million", "count", 500_000, "", "", "exact"),
    ("A 64-page document was found.", "64-page", "count", 64, "page", "document", "exact"),
    ("They ran three miles.", "three miles", "count", 3, "mile", "", "exact"),
    ("Between 50 and 60 people fled.", "50 and 60", "count", 50, "", "people", "between"),
    ("It took five to ten boats.", "five to ten", "count", 5, "", "boats", "between"),
    ("Tens of thousands of fans sang.", "Tens of thousands", "count", 20_000, "", "fans", "order"),
    ("It cost hundreds of millions of dollars.", "hundreds of millions of dollars", "money", 1e8, "dollar", "", "order"),
    ("The town had spent billions.", "billions", "money", 1e9, "money", "", "order"),
    ("It got US$3.2bn in aid.", "US$3.2bn", "money", 3.2e9, "dollar", "aid", "exact"),
    ("A $40-million loan was signed.", "$40-million", "money", 4e7, "dollar", "loan", "exact"),
    ("It cost $5 million to $7 million.", "$5 million to $7 million", "money", 5e6, "dollar", "", "between"),
    ("About 12 per cent of voters agreed.", "About 12 per cent", "share", 12, "percent", "voters", "about"),
    ("It rose to 2.5%.", "2.5%", "share", 2.5, "percent", "", "exact"),
    ("Two-thirds of the farmers agreed.", "Two-thirds", "share", 66.7, "percent", "farmers", "exact"),
    ("They met for nearly four hours.", "nearly four hours", "duration", 4, "hour", "", "nearly"),
    ("A five-year ban ended.", "five-year", "duration", 5, "year", "ban", "exact"),
    ("He waited half an hour.", "half an hour", "duration", 0.5, "hour", "", "exact"),
    ("It began a year ago.", "a year", "duration", 1, "year", "", "exact"),
    ("The 45-year-old rule ended.", "45-year-old", "age", 45, "year", "rule", "exact"),
    ("The mayor, 54, left.", "54", "age", 54, "year", "", "exact"),
    ("On the 70th anniversary they met.", "70th", "ordinal", 70, "", "anniversary", "exact"),
    ("It opens at 5:30 p.m. sharp.", "5:30 p.m.", "time", 17.5, "hour", "", "exact"),
]


@pytest.mark.parametrize(("text", "written", "kind", "value", "unit", "of", "bound"), CASES)
def test_one_quantity(text: str, written: str, kind: str, value: float, unit: str, of: str, bound: str) -> None:
    (q,) = found(text)
    assert (text[q.start : q.end], q.kind, q.value, q.unit, q.of, q.bound) == (written, kind, value, unit, of, bound)


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("On March 2, 2014 it rained.", "2014-03-02"),
        ("On 2 March 2014 it rained.", "2014-03-02"),
        ("On May 9th it rained.", "--05-09"),  # no year is stated
        ("Since April 2014 it rained.", "2014-04"),
        ("In mid-February it rained.", "--02"),
        ("In 2013 it rained.", "2013"),
        ("In the 1990s it rained.", "199x"),
        ("It rained on Tuesday.", "tuesday"),
        ("On 2014-03-02 it rained.", "2014-03-02"),
    ],
)
def test_dates(text: str, date: str) -> None:
    (q,) = found(text)
    assert (q.kind, q.date) == ("date", date)
    assert math.isnan(q.value)


@pytest.mark.parametrize(
    "text",
    [
        "The B-52 flew over Route 66 with an S-300.",
        "Call it a 24/7 shop since 9/11.",
        "No one of them knew which one it was.",
        "World War Two and World War II ended.",
        "He may march in time.",
        "It was a week-long may fair.",
    ],
)
def test_no_quantity(text: str) -> None:
    assert not [q for q in found(text) if q.kind not in ("date", "duration")]


@pytest.mark.parametrize(
    ("words", "value"),
    [("twenty-two", 22), ("two hundred and six", 206), ("three million four hundred thousand", 3.4e6), ("a hundred", 100)],
)
def test_numbers_in_words(words: str, value: float) -> None:
    assert plain(words) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("tens of\u00a0thousands of people", 2e4),
        ("5 m\u0131llion people", 5e6),
        ("5 M\u0130LL\u0130ON people", 5e6),
        ("half a m\u0131llion people", 5e5),
        ("hundred\u017f of people", 100),
        ("two th\u0131rds of the town", 66.7),
        ("the s\u0131xth time", 6),
        ("17 m\u0131nutes later", 17),
    ],
)
def test_letters_that_a_pattern_takes_for_s_and_i(text: str, value: float) -> None:
    """Where case is ignored, Python takes the long s for s, and the Turkish i with and without its dot for i."""
    assert [q.value for q in found(f"There were {text}.")] == [value]


def test_a_number_beyond_all_floats_is_none() -> None:
    assert found(f"There were {'9' * 400} people.") == []


def test_digits_one_after_another_in_words_are_no_number() -> None:
    assert math.isnan(plain("two three"))


@given(st.integers(1, 10**9))
def test_digits_with_commas_keep_their_value(n: int) -> None:
    text = f"There were {n:,} grains."
    assert [(m.low, m.high) for m in numerals(text, 0, len(text))] == [(n, n)]


@given(st.text(alphabet="0123456789 ,.-–/$€%'’“”abemilontwhyrf\n", max_size=60))
def test_any_text_gives_quantities_in_bounds(text: str) -> None:
    for q in found(text):
        assert 0 <= q.start < q.end <= len(text)
        assert q.kind in KINDS
        assert q.bound in BOUNDS
