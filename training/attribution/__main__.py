"""Command line of the trainer: python -m training.attribution --corpus FOLDER --out FOLDER."""

from __future__ import annotations

import argparse
from pathlib import Path

from analysis.paths import ROOT
from training.attribution import docs, finish, train

RESOURCES = ROOT / "analysis" / "resources"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--corpus", type=Path, required=True, help="folder with train.articles.jsonl.gz and train.gold.jsonl.gz"
    )
    parser.add_argument("--out", type=Path, default=Path("build/training"), help="folder for weights and scores")
    parser.add_argument("--teacher-epochs", type=int, default=4, help="0: use the teacher already in --out")
    parser.add_argument("--student-epochs", type=int, default=3)
    parser.add_argument("--layers", type=int, default=4, help="of the student")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--continue", dest="go_on", action="store_true", help="train the student in --out further")
    parser.add_argument("--all", action="store_true", help="hold no articles out")
    parser.add_argument("--version", default="1", help="version of the model, for its card")
    parser.add_argument("--finish", action="store_true", help="train nothing: export, calibrate and score what is in --out")
    args = parser.parse_args()
    epochs = (args.teacher_epochs, args.student_epochs)
    if not args.finish:
        train.run(args.corpus, args.out, epochs, args.layers, args.seed, not args.all, args.go_on)
    print(finish.show(finish.run(args.corpus, args.out, args.layers, args.version)))
    if not args.all:
        docs.write(RESOURCES / "attribution.json", ROOT / "docs" / "attribution.md")


if __name__ == "__main__":
    main()
