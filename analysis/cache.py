"""What was found in an article, kept as plain files, so that a second run finds it done.

An entry is a file: a line with the hash of what follows, then JSON, compressed. Its name is a hash of all that the result depends
on, so an entry is never out of date, only no longer asked for. A damaged entry is noticed and made anew. A cache is a help: where
it cannot be written, the work goes on without.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import tempfile
import time
import zlib
from contextlib import suppress
from pathlib import Path
from typing import Any

from analysis.errors import InputError

__all__ = ["LIMIT", "VARIABLE", "Cache", "digest", "open_cache"]

VARIABLE = "SAME_STORY_CACHE"  # a folder; or "off"
LIMIT = 1_000_000_000  # bytes; an article takes about six thousand
_KEPT = 0.9  # of the limit, once it was passed
_FORGOTTEN = 3600  # seconds after which a half-written file is nobody's
_OURS = re.compile(r"[0-9a-f]{64}(\.[a-z0-9_]+\.part)?")  # folder and name of an entry, and of one that is being written


def digest(value: Any) -> str:
    """A hash of anything that JSON can say."""
    return hashlib.sha256(json.dumps(value, sort_keys=True, separators=(",", ":")).encode()).hexdigest()


class Cache:
    """A folder of results, at most ``limit`` bytes of them (see :meth:`trim`)."""

    def __init__(self, folder: str | Path, limit: int = LIMIT) -> None:
        self.folder, self.limit = Path(folder), limit

    def get(self, key: str) -> Any:
        """What was kept under this key; ``None`` where nothing was, or where the entry is damaged."""
        path = self._path(key)
        try:
            head, _, body = path.read_bytes().partition(b"\n")
            if head.decode("ascii") != _seal(key, body):
                return None
            value = json.loads(zlib.decompress(body))
        except (OSError, ValueError, zlib.error):
            return None
        with suppress(OSError):  # a cache that may only be read is of use all the same
            os.utime(path)  # what was used last is thrown away last
        return value

    def put(self, key: str, value: Any) -> None:
        """Keep a value; another process never sees half of it."""
        body = zlib.compress(json.dumps(value, separators=(",", ":")).encode(), 6)
        path = self._path(key)
        beside = ""
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            handle, beside = tempfile.mkstemp(".part", f"{path.name}.", path.parent)
            with os.fdopen(handle, "wb") as file:
                file.write(_seal(key, body).encode() + b"\n" + body)
            os.replace(beside, path)
        except OSError:  # a full disk, a folder that may only be read: the result is not kept, and nothing is lost
            if beside:
                with suppress(OSError):
                    os.unlink(beside)

    def trim(self) -> None:
        """Throw away what was used least lately, once there is more than the limit; and what killed runs left half-written.

        Only by names that :meth:`put` gives: the folder may hold files of the user's.
        """
        found = []
        for path in (p for p in self.folder.glob("??/*") if _OURS.fullmatch(p.parent.name + p.name)):
            with suppress(OSError):
                facts = path.stat()
                if path.suffix != ".part":
                    found.append((facts.st_mtime_ns, facts.st_size, path))
                elif time.time() - facts.st_mtime > _FORGOTTEN:
                    path.unlink()
        total = sum(size for _, size, _ in found)
        goal = self.limit * _KEPT if total > self.limit else total
        for _, size, path in sorted(found):
            if total <= goal:
                break
            with suppress(OSError):
                path.unlink()
                total -= size

    def _path(self, key: str) -> Path:
        return self.folder / key[:2] / key[2:]


def _seal(key: str, body: bytes) -> str:
    return hashlib.sha256(key.encode() + b"\n" + body).hexdigest()


def open_cache(folder: str | Path = "") -> Cache | None:
    """The cache in a folder; the empty string is the user's own, or what the variable ``SAME_STORY_CACHE`` names.

    ``None`` where the variable says ``off``. Raises :class:`InputError` where a folder that was named cannot be used.
    """
    if not str(folder):
        named = os.environ.get(VARIABLE, "")
        if named == "off":
            return None
        if not named:
            import platformdirs

            return Cache(Path(platformdirs.user_cache_dir("same-story", appauthor=False)))
        folder = named
    path = Path(folder).expanduser().resolve()
    if path.exists() and not path.is_dir():
        raise InputError(f"{path} is a file. Name a folder for the cache, or use --no-cache.")
    return Cache(path)
