"""A command of this package, killed with SIGKILL after so many seconds; used by the tests and by ``benchmarks/kill.py``."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def start(arguments: list[str], cache: Path) -> subprocess.Popen:
    paths = os.pathsep.join(filter(None, [str(ROOT), os.environ.get("PYTHONPATH", "")]))
    environment = os.environ | {"SAME_STORY_CACHE": str(cache), "PYTHONPATH": paths}
    return subprocess.Popen(
        [sys.executable, "-m", "analysis", *arguments],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


def kill_after(seconds: float, arguments: list[str], cache: Path) -> bool:
    """Run a command and kill the process that was started, not its children, which must end by themselves.

    True where the command was still running.
    """
    process = start(arguments, cache)
    time.sleep(seconds)
    running = process.poll() is None
    if running:
        process.send_signal(signal.SIGKILL)
    process.communicate()
    for _ in range(600):
        try:
            os.killpg(process.pid, 0)
        except ProcessLookupError:
            return running
        time.sleep(0.1)
    raise AssertionError(f"Processes of {' '.join(arguments)} outlived it by a minute.")


def finish(arguments: list[str], cache: Path) -> str:
    """Run a command to its end; what it said on standard error."""
    process = start(arguments, cache)
    _, said = process.communicate()
    if process.returncode:
        raise SystemExit(f"{' '.join(arguments)} ended with {process.returncode}: {said}")
    return said


def contents(folder: Path) -> dict[str, bytes]:
    """Every file below a folder, and its bytes."""
    return {str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def entries(cache: Path) -> dict[str, int]:
    """The entries of a cache and when each was made."""
    return {p.name: p.stat().st_ino for p in cache.glob("??/*") if p.suffix != ".part"}
