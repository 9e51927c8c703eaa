"""The work on one article: all that depends on nothing but the article, the user's words of tone, and this package.

It is asked for and answered in plain lists and strings, so that it can be done in another process or on another machine, and kept
(:mod:`analysis.cache`). What is rebuilt from a kept answer is exactly what was computed: statements, quoted stretches, the tone of every
sentence, and the tone towards whatever may turn out to be a target. What depends on several articles (identities, groups, comparisons)
is done in :mod:`analysis.story`.
"""

from __future__ import annotations

import hashlib
import importlib.metadata
import platform
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from pathlib import Path
from typing import Any

from analysis import targets
from analysis.articles import Article, Paragraph
from analysis.cache import Cache, digest
from analysis.engines import Engine
from analysis.quotes.attribution import Attribution, Quoted, Quotes, find, read
from analysis.reading import read_article
from analysis.sentiment.scoring import Hit, Tone, tones

__all__ = ["CODE", "Done", "readings", "readings_of", "version"]

HOME = Path(__file__).parent
# The modules that the work consists of; a test compares them with what is loaded while it is done.
CODE = ("work.py", "reading.py", "targets.py", "quotes/*.py", "sentiment/*.py", "entities/*.py")
LIBRARIES = ("numpy", "onnxruntime", "tokenizers", "vaderSentiment")
_STATEMENT = ("kind", "content", "cue", "source", "sort", "stance", "tense", "rule", "confidence")
_SPANS = ("content", "cue", "source")


@dataclass(frozen=True)
class Done:
    """The work on one article: its quotes, speakers not yet known, the tone of each of its sentences, and that towards targets.

    ``towards`` has the probabilities of the polarities by the characters of all that may be a target.
    """

    quotes: Quotes
    tones: tuple[Tone, ...]
    towards: Mapping[tuple[int, int], tuple[float, ...]]


@lru_cache(maxsize=1)
def version() -> str:
    """A hash of everything that the work depends on beside the article: code, lexicons, models, libraries."""
    found = hashlib.sha256()
    for path in sorted(p for pattern in (*CODE, "resources/*") for p in HOME.glob(pattern) if p.is_file()):
        found.update(f"{path.relative_to(HOME).as_posix()} {path.stat().st_size}\n".encode())
        found.update(path.read_bytes())
    for name in LIBRARIES:
        found.update(f"{name} {importlib.metadata.version(name)}\n".encode())
    found.update(platform.machine().encode())  # sums of other processors are rounded a little differently
    return found.hexdigest()


def readings(
    articles: Sequence[Article], overrides: Mapping[str, Any], engine: Engine, cache: Cache | None = None
) -> Iterator[Done]:
    """The work on every article, in order; only what is not in the cache is done."""
    tone = overrides.get("tone", {})
    tasks = [{"text": a.text, "paragraphs": [[p.start, p.end, p.role] for p in a.paragraphs], "tone": tone} for a in articles]
    for article, found in zip(articles, _kept_or_made(tasks, engine, cache), strict=True):
        yield _done(found, article.id)


def _kept_or_made(tasks: Sequence[dict[str, Any]], engine: Engine, cache: Cache | None) -> Iterator[Any]:
    """Results in order: from the cache, or made by the engine, which keeps each as soon as it is done."""
    kept = [cache.get(_key(task)) if cache is not None else None for task in tasks]
    missing = [task for task, found in zip(tasks, kept, strict=True) if found is None]
    made = iter(engine.map(partial(_made, cache), missing))
    for found in kept:
        yield next(made) if found is None else found
    if missing and cache is not None:
        cache.trim()


def _key(task: dict[str, Any]) -> str:
    """The name of a task's entry."""
    return digest([version(), task])


def _made(cache: Cache | None, task: dict[str, Any]) -> Any:
    found = readings_of(task)
    if cache is not None:
        cache.put(_key(task), found)
    return found


def readings_of(task: dict[str, Any]) -> dict[str, Any]:
    """Statements, stretches, tones of sentences and towards targets of one article: ``text``, ``paragraphs``, ``tone`` to plain lists."""
    article = Article("", task["text"], paragraphs=tuple(Paragraph(*p) for p in task["paragraphs"]))
    reading = read_article(article)
    seen = read(reading)
    quotes = find(reading, seen)
    towards = targets.within(reading, seen, targets.candidates(reading, quotes.attributions))
    return {
        "quoted": [[q.start, q.end, q.role] for q in quotes.quoted],
        "statements": [[getattr(a, name) for name in _STATEMENT] for a in quotes.attributions],
        "tones": [
            [t.tone, t.told, t.reported, t.fired, [(h.word, h.start, h.end, h.valence, h.kind) for h in t.hits]]
            for t in tones([reading], {"tone": task["tone"]})[0]
        ],
        "towards": [[*span, *found] for span, found in towards.items()],
    }


def _done(found: dict[str, Any], article: str) -> Done:
    quoted = tuple(Quoted(*stretch) for stretch in found["quoted"])
    statements = []
    for row in found["statements"]:
        values = dict(zip(_STATEMENT, row, strict=True))
        spans = {name: tuple(tuple(span) for span in values[name]) for name in _SPANS}
        statements.append(Attribution(article, **(values | spans)))
    towards = {(start, end): tuple(probabilities) for start, end, *probabilities in found["towards"]}
    return Done(Quotes(article, quoted, tuple(statements)), tuple(_tone(*row) for row in found["tones"]), towards)


def _tone(tone: float, told: float, reported: float, fired: str, hits: Sequence[Sequence[Any]]) -> Tone:
    return Tone(tone, told, reported, fired, tuple(Hit(*hit) for hit in hits))
