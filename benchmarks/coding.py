"""How often do the intervals of ``agree`` hold the truth? ``python -m benchmarks.coding [TRIALS]``

Samples of 60 items are drawn from populations in which the package's answers (rows) and the truth (columns) are known, as ``sample`` draws
them: as many of each answer. Prints, for each figure, the per cent of samples whose 95 % interval holds the true value.
"""

from __future__ import annotations

import sys

import numpy as np

from analysis.evaluation.coding.scores import PLANS, rates

ITEMS = 60
# Rows: the package's answer, and how many of it there are; columns: the share of each truth.
POPULATIONS = {
    "statements, middling": ("attributed", [400, 300], [[0.90, 0.10], [0.15, 0.85]]),
    "statements, good": ("attributed", [400, 300], [[0.97, 0.03], [0.04, 0.96]]),
    "statements, few": ("attributed", [1500, 80], [[0.97, 0.03], [0.20, 0.80]]),
    "speakers, middling": ("speaker", [400, 300], [[0.90, 0.0, 0.10], [0.10, 0.75, 0.15]]),
    "tone, middling": ("tone", [150, 600, 120], [[0.70, 0.25, 0.05], [0.15, 0.70, 0.15], [0.05, 0.30, 0.65]]),
    "tone, good": ("tone", [150, 600, 120], [[0.95, 0.05, 0.0], [0.03, 0.94, 0.03], [0.0, 0.06, 0.94]]),
}


def coverage(trials: int, seed: int = 0) -> list[tuple[str, str, float]]:
    """Population, figure, and the per cent of samples whose interval holds the truth."""
    rng = np.random.default_rng(seed)
    rows = []
    for name, (question, sizes, shares) in POPULATIONS.items():
        truth, size = np.array(shares), np.array(sizes, float)
        figures = PLANS[question].figures
        wanted = {key: 100 * float(figure(truth * size[:, None])) for key, figure in figures.items()}
        held = dict.fromkeys(figures, 0)
        for _ in range(trials):
            counts = np.stack([rng.multinomial(ITEMS // len(size), row) for row in truth]).astype(float)
            for score, of, _, low, high in rates(counts, size, figures, rng, 1000):
                held[score, of] += low <= wanted[score, of] <= high
        rows += [(name, " ".join(key), 100 * n / trials) for key, n in held.items()]
    return rows


def main() -> None:
    trials = int(sys.argv[1]) if len(sys.argv) > 1 else 400
    print(f"{trials} samples of {ITEMS} items; per cent of 95 % intervals that hold the truth")
    for name, figure, share in coverage(trials):
        print(f"{name:24}{figure:22}{share:5.1f}")


if __name__ == "__main__":
    main()
