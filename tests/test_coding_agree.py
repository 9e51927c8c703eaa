"""The coding kit, reading back: agreement, a gold, scores, and what becomes of rows that are wrong."""

import csv
import io
import random
import re
import shutil
import subprocess
import time

import numpy as np
import pandas as pd
import pytest
from openpyxl import Workbook, load_workbook

from analysis import cli
from analysis.errors import InputError
from analysis.evaluation import coding
from analysis.evaluation.coding import reliability
from analysis.evaluation.coding.questions import QUESTIONS, answers, same_speaker
from analysis.evaluation.coding.sampling import KEY
from analysis.evaluation.coding.sheets import read_sheet
from analysis.paths import ROOT
from benchmarks.coding import coverage

# Krippendorff 2011, Computing Krippendorff's Alpha-Reliability, sections B (two coders, nominal: .692) and C (four
# coders, missing answers: .743 nominal, .815 ordinal). A row a coder, None: no answer.
TWO = ["a a b b d c c c e d d a", "b a b b b c c c e d d d"]
FOUR = [
    [1, 2, 3, 3, 2, 1, 4, 1, 2, None, None, None],
    [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, None, 3],
    [None, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, None],
    [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, None],
]


def counted(coders, codes):
    units = list(zip(*coders, strict=True))
    return np.array([[unit.count(code) for code in codes] for unit in units])


@pytest.mark.parametrize(
    ("counts", "level", "expected"),
    [
        (counted([row.split() for row in TWO], "abcde"), "nominal", 0.692),
        (counted(FOUR, [1, 2, 3, 4, 5]), "nominal", 0.743),
        (counted(FOUR, [1, 2, 3, 4, 5]), "ordinal", 0.815),
    ],
)
def test_alpha_is_the_published_one(counts, level, expected):
    assert reliability.alpha(counts, level) == pytest.approx(expected, abs=0.0005)


@pytest.mark.parametrize("counts", [[[2, 0], [2, 0]], [[1, 0], [0, 1]], np.zeros((0, 2))])
def test_alpha_of_what_does_not_vary_is_undefined(counts):
    assert np.isnan(reliability.alpha(np.array(counts, int), "nominal"))


@pytest.mark.parametrize(
    ("value", "low", "expected"),
    [
        (0.9, 0.85, "good"),
        (0.8, 0.7, "good, but the interval reaches below 0.8: code more items"),
        (0.7, 0.67, "for tentative conclusions only"),
        (0.667, 0.5, "for tentative conclusions only, but the interval reaches below 0.667: code more items"),
        (0.66, 0.5, "too low to rely on: mend the codebook and code anew"),
        (np.nan, np.nan, "undefined: everybody always gave the same code"),
    ],
)
def test_the_usual_reading(value, low, expected):
    assert reliability.reading(value, low) == expected


@pytest.mark.parametrize(
    ("about", "answer", "speaker", "expected"),
    [
        ("attributions", "none", "", {"attributed": "no"}),
        ("attributions", "direct", "nobody", {"attributed": "yes", "kind": "direct", "speaker": "nobody"}),
        ("attributions", "indirect", "unclear", {"attributed": "yes", "kind": "indirect"}),
        ("attributions", "unclear", "Ada", {}),
        ("tone", "neutral", "", {"tone": "neutral"}),
        ("targets", "positive", "", {"polarity": "positive"}),
    ],
)
def test_a_row_answers_questions(about, answer, speaker, expected):
    assert answers(about, answer, speaker) == expected


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Ada Lund", "the mayor, Ms Lund", True),
        ("the harbour office", "the tax office", True),  # one telling word is enough, as the page says
        ("the mayor", "the captain", False),
        ("he", "he", True),
        ("nobody", "Ada Lund", False),
    ],
)
def test_speakers(one, other, same):
    assert same_speaker(one, [other]) is same


@pytest.mark.parametrize(
    ("own", "expected"),
    [
        ({"a": "no", "b": "no"}, ("no", "agreed")),
        ({"a": "no", "b": "yes", "c": "yes"}, ("yes", "majority")),
        ({"a": "no", "b": "yes"}, ("", "tie")),
        ({"a": "yes"}, ("yes", "one coder")),
    ],
)
def test_what_answers_come_to(own, expected):
    assert reliability.settled(QUESTIONS["attributed"], own) == expected


def key_rows(n=12):
    """A sample: half of the sentences with a statement (of 60), half without (of 240); and sentences of each tone."""
    rows = []
    for number in range(n):
        found = number % 2 == 0
        answer = (
            ("found", 60, "indirect", "Ada Lund", "Ada Lund;the mayor", 0.8) if found else ("none", 240, "none", "", "", "")
        )
        rows.append((f"s1-{number:03}", "attributions", "a", 0, 9, *answer, f"=Passage {number}"))
    for number, tone in enumerate(("negative", "neutral", "positive") * 2, n):
        rows.append((f"s1-{number:03}", "tone", "a", 0, 9, tone, 50, tone, "", "", "", f"Passage {number}"))
    return [dict(zip(KEY, row, strict=True)) for row in rows]


def write(path, rows, separator=","):
    """A sheet as a spreadsheet saves it."""
    columns = list(rows[0])
    if path.suffix == ".xlsx":
        book = Workbook()
        for row in (columns, *([row[c] for c in columns] for row in rows)):
            book.active.append(row)
        book.save(path)
    else:
        file = io.StringIO()
        writer = csv.writer(file, delimiter=separator)
        writer.writerows([columns, *([row[c] for c in columns] for row in rows)])
        path.write_text(file.getvalue(), encoding="utf-8-sig")
    return path


def coded(key, **changes):
    """The package's own answers as a coder would write them, some of them changed: ``i3="none"``."""
    rows = []
    for number, row in enumerate(key):
        answer = changes.get(f"i{number}", row["answer"])
        told = row["about"] == "attributions" and answer not in ("none", "", "unclear")
        rows.append({"item": row["item"], "about": row["about"], "answer": answer, "speaker": "Ada Lund" if told else ""})
    return rows


@pytest.fixture
def kit(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    write(tmp_path / "key.csv", key_rows())
    return tmp_path


def test_sheets_of_every_kind_are_read_alike(kit):
    rows = coded(key_rows(), i3="Indirect ")
    read = [
        read_sheet(write(kit / name, rows, separator)).rows
        for name, separator in (("a.csv", ","), ("b.csv", ";"), ("c.csv", "\t"), ("d.xlsx", ""))
    ]
    told = [{item: (row.about, row.answer, row.speaker) for item, row in sheet.items()} for sheet in read]
    assert all(one == told[0] for one in told)
    assert told[0]["s1-003"] == ("attributions", "indirect", "Ada Lund")


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice (soffice) is not installed")
def test_sheets_that_libreoffice_saved(kit):
    """Saved as .xlsx, and as .csv with tabs in Windows' character set; and a .csv that it opened in the wrong set, saved as .xlsx."""
    rows = coded(key_rows())
    rows[2]["speaker"] = "Zoë Müller – “harbour”"
    expected = read_sheet(write(kit / "anna.xlsx", rows)).rows
    write(kit / "ben.csv", coded(key_rows()))
    for kind, name in (("xlsx", "anna.xlsx"), ("csv:Text - txt - csv (StarCalc):9,34,1,1", "anna.xlsx"), ("xlsx", "ben.csv")):
        command = ["soffice", f"-env:UserInstallation={(kit / 'profile').as_uri()}", "--headless", "--convert-to", kind]
        subprocess.run([*command, "--outdir", kit / "saved", kit / name], check=True, capture_output=True, timeout=300)
    for name in ("anna.xlsx", "anna.csv"):
        saved = read_sheet(kit / "saved" / name).rows
        assert [(r.answer, r.speaker) for r in saved.values()] == [(r.answer, r.speaker) for r in expected.values()]
    assert list(read_sheet(kit / "saved" / "ben.xlsx").rows) == list(expected)


BAD = {
    "misspelt": (
        "answer",
        "indirekt",
        "row 5, column answer: 'indirekt' is no code for attributions (indirect?). Write one of",
    ),
    "a code of another kind": ("answer", "negative", "row 5, column answer: 'negative' is no code for attributions"),
    "a stranger": ("item", "s1-0031", "row 5, column item: the sample has no item 's1-0031' (s1-003?)"),
    "no item": ("item", "", "row 5, column item: it is empty"),
    "twice": ("item", "s1-002", "row 5, column item: s1-002 is coded in anna.csv, row 4 too, and otherwise. Neither counts"),
}


@pytest.mark.parametrize(("column", "value", "expected"), BAD.values(), ids=BAD)
def test_a_bad_row_is_named_and_costs_itself_alone(kit, capsys, column, value, expected):
    rows = coded(key_rows())
    rows[3][column] = value
    write(kit / "anna.csv", rows)
    write(kit / "ben.xlsx", coded(key_rows()))
    done = coding.agree(["anna.csv", "ben.xlsx"], bootstrap=0)
    assert [item for item in done.left_out if expected in item]
    left = set(done.gold[done.gold["coder anna"] != ""]["item"])
    lost = {"s1-003"} | ({"s1-002"} if value == "s1-002" else set())
    assert left == {row["item"] for row in key_rows()} - lost
    assert cli.main(["agree", "anna.csv", "ben.xlsx", "--bootstrap", "0"]) == 0
    assert cli.main(["agree", "anna.csv", "ben.xlsx", "--bootstrap", "0", "--strict"]) == 1
    assert expected in capsys.readouterr().err


def test_what_is_missing_is_said(kit):
    rows = coded(key_rows(), i4="")
    rows[2]["speaker"] = ""
    rows[5]["speaker"] = "Ada"
    write(kit / "anna.csv", rows[:-1])
    done = coding.agree(["anna.csv"], bootstrap=0)
    said = " ".join(done.warnings)
    for part in (
        "anna.csv, row 6, column answer: no code yet (1 row)",
        "anna.csv, row 4, column speaker: it is empty",
        "anna.csv, row 7, column speaker: the answer is none",
        "anna: 1 items of the sample have no row (s1-017)",
        "There is one coder",
    ):
        assert part in said


def test_files_that_are_no_sheets(kit):
    write(kit / "anna.csv", coded(key_rows()))
    (kit / "other.csv").write_text("name,age\nAda,9\n")
    (kit / "broken.xlsx").write_bytes(b"PK no workbook")
    (kit / "sheet.ods").write_bytes(b"PK")
    done = coding.agree(["anna.csv", "other.csv", "broken.xlsx", "sheet.ods", "gone.csv"], bootstrap=0)
    assert done.coders == ("anna",)
    for part in (
        "other.csv, row 1: there is no column item and answer; the columns are: name, age",
        "broken.xlsx: it could not be read as .xlsx",
        "sheet.ods: sheets are read as .csv or .xlsx",
        "There is no file gone.csv",
    ):
        assert [item for item in done.left_out if part in item], part
    with pytest.raises(InputError, match="No sheet could be used"):
        coding.agree(["other.csv"])
    assert cli.main(["agree", "other.csv"]) == 1


def test_a_passage_as_long_as_its_article_is_read_back(kit):
    csv.field_size_limit(131_072)  # as Python starts; other tests may have raised it
    write(kit / "key.csv", [row | {"passage": "word " * 30_600} for row in key_rows()])
    write(kit / "anna.csv", coded(key_rows()))
    done = coding.agree(["anna.csv"], bootstrap=0)
    assert set(done.gold["passage"].str.len()) == {152_999}  # without white space at its ends


@pytest.mark.parametrize("value", ["9" * 23, "-" + "9" * 23, "9" * 5_000, "1.5", "x", ""])
@pytest.mark.parametrize("column", ["start", "population"])
def test_a_number_that_was_changed_is_named(kit, column, value):
    rows = key_rows()
    rows[2][column] = value
    write(kit / "key.csv", rows)
    write(kit / "anna.csv", coded(key_rows()))
    with pytest.raises(InputError, match="a number in it was changed"):
        coding.agree(["anna.csv"], bootstrap=0)


@pytest.mark.parametrize("cell", [(60_000, 400), (3, 16_384), (1_048_576, 1)])
def test_a_stray_cell_costs_no_time(kit, cell):
    """openpyxl would make every cell up to it: of the first, 24 million."""
    write(kit / "anna.xlsx", coded(key_rows()))
    expected = read_sheet(kit / "anna.xlsx").rows
    book = load_workbook(kit / "anna.xlsx")
    book.active.cell(*cell, " ")
    book.save(kit / "far.xlsx")
    begun = time.process_time()
    if cell[0] > 100_000:
        with pytest.raises(InputError, match=r"far.xlsx, row 1048576: a sheet has at most 100,000 rows\. Remove"):
            read_sheet(kit / "far.xlsx")
    else:
        assert {item: row.answer for item, row in read_sheet(kit / "far.xlsx").rows.items()} == {
            item: row.answer for item, row in expected.items()
        }
    assert time.process_time() - begun < 20


def test_scores_are_weighted_back_by_hand(kit):
    """Of the 6 found 5 are statements (one with another speaker); of the 6 others 1 is a statement that was missed."""
    rows = coded(key_rows(), i0="none", i1="direct")
    rows[2]["speaker"] = "Ben Moe"
    for name in ("anna.csv", "ben.csv"):
        write(kit / name, rows)
    done = coding.agree(["anna.csv", "ben.csv"], bootstrap=0)
    value = {(r.question, r.score): r.value for r in done.scores.itertuples() if r.of in ("yes", "all")}
    found, missed = 60 * 5 / 6, 240 * 1 / 6  # sentences, weighted to all 300
    assert value["attributed", "precision"] == pytest.approx(100 * 5 / 6)
    assert value["attributed", "recall"] == pytest.approx(100 * found / (found + missed))
    assert value["speaker", "precision"] == pytest.approx(100 * 4 / 6)
    assert value["speaker", "recall"] == pytest.approx(100 * 60 * 4 / 6 / (found + missed))
    assert value["kind", "accuracy"] == 100
    assert value["tone", "accuracy"] == 100
    assert (done.scores["low"] <= done.scores["value"]).all()
    assert (done.scores["value"] <= done.scores["high"]).all()
    assert (done.scores["low"] < 100).all()  # six right items of six prove nothing


def test_a_stratum_nobody_coded_leaves_recall_open(kit):
    write(kit / "anna.csv", coded(key_rows(), **{f"i{n}": "" for n in range(1, 12, 2)}))
    done = coding.agree(["anna.csv"], bootstrap=0)
    value = done.scores.set_index(["question", "score"])["value"]
    assert value["attributed", "precision"] == 100
    assert np.isnan(value["attributed", "recall"])


def test_the_page_says_what_was_measured():
    page = (ROOT / "docs" / "coding.md").read_text(encoding="utf-8")
    low, high = map(float, re.search(r"<!-- coverage -->([\d.]+) to ([\d.]+)<!--", page).groups())
    shares = [share for _, _, share in coverage(trials=400)]
    assert 90 <= min(shares) <= max(shares) <= 99  # 400 samples at 95 % scatter by one point
    assert (min(shares), max(shares)) == pytest.approx((low, high), abs=0.051)


def simulated(key, rng, rate):
    """A coder who errs at a rate."""
    codes = {"attributions": ("none", "direct", "mixed", "indirect"), "tone": ("negative", "neutral", "positive")}
    wrong = {f"i{n}": rng.choice(codes[row["about"]]) for n, row in enumerate(key) if rng.random() < rate}
    return coded(key, **wrong)


def test_two_coders_who_disagree(kit, capsys):
    key, rng = key_rows(60), random.Random(1)
    write(kit / "key.csv", key)
    write(kit / "anna.csv", simulated(key, rng, 0.05), ";")
    write(kit / "ben.xlsx", simulated(key, rng, 0.4))
    assert cli.main(["agree", "anna.csv", "ben.xlsx"]) == 0
    out, err = capsys.readouterr()
    assert "2 coders: anna, ben." in out
    assert "answers without a majority are left out of the scores" in err
    tables = {p.stem: pd.read_csv(p, encoding="utf-8-sig", keep_default_na=False) for p in (kit / "agreed").glob("*.csv")}
    assert set(tables) == {"agreement", "disagreements", "gold", "scores", "items"}
    row = tables["agreement"].set_index("question").loc["attributed"]
    assert float(row["low"]) < float(row["alpha"]) < float(row["high"]) < 1
    assert (tables["disagreements"]["coder anna"] != tables["disagreements"]["coder ben"]).all()
    assert (tables["gold"].loc[tables["gold"]["how"] == "tie", "gold"] == "").all()
    assert tables["gold"]["passage"].str.match("'=|Passage").all()  # no passage is a formula
    first = {p.name: p.read_bytes() for p in (kit / "agreed").glob("*.csv")}
    assert cli.main(["agree", "anna.csv", "ben.xlsx"]) == 0
    assert {p.name: p.read_bytes() for p in (kit / "agreed").glob("*.csv")} == first


@pytest.mark.parametrize("name", ["gold", "items", "scores"])
def test_a_sheet_is_never_overwritten(kit, capsys, name):
    write(kit / f"{name}.csv", coded(key_rows()))
    before = (kit / f"{name}.csv").read_bytes()
    assert cli.main(["agree", f"{name}.csv", "--out", "."]) != 0
    assert f"{name}.csv is an input, and the output would take its place" in capsys.readouterr().err
    assert (kit / f"{name}.csv").read_bytes() == before


def test_what_was_adjudicated_decides_and_is_never_lost(kit, capsys):
    write(kit / "anna.csv", coded(key_rows(), i1="direct"))
    write(kit / "ben.csv", coded(key_rows()))
    call = ["agree", "anna.csv", "ben.csv", "--bootstrap", "0"]
    assert cli.main(call) == 0
    path = kit / "agreed" / "gold.csv"
    gold = pd.read_csv(path, encoding="utf-8-sig", keep_default_na=False)
    place = (gold["item"] == "s1-001") & (gold["question"] == "attributed")
    assert gold.loc[place, "how"].item() == "tie"
    gold.loc[place, "adjudicated"] = "Yes"
    gold.to_csv(path, index=False, sep=";", encoding="utf-8-sig")
    for _ in range(2):  # also in the run after the next
        assert cli.main(call) == 0
        gold = pd.read_csv(path, encoding="utf-8-sig", keep_default_na=False)
        assert gold.loc[place, ["gold", "how", "adjudicated"]].to_numpy().tolist() == [["yes", "adjudicated", "yes"]]
    kept = path.read_bytes()
    write(kit / "carl.csv", coded(key_rows())[2:])
    assert cli.main(["agree", "carl.csv", "--out", "agreed"]) == 1
    assert "decides on s1-001 (attributed), which these sheets do not have" in capsys.readouterr().err
    assert path.read_bytes() == kept
    path.write_bytes(kept.replace(b"yes,adjudicated,yes", b"yes,adjudicated,maybe"))
    assert cli.main(call) == 1
    assert "column adjudicated: 'maybe' is no code for attributed" in capsys.readouterr().err


def test_without_the_key_there_is_agreement_alone(kit):
    (kit / "key.csv").unlink()
    for name in ("anna.csv", "ben.csv"):
        write(kit / name, coded(key_rows()))
    done = coding.agree(["anna.csv", "ben.csv"], bootstrap=10)
    assert done.scores.empty
    assert set(done.agreement["question"]) == {"attributed", "kind", "speaker", "tone"}
    assert [w for w in done.warnings if "the package was not scored" in w]
    with pytest.raises(InputError, match=r"no file gone\.csv"):
        coding.agree(["anna.csv"], "gone.csv")
