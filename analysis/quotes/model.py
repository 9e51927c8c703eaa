"""The encoder that comes with the package: loaded once a process, run by onnxruntime on one core."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import numpy as np

from analysis.errors import ResourceError
from analysis.quotes import decoding, pieces
from analysis.quotes.marks import Stretch

if TYPE_CHECKING:
    from tokenizers import Tokenizer

__all__ = ["BATCH", "Encoder", "load"]

BATCH = 1600  # pieces of one pass; windows of one article only, so that its answer never depends on other articles
_FOLDER = "resources"


@dataclass(frozen=True)
class Encoder:
    """The network, its tokenizer, and its card's facts (version, calibration)."""

    session: Any
    tokenizer: Tokenizer
    card: dict[str, Any]

    def find(self, text: str, stretches: list[Stretch]) -> list[decoding.Found]:
        """The statements in a text; ``stretches`` are the outermost ones between quotation marks."""
        paragraphs = pieces.encode(text, self.tokenizer, stretches)
        if not paragraphs:
            return []
        windows = pieces.pack([len(p) for p in paragraphs])
        rows = [pieces.inputs([paragraphs[n] for n in w.paragraphs], self.tokenizer) for w in windows]
        scores: dict[int, decoding.Scores] = {}
        for batch in pieces.batches([row.shape[1] for row in rows], BATCH):
            ids, case, quoted, mask = pieces.padded([rows[n] for n in batch])
            outputs = self.session.run(None, {"ids": ids, "case": case, "quoted": quoted, "mask": mask})
            for place, n in enumerate(batch):
                size = rows[n].shape[1]
                scores[n] = decoding.Scores(*(o[place, :size] for o in outputs))
        return decoding.decode(paragraphs, windows, [scores[n] for n in range(len(windows))], stretches)

    def confidence(self, certainty: float) -> float:
        """The chance that a statement of this certainty is right, by the calibration on held-out articles."""
        slope, intercept = self.card["calibration"]
        logit = np.log(max(certainty, 1e-6) / max(1 - certainty, 1e-6))
        return float(1 / (1 + np.exp(-(slope * logit + intercept))))


@lru_cache(maxsize=1)
def load() -> Encoder:
    """The encoder that comes with the package. Raises :class:`ResourceError` where its files are missing or damaged."""
    import onnxruntime
    from tokenizers import Tokenizer

    folder = files("analysis") / _FOLDER
    try:
        card = json.loads((folder / "attribution.json").read_text(encoding="utf-8"))
        tokenizer = Tokenizer.from_str((folder / "pieces.json").read_text(encoding="utf-8"))
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 3
        model = (folder / "attribution.onnx").read_bytes()
        session = onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])
    except Exception as error:  # onnxruntime and tokenizers raise kinds of their own
        raise ResourceError(
            f"The model that finds statements could not be loaded ({error}). Install the package again: its files belong in "
            "analysis/resources."
        ) from error
    return Encoder(session, tokenizer, card)
