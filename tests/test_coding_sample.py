"""The coding kit, drawing: what is drawn, how it is written, and that nothing coded is overwritten."""

import csv
import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from analysis import analyze, cli, read
from analysis.errors import InputError
from analysis.evaluation import coding
from analysis.evaluation.coding.sampling import KEY, SHEET, allocate

HOSTILE = '<script>alert("x")</script> & [[odd]] "marks"'
TEXT = f"""Ferry back in service

The ferry sails again from Monday, the harbour office said. It was a disgrace that it lay idle for nine days.

"We are glad and proud," said Ada Lund, the mayor. She called the delay "a scandal". Nobody was hurt, and the boat is fine.

=1+1 is what the bill says {HOSTILE}. Cars have to wait until the repairs are done. Ada Lund praised the brave crew for its
work. The crew thanked Ada Lund.
"""


@pytest.fixture(scope="module")
def story(tmp_path_factory):
    folder = tmp_path_factory.mktemp("corpus")
    (folder / "ferry.txt").write_text(TEXT, encoding="utf-8")
    (folder / "second.txt").write_text(TEXT.replace("Monday", "Friday"), encoding="utf-8")
    return analyze(read(folder))


@pytest.fixture(scope="module")
def sample(story):
    return coding.draw(story, n=8, seed=3)


@given(st.dictionaries(st.text(min_size=1, max_size=3), st.integers(0, 50), min_size=1, max_size=4), st.integers(0, 120))
def test_shares_are_as_equal_as_the_strata_allow(sizes, n):
    given_ = allocate(sizes, n)
    assert sum(given_.values()) == min(n, sum(sizes.values()))
    assert all(0 <= given_[name] <= sizes[name] for name in sizes)
    full = [given_[name] for name in sizes if given_[name] < sizes[name]]  # whoever could give more gives as much as any
    assert not full or max(given_.values()) - min(full) <= 1


def test_what_is_drawn_is_in_the_article_and_the_answer_is_not_in_the_sheet(story, sample):
    assert tuple(sample.sheet.columns) == SHEET
    assert tuple(sample.key.columns) == KEY
    texts = {article.id: article.text for article in story.corpus}
    for row, key in zip(sample.sheet.to_dict("records"), sample.key.to_dict("records"), strict=True):
        assert row["item"] == key["item"]
        bare = row["passage"] if row["about"] != "targets" else re.sub(r"\[\[(?!odd)(.*?)\]\]", r"\1", row["passage"], count=1)
        assert bare == " ".join(texts[key["article_id"]][key["start"] : key["end"]].split())
        assert row["answer"] == row["speaker"] == row["note"] == ""
    assert not {"article_id", "stratum", "confidence"} & set(sample.sheet.columns)


def test_strata_are_even_and_know_their_size(story, sample):
    own = sample.key[sample.key["about"] == "attributions"]
    assert own["stratum"].value_counts().to_dict() == {"found": 4, "none": 4}
    body = sum(len(reading.body) for reading in story.readings)
    assert own.drop_duplicates("stratum")["population"].sum() == body


def test_the_package_answers_as_a_coder_would(story):
    key = coding.draw(story, ["attributions"], n=100).key
    said = {row.passage: (row.answer, row.speaker) for row in key.itertuples() if row.article_id == "ferry.txt"}
    told = {passage[:20]: answer for passage, answer in said.items()}
    assert told["The ferry sails agai"][0] == "indirect"
    assert told['"We are glad and pro'] == ("direct", "Ada Lund")
    assert told["She called the delay"] == ("mixed", "Ada Lund")
    assert told["Cars have to wait un"] == ("none", "")


def test_the_seed_decides(story, sample):
    again, other = coding.draw(story, n=8, seed=3), coding.draw(story, n=8, seed=4)
    assert again.sheet.equals(sample.sheet)
    assert again.key.equals(sample.key)
    assert set(other.sheet["item"]).isdisjoint(sample.sheet["item"])  # two samples cannot be taken for one


@pytest.mark.parametrize("about", [["mood"], []])
def test_what_cannot_be_drawn_is_named(story, about):
    with pytest.raises(InputError, match="attributions, tone, targets"):
        coding.draw(story, about)


def test_files_are_the_same_bytes_and_open_in_a_spreadsheet(sample, tmp_path):
    first, second = coding.write(sample, tmp_path / "a"), coding.write(sample, tmp_path / "b")
    assert [p.name for p in first] == ["sheet.csv", "sheet.xlsx", "form.html", "codebook.md", "key.csv"]
    assert [p.read_bytes() for p in first] == [p.read_bytes() for p in second]
    assert first[0].read_bytes().startswith(b"\xef\xbb\xbf")
    with first[0].open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["item"] for row in rows] == list(sample.sheet["item"])
    assert not any(cell.startswith(("=", "+", "-", "@")) for row in rows for cell in row.values())
    page = load_workbook(first[1]).active
    assert [[cell.value or "" for cell in row] for row in page.iter_rows(min_row=2)] == sample.sheet.to_numpy().tolist()
    assert {cell.data_type for row in page.iter_rows() for cell in row if cell.value} == {"s"}
    assert {choice.formula1 for choice in page.data_validations.dataValidation} == {
        '"none,direct,mixed,indirect,unclear"',
        '"negative,neutral,positive,unclear"',
    }


@pytest.mark.parametrize(
    ("passage", "expected"),
    [
        ("a\x1b[2Jb\x0bc\x01d\uffff", r"a\x1b[2Jb\x0bc\x01d\uffff"),
        ("a\tb\nc", "a\tb\nc"),
        ("x" * 32_767, "x" * 32_767),
    ],
)
def test_what_a_workbook_cannot_hold_is_written_out(sample, tmp_path, passage, expected):
    assert _in_workbook(sample, tmp_path, passage) == expected


def test_a_cell_that_is_cut_says_so(sample, tmp_path):
    shown = _in_workbook(sample, tmp_path, "word " * 30_000)
    assert len(shown) == 32_767
    assert shown.startswith("word word ")
    assert shown.endswith(" [… cut off here: a cell holds no more; sheet.csv and form.html have all of it]")


def _in_workbook(sample, folder, passage):
    sheet = sample.sheet.copy()
    sheet.loc[0, "passage"] = passage
    coding.write(replace(sample, sheet=sheet), folder)
    return load_workbook(folder / "sheet.xlsx").active.cell(2, list(sheet.columns).index("passage") + 1).value


class _Page(HTMLParser):
    def __init__(self):
        super().__init__()
        self.tags, self.labels, self.boxes, self.words = [], 0, 0, ""
        self.open = 0

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        self.open += tag == "label"
        if tag == "input":
            self.boxes += 1
            self.labels += self.open > 0

    def handle_endtag(self, tag):
        self.open -= tag == "label"

    def handle_data(self, data):
        self.words += data


def test_the_form_is_safe_labelled_and_asks_nothing_from_outside(sample, tmp_path):
    coding.write(sample, tmp_path)
    text = (tmp_path / "form.html").read_text(encoding="utf-8")
    page = _Page()
    page.feed(text)
    assert page.labels == page.boxes > 0  # every box has a label around it
    assert [tag for tag, _ in page.tags].count("script") == 1  # the hostile passage makes no second one
    assert HOSTILE in page.words
    assert not re.search(r"(?:src|href)\s*=\s*[\"']|https?:|//\w+\.\w+|@import|url\(", text)
    rule = next(a["content"] for tag, a in page.tags if tag == "meta" and "http-equiv" in a)
    assert rule.startswith("default-src 'none'")
    assert {a["data-item"] for tag, a in page.tags if "data-item" in a} == set(sample.sheet["item"])
    for answer in sample.key["speaker"]:
        assert answer == "" or f'value="{answer}"' not in text


def test_the_codebook_names_every_code(sample, tmp_path):
    coding.write(sample, tmp_path)
    book = (tmp_path / "codebook.md").read_text(encoding="utf-8")
    for codes in coding.questions.CODES.values():
        assert all(f"`{code}`" in book for code in codes)


def test_what_was_coded_is_left_alone(sample, story, tmp_path):
    coding.write(sample, tmp_path)
    sheet = tmp_path / "sheet.csv"
    coded = sheet.read_text(encoding="utf-8-sig").replace(",,,\n", ",none,,\n", 1)
    sheet.write_text(coded, encoding="utf-8")
    (tmp_path / "form.html").unlink()
    assert [p.name for p in coding.write(sample, tmp_path)] == ["form.html"]
    assert sheet.read_text(encoding="utf-8") == coded
    with pytest.raises(InputError, match="another sample"):
        coding.write(coding.draw(story, n=8, seed=5), tmp_path)
    (tmp_path / "key.csv").unlink()
    with pytest.raises(InputError, match=r"no key\.csv"):
        coding.write(sample, tmp_path)
    assert sheet.read_text(encoding="utf-8") == coded


def test_the_command(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "ferry.txt").write_text(TEXT, encoding="utf-8")
    call = ["sample", "mine", "--out", "kit", "--n", "4", "--kinds", "tone,attributions"]
    assert cli.main(call) == 0
    assert "The sample (4 attributions, 4 tone) is in kit. Give each coder" in capsys.readouterr().out
    assert cli.main(call) == 0
    assert "nothing was changed" in capsys.readouterr().out
    assert cli.main([*call, "--seed", "9"]) == 1
    assert "another sample" in capsys.readouterr().err
    assert not list((tmp_path / "kit").glob("*.part"))
    with pytest.raises(SystemExit) as stop:
        cli.main([*call, "--n", "none"])
    assert stop.value.code == 2
