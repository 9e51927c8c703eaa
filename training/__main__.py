"""Train the model that is shipped: python -m training --statements POLNEAR --tone NEWSMTSC [--out FOLDER]

Four steps, each with fixed seeds: the network of statements (a teacher of six layers, a student of four, which is then trained further),
the network of tone (likewise), the one network for both that starts from the two students and learns from them, and its export into
``analysis/resources`` with its scores on what was held out. Each step leaves its files in ``--out``; ``--from`` goes on from
a later one.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import training.attribution.export
import training.attribution.train
import training.shared.finish
import training.shared.train
import training.tone.train

STEPS = ("statements", "tone", "shared", "finish")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "--statements", type=Path, required=True, help="PolNeAR: a folder with train.articles.jsonl.gz and train.gold.jsonl.gz"
    )
    parser.add_argument("--tone", type=Path, required=True, help="NewsMTSC: a folder with train.jsonl.gz")
    parser.add_argument("--out", type=Path, default=Path("build/training"), help="folder for weights and scores")
    parser.add_argument("--from", dest="begin", choices=STEPS, default=STEPS[0], help="the step to begin with")
    parser.add_argument("--version", default="3", help="version of the model, for its card")
    args = parser.parse_args()
    steps = STEPS[STEPS.index(args.begin) :]
    if "statements" in steps:
        layers = training.shared.train.network.LAYERS
        training.attribution.train.run(args.statements, args.out, (4, 3), layers, seed=0)
        training.attribution.train.run(args.statements, args.out, (0, 4), layers, seed=5, go_on=True)
        training.attribution.export.run(args.out, layers)
    if "tone" in steps:
        plan = training.tone.train.Plan(args.tone, args.out, args.out, start=args.out / "teacher.pt")
        training.tone.train.run(plan)
    if "shared" in steps:
        training.shared.train.run(training.shared.train.Plan(args.statements, args.tone, args.out))
    if "finish" in steps:
        training.shared.finish.run(args.statements, args.tone, args.out, args.version)


if __name__ == "__main__":
    main()
