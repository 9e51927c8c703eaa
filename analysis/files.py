"""Files, tables and sidecars as they lie on disk: decoding, and what can be wrong with them."""

from __future__ import annotations

import csv
import gzip
import io
import json
import os
import re
import tomllib
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from analysis import cells, folders, page
from analysis import overrides as user
from analysis.errors import InputError
from analysis.folders import TABLES, TEXT_FILES
from analysis.limits import Limits, current

if TYPE_CHECKING:
    import pandas as pd

METADATA = ("outlet", "title", "byline", "published", "url", "outlet_basis", "published_basis", "event")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_TAG = re.compile("<[A-Za-z]")  # that opens an element
_SURROGATE = re.compile(r"[\ud800-\udfff]")  # half a character, as broken JSON may hold it; no encoding can write it
# Characters of a page's data for machines that are read; of what is no JSON, for the extractor's time grows with its square.
_DATA, _BROKEN_DATA = 200_000, 10_000


@dataclass
class Raw:
    """Rows with ``id``, ``text``, ``what`` (how messages name it) and metadata; what was left out, with the reason."""

    rows: list[dict[str, str]] = field(default_factory=list)
    left_out: list[tuple[str, str]] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    limits: Limits = field(default_factory=current)


@dataclass(frozen=True)
class Sidecars:
    """``metadata.csv`` and ``overrides.toml`` beside the articles; both may be missing."""

    metadata: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    overrides: Mapping[str, Any] = field(default_factory=dict)
    warnings: tuple[str, ...] = ()

    def roles(self, name: str) -> dict[int, str]:
        return {int(line): role for line, role in self.overrides.get("roles", {}).get(name, {}).items()}

    def language(self, name: str) -> str:
        return self.overrides.get("language", {}).get(name, "")

    def events(self) -> dict[str, str]:
        """Article ids and the events that the user says they tell of."""
        return {article: event for event, ids in self.overrides.get("events", {}).items() for article in ids}

    def named(self) -> list[str]:
        return [*self.overrides.get("roles", {}), *self.overrides.get("language", {}), *self.events()]


def load(source: str | Path | Sequence[Any] | pd.DataFrame, limits: Limits | None = None) -> tuple[Raw, str, Sidecars]:
    """Load whatever the user gave: rows, the name of the corpus, and the sidecars."""
    limits = limits or current()
    if hasattr(source, "to_dict") and hasattr(source, "columns"):
        once(source.columns, "the table")
        return from_rows(source.to_dict("records"), list(source.columns), "the table", limits), "table", Sidecars()
    if not isinstance(source, (str, Path)):
        rows = [{"id": f"text-{n:03}", "text": text} for n, text in enumerate(source)]
        return from_rows(rows, ["id", "text"], "the list", limits), "list", Sidecars()
    path = Path(source)
    if not _exists(path):
        raise InputError(f"There is no file or folder {path}. Give the path of a folder of articles, relative to here.")
    if path.is_dir():
        return _folder(path, limits), path.resolve().name, sidecars(path)
    regular(path)
    if path.name.lower().endswith(TABLES):
        return _table(path, limits), path.stem, sidecars(path.parent)
    if path.suffix.lower() not in TEXT_FILES:
        raise InputError(f"{path}: files of this kind are not read. Give one of {', '.join(TEXT_FILES + TABLES)}.")
    raw = Raw(limits=limits)
    add_file(path, raw)
    return raw, path.stem, sidecars(path.parent, {path.name})


def regular(path: Path) -> None:
    """Raise :class:`InputError` for what may never end."""
    if os.path.exists(path) and not os.path.isfile(path):
        raise InputError(f"{path}: it is a pipe or a device, no file. Save what it gives as a file, and name that.")


def _exists(path: Path) -> bool:
    try:
        return path.exists()
    except (OSError, ValueError):  # a name that is too long, or holds a zero byte
        return False


def _folder(folder: Path, limits: Limits) -> Raw:
    raw = Raw(limits=limits)
    for path in folders.articles(folder):
        add_file(path, raw)
    raw.left_out += folders.unread(folder)
    return raw


def add_file(path: Path, raw: Raw) -> None:
    name = folders.shown(path)
    try:
        raw.limits.check("file_bytes", path.stat().st_size, "bytes", "Split it into articles, one a file")
        text = decode(path.read_bytes())
        row = {"id": name, "text": text, "what": name}
        if path.suffix.lower() in (".html", ".htm"):
            raw.limits.check("tags", len(_TAG.findall(text)), "HTML tags", "Save the article's text as a .txt file")
            row.update(_from_html(text))
        raw.rows.append(row)
    except (InputError, OSError) as error:
        raw.left_out.append((name, error.strerror or str(error) if isinstance(error, OSError) else str(error)))


def decode(data: bytes, fill: str = "Remove it, or save the article's text into it.") -> str:
    """Bytes to text: by byte-order mark, UTF-8, UTF-16 without a mark, then Windows-1252.

    Each line is decided for itself; a line that is UTF-8 but for a few broken bytes has U+FFFD in their place. Line ends stay as they
    are; a byte-order mark is no part of the text. Raises :class:`InputError` for a binary file and for an empty one, which it says
    how to ``fill``.
    """
    if not data.strip():
        raise InputError(f"it is empty. {fill}")
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if data.startswith(mark):
            return _checked(data.decode(encoding, errors="replace"))
    try:
        return _checked(data.decode("utf-8"))
    except UnicodeDecodeError:
        pass
    except InputError:
        if b"\x00" not in data:
            raise
    zeros = data.count(b"\x00") / len(data)
    if 0.3 < zeros < 0.6:  # UTF-16 of a Latin script: every second byte is zero
        return _checked(data.decode("utf-16-le" if data[1] == 0 else "utf-16-be", errors="replace"))
    return _checked("".join(map(_line, data.splitlines(keepends=True))))


def _line(data: bytes) -> str:
    """A line of a file that is not all UTF-8: so that a broken line, or one from another program, costs no other."""
    text = data.decode("utf-8", errors="replace")
    broken = text.count("\ufffd")
    good = sum(not c.isascii() for c in text) - broken
    return text if good >= broken else data.decode("cp1252", errors="replace")


def _checked(text: str) -> str:
    most = int(0.02 * len(text))
    odd = sum(1 for _ in islice(_CONTROL.finditer(text), most + 1)) + text.count(
        "\ufffd"
    )  # no more than say enough, and no list
    if odd > most:
        raise InputError("it looks like a binary file, not like text. Save the article as plain text in UTF-8.")
    return text


def _from_html(html: str) -> dict[str, str]:
    """The article's text and what the page says of itself, by trafilatura."""
    import trafilatura

    try:
        tree = _tree(html)
        document: Any = None if tree is None else trafilatura.bare_extraction(tree, include_comments=False, with_metadata=True)
    except Exception as error:  # it and its parser raise many kinds on broken pages
        raise InputError(f"this HTML is broken ({type(error).__name__}). Save the article's text as a .txt file.") from error
    text = (document.text if document else "") or ""
    if not text.strip():
        raise InputError("no article text was found in this HTML. Save the article's text as a .txt file.")
    title = document.title or ""
    if title and title not in text[: len(title) + 200]:
        text = f"{title}\n\n{text}"
    found = {
        "text": text,
        "title": title,
        "outlet": document.sitename or "",
        "byline": document.author or "",
        "published": document.date or "",
        "url": document.url or "",
    }
    if found["outlet"]:
        found["outlet_basis"] = "stated"
    return {key: _text(value) for key, value in found.items()}


def _tree(html: str) -> Any:
    """A page as its extractor parses it, without data for machines that would keep it without end; None where it is no page."""
    from trafilatura import load_html

    tree = load_html(html)
    length = {True: 0, False: 0}
    for script in tree.xpath('//script[contains(@type, "json")]') if tree is not None else ():
        sound = _is_json(script.text or "")
        length[sound] += len(script.text or "")
        if length[sound] > (_DATA if sound else _BROKEN_DATA):
            script.text = ""
    return tree


def _is_json(text: str) -> bool:
    try:
        json.loads(text, strict=False)
    except (ValueError, RecursionError):
        return False
    return True


def _table(path: Path, limits: Limits) -> Raw:
    if path.suffix.lower() == ".parquet":
        return _parquet(path, limits)
    text = decode_table(path, limits)
    rows = _csv(text, path) if path.suffix.lower() == ".csv" else list(json_lines(text))
    columns = list(dict.fromkeys(key for row in rows for key in row))
    return from_rows(rows, columns, path.name, limits)


def _csv(text: str, path: Path) -> list[dict[Any, Any]]:
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
    cells = {}
    for key in ("id", "text", *METADATA):
        try:
            cells[key] = _text(row.get(key))
        except InputError as error:
            if key in ("id", "text"):
                raise InputError(f"its {key}: {error}") from error
            warnings.append(f"{what}: its {key} is not used: {error}")
    if not cells["id"]:
        raise InputError("its id is empty. Give each row an id of its own.")
    if not cells["text"].strip():
        raise InputError(f"its text is empty (id {cells['id']!r}). Fill it in, or remove the row.")
    return cells


def _text(value: Any) -> str:
    """A cell as text: bytes as a file's are, nothing for what is missing, U+FFFD for half a character.

    Raises :class:`InputError` for what holds several values, and for bytes that are no text.
    """
    if isinstance(value, (bytes, bytearray, memoryview)):
        data = bytes(value)
        value = decode(data) if data.strip() else ""
    elif isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        value = int(value)  # pandas makes 1 to 1.0 where another row has none
    elif not isinstance(value, str) and hasattr(value, "__iter__"):
        raise InputError(f"it is no text but several values ({type(value).__name__}). Write it as one text.")
    missing = value is None or (not isinstance(value, str) and str(value) in ("nan", "NaN", "<NA>", "NaT"))
    return "" if missing else _SURROGATE.sub("\ufffd", str(value))


def sidecars(folder: Path, only: set[str] | None = None) -> Sidecars:
    metadata, odd = _metadata(folder / "metadata.csv")
    overrides, warnings = _overrides(folder / "overrides.toml")
    if only is not None:
        metadata = {name: row for name, row in metadata.items() if name in only}
        overrides = {
            k: {n: v for n, v in part.items() if n in only} if k in ("roles", "language") else part
            for k, part in overrides.items()
        }
        named = Sidecars(overrides=overrides).events()
        overrides["events"] = {
            event: [a for a in named if named[a] == event and a in only] for event in dict.fromkeys(named.values())
        }
    return Sidecars(metadata, overrides, (*odd, *warnings))


def _metadata(path: Path) -> tuple[dict[str, dict[str, str]], list[str]]:
    """What ``metadata.csv`` says of each id, and warnings of what it says in vain."""
    if not os.path.isfile(path):
        return {}, _unusable(path)
    rows = _csv(decode_table(path), path)
    if bad := next((row for row in rows if row.get("__bad__")), None):
        raise InputError(f"{path}: of the row with the id {_text(bad.get('id'))!r}, {bad['__bad__']}")
    known = ", ".join(("id", *METADATA))
    if rows and "id" not in rows[0]:
        raise InputError(f"{path}: it has no column id. Its first line must name the columns: {known}.")
    strange = [repr(name) for name in (rows[0] if rows else ()) if name and name not in ("id", *METADATA)]
    odd = (
        [f"metadata.csv has what nothing reads: the column {folders.some(strange)}. The columns are {known}."]
        if strange
        else []
    )
    often = Counter(_text(row["id"]) for row in rows)
    odd += [
        f"metadata.csv has {n} rows for {i!r}; the last is used. Remove the others." for i, n in often.items() if i and n > 1
    ]
    return {_text(row["id"]): {k: _text(row.get(k)).strip() for k in METADATA if row.get(k)} for row in rows}, odd


def _unusable(path: Path) -> list[str]:
    """A warning where settings are a folder, or a link that leads nowhere; none where there are no settings."""
    return [f"{path.name} is not used, for it is no file that can be read. Mend or remove it."] if os.path.lexists(path) else []


def _overrides(path: Path) -> tuple[dict[str, Any], list[str]]:
    if not os.path.isfile(path):
        return {}, _unusable(path)
    try:
        overrides = tomllib.loads(decode_table(path))
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise InputError(f"{path}: it is not valid TOML ({error}). Mend the line, or remove the file.") from error
    return overrides, user.check(overrides, page.ROLES)
