"""Tone: of sentences, of voices, and towards a target.

Three things are kept apart: what is *reported* (``war``, ``killed``: the event's own words), how the outlet *tells* it (every
other word of tone), and what its sources say (the voices). A score is always a sentence's or a mean over sentences, never a
whole article's: VADER's compound saturates with length. Every score comes with the words that fired.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.sentiment.parts import say_parts, sentence_parts, voiced
from analysis.sentiment.scoring import Hit, Tone, sentence_tone, tones
from analysis.sentiment.towards import towards
from analysis.sentiment.voices import MEASURES, VOICES, by_speaker, samples, voices
from analysis.sentiment.words import with_words

if TYPE_CHECKING:
    from analysis.targets import TargetSentiment

__all__ = [
    "MEASURES",
    "VOICES",
    "Hit",
    "Tone",
    "by_speaker",
    "samples",
    "say_parts",
    "sentence_parts",
    "sentence_tone",
    "target_sentiment",
    "tones",
    "towards",
    "voiced",
    "voices",
    "with_words",
]


def target_sentiment(sentence: str, start: int, end: int) -> TargetSentiment:
    """Sentiment of a sentence towards the target at ``[start, end)``; see :func:`analysis.targets.target_sentiment`."""
    from analysis import targets

    return targets.target_sentiment(sentence, start, end)
