"""NewsMTSC as the trainer reads it.

The corpus is no part of the project: point ``--corpus`` at the folder that holds its ``train.jsonl.gz``.
"""

from __future__ import annotations

import gzip
import json
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from analysis.quotes import pieces

if TYPE_CHECKING:
    import torch
    from tokenizers import Tokenizer

LABELS = {2: 0, 4: 1, 6: 2}
_ARTICLE = re.compile(r"[a-z]+(?:_v\d+)?_\d+")
HELD_OUT = 10  # one article in so many


@dataclass
class Example:
    """One target: the four input rows, its label, the identifiers of target and article, and a teacher's three scores."""

    rows: np.ndarray
    label: int
    gid: str
    article: str
    taught: np.ndarray | None = None


def inputs(sentence: str, start: int, end: int, tokenizer: Tokenizer) -> np.ndarray:
    """A sentence as rows: ids, letter case, quotation marks, and the pieces of the target (1).

    ``[CLS]`` stands in front and ``[SEP]`` at the end; of a very long sentence the part around the target is read.
    """
    parts = pieces.encode(re.sub(r"\s", " ", sentence), tokenizer)
    touched = [((part.start < end) & (part.end > start)) for part in parts]
    chosen = max(range(len(parts)), key=lambda n: int(touched[n].sum()))
    part = parts[chosen]
    rows = np.zeros((4, len(part) + 2), np.int64)
    rows[0, [0, -1]] = [tokenizer.token_to_id(name) or 0 for name in ("[CLS]", "[SEP]")]
    rows[0, 1:-1], rows[1, 1:-1], rows[2, 1:-1], rows[3, 1:-1] = part.ids, part.case, part.quoted, touched[chosen]
    return rows


def read(folder: Path, tokenizer: Tokenizer) -> list[Example]:
    examples = []
    with gzip.open(folder / "train.jsonl.gz", "rt", encoding="utf-8") as file:
        for row in map(json.loads, file):
            for target in row["targets"]:
                gid = target["Input.gid"]
                rows = inputs(row["sentence_normalized"], target["from"], target["to"], tokenizer)
                examples.append(Example(rows, LABELS[int(target["polarity"])], gid, article(gid)))
    return examples


def texts(folder: Path) -> Iterator[str]:
    """The sentences of the training part, from which the vocabulary is chosen."""
    with gzip.open(folder / "train.jsonl.gz", "rt", encoding="utf-8") as file:
        for row in map(json.loads, file):
            if not held_out(article(row["targets"][0]["Input.gid"])):
                yield row["sentence_normalized"]


def article(gid: str) -> str:
    """The article that a target comes from, by the form of its identifier."""
    found = _ARTICLE.match(gid)
    if found is None:
        raise SystemExit(f"{gid}: this identifier names no article; the held-out part could not be kept apart.")
    return found[0]


def held_out(name: str) -> bool:
    """Is this article kept back for scoring? One in ten, by a hash of its name."""
    return zlib.crc32(name.encode()) % HELD_OUT == 0


@dataclass(frozen=True)
class Held:
    """A held-out target: the question (sentence, start, end), its label and article, and whether its sentence has several targets."""

    question: tuple[str, int, int]
    label: int
    article: str
    several: bool


def questions(folder: Path) -> Iterator[Held]:
    """The held-out targets, in the order of the corpus."""
    with gzip.open(folder / "train.jsonl.gz", "rt", encoding="utf-8") as file:
        for row in map(json.loads, file):
            for target in row["targets"]:
                name = article(target["Input.gid"])
                if held_out(name):
                    question = (row["sentence_normalized"], target["from"], target["to"])
                    yield Held(question, LABELS[int(target["polarity"])], name, len(row["targets"]) > 1)


def write_gold(folder: Path, path: Path) -> None:
    """The lines of the corpus whose targets are held out, for ``score_target_sentiment.py``."""
    with gzip.open(folder / "train.jsonl.gz", "rt", encoding="utf-8") as file, path.open("w", encoding="utf-8") as out:
        out.writelines(line for line in file if held_out(article(json.loads(line)["targets"][0]["Input.gid"])))


def collate(batch: list[Example]) -> tuple[list[torch.Tensor], torch.Tensor]:
    """Padded inputs (ids, case, quoted, target, mask) and labels."""
    import torch  # the baseline does without

    width = max(e.rows.shape[1] for e in batch)
    rows = torch.zeros(4, len(batch), width, dtype=torch.long)
    mask = torch.zeros(len(batch), width, dtype=torch.bool)
    for n, example in enumerate(batch):
        rows[:, n, : example.rows.shape[1]] = torch.from_numpy(example.rows)
        mask[n, : example.rows.shape[1]] = True
    return [*rows, mask], torch.tensor([e.label for e in batch])
