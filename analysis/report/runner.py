"""Run all notebooks on one corpus, from one Python process.

Everything is written beside its place and put there in one step once all has succeeded, so that a run that fails or is killed
leaves the last good report as it was.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from analysis import outputs
from analysis.articles import read
from analysis.cache import VARIABLE
from analysis.errors import InputError, ReportError
from analysis.evaluation import trust
from analysis.figures import index
from analysis.paths import ROOT, default_out
from analysis.report import browser, execute, pages
from analysis.story import Story, analyze

__all__ = ["Report", "run"]

NOTEBOOKS = ROOT / "notebooks"
SCRATCH = "scratch"  # what a run needs of its own lies in the folder that it writes, so that the next one removes what a killed one left


@dataclass(frozen=True)
class Report:
    """Where a report was written, and the story it tells."""

    index: Path
    figures: Path
    story: Story


def run(
    corpus: Path,
    out: Path | None = None,
    figures: Path | None = None,
    jobs: int = 1,
    notebooks: Path = NOTEBOOKS,
    cache: str | Path | None = "",
    pdf: bool = False,
    coded: Path | None = None,
) -> Report:
    """Run the notebooks on a corpus and write the report.

    ``corpus`` is an absolute path (see :func:`analysis.paths.corpus_path`), ``out`` the folder of the report and
    ``figures`` the folder of the exported figures (defaults: :func:`analysis.paths.default_out`). With ``jobs`` above 1, that
    many articles and notebooks are worked on at a time. ``cache`` is that of :func:`analysis.analyze`; every article is
    analysed once for all notebooks. With ``pdf`` the front page is printed to ``report.pdf`` too. ``coded`` is a folder that the
    command ``agree`` wrote, for the notebooks that show a coded sample. Raises :class:`InputError` where no article can be read,
    ``coded`` is no such folder, or ``out`` holds something else than a report or one of the inputs, and :class:`ReportError` where
    there is no browser to print with, or where a notebook fails; its executed copy is then kept beside ``out``.
    """
    if pdf:
        browser.find()  # its absence is said now, not after minutes of work
    usual = default_out(corpus)
    out, figures = (out or usual[0]).resolve(), (figures or usual[1]).resolve()
    coded = coded.expanduser().resolve() if coded else None
    _refuse_to_overwrite(out, figures, [corpus.resolve(), *([coded] if coded else [])])
    if coded:
        trust.coded(coded)  # what is missing is said now, too
    paths = sorted(notebooks.glob("*.ipynb"))
    if not paths:
        raise ReportError(f"There are no notebooks in {notebooks}. Run the report from a copy of the whole project.")
    with (
        outputs.locked(out),
        outputs.locked(figures),  # now, not after minutes of work
        outputs.folder(out, ours=lambda path: True) as folder,
        _shared_cache(cache, folder) as kept,
    ):
        story = analyze(read(corpus), jobs=jobs, cache=kept)
        story.prepare()  # once, for the tables and for all notebooks
        story.engine.close()  # its processes are not needed any more, and the notebooks' kernels need the memory
        with ThreadPoolExecutor(1) as beside:
            writing = beside.submit(story.results, folder / "tables")  # while the notebooks run in their kernels
            done = _execute(paths, corpus, folder, out, jobs, coded)
            writing.result()
        exported = [pages.Exported(n.stem, folder / "exported" / n.stem) for n in done]
        pages.write(folder, story, done, _gather(exported, folder / "figures"))
        for name in ("exported", SCRATCH):
            shutil.rmtree(folder / name, ignore_errors=True)
        if pdf:
            pages.print_index(folder)
        outputs.spare([corpus], [figures / path.name for path in (folder / "figures").iterdir()])
        with outputs.folder(figures) as drawn:
            shutil.copytree(folder / "figures", drawn, dirs_exist_ok=True)
        index.write(figures)  # of the figures that were there before, too
    shutil.rmtree(_failed(out), ignore_errors=True)
    return Report(out / "index.html", figures, story)


@contextmanager
def _shared_cache(cache: str | Path | None, folder: Path) -> Iterator[Path | str]:
    """The cache that this process and the notebooks' kernels share; where nothing is to be kept, one for this run alone."""
    kept = str(folder / SCRATCH / "cache" if cache is None else cache)
    before = os.environ.get(VARIABLE)
    if kept:
        os.environ[VARIABLE] = str(Path(kept).expanduser().resolve())
    try:
        yield kept
    finally:
        os.environ.pop(VARIABLE, None)
        if before is not None:
            os.environ[VARIABLE] = before


def _execute(paths: list[Path], corpus: Path, folder: Path, out: Path, jobs: int, coded: Path | None) -> list[Path]:
    """Executed copies of the notebooks, in order. Threads are enough: the work is done in each notebook's own kernel."""
    given = {"coded": str(coded)} if coded else {}
    takes = {path: execute.check_parameters(path, execute.PASSED) for path in paths}
    tasks = [
        execute.Task(
            notebook=path,
            copy=folder / "notebooks" / path.name,
            connection=folder / SCRATCH / f"{path.stem}.json",
            parameters={"corpus": str(corpus), "figures": str(folder / "exported" / path.stem)}
            | {name: value for name, value in given.items() if name in takes[path]},
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
        kept = _failed(out) / error.copy.name
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
    index.write(folder)
    return exported


def _refuse_to_overwrite(out: Path, figures: Path, inputs: list[Path]) -> None:
    """A report replaces its folder, so a folder that holds anything else, now or once the figures are there, is refused."""
    if out == figures or out in figures.parents or figures in out.parents:
        raise InputError(
            f"The folder of the figures, {figures}, and that of the report, {out}, lie in each other. Name two apart."
        )
    if out.is_dir() and any(out.iterdir()) and not pages.is_report(out):
        raise InputError(f"The folder {out} holds something else than a report. Name another one, or empty it.")
    if out.exists() and not out.is_dir():
        raise InputError(f"{out} is a file. Name a folder for the report.")
    outputs.spare(inputs, [out, figures])
    for path in inputs:
        if gone := next((folder for folder in (out, _failed(out)) if folder in path.parents), None):
            raise InputError(
                f"{path} is an input, and the report would remove it with all of {gone}. Name another place for it."
            )


def _failed(out: Path) -> Path:
    return out.with_name(f"{out.name}.failed")
