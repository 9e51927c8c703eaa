"""The encoder that comes with the package: loaded once a process, run by onnxruntime on one core."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import numpy as np

from analysis.errors import ResourceError
from analysis.quotes import decoding, pieces
from analysis.quotes.marks import Stretch
from analysis.quotes.word_table import WordTable

if TYPE_CHECKING:
    from tokenizers import Tokenizer

__all__ = ["Encoder", "Read", "load"]

_FOLDER = "resources"


@dataclass(frozen=True)
class Read:
    """A text as the network read it: its paragraphs and windows; of each window what statements are decoded from, the states that
    targets ask (pieces, 384), and the number of the sentence of each piece (0: none, as of the pieces between paragraphs).
    """

    paragraphs: list[pieces.Pieces]
    windows: list[pieces.Window]
    scores: list[decoding.Scores]
    states: list[np.ndarray]
    sentences: list[np.ndarray]


@dataclass(frozen=True)
class Encoder:
    """The network, its tokenizer, the table of its word pieces, and its card's facts (version, calibration).

    It reads a window once, for statements and for the tone towards targets (:mod:`analysis.targets`).
    """

    session: Any
    tokenizer: Tokenizer
    words: WordTable
    card: dict[str, Any]

    def read(self, text: str, stretches: Sequence[Stretch], starts: Sequence[int] = (0,)) -> Read:
        """Read a text. ``stretches`` are the outermost ones between quotation marks; ``starts`` those of the sentences, in order."""
        paragraphs = pieces.encode(text, self.tokenizer, stretches)
        windows = pieces.pack([len(p) for p in paragraphs])
        read = Read(paragraphs, windows, [], [], [])
        # One window at a time: no padding to compute, and inputs rounded to eight bits make an answer depend on what is computed beside it.
        for window in windows:
            own = [paragraphs[n] for n in window.paragraphs]
            numbers = pieces.lined_up([np.searchsorted(starts, p.start, side="right") for p in own])
            scores, states = self._run(own, numbers)
            read.scores.append(scores)
            read.states.append(states)
            read.sentences.append(numbers)
        return read

    def statements(self, read: Read, stretches: Sequence[Stretch]) -> list[decoding.Found]:
        """The statements in a text that has been read; ``stretches`` as it was read with."""
        return decoding.decode(read.paragraphs, read.windows, read.scores, stretches)

    def states(self, part: pieces.Pieces) -> np.ndarray:
        """The states (pieces, 384) of one sentence that is read alone, the pieces in front and behind included."""
        return self._run([part], pieces.lined_up([np.ones(len(part), np.int64)]))[1]

    def _run(self, paragraphs: list[pieces.Pieces], sentence: np.ndarray) -> tuple[decoding.Scores, np.ndarray]:
        ids, case, quoted = pieces.inputs(paragraphs, self.tokenizer)[:, None, :]
        feeds = {"embedded": self.words.rows(ids), "case": case, "quoted": quoted, "sentence": sentence[None]}
        *scores, states = (output[0] for output in self.session.run(None, feeds))
        return decoding.Scores(*scores), states

    def confidence(self, certainty: float) -> float:
        """The chance that a statement of this certainty is right, by the calibration on held-out articles."""
        slope, intercept = self.card["calibration"]
        logit = np.log(max(certainty, 1e-6) / max(1 - certainty, 1e-6))
        return float(1 / (1 + np.exp(-(slope * logit + intercept))))


@lru_cache(maxsize=1)
def load() -> Encoder:
    """The encoder that comes with the package. Raises :class:`ResourceError` where its files are missing or damaged."""
    from tokenizers import Tokenizer

    folder = files("analysis") / _FOLDER
    try:
        card = json.loads((folder / "attribution.json").read_text(encoding="utf-8"))
        tokenizer = Tokenizer.from_str((folder / "pieces.json").read_text(encoding="utf-8"))
        words = WordTable.load((folder / "words.npz").read_bytes())
        network = session((folder / "encoder.onnx").read_bytes())
    except Exception as error:  # onnxruntime and tokenizers raise kinds of their own
        raise ResourceError(
            f"The model that finds statements could not be loaded ({error}). Install the package again: its files belong in "
            "analysis/resources."
        ) from error
    return Encoder(network, tokenizer, words, card)


def session(network: bytes) -> Any:
    """A network made ready to run on one core."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1  # the same sums in the same order on every machine
    options.log_severity_level = 3
    # Sums and their normalisation in one step are eight times slower in onnxruntime 1.31 than the two steps.
    return onnxruntime.InferenceSession(
        network, options, providers=["CPUExecutionProvider"], disabled_optimizers=["SkipLayerNormFusion"]
    )
