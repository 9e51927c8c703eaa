"""Many articles, some at a time: a corpus as a stream of small ones, so that memory does not grow with the input."""

from __future__ import annotations

import csv
import gzip
import io
import zlib
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any, TextIO

from analysis import files, folders
from analysis.articles import Corpus, LeftOut, corpus_of
from analysis.errors import InputError
from analysis.limits import current
from analysis.rows import Raw, csv_rows, from_rows, json_lines, once
from analysis.sidecars import sidecars

__all__ = ["stream"]


def stream(source: Path, size: int) -> Iterator[Corpus]:
    """The articles of a folder or table, ``size`` rows or files at a time, each as a corpus; what cannot be read is in ``left_out``.

    A table is read as it goes: CSV and JSON Lines must be UTF-8 here. Labels are unique within a part; an id that was seen in
    an earlier part is left out. Raises :class:`InputError` where the input is of no known kind.
    """
    beside = sidecars(source if source.is_dir() else source.parent)
    seen: set[int] = set()
    for number, raw in enumerate(_raw(source, size), 1):
        rows: list[dict[str, str]] = []
        again: list[dict[str, str]] = []
        for row in raw.rows:
            (again if hash(row["id"]) in seen else rows).append(row)
        raw.left_out += [
            (row["what"], f"another row before it has the id {row['id']!r}. Give each row its own.") for row in again
        ]
        raw.rows = rows
        try:
            corpus = corpus_of(raw, f"{source.stem}, part {number}", beside, complete=False)
        except InputError as error:  # more articles than the limit
            corpus = Corpus((), source.stem, (*(LeftOut(*x) for x in raw.left_out), LeftOut(source.name, str(error))))
        seen.update(hash(article.id) for article in corpus)
        yield corpus


def _raw(source: Path, size: int) -> Iterator[Raw]:
    if source.is_dir():
        unread = folders.unread(source)  # told with the first part
        for paths in _some(folders.articles(source), size):
            raw = Raw(left_out=unread)
            for path in paths:
                files.add_file(path, raw)
            yield raw
            unread = []
        if unread:
            yield Raw(left_out=unread)
        return
    files.regular(source)
    begun = 0
    for rows in _some(_rows(source), size):
        columns = list(dict.fromkeys(key for row in rows for key in row))
        try:
            yield from_rows(rows, columns, source.name, begun=begun)
        except InputError as error:
            if not begun:  # the columns are wrong from the first row on
                raise
            yield Raw(left_out=[(f"{source.name}, rows {begun + 1} to {begun + len(rows)}", str(error))])
        begun += len(rows)


def _rows(source: Path) -> Iterator[dict[str, Any]]:
    name = source.name.lower()
    if name.endswith(".parquet"):
        yield from _parquet_rows(source)
    elif name.endswith((".csv", ".jsonl", ".jsonl.gz")):
        csv.field_size_limit(max(csv.field_size_limit(), current().table_bytes))
        try:
            with gzip.open(source, "rb") if name.endswith(".gz") else source.open("rb") as data:
                text = io.TextIOWrapper(data, encoding="utf-8-sig", errors="replace", newline="")
                yield from csv_rows(text, source.name) if name.endswith(".csv") else _json_rows(text)
        except (csv.Error, gzip.BadGzipFile, EOFError, zlib.error) as error:
            raise InputError(f"{source.name}: it could not be read to its end ({error}). Mend it, or pack it anew.") from error
    else:
        raise InputError(f"{source}: a folder or a table is read in parts ({', '.join(folders.TABLES)}), not this.")


def _json_rows(lines: TextIO) -> Iterator[dict[str, Any]]:
    """A line is held to what a file that is one article may have: of a longer one no more than that is in memory at a time."""
    limits = current()
    most = limits.file_bytes + 1
    while line := lines.readline(most):
        length, end = len(line.rstrip("\r\n")), line[-1]
        while length >= most and end not in "\r\n" and (more := lines.readline(most)):
            length, end = length + len(more.rstrip("\r\n")), more[-1]
        try:
            limits.check("file_bytes", length, "characters in one line", "Write one article a line")
            yield from json_lines(line)
        except InputError as error:
            yield {"__bad__": str(error)}


def _parquet_rows(source: Path) -> Iterator[dict[str, Any]]:
    try:
        from pyarrow import parquet
    except ImportError as error:
        raise InputError(f"{source.name}: Parquet needs the extra 'scale': pip install 'same-story[scale]'.") from error
    try:
        file = parquet.ParquetFile(source)
        once(file.schema_arrow.names, "it")
        for batch in file.iter_batches(batch_size=256):
            yield from batch.to_pylist()
    except InputError as error:
        raise InputError(f"{source.name}: {error}") from error
    except Exception as error:  # pyarrow raises many kinds
        raise InputError(
            f"{source.name}: it could not be read as Parquet ({error}). Write it anew, or name another file."
        ) from error


def _some(items: Iterable[Any], size: int) -> Iterator[list[Any]]:
    rest = iter(items)
    while some := list(islice(rest, size)):
        yield some
