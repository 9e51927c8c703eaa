"""What is left out, which words mark an outlet, and which events there are: small tables to read, and the sentence that reads each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import pandas as pd

from analysis.compare import coverage, wording
from analysis.compare import events as grouping

if TYPE_CHECKING:
    from analysis.story import Story

__all__ = [
    "alone",
    "event_list",
    "left_out",
    "names",
    "say_events",
    "say_left_out",
    "say_names",
    "say_units",
    "say_word_choice",
    "units",
    "word_choice",
]

FEWEST = 2  # mentions, or expected mentions, from which an item is worth a sentence


def units(story: Story, most: int = 12) -> tuple[dict[str, str], str]:
    """What is compared, and a sentence where it is not simply the articles.

    Maps articles to the name of their unit: the articles of the one event, or of the largest of several; beyond ``most`` of them
    their outlets, or their groups of copies where outlets are not known.
    """
    of, labels = story.event_of, story.labels
    sizes = Counter(of.values())
    event = max(sizes, key=lambda e: sizes[e]) if sizes else ""
    articles = [a for a in labels if of[a] == event]
    said = f"Of {len(sizes)} events the largest is compared here, with {len(articles)} articles. " if len(sizes) > 1 else ""
    if len(articles) <= most:
        return {a: labels[a] for a in articles}, said
    outlet = {a.id: a.outlet for a in story.corpus}
    if sum(1 for a in articles if outlet[a]) >= len(articles) / 2:
        unknown = sum(1 for a in articles if not outlet[a])
        rest = f"; {unknown} of unknown outlet are left out" if unknown else ""
        return {a: outlet[a] for a in articles if outlet[a]}, f"{said}{len(articles)} articles are compared by outlet{rest}."
    return {a: labels[story.groups[a]] for a in articles}, f"{said}{len(articles)} articles are compared by group of copies."


def left_out(story: Story, most: int = 30) -> pd.DataFrame:
    """The items whose absence weighs most, by unit (:func:`units`): rows of ``coverage`` with the unit's name as ``article_id``."""
    return coverage.left_out(_covered(story), most)


def _covered(story: Story) -> pd.DataFrame:
    names, _ = units(story)
    told, words = coverage.by_unit(story.told, story.told_words, names)
    copies = {names[a]: names[story.groups[a]] for a in names if story.groups[a] in names} if _one_each(names) else None
    return coverage.coverage(told, words, copies)


def _one_each(names: Mapping[str, str]) -> bool:
    return len(set(names.values())) == len(names)


def alone(story: Story, most: int = 6) -> pd.DataFrame:
    """What each article or outlet alone tells of, and alone leaves out: columns ``article, alone_tells_of, alone_leaves_out``.

    The weightiest first: mentions here, and mentions that would be expected here.
    """
    table = _covered(story)
    rows = []
    for unit, own in table.groupby("article_id", sort=False):
        here = own[own["alone_here"]].sort_values("mentions", ascending=False, kind="stable")
        gone = own[own["alone_missing"]].sort_values("expected", ascending=False, kind="stable")
        rows.append((unit, *(", ".join(dict.fromkeys(part["item"])) for part in (_few(here, most), _few(gone, most)))))
    return pd.DataFrame(rows, columns=["article", "alone_tells_of", "alone_leaves_out"])


def _few(items: pd.DataFrame, most: int) -> pd.DataFrame:
    return items.drop_duplicates("item").head(most)


def word_choice(story: Story) -> pd.DataFrame:
    """The words that mark each unit (:func:`units`), copies counted once: rows of ``word_choice`` with the unit's name as ``article_id``."""
    names, _ = units(story)
    return wording.word_choice(wording.counts(story.tokens), names, story.groups)


def names(story: Story) -> pd.DataFrame:
    """Competing names for one thing, a row a thing and article: columns ``thing, article, uses, sign, confidence``."""
    table = story.word_choice
    rows = []
    for (of, article), own in table[table["of"] != ""].groupby(["of", "article_id"], sort=False):
        uses = ", ".join(f"{r.term} {r.count}" for r in own.itertuples() if r.count)
        rows.append((of, story.labels[article], uses, own["evidence"].iloc[0], own["confidence"].iloc[0]))
    return pd.DataFrame(rows, columns=["thing", "article", "uses", "sign", "confidence"])


def event_list(story: Story) -> pd.DataFrame:
    """The events of a corpus, the largest first: columns ``event, articles, outlets, dates, shared_words, known_by``."""
    table = story.events.merge(story.articles[["article_id", "outlet", "published"]], on="article_id", how="left")
    rows = []
    for event, own in table.groupby("event", sort=False):
        dates = sorted(d for d in own["published"] if d)
        when = dates[0] + (f" to {dates[-1]}" if dates[-1] != dates[0] else "") if dates else ""
        words = Counter(w for text in own["words"] for w in str(text).split(", ") if w)
        shared = ", ".join(sorted(words, key=lambda w: (-words[w], w))[:5])
        known = ", ".join(sorted(set(own["basis"])))
        rows.append((event, len(own), len(set(own["outlet"]) - {""}), when, shared, known))
    found = pd.DataFrame(rows, columns=["event", "articles", "outlets", "dates", "shared_words", "known_by"])
    return found.sort_values("articles", ascending=False, kind="stable", ignore_index=True)


def say_events(story: Story) -> str:
    """How many events the articles tell of, and what holds each together; empty where it is one."""
    said = grouping.say(story.events, story.labels)
    if not said:
        return ""
    guessed = int((story.events["basis"] == "grouped").sum())
    how = " They were grouped by the names and rare words that they share; overrides.toml corrects that." if guessed else ""
    return f"{said}.{how}"


def say_units(story: Story) -> str:
    """What is compared with what, where that is not simply each article with the others; may be empty."""
    return units(story)[1].strip()


def say_left_out(story: Story, most: int = 8) -> str:
    """Who alone leaves out what all others tell of, and who alone tells of what: the ``most`` weightiest clauses."""
    table = _covered(story)
    if table["article_id"].nunique() < 2:
        return "With one article there is nothing that others tell and it leaves out."
    clauses: dict[tuple, list[tuple[float, str]]] = {}
    for (kind, item), own in table.groupby(["kind", "item"], sort=False):
        for column, weigh in (("alone_missing", "expected"), ("alone_here", "mentions")):
            part = own[own[column]]
            weight = part[weigh].max() if len(part) else 0
            if weight >= FEWEST:
                clauses.setdefault((column, kind == "speaker", tuple(part["article_id"])), []).append((float(weight), item))
    if not clauses:
        return "No item is told by all articles but one, or by one article alone more than once."
    ordered = sorted(clauses.items(), key=lambda c: -max(weight for weight, _ in c[1]))[:most]
    said = "; ".join(_clause(column, heard, who, items) for (column, heard, who), items in ordered)
    return f"{said[0].upper()}{said[1:]}. Not mentioned means: under no name that the method knows. Copies of one telling count as one."


_VERBS = {
    ("alone_here", False): ("tells of", "tell of"),
    ("alone_here", True): ("gives words to", "give words to"),
    ("alone_missing", False): ("does not mention", "do not mention"),
    ("alone_missing", True): ("gives no words to", "give no words to"),
}


def _clause(column: str, heard: bool, who: tuple[str, ...], items: list[tuple[float, str]]) -> str:
    few = [item for _, item in sorted(items, key=lambda i: -i[0])]
    return f"only {_and(who, 4)} {_VERBS[column, heard][len(who) > 1]} {_and(few)}"


def _and(items: Sequence[str], most: int = 3) -> str:
    few = list(dict.fromkeys(items))[:most]
    return few[0] if len(few) == 1 else f"{', '.join(few[:-1])} and {few[-1]}"


def say_word_choice(table: pd.DataFrame) -> str:
    """Which words tell an article or outlet apart from the others, as a sentence; ``table`` is :func:`word_choice`."""
    if table.empty:
        return "There is too little text, or only one telling, so no word can mark an outlet."
    apart = table[table["told_apart"].astype(bool)]
    n = table["article_id"].nunique()
    if apart.empty:
        hints = table[(table["low"] > 0) | (table["high"] < 0)]
        hint = (
            f" (before correction {len(hints)} of {len(table)} words would seem to; that many chance alone can make)"
            if len(hints)
            else ""
        )
        return f"No word tells any of the {n} apart from the others: each is used too seldom{hint}."
    parts = [
        f"{unit} by {', '.join(f'“{t}”' + (' (seldom)' if v < 0 else '') for t, v in zip(own['term'][:4], own['log_odds'][:4], strict=True))}"
        for unit, own in apart.groupby("article_id", sort=False)
    ]
    return f"Told apart by their words are {'; '.join(parts)}."


def say_names(table: pd.DataFrame) -> str:
    """How many things go by several names, as a sentence; ``table`` is :func:`names`."""
    if table.empty:
        return "No thing was found that the articles call by different names."
    things = list(dict.fromkeys(table["thing"]))
    sure = table[table["confidence"] != "low"]["thing"].nunique()
    return (
        f"{'One thing goes' if len(things) == 1 else f'{len(things)} things go'} by several names: {'; '.join(things)}. "
        f"{sure} of these are of medium or high confidence. A word may be used of other things as well."
    )
