"""Is anything lost when a run is killed? ``python benchmarks/kill.py [tables|report|parts] [TIMES] [ARTICLES]``

Runs the command on a small corpus, of which one article changes each time, and kills it with SIGKILL at random moments (seeded,
spread over the length of the run before) until so many runs were killed. Checks each time that the output is the last good one or
the new one, byte for byte; that the next run finishes; that no article that was done is done again; and that nothing half-written
stays. Exit status 1 if not.
"""

from __future__ import annotations

import random
import sys
import tempfile
import time
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
    kind, times, articles = (*sys.argv[1:], *("tables", "20", "12")[len(sys.argv) - 1 :])
    chance, killed, wrong = random.Random(0), 0, 0
    with tempfile.TemporaryDirectory() as folder:
        place, cache = Path(folder), Path(folder) / "cache"
        write(place / "corpus", 0, int(articles))
        whole = timed(command(kind, place), cache)
        good, n = contents(place / "out"), 0
        print(f"{kind}, {int(articles) + 1} articles: the first run takes {whole:.1f} s", flush=True)
        while killed < int(times):
            n += 1
            write(place / "corpus", n, int(articles))
            moment = chance.uniform(0.05, whole)
            known = entries(cache)
            was_killed = kill_after(moment, command(kind, place), cache)
            left, made = contents(place / "out"), entries(cache)
            whole = timed(command(kind, place), cache) if was_killed else whole * 0.7
            new, then = contents(place / "out"), entries(cache)
            killed += was_killed
            faults = _faults(kind, left, good, new) + _again(known, made, then, place)
            wrong += bool(faults)
            state = "the new output" if left == new else "the last output" if left == good else "parts of both"
            said = f"killed after {moment:.1f} s" if was_killed else "ended before it was killed"
            print(f"{n:3} {said}: left {state}; {'; '.join(faults) or 'nothing lost'}", flush=True)
            good = new
    print(f"{killed} of {n} runs were killed before their end; {wrong} lost something.")
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


def _again(known: dict[str, int], made: dict[str, int], then: dict[str, int], place: Path) -> list[str]:
    """What was done before or by the killed run must not have been done again: its file is the same file."""
    faults = [] if known.items() <= made.items() <= then.items() else ["work was done again"]
    stayed = [p.name for p in place.iterdir() if p.name not in ("corpus", "cache", "out", "drawn")]
    return faults + [f"{name} stayed" for name in stayed]


if __name__ == "__main__":
    sys.exit(main())
