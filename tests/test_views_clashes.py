"""Clashes as HTML: both passages, marked, by type, and nothing of an article unescaped."""

from __future__ import annotations

import pandas as pd

from analysis.compare.facts import COLUMNS
from analysis.views.clashes import ROWS, table

TEXTS = {"a": "Then <b>31</b> sank & drowned.", "b": "Some 44 sank.\n\nThe rest\nswam."}


def clashes(*rows: tuple) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=COLUMNS)


ONE = (0, "contradiction", "a", 8, 10, "b", 5, 7, 0.8, "31 / 44 <i>")


def test_both_places_are_marked_and_everything_is_escaped() -> None:
    said = str(table(clashes(ONE), TEXTS, {"a": "A & B", "b": "The <C>"}))
    assert "<mark>31</mark>" in said
    assert "<mark>44</mark> sank. The rest swam." in said
    assert "Then &lt;b&gt;" in said
    assert "A &amp; B" in said
    assert "The &lt;C&gt;" in said
    assert "31 / 44 &lt;i&gt;" in said
    assert "<i>" not in said


def test_types_are_shown_in_order_and_by_choice() -> None:
    rows = clashes((1, "spelling", *ONE[2:]), ONE)
    said = str(table(rows, TEXTS, {}))
    assert said.index("Contradiction") < said.index("Spelling")
    assert "Spelling" not in str(table(rows, TEXTS, {}, "contradiction"))


def test_nothing_found_is_said() -> None:
    assert "no proof" in str(table(clashes(), TEXTS, {}))


def test_a_clash_told_by_many_copies_stays_short() -> None:
    said = str(table(clashes(*[ONE] * (ROWS + 3)), TEXTS, {}))
    assert said.count("<mark>31</mark>") == ROWS
    assert "3 more pairs" in said


def test_many_clashes_say_how_many_are_left_out() -> None:
    said = str(table(clashes(*[(n, *ONE[1:]) for n in range(5)]), TEXTS, {}, most=2))
    assert said.count("<mark>31</mark>") == 2
    assert "3 more" in said
