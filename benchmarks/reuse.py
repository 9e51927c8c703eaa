"""Are planted copies found, is what is found shared, and how does the time grow?

    python benchmarks/reuse.py [ARTICLES.jsonl[.gz]] [--sizes 100 300 1000 3000 10000] [--out FOLDER]

**Found and right**: a thousand articles, each with two plants: a stretch of 30 to 120 words of another article, in which every
tenth word is changed, cut, or followed by a new one, as chance has it. The articles are dealt from the shuffled paragraphs of a file
with the field ``text`` a line, each paragraph once; without a file their words are drawn by Zipf's law. A plant counts as found
where passages between its two articles cover more than half of its words on both sides. A reported word is
``planted`` where it stands in a plant (or in two copies of one stretch) on both sides. Texts hold repeats of their own: there a word
counts as ``same`` where both sides have it (by difflib, not by what is measured), as ``edited`` where at most three words part two
such, and as ``wrong`` otherwise. Precision is the share that is not wrong; the strict one takes ``edited`` for wrong too.

**Time** of :func:`analysis.compare.reuse.shared`, from words to tables, for corpora of several sizes: articles of 500 words, with
plants as above. With a file the words come from a chain that follows two words before (half of the time) or one: such a text
repeats itself, but less than news on one subject does. The exponent is the slope of log time on log articles, and that of n log n (n
the number of words) over the same sizes stands beside it. The file's own articles are timed too, a hundred, three hundred, and all:
on one subject what is shared grows faster than the number of articles, and with it the time.

Writes ``reuse.json`` and, of the times, ``reuse.png`` with its words and data. ``--draw FOLDER`` measures nothing: it draws the times
of ``benchmarks/reuse.json`` anew, as ``docs/reuse.md`` shows them.
"""

from __future__ import annotations

import argparse
import gzip
import json
import math
import random
import re
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Mapping
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import numpy as np
import pandas as pd

from analysis.compare.reuse import shared

ARTICLES, PLANTS = 1000, 2
SHORTEST, LONGEST = 30, 120  # words of a plant
RATE = 0.1  # of a plant's words that are edited
NEAR = 3  # words: edits shift what stands beside what
REPEATS = 3  # the shortest counts: what else runs on the machine can only lengthen it
SOURCE = "benchmarks/reuse.py"
WORDS = 500  # of an article whose time is measured

Article = list[tuple[str, int]]  # words, each with the place that it was first written at


def made_up(rng: random.Random) -> Callable[[int], list[str]]:
    """Words drawn by Zipf's law from thirty thousand."""
    weights = list(np.cumsum([1 / n for n in range(1, 30_001)]))
    names = [f"w{n}" for n in range(30_000)]
    return lambda n: rng.choices(names, cum_weights=weights, k=n)


def chained(words: list[str], rng: random.Random) -> Callable[[int], list[str]]:
    """Words that follow each other as they do in a text."""
    by_one, by_two = defaultdict(list), defaultdict(list)
    for a, b, c in zip(words, words[1:], words[2:], strict=False):
        by_one[a].append(b)
        by_two[a, b].append(c)

    def write(n: int) -> list[str]:
        text = [rng.choice(words)]
        while len(text) < n:
            long = by_two.get(tuple(text[-2:])) if rng.random() < 0.5 else None
            text.append(rng.choice(long or by_one.get(text[-1]) or words))
        return text

    return write


def dealt(paragraphs: list[list[str]], count: int, rng: random.Random) -> list[list[str]]:
    """Articles of about the same length, each of whole paragraphs, each paragraph once."""
    paragraphs = paragraphs[:]
    rng.shuffle(paragraphs)
    texts: list[list[str]] = [[] for _ in range(count)]
    for n, paragraph in enumerate(paragraphs):
        texts[n % count] += paragraph
    return texts


def planted(texts: list[list[str]], write: Callable[[int], list[str]], rng: random.Random) -> tuple[list[Article], list[tuple]]:
    """The articles with copies in them, and the plants: source article, its place and end there (as first written), host article."""
    begin = np.cumsum([0, *(len(t) for t in texts)]).tolist()
    plants = []
    for host in range(len(texts)):
        for _ in range(PLANTS):
            source = rng.choice([n for n in (rng.randrange(len(texts)) for _ in range(50)) if n != host])
            length = min(rng.randint(SHORTEST, LONGEST), len(texts[source]))
            start = rng.randint(0, len(texts[source]) - length)
            plants.append((source, begin[source] + start, begin[source] + start + length, host))
    inside = {place for _, start, end, _ in plants for place in range(start + 1, end)}
    articles = []
    for n, text in enumerate(texts):
        free = [p for p in range(begin[n], begin[n + 1]) if p not in inside] or [begin[n]]
        at = defaultdict(list)
        for plant in plants[PLANTS * n : PLANTS * (n + 1)]:
            at[rng.choice(free)].append(plant)
        article: Article = []
        for place, word in enumerate(text, begin[n]):
            for source, start, end, _ in at[place]:
                own = texts[source][start - begin[source] : end - begin[source]]
                article += altered(list(zip(own, range(start, end), strict=True)), write, rng)
            article.append((word, place))
        articles.append(article)
    return articles, plants


def altered(copy: Article, write: Callable[[int], list[str]], rng: random.Random) -> Article:
    """A copy in which some words are changed, cut or followed by another; what is new keeps the place of what it stands for."""
    result: Article = []
    for word, place in copy:
        if rng.random() >= RATE:
            result.append((word, place))
            continue
        new = (write(1)[0], place)
        result += rng.choice(([new], [], [(word, place), new]))
    return result


def tokens(articles: list[Article]) -> dict[str, list[tuple[str, int, int]]]:
    """As :func:`shared` takes them; offsets are places of words."""
    return {str(n): [(word, at, at + 1) for at, (word, _) in enumerate(article)] for n, article in enumerate(articles)}


def found(passages: pd.DataFrame, articles: list[Article], plants: list[tuple]) -> float:
    """The share of plants that passages cover by more than half on both sides."""
    by_pair = defaultdict(list)
    for row in passages.itertuples():
        a, b = int(row.a_article_id), int(row.b_article_id)
        by_pair[a, b].append((range(row.a_start, row.a_end), range(row.b_start, row.b_end)))
    count = 0
    for source, start, end, host in plants:
        spans = by_pair[min(source, host), max(source, host)]
        sides = [(source, [s[source > host] for s in spans]), (host, [s[source < host] for s in spans])]
        count += all(_covered(articles[n], start, end, covering) > 0.5 for n, covering in sides)
    return count / len(plants)


def _covered(article: Article, start: int, end: int, spans: list[range]) -> float:
    own = [at for at, (_, place) in enumerate(article) if start <= place < end]
    return sum(any(at in span for span in spans) for at in own) / max(1, len(own))


def right(passages: pd.DataFrame, articles: list[Article]) -> dict[str, float]:
    """Shares of the reported words (both sides): planted, the same on both sides, edited between such, wrong."""
    count = dict.fromkeys(("planted", "same", "edited", "wrong"), 0)
    for row in passages.itertuples():
        a = articles[int(row.a_article_id)][row.a_start : row.a_end]
        b = articles[int(row.b_article_id)][row.b_start : row.b_end]
        blocks = SequenceMatcher(None, [w for w, _ in a], [w for w, _ in b], autojunk=False).get_matching_blocks()
        for own, other, begins in ((a, b, [m.a for m in blocks]), (b, a, [m.b for m in blocks])):
            near = {place + lag for _, place in other for lag in range(-NEAR, NEAR + 1)}
            alike = _alike([(at, at + m.size) for at, m in zip(begins, blocks, strict=True)], len(own))
            for (_, place), kind in zip(own, alike, strict=True):
                count["planted" if place in near else kind] += 1
    total = sum(count.values())
    return {"words": total, **{name: n / max(1, total) for name, n in count.items()}}


def _alike(same: list[tuple[int, int]], length: int) -> list[str]:
    """Of each word: is it the same on both sides, edited (at most three words between such), or neither?"""
    kinds = ["wrong"] * length
    end = None
    for start, stop in same:
        if end is not None and stop > start and start - end <= NEAR:
            kinds[end:start] = ["edited"] * (start - end)
        kinds[start:stop] = ["same"] * (stop - start)
        end = stop
    return kinds


def quality(paragraphs: list[list[str]], write: Callable[[int], list[str]], count: int, seed: int) -> dict:
    rng = random.Random(seed)
    texts = dealt(paragraphs, count, rng) if paragraphs else [write(WORDS) for _ in range(count)]
    articles, plants = planted(texts, write, rng)
    passages = shared(tokens(articles)).passages
    return {"articles": count, "plants": len(plants), "found": found(passages, articles, plants), **right(passages, articles)}


def timed(write: Callable[[int], list[str]], sizes: list[int], seed: int) -> pd.DataFrame:
    rows = []
    for size in sizes:
        articles, _ = planted([write(WORDS) for _ in range(size)], write, random.Random(seed))
        rows.append(clocked(articles))
    return pd.DataFrame(rows, columns=["articles", "words", "passages", "seconds"])


def clocked(articles: list[Article]) -> tuple[int, int, int, float]:
    """Articles, words, passages, and the seconds of CPU that it took to find them, the shortest of three times."""
    texts = tokens(articles)
    words = sum(len(a) for a in articles)
    seconds = math.inf
    for _ in range(REPEATS):
        begun = time.process_time()
        passages = len(shared(texts).passages)
        seconds = min(seconds, time.process_time() - begun)
    print(f"{len(articles):6,} articles, {words:9,} words, {passages:7,} passages: {seconds:7.2f} s", flush=True)
    return len(articles), words, passages, seconds


def as_written(texts: list[list[list[str]]], seed: int) -> pd.DataFrame:
    """The time for a file's own articles: a hundred, three hundred, and all of them."""
    texts = random.Random(seed).sample(texts, len(texts))
    rows = []
    for size in sorted({min(size, len(texts)) for size in (100, 300, len(texts))}):
        words = ([w for paragraph in text for w in paragraph] for text in texts[:size])
        rows.append(clocked([[(w, n) for n, w in enumerate(own)] for own in words]))
    return pd.DataFrame(rows, columns=["articles", "words", "passages", "seconds"])


def exponents(times: pd.DataFrame) -> dict[str, float]:
    """The slope of log time on log articles, and that of n log n; both also without the smallest size, whose time is mostly start."""
    found = {}
    for name, part in (("", times), ("_later", times.iloc[1:])):
        if len(part) > 1:
            x, bound = np.log(part["articles"]), part["words"] * np.log(part["words"])
            found["exponent" + name] = float(np.polyfit(x, np.log(part["seconds"]), 1)[0])
            found["n_log_n" + name] = float(np.polyfit(x, np.log(bound), 1)[0])
    return found


def draw(times: pd.DataFrame, slopes: Mapping[str, Any], folder: Path) -> None:
    from analysis.figures import canvas, export, say
    from analysis.figures.style import COLOURS, GREY, style

    with style():
        ax = canvas(None, 2.8, "column")
        bound = times["words"] * np.log(times["words"])
        bound *= math.exp((np.log(times["seconds"]) - np.log(bound)).mean())
        ax.loglog(times["articles"], bound, color=GREY, linestyle="--", linewidth=1)
        ax.loglog(times["articles"], times["seconds"], "o-", color=COLOURS[0], markersize=4)
        for row in times.itertuples():
            ax.annotate(
                f"{row.seconds:.3g} s", (row.articles, row.seconds), (-4, 6), textcoords="offset points", ha="right", fontsize=8
            )
        ax.text(
            0.97,
            0.05,
            f"dashed: n log n\nmeasured: n to the {slopes['exponent']:.2f}",
            transform=ax.transAxes,
            ha="right",
            fontsize=8,
        )
        ax.set_xticks(times["articles"], [f"{n:,}" for n in times["articles"]], fontsize=8)
        seconds = [s for s in (0.01, 0.1, 1, 10, 100, 1000) if times["seconds"].min() / 5 < s < times["seconds"].max() * 5]
        ax.set_yticks(seconds, [f"{s:g}" for s in seconds], fontsize=8)
        ax.minorticks_off()
        ax.set_xlim(times["articles"].min() / 2, times["articles"].max() * 1.2)
        ax.set_ylim(times["seconds"].min() / 2, times["seconds"].max() * 2)
        ax.set_xlabel("articles")
        ax.set_ylabel("seconds")
        ax.set_title("Time to find shared passages")
    told = "; ".join(f"{r.articles:,} articles {r.seconds:.3g} s" for r in times.itertuples())
    alt = f"Time against number of articles, both on logarithmic scales, beside a dashed line of n log n. {told}."
    export(
        say(ax, alt=alt, caption="One core; articles of about 650 words, plants included.", data=times, source=SOURCE),
        "reuse",
        folder,
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", nargs="?", type=Path)
    parser.add_argument("--sizes", nargs="*", type=int, default=[100, 300, 1000, 3000, 10_000])
    parser.add_argument("--out", type=Path, default=Path("build/benchmarks"))
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--draw", type=Path, metavar="FOLDER", help="draw the times measured last, and measure nothing")
    options = parser.parse_args()
    if options.draw:
        last = json.loads(Path(__file__).with_suffix(".json").read_text(encoding="utf-8"))
        return draw(pd.DataFrame(last["times"]), last, options.draw)
    rng = random.Random(options.seed)
    texts = read(options.file) if options.file else []
    paragraphs = [paragraph for text in texts for paragraph in text]
    write = chained([w for p in paragraphs for w in p], rng) if paragraphs else made_up(rng)
    result = {"text": "dealt from a file" if paragraphs else "made up", **quality(paragraphs, write, ARTICLES, options.seed)}
    print(
        f"{result['articles']:,} articles, {result['plants']:,} plants: {result['found']:.2%} found. Of {result['words']:,} reported "
        f"words {result['planted']:.2%} planted; in repeats that the texts hold themselves {result['same']:.2%} the same and "
        f"{result['edited']:.2%} edited; {result['wrong']:.3%} wrong."
    )
    options.out.mkdir(parents=True, exist_ok=True)
    if options.sizes:
        times = timed(write, options.sizes, options.seed)
        slopes = exponents(times) if len(times) > 1 else {}
        result |= {**slopes, "times": times.to_dict("records")}
        if slopes:
            print("time grows as articles^{exponent:.2f}; n log n would be articles^{n_log_n:.2f}".format(**slopes))
            draw(times, slopes, options.out)
    if texts:
        print("the file's own articles:")
        result["as_written"] = as_written(texts, options.seed).to_dict("records")
    (options.out / "reuse.json").write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")


def read(path: Path) -> list[list[list[str]]]:
    """The texts of a file, as paragraphs of words in small letters."""
    data = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    lines = [json.loads(line)["text"] for line in data.decode("utf-8").splitlines()]
    found = [[re.findall(r"\w+", paragraph.lower()) for paragraph in text.split("\n")] for text in lines]
    return [[words for words in paragraphs if words] for paragraphs in found]


if __name__ == "__main__":
    main()
