"""The trainer of the network for statements and tone: its windows, and that what is exported answers as what was trained."""

from __future__ import annotations

import gzip
import json
import random

import numpy as np
import pytest

pytest.importorskip("torch", reason="the trainer needs the extra 'train'")

import onnx
import torch
from tokenizers import Tokenizer

from analysis.paths import ROOT
from analysis.quotes import model, pieces
from training.attribution import corpus as statements
from training.attribution import network as separate
from training.attribution import teacher as wide
from training.shared import corpus, evened, export, network, train
from training.shared import words as table

TEXT = 'Ferry to sail\n\nThe boat left. "We go on and on," said Ann Lee. Ben Hart met Ann Lee.'
SAID = [{"content": [[30, 48]], "cue": [[49, 53]], "source": [[54, 61]]}]


@pytest.fixture(scope="module")
def tokenizer() -> Tokenizer:
    loaded = Tokenizer.from_file(str(ROOT / "analysis" / "resources" / "pieces.json"))
    statements.set_vocabulary(loaded)
    return loaded


def words(window: corpus.Window, at: np.ndarray, tokenizer: Tokenizer) -> str:
    return "".join(tokenizer.id_to_token(n).removeprefix("##") for n in window.example.inputs[0][at])


def targets(window: corpus.Window, tokenizer: Tokenizer) -> list[tuple[str, str]]:
    """Each target and its sentence, as the network is shown them."""
    found = []
    for at, number, asked in window.asked:
        touched = np.zeros(len(window.sentence), bool)
        touched[at : at + len(asked.touched)] = asked.touched
        found.append((words(window, touched, tokenizer), words(window, window.sentence == number, tokenizer)))
    return found


def test_an_article_gives_its_statements_and_its_names_as_targets(tokenizer: Tokenizer) -> None:
    own = corpus.article(TEXT, SAID, tokenizer)
    windows = corpus.windows(own, 160, random.Random(0))
    tags = np.concatenate([w.example.tags for w in windows])
    assert (tags == 1).sum() == (tags == 3).sum() == (tags == 5).sum() == 1
    assert [one for window in windows for one in targets(window, tokenizer)] == [
        ("annlee", '"wegoonandon,"saidannlee.'),
        ("benhart", "benhartmetannlee."),
        ("annlee", "benhartmetannlee."),
    ]


@pytest.fixture
def judged(tmp_path, tokenizer: Tokenizer) -> list[corpus.Told]:
    rows = [
        {
            "sentence_normalized": f"Ada met Ben on day {n} of the long march.",
            "targets": [
                {"Input.gid": f"allsides_{n}_{at}", "from": at, "to": at + 3, "polarity": polarity}
                for at, polarity in ((0, 2.0), (8, 6.0))
            ],
        }
        for n in range(60)
    ]
    with gzip.open(tmp_path / "train.jsonl.gz", "wt", encoding="utf-8") as file:
        file.writelines(json.dumps(row) + "\n" for row in rows)
    training, away = corpus.judged(tmp_path, tokenizer)
    assert len(training) + len(away) == 60
    assert 0 < len(away) < 20
    return training


def test_sentences_are_put_together_and_each_is_there_once(judged, tokenizer: Tokenizer) -> None:
    windows = corpus.mixed(judged, random.Random(0))
    shown = [one for window in windows for one in targets(window, tokenizer)]
    assert sorted({name for name, _ in shown}) == ["ada", "ben"]
    assert len(shown) == len(set(shown)) == 2 * len(judged)
    assert all(len(w.sentence) <= 192 for w in windows)
    assert {len(set(w.sentence.tolist())) - 1 for w in windows} > {1}


def test_a_batch_holds_targets_with_labels_and_their_own_sentences(judged) -> None:
    batch = corpus.collate(corpus.mixed(judged, random.Random(0))[:5])
    assert set(batch["label"].tolist()) == {0, 2}
    assert (batch["target"].sum(1) == 1).all()
    assert (batch["target"] <= batch["own"]).all()
    assert torch.isnan(batch["taught"]).all()


def test_windows_that_are_asked_together_answer_as_each_alone(judged) -> None:
    """Targets of several windows ask all windows laid end to end."""
    torch.manual_seed(0)
    trained = network.Shared(20_000).eval()
    trained.answer.weight.data.normal_(std=0.05)
    windows = [corpus.together([judged[:2]]), corpus.together([judged[2:3]])]

    def answers(batch: dict) -> torch.Tensor:
        ids, case, quoted, _ = batch["inputs"]
        _, states = trained(ids, case, quoted, batch["mask"], batch["sentence"])
        return trained.ask(states.flatten(0, 1), batch["target"], batch["own"])

    with torch.inference_mode():
        together, *alone = (answers(corpus.collate(own)) for own in (windows, *([window] for window in windows)))
    assert len(together) > 2
    assert torch.allclose(together, torch.cat(alone), atol=1e-5)


def test_what_is_exported_answers_as_what_was_trained(tmp_path, judged) -> None:
    torch.manual_seed(0)
    trained = network.Shared(20_000).eval()
    trained.answer.weight.data.normal_(std=0.05)
    window = corpus.together([judged[:2], judged[2:3]])
    batch = corpus.collate([window])
    ids, case, quoted, _ = batch["inputs"]
    with torch.inference_mode():
        found, states = trained(ids, case, quoted, batch["mask"], batch["sentence"])
        answers = torch.softmax(trained.ask(states.flatten(0, 1), batch["target"], batch["own"]), -1).numpy()
    export.export(trained, tmp_path)
    feeds = {"embedded": trained.words(ids).numpy(), "case": case.numpy(), "quoted": quoted.numpy()}
    encoder, head = (model.session((tmp_path / name).read_bytes()) for name in (export.ENCODER, export.HEAD))
    *given, own = encoder.run(None, {**feeds, "sentence": batch["sentence"].numpy()})
    for ours, theirs in zip(given, found, strict=True):
        assert np.abs(ours - theirs.numpy()).max() < 0.1 * np.abs(theirs.numpy()).max()
    asked = {"states": own[0], "target": batch["target"].numpy(), "sentence": batch["own"].numpy()}
    assert np.allclose(head.run(None, asked)[0], answers, atol=0.05)


def test_evening_out_changes_how_large_inputs_are_and_no_answer(judged) -> None:
    torch.manual_seed(0)
    model = network.Shared(20_000).eval()
    model.layers[0].norm1.weight.data[7] = 50.0  # one channel much larger than the others
    batch = corpus.collate([corpus.together([judged[:2], judged[2:3]])])
    ids, case, quoted, _ = batch["inputs"]

    def read() -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
        with torch.inference_mode():
            (tags, _, _), states = model(ids, case, quoted, batch["mask"], batch["sentence"])
            return tags, states, model.ask(states.flatten(0, 1), batch["target"], batch["own"])

    def unevenness() -> float:
        kept = []
        hook = getattr(model.layers[0].up, "of", model.layers[0].up).register_forward_pre_hook(
            lambda _, given: kept.append(given[0])
        )
        read()
        hook.remove()
        most = kept[0].abs().flatten(0, -2).amax(0)
        return float(most.max() / most.median())

    before, uneven = read(), unevenness()
    evened.even(model, [batch])
    assert [type(part) for part in (model.layers[0].up, model.tone.down, model.cross[0].up)] == [evened.Evened] * 3
    for ours, theirs in zip(read(), before, strict=True):
        assert torch.allclose(ours, theirs, atol=1e-3, rtol=1e-3)
    assert unevenness() < uneven / 4


def test_no_sum_of_two_products_can_overflow(tmp_path) -> None:
    """Weights stay within 64, so two of them times 255 within the 15 bits that processors without VNNI have for a sum of two."""
    torch.manual_seed(0)
    linear = torch.nn.Sequential(torch.nn.Linear(16, 8))
    axes = {"x": {1: "pieces"}, "y": {1: "pieces"}}
    export.write(linear, (torch.randn(1, 4, 16),), ("x",), ("y",), axes, tmp_path / "one.onnx")
    weights = [onnx.numpy_helper.to_array(i) for i in onnx.load(str(tmp_path / "one.onnx")).graph.initializer]
    (rounded,) = [w.astype(int) for w in weights if w.dtype == np.int8 and w.ndim == 2]
    assert np.abs(rounded).max() <= 64
    assert 255 * (np.abs(rounded[0::2]) + np.abs(rounded[1::2])).max() < 2**15


def test_above_the_shared_layers_a_piece_sees_its_own_sentence_alone(judged, monkeypatch) -> None:
    """With no shared layers, what stands beside a sentence makes no difference."""
    torch.manual_seed(0)
    monkeypatch.setattr(network, "SHARED", 0)
    trained = network.Shared(20_000).eval()
    trained.positions.weight.data.zero_()  # its place in the window does
    states = []
    for beside in judged[:2]:
        batch = corpus.collate([corpus.together([[beside, judged[2]]])])
        ids, case, quoted, _ = batch["inputs"]
        with torch.inference_mode():
            read = trained(ids, case, quoted, batch["mask"], batch["sentence"])[1]
        states.append(read[0][batch["sentence"][0] == 2])
    assert torch.allclose(*states, atol=1e-5)


def test_pieces_line_up_with_their_window(tokenizer: Tokenizer) -> None:
    parts = pieces.encode("Ada met Ben.\n\nIt rained.", tokenizer)
    assert pieces.lined_up([np.ones(len(p), int) for p in parts]).tolist() == [0, 1, 1, 1, 1, 0, 1, 1, 1, 0]


def test_the_table_of_pieces_is_rounded_to_sixteen_levels_a_group(tmp_path):
    weights = torch.randn((3, 64), generator=torch.Generator().manual_seed(3))
    weights[0, :32] = 0.25  # all of one value
    weights[1, :32] = torch.arange(32) % 16 - 4.0  # values that levels hold
    table.write(weights, tmp_path)
    again = table.read(tmp_path)
    assert again.shape == weights.shape
    assert (again[0, :32] == 0.25).all()
    assert (again[1, :32] == weights[1, :32]).all()
    groups = weights.reshape(-1, 32)
    half = (groups.amax(1) - groups.amin(1)) / 15 / 2
    assert (((again.reshape(-1, 32) - groups) ** 2).sum(1) <= 32 * (half * 1.01) ** 2).all()
    written = (tmp_path / table.TABLE).read_bytes()
    table.write(weights, tmp_path)
    assert (tmp_path / table.TABLE).read_bytes() == written


@pytest.fixture
def marked(tmp_path, judged) -> list[corpus.Told]:
    """The judged sentences, marked by an untrained teacher of statements."""
    torch.manual_seed(0)
    teacher = wide.Teacher(20_000, layers=1)
    torch.save(teacher.state_dict(), tmp_path / "teacher.pt")
    train.teach_statements(tmp_path, judged, layers=1)
    return judged


def test_the_teacher_of_statements_marks_each_piece_of_the_judged_sentences(marked) -> None:
    assert {len(one.taught) == len(one.pieces) for one in marked} == {True}
    window = corpus.together([marked[:2], marked[2:3]])
    first, second, third = marked[:3]
    rows = window.example.taught
    begin = 1 + len(first.pieces)
    assert np.array_equal(rows[1:begin], first.taught)
    assert np.array_equal(rows[begin : begin + len(second.pieces)], second.taught)
    assert np.array_equal(rows[-len(third.pieces) - 1 : -1], third.taught)
    assert not rows[[0, begin + len(second.pieces), -1]].any()


def test_links_are_learnt_where_the_teacher_sees_them_and_nobody_has_marked_any(marked) -> None:
    marked[0].taught[:, :7] = 0
    marked[0].taught[0, 3] = marked[0].taught[1, 5] = marked[0].taught[2, 1] = 9  # Ada met Ben: source, cue, content
    batch = corpus.collate([corpus.together([marked[:1]])])
    (content, cue) = separate._linked(batch, batch["answers"][..., : separate.TAGS])
    assert [(rows.tolist(), at.tolist()) for rows, at in (content, cue)] == [([0], [3]), ([0], [2])]
    found = [torch.zeros(*batch["mask"].shape, size) for size in (separate.TAGS, 2 * separate.POINTER, 2 * separate.POINTER)]
    assert separate.distillation(found, batch) > 0.1
