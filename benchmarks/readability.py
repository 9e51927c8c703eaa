"""How fast are ten formulas, ours and textstat's? ``python benchmarks/readability.py``

Fresh texts of about 700 words: the paragraphs of the five seeds, dealt anew for every text, so that neither side has met the text before
(textstat keeps the results of whole texts, we keep those of words). The two take turns on each text; the medians are compared.
With ``--cold`` our memory of words is emptied before every text: the price of a vocabulary never met before.
"""

from __future__ import annotations

import random
import statistics
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from analysis import read, readability
from analysis.paths import SEEDS
from analysis.readability import counting

TEXTS, WORDS = 60, 700


def fresh_texts(seed: int = 0) -> list[str]:
    """Texts of whole paragraphs of the seeds' bodies, each in an order of its own."""
    paragraphs = [a.text[p.start : p.end] for a in read(SEEDS) for p in a.paragraphs if p.role == "body"]
    rng = random.Random(seed)
    texts = []
    for _ in range(TEXTS):
        rng.shuffle(paragraphs)
        ends = (n for n in range(1, len(paragraphs) + 1) if sum(len(p.split()) for p in paragraphs[:n]) >= WORDS)
        texts.append("\n\n".join(paragraphs[: next(ends)]))
    return texts


def main() -> None:
    cold = "--cold" in sys.argv[1:]
    readability.scores("Both sides load what they need.")
    readability.second_opinion("Both sides load what they need.")
    ours, theirs = [], []
    for text in fresh_texts():
        if cold:
            counting.forget()
        begin = time.perf_counter()
        readability.scores(text)
        middle = time.perf_counter()
        readability.second_opinion(text)
        theirs.append(time.perf_counter() - middle)
        ours.append(middle - begin)
    mine, other = statistics.median(ours), statistics.median(theirs)
    print(f"ours {1000 * mine:.2f} ms, textstat {1000 * other:.2f} ms, {other / mine:.1f} times as fast")


if __name__ == "__main__":
    main()
