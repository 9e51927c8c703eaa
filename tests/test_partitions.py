"""Part by part: the same tables as at once, gone on with after a stop, streamed, and on a cluster that loses a worker."""

from __future__ import annotations

import csv
import gzip
import json
import tracemalloc

import pytest

from analysis import about, analyze, cli, limits, partitions, streams, tables
from analysis.engines import Cluster, Local
from analysis.errors import InputError
from tests import killing

pd = pytest.importorskip("pandas")
pytest.importorskip("pyarrow", reason="Parquet needs the extra scale")
ROWS = [
    {"id": f"a{n}", "text": f"Bridge {n}\n\nAda Lowe said on Monday it would open. The bridge was {'very ' * n}old.\n"}
    for n in range(5)
]


def as_jsonl(path):
    path.write_text("".join(json.dumps(row) + "\n" for row in ROWS))


def as_gz(path):
    path.write_bytes(gzip.compress("".join(json.dumps(row) + "\n" for row in ROWS).encode()))


def as_csv(path):
    with path.open("w", newline="") as file:
        writer = csv.DictWriter(file, ["id", "text"])
        writer.writeheader()
        writer.writerows(ROWS)


def as_parquet(path):
    pd.DataFrame(ROWS).to_parquet(path)


def as_folder(path):
    path.mkdir()
    for row in ROWS:
        (path / row["id"]).with_suffix(".txt").write_text(row["text"])


SOURCES = {"t.jsonl": as_jsonl, "t.jsonl.gz": as_gz, "t.csv": as_csv, "t.parquet": as_parquet, "folder": as_folder}


@pytest.mark.parametrize("name", SOURCES)
def test_every_input_is_streamed(tmp_path, name):
    SOURCES[name](tmp_path / name)
    parts = list(streams.stream(tmp_path / name, 2))
    assert [len(part) for part in parts] == [2, 2, 1]
    assert [a.id.removesuffix(".txt") for part in parts for a in part] == [row["id"] for row in ROWS]
    assert [a.text for part in parts for a in part] == [row["text"] for row in ROWS]


def test_one_bad_row_does_not_cost_the_others(tmp_path):
    lines = [json.dumps(ROWS[0]), "{", json.dumps(ROWS[0]), json.dumps(ROWS[1]), json.dumps({"id": "x", "text": " "})]
    (tmp_path / "t.jsonl").write_text("\n".join(lines))
    parts = list(streams.stream(tmp_path / "t.jsonl", 2))
    assert [a.id for part in parts for a in part] == ["a0", "a1"]
    left_out = [str(item) for part in parts for item in part.left_out]
    assert [item.partition(":")[0] for item in left_out] == [f"t.jsonl, row {n}" for n in (2, 3, 5)]
    assert "'a0'" in left_out[1]


def test_what_a_folder_holds_beside_articles_is_told_with_its_first_part(tmp_path):
    as_folder(tmp_path / "folder")
    (tmp_path / "folder" / "b.docx").write_text("")
    parts = list(streams.stream(tmp_path / "folder", 2))
    assert [[item.what for item in part.left_out] for part in parts] == [["b.docx"], [], []]
    for path in (tmp_path / "folder").glob("*.txt"):
        path.unlink()
    (part,) = streams.stream(tmp_path / "folder", 2)
    assert (len(part), [item.what for item in part.left_out]) == (0, ["b.docx"])


def write(path, out, size=2, **how):
    engine = how.pop("engine", None) or Local()
    return list(partitions.write(streams.stream(path, size), out, engine, **how))


def test_a_table_that_is_no_parquet_is_told_in_a_sentence(tmp_path):
    (tmp_path / "t.parquet").write_text("nonsense")
    with pytest.raises(InputError, match=r"t\.parquet: it could not be read as Parquet"):
        list(streams.stream(tmp_path / "t.parquet", 2))


def test_rows_that_are_bad_to_the_last_each_say_why(tmp_path):
    (tmp_path / "t.jsonl").write_text(f'{json.dumps(ROWS[0])}\n{{"id": \n')
    one, other = streams.stream(tmp_path / "t.jsonl", 1)
    assert (len(one), [str(item)[:35] for item in other.left_out]) == (1, ["t.jsonl, row 2: it is not valid JSON"[:35]])


@pytest.mark.parametrize("end", ["\n", "\r\n", ""])
def test_a_line_beyond_the_limit_costs_no_other_and_no_memory(tmp_path, end):
    most = max(len(json.dumps(row)) for row in ROWS)
    good = "".join(json.dumps(row).ljust(most) + "\n" for row in ROWS)  # as long as a line may be
    lines = f'{good}\n{{"id": "x", "text": "{"x " * 10_000_000}"}}{end}'
    (tmp_path / "t.jsonl.gz").write_bytes(gzip.compress((lines + good if end else lines).encode(), 1))
    del lines
    with limits.raised([f"file_bytes={most}"]):
        tracemalloc.start()
        parts = list(streams.stream(tmp_path / "t.jsonl.gz", 6))
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
    assert [a.id for part in parts for a in part] == [row["id"] for row in ROWS]
    assert str(parts[0].left_out[0]) == (
        f"t.jsonl.gz, row 6: it has 20,000,023 characters in one line, and the limit is {most}. Write one article a line, "
        "or raise the limit: --limit file_bytes=20000023."
    )
    assert peak < 10_000_000


def test_a_part_has_the_tables_of_its_articles(tmp_path):
    as_jsonl(tmp_path / "t.jsonl")
    assert [part.articles for part in write(tmp_path / "t.jsonl", tmp_path / "out")] == [2, 2, 1]
    for number, corpus in enumerate(streams.stream(tmp_path / "t.jsonl", 2)):
        story = analyze(corpus)
        partitions.apart(story)
        for name in set(tables.NAMES) - set(partitions.COMPARING):
            found = pd.read_parquet(tmp_path / "out" / name / f"part-{number:05}.parquet")
            assert found.to_csv() == getattr(story, name).to_csv(), name
    assert len(pd.read_parquet(tmp_path / "out" / "articles")) == len(ROWS)
    assert not any((tmp_path / "out" / name).exists() for name in partitions.COMPARING)
    assert set(partitions.COMPARING) < set(tables.NAMES)


def test_a_run_goes_on_where_the_last_one_stopped(tmp_path):
    as_jsonl(tmp_path / "t.jsonl")
    write(tmp_path / "t.jsonl", tmp_path / "all")
    run = partitions.write(streams.stream(tmp_path / "t.jsonl", 2), tmp_path / "out", Local())
    next(run)
    run.close()
    (tmp_path / "out" / "spans" / ".part-00001.parquet").write_text("half")
    assert [part.done_before for part in write(tmp_path / "t.jsonl", tmp_path / "out")] == [True, False, False]
    assert killing.contents(tmp_path / "out") == killing.contents(tmp_path / "all")
    assert [part.done_before for part in write(tmp_path / "t.jsonl", tmp_path / "out")] == [True] * 3
    (tmp_path / "out" / "spans" / "part-00001.parquet").write_text("damaged")
    assert [part.done_before for part in write(tmp_path / "t.jsonl", tmp_path / "out")] == [True, False, True]
    assert [part.done_before for part in write(tmp_path / "t.jsonl", tmp_path / "out", seed=1)] == [False] * 3


def test_a_part_that_was_damaged_is_made_anew_though_its_size_is_the_same(tmp_path):
    as_jsonl(tmp_path / "t.jsonl")
    write(tmp_path / "t.jsonl", tmp_path / "out")
    path = tmp_path / "out" / "spans" / "part-00001.parquet"
    good = path.read_bytes()
    path.write_bytes(good[:100] + bytes([good[100] ^ 1]) + good[101:])
    assert [part.done_before for part in write(tmp_path / "t.jsonl", tmp_path / "out")] == [True, False, True]
    assert path.read_bytes() == good


@pytest.mark.parametrize("name", about.LIBRARIES)
def test_a_part_of_other_libraries_is_made_anew(monkeypatch, name):
    before = partitions._version()
    whole = about._version
    monkeypatch.setattr(about, "_version", lambda library: "0.0.1" if library == name else whole(library))
    partitions._version.cache_clear()
    try:
        assert partitions._version() != before
    finally:
        partitions._version.cache_clear()


def test_files_of_the_user_among_the_parts_stay(tmp_path):
    as_jsonl(tmp_path / "t.jsonl")
    write(tmp_path / "t.jsonl", tmp_path / "out")
    mine = ["parts/notes.json", "parts/00009.parquet", "articles/part-00000 (copy).parquet", "articles/my-part-00009.parquet"]
    left = ["parts/.00001.json.part", "parts/00009.json", "articles/.part-00009.parquet", "articles/part-00009.parquet"]
    for name in (*mine, *left):
        (tmp_path / "out" / name).write_text("")
    write(tmp_path / "t.jsonl", tmp_path / "out")
    assert {name for name in (*mine, *left) if (tmp_path / "out" / name).exists()} == set(mine)


def test_parts_of_a_longer_input_do_not_stay(tmp_path):
    as_jsonl(tmp_path / "t.jsonl")
    write(tmp_path / "t.jsonl", tmp_path / "out")
    write(tmp_path / "t.jsonl", tmp_path / "out", size=4)
    assert len(list((tmp_path / "out" / "articles").iterdir())) == 2
    assert len(pd.read_parquet(tmp_path / "out" / "articles")) == len(ROWS)


def test_an_event_a_part_is_compared(tmp_path):
    as_jsonl(tmp_path / "t.jsonl")
    write(tmp_path / "t.jsonl", tmp_path / "out", events=True)
    assert len(pd.read_parquet(tmp_path / "out" / "containment")) == 4  # two pairs, each way


def test_the_command(tmp_path, capsys):
    as_jsonl(tmp_path / "t.jsonl")
    assert cli.main(["tables", str(tmp_path / "t.jsonl"), "--out", str(tmp_path / "out"), "--partition", "3"]) == 0
    assert "5 articles" in capsys.readouterr().out
    assert cli.main(["tables", str(tmp_path / "out"), "--out", str(tmp_path / "none"), "--partition", "3"]) == 1
    assert cli.main(["tables", str(tmp_path / "t.jsonl"), "--out", str(tmp_path / "o"), "--scheduler", "tcp://x:1"]) == 1
    assert "--engine dask" in capsys.readouterr().err


def test_a_warning_that_holds_for_every_part_is_given_once(tmp_path, capsys):
    as_jsonl(tmp_path / "t.jsonl")
    (tmp_path / "metadata.csv").write_text("id,Outlet\na0,Post\n")
    assert cli.main(["tables", str(tmp_path / "t.jsonl"), "--out", str(tmp_path / "out"), "--partition", "2"]) == 0
    assert capsys.readouterr().err.count("warning: metadata.csv has what nothing reads: the column 'Outlet'.") == 1


def _lose_the_first_worker(task):
    """Work during which, once, the worker is killed as by a failing machine."""
    import os
    import pathlib
    import signal

    from analysis import work

    mark = pathlib.Path(task["mark"])
    try:
        mark.touch(exist_ok=False)
    except FileExistsError:
        return work.readings_of({name: value for name, value in task.items() if name != "mark"})
    os.kill(os.getpid(), signal.SIGKILL)


def test_a_cluster_that_loses_a_worker_gives_the_same_tables(tmp_path):
    pytest.importorskip("distributed", reason="the engine dask needs the extra scale")
    from analysis import work

    as_jsonl(tmp_path / "t.jsonl")
    corpora = list(streams.stream(tmp_path / "t.jsonl", 5))
    local = list(work.readings(corpora[0].articles, {}, Local()))
    engine = Cluster(jobs=2)
    try:
        tasks = [
            {
                "text": a.text,
                "paragraphs": [[p.start, p.end, p.role] for p in a.paragraphs],
                "tone": {},
                "mark": str(tmp_path / "lost"),
            }
            for a in corpora[0]
        ]
        found = list(engine.map(_lose_the_first_worker, tasks))
        assert (tmp_path / "lost").exists()
        assert [work._done(x, a.id) for x, a in zip(found, corpora[0], strict=True)] == local
        write(tmp_path / "t.jsonl", tmp_path / "dask", engine=engine)
    finally:
        engine.close()
    write(tmp_path / "t.jsonl", tmp_path / "local")
    assert killing.contents(tmp_path / "dask") == killing.contents(tmp_path / "local")


def test_no_scheduler_is_told_in_a_sentence():
    pytest.importorskip("distributed", reason="the engine dask needs the extra scale")
    with pytest.raises(InputError, match="No scheduler of Dask answers"):
        Cluster("tcp://127.0.0.1:1", wait=1)
