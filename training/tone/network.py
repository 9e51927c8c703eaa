"""Tone towards a target, twice: a teacher that reads the sentence with the target marked, and a student that reads it once.

The student reads a sentence once and knows of no target. A target asks with two vectors, the mean over its own pieces and the mean
over the sentence; they attend to the sentence's states in two further layers, and three scores come out.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import torch
import torch.nn.functional as F  # noqa: N812
from torch import nn

from training.attribution import teacher
from training.attribution.network import DIM, HEADS, Encoder, Layer

CLASSES = 3  # negative, neutral, positive
LEFT = 4  # of the teacher's layers, those that are not trained
FAR = -30000.0  # added to the score of what must not be attended to
LAST = (4, 5)  # the base model's layers from which the student's layers of attention start


class Tone(teacher.Teacher):
    """The teacher: scores of the three polarities, from the mean over the target's pieces and from the first piece.

    Its lower layers stay as they are, which halves the cost of training; the target is marked above them.
    """

    def __init__(self, vocabulary: int, layers: int = teacher.LAYERS) -> None:
        super().__init__(vocabulary, layers)
        del self.tag, self.query, self.key
        self.words.weight.requires_grad_(False)
        self.target = nn.Embedding(2, teacher.DIM)
        nn.init.normal_(self.target.weight, std=0.02)
        self.answer = nn.Linear(2 * teacher.DIM, CLASSES)
        self.register_buffer("temperature", torch.ones(()))

    def forward(self, ids, case, quoted, target, mask):
        with torch.no_grad():
            x = self.encode(self.embed(ids, case, quoted), mask, slice(LEFT))
        x = self.encode(x + self.target(target), mask, slice(LEFT, None))
        return self.answer(self.drop(torch.cat([_mean(x, target), x[:, 0]], -1))).float() / self.temperature

    def start(self, attribution: dict[str, torch.Tensor]) -> None:
        """Start from the teacher of statements: all but its heads."""
        own = self.state_dict()
        self.load_state_dict({**own, **{name: w for name, w in attribution.items() if name in own}})


class Cross(Layer):
    """A layer in which a few queries for each target (targets, n, 384) attend to states (pieces, 384).

    ``bias`` (targets, pieces) is added to the scores. Sentences that are asked together are laid end to end, so that keys and values
    are made once for all targets.
    """

    def forward(self, queries: torch.Tensor, states: torch.Tensor, bias: torch.Tensor) -> torch.Tensor:
        weights, shifts = self.qkv.weight.chunk(3), self.qkv.bias.chunk(3)
        q, k, v = (
            F.linear(x, w, b).view(-1, HEADS, DIM // HEADS).transpose(0, 1)
            for x, w, b in zip((queries, states, states), weights, shifts, strict=True)
        )
        scores = (q @ k.transpose(1, 2) / math.sqrt(DIM // HEADS)).view(HEADS, *queries.shape[:2], -1) + bias[:, None]
        attended = torch.softmax(scores, -1).flatten(1, 2) @ v
        x = self.norm1(queries + self.drop(self.out(attended.transpose(0, 1).reshape(queries.shape))))
        return self.norm2(x + self.drop(self.down(F.gelu(self.up(x)))))


class Once(Encoder):
    """The student: :meth:`read` gives a sentence's states, :meth:`ask` the scores of targets in it. The word table stays as it is."""

    def __init__(self, layers: int, vocabulary: int) -> None:
        super().__init__(layers, vocabulary)
        del self.tag, self.query, self.key
        self.words.weight.requires_grad_(False)
        self.cross = nn.ModuleList(Cross() for _ in LAST)
        self.kinds = nn.Parameter(torch.randn(2, DIM) * 0.02)
        self.answer = nn.Linear(3 * DIM, CLASSES)
        self.register_buffer("temperature", torch.ones(()))

    def forward(self, ids, case, quoted, target, mask):
        """Scores of the polarities of one target a row."""
        states = self.read(self.words(ids), case, quoted, mask)
        apart = torch.eye(len(ids), dtype=torch.bool)[:, :, None]  # each asks its own row of all that lie end to end
        return self.ask(states.flatten(0, 1), (apart & target.bool()).flatten(1), (apart & mask.bool()).flatten(1))

    def read(self, embedded, case, quoted, mask=None):
        """States (rows, pieces, 384) from rows of the word table; without a mask, all pieces count."""
        places = self.positions(torch.arange(embedded.shape[1], device=embedded.device))  # looked up, so that it is quantised
        x = self.drop(self.norm(embedded + places + self.case(case) + self.quoted(quoted)))
        bias = None if mask is None else (1.0 - mask.to(x.dtype))[:, None, None, :] * FAR
        for layer in self.layers:
            x = layer(x, bias)
        return x

    def ask(self, states, target, sentence):
        """Scores of the polarities: ``target`` and ``sentence`` (targets, pieces) mark the pieces of each in ``states`` (pieces, 384)."""
        own = mean_of(states, target)
        queries = torch.stack([own, mean_of(states, sentence)], 1) + self.kinds
        bias = (1.0 - sentence.to(states.dtype)) * FAR
        for layer in self.cross:
            queries = layer(queries, states, bias)
        return self.answer(self.drop(torch.cat([queries[:, 0], queries[:, 1], own], -1))) / self.temperature

    def load(self, attribution: dict[str, torch.Tensor], pieces: Sequence[str]) -> None:
        """Start from the network of statements, and from the base model's last layers."""
        own = self.state_dict()
        self.load_state_dict({**own, **{name: w for name, w in attribution.items() if name in own}})
        base = Encoder(max(LAST) + 1, len(pieces))
        base.load_base(pieces)
        for layer, number in zip(self.cross, LAST, strict=True):
            layer.load_state_dict(base.layers[number].state_dict())


def mean_of(states: torch.Tensor, marked: torch.Tensor) -> torch.Tensor:
    """The mean (targets, 384) of the states (pieces, 384) that each target marks (targets, pieces)."""
    share = marked.to(states.dtype)
    return (share @ states) / share.sum(1, keepdim=True).clamp(min=1)


def _mean(states: torch.Tensor, marked: torch.Tensor) -> torch.Tensor:
    share = marked.to(states.dtype)[..., None]
    return (states * share).sum(1) / share.sum(1).clamp(min=1)
