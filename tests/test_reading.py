"""Sentences and words: hard cases of news, and the hand counts of the seeds."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis import read
from analysis.paths import ROOT
from analysis.reading import read_article, sentences, words

# The bodies counted by hand.
BODY_SENTENCES = {"000": 23, "001": 30, "002": 25, "003": 29, "004": 23}

SPLITS = [
    ("He went to the U.S. The talks failed.", 2),
    ("The U.S. Army came. Gen. Mark Milley left.", 2),
    ("He was born in the U.S. in 1950.", 1),
    ("It fell 3.5 percent. J. K. Rowling wrote it.", 2),
    ("“We are… we are done,” he said. She left.", 2),
    ('"Is it true?" Kerry asked. "No."', 2),
    ("“Why?” he said. “Because.”", 2),
    ('He said: "It is over." The crowd left.', 2),
    ("Mr. Smith, of Acme Inc., said so. Acme Inc. is big.", 2),
    ("At 5 p.m. Monday they met. It ended at 6 p.m. They left.", 3),
    ("He lives in Washington, D.C. He works.", 2),
    ("It began at 5 a.m. Mr. Hall left. Then Acme Inc. Ms. Lee came.", 4),
    ("In Hall vs. Mr. Lee and at the Rev. Mr. Hall's it was over.", 1),
    ("It was George H.W. Quist. He met J.M. Roe and W.C. Others came.", 3),
    ("She said no, says J.R.R. Vann of the U.S.S.R. Others agree.", 2),
    ("He left the U.S.A. Talks resumed. She has an M.B.A. Nora Quist hired her.", 4),
    ("He met the J.P. Quist family and the C.I.A. Director Vann, she said, and wanted the end... Quist left.", 1),
    ("“I don’t know.” He paused. “Maybe.”", 3),
    ("What? Really!", 2),
    ("He won, Sen. Ann Lee (R-Ariz.) said.", 1),
    ("In Fla. and Ga. Republicans won.", 1),
    ('It was "awful." And then ... nothing.', 2),
    ("'It is over.' They left.", 2),
    ("The vote was Jan. 5. It was cold.", 2),
    ('The report, titled "Peace. Now," was short.', 1),
    ("Talks end without a result", 1),
    ("", 0),
    ("***", 0),
]


@pytest.mark.parametrize(("text", "count"), SPLITS)
def test_sentences(text: str, count: int) -> None:
    assert len(sentences(text)) == count


@pytest.mark.parametrize(("article", "count"), BODY_SENTENCES.items())
def test_the_seeds_as_counted_by_hand(article: str, count: int) -> None:
    assert len(read_article(read(ROOT / "seeds")[article]).body) == count


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the U.S. and a 45-year-old's don’t", ["the", "U.S.", "and", "a", "45-year-old's", "don’t"]),
        ("6,100 of 3.5 million -- by 2015-05-12", ["6,100", "of", "3.5", "million", "by", "2015-05-12"]),
        ("“Well,” he said.", ["Well", "he", "said"]),
    ],
)
def test_words(text: str, expected: list[str]) -> None:
    assert [text[s:e] for s, e in words(text)] == expected


@given(st.text(max_size=200))
def test_any_text_is_split_into_ordered_parts_that_hold_every_word(text: str) -> None:
    found = sentences(text)
    assert all(a[1] <= b[0] for a, b in itertools.pairwise(found))
    inside = [w for s, e in found for w in words(text, s, e)]
    assert sum(e - s for s, e in inside) <= len(text)
    assert all(any(s <= w[0] and w[1] <= e for s, e in found) for w in inside)


def test_a_range_of_a_text_keeps_its_offsets() -> None:
    text = "One. Two.\nThree. Four."
    assert [text[s:e] for s, e in sentences(text, 10, len(text))] == ["Three.", "Four."]
