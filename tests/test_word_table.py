"""The table of word pieces: four bits a weight, and what does not fit together is refused."""

from __future__ import annotations

import io

import numpy as np
import pytest
from tokenizers import Tokenizer

from analysis.paths import ROOT
from analysis.quotes.word_table import GROUP, WordTable

RESOURCES = ROOT / "analysis" / "resources"


def table() -> WordTable:
    """Two pieces of two groups: the first has the levels 0 to 15 twice, the second each level 15."""
    levels = np.tile(np.arange(16, dtype=np.uint8), 4)
    codes = np.stack([levels[0::2] | levels[1::2] << 4, np.full(GROUP, 0xFF, np.uint8)])
    step, low = np.array([[0.5, 2.0], [1.0, 0.0]], np.float16), np.array([[-1.0, 3.0], [0.0, 7.0]], np.float16)
    return WordTable(codes, step, low)


def file(**arrays: np.ndarray) -> bytes:
    held = io.BytesIO()
    np.savez(held, **arrays)
    return held.getvalue()


def test_a_weight_is_the_lowest_and_so_many_steps():
    rows = table().rows(np.array([0, 1]))
    steps = np.tile(np.arange(16), 2)
    assert rows.dtype == np.float32
    assert rows[0].tolist() == [*(-1 + 0.5 * steps), *(3 + 2.0 * steps)]
    assert rows[1].tolist() == [15.0] * GROUP + [7.0] * GROUP


@pytest.mark.parametrize("shape", [(), (3,), (1, 4), (2, 3), (0,)])
def test_the_rows_have_the_shape_of_the_ids(shape):
    ids = np.ones(shape, np.int64)
    rows = table().rows(ids)
    assert rows.shape == (*shape, 2 * GROUP)
    assert (rows == table().rows(np.array(1))).all()


def test_a_table_is_read_as_it_was_written():
    own = table()
    again = WordTable.load(file(codes=own.codes, step=own.step, low=own.low))
    assert (again.rows(np.arange(2)) == own.rows(np.arange(2))).all()


WRONG = {
    "fewer groups": {"step": np.ones((2, 1), np.float16)},
    "fewer pieces": {"low": np.ones((1, 2), np.float16)},
    "codes of another type": {"codes": np.ones((2, GROUP), np.int16)},
    "objects": {"step": np.array([["a", "b"]] * 2, object)},
}


@pytest.mark.parametrize("changed", WRONG.values(), ids=WRONG.keys())
def test_a_file_whose_arrays_do_not_fit_together_is_refused(changed):
    own = table()
    with pytest.raises(ValueError, match=r"fit together|allow_pickle"):
        WordTable.load(file(**{"codes": own.codes, "step": own.step, "low": own.low} | changed))


def test_the_table_has_a_row_for_each_piece_and_with_the_network_stays_in_its_size():
    pieces = Tokenizer.from_file(str(RESOURCES / "pieces.json")).get_vocab_size()
    assert WordTable.load((RESOURCES / "words.npz").read_bytes()).rows(np.array([0, pieces - 1])).shape == (2, 384)
    names = ("encoder.onnx", "words.npz", "pieces.json", "attribution.json")
    assert sum((RESOURCES / name).stat().st_size for name in names) <= 16_000_000
