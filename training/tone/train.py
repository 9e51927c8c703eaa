"""Train the head for tone, calibrate it, and score it on articles kept back."""

from __future__ import annotations

import json
import random
import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F  # noqa: N812
from tokenizers import Tokenizer

from analysis.targets import POLARITIES
from training.attribution import vocabulary
from training.tone import corpus, export, network

RATE, HEAD_FACTOR, BATCH, WARM_UP, SMOOTHING = 5e-5, 5, 16, 0.1, 0.1
HEADS = ("answer", "target")
POOL = 20  # batches from which those of like length are drawn


@dataclass(frozen=True)
class Plan:
    """What to train: ``pieces`` is the vocabulary's size, ``start`` the attribution encoder's weights (None: the base's)."""

    corpus: Path
    out: Path
    start: Path | None = None
    layers: int = 6
    pieces: int = 10_000
    epochs: int = 3
    seed: int = 0
    most: int = 0


def run(plan: Plan) -> None:
    """Train, export, score; write ``tone.onnx``, ``tone_pieces.json``, ``tone.json``, weights, gold and predictions."""
    plan.out.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(plan.seed)
    random.seed(plan.seed)
    kept, spec = vocabulary.choose(corpus.texts(plan.corpus), plan.pieces)
    (plan.out / "tone_pieces.json").write_text(spec, encoding="utf-8")
    examples = corpus.read(plan.corpus, Tokenizer.from_str(spec))[: plan.most or None]
    training = [e for e in examples if not corpus.held_out(e.article)]
    away = [e for e in examples if corpus.held_out(e.article)]
    model = network.Tone(plan.layers, len(kept))
    model.load_base(kept)
    if plan.start is not None:
        model.load_attribution(plan.start)
    fit(model, training, away, plan.epochs, plan.seed, plan.out / "tone.pt")
    model.temperature.fill_(calibrate(model, away))
    torch.save(model.state_dict(), plan.out / "tone.pt")
    export.export(plan.out / "tone.pt", plan.out / "tone.onnx", plan.layers)
    report(export.answers(plan.out / "tone.onnx", away), away, float(model.temperature), plan)


def fit(model, training, away, epochs: int, seed: int, path: Path) -> None:
    """AdamW with warm-up and linear decay, labels smoothed."""
    rng = random.Random(seed)
    heads = [p for name, p in model.named_parameters() if name.split(".")[0] in HEADS]
    body = [p for name, p in model.named_parameters() if name.split(".")[0] not in HEADS]
    groups = [{"params": body, "lr": RATE}, {"params": heads, "lr": RATE * HEAD_FACTOR}]
    optimizer = torch.optim.AdamW(groups, weight_decay=0.01, fused=True)
    total = epochs * -(-len(training) // BATCH)
    warm = max(1, int(WARM_UP * total))
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda s: min((s + 1) / warm, max(0.02, 1 - s / total)))
    for epoch in range(epochs):
        begun, summed = time.monotonic(), 0.0
        model.train()
        plan = batches(training, rng)
        for batch in plan:
            given, labels = corpus.collate(batch)
            loss = F.cross_entropy(model(*given), labels, label_smoothing=SMOOTHING)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(body + heads, 1.0)
            optimizer.step()
            optimizer.zero_grad()
            schedule.step()
            summed += loss.item()
        torch.save(model.state_dict(), path)
        f1 = macro_f1([e.label for e in away], scores(model, away).argmax(1)) if away else float("nan")
        shown = f"loss {summed / len(plan):.4f} held out {f1:.4f} {time.monotonic() - begun:.0f}s"
        print(f"epoch {epoch + 1}: {shown}", flush=True)


def batches(examples, rng: random.Random):
    """Batches of like length, from pools, so that the order stays random."""
    order = list(examples)
    rng.shuffle(order)
    plan = []
    for begin in range(0, len(order), BATCH * POOL):
        pool = sorted(order[begin : begin + BATCH * POOL], key=lambda e: e.rows.shape[1])
        plan += [pool[n : n + BATCH] for n in range(0, len(pool), BATCH)]
    rng.shuffle(plan)
    return plan


def scores(model, examples) -> torch.Tensor:
    """Scores of the three polarities, a row an example."""
    model.eval()
    order = sorted(range(len(examples)), key=lambda n: examples[n].rows.shape[1])
    found = torch.zeros(len(examples), network.CLASSES)
    with torch.inference_mode():
        for begin in range(0, len(order), 32):
            chosen = order[begin : begin + 32]
            found[chosen] = model(*corpus.collate([examples[n] for n in chosen])[0])
    return found


def macro_f1(truth, guess) -> float:
    truth, guess = np.asarray(truth), np.asarray(guess)
    hits = [(2 * ((truth == c) & (guess == c)).sum(), (truth == c).sum() + (guess == c).sum()) for c in range(network.CLASSES)]
    return float(np.mean([hit / max(1, both) for hit, both in hits]))


def calibrate(model, away) -> float:
    """The temperature that makes the held-out labels likeliest (Guo and others 2017)."""
    if not away:
        return 1.0
    given, labels = scores(model, away), torch.tensor([e.label for e in away])
    tried = np.exp(np.linspace(np.log(0.3), np.log(3.0), 181))
    losses = [F.cross_entropy(given / float(t), labels).item() for t in tried]
    return float(tried[int(np.argmin(losses))])


def calibration_error(probabilities: np.ndarray, truth: np.ndarray, bins: int = 10) -> float:
    """Expected calibration error: how far confidence and accuracy lie apart, over ten bins of confidence."""
    sure, right = probabilities.max(1), probabilities.argmax(1) == truth
    which = np.minimum((sure * bins).astype(int), bins - 1)
    gaps = [abs(sure[which == b].mean() - right[which == b].mean()) * (which == b).mean() for b in set(which.tolist())]
    return float(sum(gaps))


def report(probabilities: np.ndarray, away, temperature: float, plan: Plan) -> None:
    """Write gold, predictions and the facts of the model's card, all by the exported file."""
    truth = np.array([e.label for e in away])
    corpus.write_gold(plan.corpus, plan.out / "held_out.gold.jsonl")
    lines = (
        json.dumps({"gid": e.gid, "polarity": POLARITIES[int(p.argmax())]}) for e, p in zip(away, probabilities, strict=True)
    )
    (plan.out / "held_out.predictions.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    low, high = interval(truth, probabilities.argmax(1), [e.article for e in away], plan.seed)
    card = {
        "layers": plan.layers,
        "pieces": plan.pieces,
        "epochs": plan.epochs,
        "seed": plan.seed,
        "started_from": plan.start.name if plan.start else "base model",
        "held_out_targets": len(away),
        "held_out_macro_f1": round(macro_f1(truth, probabilities.argmax(1)), 4),
        "held_out_macro_f1_interval": [low, high],
        "held_out_accuracy": round(float((probabilities.argmax(1) == truth).mean()), 4),
        "temperature": round(temperature, 4),
        "calibration_error": round(calibration_error(probabilities, truth), 4),
    }
    (plan.out / "tone.json").write_text(json.dumps(card, indent=1) + "\n", encoding="utf-8")
    print(json.dumps(card), flush=True)


def interval(truth, guess, articles: list[str], seed: int, repeats: int = 2000) -> tuple[float, float]:
    """95 % bootstrap interval of macro F1, resampling whole articles."""
    if not articles:
        return float("nan"), float("nan")
    names, which = np.unique(articles, return_inverse=True)
    cells = np.zeros((len(names), network.CLASSES, network.CLASSES))
    np.add.at(cells, (which, truth, guess), 1)
    drawn = np.random.default_rng(seed).multinomial(len(names), np.full(len(names), 1 / len(names)), size=repeats)
    tables = np.tensordot(drawn, cells, axes=1)
    hits = np.diagonal(tables, axis1=1, axis2=2)
    f1 = (2 * hits / np.maximum(1, tables.sum(1) + tables.sum(2))).mean(1)
    low, high = np.quantile(f1, [0.025, 0.975])
    return round(float(low), 4), round(float(high), 4)
