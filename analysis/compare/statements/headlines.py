"""Headlines that quote what the text does not."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence

import pandas as pd

from analysis.compare.statements.words import Word, words

__all__ = ["headline_quotes"]

HEADLINES = ("headline", "kicker", "subhead")
BODY = ("body",)
COLUMNS = ["article_id", "start", "end", "role", "quoted", "in_text", "missing", "note"]


def headline_quotes(quoted: pd.DataFrame, paragraphs: pd.DataFrame, texts: Mapping[str, str]) -> pd.DataFrame:
    """Quotations in headlines whose words the article's text does not quote; each wording once an article.

    ``in_text`` is ``unquoted`` where the same words stand in the text outside quotation marks, ``in part`` where some of them are
    quoted there, ``absent`` otherwise; ``missing`` are the words that the text does not quote. Not every quotation mark in
    a headline marks speech (titles, nicknames): the words are flagged, not judged.
    """
    rows = []
    for article, own in quoted.groupby("article_id", sort=False):
        text, lines = texts[article], paragraphs[paragraphs["article_id"] == article].sort_values("start")
        places, roles = list(lines["start"]), list(lines["role"])
        role = [roles[max(0, bisect_right(places, q.start) - 1)] if roles else "body" for q in own.itertuples()]
        speech = [words(text, q.start, q.end) for q, r in zip(own.itertuples(), role, strict=True) if r in BODY]
        body = [words(text, p.start, p.end) for p in lines.itertuples() if p.role in BODY]
        seen = set()
        for q, r in zip(own.itertuples(), role, strict=True):
            title = words(text, q.start, q.end)
            wording = tuple(w.form for w in title)
            if r in HEADLINES and wording and wording not in seen and (flag := _flag(title, speech, body)):
                seen.add(wording)
                rows.append((article, q.start, q.end, r, text[q.start : q.end], *flag))
    return pd.DataFrame(rows, columns=COLUMNS)


def _flag(
    title: Sequence[Word], speech: Sequence[Sequence[Word]], body: Sequence[Sequence[Word]]
) -> tuple[str, str, str] | None:
    if any(_holds(s, title) for s in speech):
        return None
    quoted = {w.stem for s in speech for w in s if w.stem}
    missing = [w.form for w in title if w.stem and w.stem not in quoted]
    if any(_holds(p, title) for p in body) and len(missing) == sum(bool(w.stem) for w in title):
        where, note = "unquoted", "the text has these words, but does not quote them"
    elif len(missing) < sum(bool(w.stem) for w in title):
        where, note = "in part", "the headline quotes more than the text does, or joins what the text quotes apart"
    else:
        where, note = "absent", "the headline quotes words that the text does not"
    return where, " ".join(missing), note


def _holds(long: Sequence[Word], short: Sequence[Word]) -> bool:
    """Do the words of one stand in the other, in a row? A function word of the same place may differ."""
    telling = any(w.stem for w in short)
    one, other = ([w.stem or ("" if telling else w.form) for w in own] for own in (long, short))
    return any(one[n : n + len(other)] == other for n in range(len(one) - len(other) + 1))
