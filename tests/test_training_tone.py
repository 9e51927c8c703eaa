"""The trainer of tone: which article a target is from, what is held out; and, with the extra ``train``, what its student answers."""

from __future__ import annotations

import gzip
import json

import numpy as np
import pytest
from tokenizers import Tokenizer

from analysis.paths import ROOT
from training.tone import corpus

PIECES = Tokenizer.from_file(str(ROOT / "analysis" / "resources" / "pieces.json"))


@pytest.mark.parametrize(
    ("gid", "article"),
    [("allsides_1000_401_25_Ada_0_6", "allsides_1000"), ("polusa_v1_778_4_12_Ben Hart_3_9", "polusa_v1_778")],
)
def test_a_target_names_its_article(gid, article):
    assert corpus.article(gid) == article


def test_an_unknown_identifier_stops_the_trainer():
    with pytest.raises(SystemExit, match="names no article"):
        corpus.article("17")


def test_about_a_tenth_of_the_articles_is_held_out_and_always_the_same():
    names = [f"allsides_{n}" for n in range(5000)]
    away = [name for name in names if corpus.held_out(name)]
    assert 400 < len(away) < 600
    assert away == [name for name in names if corpus.held_out(name)]


def test_gold_and_training_texts_share_no_article(tmp_path):
    rows = [
        {"sentence_normalized": f"Ada met Ben on day {n}.", "targets": [{"Input.gid": f"allsides_{n}_1", "from": 0, "to": 3}]}
        for n in range(200)
    ]
    with gzip.open(tmp_path / "train.jsonl.gz", "wt", encoding="utf-8") as file:
        file.writelines(json.dumps(row) + "\n" for row in rows)
    corpus.write_gold(tmp_path, tmp_path / "gold.jsonl")
    gold = [json.loads(line)["sentence_normalized"] for line in (tmp_path / "gold.jsonl").read_text().splitlines()]
    training = list(corpus.texts(tmp_path))
    assert gold
    assert training
    assert sorted(gold + training) == sorted(row["sentence_normalized"] for row in rows)


def test_the_pieces_of_a_target_are_marked():
    ids, case, quoted, target = corpus.inputs('Ada said "we go on and on" to Ben.', 0, 3, PIECES)
    assert [PIECES.id_to_token(n) for n in ids[[0, -1]]] == ["[CLS]", "[SEP]"]
    assert np.flatnonzero(target).tolist() == list(range(1, 1 + target.sum()))
    assert "".join(PIECES.id_to_token(n).removeprefix("##") for n in ids[target == 1]) == "ada"
    assert case[1] == 1
    assert set(quoted[1:-1].tolist()) == {0, 2}


def test_of_a_very_long_sentence_the_part_around_the_target_is_read():
    sentence = "a boat came " * 200 + "for Ada"
    rows = corpus.inputs(sentence, len(sentence) - 3, len(sentence), PIECES)
    assert rows.shape[1] < 192
    assert rows[3].any()
