"""Whose words: the outlet's own, reported speech, or quoted speech."""

from __future__ import annotations

from collections.abc import Sequence

from analysis.quotes.attribution import Quotes, Span

__all__ = ["VOICES", "sentence_voice", "word_voices"]

VOICES = {
    "outlet": "the outlet's own words",
    "reported": "a source's speech in the outlet's words",
    "quoted": "a source's own words, between quotation marks",
    "both": "the outlet's words and quoted words in one sentence",
}
MOSTLY = 0.75  # share of a sentence's words from which it is all of that voice


def word_voices(words: Sequence[Span], quotes: Quotes) -> list[str]:
    """The voice of each word: ``quoted``, ``reported`` or ``outlet``."""
    return [
        "quoted" if quotes.speech.hold(start) else "reported" if quotes.told.hold(start) else "outlet" for start, _ in words
    ]


def sentence_voice(voices: Sequence[str]) -> str:
    """The voice of a sentence from those of its words (see :data:`VOICES`).

    ``quoted`` or ``reported`` where at least three words in four are (the rest is mostly "he said"), ``both`` where quoted words
    stand among others, ``outlet`` otherwise.
    """
    if not voices:
        return "outlet"
    quoted = voices.count("quoted") / len(voices)
    reported = voices.count("reported") / len(voices)
    if quoted >= MOSTLY:
        return "quoted"
    if quoted:
        return "both"
    return "reported" if reported >= 0.5 else "outlet"
