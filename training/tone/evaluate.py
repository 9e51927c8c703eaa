"""How good the shipped model is on the held-out articles: python -m training.tone.evaluate --corpus newsmtsc [--docs]

Prints, or with ``--docs`` writes into the model card between its markers: macro F1 and accuracy with 95 % intervals over
articles, for all targets and for kinds of sentences; what is taken for what; and how far the stated probabilities hold.
"""

from __future__ import annotations

import argparse
import re
from itertools import pairwise
from pathlib import Path

import numpy as np

from analysis import targets
from training.shared.finish import among_others
from training.tone import corpus
from training.tone.train import macro_f1

CARD = Path(__file__).resolve().parents[2] / "docs" / "model_card_tone.md"
RESAMPLES = 1000
BINS = (1 / 3, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpus", type=Path, required=True, help="folder with train.jsonl.gz of NewsMTSC")
    parser.add_argument("--docs", action="store_true", help="write into the model card instead of printing")
    args = parser.parse_args()
    rows = list(corpus.questions(args.corpus))
    gold = np.array([row.label for row in rows])
    articles = np.array([row.article for row in rows])
    several = np.array([row.several for row in rows])
    marks = np.array(['"' in row.question[0] or "“" in row.question[0] for row in rows])
    found = np.array(targets.answers([row.question for row in rows]))
    parts = {
        "all": np.ones(len(rows), bool),
        "one target in the sentence": ~several,
        "several targets in the sentence": several,
        "quotation marks in the sentence": marks,
        "none": ~marks,
    }
    lines = ["| targets | n | macro F1 | accuracy |", "| --- | --- | --- | --- |"]
    lines += [_line(name, gold[at], found[at], articles[at]) for name, at in parts.items()]
    lines.append(_line("all, their sentences among others", gold, among_others(rows), articles))
    text = "\n".join([*lines, "", *_confusion(gold, found), "", *_reliability(gold, found)])
    if args.docs:
        page = CARD.read_text(encoding="utf-8")
        page = re.sub(r"(<!-- held-out -->\n).*?(\n<!-- /held-out -->)", lambda m: m[1] + text + m[2], page, flags=re.DOTALL)
        CARD.write_text(page, encoding="utf-8")
    else:
        print(text)


def _line(name: str, gold: np.ndarray, found: np.ndarray, articles: np.ndarray) -> str:
    guess = found.argmax(1)
    rng = np.random.default_rng(0)
    groups = [np.flatnonzero(articles == a) for a in sorted(set(articles))]
    picks = [np.concatenate([groups[n] for n in rng.integers(0, len(groups), len(groups))]) for _ in range(RESAMPLES)]
    f1 = np.percentile([100 * macro_f1(gold[at], guess[at]) for at in picks], [2.5, 97.5])
    right = np.percentile([100 * (gold[at] == guess[at]).mean() for at in picks], [2.5, 97.5])
    return (
        f"| {name} | {len(gold)} | {100 * macro_f1(gold, guess):.1f} ({f1[0]:.1f}–{f1[1]:.1f}) "
        f"| {100 * (gold == guess).mean():.1f} ({right[0]:.1f}–{right[1]:.1f}) |"
    )


def _confusion(gold: np.ndarray, found: np.ndarray) -> list[str]:
    guess = found.argmax(1)
    lines = ["| people say | model: negative | neutral | positive |", "| --- | --- | --- | --- |"]
    for k, name in enumerate(targets.POLARITIES):
        counts = " | ".join(str(int(((gold == k) & (guess == other)).sum())) for other in range(3))
        lines.append(f"| {name} | {counts} |")
    wrong = int((gold != guess).sum())
    opposite = int((np.abs(gold - guess) == 2).sum())
    return [
        *lines,
        "",
        f"Of {wrong} mistakes {opposite} take negative for positive or the other way round; the rest are with neutral.",
    ]


def _reliability(gold: np.ndarray, found: np.ndarray) -> list[str]:
    sure, right = found.max(1), found.argmax(1) == gold
    lines = ["| stated probability | n | mean stated | right |", "| --- | --- | --- | --- |"]
    for low, high in pairwise(BINS):
        at = (sure >= low) & ((sure < high) | (high == BINS[-1]))
        if at.any():
            stated = f"{100 * low:.0f} to {100 * high:.0f} %"
            lines.append(f"| {stated} | {int(at.sum())} | {100 * sure[at].mean():.0f} % | {100 * right[at].mean():.0f} % |")
    return lines


if __name__ == "__main__":
    main()
