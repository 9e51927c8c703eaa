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
        ("They read the study “Up in Oz” twice.", "body", False, False, "label"),  # small words tell where there are no others
        ("She read the novel “All the Kings” twice.", "body", False, False, "title"),
        ("She read the study “Bridge over Water” twice.", "body", False, False, "label"),
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
        # In one sentence with the word for the work, whatever statement the model makes of it.
        ("She had read the report. “Nonsense,” she said.", "body", True, True, "speech"),
        ("The song:\n\n“Nonsense,” she said.", "body", True, True, "speech"),
        ("The film “The mine that ate our town” runs again.", "body", True, True, "title"),
        ("He said of the film “that mine ate us all up” in it.", "body", True, False, "speech"),
        ("The report “Mine was safe to the end” is long.", "body", True, True, "speech"),
        ("An essay titled “Why we dig,” by Ann Lee", "body", True, True, "title"),
        ("A motion entitled: “help for all of the towns”", "body", True, True, "title"),
        ("A motion entitled “” was read", "body", True, True, "speech"),
        ("A story headlined “A river runs dry,” by Ann Lee", "body", True, True, "title"),
        ("Tom Fox, nicknamed “The Axe,” left.", "body", True, True, "label"),
        ("A plan that she named “a failure of us all” then.", "body", True, True, "speech"),
        ("The play, called “Nobody’s here”, is new.", "body", True, True, "title"),
        ("A memoir called “Late again” is out.", "body", True, False, "title"),
        ("She spoke on ABC’s “This Week” there.", "body", True, False, "title"),
        ("She read the “Fox & Hen” column.", "body", True, False, "title"),
        ("Tom Fox is also known as “the Captain” there.", "body", True, False, "label"),
        ("Her thesis “The Cost of It” won.", "body", True, False, "title"),
        ("A boat, called “Nobody’s here”, is new.", "body", True, True, "label"),
        ("It ran under the headline “A pier falls down” then.", "body", True, True, "title"),
        ("Ann Lee directed “The Long Pier” there.", "body", True, True, "title"),
        ("Ann Lee starred in “The Long Pier” there.", "body", True, True, "title"),
        ("Ann Lee directed “the whole thing” there.", "body", True, True, "speech"),
        ("Tom Fox is known as the “Harbor King” there.", "body", True, True, "label"),
        ("Tom Fox was named the “worst of all” there.", "body", True, True, "speech"),
        ("What Ann Lee called “Nobody’s fault” is theirs.", "body", True, True, "speech"),
        ("The so-called “line of the summer” is late.", "body", True, False, "label"),
        ("The party kept its slogan, “Read more, fear less,” for years.", "body", True, True, "label"),
        ("She limited herself to “no” twice.", "body", True, False, "speech"),
        ("Their plans to “shrink” the mine failed.", "body", True, False, "label"),
        ("A boat referred to as “no” sank.", "body", True, False, "label"),
        ("Then “we mend it today” again.", "body", False, False, "label"),
        ("Then “we mend it next year” again.", "body", False, False, "speech"),  # five words
        ("“We will mend the bridge before winter.”", "body", False, False, "speech"),
    ],
)
def test_role(text: str, page_role: str, in_statement: bool, direct: bool, role: str) -> None:
    (stretch,) = pair(text)
    assert role_of(text, stretch, page_role, in_statement, direct) == role
