"""The trained network as the package ships it: two ONNX files, weights of seven bits, one that reads windows and one that answers for targets.

The word table is not trained, so it stays the file it was; the network is given rows of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import onnx
import torch
from torch import nn

from training.attribution.network import DIM
from training.shared.network import Shared

ENCODER, HEAD = "encoder.onnx", "tone_head.onnx"
READ = ("embedded", "case", "quoted", "sentence")
FOUND = ("tags", "query", "key", "states")


class Read(nn.Module):
    """What one window gives: tags, query, key (1, pieces, …) and the states (1, pieces, 384)."""

    def __init__(self, model: Shared) -> None:
        super().__init__()
        self.model = model

    def forward(self, embedded, case, quoted, sentence):
        found, states = self.model.read(embedded, case, quoted, None, sentence)
        return *found, states


class Ask(nn.Module):
    """Probabilities (targets, 3) from a window's states (pieces, 384), the pieces of each target and those of its sentence."""

    def __init__(self, model: Shared) -> None:
        super().__init__()
        self.model = model

    def forward(self, states, target, sentence):
        return torch.softmax(self.model.ask(states, target, sentence), -1)


def export(model: Shared, folder: Path) -> None:
    """Write both files, dynamically quantised (matrix products and embeddings, per channel)."""
    model.eval()
    width = 40
    plain = torch.zeros(1, width, dtype=torch.long)
    axes = {name: {1: "pieces"} for name in (*READ, *FOUND)}
    write(Read(model), (torch.randn(1, width, DIM), plain, plain, plain + 1), READ, FOUND, axes, folder / ENCODER)
    marked = torch.ones(2, width, dtype=torch.bool)
    axes = {"states": {0: "pieces"}, "probabilities": {0: "targets"}}
    axes |= {name: {0: "targets", 1: "pieces"} for name in ("target", "sentence")}
    example = torch.randn(width, DIM), marked, marked
    write(Ask(model), example, ("states", "target", "sentence"), ("probabilities",), axes, folder / HEAD)


def write(module: nn.Module, example: tuple, given: Sequence[str], found: Sequence[str], axes: dict, path: Path) -> None:
    """Write a network dynamically quantised (matrix products and embeddings, per channel); ``axes`` name those of any length."""
    from onnxruntime.quantization import QuantType, quantize_dynamic

    full = path.with_suffix(".full.onnx")
    torch.onnx.export(
        module,
        example,
        str(full),
        input_names=list(given),
        output_names=list(found),
        dynamic_axes=axes,
        dynamo=False,
        opset_version=17,
    )
    kinds = ["MatMul", "Gather"]
    quantize_dynamic(
        str(full),
        str(path),
        weight_type=QuantType.QInt8,
        per_channel=True,
        reduce_range=True,  # seven bits: sums of two products of eight overflow on processors without VNNI, which then answer otherwise
        op_types_to_quantize=kinds,
    )
    full.unlink()
    shipped = onnx.load(str(path))
    shipped.producer_name = shipped.producer_version = shipped.doc_string = ""
    onnx.save(shipped, str(path))
    print(f"{path}: {path.stat().st_size / 1e6:.1f} MB", flush=True)
