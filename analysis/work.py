"""The work on one article: all that depends on nothing but the article, the user's words of tone, and this package.

It is asked for and answered in plain lists and strings, so that it can be done in another process or on another machine, and kept
(:mod:`analysis.cache`). What is rebuilt from a kept answer is exactly what was computed. Two kinds of work:

- *reading*: statements, quoted stretches, the tone of every sentence;
- *answers*: the tone towards targets. Who is a target is known only when all articles have been read, but the model's answer
  depends on the sentence and the place of the target alone, so answers are kept by these.

What depends on several articles (identities, groups, comparisons) is done in :mod:`analysis.story`.
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
from analysis.quotes.attribution import Attribution, Quoted, Quotes, find
from analysis.reading import read_article
from analysis.sentiment.scoring import Hit, Tone, tones

__all__ = ["CODE", "Done", "answers", "answers_of", "readings", "readings_of", "version"]

HOME = Path(__file__).parent
# The modules that the work consists of; a test compares them with what is loaded while it is done.
CODE = ("work.py", "reading.py", "targets.py", "quotes/*.py", "sentiment/*.py")
LIBRARIES = ("numpy", "onnxruntime", "tokenizers", "vaderSentiment")
_STATEMENT = ("kind", "content", "cue", "source", "sort", "stance", "tense", "rule", "confidence")
_SPANS = ("content", "cue", "source")


@dataclass(frozen=True)
class Done:
    """The work on one article: its quotes, speakers not yet known, and the tone of each of its sentences."""

    quotes: Quotes
    tones: tuple[Tone, ...]


@lru_cache(maxsize=1)
def version() -> str:
    """A hash of everything that the work depends on beside the article: code, lexicons, models, libraries."""
    found = hashlib.sha256()
    for path in sorted(p for pattern in (*CODE, "resources/*") for p in HOME.glob(pattern) if p.is_file()):
        found.update(f"{path.relative_to(HOME).as_posix()} {path.stat().st_size}\n".encode())
        found.update(path.read_bytes())
    for name in LIBRARIES:
        found.update(f"{name} {importlib.metadata.version(name)}\n".encode())
    found.update(platform.machine().encode())  # weights of eight bits are multiplied a little differently elsewhere
    return found.hexdigest()


def readings(
    articles: Sequence[Article], overrides: Mapping[str, Any], engine: Engine, cache: Cache | None = None
) -> Iterator[Done]:
    """The work on every article, in order; only what is not in the cache is done."""
    tone = overrides.get("tone", {})
    tasks = [{"text": a.text, "paragraphs": [[p.start, p.end, p.role] for p in a.paragraphs], "tone": tone} for a in articles]
    for article, found in zip(articles, _kept_or_made(readings_of, tasks, engine, cache), strict=True):
        yield _done(found, article.id)


def answers(
    questions: Sequence[tuple[Article, Sequence[Sequence[int]]]], engine: Engine, cache: Cache | None = None
) -> Iterator[list[list[float]]]:
    """The probabilities of the polarities for every question of every article; see :func:`analysis.targets.questions`."""
    tasks = [{"text": article.text, "asked": [list(map(int, q)) for q in asked]} for article, asked in questions]
    return _kept_or_made(answers_of, tasks, engine, cache)


def _kept_or_made(function, tasks: Sequence[dict[str, Any]], engine: Engine, cache: Cache | None) -> Iterator[Any]:
    """Results in order: from the cache, or made by the engine, which keeps each as soon as it is done."""
    kept = [_kept(function, task, cache) for task in tasks]
    missing = [task for task, found in zip(tasks, kept, strict=True) if found is None]
    made = iter(engine.map(partial(_made, function, cache), missing))
    for found in kept:
        yield next(made) if found is None else found
    if missing and cache is not None:
        cache.trim()


def _key(function, task: dict[str, Any]) -> str:
    """The name of a task's entry; that of answers leaves out what was asked, for the questions may change."""
    return digest([function.__name__, version(), {name: value for name, value in task.items() if name != "asked"}])


def _kept(function, task: dict[str, Any], cache: Cache | None) -> Any:
    found = cache.get(_key(function, task)) if cache is not None else None
    if found is None or "asked" not in task:
        return found
    known = [found.get(_name(q)) for q in task["asked"]]
    return None if None in known else known


def _made(function, cache: Cache | None, task: dict[str, Any]) -> Any:
    found = function(task)
    if cache is None:
        return found
    key = _key(function, task)
    if "asked" in task:
        known = zip(map(_name, task["asked"]), found, strict=True)
        cache.put(key, {**(cache.get(key) or {}), **dict(known)})
    else:
        cache.put(key, found)
    return found


def _name(question: Sequence[int]) -> str:
    return " ".join(map(str, question))


def readings_of(task: dict[str, Any]) -> dict[str, Any]:
    """Statements, stretches and tones of one article: ``text``, ``paragraphs``, ``tone`` to plain lists."""
    article = Article("", task["text"], paragraphs=tuple(Paragraph(*p) for p in task["paragraphs"]))
    reading = read_article(article)
    quotes = find(reading)
    return {
        "quoted": [[q.start, q.end, q.role] for q in quotes.quoted],
        "statements": [[getattr(a, name) for name in _STATEMENT] for a in quotes.attributions],
        "tones": [
            [t.tone, t.told, t.reported, t.fired, [(h.word, h.start, h.end, h.valence, h.kind) for h in t.hits]]
            for t in tones([reading], {"tone": task["tone"]})[0]
        ],
    }


def answers_of(task: dict[str, Any]) -> list[list[float]]:
    """Probabilities for each question (``sentence start, end, target start, end``, characters of ``text``)."""
    text = task["text"]
    asked = [(text[start:end], a - start, b - start) for start, end, a, b in task["asked"]]
    return [list(map(float, found)) for found in targets.answers(asked)]


def _done(found: dict[str, Any], article: str) -> Done:
    quoted = tuple(Quoted(*stretch) for stretch in found["quoted"])
    statements = []
    for row in found["statements"]:
        values = dict(zip(_STATEMENT, row, strict=True))
        spans = {name: tuple(tuple(span) for span in values[name]) for name in _SPANS}
        statements.append(Attribution(article, **(values | spans)))
    return Done(Quotes(article, quoted, tuple(statements)), tuple(_tone(*row) for row in found["tones"]))


def _tone(tone: float, told: float, reported: float, fired: str, hits: Sequence[Sequence[Any]]) -> Tone:
    return Tone(tone, told, reported, fired, tuple(Hit(*hit) for hit in hits))
