"""From scores to statements, on scores made by hand: every chance and every pointer below is written down, so the answer can be counted."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.quotes.decoding import NO_SOURCE, Scores, _best_path, _viterbi, decode
from analysis.quotes.marks import Stretch
from analysis.quotes.pieces import Pieces, Window

N, C, S, U = 0, 1, 3, 5  # tags of the encoder: outside, content, source, cue (the next of each: inside it)
REST = 1e-9  # what is left for every other tag or goal


def paragraph(words: int, start: int = 0) -> Pieces:
    """So many words of one piece and four characters each, a space between."""
    begins = start + 5 * np.arange(words)
    ends, zeros = begins + 4, np.zeros(words, np.int64)
    return Pieces(zeros, begins, ends, ends, np.ones(words, bool), zeros, zeros)


def tagged(tags: Sequence[int], chance: float = 0.9) -> np.ndarray:
    """Scores that give each word's tag this chance, and outside the rest. The first piece of a window and the separators: outside."""
    rows = np.full((len(tags), 7), REST)
    for row, tag in zip(rows, tags, strict=True):
        row[0] = 1 - chance
        row[tag] = chance if tag else 1.0
    return np.log(rows)


def scores(tags: np.ndarray, cue_of: Mapping[int, Mapping[int, float]], source_of: Mapping[int, Mapping[int, float]]) -> Scores:
    """Pointers as shares: ``cue_of[2] == {4: .8, 0: .2}`` says that piece 2 points to piece 4 with .8. Piece 0 is nobody."""
    pieces = len(tags)
    query, key = np.zeros((pieces, 2 * pieces)), np.hstack([np.eye(pieces)] * 2)
    for half, pointers in enumerate((cue_of, source_of)):
        for at, shares in pointers.items():
            own = np.full(pieces, REST)
            own[list(shares)] = list(shares.values())
            query[at, half * pieces : (half + 1) * pieces] = np.log(own) * math.sqrt(pieces)
    return Scores(tags, query, key)


def one(tags: Sequence[int], cue_of, source_of, stretches: Sequence[Stretch] = (), chance: float = 0.9) -> list:
    """Decode a window of one paragraph; ``tags`` are those of its words, pieces count from 1."""
    found = decode(
        [paragraph(len(tags))],
        [Window((0,), 0)],
        [scores(tagged([N, *tags, N], chance), cue_of, source_of)],
        stretches,
    )
    return [(f.content, f.cue, f.source, round(f.certainty, 3)) for f in found]


SAID = [S, U, C, C + 1, C + 1]  # she said: it will rain
TO_CUE = {3: {2: 1.0}, 4: {2: 1.0}, 5: {2: 1.0}}


def test_contents_point_to_their_cue_and_cues_to_their_source() -> None:
    found = one(SAID, TO_CUE, {2: {1: 1.0}})
    assert found == [([(10, 24)], [(5, 9)], [(0, 4)], round(math.sqrt(0.9), 3))]


def test_certainty_is_the_root_of_content_times_pointer_times_source() -> None:
    cue_of = {3: {2: 0.8, 0: 0.2}, 4: {2: 0.6, 0: 0.4}, 5: {2: 1.0}}
    (found,) = one(SAID, cue_of, {2: {1: 0.75, 0: 0.25}})
    assert found[3] == pytest.approx(math.sqrt(0.9 * (0.8 + 0.6 + 1.0) / 3 * 0.75), abs=0.001)


@pytest.mark.parametrize(
    ("best", "nobody", "source"),
    [(0.4, 0.6 - 0.01, [(0, 4)]), (0.4, 0.6 + 0.01, []), (0.9, 0.1, [(0, 4)]), (0.1, 0.9, [])],
)
def test_nobody_must_be_likelier_by_half_than_the_best_source(best: float, nobody: float, source: list) -> None:
    assert NO_SOURCE == 1.5
    (found,) = one(SAID, TO_CUE, {2: {1: best, 0: nobody}})
    assert found[2] == source
    share = (best if source else nobody) / (best + nobody)
    assert found[3] == pytest.approx(math.sqrt(0.9 * share), abs=0.001)


def test_without_any_source_nobody_speaks() -> None:
    (found,) = one([N, U, C, C + 1, C + 1], TO_CUE, {2: {0: 0.7, 1: 0.3}})
    assert found[2:] == ([], round(math.sqrt(0.9 * 0.7), 3))


def test_the_first_piece_of_a_cue_points_and_each_pointer_has_its_own_half() -> None:
    """A cue of two words, of which the second points elsewhere; two cues and two sources, crossed."""
    tags = [S, U, U + 1, C, C + 1, N, S, U, C]
    cue_of = {4: {8: 1.0}, 5: {8: 1.0}, 9: {2: 0.5, 3: 0.5}}
    source_of = {2: {7: 1.0}, 3: {1: 1.0}, 8: {1: 1.0}}
    found = one(tags, cue_of, source_of)
    assert [(f[0], f[1], f[2]) for f in found] == [([(15, 24)], [(35, 39)], [(0, 4)]), ([(40, 44)], [(5, 14)], [(30, 34)])]


def test_several_contents_of_one_cue_are_one_statement() -> None:
    (found,) = one([C, U, C, N], {1: {2: 1.0}, 3: {2: 1.0}}, {2: {0: 1.0}})
    assert found[0] == [(0, 4), (10, 14)]


def test_a_content_without_any_cue_is_half_as_sure_as_its_words() -> None:
    assert one([C, C + 1], {}, {}, chance=0.95) == [([(0, 9)], [], [], 0.475)]
    assert one([C, C + 1], {}, {}, chance=0.8) == []  # .4 is below what is kept


@pytest.mark.parametrize(("share", "kept"), [(0.24, 1), (0.21, 0)])
def test_what_is_more_likely_wrong_than_right_is_dropped(share: float, kept: int) -> None:
    cue_of = {n: {2: share, 0: 1 - share} for n in (3, 4, 5)}
    assert len(one(SAID, cue_of, {2: {1: 1.0}})) == kept  # sqrt(.9 * .24) = .465, sqrt(.9 * .21) = .435


def test_what_is_inside_a_part_must_follow_its_beginning() -> None:
    assert one([S, U, C + 1, C + 1, N], {3: {2: 1.0}, 4: {2: 1.0}}, {2: {1: 1.0}}) == []


@pytest.mark.parametrize(("tags", "content"), [([S, U, C, C + 1, N], [(10, 24)]), ([S, U, C, N, N], None)])
def test_a_stretch_between_marks_is_content_as_a_whole_or_not_at_all(tags, content) -> None:
    """Two words in three of the stretch: all of it; one in three: none."""
    found = one(tags, TO_CUE, {2: {1: 1.0}}, [Stretch(10, 24)])
    assert [f[0] for f in found] == ([content] if content else [])


@pytest.mark.parametrize(("stretches", "kept"), [([Stretch(110, 124)], True), ([Stretch(0, 9)], False), ([], False)])
def test_only_a_quotation_is_told_from_another_paragraph(stretches: list[Stretch], kept: bool) -> None:
    words = [paragraph(5), paragraph(5, start=100)]
    tags = tagged([N, S, U, N, N, N, N, N, N, C, C + 1, C + 1, N])
    made = scores(tags, {9: {2: 1.0}, 10: {2: 1.0}, 11: {2: 1.0}}, {2: {1: 1.0}})
    found = decode(words, [Window((0, 1), 0)], [made], stretches)
    assert [(f.content, f.source) for f in found] == ([([(110, 124)], [(0, 4)])] if kept else [])


def test_three_paragraphs_of_a_window_are_read_apart() -> None:
    """In each, what is inside a part begins anew."""
    words = [paragraph(5), paragraph(5, start=100), paragraph(5, start=200)]
    tags = tagged([N, *SAID, N, *SAID, N, S, U, C, C + 1, N, N])
    cue_of = {at + 6 * n: {2 + 6 * n: 1.0} for n in range(3) for at in TO_CUE}
    made = scores(tags, cue_of, {2 + 6 * n: {1 + 6 * n: 1.0} for n in range(3)})
    assert [f.content for f in decode(words, [Window((0, 1, 2), 0)], [made], [])] == [[(10, 24)], [(110, 124)], [(210, 219)]]


@pytest.mark.parametrize(
    ("tags", "source", "cue"),
    [
        ([S, S + 1, U, C, C + 1], [(0, 9)], [(10, 14)]),
        ([N, S, U, C, C + 1], [(5, 9)], [(10, 14)]),
        ([S + 1, S, U, C, C + 1], [(5, 9)], [(10, 14)]),  # no source begins inside one
        ([N, U + 1, U, C, C + 1], [], [(10, 14)]),  # nor a cue
    ],
)
def test_what_is_inside_a_source_or_a_cue_must_follow_its_beginning(tags, source, cue) -> None:
    begins = 1 + source[0][0] // 5 if source else 0
    (found,) = one(tags, {4: {3: 1.0}, 5: {3: 1.0}}, {3: {begins: 1.0}})
    assert (found[0], found[1], found[2]) == ([(15, 24)], cue, source)


def test_words_between_marks_are_one_content_though_the_encoder_begins_two() -> None:
    """And no source or cue inside; what stands before and behind the marks is as it was."""
    assert [f[0] for f in one([C, N, C, C, U], {1: {5: 1.0}, 3: {5: 1.0}, 4: {5: 1.0}}, {5: {0: 1.0}}, [Stretch(10, 19)])] == [
        [(0, 4), (10, 19)]
    ]


def test_several_contents_are_as_sure_as_their_mean() -> None:
    (found,) = one([C, U, C, N], {1: {2: 0.5, 0: 0.5}, 3: {2: 1.0}}, {2: {0: 1.0}})
    assert found[3] == pytest.approx(math.sqrt(0.9 * 0.75), abs=0.001)


def test_a_paragraph_that_is_only_context_gives_no_statement_of_its_own() -> None:
    words = [paragraph(5), paragraph(5, start=100)]
    tags = tagged([N, *SAID, N, *SAID, N])
    far = {at + 6: {8: 1.0} for at in TO_CUE}
    made = scores(tags, {**TO_CUE, **far}, {2: {1: 1.0}, 8: {7: 1.0}})
    assert [f.content for f in decode(words, [Window((0, 1), 1)], [made], [])] == [[(110, 124)]]
    assert [f.content for f in decode(words, [Window((0, 1), 0)], [made], [])] == [[(10, 24)], [(110, 124)]]


def test_two_windows_that_find_the_same_words_count_them_once() -> None:
    made = scores(tagged([N, *SAID, N]), TO_CUE, {2: {1: 1.0}})
    found = decode([paragraph(5)], [Window((0,), 0), Window((0,), 0)], [made, made], [])
    assert [f.content for f in found] == [[(10, 24)]]


@given(st.lists(st.integers(0, 6), max_size=8), st.integers(0, 2**32 - 1))
def test_paragraphs_whose_best_tags_make_a_path_need_no_search(lengths: list[int], seed: int) -> None:
    scores = np.random.default_rng(seed).normal(size=(sum(lengths), 7))
    begins = np.cumsum([0, *lengths])[:-1].astype(np.int64)
    searched = _viterbi(scores, begins) if len(scores) else np.zeros(0)
    assert _best_path(scores, begins).tolist() == searched.tolist()
