"""Word pieces: words that are cut once a process are cut as the tokenizer cuts the whole line."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tokenizers import Tokenizer

from analysis.paths import ROOT
from analysis.quotes import pieces
from analysis.quotes.marks import Stretch

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


@pytest.mark.parametrize(
    ("word", "case"),
    [
        *[("bridge", 0), ("iPhone", 0), (".", 0), ("“", 0), ("$", 0)],  # a mark is no number
        *[("Bridge", 1), ("McLeod", 1), ("A", 1), ("É", 1)],  # one capital alone is a capital first
        *[("UN", 2), ("NATO", 2), ("ÉO", 2)],
        *[("4th", 3), ("1912", 3), ("G7", 3)],
    ],
)
@pytest.mark.parametrize("beside", ["", "中 "])  # in a line that the tokenizer cuts as a whole, too
def test_the_letter_case_of_a_word(word: str, case: int, beside: str) -> None:
    (found,) = pieces.encode(f"{beside}so {word}", TOKENIZER, [])
    own = found.start >= len(beside) + 3
    assert own.any()
    assert set(found.case[own].tolist()) == {case}
    assert set(found.case[~own].tolist()) == {0}


# Sizes by hand: two for the marks at the ends of a window and one behind each paragraph.
@pytest.mark.parametrize(
    ("lengths", "window", "context", "windows"),
    [
        ([], 14, 0, []),
        ([5, 5, 5], 14, 0, [((0, 1), 0), ((2,), 0)]),  # 2 + 6 + 6 = 14
        ([5, 5, 5], 13, 0, [((0,), 0), ((1,), 0), ((2,), 0)]),
        ([5, 5, 5, 5], 20, 12, [((0, 1, 2), 0), ((1, 2, 3), 2)]),  # two of six fit into a context of twelve
        ([5, 5, 5, 5], 20, 11, [((0, 1, 2), 0), ((2, 3), 1)]),
        ([5, 5, 5, 5], 19, 12, [((0, 1), 0), ((1, 2), 1), ((2, 3), 1)]),  # 19 - 2 - 6 leaves eleven for a context
        ([3, 15], 20, 12, [((0,), 0), ((1,), 0)]),  # a long paragraph leaves no room for a context
        ([1, 15], 20, 12, [((0, 1), 0)]),
        ([2, 14, 9], 20, 12, [((0, 1), 0), ((2,), 0)]),
        ([14, 1, 7, 7], 20, 2, [((0, 1), 0), ((1, 2, 3), 1)]),  # 2 + 2 + 8 + 8 = 20, the context included
        # A paragraph may be context twice: of 2, 2 and 9 in front of the last one, 9 and 2 fit into twelve.
        ([11, 1, 1, 8, 5], 20, 12, [((0, 1, 2), 0), ((1, 2, 3), 2), ((2, 3, 4), 2)]),
    ],
)
def test_paragraphs_are_packed_into_windows(lengths: list[int], window: int, context: int, windows: list) -> None:
    assert [(w.paragraphs, w.context) for w in pieces.pack(lengths, window, context)] == windows


def test_a_window_of_the_encoder_has_160_pieces_and_twelve_of_context() -> None:
    """2 + 151 + 7 = 160; a context of 7, 2 + 7 + 12, and 141 would be 162; a context of 12, 2 + 12 + 141."""
    assert [(w.paragraphs, w.context) for w in pieces.pack([150, 6, 11, 140])] == [((0, 1), 0), ((1, 2), 1), ((2, 3), 1)]


def made(firsts: list[bool]) -> pieces.Pieces:
    own = np.arange(len(firsts))
    return pieces.Pieces(own, own, own, own, np.array(firsts), own, own)


@pytest.mark.parametrize(
    ("firsts", "sizes"),
    [
        ([True] * 150, [150]),
        ([True] * 151, [150, 1]),
        ([True] * 400, [150, 150, 100]),
        ([True] * 149 + [False] * 5 + [True] * 6, [148, 12]),
        ([True] + [False] * 159, [75, 85]),  # a word longer than half of it is cut all the same
        ([True] * 151 + [False] * 160, [150, 75, 86]),  # also behind the first cut
    ],
)
def test_a_long_paragraph_is_cut_between_words(firsts: list[bool], sizes: list[int]) -> None:
    whole = made(firsts)
    parts = list(pieces._cut_long(whole))
    assert [len(p) for p in parts] == sizes
    assert [n for p in parts for n in p.ids] == whole.ids.tolist()


def test_words_between_marks_are_told_by_the_length_of_their_stretch() -> None:
    text = "He said “not now” and “we will mend the bridge” twice."
    (found,) = pieces.encode(text, TOKENIZER)
    of = {text[s:e]: q for s, e, q in zip(found.start, found.word_end, found.quoted, strict=True)}
    assert [of[w] for w in ("said", "not", "and", "we", "bridge", "twice")] == [0, 1, 0, 2, 2, 0]
    assert [q for s, q in zip(found.start, found.quoted, strict=True) if text[s] in "“”"] == [1, 1, 2, 2]
    assert pieces.LONG_STRETCH == 5


@pytest.mark.parametrize(
    ("stretches", "quoted"),
    [
        (None, {"said": 0, "mend": 2, "the": 2, "old": 2, "bridge": 2}),  # of two, one inside the other, the outer one counts
        ([], {"said": 0, "mend": 0, "the": 0, "old": 0, "bridge": 0}),
        ([Stretch(9, 22)], {"said": 0, "mend": 1, "the": 0, "old": 0, "bridge": 0}),
    ],
)
def test_the_stretches_are_those_given_or_those_of_the_text(stretches: list[Stretch] | None, quoted: dict[str, int]) -> None:
    text = "She said “we will mend the ‘old’ bridge”"
    (found,) = pieces.encode(text, TOKENIZER, stretches)
    of = {text[s:e]: q for s, e, q in zip(found.start, found.word_end, found.quoted, strict=True)}
    assert {word: of[word] for word in quoted} == quoted


def test_a_window_has_marks_around_its_paragraphs() -> None:
    one, other = pieces.encode("He said “not now”.\nTwo", TOKENIZER)
    begin, end = (TOKENIZER.token_to_id(name) for name in ("[CLS]", "[SEP]"))
    rows = pieces.inputs([one, other], TOKENIZER)
    assert rows[0].tolist() == [begin, *one.ids, end, *other.ids, end]
    assert rows[1].tolist() == [0, *one.case, 0, *other.case, 0]
    assert rows[2].tolist() == [0, *one.quoted, 0, *other.quoted, 0]
    assert pieces.lined_up([one.case, other.case]).tolist() == rows[1].tolist()
    assert pieces.inputs([], TOKENIZER).tolist() == [[begin], [0], [0]]
    assert pieces.lined_up([]).tolist() == [0]
