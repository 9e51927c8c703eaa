"""The way back from a report's numbers to the characters: a page for each article, for pairs, and for the data of each figure."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from analysis import tables as story_tables
from analysis import views
from analysis.story import Story
from analysis.views.links import mentions, speech

__all__ = ["Evidence", "follow"]

MOST_PAIRS = 30  # pages of two articles side by side, those that share most words
_WAITING = re.compile(r'<a data-to="([^"]+)">')
Render = Callable[..., str]


def follow(html: str) -> str:
    """Links of :func:`analysis.views.table`, which wait for pages to lead to, made into links."""
    return _WAITING.sub(r'<a href="\1">', html)


@dataclass
class Evidence:
    """The pages of evidence of one story; ``render`` fills the template (title, body, rules, see)."""

    story: Story
    folder: Path
    render: Render

    def __post_init__(self) -> None:
        self.tables = {**{name: getattr(self.story, name) for name in story_tables.NAMES}, **self.story.shown}
        self.pairs = self._pairs()

    def articles(self) -> list[dict[str, Any]]:
        """Write the pages of articles and pairs; gives what the index lists of each article."""
        place = self.folder / "articles"
        place.mkdir(parents=True, exist_ok=True)
        anchors = views.ranges(self.tables)
        for a, b in self.pairs:
            view = self.story.side_by_side(a, b)
            title = f"{self.story.labels[a]} and {self.story.labels[b]}, side by side"
            page = self.render(title=title, body=view.body, rules=view.rules, kind="side", see=[self._see(a), self._see(b)])
            (place / views.pair_name(a, b)).write_text(page, encoding="utf-8")
        listed = []
        for article in self.story.corpus:
            view = views.annotated(
                article.id, article.text, self.tables, anchors=anchors.get(article.id, []), href=_from_article, prefix=""
            )
            see = [self._beside(article.id, pair) for pair in self.pairs if article.id in pair]
            page = self.render(title=article.label, body=view.body, rules=view.rules, kind="article", see=see)
            (place / views.page_name(article.id)).write_text(page, encoding="utf-8")
            listed.append({"article": article, "page": f"articles/{views.page_name(article.id)}", "see": see})
        return listed

    def data(self, paths: Sequence[Path], titles: Mapping[str, str]) -> None:
        """Write the data of each figure as a table whose numbers lead to the characters, the speaker or the article."""
        place = self.folder / "data"
        place.mkdir(parents=True, exist_ok=True)
        for path in paths:
            try:
                frame = pd.read_csv(path, dtype=str, keep_default_na=False)
            except pd.errors.EmptyDataError:  # a figure that says in words that there is nothing to draw
                frame = pd.DataFrame()
            page = self.render(title=f"Data of the figure {path.stem}", body=self._table(frame, titles[path.stem]), kind="data")
            (place / f"{path.stem}.html").write_text(page, encoding="utf-8")

    def _pairs(self) -> list[tuple[str, str]]:
        shared = self.story.shown["passages"]
        words = shared.groupby(["a_article_id", "b_article_id"], sort=True)["words"].sum()
        return list(words.sort_values(ascending=False, kind="stable").head(MOST_PAIRS).index)

    def _see(self, article: str) -> dict[str, str]:
        return {"title": f"{self.story.labels[article]}, annotated", "page": views.page_name(article)}

    def _beside(self, article: str, pair: tuple[str, str]) -> dict[str, str]:
        other = pair[1] if pair[0] == article else pair[0]
        return {"title": f"Side by side with {self.story.labels[other]}", "page": views.pair_name(*pair)}

    def _table(self, frame: pd.DataFrame, caption: str) -> str:
        from markupsafe import Markup, escape

        ids = {label: article for article, label in self.story.labels.items()}
        who = dict(zip(self.story.entities["name"], self.story.entities["entity_id"], strict=True))
        listed = set(zip(self.story.mentions["article_id"], self.story.mentions["entity_id"], strict=True))
        head = Markup("").join(Markup('<th scope="col">{}</th>').format(c) for c in frame.columns)
        lines = []
        for row in frame.to_dict("records"):
            cells = []
            for column, value in row.items():
                to = _address(row, str(column), ids, who, set(self.story.labels), set(self.pairs), listed)
                said = Markup('<a href="../{}">{}</a>').format(to, value) if to and value else escape(value)
                cells.append(Markup("<td>{}</td>").format(said))
            lines.append(Markup("<tr>{}</tr>").format(Markup("").join(cells)))
        table = '<div class="wide"><table><caption>{}</caption><thead><tr>{}</tr></thead><tbody>{}</tbody></table></div>'
        return Markup(table).format(caption, head, Markup("\n").join(lines))


def _from_article(article: str, start: int, end: int) -> str:
    return f"{views.page_name(article)}#{views.fragment(start, end)}"


def _address(
    row: Mapping[str, str],
    column: str,
    ids: Mapping[str, str],
    who: Mapping[str, str],
    articles: set[str],
    pairs: set[tuple[str, str]],
    listed: set[tuple[str, str]],
) -> str:
    """Where a number comes from, as exactly as its row says: characters, sentence, statements, mentions, or the article.

    ``ids`` gives the id for each label, ``who`` for each name; ``listed`` are the articles and the entities that they name.
    """
    if not re.fullmatch(r"[-+]?\d[\d.e+-]*", row[column]):
        return ""
    if {"a_article_id", "b_article_id"} <= set(row):
        a, b = row["a_article_id"], row["b_article_id"]
        pair = next((p for p in ((a, b), (b, a)) if p in pairs), None)
        return f"articles/{views.pair_name(*pair)}" if pair else ""
    named = row.get("article_id", "")  # some figures are made from tables in which labels stand for ids
    article = ids.get(column) or ids.get(row.get("article", "")) or ids.get(named, named)
    if article not in articles:
        return ""
    page = f"articles/{views.page_name(article)}"
    if row.get("start") and row.get("end"):
        return views.link(article, int(row["start"]), int(row["end"]))
    if row.get("sentence"):
        return f"{page}#s{row['sentence']}"
    if (article, row.get("item_id")) in listed:
        return f"{page}#{mentions(row['item_id'])}"
    if row.get("target_id"):
        return f"{page}#{mentions(row['target_id'])}"
    name = row.get("speaker_id") or who.get(row.get("speaker") or row.get("name") or "", "")
    return f"{page}#{speech(name)}" if name and float(row[column]) else page  # of no words there is no list
