"""Quotation marks, however badly typed: what is paired, what is an apostrophe, and that it stays quick."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.quotes.marks import outermost, pair

CASES = {
    "straight": ('He said "no" twice.', ['"no"']),
    "curly": ("He said “no” twice.", ["“no”"]),
    "single": ("He said 'no, never' twice.", ["'no, never'"]),
    "doubled single": ("''Yes,'' he said. ''No.''", ["''Yes,''", "''No.''"]),
    "low and high": ("Er sagte „nein“ dazu.", ["„nein“"]),
    "angled": ("Il a dit « non » hier.", ["« non »"]),
    "opened single, closed double": ("'Well,\" she said.", ["'Well,\""]),
    "opened double, closed single": ("\"It is over.' They left.", ["\"It is over.'"]),
    "closed by an opening mark": ("the so-called “reset“ of ties", ["“reset“"]),
    "apostrophes are no marks": ("The '90s weren't the voters' best years, 'em said.", []),
    "a plural before the closing mark": ("'a range of bilateral issues' including trade", ["'a range of bilateral issues'"]),
    "a plural inside": ("'the voters' rights bill,' he said", ["'the voters' rights bill,'"]),
    "feet and inches": ('He is 6\'2" tall and said "no".', ['"no"']),
    "open to the end of its line": ("“We begin here.\n\n“We end here.”", ["“We begin here.", "“We end here.”"]),
    "a stray closing mark": ("It ended.” He said “no” again.", ["“no”"]),
    "broken by the speaker": ('"Come," he said, "and see."', ['"Come,"', '"and see."']),
    "after a dash": ("Then—“now”—he spoke.", ["“now”"]),
    "in brackets": ('(the "quiet" one)', ['"quiet"']),
    "a bad mark spoils its own line only": ('The " sign.\nHe said "no".', ['"no"']),
}


@pytest.mark.parametrize(("text", "stretches"), CASES.values(), ids=CASES.keys())
def test_pairs(text: str, stretches: list[str]) -> None:
    assert [text[s.start : s.end] for s in outermost(pair(text))] == stretches


def test_depth_counts_the_stretches_around() -> None:
    text = "“He told me, ‘Go home,’ and I went.”"
    outer, inner = pair(text)
    assert (text[slice(*inner.inner)], inner.depth, outer.depth) == ("Go home,", 1, 0)


def test_inner_leaves_the_marks_out_and_keeps_the_end_of_an_open_stretch() -> None:
    (stretch,) = pair("''We go on")
    assert ("''We go on"[slice(*stretch.inner)], stretch.closed) == ("We go on", False)


@given(st.text(alphabet="ab .,\n\"'“”‘’«»", max_size=80))
def test_any_text_gives_ordered_stretches_inside_their_line(text: str) -> None:
    found = pair(text)
    assert [s.start for s in found] == sorted(s.start for s in found)
    for s in found:
        assert 0 <= s.start < s.end <= len(text)
        assert "\n" not in text[s.start : s.end]
        assert s.start <= s.inner[0] <= s.inner[1] <= s.end


@given(st.text(alphabet="ab .,\n\"'“”‘’«»", max_size=60))
def test_a_line_does_not_change_the_next(text: str) -> None:
    alone = [(s.start, s.end) for s in pair('He said "no".')]
    after = [(s.start - len(text) - 1, s.end - len(text) - 1) for s in pair(text + '\nHe said "no".') if s.start > len(text)]
    assert after == alone


@pytest.mark.parametrize(("unit", "stretches"), [('"a" ', 20_000), ("“a ", 1)])
def test_a_long_line_of_marks_is_read_to_its_end(unit: str, stretches: int) -> None:
    assert len(pair(unit * 20_000)) == stretches
