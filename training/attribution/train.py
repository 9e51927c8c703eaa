"""Train the network that finds who said what: a wide teacher, and the student of four layers that learns from people and from it."""

from __future__ import annotations

import random
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn

from analysis.quotes import pieces
from training.attribution import corpus, network, teacher, vocabulary

VOCABULARY = 20_000
ANSWERS = "answers.npy"  # a row a piece of the articles trained on, in their order: see training.attribution.teacher.ask
AVERAGED = 0.998  # what the running mean of the weights keeps at each step; the mean is what is saved
WARM_UP = 150  # steps
HEAD_FACTOR = 5
HEADS = ("tag", "query", "key", "case", "quoted")


@dataclass(frozen=True)
class Pace:
    """How a network is trained: epochs, learning rate of its body (heads: five times that), pieces a step."""

    epochs: int
    rate: float
    batch: int


TEACHER, STUDENT = Pace(2, 6e-5, 1024), Pace(6, 1.2e-4, 1024)


def train_teacher(folder: Path, out: Path, pace: Pace = TEACHER, seed: int = 0) -> None:
    """Choose the word pieces and train the teacher; write ``pieces.json``, ``teacher.pt``, and what it says of the articles."""
    out.mkdir(parents=True, exist_ok=True)
    spec = vocabulary.choose((row["text"] for row in corpus.read(folder)[0]), VOCABULARY)
    (out / "pieces.json").write_text(spec, encoding="utf-8")
    tokenizer = Tokenizer.from_str(spec)
    torch.manual_seed(seed)
    random.seed(seed)
    model = teacher.Teacher(tokenizer.get_vocab_size())
    model.load_base(vocabulary.pieces(tokenizer))
    own = articles(folder, tokenizer)
    model = fit(model, own, pace, out / "teacher.pt", seed)
    np.save(out / ANSWERS, teacher.ask(model, own, pieces.WINDOW))


def train_student(folder: Path, out: Path, layers: int, pace: Pace = STUDENT, seed: int = 1) -> None:
    """Train the student from the base model's lower layers; write ``student.pt``."""
    tokenizer = Tokenizer.from_file(str(out / "pieces.json"))
    own = articles(folder, tokenizer)
    give_answers(out, own)
    torch.manual_seed(seed)
    random.seed(seed)
    student = network.Encoder(layers, tokenizer.get_vocab_size())
    student.load_base(vocabulary.pieces(tokenizer))
    fit(student, own, pace, out / "student.pt", seed)


def articles(folder: Path, tokenizer: Tokenizer) -> list[corpus.Marked]:
    """The articles of PolNeAR to train on."""
    corpus.set_vocabulary(tokenizer)
    rows, gold = corpus.read(folder)
    away = corpus.held_out(rows)
    return [corpus.Marked(pieces.encode(row["text"], tokenizer), gold[row["id"]]) for row in rows if row["id"] not in away]


def give_answers(out: Path, marked: Sequence[corpus.Marked]) -> None:
    """Give all these articles what the teacher said of them."""
    answers = np.load(out / ANSWERS, mmap_mode="r")
    at = 0
    for own in marked:
        for paragraph in own.paragraphs:
            own.taught.append(answers[at : at + len(paragraph)])
            at += len(paragraph)


def fit(model, marked: Sequence[corpus.Marked], pace: Pace, path: Path, seed: int):
    """Train on whole articles, packed anew each epoch; learn from a teacher's answers too, where there are any. Gives the mean."""
    rng = random.Random(seed)
    model.words.weight.requires_grad_(False)
    heads = [p for name, p in model.named_parameters() if name.split(".")[0] in HEADS]
    body = [p for name, p in model.named_parameters() if p.requires_grad and name.split(".")[0] not in HEADS]
    groups = [{"params": body, "lr": pace.rate}, {"params": heads, "lr": pace.rate * HEAD_FACTOR}]
    optimizer = torch.optim.AdamW(groups, weight_decay=0.01, fused=True)
    mean = AveragedModel(model, multi_avg_fn=get_ema_multi_avg_fn(AVERAGED))
    schedule = None
    for epoch in range(pace.epochs):
        examples = [e for own in marked for e in corpus.examples(own, pieces.WINDOW, rng)]
        rng.shuffle(examples)
        plan = _plan(examples, rng, pace.batch)
        total = len(plan) * pace.epochs
        if schedule is None:
            schedule = torch.optim.lr_scheduler.LambdaLR(
                optimizer, lambda s, total=total: min((s + 1) / WARM_UP, max(0.01, 1 - s / total))
            )
        begun, sums = time.monotonic(), [0.0, 0.0, 0.0]
        model.train()
        for number, chosen in enumerate(plan, 1):
            losses = _step(model, corpus.collate([examples[n] for n in chosen]))
            sum(losses).backward()
            torch.nn.utils.clip_grad_norm_(body + heads, 1.0)
            optimizer.step()
            optimizer.zero_grad()
            schedule.step()
            mean.update_parameters(model)
            sums = [a + float(b.detach()) for a, b in zip(sums, losses, strict=True)]
            if number % 50 == 0:
                shown = " ".join(f"{s / number:.4f}" for s in sums)
                print(
                    f"{path.stem} epoch {epoch + 1}: {number}/{len(plan)} {shown} {time.monotonic() - begun:.0f}s", flush=True
                )
        torch.save(mean.module.state_dict(), path)
    return mean.module


def _plan(examples, rng: random.Random, most: int) -> list[list[int]]:
    """Batches of windows of like size, from pools, so that the order stays random."""
    plan = []
    for begin in range(0, len(examples), 160):
        pool = range(begin, min(begin + 160, len(examples)))
        plan += [[pool[n] for n in b] for b in corpus.batches([examples[n].inputs.shape[1] for n in pool], most)]
    rng.shuffle(plan)
    return plan


def _step(model, batch):
    ids, case, quoted, _ = batch["inputs"]
    with network.half():
        outputs = model(ids, case, quoted, batch["mask"])
    tag_loss, link_loss = network.loss(outputs, batch)
    if "answers" not in batch:
        return tag_loss, network.LINK_WEIGHT * link_loss, torch.zeros(())
    return 0.5 * tag_loss, 0.5 * network.LINK_WEIGHT * link_loss, network.distillation(outputs, batch)
