"""Printing to PDF: what is said where no browser is found or one fails, and that a PDF names no folder of this computer."""

import os
from pathlib import Path

import pytest

from analysis.cli import main
from analysis.errors import ReportError
from analysis.report import browser, pages

NONE = "No Chromium, Chrome or Edge was found"
INDEX = '<p id="a">Text</p><a href="#a">here</a> <a href="tables/x.csv">there</a><img loading="lazy" src="data:," alt="a">'


@pytest.fixture
def without(monkeypatch):
    monkeypatch.setattr(browser.shutil, "which", lambda name: None)
    monkeypatch.setattr(browser, "ELSEWHERE", ())


def fake(folder: Path, script: str) -> None:
    """A browser of this folder that runs a line of shell."""
    path = folder / "chromium"
    path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    path.chmod(0o755)


def test_without_a_browser_the_report_is_not_begun(without, tmp_path, capsys):
    assert main(["report", "--pdf", "--out", str(tmp_path / "out"), "--figures", str(tmp_path / "figures")]) == 1
    assert NONE in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(os.name == "nt", reason="the browser of this test is a shell script")
@pytest.mark.parametrize(
    ("script", "message"),
    [("echo 'no display' >&2; exit 3", "could not print .print.html: no display"), ("exit 0", "ended without printing")],
)
def test_a_browser_that_fails_is_an_error_and_leaves_nothing(tmp_path, monkeypatch, script, message):
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    fake(tmp_path, script)
    folder = tmp_path / "report"
    folder.mkdir()
    (folder / "index.html").write_text(INDEX, encoding="utf-8")
    with pytest.raises(ReportError, match=message):
        pages.print_index(folder)
    assert [p.name for p in folder.iterdir()] == ["index.html"]


@pytest.mark.skipif(os.name == "nt", reason="the browser of this test is a shell script")
def test_what_is_printed_has_every_picture_and_links_within_itself_only(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    # Prints the page itself: the last argument is its address, the one before names the PDF.
    fake(
        tmp_path,
        'for a in "$@"; do case "$a" in --print-to-pdf=*) to="${a#*=}";; file://*) from="${a#file://}";; esac; done; cp "$from" "$to"',
    )
    folder = tmp_path / "report"
    folder.mkdir()
    (folder / "index.html").write_text(INDEX, encoding="utf-8")
    printed = pages.print_index(folder).read_text(encoding="utf-8")
    assert printed == '<p id="a">Text</p><a href="#a">here</a> <a>there</a><img src="data:," alt="a">'
    assert {p.name for p in folder.iterdir()} == {"index.html", "report.pdf"}
