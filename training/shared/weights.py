"""The weights of the two separate networks, out of the files of eight bits in which they were exported.

``attribution.onnx`` with ``words.npy`` and ``attribution.json`` come from :mod:`training.attribution`, ``tone.onnx`` and
``tone_head.onnx`` from :mod:`training.tone`. What is read is what the files compute with, so rounded to eight bits.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import numpy_helper

from training.attribution.export import word_table

Weights = dict[str, torch.Tensor]


def attribution(folder: Path) -> Weights:
    """The network of statements, with its table of word pieces, named as in :class:`training.attribution.network.Encoder`."""
    return {**_read(folder / "attribution.onnx"), "words.weight": word_table(folder)}


def tone(folder: Path) -> Weights:
    """The network of tone and its head, named as in :class:`training.tone.network.Once`; the word table is that of statements."""
    found = _read(folder / "tone.onnx") | _read(folder / "tone_head.onnx")
    found = {name.removeprefix("model."): w for name, w in found.items()}
    # Query, key and value were taken apart in the export, and lost their names: they come in the order of the layers.
    parts = sorted((name for name in found if name.startswith("onnx::")), key=lambda n: int(n.rsplit("_", 1)[1].split(".")[0]))
    for kind in ("weight", "bias"):
        own = [found[name] for name in parts if name.endswith(kind)]
        for layer in range(len(own) // 3):
            found[f"cross.{layer}.qkv.{kind}"] = torch.cat(own[3 * layer : 3 * layer + 3])
    return {name: w for name, w in found.items() if not name.startswith("onnx::")}


def _read(path: Path) -> Weights:
    graph = onnx.load(str(path)).graph
    values = {item.name: numpy_helper.to_array(item) for item in graph.initializer}
    users: dict[str, list[onnx.NodeProto]] = {}
    for node in graph.node:
        for name in node.input:
            users.setdefault(name, []).append(node)
    found = {name: value for name, value in values.items() if value.dtype == np.float32 and value.ndim and _named(name)}
    for node in graph.node:
        if node.op_type == "Gather" and node.input[0].endswith("_quantized"):
            found[node.input[0].removesuffix("_quantized")] = _floats(values, node.input[0])
        elif node.op_type == "MatMulInteger":
            bias = _bias(node, users, values)
            name = bias.removesuffix(".bias")
            found[f"{name}.weight"], found[f"{name}.bias"] = _floats(values, node.input[1]).T, values[bias]
    return {name: torch.from_numpy(np.array(value)) for name, value in found.items()}


def _named(name: str) -> bool:
    return name.endswith((".weight", ".bias", "kinds")) and not name.startswith("onnx::")


def _floats(values: dict[str, np.ndarray], quantised: str) -> np.ndarray:
    name = quantised.removesuffix("_quantized")
    zero = values.get(f"{name}_zero_point", np.zeros(1, np.int8))
    return (values[quantised].astype(np.float32) - zero.astype(np.float32)) * values[f"{name}_scale"]


def _bias(node: onnx.NodeProto, users: dict[str, list[onnx.NodeProto]], values: dict[str, np.ndarray]) -> str:
    """The name of what is added to a product, a few steps (casts and scales) behind it."""
    while node.op_type != "Add":
        (node, *_) = users[node.output[0]]
    return next(name for name in node.input if name in values)
