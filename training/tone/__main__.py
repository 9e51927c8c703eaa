"""Command line of the trainer: python -m training.tone --corpus FOLDER --out FOLDER."""

from __future__ import annotations

import argparse
from pathlib import Path

from training.tone import train


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpus", type=Path, required=True, help="folder with train.jsonl.gz of NewsMTSC")
    parser.add_argument("--out", type=Path, default=Path("build/training-tone"), help="folder for weights, model and scores")
    parser.add_argument("--start", type=Path, help="weights that the teacher starts from; without: the base model")
    parser.add_argument(
        "--attribution",
        type=Path,
        default=Path("build/training"),
        help="folder with student.pt and tokenizer.json of attribution",
    )
    parser.add_argument("--teacher-epochs", type=int, default=3, help="0: use the teacher already in --out")
    parser.add_argument("--student-epochs", type=int, default=2)
    parser.add_argument("--layers", type=int, default=4, help="of the student's encoder, as many as that of attribution has")
    parser.add_argument("--pieces", type=int, default=8200, help="size of the teacher's vocabulary")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--most", type=int, default=0, help="use the first so many targets only, to try it out")
    args = parser.parse_args()
    train.run(train.Plan(**vars(args)))


if __name__ == "__main__":
    main()
