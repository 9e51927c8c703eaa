"""From the encoder's scores to statements: tags by the best path, links by pointers, quotation marks as a whole.

What the encoder gives for a window: for every piece a score for each tag (outside; begin and inside of content, source, cue), and a
query and a key for two pointers: from a content to its cue, from a cue to its source. The first piece of a
window stands for "no source".
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np

from analysis.quotes.marks import Stretch
from analysis.quotes.pieces import Pieces, Window
from analysis.quotes.spans import Spans

__all__ = ["Found", "Scores", "decode"]

CONTENT, SOURCE, CUE = 1, 3, 5  # the tag that begins a part; the next one is inside it
WHOLE = 0.5  # mean chance of content from which a stretch between quotation marks is content as a whole
NO_SOURCE = 1.5  # how many times likelier "none" must be than the best source
LEAST = 0.45  # certainty from which a statement is kept: below it more are wrong than right (held-out articles)
_FORBIDDEN = -1e4
_AT_ONCE = 8  # rows of a product: so few are not shared out to threads, whose waiting for each other took most of the time


@dataclass(frozen=True)
class Scores:
    """The encoder's answer for one window: ``tags`` (pieces, 7), ``query`` and ``key`` (pieces, 2 x size)."""

    tags: np.ndarray
    query: np.ndarray
    key: np.ndarray


@dataclass
class Found:
    """A statement as the encoder sees it: spans of characters, and how sure it is (0 to 1, not yet calibrated)."""

    content: list[tuple[int, int]]
    cue: list[tuple[int, int]]
    source: list[tuple[int, int]]
    certainty: float


@dataclass
class _Chunk:
    """Words of one part: positions in the window of their first pieces, characters, paragraph, mean chance."""

    kind: int
    at: list[int] = field(default_factory=list)
    start: int = 0
    end: int = 0
    paragraph: int = 0
    chance: float = 0.0
    marked: bool = False  # begins between quotation marks


@dataclass(frozen=True)
class _Words:
    """The words of a window: position of the first piece, characters, paragraph number, by paragraph from ``begins``."""

    at: np.ndarray
    start: np.ndarray
    end: np.ndarray
    paragraph: np.ndarray
    begins: np.ndarray


def decode(
    paragraphs: Sequence[Pieces], windows: Sequence[Window], scores: Sequence[Scores], stretches: Sequence[Stretch]
) -> list[Found]:
    """The statements of an article, in text order. ``stretches`` are the outermost ones between quotation marks."""
    found: list[Found] = []
    taken: set[int] = set()
    bounds = np.array([(s.start, s.end) for s in stretches], np.int64).reshape(-1, 2)
    words = [_words(paragraphs, window) for window in windows]
    logs = [_log_softmax(own.tags[at.at]) for own, at in zip(scores, words, strict=True)]
    for window, own, at, parts in zip(windows, scores, words, _parts(words, logs, bounds), strict=True):
        fresh = set(window.paragraphs[window.context :])
        for statement in _linked(parts, _Pointers(own, at), fresh):
            spans = [s for s in statement.content if s[0] not in taken]
            if spans and statement.certainty >= LEAST:
                statement.content = spans
                for span in spans:
                    taken.update(range(*span))
                found.append(statement)
    return sorted(found, key=lambda f: min(f.content))


def _words(paragraphs: Sequence[Pieces], window: Window) -> _Words:
    at, start, end, number, begins = [], [], [], [], []
    position, count = 1, 0
    for n in window.paragraphs:
        pieces = paragraphs[n]
        first = np.flatnonzero(pieces.first)
        at.append(first + position)
        start.append(pieces.start[first])
        end.append(pieces.word_end[first])
        number.append(np.full(len(first), n))
        begins.append(count)
        count += len(first)
        position += len(pieces) + 1
    return _Words(np.concatenate(at), np.concatenate(start), np.concatenate(end), np.concatenate(number), np.array(begins))


def _log_softmax(x: np.ndarray) -> np.ndarray:
    x = x.astype(np.float64)
    x = x - x.max(-1, keepdims=True)
    return x - np.log(np.exp(x).sum(-1, keepdims=True))


def _parts(words: Sequence[_Words], logs: Sequence[np.ndarray], bounds: np.ndarray) -> Iterator[list[_Chunk]]:
    """The parts of every window; the best paths of all are found together, which takes little longer than one."""
    sizes = [len(own) for own in logs]
    before = np.cumsum([0, *sizes])
    scores = [_marks_as_a_whole(at, own, bounds) for at, own in zip(words, logs, strict=True)]
    begins = [at.begins + n for at, n in zip(words, before[:-1], strict=True)]
    path = _best_path(np.concatenate(scores), np.concatenate(begins)) if scores else before[:0]
    stretches = Spans(map(tuple, bounds.tolist()))
    for n, (at, own) in enumerate(zip(words, logs, strict=True)):
        yield _chunks(at, own, path[before[n] : before[n + 1]], stretches)


def _chunks(words: _Words, logs: np.ndarray, path: np.ndarray, stretches: Spans) -> list[_Chunk]:
    chances = np.exp(logs)
    chunks: list[_Chunk] = []
    current: _Chunk | None = None
    ats, starts, ends, paragraphs = (own.tolist() for own in (words.at, words.start, words.end, words.paragraph))
    for n, tag in enumerate(path.tolist()):
        if tag == 0:
            current = None
            continue
        if tag % 2 or current is None:
            current = _Chunk(tag - 1 + tag % 2, [], starts[n], 0, paragraphs[n])
            chunks.append(current)
        current.at.append(ats[n])
        current.end = ends[n]
        current.chance += float(chances[n, current.kind] + chances[n, current.kind + 1])
    for chunk in chunks:
        chunk.chance /= len(chunk.at)
        chunk.marked = stretches.touch(chunk.start, chunk.end)
    return chunks


def _marks_as_a_whole(words: _Words, logs: np.ndarray, bounds: np.ndarray) -> np.ndarray:
    """A stretch between quotation marks is content as a whole or not at all."""
    scores = logs.copy()
    if not len(bounds):
        return scores
    which = np.searchsorted(bounds[:, 0], words.start, "right") - 1
    inside = (which >= 0) & (words.start < bounds[np.maximum(which, 0), 1])
    chance = np.exp(logs[:, CONTENT]) + np.exp(logs[:, CONTENT + 1])
    for stretch in np.unique(which[inside]):
        own = np.flatnonzero(inside & (which == stretch))
        if chance[own].mean() >= WHOLE:
            scores[own, :CONTENT] = _FORBIDDEN
            scores[own, CONTENT + 2 :] = _FORBIDDEN
            scores[own[1:], CONTENT] = _FORBIDDEN
        else:
            scores[own, CONTENT : CONTENT + 2] = _FORBIDDEN
    return scores


def _best_path(scores: np.ndarray, begins: np.ndarray) -> np.ndarray:
    """The best path of tags, paragraph by paragraph: what is inside a part must follow its beginning.

    Where the best tag of every word makes such a path, there is none better; only the other paragraphs are searched.
    """
    path = scores.argmax(1)
    before = np.zeros_like(path)  # the tag of the word before, in the same paragraph
    before[1:] = path[:-1]
    before[begins[begins < len(path)]] = 0
    inside = (path > 0) & (path % 2 == 0)
    stray = np.flatnonzero(inside & (before != path) & (before != path - 1))
    ends = np.append(begins[1:], len(path))
    wrong = np.unique(np.searchsorted(begins, stray, "right") - 1)
    if len(wrong):
        words = np.concatenate([np.arange(begins[n], ends[n]) for n in wrong])
        lengths = (ends - begins)[wrong]
        path[words] = _viterbi(scores[words], np.cumsum(lengths) - lengths)
    return path


def _viterbi(scores: np.ndarray, begins: np.ndarray) -> np.ndarray:
    """The best path by dynamic programming, all paragraphs at a time."""
    tags = scores.shape[1]
    step = np.zeros((tags, tags))
    for inside in (CONTENT + 1, SOURCE + 1, CUE + 1):
        step[[t for t in range(tags) if t not in (inside, inside - 1)], inside] = 2 * _FORBIDDEN
    initial = np.zeros(tags)
    initial[[CONTENT + 1, SOURCE + 1, CUE + 1]] = 2 * _FORBIDDEN
    lengths = np.diff(np.append(begins, len(scores)))
    rows, width = len(begins), int(lengths.max(initial=1))
    padded = np.zeros((rows, width, tags))
    for row, (begin, length) in enumerate(zip(begins, lengths, strict=True)):
        padded[row, :length] = scores[begin : begin + length]
        padded[row, length:, 1:] = 2 * _FORBIDDEN  # after the end: outside, at no cost
    best = padded[:, 0] + initial
    back = np.zeros((rows, width, tags), np.int8)
    for n in range(1, width):
        ways = best[:, :, None] + step
        back[:, n] = ways.argmax(1)
        best = ways.max(1) + padded[:, n]
    path = np.zeros((rows, width), np.int64)
    path[:, -1] = best.argmax(1)
    for n in range(width - 1, 0, -1):
        path[:, n - 1] = back[np.arange(rows), n, path[:, n]]
    return np.concatenate([path[row, :length] for row, length in enumerate(lengths)])


def _linked(chunks: list[_Chunk], pointers: _Pointers, fresh: set[int]) -> list[Found]:
    """Contents to the cue they point at, cues to the source they point at."""
    contents = [c for c in chunks if c.kind == CONTENT]
    cues = [c for c in chunks if c.kind == CUE]
    sources = [c for c in chunks if c.kind == SOURCE]
    if not cues:
        alone = [c for c in contents if c.paragraph in fresh]
        return [Found([(c.start, c.end)], [], [], 0.5 * c.chance) for c in alone]
    by_cue: dict[int, list[tuple[_Chunk, float]]] = {}
    for content in contents:
        shares = pointers.shares(0, content.at, cues).mean(0)
        best = int(shares.argmax())
        if cues[best].paragraph != content.paragraph and not content.marked:
            continue  # only a quotation is told from the paragraph beside it
        by_cue.setdefault(best, []).append((content, float(shares[best])))
    found = []
    for number, linked in by_cue.items():
        cue = cues[number]
        if cue.paragraph not in fresh:
            continue
        source, certainty = _source(pointers, cue, sources)
        sure = [c.chance * share for c, share in linked]
        found.append(
            Found(
                [(c.start, c.end) for c, _ in linked],
                [(cue.start, cue.end)],
                [(source.start, source.end)] if source else [],
                math.sqrt(max(0.0, sum(sure) / len(sure) * certainty)),
            )
        )
    return found


def _source(pointers: _Pointers, cue: _Chunk, sources: list[_Chunk]) -> tuple[_Chunk | None, float]:
    none = _Chunk(0, [0])
    shares = pointers.shares(1, cue.at[:1], [*sources, none])[0]
    best = int(shares[:-1].argmax()) if sources else -1
    if best < 0 or shares[-1] > NO_SOURCE * shares[best]:
        return None, float(shares[-1])
    return sources[best], float(shares[best])


class _Pointers:
    """The two pointers of a window: from a content to its cue (0), from a cue to its source (1)."""

    def __init__(self, scores: Scores, words: _Words) -> None:
        size = scores.query.shape[1] // 2
        possible = np.append(words.at, 0)  # the first pieces of words, and "no source"
        self._parts = [slice(which * size, (which + 1) * size) for which in (0, 1)]
        self._keys = [scores.key[possible, part] for part in self._parts]
        self._query, self._root = scores.query, math.sqrt(size)
        self._column = {at: n for n, at in enumerate(possible.tolist())}

    def shares(self, which: int, at: list[int], goals: list[_Chunk]) -> np.ndarray:
        """The share of a pointer that falls on each goal, for every piece that points: an array (pieces, goals)."""
        query, key = self._query[at, self._parts[which]], self._keys[which].T
        blocks = [query[n : n + _AT_ONCE] @ key for n in range(0, len(at), _AT_ONCE)]
        points = np.concatenate(blocks) / self._root
        shares = np.exp(_log_softmax(points))
        return np.stack([self._share(shares, goal) for goal in goals], 1)

    def _share(self, shares: np.ndarray, goal: _Chunk) -> np.ndarray:
        columns = [self._column[p] for p in goal.at]
        return shares[:, columns].sum(1) if len(columns) > 1 else shares[:, columns[0]]
