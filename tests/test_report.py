"""The runner, on notebooks made for the purpose: what it writes, what it refuses, and what it leaves alone."""

import errno
import os
import re
import sys
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from analysis import outputs, report
from analysis.errors import InputError, ReportError
from analysis.report import pages, runner
from tests import killing

TEXT = (
    "Ferry back in service\n\nThe ferry to the island sails again from Monday, the harbour office said. It was idle for days.\n"
)
PARAMETERS = 'corpus: str = ""  # where\nfigures: str = ""  # where to'
DRAW = """import pandas as pd
from analysis import figures as draw
ax = draw.canvas(None, 1.5)
ax.plot([1, 2])
draw.show(draw.say(ax, alt="A line.", caption="It <rises>.", data=pd.DataFrame({"y": [1, 2]})), "line", figures)"""
FAILS = 'print("so far")\nraise ValueError("the third cell is wrong")'


def write_notebook(path: Path, *code: str, parameters: str = PARAMETERS) -> None:
    cells = [new_markdown_cell("# A *small* notebook"), new_code_cell(parameters, metadata={"tags": ["parameters"]})]
    cells += [new_code_cell(source) for source in code]
    kernel = {
        "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
        "language_info": {"name": "python"},
    }
    path.parent.mkdir(parents=True, exist_ok=True)
    nbformat.write(new_notebook(cells=cells, metadata=kernel), path)


@pytest.fixture
def place(tmp_path) -> Path:
    """A folder with a corpus of one article, and a bad file beside it."""
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    (corpus / "ferry.txt").write_text(TEXT, encoding="utf-8")
    (corpus / "empty.txt").write_text("", encoding="utf-8")
    return tmp_path


def run(place: Path, jobs: int = 1) -> report.Report:
    return report.run(place / "corpus", place / "out", place / "figures", jobs, place / "notebooks")


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@pytest.fixture
def good(place) -> Path:
    write_notebook(place / "notebooks" / "01_line.ipynb", DRAW)
    write_notebook(place / "notebooks" / "02_word.ipynb", 'print(f"a word <b> {corpus}"[:12])')
    return place


def test_a_report_has_every_page_figure_and_table_and_needs_no_net(good):
    (good / "figures").mkdir()
    (good / "figures" / "mine.txt").write_text("not yours", encoding="utf-8")
    here = Path.cwd()
    done = run(good, jobs=2)
    out = good / "out"
    assert Path.cwd() == here
    assert done.index == (out / "index.html").resolve()
    folders = {"articles", "data", "figures", "notebooks", "tables"}
    assert {p.name for p in out.iterdir()} == {"index.html", "01_line.html", "02_word.html", *folders}
    assert set(contents(out / "figures")) == {"index.md", *(f"line.{kind}" for kind in ("png", "svg", "pdf", "csv", "txt"))}
    assert set(contents(good / "figures")) == set(contents(out / "figures")) | {"mine.txt"}
    assert any((out / "tables").iterdir())
    index = (out / "index.html").read_text(encoding="utf-8")
    assert 'alt="A line."' in index
    assert "It &lt;rises&gt;." in index
    assert "<b>empty.txt</b>: it is empty" in index
    assert '<a href="01_line.html">A small notebook</a>' in index
    assert "articles/ferry-txt-" in index
    assert 'href="data/line.html"' in index
    for page in out.rglob("*.html"):
        text = page.read_text(encoding="utf-8")
        assert not re.search(r"https?://|<script|@import|url\(", text), page.name
        assert_links_lead_somewhere(page, text)


def assert_links_lead_somewhere(page: Path, text: str) -> None:
    """Every link of a page is to a file that is there, and every fragment to an element with that id."""
    for link in re.findall(r'(?:href|src)="([^"]+)"', text):
        path, _, fragment = link.partition("#")
        target = page.parent / path if path else page
        assert link.startswith("data:") or target.is_file(), (page.name, link)
        if fragment:
            assert f'id="{fragment}"' in target.read_text(encoding="utf-8"), (page.name, link)


def test_a_page_folds_code_away_and_hides_what_the_runner_set(good):
    run(good)
    page = (good / "out" / "02_word.html").read_text(encoding="utf-8")
    assert page.count('<details class="code">') == 2
    assert "a word &lt;b&gt;" in page
    assert str(good) not in page


def test_a_coded_sample_reaches_the_notebooks_that_show_one(place):
    folder = place / "agreed"
    folder.mkdir()
    write_notebook(place / "notebooks" / "01_line.ipynb", DRAW)
    write_notebook(
        place / "notebooks" / "06_coded.ipynb", "print(coded)", parameters=f'{PARAMETERS}\ncoded: str = ""  # a sample'
    )
    given = (place / "corpus", place / "out", place / "figures", 1, place / "notebooks")
    with pytest.raises(InputError, match="Give the folder that the command agree wrote"):
        report.run(*given, coded=folder)
    assert not (place / "out").exists()
    for name, columns in (("scores", "question,score,of,value,low,high,items"), ("agreement", "question,label,level")):
        (folder / f"{name}.csv").write_text(f"{columns}\n", encoding="utf-8")
    done = report.run(*given, coded=folder)
    shown = nbformat.read(done.index.with_name("notebooks") / "06_coded.ipynb", as_version=4)
    assert [c.outputs[0]["text"].strip() for c in shown.cells if c.get("outputs")] == [str(folder.resolve())]


def test_what_a_run_needs_lies_in_its_own_folder_and_goes_with_it(place):
    """Else a report that is killed would leave, in the folder for temporary files, how its kernels were reached."""
    where = "from ipykernel.connect import get_connection_file\nprint(get_connection_file())\nimport os\nprint(os.environ['SAME_STORY_CACHE'])"
    write_notebook(place / "notebooks" / "01_where.ipynb", where)
    report.run(place / "corpus", place / "out", place / "figures", 1, place / "notebooks", cache=None)
    cell = nbformat.read(place / "out" / "notebooks" / "01_where.ipynb", as_version=4).cells[-1]
    scratch = place / ".out.part" / runner.SCRATCH
    assert cell.outputs[0].text.split() == [str(scratch / "01_where.json"), str(scratch / "cache")]
    assert not (place / "out" / runner.SCRATCH).exists()


def test_the_same_articles_give_the_same_bytes_twice(good):
    run(good)
    first = contents(good / "figures"), contents(good / "out" / "tables")
    run(good)
    assert (contents(good / "figures"), contents(good / "out" / "tables")) == first


def test_a_failing_notebook_is_named_kept_and_costs_nothing_else(place):
    write_notebook(place / "notebooks" / "01_fails.ipynb", FAILS)
    write_notebook(place / "notebooks" / "02_never.ipynb", "print(1)")
    (place / "out").mkdir()
    (place / "out" / "index.html").write_text(pages.GENERATOR + "the last good one", encoding="utf-8")
    with pytest.raises(ReportError, match=r"01_fails\.ipynb, cell 3: ValueError: the third cell is wrong\. .*out\.failed"):
        run(place)
    assert contents(place / "out") == {"index.html": (pages.GENERATOR + "the last good one").encode()}
    assert not (place / "figures").exists()
    kept = nbformat.read(place / "out.failed" / "01_fails.ipynb", as_version=4)
    assert any("so far" in output.get("text", "") for cell in kept.cells for output in cell.get("outputs", []))
    assert {p.name for p in place.iterdir()} == {"corpus", "notebooks", "out", "out.failed"}


@pytest.mark.parametrize(
    ("parameters", "message"),
    [
        ('corpus: str = ""', r"01_x\.ipynb has no parameter figures; it has corpus"),
        ("", r"01_x\.ipynb has no parameter corpus or figures; it has none"),
    ],
)
def test_a_parameter_that_a_notebook_does_not_have_is_refused(place, parameters, message):
    write_notebook(place / "notebooks" / "01_x.ipynb", parameters=parameters)
    with pytest.raises(ReportError, match=message):
        run(place)


def test_a_folder_that_is_no_report_is_not_replaced(good):
    (good / "out").mkdir()
    (good / "out" / "thesis.txt").write_text("years of work", encoding="utf-8")
    with pytest.raises(InputError, match="something else than a report"):
        run(good)
    assert contents(good / "out") == {"thesis.txt": b"years of work"}


@pytest.mark.parametrize(("out", "figures"), [("out", "out"), ("out", "out/figures"), ("here/out", "here")])
def test_report_and_figures_that_lie_in_each_other_are_refused(good, out, figures):
    with pytest.raises(InputError, match="lie in each other"):
        report.run(good / "corpus", good / out, good / figures, 1, good / "notebooks")


@pytest.mark.parametrize(
    ("corpus", "coded", "message"),
    [
        ("out/mine", None, "the report would remove it with all of"),
        ("out/mine/ferry.txt", None, "the report would remove it with all of"),
        ("corpus", "out/mine", "the report would remove it with all of"),
        ("out.failed/mine", None, "the report would remove it with all of"),
        ("figures", None, "is an input, and the output would take its place"),
        ("figures/line.csv", None, "is an input, and the output would take its place"),
    ],
)
def test_a_report_does_not_remove_what_it_is_made_from(good, corpus, coded, message):
    (good / "out").mkdir()
    (good / "out" / "index.html").write_text(pages.GENERATOR + "the last one", encoding="utf-8")
    for folder in ("out/mine", "out.failed/mine", "figures"):
        (good / folder).mkdir(parents=True, exist_ok=True)
        (good / folder / "ferry.txt").write_text(TEXT, encoding="utf-8")
    (good / "figures" / "line.csv").write_text(f'id,text\na,"{TEXT}"\n', encoding="utf-8")
    before = killing.contents(good)
    given = good / corpus, good / "out", good / "figures", 1, good / "notebooks"
    with pytest.raises(InputError, match=message):
        report.run(*given, coded=good / coded if coded else None)
    assert killing.contents(good) == before


def test_figures_that_another_run_writes_are_refused_before_the_work(good, monkeypatch):
    monkeypatch.setattr(runner, "analyze", None)
    with outputs.locked(good / "figures"), pytest.raises(InputError, match="Another run is writing to"):
        run(good)


@pytest.mark.skipif(sys.platform != "linux", reason="names of files are text there")
def test_a_folder_whose_name_is_no_text_is_named(good):
    odd = Path(os.fsdecode(os.fsencode(good) + b"/caf\xe9"))
    (good / "corpus").rename(odd)
    with pytest.raises(ReportError, match=r"caf\\xe9 \(corpus\) is no text, and a notebook cannot hold it\. Rename") as caught:
        report.run(odd, good / "out", good / "figures", 1, good / "notebooks")
    str(caught.value).encode()
    assert not (good / "out").exists()


def test_a_copy_that_was_only_begun_is_no_traceback(good, monkeypatch):
    def stop(source, copy, **more):
        Path(copy).write_text('{"cells": [', encoding="utf-8")
        raise RuntimeError("it stopped")

    monkeypatch.setattr("papermill.execute_notebook", stop)
    with pytest.raises(ReportError, match=r"01_line\.ipynb could not be run: RuntimeError: it stopped\."):
        run(good)


def test_a_full_disk_is_no_fault_of_the_notebook(good, monkeypatch):
    def refuse(source, copy, **more):
        Path(copy).write_bytes(b"")  # begun, and no space left for it
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr("papermill.execute_notebook", refuse)
    with pytest.raises(OSError, match=os.strerror(errno.ENOSPC)) as caught:
        run(good)
    assert outputs.why(caught.value).startswith(f"{(good / 'out').resolve()}: ")
    assert not (good / "out").exists()


def test_without_notebooks_there_is_no_report(place):
    with pytest.raises(ReportError, match="no notebooks"):
        run(place)


def test_two_figures_of_one_name_are_an_error(tmp_path):
    parts = [pages.Exported(name, tmp_path / name) for name in ("01_a", "02_b")]
    for part in parts:
        part.folder.mkdir()
        (part.folder / "same.png").write_bytes(b"")
    with pytest.raises(ReportError, match=r"02_b exports a figure 'same'"):
        runner._gather(parts, tmp_path / "figures")
