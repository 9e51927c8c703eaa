"""The trainer of the encoder: labels and links of its windows, on made-up text. Needs the extra ``train``."""

from __future__ import annotations

import random

import numpy as np
import pytest

pytest.importorskip("torch", reason="the trainer needs the extra 'train'")

from tokenizers import Tokenizer

from analysis.paths import ROOT
from training.attribution import corpus
from training.shared import finish

TEXT = 'The boat left. "We go," said Ann Lee.'
GOLD = [{"content": [[15, 23]], "cue": [[24, 28]], "source": [[29, 36]]}]


@pytest.fixture(scope="module")
def tokenizer() -> Tokenizer:
    loaded = Tokenizer.from_file(str(ROOT / "analysis" / "resources" / "pieces.json"))
    corpus.set_vocabulary(loaded)
    return loaded


def example(tokenizer: Tokenizer, gold: list[dict]) -> corpus.Example:
    (only,) = corpus.examples(TEXT, gold, tokenizer, 160, random.Random(0))
    return only


def test_tags_begin_and_go_on(tokenizer: Tokenizer) -> None:
    tags = [t for t in example(tokenizer, GOLD).tags.tolist() if t != corpus.IGNORED]
    # The boat left .  " We go , "  said  Ann Lee .
    assert tags == [0, 0, 0, 0, 1, 2, 2, 2, 2, 5, 3, 4, 0]


def test_a_cue_points_at_its_source_or_at_nobody(tokenizer: Tokenizer) -> None:
    found = example(tokenizer, GOLD)
    ((cue, goals),) = found.sources.items()
    assert found.tags[cue] == 5
    assert [found.tags[g] for g in goals] == [3, 4]
    alone = example(tokenizer, [{**GOLD[0], "source": []}])
    assert list(alone.sources.values()) == [[0]]


def test_held_out_are_the_latest_of_each_publisher() -> None:
    rows = [{"id": f"{p}_2016-0{m}-01_x", "publisher": p} for p in "ab" for m in range(1, 5)]
    assert corpus.held_out(rows, each=1) == {"a_2016-04-01_x", "b_2016-04-01_x"}


def test_calibration_finds_the_line_it_was_made_from() -> None:
    rng = np.random.default_rng(0)
    certainty = rng.uniform(0.05, 0.95, 20_000)
    logit = np.log(certainty / (1 - certainty))
    right = rng.random(20_000) < 1 / (1 + np.exp(-(1.5 * logit - 0.5)))
    assert finish.calibrate(certainty, right) == pytest.approx((1.5, -0.5), abs=0.1)
