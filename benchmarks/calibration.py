"""Do the intervals and tests keep their promise? ``python -m benchmarks.calibration [--write] [--sims N] [--corpus PATH]``

Articles are drawn from populations whose true value is known, and counted: how often a 95 % interval holds the true value (of
an article, and of the difference of two), and how often a test at 5 % finds a difference between two articles of one
population. Two kinds of populations: the *pooled* paragraphs of a corpus, copies once (real paragraphs, with whatever makes
their sentences alike), and *made* ones, in which each paragraph has effects of its own on length, words, tone and quoting.
``--write`` puts the tables into ``docs/differences.md``.
"""

from __future__ import annotations

import argparse
import re
import sys
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields
from pathlib import Path

import numpy as np
import pandas as pd

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from analysis import readability, sentiment, speech  # noqa: E402
from analysis.compare.differences import difference, interval  # noqa: E402

PAGE = ROOT / "docs" / "differences.md"
RESAMPLES = 400
SIZES = {"one voice": 9, "short news": 18, "long read": 60}
COLUMNS = ["given", "holds", "percentile holds", "difference holds", "test rejects"]
TRUTH = 200_000  # paragraphs from which the true value of a made population is computed

Formula = Callable[[np.ndarray], np.ndarray]
Draw = Callable[[np.random.Generator, int], np.ndarray]


@dataclass(frozen=True)
class Population:
    """Paragraphs to draw from: how, the formula, and the true value."""

    family: str
    measure: str
    draw: Draw
    formula: Formula
    truth: float


@dataclass
class Count:
    """What was counted: trials, those with an interval, those that held the truth, tests and those that rejected."""

    trials: int = 0
    given: int = 0
    held: int = 0
    percentile: int = 0
    pairs: int = 0
    pairs_held: int = 0
    tests: int = 0
    rejected: int = 0

    def __add__(self, other: Count) -> Count:
        return Count(*(getattr(self, f.name) + getattr(other, f.name) for f in fields(self)))

    def shares(self) -> tuple[float, float, float, float, float]:
        """In per cent, by :data:`COLUMNS`; NaN of nothing."""

        def per_cent(part: int, whole: int) -> float:
            return round(100 * part / whole, 1) if whole else float("nan")

        return (
            per_cent(self.given, self.trials),
            per_cent(self.held, self.given),
            per_cent(self.percentile, self.given),
            per_cent(self.pairs_held, self.pairs),
            per_cent(self.rejected, self.tests),
        )


# ---- populations ---------------------------------------------------------------------------------------------------


def pooled(path: str) -> Iterator[Population]:
    """The paragraphs of a corpus, one article a group of copies, by every measure of the package."""
    from analysis import analyze, read

    for sample in analyze(read(path), copies_once=True).samples:
        if sample.voice != "all":
            continue
        rows = np.vstack([own.sums for own in sample.articles.values()])
        rows = rows[np.abs(rows).sum(1) > 0]
        formula = sample.measure.compute
        name = sample.measure.name
        family = next(
            f for f, m in (("readability", readability), ("tone", sentiment), ("speech", speech)) if name in m.MEASURES
        )
        yield Population(f"pooled: {family}", name, _from(rows), formula, float(formula(rows.sum(0))))


def _from(rows: np.ndarray) -> Draw:
    return lambda rng, n: rows[rng.integers(0, len(rows), n)]


@dataclass(frozen=True)
class Prose:
    """A way of writing. ``alike`` is the standard deviation of a paragraph's own effects (on the logarithm of the length of its
    sentences, on the log-odds of long words, on tone): 0 means that sentences of one paragraph are no more alike than others."""

    more_sentences: float = 0.4  # a paragraph has 1 + Poisson(this)
    length: float = 22.0  # median words of a sentence
    length_spread: float = 0.4  # of its logarithm
    long_words: float = 0.28
    syllables: float = 0.7  # a word, beyond the first
    toneless: float = 0.45  # share of sentences without a word of tone
    tone: float = -0.2
    quoting: float = 0.3  # share of paragraphs that quote
    alike: float = 0.3


WAYS = {"short paragraphs": Prose(), "long paragraphs, much alike": Prose(more_sentences=2.5, alike=0.6)}


def write(rng: np.random.Generator, n: int, way: Prose) -> dict[str, np.ndarray]:
    """Sums of ``n`` made paragraphs: those of Flesch-Kincaid, LIX, mean tone and quoted share."""
    sentences = 1 + rng.poisson(way.more_sentences, n)
    own = rng.normal(0, way.alike, (3, n))
    paragraph = np.repeat(np.arange(n), sentences)
    total = len(paragraph)
    words = np.maximum(3, np.exp(np.log(way.length) + own[0][paragraph] + rng.normal(0, way.length_spread, total))).round()
    odds = np.log(way.long_words / (1 - way.long_words)) + own[1][paragraph]
    long_words = rng.binomial(words.astype(int), 1 / (1 + np.exp(-odds)))
    numerals = rng.binomial(words.astype(int), 0.02)
    syllables = words - numerals + rng.poisson((words - numerals) * way.syllables * np.exp(own[1][paragraph]))
    tone = np.tanh(way.tone + own[2][paragraph] + rng.normal(0, 0.6, total)) * (rng.random(total) >= way.toneless)

    def summed(values: np.ndarray) -> np.ndarray:
        return np.bincount(paragraph, values, n)

    quoted = summed(words) * (rng.random(n) < way.quoting) * rng.beta(4, 1, n)
    return {
        "flesch_kincaid_grade": np.column_stack([sentences, summed(words), summed(numerals), summed(syllables)]),
        "lix": np.column_stack([sentences, summed(words), summed(long_words)]),
        "tone": np.column_stack([summed(tone), sentences]),
        "quoted_share": np.column_stack([quoted, summed(words)]),
    }


def made() -> Iterator[Population]:
    """The ways of writing of :data:`WAYS`, by four measures."""
    measures = {**readability.MEASURES, **sentiment.MEASURES, **speech.MEASURES}
    for place, (name, way) in enumerate(WAYS.items()):
        truth = write(np.random.default_rng(place), TRUTH, way)
        for measure, rows in truth.items():
            formula = measures[measure].compute
            draw = _writes(way, measure)
            yield Population(f"made: {name}", measure, draw, formula, float(formula(rows.sum(0))))


def _writes(way: Prose, measure: str) -> Draw:
    return lambda rng, n: write(rng, n, way)[measure]


# ---- counting ------------------------------------------------------------------------------------------------------


def trial(population: Population, size: int, seed: int, count: Count) -> None:
    """Two articles of one population, of unlike length: two values and their (null) difference."""
    rng = np.random.default_rng([seed, size, zlib.crc32(f"{population.family} {population.measure}".encode())])
    a, b = population.draw(rng, size), population.draw(rng, size + size // 2)
    found = interval(a, population.formula, seed=seed, resamples=RESAMPLES)
    count.trials += 1
    if not np.isnan(found.low):
        count.given += 1
        count.held += found.low <= population.truth <= found.high
        count.percentile += _percentile(a, population, seed)
    apart = difference(a, b, population.formula, seed=seed, resamples=RESAMPLES)
    if not np.isnan(apart.low):
        count.pairs += 1
        count.pairs_held += apart.low <= 0 <= apart.high
    if not np.isnan(apart.p):
        count.tests += 1
        count.rejected += apart.p < 0.05


def _percentile(rows: np.ndarray, population: Population, seed: int) -> bool:
    """Would the percentile bootstrap, for comparison, hold the truth?"""
    rng = np.random.default_rng(seed)
    counts = rng.multinomial(len(rows), np.full(len(rows), 1 / len(rows)), RESAMPLES)
    low, high = np.nanquantile(population.formula(counts @ rows), [0.025, 0.975])
    return bool(low <= population.truth <= high)


def counted(populations: list[Population], sims: int) -> dict[tuple[str, str, str], Count]:
    """What was counted for each family, measure and size."""
    counts = {}
    for population in populations:
        for name, size in SIZES.items():
            count = counts[(population.family, population.measure, name)] = Count()
            for seed in range(sims):
                trial(population, size, seed, count)
        print(population.family, population.measure, file=sys.stderr, flush=True)
    return counts


def by_family(counts: dict[tuple[str, str, str], Count]) -> pd.DataFrame:
    """One row a family of populations and a size, in per cent of all its measures' trials."""
    rows = []
    for family, name in dict.fromkeys((family, name) for family, _, name in counts):
        total = sum((c for (f, _, n), c in counts.items() if (f, n) == (family, name)), Count())
        rows.append((family, f"{name} ({SIZES[name]})", total.trials, *total.shares()))
    return pd.DataFrame(rows, columns=["population", "paragraphs", "trials", *COLUMNS])


def by_measure(counts: dict[tuple[str, str, str], Count], size: str) -> pd.DataFrame:
    """The same for each measure of the pooled paragraphs, at one size."""
    rows = [(m, *c.shares()) for (f, m, n), c in counts.items() if n == size and f.startswith("pooled")]
    return pd.DataFrame(rows, columns=["measure", *COLUMNS])


def shared(sims: int, sizes: tuple[int, int] = (8, 12)) -> pd.DataFrame:
    """Two articles that have paragraphs in common (first number) and of their own (second): with units, and without."""
    population = next(p for p in made() if p.measure == "flesch_kincaid_grade")
    common, own = sizes
    counts = {"shared paragraphs are one observation": [0, 0], "as if they were two": [0, 0]}
    for seed in range(sims):
        rng = np.random.default_rng([seed, 99])
        both = population.draw(rng, common)
        a, b = (np.vstack([both, population.draw(rng, n)]) for n in (own, own + own // 2))
        names = [
            [("shared", n) for n in range(common)] + [(side, n) for n in range(len(x) - common)]
            for side, x in (("a", a), ("b", b))
        ]
        for units, count in zip(((names[0], names[1]), (None, None)), counts.values(), strict=True):
            found = difference(a, b, population.formula, units=units, seed=seed, resamples=RESAMPLES)
            count[0] += found.low <= 0 <= found.high
            count[1] += found.p < 0.05
    rows = [(how, round(100 * held / sims, 1), round(100 * rejected / sims, 1)) for how, (held, rejected) in counts.items()]
    return pd.DataFrame(rows, columns=["two articles with 8 paragraphs in common", "difference holds", "test rejects"])


def unequal(sims: int) -> pd.DataFrame:
    """Two ways of writing with the same mean tone and unlike spread, and unlike length: is the test still right?"""
    ways = Prose(tone=0.0, alike=0.1, toneless=0.7), Prose(tone=0.0, alike=0.8, toneless=0.2)
    formula = sentiment.MEASURES["tone"].compute
    rows = []
    for sizes in ((18, 18), (18, 27), (27, 18)):
        held = rejected = 0
        for seed in range(sims):
            rng = np.random.default_rng([seed, *sizes])
            a, b = (write(rng, n, way)["tone"] for n, way in zip(sizes, ways, strict=True))
            found = difference(a, b, formula, seed=seed, resamples=RESAMPLES)
            held += found.low <= 0 <= found.high
            rejected += found.p < 0.05
        rows.append((f"{sizes[0]} and {sizes[1]}", round(100 * held / sims, 1), round(100 * rejected / sims, 1)))
    return pd.DataFrame(rows, columns=["paragraphs of the even and of the moody article", "difference holds", "test rejects"])


# ---- writing -------------------------------------------------------------------------------------------------------


def markdown(found: pd.DataFrame) -> str:
    """A table in Markdown; what is not known is a dash."""
    lines = ["| " + " | ".join(found.columns) + " |", "| " + " | ".join("---" for _ in found.columns) + " |"]
    for row in found.itertuples(index=False):
        lines.append("| " + " | ".join("–" if value != value else str(value) for value in row) + " |")
    return "\n".join(lines)


def put(page: str, name: str, text: str) -> str:
    """The page with the part between the marks of this name replaced."""
    begin, end = f"<!-- {name} -->", f"<!-- end of {name} -->"
    if begin not in page or end not in page:
        raise SystemExit(f"{PAGE.name} has no place marked {begin}.")
    return re.sub(f"{re.escape(begin)}.*?{re.escape(end)}", lambda _: f"{begin}\n{text}\n{end}", page, flags=re.DOTALL)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", default=str(ROOT / "seeds"), help="whose paragraphs are pooled (default: seeds)")
    parser.add_argument("--sims", type=int, default=300, help="trials for each measure and size (default: 300)")
    parser.add_argument("--write", action="store_true", help="put the tables into docs/differences.md")
    options = parser.parse_args()
    counts = counted([*pooled(options.corpus), *made()], options.sims)
    found = {
        "calibration": by_family(counts),
        "calibration by measure": by_measure(counts, "short news"),
        "calibration of shared text": shared(5 * options.sims),
        "calibration of unequal spreads": unequal(5 * options.sims),
    }
    page = PAGE.read_text(encoding="utf-8") if options.write else ""
    for name, part in found.items():
        print(f"\n{name}\n{markdown(part)}")
        page = put(page, name, markdown(part)) if options.write else page
    if options.write:
        PAGE.write_text(page, encoding="utf-8")


if __name__ == "__main__":
    main()
