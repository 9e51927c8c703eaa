"""Tables of many articles, part by part: Parquet files that a run adds to, and that the next run goes on with.

``OUT/TABLE/part-00000.parquet`` is a part of a table (pandas, Dask and DuckDB read the folder ``OUT/TABLE`` as one table), and
``OUT/parts/00000.json`` says that the part is done, from what, and by which code. Identities are settled within a part. What
compares articles (copies, differences) is made only where a part is an event: between articles of a heap it says nothing.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from analysis import about, outputs, tables, work
from analysis.articles import Corpus, LeftOut
from analysis.cache import Cache, digest
from analysis.engines import Engine
from analysis.errors import InputError
from analysis.story import Story

__all__ = ["COMPARING", "Part", "apart", "write"]

# Tables that set articles side by side.
COMPARING = tuple(
    """
passages edits directions containment statements lost_attributions clashes coverage word_choice events differences
""".split()
)

# Names that a run gives, finished or half-written: a part of a table, and the note that a part is done.
_PART = re.compile(r"(?P<half>\.?)part-(?P<number>[0-9]{5,})\.parquet")
_NOTE = re.compile(r"(?P<number>[0-9]{5,})\.json|(?P<half>\.)[0-9]{5,}\.json\.part")


@dataclass(frozen=True)
class Part:
    """A part of the output: its number, its articles, whether an earlier run had done it, what was left out of it, and warnings."""

    number: int
    articles: int
    done_before: bool
    left_out: tuple[LeftOut, ...]
    warnings: tuple[str, ...] = ()


def write(
    parts: Iterable[Corpus],
    out: Path,
    engine: Engine,
    cache: Cache | None = None,
    *,
    seed: int = 0,
    events: bool = False,
) -> Iterator[Part]:
    """Write the tables of every part that is not there yet; gives the parts as they are done.

    ``events`` says that a part holds the articles of one event, whose comparisons are wanted. Memory holds one part at a time.
    """
    names = [n for n in tables.NAMES if events or n not in COMPARING]
    with outputs.locked(out):
        outputs.write_text(out / "about.json", about.text(seed=seed))
        number = -1
        for number, corpus in enumerate(parts):
            yield _part(number, corpus, out, names, lambda c: Story(c, seed, engine=engine, cache=cache), [seed, events])
        _forget(out, names, number + 1)


def _part(number: int, corpus: Corpus, out: Path, names: list[str], story: Callable[[Corpus], Story], settings: list) -> Part:
    note = out / "parts" / f"{number:05}.json"
    key = digest([[asdict(a) for a in corpus], dict(corpus.overrides), settings, names, _version()])
    paths = {name: out / name / f"part-{number:05}.parquet" for name in names}
    if _is_done(note, key, paths):
        return Part(number, len(corpus), True, corpus.left_out, corpus.warnings)
    note.unlink(missing_ok=True)  # from here on the part is not done
    told = story(corpus)
    if set(COMPARING).isdisjoint(names):
        apart(told)
    for name, path in paths.items() if len(corpus) else ():
        _write_whole(getattr(told, name), path)
    sums = _sums(paths) if len(corpus) else {}
    outputs.write_text(note, json.dumps({"key": key, "articles": len(corpus), "sha256": sums}, indent=1) + "\n")
    return Part(number, len(corpus), False, corpus.left_out, corpus.warnings)


def apart(story: Story) -> None:
    """Let every article of a story stand alone: no copies are looked for, no passages resampled jointly."""
    story.groups = {article.id: article.id for article in story.corpus}
    story.units = {}


def _is_done(note: Path, key: str, paths: dict[str, Path]) -> bool:
    try:
        known: dict[str, Any] = json.loads(note.read_text(encoding="utf-8"))
        return known["key"] == key and known["sha256"] == (_sums(paths) if known["articles"] else {})
    except (OSError, ValueError, KeyError, TypeError):
        return False


def _sums(paths: dict[str, Path]) -> dict[str, str]:
    """The hash of each file: one that was damaged may have its size still."""
    found = {}
    for name, path in paths.items():
        with path.open("rb") as file:
            found[name] = hashlib.file_digest(file, "sha256").hexdigest()
    return found


def _write_whole(table: Any, path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}")  # readers of a folder pass over names that begin with a full stop
    try:
        table.to_parquet(beside, index=False)
        os.replace(beside, path)
    except ImportError as error:
        raise InputError("Parts are written as Parquet, by the extra 'scale': pip install 'same-story[scale]'.") from error
    finally:
        beside.unlink(missing_ok=True)


def _forget(out: Path, names: list[str], parts: int) -> None:
    """Remove the parts of an earlier, longer input, and what a killed run left half-written."""
    for folder, names_of in [*((out / name, _PART) for name in names), (out / "parts", _NOTE)]:
        for path in folder.glob("*"):
            if (ours := names_of.fullmatch(path.name)) and (ours["half"] or int(ours["number"]) >= parts):
                path.unlink()


@lru_cache(maxsize=1)
def _version() -> str:
    """A hash of what :func:`analysis.work.version` covers, and of all that ``about.json`` will say of the parts."""
    return digest([work.version(), about.about()])
