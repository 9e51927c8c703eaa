"""The trainer of the encoder: labels and links of its windows, on made-up text. Needs the extra ``train``."""

from __future__ import annotations

import random

import numpy as np
import pytest

pytest.importorskip("torch", reason="the trainer needs the extra 'train'")

import torch
from tokenizers import Tokenizer

from analysis.paths import ROOT
from analysis.quotes import pieces
from training.attribution import corpus, network, teacher, train
from training.shared import finish

TEXT = 'The boat left. "We go," said Ann Lee.'
GOLD = [{"content": [[15, 23]], "cue": [[24, 28]], "source": [[29, 36]]}]


@pytest.fixture(scope="module")
def tokenizer() -> Tokenizer:
    loaded = Tokenizer.from_file(str(ROOT / "analysis" / "resources" / "pieces.json"))
    corpus.set_vocabulary(loaded)
    return loaded


def example(tokenizer: Tokenizer, gold: list[dict]) -> corpus.Example:
    (only,) = corpus.examples(corpus.Marked(pieces.encode(TEXT, tokenizer), gold), 160, random.Random(0))
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


def test_far_pieces_share_a_bucket_and_both_directions_differ() -> None:
    # Raffel et al. 2020 with 32 buckets: 8 distances one by one, then by the logarithm up to 128, each way.
    row = teacher.buckets(192)[0].tolist()
    assert row[:9] == [0, 17, 18, 19, 20, 21, 22, 23, 24]
    assert row[8:12] == [24] * 4
    assert row[12] == 25
    assert row[127:] == [31] * 65
    assert teacher.buckets(192)[191].tolist()[:64] == [15] * 64


@pytest.fixture(scope="module")
def taught(tokenizer: Tokenizer) -> tuple[teacher.Teacher, list[corpus.Marked]]:
    """An untrained teacher of one layer, and two articles for which it has answered."""
    torch.manual_seed(0)
    model = teacher.Teacher(tokenizer.get_vocab_size(), layers=1).eval()
    own = [
        corpus.Marked(pieces.encode(text, tokenizer), gold) for text, gold in ((TEXT, GOLD), (TEXT + "\n\nAnd so on.", GOLD))
    ]
    return model, own


def test_answers_come_back_to_the_pieces_they_were_given_for(tmp_path, taught) -> None:
    model, own = taught
    np.save(tmp_path / train.ANSWERS, teacher.ask(model, own, 160))
    train.give_answers(tmp_path, own)
    examples = [e for article in own for e in corpus.examples(article, 160, random.Random(3))]
    batch = corpus.collate(examples)
    ids, case, quoted, _ = batch["inputs"]
    with torch.inference_mode(), network.half():
        tags, *_ = model(ids, case, quoted, batch["mask"])
    answered = batch["answers"][..., : network.TAGS]
    inside = (ids != corpus.pieces_id("[CLS]")) & (ids != corpus.pieces_id("[SEP]")) & batch["mask"]
    # The article of one window is read as it was when it was asked about; sixteen bits are kept.
    assert torch.allclose(answered[0][inside[0]], tags[0][inside[0]], atol=0.03)
    assert (answered[~inside] == 0).all()


def test_who_answers_as_the_teacher_did_has_nothing_to_learn(tmp_path, tokenizer, taught) -> None:
    model, own = taught
    np.save(tmp_path / train.ANSWERS, teacher.ask(model, own[:1], 160))
    article = corpus.Marked(own[0].paragraphs, GOLD)
    train.give_answers(tmp_path, [article])
    batch = corpus.collate([corpus.example(article, range(len(article.paragraphs)), corpus.labels(GOLD))])
    ids, case, quoted, _ = batch["inputs"]
    with torch.inference_mode():
        found = model(ids, case, quoted, batch["mask"])
        other = [part + torch.randn_like(part) for part in found]
    assert batch["to_cue"]
    assert batch["to_source"]
    assert network.distillation(found, batch) == pytest.approx(0, abs=1e-3)
    assert network.distillation(other, batch) > 0.05
