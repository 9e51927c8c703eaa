"""Text as the encoder reads it: word pieces with their letter case and their place in quotation marks.

A *paragraph* here is a non-empty line, cut where it is longer than ``LONGEST`` pieces; a *window* packs whole
paragraphs, up to ``WINDOW`` pieces, behind the ones before it as context.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, groupby, pairwise
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from analysis.quotes.marks import Stretch, outermost, pair

if TYPE_CHECKING:
    from tokenizers import Tokenizer

__all__ = ["CONTEXT", "WINDOW", "Pieces", "Window", "encode", "inputs", "lined_up", "pack"]

WINDOW = 160  # pieces a window, the separators included
CONTEXT = 12  # pieces of the paragraphs before, at most
LONGEST = 150
LONG_STRETCH = 5  # words; a shorter stretch between marks is often a title or a scare word
_LINE = re.compile(r"[^\n]+")
_WORD = re.compile(r"\w+")
# Lines of these characters fall into words by this rule, as BERT's tokenizer cuts them; "[SEP]" and its like mean more to it.
_PLAIN = re.compile(r"(?:[ -Z\\-~À-ÖØ-öø-ÿ‘’“”–—…]++|\[(?![A-Z]+\]))*")
_PLAIN_WORD = re.compile(r"[A-Za-z0-9À-ÿ]+|[^ ]")


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


class _Word(NamedTuple):
    """A word as the encoder reads it: its pieces, with their offsets in the word, and its letter case."""

    ids: tuple[int, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    case: int


def encode(text: str, tokenizer: Tokenizer, stretches: Sequence[Stretch] | None = None) -> list[Pieces]:
    """The paragraphs of a text as word pieces."""
    quoted = _quoted(text, outermost(pair(text)) if stretches is None else stretches)
    begins: list[int] = []
    words: list[_Word] = []
    lines = [0]  # how many words stand before each line
    for line in _LINE.finditer(text):
        for begin, word in _words(line[0], tokenizer):
            begins.append(line.start() + begin)
            words.append(word)
        if len(words) > lines[-1]:
            lines.append(len(words))
    return [part for whole in _paragraphs(begins, words, lines, quoted) for part in _cut_long(whole)]


def _quoted(text: str, stretches: Sequence[Stretch]) -> np.ndarray:
    quoted = np.zeros(len(text) + 1, np.int8)
    for stretch in stretches:
        words = sum(1 for _ in _WORD.finditer(text, *stretch.inner))
        quoted[stretch.start : stretch.end] = 2 if words >= LONG_STRETCH else 1
    return quoted


def _words(line: str, tokenizer: Tokenizer) -> Iterator[tuple[int, _Word]]:
    """The words of a line and where they begin: as the tokenizer cuts the line, but a word of a plain line is cut once a process."""
    if _PLAIN.fullmatch(line):
        return ((m.start(), _word(m[0], tokenizer)) for m in _PLAIN_WORD.finditer(line))
    return _cut_by_tokenizer(line, tokenizer)


@lru_cache(maxsize=2**15)
def _word(word: str, tokenizer: Tokenizer) -> _Word:
    ((_, found),) = _cut_by_tokenizer(word, tokenizer)
    return found


def _cut_by_tokenizer(line: str, tokenizer: Tokenizer) -> Iterator[tuple[int, _Word]]:
    encoding = tokenizer.encode(line, add_special_tokens=False)
    pieces = zip(encoding.word_ids, encoding.ids, encoding.offsets, strict=True)
    for _, word in groupby(pieces, key=itemgetter(0)):
        _, ids, offsets = zip(*word, strict=True)
        begin, end = offsets[0][0], offsets[-1][1]
        starts, ends = (tuple(at - begin for at in side) for side in zip(*offsets, strict=True))
        yield begin, _Word(ids, starts, ends, _case(line[begin:end]))


def _paragraphs(begins: Sequence[int], words: Sequence[_Word], lines: Sequence[int], quoted: np.ndarray) -> Iterator[Pieces]:
    """The words of each line as pieces: the arrays are made for the whole text, and cut."""
    ids, starts, ends, cases = zip(*words, strict=True) if words else ((), (), (), ())
    counts = np.array([*map(len, ids)], np.int64)
    before = np.concatenate(([0], np.cumsum(counts)))
    begin = np.repeat(np.array(begins, np.int64), counts)
    start, end = begin + _joined(starts), begin + _joined(ends)
    first = np.zeros(len(begin), bool)
    first[before[:-1]] = True
    word_end = np.repeat(end[before[1:] - 1], counts)
    case = np.repeat(np.array(cases, np.int64), counts)
    whole = Pieces(_joined(ids), start, end, word_end, first, case, quoted[start].astype(np.int64))
    for of, to in pairwise(before[lines].tolist()):
        yield whole.cut(of, to)


def _joined(parts: Iterable[tuple[int, ...]]) -> np.ndarray:
    return np.array(list(chain.from_iterable(parts)), np.int64)


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


def lined_up(values: Sequence[np.ndarray]) -> np.ndarray:
    """Values of the pieces of some paragraphs (integers) as they stand in a window of them: 0 in front, between and behind."""
    gap = np.zeros(1, np.int64)
    return np.concatenate([gap, *(part for own in values for part in (own, gap))])
