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
    "open to the end, with another inside": (
        "“She said ‘no’ and left.\n\n“That is all.”",
        ["“She said ‘no’ and left.", "“That is all.”"],
    ),
    "open, with another of double marks behind": ("“She said no and left. “That is all.”", ["“That is all.”"]),
    "a plural possessive behind a scare quote": ("Ferry 'heroes' rescue twins' dog", ["'heroes'"]),
    "two of them inside": (
        "'The drivers' and riders' strike is over,' he said",
        ["'The drivers' and riders' strike is over,'"],
    ),
    "a possessive before a capital": ("'It was James' Ferry that sank,' he said", ["'It was James' Ferry that sank,'"]),
    "clipped words inside": ("'I'm goin' home, y'all,' he said", ["'I'm goin' home, y'all,'"]),
    "a decade with the wrong apostrophe": ("‘Back in the ‘90s we rowed,’ he said", ["‘Back in the ‘90s we rowed,’"]),
    "rock ‘n’ roll": ("Rock ‘n’ roll is 'here'", ["'here'"]),
    "single marks open again": (
        "She said: 'It's late. The drivers' boat sank.\n\n'We wait.\n'So do they.'",
        ["'It's late. The drivers' boat sank.", "'We wait.", "'So do they.'"],
    ),
    "single marks open another line": ("'Tis late, she said.\n'No,' he said.", ["'No,'"]),
    "a stray closing mark": ("It ended.” He said “no” again.", ["“no”"]),
    "broken by the speaker": ('"Come," he said, "and see."', ['"Come,"', '"and see."']),
    "after a dash": ("Then—“now”—he spoke.", ["“now”"]),
    "in brackets": ('(the "quiet" one)', ['"quiet"']),
    "a bracket before": ('("No")', ['"No"']),
    "a comma before": ('He said,"No." Then he left.', ['"No."']),
    "inside words": ('pre"war"time', ['"war"']),
    "backticks open": ("``Yes,'' he said.", ["``Yes,''"]),
    "a backtick is no mark": ("He said `no` twice.", []),
    "two closing marks for one": ("’’Yes,’’ he said.", ["’’Yes,’’"]),
    "opened by a closing mark": ("He said ”no” twice.", ["”no”"]),
    "angled the other way": ("»Nein«, he said.", ["»Nein«"]),
    "angled, with spaces, before a comma": ("« Non », dit-il. « Oui », dit-elle.", ["« Non »", "« Oui »"]),
    "angled, with spaces, at a sentence's end": (
        "«\u00a0Non\u00a0». Il dit «\u00a0oui\u00a0».",
        ["«\u00a0Non\u00a0»", "«\u00a0oui\u00a0»"],
    ),
    "angled, with spaces, inside one another": ("« Il a dit « non » hier », dit-elle.", ["« Il a dit « non » hier »"]),
    "angled, with spaces, in brackets": ("Un mot (« non »), et « oui ».", ["« non »", "« oui »"]),
    "angled, with spaces, a stray one": ("Non », dit-il. « Oui », dit-elle.", ["« Oui »"]),
    "curly, with spaces, before a comma": ("“ No ”, he said. “ Yes ”.", ["“ No ”", "“ Yes ”"]),
    "angled the other way, twice": ("»Nein«, sagte er. »Ja«, sagte sie.", ["»Nein«", "»Ja«"]),
    "side by side": ("“No”“Yes”", ["“No”", "“Yes”"]),
    "an apostrophe after a quotation": ("'What\" he asked. It's 'fine' now.", ["'What\"", "'fine'"]),
    "clipped words and decades": ("'tis rock 'n' roll of the '80s, he 'said' so", ["'said'"]),
    "words after feet and inches": ("At 5'10\" he 'ran' off.", ["'ran'"]),
    "a single mark never closed": ("'What he asked", []),
    "a single mark inside an open quotation": ("“He said ‘no.", ["“He said ‘no."]),
    "a single mark that ends no sentence": ("“no’ then", ["“no’ then"]),
    "opened double, closed single, then single": ("\"yes.' Then 'no'", ["\"yes.'", "'no'"]),
    "a comma before the wrong mark, a proper one behind": ("“It rained,’ he said. ‘Then “no” came.", ["“It rained,’", "“no”"]),
    "a possessive before a quotation": ("the dogs’ “bowl”", ["“bowl”"]),
    "a possessive in capitals": ("the VOTERS' rights 'bill' here", ["'bill'"]),
    "alone between spaces": ('He said " no " twice.', []),
    "an opening mark and nothing behind it": ("He left. “ ", []),
    "open behind a closed one": ('"A" "B', ['"A"', '"B']),
    "a space slipped before the closing mark": ('"Yes, "he said, "no."', ['"Yes, "', '"no."']),
    "a space slipped, and no more marks": ('He said: "Yes. "Then he left.', ['"Yes. "']),
    "a quotation inside one is none that slipped": (
        '"He told me, "Go home," and I went."',
        ['"He told me, "Go home," and I went."'],
    ),
    "a space before the closing mark and a full stop": ("\"the year of 'no' \".", ["\"the year of 'no' \""]),
    "a mark opens before an ellipsis or a number": ('"no" and "...yes" and ".5"', ['"no"', '"...yes"', '".5"']),
    "nothing but a full stop is no quotation": ('He said " yes ".', []),
    "a lone mark inside a word": ('The word"word stands here.', []),
    "a lone mark between a comma and a word": ('He said,"No, and we go on', ['"No, and we go on']),
    "a bad mark spoils its own line only": ('The " sign.\nHe said "no".', ['"no"']),
}


@pytest.mark.parametrize(("text", "stretches"), CASES.values(), ids=CASES.keys())
def test_pairs(text: str, stretches: list[str]) -> None:
    assert [text[s.start : s.end] for s in outermost(pair(text))] == stretches


def test_depth_counts_the_stretches_around() -> None:
    text = "“He told me, ‘Go home,’ and I went.”"
    outer, inner = pair(text)
    assert (text[slice(*inner.inner)], inner.depth, outer.depth) == ("Go home,", 1, 0)


@pytest.mark.parametrize(
    ("text", "stretches"),
    [
        ("“She said ‘no’ and left.", [("She said ‘no’ and left.", 0), ("no", 1)]),
        ("‘They said “no”’", [("They said “no”", 0), ("no", 1)]),  # both end at the same mark
        ('""No" he said"', [('"No" he said', 0), ("No", 1)]),
        ("'A \"B 'C' D\" E'", [("A \"B 'C' D\" E", 0), ("B 'C' D", 1), ("C", 2)]),
        ("‘A “B ‘C’ D” E’, “F ‘G’”", [("A “B ‘C’ D” E", 0), ("B ‘C’ D", 1), ("C", 2), ("F ‘G’", 0), ("G", 1)]),
        ("'A \"B 'C' D\" E", [("B 'C' D", 0), ("C", 1)]),  # the first was an apostrophe
        ("“A” “B ‘C’”", [("A", 0), ("B ‘C’", 0), ("C", 1)]),
        ("“A “B” C”", [("A “B” C", 0), ("B", 1)]),
        ("‘‘A’’ ''B''", [("A", 0), ("B", 0)]),  # marks of two characters
        ("\n  ''We go on", [("We go on", 0)]),
        ("No.\n“We go on  ", [("We go on", 0)]),
    ],
)
def test_words_between_the_marks_and_depth(text: str, stretches: list[tuple[str, int]]) -> None:
    assert [(text[slice(*s.inner)], s.depth) for s in pair(text)] == stretches


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
