"""A report on articles that try to be executed, in a real browser: nothing runs, nothing is fetched, nothing is written elsewhere."""

from __future__ import annotations

from pathlib import Path

import pytest

from analysis import report
from tests.hostile import hostile_table

# What a page would have done: set by every attack, or visible in the document.
DID = """() => [window.ran || 0, document.querySelectorAll('script, iframe, object, embed, base, link, form, main svg[onload]').length,
  [...document.querySelectorAll('*')].filter(e => [...e.attributes].some(a => a.name.startsWith('on'))).length,
  [...document.querySelectorAll('a[href]')].filter(a => !/^(file|data):/.test(a.href)).length]"""


@pytest.fixture(scope="module")
def hostile(tmp_path_factory) -> Path:
    """The folder of a report on hostile articles; what else lies beside it must not change."""
    place = tmp_path_factory.mktemp("hostile") / "one" / "two"
    place.mkdir(parents=True)
    (place / "table.jsonl").write_bytes(hostile_table())
    done = report.run(place / "table.jsonl", place / "report", place / "figures", jobs=2)
    written = {p.relative_to(place.parents[1]).parts[:3] for p in place.parents[1].rglob("*") if p.is_file()}
    assert {parts[2] for parts in written} <= {"table.jsonl", "report", "figures"}
    return done.index.parent


@pytest.mark.parametrize("policy", ["with the pages' policy", "without it"])
def test_nothing_runs_and_nothing_is_fetched(hostile, browser, policy) -> None:
    pages = sorted(hostile.rglob("*.html"))
    assert len(pages) > 12
    context = browser.new_context(bypass_csp=policy == "without it")
    page = context.new_page()
    dialogs, requests = [], []
    page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    page.on("request", lambda request: requests.append(request.url))
    for path in pages:
        page.goto(path.as_uri())
        assert page.url == path.as_uri()
        page.mouse.move(200, 200)
        page.keyboard.press("Tab")
        assert page.evaluate(DID) == [0, 0, 0, 0], path.name
    context.close()
    assert dialogs == []
    assert [url for url in requests if not url.startswith(("file:", "data:"))] == []
    assert "http-equiv" in (hostile / "index.html").read_text(encoding="utf-8")
