"""The table of word pieces that the network starts from, at four bits a weight.

A row has as many groups of :data:`GROUP` weights as fit; a group is told by its lowest value and the step between its sixteen levels, each a
16-bit float. The file is numpy's ``.npz`` with the arrays ``codes`` (two weights a byte, the first in the lower half), ``step`` and ``low``.
"""

from __future__ import annotations

import io
from dataclasses import dataclass

import numpy as np

__all__ = ["GROUP", "LEVELS", "WordTable"]

GROUP, LEVELS = 32, 16


@dataclass(frozen=True)
class WordTable:
    """``codes`` (pieces, weights / 2), ``step`` and ``low`` (pieces, weights / GROUP)."""

    codes: np.ndarray
    step: np.ndarray
    low: np.ndarray

    @classmethod
    def load(cls, file: bytes) -> WordTable:
        """The table in a file's bytes. Raises :class:`ValueError` where its arrays are not those of a table."""
        with np.load(io.BytesIO(file), allow_pickle=False) as arrays:
            table = cls(*(arrays[name] for name in ("codes", "step", "low")))
        pieces, bytes_ = table.codes.shape
        if table.codes.dtype != np.uint8 or {table.step.shape, table.low.shape} != {(pieces, bytes_ * 2 // GROUP)}:
            raise ValueError("the table of word pieces does not fit together")
        return table

    def rows(self, ids: np.ndarray) -> np.ndarray:
        """The rows of these pieces, as 32-bit floats: the shape of ``ids``, and the weights of a row."""
        packed = self.codes[ids]
        codes = np.stack((packed & 15, packed >> 4), -1).reshape(*self.step[ids].shape, GROUP)
        floats = codes * self.step[ids].astype(np.float32)[..., None] + self.low[ids].astype(np.float32)[..., None]
        return floats.reshape(*ids.shape, 2 * self.codes.shape[1])
