"""The five articles stay as they were collected, and nothing is said of them that they do not bear out."""

import csv
import hashlib
from pathlib import Path

import pytest

from analysis import read

SEEDS = Path(__file__).resolve().parents[1] / "seeds"
SHA256 = {
    "000_2c9e7bcba9267b9b.txt": "c0b301abe78c46427f727ed7a1e170b7f62ff116cdeaa949f2321e01a5c90ba4",
    "001_f35c81786ccc7039.txt": "b74960ca54207aae6080b0dc76ce06b7ae210abeb949ddacc9562ad0b2d8b6df",
    "002_9c3540a17e72d87f.txt": "064142e6a17747f83c3cc905d1f568c0e4a83d3275cfd2f2c0b4497a5b8af81b",
    "003_574d78f9c76da2b6.txt": "815dc57070b4984242c6a3bffad5d6e259b0e0cb0d4a41a082c704349cd8deb1",
    "004_8ede29c9f3a7ec43.txt": "4510667b0d29cfb9add38e082941990cb2cbc2d19dbf737ae2f138d6aa39c310",
}


def rows() -> list[dict[str, str]]:
    with (SEEDS / "metadata.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize(("name", "checksum"), SHA256.items())
def test_a_seed_is_byte_for_byte_what_it_was(name, checksum):
    assert hashlib.sha256((SEEDS / name).read_bytes()).hexdigest() == checksum


def test_the_folder_holds_nothing_else():
    assert sorted(p.name for p in SEEDS.iterdir()) == sorted([*SHA256, "README.md", "metadata.csv"])


def test_metadata_has_the_columns_and_rows_it_should():
    assert list(rows()[0]) == ["id", "outlet", "title", "byline", "published", "url", "outlet_basis", "published_basis"]
    assert [row["id"] for row in rows()] == sorted(SHA256)


@pytest.mark.parametrize("column", ["outlet", "published"])
def test_what_is_known_says_how_and_what_is_not_says_nothing(column):
    for row in rows():
        basis = row[f"{column}_basis"]
        assert bool(row[column]) == bool(basis), row["id"]
        assert basis in ("", "stated") or basis.startswith("inferred: "), row["id"]


@pytest.mark.parametrize(
    ("row", "start", "end", "column"),
    [(0, 170, 178, "outlet"), (2, 4618, 4634, "outlet"), (3, 179, 193, "byline")],
)
def test_what_is_stated_stands_in_the_article(row, start, end, column):
    known = rows()[row]
    assert (SEEDS / known["id"]).read_bytes().decode("utf-8")[start:end] == known[column]


def test_the_corpus_carries_what_metadata_says():
    corpus = read(SEEDS)
    assert len(corpus) == 5
    assert not corpus.warnings
    assert [a.outlet for a in corpus] == [row["outlet"] for row in rows()]
    assert [a.published for a in corpus] == [row["published"] for row in rows()]
