"""Whose words: of each word, and of a sentence by its words."""

from __future__ import annotations

import pytest

from analysis.quotes.attribution import Attribution, Quoted, Quotes
from analysis.quotes.voice import sentence_voice, word_voices

QUOTES = Quotes(
    "a",
    (Quoted(10, 20, "speech"), Quoted(30, 40, "label"), Quoted(50, 60, "title")),
    (Attribution("a", "mixed", ((10, 20), (22, 28))), Attribution("a", "indirect", ((70, 80),))),
)


@pytest.mark.parametrize(
    ("at", "voice"),
    [
        (9, "outlet"),
        (10, "quoted"),
        (19, "quoted"),
        (20, "outlet"),
        (22, "reported"),
        (27, "reported"),
        (28, "outlet"),
        (35, "outlet"),  # a label is nobody's speech
        (55, "outlet"),
        (70, "reported"),
        (80, "outlet"),
    ],
)
def test_the_voice_of_a_word_is_that_of_its_first_letter(at: int, voice: str) -> None:
    assert word_voices([(at, at + 3)], QUOTES) == [voice]


def test_words_keep_their_order() -> None:
    assert word_voices([(70, 72), (0, 3), (12, 14)], QUOTES) == ["reported", "outlet", "quoted"]


@pytest.mark.parametrize(
    ("quoted", "reported", "outlet", "voice"),
    [
        (0, 0, 0, "outlet"),
        (3, 0, 1, "quoted"),
        (2, 0, 1, "both"),
        (1, 9, 0, "both"),
        (0, 1, 1, "reported"),
        (0, 1, 2, "outlet"),
        (0, 0, 5, "outlet"),
    ],
)
def test_the_voice_of_a_sentence(quoted: int, reported: int, outlet: int, voice: str) -> None:
    assert sentence_voice(["quoted"] * quoted + ["reported"] * reported + ["outlet"] * outlet) == voice


def test_the_statement_at_a_character_is_the_first_that_holds_it() -> None:
    both = Quotes("a", (), (Attribution("a", "direct", ((2, 9),)), Attribution("a", "indirect", ((5, 20),))))
    assert [both.statement_at(at) for at in (1, 2, 7, 12, 20)] == [None, *both.attributions[:1] * 2, both.attributions[1], None]
