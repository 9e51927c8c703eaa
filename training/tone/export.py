"""The trained network as an ONNX file: weights and embeddings in eight bits, probabilities out."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import torch
from torch import nn

from training.tone import corpus, network

NAMES = ("ids", "case", "quoted", "target", "mask")


class Probabilities(nn.Module):
    """The network with the softmax behind it."""

    def __init__(self, model: network.Tone) -> None:
        super().__init__()
        self.model = model

    def forward(self, ids, case, quoted, target, mask):
        return torch.softmax(self.model(ids, case, quoted, target, mask), -1)


def export(weights: Path, path: Path, layers: int) -> None:
    """Write the ONNX file, dynamically quantised (matrix products and embeddings, per channel)."""
    from onnxruntime.quantization import QuantType, quantize_dynamic

    state = torch.load(weights, weights_only=True)
    model = network.Tone(layers, state["words.weight"].shape[0])
    model.load_state_dict(state)
    model.eval()
    shape = (2, 40)
    example = [torch.zeros(shape, dtype=torch.long) for _ in NAMES[:4]] + [torch.ones(shape, dtype=torch.bool)]
    full = path.with_suffix(".full.onnx")
    axes = {name: {0: "batch", 1: "pieces"} for name in NAMES} | {"probabilities": {0: "batch"}}
    torch.onnx.export(
        Probabilities(model),
        tuple(example),
        str(full),
        input_names=list(NAMES),
        output_names=["probabilities"],
        dynamic_axes=axes,
        dynamo=False,
        opset_version=17,
    )
    kinds = ["MatMul", "Gather"]
    quantize_dynamic(str(full), str(path), weight_type=QuantType.QInt8, per_channel=True, op_types_to_quantize=kinds)
    full.unlink()
    print(f"{path}: {path.stat().st_size / 1e6:.1f} MB")


def answers(path: Path, examples: list[corpus.Example]) -> np.ndarray:
    """The probabilities that the exported file gives, a row an example."""
    import onnxruntime

    session = onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"])
    found = np.zeros((len(examples), network.CLASSES))
    for n, example in enumerate(examples):
        given, _ = corpus.collate([example])
        found[n] = session.run(None, {name: part.numpy() for name, part in zip(NAMES, given, strict=True)})[0][0]
    return found
