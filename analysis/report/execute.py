"""One notebook, executed by papermill, with errors that say where."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from analysis.errors import ReportError

__all__ = ["PASSED", "NotebookError", "Task", "check_parameters", "execute"]

PASSED = ("corpus", "figures")
_ADDED = ("injected-parameters", "papermill-error-cell-tag")  # cells that papermill puts into its copy
_COLOUR = re.compile(r"\x1b\[[0-9;]*m")


@dataclass(frozen=True)
class Task:
    """A notebook to execute: the copy to write, the file that tells how to reach its kernel, which goes when the kernel ends, the
    parameters to set, and the line of its progress bar."""

    notebook: Path
    copy: Path
    connection: Path
    parameters: Mapping[str, object]
    place: int = 0


class NotebookError(ReportError):
    """A notebook that stopped; ``copy`` is its executed copy."""

    def __init__(self, message: str, copy: Path) -> None:
        super().__init__(message)
        self.copy = copy


def check_parameters(notebook: Path, names: Iterable[str]) -> frozenset[str]:
    """The parameters of a notebook. One that it does not have is refused: papermill would set it and nothing would read it."""
    import papermill

    known = papermill.inspect_notebook(str(notebook))
    if missing := [name for name in names if name not in known]:
        has = f"it has {', '.join(known)}" if known else "it has none: is a cell tagged 'parameters'?"
        raise ReportError(f"Notebook {notebook.name} has no parameter {' or '.join(missing)}; {has}")
    return frozenset(known)


def execute(task: Task) -> Path:
    """Execute a notebook into its copy, with a progress bar where someone is watching.

    papermill's own ``cwd`` is not used: it changes the folder of the whole process, and other notebooks may be running in it.
    """
    import papermill
    from traitlets.config import Config

    _refuse_what_is_no_text(task)
    for path in (task.copy, task.connection):
        path.parent.mkdir(parents=True, exist_ok=True)
    try:
        papermill.execute_notebook(
            str(task.notebook),
            str(task.copy),
            parameters=dict(task.parameters),
            kernel_name="python3",
            extra_arguments=["--log-level=CRITICAL"],  # its talk of transport and interrupts is not for the user
            config=Config(KernelManager={"connection_file": str(task.connection)}),  # else in the folder for temporary files
            progress_bar={"desc": task.notebook.stem, "position": task.place} if sys.stderr.isatty() else False,
        )
    except OSError:  # a disk that is full or may only be read: nothing that the notebook did
        raise
    except Exception as error:  # papermill, nbclient and the kernel raise many kinds; all mean that this notebook stopped
        if not task.copy.exists():
            task.copy.write_bytes(task.notebook.read_bytes())
        raise NotebookError(_what_happened(task, error), task.copy) from error
    return task.copy


def _refuse_what_is_no_text(task: Task) -> None:
    """A notebook is text, and a folder's name on disk may be none: papermill would leave a copy that nothing can read."""
    for name, value in task.parameters.items():
        try:
            str(value).encode()
        except UnicodeEncodeError as error:
            shown = os.fsencode(str(value)).decode("utf-8", "backslashreplace")
            raise ReportError(
                f"The name {shown} ({name}) is no text, and a notebook cannot hold it. Rename the file or folder."
            ) from error


def _what_happened(task: Task, error: Exception) -> str:
    number, cause = _failing_cell(task.copy)
    if not number:
        return f"Notebook {task.notebook.name} could not be run: {type(error).__name__}: {error}".rstrip(".") + "."
    return f"Notebook {task.notebook.name}, cell {number}: {cause}".rstrip(".") + "."


def _failing_cell(copy: Path) -> tuple[int, str]:
    """Number (from 1, as in the notebook itself) and cause of the cell that failed; 0 where none did."""
    import nbformat

    try:
        notebook = nbformat.read(copy, as_version=4)
    except ValueError:  # papermill was stopped while it wrote
        return 0, ""
    cells = [c for c in notebook.cells if not set(_ADDED) & set(c.metadata.get("tags", []))]
    for number, cell in enumerate(cells, 1):
        for output in cell.get("outputs", []):
            if output.output_type == "error":
                return number, _COLOUR.sub("", f"{output.ename}: {output.evalue}")
    return 0, ""
