"""Syllables: the dictionary's, by parts, and by rule."""

import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis import syllables


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("cat", 1),
        ("reading", 2),
        ("government", 3),
        ("Readability", 5),
        # an initialism is spelt out
        ("U.S.", 2),
        ("US", 2),
        ("us", 1),
        ("FBI", 3),
        ("WMD", 5),
        # an acronym that the dictionary knows as a word
        ("NATO", 2),
        # the parts of a hyphenated word
        ("long-range", 2),
        ("cease-fire", 3),
        ("U.S.-led", 3),
        # possessives: a syllable more after a sibilant only
        ("Russia’s", 2),
        ("Bush's", 2),
        ("judge's", 2),
        ("the", 1),
        ("don’t", 1),
        ("couldn't", 2),
        # numerals have none
        ("2014", 0),
        ("6,100", 0),
        ("45-year-old", 0),
        ("1990s", 0),
        # accents are no obstacle
        ("café", 2),
        ("naïve", 2),
        # a letter that stands for three, before an apostrophe
        ("oﬃce's", 3),
    ],
)
def test_words_of_news(word, expected):
    assert syllables.count(word) == expected


def test_the_rule_is_as_good_on_held_out_words_as_it_says():
    held_out = [word for word in syllables.table() if word.isalpha() and zlib.crc32(word[:5].encode()) % 10 == 0]
    right = sum(syllables.rule(word) == syllables.table()[word] for word in held_out)
    assert len(held_out) > 10_000
    assert right / len(held_out) == pytest.approx(syllables.HELD_OUT_ACCURACY, abs=0.0005)
    assert syllables.HELD_OUT_ACCURACY > 0.90  # what counting vowel groups reaches


def test_the_dictionary_comes_with_its_notice():
    notice = (syllables.FOLDER / "CMUDICT_NOTICE.txt").read_text(encoding="utf-8")
    assert "Carnegie Mellon University" in notice
    assert "Redistribution" in notice


def test_compounds_join_two_stressed_words():
    assert {"bookkeeper", "manpower", "newspaper"} <= syllables.compounds()
    assert not {"important", "president", "together"} & syllables.compounds()


@given(st.text(max_size=30))
def test_any_text_has_a_count(word):
    assert syllables.count(word) >= 0


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyz", min_size=1, max_size=20))
def test_every_word_of_letters_has_at_least_one(word):
    assert syllables.count(word) >= 1
    assert syllables.rule(word) >= 1


def test_a_curly_apostrophe_counts_as_a_straight_one():
    apostrophes = [word for word in syllables.table() if "'" in word]
    assert apostrophes
    assert [w for w in apostrophes if syllables.count(w) != syllables.count(w.replace("'", "’"))] == []
