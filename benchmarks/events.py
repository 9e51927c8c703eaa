"""How fast and how rightly articles are grouped into events: made-up articles of known events, in growing numbers.

    python benchmarks/events.py [--most 10000]
    python benchmarks/events.py --texts articles.jsonl.gz     how alike halves of one article are, and different articles

Each event has names of its own and rare words of its own; its four articles use some of them among words that all articles share.
"""

from __future__ import annotations

import argparse
import time

import numpy as np

from analysis import read
from analysis.compare.events import features, group, weighted

ARTICLES = 4  # an event
WORDS = 350  # an article
COMMON = 6000  # words that all articles share, used as Zipf's law has it


def articles(number: int, seed: int = 0) -> tuple[dict[str, str], dict[str, int]]:
    """Texts by id, and the number of each one's event."""
    rng = np.random.default_rng(seed)
    common = np.array([_word(rng) for _ in range(COMMON)])
    weights = 1 / np.arange(1, COMMON + 1)
    shared = np.array([_word(rng).capitalize() for _ in range(max(40, number // 10))])  # names that many events share
    texts, truth = {}, {}
    for event in range(number // ARTICLES):
        own = np.array([*(_word(rng).capitalize() for _ in range(8)), *(_word(rng) for _ in range(12))])
        around = np.concatenate([own, rng.choice(shared, 6), rng.choice(common[200:], 40)])
        for telling in range(ARTICLES):
            name = f"{event}-{telling}"
            words = rng.choice(common, WORDS, p=weights / weights.sum())
            words[rng.random(WORDS) < 0.22] = "*"
            places = np.flatnonzero(words == "*")
            words[places] = rng.choice(around, len(places))
            texts[name], truth[name] = "the " + " ".join(words), event
    return texts, truth


def _word(rng: np.random.Generator) -> str:
    letters = rng.integers(0, 26, rng.integers(4, 9))
    return "".join(chr(97 + n) for n in letters)


def pairs(found: dict[str, str], truth: dict[str, int]) -> tuple[float, float]:
    """Precision and recall of pairs that stand in one event."""
    groups: dict[str, list[str]] = {}
    for name, event in found.items():
        groups.setdefault(event, []).append(name)
    joined = sum(len(g) * (len(g) - 1) // 2 for g in groups.values())
    right = sum(truth[a] == truth[b] for g in groups.values() for n, a in enumerate(g) for b in g[:n])
    wanted = len(truth) * (ARTICLES - 1) // 2
    return right / max(1, joined), right / wanted


def halves(path: str) -> None:
    """Cosines between the halves of one article (alternate paragraphs), and between halves of different articles."""
    found = {}
    for article in read(path):
        body = [article.text[p.start : p.end] for p in article.paragraphs if p.role in ("headline", "body")]
        if len(body) >= 8:
            found |= {f"{article.id}/{n}": features(body[n::2]) for n in (0, 1)}
    vectors, ids = weighted(found), sorted({name[:-2] for name in found})
    rng = np.random.default_rng(0)
    others = [(a, b) for a, b in rng.choice(ids, (5000, 2)) if a != b]
    for name, chosen in (("one article", [(a, a) for a in ids]), ("two articles", others)):
        values = [sum(v * vectors[f"{b}/1"].get(w, 0.0) for w, v in vectors[f"{a}/0"].items()) for a, b in chosen]
        points = ", ".join(f"{q:.1%} {np.quantile(values, q):.3f}" for q in (0.05, 0.1, 0.5, 0.9, 0.99, 0.999))
        print(f"halves of {name} ({len(values)} pairs), quantiles: {points}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--most", type=int, default=10000, help="articles in the largest run (default: 10000)")
    parser.add_argument("--texts", help="a table of articles: report how alike their halves are instead")
    options = parser.parse_args()
    if options.texts:
        return halves(options.texts)
    most = options.most
    print(
        "| articles | events | found | precision of pairs | recall of pairs | CPU seconds |\n| --- | --- | --- | --- | --- | --- |"
    )
    for number in [n for n in (100, 1000, 3000, 10000) if n <= most]:
        texts, truth = articles(number)
        begin = time.process_time()
        table = group({name: features([text]) for name, text in texts.items()})
        took = time.process_time() - begin
        found = dict(zip(table["article_id"], table["event"], strict=True))
        precision, recall = pairs(found, truth)
        print(
            f"| {number:,} | {number // ARTICLES:,} | {len(set(found.values())):,} | {precision:.3f} | {recall:.3f} | {took:.1f} |",
            flush=True,
        )


if __name__ == "__main__":
    main()
