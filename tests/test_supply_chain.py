"""What comes along: licences, hashes of the shipped files, no net, no pickle."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from analysis import about, check, cli, read
from tests import licences

ROOT = Path(__file__).resolve().parents[1]
TEXT = (
    "Ferry back in service\n\nThe ferry to the island sails again from Monday, the harbour office said. It was idle for days.\n"
)


@pytest.mark.parametrize("name", licences.locked())
def test_every_licence_is_known_and_allowed(name: str) -> None:
    assert not licences.licence(name).startswith("not allowed"), licences.licence(name)


def test_the_page_of_licences_lists_what_is_locked() -> None:
    listed = re.findall(r"^\| ([\w.-]+) \| (.+?) \|", licences.PAGE.read_text(encoding="utf-8"), re.MULTILINE)[2:]
    assert [name for name, _ in listed] == licences.locked(), "Run python -m tests.licences."
    wrong = {name: said for name, said in listed if licences.stated(name) and said != licences.licence(name)}
    assert wrong == {}


def test_the_shipped_files_are_those_of_the_list() -> None:
    """After a lexicon or model was changed: ``cd analysis/resources && sha256sum [!S]* > SHA256SUMS``."""
    assert about.resources() == about.expected()


@pytest.mark.parametrize(
    ("content", "said"), [(b"not the model", "not the file that the package was made with"), (None, "comes with")]
)
def test_check_notices_a_damaged_or_missing_file(tmp_path, monkeypatch, content, said) -> None:
    (tmp_path / "SHA256SUMS").write_text(f"{'0' * 64}  encoder.onnx\n", encoding="utf-8")
    if content:
        (tmp_path / "encoder.onnx").write_bytes(content)
    monkeypatch.setattr(about, "SUMS", tmp_path / "SHA256SUMS")
    about.resources.cache_clear()
    found = {part.name: part for part in check.parts()}["resources/encoder.onnx"]
    about.resources.cache_clear()
    assert (found.there, found.needed) == (False, True)
    assert said in found.detail


@pytest.mark.parametrize("command", ["tables", "annotate"])
def test_every_output_says_what_made_it(tmp_path, command) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    out = {"tables": tmp_path / "out", "annotate": tmp_path / "out" / "made.jsonl"}[command]
    assert cli.main([command, str(tmp_path / "a.txt"), "--out", str(out)]) == 0
    told = json.loads(
        (tmp_path / "out" / {"tables": "about.json", "annotate": "made.about.json"}[command]).read_text(encoding="utf-8")
    )
    assert told["lexicons_and_models"] == about.expected()
    assert set(told["articles"]) == {"a.txt"}
    assert all(told["libraries"].values())
    assert str(tmp_path) not in json.dumps(told)


@pytest.mark.parametrize("command", ["evaluate", "sample", "agree"])
def test_every_figure_says_what_made_it(tmp_path, command) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "a.jsonl").write_text(json.dumps({"id": "a", "text": TEXT}), encoding="utf-8")
    (tmp_path / "gold.jsonl").write_text('{"id": "a", "attributions": []}', encoding="utf-8")
    (tmp_path / "anna.csv").write_text("item,about,answer,speaker\n1,tone,unclear,\n", encoding="utf-8")
    files = [
        "--gold",
        str(tmp_path / "gold.jsonl"),
        "--texts",
        str(tmp_path / "a.jsonl"),
        "--json",
        str(tmp_path / "about.json"),
    ]
    given = {
        "evaluate": files,
        "sample": [str(tmp_path / "a.txt"), "--out", str(tmp_path)],
        "agree": [str(tmp_path / "anna.csv"), "--out", str(tmp_path)],
    }[command]
    assert cli.main([command, *given]) == 0
    told = json.loads((tmp_path / "about.json").read_text(encoding="utf-8"))
    assert told.get("made_with", told)["lexicons_and_models"] == about.expected()


OFFLINE = """
import sys
def hook(event, arguments):
    if event in ("socket.getaddrinfo", "socket.gethostbyname", "urllib.Request"):
        where = str(arguments[0])
    elif event in ("socket.connect", "socket.sendto", "socket.bind"):
        where = str(arguments[1][0]) if isinstance(arguments[1], tuple) else "127.0.0.1"
    else:
        return
    if where not in ("127.0.0.1", "::1", "localhost", "0.0.0.0", ""):
        raise RuntimeError(f"the net was asked for: {event} {where}")
sys.addaudithook(hook)
"""


@pytest.fixture
def offline(tmp_path) -> dict[str, str]:
    """Surroundings in which every Python process stops where it asks for the net (other programs of this machine may be asked)."""
    (tmp_path / "hook").mkdir()
    (tmp_path / "hook" / "sitecustomize.py").write_text(OFFLINE, encoding="utf-8")
    return os.environ | {"PYTHONPATH": os.pathsep.join([str(tmp_path / "hook"), str(ROOT)])}


def test_the_hook_stops_what_asks_for_the_net(offline) -> None:
    asked = "import socket; socket.create_connection(('192.0.2.1', 80), 1)"
    ran = subprocess.run([sys.executable, "-c", asked], env=offline, capture_output=True, text=True, check=False)
    assert "the net was asked for" in ran.stderr


@pytest.fixture(scope="module")
def apart() -> list[str]:
    """Starts a command where there is no net for anything, libraries in C neither; nothing where the system has no such place."""
    start = ["unshare", "--map-root-user", "--net", "sh", "-c", 'ip link set lo up && exec "$0" "$@"']
    if shutil.which("unshare") and subprocess.run([*start, "true"], capture_output=True, check=False).returncode == 0:
        return start
    print("This system has no place without a net (unshare); the hook in Python watches alone.")
    return []


@pytest.fixture
def given(tmp_path) -> Path:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "in" / "b.html").write_text(f"<html><body><article><p>{TEXT * 3}</p></article></body></html>", encoding="utf-8")
    return tmp_path / "in"


def run_offline(arguments: list[str], environment: dict[str, str], apart: list[str]) -> None:
    command = [*apart, sys.executable, *arguments]
    ran = subprocess.run(command, env=environment, capture_output=True, text=True, check=False, cwd=ROOT)
    assert ran.returncode == 0, ran.stderr[-2000:]
    assert "the net was asked for" not in ran.stderr


def test_the_whole_job_asks_for_no_net(tmp_path, given, offline, apart) -> None:
    """The report runs every notebook in a kernel of its own, writes figures, tables and pages; none of it needs the net."""
    place = ["--corpus", str(given), "--out", str(tmp_path / "report"), "--figures", str(tmp_path / "figures"), "--no-cache"]
    run_offline(["-m", "analysis", "report", *place], offline, apart)
    assert about.said() in (tmp_path / "report" / "index.html").read_text(encoding="utf-8")
    assert json.loads((tmp_path / "report" / "tables" / "about.json").read_text(encoding="utf-8")) == about.about(read(given))


def test_no_other_command_asks_for_the_net(tmp_path, given, offline, apart) -> None:
    (tmp_path / "gold.jsonl").write_text('{"id": "a", "attributions": []}', encoding="utf-8")
    (tmp_path / "a.jsonl").write_text(json.dumps({"id": "a", "text": TEXT}), encoding="utf-8")
    commands = [
        ["check"],
        ["tables", str(given), "--out", str(tmp_path / "tables"), "--no-cache", "--jobs", "2"],
        ["tables", str(given), "--out", str(tmp_path / "events"), "--no-cache", "--by-event"],
        ["annotate", str(given), "--out", str(tmp_path / "a" / "made.jsonl"), "--no-cache"],
        ["sample", str(given), "--out", str(tmp_path / "sample"), "--no-cache"],
        ["evaluate", "--gold", str(tmp_path / "gold.jsonl"), "--texts", str(tmp_path / "a.jsonl")],
    ]
    (tmp_path / "all.py").write_text(
        f"from analysis import cli\nif __name__ == '__main__':\n    assert not any([cli.main(c) for c in {commands!r}])\n",
        encoding="utf-8",
    )
    run_offline([str(tmp_path / "all.py")], offline, apart)


def test_no_pickle_is_read_or_written() -> None:
    """In the package: no module names pickle, marshal, shelve, joblib or dill; numpy and pandas are not asked to."""
    words = re.compile(
        r"\b(?:pickle|marshal|shelve|joblib|dill|cloudpickle|to_pickle|read_pickle|allow_pickle=True|eval\(|exec\()"
    )
    found = []
    for path in sorted((ROOT / "analysis").rglob("*.py")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if words.search(line.partition("#")[0]) and not re.match(r'\s*"""|\s*[\w ,.;:()]+$', line):
                found.append(f"{path.name}:{number}: {line.strip()}")
    assert found == []
