"""The trained student as files: ONNX with weights of eight bits, its word pieces and their table."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import helper, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic
from tokenizers import Tokenizer

from training.attribution import network


def run(out: Path, layers: int) -> None:
    """Write ``attribution.onnx``, ``words.npy``, ``attribution.json`` and ``pieces.json`` beside what was trained."""
    tokenizer = (out / "tokenizer.json").read_text(encoding="utf-8")
    model = network.Encoder(layers, Tokenizer.from_str(tokenizer).get_vocab_size())
    model.load_state_dict(torch.load(out / "student.pt", weights_only=True))
    model.eval()
    rows, width = 2, 40
    example = (
        torch.randint(100, 1000, (rows, width)),
        torch.zeros(rows, width, dtype=torch.long),
        torch.zeros(rows, width, dtype=torch.long),
        torch.ones(rows, width, dtype=torch.bool),
    )
    inputs, outputs = ["ids", "case", "quoted", "mask"], ["tags", "query", "key"]
    whole = out / "attribution.fp32.onnx"
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
    target = out / "attribution.onnx"
    quantize_dynamic(
        str(whole), str(target), weight_type=QuantType.QInt8, per_channel=True, op_types_to_quantize=["MatMul", "Gather"]
    )
    shipped = onnx.load(str(target))
    card = {"words": take_words(shipped, out / "words.npy")}
    shipped.producer_name = shipped.producer_version = shipped.doc_string = ""
    onnx.save(shipped, str(target))
    (out / "pieces.json").write_text(tokenizer, encoding="utf-8")
    (out / "attribution.json").write_text(json.dumps(card, indent=1, sort_keys=True) + "\n", encoding="utf-8")


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


def word_table(folder: Path) -> torch.Tensor:
    """The table of word pieces in ``words.npy``: a row a piece, as floats."""
    card = json.loads((folder / "attribution.json").read_text(encoding="utf-8"))["words"]
    table = np.load(folder / "words.npy").astype(np.float32)
    return torch.from_numpy((table - np.float32(card["zero_point"])) * np.float32(card["scale"]))
