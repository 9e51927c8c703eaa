"""Folders and files that are written whole or not at all, whatever stops the run.

What is written goes into a folder beside its place, which takes that place in one step of the file system once all is there.
Until then the last good output stays as it was; what a killed run left is removed by the next one.
"""

from __future__ import annotations

import ctypes
import errno
import os
import shutil
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from analysis.errors import InputError

__all__ = ["folder", "locked", "spare", "why", "write_text"]

_HERE = -100  # AT_FDCWD: paths are relative to the working folder
_EXCHANGE = 2  # RENAME_EXCHANGE (Linux) and RENAME_SWAP (macOS)


@contextmanager
def locked(out: Path) -> Iterator[None]:
    """Nobody else writes to this place as long as the block runs; the lock of a killed run is free.

    Raises :class:`InputError` where another run has it.
    """
    import filelock

    path = _beside(out.resolve(), "lock")
    lock = filelock.FileLock(path)
    try:
        lock.acquire(timeout=0)
    except filelock.Timeout as error:
        raise InputError(f"Another run is writing to {out}. Wait until it is done, or name another place.") from error
    try:
        yield
    finally:
        with suppress(OSError):  # a run that waited for this very file sees that it is gone (Windows lets it stay)
            path.unlink()
        lock.release()


@contextmanager
def folder(out: Path, ours: Callable[[Path], bool] = lambda path: False) -> Iterator[Path]:
    """A new folder to write into, which takes the place of ``out`` when the block ends well.

    What else lies in ``out`` stays; ``ours`` tells which of it this output replaces although it has no file of that name. The
    place must be :func:`locked`. Raises :class:`InputError` where ``out`` is a file.
    """
    if out.exists() and not out.is_dir():
        raise InputError(f"{out} is a file. Name a folder.")
    out = out.resolve()  # through a link, its goal is exchanged
    beside = _beside(out, "part")
    _remove(beside)
    beside.mkdir()
    try:
        with _placed(out):
            yield beside
            _put(beside, out, ours)
    finally:
        _remove(beside)


def spare(inputs: Iterable[str | Path | None], written: Iterable[Path | None]) -> None:
    """Raise :class:`InputError` where an output would take the place of an input, which may be the user's only copy."""
    taken = {Path(path).expanduser().resolve() for path in inputs if path}
    for path in written:
        if path and path.resolve() in taken:
            raise InputError(f"{path} is an input, and the output would take its place. Name another place for the output.")


def write_text(path: Path, text: str) -> None:
    """Write a file whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.part")
    try:
        with _placed(path):
            beside.write_text(text, encoding="utf-8", newline="\n")
            os.replace(beside, path)
    finally:
        beside.unlink(missing_ok=True)


@contextmanager
def _placed(path: Path) -> Iterator[None]:
    """A full disk does not say which file it refused; then it is this place."""
    try:
        yield
    except OSError as error:
        error.filename = error.filename or str(path)
        raise


def why(error: OSError) -> str:
    """What the file system refused, as a sentence with a remedy."""
    where = f"{error.filename}: " if error.filename else ""
    remedy = "Name another place, or mend its permissions."
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        remedy = "Free some space, or name a place on another disk. What stood there before was left as it was."
    return f"{where}{error.strerror or error}. {remedy}"


def _beside(out: Path, ending: str) -> Path:
    """A name beside a place; within it where it is a disk of its own, from which nothing can be moved in one step."""
    if not out.name:
        raise InputError(f"{out} cannot be written as a whole. Name a folder below it.")
    home = out if os.path.ismount(out) else out.parent
    home.mkdir(parents=True, exist_ok=True)
    return home / f".{out.name}.{ending}"


def _stays(out: Path) -> bool:
    """A folder that cannot be exchanged: a disk of its own, or one that this process, and the user's shell, stand in."""
    return os.path.ismount(out) or Path.cwd().is_relative_to(out)


def _carry_over(out: Path, beside: Path, ours: Callable[[Path], bool]) -> None:
    """What a user keeps in the folder goes with it: files by a second name for the same bytes, not by copying."""
    for path in sorted(out.iterdir()) if out.is_dir() else ():
        goal = beside / path.name
        if ours(path):
            continue
        if goal.is_dir() and path.is_dir():
            _carry_over(path, goal, ours)
        elif goal.exists():
            continue
        elif path.is_dir() and not path.is_symlink():
            shutil.copytree(path, goal, symlinks=True, copy_function=_link)
        else:
            _link(path, goal)


def _link(source: str | Path, goal: str | Path) -> None:
    try:
        os.link(source, goal, follow_symlinks=False)
    except OSError:  # no hard links here
        shutil.copy2(source, goal, follow_symlinks=False)


def _put(beside: Path, out: Path, ours: Callable[[Path], bool]) -> None:
    """Exchange the two folders in one step; where that cannot be, file by file, each whole."""
    if not out.exists():
        beside.rename(out)
        return
    if not _stays(out):
        _carry_over(out, beside, ours)
        if _exchanged(beside, out):
            return
    kept = {beside.name, _beside(out, "lock").name}
    for path in [p for p in sorted(out.rglob("*")) if p.is_file() and not (beside / p.relative_to(out)).exists()]:
        top = path.relative_to(out).parts[0]
        if top not in kept and ours(out / top):
            path.unlink()
    for path in [p for p in sorted(beside.rglob("*")) if p.is_file()]:
        (goal := out / path.relative_to(beside)).parent.mkdir(parents=True, exist_ok=True)
        os.replace(path, goal)


def _exchanged(one: Path, other: Path) -> bool:
    """Exchange what two names stand for; false where the system or the disk cannot."""
    names = os.fsencode(one), os.fsencode(other)
    try:
        system = ctypes.CDLL(None)
        if sys.platform == "linux":
            return system.renameat2(_HERE, names[0], _HERE, names[1], _EXCHANGE) == 0
        if sys.platform == "darwin":
            return system.renamex_np(*names, _EXCHANGE) == 0
    except (AttributeError, OSError, TypeError):  # an older C library, or Windows
        pass
    return False


def _remove(path: Path) -> None:
    with suppress(FileNotFoundError):
        shutil.rmtree(path)
