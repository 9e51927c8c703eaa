"""Command line of the trainer: python -m training.tone --corpus FOLDER --out FOLDER."""

from __future__ import annotations

import argparse
from pathlib import Path

from training.tone import train


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpus", type=Path, required=True, help="folder with train.jsonl.gz of NewsMTSC")
    parser.add_argument("--out", type=Path, default=Path("build/training-tone"), help="folder for weights, model and scores")
    parser.add_argument("--start", type=Path, help="weights of the attribution encoder to start from; without: the base model")
    parser.add_argument("--layers", type=int, default=6)
    parser.add_argument("--pieces", type=int, default=10_000, help="size of the vocabulary")
    parser.add_argument("--epochs", type=int, default=3)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--most", type=int, default=0, help="use the first so many targets only, to try it out")
    args = parser.parse_args()
    train.run(train.Plan(**vars(args)))


if __name__ == "__main__":
    main()
