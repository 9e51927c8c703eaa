"""The figure of page parts, on tables typed by hand: what is drawn where."""

import pandas as pd
import pytest

from analysis.figures import corpus, style
from analysis.figures.style import words_of

PARTS = ["body", "headlines", "captions", "byline and credits", "other items, furniture"]


def table(**articles: list[int]) -> pd.DataFrame:
    rows = [(article, part, count) for article, counts in articles.items() for part, count in zip(PARTS, counts, strict=True)]
    return pd.DataFrame(rows, columns=["article", "part", "words"])


def test_bars_are_as_long_as_the_counts_and_stand_end_to_end():
    ax = corpus.page_parts(table(b=[80, 10, 0, 0, 10], a=[50, 5, 20, 5, 0]))
    widths = [[bar.get_width() for bar in bars] for bars in ax.containers]
    assert widths == [[80, 50], [10, 5], [0, 20], [0, 5], [10, 0]]
    assert [bar.get_x() for bar in ax.containers[2]] == [90, 55]
    assert [label.get_text() for label in ax.get_yticklabels()] == ["b", "a"]
    assert ax.yaxis_inverted()


def test_numbers_stand_where_there_is_room():
    ax = corpus.page_parts(table(a=[90, 2, 0, 0, 8]))
    assert [text.get_text() for text in ax.texts] == ["90", "8", "100, 90% body"]


@pytest.mark.parametrize("colour", corpus._PART_COLOURS)
def test_numbers_can_be_read_on_every_colour(colour):
    """At least 4.5 : 1, as WCAG 2 asks for small text."""
    from matplotlib.colors import to_rgb

    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in to_rgb(colour)]
    light = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    contrast = 1.05 / (light + 0.05) if style.ink_on(colour) == "white" else (light + 0.05) / 0.05
    assert contrast >= 4.5


def test_alt_text_tells_what_is_seen_and_data_is_the_table():
    given = table(a=[90, 2, 0, 0, 8])
    words = words_of(corpus.page_parts(given))
    assert words.alt == "Stacked bars, one an article. a: 100 words, 90% of them body."
    assert words.data is given


def test_beyond_thirty_the_longest_are_drawn_and_the_caption_says_so():
    many = table(**{f"a{n}": [n + 1, 0, 0, 0, 0] for n in range(35)})
    ax = corpus.page_parts(many)
    assert len(ax.get_yticklabels()) == 30
    assert ax.get_yticklabels()[0].get_text() == "a34"
    assert "The 30 longest of 35 articles are shown." in words_of(ax).caption


def test_a_page_without_words_is_no_error():
    ax = corpus.page_parts(table(a=[0, 0, 0, 0, 0]))
    assert ax.texts[-1].get_text() == "0, no words"
    assert "nan" not in words_of(ax).alt
