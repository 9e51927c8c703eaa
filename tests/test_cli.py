"""The command line: exit status, and errors and warnings in sentences."""

import json
import multiprocessing
import os
import shlex
import signal
import subprocess
import sys
import threading
import time

import pytest

from analysis import __main__, cli
from analysis.engines import Local

TEXT = (
    "Ferry back in service\n\nThe ferry to the island sails again from Monday, the harbour office said. It was idle for days.\n"
)
GERMAN = "Die Fähre zur Insel fährt ab Montag wieder, sagte das Hafenamt. " * 5


@pytest.fixture
def corpus(tmp_path, monkeypatch):
    """A folder of one article, from where a user calls the command."""
    folder = tmp_path / "mine"
    folder.mkdir()
    (folder / "ferry.txt").write_text(TEXT, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return folder


def call(capsys, *arguments: str) -> tuple[int, str, str]:
    try:
        status = cli.main(arguments)
    except SystemExit as stop:
        status = stop.code
    return status, *capsys.readouterr()


def test_tables_are_written(corpus, capsys):
    status, out, err = call(capsys, "tables", "mine", "--out", "tables")
    assert (status, err) == (0, "")
    assert (corpus.parent / "tables" / "articles.csv").is_file()
    assert out.endswith("tables are in tables.\n")


def test_a_user_who_stops_it_sees_no_traceback(capsys, monkeypatch):
    def parts():
        raise KeyboardInterrupt

    monkeypatch.setattr("analysis.check.parts", parts)
    assert call(capsys, "check") == (130, "", "same-story: stopped. What stood there before was left as it was.\n")


def test_who_stops_it_while_it_loads_sees_no_traceback(capsys, monkeypatch):
    def stopped():
        raise KeyboardInterrupt

    monkeypatch.setattr(cli, "main", stopped)
    assert __main__.main() == 130
    assert capsys.readouterr() == ("", "")


def test_processes_leave_ctrl_c_to_the_one_that_started_them():
    before = signal.getsignal(signal.SIGINT)
    engine = Local(2)
    try:
        assert list(engine.map(signal.getsignal, [signal.SIGINT] * 2)) == [signal.SIG_IGN] * 2
    finally:
        engine.close()
    assert signal.getsignal(signal.SIGINT) is before


@pytest.mark.skipif(sys.platform == "win32", reason="a signal to a process ends it there")
def test_who_stops_it_need_not_wait_for_its_processes():
    before = signal.signal(signal.SIGINT, signal.default_int_handler)  # where tests run in the background it is ignored
    threading.Timer(3, os.kill, (os.getpid(), signal.SIGINT)).start()
    begun = time.monotonic()
    try:
        with pytest.raises(KeyboardInterrupt):
            list(Local(2).map(time.sleep, [300, 300]))
    finally:
        signal.signal(signal.SIGINT, before)
    assert time.monotonic() - begun < 60  # they were ended, not waited for
    assert not multiprocessing.active_children()


@pytest.mark.parametrize("closed", ["stdout", "stderr"])
def test_closed_output_is_no_error(monkeypatch, closed):
    monkeypatch.setattr(sys, closed, None)
    assert cli.main(["check"]) == 0


@pytest.mark.skipif(sys.platform == "win32", reason="links and homes of other users are made otherwise there")
@pytest.mark.parametrize(
    "call_of",
    [
        "tables ~nobody-here/x --out t",
        "tables loop --out t",
        "tables mine --out loop",
        "tables mine --out t --cache ~nobody-here/c",
        "tables mine --out t --cache loop",
        "annotate mine --out loop",
        "report --corpus mine --figures loop",
        "evaluate --gold loop --texts t.jsonl",
        "agree loop",
    ],
)
def test_places_that_lead_nowhere_are_named(corpus, capsys, call_of):
    (corpus.parent / "loop").symlink_to("loop")
    status, out, err = call(capsys, *shlex.split(call_of))
    assert (status, out) == (1, "")
    assert err.startswith("same-story: ")
    assert len(err.splitlines()) == 1
    assert err.count(". ") >= 1  # with the remedy


def test_a_cache_that_the_variable_names_may_lead_nowhere(corpus, capsys, monkeypatch):
    monkeypatch.setenv("SAME_STORY_CACHE", "~nobody-here/c")
    assert "~nobody-here/c leads nowhere" in call(capsys, "annotate", "mine", "--out", "a.jsonl")[2]


def test_a_reader_who_has_seen_enough_is_no_error():
    reading, writing = os.pipe()
    os.close(reading)
    try:
        done = subprocess.run([sys.executable, "-m", "analysis", "check"], stdout=writing, stderr=subprocess.PIPE, check=False)
    finally:
        os.close(writing)
    assert (done.returncode, done.stderr) == (1, b"")


def test_annotations_are_an_object_an_article(corpus, capsys):
    (corpus / "second.txt").write_text(TEXT, encoding="utf-8")
    status, _, err = call(capsys, "annotate", "mine", "--out", "made/annotations.jsonl")
    assert (status, err) == (0, "")
    lines = (corpus.parent / "made" / "annotations.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line)["id"] for line in lines] == ["ferry.txt", "second.txt"]


@pytest.mark.parametrize(
    "command", ["tables mine --out made", "tables mine --out made --by-event", "annotate mine --out made/a.jsonl"]
)
def test_processes_end_with_the_command(corpus, capsys, command):
    (corpus / "second.txt").write_text(TEXT, encoding="utf-8")
    status, _, err = call(capsys, *command.split(), "--jobs", "2", "--no-cache")
    assert (status, err) == (0, "")
    assert not multiprocessing.active_children()


@pytest.mark.parametrize(("strict", "expected"), [((), 0), (("--strict",), 1)])
def test_what_was_left_out_is_listed_and_strict_minds(corpus, capsys, strict, expected):
    (corpus / "nothing.txt").write_text("", encoding="utf-8")
    (corpus / "binary.txt").write_bytes(bytes(range(256)) * 20)
    (corpus / "german.txt").write_text(GERMAN, encoding="utf-8")
    status, _, err = call(capsys, "tables", "mine", "--out", "tables", *strict)
    assert status == expected
    for name in (
        "nothing.txt: it is empty",
        "binary.txt: it looks like a binary file",
        "german.txt: it does not seem to be in English",
    ):
        assert f"left out: {name}" in err
    assert (corpus.parent / "tables" / "articles.csv").is_file()


def test_a_second_run_does_not_complain_of_the_first(corpus, capsys):
    (corpus / "other.txt").write_text(TEXT, encoding="utf-8")
    for arguments in (("mine",), ("mine/tables",), ("mine/events", "--by-event")):
        for _ in range(2):
            assert call(capsys, "tables", "mine", "--out", *arguments, "--strict")[::2] == (0, "")
    for _ in range(2):
        assert call(capsys, "annotate", "mine", "--out", "mine/notes.jsonl", "--strict")[::2] == (0, "")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("tables", "nowhere", "--out", "t"), "There is no file or folder nowhere"),
        (("tables", "void", "--out", "t"), "No article could be read from void"),
        (("tables", "no_text.csv", "--out", "t"), "no_text.csv lacks the column text"),
        (("tables", "mine", "--out", "mine/ferry.txt"), "ferry.txt"),
        (("report", "--corpus", "nowhere"), "There is no file or folder nowhere"),
        (("report", "--corpus", "mine", "--out", "mine"), "something else than a report"),
    ],
)
def test_nothing_could_be_done(corpus, capsys, arguments, message):
    (corpus.parent / "void").mkdir()
    (corpus.parent / "no_text.csv").write_text("id,body\n1,words\n", encoding="utf-8")
    status, out, err = call(capsys, *arguments)
    assert (status, out) == (1, "")
    assert message in err
    assert err.startswith("same-story: ")
    assert len(err.splitlines()) == 1
    assert "Traceback" not in err


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("unknown",),
        ("tables", "mine"),
        ("tables", "mine", "--out", "t", "--format", "xlsx"),
        ("report", "--jobs", "0"),
        ("report", "--jobs", "many"),
    ],
)
def test_wrong_calls(corpus, capsys, arguments):
    status, _, err = call(capsys, *arguments)
    assert status == 2
    assert "usage: same-story" in err


@pytest.mark.parametrize(
    "call_of",
    [
        'tables "" --out t',
        'tables mine --out ""',
        'tables mine --out " "',
        'annotate "" --out a.jsonl',
        'annotate mine --out ""',
        'sample "" --out s',
        'report --corpus ""',
        'report --out ""',
        'evaluate --gold "" --texts t.jsonl',
        'agree ""',
    ],
)
def test_an_empty_name_stands_for_no_folder(corpus, capsys, call_of):
    status, out, err = call(capsys, *shlex.split(call_of))
    assert (status, out) == (2, "")
    assert "the name is empty. Give the name of a file or folder" in err
    assert [path.name for path in corpus.parent.iterdir()] == ["mine"]


@pytest.mark.parametrize("command", ["", "report", "tables", "annotate", "evaluate", "check"])
def test_help_reads_like_a_manual_page(capsys, command):
    status, out, _ = call(capsys, *filter(None, [command]), "--help")
    assert status == 0
    for part in ("usage: same-story", "examples:", "exit status:"):
        assert part in out


def test_check_lists_python_libraries_and_the_lexicon(capsys):
    status, out, _ = call(capsys, "check")
    assert status == 0
    for name in ("Python", "nltk", "onnxruntime", "lexicon of VADER"):
        assert f"there    {name}" in out


def test_check_misses_a_model_that_should_have_come_along(capsys, monkeypatch):
    from analysis import check

    monkeypatch.setattr(check, "OWN_FILES", ("no_such_model.onnx",))
    status, out, _ = call(capsys, "check")
    assert status == 1
    assert "missing  resources/no_such_model.onnx  It comes with the package" in out


def test_check_says_how_to_get_what_is_missing(capsys, monkeypatch):
    from analysis import check

    monkeypatch.setattr(check, "LIBRARIES", ("no-such-library",))
    status, out, _ = call(capsys, "check")
    assert status == 1
    assert "missing  no-such-library  make report sets up everything" in out


def test_the_package_can_be_called_as_a_module():
    done = subprocess.run([sys.executable, "-m", "analysis", "--version"], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "same-story 0.1.0\n")
