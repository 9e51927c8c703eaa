"""Predictions of the floor (VADER on the target's clause) for the held-out part: python -m training.tone.baseline."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from analysis import targets
from training.tone import corpus


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpus", type=Path, required=True, help="folder with train.jsonl.gz of NewsMTSC")
    parser.add_argument("--out", type=Path, required=True, help="folder for gold and predictions")
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    gold = args.out / "held_out.gold.jsonl"
    corpus.write_gold(args.corpus, gold)
    with (args.out / "held_out.floor.jsonl").open("w", encoding="utf-8") as out:
        for row in map(json.loads, gold.read_text(encoding="utf-8").splitlines()):
            for target in row["targets"]:
                found = targets.floor(row["sentence_normalized"], target["from"], target["to"])
                out.write(json.dumps({"gid": target["Input.gid"], "polarity": found.polarity}) + "\n")


if __name__ == "__main__":
    main()
