"""Every notebook: its form, and a run on the five articles and on one article with nothing to quote."""

import ast
import re
from pathlib import Path

import nbformat
import papermill
import pytest

from analysis.paths import ROOT

NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
PARAMETER = re.compile(r"\w+: \w+(?:\[\w+\])? = \S.*?  # \S.*")
LONGEST = 7  # lines of code a cell
PLAIN = """Ferry back in service

The ferry to the island sails again from Monday after nine days of repairs to its engine and its rudder.

A crack in the rudder was found during an inspection in spring. The harbour office sent for parts from the mainland.

Until Sunday a smaller boat takes passengers across twice a day. Cars have to wait. The islanders have asked for a second ferry.
"""


each = pytest.mark.parametrize("path", NOTEBOOKS, ids=[p.stem for p in NOTEBOOKS])


def code_cells(path: Path) -> list:
    return [cell for cell in nbformat.read(path, as_version=4).cells if cell.cell_type == "code"]


def test_there_are_notebooks():
    assert NOTEBOOKS


@each
def test_it_is_stored_as_it_should_be(path):
    notebook = nbformat.read(path, as_version=4)
    assert notebook.metadata.kernelspec.name == "python3"
    assert notebook.cells[0].cell_type == "markdown"
    assert notebook.cells[0].source.startswith("# ")
    assert notebook.cells[1].metadata.get("tags") == ["parameters"]
    for cell in code_cells(path):
        assert not cell.outputs
        assert cell.execution_count is None


@each
def test_its_parameters_are_annotated_and_explained(path):
    lines = code_cells(path)[0].source.splitlines()
    assert [line for line in lines if not PARAMETER.fullmatch(line)] == []
    assert {"corpus", "figures", "results", "seed"} <= {line.partition(":")[0] for line in lines}


@each
def test_its_cells_are_short_and_define_nothing(path):
    for cell in code_cells(path)[1:]:  # the first one holds the parameters, a line each
        assert len([line for line in cell.source.splitlines() if line.strip()]) <= LONGEST, cell.source
        defined = [n for n in ast.walk(ast.parse(cell.source)) if isinstance(n, (ast.FunctionDef, ast.ClassDef, ast.Lambda))]
        assert not defined, cell.source


@each
def test_no_markup_of_an_article_gets_into_a_table(path):
    """pandas escapes nothing unless it is told to."""
    assert [cell.source for cell in code_cells(path) if ".style" in cell.source and "escape" not in cell.source] == []


@each
def test_a_question_heads_each_section(path):
    cells = [c for c in nbformat.read(path, as_version=4).cells if c.cell_type == "markdown"]
    headings = [line for c in cells for line in c.source.splitlines() if line.startswith("## ")]
    assert headings
    assert [h for h in headings if not h.rstrip().endswith("?")] == []


@each
@pytest.mark.parametrize("corpus", ["seeds", "one plain article"])
def test_it_runs_quietly(path, corpus, tmp_path, monkeypatch):
    where = ""
    if corpus != "seeds":
        (tmp_path / "corpus").mkdir()
        (tmp_path / "corpus" / "ferry.txt").write_text(PLAIN, encoding="utf-8")
        where = str(tmp_path / "corpus")
    done = papermill.execute_notebook(
        str(path),
        str(tmp_path / path.name),
        parameters={"corpus": where, "figures": str(tmp_path / "figures"), "results": str(tmp_path / "results")},
        kernel_name="python3",
        cwd=str(tmp_path),
        progress_bar=False,
    )
    outputs = [output for cell in done.cells for output in cell.get("outputs", [])]
    assert outputs
    assert [output.text for output in outputs if output.get("name") == "stderr"] == []
    written = [path for path in (tmp_path / "results").iterdir() if path.name != "about.json"]
    assert {p.suffix for p in written} == {".csv", ".json"}
    assert len({p.stem for p in written}) * 2 == len(written)
    for text in (tmp_path / "figures").glob("*.txt"):
        assert re.search(r"\bnan\b", text.read_text(encoding="utf-8"), re.IGNORECASE) is None
