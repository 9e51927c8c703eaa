"""Sentences that read the tables of readability aloud; computed, so that they stay true for any corpus."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from analysis.compare.differences import describe
from analysis.readability.formulas import FRONT_PAGE, MEASURES, cautions
from analysis.readability.tables import VOICES

__all__ = ["say_lengths", "say_scores", "say_second", "say_sensitivity", "say_voices"]

GRADE = "flesch_kincaid_grade"


def say_scores(table: pd.DataFrame, differences: pd.DataFrame, labels: Mapping[str, str]) -> str:
    """Where the articles stand by Flesch-Kincaid, what can be told apart by any front-page formula, and what is too short."""
    own = table[(table["voice"] == "all") & (table["measure"] == GRADE)].dropna(subset=["value"]).sort_values("value")
    if own.empty:
        return "No article has enough words to be scored."
    said = [f"By Flesch-Kincaid the articles stand between US school years {_at(own.iloc[0], labels)} and {_at(own.iloc[-1], labels)}."]
    if len(own) == 1:
        said = [f"By Flesch-Kincaid the article stands at US school year {_at(own.iloc[0], labels)}."]
    pairs = differences[differences["voice"] == "all"]
    apart = pairs[pairs["told_apart"].astype(bool)]
    names = [name for name in FRONT_PAGE if name in set(apart["measure"])]
    if len(own) > 1 and not names:
        said.append("No formula of the six tells any two of them apart: every difference could be chance.")
    for name in names:
        rows = pairs[pairs["measure"] == name]
        measure = MEASURES[name]
        unit = "years" if measure.unit == "US school year" else "points"
        said.append(f"{measure.label}: {describe(rows, dict(labels), measure.more_means, unit)}")
    short = [f"{labels[row.article_id]}: {c}" for row in own.itertuples() for c in cautions(row.n_sentences, row.n_words, FRONT_PAGE)]
    return " ".join([*said, *short])


def _at(row: pd.Series, labels: Mapping[str, str]) -> str:
    span = f", {row['low']:.1f} to {row['high']:.1f}" if pd.notna(row["low"]) else ""
    return f"{row['value']:.1f} ({labels[row['article_id']]}{span})"


def say_lengths(sentences: pd.DataFrame, labels: Mapping[str, str]) -> str:
    """The medians of sentence length, and the longest sentence."""
    if sentences.empty:
        return "There is no sentence to measure."
    medians = sentences.groupby("article_id", sort=False)["words"].median().sort_values()
    longest = sentences.loc[sentences["words"].idxmax()]
    first, last = medians.index[0], medians.index[-1]
    middle = (
        f"Half of the sentences have at most {medians.iloc[0]:.0f} words in {labels[first]} and {medians.iloc[-1]:.0f} in {labels[last]}"
        if len(medians) > 1
        else f"Half of the sentences have at most {medians.iloc[0]:.0f} words"
    )
    return f"{middle}; the longest sentence, of {longest['words']} words, stands in {labels[longest['article_id']]}."


def say_voices(table: pd.DataFrame, labels: Mapping[str, str]) -> str:
    """The outlets' own words against the words they quote, by Flesch-Kincaid, where an article quotes 100 words or more."""
    wide = table[table["measure"] == GRADE].pivot(index="article_id", columns="voice")
    if not set(VOICES) <= {voice for _, voice in wide.columns} or not (wide[("n_words", "quoted")] > 0).any():
        return "No article quotes anybody, so there are no two voices to compare."
    enough = wide[wide[("n_words", "quoted")] >= 100]
    most = int(wide[("n_words", "quoted")].max())
    if enough.empty:
        return f"No article quotes more than {most} words, and a formula wants 100: whether quoted words are easier cannot be said."
    said = [
        f"in {labels[article]} the quoted words stand at {row[('value', 'quoted')]:.1f} and the outlet's own at {row[('value', 'outlet')]:.1f}"
        for article, row in enough.iterrows()
    ]
    return f"By Flesch-Kincaid, {'; '.join(said)}. Articles that quote fewer than 100 words are left out."


def say_sensitivity(sensitivity: pd.DataFrame) -> str:
    """The change of the grade by each way to count, against the widest difference between two articles."""
    grades = sensitivity[sensitivity["measure"] == GRADE]
    counted = grades[grades["change"] == 0].drop_duplicates("article_id")["value"].dropna()
    changes = grades.groupby("variant", sort=False)["change"].mean().iloc[1:].dropna()
    if changes.empty or counted.empty:
        return "There is too little text to say how the scores move."
    said = "; ".join(f"{variant} {change:+.1f}" for variant, change in changes.items())
    widest = counted.max() - counted.min()
    against = f" The widest difference between two articles is {widest:.1f}." if len(counted) > 1 else ""
    return f"Mean change of the Flesch-Kincaid grade by what is counted: {said}.{against}"


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
    same = [_order(rows["ours"]) == _order(rows["textstat"], name) for name, rows in beside.groupby("measure", sort=False)]
    return f"{said}, and {same.count(False)} of {len(same)} formulas rank the articles in another order."


def _order(values: pd.Series, name: str = "") -> list[int]:
    """The order of articles, easiest number first; textstat's New Dale-Chall is a grade, ours a cloze score."""
    return list((-values if name == "new_dale_chall" else values).reset_index(drop=True).sort_values(kind="stable").index)
