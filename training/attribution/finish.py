"""The last steps: export the student, calibrate its confidence, and write its scores on held-out articles into its card.

What is scored is what users get: the shipped file, read by the package, with marks and rules around it.
"""

from __future__ import annotations

import json
import random
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer

from analysis.articles import Article, Paragraph
from analysis.evaluation import compare, count, totals
from analysis.evaluation.standoff import Marked
from analysis.page import roles
from analysis.paths import ROOT
from analysis.quotes import attribution, model
from analysis.reading import read_article
from training.attribution import corpus, export, network

METRICS = (
    "right_source",
    "quoted/right_source",
    "unquoted/right_source",
    "content_tokens",
    "content_exact",
    "content_relaxed",
    "quote_spans_5w",
    "quote_spans_source_5w",
)
BINS = 10


def run(folder: Path, out: Path, layers: int, version: str) -> dict:
    """Write the model's files into the package's folder of resources; gives the card."""
    package = ROOT / "analysis" / "resources"
    spec = (out / "tokenizer.json").read_text(encoding="utf-8")
    student = network.Encoder(layers, Tokenizer.from_str(spec).get_vocab_size())
    student.load_state_dict(torch.load(out / "student.pt", weights_only=True))
    card: dict = {"version": version, "layers": layers, "calibration": [1.0, 0.0]}
    export.export(student, spec, card, package, out)
    model.load.cache_clear()
    articles, gold = corpus.read(folder)
    away = set((out / "held_out.txt").read_text(encoding="utf-8").split())
    held = [row for row in articles if row["id"] in away]
    if held:
        card |= measure(held, gold)
        export.write_card(card, package)
    return card


def measure(held: list[dict], gold: dict[str, list[dict]]) -> dict:
    """Scores with intervals, in all and by publisher, and the calibration of the confidence."""
    comparisons = {row["id"]: _compared(row, gold[row["id"]]) for row in held}
    counts = {name: count(c) for name, c in comparisons.items()}
    right = [
        (p.given.confidence, p.right_source or (p.partner is not None and not p.partner.sourced and not p.sourced))
        for c in comparisons.values()
        for p in c.predicted
    ]
    slope, intercept = calibrate(*map(np.array, zip(*right, strict=True)))
    publishers = sorted({row["publisher"] for row in held})
    return {
        "calibration": [round(slope, 4), round(intercept, 4)],
        "reliability": reliability(right),
        "held_out_articles": len(held),
        "scores": _picked(totals(list(counts.values()))),
        "by_publisher": {
            name: _picked(totals([counts[row["id"]] for row in held if row["publisher"] == name])) for name in publishers
        },
    }


def _compared(row: dict, marked: list[dict]):
    text = row["text"]
    article = Article(row["id"], text, paragraphs=tuple(Paragraph(*p) for p in roles(text)))
    given = [Marked(*(tuple(map(tuple, a[part])) for part in ("content", "cue", "source"))) for a in marked]
    return compare(text, given, attribution.find(read_article(article)).attributions)


def _picked(metrics: dict) -> dict:
    """F1 (recall where a metric has no precision) and its interval."""
    name = {m: "f1" if "f1" in metrics[m] else "recall" for m in METRICS}
    return {m: [metrics[m][name[m]], metrics[m][f"{name[m]}_95"]] for m in METRICS}


def calibrate(certainty: np.ndarray, right: np.ndarray) -> tuple[float, float]:
    """Logistic regression of being right on the logit of the certainty (Platt 1999), by Newton's method."""
    x = np.clip(certainty.astype(float), 1e-6, 1 - 1e-6)
    design = np.stack([np.log(x / (1 - x)), np.ones(len(x))], 1)
    weights = np.zeros(2)
    for _ in range(50):
        chance = 1 / (1 + np.exp(-design @ weights))
        hessian = (design * (chance * (1 - chance))[:, None]).T @ design + 1e-6 * np.eye(2)
        weights = weights + np.linalg.solve(hessian, design.T @ (right - chance))
    return float(weights[0]), float(weights[1])


def reliability(right: list[tuple[float, bool]]) -> list[list[float]]:
    """Statements in ten bins of equal number by confidence: mean confidence, share that is right, number.

    The calibration is fitted on half of the statements and shown on the other half, so that the curve is honest.
    """
    rng = random.Random(0)
    order = list(range(len(right)))
    rng.shuffle(order)
    half = [right[n] for n in order[: len(order) // 2]]
    rest = [right[n] for n in order[len(order) // 2 :]]
    slope, intercept = calibrate(*map(np.array, zip(*half, strict=True)))
    shown = sorted((_confidence(c, slope, intercept), float(r)) for c, r in rest)
    bins = np.array_split(np.array(shown), BINS)
    return [[round(float(b[:, 0].mean()), 3), round(float(b[:, 1].mean()), 3), len(b)] for b in bins if len(b)]


def _confidence(certainty: float, slope: float, intercept: float) -> float:
    x = min(max(certainty, 1e-6), 1 - 1e-6)
    return float(1 / (1 + np.exp(-(slope * np.log(x / (1 - x)) + intercept))))


def show(card: dict) -> str:
    """The card's scores as lines to read."""
    return json.dumps({k: v for k, v in card.items() if k != "by_publisher"}, indent=1)
