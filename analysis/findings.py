"""What was found, in sentences that are computed: they stay true when another corpus is read."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from analysis import omissions
from analysis.compare.differences import describe

if TYPE_CHECKING:
    from analysis.measures import Measure
    from analysis.story import Story

__all__ = [
    "clashes",
    "copies",
    "corpus",
    "direction",
    "findings",
    "headline_quotes",
    "heard_once",
    "left_out",
    "lost_sources",
    "shared_statements",
    "shared_text",
    "speech",
]

LEAST_SHARE = 0.05  # containment from which shared text is worth a sentence


def findings(story: Story) -> list[str]:
    """The key findings of a story, one sentence each, most basic first."""
    from analysis import readability, sentiment

    said = [corpus(story), omissions.say_events(story), shared_text(story), direction(story), speech(story), *unnamed(story)]
    if len(story.corpus) > 1:
        said += [shared_statements(story), lost_sources(story)]
    said += [_measured(story, readability.MEASURES["flesch_kincaid_grade"], "all", "Reading level")]
    said += [_measured(story, sentiment.MEASURES["tone_told"], "outlet", "Tone of the outlets' own words")]
    said += [*confirmed(story), left_out(story)]
    return [sentence for sentence in said if sentence]


def confirmed(story: Story) -> list[str]:
    """Where VADER tells outlets' own words apart: do other lexicons bear it out? Nothing is said where it tells none apart."""
    from analysis.sentiment import instruments

    pair = ["a_article_id", "b_article_id"]
    table = story.differences
    told = (table["measure"] == "tone_told") & (table["voice"] == "outlet") & table["told_apart"].astype(bool)
    if not told.any():
        return []
    scores = instruments.scores(story.readings, story.corpus.overrides)
    whose = story.sentences.loc[story.sentences["voice"] == "outlet", ["article_id", "sentence"]]
    held = instruments.findings(scores.merge(whose), seed=story.seed).set_index(pair)["holds"]
    alone = int((held.reindex(pd.MultiIndex.from_frame(table.loc[told, pair])) != "several").sum())
    pairs = _count(int(told.sum()), "pair")
    if not alone:
        return [f"Of the tone of {pairs} of articles told apart, a second lexicon says the same."]
    return [f"Of {pairs} of articles told apart by tone, {alone} held in one lexicon only, which is no finding yet."]


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


def clashes(story: Story) -> str:
    """How many clashes of each type there are, and the surest of the weightiest type."""
    from analysis.compare.facts import TYPES

    if len(story.labels) < 2:
        return "With one article there is nothing that could disagree with it."
    table: pd.DataFrame = story.clashes
    if table.empty:
        return "No two articles were found to disagree in a number, a name, a deed or a word; only what is told alike can be compared."
    numbers = table.groupby("type")["clash"].nunique()
    named = {
        "contradiction": "contradictions in number or deed",
        "plan": "plans against outcomes",
        "who": "deeds ascribed differently",
    }
    named |= {"name": "differing titles", "precision": "numbers that differ only in precision", "spelling": "spellings"}
    counted = [f"{named.get(t, 'wordings')}: {numbers[t]}" for t in TYPES if t in numbers]
    first = table.loc[table[table["clash"] == table["clash"].iloc[0]]["confidence"].idxmax()]
    a, b = story.labels[first["a_article_id"]], story.labels[first["b_article_id"]]
    texts = {article.id: article.text for article in story.corpus}
    one, other = (" ".join(texts[first[f"{x}_article_id"]][first[f"{x}_start"] : first[f"{x}_end"]].split()) for x in "ab")
    said = f"Between {a} and {b}, “{one}” stands against “{other}” (confidence {first['confidence']:.2f})."
    return f"Clashes found: {'; '.join(counted)}. {said} Read both places before you use one."


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


def shared_statements(story: Story) -> str:
    """How many statements stand in several articles and tellings, and how many were changed."""
    table = story.statements
    if table.empty:
        return "No statement was found in two articles."
    each = table.groupby("statement").agg(
        tellings=("tellings", "max"), kinds=("change", lambda kinds: sorted(set(kinds) - {"whole"}))
    )
    several, changed = int((each["tellings"] > 1).sum()), each["kinds"].map(bool)
    counts = {
        kind: int(each["kinds"].map(lambda kinds, k=kind: k in kinds).sum())
        for kind in ("cut", "reordered", "reworded", "translated")
    }
    told = ", ".join(f"{n} {'probably translated twice' if kind == 'translated' else kind}" for kind, n in counts.items() if n)
    how = (
        f"; {_count(int(changed.sum()), 'of them was', 'of them were')} not given whole somewhere ({told})"
        if told
        else ", none of them changed"
    )
    return (
        f"{_count(len(each), 'statement stands', 'statements stand')} in two articles or more, {several} in two independent tellings{how}. "
        "Which versions belong together is an estimate."
    )


def heard_once(story: Story) -> str:
    """Which named people only one telling lets speak."""
    from analysis.compare.statements import heard_once as once

    table = once(story.attributions, story.entities, story.groups)
    people = table[table["kind"] == "person"]
    if len(set(story.groups.values())) < 2:
        return "With one telling, nobody can be heard in one alone."
    if people.empty:
        return "No named person is heard in one telling only."
    lines = []
    for articles, own in people.groupby("articles", sort=False):
        where = " and ".join(story.labels[a] for a in articles.split(";"))
        lines.append(f"{', '.join(own['name'])} ({where})")
    return f"Named people whom one telling alone lets speak: {'; '.join(lines)}."


def headline_quotes(story: Story) -> str:
    """Which headlines quote what the text does not quote."""
    table = story.headline_quotes
    if table.empty:
        return "No headline quotes words that its text does not quote."
    lines = [f"{story.labels[r.article_id]} has {' '.join(r.quoted.split())} ({r.note})" for r in table.itertuples()]
    return f"Headlines and subheadings that quote what the text does not: {'; '.join(lines)}."


def lost_sources(story: Story) -> str:
    """How many passages lost their source, and one of them by name."""
    table = story.lost_attributions
    if table.empty:
        return "No passage was found that one article ascribes to a source and another tells without one."
    first = table.sort_values(["confidence", "with_article_id"], ascending=[False, True], kind="stable").iloc[0]
    where = story.attributions.set_index(["article_id", "attribution"])["speaker_ids"][
        first["with_article_id"], first["attribution"]
    ]
    names = dict(zip(story.entities["entity_id"], story.entities["name"], strict=True))
    who = " and ".join(names[i] for i in where.split(";") if i) or "a source"
    voice = "of nobody in particular" if first["how"] == "agentless" else "in its own voice"
    there, here = story.labels[first["with_article_id"]], story.labels[first["without_article_id"]]
    return (
        f"{_count(len(table), 'passage has', 'passages have')} a source in one article and none in another: what {there} ascribes to {who}, "
        f"{here} tells {voice}."
    )


def unnamed(story: Story) -> list[str]:
    """Which article gives unnamed sources the largest share, and from how many others that tells it apart."""
    speakers = story.speakers
    if speakers.empty:
        return []
    own = speakers[speakers["kind"] == "anonymous"].groupby("article_id")["share"].sum()
    if own.empty or own.max() < 0.1:
        return []
    leader, share = own.idxmax(), own.max()
    said = f"{story.labels[leader]} gives unnamed sources {100 * share:.0f} per cent of its attributed words"
    pairs = story.differences[story.differences["measure"] == "unnamed_share"]
    if pairs.empty:
        return [f"{said}."]
    more = pairs[pairs["told_apart"].astype(bool) & ((pairs["difference"] > 0) == (pairs["a_article_id"] == leader))]
    below = int(((more["a_article_id"] == leader) | (more["b_article_id"] == leader)).sum())
    rest = f"which tells it apart from {_count(below, 'other')}" if below else "which tells it apart from no other"
    return [f"{said}, the largest such share here, {rest}."]


def left_out(story: Story) -> str:
    """What one article alone leaves out, where there are two and more."""
    return omissions.say_left_out(story, most=4) if len(story.labels) > 1 else ""


def _measured(story: Story, measure: Measure, voice: str, what: str) -> str:
    table: pd.DataFrame = story.differences
    part = table[(table["measure"] == measure.name) & (table["voice"] == voice)]
    return f"{what}: {describe(part, story.labels, measure)}" if len(part) else ""


def _count(number: int, noun: str, nouns: str = "") -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {nouns or noun + 's'}"
