"""What a folder of articles holds: the files that are articles, and what else lies there and is not read."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

__all__ = ["TABLES", "TEXT_FILES", "articles", "shown", "some", "unread"]

TEXT_FILES = (".txt", ".html", ".htm", ".md")
TABLES = (".csv", ".jsonl", ".jsonl.gz", ".parquet")
_NEVER = re.compile(r"(readme|license|licence)\b|(metadata|overrides)\.", re.IGNORECASE)
# Hidden files, and what systems and editors leave beside a text: nobody takes them for articles.
_SILENT = re.compile(r"\.|~\$|.*~$|(thumbs\.db|desktop\.ini|__macosx)$", re.IGNORECASE)
_SAVED = re.compile(r"(_files|\.files)$", re.IGNORECASE)  # the pictures of a page that a browser saved whole
_SETTINGS = {"metadata": "metadata.csv", "overrides": "overrides.toml"}
_ABOUT = "about.json"
_MOST = 3  # names in a sentence
_LINKS = "a link that leads nowhere. Mend the link, or remove it."
_ALONE = "a table is read by itself, not as part of a folder. Give its own path, or move it elsewhere."
_UNUSED = (
    "settings are read from metadata.csv and overrides.toml alone, in small letters. Save it under that name, or remove it."
)
_BELOW = "subfolders are not read. Move the articles out of it, or give its own path."
_OTHER = "files of this kind are not read. Save the text as .txt or .html, or move the file elsewhere."


def articles(folder: Path) -> Iterator[Path]:
    """The files of a folder that are articles, by name."""
    for path in sorted(folder.iterdir()):
        # of os.path: Path raises where a link's target may not be looked at
        if os.path.isfile(path) and path.suffix.lower() in TEXT_FILES and not _NEVER.match(path.name):
            yield path


def unread(folder: Path) -> list[tuple[str, str]]:
    """What a folder holds that might be taken for articles and is not read: names, a few of them, and the reason with the remedy.

    Each reason is given once. What is never read (``README*``, sidecars), hidden files and what this package wrote are passed over.
    """
    found: dict[str, list[str]] = {}
    for path in sorted(folder.iterdir()):
        if why := _why_not(path):
            found.setdefault(why, []).append(shown(path))
    return [(some(names), why) for why, names in found.items()]


def _why_not(path: Path) -> str:
    """Why something in a folder is not read; empty where that needs no word."""
    if meant := _SETTINGS.get(path.name.partition(".")[0].lower()):
        read = path.with_name(meant)
        return (
            "" if path == read or (os.path.exists(read) and os.path.exists(path) and os.path.samefile(path, read)) else _UNUSED
        )
    if _SILENT.match(path.name) or _NEVER.match(path.name):
        return ""
    if not os.path.exists(path):  # of os.path, which raises nothing where a folder may not be looked into
        return _LINKS
    if os.path.isdir(path):
        return "" if _is_output(path) or _is_of_a_page(path) else _BELOW
    if path.name.lower().endswith(_ABOUT) or (os.path.isfile(path) and path.suffix.lower() in TEXT_FILES):
        return ""
    if path.name.lower().endswith(TABLES):
        ours = path.with_name(_ABOUT), path.with_suffix(f".{_ABOUT}")
        return "" if any(map(os.path.isfile, ours)) else _ALONE
    return _OTHER


def _is_output(folder: Path) -> bool:
    """Tables, figures or a report of this package: a second run is not to complain of the first."""
    marks = (_ABOUT, "index.md", f"tables/{_ABOUT}")
    if any(os.path.isfile(folder / mark) for mark in marks):
        return True
    return os.path.isfile(folder.parent / _ABOUT) and (folder.name == "parts" or any(folder.glob("part-*.parquet")))


def _is_of_a_page(folder: Path) -> bool:
    stem = _SAVED.sub("", folder.name)
    return stem != folder.name and any(os.path.isfile(folder.with_name(stem + ending)) for ending in (".html", ".htm"))


def shown(path: Path) -> str:
    """A file's name, which may be no text."""
    return os.fsencode(path.name).decode("utf-8", "backslashreplace")


def some(names: Sequence[str]) -> str:
    """A few names, and how many there are besides."""
    rest = len(names) - _MOST
    return ", ".join(names) if rest <= 0 else f"{', '.join(names[:_MOST])} and {rest:,} more"
