"""Passages that an article shares with others: where they begin, and a line in the margin as long as they go."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field

import pandas as pd

from analysis.views.nest import Mark, attributes

__all__ = ["Shared", "margin", "passages_of", "union"]

LEAST = 5  # characters of a paragraph; for fewer, the line would be a dot


@dataclass
class Shared:
    """Marks at the beginning of each shared passage, and the characters that any of them covers."""

    marks: list[Mark] = field(default_factory=list)
    covered: list[tuple[int, int]] = field(default_factory=list)


def passages_of(
    article_id: str, tables: Mapping[str, pd.DataFrame], href: Callable[[str, int, int], str] | None = None
) -> Shared:
    """The passages that ``tables["passages"]`` has for an article, whichever side it stands on."""
    found = Shared()
    if "passages" not in tables:
        return found
    labels = (
        dict(zip(tables["articles"]["article_id"], tables["articles"]["label"], strict=True)) if "articles" in tables else {}
    )
    for number, row in enumerate(tables["passages"].to_dict("records"), 1):
        for one, other in (("a", "b"), ("b", "a")):
            if row[f"{one}_article_id"] == article_id:
                partner = str(row[f"{other}_article_id"])
                place = (partner, int(row[f"{other}_start"]), int(row[f"{other}_end"]))
                note = f"{int(row['words'])} words also in {labels.get(partner, partner)}"
                span = int(row[f"{one}_start"]), int(row[f"{one}_end"])
                found.marks.append(Mark(*span, {}, {}, _join(str(number), note, href(*place) if href else ""), rank=2))
                found.covered.append(span)
    found.covered = union(found.covered)
    return found


def _join(number: str, note: str, address: str) -> str:
    """An element without text at the beginning of a passage: a link where there is a page to lead to."""
    values = {"class": "join noted", "data-n": number, "data-note": f"shared passage {number}: {note}"}
    values["aria-label"] = values["data-note"]
    if address:
        return f"<a{attributes({**values, 'href': address})}></a>"
    return f"<span{attributes({**values, 'role': 'img', 'tabindex': '0'})}></span>"


def union(spans: Collection[tuple[int, int]]) -> list[tuple[int, int]]:
    """Ranges joined where they touch or overlap, in order."""
    joined: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def margin(start: int, end: int, covered: Collection[tuple[int, int]]) -> dict[str, str]:
    """The margin line of the paragraph ``[start, end)``: a gradient from top to bottom, by share of its characters."""
    inside = [(max(s, start), min(e, end)) for s, e in covered]
    inside = [(s, e) for s, e in inside if e - s >= LEAST]
    if not inside:
        return {}
    stops = []
    for s, e in inside:
        top, low = (f"{100 * (x - start) / (end - start):.1f}%" for x in (s, e))
        stops.append(f"transparent {top}, var(--line) {top} {low}, transparent {low}")
    return {"style": f"--shared: linear-gradient({', '.join(stops)})"}
