"""The table of statements told by several, who is silent on each, and who is heard once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from analysis.compare.statements import align, change

__all__ = ["COLUMNS", "SILENT", "grid", "heard_once", "statements"]

COLUMNS = (
    "statement article_id attribution change similarity speaker_id start end words quoted_words kept group_id tellings "
    "whole_article_id whole_attribution edits note"
).split()
SILENT = "silent"
_NEAREST = list(change.CHANGES)  # of two versions in one article that are as full, the one nearer to the whole is shown


def statements(
    attributions: pd.DataFrame,
    spans: pd.DataFrame,
    quoted: pd.DataFrame,
    sentences: pd.DataFrame,
    entities: pd.DataFrame,
    texts: Mapping[str, str],
    groups: Mapping[str, str] | None = None,
    published: Mapping[str, str] | None = None,
) -> pd.DataFrame:
    """Statements told in two articles or more, one version a row.

    ``similarity`` is the share of the shorter one's weight that it has in common with the fullest version, ``kept`` the share
    of the fullest one's weight left in this version (0 to 1, more is nearer; weights: :mod:`.words`). ``change`` is one of
    :data:`~analysis.compare.statements.change.CHANGES`. ``group_id`` marks versions that come with one telling, ``tellings``
    counts the independent ones that carry the statement. ``edits`` marks what was cut and added on the way from the fullest version,
    in the notation of wdiff. An alignment is an estimate: see ``docs/statements.md`` for how often it is right.
    """
    found = align.versions(attributions, spans, quoted, sentences, entities, texts, published or {})
    joined = align.clusters(found, align.links(found))
    groups = groups or {}
    rows = []
    for number, members in enumerate(joined):
        told = [found[n] for n in members]
        tellings = len({groups.get(v.article_id, v.article_id) for v in told})
        rows += [(number, *row) for row in _versions(told, tellings, groups, texts)]
    return pd.DataFrame(rows, columns=COLUMNS)


def _versions(told: Sequence[align.Version], tellings: int, groups: Mapping[str, str], texts: Mapping[str, str]) -> list[tuple]:
    whole = change.fullest(told)
    rows = []
    for v in told:
        c = change.compare(whole, v)
        place = (min(w.start for w in v.words), max(w.end for w in v.words))
        counts = (len(v.words), sum(v.quoted), c.kept, groups.get(v.article_id, v.article_id), tellings)
        shown = change.marked(c.edits, texts[whole.article_id], texts[v.article_id])
        against = (whole.article_id, whole.attribution, shown, c.note)
        similarity = align.similarity(whole, v)
        rows.append((v.article_id, v.attribution, c.kind, similarity, ";".join(sorted(v.speakers)), *place, *counts, *against))
    return rows


def grid(table: pd.DataFrame, articles: Sequence[str]) -> pd.DataFrame:
    """Statements (rows) by articles (columns): how each gave it, or ``silent``. Of two versions in one article, the fuller one."""
    if table.empty:
        return pd.DataFrame(columns=list(articles))
    order = table.assign(rank=table["change"].map(_NEAREST.index), cut=-table["kept"])
    best = order.sort_values(["statement", "article_id", "cut", "rank"]).drop_duplicates(["statement", "article_id"])
    shown = best.pivot(index="statement", columns="article_id", values="change").reindex(columns=list(articles))
    return shown.astype(object).where(shown.notna(), SILENT)


def heard_once(
    attributions: pd.DataFrame, entities: pd.DataFrame, groups: Mapping[str, str], least: float = 0.5
) -> pd.DataFrame:
    """Speakers that one telling alone lets speak: ``speaker_id, name, kind, articles, statements``; by their number of statements.

    Copies of one telling count as one; ``articles`` holds all that let the speaker speak, parted by semicolons. Statements of less
    than ``least`` confidence do not count.
    """
    columns = ["speaker_id", "name", "kind", "articles", "statements"]
    known = attributions[(attributions["speaker_ids"] != "") & (attributions["confidence"] >= least)]
    if known.empty or len(set(groups.values())) < 2:
        return pd.DataFrame(columns=columns)
    each = known.assign(speaker_id=known["speaker_ids"].str.split(";")).explode("speaker_id")
    each = each.assign(group=each["article_id"].map(groups))
    heard = each.groupby("speaker_id", sort=False).agg(
        tellings=("group", "nunique"),
        articles=("article_id", lambda a: ";".join(dict.fromkeys(a))),
        statements=("group", "size"),
    )
    alone = heard[heard["tellings"] == 1].join(entities.set_index("entity_id")[["name", "kind"]])
    return alone.sort_values("statements", ascending=False, kind="stable").reset_index()[columns]
