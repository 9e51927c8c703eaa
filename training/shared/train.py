"""Train one network for statements and tone, which starts from the two separate ones and learns from their teachers too.

The judged sentences would pull the shared layers away from statements, which nobody has marked in them: so the teacher of statements
marks them.
"""

from __future__ import annotations

import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F  # noqa: N812
from tokenizers import Tokenizer
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn

from analysis.quotes.pieces import WINDOW
from training.attribution import corpus as statements
from training.attribution import network as separate
from training.attribution import teacher
from training.attribution.network import half
from training.attribution.train import give_answers
from training.shared import corpus, network, words
from training.tone.network import Once
from training.tone.train import calibrate_scores, macro_f1

RATE, HEAD_FACTOR, WARM_UP = 8e-5, 4, 100  # of steps, the last one
BATCH, BATCH_TONE = 1024, 500  # pieces a step, of articles and of judged sentences
AVERAGED = 0.998  # what the running mean of the weights keeps at each step; the mean is what is saved
SMOOTHING = 0.1
JUDGED = 0.5  # how much what the teacher of statements says of the judged sentences counts beside what is marked in articles
EPOCHS = 2
HEADS = ("tag", "query", "key", "answer", "kinds")


@dataclass(frozen=True)
class Plan:
    """What to train: the folders of PolNeAR, of NewsMTSC, and of the separate networks' files, where the weights are written."""

    statements: Path
    tone: Path
    out: Path
    epochs: int = EPOCHS
    seed: int = 0


def run(plan: Plan) -> None:
    """Train; write ``shared.pt`` and ``held_out.txt`` (the articles of PolNeAR that took no part)."""
    torch.manual_seed(plan.seed)
    random.seed(plan.seed)
    tokenizer = Tokenizer.from_file(str(plan.out / "pieces.json"))
    statements.set_vocabulary(tokenizer)
    rows, gold = statements.read(plan.statements)
    away = statements.held_out(rows)
    (plan.out / "held_out.txt").write_text("\n".join(sorted(away)) + "\n", encoding="utf-8")
    articles = [corpus.article(row["text"], gold[row["id"]], tokenizer) for row in rows if row["id"] not in away]
    give_answers(plan.out, articles)
    judged, kept = corpus.judged(plan.tone, tokenizer)

    separate_ones = [torch.load(plan.out / name, weights_only=True) for name in ("student.pt", "tone.pt")]
    teach(separate_ones[1], [*judged, *(told for own in articles for told in own.sentences.values())])
    words.write(separate_ones[0]["words.weight"], plan.out)
    model = network.Shared(tokenizer.get_vocab_size())
    teach_statements(plan.out, judged)
    model.load({**separate_ones[0], "words.weight": words.read(plan.out)}, separate_ones[1])
    model = fit(model, articles, judged, kept, plan)
    model.temperature.fill_(calibrate_scores(*scores(model, windows_alone(kept))))
    torch.save(model.state_dict(), plan.out / "shared.pt")


def teach(tone: network.Weights, told: Sequence[corpus.Told]) -> None:
    """Let the separate network of tone answer for every target, each sentence read alone."""
    model = Once(network.LAYERS, len(tone["words.weight"])).eval()
    model.load_state_dict(tone)
    order = sorted((one for one in told if one.asked), key=lambda one: len(one.pieces))
    with torch.inference_mode(), half():
        for begin in range(0, len(order), 16):
            batch = corpus.collate([corpus.together([[one]]) for one in order[begin : begin + 16]])
            ids, case, quoted, _ = batch["inputs"]
            states = model.read(model.words(ids), case, quoted, batch["mask"])
            asked = model.ask(states.flatten(0, 1), batch["target"], batch["own"])
            found = torch.softmax(asked.float(), -1).numpy()
            for one, own in zip(corpus.all_asked(order[begin : begin + 16]), found, strict=True):
                one.taught = own


def teach_statements(out: Path, told: Sequence[corpus.Told], layers: int = teacher.LAYERS) -> None:
    """Let the wide teacher of statements mark the judged sentences, each read alone."""
    weights = torch.load(out / "teacher.pt", weights_only=True)
    model = teacher.Teacher(len(weights["words.weight"]), layers)
    model.load_state_dict(weights)
    answers = teacher.ask(model, [statements.Marked([one.pieces], []) for one in told], WINDOW)
    at = 0
    for one in told:
        one.taught = answers[at : at + len(one.pieces)]
        at += len(one.pieces)


def fit(model, articles, judged, kept, plan: Plan):
    """AdamW over articles and judged sentences in turns; gives the running mean of the weights."""
    rng = random.Random(plan.seed)
    heads = [p for name, p in model.named_parameters() if name.split(".")[0] in HEADS]
    body = [p for name, p in model.named_parameters() if p.requires_grad and name.split(".")[0] not in HEADS]
    groups = [{"params": body, "lr": RATE}, {"params": heads, "lr": RATE * HEAD_FACTOR}]
    optimizer = torch.optim.AdamW(groups, weight_decay=0.01, fused=True)
    mean = AveragedModel(model, multi_avg_fn=get_ema_multi_avg_fn(AVERAGED))
    sentences = _endless(judged, rng)
    schedule = None
    for epoch in range(plan.epochs):
        steps = batches([w for own in articles for w in corpus.windows(own, WINDOW, rng)], rng, BATCH)
        if schedule is None:
            total = len(steps) * plan.epochs
            schedule = torch.optim.lr_scheduler.LambdaLR(
                optimizer, lambda s, total=total: min((s + 1) / WARM_UP, max(0.02, 1 - s / total))
            )
        begun, sums = time.monotonic(), np.zeros(4)
        model.train()
        for number, own in enumerate(steps, 1):
            losses = _statements_and_tone(model, corpus.collate(own)), _tone(model, corpus.collate(next(sentences)))
            for some in losses:
                sum(some).backward()
            torch.nn.utils.clip_grad_norm_(body + heads, 1.0)
            optimizer.step()
            optimizer.zero_grad()
            schedule.step()
            mean.update_parameters(model)
            sums += [float(loss.detach()) for some in losses for loss in some]
            if number % 50 == 0:
                shown = " ".join(f"{s / number:.4f}" for s in sums)
                print(f"epoch {epoch + 1}: {number}/{len(steps)} {shown} {time.monotonic() - begun:.0f}s", flush=True)
        torch.save(mean.module.state_dict(), plan.out / "shared.pt")
        _show(f"epoch {epoch + 1}", mean.module, kept)
    return mean.module


def _show(when: str, model, kept: Sequence[corpus.Told]) -> None:
    for name, own in {"alone": windows_alone(kept), "among others": corpus.mixed(kept, random.Random(1), 0.0)}.items():
        found, labels = scores(model, own)
        print(f"{when}, {name}: {macro_f1(labels, found.argmax(1)):.4f}", flush=True)


def _statements_and_tone(model, batch) -> tuple[torch.Tensor, torch.Tensor]:
    """Losses of an annotated article's windows: of statements, and of the tone towards its names."""
    found, states = _read(model, batch)
    tags, links = separate.loss(found, batch)
    distilled = separate.distillation(found, batch)
    return 0.5 * tags + 0.5 * separate.LINK_WEIGHT * links + distilled, _towards(model, states, batch)


def _tone(model, batch) -> tuple[torch.Tensor, torch.Tensor]:
    found, states = _read(model, batch)
    return _towards(model, states, batch), JUDGED * separate.distillation(found, batch)


def _read(model, batch):
    ids, case, quoted, _ = batch["inputs"]
    with half():
        found, states = model(ids, case, quoted, batch["mask"], batch["sentence"])
    return [part.float() for part in found], states.float()


def _towards(model, states, batch) -> torch.Tensor:
    """Half from people, where they have judged, and half from the teacher; from the teacher alone elsewhere."""
    if not len(batch["label"]):
        return states.sum() * 0.0
    with half():
        asked = model.ask(states.flatten(0, 1), batch["target"], batch["own"])
    logs = torch.log_softmax(asked.float(), -1)
    by_people = batch["label"] != corpus.NOBODY
    people = F.cross_entropy(logs, batch["label"].clamp(min=0), label_smoothing=SMOOTHING, reduction="none")
    taught = F.kl_div(logs, batch["taught"], reduction="none").sum(-1)
    return torch.where(by_people, 0.5 * people + 0.5 * taught, taught).mean()


def _endless(judged, rng: random.Random) -> Iterator[list[corpus.Window]]:
    while True:
        yield from batches(corpus.mixed(judged, rng), rng, BATCH_TONE)


def batches(windows: list[corpus.Window], rng: random.Random, most: int) -> list[list[corpus.Window]]:
    """Batches of windows of like size, from pools, so that the order stays random."""
    rng.shuffle(windows)
    plan = []
    for begin in range(0, len(windows), 160):
        pool = windows[begin : begin + 160]
        plan += [[pool[n] for n in some] for some in statements.batches([len(w.sentence) for w in pool], most)]
    rng.shuffle(plan)
    return plan


def windows_alone(told: Sequence[corpus.Told]) -> list[corpus.Window]:
    """A window a sentence, short ones first."""
    return [corpus.together([[one]]) for one in sorted(told, key=lambda one: len(one.pieces))]


def scores(model, windows: Sequence[corpus.Window]) -> tuple[torch.Tensor, list[int]]:
    """Scores of the polarities and labels, a row a target, of windows in their order."""
    model.eval()
    found, labels = [], []
    with torch.inference_mode():
        for begin in range(0, len(windows), 8):
            batch = corpus.collate(windows[begin : begin + 8])
            ids, case, quoted, _ = batch["inputs"]
            states = model(ids, case, quoted, batch["mask"], batch["sentence"])[1]
            found.append(model.ask(states.flatten(0, 1), batch["target"], batch["own"]))
            labels += batch["label"].tolist()
    return torch.cat(found), labels
