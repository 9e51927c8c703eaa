"""The outlets over all events: what an event adds, and what its sums come to (more in ``test_events``)."""

from __future__ import annotations

import pandas as pd

from analysis.compare import events
from tests.test_events import sums


def test_a_share_ends_at_one_and_a_school_year_does_not() -> None:
    below = (5, 5, 5, 9, 7, 5, 5, 5, 5, 5, 80)
    above = (5, 5, 4, 0, 0, 5, 5, 2, 4, 5, 75)  # all but the shares above
    parts = [sums((str(n), "Morning", "speech_person", *own, 1)) for n, own in enumerate(zip(above, below, strict=True))]
    assert events.summary(parts).iloc[0]["high"] == 1.0
    grades = [
        sums((str(n), "Morning", "flesch_kincaid_grade", 100 * own, 100, 1)) for n, own in enumerate((8, 9, 10, 9, 8, 10))
    ]
    row = events.summary(grades).iloc[0]
    assert 1 < row["low"] < row["value"] == 9 < row["high"]


def test_the_order_in_which_events_are_read_makes_no_difference() -> None:
    parts = [sums((str(n), "Morning", "copied", n, 10, 1)) for n in (1, 4, 2, 8, 5, 7)]
    pd.testing.assert_frame_equal(events.summary(parts), events.summary(parts[::-1]))


def test_a_row_an_outlet_and_measure_of_the_events_that_have_it() -> None:
    first = sums(
        ("1", "Evening", "copied", 0, 0, 1),  # nothing to be copied from
        ("1", "Morning", "copied", 20, 80, 2),
        ("1", "Evening", "tone_told", -3, 6, 1),
        ("1", "Morning", "speech_person", 1, 2, 1),
    )
    table = events.summary([first, sums(("2", "Morning", "copied", 0, 0, 3), ("3", "Morning", "copied", 10, 20, 4))])
    assert table[["outlet", "measure", "value", "events", "articles"]].values.tolist() == [
        ["Morning", "speech_person", 0.5, 1, 1],
        ["Evening", "tone_told", -0.5, 1, 1],
        ["Morning", "copied", 0.3, 2, 6],
    ]


def table(columns: str, *rows: tuple) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=columns.split())


NONE = float("nan")
EVENT = {
    "articles": table(
        "article_id outlet words", ("a", "Morning", 100), ("b", "Evening", 80), ("c", "Morning", 50), ("d", "", 60)
    ),
    "entities": table(
        "entity_id kind", ("n", "person"), ("o", "institution"), ("p", "place"), ("r", "document"), ("x", "anonymous")
    ),
    "attributions": table(
        "article_id words speaker_ids",
        *(("a", 10, "n"), ("a", 5, "o"), ("a", 1, NONE), ("c", 6, "p"), ("c", 4, "r"), ("b", 8, "x"), ("d", 9, "n")),
    ),
    "sentences": table(
        "article_id role voice tone_told",
        ("a", "body", "outlet", 0.5),
        ("a", "headline", "outlet", -1.0),
        ("a", "body", "reported", -1.0),
        ("a", "body", "outlet", NONE),
        ("c", "body", "outlet", 0.25),
        ("d", "body", "outlet", 0.9),
    ),
    "readability": table(
        "article_id voice measure value n_words",
        ("a", "all", "flesch_kincaid_grade", 9.0, 100),
        ("a", "outlet", "flesch_kincaid_grade", 3.0, 40),
        ("a", "all", "flesch_reading_ease", 70.0, 100),
        ("b", "all", "flesch_kincaid_grade", NONE, 80),
        ("c", "all", "flesch_kincaid_grade", 12.0, 50),
    ),
    "containment": table(
        "a_article_id b_article_id containment",
        ("a", "c", 0.9),  # of the same outlet
        ("a", "d", 0.8),  # of an unknown one
        ("d", "b", 0.7),
        *(("a", "b", 0.25), ("c", "b", 0.5), ("b", "a", 0.25), ("b", "c", 0.75)),
    ),
}


def test_what_two_articles_of_an_outlet_add_and_what_is_not_counted() -> None:
    found = events.event_sums("7", EVENT)
    assert set(found["event"]) == {"7"}
    spoken = ("person", "institution", "place", "document", "anonymous", "unknown")
    assert {tuple(row) for row in found.drop(columns="event").values.tolist()} == {
        *(("Morning", f"speech_{k}", n, 26, 2) for k, n in zip(spoken, (10, 5, 6, 4, 0, 1), strict=True)),
        *(("Evening", f"speech_{k}", n, 8, 1) for k, n in zip(spoken, (0, 0, 0, 0, 8, 0), strict=True)),
        ("Morning", "tone_told", 0.75, 2, 2),
        ("Morning", "flesch_kincaid_grade", 9 * 100 + 12 * 50, 150, 2),
        ("Morning", "copied", 0.25 * 100 + 0.5 * 50, 150, 2),
        ("Evening", "copied", 0.75 * 80, 80, 1),  # the article that it has most of
    }


def test_a_gap_in_a_column_that_is_not_read_costs_no_row() -> None:
    given = {name: part.assign(note=NONE) for name, part in EVENT.items()}
    pd.testing.assert_frame_equal(events.event_sums("7", given), events.event_sums("7", EVENT))


def test_one_sentence_is_enough_and_the_seed_and_number_of_resamples_are_used() -> None:
    parts = [sums((str(n), "Morning", "tone_told", own, 1, 1)) for n, own in enumerate((0.1, 0.9, -0.4, 0.3, -0.7, 0.5))]
    row = events.summary(parts).iloc[0]
    assert (round(row["value"], 4), row["events"]) == (0.1167, 6)
    ends = {
        tuple(events.summary(parts, **given).iloc[0][["low", "high"]])
        for given in ({}, {"seed": 1}, {"resamples": 50}, {"seed": 0})
    }
    assert len(ends) == 3
