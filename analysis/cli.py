"""The command line: ``python -m analysis COMMAND``, also ``same-story COMMAND``."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from dataclasses import fields
from pathlib import Path

from analysis import __version__, commands, limits, outputs
from analysis.cache import VARIABLE
from analysis.errors import InputError, SameStoryError
from analysis.paths import absolute

__all__ = ["main"]

_PLACES = ("out", "figures", "coded", "gold", "texts", "predictions", "details", "json", "key")
_INPUT = """\
input:
  A folder of articles (.txt .html .htm .md; never README*, LICENSE*, metadata.* or overrides.*), one such file, or a
  table (.csv .jsonl .jsonl.gz .parquet) with the columns id and text, and optionally outlet, title, byline, published, url,
  outlet_basis, published_basis and event. metadata.csv and overrides.toml beside the articles are used where they exist.
"""
_STANDOFF = """\
input:
  JSON Lines, one object an article, plain or .gz; offsets are characters of the text, [start, end).
    gold, predictions  {"id": "a1", "attributions": [{"content": [[0, 24]], "cue": [[29, 33]], "source": [[25, 28]]}, ...]}
    texts              {"id": "a1", "text": "...", "publisher": "..."}; publisher (or outlet) may be missing
  content has one span or more, cue and source may be empty. What annotate writes can be given as predictions.

output:
  A table on standard output: for each metric precision, recall and F1 in percent with 95 % intervals; a second one by
  publisher. docs/evaluation.md says what each metric means. --details has one JSON object a statement: matched, missed
  or extra, with offsets and words.
"""
_SHEETS = """\
input:
  One file a coder, named after the coder: the sheet that sample drew, filled in and saved as .csv (parted by comma, semicolon or
  tab) or .xlsx, or what its form saved. Only the columns item, answer and speaker are read.

output:
  Agreement and scores on standard output; and in the folder of --out agreement.csv, disagreements.csv, gold.csv, scores.csv and
  items.csv. What you write into the column adjudicated of gold.csv is kept, and decides in the next run. docs/coding.md has more.
"""
_STATUS = """\
exit status:
  0  done; warnings on standard error list what was left out
  1  nothing could be done; or --strict, and something was left out
  2  wrong call
"""
_EXAMPLES = {
    "": """\
examples:
  same-story report                          the five articles of seeds/: figures/ and build/report/index.html
  same-story report --corpus my_articles     a folder of your own: build/my_articles/report/index.html
  same-story tables my_articles --out out    every table as CSV
  same-story check                           what is installed, and how to get what is missing
""",
    "report": """\
examples:
  same-story report
  same-story report --corpus my_articles --jobs 2 --pdf
  same-story report --corpus my_articles --out my_report --figures my_figures
""",
    "tables": """\
examples:
  same-story tables my_articles --out tables
  same-story tables articles.csv --out tables --format parquet --strict
  same-story tables articles.csv --out tables --by-event     a folder an event, and outlets.csv over all of them
  same-story tables archive.jsonl.gz --out tables --partition 1000 --jobs 4
""",
    "annotate": """\
examples:
  same-story annotate my_articles --out annotations.jsonl
""",
    "evaluate": """\
examples:
  same-story evaluate --gold gold.jsonl --texts articles.jsonl
  same-story evaluate --gold gold.jsonl.gz --texts articles.jsonl.gz --details errors.jsonl --json scores.json
  same-story evaluate --gold gold.jsonl --texts articles.jsonl --predictions theirs.jsonl --bootstrap 0
""",
    "sample": """\
examples:
  same-story sample my_articles --out coding
  same-story sample my_articles --out coding --n 100 --seed 7 --kinds attributions,targets
""",
    "agree": """\
examples:
  same-story agree coding/anna.csv coding/ben.xlsx
  same-story agree anna.csv ben.csv --key coding/key.csv --out coding/agreed
""",
    "check": """\
examples:
  same-story check
""",
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; gives the exit status. Errors and warnings are sentences on standard error."""
    options = _parser().parse_args(arguments)
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # numpy's products are small here: shared out, they take twice the time
    try:
        for place in _places(options):
            absolute(place)
        with limits.raised(getattr(options, "limit", None) or []):
            status = options.run(options)
            if sys.stdout:  # not closed
                sys.stdout.flush()  # a reader that is gone is noticed here, not when Python ends
            return status
    except SameStoryError as error:
        commands.say(f"same-story: {error}", file=sys.stderr)
    except KeyboardInterrupt:
        commands.say("same-story: stopped. What stood there before was left as it was.", file=sys.stderr)
        return 130
    except BrokenPipeError:  # whoever read the output has seen enough, as head does
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except OSError as error:
        commands.say(f"same-story: {outputs.why(error)}", file=sys.stderr)
    return 1


def _places(options: argparse.Namespace) -> list[str | Path]:
    """The files and folders that a call names, and the cache that the user's variable names."""
    cache = getattr(options, "cache", None)
    named = [getattr(options, name, None) for name in ("input", "corpus", *_PLACES)] + getattr(options, "sheets", [])
    return [place for place in (*named, os.environ.get(VARIABLE) if cache == "" else cache) if place]


def _parser() -> argparse.ArgumentParser:
    about = """\
Compares how several outlets told one event: how hard each article is to read, what its tone is and whose, who gets to
speak, and what the articles share. Every number links back to the characters that it came from.
"""
    parser = argparse.ArgumentParser(
        prog="same-story",
        description=about,
        epilog=_EXAMPLES[""] + "\n" + _STATUS + "\nEach command has a --help of its own.",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"same-story {__version__}")
    parsers = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)

    report = _command(parsers, "report", commands.report, "run all notebooks and write figures and a report that opens offline")
    report.add_argument("--corpus", type=_name, metavar="PATH", help="folder, file or table of articles (default: seeds)")
    report.add_argument(
        "--out", type=_path, metavar="DIR", help="folder of the report (default: build/report, or build/NAME/report)"
    )
    report.add_argument(
        "--figures", type=_path, metavar="DIR", help="folder of the figures (default: figures, or build/NAME/figures)"
    )
    report.add_argument(
        "--jobs", type=_positive, default=1, metavar="N", help="articles and notebooks worked on at a time (default: 1)"
    )
    _cache(report)
    report.add_argument(
        "--coded",
        type=_path,
        metavar="DIR",
        help="folder that agree wrote: the report shows your own coded sample (docs/coding.md)",
    )
    report.add_argument("--pdf", action="store_true", help="also print report.pdf, with Chromium, Chrome or Edge")
    _limits(report)
    _strict(report)

    tables = _command(parsers, "tables", commands.tables, "write every table")
    tables.add_argument("input", type=_name, metavar="INPUT", help="folder, file or table of articles")
    tables.add_argument("--out", type=_path, required=True, metavar="DIR", help="folder for the tables")
    tables.add_argument(
        "--format", choices=["csv", "parquet"], default="csv", help="parquet needs the extra 'scale' (default: csv)"
    )
    tables.add_argument(
        "--by-event", action="store_true", help="one event at a time, each into a folder of its own, and a summary by outlet"
    )
    tables.add_argument(
        "--partition",
        type=_positive,
        metavar="N",
        help="read N articles at a time and write Parquet part by part, for corpora larger than memory (docs/scale.md)",
    )
    _jobs(tables)
    _cache(tables)
    _limits(tables)
    _strict(tables)

    annotate = _command(parsers, "annotate", commands.annotate, "write standoff annotations, one JSON object an article")
    annotate.add_argument("input", type=_name, metavar="INPUT", help="folder, file or table of articles")
    annotate.add_argument("--out", type=_path, required=True, metavar="FILE.jsonl", help="file to write")
    _jobs(annotate)
    _cache(annotate)
    _limits(annotate)
    _strict(annotate)

    _add_evaluate(parsers)
    _add_coding(parsers)
    _command(parsers, "check", commands.check, "list versions, lexicons and models: there or missing, and how to get them")
    return parser


def _jobs(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--jobs", type=_positive, default=1, metavar="N", help="processes that work on articles (default: 1); same output"
    )
    command.add_argument(
        "--engine", choices=["local", "dask"], default="local", help="where they run; dask needs the extra 'scale'; same output"
    )
    command.add_argument("--scheduler", default="", metavar="ADDRESS", help="a cluster of Dask (default: one on this machine)")


def _cache(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--cache",
        default="",
        metavar="DIR",
        help="folder in which the work on each article is kept (default: the user's cache, or what SAME_STORY_CACHE names)",
    )
    command.add_argument("--no-cache", dest="cache", action="store_const", const=None, help="keep nothing, use nothing kept")


def _add_evaluate(parsers) -> None:
    evaluate = _command(parsers, "evaluate", commands.evaluate, "score attribution against a gold standard of your own")
    evaluate.add_argument("--gold", type=_path, required=True, metavar="FILE", help="statements as people marked them")
    evaluate.add_argument("--texts", type=_path, required=True, metavar="FILE", help="the articles")
    evaluate.add_argument(
        "--predictions", type=_path, metavar="FILE", help="score these statements (default: those that this package finds)"
    )
    evaluate.add_argument(
        "--details", type=_path, metavar="FILE", help="write matched, missed and extra statements as JSON Lines"
    )
    evaluate.add_argument("--json", type=_path, metavar="FILE", help="write the figures as JSON")
    evaluate.add_argument(
        "--bootstrap", type=_count, default=1000, metavar="N", help="resamples for the intervals (default: 1000; 0: none)"
    )
    evaluate.add_argument("--seed", type=int, default=0, metavar="N", help="seed of the resamples (default: 0)")
    _limits(evaluate)
    _strict(evaluate)


def _add_coding(parsers) -> None:
    sample = _command(parsers, "sample", commands.sample, "draw a sample for people to code: a sheet, a form, a codebook")
    sample.add_argument("input", type=_name, metavar="INPUT", help="folder, file or table of articles")
    sample.add_argument(
        "--out", type=_path, required=True, metavar="FOLDER", help="folder for the sheets; nothing is overwritten"
    )
    sample.add_argument("--n", type=_positive, default=60, metavar="N", help="items of each kind (default: 60)")
    sample.add_argument("--seed", type=_count, default=0, metavar="N", help="seed of the draw (default: 0)")
    sample.add_argument(
        "--kinds", default="attributions,tone,targets", metavar="LIST", help="what to code (default: attributions,tone,targets)"
    )
    _jobs(sample)
    _cache(sample)
    _limits(sample)
    _strict(sample)

    agree = _command(parsers, "agree", commands.agree, "compare coders' sheets, and this package with what they agree on")
    agree.add_argument("sheets", nargs="+", type=_path, metavar="SHEET", help="a coder's sheet, .csv or .xlsx")
    agree.add_argument("--key", type=_path, metavar="FILE", help="key.csv of the sample (default: beside the first sheet)")
    agree.add_argument("--out", type=_path, metavar="FOLDER", help="folder for the tables (default: agreed, beside the first)")
    agree.add_argument(
        "--bootstrap", type=_count, default=1000, metavar="N", help="resamples of alpha (default: 1000; 0: none)"
    )
    agree.add_argument("--seed", type=_count, default=0, metavar="N", help="seed of the resamples (default: 0)")
    _strict(agree)


def _command(parsers, name: str, run, summary: str) -> argparse.ArgumentParser:
    about = {"check": "", "evaluate": f"\n{_STANDOFF}", "agree": f"\n{_SHEETS}"}.get(name, f"\n{_INPUT}")
    parser = parsers.add_parser(
        name,
        help=summary,
        description=f"{summary[0].upper()}{summary[1:]}.",
        epilog=_EXAMPLES[name] + about + f"\n{_STATUS}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.set_defaults(run=run)
    return parser


def _limit(text: str) -> str:
    try:
        limits.parse(text)
    except InputError as error:
        raise argparse.ArgumentTypeError(str(error)) from error
    return text


def _limits(parser: argparse.ArgumentParser) -> None:
    names = ", ".join(f"{field.name}={field.default}" for field in fields(limits.Limits))
    parser.add_argument(
        "--limit", type=_limit, action="append", metavar="NAME=N", help=f"take more or less input than usual ({names})"
    )


def _strict(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--strict", action="store_true", help="exit with status 1 if anything was left out")


def _name(text: str) -> str:
    """A name of a file or folder: an empty one, as an unset variable of the shell gives, would stand for the folder one is in."""
    if not text.strip():
        raise argparse.ArgumentTypeError("the name is empty. Give the name of a file or folder; . is the folder you are in")
    return text


def _path(text: str) -> Path:
    return Path(_name(text))


def _positive(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is no whole number above zero")
    return int(text)


def _count(text: str) -> int:
    if not text.isdecimal():
        raise argparse.ArgumentTypeError(f"{text!r} is no whole number from zero up")
    return int(text)
