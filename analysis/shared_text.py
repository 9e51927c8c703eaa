"""What articles share, for reading: small tables, passages with their edits marked, and the sentence that reads each."""

from __future__ import annotations

import html
import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from analysis.compare import reuse

if TYPE_CHECKING:
    from analysis.story import Story

__all__ = [
    "Marked",
    "closest",
    "directions",
    "kin",
    "longest",
    "own",
    "say_closest",
    "say_directions",
    "say_longest",
    "say_own",
]

MANY = 12  # articles beyond which comparisons go by outlet or group
SURE = 0.7  # likelihood from which an order is put into a sentence

_STYLE = {
    "cut": ("del", "color:#1a1a1a;background:#fbe3d6;text-decoration:line-through"),
    "insertion": ("ins", "color:#1a1a1a;background:#d9ecf7;text-decoration:underline"),
}


@dataclass(frozen=True)
class Marked:
    """Passages as a person reads them: a table whose texts show what the second article cut (struck) and put in (underlined)."""

    rows: tuple[tuple[str, str, int, str], ...]
    note: str = ""

    def _repr_html_(self) -> str:
        if not self.rows:
            return "<p>No two articles share a passage of eight words or more.</p>"
        head = "".join(f'<th style="text-align:left">{name}</th>' for name in ("article", "also in", "words", "passage"))
        body = "".join(
            f"<tr><td>{html.escape(a)}</td><td>{html.escape(b)}</td><td>{words}</td>"
            f'<td style="text-align:left;max-width:60em">{text}</td></tr>'
            for a, b, words, text in self.rows
        )
        return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>" + (
            f"<p>{self.note}</p>" if self.note else ""
        )

    def __repr__(self) -> str:
        return "\n".join(f"{a}, {b}: {words} words" for a, b, words, _ in self.rows)


def longest(story: Story, most: int = 10) -> Marked:
    """The longest passages that two articles share, the edits of the second one marked in the text of the first.

    A passage that several pairs share stands once, for the pair with the longest version.
    """
    table = story.passages.sort_values("words", ascending=False, kind="stable")
    taken: dict[str, list[tuple[int, int]]] = {}
    rows = []
    for row in table.itertuples():
        sides = ((row.a_article_id, row.a_start, row.a_end), (row.b_article_id, row.b_start, row.b_end))
        if any(start < e and s < end for name, start, end in sides for s, e in taken.get(name, ())):
            continue
        for name, start, end in sides:
            taken.setdefault(name, []).append((start, end))
        rows.append((story.labels[row.a_article_id], story.labels[row.b_article_id], int(row.words), _marked(story, row)))
        if len(rows) == most:
            break
    note = "Struck: only in the first article. Underlined: only in the second. A long passage is shown around its edits."
    return Marked(tuple(rows), note)


def _marked(story: Story, row) -> str:
    one, other = story.corpus[row.a_article_id].text, story.corpus[row.b_article_id].text
    parts, at = [], row.a_start
    edits = story.edits[story.edits["passage"] == row.passage]
    for n, edit in enumerate(edits.itertuples()):
        parts.append(_shortened(one[at : edit.a_start], n > 0, True))
        before, after = one[edit.a_start : edit.a_end], other[edit.b_start : edit.b_end]
        parts += [_mark("cut", before, edit.sort), _mark("insertion", after, edit.sort)]
        at = edit.a_end
    parts.append(_shortened(one[at : row.a_end], len(edits) > 0, False))
    return re.sub(r"(</(?:del|ins)>) (?=[.,;:?!])", r"\1", " ".join(part for part in parts if part))


def _mark(kind: str, text: str, sort: str) -> str:
    name, style = _STYLE[kind]
    return f'<{name} style="{style}" title="{sort}">{html.escape(" ".join(text.split()))}</{name}>' if text else ""


def _shortened(text: str, edit_before: bool, edit_after: bool, most: int = 14) -> str:
    """Unchanged words, their middle left out where they are many."""
    words = text.split()
    if len(words) > 2 * most:
        words = [*words[:most], "…", *words[-most:]]
    return html.escape(" ".join(words))


def say_longest(story: Story) -> str:
    """How many passages there are, and what was done to them."""
    table, edits = story.passages, story.edits
    if table.empty:
        return "No two articles share a passage of eight words or more."
    exact = int((table["edits"] == 0).sum())
    sorts = ", ".join(f"{sort} {n}" for sort, n in sorted(Counter(edits["sort"]).items(), key=lambda x: (-x[1], x[0])))
    changed = f" The others were edited in {len(edits)} places: {sorts}." if len(edits) else ""
    count = "1 passage" if len(table) == 1 else f"{len(table)} passages"
    return f"Two articles share {count} of eight words or more; {exact} of them word for word.{changed}"


def closest(story: Story) -> tuple[str, str]:
    """The two articles that share most words; the first two where none do, one twice where there is one."""
    names = list(story.labels)
    if story.passages.empty:
        return names[0], names[min(1, len(names) - 1)]
    words = story.passages.groupby(["a_article_id", "b_article_id"], sort=False)["words"].sum()
    return words.idxmax()


def say_closest(story: Story) -> str:
    """How much the two closest articles share, and whether in the same order."""
    a, b = closest(story)
    table = story.passages
    table = table[(table["a_article_id"] == a) & (table["b_article_id"] == b)].sort_values("a_start")
    if table.empty:
        return "No two articles share a passage of eight words or more, so there is nothing to lay side by side."
    order = "in the same order" if table["b_start"].is_monotonic_increasing else "in another order"
    count = "one passage" if len(table) == 1 else f"{len(table)} passages, {order}"
    edits = int(table["edits"].sum())
    return (
        f"{story.labels[a]} and {story.labels[b]} share most: {int(table['words'].sum())} words in {count}, edited in {edits} "
        f"{'place' if edits == 1 else 'places'}."
    )


def own(story: Story) -> pd.DataFrame:
    """How much of each article is its own; see :func:`analysis.compare.reuse.own`."""
    return reuse.own(story.passages, story.running)


def say_own(story: Story) -> str:
    """Which article has most and which least of its own."""
    table = own(story)
    table = table[table["words"] > 0]
    if len(table) < 2:
        return (
            "There is one article, so all of it is its own."
            if len(story.labels) == 1
            else "There is too little text to compare."
        )
    share = table["own"] / table["words"]
    least, most = table.loc[share.idxmin()], table.loc[share.idxmax()]
    if share.min() == 1:
        return "Every article is wholly its own: no two share a passage of eight words or more."
    return (
        f"{story.labels[least['article_id']]} has least of its own: {share.min():.0%} of its words stand in no other article's "
        f"passages; it shares most with {story.labels[least['most_with']]}. {story.labels[most['article_id']]} has most: "
        f"{share.max():.0%}."
    )


def directions(story: Story) -> pd.DataFrame:
    """The likely order of articles that share text: columns ``likely_first, likely_later, likelihood, shared_words, evidence``.

    The most likely first; where nothing can be told the likelihood is "unknown".
    """
    rows = []
    for row in story.directions.itertuples():
        a, b = story.labels[row.a_article_id], story.labels[row.b_article_id]
        known = not pd.isna(row.likelihood)
        if known and row.likelihood < 0.5:
            a, b = b, a
        sure = max(row.likelihood, 1 - row.likelihood) if known else -1.0
        rows.append((sure, a, b, f"{sure:.2f}" if known else "unknown", row.shared_words, row.evidence))
    rows.sort(key=lambda r: -r[0])
    columns = ["likely_first", "likely_later", "likelihood", "shared_words", "evidence"]
    return pd.DataFrame([r[1:] for r in rows], columns=columns)


def say_directions(story: Story) -> str:
    """Which orders are likely, and of how many pairs nothing can be told."""
    table = story.directions
    if table.empty:
        return "No two articles share enough text to ask which came first."
    told = directions(story)
    likely = told[told["likelihood"] != "unknown"]
    likely = likely[likely["likelihood"].astype(float) >= SURE]
    parts = [f"{r.likely_first} before {r.likely_later} ({r.likelihood})" for r in likely.head(6).itertuples()]
    rest = len(told) - len(likely)
    unknown = f" Of {rest} other {'pair' if rest == 1 else 'pairs'} the order is unknown or a guess." if rest else ""
    more = f", and {len(likely) - 6} more" if len(likely) > 6 else ""
    said = f"Likely orders, with their likelihood: {'; '.join(parts)}{more}." if parts else "No order is likely."
    return said + unknown


def kin(story: Story) -> dict[str, str] | None:
    """What stands for each article where there are too many to show one by one: its outlet, else its group; None up to twelve."""
    if len(story.labels) <= MANY:
        return None
    table = story.articles
    if (table["outlet"] != "").mean() >= 0.5 and 1 < table["outlet"].nunique() < len(table):
        return {r.article_id: r.outlet or "no outlet known" for r in table.itertuples()}
    size = Counter(story.groups.values())
    copies = {group: f" and {n - 1} more" if n > 1 else "" for group, n in size.items()}
    return {name: story.labels[group] + copies[group] for name, group in story.groups.items()}
