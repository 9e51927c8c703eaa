"""The tables an event at a time, and a summary by outlet over all events: for corpora of many events.

Only one event is held at a time, and of each only a few sums are kept for the summary.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd

from analysis import about, outputs, tables
from analysis.articles import Corpus
from analysis.compare import events
from analysis.story import Story, analyze

__all__ = ["stories", "write"]

_DEVICE = re.compile(r"con|prn|aux|nul|(?:com|lpt)\d")
_NEEDED = ("articles", "attributions", "entities", "sentences", "readability", "containment")


def stories(corpus: Corpus, grouping: pd.DataFrame, **how: Any) -> Iterator[tuple[str, Story]]:
    """The story of each event, in the order of its first article; ``grouping`` is the table ``events``.

    ``how`` is as for :func:`analysis.analyze`: ``seed``, ``engine`` or ``jobs``, ``cache``.
    """
    of = dict(zip(grouping["article_id"], grouping["event"], strict=True))
    for event in dict.fromkeys(of[a.id] for a in corpus):
        own = tuple(replace(a, event=event) for a in corpus if of[a.id] == event)
        yield event, analyze(replace(corpus, articles=own), **how)


def write(
    corpus: Corpus,
    folder: str | Path,
    form: str = "csv",
    *,
    seed: int = 0,
    inputs: Sequence[str | Path] = (),
    **how: Any,
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Write each event's tables into a folder of its own, and beside them ``events`` and ``outlets``. Returns these two.

    All of it takes its place at once; folders of events that are no more go, unless the user keeps something in them.
    Raises :class:`InputError` where a table would take the place of one of the ``inputs``.
    """
    folder = Path(folder)
    grouping = tables.events(corpus)
    sums, names = [], _folders(grouping["event"].unique())
    outputs.spare(inputs, [folder / own / f"{name}.{form}" for own in names.values() for name in tables.NAMES])
    given = [Path(path).expanduser().resolve() for path in inputs]
    old = [path for path in folder.resolve().glob("*/") if path.name not in names.values() and _is_ours(path)]
    gone = {path for path in old if not any(each.is_relative_to(path) for each in given)}
    with outputs.locked(folder), outputs.folder(folder, ours=lambda path: path.resolve() in gone) as beside:
        for event, story in stories(corpus, grouping, seed=seed, **how):
            story.write(beside / names[event], form)
            sums.append(events.event_sums(event, {name: getattr(story, name) for name in _NEEDED}))
        outlets = events.summary(sums, seed=seed)
        found = {"events": grouping.assign(folder=grouping["event"].map(names)), "outlets": outlets}
        for name, table in found.items():
            tables.write_one(table, beside / f"{name}.{form}")
        outputs.write_text(beside / "about.json", about.text(corpus, seed))
    return grouping, outlets


def _is_ours(folder: Path) -> bool:
    """An event's tables of an earlier run, in one form or several, and nothing else."""
    names = {path.name for path in folder.iterdir()}
    ours = {f"{name}.{form}" for name in tables.NAMES for form in tables.FORMS}
    whole = "about.json" in names and any(f"articles.{form}" in names for form in tables.FORMS)
    return whole and names <= {"about.json", *ours}


def _folders(names) -> dict[str, str]:
    """A folder's name for each event: letters, digits and hyphens, no two alike, none that Windows keeps for a device."""
    found: dict[str, str] = {}
    taken: set[str] = set()
    for number, name in enumerate(names, 1):
        short = re.sub(r"[^a-z0-9]+", "-", str(name).lower()).strip("-")[:40].strip("-")
        short = f"event-{short}" if not short or short.isdecimal() or _DEVICE.fullmatch(short) else short
        short = short.rstrip("-") + (f"-{number}" if short == "event-" or short in taken else "")
        while short in taken:
            short += "-x"
        taken.add(short)
        found[name] = short
    return found
