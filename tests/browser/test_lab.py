"""Every notebook in a real JupyterLab: all cells run, every picture is there and has words, every control does something."""

from __future__ import annotations

import ast
import re
import time
from pathlib import Path

import nbformat
import pytest

from .conftest import NOTEBOOKS, TOKEN

LONGEST = 300_000  # milliseconds for the cells of one notebook
# JupyterLab's own, on a server that has no saved workspace and no language server yet.
NOT_OURS = re.compile(r"/(lab/api|api/contents/.*checkpoints|lsp)\b")
OUTPUTS = """() => jupyterapp.shell.currentWidget.content.model.sharedModel.cells
    .filter(c => c.cell_type === 'code').flatMap(c => c.toJSON().outputs)"""
PICTURES = """() => [...document.querySelectorAll('.jp-OutputArea-output img')]
    .map(i => ({alt: i.alt, width: i.complete ? i.naturalWidth : 0}))"""
EXPLORED = ".jp-OutputArea-output figure img"


def opened_notebook(opened, lab: str, name: str):
    watched = opened(f"{lab}/lab/tree/{name}?token={TOKEN}&reset")
    page = watched.page
    page.wait_for_function("() => window.jupyterapp?.shell.currentWidget?.sessionContext?.isReady", timeout=60_000)
    page.wait_for_function(
        "() => jupyterapp.shell.currentWidget.sessionContext.session?.kernel?.status === 'idle'", timeout=60_000
    )
    return watched


def run_all(page) -> None:
    page.set_default_timeout(LONGEST)
    page.evaluate("() => jupyterapp.commands.execute('notebook:run-all-cells')")
    page.wait_for_function("() => jupyterapp.shell.currentWidget.sessionContext.session.kernel.status === 'idle'")


def close(page) -> None:
    """End the notebook's kernel, so that the next has the machine to itself."""
    page.evaluate("() => jupyterapp.shell.currentWidget.sessionContext.shutdown()")


def figures_in(path: Path) -> int:
    """How many figures a notebook's code shows whatever its parameters are."""
    shown = 0
    for cell in nbformat.read(path, as_version=4).cells:
        if cell.cell_type == "code":
            tree = ast.parse(cell.source)
            maybe = {id(node) for branch in ast.walk(tree) if isinstance(branch, ast.IfExp) for node in ast.walk(branch)}
            calls = [ast.unparse(n.func) for n in ast.walk(tree) if isinstance(n, ast.Call) and id(n) not in maybe]
            shown += sum(call in ("draw.show", "explorer.show") for call in calls)
    return shown


@pytest.mark.parametrize("path", NOTEBOOKS, ids=[p.stem for p in NOTEBOOKS])
def test_a_notebook_runs_in_jupyterlab(path, lab, opened) -> None:
    watched = opened_notebook(opened, lab, path.name)
    page = watched.page
    run_all(page)
    outputs = page.evaluate(OUTPUTS)
    assert outputs
    assert [o.get("ename") for o in outputs if o["output_type"] == "error"] == []
    assert [o["text"] for o in outputs if o.get("name") == "stderr"] == []
    pictures = page.evaluate(PICTURES)
    assert len(pictures) >= figures_in(path)
    assert [p for p in pictures if not p["width"]] == []
    assert [p for p in pictures if not p["alt"].strip()] == []
    close(page)
    assert [e for e in watched.errors if not NOT_OURS.search(e)] == []
    assert watched.outside == []


def test_every_control_of_the_explorer_shows_something_else(lab, opened, record_property) -> None:
    watched = opened_notebook(opened, lab, "07_explore.ipynb")
    page = watched.page
    run_all(page)
    times = {}
    for name in ("Measure", "Voice", "Speaker", "Articles"):
        before = shown(page)
        began = time.perf_counter()
        choose_another(page, name)
        page.wait_for_function(CHANGED, arg=before, timeout=30_000, polling=20)
        times[name] = round(time.perf_counter() - began, 2)
    box = page.locator(".widget-textarea textarea")
    box.fill("The bridge will open in May, Ann Lee said on Monday. It is a good bridge.")
    box.press("Tab")
    page.get_by_text("The bridge will open in May").last.wait_for()
    print("\nseconds from a choice to what it shows:", times)
    close(page)
    assert [e for e in watched.errors if not NOT_OURS.search(e)] == []
    assert watched.outside == []


# What the explorer's cell shows: its pictures, and the words of its tables and passages.
SHOWN = """() => { const area = [...document.querySelectorAll('.jp-OutputArea-output')].find(o => o.querySelector('figure img'));
    return area.querySelector('img').src.length + area.querySelector('img').alt + area.innerText }"""
CHANGED = "before => { const now = (" + SHOWN + ")(); return now !== before }"


def shown(page) -> str:
    return page.evaluate(SHOWN)


def choose_another(page, name: str) -> None:
    """Choose the last of a control's options that is not chosen yet."""
    label = page.locator(".widget-label", has_text=re.compile(f"^{name}$"))
    control = label.locator("xpath=following-sibling::select")
    options = control.evaluate("s => [...s.options].filter(o => !o.selected || s.multiple).map(o => o.index)")
    control.select_option(index=options[-1])
