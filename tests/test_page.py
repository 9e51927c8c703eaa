"""Roles of lines: the hand-made gold of the seeds, and pages of other make."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis import page, read
from analysis.paths import ROOT

GOLD = json.loads((ROOT / "tests" / "seeds_gold.json").read_text(encoding="utf-8"))

BODY = "The council met on Monday and agreed to mend the bridge over the river before the winter comes."
PAGES = {
    "a plain one": (["Council agrees to mend bridge", BODY, BODY], ["headline", "body", "body"]),
    "a label above the headline": (["Local news", "Council to mend bridge", BODY], ["kicker", "headline", "body"]),
    "a byline with a date": (
        ["Council to mend bridge", "By Ann Lee", "March 3, 2021", BODY],
        ["headline", "byline", "byline", "body"],
    ),
    "a caption": (
        ["Council to mend bridge", "The bridge in winter. (Ann Lee/AP Photo)", BODY],
        ["headline", "caption", "body"],
    ),
    "a subhead": (["Council to mend bridge", BODY, "What it costs", BODY], ["headline", "body", "subhead", "body"]),
    "a question as subhead": (["Council to mend bridge", BODY, "Who pays?", BODY], ["headline", "body", "subhead", "body"]),
    "a short quotation is no subhead": (
        ["Council to mend bridge", BODY, "“Who pays?”", BODY],
        ["headline", "body", "body", "body"],
    ),
    "a headline twice": (["Council to mend bridge"] * 2 + [BODY], ["headline", "headline", "body"]),
    "furniture": (
        ["Sign up for our newsletter", "Council to mend bridge", BODY, "Share this", "All rights reserved"],
        ["boilerplate", "headline", "body", "boilerplate", "boilerplate"],
    ),
    "a credit closes the article": (
        ["Council to mend bridge", BODY, BODY, "Reporting by Ann Lee", "Old bridges of the county", BODY],
        ["headline", "body", "body", "credit", "related", "related"],
    ),
    "a party in brackets is no caption": (
        ["Senator mends bridge", "Sen. Ann Lee (R) said on Monday that the bridge over the river would be mended."],
        ["headline", "body"],
    ),
    "one line": ([BODY], ["body"]),
}


@pytest.mark.parametrize(("lines", "roles"), PAGES.values(), ids=PAGES.keys())
def test_roles(lines: list[str], roles: list[str]) -> None:
    assert [role for _, _, role in page.roles("\n\n".join(lines))] == roles


@pytest.mark.parametrize("gold", GOLD, ids=[g["id"][:3] for g in GOLD])
def test_every_line_of_the_seeds_has_its_role(gold: dict) -> None:
    article = read(ROOT / "seeds")[gold["id"]]
    found = {(p.start, p.end): p.role for p in article.paragraphs}
    assert found == {tuple(p["span"]): p["role"] for p in gold["paragraphs"]}


@pytest.mark.parametrize(
    ("line", "facts"),
    [
        ("by VOA News May 12, 2015", ("VOA News", "2015-05-12")),
        ("By Ann Lee | 3 March 2021", ("Ann Lee", "2021-03-03")),
        ("Sept. 4, 2020", ("", "2020-09-04")),
        ("2020-09-04", ("", "2020-09-04")),
        ("By Ann Lee, \u017feptember 5, 2015", ("Ann Lee", "2015-09-05")),  # a long s
        ("By Ann Lee, AUGU\u017fT 5, 2015", ("Ann Lee", "2015-08-05")),
        ("By Ann Lee, aprİl 5, 2015", ("Ann Lee", "2015-04-05")),
    ],
)
def test_byline_and_date(line: str, facts: tuple[str, str]) -> None:
    text = f"Council to mend bridge\n{line}\n{BODY}"
    found = page.facts(text, page.roles(text))
    assert (found["byline"], found["published"]) == facts


@given(st.text(max_size=300))
def test_any_text_is_covered_line_by_line(text: str) -> None:
    found = page.roles(text)
    assert all(role in page.ROLES for _, _, role in found)
    assert "".join(text[s:e] for s, e, _ in found).split() == "".join(text[s:e] for s, e in page.lines(text)).split()


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (BODY * 2, "en"),
        (
            "Der Rat hat am Montag beschlossen, die Brücke vor dem Winter zu reparieren, und zwar mit dem Geld des Landes, sagte er.",
            "other",
        ),
        ("Kurz", ""),
    ],
)
def test_language(text: str, language: str) -> None:
    assert page.language(text) == language
