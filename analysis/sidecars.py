"""What a user says of the articles in files beside them: ``metadata.csv`` and ``overrides.toml``."""

from __future__ import annotations

import os
import tomllib
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from analysis import folders, page
from analysis import overrides as user
from analysis.encodings import text_of
from analysis.errors import InputError
from analysis.rows import METADATA, csv_file, decode_table

__all__ = ["Sidecars", "sidecars"]


_BY_ARTICLE = ("roles", "language", "speakers")  # parts of overrides.toml that speak of articles by their names


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
        return [name for part in _BY_ARTICLE for name in self.overrides.get(part, {})] + [*self.events()]


def sidecars(folder: Path, only: set[str] | None = None) -> Sidecars:
    """The sidecars of a folder; ``only`` keeps what they say of these articles. Raises :class:`InputError` where one cannot be understood."""
    metadata, odd = _metadata(folder / "metadata.csv")
    overrides, warnings = _overrides(folder / "overrides.toml")
    if only is not None:
        metadata = {name: row for name, row in metadata.items() if name in only}
        overrides = {
            k: {n: v for n, v in part.items() if n in only} if k in _BY_ARTICLE else part for k, part in overrides.items()
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
    rows = csv_file(decode_table(path), path)
    if bad := next((row for row in rows if row.get("__bad__")), None):
        raise InputError(f"{path}: of the row with the id {text_of(bad.get('id'))!r}, {bad['__bad__']}")
    known = ", ".join(("id", *METADATA))
    if rows and "id" not in rows[0]:
        raise InputError(f"{path}: it has no column id. Its first line must name the columns: {known}.")
    strange = [repr(name) for name in (rows[0] if rows else ()) if name and name not in ("id", *METADATA)]
    odd = (
        [f"metadata.csv has what nothing reads: the column {folders.some(strange)}. The columns are {known}."]
        if strange
        else []
    )
    often = Counter(text_of(row["id"]) for row in rows)
    odd += [
        f"metadata.csv has {n} rows for {i!r}; the last is used. Remove the others." for i, n in often.items() if i and n > 1
    ]
    return {text_of(row["id"]): {k: text_of(row.get(k)).strip() for k in METADATA if row.get(k)} for row in rows}, odd


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
