"""Quotations that go on over windows and paragraphs: hand-made statements; the sentences are made up."""

from __future__ import annotations

import pytest

from analysis import analyze, read
from analysis.quotes.attribution import Attribution
from analysis.quotes.continuing import carried_on, chained, joined, parted
from analysis.quotes.decoding import Found
from analysis.quotes.marks import outermost, pair

LONG = "and the farmers of the valley will have a way across the river again before the winter comes, with room for two carts, "


def at(text: str, part: str) -> tuple[int, int]:
    start = text.rindex(part)
    return start, start + len(part)


@pytest.mark.parametrize(
    ("text", "cue", "source"),
    [
        ('"We will mend it," Ann Lee said.\n\n"It is time."', "said", "Ann Lee"),
        ('"We will mend it," Ann Lee, the mayor of the town, said on Monday.\n\n"It is time."', "said", "Ann Lee"),
        ('"We will mend it," Ann Lee said. Then she went home and it rained for all of three days.\n\n"It is time."', "", ""),
        ('"We will mend it," Ann Lee said. "It is time."', "", ""),
        ('Ann Lee came. She said:\n\n"It is time."', "said", "She"),
        ('It rained.\n\n"It is time." — Ann Lee, mayor', "", "Ann Lee, mayor"),
        ('It rained.\n\n"It is time."\n— Ann Lee', "", "Ann Lee"),
        ('It rained.\n\n"It is time." — she went home.', "", ""),
        ('It rained.\n\n"It is time." — Ann Lee went home.', "", ""),
        (
            'Ann Lee came. Asked about the bridge, the mayor of the town told them:\n\n"It is time."',
            "told",
            "the mayor of the town",
        ),
        ('Ann Lee came. There was a list:\n\n"It is time."', "", ""),
        ('Ann Lee came. It rained: "It is time."', "", ""),
    ],
)
def test_the_source_of_the_paragraph_before(text: str, cue: str, source: str) -> None:
    told = [Attribution("a", "direct", (at(text, '"It is time."'),))]
    if "We will" in text:
        told.insert(
            0, Attribution("a", "direct", (at(text, '"We will mend it,"'),), (at(text, "said"),), (at(text, "Ann Lee"),))
        )
    last = carried_on(text, told)[-1]
    assert [text[s:e] for s, e in last.cue] == [cue][: bool(cue)]
    assert [text[s:e] for s, e in last.source] == [source][: bool(source)]


@pytest.mark.parametrize(
    ("lead", "cue", "frame"),
    [
        ("It was cold, and Ann Lee wrote:\n\n", "wrote", ("writing", "neutral", "past")),
        ("Ann Lee claimed:\n\n", "claimed", ("speech", "doubting", "past")),
    ],
)
def test_a_quotation_after_a_colon_has_the_frame_of_the_cue(lead: str, cue: str, frame: tuple[str, str, str]) -> None:
    text = f'{lead}"It is time."'
    (told,) = carried_on(text, [Attribution("a", "direct", (at(text, '"It is time."'),))])
    assert (text[slice(*told.cue[0])], told.sort, told.stance, told.tense) == (cue, *frame)
    assert text[slice(*told.source[0])] in ("Ann Lee", "and Ann Lee")


@pytest.mark.parametrize("kind", ["direct", "mixed", "indirect"])
def test_a_quotation_after_a_quotation_has_its_frame(kind: str) -> None:
    text = '"We will mend it," Ann Lee wrote.\n\n"It is time."'
    spans = (at(text, '"We will mend it,"'),), (at(text, "wrote"),), (at(text, "Ann Lee"),)
    first = Attribution("a", kind, *spans, sort="writing", stance="promising", tense="past")
    second = Attribution("a", "direct", (at(text, '"It is time."'),))
    told = carried_on(text, [first, second])[1]
    assert (told.sort, told.stance, told.tense) == (
        ("writing", "promising", "past") if kind != "indirect" else (second.sort, second.stance, second.tense)
    )
    assert (told.source == first.source) == (kind != "indirect")


def test_what_is_no_quotation_of_its_own_stays_without_a_source() -> None:
    text = '"We will mend it," Ann Lee said.\n\nIt is time.'
    first = Attribution("a", "direct", ((0, 18),), (at(text, "said"),), (at(text, "Ann Lee"),))
    second = Attribution("a", "indirect", (at(text, "It is time"),))
    assert carried_on(text, [first, second])[1] == second


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        ([Found([(10, 40)], [(5, 9)], [], 0.9), Found([(40, 60)], [], [], 0.4)], [[(10, 60)]]),  # the parts of two windows
        ([Found([(11, 40)], [(5, 9)], [], 0.9)], [[(11, 60)]]),  # the next window took the rest for nobody's
        ([Found([(30, 60)], [(5, 9)], [], 0.9)], [[(30, 60)]]),  # its beginning is not content
        ([Found([(10, 60)], [(5, 9)], [], 0.9), Found([(70, 90)], [], [], 0.4)], [[(10, 60)], [(70, 90)]]),
        ([Found([(0, 4)], [(5, 9)], [], 0.9), Found([(12, 60)], [], [], 0.4)], [[(0, 4)], [(12, 60)]]),
    ],
)
def test_a_stretch_read_in_parts(found: list[Found], expected: list[list[tuple[int, int]]]) -> None:
    assert [f.content for f in joined(found, [(10, 60), (70, 90)])] == expected


CHAIN = '"One," Ann Lee said. "Two.\n\n"Three.\n\n"Four."\n\n"Five," Tom Fox said.'


@pytest.mark.parametrize(
    ("text", "first", "second", "expected"),
    [
        (CHAIN, ["One", "Two"], ["Three", "Four", "Five"], [["One", "Two", "Three", "Four"], ["Five"]]),
        (CHAIN, ["One", "Two", "Three"], ["Four", "Five"], [["One", "Two", "Three", "Four"], ["Five"]]),
        (CHAIN, ["One", "Two"], ["Three", "Four"], [["One", "Two", "Three", "Four"]]),  # nothing is left of the second
        (CHAIN, ["One"], ["Three", "Four", "Five"], [["One"], ["Three", "Four", "Five"]]),  # nobody said "Two."
        (CHAIN.replace('"Two.', '"Two."'), ["One", "Two"], ["Three", "Four"], [["One", "Two"], ["Three", "Four"]]),  # closed
        (CHAIN.replace('Two.\n\n"', 'Two.\n\nSo "'), ["One", "Two"], ["Three"], [["One", "Two"], ["Three"]]),
        (CHAIN.replace('"Three.\n\n', ""), ["One", "Two"], ["Four", "Five"], [["One", "Two", "Four"], ["Five"]]),
        (CHAIN.replace('"Three.\n\n"Four."\n\n', ""), ["One", "Two"], ["Five"], [["One", "Two"], ["Five"]]),  # a cue of its own
    ],
)
def test_a_quotation_reopened_at_each_paragraph_stays_with_its_source(
    text: str, first: list[str], second: list[str], expected: list[list[str]]
) -> None:
    cues = (text.index("said"), text.rindex("said"))
    found = [
        Found([at(text, word) for word in words], [(cue, cue + 4)], [], 0.9)
        for words, cue in zip((first, second), cues, strict=True)
    ]
    assert [[text[s:e] for s, e in f.content] for f in chained(text, found, pair(text))] == expected


def test_a_quotation_that_is_told_behind_its_second_paragraph_is_left_to_the_encoder() -> None:
    text = '"One.\n\n"Two."\n\nIt rained, Ann Lee said. "Three," Tom Fox said.'
    cues = (text.index("said"), text.rindex("said"))
    found = [Found([at(text, word)], [(cue, cue + 4)], [], 0.9) for word, cue in zip(("One", "Two"), cues, strict=True)]
    assert chained(text, found, pair(text)) == found


def test_a_quotation_longer_than_a_window_is_one_statement() -> None:
    quotation = f'"We will mend it {LONG * 8}and then we will rest."'
    text = f"Council to mend bridge\n\nThe old bridge has been closed since the flood.\n\nThe governor said, {quotation}"
    story = analyze(read([text]))
    (own,) = story.quotes
    assert [(text[s:e], a.kind, text[slice(*a.source[0])]) for a in own.attributions for s, e in a.content] == [
        (quotation, "direct", "The governor")
    ]


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("“It rained,” Lee said.\n\n“It rained on.”", True),
        ("“It rained.”\n\n“It rained on.”\n\nHe left, Lee said.", True),
        ("“It rained,” Lee said.\n\nFox disagreed.\n\n“It rained on.”", False),  # a paragraph of nobody's words between
        ("“It rained,” Lee said.\n\n“It rained on.” — Ann Fox", False),  # it is signed
        ("“It rained,” Lee said.\n\nFox: “It rained on.”", False),  # it does not open its paragraph
        ("“It rained,” Lee said. Then “It rained on.”", True),
    ],
)
def test_quoted_words_of_another_paragraph_stay_only_where_a_reader_would_take_them_so(text, kept):
    quoted, cue = text.index("“It rained on"), text.index("Lee said") + 4
    found = Found([(quoted, text.index("”", quoted) + 1)], [(cue, cue + 4)], [(cue - 4, cue - 1)], 0.9)
    told = parted(text, [found], outermost(pair(text)))
    assert [bool(f.cue) for f in told] == [kept]
