"""Train the two separate networks for tone: a teacher, and a student that reads each sentence once."""

from __future__ import annotations

import random
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F  # noqa: N812
from tokenizers import Tokenizer
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn

from training.attribution import vocabulary
from training.attribution.network import divergence, half
from training.tone import corpus, network

HEAD_FACTOR, BATCH, WARM_UP, SMOOTHING = 5, 16, 0.1, 0.1
HEADS = ("answer", "target", "kinds")
POOL = 20  # batches from which those of like length are drawn
TAUGHT = 0.5  # the share of the teacher's answers in what the student learns, beside people's labels
AVERAGED = 0.99  # what the running mean of the student's weights keeps at each step; the mean is what is saved


@dataclass(frozen=True)
class Plan:
    """What to train: the folder of NewsMTSC, and the one with what was trained on statements; epochs and rates of teacher and student."""

    corpus: Path
    out: Path
    layers: int = 4
    teacher: tuple[int, float] = (2, 3e-5)
    student: tuple[int, float] = (3, 5e-5)
    seed: int = 0


def run(plan: Plan) -> None:
    """Train both; write ``tone_teacher.pt`` and ``tone.pt``, the student."""
    torch.manual_seed(plan.seed)
    random.seed(plan.seed)
    tokenizer = Tokenizer.from_file(str(plan.out / "pieces.json"))
    examples = corpus.read(plan.corpus, tokenizer)
    away = [e for e in examples if corpus.held_out(e.article)]
    training = [e for e in examples if not corpus.held_out(e.article)]

    teacher = network.Tone(tokenizer.get_vocab_size())
    teacher.start(torch.load(plan.out / "teacher.pt", weights_only=True))
    fit(teacher, training, away, *plan.teacher, plan.seed, plan.out / "tone_teacher.pt")
    teacher.temperature.fill_(calibrate(teacher, away))
    for example, own in zip(training, scores(teacher, training).numpy(), strict=True):
        example.taught = own

    student = network.Once(plan.layers, tokenizer.get_vocab_size())
    student.load(torch.load(plan.out / "student.pt", weights_only=True), vocabulary.pieces(tokenizer))
    student = fit(student, training, away, *plan.student, plan.seed, plan.out / "tone.pt")
    student.temperature.fill_(calibrate(student, away))
    torch.save(student.state_dict(), plan.out / "tone.pt")


def fit(model, training, away, epochs: int, rate: float, seed: int, path: Path):
    """AdamW with warm-up and linear decay, labels smoothed; gives the model to keep.

    Where the examples hold a teacher's scores, those are learnt too, and the running mean of the weights is kept.
    """
    rng = random.Random(seed)
    heads = [p for name, p in model.named_parameters() if name.split(".")[0] in HEADS]
    body = [p for name, p in model.named_parameters() if p.requires_grad and name.split(".")[0] not in HEADS]
    groups = [{"params": body, "lr": rate}, {"params": heads, "lr": rate * HEAD_FACTOR}]
    optimizer = torch.optim.AdamW(groups, weight_decay=0.01, fused=True)
    total = epochs * -(-len(training) // BATCH)
    warm = max(1, int(WARM_UP * total))
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda s: min((s + 1) / warm, max(0.02, 1 - s / total)))
    mean = AveragedModel(model, multi_avg_fn=get_ema_multi_avg_fn(AVERAGED)) if training[0].taught is not None else None
    kept = model if mean is None else mean.module
    for epoch in range(epochs):
        begun, summed = time.monotonic(), 0.0
        model.train()
        plan = batches(training, rng)
        for number, batch in enumerate(plan, 1):
            loss = _loss(model, batch)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(body + heads, 1.0)
            optimizer.step()
            optimizer.zero_grad()
            schedule.step()
            if mean is not None:
                mean.update_parameters(model)
            summed += loss.item()
            if number % 50 == 0:
                shown = f"{number}/{len(plan)} loss {summed / number:.4f} {time.monotonic() - begun:.0f}s"
                print(f"{path.stem} epoch {epoch + 1}: {shown}", flush=True)
        torch.save(kept.state_dict(), path)
        f1 = macro_f1([e.label for e in away], scores(kept, away).argmax(1)) if away else float("nan")
        print(f"{path.stem} epoch {epoch + 1}: held out {f1:.4f} {time.monotonic() - begun:.0f}s", flush=True)
    return kept


def _loss(model, batch: list[corpus.Example]) -> torch.Tensor:
    given, labels = corpus.collate(batch)
    with half():
        own = model(*given).float()
    people = F.cross_entropy(own, labels, label_smoothing=SMOOTHING)
    if batch[0].taught is None:
        return people
    taught = torch.from_numpy(np.stack([e.taught for e in batch]))
    return (1 - TAUGHT) * people + TAUGHT * divergence(own, taught)


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
    with torch.inference_mode(), half():
        for begin in range(0, len(order), 32):
            chosen = order[begin : begin + 32]
            found[chosen] = model(*corpus.collate([examples[n] for n in chosen])[0]).float()
    return found


def macro_f1(truth, guess) -> float:
    truth, guess = np.asarray(truth), np.asarray(guess)
    hits = [(2 * ((truth == c) & (guess == c)).sum(), (truth == c).sum() + (guess == c).sum()) for c in range(network.CLASSES)]
    return float(np.mean([hit / max(1, both) for hit, both in hits]))


def calibrate(model, away) -> float:
    """The temperature that makes the held-out labels likeliest (Guo and others 2017)."""
    if not away:
        return 1.0
    return calibrate_scores(scores(model, away), [e.label for e in away])


def calibrate_scores(given: torch.Tensor, truth: Sequence[int]) -> float:
    """The temperature under which these scores make these labels likeliest."""
    labels = torch.tensor(truth)
    tried = np.exp(np.linspace(np.log(0.3), np.log(3.0), 181))
    losses = [F.cross_entropy(given / float(t), labels).item() for t in tried]
    return float(tried[int(np.argmin(losses))])


def calibration_error(probabilities: np.ndarray, truth: np.ndarray, bins: int = 10) -> float:
    """Expected calibration error: how far confidence and accuracy lie apart, over ten bins of confidence."""
    sure, right = probabilities.max(1), probabilities.argmax(1) == truth
    which = np.minimum((sure * bins).astype(int), bins - 1)
    gaps = [abs(sure[which == b].mean() - right[which == b].mean()) * (which == b).mean() for b in set(which.tolist())]
    return float(sum(gaps))


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
