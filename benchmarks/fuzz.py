"""Bad input in great numbers; see docs/robustness.md. Large input: :mod:`benchmarks.sizes`.

    python -m benchmarks.fuzz --n 100000 --seed 0            what was read, refused, found wrong, and how long it took
    python -m benchmarks.fuzz --seed 0 --only 4711           this input alone, once more, with the traceback

Wrong is: any error but the project's own, a warning of numpy's in our own code, an input that takes more than ``--patience``
seconds of the processor, a good article that was lost beside a bad one, an offset outside its text, a table that cannot be
written and read again, and HTML with anything in it that a browser would execute or fetch. Every input goes through reading,
quotation marks, readability, quantities and identities (with invented statements in the place of the encoder's); every
``--tables``-th of each kind through all tables, views and annotations; every ``--whole``-th through the models as well. Exit
status 1 where anything was wrong.
"""

from __future__ import annotations

import argparse
import json
import re
import signal
import sys
import tempfile
import time
import traceback
import warnings
from collections import Counter
from html.parser import HTMLParser
from pathlib import Path
from random import Random
from types import FrameType

from analysis import Story, read, readability, sentiment
from analysis.annotate import annotations
from analysis.errors import SameStoryError
from analysis.quantities import find
from analysis.quotes.attribution import Attribution, Quoted, Quotes
from analysis.quotes.marks import outermost
from analysis.reading import Reading
from tests.hostile import GOOD, KINDS, Files

EXECUTED = {"script", "iframe", "object", "embed", "link", "base", "meta", "form"}


class WrongError(Exception):
    """What must not happen."""


class StoppedError(WrongError):
    """An input that took too long."""


class _Harmless(HTMLParser):
    """Raises where a browser would execute or fetch something."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in EXECUTED:
            raise WrongError(f"a view holds <{tag}>")
        for name, value in attrs:
            if name.startswith("on") or (
                name in ("src", "href", "action") and re.match(r"\s*(?:javascript|data|https?|//)", value or "")
            ):
                raise WrongError(f"a view holds {name}={value!r}")


def folder_of(files: Files, place: Path) -> Path:
    """The files on disk; the path that a user would give."""
    for name, data in files.items():
        (place / name).write_bytes(data)
    table = [name for name in files if name.startswith("table.")]
    return place / table[0] if table else place


def check(files: Files, place: Path, rng: Random, depth: int = 0) -> bool:
    """Put one input through the work; False where it was refused with a sentence. Raises :class:`WrongError`, or what went wrong."""
    try:
        corpus = read(folder_of(files, place))
    except SameStoryError as error:
        said = str(error)
        if not re.search(r"[.…]\S*$", said):
            raise WrongError(f"no sentence: {said!r}") from error
        return False
    if not any(a.text.strip() == GOOD.strip() for a in corpus):
        raise WrongError(f"the good article was lost: {[str(x) for x in corpus.left_out]}")
    story = Story(corpus)
    try:
        if depth < 2:
            story.__dict__["identities"] = _identities(story, rng)
        _ = story.identities
    except SameStoryError as error:  # a speaker for a character at which no source begins
        if not str(error).startswith("overrides.toml, [speakers"):
            raise
        return False
    _cheap(story)
    if depth:
        _every_table(story, place / "out", with_targets=depth > 1)
    return True


def _identities(story: Story, rng: Random):
    """Who is who, with statements drawn by lot in the place of those that the encoder would find."""
    from analysis.entities import identify

    return identify(story.readings, [_quotes(reading, rng) for reading in story.readings], story.corpus.overrides)


def _quotes(reading: Reading, rng: Random) -> Quotes:
    stretches = outermost(reading.stretches)
    quoted = tuple(Quoted(s.start, s.end, rng.choice(["speech", "speech", "label", "title", "headline"])) for s in stretches)
    words = [w for s in reading.sentences for w in s.words]
    statements = []
    for _ in range(rng.randrange(4) if len(words) > 6 else 0):
        n = sorted(rng.sample(range(len(words)), 4))
        spans = [
            ((words[a][0], words[min(a + rng.randrange(1, 9), b)][1]),) for a, b in ((n[0], n[1]), (n[1], n[2]), (n[2], n[3]))
        ]
        rng.shuffle(spans)
        content, cue, source = spans
        kind = rng.choice(["direct", "mixed", "indirect"])
        cue, source = rng.choice([(cue, source), (cue, source), (cue, ()), ((), ())])
        statements.append(Attribution(reading.article.id, kind, content, cue, source, confidence=0.5))
    return Quotes(reading.article.id, quoted, tuple(sorted(statements, key=lambda a: a.start)))


def _cheap(story: Story) -> None:
    for reading, tones in zip(story.readings, sentiment.tones(story.readings, story.corpus.overrides), strict=True):
        text = reading.article.text
        spans = [(s.start, s.end) for s in (*reading.sentences, *reading.stretches, *reading.article.paragraphs)]
        spans += [(q.start, q.end) for q in find(reading)]
        spans += [(m.start, m.end) for m in story.identities.mentions[reading.article.id]]
        if not all(0 <= start < end <= len(text) for start, end in spans):
            raise WrongError("an offset lies outside its text")
        if len(tones) != len(reading.sentences):
            raise WrongError("a sentence lacks its tone")
        readability.scores(text[:20_000])


def _every_table(story: Story, out: Path, with_targets: bool) -> None:
    import pandas as pd

    from analysis import tables

    if not with_targets:
        story.__dict__["targets"] = pd.DataFrame(
            columns="article_id target_id start end polarity negative neutral positive voice".split()
        )
    for path in story.write(out):
        again = pd.read_csv(path, dtype=str, keep_default_na=False, encoding="utf-8")
        if len(again) != len(getattr(story, path.stem)):
            raise WrongError(f"{path.name}: {len(again)} rows for {len(getattr(story, path.stem))}")
        for column in again.columns:
            if any(re.match(r"\s*(?:[=@]|[+-](?!\d|inf|$))|[\t\r]", v) for v in again[column]):
                raise WrongError(f"{path.name}, {column}: a cell that a spreadsheet takes for a formula")
    if {p.name for p in out.iterdir()} != {f"{name}.csv" for name in tables.NAMES} | {"about.json"}:
        raise WrongError(f"other files were written: {sorted(p.name for p in out.iterdir())}")
    for row in annotations(story):
        json.dumps(row, ensure_ascii=False).encode("utf-8")
    ids = [a.id for a in story.corpus]
    views = [story.annotated(ids[0]), story.annotated(ids[-1])] + (
        [story.side_by_side(ids[0], ids[-1])] if len(ids) > 1 else []
    )
    for view in views:
        view.html.encode("utf-8")
        parser = _Harmless()
        parser.feed(view.html)
        parser.close()


def _late(signum: int, frame: FrameType | None) -> None:
    raise StoppedError("it took too long")


def one(seed: int, number: int, options: argparse.Namespace) -> tuple[str, bool, float]:
    """Make and try one input: its kind, whether it was read, and seconds."""
    rng = Random(f"{seed}-{number}")
    kind = list(KINDS)[number % len(KINDS)]
    files = KINDS[kind](rng)
    turn = number // len(KINDS)  # all kinds in turn, so that each of them goes as deep
    depth = 2 if turn % options.whole == 0 else 1 if turn % options.tables == 0 else 0
    with tempfile.TemporaryDirectory() as place:
        (Path(place) / "in").mkdir()
        begun = time.process_time()
        signal.setitimer(signal.ITIMER_PROF, options.patience)
        try:
            done = check(files, Path(place) / "in", rng, depth)
        finally:
            signal.setitimer(signal.ITIMER_PROF, 0)
        return kind, done, time.process_time() - begun


def fuzz(options: argparse.Namespace) -> int:
    signal.signal(signal.SIGPROF, _late)
    warnings.filterwarnings("error", category=RuntimeWarning, module=r"analysis\.")  # a division by nothing is no result
    numbers = [options.only] if options.only is not None else range(options.first, options.first + options.n)
    count: Counter[tuple[str, str]] = Counter()
    wrong: dict[str, list[int]] = {}
    slowest = (0.0, -1)
    for number in numbers:
        try:
            kind, read_, seconds = one(options.seed, number, options)
            count[kind, "read" if read_ else "refused"] += 1
            slowest = max(slowest, (seconds, number))
        except Exception as error:  # whatever it is: that is the question
            where = traceback.extract_tb(error.__traceback__)
            here = [f"{Path(f.filename).name}:{f.lineno}" for f in where if "analysis" in f.filename] or ["benchmarks"]
            what = f"{type(error).__name__}: {str(error)[:160]!r} at {here[-1]}"
            if what.split(" at ")[-1] + type(error).__name__ not in wrong or options.only is not None:
                print(f"{number}: {what}", file=sys.stderr, flush=True)
            wrong.setdefault(what.split(" at ")[-1] + type(error).__name__, []).append(number)
            if options.only is not None:
                traceback.print_exc()
        if options.only is None and (number + 1 - options.first) % 1000 == 0:
            print(f"{number + 1 - options.first} done, {sum(map(len, wrong.values()))} wrong", file=sys.stderr, flush=True)
    for (kind, what), n in sorted(count.items()):
        print(f"{kind:10}{what:10}{n:8}")
    print(f"slowest: {slowest[0]:.1f} s (--only {slowest[1]}); wrong: {sum(map(len, wrong.values()))}")
    for what, found in wrong.items():
        print(f"  {what}: {len(found)}, first {found[:5]}")
    return int(bool(wrong))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--n", type=int, default=2000, help="inputs")
    parser.add_argument("--first", type=int, default=0, help="number of the first")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--only", type=int, help="this input alone")
    parser.add_argument("--tables", type=int, default=200, help="every how many of a kind through all tables and views")
    parser.add_argument("--whole", type=int, default=1000, help="every how many of a kind through the models")
    parser.add_argument("--patience", type=float, default=30, help="seconds of the processor that an input may take")
    return fuzz(parser.parse_args())


if __name__ == "__main__":
    sys.exit(main())
