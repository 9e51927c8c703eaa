"""The encoder that comes with the package: loaded once a process, run by onnxruntime on one core."""

from __future__ import annotations

import io
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

__all__ = ["Encoder", "load"]

_FOLDER = "resources"


@dataclass(frozen=True)
class Encoder:
    """The network, its tokenizer, the table of its word pieces, and its card's facts (version, calibration).

    ``words`` has a row a piece, in eight bits. It stands in a file of its own because the network of tone shares it.
    """

    session: Any
    tokenizer: Tokenizer
    words: np.ndarray
    card: dict[str, Any]

    def embedded(self, ids: np.ndarray) -> np.ndarray:
        """The rows of these pieces, as the networks take them (32-bit floats)."""
        rows = self.words[ids].astype(np.float32)
        rows -= np.float32(self.card["words"]["zero_point"])
        rows *= np.float32(self.card["words"]["scale"])
        return rows

    def find(self, text: str, stretches: list[Stretch]) -> list[decoding.Found]:
        """The statements in a text; ``stretches`` are the outermost ones between quotation marks."""
        paragraphs = pieces.encode(text, self.tokenizer, stretches)
        if not paragraphs:
            return []
        windows = pieces.pack([len(p) for p in paragraphs])
        # One window at a time: no padding to compute, and weights of eight bits make an answer depend on what is computed beside it.
        scores = [self._read([paragraphs[n] for n in window.paragraphs]) for window in windows]
        return decoding.decode(paragraphs, windows, scores, stretches)

    def _read(self, paragraphs: list[pieces.Pieces]) -> decoding.Scores:
        ids, case, quoted = pieces.inputs(paragraphs, self.tokenizer)[:, None, :]
        feeds = {"embedded": self.embedded(ids), "case": case, "quoted": quoted, "mask": np.ones(ids.shape, bool)}
        return decoding.Scores(*(output[0] for output in self.session.run(None, feeds)))

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
        words = np.load(io.BytesIO((folder / "words.npy").read_bytes()), allow_pickle=False)
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
    return Encoder(session, tokenizer, words, card)
