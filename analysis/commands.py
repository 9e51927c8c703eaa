"""What each command of the command line does: options in, the exit status out; what it says goes through :func:`say`.

What a command needs is imported when it runs, so that ``--help`` and wrong calls are answered at once.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

from analysis import outputs
from analysis.errors import InputError, plain
from analysis.paths import corpus_path

if TYPE_CHECKING:
    from analysis.story import Story

__all__ = ["agree", "annotate", "check", "evaluate", "report", "sample", "say", "tables"]


def say(text: str, file: TextIO | None = None) -> None:
    """Print what may hold names and titles from the input: nothing in it steers the terminal."""
    file = file or sys.stdout
    if file is None:  # closed: nobody listens
        return
    encoding = file.encoding or "utf-8"
    for line in text.split("\n"):
        print(plain(line).encode(encoding, "backslashreplace").decode(encoding), file=file)


def report(options: argparse.Namespace) -> int:
    """Run all notebooks and write figures and report."""
    from analysis.report import run

    where = corpus_path(options.corpus or ""), options.out, options.figures, options.jobs
    done = run(*where, cache=options.cache, pdf=options.pdf, coded=options.coded)
    say(f"The report is in {_short(done.index)}; the figures are in {_short(done.figures)}.")
    return _status(done.story.corpus, options.strict)


def tables(options: argparse.Namespace) -> int:
    """Write every table."""
    from analysis.tables import NAMES

    parts = [path for name in NAMES if options.partition for path in (options.out / name).glob("part-*.parquet")]
    outputs.spare([options.input], [*parts, *(options.out / f"{name}.{options.format}" for name in (*NAMES, "outlets"))])
    if options.partition:
        return _parts(options)
    if options.by_event:
        return _by_event(options)
    with _analyzed(options) as story:
        paths = story.write(options.out, options.format)
    say(f"{len(paths)} tables are in {_short(options.out)}.")
    return _status(story.corpus, options.strict)


def _by_event(options: argparse.Namespace) -> int:
    from analysis import by_event, read

    corpus = read(corpus_path(options.input))
    with _how(options) as how:
        grouping, outlets = by_event.write(corpus, options.out, options.format, inputs=_inputs(options.input), **how)
    known, there = grouping["event"].nunique(), outlets["outlet"].nunique()
    say(f"Events: {known}; outlets that are known: {there}. The tables are in {_short(options.out)}.")
    return _status(corpus, options.strict)


def _parts(options: argparse.Namespace) -> int:
    """Tables part by part; each part that is done is said on standard error, with what was left out of it."""
    from analysis import partitions
    from analysis.streams import stream

    parts = stream(corpus_path(options.input), options.partition)
    number = left_out = articles = 0
    warned: set[str] = set()  # sidecars belong to every part
    with _how(options) as how:
        for part in partitions.write(parts, options.out, **how):
            for item in part.left_out:
                say(f"same-story: left out: {item}", file=sys.stderr)
            for warning in part.warnings:
                if warning not in warned:
                    say(f"same-story: warning: {warning}", file=sys.stderr)
            warned.update(part.warnings)
            told = "was done before" if part.done_before else "is done"
            say(f"same-story: part {part.number} ({part.articles} articles) {told}", file=sys.stderr)
            number, articles, left_out = number + 1, articles + part.articles, left_out + len(part.left_out)
    if not articles:
        raise InputError(f"No article could be read from {options.input}.")
    say(f"The tables of {articles} articles are in {_short(options.out)}, in {number} {'part' if number == 1 else 'parts'}.")
    return int(options.strict and bool(left_out))


def annotate(options: argparse.Namespace) -> int:
    """Write standoff annotations."""
    from analysis import about
    from analysis.annotate import annotations

    if options.out.is_dir():
        raise InputError(f"{options.out} is a folder. Name a file for the annotations.")
    outputs.spare(_inputs(options.input), [options.out])
    with outputs.locked(options.out), _analyzed(options) as story:
        number = _write_lines(options.out, annotations(story))
        outputs.write_text(options.out.with_suffix(".about.json"), about.text(story.corpus, story.seed))
    say(f"The annotations of {number} articles are in {_short(options.out)}.")
    return _status(story.corpus, options.strict)


def evaluate(options: argparse.Namespace) -> int:
    """Score attribution against a gold standard."""
    from analysis import about, evaluation

    outputs.spare([options.gold, options.texts, options.predictions], [options.details, options.json])
    done = evaluation.evaluate(options.gold, options.texts, options.predictions, bootstrap=options.bootstrap, seed=options.seed)
    say(done.table())
    if options.details:
        _write_lines(options.details, done.details())
    if options.json:
        summary = done.summary() | {"made_with": about.about(seed=options.seed)}
        outputs.write_text(options.json, json.dumps(summary, ensure_ascii=False, indent=1) + "\n")
    return _status(done, options.strict)


def sample(options: argparse.Namespace) -> int:
    """Draw a sample for people to code."""
    from analysis import about
    from analysis.evaluation import coding

    with _analyzed(options) as story:
        drawn = coding.draw(story, options.kinds.replace(",", " ").split(), options.n, options.seed)
    written = coding.write(drawn, options.out, about.text(story.corpus, options.seed))
    say(coding.say(drawn, written, _short(options.out)))
    return _status(story.corpus, options.strict)


def agree(options: argparse.Namespace) -> int:
    """Compare coders' sheets."""
    from analysis import about
    from analysis.evaluation import coding

    out = options.out or options.sheets[0].with_name("agreed")
    outputs.spare([*options.sheets, options.key], [out / f"{name}.csv" for name in coding.TABLES])
    done = coding.agree(options.sheets, options.key, out, bootstrap=options.bootstrap, seed=options.seed)
    done.write(out, about.text(seed=options.seed))
    say(f"{done.table()}\n\nThe tables are in {_short(out)}.")
    return _status(done, options.strict)


def _write_lines(path: Path, items: Iterable[object]) -> int:
    """Write one JSON object a line; how many."""
    lines = [json.dumps(item, ensure_ascii=False) + "\n" for item in items]
    outputs.write_text(path, "".join(lines))
    return len(lines)


def check(options: argparse.Namespace) -> int:
    """List versions, lexicons and models."""
    from analysis.check import parts

    missing = False
    for part in parts():
        missing |= not part.there and part.needed
        say(f"{'there  ' if part.there else 'missing'}  {part.name}  {part.detail}".rstrip())
    return int(missing)


@contextmanager
def _analyzed(options: argparse.Namespace) -> Iterator[Story]:
    from analysis import analyze, read

    corpus = read(corpus_path(options.input))
    with _how(options) as how:
        yield analyze(corpus, **how)


@contextmanager
def _how(options: argparse.Namespace) -> Iterator[dict[str, Any]]:
    """Where the work is done, and where it is kept. Processes that were started end with the block, not with Python's own end."""
    from analysis.cache import open_cache
    from analysis.engines import engine

    cache = None if options.cache is None else open_cache(options.cache)
    where = engine(options.engine, options.jobs, options.scheduler)
    try:
        yield {"engine": where, "cache": cache}
    finally:
        where.close()


def _inputs(given: str) -> list[Path]:
    """What is read where this is given: the file, or the articles of the folder, and the sidecars."""
    from analysis.folders import articles

    path = corpus_path(given)
    home = path if path.is_dir() else path.parent
    return [path, *(articles(path) if path.is_dir() else ()), *(home / name for name in ("metadata.csv", "overrides.toml"))]


def _status(done, strict: bool) -> int:
    """Say what was left out of a corpus or an evaluation; the exit status."""
    for item in done.left_out:
        say(f"same-story: left out: {item}", file=sys.stderr)
    for warning in done.warnings:
        say(f"same-story: warning: {warning}", file=sys.stderr)
    return int(strict and bool(done.left_out))


def _short(path: Path) -> Path:
    """A path as the user would type it, where it lies below the working folder."""
    path, here = path.resolve(), Path.cwd()
    return path.relative_to(here) if path.is_relative_to(here) else path
