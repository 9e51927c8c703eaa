"""What each outlet tells of and leaves out: those who are heard, those who are named, and the topics.

Absent means *not mentioned under any name that the method knows*: the forms of a name that :mod:`analysis.entities` joins, the
spellings and inflections of a topic (:mod:`analysis.compare.topics`). A synonym, or a description without the name, is not seen,
so an absence is a place to look, not yet a finding. Articles are compared within one event only.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
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
    tokens: pd.DataFrame,
    roles: Sequence[str] = ("headline", "subhead", "body"),
    events: Mapping[str, str] | None = None,
) -> pd.DataFrame:
    """What each article tells of: columns ``article_id, item_id, item, kind, mentions``, only what is there.

    From the tables of these names and :func:`analysis.compare.topics.topics`. Names count where they stand in lines of ``roles``,
    by name, role or pronoun; speakers count statements. ``kind`` is one of :data:`KINDS`; who speaks and is named has a row for
    each. Before a name or topic is called absent its bare words are looked for (:func:`_in_other_words`), in articles of the same event
    (``events``: article to event; without it all are of one).
    """
    name = dict(zip(entities["entity_id"], entities["name"], strict=True))
    kind = dict(zip(entities["entity_id"], entities["kind"], strict=True))
    spelled = dict(zip(topics["key"], topics["topic"], strict=True))
    inside = _inside(mentions, paragraphs[paragraphs["role"].isin(list(roles))])
    counts: Counter = Counter()
    for article, who, n in zip(speakers["article_id"], speakers["speaker_id"], speakers["statements"], strict=True):
        counts[(article, who, name[who], "speaker")] += n
    for article, who, there in zip(mentions["article_id"], mentions["entity_id"], inside, strict=True):
        if there and kind[who] in KINDS:
            counts[(article, who, name[who], kind[who])] += 1
    counts.update(
        (article, key, spelled[key], "topic") for article, key in zip(topics["article_id"], topics["key"], strict=True)
    )
    counts.update(_in_other_words(counts, tokens, events or {}))
    return pd.DataFrame([(*key, n) for key, n in counts.items()], columns=_TOLD)


def _in_other_words(counts: Mapping[tuple, int], tokens: pd.DataFrame, events: Mapping[str, str]) -> dict[tuple, int]:
    """Sentences that hold all words of a name or topic, or a person's last name, in other articles of an event that tells of it.

    They may stand there as another part of speech, apart, or as the name of something else (a capital for its government): enough for
    not calling it left out.
    """
    where: dict[str, dict[str, set[int]]] = {}
    for article, base, word, sentence in zip(*(tokens[c] for c in ("article_id", "base", "word", "sentence")), strict=True):
        for form in {base, word}:
            where.setdefault(form, {}).setdefault(article, set()).add(sentence)
    have: dict[tuple, set[str]] = {}
    for article, *item in counts:
        have.setdefault(tuple(item), set()).add(article)
    found = {}
    for (item_id, item, kind), articles in have.items():
        words = item.lower().split() if kind != "topic" else item_id.split()
        places = [where.get(w, {}) for w in (words[-1:] if kind == "person" else words)]
        own = {events.get(a, "") for a in articles}
        for article in places[0] if kind != "speaker" and places else ():
            if article in articles or events.get(article, "") not in own:
                continue
            together = set.intersection(*(p.get(article, set()) for p in places))
            if together:
                found[(article, item_id, item, kind)] = len(together)
    return found


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
    of = {a: (events or {}).get(a, "") for a in words}
    group = {a: (tellings or {}).get(a, a) for a in words}
    members: dict[str, dict[str, int]] = {}
    for article, n in words.items():
        members.setdefault(of[article], {})[article] = n
    own = dict(tuple(told.groupby(told["article_id"].map(of), sort=False)))
    rows: list[tuple] = []
    for event, articles in members.items():
        rows += _of_event(own.get(event, told.head(0)), articles, group)
    return pd.DataFrame(rows, columns=COLUMNS)


def _of_event(told: pd.DataFrame, words: Mapping[str, int], group: Mapping[str, str]) -> list[tuple]:
    """Rows of ``coverage``: an article's items by kind, those that most articles tell of first."""
    mentions: dict[tuple, dict[str, int]] = {}
    for article, item_id, item, kind, n in zip(*(told[c] for c in _TOLD), strict=True):
        mentions.setdefault((kind, item_id, item), {})[article] = n
    kinds = list(KINDS)
    ranked = sorted(mentions, key=lambda k: (-len(mentions[k]), -sum(mentions[k].values()), k))[:MOST]
    ranked.sort(key=lambda k: kinds.index(k[0]))
    length: Counter = Counter()
    for article, n in words.items():
        length[group[article]] += n
    rows = []
    for article in words:
        own, others = group[article], set(length) - {group[article]}
        elsewhere = sum(length[g] for g in others)
        for kind, item_id, item in ranked:
            held = mentions[(kind, item_id, item)]
            by_group = {group[a] for a in held}
            there = sum(n for a, n in held.items() if group[a] != own)
            expected = words[article] * there / elsewhere if elsewhere else float("nan")
            here = held.get(article, 0)
            alone_here = here > 0 and bool(others) and by_group == {own}
            missing = len(others) > 1 and by_group == others
            rows.append((article, item_id, item, kind, here > 0, here, expected, alone_here, missing))
    return rows


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

    An item weighs as the largest ``expected`` of an article without it; of items that stand in the same articles and share a
    word, the heaviest is shown.
    """
    keys = ["kind", "item_id"]
    part = table[table.groupby(keys, sort=False)["present"].transform("sum") >= fewest].set_index(keys)
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
