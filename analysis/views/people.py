"""Who speaks in a view: a short tag and a colour for each speaker, the same in every article of a story."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

__all__ = ["COLOURS", "UNKNOWN", "Speaker", "speakers"]

COLOURS = 6  # as many as the style sheet has; beyond it they repeat, and the tag tells speakers apart
UNKNOWN = "?"


@dataclass(frozen=True)
class Speaker:
    """A speaker: ``number`` is the rank by attributed words in all articles (0: nobody, or not known), ``tag`` is unique."""

    number: int
    name: str
    tag: str
    key: str = ""  # the entity's id

    @property
    def classes(self) -> str:
        return f"sp{(self.number - 1) % COLOURS}" if self.number else "nobody"


def speakers(tables: Mapping[str, pd.DataFrame]) -> dict[str, Speaker]:
    """Speakers by id, those with most words first; the empty id is nobody."""
    found = {"": Speaker(0, "nobody named, or not known", UNKNOWN)}
    taken = {UNKNOWN}
    for number, (name, label) in enumerate(_ranked(tables), 1):
        tag = _tag(label, taken)
        taken.add(tag)
        found[name] = Speaker(number, label, tag, name)
    return found


def _ranked(tables: Mapping[str, pd.DataFrame]) -> list[tuple[str, str]]:
    """Ids and names: the speakers by words, then whoever else is named as the speaker of a stretch or a statement."""
    ids: list[str] = []
    names: dict[str, str] = {}
    if "entities" in tables:
        names = dict(zip(tables["entities"]["entity_id"], tables["entities"]["name"], strict=True))
    if "speakers" in tables and len(tables["speakers"]):
        words = tables["speakers"].groupby("speaker_id", sort=True)["words"].sum()
        ids += list(words.sort_values(ascending=False, kind="stable").index)
        names |= dict(zip(tables["speakers"]["speaker_id"], tables["speakers"]["name"], strict=True))
    if "attributions" in tables:
        ids += [i for cell in tables["attributions"]["speaker_ids"].fillna("") for i in cell.split(";")]
    if "quoted" in tables:
        ids += list(tables["quoted"]["speaker_id"].fillna(""))
    return [(i, str(names.get(i, i))) for i in dict.fromkeys(ids) if i]


def _tag(name: str, taken: set[str]) -> str:
    """The initials of a name, with a number where another speaker has them."""
    initials = "".join(w[0].upper() for w in re.findall(r"\w+", name) if w[0].isupper() or w[0].isdigit())[:3]
    initials = initials or name[:2].upper() or UNKNOWN
    if initials not in taken:
        return initials
    return next(f"{initials}{n}" for n in range(2, len(taken) + 3) if f"{initials}{n}" not in taken)
