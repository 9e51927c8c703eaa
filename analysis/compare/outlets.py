"""What the outlets do over all events: whose sources speak, tone, readability, copying, with intervals over events.

Two articles on one event are alike for the event's sake, so events, not articles, are what is resampled: an outlet that covered five events
has five observations.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Mapping

import numpy as np
import pandas as pd

from analysis.compare.differences import RESAMPLES, interval

__all__ = ["COLUMNS", "MEASURES", "event_sums", "summary"]

KINDS = ("person", "institution", "place", "document", "anonymous")
MEASURES = {
    **{f"speech_{kind}": f"share of the attributed words whose source is of the kind {kind}" for kind in KINDS},
    "speech_unknown": "share of the attributed words whose source could not be told",
    "tone_told": "tone of the outlet's own words, as told (mean of sentences)",
    "flesch_kincaid_grade": "reading level (school year)",
    "copied": "share of five-word runs that stand in another outlet's article on the event too",
}
BOUNDS = {"tone_told": (-1.0, 1.0), "flesch_kincaid_grade": (-np.inf, np.inf)}  # of the others, which are shares, 0 and 1
SUMS = ["event", "outlet", "measure", "above", "below", "articles"]
COLUMNS = ["outlet", "measure", "value", "low", "high", "events", "articles"]


def event_sums(event: str, tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """What one event adds to each outlet's measures: columns ``event, outlet, measure, above, below, articles``.

    A measure is the sum of ``above`` over the sum of ``below`` (words and attributed words, sentences and their tone …), so that events can
    be read one after the other and only these sums be kept. ``tables`` holds ``articles, attributions, speakers, sentences,
    readability, containment``. Articles of unknown outlet are left out.
    """
    articles = tables["articles"]
    outlet = {a: o for a, o in zip(articles["article_id"], articles["outlet"], strict=True) if o}
    words = dict(zip(articles["article_id"], articles["words"], strict=True))
    parts = [
        _speech(tables),
        _tone(tables["sentences"]),
        _grade(tables["readability"]),
        _copied(tables["containment"], outlet, words),
    ]
    rows = pd.concat(parts, ignore_index=True)
    rows["outlet"] = rows["article_id"].map(outlet)
    rows = rows.dropna(subset=["outlet", "above", "below"])
    found = rows.groupby(["outlet", "measure"], sort=True).agg(
        above=("above", "sum"), below=("below", "sum"), articles=("article_id", "nunique")
    )
    return found.reset_index().assign(event=event)[SUMS]


def _rows(article, measure, above, below) -> pd.DataFrame:
    return pd.DataFrame({"article_id": article, "measure": measure, "above": above, "below": below})


def _speech(tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    statements, kinds = tables["attributions"], tables["entities"].set_index("entity_id")["kind"]
    total = statements.groupby("article_id", sort=False)["words"].sum()
    first = statements["speaker_ids"].fillna("").astype(str).str.split(";").str[0]
    kind = first.map(kinds).fillna("unknown")
    by = statements.assign(kind=kind).groupby(["article_id", "kind"], sort=False)["words"].sum()
    parts = [
        _rows(total.index, f"speech_{k}", [by.get((a, k), 0) for a in total.index], total.to_numpy())
        for k in (*KINDS, "unknown")
    ]
    return pd.concat(parts, ignore_index=True)


def _tone(sentences: pd.DataFrame) -> pd.DataFrame:
    own = sentences[(sentences["role"] == "body") & (sentences["voice"] == "outlet")].dropna(subset=["tone_told"])
    by = own.groupby("article_id", sort=False)["tone_told"].agg(["sum", "size"])
    return _rows(by.index, "tone_told", by["sum"].to_numpy(), by["size"].to_numpy())


def _grade(readability: pd.DataFrame) -> pd.DataFrame:
    own = readability[(readability["measure"] == "flesch_kincaid_grade") & (readability["voice"] == "all")].dropna(
        subset=["value"]
    )
    return _rows(own["article_id"], "flesch_kincaid_grade", own["value"] * own["n_words"], own["n_words"])


def _copied(containment: pd.DataFrame, outlet: Mapping[str, str], words: Mapping[str, int]) -> pd.DataFrame:
    """The largest containment of an article in one of another outlet; nothing where no other outlet is there."""
    a, b = containment["a_article_id"].map(outlet), containment["b_article_id"].map(outlet)
    other = containment[a.notna() & b.notna() & (a != b)].dropna(subset=["containment"])
    most = other.groupby("a_article_id", sort=False)["containment"].max()
    size = np.array([words[article] for article in most.index], float)
    return _rows(most.index, "copied", most.to_numpy() * size, size)


def summary(sums: Iterable[pd.DataFrame], *, seed: int = 0, resamples: int = RESAMPLES) -> pd.DataFrame:
    """The outlets over all events: the table ``outlets``, a row an outlet and measure (:data:`MEASURES`).

    ``sums`` is what :func:`event_sums` gave for each event. Columns: ``outlet, measure, value``; ``low`` and ``high``, a 95 per cent
    bootstrap interval over events within what is possible, empty with fewer than five; ``events`` and ``articles`` behind the value.
    """
    parts = [part for part in sums if len(part)]
    if not parts:
        return pd.DataFrame(columns=COLUMNS)
    table = pd.concat(parts, ignore_index=True)
    order = {measure: n for n, measure in enumerate(MEASURES)}
    rows = []
    for (outlet, measure), own in table.groupby(["outlet", "measure"], sort=True):
        own = own[own["below"] > 0].sort_values("event", kind="stable")
        if own.empty:
            continue
        at = seed + zlib.crc32(f"{outlet}|{measure}".encode())
        found = interval(own[["above", "below"]].to_numpy(float), _ratio, seed=at, resamples=resamples)
        low, high = np.clip([found.low, found.high], *BOUNDS.get(measure, (0.0, 1.0)))
        rows.append((outlet, measure, found.value, low, high, own["event"].nunique(), int(own["articles"].sum())))
    rows.sort(key=lambda row: (order.get(row[1], len(order)), row[0]))
    return pd.DataFrame(rows, columns=COLUMNS)


def _ratio(sums: np.ndarray) -> np.ndarray:
    above, below = sums[..., 0], sums[..., 1]
    return np.divide(above, below, out=np.full(np.shape(above), np.nan), where=below > 0)
