"""What is installed: versions, lexicons and models, and how to get what is missing."""

from __future__ import annotations

import importlib.metadata
import importlib.util
import platform
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from analysis import about

__all__ = ["Part", "parts"]

LIBRARIES = """
ipykernel jupyterlab matplotlib nbconvert nltk numpy onnxruntime pandas papermill rapidfuzz textblob textstat tokenizers trafilatura
vaderSentiment
""".split()
# What must be there; anything else in resources/ is listed as well.
OWN_FILES = ("attribution.json", "cues.toml", "encoder.onnx", "pieces.json", "roles.toml", "topic_words.toml")
_SET_UP = "make report sets up everything; by hand: pip install -e . in the project's folder."


@dataclass(frozen=True)
class Part:
    """Something the package uses: is it there, which version, or how to get it. What is not ``needed`` only adds abilities."""

    name: str
    there: bool
    detail: str
    needed: bool = True


def parts() -> Iterator[Part]:
    """Python, libraries, lexicons and models, in this order."""
    there = sys.version_info >= (3, 11)
    yield Part("Python", there, platform.python_version() + ("" if there else ": install Python 3.11 or newer."))
    for name in LIBRARIES:
        yield _library(name, _SET_UP)
    yield _library("pyarrow", "Only for Parquet: pip install 'same-story[scale]'.", needed=False)
    yield _library("afinn", "Only for one more lexicon of tone: pip install 'same-story[lexicons]'.", needed=False)
    yield _lexicon()
    yield _target_model()
    yield from _own_files()


def _library(name: str, remedy: str, needed: bool = True) -> Part:
    try:
        return Part(name, True, importlib.metadata.version(name), needed)
    except importlib.metadata.PackageNotFoundError:
        return Part(name, False, remedy, needed)


def _lexicon() -> Part:
    """VADER's lexicon, which comes with its package."""
    spec = importlib.util.find_spec("vaderSentiment")
    folders = [Path(place) for place in (spec.submodule_search_locations or [])] if spec else []
    there = any((folder / "vader_lexicon.txt").is_file() for folder in folders)
    return Part("lexicon of VADER", there, "comes with vaderSentiment" if there else "Install vaderSentiment anew.")


def _target_model() -> Part:
    """The model of tone towards a target; without it VADER answers, less well."""
    from analysis import targets

    remedy = "VADER on the target's clause answers in its place; see docs/model_card_tone.md."
    return Part(
        "model of tone towards a target", targets.have_model(), targets.instrument() if targets.have_model() else remedy, False
    )


def _own_files() -> Iterator[Part]:
    """Lexicons and models that are shipped inside this package."""
    found, expected = about.resources(), about.expected()
    for name in sorted({*OWN_FILES, *found, *expected}):
        if name not in found:
            yield Part(f"resources/{name}", False, "It comes with the package: install the package anew.")
        elif found[name] != expected.get(name):
            remedy = "This is not the file that the package was made with: install the package anew."
            yield Part(f"resources/{name}", False, f"sha256 {found[name][:16]}. {remedy}")
        else:
            yield Part(f"resources/{name}", True, f"sha256 {found[name][:16]}, as it was made")
