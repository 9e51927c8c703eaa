"""Rows of articles: tables as CSV, JSON Lines and Parquet, plain or packed, and what can be wrong with a table or a row."""

from __future__ import annotations

import csv
import gzip
import io
import json
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from analysis import cells
from analysis.encodings import decode, text_of
from analysis.errors import InputError
from analysis.limits import Limits, current

__all__ = ["METADATA", "Raw", "csv_file", "csv_rows", "decode_table", "from_rows", "json_lines", "once", "table", "unpacked"]

METADATA = ("outlet", "title", "byline", "published", "url", "outlet_basis", "published_basis", "event")


@dataclass
class Raw:
    """Rows with ``id``, ``text``, ``what`` (how messages name it) and metadata; what was left out, with the reason."""

    rows: list[dict[str, str]] = field(default_factory=list)
    left_out: list[tuple[str, str]] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    limits: Limits = field(default_factory=current)


def table(path: Path, limits: Limits) -> Raw:
    """The rows of a table by its ending: ``.parquet``, ``.csv`` or JSON Lines, the last two also with ``.gz``."""
    if path.suffix.lower() == ".parquet":
        return _parquet(path, limits)
    text = decode_table(path, limits)
    rows = csv_file(text, path) if path.suffix.lower() == ".csv" else list(json_lines(text))
    columns = list(dict.fromkeys(key for row in rows for key in row))
    return from_rows(rows, columns, path.name, limits)


def csv_file(text: str, path: Path) -> list[dict[Any, Any]]:
    """The rows of a CSV file; only line feeds and carriage returns end a line, and a cell may be as long as the file."""
    csv.field_size_limit(max(csv.field_size_limit(), len(text)))
    try:
        return list(csv_rows(io.StringIO(text, newline=""), path.name))
    except csv.Error as error:
        raise InputError(f"{path.name}: it is not valid CSV ({error}). Mend the line.") from error


def once(columns: Iterable[Any], table: str) -> None:
    """Raise :class:`InputError` where two columns that are read have one name: a row could hold but the last."""
    for name, number in Counter(columns).items():
        if number > 1 and name in ("id", "text", *METADATA):
            raise InputError(f"{table} has {number} columns named {name}. Rename all but the one that is meant.")


def csv_rows(lines: Iterable[str], table: str) -> Iterator[dict[str, Any]]:
    """The rows of a CSV table by its first line; ``__bad__`` says of a row why its cells cannot be what was meant.

    A cell that an unquoted comma cut, or that swallowed the rows behind it, would else be read as if it were whole.
    """
    rows = cells.rows(lines)
    names, _ = next(rows, ([], ""))
    once(names, table)
    for row, bad in rows:
        if not bad and any(row[len(names) :]):
            bad = "it has more cells than the table has columns. Put a text that holds commas in quotation marks."
        yield dict.fromkeys(names) | dict(zip(names, row, strict=False)) | ({"__bad__": bad} if bad else {})


def decode_table(path: Path, limits: Limits | None = None) -> str:
    limits = limits or current()
    try:
        limits.check("table_bytes", path.stat().st_size, "bytes", "Split it")
        return decode(unpacked(path, limits.table_bytes), "Fill it in, or remove it.")
    except InputError as error:
        raise InputError(f"{path.name}: {error}") from error
    except OSError as error:
        raise InputError(f"{path.name}: {error.strerror or error}. Mend its permissions, or name another file.") from error


def unpacked(path: Path, most: int = Limits.table_bytes) -> bytes:
    """The bytes of a file, or of what was packed into it with gzip (``.gz``): at most so many, for a small file may hold much."""
    if path.suffix.lower() != ".gz":
        return path.read_bytes()
    try:
        with gzip.open(path) as file:
            data = file.read(most + 1)
        if len(data) > most:
            raise InputError(_too_large(most))
        return data
    except (gzip.BadGzipFile, EOFError, zlib.error) as error:
        raise InputError(f"it could not be unpacked ({error}). Pack it anew with gzip, or give the plain file.") from error


def _too_large(most: int) -> str:
    return f"it unpacks to more than {most:,} bytes. Split it, or raise the limit: --limit table_bytes={2 * most}."


def json_lines(text: str) -> Iterator[dict[str, Any]]:
    for line in filter(str.strip, text.split("\n")):
        try:
            row = json.loads(line, object_pairs_hook=_object)
        except (ValueError, RecursionError) as error:
            row = {"__bad__": f"it is not valid JSON ({error}). Write one object a line."}
        yield row if isinstance(row, dict) else {"__bad__": "it is no JSON object. Write one object a line."}


def _object(pairs: Sequence[tuple[str, Any]]) -> dict[str, Any]:
    """An object of JSON; one in which a name that is read stands twice says so, for it could hold but the last."""
    found = dict(pairs)
    if len(found) < len(pairs):
        often = [n for n, number in Counter(name for name, _ in pairs).items() if number > 1 and n in ("id", "text", *METADATA)]
        if often:
            found["__bad__"] = f"it has {often[0]} twice. Keep the one that is meant."
    return found


def _parquet(path: Path, limits: Limits) -> Raw:
    try:
        import pyarrow
        from pyarrow import parquet

        with parquet.ParquetFile(path) as file:
            once(file.schema_arrow.names, "it")
            groups = range(file.metadata.num_row_groups)
            size = sum(file.metadata.row_group(n).total_byte_size for n in groups)  # unpacked
            limits.check("table_bytes", size, "bytes", "Split it")
            frame = pyarrow.Table.from_batches(_batches(file, limits.table_bytes), file.schema_arrow).to_pandas()
    except ImportError as error:
        raise InputError(f"{path.name}: Parquet needs the extra 'scale': pip install 'same-story[scale]'.") from error
    except InputError as error:
        raise InputError(f"{path.name}: {error}") from error
    except Exception as error:  # pyarrow raises many kinds
        raise InputError(f"{path.name}: it could not be read as Parquet ({error}).") from error
    return from_rows(frame.to_dict("records"), list(frame.columns), path.name, limits)


def _batches(file: Any, most: int) -> Iterator[Any]:
    """A Parquet file's rows, some at a time: a text that is kept once and stands in many rows may be more than the file says."""
    size = 0
    for batch in file.iter_batches(batch_size=32):
        size += batch.nbytes
        if size > most:
            raise InputError(_too_large(most))
        yield batch


def from_rows(
    rows: Sequence[Mapping[Any, Any]], columns: Sequence[Any], table: str, limits: Limits | None = None, begun: int = 0
) -> Raw:
    """Rows of a table, checked; messages count them from ``begun``."""
    if not rows and not columns:
        raise InputError(f"{table} holds no rows. Give a table of articles, with the columns id and text.")
    missing = [name for name in ("id", "text") if name not in columns]
    if missing and list(columns) != ["__bad__"]:  # where no row could be read, each says why
        found = ", ".join(str(c) for c in columns if c != "__bad__") or "none"
        raise InputError(
            f"{table} lacks the column {' and '.join(missing)}; its columns are: {found}. A table of articles needs id and text."
        )
    raw = Raw(limits=limits or current())
    for number, row in enumerate(rows, begun + 1):
        what = f"{table}, row {number}"
        try:
            raw.rows.append({**_row(row, what, raw.warnings), "what": what})
        except InputError as error:
            raw.left_out.append((what, str(error)))
    return raw


def _row(row: Mapping[Any, Any], what: str, warnings: list[str]) -> dict[str, str]:
    if row.get("__bad__"):
        raise InputError(str(row["__bad__"]))
    found = {}
    for key in ("id", "text", *METADATA):
        try:
            found[key] = text_of(row.get(key))
        except InputError as error:
            if key in ("id", "text"):
                raise InputError(f"its {key}: {error}") from error
            warnings.append(f"{what}: its {key} is not used: {error}")
    if not found["id"]:
        raise InputError("its id is empty. Give each row an id of its own.")
    if not found["text"].strip():
        raise InputError(f"its text is empty (id {found['id']!r}). Fill it in, or remove the row.")
    return found
