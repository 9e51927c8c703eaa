"""Command line of the trainer: python -m training.attribution --corpus FOLDER --out FOLDER."""

from __future__ import annotations

import argparse
from pathlib import Path

from training.attribution import train


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--corpus", type=Path, required=True, help="folder with train.articles.jsonl.gz and train.gold.jsonl.gz"
    )
    parser.add_argument("--out", type=Path, default=Path("build/training"), help="folder for weights and scores")
    parser.add_argument("--teacher-epochs", type=int, default=4, help="0: use the teacher already in --out")
    parser.add_argument("--student-epochs", type=int, default=3)
    parser.add_argument("--layers", type=int, default=4)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--all", action="store_true", help="hold no articles out")
    args = parser.parse_args()
    epochs = (args.teacher_epochs, args.student_epochs)
    train.run(args.corpus, args.out, epochs, args.layers, args.seed, not args.all)


if __name__ == "__main__":
    main()
