"""Both corpora as windows of one kind: pieces, their sentences, statements where they are marked, and targets to ask about.

An article of PolNeAR is packed into windows as users' articles are; its targets are the names in its sentences, which nobody has judged:
their answers are those of the separate network of tone. Sentences of NewsMTSC stand in no article here, so they are put
together by chance, one to three a paragraph, up to a window, and some alone: the network must answer for a sentence among others.
"""

from __future__ import annotations

import gzip
import json
import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import torch

from analysis.articles import Article, Paragraph
from analysis.entities.names import names
from analysis.page import roles
from analysis.quotes import pieces
from analysis.reading import read_article
from training.attribution import corpus as statements
from training.tone import corpus as tone

ALONE = 0.3  # the share of sentences of NewsMTSC that are read alone
FULL = (80, 160)  # pieces of a window of them, drawn by chance
NOBODY = -1  # the label of a target that no person has judged


@dataclass
class Asked:
    """A target: the piece at which its sentence begins, which pieces behind that are its own, a label, a teacher's probabilities."""

    touched: np.ndarray
    label: int = NOBODY
    gid: str = ""
    taught: np.ndarray | None = None


@dataclass
class Told:
    """A sentence (or what of it is read) as pieces, with its targets, and what a teacher says of its statements, if one was asked."""

    pieces: pieces.Pieces
    asked: list[Asked] = field(default_factory=list)
    taught: np.ndarray | None = None  # a row a piece: see training.attribution.teacher.ask


@dataclass
class Window:
    """Inputs and statements of a window, the number of the sentence of each piece (0: none), and targets with their places."""

    example: statements.Example
    sentence: np.ndarray
    asked: list[tuple[int, int, Asked]] = field(default_factory=list)  # where the sentence begins, its number, the target


@dataclass
class Annotated(statements.Marked):
    """An article of PolNeAR with its sentences: where they start, and those with targets by their first characters."""

    starts: np.ndarray = field(default_factory=lambda: np.zeros(1, int))
    sentences: dict[int, Told] = field(default_factory=dict)


def article(text: str, gold: list[dict], tokenizer) -> Annotated:
    """An article with the names of its sentences as targets."""
    reading = read_article(Article("", text, paragraphs=tuple(Paragraph(*p) for p in roles(text))))
    paragraphs = pieces.encode(text, tokenizer)
    starts = np.array([s.start for s in reading.sentences] or [0])
    sentences: dict[int, Told] = {}
    for name in names(reading):
        sentence = reading.sentences[name.sentence]
        if sentence.role != "body":
            continue
        part = next((p for p in paragraphs if p.start[0] <= name.start < p.end[-1]), None)
        if part is None:
            continue
        if sentence.start not in sentences:
            own = np.searchsorted(starts, part.start, side="right") == name.sentence + 1
            at = np.flatnonzero(own)
            sentences[sentence.start] = Told(part.cut(at[0], at[-1] + 1))
        told = sentences[sentence.start]
        touched = (told.pieces.start < name.end) & (told.pieces.end > name.start)
        if touched.any():
            told.asked.append(Asked(touched))
    return Annotated(paragraphs, gold, starts=starts, sentences=sentences)


def windows(own: Annotated, size: int, rng: random.Random) -> list[Window]:
    """Training windows of an article; where the first one ends is drawn anew each time."""
    tag_at = statements.labels(own.gold)
    found = []
    for chosen in statements.packed(own, size, rng):
        example = statements.example(own, chosen, tag_at)
        window = Window(example, np.zeros(example.inputs.shape[1], int))
        begin = 1
        for paragraph in (own.paragraphs[n] for n in chosen):
            numbers = np.searchsorted(own.starts, paragraph.start, side="right")
            window.sentence[begin : begin + len(paragraph)] = numbers
            for number in np.unique(numbers):
                at = begin + int(np.flatnonzero(numbers == number)[0])
                told = own.sentences.get(int(own.starts[number - 1])) if number else None
                if told is not None and told.pieces.start[0] == paragraph.start[at - begin]:
                    window.asked += [(at, int(number), asked) for asked in told.asked]
            begin += len(paragraph) + 1
        found.append(window)
    return found


def judged(folder: Path, tokenizer) -> tuple[list[Told], list[Told]]:
    """The sentences of NewsMTSC with their targets: those to train on, and those held out."""
    by_text: dict[str, list[tuple[int, int, Asked]]] = {}
    with gzip.open(folder / "train.jsonl.gz", "rt", encoding="utf-8") as file:
        for row in map(json.loads, file):
            own = by_text.setdefault(re.sub(r"\s", " ", row["sentence_normalized"]), [])
            for target in row["targets"]:
                label, gid = tone.LABELS[int(target["polarity"])], target["Input.gid"]
                own.append((target["from"], target["to"], Asked(np.zeros(0), label, gid)))
    training, away = [], []
    for text, targets in by_text.items():
        parts = pieces.encode(text, tokenizer)
        for start, end, asked in targets:  # a very long sentence is read around its target
            touched = [(p.start < end) & (p.end > start) for p in parts]
            chosen = max(range(len(parts)), key=lambda n: int(touched[n].sum()))
            asked.touched = touched[chosen]
            side = away if tone.held_out(tone.article(asked.gid)) else training
            if not side or side[-1].pieces is not parts[chosen]:
                side.append(Told(parts[chosen]))
            side[-1].asked.append(asked)
    return training, away


def mixed(sentences: Sequence[Told], rng: random.Random, alone: float = ALONE) -> list[Window]:
    """Windows of sentences put together by chance."""
    order = list(sentences)
    rng.shuffle(order)
    found = []
    while order:
        paragraphs = [[order.pop()]]
        room = 0 if rng.random() < alone else rng.randint(*FULL) - len(paragraphs[0][0].pieces) - 2
        while order and len(order[-1].pieces) < room:
            if len(paragraphs[-1]) >= rng.choice((1, 1, 2, 3)):
                paragraphs.append([])
                room -= 1
            paragraphs[-1].append(order.pop())
            room -= len(paragraphs[-1][-1].pieces)
        found.append(together(paragraphs))
    return found


def together(paragraphs: Sequence[Sequence[Told]]) -> Window:
    """A window of these paragraphs, lists of sentences."""
    joined = [_joined([told.pieces for told in paragraph]) for paragraph in paragraphs]
    asked = all(told.taught is not None for paragraph in paragraphs for told in paragraph)
    taught = [np.concatenate([told.taught for told in paragraph]) for paragraph in paragraphs] if asked else []
    example = statements.example(statements.Marked(joined, [], taught), range(len(joined)), None)
    window = Window(example, np.zeros(example.inputs.shape[1], int))
    at, number = 1, 0
    for paragraph in paragraphs:
        for told in paragraph:
            number += 1
            window.sentence[at : at + len(told.pieces)] = number
            window.asked += [(at, number, asked) for asked in told.asked]
            at += len(told.pieces)
        at += 1
    return window


def _joined(parts: Sequence[pieces.Pieces]) -> pieces.Pieces:
    return pieces.Pieces(*(np.concatenate([getattr(p, name) for p in parts]) for name in pieces.Pieces.__dataclass_fields__))


def collate(batch: Sequence[Window]) -> dict:
    """A batch: what :func:`training.attribution.corpus.collate` gives, the sentences, and the targets.

    Of each target: ``target`` and ``own``, its pieces and those of its sentence (targets, windows x pieces: all windows laid end
    to end), ``label``, ``taught`` (NaN where nobody has taught).
    """
    found = statements.collate([window.example for window in batch])
    windows, width = found["mask"].shape
    sentence = np.zeros((windows, width), np.int64)
    for n, window in enumerate(batch):
        sentence[n, : len(window.sentence)] = window.sentence
    asked = [(row, *place) for row, window in enumerate(batch) for place in window.asked]
    target, own = np.zeros((2, len(asked), windows, width), bool)
    for n, (row, at, number, one) in enumerate(asked):
        target[n, row, at : at + len(one.touched)] = one.touched
        own[n, row] = sentence[row] == number
    found["sentence"] = torch.from_numpy(sentence)
    found["target"], found["own"] = (torch.from_numpy(marked.reshape(len(asked), windows * width)) for marked in (target, own))
    found["label"] = torch.tensor([one.label for *_, one in asked], dtype=torch.long)
    nobody = np.full(3, np.nan)
    taught = [nobody if one.taught is None else one.taught for *_, one in asked]
    found["taught"] = torch.from_numpy(np.array(taught, np.float32).reshape(-1, 3))
    return found


def all_asked(told: Sequence[Told]) -> Iterator[Asked]:
    return (asked for one in told for asked in one.asked)
