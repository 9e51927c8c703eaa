"""One network for statements and tone: it reads a window once, and its lower layers serve both.

Above the shared layers stand one layer and three heads for statements (as in :mod:`training.attribution.network`), and one layer for
tone, in which each piece attends to its own sentence alone. A target asks as in :mod:`training.tone.network`: with the mean over its
own pieces and the mean over its sentence, which attend to the sentence's states in two layers more.
"""

from __future__ import annotations

import torch
from torch import nn

from training.attribution.network import DIM, Encoder, Layer
from training.tone.network import CLASSES, FAR, LAST, Cross, Once

Weights = dict[str, torch.Tensor]
LAYERS, SHARED = 4, 3  # of statements, and how many of them (the lower ones) tone has too


class Shared(Encoder):
    """:meth:`forward` reads windows, :meth:`ask` gives the scores of targets. The word table stays as it is."""

    def __init__(self, vocabulary: int) -> None:
        super().__init__(LAYERS, vocabulary)
        self.words.weight.requires_grad_(False)
        self.tone = Layer()
        self.cross = nn.ModuleList(Cross() for _ in LAST)
        self.kinds = nn.Parameter(torch.zeros(2, DIM))
        self.answer = nn.Linear(3 * DIM, CLASSES)
        self.register_buffer("temperature", torch.ones(()))

    ask = Once.ask

    def forward(self, ids, case, quoted, mask, sentence):
        """What statements are decoded from (tags, query, key), and the states (windows, pieces, 384) that targets ask.

        ``sentence`` numbers the sentences of a window; its pieces of one number are one sentence.
        """
        return self.read(self.words(ids), case, quoted, mask, sentence)

    def read(self, embedded, case, quoted, mask, sentence):
        """The same from rows of the word table; without a mask, all pieces count."""
        places = self.positions(torch.arange(embedded.shape[1], device=embedded.device))  # looked up, so that it is quantised
        x = self.drop(self.norm(embedded + places + self.case(case) + self.quoted(quoted)))
        bias = None if mask is None else (1.0 - mask.to(x.dtype))[:, None, None, :] * FAR
        apart = (sentence[:, :, None] != sentence[:, None, :])[:, None].to(x.dtype) * FAR
        states = x
        for number, layer in enumerate(self.layers):
            if number == SHARED:
                states = self.tone(x, apart if bias is None else apart + bias)
            x = layer(x, bias)
        return (self.tag(x), self.query(x), self.key(x)), states

    def load(self, attribution: Weights, tone: Weights) -> None:
        """Start from the two networks: that of statements, and the last layer and the head of the one of tone."""
        last = max(int(name.split(".")[1]) for name in tone if name.startswith("layers."))
        top = {f"tone.{name.split('.', 2)[2]}": w for name, w in tone.items() if name.startswith(f"layers.{last}.")}
        head = {name: w for name, w in tone.items() if name.split(".")[0] in ("cross", "kinds", "answer")}
        self.load_state_dict({"temperature": self.temperature, **attribution, **top, **head})
