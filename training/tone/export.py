"""The student as two ONNX files of eight bits: its encoder, which reads a sentence, and the head, which answers for its targets.

The encoder is given rows of the word table, which the encoder of attribution has too and which is shipped once.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import onnx
import torch
from torch import nn

from training.attribution.network import DIM
from training.tone import corpus, network

ENCODER, HEAD = "tone.onnx", "tone_head.onnx"
READ = ("embedded", "case", "quoted")


class Read(nn.Module):
    """States (1, pieces, 384) of one sentence."""

    def __init__(self, model: network.Once) -> None:
        super().__init__()
        self.model = model

    def forward(self, embedded, case, quoted):
        return self.model.read(embedded, case, quoted)


class Ask(nn.Module):
    """Probabilities (targets, 3) from a sentence's states (pieces, 384) and the pieces of its targets (targets, pieces)."""

    def __init__(self, model: network.Once) -> None:
        super().__init__()
        self.model = model

    def forward(self, states, target):
        return torch.softmax(self.model.ask(states[None], target, torch.ones_like(target[:1])), -1)


def export(model: network.Once, folder: Path) -> None:
    """Write ``tone.onnx`` and ``tone_head.onnx``, dynamically quantised (matrix products and embeddings, per channel)."""
    model.eval()
    width = 40
    plain = torch.zeros(1, width, dtype=torch.long)
    sentence = {name: {1: "pieces"} for name in (*READ, "states")}
    write(Read(model), (torch.randn(1, width, DIM), plain, plain), READ, ("states",), sentence, folder / ENCODER)
    example = torch.randn(width, DIM), torch.ones(2, width, dtype=torch.bool)
    axes = {"states": {0: "pieces"}, "target": {0: "targets", 1: "pieces"}, "probabilities": {0: "targets"}}
    write(Ask(model), example, ("states", "target"), ("probabilities",), axes, folder / HEAD)


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
    quantize_dynamic(str(full), str(path), weight_type=QuantType.QInt8, per_channel=True, op_types_to_quantize=kinds)
    full.unlink()
    shipped = onnx.load(str(path))
    shipped.producer_name = shipped.producer_version = shipped.doc_string = ""
    onnx.save(shipped, str(path))
    print(f"{path}: {path.stat().st_size / 1e6:.1f} MB", flush=True)


def answers(folder: Path, words: np.ndarray, examples: Sequence[corpus.Example]) -> np.ndarray:
    """The probabilities that the exported files give with this word table, a row an example."""
    import onnxruntime

    encoder, head = (
        onnxruntime.InferenceSession(str(folder / name), providers=["CPUExecutionProvider"]) for name in (ENCODER, HEAD)
    )
    found = np.zeros((len(examples), network.CLASSES))
    for n, example in enumerate(examples):
        ids, case, quoted, target = example.rows[:, None, :]
        states = encoder.run(["states"], dict(zip(READ, (words[ids], case, quoted), strict=True)))[0][0]
        found[n] = head.run(["probabilities"], {"states": states, "target": target.astype(bool)})[0][0]
    return found
