"""Files, tables and sidecars as they lie on disk: decoding, and what can be wrong with them."""

from __future__ import annotations

import csv
import gzip
import json
import re
import tomllib
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from analysis.errors import InputError

if TYPE_CHECKING:
    import pandas as pd

METADATA = ("outlet", "title", "byline", "published", "url", "outlet_basis", "published_basis", "event")
TEXT_FILES = (".txt", ".html", ".htm", ".md")
TABLES = (".csv", ".jsonl", ".jsonl.gz", ".parquet")
LARGEST = 20_000_000  # bytes a file; an article is some kilobytes
_NEVER = re.compile(r"(readme|license|licence)\b|(metadata|overrides)\.", re.IGNORECASE)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")


@dataclass
class Raw:
    """Rows with ``id``, ``text``, ``what`` (how messages name it) and metadata; what was left out, with the reason."""

    rows: list[dict[str, str]] = field(default_factory=list)
    left_out: list[tuple[str, str]] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Sidecars:
    """``metadata.csv`` and ``overrides.toml`` beside the articles; both may be missing."""

    metadata: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    overrides: Mapping[str, Any] = field(default_factory=dict)

    def roles(self, name: str) -> dict[int, str]:
        return {int(line): role for line, role in self.overrides.get("roles", {}).get(name, {}).items()}

    def language(self, name: str) -> str:
        return self.overrides.get("language", {}).get(name, "")

    def events(self) -> dict[str, str]:
        """Article ids and the events that the user says they tell of."""
        part = self.overrides.get("events", {})
        if not isinstance(part, Mapping) or not all(isinstance(ids, list) for ids in part.values()):
            raise InputError(
                'overrides.toml: [events] names lists of articles. Write [events] and, below it, "Name" = ["000.txt"].'
            )
        return {str(article): str(event) for event, ids in part.items() for article in ids}

    def named(self) -> list[str]:
        return [*self.overrides.get("roles", {}), *self.overrides.get("language", {}), *self.events()]


def load(source: str | Path | Sequence[Any] | pd.DataFrame) -> tuple[Raw, str, Sidecars]:
    """Load whatever the user gave: rows, the name of the corpus, and the sidecars."""
    if hasattr(source, "to_dict") and hasattr(source, "columns"):
        return from_rows(source.to_dict("records"), list(source.columns), "the table"), "table", Sidecars()
    if not isinstance(source, (str, Path)):
        rows = [{"id": f"text-{n:03}", "text": text} for n, text in enumerate(source)]
        return from_rows(rows, ["id", "text"], "the list"), "list", Sidecars()
    path = Path(source)
    if not path.exists():
        raise InputError(f"There is no file or folder {path}. Give the path of a folder of articles, relative to here.")
    if path.is_dir():
        return _folder(path), path.resolve().name, sidecars(path)
    if path.name.lower().endswith(TABLES):
        return _table(path), path.stem, sidecars(path.parent)
    if path.suffix.lower() not in TEXT_FILES:
        raise InputError(f"{path}: files of this kind are not read. Give one of {', '.join(TEXT_FILES + TABLES)}.")
    raw = Raw()
    add_file(path, raw)
    return raw, path.stem, sidecars(path.parent, {path.name})


def _folder(folder: Path) -> Raw:
    raw = Raw()
    for path in text_files(folder):
        add_file(path, raw)
    return raw


def text_files(folder: Path) -> Iterator[Path]:
    """The files of a folder that are articles, by name."""
    for path in sorted(folder.iterdir()):
        if path.is_file() and path.suffix.lower() in TEXT_FILES and not _NEVER.match(path.name):
            yield path


def add_file(path: Path, raw: Raw) -> None:
    try:
        if path.stat().st_size > LARGEST:
            raise InputError(f"it is larger than {LARGEST:,} bytes. Split it into articles, one a file.")
        text = decode(path.read_bytes())
        row = {"id": path.name, "text": text, "what": path.name}
        if path.suffix.lower() in (".html", ".htm"):
            row.update(_from_html(text))
        raw.rows.append(row)
    except (InputError, OSError) as error:
        raw.left_out.append((path.name, str(error)))


def decode(data: bytes) -> str:
    """Bytes to text: by byte-order mark, UTF-8, UTF-16 without a mark, then Windows-1252.

    Line ends stay as they are; a byte-order mark is no part of the text. Raises :class:`InputError` for an empty or binary
    file.
    """
    if not data.strip():
        raise InputError("it is empty. Remove it, or save the article's text into it.")
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
    return _checked(data.decode("cp1252", errors="replace"))


def _checked(text: str) -> str:
    odd = len(_CONTROL.findall(text)) + text.count("\ufffd")
    if odd > 0.02 * len(text):
        raise InputError("it looks like a binary file, not like text. Save the article as plain text in UTF-8.")
    return text


def _from_html(html: str) -> dict[str, str]:
    """The article's text and what the page says of itself, by trafilatura."""
    import trafilatura

    document = trafilatura.bare_extraction(html, include_comments=False, with_metadata=True)
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
    return found


def _table(path: Path) -> Raw:
    if path.suffix.lower() == ".parquet":
        return _parquet(path)
    text = decode_table(path)
    if path.suffix.lower() == ".csv":
        rows: list[dict[str, Any]] = list(csv.DictReader(text.splitlines(keepends=True)))
    else:
        rows = list(json_lines(text))
    columns = list(dict.fromkeys(key for row in rows for key in row if key is not None))
    return from_rows(rows, columns, path.name)


def decode_table(path: Path) -> str:
    try:
        return decode(unpacked(path))
    except (InputError, OSError) as error:
        raise InputError(f"{path.name}: {error}") from error


def unpacked(path: Path) -> bytes:
    """The bytes of a file, or of what was packed into it with gzip (``.gz``)."""
    data = path.read_bytes()
    if path.suffix.lower() != ".gz":
        return data
    try:
        return gzip.decompress(data)
    except (gzip.BadGzipFile, EOFError, zlib.error) as error:
        raise InputError(f"it could not be unpacked ({error}). Pack it anew with gzip, or give the plain file.") from error


def json_lines(text: str) -> Iterator[dict[str, Any]]:
    for line in filter(str.strip, text.split("\n")):
        try:
            row = json.loads(line)
        except ValueError as error:
            row = {"__bad__": f"it is not valid JSON ({error}). Write one object a line."}
        yield row if isinstance(row, dict) else {"__bad__": "it is no JSON object. Write one object a line."}


def _parquet(path: Path) -> Raw:
    try:
        import pandas as pd

        frame = pd.read_parquet(path)
    except ImportError as error:
        raise InputError(f"{path.name}: Parquet needs the extra 'scale': pip install 'same-story[scale]'.") from error
    except Exception as error:  # pyarrow raises many kinds
        raise InputError(f"{path.name}: it could not be read as Parquet ({error}).") from error
    return from_rows(frame.to_dict("records"), list(frame.columns), path.name)


def from_rows(rows: Sequence[Mapping[str, Any]], columns: Sequence[Any], table: str, begun: int = 0) -> Raw:
    """Rows of a table, checked; messages count them from ``begun``."""
    missing = [name for name in ("id", "text") if name not in columns]
    if missing:
        found = ", ".join(str(c) for c in columns if c != "__bad__") or "none"
        raise InputError(
            f"{table} lacks the column {' and '.join(missing)}; its columns are: {found}. A table of articles needs id and text."
        )
    raw, seen = Raw(), set()
    for number, row in enumerate(rows, begun + 1):
        what = f"{table}, row {number}"
        name, text = _text(row.get("id")), _text(row.get("text"))
        if row.get("__bad__"):
            raw.left_out.append((what, str(row["__bad__"])))
        elif not name:
            raw.left_out.append((what, "its id is empty. Give each row an id of its own."))
        elif name in seen:
            raw.left_out.append((what, f"another row before it has the id {name!r}. Give each row an id of its own."))
        elif not text.strip():
            raw.left_out.append((what, f"its text is empty (id {name!r}). Fill it in, or remove the row."))
        else:
            seen.add(name)
            known = {key: _text(row.get(key)) for key in METADATA}
            raw.rows.append({"id": name, "text": text, "what": what, **known})
    return raw


def _text(value: Any) -> str:
    return "" if value is None or value != value else str(value)


def sidecars(folder: Path, only: set[str] | None = None) -> Sidecars:
    metadata: dict[str, dict[str, str]] = {}
    path = folder / "metadata.csv"
    if path.is_file():
        rows = list(csv.DictReader(decode_table(path).splitlines(keepends=True)))
        if rows and "id" not in rows[0]:
            raise InputError(f"{path}: it has no column id. Its first line must name the columns: id, {', '.join(METADATA)}.")
        metadata = {_text(row["id"]): {k: _text(row.get(k)).strip() for k in METADATA if row.get(k)} for row in rows}
    overrides: dict[str, Any] = {}
    path = folder / "overrides.toml"
    if path.is_file():
        try:
            overrides = tomllib.loads(decode_table(path))
        except tomllib.TOMLDecodeError as error:
            raise InputError(f"{path}: it is not valid TOML ({error}). Mend the line, or remove the file.") from error
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
    return Sidecars(metadata, overrides)
