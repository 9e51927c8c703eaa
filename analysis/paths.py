"""Where things lie: a path that the user gives is relative to where he stands, a default is anchored to the project."""

from __future__ import annotations

from pathlib import Path

from analysis.errors import InputError

__all__ = ["ROOT", "absolute", "corpus_path", "default_out"]

ROOT = Path(__file__).resolve().parents[1]
SEEDS = ROOT / "seeds"


def absolute(path: str | Path) -> Path:
    """A path from the root, ``~`` and links followed. Raises :class:`InputError` where they lead nowhere, or to a name of no file."""
    try:
        return Path(path).expanduser().resolve()
    except (RuntimeError, ValueError) as error:  # a user who is not there, links in a circle; a zero byte
        raise InputError(f"{path} leads nowhere: {str(error).rstrip('.')}. Name another place.") from error


def corpus_path(corpus: str | Path = "") -> Path:
    """The absolute path of a corpus; the empty string is the five articles of ``seeds/``.

    Raises :class:`InputError` where there is nothing.
    """
    path = absolute(corpus) if str(corpus) else SEEDS
    if path.exists():
        return path
    if path == SEEDS:
        raise InputError("The five articles of seeds/ are not here. Give the path of a folder of articles of your own.")
    raise InputError(f"There is no file or folder {corpus} in {Path.cwd()}. Give the path of a folder of articles.")


def default_out(corpus: Path) -> tuple[Path, Path]:
    """Folders of the report and of the figures: the project's own for ``seeds/``, ``build/NAME/`` for any other corpus.

    NAME is the folder's name, or the file's without its ending.
    """
    if corpus == SEEDS:
        return ROOT / "build" / "report", ROOT / "figures"
    name = corpus.name if corpus.is_dir() else corpus.stem
    if name.lower().startswith("report"):  # build/report is the report on seeds/
        name = f"corpus-{name}"
    return ROOT / "build" / name / "report", ROOT / "build" / name / "figures"
