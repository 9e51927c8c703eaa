"""Text as the encoder reads it: word pieces with their letter case and their place in quotation marks.

A *paragraph* here is a non-empty line, cut where it is longer than ``LONGEST`` pieces; a *window* packs whole
paragraphs, up to ``WINDOW`` pieces, behind the ones before it as context.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from analysis.quotes.marks import Stretch, outermost, pair

if TYPE_CHECKING:
    from tokenizers import Tokenizer

__all__ = ["CONTEXT", "WINDOW", "Pieces", "Window", "encode", "inputs", "pack"]

WINDOW = 160  # pieces a window, the separators included
CONTEXT = 24  # pieces of the paragraphs before, at most
LONGEST = 150
LONG_STRETCH = 5  # words; a shorter stretch between marks is often a title or a scare word
_LINE = re.compile(r"[^\n]+")
_WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class Pieces:
    """The word pieces of one paragraph, as arrays of one length.

    ``ids`` in the encoder's vocabulary; ``start`` and ``end`` of each piece in the text; ``word_end``, the
    end of the word it belongs to; ``first``, whether it begins a word; ``case`` (0 small letters, 1 capital first, 2 all
    capitals, 3 with a digit); ``quoted`` (0 outside quotation marks, 1 in a short stretch, 2 in a long one).
    """

    ids: np.ndarray
    start: np.ndarray
    end: np.ndarray
    word_end: np.ndarray
    first: np.ndarray
    case: np.ndarray
    quoted: np.ndarray

    def __len__(self) -> int:
        return len(self.ids)

    def cut(self, begin: int, end: int) -> Pieces:
        return Pieces(*(getattr(self, name)[begin:end] for name in self.__dataclass_fields__))


@dataclass(frozen=True)
class Window:
    """Paragraphs packed for one pass: their numbers, and how many in front are context only."""

    paragraphs: tuple[int, ...]
    context: int


def encode(text: str, tokenizer: Tokenizer, stretches: Sequence[Stretch] | None = None) -> list[Pieces]:
    """The paragraphs of a text as word pieces."""
    quoted = _quoted(text, outermost(pair(text)) if stretches is None else stretches)
    lines = [match for match in _LINE.finditer(text) if not match[0].isspace()]
    encodings = tokenizer.encode_batch([match[0] for match in lines], add_special_tokens=False)
    paragraphs: list[Pieces] = []
    for match, encoding in zip(lines, encodings, strict=True):
        if encoding.ids:
            paragraphs += _cut_long(_paragraph(text, match.start(), encoding, quoted))
    return paragraphs


def _quoted(text: str, stretches: Sequence[Stretch]) -> np.ndarray:
    quoted = np.zeros(len(text) + 1, np.int8)
    for stretch in stretches:
        words = sum(1 for _ in _WORD.finditer(text, *stretch.inner))
        quoted[stretch.start : stretch.end] = 2 if words >= LONG_STRETCH else 1
    return quoted


def _paragraph(text: str, offset: int, encoding, quoted: np.ndarray) -> Pieces:
    spans = np.asarray(encoding.offsets, np.int64).reshape(-1, 2) + offset
    words = np.asarray(encoding.word_ids, np.int64)
    first = np.ones(len(words), bool)
    first[1:] = words[1:] != words[:-1]
    begins = np.flatnonzero(first)
    word_of = np.cumsum(first) - 1
    ends = spans[np.append(begins[1:], len(words)) - 1, 1]
    case = np.array([_case(text[s:e]) for s, e in zip(spans[begins, 0], ends, strict=True)], np.int64)
    start = spans[:, 0]
    ids = np.asarray(encoding.ids, np.int64)
    return Pieces(ids, start, spans[:, 1], ends[word_of], first, case[word_of], quoted[start].astype(np.int64))


def _case(word: str) -> int:
    if not word.isalpha() and any(map(str.isdigit, word)):
        return 3
    if not word[:1].isupper():
        return 0
    return 2 if len(word) > 1 and word.isupper() else 1


def _cut_long(pieces: Pieces) -> Iterable[Pieces]:
    begin = 0
    while len(pieces) - begin > LONGEST:
        end = begin + LONGEST
        while end > begin + LONGEST // 2 and not pieces.first[end]:
            end -= 1
        yield pieces.cut(begin, end)
        begin = end
    yield pieces.cut(begin, len(pieces))


def pack(lengths: Sequence[int], window: int = WINDOW, context: int = CONTEXT) -> list[Window]:
    """Pack paragraphs of these lengths, in order, into windows of at most ``window`` pieces.

    Each paragraph is read for its own sake once; up to ``context`` pieces of the ones before stand in front.
    """
    windows: list[Window] = []
    current: list[int] = []
    in_front, size = 0, 2
    for number, length in enumerate(lengths):
        if len(current) > in_front and size + length + 1 > window:
            windows.append(Window(tuple(current), in_front))
            front = _context(current, lengths, min(context, window - length - 3))
            current, in_front = front, len(front)
            size = 2 + sum(lengths[n] + 1 for n in front)
        current.append(number)
        size += length + 1
    if len(current) > in_front:
        windows.append(Window(tuple(current), in_front))
    return windows


def _context(paragraphs: list[int], lengths: Sequence[int], room: int) -> list[int]:
    front: list[int] = []
    for number in reversed(paragraphs):
        room -= lengths[number] + 1
        if room < 0:
            break
        front.insert(0, number)
    return front


def inputs(paragraphs: Sequence[Pieces], tokenizer: Tokenizer) -> np.ndarray:
    """The inputs of a window of these paragraphs: rows of ids, case, quoted (3, pieces)."""
    size = 1 + sum(len(p) + 1 for p in paragraphs)
    rows = np.zeros((3, size), np.int64)
    begin_id, end_id = (tokenizer.token_to_id(name) or 0 for name in ("[CLS]", "[SEP]"))
    rows[0, 0] = begin_id
    end = 1
    for p in paragraphs:
        begin, end = end, end + len(p)
        rows[:, begin:end] = p.ids, p.case, p.quoted
        rows[0, end] = end_id
        end += 1
    return rows
