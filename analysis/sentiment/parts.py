"""Sentences in which several voices speak, taken apart: each voice is scored by its own words.

In *The minister, a coward to his critics, said it was “a great day”* the outlet's words and the quoted ones differ in tone. A
word's valence is that in its whole sentence (a *not* before the mark still turns it round); which voice it counts for is told by
where it stands.
"""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from analysis.quotes.attribution import Quotes
from analysis.quotes.voice import sentence_voice, word_voices
from analysis.reading import Reading, Sentence
from analysis.sentiment.scoring import Tone, tone_of

__all__ = ["PART", "say_parts", "sentence_parts", "voiced"]

PART = " part"  # behind the voice of a part, where parts stand among whole sentences
COLUMNS = ["article_id", "paragraph", "sentence", "start", "end", "role", "words", "voice"]
COLUMNS += ["tone", "tone_told", "tone_reported", "fired", "share"]


def sentence_parts(readings: Sequence[Reading], quotes: Sequence[Quotes], tones: Sequence[Sequence[Tone]]) -> pd.DataFrame:
    """The table ``sentence_parts``: a row for each voice of a sentence whose voice is ``both``.

    Columns are those of ``sentences``, and ``share`` of the sentence's words; ``start`` and ``end`` are the sentence's,
    ``words``, the tones and ``fired`` those of the part, ``voice`` is ``outlet``, ``reported`` or ``quoted``.
    """
    rows = []
    for reading, own, scored in zip(readings, quotes, tones, strict=True):
        for n, (sentence, tone) in enumerate(zip(reading.sentences, scored, strict=True)):
            voices = word_voices(sentence.words, own)
            if sentence_voice(voices) != "both":
                continue
            said_by = word_voices([(hit.start, hit.end) for hit in tone.hits], own)
            for voice in ("outlet", "reported", "quoted"):
                if voice not in voices:
                    continue
                hits = [hit for hit, whose in zip(tone.hits, said_by, strict=True) if whose == voice]
                part = tone_of(_words(reading, sentence, voices, voice), hits)
                place = (reading.article.id, sentence.paragraph, n, sentence.start, sentence.end, sentence.role)
                count = voices.count(voice)
                found = (part.tone, part.told, part.reported, part.fired)
                rows.append((*place, count, voice, *found, count / len(voices)))
    return pd.DataFrame(rows, columns=COLUMNS)


def _words(reading: Reading, sentence: Sentence, voices: Sequence[str], voice: str) -> str:
    """What stands from each word of a voice up to the next word: its exclamation marks are the voice's own."""
    starts = [start for start, _ in sentence.words]
    ends = [*starts[1:], sentence.end]
    return "".join(reading.text(s, e) for s, e, whose in zip(starts, ends, voices, strict=True) if whose == voice)


def voiced(sentences: pd.DataFrame, parts: pd.DataFrame) -> pd.DataFrame:
    """The tables ``sentences`` and ``sentence_parts`` as one, for :func:`analysis.sentiment.voices` and its like.

    A part's voice ends in " part", so that it counts for the voice and, beside its whole sentence, not again for the article.
    """
    return pd.concat([sentences.assign(share=1.0), parts.assign(voice=parts["voice"] + PART)], ignore_index=True)


def say_parts(sentences: pd.DataFrame, parts: pd.DataFrame) -> str:
    """How many sentences several voices share, and how the tone of their parts differs, as a sentence."""
    body, own = sentences[sentences["role"] == "body"], parts[parts["role"] == "body"]
    shared = int((body["voice"] == "both").sum())
    if not shared:
        return "No sentence holds the words of more than one voice."
    wide = own.pivot(index=["article_id", "sentence"], columns="voice", values="tone")
    opposed = int(((wide.max(axis=1) > 0) & (wide.min(axis=1) < 0)).sum())
    where = "in none of them" if not opposed else "in 1 of them" if opposed == 1 else f"in {opposed} of them"
    return (
        f"Several voices share {shared} of {len(body)} sentences; {where} one speaks positively and another negatively, which "
        "a score of the whole sentence would hide."
    )
