"""What tells two numbers apart though the words around them are the same: fates, opposites, levels and changes, days."""

from __future__ import annotations

import pytest

from analysis.compare.facts import apart
from analysis.compare.facts.places import Places, Where
from tests.test_clashes import tables, types
from tests.test_clashes_numbers import first


def sentence(text: str) -> Where:
    given = tables({"a": text})
    del given["quoted"]
    return Places(**given).all[0]


BLAST = "The blast at the old fish market in Tarn {}."
BOATS = "Against the storm the Harbour Board {} at Marlow."
BALLOT = "Of the Harbour Board {} members voted {} the ferry at Marlow."
RATE = "Unemployment among fishermen in Dunmore {} in the last year."
SURVEY = "A study of fishermen at Kestrel Bay found that {} the new harbour tax."
NAMED = "Fishermen on the island near Kestrel Bay lost {}."
PAIRS = [
    # Another fate, in whatever word
    (BLAST.format("killed 31 people"), BLAST.format("killed 44 people"), True),
    (BLAST.format("killed 31 people"), BLAST.format("injured 44 people"), False),
    (BLAST.format("left 31 people dead"), BLAST.format("left 44 people wounded"), False),
    (BLAST.format("left 31 people dead"), BLAST.format("killed 44 people"), True),
    (BLAST.format("left 31 people missing"), BLAST.format("left 44 people dead"), False),
    (BLAST.format("killed 31 people and injured dozens"), BLAST.format("left 44 people dead"), True),
    (BLAST.format("injured 31 people"), BLAST.format("seriously injured 44 people"), False),
    # A part, or some more
    (BLAST.format("killed 31 people"), BLAST.format("killed 44 more people"), False),
    (BLAST.format("killed 31 people"), BLAST.format("killed many, including 44 people"), False),
    # The other side
    (BOATS.format("hired 31 divers"), BOATS.format("dismissed 44 divers"), False),
    (BOATS.format("hired 31 divers"), BOATS.format("recruited 44 divers"), True),
    (BOATS.format("sold 31 boats to fishermen"), BOATS.format("bought 44 boats from fishermen"), False),
    (NAMED.format("31 boats in the north"), NAMED.format("44 boats in the north"), True),
    (NAMED.format("31 boats in the north"), NAMED.format("44 boats in the southern part"), False),
    (NAMED.format("31 boats in the north and south"), NAMED.format("44 boats in the north"), True),
    (BALLOT.format(31, "for"), BALLOT.format(14, "against"), False),
    (BALLOT.format(31, "for"), BALLOT.format(14, "for"), True),
    (RATE.format("fell to 12 percent among men"), RATE.format("fell to 17 percent among women"), False),
    (RATE.format("among men fell to 12 percent"), RATE.format("fell to 17 percent among men"), True),
    (BOATS.format("raised $4 million"), BOATS.format("spent $6 million"), False),
    (NAMED.format("31 boats in the past week"), NAMED.format("44 boats in the past month"), False),
    (NAMED.format("31 boats in the morning"), NAMED.format("44 boats in the evening"), False),
    (SURVEY.format("12 percent want"), SURVEY.format("17 percent do not want"), False),
    (SURVEY.format("12 percent don't want"), SURVEY.format("17 percent do not want"), True),
    (SURVEY.format("12 percent want"), SURVEY.format("17 percent never want"), False),
    (SURVEY.format("12 percent can pay"), SURVEY.format("17 percent cannot pay"), False),
    # A level, a change, where it began
    (RATE.format("rose to 12 percent"), RATE.format("rose to 17 percent"), True),
    (RATE.format("rose to 12 percent"), RATE.format("rose to nearly 17 percent"), True),
    (RATE.format("rose to 12 percent"), RATE.format("rose by 4 percent"), False),
    (RATE.format("rose to a record 12 percent"), RATE.format("rose 4 percent"), False),
    (RATE.format("rose by 12 percent"), RATE.format("rose sharply, 17 percent"), True),
    (RATE.format("rose from 8 percent"), RATE.format("rose to 12 percent"), False),
    # Another day
    (NAMED.format("31 boats on Monday"), NAMED.format("44 boats on Monday"), True),
    (NAMED.format("31 boats on Monday"), NAMED.format("44 boats on Tuesday"), False),
    (NAMED.format("31 boats on Monday"), NAMED.format("44 boats"), True),
]


@pytest.mark.parametrize(("a", "b", "one"), PAIRS)
def test_numbers_of_one_thing_contradict_and_others_do_not(a: str, b: str, one: bool) -> None:
    found = types(a, b)
    assert found == types(b, a)
    assert ("contradiction" in found) is one
    assert "precision" not in found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It injured many and killed 31 people who had been hurt before.", "killed"),  # right before the number
        ("Injuring many, it left 31 people dead.", "killed"),  # else behind it
        ("Among the dead were 31 people.", "killed"),  # else before it
        ("Among the dead lay 31 injured people.", "injured"),
        ("Of them 31 who had slept behind very old thick walls drowned.", ""),  # nine words
        ("Of them 31 who had slept behind old walls drowned.", "killed"),
        ("It rescued 31 people.", "rescued"),
    ],
)
def test_what_befell_those_that_are_counted(text: str, expected: str) -> None:
    where, q = first(text)
    assert apart.fate(where.tokens, q).partition(" ")[0] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It fell to 31 boats.", "to"),
        ("It fell by 31 boats.", "by"),
        ("It fell 31 boats short.", "by"),
        ("It was up by 31 boats.", "by"),
        ("It fell from 31 boats.", "from"),
        ("It fell to a new record 31 boats.", "to"),
        ("It came to an entirely new record 31 boats.", ""),  # five words before it
        ("Of them 31 boats sank.", ""),
    ],
)
def test_a_level_or_a_change(text: str, expected: str) -> None:
    where, q = first(text)
    assert apart.level(where.tokens, q) == expected


@pytest.mark.parametrize(
    ("text", "denied"), [("They want some of it.", False), ("They want none of it.", True), ("They never saw it.", True)]
)
def test_what_is_denied(text: str, denied: bool) -> None:
    assert apart._denied(sentence(text).tokens) is denied


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Of them 31 voted for it.", "for"),
        ("Of them 31 voted against it.", "against"),
        ("Of them 31 voted for it and 14 against it.", ""),
        ("Of them 31 voted.", ""),
    ],
)
def test_votes_for_and_against(text: str, expected: str) -> None:
    where, _ = first(text)
    assert apart._vote(where.tokens) == expected


@pytest.mark.parametrize(
    ("a", "b", "other"),
    [
        ("It sank on Monday.", "It sank on Tuesday.", True),
        ("It sank on Monday.", "It sank on Monday.", False),
        ("It sank on Monday and Tuesday.", "It sank on Monday.", False),
        ("It sank on Monday.", "It sank in May 2031.", False),  # which may be one day
        ("It sank on Monday.", "It sank.", False),
    ],
)
def test_other_days_of_the_week(a: str, b: str, other: bool) -> None:
    one, two = sentence(a), sentence(b)
    assert apart.other_days(one, two) is apart.other_days(two, one) is other


@pytest.mark.parametrize(
    ("a", "b", "other"),
    [
        ("It lost 31 boats.", "It lost 44 boats.", True),
        ("It lost 31 boats.", "It lost 31 boats and 44 divers.", False),
        ("It lost 31 boats.", "It lost boats.", False),
        # Nothing is counted or measured
        ("It sank at 9 a.m.", "It sank at 10 a.m.", False),
        ("It sank on May 2, 2031.", "It sank on May 3, 2031.", False),
        ("The third ferry sank.", "The second ferry sank.", False),
    ],
)
def test_other_numbers(a: str, b: str, other: bool) -> None:
    one, two = sentence(a), sentence(b)
    assert apart.other_numbers(one, two) is apart.other_numbers(two, one) is other
