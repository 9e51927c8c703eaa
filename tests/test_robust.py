"""Bad and hostile input: what each kind once broke, and what holds for any input at all."""

from __future__ import annotations

import argparse
import gzip
import io
import json
import os
import re
import sys
import tracemalloc
import unicodedata
from pathlib import Path
from random import Random

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis import InputError, Story, cli, commands, limits, overrides, page, read, reading, spreadsheet
from analysis.articles import read as read_with
from analysis.encodings import decode
from analysis.entities import identify
from analysis.errors import plain
from analysis.limits import Limits
from analysis.quantities import find
from analysis.quotes.attribution import Quotes
from analysis.sentiment import tones
from analysis.spreadsheet import harmless, to_csv
from analysis.streams import stream
from analysis.syllables import by_parts
from analysis.syllables import table as table_of_syllables
from analysis.views import Markdown
from benchmarks import fuzz
from tests.hostile import ATTACKS, BAD_IDS, GOOD, KINDS, hostile_table

CURLY = "He said “no” twice."


# --- files and tables -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (f"{CURLY}\n".encode() + b"caf\xff\n", f"{CURLY}\ncafÿ\n"),  # a broken byte costs its own line alone
        (CURLY.encode() * 3 + b" \xc3", f"{CURLY * 3} \ufffd"),  # cut off in the middle of a character
        (CURLY.encode() + b"\n" + CURLY.encode("cp1252"), f"{CURLY}\n{CURLY}"),  # two programs wrote one file
    ],
)
def test_lines_are_decoded_each_for_itself(data: bytes, text: str) -> None:
    assert decode(data) == text


def table(tmp_path: Path, data: bytes, name: str) -> Path:
    path = tmp_path / name
    path.write_bytes(data)
    return path


ROW = json.dumps({"id": "good", "text": GOOD})
TABLES = {
    "a cell longer than the csv module takes": ("t.csv", f'id,text\nlong,{"x " * 100_000}\ngood,"{GOOD}"\n'.encode()),
    "a separator of lines within a cell": ("t.csv", f'id,title,text\ngood,one\u2028two\x85three,"{GOOD}"\n'.encode()),
    "JSON that is nested too deeply": ("t.jsonl", f"{'[' * 100_000}\n{ROW}".encode()),
    "half a character": ("t.jsonl", f'{{"id": "\\ud800", "text": "\\udfff and words"}}\n{ROW}'.encode()),
    "half a character, as bytes": ("t.jsonl", b'{"id": "x", "text": "\xed\xa0\x80 caf\xff"}\n' + ROW.encode()),
    "a number for a text, a list for an id": ("t.jsonl", f'{{"id": [1], "text": 1.5}}\n{ROW}'.encode()),
    "a number that is too long": ("t.jsonl", f'{{"id": 1, "text": {"9" * 5000}}}\n{ROW}'.encode()),
    "rows that are too short or too long": ("t.csv", f'id,text\n1\n2,a,b,c\ngood,"{GOOD}"\n'.encode()),
    "a row before it that had its id and cannot be used": ("t.jsonl", f'{{"id": "good", "text": "1234 5678"}}\n{ROW}'.encode()),
    "columns twice that nothing reads": ("t.csv", f'id,mine,mine,text\ngood,a,b,"{GOOD}"\n'.encode()),
}


@pytest.mark.parametrize(("name", "data"), TABLES.values(), ids=TABLES.keys())
def test_a_bad_row_costs_no_good_one(tmp_path, name: str, data: bytes) -> None:
    path = table(tmp_path, data, name)
    corpus = read(path)
    assert corpus["good"].text == GOOD
    for size in (1, 9):
        assert [a.text for part in stream(path, size) for a in part if a.id == "good"] == [GOOD]
    for article in corpus:
        (article.id + article.text + article.title).encode("utf-8")


TWICE = {"id,text,text": "text", "id,id,text": "id", "id,outlet,text,outlet": "outlet"}


@pytest.mark.parametrize(("columns", "name"), TWICE.items())
def test_a_column_that_is_named_twice_is_refused(tmp_path, columns: str, name: str) -> None:
    path = table(tmp_path, f"{columns}\n{','.join('abcd'[: columns.count(',') + 1])}\n".encode(), "t.csv")
    for reads in (read, lambda path: list(stream(path, 9))):  # at once, and part by part
        with pytest.raises(InputError, match=rf"^t\.csv has 2 columns named {name}\. Rename all but the one that is meant\."):
            reads(path)
    frame = pd.read_csv(path, header=None).rename(columns=dict(enumerate(columns.split(","))))
    with pytest.raises(InputError, match=f"the table has 2 columns named {name}"):
        read(frame)


def test_a_parquet_file_with_a_column_twice_is_refused(tmp_path) -> None:
    pyarrow = pytest.importorskip("pyarrow")
    from pyarrow import parquet

    path = tmp_path / "t.parquet"
    parquet.write_table(pyarrow.Table.from_arrays([pyarrow.array(["a"])] * 3, names=["id", "text", "text"]), path)
    for reads in (read, lambda path: list(stream(path, 9))):
        with pytest.raises(InputError, match=r"^t\.parquet: it has 2 columns named text\."):
            reads(path)


CUT = {
    "a mark that is never closed": (
        'good,"{0}"\nx,"No words.\ny,More words.\n',
        "row 2: a quotation mark in it is never closed",
    ),
    "... in the last cell of all": ('good,"{0}"\nx,"No words.', "row 2: a quotation mark in it is never closed"),
    "a comma that no mark guards": ('x,The council agreed, and went.\ngood,"{0}"\n', "row 1: it has more cells than"),
    "empty cells at the end": ('good,"{0}",,\n', ""),
    "no line end": ('good,"{0}"', ""),
    "a mark that the next row's closes": (
        'x,"No words.\ny,"More words."\ngood,"{0}"\n',
        "row 1: it has several lines and words behind a closing quotation mark",
    ),
    "... and that of a later cell": ('x,"No\nz,"More "words, and more"\ngood,"{0}"\n', "row 1: it has several lines"),
    "space behind a closing mark": ('good,"{0}" \t\n', ""),
    "blank lines above the columns and between rows": ('\n  \ngood,"{0}"\n , \n', ""),
}


@pytest.mark.parametrize(("rows", "said"), CUT.values(), ids=CUT.keys())
def test_a_cell_that_was_cut_or_swallowed_others_is_told(tmp_path, rows: str, said: str) -> None:
    path = table(tmp_path, f"id,text\n{rows.format(GOOD)}".encode(), "t.csv")
    for corpus in (read(path), *stream(path, 9)):  # at once, and part by part
        assert [(a.id, a.text) for a in corpus] == [("good", GOOD)]
        assert [said in str(item) for item in corpus.left_out] == ([True] if said else [])


def test_a_row_of_one_line_with_marks_within_a_text_is_read(tmp_path) -> None:
    text = GOOD.replace("\n", " ")
    path = table(
        tmp_path, f'\n\r\n ,\nid,text\nx,"{text}He said "no" twice."\nspaced,"{GOOD}" ,\ngood,"{GOOD}"'.encode(), "t.csv"
    )
    for corpus in (read(path), *stream(path, 9)):
        assert [(a.id, a.text) for a in corpus] == [("x", f'{text}He said no" twice."'), ("spaced", GOOD), ("good", GOOD)]
        assert not corpus.left_out


def test_settings_that_were_cut_stop_the_run(tmp_path) -> None:
    (tmp_path / "good.txt").write_text(GOOD, encoding="utf-8")
    (tmp_path / "metadata.csv").write_text("id,outlet\ngood.txt,Here, There\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"metadata\.csv: of the row with the id 'good\.txt', it has more cells"):
        read(tmp_path)


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("t.csv", b"id,text\n", r"t\.csv holds no rows"),
        (
            "t.jsonl",
            b'{"id": "a", "id": "b", "text": "x"}\n',
            r"t\.jsonl, row 1: it has id twice\. Keep the one that is meant\.",
        ),
        ("t.jsonl", b"{\n[]\n", r"t\.jsonl, row 1: it is not valid JSON .* t\.jsonl, row 2: it is no JSON object"),
    ],
)
def test_a_table_without_an_article_says_why(tmp_path, name: str, data: bytes, said: str) -> None:
    with pytest.raises(InputError, match=said):
        read(table(tmp_path, data, name))


@pytest.mark.parametrize("missing", [None, float("nan"), pd.NA, pd.NaT])
def test_a_missing_cell_of_a_frame_is_empty(missing) -> None:
    corpus = read(pd.DataFrame({"id": ["a", "b"], "text": [GOOD, missing], "outlet": [missing, "x"]}))
    assert [(a.id, a.outlet) for a in corpus] == [("a", "")]


def test_a_file_whose_name_is_no_text(tmp_path) -> None:
    try:
        (tmp_path / os.fsdecode(b"a\xff.txt")).write_text(GOOD, encoding="utf-8")
    except OSError:
        pytest.skip("this system has no such names")
    assert [a.id for a in read(tmp_path)] == ["a\\xff.txt"]
    (tmp_path / r"a\xff.txt").write_text(GOOD, encoding="utf-8")
    for corpus in (read(tmp_path), *stream(tmp_path, 9)):
        assert [a.id for a in corpus] == ["a\\xff.txt"]
        assert [item.why.partition(" the id ")[0] for item in corpus.left_out] == ["another file before it has"]


def test_links_that_cannot_be_followed_cost_no_file(tmp_path) -> None:
    (tmp_path / "good.txt").write_text(GOOD, encoding="utf-8")
    (tmp_path / "long.txt").symlink_to("x" * 300)
    (tmp_path / "metadata.csv").symlink_to("y" * 300)
    for corpus in (read(tmp_path), *stream(tmp_path, 9)):
        assert [a.id for a in corpus] == ["good.txt"]
        assert [item.what for item in corpus.left_out] == ["long.txt"]
        assert "metadata.csv is not used" in corpus.warnings[0]


def test_what_is_no_regular_file_is_told_and_not_waited_for(tmp_path) -> None:
    os.mkfifo(tmp_path / "pipe.csv")
    (tmp_path / "zero.jsonl").symlink_to("/dev/zero")
    for name in ("pipe.csv", "zero.jsonl"):
        for reads in (read, lambda path: list(stream(path, 9))):
            with pytest.raises(InputError, match=f"{name}: it is a pipe or a device, no file"):
                reads(tmp_path / name)


@pytest.mark.parametrize(
    ("deep", "closed", "read_"),
    [(200, True, True), (252, True, True), (254, True, False), (2000, True, False), (300, False, False)],
)
def test_a_page_that_is_nested_too_deeply_is_left_out_with_the_reason(tmp_path, deep: int, closed: bool, read_: bool) -> None:
    """The parser drops what stands behind the 256th element in another: an article cut there would be taken for whole."""
    lines = "".join(f"<p>{line}</p>" for line in GOOD.splitlines() if line)
    page = f"<html><body>{'<div>' * (deep - 1)}{lines}{'</div>' * (deep - 1) if closed else ''}<p>Behind it.</p></body></html>"
    (tmp_path / "deep.html").write_text(page, encoding="utf-8")
    (tmp_path / "good.txt").write_text(GOOD, encoding="utf-8")
    corpus = read(tmp_path)
    assert [a.id for a in corpus] == (["deep.html"] if read_ else []) + ["good.txt"]
    assert [str(x) for x in corpus.left_out] == (
        [] if read_ else [str(x) for x in corpus.left_out if "256 deep in one another" in str(x)]
    )
    assert len(corpus.left_out) == (not read_)


def test_a_page_that_the_parser_gives_up_on_is_left_out(tmp_path) -> None:
    rng = Random("0-7")
    files = KINDS["html"](rng)  # trafilatura stops at an assertion of its own
    files["good.txt"] = GOOD.encode()
    for name, data in files.items():
        (tmp_path / name).write_bytes(data)
    assert read(tmp_path)["good.txt"].text == GOOD


def test_a_small_packed_file_may_not_fill_the_memory(tmp_path) -> None:
    path = table(tmp_path, gzip.compress(b"\n" * 100_000 + ROW.encode()), "t.jsonl.gz")
    assert len(read(path)) == 1
    with pytest.raises(InputError, match=r"t\.jsonl\.gz: it unpacks to more than 50,000 bytes.*--limit table_bytes="):
        read_with(path, Limits(table_bytes=50_000))


def test_a_packed_parquet_file_may_not_fill_the_memory(tmp_path) -> None:
    pytest.importorskip("pyarrow")
    path = tmp_path / "t.parquet"
    pd.DataFrame({"id": ["a"], "text": [GOOD * 1000]}).to_parquet(path, compression="zstd")
    assert path.stat().st_size < 50_000
    assert len(read(path)) == 1
    with pytest.raises(InputError, match=r"t\.parquet: it has \d{3},\d{3} bytes.*--limit table_bytes="):
        read(path, Limits(table_bytes=50_000))


def test_a_text_that_parquet_keeps_once_counts_in_every_row(tmp_path) -> None:
    pytest.importorskip("pyarrow")
    path = tmp_path / "t.parquet"
    pd.DataFrame({"id": [str(n) for n in range(200)], "text": [GOOD * 50] * 200}).to_parquet(path)
    assert path.stat().st_size < 50_000
    with pytest.raises(InputError, match=r"t\.parquet: it unpacks to more than 100,000 bytes.*--limit table_bytes=200000"):
        read(path, Limits(table_bytes=100_000))
    assert len(read(path)) == 200


NO_TEXT = {
    "a list": [GOOD, GOOD],
    "an object": {"body": GOOD},
    "an array": np.array([GOOD, GOOD]),
    "a picture": bytes(range(256)),
}


@pytest.mark.parametrize("value", NO_TEXT.values(), ids=NO_TEXT.keys())
def test_what_is_no_text_is_not_measured_as_one(value) -> None:
    corpus = read(pd.DataFrame({"id": ["a", "good"], "text": [value, GOOD], "outlet": ["Post", value]}))
    assert [(a.id, a.text, a.outlet) for a in corpus] == [("good", GOOD, "")]
    assert corpus.left_out[0].why.startswith("its text: it ")
    assert corpus.warnings[0].startswith("the table, row 2: its outlet is not used: it ")


def test_bytes_in_a_table_are_decoded_as_a_file_is(tmp_path) -> None:
    pytest.importorskip("pyarrow")
    frame = pd.DataFrame({"id": [b"a", b"b", b"c"], "text": [GOOD.encode(), f"caf\xe9. {CURLY}".encode("cp1252"), b""]})
    frame.to_parquet(tmp_path / "t.parquet")
    for corpus in (read(frame), read(tmp_path / "t.parquet"), *stream(tmp_path / "t.parquet", 9)):
        assert [(a.id, a.text) for a in corpus] == [("a", GOOD), ("b", f"caf\xe9. {CURLY}")]
        assert "its text is empty (id 'c')" in corpus.left_out[0].why


def test_a_row_without_an_id_changes_no_other(tmp_path) -> None:
    assert [a.id for a in read(pd.DataFrame({"id": [1, float("nan")], "text": [GOOD, GOOD]}))] == ["1"]


def test_zeros_without_end_take_no_more_memory_than_text() -> None:
    data = b"\0" * 3_000_000
    tracemalloc.start()
    with pytest.raises(InputError, match="binary"):
        decode(data)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 4 * len(data)


LONG_DATA = {
    "a key again and again": "{" + '"author":' * 200_000,
    "marks again and again": "{" + '"\\' * 800_000,
    "in many scripts": "</script><script type='application/ld+json'>".join(["{" + '"author":' * 1000] * 2000),
}


@pytest.mark.parametrize("data", LONG_DATA.values(), ids=LONG_DATA.keys())
def test_data_for_machines_that_are_none_cost_no_time(tmp_path, data: str) -> None:
    """No time is asserted: what is not linear takes minutes here."""
    head = f"<title>Bridge</title><script type='application/ld+json'>{data}</script>"
    path = table(tmp_path, f"<html><head>{head}</head><body><article><p>{GOOD}</p></article></body></html>".encode(), "a.html")
    assert "the cost, about $2.5 million" in read(path)["a"].text


@pytest.mark.parametrize("end", ["}", ""])
def test_data_for_machines_say_who_wrote_it(tmp_path, end: str) -> None:
    data = (
        '{"@context": "https://schema.org", "@type": "NewsArticle", "author": {"@type": "Person", "name": "Bo Ray"}, "name": "x"'
        + end
    )
    head = f"<title>Bridge</title><script type='application/ld+json'>{data}</script>"
    path = table(tmp_path, f"<html><head>{head}</head><body><article><p>{GOOD}</p></article></body></html>".encode(), "a.html")
    assert read(path)["a"].byline == "Bo Ray"


# --- limits -----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "said"),
    [
        (
            "file_bytes",
            "bytes, and the limit is 10. Split it into articles, one a file, or raise the limit: --limit file_bytes=",
        ),
        ("characters", "characters, and the limit is 10"),
        ("paragraphs", "lines that are not empty, and the limit is 10"),
    ],
)
def test_a_limit_is_named_and_costs_one_article(tmp_path, name: str, said: str) -> None:
    (tmp_path / "long.txt").write_text(GOOD + "One more line.\n" * 20, encoding="utf-8")
    (tmp_path / "short.txt").write_text("A word" if name != "paragraphs" else GOOD, encoding="utf-8")
    corpus = read(tmp_path, Limits(**{name: 10}))
    assert [a.id for a in corpus] == ["short.txt"]
    assert said in corpus.left_out[0].why
    assert len(read(tmp_path)) == 2


def test_a_page_of_too_many_tags_is_left_out_and_one_of_as_many_as_may_be_is_read(tmp_path) -> None:
    page = f"<html><article><p>{GOOD}</p></article></html>"  # three elements open; what closes them does not count
    (tmp_path / "long.html").write_text(page.replace("</p>", "</p><P>More.</P>"), encoding="utf-8")
    (tmp_path / "short.html").write_text(page, encoding="utf-8")
    corpus = read(tmp_path, Limits(tags=3))
    assert [a.id for a in corpus] == ["short.html"]
    assert corpus.left_out[0].why == (
        "it has 4 HTML tags, and the limit is 3. Save the article's text as a .txt file, or raise the limit: --limit tags=4."
    )


def test_too_many_articles_are_refused_with_the_limit() -> None:
    with pytest.raises(InputError, match=r"list: it has 3 articles, and the limit is 2\. .*--limit articles=3"):
        read([GOOD] * 3, Limits(articles=2))


def test_limits_are_set_on_the_command_line_and_hold_for_that_call(tmp_path, capsys) -> None:
    (tmp_path / "a.txt").write_text(GOOD, encoding="utf-8")
    before = os.environ.get(limits.VARIABLE)
    status = cli.main(["tables", str(tmp_path), "--out", str(tmp_path / "out"), "--limit", "paragraphs=2"])
    assert (status, os.environ.get(limits.VARIABLE)) == (1, before)
    assert "the limit is 2" in capsys.readouterr().err


@pytest.mark.parametrize("words", ["paragraphs", "paragraphs=many", "pages=3", "paragraphs=-1", "=", "paragraphs=_"])
def test_a_wrong_limit_says_what_to_write(words: str) -> None:
    with pytest.raises(InputError, match=r"is no limit\. Write a name and a number"):
        limits.parse(words)


# --- overrides.toml ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"roles": 3}, r"\[roles\] must hold"),
        ({"roles": {"a": {"x": "body"}}}, "is no line number with a role"),
        ({"roles": {"a": {"0": "nothing"}}}, "the roles are headline"),
        ({"roles": {"a": {"0": 3}}}, r"\[roles\] must hold"),
        ({"language": ["en"]}, r"\[language\] must hold"),
        ({"entities": {"same": "Ann Lee"}}, r"\[entities\] must hold"),
        ({"entities": {"same": [["Ann", " "]]}}, r"\[entities\] must hold"),
        ({"entities": {"alike": []}}, "no key 'alike'"),
        ({"events": {"x": "a.txt"}}, r"\[events\] must hold"),
        (
            {"events": {"x": ["a.txt", "b.txt"], "y": ["b.txt"]}},
            r"\[events\]: 'b\.txt' stands in 'x' and in 'y'\. Name each article once\.",
        ),
        ({"tone": {"topic_words": ["a", 1]}}, r"\[tone\] must hold"),
        ({"tone": {"words": []}}, "no key 'words'"),
    ],
)
def test_an_override_that_is_not_made_right_is_refused(given, said: str) -> None:
    with pytest.raises(InputError, match=said):
        overrides.check(given, page.ROLES)


def test_a_part_that_nothing_reads_is_warned_of(tmp_path) -> None:
    (tmp_path / "a.txt").write_text(GOOD, encoding="utf-8")
    (tmp_path / "overrides.toml").write_text("rolls = 3", encoding="utf-8")
    assert any("'rolls', which nothing reads" in warning for warning in read(tmp_path).warnings)


def test_an_article_twice_in_one_event_is_no_contradiction() -> None:
    assert overrides.check({"events": {"x": ["a.txt", "a.txt"]}}, page.ROLES) == []


# --- hostile text -----------------------------------------------------------------------------------------------------------


@given(st.lists(st.one_of(st.sampled_from(ATTACKS), st.text(max_size=20)), min_size=1, max_size=8))
def test_csv_keeps_every_row_and_starts_no_formula(cells: list[str]) -> None:
    cells = [cell.encode("utf-8", "replace").decode() for cell in cells]
    written = to_csv(pd.DataFrame({"n": range(len(cells)), "text": cells, "=x": 0.5}))
    again = pd.read_csv(io.StringIO(written, newline=""), dtype=str, keep_default_na=False)
    assert len(again) == len(cells)
    assert list(again.columns) == ["n", "text", "'=x"]
    for cell, found in zip(cells, again["text"], strict=True):
        assert found.replace("'", "") == cell.replace("'", "")
        for part in re.split("[;\t]", found):
            assert not part.lstrip(" \n\r\0\u200b\ufeff").startswith(tuple("=+-@\uff1d\uff0b\uff0d\uff20"))


FORMULAS = {
    "=1+1": "'=1+1",
    " \n@x": "' \n@x",
    "\uff1d1": "'\uff1d1",
    "\uff0b1": "'\uff0b1",
    "\ufeff=1": "'\ufeff=1",
    "\u200b \u2060-1": "'\u200b \u2060-1",
    "\0=1": "'\0=1",
    "\x01+1": "'\x01+1",
    "He said;=2+5+cmd|' /C calc'!A0": "He said;'=2+5+cmd|' /C calc'!A0",
    "a; \ufeff=1\t-2": "a;' \ufeff=1\t'-2",
    "a;b; c": "a;b; c",
    "1=1; it's": "1=1; it's",
    "\tx": "'\tx",
}


@pytest.mark.parametrize(("cell", "expected"), FORMULAS.items())
def test_what_a_spreadsheet_takes_for_a_formula_is_guarded(cell: str, expected: str) -> None:
    assert harmless(cell) == expected
    quoted = to_csv(pd.DataFrame({"text": [cell]})).startswith('"')
    assert quoted == (";" in cell and expected != cell)
    if cell != "\tx":
        assert spreadsheet.plain(expected) == cell


@pytest.mark.parametrize("part", ["\t", "; ", "\t ", ";\0"])
def test_a_row_of_tabs_and_semicolons_comes_to_its_end(part: str) -> None:
    """Nothing in it is a formula; looked for from each sign to the last one it would not end."""
    assert harmless("a" + part * 200_000) == "a" + part * 200_000


@given(st.text())
def test_nothing_that_steers_a_terminal_is_printed(text: str) -> None:
    low = [c for c in plain(text) if c not in "\xad" and ord(c) < 0x2000]
    unknown = "Cn"  # to this Python: a letter of a later Unicode steers nothing
    assert all(c.isprintable() or c.isspace() or unicodedata.category(c) == unknown for c in low)
    assert not set(plain(text)) & set("\x00\x07\x08\n\r\x1b\x7f\x9b\u202e\u2066\u200f")


def test_the_command_line_prints_no_escapes(tmp_path, capsys) -> None:
    name = "\x1b]0;owned\x07\x1b[2J\u202e.txt"
    (tmp_path / name).write_text("", encoding="utf-8")
    (tmp_path / "good.txt").write_text(GOOD, encoding="utf-8")
    (tmp_path / "metadata.csv").write_text('id,outlet\n"\x1b[31m",x\n', encoding="utf-8")
    assert cli.main(["tables", str(tmp_path), "--out", str(tmp_path / "out")]) == 0
    said = "".join(capsys.readouterr())
    assert "\\x1b]0;owned\\x07" in said
    assert not set(said) & set("\x1b\x07\u202e")


def test_a_terminal_that_knows_ascii_alone_is_no_error(monkeypatch) -> None:
    narrow = io.TextIOWrapper(io.BytesIO(), encoding="ascii")
    monkeypatch.setattr(sys, "stdout", narrow)
    commands.say("café “no”")
    narrow.flush()
    assert narrow.buffer.getvalue() == b"caf\\xe9 \\u201cno\\u201d\n"  # type: ignore[attr-defined]


@pytest.mark.parametrize("text", ATTACKS)
def test_sentences_of_a_notebook_hold_no_tag_link_or_formula(text: str) -> None:
    import mistune

    html = mistune.create_markdown(escape=False)(Markdown(f"- {text}\n- **b**: good")._repr_markdown_())
    parser = fuzz._Harmless()
    parser.feed(html)
    parser.close()
    assert not any(tag in html for tag in ("<script", "<img", "<a ", "<svg", "<style", "<meta", "<iframe"))
    assert "$" not in Markdown(text)._repr_markdown_()
    assert "<strong>b</strong>" in html


@pytest.mark.parametrize("attack", BAD_IDS)
def test_an_id_leads_nowhere_but_into_its_folder(tmp_path, attack: str) -> None:
    from analysis import views

    for name in (views.page_name(attack), views.pair_name(attack, attack)):
        assert (tmp_path / name).resolve().parent == tmp_path.resolve()
        (tmp_path / name).write_text("", encoding="utf-8")
        assert name.partition(".")[0].lower() not in {"con", "prn", "aux", "nul"}


def test_events_get_folders_that_every_system_can_make() -> None:
    from analysis.by_event import _folders

    names = ["CON", "nul", "../../x", "", "a-2", "a", "A!", "x" * 300, "com1", "2"]
    folders = _folders(names)
    assert len(set(folders.values())) == len(names)
    for folder in folders.values():
        assert set(folder) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
        assert 0 < len(folder) <= 60
        assert folder not in {"con", "nul", "aux", "prn", "com1"}


@pytest.mark.parametrize("attack", [*ATTACKS, *BAD_IDS])
def test_a_figure_shows_any_label_as_it_is(tmp_path, attack: str) -> None:
    from xml.etree import ElementTree

    from analysis import figures
    from analysis.figures.style import style

    corpus = read(pd.DataFrame({"id": ["a", attack or "b"], "text": GOOD, "outlet": [attack, attack]}))
    labels = [article.label for article in corpus]
    assert all(label.isprintable() and label.strip() == label != "" for label in labels)
    assert len(set(labels)) == 2
    ax = figures.canvas(None, 1.5)
    with style():
        ax.barh(labels, [1, 2])
        ax.set_title(labels[0])
        figures.export(figures.say(ax, alt="A bar.", caption=attack, data=pd.DataFrame({"label": labels})), "bars", tmp_path)
    ElementTree.parse(tmp_path / "bars.svg")


def test_every_page_of_a_report_forbids_scripts_and_the_net() -> None:
    from analysis.report import pages

    assert "default-src 'none'" in pages.GENERATOR
    assert "script-src" not in pages.GENERATOR  # nothing is allowed again
    for path in pages.TEMPLATES.rglob("*.j2"):
        text = path.read_text(encoding="utf-8")
        assert text.index("generator") < text.index("<title>")


# --- large input ------------------------------------------------------------------------------------------------------------


def test_a_name_that_ends_in_of() -> None:
    """A headline whose last name nobody knows: "Ann of" is left of it."""
    story = Story(read(["$2.5 Ann of Lee"]), cache=None)
    (found,) = identify(story.readings, [Quotes("0", (), ())]).mentions.values()
    assert all(mention.start < mention.end for mention in found)


@pytest.mark.parametrize(("word", "syllables"), [("ﬁsh’s", 2), ("ﬀﬀﬀ's", 1), ("½'s", 1), ("boss's", 2), ("'s", 1)])
def test_a_possessive_of_letters_that_stand_for_several(word: str, syllables: int) -> None:
    assert by_parts(word, table_of_syllables()) == syllables


@pytest.mark.parametrize("unit", [".", "?!", "a. ", "'", "“", "(", "No\n", "\n", "Photo: x\n"])
def test_a_hundred_thousand_of_one_sign_are_read_to_the_end(unit: str) -> None:
    """No time is asserted: what is not linear takes minutes here."""
    text = "The end of it.\n" + unit * (100_000 // len(unit)) + "\nThe end."
    spans = [span for start, end in page.lines(text) for span in reading.sentences(text, start, end)]
    assert text[slice(*spans[0])] == "The end of it."
    assert text[slice(*spans[-1])].endswith("The end.")
    assert len(page.roles(text)) == len(page.lines(text))


LONG_SENTENCES = ["Tom Bell (", "President ", "Senator of ", "German ", "2014%", "2014 ", "5 cats March 3, ", "not good, but "]


@pytest.mark.parametrize("unit", LONG_SENTENCES)
def test_a_sentence_of_forty_thousand_characters_is_read_to_the_end(unit: str) -> None:
    """Names, numbers and tone; no time is asserted: what is not linear takes minutes here, or raised (titles without end)."""
    story = Story(read([GOOD * 30 + unit * (40_000 // len(unit)) + "for Ann Lee."]), cache=None)
    found = identify(story.readings, [Quotes("text-000", (), ())])
    assert "Tom Bell" in {entity.name for entity in found.entities.values()}
    assert story.readings[0].article.text[: story.readings[0].sentences[-1].end].endswith("for Ann Lee.")
    assert all(0 <= q.start < q.end <= len(story.readings[0].article.text) for q in find(story.readings[0]))
    assert len(tones(story.readings)[0]) == len(story.readings[0].sentences)


# --- anything ---------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", KINDS)
@settings(max_examples=25, deadline=None)
@given(number=st.integers(0, 2**32))
def test_any_input_of_a_kind(tmp_path_factory, kind: str, number: int) -> None:
    """Nothing but the project's own errors, no good article lost, every offset inside its text (:mod:`benchmarks.fuzz`)."""
    rng = Random(number)
    fuzz.check(KINDS[kind](rng), tmp_path_factory.mktemp("any"), rng)


def test_every_kind_goes_through_all_tables_and_the_models(monkeypatch) -> None:
    went = set()
    monkeypatch.setattr(fuzz, "check", lambda files, place, rng, depth: went.add((tuple(files)[-1][-5:], depth)))
    monkeypatch.setattr(fuzz, "KINDS", {kind: lambda rng, kind=kind: {f"....{kind[0]}": b""} for kind in KINDS})
    options = argparse.Namespace(tables=2, whole=4, patience=30)
    for number in range(4 * len(KINDS)):
        fuzz.one(0, number, options)
    assert went == {(f"....{kind[0]}", depth) for kind in KINDS for depth in (0, 1, 2)}


@pytest.mark.parametrize("number", [0, 1, 2, 5980])
def test_all_tables_and_views_of_bad_input(tmp_path, number: int) -> None:
    rng = Random(f"0-{number}")
    fuzz.check(list(KINDS.values())[number % len(KINDS)](rng), tmp_path, rng, depth=1)


def test_all_tables_and_views_of_hostile_articles(tmp_path) -> None:
    files = {"table.jsonl": hostile_table() + b"\n" + ROW.encode()}
    assert fuzz.check(files, tmp_path, Random(0), depth=2)
