"""Train the model that is shipped: python -m training --statements POLNEAR --tone NEWSMTSC [--out FOLDER]

Five steps, each with fixed seeds: the wide teacher of statements; the student that learns from people and from it; the two separate
networks for tone, likewise; the one network for both, which starts from the two students and learns from the teacher of statements (also
in the sentences whose tone was judged) and the student of tone too; and its export into ``analysis/resources`` with its scores on what was
held out. Each step leaves its files in ``--out``; ``--from`` goes on from a later one.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import training.attribution.train
import training.shared.finish
import training.shared.train
import training.tone.train

STEPS = ("teacher", "student", "tone", "shared", "finish")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "--statements", type=Path, required=True, help="PolNeAR: a folder with train.articles.jsonl.gz and train.gold.jsonl.gz"
    )
    parser.add_argument("--tone", type=Path, required=True, help="NewsMTSC: a folder with train.jsonl.gz")
    parser.add_argument("--out", type=Path, default=Path("build/training"), help="folder for weights and scores")
    parser.add_argument("--from", dest="begin", choices=STEPS, default=STEPS[0], help="the step to begin with")
    parser.add_argument("--version", default="9", help="version of the model, for its card")
    args = parser.parse_args()
    steps = STEPS[STEPS.index(args.begin) :]
    if "teacher" in steps:
        training.attribution.train.train_teacher(args.statements, args.out)
    if "student" in steps:
        training.attribution.train.train_student(args.statements, args.out, training.shared.train.network.LAYERS)
    if "tone" in steps:
        training.tone.train.run(training.tone.train.Plan(args.tone, args.out))
    if "shared" in steps:
        training.shared.train.run(training.shared.train.Plan(args.statements, args.tone, args.out))
    if "finish" in steps:
        training.shared.finish.run(args.statements, args.tone, args.out, args.version)


if __name__ == "__main__":
    main()
