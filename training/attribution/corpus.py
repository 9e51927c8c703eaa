"""PolNeAR as the trainer reads it: windows of pieces with their tags and links.

The corpus is no part of the project: point ``--corpus`` at the folder that holds ``train.articles.jsonl.gz`` and
``train.gold.jsonl.gz`` (one object an article: ``id, publisher, text`` and ``id, attributions`` with spans of
``content``, ``cue`` and ``source``).
"""

from __future__ import annotations

import gzip
import json
import random
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import torch

from analysis.quotes import pieces

TAGS = {"content": 1, "source": 3, "cue": 5}  # B; I is one more; 0 is outside
IGNORED = -100


@dataclass
class Marked:
    """An article: its paragraphs as pieces, its statements, and what a teacher says of each paragraph's pieces, if one was asked."""

    paragraphs: list[pieces.Pieces]
    gold: list[dict]
    taught: list[np.ndarray] = field(default_factory=list)


@dataclass
class Example:
    """One window: the four inputs, the tags, and for each content piece and each cue where its link goes."""

    inputs: np.ndarray  # 4 rows: ids, case, quoted, first
    tags: np.ndarray
    event: np.ndarray  # the attribution of a piece, -1: none
    sources: dict[int, list[int]]  # first piece of a cue -> pieces of its source; [0] for none
    taught: np.ndarray | None = None  # a row a piece: see training.attribution.teacher.ask


def read(folder: Path) -> tuple[list[dict], dict[str, list[dict]]]:
    with gzip.open(folder / "train.articles.jsonl.gz", "rt", encoding="utf-8") as file:
        articles = [json.loads(line) for line in file]
    with gzip.open(folder / "train.gold.jsonl.gz", "rt", encoding="utf-8") as file:
        gold = {row["id"]: row["attributions"] for row in map(json.loads, file)}
    return articles, gold


def held_out(articles: list[dict], each: int = 8) -> set[str]:
    """Whole articles kept back: the latest ``each`` of every publisher."""
    when = {row["id"]: re.search(r"\d{4}-\d\d-\d\d", row["id"])[0] for row in articles}
    kept: set[str] = set()
    for publisher in sorted({row["publisher"] for row in articles}):
        own = sorted((when[row["id"]], row["id"]) for row in articles if row["publisher"] == publisher)
        kept.update(name for _, name in own[-each:])
    return kept


def examples(own: Marked, window: int, rng: random.Random) -> list[Example]:
    """Training windows of an article; where the first one ends is drawn anew each time."""
    tag_at = labels(own.gold)
    return [example(own, chosen, tag_at) for chosen in packed(own, window, rng)]


def packed(own: Marked, window: int, rng: random.Random) -> list[list[int]]:
    """The numbers of the paragraphs of each window, packed from the first one and again from one drawn by chance."""
    cut = rng.randint(0, max(0, min(4, len(own.paragraphs) - 1)))
    found = []
    for part in (range(cut), range(cut, len(own.paragraphs))):
        found += [[part[n] for n in w.paragraphs] for w in pieces.pack([len(own.paragraphs[n]) for n in part], window, 0)]
    return found


def labels(attributions: list[dict]) -> dict[int, tuple[int, int]]:
    """Which part of which statement each character belongs to."""
    tag_at: dict[int, tuple[int, int]] = {}
    for number, attribution in enumerate(attributions):
        for part, tag in TAGS.items():
            for start, end in attribution[part]:
                for at in range(start, end):
                    tag_at[at] = (tag, number)
    return tag_at


def example(own: Marked, chosen: Sequence[int], tag_at: dict[int, tuple[int, int]] | None) -> Example:
    """A window of an article's paragraphs; without ``tag_at`` nobody has marked its statements."""
    paragraphs = [own.paragraphs[n] for n in chosen]
    size = 1 + sum(len(p) + 1 for p in paragraphs)
    inputs = np.zeros((4, size), np.int64)
    inputs[0, 0] = pieces_id("[CLS]")
    tags = np.full(size, IGNORED)
    event = np.full(size, -1)
    at_char: dict[int, int] = {}
    begin = 1
    for paragraph in paragraphs:
        end = begin + len(paragraph)
        inputs[0, begin:end] = paragraph.ids
        inputs[1, begin:end] = paragraph.case
        inputs[2, begin:end] = paragraph.quoted
        inputs[3, begin:end] = paragraph.first
        inputs[0, end] = pieces_id("[SEP]")
        previous = None
        for n in () if tag_at is None else np.flatnonzero(paragraph.first):
            spot = range(paragraph.start[n], paragraph.word_end[n])
            label = next((tag_at[x] for x in spot if x in tag_at), None)
            tags[begin + n] = 0 if label is None else label[0] + (label == previous)
            event[begin + n] = -1 if label is None else label[1]
            previous = label
            for x in spot:
                at_char[x] = begin + int(n)
        begin = end + 1
    taught = _lined_up([own.taught[n] for n in chosen]) if own.taught else None
    return Example(inputs, tags, event, _sources(tags, event, at_char, own.gold), taught)


def _lined_up(taught: Sequence[np.ndarray]) -> np.ndarray:
    """A row a piece of the window, zeros for the pieces in front of and between the paragraphs."""
    empty = np.zeros((1, taught[0].shape[1]), taught[0].dtype)
    return np.concatenate([empty, *(rows for own in taught for rows in (own, empty))])


def _sources(tags, event, at_char, attributions) -> dict[int, list[int]]:
    sources: dict[int, list[int]] = {}
    seen: set[int] = set()
    for position in np.flatnonzero((tags == 5) | (tags == 6)):
        number = int(event[position])
        if number in seen:
            continue
        seen.add(number)
        spans = attributions[number]["source"]
        inside = sorted({at_char[x] for s, e in spans for x in range(s, e) if x in at_char})
        if inside or not spans:
            sources[int(position)] = inside or [0]
    return sources


_IDS: dict[str, int] = {}


def set_vocabulary(tokenizer) -> None:
    _IDS.update({name: tokenizer.token_to_id(name) for name in ("[CLS]", "[SEP]", "[PAD]")})


def pieces_id(name: str) -> int:
    return _IDS[name]


def collate(batch: list[Example]) -> dict[str, torch.Tensor]:
    """Pad a batch; links as lists of (row, from piece, to piece)."""
    width = max(e.inputs.shape[1] for e in batch)
    inputs = torch.zeros(4, len(batch), width, dtype=torch.long)
    inputs[0] = pieces_id("[PAD]")
    mask = torch.zeros(len(batch), width, dtype=torch.bool)
    tags = torch.full((len(batch), width), IGNORED)
    to_cue, to_source = [], []
    for row, e in enumerate(batch):
        n = e.inputs.shape[1]
        inputs[:, row, :n] = torch.from_numpy(e.inputs)
        tags[row, :n] = torch.from_numpy(e.tags)
        mask[row, :n] = True
        cues: dict[int, list[int]] = {}
        for at in np.flatnonzero((e.tags == 5) | (e.tags == 6)):
            cues.setdefault(int(e.event[at]), []).append(int(at))
        for at in np.flatnonzero((e.tags == 1) | (e.tags == 2)):
            if int(e.event[at]) in cues:
                to_cue.append((row, int(at), cues[int(e.event[at])]))
        to_source += [(row, at, goals) for at, goals in e.sources.items()]
    found = {"inputs": inputs, "mask": mask, "tags": tags, "to_cue": to_cue, "to_source": to_source}
    if all(e.taught is not None for e in batch):
        found["answers"] = torch.zeros(len(batch), width, batch[0].taught.shape[1])
        for row, e in enumerate(batch):
            found["answers"][row, : len(e.taught)] = torch.from_numpy(e.taught.astype(np.float32))
    return found


def batches(sizes: Sequence[int], most: int) -> list[list[int]]:
    """Group windows of like size so that a batch, padded, holds at most ``most`` pieces (or one window)."""
    groups: list[list[int]] = []
    for number in sorted(range(len(sizes)), key=lambda n: (sizes[n], n)):
        if groups and sizes[number] * (len(groups[-1]) + 1) <= most:
            groups[-1].append(number)
        else:
            groups.append([number])
    return groups
