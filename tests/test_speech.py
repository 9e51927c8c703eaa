"""Measures of speech, counted by hand on an article whose statements are typed."""

from __future__ import annotations

import pytest

from analysis import read, speech
from analysis.compare.differences import values
from analysis.quotes.attribution import Attribution, Quoted, Quotes
from analysis.reading import read_article

TEXT = (
    "The harbour closes on Monday for repairs to the old sea wall, the first in ten years.\n\n"
    '"We need new stones," Mayor Ann Lowe said. Officials said the work takes two months.\n\n'
    "She claimed that the money is there.\n"
)


def span(words: str) -> tuple[int, int]:
    start = TEXT.index(words)
    return start, start + len(words)


@pytest.fixture(scope="module")
def found() -> dict[str, float]:
    reading = read_article(read([TEXT]).articles[0])
    name = reading.article.id
    quoted = Quoted(*span('"We need new stones,"'), "speech", "lowe")
    statements = (
        Attribution(name, "direct", (span("We need new stones,"),), speakers=("lowe",), stance="neutral"),
        Attribution(name, "indirect", (span("the work takes two months"),), speakers=("officials",), stance="neutral"),
        Attribution(name, "indirect", (span("that the money is there"),), speakers=("lowe",), stance="doubting"),
    )
    kinds = {"lowe": "person", "officials": "anonymous"}
    samples = speech.samples([reading], [Quotes(name, (quoted,), statements)], kinds)
    return dict(values(samples).set_index("measure")["value"])


# 17 words in the first paragraph, 15 in the second, 7 in the third; quoted 4, reported 5 and 5; statements of 4, 5 and 5 words.
@pytest.mark.parametrize(
    ("measure", "expected"),
    [
        ("quoted_share", 100 * 4 / 39),
        ("reported_share", 100 * 10 / 39),
        ("attributed_share", 100 * 14 / 39),
        ("quoted_of_attributed", 100 * 4 / 14),
        ("unnamed_share", 100 * 5 / 14),
        ("neutral_share", 100 * 2 / 3),
        ("statement_rate", 100 * 3 / 39),
    ],
)
def test_shares(found: dict[str, float], measure: str, expected: float) -> None:
    assert found[measure] == pytest.approx(expected)


def test_every_measure_is_tested_here(found: dict[str, float]) -> None:
    assert set(found) == set(speech.MEASURES)


def test_without_statements_shares_of_them_are_undefined() -> None:
    reading = read_article(read([TEXT]).articles[0])
    table = values(speech.samples([reading], [Quotes(reading.article.id)], {})).set_index("measure")["value"]
    assert table["quoted_share"] == table["statement_rate"] == 0
    assert table[["quoted_of_attributed", "unnamed_share", "neutral_share"]].isna().all()
