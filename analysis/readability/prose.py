"""Sentences that read the tables of readability aloud; computed, so that they stay true for any corpus."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from analysis.compare.differences import describe
from analysis.readability.formulas import FRONT_PAGE, MEASURES, SMALLEST, cautions

__all__ = ["say_cautions", "say_lengths", "say_paragraphs", "say_scores", "say_second", "say_voices"]

GRADE = "flesch_kincaid_grade"
ENOUGH_WORDS, ENOUGH_PARAGRAPHS = 20, 5  # words of a paragraph that is set against others, and how many an article needs


def say_scores(table: pd.DataFrame, differences: pd.DataFrame, labels: Mapping[str, str]) -> str:
    """Where the articles stand by Flesch-Kincaid, what can be told apart by any front-page formula, and what is too short."""
    own = table[(table["voice"] == "all") & (table["measure"] == GRADE)].dropna(subset=["value"]).sort_values("value")
    if own.empty:
        return "No article has enough words to be scored."
    pairs = differences[(differences["voice"] == "all") & differences["measure"].isin(FRONT_PAGE)]
    apart = pairs[pairs["told_apart"].astype(bool)]
    said = [_span(own, labels, GRADE in set(apart["measure"]))]
    names = [name for name in FRONT_PAGE if name in set(apart["measure"])]
    if len(own) > 1 and not names:
        said.append("No formula of the six tells any two of them apart: every difference could be chance.")
        said.append(f"By Flesch-Kincaid, {_small(describe(pairs[pairs['measure'] == GRADE], labels, MEASURES[GRADE]))}")
    for name in names:
        said.append(f"{MEASURES[name].label}: {describe(pairs[pairs['measure'] == name], labels, MEASURES[name])}")
    sizes = zip(own["article_id"], own["n_sentences"], own["n_words"], strict=True)
    short = [f"{labels[article]}: {caution}" for article, n, m in sizes for caution in cautions(n, m, FRONT_PAGE)]
    return " ".join([*said, *short])


def _span(own: pd.DataFrame, labels: Mapping[str, str], ranked: bool) -> str:
    """Between which grades the articles stand; who stands at the ends only where some two can be told apart."""
    if len(own) == 1:
        return f"By Flesch-Kincaid the article stands at US school year {_at(own.iloc[0], labels)}."
    first, last = own.iloc[0], own.iloc[-1]
    if ranked:
        return f"By Flesch-Kincaid the articles stand between US school years {_at(first, labels)} and {_at(last, labels)}."
    return f"By Flesch-Kincaid the articles stand between US school years {first['value']:.1f} and {last['value']:.1f}."


def _small(sentence: str) -> str:
    return sentence[0].lower() + sentence[1:] if sentence.startswith(("The ", "There ")) else sentence


def _at(row: pd.Series, labels: Mapping[str, str]) -> str:
    span = f", {row['low']:.1f} to {row['high']:.1f}" if pd.notna(row["low"]) else ""
    return f"{row['value']:.1f} ({labels[row['article_id']]}{span})"


def say_lengths(sentences: pd.DataFrame, labels: Mapping[str, str]) -> str:
    """The medians of sentence length, and the longest sentence."""
    if sentences.empty:
        return "There is no sentence to measure."
    medians = sentences.groupby("article_id", sort=False)["words"].median().sort_values()
    longest = sentences.loc[sentences["words"] == sentences["words"].max()].iloc[0]
    first, last = medians.index[0], medians.index[-1]
    middle = (
        f"Half of the sentences have at most {medians.iloc[0]:.0f} words in {labels[first]} and "
        f"{medians.iloc[-1]:.0f} in {labels[last]}"
        if len(medians) > 1
        else f"Half of the sentences have at most {medians.iloc[0]:.0f} words"
    )
    where = labels[longest["article_id"]]
    counts = " These are counts of these texts, not tests." if len(medians) > 1 else ""
    return f"{middle}; the longest sentence, of {longest['words']} words, stands in {where}.{counts}"


def say_voices(table: pd.DataFrame, labels: Mapping[str, str]) -> str:
    """The outlets' own words against the words they quote, by Flesch-Kincaid, where an article quotes 100 words or more."""
    grades = table[table["measure"] == GRADE]
    quoted, outlet = (grades[grades["voice"] == voice].set_index("article_id") for voice in ("quoted", "outlet"))
    if not (quoted["n_words"] > 0).any():
        return "No article quotes anybody, so there are no two voices to compare."
    enough = quoted[quoted["n_words"] >= 100]
    if enough.empty:
        most = int(quoted["n_words"].max())
        return f"No article quotes more than {most} words; a formula wants 100, so the two voices cannot be compared."
    said = [
        f"in {labels[article]} the quoted words stand at {value:.1f} and the outlet's own at {outlet['value'][article]:.1f}"
        for article, value in zip(enough.index, enough["value"], strict=True)
    ]
    return f"By Flesch-Kincaid, {'; '.join(said)}. Articles that quote fewer than 100 words are left out."


def say_second(beside: pd.DataFrame) -> str:
    """How far textstat's scores lie from ours, and by which formulas it ranks the articles in another order."""
    beside = beside.dropna()
    if beside.empty:
        return "There is too little text for a second opinion."
    grades = beside[beside["measure"] == GRADE]
    mean = (grades["textstat"] - grades["ours"]).mean()
    said = f"textstat's Flesch-Kincaid grades differ from ours by {mean:+.1f} on average"
    if beside["article_id"].nunique() == 1:
        return said + "."
    names = list(beside["measure"].unique())
    tables = [beside[beside["measure"] == name] for name in names]
    same = [_order(rows["ours"]) == _order(rows["textstat"], name) for name, rows in zip(names, tables, strict=True)]
    return f"{said}, and {same.count(False)} of {len(same)} formulas rank the articles in another order."


def _order(values: pd.Series, name: str = "") -> list[int]:
    """The order of articles, easiest number first; textstat's New Dale-Chall is a grade, ours a cloze score."""
    return list((-values if name == "new_dale_chall" else values).reset_index(drop=True).sort_values(kind="stable").index)


def say_cautions(table: pd.DataFrame, labels: Mapping[str, str]) -> str:
    """Which articles are too short for which of the ten formulas."""
    own = table[(table["voice"] == "all") & (table["measure"] == GRADE)]
    sizes = list(zip(own["article_id"], own["n_sentences"], own["n_words"], strict=True))
    short = [f"{labels[a]} ({words:.0f} words)" for a, _, words in sizes if words < 100]
    few = [f"{labels[a]} ({n:.0f})" for a, n, words in sizes if n < SMALLEST["smog_index"][0] and words >= 100]
    said = [f"Every score wants 100 words; too short are {_list(short)}."] if short else []
    said += [f"SMOG was made for 30 sentences; its score is a rough one for {_list(few)}."] if few else []
    return " ".join(said) or "Every article is long enough for all ten formulas."


def _list(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def say_paragraphs(paragraphs: pd.DataFrame, labels: Mapping[str, str]) -> str:
    """The hardest paragraph of all, and how far paragraphs of one article differ."""
    own = paragraphs[paragraphs["words"] >= ENOUGH_WORDS].dropna(subset=["grade"])
    if own.empty:
        return f"No paragraph has {ENOUGH_WORDS} words, too few to set one against another."
    row = own.loc[own["grade"].idxmax()]
    said = (
        f"Of paragraphs with at least {ENOUGH_WORDS} words the hardest stands in {labels[row['article_id']]}, at a grade of "
        f"{row['grade']:.0f}"
    )
    middle = own.groupby("article_id")["grade"].quantile([0.25, 0.75]).unstack()
    spread = (middle[0.75] - middle[0.25])[own["article_id"].value_counts() >= ENOUGH_PARAGRAPHS].median()
    return f"{said}." if pd.isna(spread) else f"{said}; the middle half of an article's paragraphs spans {spread:.1f} grades."
