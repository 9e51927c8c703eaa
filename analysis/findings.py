"""What was found, in sentences that are computed: they stay true when another corpus is read."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from analysis.compare.differences import describe

if TYPE_CHECKING:
    from analysis.story import Story

__all__ = ["copies", "corpus", "direction", "findings", "shared_text", "speech"]

LEAST_SHARE = 0.05  # containment from which shared text is worth a sentence


def findings(story: Story) -> list[str]:
    """The key findings of a story, one sentence each, most basic first."""
    from analysis import readability, sentiment

    said = [corpus(story), shared_text(story), direction(story), speech(story), *unnamed(story)]
    said += [_measured(story, readability.MEASURES, "flesch_kincaid_grade", "all", "Reading level")]
    said += [_measured(story, sentiment.MEASURES, "tone_told", "outlet", "Tone of the outlets' own words")]
    return [sentence for sentence in said if sentence]


def corpus(story: Story) -> str:
    """How many articles, groups of copies, words and dates there are."""
    table = story.articles
    groups = table["group_id"].nunique()
    words = int(table["words"].sum())
    dates = sorted(d for d in table["published"] if d)
    copies = f" ({_count(groups, 'telling')}: copies of one text count once)" if groups < len(table) else ""
    when = f", dated {dates[0]}" + (f" to {dates[-1]}" if dates[-1] != dates[0] else "") if dates else ""
    undated = len(table) - len(dates)
    missing = f" ({undated} without a date)" if dates and undated else ""
    return f"{_count(len(table), 'article')}{copies}, {words:,} words in all{when}{missing}."


def shared_text(story: Story) -> str:
    """Which article stands most of all in another."""
    table = story.containment.dropna(subset=["containment"])
    if table.empty:
        return "With one article there is no shared text to look for."
    most = table.loc[table["containment"].idxmax()]
    if most["containment"] < LEAST_SHARE:
        return "No two articles share more than a few words in a row."
    a, b = story.labels[most["a_article_id"]], story.labels[most["b_article_id"]]
    return (
        f"Most is shared between {a} and {b}: {100 * most['containment']:.0f} per cent of {a} stands word for word in {b}, the "
        f"longest passage being {int(most['longest_run_words'])} words."
    )


def copies(story: Story) -> str:
    """Which articles tell as one."""
    members: dict[str, list[str]] = {}
    for article, group in story.groups.items():
        members.setdefault(group, []).append(story.labels[article])
    many = [names for names in members.values() if len(names) > 1]
    if len(members) == 1 and not many:
        return "There is one article, so one telling."
    if not many:
        return f"No two articles share half of their text: the {len(members)} articles count as tellings of their own."
    told = "; ".join(" and ".join(names) for names in many)
    return f"{told}: one holds at least half of the other's text, so they are one telling. That leaves {len(members)} tellings."


def direction(story: Story) -> str:
    """The likeliest order of two articles that share text; nothing where none is likely."""
    from analysis import shared_text

    told = shared_text.directions(story)
    told = told[told["likelihood"] != "unknown"]
    if told.empty or float(told["likelihood"].iloc[0]) < shared_text.SURE:
        return ""
    top = told.iloc[0]
    return f"{top['likely_first']} is likely earlier than {top['likely_later']} (likelihood {top['likelihood']}): {top['evidence']}."


def speech(story: Story) -> str:
    """How much of the articles is attributed, and who speaks most."""
    statements, speakers = story.attributions, story.speakers
    if statements.empty:
        return "No article attributes any words to a source."
    words = story.articles["words"].sum()
    share = (
        f"About {100 * statements['words'].sum() / words:.0f} per cent of the words are attributed to somebody" if words else ""
    )
    by_name = speakers.groupby("name")["words"].sum().sort_values(ascending=False, kind="stable")
    if by_name.empty:
        return f"{share}, but no speaker could be identified."
    articles = speakers[speakers["name"] == by_name.index[0]]["article_id"].nunique()
    return (
        f"{share}; {by_name.index[0]} is given most of them ({int(by_name.iloc[0])} words in {_count(articles, 'article')}), counting "
        "quoted and reported speech."
    )


def unnamed(story: Story) -> list[str]:
    """Which article leans most on unnamed sources."""
    speakers = story.speakers
    if speakers.empty:
        return []
    own = speakers[speakers["kind"] == "anonymous"].groupby("article_id")["share"].sum()
    if own.empty or own.max() < 0.1:
        return []
    leader, share = own.idxmax(), own.max()
    return [f"{story.labels[leader]} leans most on unnamed sources: {100 * share:.0f} per cent of its attributed words."]


def _measured(story: Story, measures, name: str, voice: str, what: str) -> str:
    table: pd.DataFrame = story.differences
    part = table[(table["measure"] == name) & (table["voice"] == voice)]
    measure = measures[name]
    unit = measure.unit.replace("school year", "school years")
    return f"{what}: {describe(part, story.labels, measure.more_means, unit)}" if len(part) else ""


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
