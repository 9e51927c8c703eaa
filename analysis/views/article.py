"""The annotated article: who speaks and how, the tone of each sentence, what other articles share, and what is furniture."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Any

import pandas as pd

from analysis.views import frames, legend, links, shared
from analysis.views.frames import UNSURE
from analysis.views.nest import Mark, attributes, escape, paragraph
from analysis.views.people import speakers
from analysis.views.view import View

__all__ = ["TABLES", "UNSURE", "annotated", "body"]

TABLES = (
    "articles",
    "paragraphs",
    "sentences",
    "quoted",
    "attributions",
    "spans",
    "entities",
    "mentions",
    "speakers",
    "passages",
)
"""The tables that an annotated article can show; whichever is missing is not shown. ``targets``, slow to make, is shown too if given."""

FURNITURE = ("boilerplate", "related", "credit", "kicker")
STRONG, FAINT = 0.5, 0.05  # tone of a sentence: VADER's own bound of neutral, and half of what it can reach
_TONES = {"pos2": "clearly positive", "pos1": "somewhat positive", "neg1": "somewhat negative", "neg2": "clearly negative"}
Href = Callable[[str, int, int], str]


def annotated(
    article_id: str,
    text: str,
    tables: Mapping[str, pd.DataFrame],
    *,
    only: Collection[int] | None = None,
    anchors: Iterable[tuple[int, int]] | None = None,
    href: Href | None = None,
    prefix: str | None = None,
) -> View:
    """An article as a person reads it, with what was found in it.

    ``tables`` are those of :data:`TABLES`, of any number of articles; ``paragraphs`` must be there. ``only`` keeps the paragraphs of
    these numbers, and what was found in them. ``anchors`` are the ranges that can be linked to (default: those that ``tables``
    name). ``href`` gives the address of characters of another article; without it a shared passage names its partner but is no
    link. ``prefix`` stands before every id (default: made of the article's id), so that several views fit one page.
    """
    prefix = f"a-{links.slug(article_id)}-" if prefix is None else prefix  # a selector may not begin with a digit
    own = {name: frame[frame["article_id"] == article_id] for name, frame in tables.items() if "article_id" in frame.columns}
    own = own if only is None else _within(own, only)
    speech = frames.frames(own, speakers(tables), prefix)
    passages = shared.passages_of(article_id, tables, href)
    if anchors is None:
        between = {name: frame for name, frame in tables.items() if "a_article_id" in frame.columns}
        anchors = links.ranges({**own, **between}).get(article_id, [])
    marks = [Mark(s, e, {}, {"id": f"{prefix}{links.fragment(s, e)}"}, rank=0) for s, e in sorted(set(anchors))]
    marks += [*_tones(own.get("sentences"), prefix), *passages.marks, *speech.marks]
    parts = [
        _about(article_id, own),
        legend.legend(speech.heard.values(), bool(passages.marks)),
        f'<div class="text">{body(text, own["paragraphs"], marks, only, passages.covered)}</div>',
        legend.notes(speech.notes, prefix),
        legend.named(own.get("targets"), _names(tables), prefix),
    ]
    name = _label(article_id, own)
    title = f"{name}, annotated: {len(speech.notes)} statements"
    frame = {"class": "same-story", "id": f"{prefix}view", "aria-label": f"{name}, annotated", "lang": "en"}
    rules = legend.rules(f"{prefix}view", speech.heard, [note.number for note in speech.notes])
    return View(title, f"<section{attributes(frame)}>{''.join(parts)}</section>", rules)


def body(
    text: str,
    paragraphs: pd.DataFrame,
    marks: list[Mark],
    only: Collection[int] | None = None,
    covered: Collection[tuple[int, int]] = (),
) -> str:
    """Every character of the text in order, a paragraph an element, what is between them as it was.

    ``covered`` are ranges for the line in the margin. With ``only``, an ellipsis (outside the text) stands for what is left out.
    """
    out: list[str] = []
    begun: set[int] = set()
    at, titled, gap = 0, False, False
    for row in paragraphs.sort_values("start").itertuples():
        if only is not None and row.paragraph not in only:
            gap = True
            continue
        if gap:
            out.append('<p class="gap" role="separator" aria-label="paragraphs left out"></p>')
        gap = False
        out.append(escape(text[at : row.start]) if only is None else "\n")
        element = "h2" if row.role == "headline" and not titled else "p"
        titled = titled or element == "h2"
        values = {"class": f"role-{row.role}" + (" furniture" if row.role in FURNITURE else "")}
        values |= shared.margin(row.start, row.end, covered)
        inside = paragraph(text, row.start, row.end, marks, begun)
        out.append(f"<{element}{attributes(values)}>{inside}</{element}>")
        at = row.end
    return "".join(out) + (escape(text[at:]) if only is None else "")


def _tones(sentences: pd.DataFrame | None, prefix: str) -> list[Mark]:
    """Every sentence as an anchor (``s12``); in front of one with tone a sign that can be focused and says what made it."""
    found = []
    for row in sentences.to_dict("records") if sentences is not None else []:
        first = {"id": f"{prefix}s{int(row['sentence'])}"}
        found.append(Mark(int(row["start"]), int(row["end"]), {}, first, _sign(row), rank=1))
    return found


def _sign(row: Mapping[str, Any]) -> str:
    tone = row.get("tone")
    if row["role"] != "body" or tone is None or tone != tone or abs(tone) < FAINT:
        return ""
    level = f"{'pos' if tone > 0 else 'neg'}{2 if abs(tone) >= STRONG else 1}"
    words = str(row.get("fired") or "").replace("-", "−")
    note = f"tone of the sentence {tone:+.2f}, {_TONES[level]}".replace("-", "−") + (f"\n{words}" if words else "")
    values = {"class": f"tone {level} noted", "role": "img", "tabindex": "0", "aria-label": note.replace("\n", ": ")}
    return f"<span{attributes({**values, 'data-note': note})}></span>"


def _within(own: dict[str, pd.DataFrame], only: Collection[int]) -> dict[str, pd.DataFrame]:
    """Of the rows of an article those that stand in some of its paragraphs; of its statements those with content there."""
    lines = own["paragraphs"]
    kept = lines[lines["paragraph"].isin(list(only))]
    places = list(zip(kept["start"], kept["end"], strict=True))

    def held(frame: pd.DataFrame) -> pd.DataFrame:
        spans = zip(frame["start"], frame["end"], strict=True)
        return frame[[any(s < e and b < t for b, e in places) for s, t in spans]]

    found = dict(own)
    for name in {"sentences", "quoted", "spans", "targets"} & set(own):
        found[name] = held(own[name])
    if {"spans", "attributions"} <= set(found):
        content = found["spans"].loc[found["spans"]["part"].eq("content"), "attribution"]
        found["attributions"] = own["attributions"][own["attributions"]["attribution"].isin(content)]
    return found


def _names(tables: Mapping[str, pd.DataFrame]) -> dict[str, str]:
    known = tables.get("entities")
    return {} if known is None else dict(zip(known["entity_id"], known["name"], strict=True))


def _label(article_id: str, own: Mapping[str, pd.DataFrame]) -> str:
    known = own.get("articles")
    return str(known["label"].iloc[0]) if known is not None and len(known) else article_id


def _about(article_id: str, own: Mapping[str, pd.DataFrame]) -> str:
    """The line above the article: its label, and what is known of it beside the text."""
    known = own.get("articles")
    if known is None or known.empty:
        return f'<p class="about"><b>{escape(article_id)}</b></p>'
    row = known.iloc[0]
    facts = [str(row[c]) for c in ("outlet", "byline", "published") if c in known.columns and row[c]]
    told = [f"{int(row['words'])} words in the body"] if "words" in known.columns else []
    rest = " · ".join(escape(f) for f in [*dict.fromkeys(facts), *told])
    return f'<p class="about"><b>{escape(str(row["label"]))}</b> {rest}</p>'
