"""What each outlet tells of and leaves out: those who are heard, those who are named, and the topics.

Absent means *not mentioned under any name that the method knows*: the forms of a name that :mod:`analysis.entities` joins, the
spellings and inflections of a topic (:mod:`analysis.compare.topics`). A synonym, or a description without the name, is not seen,
so an absence is a place to look, not yet a finding. Articles are compared within one event only.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence

import pandas as pd

__all__ = ["COLUMNS", "KINDS", "by_unit", "coverage", "left_out", "told"]

KINDS = {
    "speaker": "is given words",
    "person": "a person who is named",
    "institution": "an institution that is named",
    "place": "a place that is named",
    "document": "a document that is cited",
    "topic": "a noun, or a pair of words, that recurs",
}
COLUMNS = [
    "article_id",
    "item_id",
    "item",
    "kind",
    "present",
    "mentions",
    "expected",
    "alone_here",
    "alone_missing",
]
MOST = 2000  # items an event; beyond, those that the fewest articles tell of are left away
_TOLD = ["article_id", "item_id", "item", "kind", "mentions"]


def told(
    entities: pd.DataFrame,
    mentions: pd.DataFrame,
    speakers: pd.DataFrame,
    topics: pd.DataFrame,
    paragraphs: pd.DataFrame,
    roles: Sequence[str] = ("headline", "subhead", "body"),
) -> pd.DataFrame:
    """What each article tells of: columns ``article_id, item_id, item, kind, mentions``, only what is there.

    From the tables of these names and :func:`analysis.compare.topics.topics`. Names count where they stand in lines of ``roles``, by name, role or
    pronoun; speakers count statements. ``kind`` is one of :data:`KINDS`; who speaks and is named has a row for each.
    """
    names = entities.set_index("entity_id")
    inside = mentions[_inside(mentions, paragraphs[paragraphs["role"].isin(roles)])]
    named = inside.groupby(["article_id", "entity_id"], sort=False).size().rename("mentions").reset_index()
    named["kind"] = named["entity_id"].map(names["kind"]).astype(object)
    named = named[named["kind"].isin(list(KINDS))].rename(columns={"entity_id": "item_id"})
    heard = speakers.rename(columns={"speaker_id": "item_id", "statements": "mentions"}).assign(kind="speaker")
    known = pd.concat([named, heard])[["article_id", "item_id", "kind", "mentions"]]
    known["item"] = known["item_id"].map(names["name"])
    counted = topics.groupby(["article_id", "key", "topic"], sort=False).size().rename("mentions").reset_index()
    counted = counted.rename(columns={"key": "item_id", "topic": "item"}).assign(kind="topic")
    return pd.concat([known[_TOLD], counted[_TOLD]], ignore_index=True).astype({"mentions": int})


def _inside(mentions: pd.DataFrame, lines: pd.DataFrame) -> list[bool]:
    starts = {article: own["start"].tolist() for article, own in lines.groupby("article_id", sort=False)}
    ends = {article: own["end"].tolist() for article, own in lines.groupby("article_id", sort=False)}
    found = []
    for article, start in zip(mentions["article_id"], mentions["start"], strict=True):
        at = bisect_right(starts.get(article, []), start) - 1
        found.append(at >= 0 and start < ends[article][at])
    return found


def coverage(
    told: pd.DataFrame,
    words: Mapping[str, int],
    tellings: Mapping[str, str] | None = None,
    events: Mapping[str, str] | None = None,
) -> pd.DataFrame:
    """Every item of an event by article: the table ``coverage`` of the reference.

    ``told`` is what :func:`told` gives; ``words`` counts each article's words. ``tellings`` (article to group of copies) lets
    copies count as one for ``alone_here`` (no other telling has it) and ``alone_missing`` (every other telling has it; never where there is
    but one other). ``events`` (article to event) keeps the comparison within events. ``expected`` is how often the item
    would be mentioned if this article told of it as often, by its length, as the other tellings: more means that an absence
    weighs more. It is a ratio of counts, not a test.
    """
    group = {a: (tellings or {}).get(a, a) for a in words}
    of = {a: (events or {}).get(a, "") for a in words}
    parts = []
    for event in dict.fromkeys(of.values()):
        articles = [a for a in words if of[a] == event]
        parts.append(_of_event(told[told["article_id"].isin(articles)], {a: words[a] for a in articles}, group))
    return pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=COLUMNS)


def _of_event(told: pd.DataFrame, words: Mapping[str, int], group: Mapping[str, str]) -> pd.DataFrame:
    keys = ["kind", "item_id"]
    order = {kind: n for n, kind in enumerate(KINDS)}
    counts = told.pivot_table(index=keys, columns="article_id", values="mentions", aggfunc="sum", fill_value=0)
    counts = counts.reindex(columns=list(words), fill_value=0)
    spread, total = (counts > 0).sum(axis=1), counts.sum(axis=1)
    ranked = pd.DataFrame({"rank": [order[k] for k, _ in counts.index], "spread": -spread, "total": -total}, counts.index)
    ranked = ranked.sort_values(["spread", "total"], kind="stable").head(MOST)
    counts = counts.loc[ranked.sort_values(["rank", "spread", "total"], kind="stable").index]
    names = told.drop_duplicates(keys).set_index(keys)["item"]
    tellings = {g: [a for a in words if group[a] == g] for g in dict.fromkeys(group[a] for a in words)}
    has = pd.DataFrame({g: (counts[members] > 0).any(axis=1) for g, members in tellings.items()}, index=counts.index)
    parts = []
    for article in words:
        own, others = counts[article], has.drop(columns=group[article])
        elsewhere = [a for a in words if group[a] != group[article]]
        rate = counts[elsewhere].sum(axis=1) / max(1, sum(words[a] for a in elsewhere))
        here = has[group[article]]
        part = pd.DataFrame({"article_id": article, "item": names.reindex(counts.index), "present": own > 0, "mentions": own})
        part["expected"] = rate * words[article] if elsewhere else float("nan")
        part["alone_here"] = (own > 0) & ~others.any(axis=1) & (others.shape[1] > 0)
        part["alone_missing"] = ~here & others.all(axis=1) & (others.shape[1] > 1)
        parts.append(part.reset_index())
    table = pd.concat(parts) if parts else pd.DataFrame(columns=COLUMNS)
    return table[COLUMNS]


def by_unit(told: pd.DataFrame, words: Mapping[str, int], units: Mapping[str, str]) -> tuple[pd.DataFrame, dict[str, int]]:
    """The same counts by outlet, or by group of copies: ``told`` and ``words`` with the unit in the place of the article.

    ``units`` maps article ids to units; an article without one (its outlet is not known) is left away.
    """
    known = told[told["article_id"].map(units).fillna("") != ""]
    known = known.assign(article_id=known["article_id"].map(units))
    joined = known.groupby(["article_id", "item_id", "item", "kind"], sort=False, as_index=False)["mentions"].sum()
    total: dict[str, int] = {}
    for article, n in words.items():
        if units.get(article):
            total[units[article]] = total.get(units[article], 0) + n
    return joined[_TOLD], total


def left_out(table: pd.DataFrame, most: int = 30, fewest: int = 2) -> pd.DataFrame:
    """The items whose absence weighs most: rows of ``coverage`` of the items that at least ``fewest`` articles tell of and others do not.

    An item weighs as the largest ``expected`` of an article without it; of items that stand in the same articles and share a word, the heaviest is shown.
    """
    keys = ["kind", "item_id"]
    spread = table.groupby(keys, sort=False)["present"].agg(["sum", "size"])
    open_ = spread[(spread["sum"] >= fewest) & (spread["sum"] < spread["size"])].index
    part = table.set_index(keys).loc[lambda t: t.index.isin(open_)]
    absent = part[~part["present"].astype(bool)]
    weight = absent.groupby(level=[0, 1], sort=False)["expected"].max().sort_values(ascending=False, kind="stable")
    chosen: list[tuple[str, str]] = []
    seen: set[tuple] = set()
    where = {key: tuple(own["article_id"]) for key, own in absent.groupby(level=[0, 1], sort=False)}
    for key in weight.index:
        marks = {(where[key], word) for word in str(key[1]).replace("-", " ").split()}
        if not marks & seen:
            chosen.append(key)
            seen |= marks
    return part.loc[chosen[:most]].reset_index()[COLUMNS]
