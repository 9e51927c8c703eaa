"""The encoder of attribution with a head for tone: the target's pieces are marked, and three scores come out."""

from __future__ import annotations

from pathlib import Path

import torch
from torch import nn

from training.attribution.network import DIM, Encoder

CLASSES = 3  # negative, neutral, positive


class Tone(Encoder):
    """Scores of the three polarities, from the mean over the target's pieces and from the first piece."""

    def __init__(self, layers: int, vocabulary: int) -> None:
        super().__init__(layers, vocabulary)
        del self.tag, self.query, self.key
        self.target = nn.Embedding(2, DIM)
        nn.init.normal_(self.target.weight, std=0.02)
        self.answer = nn.Linear(2 * DIM, CLASSES)
        self.register_buffer("temperature", torch.ones(()))

    def forward(self, ids, case, quoted, target, mask):
        width = ids.shape[1]
        places = self.positions(torch.arange(width, device=ids.device))  # looked up, so that it is quantised too
        x = self.words(ids) + places + self.case(case) + self.quoted(quoted) + self.target(target)
        x = self.drop(self.norm(x))
        bias = (1.0 - mask.to(x.dtype))[:, None, None, :] * -30000.0
        for layer in self.layers:
            x = layer(x, bias)
        marked = target[..., None].to(x.dtype)
        mean = (x * marked).sum(1) / marked.sum(1).clamp(min=1)
        return self.answer(self.drop(torch.cat([mean, x[:, 0]], -1))) / self.temperature

    def load_attribution(self, path: Path) -> None:
        """Start from a network trained for attribution: its lower layers, and all embeddings but those of the word pieces."""
        own = self.state_dict()
        theirs = torch.load(path, weights_only=True)
        self.load_state_dict({**own, **{name: w for name, w in theirs.items() if name in own and name != "words.weight"}})
