"""The trained encoder as the package ships it: ONNX with weights of eight bits, its tokenizer, and the facts of its card."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import helper, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic


def export(model: torch.nn.Module, tokenizer: str, card: dict, folder: Path, scratch: Path) -> None:
    """Write ``attribution.onnx``, ``words.npy``, ``attribution.json`` and ``pieces.json`` into a folder."""
    model.eval()
    rows, width = 2, 40
    example = (
        torch.randint(100, 1000, (rows, width)),
        torch.zeros(rows, width, dtype=torch.long),
        torch.zeros(rows, width, dtype=torch.long),
        torch.ones(rows, width, dtype=torch.bool),
    )
    inputs, outputs = ["ids", "case", "quoted", "mask"], ["tags", "query", "key"]
    scratch.mkdir(parents=True, exist_ok=True)
    whole = scratch / "attribution.fp32.onnx"
    torch.onnx.export(
        model,
        example,
        str(whole),
        input_names=inputs,
        output_names=outputs,
        dynamic_axes={name: {0: "windows", 1: "pieces"} for name in inputs + outputs},
        dynamo=False,
        opset_version=17,
    )
    target = folder / "attribution.onnx"
    quantize_dynamic(
        str(whole), str(target), weight_type=QuantType.QInt8, per_channel=True, op_types_to_quantize=["MatMul", "Gather"]
    )
    shipped = onnx.load(str(target))
    card["words"] = take_words(shipped, folder / "words.npy")
    shipped.producer_name = shipped.producer_version = shipped.doc_string = ""
    onnx.save(shipped, str(target))
    (folder / "pieces.json").write_text(tokenizer, encoding="utf-8")
    write_card(card, folder)


def take_words(network: onnx.ModelProto, path: Path) -> dict[str, float]:
    """Move the table of word pieces out of a network, so that another can share it; gives its scale and zero point.

    The network then takes the rows of its pieces (``embedded``) in place of their numbers (``ids``).
    """
    graph = network.graph
    values = {item.name: item for item in graph.initializer}
    rows = next(n for n in graph.node if n.op_type == "Gather" and "ids" in n.input)
    floats = next(n for n in graph.node if n.op_type == "DequantizeLinear" and rows.output[0] in n.input)
    table, scale, zero = (numpy_helper.to_array(values[name]) for name in (rows.input[0], *floats.input[1:]))
    np.save(path, table)
    for node in (rows, floats):
        graph.node.remove(node)
    for name in (rows.input[0], *floats.input[1:]):
        graph.initializer.remove(values[name])
    for node in graph.node:  # the others ask for the shape of ids, and for the rows
        for n, name in enumerate(node.input):
            node.input[n] = {"ids": "case", floats.output[0]: "embedded"}.get(name, name)
    graph.input.remove(next(i for i in graph.input if i.name == "ids"))
    shape = ["windows", "pieces", table.shape[1]]
    graph.input.append(helper.make_tensor_value_info("embedded", onnx.TensorProto.FLOAT, shape))
    return {"scale": float(scale), "zero_point": int(zero)}


def write_card(card: dict, folder: Path) -> None:
    """Write ``attribution.json``: version, calibration, scores on held-out articles."""
    (folder / "attribution.json").write_text(json.dumps(card, indent=1, sort_keys=True) + "\n", encoding="utf-8")
