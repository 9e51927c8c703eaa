"""The table of word pieces as it is shipped: eight bits, one scale and zero point for all; it is not trained."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import torch

TABLE, FACTS = "words.npy", "words.json"


def write(weights: torch.Tensor, folder: Path) -> None:
    """Round a table (pieces, 384) to eight bits; write it, and its scale and zero point."""
    floats = weights.numpy()
    low, high = min(float(floats.min()), 0.0), max(float(floats.max()), 0.0)
    scale = np.float32((high - low) / 255)
    zero = round(-low / float(scale))
    np.save(folder / TABLE, np.clip(np.rint(floats / scale) + zero, 0, 255).astype(np.uint8))
    facts = {"scale": float(scale), "zero_point": zero}
    (folder / FACTS).write_text(json.dumps(facts) + "\n", encoding="utf-8")


def facts(folder: Path) -> dict[str, float]:
    """The scale and the zero point of the table in this folder."""
    return json.loads((folder / FACTS).read_text(encoding="utf-8"))


def read(folder: Path) -> torch.Tensor:
    """The table in this folder as floats, as the network is given it."""
    own = facts(folder)
    table = np.load(folder / TABLE).astype(np.float32)
    return torch.from_numpy((table - np.float32(own["zero_point"])) * np.float32(own["scale"]))
