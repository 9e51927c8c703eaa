"""Where things are: a path that the user gives is relative to where he stands, a default is anchored to the project."""

from __future__ import annotations

from pathlib import Path

__all__ = ["PROJECT", "corpus_path"]

PROJECT = Path(__file__).resolve().parent.parent


def corpus_path(corpus: str) -> Path:
    """The articles to read: empty means the project's ``seeds``, anything else is relative to the working directory."""
    return Path(corpus) if corpus else PROJECT / "seeds"
