"""The report in a real browser, without a net: as wide as a telephone and as a desk, light and dark, and open to everyone."""

from __future__ import annotations

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
