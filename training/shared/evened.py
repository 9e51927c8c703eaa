"""Make a network easy to round to few bits: even out the inputs of its products, without a change of what it computes.

A product's input is rounded with one step for all of its channels, so a few large channels cost the others their precision. Each
channel is divided by a number, and the weights that it meets are multiplied by it (SmoothQuant: Xiao et al., ICML 2023).
"""

from __future__ import annotations

import random
from collections.abc import Iterable
from pathlib import Path

import torch
from tokenizers import Tokenizer
from torch import nn

from analysis.quotes.pieces import WINDOW
from training.attribution import corpus as statements
from training.shared import corpus

SHARE = 0.85  # how much of the unevenness goes into the weights; between .75 and .9 the error is about the least
PARTS = ("up", "down")  # the products of a layer whose inputs are uneven
ARTICLES, SENTENCES = 24, 400  # that the channels are measured on, of those that were trained on
LEAST = 1e-4


class Evened(nn.Module):
    """The linear map ``of``, which takes its input divided by ``by`` (one number a channel)."""

    def __init__(self, of: nn.Linear, by: torch.Tensor) -> None:
        super().__init__()
        self.of = nn.Linear(of.in_features, of.out_features)
        self.of.weight.data = of.weight.detach() * by
        self.of.bias.data = of.bias.detach()
        self.register_buffer("times", 1.0 / by)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return self.of(x * self.times)


def even(model: nn.Module, batches: Iterable[dict]) -> None:
    """Put :class:`Evened` in the place of the layers' :data:`PARTS`, by how large their inputs get in these batches."""
    most: dict[nn.Module, torch.Tensor] = {}

    def keep(part: nn.Module, given: tuple[torch.Tensor, ...]) -> None:
        found = given[0].detach().abs().flatten(0, -2).amax(0)
        most[part] = torch.maximum(most[part], found) if part in most else found

    layers = [layer for layer in model.modules() if all(isinstance(getattr(layer, name, None), nn.Linear) for name in PARTS)]
    hooks = [getattr(layer, name).register_forward_pre_hook(keep) for layer in layers for name in PARTS]
    model.eval()
    with torch.inference_mode():
        for batch in batches:
            ids, case, quoted, _ = batch["inputs"]
            states = model(ids, case, quoted, batch["mask"], batch["sentence"])[1]
            if len(batch["label"]):
                model.ask(states.flatten(0, 1), batch["target"], batch["own"])
    for hook in hooks:
        hook.remove()
    for layer in layers:
        for name in PARTS:
            part = getattr(layer, name)
            inputs, weights = most[part].clamp(min=LEAST), part.weight.detach().abs().amax(0).clamp(min=LEAST)
            by = inputs**SHARE / weights ** (1 - SHARE)
            setattr(layer, name, Evened(part, (by / by.log().mean().exp()).clone()))


def batches(polnear: Path, newsmtsc: Path, tokenizer: Tokenizer, away: set[str], seed: int = 0) -> Iterable[dict]:
    """Windows of articles and of judged sentences that were trained on."""
    rng = random.Random(seed)
    statements.set_vocabulary(tokenizer)
    rows, gold = statements.read(polnear)
    rows = [row for row in rows if row["id"] not in away]
    articles = (corpus.article(row["text"], gold[row["id"]], tokenizer) for row in rows[:: max(1, len(rows) // ARTICLES)])
    windows = [window for own in articles for window in corpus.windows(own, WINDOW, rng)]
    judged = corpus.judged(newsmtsc, tokenizer)[0]
    windows += corpus.mixed(judged[:: max(1, len(judged) // SENTENCES)], rng)
    for window in windows:
        yield corpus.collate([window])
