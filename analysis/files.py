"""What a user gives, as rows: a folder, a file, a table or texts that Python holds."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from analysis import folders, rows, webpages
from analysis.encodings import decode
from analysis.errors import InputError
from analysis.folders import TABLES, TEXT_FILES
from analysis.limits import Limits, current
from analysis.rows import Raw
from analysis.sidecars import Sidecars, sidecars

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["add_file", "load", "regular"]

_TAG = re.compile("<[A-Za-z]")  # that opens an element


def load(source: str | Path | Sequence[Any] | pd.DataFrame, limits: Limits | None = None) -> tuple[Raw, str, Sidecars]:
    """Load whatever the user gave: rows, the name of the corpus, and the sidecars."""
    limits = limits or current()
    if hasattr(source, "to_dict") and hasattr(source, "columns"):
        rows.once(source.columns, "the table")
        return rows.from_rows(source.to_dict("records"), list(source.columns), "the table", limits), "table", Sidecars()
    if not isinstance(source, (str, Path)):
        texts = [{"id": f"text-{n:03}", "text": text} for n, text in enumerate(source)]
        return rows.from_rows(texts, ["id", "text"], "the list", limits), "list", Sidecars()
    path = Path(source)
    if not _exists(path):
        raise InputError(f"There is no file or folder {path}. Give the path of a folder of articles, relative to here.")
    if path.is_dir():
        return _folder(path, limits), path.resolve().name, sidecars(path)
    regular(path)
    if path.name.lower().endswith(TABLES):
        return rows.table(path, limits), path.stem, sidecars(path.parent)
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
    """Add the article in a file to ``raw``, or why it is left out."""
    name = folders.shown(path)
    try:
        raw.limits.check("file_bytes", path.stat().st_size, "bytes", "Split it into articles, one a file")
        text = decode(path.read_bytes())
        row = {"id": name, "text": text, "what": name}
        if path.suffix.lower() in (".html", ".htm"):
            raw.limits.check("tags", len(_TAG.findall(text)), "HTML tags", "Save the article's text as a .txt file")
            row.update(webpages.article(text))
        raw.rows.append(row)
    except (InputError, OSError) as error:
        raw.left_out.append((name, error.strerror or str(error) if isinstance(error, OSError) else str(error)))
