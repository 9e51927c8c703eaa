"""The table of word pieces as it is shipped (:mod:`analysis.quotes.word_table`): four bits a weight; it is not trained."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import torch

from analysis.quotes.word_table import GROUP, LEVELS, WordTable

TABLE = "words.npz"
NARROWED = (1.0, 0.95, 0.9, 0.85, 0.8, 0.75, 0.7)  # how much of a group's range its levels span: rare large weights may be cut


def write(weights: torch.Tensor, folder: Path) -> None:
    """Round a table (pieces, 384) to four bits, each group to the levels that leave the least squared error, and write it."""
    groups = weights.numpy().reshape(-1, GROUP)
    least = np.full(len(groups), np.inf, np.float32)
    codes, steps, lows = np.zeros(groups.shape, np.uint8), np.zeros(len(groups), np.float16), np.zeros(len(groups), np.float16)
    for part in NARROWED:
        low, high = groups.min(1) * part, groups.max(1) * part
        step, low = ((high - low) / (LEVELS - 1)).astype(np.float16), low.astype(np.float16)
        floats = step.astype(np.float32)[:, None], low.astype(np.float32)[:, None]
        found = np.clip(np.rint((groups - floats[1]) / np.maximum(floats[0], 1e-8)), 0, LEVELS - 1).astype(np.uint8)
        error = ((found * floats[0] + floats[1] - groups) ** 2).sum(1)
        better = error < least
        codes[better], steps[better], lows[better], least[better] = found[better], step[better], low[better], error[better]
    pairs = codes.reshape(len(weights), -1, 2)
    shape = (len(weights), -1)
    np.savez(folder / TABLE, codes=pairs[..., 0] | pairs[..., 1] << 4, step=steps.reshape(shape), low=lows.reshape(shape))


def read(folder: Path) -> torch.Tensor:
    """The table in this folder as floats, as the network is given it."""
    table = WordTable.load((folder / TABLE).read_bytes())
    return torch.from_numpy(table.rows(np.arange(len(table.codes))))
