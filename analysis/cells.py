"""The cells of a CSV table row by row, and what is wrong with a row's quotation marks."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator
from itertools import chain

__all__ = ["rows"]

_END = "\0end of the table\0"
_OPEN = "a quotation mark in it is never closed, so that it runs on to the end of the table. Close it."
_BEHIND = (
    "it has several lines and words behind a closing quotation mark, so that it may be cut, or hold the rows below it. Close each "
    "mark, and double those within a text."
)
_SPACE = re.compile(r'(?<!")"[ \t]+(?=,|[\r\n]*$)')  # between a closing mark and the end of its cell


class _Lines:
    """The lines of a table, how many were read, and those of the row that is being read."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._lines = chain(lines, [_END])  # which is a row of its own unless a quotation mark was left open
        self.number, self.row = 0, list[str]()

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = next(self._lines)
        self.number += 1
        self.row.append(line)
        return line


def rows(lines: Iterable[str]) -> Iterator[tuple[list[str], str]]:
    """The cells of each row, and why they cannot be what was meant, or nothing; empty rows are passed over."""
    source = _Lines(lines)
    reader = csv.reader(source, strict=True)
    try:
        while True:
            source.row = []
            try:
                cells, bad = next(reader), ""
            except csv.Error:
                cells, bad = _again(source)
            if cells == [_END]:
                return
            if any(map(str.strip, cells)):
                yield cells, bad
    except StopIteration:
        return
    except csv.Error as error:
        raise csv.Error(f"line {source.number}: {error}") from error


def _again(source: _Lines) -> tuple[list[str], str]:
    """A row with more behind a closing mark (``"said "no" twice"``), read as if that were not quoted, and whether it may be so read.

    In one line it costs marks alone. A row of several lines has ended too early, or swallowed others, unless it is space that is there.
    """
    loose = csv.reader(chain(tuple(source.row), source))
    cells = next(loose)
    if _END in cells[-1]:
        return cells, _OPEN
    if loose.line_num == 1:
        return cells, ""
    try:
        (tidy,) = csv.reader([_SPACE.sub('"', line) for line in source.row], strict=True)
    except (csv.Error, ValueError):
        return cells, _BEHIND
    return tidy, ""
