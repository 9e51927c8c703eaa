"""How long does a full set of differences take? ``python -m benchmarks.differences``

Twenty measures by all pairs of the five articles, 2,000 resamples each, after imports and after the articles are measured; the best of three
runs, each with empty memories.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from analysis import analyze, read
from analysis.compare import differences
from analysis.compare.differences import resampling
from analysis.paths import SEEDS


def main() -> None:
    samples = [sample for sample in analyze(read(SEEDS)).samples if sample.voice == "all"]
    best, best_cpu, pairs = float("inf"), float("inf"), 0
    for _ in range(3):
        resampling.forget()
        wall, cpu = time.perf_counter(), time.process_time()
        pairs = len(differences.differences(samples))
        best, best_cpu = min(best, time.perf_counter() - wall), min(best_cpu, time.process_time() - cpu)
    print(f"{len(samples)} measures, {pairs} differences: {best:.2f} s ({best_cpu:.2f} s of processor time)")


if __name__ == "__main__":
    main()
