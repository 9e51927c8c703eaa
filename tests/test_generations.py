"""Relatives of one name, told apart by *Jr.* and by middle initials."""

import pytest

from analysis.entities.generations import generation, middles_differ
from analysis.entities.people import name_key
from tests.test_entities import known, speakers


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("Paul Vann Jr.", "jr"),
        ("Paul Vann, Jr", "jr"),
        ("Paul Vann III", "iii"),
        ("Paul Vann Sr.", ""),
        ("Paul Vann", ""),
        ("Jr", ""),
        ("Paul Hawaii", ""),
    ],
)
def test_what_tells_the_generation(text, want):
    assert generation(text) == want


@pytest.mark.parametrize(
    ("one", "other", "differ"),
    [
        ("Paul R. Vann", "Paul D. L. Vann", True),
        ("Paul D.L. Vann", "Paul R. Vann", True),
        ("Paul D.L. Vann", "Paul D. L. Vann", False),
        ("Paul R. Vann", "Paul Robert Vann", False),
        ("Paul R. Vann", "Paul R. D. Vann", False),
        ("Paul R. Vann", "Paul Vann", False),
        ("Paul van Vann", "Paul D. Vann", False),
    ],
)
def test_middle_names_differ_where_their_initials_do(one, other, differ):
    assert middles_differ(name_key(one), name_key(other)) is differ


SENIOR, JUNIOR = ["Paul Vann"], ["Paul Vann Jr"]


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("Paul Vann came. {Paul Vann Jr.} said no.\n\nThen {Paul Vann} said yes.", [JUNIOR, SENIOR]),
        ("Paul Vann came with Paul Vann Jr. at noon. {Vann Jr.} said no.\n\nThen {Vann} said yes.", [JUNIOR, SENIOR]),
        ("Paul Vann Jr. came with Paul Vann. {Mr. Vann} said no.", [SENIOR]),
        ("Paul Vann Sr. came with Paul Vann. {Vann} said no.", [SENIOR]),  # one man
        ("Paul Vann Jr. came. {Vann} said no.", [JUNIOR]),
        ("Bill Vann Jr. came with William Vann. {Vann Jr.} said no.", [["Bill Vann Jr"]]),
        ("Paul Vann III met Paul Vann Jr. at noon. {Paul Vann, Jr.,} said no.", [JUNIOR]),
        ("Paul Vann Jr. came with Paul Vann. {The younger Mr. Vann} said no.", [JUNIOR]),
        ("Paul Vann came with Otto Vann. {The younger Otto Vann} said no.", [["Otto Vann"]]),
        ("Otto Vann met Paul Vann Jr. at noon. {Otto Vann} said no.", [["Otto Vann"]]),
        ("Paul R. Vann met Paul D. L. Vann at noon. {Paul R. Vann} said no.", [["Paul R. Vann"]]),
    ],
)
def test_father_and_son_are_two_in_an_article_that_has_both(text, want):
    assert speakers(text) == want


def test_elsewhere_jr_is_only_sometimes_written():
    people = list(known("On Monday Paul Vann Jr. came.", "On Monday Paul Vann came.").entities.values())
    assert len(people) == 1
    assert list(people[0].merged) == ["Paul Vann: with or without Jr."]


@pytest.mark.parametrize(
    ("texts", "rule", "number"),
    [
        (("On Monday Paul Vann Jr. came.", "On Monday Paul Vann came."), "different", 2),
        (("On Monday Paul Vann Jr. came. It was Paul Vann.",), "same", 1),
    ],
)
def test_overrides_part_and_join_them(texts, rule, number):
    who = known(*texts, overrides={"entities": {rule: [["Paul Vann", "Paul Vann Jr."]]}})
    assert len(who.entities) == number
