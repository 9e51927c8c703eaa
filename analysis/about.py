"""What an output was made with: versions of code, libraries, lexicons and models, and the hash of every article.

``about.json`` stands beside tables and annotations. It holds no date and no path, so the same input gives the same bytes.
"""

from __future__ import annotations

import hashlib
import importlib.metadata
import json
import platform
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from analysis import __version__

if TYPE_CHECKING:
    from collections.abc import Iterable

    from analysis.articles import Article

__all__ = ["LIBRARIES", "SUMS", "about", "code", "expected", "resources", "said", "text"]

HOME = Path(__file__).parent
SUMS = HOME / "resources" / "SHA256SUMS"  # as sha256sum writes it; what the package was made with
# The libraries that numbers depend on; the others only show and carry them.
LIBRARIES = "matplotlib nltk numpy onnxruntime pandas rapidfuzz snowballstemmer textblob textstat tokenizers trafilatura vaderSentiment".split()


def about(articles: Iterable[Article] = (), seed: int = 0) -> dict[str, Any]:
    """What this package and its surroundings are, and what it was given (SHA-256 of each article's text in UTF-8)."""
    return {
        "same_story": __version__,
        "code": code(),
        "python": platform.python_version(),
        "libraries": {name: _version(name) for name in LIBRARIES},
        "lexicons_and_models": resources(),
        "seed": seed,
        "articles": {a.id: hashlib.sha256(a.text.encode("utf-8", "replace")).hexdigest() for a in articles},
    }


def text(articles: Iterable[Article] = (), seed: int = 0) -> str:
    """:func:`about` as the content of ``about.json``."""
    return json.dumps(about(articles, seed), ensure_ascii=False, indent=1) + "\n"


def said() -> str:
    """The same in a line, for the foot of a page."""
    models = ", ".join(f"{name} {found[:8]}" for name, found in resources().items() if name.endswith(".onnx"))
    return f"Made with Same Story {__version__} (code {code()[:8]}; models {models or 'none'}; Python {platform.python_version()})."


@lru_cache(maxsize=1)
def code() -> str:
    """A hash of all Python files of the package."""
    found = hashlib.sha256()
    for path in sorted(HOME.rglob("*.py")):
        found.update(f"{path.relative_to(HOME).as_posix()}\n".encode() + path.read_bytes())
    return found.hexdigest()


@lru_cache(maxsize=1)
def resources() -> dict[str, str]:
    """Lexicons and models that come with the package, with the SHA-256 of each as it lies there now."""
    files = sorted(p for p in SUMS.parent.iterdir() if p.is_file() and p != SUMS and not p.name.startswith("."))
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def expected() -> dict[str, str]:
    """The hashes that the package was made with, by name; empty where the list is missing."""
    lines = SUMS.read_text(encoding="utf-8").splitlines() if SUMS.is_file() else []
    return {name: digest for digest, name in (line.split(maxsplit=1) for line in lines if line.strip())}


def _version(name: str) -> str:
    try:
        return importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        return ""
