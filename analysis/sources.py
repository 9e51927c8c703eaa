"""Who speaks, how, and what could not be attributed: small tables to read, and the sentence that reads each."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pandas as pd

from analysis.quotes.voice import word_voices
from analysis.views import UNSURE

if TYPE_CHECKING:
    from analysis.story import Story

__all__ = [
    "UNSURE",
    "kinds",
    "left_open",
    "say_kinds",
    "say_left_open",
    "say_speakers",
    "say_verbs",
    "say_voices",
    "verbs",
    "voices",
]


def voices(story: Story) -> pd.DataFrame:
    """Words of the body by article and voice: columns ``article_id, voice, words``; voices outlet, reported, quoted."""
    rows = []
    for reading, quotes in zip(story.readings, story.quotes, strict=True):
        words = [w for s in reading.body for w in s.words]
        count = Counter(word_voices(words, quotes))
        rows += [(reading.article.id, voice, count[voice]) for voice in ("outlet", "reported", "quoted")]
    return pd.DataFrame(rows, columns=["article_id", "voice", "words"])


def say_voices(story: Story) -> str:
    """Which article quotes most and which least, in per cent of its words."""
    table = voices(story).pivot(index="article_id", columns="voice", values="words").reindex(list(story.labels))
    total = table.sum(axis=1)
    if not len(total) or not total.sum():
        return "There are no words in the body of these articles."
    quoted = (100 * table["quoted"] / total).dropna()
    if quoted.max() == 0:
        return "No article quotes anybody."
    most, least = quoted.idxmax(), quoted.idxmin()
    first = f"{story.labels[most]} gives {quoted[most]:.0f} per cent of its words to quotations"
    if len(quoted) == 1:
        return first + "."
    return f"{first}, {story.labels[least]} {quoted[least]:.0f}. These are counts of these texts, not estimates of the outlets' habits."


def say_speakers(story: Story) -> str:
    """Who is given most words in each article."""
    table = story.speakers
    if table.empty:
        return "No speaker could be identified in these articles."
    parts = []
    for article, label in story.labels.items():
        own = table[table["article_id"] == article]
        if len(own):
            top = own.iloc[0]
            parts.append(f"{label}: {top['name']} ({100 * top['share']:.0f} per cent of the attributed words)")
        else:
            parts.append(f"{label}: nobody")
    alone = table.groupby("name")["article_id"].nunique()
    only = int((alone == 1).sum()) if len(story.labels) > 1 else 0
    end = f" {only} of {len(alone)} speakers are heard in one article only." if only else ""
    return f"Most words are given to: {'; '.join(parts)}.{end}"


def kinds(story: Story) -> pd.DataFrame:
    """Statements by article and kind: columns ``article, direct, mixed, indirect, words_attributed, words_quoted``."""
    rows = []
    for article, label in story.labels.items():
        own = story.attributions[story.attributions["article_id"] == article]
        count = own["kind"].value_counts()
        counts = [int(count.get(kind, 0)) for kind in ("direct", "mixed", "indirect")]
        rows.append((label, *counts, int(own["words"].sum()), int(own["quoted_words"].sum())))
    return pd.DataFrame(rows, columns=["article", "direct", "mixed", "indirect", "words_attributed", "words_quoted"])


def say_kinds(story: Story) -> str:
    """How many statements are quoted in full, in part, or retold."""
    table = kinds(story)
    total = int(table[["direct", "mixed", "indirect"]].to_numpy().sum())
    if not total:
        return "No statement was found."
    return (
        f"Of {total} statements {int(table['direct'].sum())} are quoted in full, {int(table['mixed'].sum())} in part, and "
        f"{int(table['indirect'].sum())} are told in the outlet's words alone."
    )


def verbs(story: Story, most: int = 15) -> pd.DataFrame:
    """The reporting words used most, with their stance: columns ``cue, stance, statements, articles``."""
    table = story.attributions[story.attributions["cue"] != ""]
    words = table.assign(cue=table["cue"].str.lower())
    grouped = words.groupby(["cue", "stance"]).agg(statements=("cue", "size"), articles=("article_id", "nunique")).reset_index()
    return grouped.sort_values(["statements", "cue"], ascending=[False, True], ignore_index=True).head(most)


def say_verbs(story: Story) -> str:
    """How many statements stand behind a neutral word, and which other stances occur."""
    table = story.attributions[story.attributions["stance"] != ""]
    if table.empty:
        return "No reporting word was found."
    counts = table["stance"].value_counts()
    others = ", ".join(f"{stance} {n}" for stance, n in counts.items() if stance != "neutral")
    told = f" Others by stance: {others}." if others else ""
    return f"{int(counts.get('neutral', 0))} of {len(table)} statements are told by a neutral word.{told}"


def left_open(story: Story) -> pd.DataFrame:
    """Statements without a known speaker, and those of low confidence: columns ``article, why, start, end, confidence, words``."""
    rows = []
    for row in story.attributions.itertuples():
        why = "no speaker" if not row.speaker_ids else "unsure" if row.confidence < UNSURE else ""
        if why:
            rows.append((story.labels[row.article_id], why, row.start, row.end, row.confidence, row.content))
    return pd.DataFrame(rows, columns=["article", "why", "start", "end", "confidence", "words"])


def say_left_open(story: Story) -> str:
    """How many statements and quoted words have no speaker."""
    table, total = left_open(story), len(story.attributions)
    if not total:
        return "No statement was found."
    speech = story.quoted[story.quoted["role"] == "speech"]
    nobody = int((speech["speaker_id"] == "").sum())
    count = int((table["why"] == "no speaker").sum())
    unsure = int((table["why"] == "unsure").sum())
    return (
        f"Statements without a speaker, as the text names none or none could be told: {count} of {total}. Quoted stretches of speech "
        f"without one: {nobody} of {len(speech)}. Statements marked unsure besides: {unsure}."
    )
