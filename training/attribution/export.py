"""The trained encoder as the package ships it: ONNX with weights of eight bits, its tokenizer, and the facts of its card."""

from __future__ import annotations

import json
from pathlib import Path

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic


def export(model: torch.nn.Module, tokenizer: str, card: dict, folder: Path, scratch: Path) -> None:
    """Write ``attribution.onnx``, ``attribution.json`` and ``pieces.json`` into a folder."""
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
    shipped.producer_name = shipped.producer_version = shipped.doc_string = ""
    onnx.save(shipped, str(target))
    (folder / "pieces.json").write_text(tokenizer, encoding="utf-8")
    write_card(card, folder)


def write_card(card: dict, folder: Path) -> None:
    """Write ``attribution.json``: version, calibration, scores on held-out articles."""
    (folder / "attribution.json").write_text(json.dumps(card, indent=1, sort_keys=True) + "\n", encoding="utf-8")
