"""Who speaks and how: the tables and sentences of notebook 04, on tables typed by hand."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any, cast

import pandas as pd
import pytest

from analysis import sources

TEXT = "Ann Lee said no. It is late, the town says. Officials claimed yes; Mr. Who spoke of rain."
PEOPLE = [("lee", "Ann Lee", "person"), ("town", "Tarn", "place"), ("off", "officials", "anonymous")]
SAID = [  # article, speaker_ids, cue, stance, words, start, confidence
    ("a", "lee", "said", "neutral", 4, 0, 0.9),
    ("a", "town", "says", "neutral", 2, 17, 0.9),
    ("a", "", "spoke of", "neutral", 1, 67, 0.9),
    ("b", "off", "Claimed", "doubting", 4, 44, 0.4),
    ("b", "lee;town", "has said", "neutral", 2, 50, 0.9),
    ("b", "", "", "", 3, 60, 0.3),
]


def made(said: list[tuple] = SAID) -> Any:
    attributions = pd.DataFrame(said, columns=["article_id", "speaker_ids", "cue", "stance", "words", "start", "confidence"])
    attributions["attribution"] = attributions.groupby("article_id").cumcount()
    attributions = attributions.assign(end=attributions["start"] + 5, sort="speech", content="words", kind="indirect")
    each = attributions.assign(speaker_id=attributions["speaker_ids"].str.split(";")).explode("speaker_id")
    each = each[each["speaker_id"] != ""]
    speakers = each.groupby(["article_id", "speaker_id"])["words"].sum().reset_index()
    speakers["share"] = speakers["words"] / speakers.groupby("article_id")["words"].transform("sum")
    speakers["name"] = speakers["speaker_id"].map({entity: name for entity, name, _ in PEOPLE})
    return cast(
        Any,
        SimpleNamespace(
            attributions=attributions,
            speakers=speakers.sort_values("words", ascending=False),
            entities=pd.DataFrame(PEOPLE, columns=["entity_id", "name", "kind"]),
            spans=pd.DataFrame([("a", 2, "source", 67, 74)], columns=["article_id", "attribution", "part", "start", "end"]),
            quoted=pd.DataFrame([("a", "speech", "")], columns=["article_id", "role", "speaker_id"]),
            corpus=[SimpleNamespace(id=name, text=TEXT) for name in "ab"],
            readings=[SimpleNamespace(article=SimpleNamespace(id=name, text=TEXT[:80])) for name in "ab"],
            labels={"a": "A", "b": "B"},
        ),
    )


def test_a_reporting_word_counts_in_all_its_forms() -> None:
    table = sources.verbs(made()).set_index("word")
    assert table.loc["say"].to_dict() == {
        "stance": "neutral",
        "sort": "speech",
        "statements": 3,
        "articles": 2,
        "forms": "has said 1, said 1, says 1",
    }
    assert table.loc["claim", "forms"] == "claimed 1"


def test_sources_are_listed_by_kind() -> None:
    table = sources.source_kinds(made()).set_index("kind")
    assert list(table.index) == ["person", "place", "anonymous"]
    assert table.loc["person"].to_dict() == {"speakers": 1, "words": 6, "articles": 2, "who": "Ann Lee 6"}
    assert table.loc["anonymous", "who"] == "officials 4"


def test_of_many_sources_those_with_most_words_are_named() -> None:
    assert sources.source_kinds(made(), most=0).loc[0, "who"] == ", 1 more"


def test_the_shares_of_the_kinds_are_said() -> None:
    assert sources.say_source_kinds(made()) == (
        "Of all attributed words named persons have 38 per cent, unnamed sources 25. "
        "Unnamed sources have most in B (44), least in A (0)."
    )
    assert sources.say_source_kinds(made(SAID[:3])).endswith("unnamed sources 0.")


def test_who_is_heard_first_is_said() -> None:
    assert sources.say_positions(made()).endswith("characters: A: Ann Lee (0); B: officials (55).")
    assert sources.say_positions(made([SAID[2]])) == "No speaker could be identified in these articles."


@pytest.mark.parametrize(
    ("row", "why", "source"), [(0, sources.UNKNOWN, "Mr. Who"), (1, "unsure", ""), (2, sources.UNNAMED, "")]
)
def test_why_a_statement_stays_open(row: int, why: str, source: str) -> None:
    found = sources.left_open(made()).loc[row]
    assert (found["why"], found["source"]) == (why, source)


def test_what_stays_open_is_said() -> None:
    assert sources.say_left_open(made()) == (
        "Statements for which the text names nobody, as far as was found: 1 of 6; whose source could not be identified: 1. "
        "Quoted stretches of speech without a speaker: 1 of 1. Statements marked unsure besides: 1."
    )


def test_unsure_statements_of_speakers_are_said() -> None:
    assert sources.say_speakers(made()).endswith(
        "1 of 3 speakers are heard in one article only. Unsure statements among these: 1."
    )
