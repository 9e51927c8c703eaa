"""``evaluate`` as users call it: files in, tables and files out, errors in sentences."""

import gzip
import json

import pytest

from analysis import cli

TEXT = 'The ferry sails again from Monday, the harbour office said. "We are glad to see it back," Ada Lund said.'
OFFICE = {"content": [[0, 33]], "cue": [[54, 58]], "source": [[35, 53]]}
LUND = {"content": [[60, 89]], "cue": [[99, 103]], "source": [[90, 98]]}
GERMAN = "Die Fähre zur Insel fährt ab Montag wieder, sagte das Hafenamt. " * 5
GOLD = [{"id": "a", "attributions": [OFFICE, LUND]}, {"id": "b", "attributions": [LUND]}]
TEXTS = [{"id": "a", "text": TEXT, "publisher": "Gazette"}, {"id": "b", "text": TEXT, "outlet": "Courier"}]


@pytest.fixture(autouse=True)
def files(tmp_path, monkeypatch):
    """A gold of two articles, from where a user calls the command."""
    monkeypatch.chdir(tmp_path)
    write("gold.jsonl", GOLD)
    write("texts.jsonl", TEXTS)
    return tmp_path


def write(name: str, rows: list) -> None:
    with open(name, "w", encoding="utf-8", newline="\n") as file:
        file.writelines((row if isinstance(row, str) else json.dumps(row)) + "\n" for row in rows)


def call(capsys, *arguments: str) -> tuple[int, str, str]:
    try:
        status = cli.main(["evaluate", *arguments])
    except SystemExit as stop:
        status = stop.code
    return status, *capsys.readouterr()


def test_predictions_of_others_are_scored(capsys):
    write("predicted.jsonl", [{"id": "a", "attributions": [OFFICE]}, {"id": "b", "attributions": [LUND, OFFICE]}])
    arguments = ("--gold", "gold.jsonl", "--texts", "texts.jsonl", "--predictions", "predicted.jsonl")
    status, out, err = call(capsys, *arguments, "--json", "made/scores.json", "--details", "made/details.jsonl")
    assert (status, err) == (0, "")
    assert out.startswith("2 articles; percent, with 95 % intervals from 1000 resamples of the articles (seed 0).\n")
    with open("made/scores.json", encoding="utf-8") as file:
        scores = json.load(file)
    assert scores["metrics"]["right_source"]["recall"] == 66.67  # two of the three of the gold
    assert {n: g["metrics"]["right_source"]["recall"] for n, g in scores["by_publisher"].items()} == {
        "Courier": 100,
        "Gazette": 50,
    }
    with open("made/details.jsonl", encoding="utf-8") as file:
        rows = [json.loads(line) for line in file]
    assert [(r["id"], r["result"]) for r in rows] == [("a", "matched"), ("a", "missed"), ("b", "matched"), ("b", "extra")]
    assert rows[1]["gold"]["source_text"] == "Ada Lund"
    assert rows[1]["quoted"]
    assert rows[3]["gold"] is None


def test_one_article_has_no_interval_in_the_tables(capsys):
    write("predicted.jsonl", GOLD)
    _, out, _ = call(capsys, "--gold", "gold.jsonl", "--texts", "texts.jsonl", "--predictions", "predicted.jsonl")
    overall, by_publisher = out.split("F1 by publisher")
    assert "100.0 (100.0-100.0)" in overall
    assert by_publisher.count("100.0") == 3 + 4  # b has quoted statements alone, so the rest is undefined
    assert "(" not in by_publisher


def test_without_publishers_there_is_one_table(capsys):
    write("texts.jsonl", [{"id": row["id"], "text": TEXT} for row in TEXTS])
    write("predicted.jsonl", GOLD)
    _, out, _ = call(capsys, "--gold", "gold.jsonl", "--texts", "texts.jsonl", "--predictions", "predicted.jsonl")
    assert "by publisher" not in out


def test_our_own_attribution_is_that_of_annotate(capsys):
    assert cli.main(["annotate", "texts.jsonl", "--out", "ours.jsonl"]) == 0
    capsys.readouterr()
    for name in ("gold.jsonl", "texts.jsonl"):
        with open(name, "rb") as file, gzip.open(f"{name}.gz", "wb") as packed:
            packed.write(file.read())
    status, out, err = call(capsys, "--gold", "gold.jsonl.gz", "--texts", "texts.jsonl.gz")
    assert (status, err) == (0, "")
    assert out == call(capsys, "--gold", "gold.jsonl", "--texts", "texts.jsonl", "--predictions", "ours.jsonl")[1]
    assert "nan" not in out


@pytest.mark.parametrize(("strict", "expected"), [((), 0), (("--strict",), 1)])
def test_what_is_not_read_is_named_and_counts_as_nothing_found(capsys, strict, expected):
    write("gold.jsonl", [*GOLD, {"id": "c", "attributions": []}])
    write("texts.jsonl", [{"id": "x", "text": "Not in the gold."}, *TEXTS, {"id": "c", "text": GERMAN}])
    status, out, err = call(capsys, "--gold", "gold.jsonl", "--texts", "texts.jsonl", "--bootstrap", "0", *strict)
    assert status == expected
    assert out.startswith("3 articles; percent.\n")
    assert "left out: texts.jsonl, line 4: it does not seem to be in English" in err


def test_overrides_beside_the_texts_hold_and_nothing_read_is_an_error(files, capsys):
    write("gold.jsonl", [{"id": "c", "attributions": []}])
    write("texts.jsonl", [{"id": "c", "text": GERMAN}])
    arguments = ("--gold", "gold.jsonl", "--texts", "texts.jsonl")
    status, out, err = call(capsys, *arguments)
    assert (status, out) == (1, "")
    assert "texts.jsonl, row 1: it does not seem to be in English" in err
    (files / "overrides.toml").write_text('[language]\n"c" = "en"\n', encoding="utf-8")
    assert call(capsys, *arguments, "--strict")[0] == 0


@pytest.mark.parametrize(("strict", "expected"), [((), 0), (("--strict",), 1)])
def test_missing_and_foreign_predictions_are_told(capsys, strict, expected):
    write("predicted.jsonl", [GOLD[0], {"id": "z", "attributions": []}])
    arguments = ("--gold", "gold.jsonl", "--texts", "texts.jsonl", "--predictions", "predicted.jsonl")
    status, _, err = call(capsys, *arguments, *strict)
    assert status == expected
    assert "left out: 'b': predicted.jsonl has no line for it" in err
    assert "warning: predicted.jsonl has lines for articles that are not in the gold (1)" in err


def gold(**changes) -> list[dict]:
    return [{"id": "a", "attributions": [OFFICE, {**LUND, **changes}]}]


@pytest.mark.parametrize(
    ("name", "rows", "message"),
    [
        ("gold", [GOLD[0], "{"], "gold.jsonl, line 2: it is not valid JSON"),
        ("gold", [GOLD[0], "[" * 100_000], "gold.jsonl, line 2: it is not valid JSON"),
        ("gold", ['{"id": "a", "attributions": ' + "[" * 100_000], "gold.jsonl, line 1: it is not valid JSON"),
        ("gold", ["", "[]"], "gold.jsonl, line 2: it is no object"),
        ("gold", [{"id": 7, "attributions": []}], 'gold.jsonl, line 1: it is no object with an "id" that is a text'),
        ("gold", [GOLD[0], GOLD[0]], "gold.jsonl, line 2: gold.jsonl, line 1 has the id 'a' too"),
        ("gold", [{"id": "a"}], 'gold.jsonl, line 1: it has no list "attributions"'),
        ("gold", [{"id": "a", "attributions": [3]}], "gold.jsonl, line 1, statement 1: it is no object"),
        ("gold", gold(content=[]), "gold.jsonl, line 1, statement 2: it has no content"),
        ("gold", gold(content=[60, 89]), "gold.jsonl, line 1, statement 2, content: [60, 89] is no list of spans"),
        ("gold", gold(source=[[9, 3]]), "statement 2, source: [[9, 3]] is no list of spans"),
        ("gold", gold(source=[[True, 3]]), "statement 2, source: [[true, 3]] is no list of spans"),
        ("gold", gold(cue="said"), 'statement 2, cue: "said" is no list of spans'),
        ("gold", gold(cue=[[99, 999]]), f"statement 2, cue: [99, 999] goes past the end of the text, which has {len(TEXT)}"),
        ("gold", [], "gold.jsonl: it holds no article"),
        ("texts", [TEXTS[0]], "gold.jsonl, line 2: texts.jsonl has no article with the id 'b'"),
        ("texts", [TEXTS[0], {"id": "b"}], 'texts.jsonl, line 2: it has no "text"'),
        ("predicted", gold(content=[[0, 999]]), "predicted.jsonl, line 1, statement 2, content: [0, 999] goes past the end"),
    ],
)
def test_errors_name_file_line_and_remedy(capsys, name, rows, message):
    write("predicted.jsonl", GOLD)
    write(f"{name}.jsonl", rows)
    status, out, err = call(capsys, "--gold", "gold.jsonl", "--texts", "texts.jsonl", "--predictions", "predicted.jsonl")
    assert (status, out) == (1, "")
    assert message in err
    assert err.startswith("same-story: ")
    assert len(err.splitlines()) == 1
    assert err.count(". ") >= 1  # a sentence with the remedy follows


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("gone.jsonl", None, "There is no file gone.jsonl"),
        ("latin.jsonl", b'{}\n{"id": "\xe9"}\n', "latin.jsonl, line 2: it is not UTF-8"),
        ("broken.gz", b"no archive", "broken.gz: it could not be unpacked"),
        ("cut.gz", gzip.compress(b'{"id": "a"}' * 99, mtime=0)[:30], "cut.gz: it could not be unpacked"),
    ],
)
def test_files_that_cannot_be_read(files, capsys, name, data, message):
    if data is not None:
        (files / name).write_bytes(data)
    status, _, err = call(capsys, "--gold", name, "--texts", "texts.jsonl")
    assert status == 1
    assert message in err
    assert "Traceback" not in err


def test_half_characters_are_replaced_one_for_one(files, capsys):
    odd = TEXT.replace("The ferry", "The \ud800erry").replace("Lund", "\udfffund")
    write("texts.jsonl", [{"id": "a\ud800", "text": odd, "publisher": "\udc00"}])
    write("gold.jsonl", [{"id": "a\ud800", "attributions": [OFFICE, LUND]}])
    files_given = ("--gold", "gold.jsonl", "--texts", "texts.jsonl", "--predictions", "gold.jsonl")
    status, _, err = call(capsys, *files_given, "--details", "d.jsonl", "--json", "s.json", "--bootstrap", "0")
    assert (status, err) == (0, "")
    details = (files / "d.jsonl").read_text(encoding="utf-8")
    assert "The \ufffderry" in details
    assert "Ada \ufffdund" in details


def test_line_separators_inside_a_text_end_no_line(files, capsys):
    text = TEXT.replace(". ", ".\u2028", 1)
    row = json.dumps({"id": "a", "text": text}, ensure_ascii=False)
    (files / "texts.jsonl").write_bytes(f"\ufeff{row}\n".encode())
    write("gold.jsonl", GOLD[:1])
    status, out, _ = call(capsys, "--gold", "gold.jsonl", "--texts", "texts.jsonl", "--predictions", "gold.jsonl")
    assert status == 0
    assert out.startswith("1 article; percent.\n")


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("--gold", "gold.jsonl"),
        ("--gold", "gold.jsonl", "--texts", "texts.jsonl", "--bootstrap", "-1"),
        ("--gold", "gold.jsonl", "--texts", "texts.jsonl", "--seed", "x"),
    ],
)
def test_wrong_calls(capsys, arguments):
    status, _, err = call(capsys, *arguments)
    assert status == 2
    assert "usage: same-story evaluate" in err
