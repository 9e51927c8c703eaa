"""Where work is done: in this process, in several, or on a cluster of Dask. The results are the same, in the same order."""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from functools import cached_property
from multiprocessing import active_children, connection, get_context, parent_process
from typing import Any, Protocol

from analysis.errors import InputError, SameStoryError

__all__ = ["Cluster", "Engine", "Local", "engine"]

# A process of several uses one core: what these libraries would share out is shared out already.
_ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "RAYON_NUM_THREADS"), "1")
_ROUNDS = 16  # chunks a process, so that no process waits long for the slowest


class Engine(Protocol):
    """Calls a function of one thing for many things; the results come in order."""

    def map(self, function: Callable[[Any], Any], items: Sequence[Any]) -> Iterator[Any]: ...

    def close(self) -> None: ...


class Local:
    """This process, or ``jobs`` processes on this machine that are started once and load each model once."""

    def __init__(self, jobs: int = 1) -> None:
        self.jobs = jobs

    def map(self, function: Callable[[Any], Any], items: Sequence[Any]) -> Iterator[Any]:
        if self.jobs <= 1 or len(items) < 2:
            yield from map(function, items)
            return
        with _environment(_ONE_THREAD), _deaf():  # the processes are started here
            results = self._pool.map(function, items, chunksize=max(1, len(items) // (_ROUNDS * self.jobs)))
        try:
            yield from results
        except BrokenProcessPool as error:
            raise SameStoryError(
                "A process ended on its own, most often for want of memory. What was done is kept: run again with fewer --jobs."
            ) from error
        except KeyboardInterrupt:
            self.close()
            raise

    @cached_property
    def _pool(self) -> ProcessPoolExecutor:
        # New processes rather than forked ones: onnxruntime has threads, which a fork would lose.
        return ProcessPoolExecutor(self.jobs, mp_context=get_context("spawn"), initializer=_begin)

    def close(self) -> None:
        """End the processes: when what they are at is done, or at once where the user has stopped it."""
        if "_pool" in self.__dict__:
            if isinstance(sys.exc_info()[1], KeyboardInterrupt):
                for process in active_children():
                    process.terminate()
            self._pool.shutdown(cancel_futures=True)
            del self.__dict__["_pool"]


class Cluster:
    """A cluster of Dask: the one at ``scheduler``, or one started here with ``jobs`` processes.

    A worker that is lost costs only what it was doing: Dask gives that to another. The workers need this package.
    """

    def __init__(self, scheduler: str = "", jobs: int = 1, wait: float = 20) -> None:
        try:
            import distributed
        except ImportError as error:
            raise InputError("The engine dask needs the extra 'scale': pip install 'same-story[scale]'.") from error
        try:
            with _environment(_ONE_THREAD):
                own = {"n_workers": jobs, "threads_per_worker": 1, "dashboard_address": None}
                self.client = distributed.Client(scheduler, timeout=wait) if scheduler else distributed.Client(**own)
        except (OSError, ValueError) as error:
            raise InputError(f"No scheduler of Dask answers at {scheduler}. Start one, or leave --scheduler out.") from error

    def map(self, function: Callable[[Any], Any], items: Sequence[Any]) -> Iterator[Any]:
        # Not pure: keys are new each time, so that no result of an earlier version of the code is taken for this one's.
        futures = self.client.map(function, items, pure=False, retries=3)
        for n, future in enumerate(futures):
            yield future.result()
            futures[n] = None  # lets the cluster forget it

    def close(self) -> None:
        self.client.close()


def engine(name: str = "local", jobs: int = 1, scheduler: str = "") -> Engine:
    """The engine of this name, ``local`` or ``dask``."""
    if name not in ("local", "dask"):
        raise InputError(f"There is no engine {name!r}: it is local or dask.")
    if scheduler and name != "dask":
        raise InputError("--scheduler is the address of a cluster of Dask: give --engine dask with it.")
    return Cluster(scheduler, jobs) if name == "dask" else Local(jobs)


@contextmanager
def _environment(values: dict[str, str]) -> Iterator[None]:
    """Variables for processes that are started in this block; one that the user has set stays as it is."""
    new = {name: value for name, value in values.items() if name not in os.environ}
    os.environ.update(new)
    try:
        yield
    finally:
        for name in new:
            os.environ.pop(name, None)


@contextmanager
def _deaf() -> Iterator[None]:
    """Processes that are started in this block do not hear Ctrl-C, not even while they load: the one that started them ends them."""
    before = signal.getsignal(signal.SIGINT)
    if before is None or threading.current_thread() is not threading.main_thread():  # no other thread may set it
        yield
        return
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _begin() -> None:
    """What a process does first: it leaves Ctrl-C to the one that started it, and ends when that is gone, however it ended."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # on Windows it is not inherited
    parent = parent_process()

    def watch() -> None:
        connection.wait([parent.sentinel])  # type: ignore[union-attr]
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()
