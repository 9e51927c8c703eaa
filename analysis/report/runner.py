"""Run all notebooks on one corpus, from one Python process.

Everything is written beside its place and moved there by renaming once all has succeeded, so that a run that fails leaves
the last good report as it was.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from analysis.articles import read
from analysis.errors import InputError, ReportError
from analysis.paths import ROOT, default_out
from analysis.report import execute, pages
from analysis.story import Story, analyze

__all__ = ["Report", "run"]

NOTEBOOKS = ROOT / "notebooks"


@dataclass(frozen=True)
class Report:
    """Where a report was written, and the story it tells."""

    index: Path
    figures: Path
    story: Story


def run(
    corpus: Path, out: Path | None = None, figures: Path | None = None, jobs: int = 1, notebooks: Path = NOTEBOOKS
) -> Report:
    """Run the notebooks on a corpus and write the report.

    ``corpus`` is an absolute path (see :func:`analysis.paths.corpus_path`), ``out`` the folder of the report and
    ``figures`` the folder of the exported figures (defaults: :func:`analysis.paths.default_out`). With ``jobs`` above 1, that
    many notebooks run at a time. Raises :class:`InputError` where no article can be read or ``out`` holds something else than a
    report, and :class:`ReportError` where a notebook fails; its executed copy is then kept beside ``out``.
    """
    usual = default_out(corpus)
    out, figures = (out or usual[0]).resolve(), (figures or usual[1]).resolve()
    _refuse_to_overwrite(out)
    story = analyze(read(corpus))
    paths = sorted(notebooks.glob("*.ipynb"))
    if not paths:
        raise ReportError(f"There are no notebooks in {notebooks}. Run the report from a copy of the whole project.")
    with _staging(out) as folder:
        with ThreadPoolExecutor(1) as beside:
            writing = beside.submit(story.write, folder / "tables")  # while the notebooks run in their kernels
            done = _execute(paths, corpus, folder, jobs)
            writing.result()
        exported = [pages.Exported(n.stem, folder / "exported" / n.stem) for n in done]
        names = _gather(exported, folder / "figures")
        pages.write(folder, story, done, names)
        shutil.rmtree(folder / "exported", ignore_errors=True)
        _copy(folder / "figures", figures)
        _put(folder, out)
    return Report(out / "index.html", figures, story)


def _execute(paths: list[Path], corpus: Path, folder: Path, jobs: int) -> list[Path]:
    """Executed copies of the notebooks, in order. Threads are enough: the work is done in each notebook's own kernel."""
    for path in paths:
        execute.check_parameters(path, execute.PASSED)
    tasks = [
        execute.Task(
            notebook=path,
            copy=folder / "notebooks" / path.name,
            parameters={"corpus": str(corpus), "figures": str(folder / "exported" / path.stem)},
            place=number if jobs > 1 else 0,
        )
        for number, path in enumerate(paths)
    ]
    try:
        with ThreadPoolExecutor(max(1, jobs)) as pool:
            futures = [pool.submit(execute.execute, task) for task in tasks]
            try:
                return [future.result() for future in futures]
            finally:
                pool.shutdown(wait=False, cancel_futures=True)  # after an error, start no further notebook
    except execute.NotebookError as error:
        kept = _failed(folder) / error.copy.name
        kept.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(error.copy, kept)
        raise ReportError(f"{error} The notebook as far as it ran is in {kept}. The last report was left as it was.") from error


def _gather(exported: list[pages.Exported], folder: Path) -> list[pages.Exported]:
    """Bring the figures of all notebooks into one folder; two figures of one name would hide each other."""
    folder.mkdir(parents=True, exist_ok=True)
    for part in exported:
        for path in part.files():
            if (folder / path.name).exists():
                raise ReportError(
                    f"Notebook {part.notebook} exports a figure {path.stem!r}, and so does one before it. Rename one."
                )
            shutil.copyfile(path, folder / path.name)
    return exported


def _refuse_to_overwrite(out: Path) -> None:
    """A report replaces its folder, so a folder that holds anything else is refused."""
    if out.is_dir() and any(out.iterdir()) and not pages.is_report(out):
        raise InputError(f"The folder {out} holds something else than a report. Name another one, or empty it.")
    if out.exists() and not out.is_dir():
        raise InputError(f"{out} is a file. Name a folder for the report.")


@contextmanager
def _staging(out: Path) -> Iterator[Path]:
    folder = out.with_name(f".{out.name}.part")
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _failed(staging: Path) -> Path:
    return staging.with_name(staging.name.removeprefix(".").removesuffix(".part") + ".failed")


def _copy(source: Path, target: Path) -> None:
    """Put every file in its place by renaming; what else lies in the folder stays."""
    target.mkdir(parents=True, exist_ok=True)
    for path in sorted(source.iterdir()):
        beside = target / f".{path.name}.part"
        shutil.copyfile(path, beside)
        os.replace(beside, target / path.name)


def _put(folder: Path, out: Path) -> None:
    """Exchange the last report for the new one."""
    last = out.with_name(f".{out.name}.last")
    shutil.rmtree(last, ignore_errors=True)
    if out.exists():
        out.rename(last)
    try:
        folder.rename(out)
    except OSError:
        if last.exists():
            last.rename(out)
        raise
    shutil.rmtree(last, ignore_errors=True)
    shutil.rmtree(_failed(folder), ignore_errors=True)
