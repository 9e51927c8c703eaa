"""Reading articles from folders, files, tables and lists: what is read, what is left out, and what is said of it."""

from __future__ import annotations

import re
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis import InputError, overrides, read
from analysis.encodings import decode

ENGLISH = "The council met on Monday and agreed to mend the bridge over the river before the winter comes."
GERMAN = "Der Rat hat am Montag beschlossen, die Brücke vor dem Winter zu reparieren, und zwar mit dem Geld des Landes, so er."


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ("Café “open”".encode(), "Café “open”"),
        (b"\xef\xbb\xbfplain", "plain"),
        ("wide – open".encode("utf-16"), "wide – open"),
        ("wide open words".encode("utf-16-le"), "wide open words"),
        ("Café “open”".encode("cp1252"), "Café “open”"),
        (b"one\r\ntwo", "one\r\ntwo"),
    ],
)
def test_decode(data: bytes, text: str) -> None:
    assert decode(data) == text


@pytest.mark.parametrize(("data", "words"), [(b"", "empty"), (b" \n", "empty"), (bytes(range(256)) * 4, "binary")])
def test_decode_refuses(data: bytes, words: str) -> None:
    with pytest.raises(InputError, match=words):
        decode(data)


@given(st.binary(max_size=300))
def test_any_bytes_are_text_or_a_sentence(data: bytes) -> None:
    try:
        text, said = decode(data), "."
    except InputError as error:
        text, said = "", str(error)
    assert isinstance(text, str)
    assert said.endswith(".")


def folder(tmp_path: Path, **files: str | bytes) -> Path:
    for name, content in files.items():
        path = tmp_path / name.replace("__", ".")
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return tmp_path


def test_a_bad_file_does_not_cost_the_good_one(tmp_path: Path) -> None:
    corpus = read(
        folder(
            tmp_path, a__txt=ENGLISH, b__txt="", c__txt=b"\x00\x01\x02\x03" * 50, d__txt=GERMAN, e__txt="1 2 3", README__md="x",
            LICENSE__txt=ENGLISH, notes__pdf=b"%PDF",
        )
    )  # fmt: skip
    assert [a.id for a in corpus] == ["a.txt"]
    left_out = {item.what: item.why for item in corpus.left_out}
    assert {name: why.split(".")[0] for name, why in left_out.items()} == {
        "b.txt": "it is empty",
        "c.txt": "it looks like a binary file, not like text",
        "d.txt": "it does not seem to be in English, and every measure here is made for English",
        "e.txt": "it holds no words",
        "notes.pdf": "files of this kind are not read",
    }


def test_what_a_folder_holds_beside_articles_is_told_once_a_reason(tmp_path: Path) -> None:
    files = {f"{name}__docx": "PK" for name in "bcde"}
    folder(tmp_path, a__txt=ENGLISH, more__csv="id,text\n", letter__RTF="{}", **files)
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere.txt")
    (tmp_path / "older").mkdir()
    (tmp_path / "folder.txt").mkdir()
    told = {item.what: item.why for item in read(tmp_path).left_out}
    assert told == {
        "b.docx, c.docx, d.docx and 2 more": "files of this kind are not read. Save the text as .txt or .html, or move the file elsewhere.",
        "folder.txt, older": "subfolders are not read. Move the articles out of it, or give its own path.",
        "gone.txt": "a link that leads nowhere. Mend the link, or remove it.",
        "more.csv": "a table is read by itself, not as part of a folder. Give its own path, or move it elsewhere.",
    }


def test_what_nobody_takes_for_an_article_needs_no_word(tmp_path: Path) -> None:
    silent = [".hidden", "README.docx", "LICENSE", "~$letter.docx", "a.txt~", "Thumbs.db"]
    ours = ["notes.jsonl", "notes.about.json", "tables/about.json", "tables/articles.csv", "report/tables/about.json"]
    ours += ["figures/index.md", "page_files/logo.png", ".git/config"]
    folder(
        tmp_path, a__txt=ENGLISH, page__html=f"<html><body><article><p>{ENGLISH}</p><p>{ENGLISH}</p></article></body></html>"
    )
    for name in (*silent, *ours):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("", encoding="utf-8")
    assert read(tmp_path).left_out == ()


def test_settings_under_another_name_are_told(tmp_path: Path) -> None:
    folder(tmp_path, a__txt=ENGLISH, Metadata__csv="id,outlet\na.txt,Post\n", OVERRIDES__TOML="", metadata__xlsx="PK")
    (tmp_path / "overrides.toml").mkdir()
    corpus = read(tmp_path)
    assert [item.what for item in corpus.left_out] == ["Metadata.csv, OVERRIDES.TOML, metadata.xlsx"]
    assert corpus.left_out[0].why.startswith("settings are read from metadata.csv and overrides.toml alone")
    assert list(corpus.warnings) == ["overrides.toml is not used, for it is no file that can be read. Mend or remove it."]


def test_a_folder_of_other_files_alone_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(
        InputError, match=r"No article could be read from .*b\.docx: files of this kind are not read\. Save the text"
    ):
        read(folder(tmp_path, b__docx="PK"))


@pytest.mark.parametrize("name", ["nowhere", "empty"])
def test_nothing_to_read_is_a_sentence_that_names_the_place(tmp_path: Path, name: str) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(InputError, match=name):
        read(tmp_path / name)


def test_sidecars(tmp_path: Path) -> None:
    folder(
        tmp_path,
        a__txt=f"Bridge\n\n{ENGLISH}",
        b__txt=GERMAN,
        metadata__csv="id,outlet,published,outlet_basis\na.txt,The Post,2021-03-03,stated\nz.txt,Nobody,,\n",
        overrides__toml='[roles."a.txt"]\n0 = "kicker"\n[language]\n"b.txt" = "en"\n',
    )
    corpus = read(tmp_path)
    article = corpus["a"]
    assert (article.outlet, article.published, article.outlet_basis, article.label) == (
        "The Post", "2021-03-03", "stated", "The Post",
    )  # fmt: skip
    assert article.paragraphs[0].role == "kicker"
    assert [a.id for a in corpus] == ["a.txt", "b.txt"]
    assert any("z.txt" in warning for warning in corpus.warnings)


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("id,outlet\na.txt,Post\n", []),
        ("id,outlet,\na.txt,Post,\n", []),
        ("id,outlet\n", []),
        ("id,outlet\na.txt,Times\na.txt,Post\n", ["metadata.csv has 2 rows for 'a.txt'; the last is used. Remove the others."]),
        (
            "id,Outlet,outlet,notes\na.txt,x,Post,y\n",
            [
                "metadata.csv has what nothing reads: the column 'Outlet', 'notes'. The columns are id, outlet, title, byline, "
                "published, url, outlet_basis, published_basis, event."
            ],
        ),
    ],
)
def test_what_metadata_says_in_vain_is_warned_of(tmp_path: Path, content: str, expected: list[str]) -> None:
    corpus = read(folder(tmp_path, a__txt=ENGLISH, metadata__csv=content))
    assert list(corpus.warnings) == expected
    assert corpus["a"].outlet in ("Post", "")


@pytest.mark.parametrize(
    ("given", "read_as"),
    [
        *((date, date) for date in ("2021", "2021-03", "2021-03-03", "2021-03-03T10:30Z")),
        ("2021-03-03 10:30:00", "2021-03-03T10:30:00"),
        *((date, date) for date in ("2021-03-03T10", "2021-03-03T10:30:05.123+01:00", "2021-03-03T10:30 EST")),
        ("2021-03-03 9:30", "2021-03-03T09:30"),
        *((date, "2021-03-03") for date in ("March 3, 2021", "3 March 2021", " Mar. 3, 2021 ")),
        *((date, "") for date in ("0000", "0000-01", "2021-03-03T99", "2021-03-03T10<b>", "٢٠٢١", "٢٠٢١-٠٣-٠٣")),
        *((date, "") for date in ("yesterday", "3/5/2021", "2021-13", "2021-02-30", "2021-3-3", "on March 3, 2021")),
    ],
)
def test_a_date_is_one_that_can_be_compared(tmp_path: Path, given: str, read_as: str) -> None:
    corpus = read(folder(tmp_path, a__txt=ENGLISH, metadata__csv=f'id,published\na.txt,"{given}"\n'))
    assert corpus["a"].published == read_as
    assert corpus["a"].published_basis == ("stated" if read_as else "")
    assert [w.startswith(f"a.txt: {given!r} cannot be told") for w in corpus.warnings] == [True] * (not read_as)


@pytest.mark.parametrize("name", ["metadata__csv", "overrides__toml"])
def test_an_empty_sidecar_is_no_empty_article(tmp_path: Path, name: str) -> None:
    with pytest.raises(InputError, match=r"(metadata\.csv|overrides\.toml): it is empty\. Fill it in, or remove it\."):
        read(folder(tmp_path, a__txt=ENGLISH, **{name: "\n"}))


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("id,body\n1,x\n", "t.csv lacks the column text; its columns are: id, body"),
        (f"id,text\n1,{ENGLISH}\n1,{ENGLISH}\n", "row 2: another row before it has the id '1'"),
        (f"id,text\n1,{ENGLISH}\n,{ENGLISH}\n", "row 2: its id is empty"),
        (f"id,text\n1,{ENGLISH}\n2,\n", "row 2: its text is empty"),
    ],
)
def test_tables_say_which_row(tmp_path: Path, content: str, message: str) -> None:
    path = folder(tmp_path, t__csv=content) / "t.csv"
    try:
        said = " ".join(str(item) for item in read(path).left_out)
    except InputError as error:
        said = str(error)
    assert message in said


def test_tables_lists_and_frames_give_the_same_articles(tmp_path: Path) -> None:
    frame = pd.DataFrame({"id": ["1", "2"], "text": [ENGLISH, f"Bridge\n\n{ENGLISH}"], "outlet": ["A", None]})
    frame.to_json(tmp_path / "t.jsonl", orient="records", lines=True)
    frame.to_csv(tmp_path / "t.csv", index=False)
    texts = [a.text for a in read(frame)]
    assert texts == [a.text for a in read(tmp_path / "t.jsonl")] == [a.text for a in read(tmp_path / "t.csv")]
    assert texts == [a.text for a in read(list(frame["text"]))]
    assert [a.outlet for a in read(frame)] == ["A", ""]


def test_html_gives_text_and_metadata(tmp_path: Path) -> None:
    html = (
        "<html><head><title>Bridge</title><meta property='og:site_name' content='The Post'></head><body><nav>Menu</nav><article>"
        f"<h1>Bridge</h1><p>{ENGLISH}</p><p>{ENGLISH.replace('Monday', 'Tuesday')}</p></article></body></html>"
    )
    article = read(folder(tmp_path, a__html=html))["a"]
    assert ENGLISH in article.text
    assert "Menu" not in article.text
    assert article.outlet == "The Post"


def test_labels_are_short_and_unique() -> None:
    frame = pd.DataFrame(
        {
            "id": [f"a-very-long-name-of-an-article-{n}" for n in range(30)],
            "text": ENGLISH,
            "outlet": ["The Long Named Outlet Times"] * 30,
        }
    )
    labels = [a.label for a in read(frame)]
    assert len(set(labels)) == 30
    assert max(map(len, labels)) <= 20


def test_an_unknown_id_lists_the_known_ones() -> None:
    with pytest.raises(InputError, match="text-000"):
        read([ENGLISH])["zzz"]


OVERRIDDEN = [
    ('same = [["Ann Lee", "Ms. Lee"]]', []),
    ('same = [["Ann Lee", "Anne Leigh"]]', ["overrides.toml, [entities]: no article names 'Anne Leigh'."]),
    ('different = [["Ann Lee", "Bo Ray"]]', ["overrides.toml, [entities]: no article names 'Bo Ray'."]),
    ('[kinds]\n"Ann Lee" = "place"', []),
    ('[kinds]\n"Bo Ray" = "place"', ["overrides.toml, [kinds]: no article names 'Bo Ray'."]),
    ('[speakers."a.txt"]\n31 = ["Bo Ray"]', []),  # a speaker may have a name that no article gives
    ('[speakers."b.txt"]\n31 = []', ["overrides.toml names 'b.txt', but there is no such article."]),
]


@pytest.mark.parametrize(("line", "expected"), OVERRIDDEN)
def test_a_name_in_the_overrides_that_no_article_has_is_told(tmp_path, line, expected):
    (tmp_path / "a.txt").write_text(
        "The ferry came back on Monday. Ann Lee said it was late, and Lee went home.", encoding="utf-8"
    )
    (tmp_path / "overrides.toml").write_text(f"[entities]\n{line}\n", encoding="utf-8")
    assert list(read(tmp_path).warnings) == expected


@pytest.mark.parametrize("line", [0, 2, 3])
def test_a_role_for_a_line_that_is_not_there_is_warned_of(tmp_path: Path, line: int) -> None:
    folder(tmp_path, a__txt=f"Bridge\n\n{ENGLISH}\n\n{ENGLISH}\n", b__txt=ENGLISH)
    (tmp_path / "overrides.toml").write_text(f'[roles."a.txt"]\n{line} = "caption"\n', encoding="utf-8")
    said = "overrides.toml, [roles.'a.txt']: there is no line 3. Lines are numbered from 0, empty ones left out; the last is 2."
    assert list(read(tmp_path).warnings) == [said] * (line == 3)


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (
            '[kinds]\n"Ann Lee" = "robot"',
            "'Ann Lee' is of no kind 'robot'. The kinds are person, institution, place, document, anonymous",
        ),
        ('[kinds]\n"Ann Lee" = 3', "[kinds] must hold kinds of names"),
        ('[kinds]\n" " = "person"', "a name is empty"),
        ('[speakers]\n"a.txt" = ["Ann Lee"]', "[speakers] must hold who speaks, by the character"),
        ('[speakers."a.txt"]\n31 = "Ann Lee"', "[speakers] must hold who speaks, by the character"),
        ('[speakers."a.txt"]\n31 = [""]', "[speakers] must hold who speaks, by the character"),
        ('[speakers."a.txt"]\nhe = ["Ann Lee"]', "'he' is no number of a character (table spans, column start)"),
    ],
)
def test_what_is_said_of_speakers_and_kinds_is_checked(tmp_path: Path, lines: str, said: str) -> None:
    folder(tmp_path, a__txt=ENGLISH, overrides__toml=lines)
    with pytest.raises(InputError, match=re.escape(said)):
        read(tmp_path)


def test_settings_as_a_reader_would_write_them():
    assert overrides.in_words([["Ann Lee", "A. Lee"], ["Bo", "B."]]) == "Ann Lee, A. Lee; Bo, B."
    assert overrides.in_words({"0": "kicker", "3": "caption"}) == "0: kicker; 3: caption"
