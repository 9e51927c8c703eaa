"""Statements, found and reconciled with the marks. The sentences are made up; the measured figures stand in docs/attribution.md."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis import analyze, read
from analysis.quotes import attribution

BRIDGE = "The old bridge over the river has been closed since the flood of March, and the way round it is long and steep."


def statements(*paragraphs: str) -> list[tuple[str, str, str, str]]:
    """(kind, content, source, speakers' names) of every statement in the body."""
    story = analyze(read(["\n\n".join(["Council to mend bridge", BRIDGE, *paragraphs])]))
    text, names = story.readings[0].article.text, {i: e.name for i, e in story.identities.entities.items()}
    (quotes,) = story.quotes
    return [
        (
            a.kind,
            " / ".join(text[s:e] for s, e in a.content),
            " / ".join(text[s:e] for s, e in a.source),
            ";".join(names[s] for s in a.speakers),
        )
        for a in quotes.attributions
    ]


@pytest.mark.parametrize(
    ("paragraph", "expected"),
    [
        (
            '"We will mend the bridge before the winter comes," Mayor Ann Lee said.',
            ("direct", '"We will mend the bridge before the winter comes,"', "Mayor Ann Lee", "Ann Lee"),
        ),
        (
            "Mayor Ann Lee said the bridge would be open before the winter.",
            ("indirect", "the bridge would be open before the winter", "Mayor Ann Lee", "Ann Lee"),
        ),
        (
            "According to Mayor Ann Lee, the bridge will be open before the winter.",
            ("indirect", "the bridge will be open before the winter", "Mayor Ann Lee", "Ann Lee"),
        ),
        (
            '"We will mend the bridge," said Mayor Ann Lee, "and we will do it before the winter."',
            (
                "direct",
                '"We will mend the bridge," / "and we will do it before the winter."',
                "Mayor Ann Lee",
                "Ann Lee",
            ),
        ),
        (
            'Mayor Ann Lee said the delay was "a disgrace" and that the bridge would be mended.',
            ("mixed", 'the delay was "a disgrace" and that the bridge would be mended', "Mayor Ann Lee", "Ann Lee"),
        ),
    ],
    ids=["direct", "indirect", "according to", "broken", "mixed"],
)
def test_a_statement(paragraph: str, expected: tuple[str, str, str, str]) -> None:
    assert expected in statements(paragraph)


def test_a_pronoun_is_the_one_who_spoke_before() -> None:
    found = statements(
        "Mayor Ann Lee said the bridge would be open before the winter.",
        '"There is no other way across the river for the farmers," she said.',
    )
    assert [who for *_, who in found] == ["Ann Lee", "Ann Lee"]


def test_two_people_may_speak_as_one() -> None:
    found = statements("Mayor Ann Lee and Governor Tom Fox said the bridge would be open before the winter.")
    assert found[0][3] == "Ann Lee;Tom Fox"


def test_a_title_is_no_statement_and_an_article_without_speech_has_none() -> None:
    assert statements("The bridge was built in 1912 from stone and iron.") == []


def test_furniture_is_not_read() -> None:
    found = statements("It rained all day in the valley and the river rose again.", "Sign up for our newsletter, he said")
    assert found == []


@settings(max_examples=15, deadline=None)
@given(st.text(alphabet="ab \n.,\"'“”‘’—said Kerry", min_size=1, max_size=200))
def test_any_text_gives_spans_inside_it(text: str) -> None:
    article = "Council to mend bridge\n\n" + BRIDGE + "\n\n" + text
    story = analyze(read([article]))
    for table in (story.spans, story.quoted, story.mentions):
        assert ((table["start"] >= 0) & (table["start"] < table["end"]) & (table["end"] <= len(article))).all()


def test_the_same_text_gives_the_same_answer_beside_other_texts() -> None:
    one = 'Mayor Ann Lee said the bridge was "a disgrace" and would be mended.\n\n' + BRIDGE
    alone = analyze(read([one])).attributions
    beside = analyze(read([BRIDGE * 5, one])).attributions
    own = beside[beside["article_id"] == "text-001"].reset_index(drop=True)
    columns = [c for c in alone.columns if c != "article_id"]
    assert alone[columns].equals(own[columns])


def test_spans_lose_the_commas_at_their_ends_and_empty_ones_go() -> None:
    text = "said , he , and"
    assert attribution._trimmed(text, [(0, 6), (5, 7), (7, 10)]) == ((0, 4), (7, 9))


def test_two_processes_give_the_tables_of_one() -> None:
    corpus = read([BRIDGE, "Mayor Ann Lee said the bridge would be open.\n\n" + BRIDGE, BRIDGE + " It rained."])
    one, two = analyze(corpus), analyze(corpus, jobs=2)
    for name in ("attributions", "spans", "quoted", "entities", "mentions"):
        assert getattr(one, name).equals(getattr(two, name)), name
