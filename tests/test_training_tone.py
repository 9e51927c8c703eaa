"""The trainer's parts that need no torch: which article a target is from, and what is held out."""

from __future__ import annotations

import gzip
import json

import pytest

from training.tone import corpus


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
