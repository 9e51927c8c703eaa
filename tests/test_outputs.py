"""Outputs: whole or not at all, nobody's files lost, one run at a time; and a command that is killed."""

from __future__ import annotations

import errno
import os
import random
import sys

import pytest

from analysis import cli, outputs, tables
from analysis.errors import InputError
from tests import killing

TEXT = "Ferry back in service\n\nThe ferry sails again from Monday, Ada Lowe said. It was idle for days.\n"


def put(out, **files):
    with outputs.locked(out), outputs.folder(out) as folder:
        for name, text in files.items():
            (folder / name).write_text(text)


@pytest.fixture(params=["exchanged", "file by file", "a disk of its own", "where the user stands"])
def way(request, monkeypatch, tmp_path):
    if request.param == "file by file":
        monkeypatch.setattr(outputs, "_exchanged", lambda one, other: False)
    if request.param == "a disk of its own":
        monkeypatch.setattr(outputs.os.path, "ismount", lambda path: path.name == "out" and path.is_dir())
    if request.param == "where the user stands":
        (tmp_path / "deep" / "out").mkdir(parents=True)
        (tmp_path / "out").mkdir()
        monkeypatch.setattr(outputs.Path, "cwd", lambda: tmp_path / "deep" / "out")


def test_a_folder_takes_its_place_and_other_files_stay(tmp_path, way):
    out = tmp_path / "deep" / "out"
    put(out, a="1", b="1")
    (out / "mine").mkdir()
    (out / "mine" / "notes").write_text("kept")
    put(out, a="2", c="2")
    assert killing.contents(out) == {"a": b"2", "b": b"1", "c": b"2", "mine/notes": b"kept"}
    assert [p.name for p in out.parent.iterdir()] == ["out"]


def test_what_is_ours_goes_when_it_is_not_written_again(tmp_path, way):
    put(tmp_path / "out", a="1", b="1")
    with outputs.locked(tmp_path / "out"), outputs.folder(tmp_path / "out", ours=lambda path: True) as folder:
        (folder / "a").write_text("2")
    assert killing.contents(tmp_path / "out") == {"a": b"2"}


def test_a_run_that_fails_leaves_the_last_output(tmp_path):
    put(tmp_path / "out", a="1")
    with pytest.raises(ZeroDivisionError), outputs.locked(tmp_path / "out"), outputs.folder(tmp_path / "out") as folder:
        (folder / "a").write_text(f"half {1 / 0}")
    assert killing.contents(tmp_path) == {"out/a": b"1"}


def test_what_a_killed_run_left_is_no_part_of_the_next(tmp_path):
    (tmp_path / ".out.part").mkdir()
    (tmp_path / ".out.part" / "half").write_text("half")
    put(tmp_path / "out", a="1")
    assert killing.contents(tmp_path) == {"out/a": b"1"}


def test_a_link_goes_on_pointing_to_its_folder(tmp_path):
    (tmp_path / "goal").mkdir()
    (tmp_path / "out").symlink_to(tmp_path / "goal")
    put(tmp_path / "out", a="1")
    assert (tmp_path / "out").is_symlink()
    assert killing.contents(tmp_path / "goal") == {"a": b"1"}


def test_the_folder_that_the_user_stands_in(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    here = os.stat(".").st_ino
    with outputs.locked(outputs.Path(".")), outputs.folder(outputs.Path(".")) as folder:
        (folder / "a").write_text("1")
    assert (os.listdir("."), os.stat(tmp_path).st_ino) == (["a"], here)  # a shell that stands there stays there


@pytest.mark.parametrize(
    "arguments",
    [
        ["tables", "articles.csv", "--out", "."],
        ["tables", "articles.csv", "--out", "link"],
        ["tables", "articles.csv", "--out", ".", "--by-event"],
        ["annotate", "articles.csv", "--out", "./articles.csv"],
        ["evaluate", "--gold", "gold.jsonl", "--texts", "articles.csv", "--json", "articles.csv"],
        ["evaluate", "--gold", "articles.csv", "--texts", "articles.jsonl", "--details", "articles.csv"],
    ],
)
def test_no_output_takes_the_place_of_the_input(tmp_path, monkeypatch, capsys, arguments):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "link").symlink_to(tmp_path)
    (tmp_path / "articles.csv").write_text(f'id,text\na,"{TEXT}"\n', encoding="utf-8")
    before = killing.contents(tmp_path)
    assert cli.main(arguments) == 1
    assert "articles.csv is an input, and the output would take its place" in capsys.readouterr().err
    assert killing.contents(tmp_path) == before


@pytest.mark.parametrize(
    ("arguments", "spared"),
    [
        (["annotate", "corp", "--out", "corp/a.txt"], "corp/a.txt"),
        (["annotate", "corp", "--out", "corp/metadata.csv"], "corp/metadata.csv"),
        (["annotate", "corp/a.txt", "--out", "corp/overrides.toml"], "corp/overrides.toml"),
        (["tables", "ferry/articles.csv", "--by-event", "--out", "."], "ferry/articles.csv"),
        (["tables", "spans/part-00000.parquet", "--partition", "9", "--out", "."], "spans/part-00000.parquet"),
    ],
)
def test_no_output_takes_the_place_of_what_is_read_with_the_input(tmp_path, monkeypatch, capsys, arguments, spared):
    monkeypatch.chdir(tmp_path)
    for folder in ("corp", "ferry", "spans"):
        (tmp_path / folder).mkdir()
    (tmp_path / "corp" / "a.txt").write_text(TEXT)
    (tmp_path / "corp" / "metadata.csv").write_text("id,outlet\na.txt,Post\n")
    (tmp_path / "corp" / "overrides.toml").write_text('[language]\n"a.txt" = "en"\n')
    (tmp_path / "spans" / "part-00000.parquet").write_text("not read")
    (tmp_path / "ferry" / "articles.csv").write_text(f'id,event,text\na,ferry,"{TEXT}"\n', encoding="utf-8")
    before = killing.contents(tmp_path)
    assert cli.main(arguments) == 1
    assert f"{spared} is an input, and the output would take its place" in capsys.readouterr().err
    assert killing.contents(tmp_path) == before


def test_annotations_are_no_folder(corpus, capsys):
    assert cli.main(["annotate", str(corpus), "--out", str(corpus)]) == 1
    assert "is a folder. Name a file" in capsys.readouterr().err


@pytest.mark.parametrize("beside", ["about.md", "about.json"])
def test_tables_of_events_leave_the_input_and_what_lies_beside_it(tmp_path, monkeypatch, beside):
    monkeypatch.chdir(tmp_path)
    for folder in ("my", "other"):  # the input's folder, and one like it
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "articles.csv").write_text(f'id,event,text\na,ferry,"{TEXT}"\n', encoding="utf-8")
    (tmp_path / "my" / beside).write_text("{}")
    (tmp_path / "other" / "about.md").write_text("notes")
    before = killing.contents(tmp_path)
    assert cli.main(["tables", "my/articles.csv", "--by-event", "--out", "."]) == 0
    after = killing.contents(tmp_path)
    assert before.items() <= after.items()
    assert {name.partition("/")[0] for name in after} == {"my", "other", "ferry", "about.json", "events.csv", "outlets.csv"}


def test_the_root_is_no_place():
    with pytest.raises(InputError, match="Name a folder below it"), outputs.locked(outputs.Path("/")):
        pass


def test_two_runs_at_once_do_not_mix(tmp_path):
    with outputs.locked(tmp_path / "out"), pytest.raises(InputError, match="Another run is writing"):
        put(tmp_path / "out", a="1")
    put(tmp_path / "out", a="1")


@pytest.mark.parametrize("arguments", [["tables", "--by-event"], ["annotate"], ["sample"]])
def test_a_second_run_on_one_place_is_refused_in_a_sentence(corpus, capsys, arguments):
    out = corpus.parent / "out"
    with outputs.locked(out):
        assert cli.main([*arguments, str(corpus), "--out", str(out)]) == 1
    assert "Another run is writing to" in capsys.readouterr().err
    assert {p.name for p in corpus.parent.iterdir()} == {"mine"}


@pytest.fixture
def corpus(tmp_path):
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "a.txt").write_text(TEXT)
    return tmp_path / "mine"


@pytest.mark.parametrize(
    ("number", "remedy"),
    [(errno.ENOSPC, "Free some space"), (errno.EROFS, "Name another place"), (errno.EACCES, "permissions")],
)
def test_a_disk_that_refuses_is_told_in_a_sentence(corpus, capsys, monkeypatch, number, remedy):
    out = corpus.parent / "out"
    assert cli.main(["tables", str(corpus), "--out", str(out)]) == 0
    before = killing.contents(out)
    whole = tables.write_one

    def refuse(table, path):
        if path.name == "spans.csv":
            raise OSError(number, os.strerror(number), str(path))
        whole(table, path)

    monkeypatch.setattr(tables, "write_one", refuse)
    capsys.readouterr()
    assert cli.main(["tables", str(corpus), "--out", str(out)]) == 1
    said = capsys.readouterr().err
    assert remedy in said
    assert os.strerror(number) in said
    assert len(said.splitlines()) == 1
    assert killing.contents(out) == before
    assert {p.name for p in corpus.parent.iterdir()} == {"mine", "out"}


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL")
def test_a_killed_command_leaves_the_last_output_and_the_next_one_finishes(corpus):
    """Three moments; ``benchmarks/kill.py`` takes twenty, of ``report`` too."""
    for n in range(4):
        (corpus / f"b{n}.txt").write_text(f"{TEXT}\nBen Hart denied {n} claims about the harbour.\n")
    out, cache = corpus.parent / "out", corpus.parent / "cache"
    command = ["tables", str(corpus), "--out", str(out), "--jobs", "2"]
    killing.finish(command, cache)
    good = killing.contents(out)
    chance = random.Random(0)
    for n in range(3):
        (corpus / "a.txt").write_text(TEXT + "\nIt took days" + n * " and days" + ", Ada Lowe said.\n")
        made = killing.entries(cache)
        killing.kill_after(chance.uniform(0.3, 3), command, cache)
        left = killing.contents(out)
        killing.finish(command, cache)
        new = killing.contents(out)
        assert left in (good, new)
        assert new != good
        assert made.items() <= killing.entries(cache).items()  # what was done stays done
        assert {p.name for p in corpus.parent.iterdir()} == {"mine", "out", "cache"}
        good = new
