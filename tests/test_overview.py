"""The first look at a corpus: what the listing, the parts of the page and their sentences say."""

import pandas as pd
import pytest

from analysis import analyze, overview, read
from analysis.articles import Article, Corpus, LeftOut, Paragraph
from analysis.page import ROLES
from analysis.paths import ROOT

# Sentences of the bodies, counted by hand on the five articles.
SENTENCES_BY_HAND = [23, 30, 25, 29, 23]


@pytest.fixture(scope="module")
def seeds():
    return analyze(read(ROOT / "seeds"))


def page(name: str, **metadata: str) -> Article:
    """An article of a three-word headline and a body of five words."""
    return Article(
        name,
        "One two three\nHe came on the ferry.",
        paragraphs=(Paragraph(0, 13, "headline"), Paragraph(14, 35, "body")),
        label=name,
        **metadata,
    )


def test_every_role_of_a_line_has_its_part_of_the_page():
    assert sorted(role for roles in overview.PARTS_OF_PAGE.values() for role in roles) == sorted(ROLES)


def test_the_listing_counts_the_body_only(seeds):
    assert overview.listing(seeds)["sentences"].tolist() == SENTENCES_BY_HAND
    table = overview.listing(analyze(Corpus((page("a"),))))
    assert table[["article", "words", "sentences"]].to_numpy().tolist() == [["a", 5, 1]]


def test_parts_of_the_page_add_up(seeds):
    parts = overview.page_parts(analyze(Corpus((page("a"),))))
    assert dict(zip(parts["part"], parts["words"], strict=True)) == {
        **dict.fromkeys(overview.PARTS_OF_PAGE, 0),
        "headlines": 3,
        "body": 5,
    }
    bodies = overview.page_parts(seeds).query("part == 'body'")["words"]
    assert bodies.tolist() == overview.listing(seeds)["words"].tolist()


@pytest.mark.parametrize(
    ("articles", "said"),
    [
        ([page("a")], "There is one article, with 5 words in its body, so nothing can be compared. No outlet is known for 1."),
        (
            [page("a", outlet="X", outlet_basis="stated")],
            "There is one article, with 5 words in its body, so nothing can be compared.",
        ),
        (
            [page("a", outlet="X", outlet_basis="inferred: its site"), page("b")],
            "There are 2 articles with 10 words in their bodies. The longest is a (5 words), the shortest a (5). "
            "The outlet of 1 is inferred, not stated. No outlet is known for 1.",
        ),
    ],
)
def test_the_listing_in_words(articles, said):
    assert overview.say_listing(overview.listing(analyze(Corpus(tuple(articles))))) == said


@pytest.mark.parametrize(
    ("left_out", "warnings", "said"),
    [
        ((), (), "Nothing was left out."),
        ((LeftOut("a.txt", "it is empty."),), (), "These files or rows could not be used:\n\n- **a.txt**: it is empty."),
        ((), ("No such article.",), "Nothing was left out.\n\n- No such article."),
    ],
)
def test_what_was_left_out_in_words(left_out, warnings, said):
    assert overview.say_left_out(Corpus((page("a"),), left_out=left_out, warnings=warnings)) == said


def test_parts_of_the_page_in_words():
    one = overview.page_parts(analyze(Corpus((page("a"),))))
    assert overview.say_page_parts(one) == "Of the words on the page, 38% stand outside the body; no measure counts them."
    other = one.assign(article="b", words=[10, 0, 0, 0, 0])
    assert overview.say_page_parts(pd.concat([one, other])).startswith(
        "Between 0% (b) and 38% (a) of the words on a page stand outside"
    )
