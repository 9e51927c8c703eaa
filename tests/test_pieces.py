"""Word pieces: words that are cut once a process are cut as the tokenizer cuts the whole line."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tokenizers import Tokenizer

from analysis.paths import ROOT
from analysis.quotes import pieces

TOKENIZER = Tokenizer.from_file(str(ROOT / "analysis" / "resources" / "pieces.json"))
ODD = [
    "[SEP]",
    "[CLS]",
    " [PAD] ",
    "[UNK",
    "xylophonists",
    "don’t",
    "U.S.",
    "3,000",
    "£5",
    "ß",
    "É",
    "\u0301",
    "\u200b",
    "\x85",
    "\xa0",
    "中",
]


def assert_as_the_tokenizer_cuts(line: str) -> None:
    found = pieces.encode(line, TOKENIZER, [])
    whole = TOKENIZER.encode(line, add_special_tokens=False)
    words = whole.word_ids
    assert [n for p in found for n in p.ids] == whole.ids
    assert [pair for p in found for pair in zip(p.start, p.end, strict=True)] == whole.offsets
    assert [first for p in found for first in p.first] == [n == 0 or words[n - 1] != words[n] for n in range(len(words))]
    ends = {word: end for word, (_, end) in zip(words, whole.offsets, strict=True)}
    assert [end for p in found for end in p.word_end] == [ends[word] for word in words]


@given(
    st.lists(
        st.sampled_from(ODD) | st.characters(min_codepoint=32, max_codepoint=0x24F, exclude_characters="\x7f"), max_size=20
    )
)
@settings(max_examples=300)
def test_words_are_cut_as_in_their_line(parts: list[str]) -> None:
    assert_as_the_tokenizer_cuts("".join(parts))


@pytest.mark.parametrize("line", ["Mr. Låg said: “No [sic] – it’s [SEP] 5'10\"…”", "a" * 300 + " b", "x-y_z @ 10% $4"])
def test_marks_brackets_and_long_words_are_cut_as_in_their_line(line: str) -> None:
    assert_as_the_tokenizer_cuts(line)


def test_offsets_of_a_later_line_count_from_the_text() -> None:
    text = "One.\n\n \nTwo Three 4th NATO"
    first, second = pieces.encode(text, TOKENIZER, [])
    assert [text[s:e] for s, e in zip(first.start, first.end, strict=True)] == ["One", "."]
    words = [text[s:e] for s, e in zip(second.start[second.first], second.word_end[second.first], strict=True)]
    assert words == ["Two", "Three", "4th", "NATO"]
    assert second.case[second.first].tolist() == [1, 1, 3, 2]
    assert all(getattr(second, name).dtype == np.int64 for name in ("ids", "start", "end", "word_end", "case", "quoted"))
