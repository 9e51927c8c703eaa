"""Turns of transcripts; the talk is made up."""

from __future__ import annotations

from dataclasses import replace

import pytest

from analysis import analyze, read
from analysis.articles import Article, Paragraph
from analysis.quotes.transcripts import turns

TALK = ["LEE: Why was it late?", "DR. FOX: I was ill.", "LEE: And now?", "DR. FOX: It will be mended."]


def found(*lines: str, role: str = "body") -> list[tuple[str, str]]:
    text, paragraphs, at = "\n".join(lines), [], 0
    for line in lines:
        paragraphs.append(Paragraph(at, at + len(line), role))
        at += len(line) + 1
    return [
        (text[slice(*name)], " / ".join(text[slice(*w)] for w in words))
        for name, words in turns(Article("a", text, paragraphs=tuple(paragraphs)))
    ]


@pytest.mark.parametrize(
    ("lines", "names"),
    [
        (["It rained.", *TALK, "It rained on."], ["LEE", "DR. FOX", "LEE", "DR. FOX"]),
        (TALK[:3], ["LEE", "DR. FOX", "LEE"]),
        (TALK[:2], []),
        (["LEE: Why?", "LEE: And now?", "LEE: Well?"], []),  # nobody else
        (["LEE: Why?", "FOX: I was ill.", "COLE: So was I."], []),  # nobody again
        (["Q: Why?", "A: I was ill.", "Q: And now?"], ["Q", "A", "Q"]),
        (["Mr. LEE: Why?", "MARY ANN O’NEIL-FOX: I was ill.", "Mr. LEE: And?"], ["Mr. LEE", "MARY ANN O’NEIL-FOX", "Mr. LEE"]),
        (["WHEN: Monday", "WHERE: The hall", "WHEN: Tuesday", "WHERE: The yard, if you can"], []),  # a list: one in four talks
        (
            ["WHEN: Monday", "LEE: Can you come?", "WHEN: Tuesday", "LEE: No, you come"],
            [],
        ),  # labels of a list are nobody's
        (["COLE: Monday", "LEE: Can you come?", "COLE: Tuesday", "LEE: No, you come"], ["COLE", "LEE"] * 2),  # a half talks
        (["UPDATE: We have more.", "BREAKING: Are you in?", "UPDATE: We are.", "BREAKING: You are."], []),
        (["ARIES: You will sing.", "TAURUS: You will not.", "ARIES: You will."], []),  # nobody asks
        (["Lee: Why?", "Fox: I was ill.", "Lee: And now?"], []),
        (["Lee: Why?", "Fox: I was ill.", "Lee: And now?", "Fox: I am well."], ["Lee", "Fox", "Lee", "Fox"]),
        (["Lee: Why?", "Fox: I was ill.", "Lee: And now?", "Cole: I am well."], []),  # two of them once
        (["Lee: Why.", "Fox: I was ill.", "Lee: You were.", "Fox: I am well."], []),  # nobody asks
        (["When: Monday", "Where: The hall", "When: Tuesday?", "Where: The yard"], []),  # nobody talks
        (["Ann Lee: Why?", "The Post: We say no.", "Ann Lee: Why?", "The Post: We do."], ["Ann Lee", "The Post"] * 2),
        (["Q. Why?", "A. I was ill.", "Q. And now?", "A. I am well."], ["Q", "A", "Q", "A"]),
        (["A. Lee came.", "A. Fox came.", "A. Cole came."], []),
        (["LEE:", "FOX: ", "LEE: Why?"], []),
        (["LEE:", "FOX: Why?", "LEE: I was ill.", "FOX: And now?"], ["FOX", "LEE", "FOX"]),  # a name alone on its line
        (["WHEN: Monday?", "WHERE: The hall", "WHEN: Tuesday"], []),  # one in three talks
        (["WHEN: Monday", "WHERE: The hall", "WHEN: Tuesday", "Why do you ask?"], []),  # nobody in the list
    ],
)
def test_turns(lines: list[str], names: list[str]) -> None:
    assert [name for name, _ in found(*lines)] == names


def test_a_turn_is_all_behind_its_name_in_the_body() -> None:
    assert found(*TALK)[1] == ("DR. FOX", "I was ill.")
    assert found(*TALK, role="subhead") == found(*TALK, role="caption") == []


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        ([*TALK[:2], "It is mended now.", *TALK[2:]], ["Why was it late?", "I was ill. / It is mended now.", "And now?"]),
        ([*TALK[:2], "(APPLAUSE)", *TALK[2:]], ["Why was it late?", "I was ill.", "And now?"]),
        (
            [*TALK, "It rained on."],
            ["Why was it late?", "I was ill.", "And now?", "It will be mended."],
        ),  # behind the last turn
        (
            [TALK[0], *["It rained."] * 6, *TALK[1:]],
            ["Why was it late?", "I was ill."],
        ),  # few turns
    ],
)
def test_a_turn_goes_on_up_to_the_next(lines: list[str], words: list[str]) -> None:
    assert [told for _, told in found(*lines)][: len(words)] == words


def test_a_turn_may_be_typed_as_a_subheading_and_is_none_of_the_body() -> None:
    text = "\n".join(TALK)
    lines = [Paragraph(text.index(line), text.index(line) + len(line), "body") for line in TALK]
    lines[0], lines[2] = (replace(line, role="subhead") for line in (lines[0], lines[2]))
    told = turns(Article("a", text, paragraphs=tuple(lines)))
    assert [text[slice(*words[0])] for _, words in told] == ["I was ill.", "It will be mended."]


def test_each_turn_is_one_direct_statement_and_what_stands_outside_is_read_as_ever() -> None:
    lead = "Mayor Ann Lee said the old bridge would be open before the winter. She spoke with the radio in the town hall."
    turn = "The bridge was closed in March. “It is old,” they told us, and I think that it is."
    text = "\n\n".join(
        ["Council to mend bridge", lead, "Q: What happened to the bridge in the spring?", f"A: {turn}", "Q: And what now?"]
    )
    story = analyze(read([text]))
    (quotes,) = story.quotes
    told = [(a.kind, a.rule, text[slice(*a.content[0])], a.source) for a in quotes.attributions]
    assert told[0][:2] == ("indirect", "encoder")
    assert told[1:] == [
        ("direct", "transcript", "What happened to the bridge in the spring?", ()),
        ("direct", "transcript", turn, ()),  # what they told us is part of it; Q and A name nobody
        ("direct", "transcript", "And what now?", ()),
    ]
    words = story.attributions.set_index("rule").loc["transcript"]
    assert (words["words"] == words["quoted_words"]).all()
    assert quotes.speech.hold(text.index("The bridge was"))
    named = text.replace("Q: ", "COLE: ").replace("A: ", "LEE: ")
    (quotes,) = analyze(read([named])).quotes
    assert [named[slice(*a.source[0])] for a in quotes.attributions[1:]] == ["COLE", "LEE", "COLE"]
