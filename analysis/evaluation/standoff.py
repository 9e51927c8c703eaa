"""Files of standoff annotations and of texts: one JSON object a line, plain or ``.gz``."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from analysis.encodings import text_of
from analysis.errors import InputError
from analysis.rows import unpacked

__all__ = ["Marked", "Row", "marked", "rows"]

Span = tuple[int, int]
_PARTS = ("content", "cue", "source")


@dataclass(frozen=True)
class Row:
    """A line of a file: where it stands, as messages name it, and what it holds."""

    where: str
    value: Mapping[str, Any]


@dataclass(frozen=True)
class Marked:
    """A statement as somebody marked it: its parts, as spans of characters."""

    content: tuple[Span, ...]
    cue: tuple[Span, ...] = ()
    source: tuple[Span, ...] = ()


def rows(path: str | Path) -> dict[str, Row]:
    """The objects of a file by their ``id``. Raises :class:`InputError` that names file and line."""
    result: dict[str, Row] = {}
    for where, line in _lines(Path(path)):
        try:
            value = json.loads(line, object_pairs_hook=_object)
        except (ValueError, RecursionError) as error:
            raise InputError(f"{where}: it is not valid JSON ({error}). Write one object a line.") from error
        if not isinstance(value, dict) or not isinstance(value.get("id"), str):
            raise InputError(f'{where}: it is no object with an "id" that is a text. Write {{"id": "...", ...}}.')
        if value["id"] in result:
            first = result[value["id"]].where
            raise InputError(
                f"{where}: {first} has the id {value['id']!r} too. Give each article one line, with an id of its own."
            )
        result[value["id"]] = Row(where, value)
    return result


def _object(pairs: Sequence[tuple[str, Any]]) -> dict[str, Any]:
    """An object in whose texts half characters, which no file can hold, are U+FFFD, as in articles that are read."""
    return {name: text_of(value) if isinstance(value, str) else value for name, value in pairs}


def _lines(path: Path) -> Iterator[tuple[str, str]]:
    """Lines that are not blank, parted at line feeds alone: a text may hold other signs that Python takes for line ends."""
    if not path.is_file():
        raise InputError(f"There is no file {path}. Give the path of a .jsonl or .jsonl.gz file, relative to here.")
    try:
        data = unpacked(path)
    except InputError as error:
        raise InputError(f"{path.name}: {error}") from error
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        number = data[: error.start].count(b"\n") + 1
        raise InputError(f"{path.name}, line {number}: it is not UTF-8. Save the file in UTF-8.") from error
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            yield f"{path.name}, line {number}", line


def marked(lines: Mapping[str, Row], texts: Mapping[str, str]) -> dict[str, list[Marked]]:
    """The statements of the articles whose texts are given. Raises :class:`InputError` for spans that cannot be."""
    result = {}
    for name, row in lines.items():
        if name not in texts:
            continue
        items = row.value.get("attributions")
        if not isinstance(items, list):
            raise InputError(
                f'{row.where}: it has no list "attributions". Write an empty list, [], where there is no statement.'
            )
        result[name] = [_statement(item, f"{row.where}, statement {n}", len(texts[name])) for n, item in enumerate(items, 1)]
    return result


def _statement(item: Any, where: str, length: int) -> Marked:
    if not isinstance(item, dict):
        raise InputError(f'{where}: it is no object. Write {{"content": [[start, end]], "cue": [], "source": []}}.')
    parts = {part: _spans(item.get(part) or [], f"{where}, {part}", length) for part in _PARTS}
    if not parts["content"]:
        raise InputError(f"{where}: it has no content. Give its spans as [[start, end], ...], or remove the statement.")
    return Marked(**parts)


def _spans(spans: Any, where: str, length: int) -> tuple[Span, ...]:
    well = isinstance(spans, list) and all(
        isinstance(s, list) and len(s) == 2 and all(type(x) is int for x in s) and 0 <= s[0] <= s[1] for s in spans
    )
    if not well:
        raise InputError(f"{where}: {json.dumps(spans)} is no list of spans. Write [[start, end], ...], in characters from 0.")
    for start, end in spans:
        if end > length:
            raise InputError(
                f"{where}: [{start}, {end}] goes past the end of the text, which has {length} characters. "
                "Count in characters of the text as it stands in the file of texts."
            )
    return tuple((start, end) for start, end in spans)
