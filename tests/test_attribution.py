"""Statements, found and reconciled with the marks. The sentences are made up; the measured figures stand in docs/attribution.md."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis import analyze, read
from analysis.articles import Article, Paragraph
from analysis.paths import ROOT
from analysis.quotes import attribution
from analysis.quotes.attribution import Attribution
from analysis.quotes.decoding import Found
from analysis.quotes.marks import Stretch, pair
from analysis.quotes.spans import Spans
from analysis.reading import read_article

BRIDGE = "The old bridge over the river has been closed since the flood of March, and the way round it is long and steep."


def statements(*paragraphs: str) -> list[tuple[str, str, str, str]]:
    """(kind, content, source, speakers' names) of every statement in the body."""
    story = analyze(read(["\n\n".join(["Council to mend bridge", BRIDGE, *paragraphs])]))
    text, names = story.readings[0].article.text, {i: e.name for i, e in story.identities.entities.items()}
    (quotes,) = story.quotes
    return [
        (
            a.kind,
            " / ".join(text[s:e] for s, e in a.content),
            " / ".join(text[s:e] for s, e in a.source),
            ";".join(names[s] for s in a.speakers),
        )
        for a in quotes.attributions
    ]


@pytest.mark.parametrize(
    ("paragraph", "expected"),
    [
        (
            '"We will mend the bridge before the winter comes," Mayor Ann Lee said.',
            ("direct", '"We will mend the bridge before the winter comes,"', "Mayor Ann Lee", "Ann Lee"),
        ),
        (
            "Mayor Ann Lee said the bridge would be open before the winter.",
            ("indirect", "the bridge would be open before the winter", "Mayor Ann Lee", "Ann Lee"),
        ),
        (
            "According to Mayor Ann Lee, the bridge will be open before the winter.",
            ("indirect", "the bridge will be open before the winter", "Mayor Ann Lee", "Ann Lee"),
        ),
        (
            '"We will mend the bridge," said Mayor Ann Lee, "and we will do it before the winter."',
            (
                "direct",
                '"We will mend the bridge," / "and we will do it before the winter."',
                "Mayor Ann Lee",
                "Ann Lee",
            ),
        ),
        (
            'Mayor Ann Lee said the delay was "a disgrace" and that the bridge would be mended.',
            ("mixed", 'the delay was "a disgrace" and that the bridge would be mended', "Mayor Ann Lee", "Ann Lee"),
        ),
    ],
    ids=["direct", "indirect", "according to", "broken", "mixed"],
)
def test_a_statement(paragraph: str, expected: tuple[str, str, str, str]) -> None:
    assert expected in statements(paragraph)


def test_the_examples_of_the_docs_are_found_as_they_stand_there() -> None:
    lines = (ROOT / "docs" / "attribution.md").read_text(encoding="utf-8").split("\n\n")[3].splitlines()[2:]
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    lead = "The ferry was late again on Monday, and nobody in the town was surprised by it any more."
    text = "\n\n".join(["Ferry late again", lead, *(row[0] for row in rows)])
    (quotes,) = analyze(read([text])).quotes
    found = [[" … ".join(text[s:e] for s, e in spans) for spans in (a.content, a.cue, a.source)] for a in quotes.attributions]
    assert found == [[*parts[:2], "" if parts[2].startswith("none") else parts[2]] for _, *parts in rows]


def test_a_pronoun_is_the_one_who_spoke_before() -> None:
    found = statements(
        "Mayor Ann Lee said the bridge would be open before the winter.",
        '"There is no other way across the river for the farmers," she said.',
    )
    assert [who for *_, who in found] == ["Ann Lee", "Ann Lee"]


def test_two_people_may_speak_as_one() -> None:
    found = statements("Mayor Ann Lee and Governor Tom Fox said the bridge would be open before the winter.")
    assert found[0][3] == "Ann Lee;Tom Fox"


def test_a_title_is_no_statement_and_an_article_without_speech_has_none() -> None:
    assert statements("The bridge was built in 1912 from stone and iron.") == []


def test_furniture_is_not_read() -> None:
    found = statements("It rained all day in the valley and the river rose again.", "Sign up for our newsletter, he said")
    assert found == []


@settings(max_examples=15, deadline=None)
@given(st.text(alphabet="ab \n.,\"'“”‘’—said Kerry", min_size=1, max_size=200))
def test_any_text_gives_spans_inside_it(text: str) -> None:
    article = "Council to mend bridge\n\n" + BRIDGE + "\n\n" + text
    story = analyze(read([article]))
    for table in (story.spans, story.quoted, story.mentions):
        assert ((table["start"] >= 0) & (table["start"] < table["end"]) & (table["end"] <= len(article))).all()


def test_the_same_text_gives_the_same_answer_beside_other_texts() -> None:
    one = 'Mayor Ann Lee said the bridge was "a disgrace" and would be mended.\n\n' + BRIDGE
    alone = analyze(read([one])).attributions
    beside = analyze(read([BRIDGE * 5, one])).attributions
    own = beside[beside["article_id"] == "text-001"].reset_index(drop=True)
    columns = [c for c in alone.columns if c != "article_id"]
    assert alone[columns].equals(own[columns])


def test_spans_lose_the_commas_at_their_ends_and_empty_ones_go() -> None:
    text = "said , he , and"
    assert attribution._trimmed(text, [(0, 6), (5, 7), (7, 10)]) == ((0, 4), (7, 9))
    assert attribution._trimmed(" : as he said; ", [(0, 15)]) == ((3, 13),)


def test_two_processes_give_the_tables_of_one() -> None:
    corpus = read([BRIDGE, "Mayor Ann Lee said the bridge would be open.\n\n" + BRIDGE, BRIDGE + " It rained."])
    one, two = analyze(corpus), analyze(corpus, jobs=2)
    for name in ("attributions", "spans", "quoted", "entities", "mentions"):
        assert getattr(one, name).equals(getattr(two, name)), name


TEXT = 'Ann Lee said the bridge is "old". Nobody knows why. It rained.'
STARTS = [0, 34, 52]  # of the sentences


def part(words: str) -> tuple[int, int]:
    at = TEXT.index(words)
    return at, at + len(words)


QUOTE = Spans([part('"old"')])


@pytest.mark.parametrize(
    ("content", "cue", "kept"),
    [
        (["the bridge is", "Nobody knows"], ["said"], ["the bridge is"]),  # a paraphrase stays in the sentence of its cue
        (["Nobody knows", "It rained"], ["said", "rained"], ["It rained"]),
        (["Nobody knows why. It"], ["rained"], ["Nobody knows why. It"]),  # begins before, ends in it
        (['"old". Nobody', "Nobody knows"], ["rained"], ['"old". Nobody']),  # quoted words go on farther
        (["Nobody knows"], ["why. It"], ["Nobody knows"]),  # a cue in two sentences
        (["It rained"], ["why. It"], ["It rained"]),
        (["Nobody knows why."], ["rained"], []),  # up to the last character of the sentence before
        (["Nobody knows"], ['is "old".'], []),  # a cue that ends its sentence
        (["the bridge", "Nobody knows"], [], ["the bridge", "Nobody knows"]),
    ],
)
def test_a_paraphrase_stands_beside_its_cue(content: list[str], cue: list[str], kept: list[str]) -> None:
    found = Found([part(w) for w in content], [part(w) for w in cue], [], 0.9)
    assert attribution._beside(found, STARTS, QUOTE) == [part(w) for w in kept]


@pytest.mark.parametrize(
    ("content", "cue", "source", "certainty", "plausible"),
    [
        ("the bridge is", "said", "Ann Lee", 0.5, True),
        ("the bridge is", "said", "", 0.9, True),  # sure enough without a source
        ("the bridge is", "said", "", 0.89, False),
        ('"old"', "said", "", 0.5, True),  # quoted
        ('"old"', "", "", 0.5, True),
        ("the bridge is", "", "Ann Lee", 0.99, False),  # neither a cue nor a mark
        ("the", "said", "Ann Lee", 0.99, False),
        ("It", "said", "Ann Lee", 0.99, False),  # a small word with a capital
        ("the / It", "said", "Ann Lee", 0.99, False),
        ("the / Nobody", "said", "Ann Lee", 0.5, True),
        ('Nobody / "old"', "", "", 0.5, True),  # one of two parts is quoted
        ("the bridge is", 'is "old', "Ann Lee", 0.99, False),
        # No reporting word, and a thing for a content, no clause: only where it is sure.
        ("Nobody", "rained", "Ann Lee", 0.87, False),
        ("Nobody", "rained", "Ann Lee", 0.88, True),
        ("the bridge is", "rained", "Ann Lee", 0.5, True),
        ("bridge / is", "rained", "Ann Lee", 0.5, True),
        ("It rained", "why", "Ann Lee", 0.5, True),
        ("Nobody", "why / said", "Ann Lee", 0.5, True),
        ("Nobody", "said", "Ann Lee", 0.5, True),
    ],
)
def test_what_nothing_but_a_guess_supports_is_left_out(
    content: str, cue: str, source: str, certainty: float, plausible: bool
) -> None:
    found = Found(*([part(w) for w in words.split(" / ") if w] for words in (content, cue, source)), certainty)
    assert attribution._plausible(found, TEXT, QUOTE) is plausible


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("Ann Lee called for a new bridge", "urging"),
        ("Ann Lee called forests a bridge", "neutral"),
        ("Ann Lee called a bridge for it", "neutral"),
        ("Ann Lee called", "neutral"),
    ],
)
def test_a_preposition_that_the_model_leaves_to_the_content_counts_for_the_stance(text: str, stance: str) -> None:
    found = Found([(14, len(text))] if len(text) > 14 else [(0, 3)], [(8, 14)], [(0, 7)], 0.9)
    assert attribution._attribution(Article("a", text), found, [], Spans(()), attribution.model.load()).stance == stance


@pytest.mark.parametrize(
    ("source", "cue", "kept"),
    [
        ([(0, 9)], [(10, 14)], [(0, 9)]),
        ([(0, 30)], [(10, 14)], [(0, 20)]),  # the sentences begin at 0, 20 and 40
        ([(0, 30)], [(32, 36)], [(20, 30)]),
        ([(0, 50)], [(22, 26)], [(20, 40)]),
        ([(0, 30)], [], [(0, 20)]),
        ([(22, 30), (38, 45)], [(2, 6)], [(22, 30), (38, 40)]),
        ([], [(2, 6)], []),
    ],
)
def test_a_source_ends_with_its_sentence(source, cue, kept) -> None:
    assert attribution._in_sentence(Found([(0, 5)], cue, source, 0.9), [0, 20, 40]) == kept


@pytest.mark.parametrize(
    ("source", "cue", "tense"),
    [
        ("Ann Lee's", "claim", "noun"),
        ("The officials’", "hopes", "noun"),
        ("Her", "view is", "noun"),
        ("Ann Lee", "claims", "present"),
        ("She's", "saying", "participle"),
    ],
)
def test_what_belongs_to_a_source_is_a_noun(source: str, cue: str, tense: str) -> None:
    text = f"{source} {cue} that it rained"
    end = len(source) + 1 + len(cue)
    found = Found([(end + 1, len(text))], [(len(source) + 1, end)], [(0, len(source))], 0.9)
    assert attribution._attribution(Article("a", text), found, [], Spans(()), attribution.model.load()).tense == tense


@pytest.mark.parametrize(
    ("cue", "content", "lemma", "stance"),
    [
        ("declined", "to comment", "comment", "neutral"),  # neither said nor denied
        ("has refused", "to say who paid", "say", "neutral"),
        ("refused", "to sign the bill", "refuse", "denying"),  # no act of speech
        ("declined", "the offer", "decline", "denying"),
        ("said", "to comment", "say", "neutral"),
        ("pleaded", "not guilty to theft", "plead", "denying"),
        ("pleaded", "guilty to theft", "plead", "conceding"),
        ("found", "guilty the thief", "find", "neutral"),
    ],
)
def test_a_cue_goes_on_where_the_model_ends_it_early(cue: str, content: str, lemma: str, stance: str) -> None:
    text = f"Ann Lee {cue} {content}"
    goes_on = attribution._cue_goes_on(cue, text, len("Ann Lee ") + len(cue))
    framed = attribution.frame(cue + goes_on)
    assert (framed.lemma, framed.stance) == (lemma, stance)


@pytest.mark.parametrize(
    ("span", "expected"),
    [
        ("old", '"old"'),
        ('"old', '"old"'),
        ('old"', '"old"'),
        ('is "old', 'is "old"'),
        ("is ", "is "),
        ("ol", '"old"'),  # all but one letter, mostly a comma
        ("o", '"o'),  # up to the middle of a stretch: its first mark alone
        ("ld", 'ld"'),
        ("the bridge", "the bridge"),
        ('"', '"'),
    ],
)
def test_quoted_words_take_their_marks_with_them(span: str, expected: str) -> None:
    stretches = pair(TEXT)
    places = Spans((s.start, s.end) for s in stretches)
    assert attribution._with_marks(part(span), stretches, places) == part(expected)


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (['"old"'], "direct"),
        (['is "old"'], "mixed"),
        (["the bridge"], "indirect"),
        (["the bridge", '"old"'], "mixed"),
        (['that "old"'], "direct"),  # a joining word paraphrases nothing
        (['But "old"'], "direct"),
        (['and "old" and'], "direct"),
        (['that it "old"'], "mixed"),
        (['is "'], "indirect"),  # of the stretch only the mark
        ([], "indirect"),
    ],
)
def test_a_statement_is_of_the_kind_of_its_words(content: list[str], kind: str) -> None:
    text = 'the bridge is "old" that "old" But "old" and "old" and that it "old"'
    spans = [(text.index(w), text.index(w) + len(w)) for w in content]
    assert attribution._kind(text, spans, Spans((s.start, s.end) for s in pair(text))) == kind


ALONE = "“We will mend the bridge before winter.”"


@pytest.mark.parametrize(
    ("paragraph", "covered", "found"),
    [
        (ALONE, False, True),
        (ALONE, True, False),
        (f"He said: {ALONE}", False, True),  # two words beside it
        (f"Then he said: {ALONE}", False, False),
        ("“We will mend it.”", False, False),  # four words
        ("“We will mend it today.”", False, True),
        ("Then he said twice: “We will mend the bridge", False, True),  # goes on in the next paragraph
    ],
)
@pytest.mark.parametrize("role", ["body", "headline"])
def test_a_long_quotation_alone_is_somebodys(paragraph: str, covered: bool, found: bool, role: str) -> None:
    text = f"Nobody knows why it rained today.\n{paragraph}"
    lines = (Paragraph(0, 33, "body"), Paragraph(34, len(text), role))
    article, (stretch,) = Article("a", text, paragraphs=lines), pair(text)
    told = [Attribution("a", "direct", ((stretch.start + 3, stretch.start + 9),))] if covered else []
    result = attribution._going_on(article, [stretch], told, attribution._Roles(article))
    expected = Attribution("a", "direct", ((stretch.start, stretch.end),), rule="marks", confidence=0.5)
    assert result == ([expected] if found and role == "body" else [])


def test_of_several_quotations_each_that_nobody_told_is_somebodys() -> None:
    """The first is short, the second told, the third and the fourth are not, and words behind them are another paragraph's."""
    quoted = ["“Not now.”", "“It will be open again by the spring.”", ALONE, "“And we will mend the road as well.”"]
    text = "\n".join([*quoted, "It rained all day in the valley."])
    spans = [(text.index(line), text.index(line) + len(line)) for line in text.split("\n")]
    article = Article("a", text, paragraphs=tuple(Paragraph(s, e, "body") for s, e in spans))
    told = [Attribution("a", "direct", spans[1:2])]
    found = attribution._going_on(article, pair(text), told, attribution._Roles(article))
    assert [a.content for a in found] == [(span,) for span in spans[2:4]]


@pytest.mark.parametrize(
    ("at", "role"),
    [
        (0, "headline"),
        (2, "headline"),
        (5, "headline"),
        (6, "kicker"),
        (8, "kicker"),
        (11, "kicker"),
        (12, "body"),
        (40, "body"),
    ],
)
def test_the_role_at_a_character_is_that_of_the_line_begun_last(at: int, role: str) -> None:
    lines = (Paragraph(2, 5, "headline"), Paragraph(6, 9, "kicker"), Paragraph(12, 15, "body"))
    assert attribution._Roles(Article("a", " " * 20, paragraphs=lines))(at) == role
    assert attribution._Roles(Article("a", " " * 20))(at) == "body"


@pytest.mark.parametrize(
    ("text", "content", "page", "role"),
    [
        ("Ann Lee said: “Never.”", "“Never.”", "body", "speech"),  # one word, but all that she says
        ("Ann Lee said it was a “Disgrace” to all.", "it was a “Disgrace” to all", "body", "label"),
        ("Ann Lee said it was a “disgrace” to all.", "it was a “disgrace” to all", "body", "speech"),
        ("Ann Lee saw a “disgrace” in it.", "", "body", "label"),
        ("So “we will mend the bridge”.", "", "body", "speech"),
        ("Ann Lee said: “Never.”", "“Never.”", "headline", "headline"),
    ],
)
def test_the_role_of_a_stretch_depends_on_the_statement_that_holds_it(text: str, content: str, page: str, role: str) -> None:
    article, (stretch,) = Article("a", text, paragraphs=(Paragraph(0, len(text), page),)), pair(text)
    start = text.index(content)
    told = [Attribution("a", "indirect", ((start, start + len(content)),))] if content else []
    places = Spans([(stretch.start, stretch.end)])
    assert attribution._role(article, stretch, attribution._Holding(told), attribution._Roles(article), places) == role


@pytest.mark.parametrize(
    ("text", "parts", "roles"),
    [
        ("“No,” Ann Lee said. “We wait.”", ["“No,”", "“We wait.”"], ["speech", "speech"]),  # all that she says is quoted
        ("Ann Lee says it is “No” or “Never” here.", ["it is “No” or “Never” here"], ["label", "label"]),
        ("Ann Lee calls them “Slow” and “Late”.", ["“Slow” and “Late”"], ["label", "label"]),
    ],
)
def test_a_word_is_direct_speech_where_all_parts_of_a_statement_are(text: str, parts: list[str], roles: list[str]) -> None:
    article, stretches = Article("a", text, paragraphs=(Paragraph(0, len(text), "body"),)), pair(text)
    told = [Attribution("a", "indirect", tuple((text.index(part), text.index(part) + len(part)) for part in parts))]
    places = Spans((s.start, s.end) for s in stretches)
    found = [attribution._role(article, s, attribution._Holding(told), attribution._Roles(article), places) for s in stretches]
    assert found == roles


@pytest.mark.parametrize(
    ("role", "told", "quoted"),
    [("speech", (0, 9), True), ("headline", (0, 9), True), ("headline", (0, 8), False), ("headline", (20, 25), False)],
)
def test_words_in_a_headline_are_somebodys_where_a_statement_holds_them_whole(role, told, quoted: bool) -> None:
    article = attribution.Quotes("a", (attribution.Quoted(2, 9, role),), (Attribution("a", "direct", (told,)),))
    assert article.speech.hold(3) is (quoted or role == "speech")


def test_a_headline_of_quoted_words_alone_is_direct() -> None:
    (story,) = analyze(read(["Mayor: “We will mend the bridge”\n\n" + BRIDGE])).quotes
    assert [(a.kind, a.source) for a in story.attributions] == [("direct", ((0, 5),))]
    assert [q.role for q in story.quoted] == ["headline"]


@pytest.mark.parametrize(
    ("content", "source", "only"),
    [
        ("“Slow”", "Ann Lee", True),
        ("a boat “Slow”", "", True),
        ("a boat “Slow”", "Ann Lee", False),
        ("a boat “Slow” “is late”", "", False),
        ("is new", "", False),
    ],
)
def test_a_name_is_no_statement(content: str, source: str, only: bool) -> None:
    text = "Ann Lee is new, a boat “Slow” “is late”"
    spans = [((text.index(part), text.index(part) + len(part)),) for part in (content, source)]
    told = Attribution("a", "indirect", spans[0], source=spans[1] if source else ())
    names, speech = (Spans([(s.start, s.end)]) for s in pair(text))
    assert attribution._only_names(text, told, names, speech) is only


@pytest.mark.parametrize("first", ["headline", "furniture"])
def test_what_is_not_read_is_blank_and_offsets_stay(first: str) -> None:
    text = "Bridge\nBy Ann\nIt rained.\nMore here"
    roles = (first, "furniture", "body", "furniture")
    lines, at = [], 0
    for line, role in zip(text.split("\n"), roles, strict=True):
        lines.append(Paragraph(at, at + len(line), role))
        at += len(line) + 1
    top = "Bridge" if first == "headline" else " " * 6
    assert attribution._masked(Article("a", text, paragraphs=tuple(lines))) == f"{top}\n      \nIt rained.\n         "


def test_turns_stand_for_the_statements_in_them() -> None:
    """A letter alone names nobody, two may."""
    text = "JO: Why were you late?\nQ: I was ill, as I said.\nJO: And now?\nIt rained, he said."

    def span(words: str, behind: int = 0) -> tuple[int, int]:
        at = text.index(words, behind)
        return at, at + len(words)

    lines = tuple(Paragraph(*span(line), "body") for line in text.split("\n"))
    *inside, outside = (Attribution("a", "indirect", (span(words),)) for words in ("Q: I was", "I was ill", "It rained"))
    found = attribution._with_turns(Article("a", text, paragraphs=lines), [*inside, outside])
    turns = [("Why were you late?", (span("JO"),)), ("I was ill, as I said.", ()), ("And now?", (span("JO", 5),))]
    own = [Attribution("a", "direct", (span(w),), source=who, rule="transcript", confidence=0.5) for w, who in turns]
    assert found == [*own, outside]


def test_the_statement_of_a_stretch_is_the_first_that_holds_all_of_it() -> None:
    one, two = (Attribution("a", "mixed", (span,)) for span in ((0, 20), (10, 40)))
    holding = attribution._Holding([one, two])
    found = [holding(Stretch(*span)) for span in ((0, 5), (12, 20), (12, 21), (30, 40), (30, 41), (50, 60))]
    assert found == [one, one, two, two, None, None]


LINES = (
    ("headline", "Bridge “shut” till May"),
    ("furniture", "By Pia Holm"),
    ("body", "Ann Lee wrote a report titled “The Long Way Round”."),
    ("body", "People call the two boats “Slow” and “Late”."),
    ("body", "Tom Fox has, it seems, denied that the bridge is “in pieces”. He left."),
    ("body", "“We will mend the bridge,” Ann Lee said, “before the winter.”"),
    ("body", "“And then we will mend the road.”"),
)


def test_what_the_encoder_finds_and_what_the_marks_say_become_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """The encoder, typed by hand, gives statements in any order, takes a title, two nicknames and a small word for some, and misses the
    last line."""
    text = "\n".join(line for _, line in LINES)

    def span(words: str) -> tuple[int, int]:
        return text.index(words), text.index(words) + len(words)

    def said(content: str, cue: str, source: str, certainty: float = 0.9) -> Found:
        return Found(*([span(w) for w in words.split(" / ") if w] for words in (content, cue, source)), certainty)

    class Encoder:
        def read(self, *given: object) -> tuple:
            return given

        def statements(self, seen: object, stretches: list[Stretch]) -> list[Found]:
            assert seen == (attribution._masked(article), pair(text), [s.start for s in reading.sentences])
            assert stretches == pair(text)
            return [
                said("before the winter / We will mend the bridge,", "said,", "Ann Lee"),
                said("that the bridge is “in pieces / He left", "has, / denied", "Tom Fox", 0.6789),
                said("“The Long Way Round”", "wrote", "Ann Lee"),
                said("“Slow” and “Late”", "call", "People"),
                said(" it", "seems,", "Tom Fox"),
            ]

        def confidence(self, certainty: float) -> float:
            return certainty**2

    monkeypatch.setattr(attribution.model, "load", Encoder)
    lines = tuple(Paragraph(*span(line), role) for role, line in LINES)
    article = Article("a", text, paragraphs=lines)
    reading = read_article(article)
    quotes = attribution.find(reading)
    assert quotes.article_id == "a"
    assert [(text[q.start : q.end], q.role) for q in quotes.quoted] == [
        ("“shut”", "headline"),
        ("“The Long Way Round”", "title"),
        ("“Slow”", "label"),
        ("“Late”", "label"),
        ("“in pieces”", "speech"),
        ("“We will mend the bridge,”", "speech"),
        ("“before the winter.”", "speech"),
        ("“And then we will mend the road.”", "speech"),
    ]
    parts = [[" / ".join(text[s:e] for s, e in of) for of in (a.content, a.cue, a.source)] for a in quotes.attributions]
    assert parts == [
        ["that the bridge is “in pieces”", "has / denied", "Tom Fox"],  # not the sentence behind it
        ["“We will mend the bridge,” / “before the winter.”", "said", "Ann Lee"],
        ["“And then we will mend the road.”", "said", "Ann Lee"],  # that of the paragraph before
    ]
    assert [(a.kind, a.sort, a.stance, a.tense, a.rule, a.confidence) for a in quotes.attributions] == [
        ("mixed", "speech", "denying", "past", "encoder", 0.461),  # .6789 squared is .46090…
        ("direct", "speech", "neutral", "past", "encoder", 0.81),
        ("direct", "speech", "neutral", "past", "marks", 0.5),
    ]
    assert attribution.find(reading, attribution.read(reading)) == quotes
