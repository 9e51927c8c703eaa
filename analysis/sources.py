"""Who speaks, how, and what could not be attributed: small tables to read, and the sentence that reads each."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pandas as pd

from analysis.quotes.cues import frame
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
    "say_positions",
    "say_source_kinds",
    "say_speakers",
    "say_verbs",
    "say_voices",
    "source_kinds",
    "verbs",
    "voices",
]

KINDS = ("person", "institution", "place", "document", "anonymous")
UNNAMED, UNKNOWN = "no source in the text", "source not identified"


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
    alone = table.groupby("speaker_id")["article_id"].nunique()
    only = int((alone == 1).sum()) if len(story.labels) > 1 else 0
    end = f" {only} of {len(alone)} speakers are heard in one article only." if only else ""
    unsure = int(((story.attributions["speaker_ids"] != "") & (story.attributions["confidence"] < UNSURE)).sum())
    doubt = f" Unsure statements among these: {unsure}." if unsure else ""
    return f"Most words are given to: {'; '.join(parts)}.{end}{doubt}"


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
    """The reporting words used most, whatever their form, with stance and sort.

    Columns ``word, stance, sort, statements, articles, forms``: a word stands as its base form where the list of cues has one, else as
    in the text; ``forms`` are the words of the texts with their numbers, most used first.
    """
    table = story.attributions[story.attributions["cue"] != ""]
    cues = table["cue"].str.lower()
    words = table.assign(form=cues, word=[frame(cue).lemma or cue for cue in cues])
    grouped = (
        words.groupby(["word", "stance", "sort"])
        .agg(statements=("form", "size"), articles=("article_id", "nunique"), forms=("form", _counted))
        .reset_index()
    )
    return grouped.sort_values(["statements", "word"], ascending=[False, True], ignore_index=True).head(most)


def _counted(words: pd.Series, most: int = 6) -> str:
    counts = sorted(Counter(words).items(), key=lambda item: (-item[1], item[0]))
    more = f", {len(counts) - most} more" if len(counts) > most else ""
    return ", ".join(f"{word} {n}" for word, n in counts[:most]) + more


def say_verbs(story: Story) -> str:
    """How many statements stand behind a neutral word, and which other stances occur."""
    table = story.attributions[story.attributions["stance"] != ""]
    if table.empty:
        return "No reporting word was found."
    counts = table["stance"].value_counts()
    others = ", ".join(f"{stance} {n}" for stance, n in counts.items() if stance != "neutral")
    told = f" Others by stance: {others}." if others else ""
    return f"{int(counts.get('neutral', 0))} of {len(table)} statements are told by a neutral word.{told}"


def source_kinds(story: Story, most: int = 8) -> pd.DataFrame:
    """Which sources are named, which are institutions, countries, documents, and which have no name.

    Columns ``kind, speakers, words, articles, who``: ``words`` are attributed to speakers of the kind in all articles, ``who`` names those with
    most words, at most ``most``. A statement of two speakers counts for both.
    """
    table = story.speakers.assign(kind=story.speakers["speaker_id"].map(_kind_of(story)))
    rows = []
    for kind in KINDS:
        own = table[table["kind"] == kind]
        if own.empty:
            continue
        words = own.groupby("speaker_id").agg(name=("name", "first"), words=("words", "sum"))
        words = words.sort_values("words", ascending=False, kind="stable")
        more = f", {len(words) - most} more" if len(words) > most else ""
        top = words.head(most)
        who = ", ".join(f"{name} {n}" for name, n in zip(top["name"], top["words"], strict=True)) + more
        rows.append((kind, len(words), int(words["words"].sum()), own["article_id"].nunique(), who))
    return pd.DataFrame(rows, columns=["kind", "speakers", "words", "articles", "who"])


def _kind_of(story: Story) -> dict[str, str]:
    return dict(zip(story.entities["entity_id"], story.entities["kind"], strict=True))


def say_source_kinds(story: Story) -> str:
    """The share of attributed words that named persons have, and unnamed sources, article by article where they differ most."""
    words = story.attributions.assign(
        kind=story.attributions["speaker_ids"].str.split(";").str[0].map(_kind_of(story)).fillna("")
    )
    table = words.pivot_table(index="article_id", columns="kind", values="words", aggfunc="sum", fill_value=0)
    table = table.reindex(columns=[*KINDS, ""], fill_value=0)
    total = table.sum(axis=1)
    if not total.sum():
        return "No statement was found."
    named, unnamed = (100 * table[kind].sum() / total.sum() for kind in ("person", "anonymous"))
    said = f"Of all attributed words named persons have {named:.0f} per cent, unnamed sources {unnamed:.0f}."
    shares = (100 * table["anonymous"] / total).dropna()
    most, least = shares.idxmax(), shares.idxmin()
    if len(shares) < 2 or shares[most] - shares[least] < 1:
        return said
    range_of = f"most in {story.labels[most]} ({shares[most]:.0f}), least in {story.labels[least]} ({shares[least]:.0f})"
    return f"{said} Unnamed sources have {range_of}."


def say_positions(story: Story) -> str:
    """Who is heard first in each article, and how far down, in per cent of its characters."""
    lengths = {r.article.id: max(1, len(r.article.text)) for r in story.readings}
    names = dict(zip(story.entities["entity_id"], story.entities["name"], strict=True))
    parts = []
    for article, label in story.labels.items():
        own = story.attributions[(story.attributions["article_id"] == article) & (story.attributions["speaker_ids"] != "")]
        if own.empty:
            continue
        first = own.loc[own["start"].idxmin()]
        who = " and ".join(names.get(speaker, speaker) for speaker in first["speaker_ids"].split(";"))
        parts.append(f"{label}: {who} ({100 * first['start'] / lengths[article]:.0f})")
    if not parts:
        return "No speaker could be identified in these articles."
    return f"Heard first, with the place in per cent of the article's characters: {'; '.join(parts)}."


def left_open(story: Story) -> pd.DataFrame:
    """Statements without a known speaker, and those of low confidence.

    Columns ``article, why, start, end, confidence, source, words``. ``why``: *no source in the text* (the statement has none, or none
    was found), *source not identified* (there are words for it, in ``source``, but nobody whom they could mean), or *unsure*.
    """
    spans = story.spans[story.spans["part"] == "source"].sort_values("start")
    texts = {article.id: article.text for article in story.corpus}
    named: dict[tuple[str, int], str] = {}
    for span in spans.itertuples():
        named.setdefault((span.article_id, span.attribution), texts[span.article_id][span.start : span.end])
    rows = []
    for row in story.attributions.itertuples():
        source = named.get((row.article_id, row.attribution), "")
        why = "unsure" if row.confidence < UNSURE else ""
        if not row.speaker_ids:
            why = UNKNOWN if source else UNNAMED
        if why:
            rows.append((story.labels[row.article_id], why, row.start, row.end, row.confidence, source, row.content))
    return pd.DataFrame(rows, columns=["article", "why", "start", "end", "confidence", "source", "words"])


def say_left_open(story: Story) -> str:
    """How many statements and quoted words have no speaker."""
    table, total = left_open(story), len(story.attributions)
    if not total:
        return "No statement was found."
    speech = story.quoted[story.quoted["role"] == "speech"]
    nobody = int((speech["speaker_id"] == "").sum())
    count = table["why"].value_counts()
    return (
        f"Statements for which the text names nobody, as far as was found: {count.get(UNNAMED, 0)} of {total}; whose source could not be "
        f"identified: {count.get(UNKNOWN, 0)}. Quoted stretches of speech without a speaker: {nobody} of {len(speech)}. "
        f"Statements marked unsure besides: {count.get('unsure', 0)}."
    )
