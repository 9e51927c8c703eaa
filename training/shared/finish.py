"""The last steps: export the network, calibrate its confidence, and write its scores on what was held out into the cards.

What is scored is what users get: the shipped files, read by the package, with marks and rules around them.
"""

from __future__ import annotations

import json
import random
import shutil
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer

from analysis import targets
from analysis.articles import Article, Paragraph
from analysis.evaluation import compare, count, totals
from analysis.evaluation.standoff import Marked
from analysis.page import roles
from analysis.paths import ROOT
from analysis.quotes import attribution, model
from analysis.reading import Reading, Sentence, read_article
from training.attribution import corpus
from training.shared import docs, evened, export, network, words
from training.tone import corpus as tone
from training.tone.train import calibration_error, interval, macro_f1

RESOURCES = ROOT / "analysis" / "resources"
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


def run(statements: Path, judged: Path, out: Path, version: str) -> None:
    """Write the network's files and cards into the package, and the cards' figures into the docs.

    The folders: of PolNeAR, of NewsMTSC, and of what was trained.
    """
    weights = torch.load(out / "shared.pt", weights_only=True)
    shared = network.Shared(len(weights["words.weight"]))
    shared.load_state_dict(weights)
    away = set((out / "held_out.txt").read_text(encoding="utf-8").split())
    tokenizer = Tokenizer.from_file(str(out / "pieces.json"))
    evened.even(shared, evened.batches(statements, judged, tokenizer, away))
    export.export(shared, RESOURCES)
    for name in (words.TABLE, "pieces.json"):
        shutil.copyfile(out / name, RESOURCES / name)
    card: dict = {
        "version": version,
        "layers": network.LAYERS,
        "shared": network.SHARED,
        "calibration": [1.0, 0.0],
    }
    _write(card, "attribution.json")
    model.load.cache_clear()
    articles, gold = corpus.read(statements)
    _write(card | measure([row for row in articles if row["id"] in away], gold), "attribution.json")
    model.load.cache_clear()
    _write(tone_card(list(tone.questions(judged)), float(shared.temperature)), "tone.json")
    docs.write(RESOURCES / "attribution.json", ROOT / "docs" / "attribution.md")


def _write(card: dict, name: str) -> None:
    (RESOURCES / name).write_text(json.dumps(card, indent=1, sort_keys=True) + "\n", encoding="utf-8")


def tone_card(asked: Sequence[tone.Held], temperature: float) -> dict:
    """How good the answers for held-out targets are, each sentence read alone, and put among others by chance."""
    truth, articles = np.array([held.label for held in asked]), [held.article for held in asked]
    alone, among = np.array(targets.answers([held.question for held in asked])), among_others(asked)
    return {
        "held_out_targets": len(asked),
        "held_out_macro_f1": round(macro_f1(truth, alone.argmax(1)), 4),
        "held_out_macro_f1_interval": list(interval(truth, alone.argmax(1), articles, 0)),
        "held_out_accuracy": round(float((alone.argmax(1) == truth).mean()), 4),
        "among_others_macro_f1": round(macro_f1(truth, among.argmax(1)), 4),
        "among_others_macro_f1_interval": list(interval(truth, among.argmax(1), articles, 0)),
        "temperature": round(temperature, 4),
        "calibration_error": round(calibration_error(alone, truth), 4),
    }


def among_others(asked: Sequence[tone.Held], seed: int = 0) -> np.ndarray:
    """Probabilities for held-out targets, their sentences put together by chance: six a text, in three paragraphs."""
    places: dict[str, list[int]] = {}
    for n, held in enumerate(asked):
        places.setdefault(" ".join(held.question[0].splitlines()), []).append(n)
    order = sorted(places)
    random.Random(seed).shuffle(order)
    found = np.zeros((len(asked), 3))
    for begin in range(0, len(order), 6):
        reading = _read_as_they_are([order[n : n + 2] for n in range(begin, min(begin + 6, len(order)), 2)])
        spans = {
            n: (sentence.start + asked[n].question[1], sentence.start + asked[n].question[2])
            for sentence in reading.sentences
            for n in places[reading.text(sentence.start, sentence.end)]
        }
        answers = targets.within(reading, attribution.read(reading), sorted(set(spans.values())))
        for n, span in spans.items():
            found[n] = answers[span]
    return found


def _read_as_they_are(paragraphs: Sequence[Sequence[str]]) -> Reading:
    """A text of these sentences, cut where the corpus cuts them."""
    text, sentences, lines = "", [], []
    for number, own in enumerate(paragraphs):
        begin = len(text)
        for sentence in own:
            sentences.append(Sentence(len(text), len(text) + len(sentence), number, "body", ()))
            text += sentence + " "
        text = text[:-1] + "\n"
        lines.append(Paragraph(begin, len(text) - 1, "body"))
    return Reading(Article("", text, paragraphs=tuple(lines)), tuple(sentences))


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
