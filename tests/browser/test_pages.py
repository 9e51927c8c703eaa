"""The report in a real browser, without a net: as wide as a telephone and as a desk, light and dark, and open to everyone.

The reading view too: its legend filters, its notes open on the keyboard's focus, it prints, and numbers lead into it. One file, so that
one process makes the report that all of this looks at.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from analysis.report import pages

WIDTHS = (390, 1440)  # pixels: a telephone, a desk
SERIOUS = {"serious", "critical"}
WIDER = """() => { const wide = document.documentElement.clientWidth; return [...document.querySelectorAll('body *')]
    .filter(e => e.getBoundingClientRect().right > wide + 1 && !e.closest('.wide, .rows, pre'))
    .map(e => `${e.tagName}.${e.className}`).slice(0, 5) }"""
TOO_WIDE = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
PICTURES = """() => Promise.all([...document.images].map(async i => { i.loading = 'eager'; await i.decode().catch(() => 0);
    return {alt: i.alt, src: i.src.slice(0, 80), width: i.naturalWidth} }))"""
STYLE = "(element, [property, pseudo]) => getComputedStyle(element, pseudo || null)[property]"
# The notes in print, where no one can unfold them: is the last of them laid out?
UNFOLDED = """() => [...document.querySelectorAll('.notes li')].every(li => li.checkVisibility({contentVisibilityAuto: true})
    && li.getBoundingClientRect().height > 0)"""
NARROW, WIDE = 390, 1440  # pixels


def kinds_of_page(folder: Path) -> list[Path]:
    """The index, every notebook, every article, and one of each kind of page that is made by the dozen."""
    pairs = sorted((folder / "articles").glob("pair-*.html"))
    articles = [path for path in sorted((folder / "articles").glob("*.html")) if path not in pairs]
    data = sorted((folder / "data").glob("*.html"), key=lambda path: path.stat().st_size)
    assert articles
    assert pairs
    return [*sorted(folder.glob("*.html")), *articles, pairs[0], data[-1]]


@pytest.mark.parametrize("width", WIDTHS)
def test_every_page_opens_without_a_net_and_fits(built, opened, width) -> None:
    written = sorted(built.rglob("*.html"))
    assert len(written) > 20
    watched = opened("about:blank", width, offline=True)
    for path in written:
        watched.page.goto(path.as_uri())
        assert watched.page.evaluate(TOO_WIDE) <= 0, (path.name, watched.page.evaluate(WIDER))
        pictures = watched.page.evaluate(PICTURES)
        assert [p for p in pictures if not p["width"] or not p["alt"].strip()] == [], path.name
    assert watched.errors == []
    assert watched.outside == []


@pytest.mark.parametrize("width", WIDTHS)
def test_every_figure_of_the_front_page_has_text_of_one_size(built, opened, width) -> None:
    page = opened((built / "index.html").as_uri(), width).page
    page.evaluate(PICTURES)
    scales = page.evaluate("() => [...document.querySelectorAll('figure img')].map(i => i.clientWidth / i.naturalWidth)")
    assert len(scales) > 5
    assert max(scales) < 1.02 * min(scales)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_serious_barrier(built, opened, scheme) -> None:
    """axe-core finds nothing serious or critical (WCAG 2 A and AA, and its best practices)."""
    from axe_playwright_python.sync_playwright import Axe

    watched, found = opened("about:blank", scheme=scheme), []
    for path in kinds_of_page(built):
        watched.page.goto(path.as_uri())
        for problem in Axe().run(watched.page).response["violations"]:
            if problem["impact"] in SERIOUS:
                found.append((path.name, problem["id"], [node["html"][:160] for node in problem["nodes"]][:3]))
    assert found == []


def test_the_front_page_prints_with_every_figure(built) -> None:
    pdf = pages.print_index(built).read_bytes()
    figures = len(list((built / "figures").glob("*.png")))
    assert pdf.startswith(b"%PDF-")
    assert pdf.count(b"/Subtype /Image") >= figures
    assert b"file://" not in pdf


@pytest.fixture(scope="module")
def article(built) -> Path:
    """The page of the article with most marks."""
    pages = [path for path in (built / "articles").glob("*.html") if not path.name.startswith("pair-")]
    return max(pages, key=lambda path: path.read_text(encoding="utf-8").count("<mark"))


def style(locator, name: str, pseudo: str = "") -> str:
    return locator.evaluate(STYLE, [name, pseudo])


def box(page, value: str, name: str = "show"):
    return page.locator(f'.legend input[name="{name}"][value="{value}"]')


@pytest.mark.parametrize(
    ("layer", "mark", "name", "pseudo", "off"),
    [
        ("quoted", ".text mark.quoted", "backgroundColor", "", "rgba(0, 0, 0, 0)"),
        ("reported", ".text mark.said.indirect", "textDecorationLine", "", "none"),
        ("tone", ".text .tone", "display", "", "none"),
    ],
)
def test_a_layer_can_be_switched_off_and_on(article, opened, layer, mark, name, pseudo, off) -> None:
    page = opened(article.as_uri()).page
    first = page.locator(mark).first
    on = style(first, name, pseudo)
    assert on != off
    box(page, layer).uncheck()
    assert style(first, name, pseudo) == off
    box(page, layer).check()
    assert style(first, name, pseudo) == on


def test_a_speaker_can_be_switched_off_with_the_keyboard(article, opened) -> None:
    page = opened(article.as_uri()).page
    switch = page.locator('.legend input[name="who"]').first
    own = page.locator(f'.text mark.said[data-who="{switch.get_attribute("value")}"]').first
    other = page.locator(f'.text mark.said:not([data-who~="{switch.get_attribute("value")}"])').first
    before = style(own, "textDecorationLine"), style(other, "textDecorationLine")
    switch.focus()
    page.keyboard.press("Space")
    assert (style(own, "textDecorationLine"), style(other, "textDecorationLine")) == ("none", before[1])
    assert before[0] != "none"


def test_the_notes_open_on_focus_and_can_be_seen(article, opened) -> None:
    """Tab reaches a statement; its frame stands below it, and the focus is outlined."""
    page = opened(article.as_uri()).page
    page.locator(".legend input").last.focus()
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("() => document.activeElement.matches('mark[data-note]')"):
            break
    focused = page.locator("mark[data-note]:focus-visible")
    assert focused.count() == 1
    note = focused.get_attribute("data-note")
    assert style(focused, "content", "::after") not in ("none", "normal")
    assert len(note.splitlines()) > 1, note
    assert style(focused, "outlineStyle") == "solid"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_paper_and_ink_follow_the_scheme_but_paper_is_white_in_print(article, opened, scheme) -> None:
    page = opened(article.as_uri(), scheme=scheme).page
    view = page.locator(".same-story").first
    dark = sum(map(int, re.findall(r"\d+", style(view, "backgroundColor"))[:3])) < 3 * 128
    assert dark is (scheme == "dark")
    page.emulate_media(media="print")
    assert style(view, "backgroundColor") == "rgb(255, 255, 255)"
    assert page.locator(".notes li").count() > 0
    assert page.evaluate(UNFOLDED)
    assert not box(page, "tone").is_visible()


@pytest.mark.parametrize(("width", "columns"), [(WIDE, 2), (NARROW, 1)])
def test_two_articles_stand_side_by_side_where_there_is_room(built, opened, width, columns) -> None:
    page = opened(sorted((built / "articles").glob("pair-*.html"))[0].as_uri(), width).page
    assert len(style(page.locator(".columns"), "gridTemplateColumns").split()) == columns
    partner = page.locator("a.partner").first
    partner.click()
    assert page.locator(":target").count() == 1


def test_numbers_of_every_figure_lead_to_characters_that_light_up(built, opened) -> None:
    """The first number of each page of data with places: its link is followed, and what it leads to is marked and in sight."""
    page, followed = opened("about:blank").page, set()
    for path in sorted((built / "data").glob("*.html")):
        page.goto(path.as_uri())
        link = page.locator('td a[href*="#"]').first
        if link.count():
            link.click()
            assert page.locator(":target").count() == 1, path.name
            assert page.locator(":target").is_visible(), path.name
            followed.add(path.stem)
    assert {"speaker_positions", "speakers", "tone_along", "tone_targets"} <= followed
