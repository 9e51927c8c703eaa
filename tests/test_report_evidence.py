"""From a report's numbers to the characters: what each row leads to, and that it is there."""

import re

import pandas as pd
import pytest

from analysis import analyze, read, views
from analysis.report import evidence
from analysis.views.links import mentions, speech
from tests.test_report import assert_links_lead_somewhere

TEXT = (
    "Dam holds\n\nThe dam above the village will hold, the engineer Ann Lee said on Monday after a long night of rain in the hills.\n\n"
    'Ann Lee praised the workers. "It is a good dam," she said.\n'
)
PAGE = f"articles/{views.page_name('a.txt')}"


@pytest.mark.parametrize(
    ("row", "column", "expected"),
    [
        ({"article_id": "a.txt", "start": "3", "end": "9", "words": "2"}, "words", f"{PAGE}#c-3-9"),
        ({"article_id": "a.txt", "sentence": "4", "tone": "-0.5"}, "tone", f"{PAGE}#s4"),
        ({"article_id": "a.txt", "target_id": "ann-lee", "n": "3"}, "n", f"{PAGE}#{mentions('ann-lee')}"),
        ({"article_id": "a.txt", "speaker": "Ann Lee", "words": "3"}, "words", f"{PAGE}#{speech('ann-lee')}"),
        ({"name": "Ann Lee", "Gazette": "71"}, "Gazette", f"{PAGE}#{speech('ann-lee')}"),
        ({"name": "Ann Lee", "Gazette": "0"}, "Gazette", PAGE),
        ({"article": "Gazette", "words": "12"}, "words", PAGE),
        ({"article_id": "a.txt", "value": "1e-05"}, "value", PAGE),
        ({"article_id": "Gazette", "term": "ferry", "count": "2"}, "count", PAGE),
        (
            {"article_id": "Gazette", "item_id": "ann-lee", "present": "True", "mentions": "2"},
            "mentions",
            f"{PAGE}#{mentions('ann-lee')}",
        ),
        ({"article_id": "Gazette", "item_id": "the ferry", "present": "True", "mentions": "2"}, "mentions", PAGE),
        ({"article_id": "a.txt", "voice": "outlet"}, "voice", ""),  # no number
        ({"article_id": "a.txt", "value": ""}, "value", ""),
        ({"article_id": "z.txt", "value": "1"}, "value", ""),
        ({"a": "vader", "b": "model", "value": "1"}, "value", ""),
        ({"a_article_id": "b.txt", "b_article_id": "a.txt", "containment": ".5"}, "containment", ""),
        (
            {"a_article_id": "b.txt", "b_article_id": "a.txt", "containment": "0.5"},
            "containment",
            f"articles/{views.pair_name('a.txt', 'b.txt')}",
        ),
    ],
)
def test_where_a_number_leads(row, column, expected):
    pairs, listed = {("a.txt", "b.txt")}, {("a.txt", "ann-lee")}
    found = evidence._address(row, column, {"Gazette": "a.txt"}, {"Ann Lee": "ann-lee"}, {"a.txt", "b.txt"}, pairs, listed)
    assert found == expected


def test_links_of_tables_wait_for_the_report():
    shown = views.table(pd.DataFrame({"article_id": ["a.txt"], "start": [3], "end": [9]})).body
    assert f'<a href="{PAGE}#c-3-9">3–9</a>' in evidence.follow(shown)


def test_every_number_of_every_table_has_its_characters(tmp_path):
    (tmp_path / "in").mkdir()
    for name in ("a.txt", "B ö<.txt"):
        (tmp_path / "in" / name).write_text(TEXT, encoding="utf-8")
    story = analyze(read(tmp_path / "in"))
    (tmp_path / "tables").mkdir()
    for name in ("attributions", "speakers", "targets", "sentences", "mentions", "containment"):
        getattr(story, name).to_csv(tmp_path / "tables" / f"{name}.csv", index=False)
    paths = sorted((tmp_path / "tables").glob("*.csv"))
    behind = evidence.Evidence(story, tmp_path, lambda title, body, rules="", **_: f"<h1>{title}</h1>{body}")
    listed = behind.articles()
    behind.data(paths, {path.stem: "A caption." for path in paths})
    assert [item["article"].id for item in listed] == list(story.labels)
    assert len(list((tmp_path / "articles").iterdir())) == 3  # two articles and their pair
    for page in (tmp_path / "data").iterdir():
        text = page.read_text(encoding="utf-8")
        assert "<a href=" in text, page.name
        assert_links_lead_somewhere(page, text)
    for page in (tmp_path / "articles").iterdir():
        text = re.sub(r'href="(?!#|pair-)[^"#]*-[0-9a-f]{8}\.html"', "", page.read_text(encoding="utf-8"))
        assert_links_lead_somewhere(page, text)
