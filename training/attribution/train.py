"""Train the encoder that finds who said what: a teacher of six layers, then the shipped one of four from its lower layers."""

from __future__ import annotations

import random
import time
from pathlib import Path

import torch
from tokenizers import Tokenizer
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn

from analysis.quotes.pieces import WINDOW
from training.attribution import corpus, network, vocabulary

VOCABULARY = 20_000
BATCH = 2048  # pieces
RATES = {"teacher": 1.5e-4, "student": 1.0e-4}
HEAD_FACTOR = 5
WARM_UP = 150  # steps
AVERAGED = 0.998  # what the running mean of the weights keeps at each step; the mean is what is saved
BEFORE = 0.3  # a student that is trained further is averaged with what it was before, which keeps this share
HEADS = ("tag", "query", "key", "case", "quoted")


def run(folder: Path, out: Path, epochs: tuple[int, int], layers: int, *, seed: int, go_on: bool = False) -> None:
    """Train teacher and student; write ``teacher.pt``, ``student.pt``, ``tokenizer.json`` and ``held_out.txt``.

    ``go_on`` trains the student that is there further instead of starting it from the teacher's lower layers, and averages
    the weights of before and after (Wortsman et al. 2022).
    """
    out.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(seed)
    random.seed(seed)
    articles, gold = corpus.read(folder)
    kept, spec = vocabulary.choose((row["text"] for row in articles), VOCABULARY)
    (out / "tokenizer.json").write_text(spec, encoding="utf-8")
    tokenizer = Tokenizer.from_str(spec)
    corpus.set_vocabulary(tokenizer)
    away = corpus.held_out(articles)
    (out / "held_out.txt").write_text("\n".join(sorted(away)) + "\n", encoding="utf-8")
    training = [(row["text"], gold[row["id"]]) for row in articles if row["id"] not in away]

    teacher = network.Encoder(6, len(kept))
    teacher.load_base(kept)
    if epochs[0]:
        fit(teacher, None, training, tokenizer, epochs[0], RATES["teacher"], out / "teacher.pt", seed)
    else:
        teacher.load_state_dict(torch.load(out / "teacher.pt", weights_only=True))
    student = network.Encoder(layers, len(kept))
    start = torch.load(out / "student.pt", weights_only=True) if go_on else teacher.state_dict()
    student.load_state_dict({name: w for name, w in start.items() if name in student.state_dict()}, strict=True)
    fit(student, teacher, training, tokenizer, epochs[1], RATES["student"], out / "student.pt", seed + 1)
    if go_on:
        after = torch.load(out / "student.pt", weights_only=True)
        torch.save({name: w.lerp(start[name], BEFORE) for name, w in after.items()}, out / "student.pt")


def fit(model, teacher, training, tokenizer, epochs: int, rate: float, path: Path, seed: int) -> None:
    """Train on whole articles, packed anew each epoch; learn from the teacher's answers too, if there is one."""
    rng = random.Random(seed)
    model.words.weight.requires_grad_(False)
    heads = [p for name, p in model.named_parameters() if name.split(".")[0] in HEADS]
    body = [p for name, p in model.named_parameters() if p.requires_grad and name.split(".")[0] not in HEADS]
    groups = [{"params": body, "lr": rate}, {"params": heads, "lr": rate * HEAD_FACTOR}]
    optimizer = torch.optim.AdamW(groups, weight_decay=0.01, fused=True)
    mean = AveragedModel(model, multi_avg_fn=get_ema_multi_avg_fn(AVERAGED))
    schedule = None
    for epoch in range(epochs):
        examples = [e for text, gold in training for e in corpus.examples(text, gold, tokenizer, WINDOW, rng)]
        rng.shuffle(examples)
        plan = _plan(examples, rng)
        total = len(plan) * epochs
        if schedule is None:
            schedule = torch.optim.lr_scheduler.LambdaLR(
                optimizer, lambda s, total=total: min((s + 1) / WARM_UP, max(0.01, 1 - s / total))
            )
        begun, sums = time.monotonic(), [0.0, 0.0, 0.0]
        model.train()
        for number, chosen in enumerate(plan, 1):
            losses = _step(model, teacher, corpus.collate([examples[n] for n in chosen]))
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


def _plan(examples, rng: random.Random) -> list[list[int]]:
    """Batches of windows of like size, from pools, so that the order stays random."""
    plan = []
    for begin in range(0, len(examples), 160):
        pool = range(begin, min(begin + 160, len(examples)))
        plan += [[pool[n] for n in b] for b in corpus.batches([examples[n].inputs.shape[1] for n in pool], BATCH)]
    rng.shuffle(plan)
    return plan


def _step(model, teacher, batch):
    ids, case, quoted, _ = batch["inputs"]
    outputs = model(ids, case, quoted, batch["mask"])
    tag_loss, link_loss = network.loss(outputs, batch)
    if teacher is None:
        return tag_loss, network.LINK_WEIGHT * link_loss, torch.zeros(())
    teacher.eval()
    with torch.inference_mode():
        taught = teacher(ids, case, quoted, batch["mask"])
    taught = [t.clone() for t in taught]
    return 0.5 * tag_loss, 0.5 * network.LINK_WEIGHT * link_loss, network.distillation(outputs, taught, batch)
