"""Is anything lost when a run is killed? ``python benchmarks/kill.py [tables|report|parts] [TIMES] [ARTICLES] [TOGETHER]``

Runs the command on a small corpus, of which one article changes each round, and kills it with SIGKILL at random moments (seeded,
spread over the length of the run before) until so many runs were killed: TOGETHER of them in a row (usually one), then one that may
end. Checks after each that the output is the last good one or the new one, byte for byte; that the run that may end does; that no
article that was done is done again; and that nothing half-written stays. Exit status 1 if not.
"""

from __future__ import annotations

import random
import sys
import tempfile
import time
from itertools import pairwise
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from tests.killing import contents, entries, finish, kill_after

TEXT = "Ferry back in service\n\nThe ferry sails again from Monday, Ada Lowe said. It was idle for days.\n"


def command(kind: str, place: Path) -> list[str]:
    out = str(place / "out")
    if kind == "report":
        return ["report", "--corpus", str(place / "corpus"), "--out", out, "--figures", str(place / "drawn"), "--jobs", "2"]
    parts = ["--partition", "4"] if kind == "parts" else ["--jobs", "2"]
    return ["tables", str(place / "corpus"), "--out", out, *parts]


def timed(arguments: list[str], cache: Path) -> float:
    begun = time.perf_counter()
    finish(arguments, cache)
    return time.perf_counter() - begun


def write(corpus: Path, round_: int, articles: int) -> None:
    corpus.mkdir(exist_ok=True)
    for n in range(articles):
        (corpus / f"b{n}.txt").write_text(f"{TEXT}\nBen Hart denied {n} claims about the harbour.\n", encoding="utf-8")
    (corpus / "a.txt").write_text(f"{TEXT}\nIt took days{' and days' * round_}, Ada Lowe said.\n", encoding="utf-8")


def main() -> int:
    kind, times, articles, together = (*sys.argv[1:], *("tables", "20", "12", "1")[len(sys.argv) - 1 :])
    chance, tried, killed, wrong = random.Random(0), 0, 0, 0
    with tempfile.TemporaryDirectory() as folder:
        place, cache = Path(folder), Path(folder) / "cache"
        write(place / "corpus", 0, int(articles))
        whole = timed(command(kind, place), cache)
        good, round_ = contents(place / "out"), 0
        print(f"{kind}, {int(articles) + 1} articles: the first run takes {whole:.1f} s", flush=True)
        while killed < int(times):
            round_ += 1
            write(place / "corpus", round_, int(articles))
            made, left, ended = [entries(cache)], [], False
            while len(left) < min(int(together), int(times) - killed) and not ended:
                moment = chance.uniform(0.05, whole)
                ended = not kill_after(moment, command(kind, place), cache)
                print(f"  {'ended before' if ended else 'killed after'} {moment:.1f} s", flush=True)
                left.append(contents(place / "out"))
                made.append(entries(cache))
            tried, killed = tried + len(left), killed + len(left) - ended
            whole = whole * 0.7 if ended else timed(command(kind, place), cache)
            new = contents(place / "out")
            faults = [fault for x in left for fault in _faults(kind, x, good, new)] + _again([*made, entries(cache)], place)
            wrong += bool(faults)
            states = ", ".join("new" if x == new else "last" if x == good else "of both" for x in left)
            print(f"{round_:3} output left: {states}; {'; '.join(faults) or 'nothing lost'}", flush=True)
            good = new
    print(f"{killed} of {tried} runs were killed before their end; {wrong} of {round_} rounds lost something.")
    return int(bool(wrong))


def _faults(kind: str, left: dict[str, bytes], good: dict[str, bytes], new: dict[str, bytes]) -> list[str]:
    if kind == "parts":  # a part is done when its note is there; every file is whole at any time
        bad = [name for name, data in left.items() if data not in (good.get(name), new.get(name)) and "/." not in name]
        return [f"{name} is neither the last nor the new one" for name in bad]
    if kind == "report" and left != good:  # pages hold the time of their run, so a new report is told by its tables
        pick = [name for name in new if name.startswith("tables/")]
        left, new = ({**dict.fromkeys(x, b""), **{name: x.get(name, b"") for name in pick}} for x in (left, new))
    same = left in (good, new)
    return [] if same else ["the output is neither the last nor the new one"]


def _again(made: list[dict[str, int]], place: Path) -> list[str]:
    """What was done by one run must not have been done again by the next: its file is the same file."""
    done = all(before.items() <= after.items() for before, after in pairwise(made))
    stayed = [p.name for p in place.iterdir() if p.name not in ("corpus", "cache", "out", "drawn")]
    return ([] if done else ["work was done again"]) + [f"{name} stayed" for name in stayed]


if __name__ == "__main__":
    sys.exit(main())
