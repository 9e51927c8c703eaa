"""Pairing quotation marks, however badly typed.

A stretch is what stands between an opening and a closing mark, marks included. Pairing works
line by line, so one bad mark spoils one paragraph at most, and reads every character once, so a
megabyte of marks takes seconds.

How a line is read, from left to right:

- Straight, curly, low, angled and doubled single marks (``''``) count as *double*; ``'``, ``‘``
  and ``’`` as *single*.
- The characters around a mark say whether it can open, close or do both. Apostrophes inside words
  (don't), before decades ('90s) and clipped words ('em), and feet and inches (5'10") are no marks.
- A closing mark closes the nearest open mark of its kind. Where none is open, it closes one of the
  other kind: a writer who opens with ' and closes with " is still understood.
- A double mark that nothing closes runs to the end of its line if no other stretch between double marks follows it
  there (a quotation that goes on in the next paragraph is typed that way) and is dropped otherwise, as it is inside
  a word or with no word behind it. A
  single mark that nothing closes was an apostrophe.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import NamedTuple

__all__ = ["Stretch", "outermost", "pair"]

DOUBLE, SINGLE = "double", "single"
_MARK = re.compile(r"''(?='(?!'))|(?<=')''(?=\s|$)|'(?=''(?:\s|[.,;:!?)]|$))|''|``|‘‘|’’|[\"“”„‟«»'‘’`]")
_APOSTROPHE_BEFORE = re.compile(
    r"[’'](?:\d0s\b|\d\ds?\b|(?:em|til|tis|twas|cause|bout|round|n)\b)|‘(?:\d0s\b|(?:em|til|tis|twas)\b)|[’'‘]n[’'](?=\s)",
    re.IGNORECASE,
)
_FEET_AND_INCHES = re.compile(r"\d+[’']\s?\d+(?:\"|''|”)|\d+-inch")
_STRAY = re.compile(r"\"(?:[,;:]|\.(?![\w.]))")
_ENDED = (", ", ". ", "? ", "! ")
_LETTER = re.compile(r"[^\W_]")
_OPENERS, _CLOSERS = "“„‘‟«", "”»"
_CLIPPED = frozenset((", ", *(f" {letter}" for letter in "abcdefghijklmnopqrstuvwxyz")))  # what stands behind goin'
_SINGLE_OPENS = re.compile(r"(?:[^\"“”'‘’]*:\s)?\s*(['‘])(?=[^\W\d_])")
_SINGLE_BEGINS = re.compile(r"\s*['‘](?=[^\W\d_])")
_BRACKETS = "([{<"
_BEFORE_OPENING = _BRACKETS + "—–-/:…"
_AFTER_CLOSING = ".,;:!?)]}>—–-/…*"


@dataclass(frozen=True)
class Stretch:
    """A stretch between quotation marks.

    ``start, end`` are character offsets, marks included; ``depth`` is 0 for an outermost stretch and
    1, 2 … for one inside another; ``closed`` is False where the closing mark is missing and the
    stretch runs to the end of its line; ``opening`` and ``closing`` are the lengths of its marks.
    """

    start: int
    end: int
    depth: int = 0
    closed: bool = True
    opening: int = 1
    closing: int = 1

    @property
    def inner(self) -> tuple[int, int]:
        """Offsets of the words between the marks."""
        return self.start + self.opening, self.end - (self.closing if self.closed else 0)


class _Mark(NamedTuple):
    start: int
    length: int
    kind: str
    opens: bool
    closes: bool
    doubtful: bool = False  # it may be the apostrophe of a plural (voters' rights)


def pair(text: str) -> list[Stretch]:
    """Find the stretches between quotation marks in a text.

    Returns them in text order; a stretch inside another comes after the one that holds it.

    >>> [text[s.start:s.end] for text in ["'Well,\\" she said."] for s in pair(text)]
    ['\\'Well,"']
    """
    found: list[Stretch] = []
    if not _MARK.search(text):
        return found
    start, last = 0, ""  # the line before that is not empty, where it begins, and its stretches
    before: tuple[int, list[Stretch]] = (0, [])
    for line in text.splitlines(keepends=True):
        own = _pair_line(line, start)
        if line.strip():
            if last:
                found += _reopened(last, line, *before)
            last, before = line, (start, own)
        start += len(line)
    return found + before[1]


def _reopened(line: str, following: str, offset: int, own: list[Stretch]) -> list[Stretch]:
    """The stretches of a line; a single mark that opens it, or stands behind a colon, and opens the next line again runs to its end."""
    match = _SINGLE_OPENS.match(line)
    if match is None or not _SINGLE_BEGINS.match(following) or following.lstrip()[0] != match[1]:
        return own
    if _APOSTROPHE_BEFORE.match(line, match.start(1)):
        return own
    begin = match.start(1) + offset
    closed = next((s for s in own if s.start == begin), None)
    if closed is not None and not _plural_possessive(line, closed.end - offset - 1, closed.end - offset):
        return own
    kept = [s for s in own if s is not closed]
    return _with_depth([*kept, Stretch(begin, offset + len(line.rstrip()), closed=False, closing=0)])


def outermost(stretches: list[Stretch]) -> list[Stretch]:
    """The stretches that stand inside no other."""
    return [s for s in stretches if s.depth == 0]


def _pair_line(line: str, offset: int) -> list[Stretch]:
    marks = _marks(line)
    if not marks:
        return []
    later = _later_closers(marks)
    stack: list[_Mark] = []
    done: list[Stretch] = []
    for n, mark in enumerate(marks):
        if stack and _misplaced(mark, stack[-1], marks[n + 1] if n + 1 < len(marks) else None, line):
            mark = mark._replace(opens=False, closes=True)
        position = _to_close(stack, mark, line, later[n]) if stack else None
        if position is not None:
            begun = stack[position]
            start, end = begun.start + offset, mark.start + mark.length + offset
            done.append(Stretch(start, end, opening=begun.length, closing=mark.length))
            del stack[position:]
        elif mark.opens and (mark.kind == DOUBLE or later[n]):
            stack.append(mark)
    return _with_depth(done + _unclosed(stack, done, line, offset))


def _misplaced(mark: _Mark, last: _Mark, following: _Mark | None, line: str) -> bool:
    """Does a straight mark close the last one, though it stands where marks open? ``"Yes, "he said, "no."``, ``"of 'no' ".``

    A space has slipped before it: a comma or full stop follows, or stands before it and no mark that closes comes next.
    """
    if not mark.opens or mark.closes or {line[mark.start], line[last.start]} != {'"'}:
        return False
    if _STRAY.match(line, mark.start):
        return True
    return line[mark.start - 2 : mark.start] in _ENDED and (following is None or not following.closes)


def _to_close(stack: list[_Mark], mark: _Mark, line: str, later: bool) -> int | None:
    """Which open mark this one closes, as a position in the stack; None: it closes nothing."""
    if not mark.closes or (mark.doubtful and later):
        return None
    # Only the two innermost open marks count, so that a line of opening marks alone stays linear.
    for position in range(len(stack) - 1, max(-1, len(stack) - 3), -1):
        if stack[position].kind == mark.kind:
            return position
    if mark.opens or mark.doubtful:
        return None
    if mark.kind == DOUBLE:
        return len(stack) - 1
    # A single mark closes a double one only after a sentence's punctuation, when no proper mark follows.
    return len(stack) - 1 if mark.start and line[mark.start - 1] in ".,!?…" and not later else None


def _later_closers(marks: list[_Mark]) -> list[bool]:
    """For each mark: does one that could close it follow, before another of its kind opens?

    Seen from a single mark, what stands between a pair of double marks behind it is passed over: ``'He said "call it 'x'" once'``.
    """
    result = [False] * len(marks)
    single = sure = double = False  # sure: one that is no apostrophe of a plural
    behind: list[tuple[bool, bool]] = []  # what held for single marks behind each double mark that closes
    for n in range(len(marks) - 1, -1, -1):
        mark = marks[n]
        if mark.kind == DOUBLE:
            result[n] = double
            double = mark.closes
            if not mark.opens:
                behind.append((single, sure))
            elif not mark.closes and behind:
                single, sure = behind.pop()
        else:
            # A lone ' that opens may also be closed by ": mixed marks. One that closes a " may not be needed.
            result[n] = single or double if mark.opens or not mark.doubtful else sure
            sure = (mark.closes and not mark.doubtful) or (sure and not mark.opens)
            single = (mark.closes and not mark.doubtful) or (single and not mark.opens) or mark.doubtful
    return result


def _unclosed(stack: list[_Mark], done: list[Stretch], line: str, offset: int) -> list[Stretch]:
    """The last double mark left open, if nothing follows it, runs to the end of the line."""
    doubles = [mark for mark in stack if mark.kind == DOUBLE]
    if not doubles:
        return []
    last, end = doubles[-1], len(line.rstrip())
    begin = last.start + last.length
    # In single marks somebody else is quoted inside, and the quotation goes on: “She said ‘no’ and left.
    follows = any(s.start > last.start + offset and _kind_of(line[s.start - offset :][: s.opening]) == DOUBLE for s in done)
    inside = line[last.start - 1 : last.start].isalnum() and line[begin : begin + 1].isalnum()
    if follows or inside or not _LETTER.search(line, begin, end):
        return []
    return [Stretch(last.start + offset, end + offset, closed=False, opening=last.length, closing=0)]


def _with_depth(stretches: list[Stretch]) -> list[Stretch]:
    """In text order, with the depth counted from the stretches that remained."""
    ends: list[int] = []
    result: list[Stretch] = []
    for stretch in sorted(stretches, key=lambda s: (s.start, -s.end)):
        while ends and ends[-1] <= stretch.start:
            ends.pop()
        result.append(replace(stretch, depth=len(ends)))
        ends.append(stretch.end)
    return result


def _marks(line: str) -> list[_Mark]:
    ignored: set[int] = set()
    if "'" in line or "’" in line or "‘" in line:
        for match in _APOSTROPHE_BEFORE.finditer(line):
            ignored.update((match.start(), match.end() - 1) if match[0][-1] in "’'" else (match.start(),))
        for match in _FEET_AND_INCHES.finditer(line):
            ignored.update(range(match.start(), match.end()))
    result = []
    for match in _MARK.finditer(line):
        mark, start, end = match[0], match.start(), match.end()
        if start in ignored or mark == "`":
            continue
        kind = _kind_of(mark)
        if kind == SINGLE and line[start - 1 : start].isalnum() and line[end : end + 1].isalnum() and start:
            continue  # an apostrophe
        opens, closes = _sides(mark, line[start - 1 : start] if start else "", line[end : end + 1])
        plural = kind == SINGLE and closes and _plural_possessive(line, start, end)
        if opens or closes:
            result.append(_Mark(start, end - start, kind, opens, closes, plural))
    return result


def _kind_of(mark: str) -> str:
    return SINGLE if mark in ("'", "‘", "’") else DOUBLE


def _sides(mark: str, before: str, after: str) -> tuple[bool, bool]:
    """Can a mark open, can it close, by what stands beside it?"""
    space_before, space_after = not before or before.isspace(), not after or after.isspace()
    opens = not space_after and (space_before or before in _BEFORE_OPENING or before in "\"“'‘")
    closes = not space_before and (space_after or after in _AFTER_CLOSING or after in "\"”'’")
    # A mark that points one way is used the other way where its place leaves no doubt. It does not in « Non », with its spaces: before
    # a comma nothing opens, and behind a bracket nothing closes.
    if mark[0] in _OPENERS or mark == "``":
        return (False, True) if closes and not opens and before not in _BRACKETS else (True, False)
    if mark[0] in _CLOSERS or mark == "’’":
        return (True, False) if opens and not closes and after not in _AFTER_CLOSING else (False, True)
    if mark == "’":
        return False, closes
    if mark == "'":
        return opens and not closes, closes
    if space_before and space_after:
        return False, True  # alone between spaces: it may close, but begins nothing
    return (opens, closes) if opens or closes else (True, True)


def _plural_possessive(line: str, start: int, end: int) -> bool:
    """``voters' rights``, ``James' boat``, ``goin' home``: an s or *in* before, a word after."""
    clipped = line[start - 2 : start] == "in" and line[start - 3 : start - 2].isalpha() and line[end : end + 2] in _CLIPPED
    return clipped or (
        line[start - 1 : start] in ("s", "S") and line[end : end + 1] == " " and line[end + 1 : end + 2].isalpha()
    )
