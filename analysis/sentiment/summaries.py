"""What the numbers of tone support, as tables for a reader and as sentences."""

from __future__ import annotations

import re
import zlib
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pandas as pd

from analysis.compare import differences as compare
from analysis.sentiment.voices import MEASURES, VOICES, mean_of_sentences, paragraph_sums

__all__ = [
    "fired_words",
    "say_agreement",
    "say_differences",
    "say_findings",
    "say_gap",
    "say_overrides",
    "say_speakers",
    "say_targets",
    "say_words",
    "speaker_table",
    "voice_gap",
    "word_table",
]

ENOUGH_MENTIONS = 5  # with fewer an interval says nothing
_FIRED = re.compile(r"(\S+) (?:([+-]\d+\.\d\d) (told|reported)|\((name|neutral)\))(?:; |$)")
_HOLDS = {
    "several": "are told apart by more than one lexicon",
    "one lexicon only": "by one lexicon only, which is no finding yet",
    "contradicted": "in opposite directions by two lexicons",
    "none": "by none",
}


def fired_words(sentences: pd.DataFrame) -> pd.DataFrame:
    """The words behind the numbers: one row an article, voice, word and kind, body only, the heaviest first.

    Columns ``article_id, voice, word, kind`` (``told``, ``reported``; ``name`` and ``neutral`` were not scored), ``count,
    valence`` (the sum in context, VADER's scale).
    """
    rows = []
    row: Any
    for row in sentences[sentences["role"] == "body"].fillna({"fired": ""}).itertuples():
        for word, value, scored, masked in _FIRED.findall(str(row.fired)):
            rows.append((row.article_id, row.voice, word.lower(), scored or masked, float(value or 0)))
    keys = ["article_id", "voice", "word", "kind"]
    table = pd.DataFrame(rows, columns=[*keys, "valence"])
    found = table.groupby(keys, as_index=False, sort=True).agg(count=("valence", "size"), valence=("valence", "sum"))
    order = found["valence"].abs().sort_values(ascending=False, kind="stable").index
    return found.loc[order, [*keys, "count", "valence"]].reset_index(drop=True)


def voice_gap(sentences: pd.DataFrame, *, measure: str = "tone", seed: int = 0) -> pd.DataFrame:
    """How much more positive quoted words are than the outlet's own, in each article.

    Columns ``article_id, measure, difference`` (quoted less outlet), ``low, high, p, p_corrected`` (Holm's, over the articles),
    ``told_apart``. NaN where one of the two voices has fewer than five paragraphs.
    """
    body = sentences[sentences["role"] == "body"]
    rows = []
    for article in pd.unique(sentences["article_id"]):
        own = body[body["article_id"] == article]
        quoted, outlet = (paragraph_sums(own[own["voice"].isin(VOICES[v])], measure) for v in ("quoted", "outlet"))
        at = seed + zlib.crc32(f"gap|{measure}|{article}".encode())
        d = compare.difference(quoted, outlet, mean_of_sentences, seed=at)
        rows.append((article, measure, d.value if d.low == d.low else float("nan"), d.low, d.high, d.p))
    table = pd.DataFrame(rows, columns=["article_id", "measure", "difference", "low", "high", "p"])
    table["p_corrected"] = compare.corrected(table["p"].tolist())
    table["told_apart"] = (table["p_corrected"] < 1 - compare.LEVEL) & ((table["low"] > 0) | (table["high"] < 0))
    return table


def say_gap(gap: pd.DataFrame, labels: Mapping[str, str]) -> str:
    """What :func:`voice_gap` supports, as a sentence."""
    known = gap.dropna(subset=["low"])
    if known.empty:
        return "No article has enough sentences of both voices to compare the outlet's words with quoted ones."
    few = len(gap) - len(known)
    end = f" In {few} of {len(gap)} articles one of the two voices has too few sentences to say." if few else ""
    name = MEASURES[gap["measure"].iloc[0]].label.lower()
    apart = known[known["told_apart"].astype(bool)]
    if apart.empty:
        which = "the one article with enough of both" if len(known) == 1 else f"any of {len(known)} articles"
        return f"In {name}, quoted words cannot be told apart from the outlet's own in {which}.{end}"
    parts = []
    row: Any
    for row in apart.itertuples():
        way, value = ("positive", row.difference) if row.difference > 0 else ("negative", -row.difference)
        low, high = sorted((abs(row.low), abs(row.high)))
        parts.append(f"{labels[row.article_id]} quotes more {way} words than its own (by {value:.2f}; {low:.2f} to {high:.2f})")
    rest = len(known) - len(apart)
    return "; ".join(parts) + (f"; in the other {rest} the two cannot be told apart." if rest else ".") + end


def say_words(fired: pd.DataFrame) -> str:
    """How much of the tone is the event's own, as a sentence."""
    scored = fired[fired["kind"].isin(["told", "reported"])]
    if scored.empty:
        return "No word of tone was found."
    weight = scored["valence"].abs()
    share = weight[scored["kind"] == "reported"].sum() / weight.sum()
    top = ", ".join(scored.groupby("word")["count"].sum().sort_values(ascending=False, kind="stable").head(3).index)
    masked = int(fired.loc[fired["kind"] == "name", "count"].sum())
    return (
        f"Words of tone fired {_times(int(scored['count'].sum()))}, most often {top}; {share:.0%} of their weight tells of the "
        f"event, not of the teller. Words that stood in names did not count: {_times(masked)}."
    )


def _times(n: int) -> str:
    return "once" if n == 1 else f"{n} times"


def say_agreement(agreement: pd.DataFrame, labels: Mapping[str, str]) -> str:
    """How far the instruments agree, as a sentence."""
    known = agreement.dropna(subset=["rank_correlation"])
    if known.empty:
        return "There is only one instrument, or too little text, so agreement cannot be judged."
    row = known.sort_values("rank_correlation").iloc[0]
    names = f"{labels.get(row['a'], row['a'])} and {labels.get(row['b'], row['b'])}"
    who = f"{names} agree" if len(known) == 1 else f"Of {len(known)} pairs of instruments, {names} agree least"
    return (
        f"{who} on the order of sentences with a rank correlation of {row['rank_correlation']:.2f} ({row['low']:.2f} to "
        f"{row['high']:.2f}), and on the direction of {row['same_sign']:.0%} of the {row['both_toned']} sentences both tone."
    )


def say_findings(findings: pd.DataFrame) -> str:
    """In how many lexicons the differences between articles hold, as a sentence."""
    if findings.empty:
        return "There is only one article, so there is no difference to confirm."
    counts = findings["holds"].value_counts()
    if set(counts.index) == {"none"}:
        return "No lexicon tells any two of the articles apart, so none should be called the more positive."
    parts = [f"{counts[kind]} {text}" for kind, text in _HOLDS.items() if kind in counts]
    return f"Of {len(findings)} pairs of articles, " + "; ".join(parts) + "."


def say_differences(differences: pd.DataFrame, labels: Mapping[str, str]) -> str:
    """Which outlets' own words differ in how they tell it, as a sentence."""
    own = differences[(differences["measure"] == "tone_told") & (differences["voice"] == "outlet")]
    return f"In how they tell it: {compare.describe(own, labels, MEASURES['tone_told'])}"


def speaker_table(speakers: pd.DataFrame, entities: pd.DataFrame, labels: Mapping[str, str], most: int = 15) -> pd.DataFrame:
    """The speakers with the most sentences: article, name, mean tone with interval, or "not enough text"."""
    names = dict(zip(entities["entity_id"], entities["name"], strict=True))
    own = speakers[speakers["measure"] == "tone"].sort_values("n_sentences", ascending=False, kind="stable").head(most)
    values = own[["value", "low", "high"]].to_numpy(float)
    tone = [f"{v:+.2f} ({low:+.2f} to {high:+.2f})" if v == v else "not enough text" for v, low, high in values]
    return pd.DataFrame(
        {
            "article": [labels.get(a, a) for a in own["article_id"]],
            "speaker": [names.get(s, s) for s in own["speaker_id"]],
            "sentences": own["n_sentences"].to_numpy(),
            "tone (95 % interval)": tone,
        }
    )


def say_speakers(speakers: pd.DataFrame) -> str:
    """For how many speakers there is enough text, as a sentence."""
    own = speakers[speakers["measure"] == "tone"]
    if own.empty:
        return "No speaker could be identified, so there is no tone of a speaker."
    known = int(own["value"].notna().sum())
    return f"For {known} of {len(own)} speakers (each article counted apart) there is enough text to give a tone."


def say_targets(table: pd.DataFrame, names: Mapping[str, str], by: str, *, seed: int = 0) -> str:
    """How the mentions divide, and which targets are told apart by their treatment; ``by`` names the instrument."""
    if table.empty:
        return "No mention of a person, institution or place was found in the body, so there is no tone towards anybody."
    shares = table["polarity"].value_counts(normalize=True)
    parts = ", ".join(f"{shares.get(p, 0):.0%} {p}" for p in ("negative", "neutral", "positive"))
    said = f"By {by}, the sentence is {parts} towards the target (of {len(table)} mentions)."
    scored = table.assign(tone=table["positive"] - table["negative"], one=1.0)
    sums = {str(t): own[["tone", "one"]].to_numpy(float) for t, own in scored.groupby("target_id", sort=True)}
    enough = {
        t: compare.Paragraphs(range(len(rows)), rows, len(rows)) for t, rows in sums.items() if len(rows) >= ENOUGH_MENTIONS
    }
    if len(enough) < 2:
        return f"{said} Fewer than two targets have {ENOUGH_MENTIONS} mentions, so none is set against another."
    pairs = compare.differences([compare.Sample(_TOWARDS, "all", enough)], seed=seed)
    if not pairs["told_apart"].any():
        return (
            f"{said} None of the {len(enough)} targets with at least {ENOUGH_MENTIONS} mentions can be told apart from another."
        )
    return f"{said} Of targets with at least {ENOUGH_MENTIONS} mentions, {compare.describe(pairs, _Names(names), _TOWARDS)}"


_TOWARDS = replace(MEASURES["tone"], name="tone_towards", label="Tone towards", more_means="treated more positively")


class _Names(dict[str, str]):
    """Names of targets; one without a name goes by its id."""

    def __missing__(self, key: str) -> str:
        return key


def word_table(fired: pd.DataFrame, labels: Mapping[str, str], most: int = 6) -> pd.DataFrame:
    """The heaviest words of each article as a table to read: word, kind, times, sum of valences."""
    whole = fired.groupby(["article_id", "word", "kind"], as_index=False, sort=True)[["count", "valence"]].sum()
    whole = whole.assign(weight=whole["valence"].abs()).sort_values(["weight", "count"], ascending=False, kind="stable")
    parts = [whole[whole["article_id"] == article].head(most) for article in labels]
    found = pd.concat(parts) if parts else whole
    return pd.DataFrame(
        {
            "article": [labels[a] for a in found["article_id"]],
            "word": found["word"].to_numpy(),
            "kind": found["kind"].to_numpy(),
            "times": found["count"].to_numpy(),
            "valence": [f"{v:+.2f}" for v in found["valence"]],
        }
    )


def say_overrides(overrides: Mapping[str, Any]) -> str:
    """Which words of tone were overridden for this corpus, as a sentence."""
    given = {key: words for key, words in overrides.get("tone", {}).items() if words}
    if not given:
        return "No word of tone was overridden for this corpus."
    return "Overridden for this corpus: " + "; ".join(f"{k.replace('_', ' ')} {', '.join(v)}" for k, v in given.items()) + "."
