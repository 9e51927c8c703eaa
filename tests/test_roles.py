"""What stands between quotation marks is not always speech."""

from __future__ import annotations

import pytest

from analysis.quotes.marks import pair
from analysis.quotes.roles import role_of


@pytest.mark.parametrize(
    ("text", "page_role", "in_statement", "direct", "role"),
    [
        ("Mayor promises “quiet” winter", "headline", False, False, "headline"),
        ("'Open doors'", "subhead", False, False, "headline"),
        ("“Open doors”", "kicker", False, False, "headline"),
        ("The report, titled “A Bridge Too Late,” is short.", "body", False, False, "title"),
        ("She read from the novel “The River Bank” twice.", "body", True, False, "title"),
        ("They saw the film “Up in Oz” twice.", "body", False, False, "label"),  # small words tell where there are no others
        ("She read the novel “All the Kings” twice.", "body", False, False, "title"),
        ("She saw the film “Bridge over Water” twice.", "body", False, False, "label"),
        ("She read the novel “the Rivers” twice.", "body", False, False, "label"),
        ("She saw the film “Only 3Days Left” twice.", "body", False, False, "title"),
        ("He fell over the so-called “reset” again.", "body", True, False, "label"),
        ("They kept “Bridge Day” as it was.", "body", False, False, "label"),
        ("The sign said “1945-2015” on it.", "body", True, False, "label"),
        ("He had “frank” talks.", "body", True, False, "speech"),
        ("“No,” he said.", "body", True, True, "speech"),
        ("He had an “iPhone” there.", "body", True, False, "speech"),
        (
            "The book “One Two Four Five Nine Ten Over Under More Less Great Small” sold.",
            "body",
            False,
            False,
            "title",
        ),  # 12 words
        ("The book “One Two Four Five Nine Ten Over Under More Less Great Small Tall” sold.", "body", False, False, "label"),
        ("Then “we mend it today” again.", "body", False, False, "label"),
        ("Then “we mend it next year” again.", "body", False, False, "speech"),  # five words
        ("“We will mend the bridge before winter.”", "body", False, False, "speech"),
    ],
)
def test_role(text: str, page_role: str, in_statement: bool, direct: bool, role: str) -> None:
    (stretch,) = pair(text)
    assert role_of(text, stretch, page_role, in_statement, direct) == role
