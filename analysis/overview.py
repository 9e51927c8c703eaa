"""What is in a corpus: the first look, before anything is measured."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

if TYPE_CHECKING:
    from analysis.articles import Corpus
    from analysis.story import Story

__all__ = [
    "PARTS_OF_PAGE",
    "listing",
    "lost_sources",
    "page_parts",
    "say_left_out",
    "say_listing",
    "say_page_parts",
]

# The roles of lines (analysis.page.ROLES), joined into what a figure can still tell apart.
PARTS_OF_PAGE = {
    "body": ("body",),
    "headlines": ("headline", "kicker", "subhead"),
    "captions": ("caption",),
    "byline and credits": ("byline", "credit"),
    "other items, furniture": ("related", "boilerplate"),
}


def listing(story: Story) -> pd.DataFrame:
    """The articles as a person would list them: a row each, words and sentences of the body only.

    Columns: ``article, outlet, known_by, date, language, words, sentences``. ``known_by`` says how the outlet is known. What is
    not known is empty.
    """
    rows = [
        (
            r.article.label,
            r.article.outlet,
            r.article.outlet_basis,
            r.article.published,
            r.article.language,
            sum(len(s.words) for s in r.body),
            len(r.body),
        )
        for r in story.readings
    ]
    return pd.DataFrame(rows, columns=["article", "outlet", "known_by", "date", "language", "words", "sentences"])


def page_parts(story: Story) -> pd.DataFrame:
    """Words by article and part of the page: columns ``article, part, words``; parts as in :data:`PARTS_OF_PAGE`."""
    part_of = {role: part for part, roles in PARTS_OF_PAGE.items() for role in roles}
    rows = []
    for reading in story.readings:
        words = dict.fromkeys(PARTS_OF_PAGE, 0)
        for sentence in reading.sentences:
            words[part_of[sentence.role]] += len(sentence.words)
        rows += [(reading.article.label, part, count) for part, count in words.items()]
    return pd.DataFrame(rows, columns=["article", "part", "words"])


def say_listing(table: pd.DataFrame) -> str:
    """The table :func:`listing` in a sentence or two."""
    words, unnamed = table["words"], int((table["outlet"] == "").sum())
    if len(table) == 1:
        said = f"There is one article, with {_count(int(words.iloc[0]), 'word')} in its body, so nothing can be compared."
    else:
        longest, shortest = table["article"].iloc[words.argmax()], table["article"].iloc[words.argmin()]
        said = (
            f"There are {len(table)} articles with {words.sum():,} words in their bodies. The longest is {longest} "
            f"({words.max():,} words), the shortest {shortest} ({words.min():,})."
        )
    inferred = int(table["known_by"].str.startswith("inferred").sum())
    if inferred:
        said += f" The outlet of {inferred} is inferred, not stated."
    if unnamed:
        said += f" No outlet is known for {unnamed}."
    return said


def say_left_out(corpus: Corpus) -> str:
    """What was left out, and why: a sentence, and a Markdown list of what there is to say."""
    said = "These files or rows could not be used:" if corpus.left_out else "Nothing was left out."
    items = [f"**{item.what}**: {item.why}" for item in corpus.left_out] + list(corpus.warnings)
    return "\n".join([said, "", *(f"- {item}" for item in items)]).strip()


def say_page_parts(table: pd.DataFrame) -> str:
    """The table :func:`page_parts` in a sentence: how much of each page is not the article's body."""
    words = table.pivot(index="article", columns="part", values="words")
    outside = 1 - words["body"] / words.sum(axis=1)
    if len(outside) == 1:
        return f"Of the words on the page, {outside.iloc[0]:.0%} stand outside the body; no measure counts them."
    least, most = outside.index[int(outside.argmin())], outside.index[int(outside.argmax())]
    return (
        f"Between {outside.min():.0%} ({least}) and {outside.max():.0%} ({most}) of the words on a page stand outside the "
        "body: headlines, captions, credits, other items. No measure counts them as the article's own."
    )


def _count(n: int, noun: str) -> str:
    return f"{n:,} {noun}" if n == 1 else f"{n:,} " + noun.replace("word", "words")


def lost_sources(story: Story) -> pd.DataFrame:
    """Passages ascribed in one article and not in another: columns ``article, ascribed_to, passage, also_in, told_as, how, confidence``."""
    names = dict(zip(story.entities["entity_id"], story.entities["name"], strict=True))
    speakers = story.attributions.set_index(["article_id", "attribution"])["speaker_ids"]
    full = {r.article.id: r.article.text for r in story.readings}
    rows = []
    for r in story.lost_attributions.itertuples():
        who = ", ".join(names[i] for i in speakers[r.with_article_id, r.attribution].split(";") if i)
        there = " ".join(full[r.with_article_id][r.with_start : r.with_end].split())
        here = " ".join(full[r.without_article_id][r.start : r.end].split())
        labels = story.labels[r.with_article_id], story.labels[r.without_article_id]
        rows.append((labels[0], who, there, labels[1], here, r.how, round(r.confidence, 2)))
    return pd.DataFrame(rows, columns="article ascribed_to passage also_in told_as how confidence".split())
