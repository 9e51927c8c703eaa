"""How fast are ten formulas, ours and textstat's? ``python benchmarks/readability.py [--corpus INPUT] [--in-a-row N] [--cold]``

Fresh texts of about 700 words, so that neither side has met the text before (textstat keeps the results of whole texts and of
some words, we keep those of words): the paragraphs of the five seeds, dealt anew for every text, or, with ``--corpus``, the
articles of a corpus that have 550 to 850 words, each once, after ten to warm up. The two take turns, ten texts each, and who begins
changes each time; the medians of their processor times are compared. With ``--in-a-row 1`` they take turns on every text: then
each finds the processor's own memory full of what the other left there, which costs the one that is quicker more.
With ``--cold`` our memory of words is emptied before every text: the price of a vocabulary never met before.
"""

from __future__ import annotations

import argparse
import random
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from analysis import read, readability
from analysis.paths import SEEDS
from analysis.readability import counting

TEXTS, WORDS, SPREAD, WARM_UP, IN_A_ROW = 100, 700, 150, 10, 10


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


def articles(corpus: str) -> list[str]:
    """The articles of a corpus that have about so many words."""
    texts = [a.text for a in read(corpus) if abs(len(a.text.split()) - WORDS) <= SPREAD]
    return texts[: WARM_UP + TEXTS]


def seconds(score: Callable[[str], object], texts: list[str], cold: bool) -> list[float]:
    """Processor time for each text."""
    found = []
    for text in texts:
        if cold:
            counting.forget()
        begin = time.thread_time()
        score(text)
        found.append(time.thread_time() - begin)
    return found


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--corpus", help="folder, file or table of articles; without it the seeds are dealt anew")
    parser.add_argument("--in-a-row", type=int, default=IN_A_ROW, help="texts that one side scores before the other's turn")
    parser.add_argument("--cold", action="store_true", help="empty our memory of words before every text")
    options = parser.parse_args()
    if options.in_a_row < 1:
        parser.error("--in-a-row: give 1 or more texts.")
    texts = articles(options.corpus) if options.corpus else fresh_texts()
    sides: list[tuple[Callable[[str], object], list[float]]] = [(readability.scores, []), (readability.second_opinion, [])]
    for score, _ in sides:
        score("Both sides load what they need.")
    (_, ours), (_, theirs) = sides
    for begin in range(0, len(texts), options.in_a_row):
        for score, spent in sides:
            spent += seconds(score, texts[begin : begin + options.in_a_row], options.cold)
        sides.reverse()
    warm = WARM_UP if options.corpus else 0
    mine, other = statistics.median(ours[warm:]), statistics.median(theirs[warm:])
    print(
        f"{len(ours) - warm} texts: ours {1000 * mine:.2f} ms, textstat {1000 * other:.2f} ms, {other / mine:.1f} times as fast"
    )


if __name__ == "__main__":
    main()
