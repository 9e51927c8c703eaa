"""Views: every character of the article in order, every mark where it belongs, nothing of a hostile text let through."""

import html
import re
from html.parser import HTMLParser

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis import analyze, read, views
from analysis.entities import REASONS
from analysis.figures.style import COLOURS
from analysis.views import legend, nest, people, shared, view
from analysis.views.links import speech

TEXT = "Dam holds\n\n“It will hold,” said Ann Lee. She hopes that it lasts.\r\nThe mayor left.\n"
VOID = {"input", "br", "img"}
HOSTILE = "<script>alert(1)</script>\"'&amp; onmouseover=x </style></mark> ]]> \x00\r\u202e"


class Elements(HTMLParser):
    """The text of an element by its class, and every element with its attributes and the characters that it holds."""

    def __init__(self, source: str, inside: str = "text") -> None:
        super().__init__(convert_charrefs=True)
        self.inside, self.text = inside, ""
        self.elements: list[tuple[str, dict[str, str], int, int]] = []
        self.open: list[tuple[str, dict[str, str], int]] = []
        self.all: list[tuple[str, dict[str, str]]] = []
        self.feed(source)
        self.close()

    def _within(self) -> bool:
        return any(self.inside in a.get("class", "").split() for _, a, _ in self.open)

    def handle_starttag(self, tag, attrs):
        attributes = {k: v or "" for k, v in attrs}
        self.all.append((tag, attributes))
        if tag not in VOID:
            self.open.append((tag, attributes, len(self.text)))

    def handle_endtag(self, tag):
        name, attributes, start = self.open.pop()
        assert name == tag, f"<{name}> is closed by </{tag}>"
        if self._within():
            self.elements.append((name, attributes, start, len(self.text)))

    def handle_data(self, data):
        if self._within():
            self.text += data

    def having(self, name: str) -> list[tuple[dict[str, str], int, int]]:
        found = [(a, s, e) for _, a, s, e in self.elements if name in a.get("class", "").split()]
        return sorted(found, key=lambda f: f[1:])


def frame(columns: str, *rows: tuple) -> pd.DataFrame:
    return pd.DataFrame(list(rows), columns=columns.split())


def at(part: str, text: str = TEXT) -> tuple[int, int]:
    return text.index(part), text.index(part) + len(part)


def tables(article: str = "a.txt") -> dict[str, pd.DataFrame]:
    """The tables of one small article, typed by hand."""
    lines = [
        (article, n, *at(p), role)
        for n, (p, role) in enumerate(
            [
                ("Dam holds", "headline"),
                ("“It will hold,” said Ann Lee. She hopes that it lasts.", "body"),
                ("The mayor left.", "boilerplate"),
            ]
        )
    ]
    first, second = at("“It will hold,” said Ann Lee."), at("She hopes that it lasts.")
    statements = [
        (article, 0, "direct", "speech", "neutral", "past", "encoder", 0.9, "ann-lee", "said"),
        (article, 1, "indirect", "thought", "", "present", "marks", 0.3, "", "hopes"),
    ]
    spans = [
        (0, "content", *at("“It will hold,”")),
        (0, "cue", *at("said")),
        (0, "source", *at("Ann Lee")),
        (1, "content", *at("that it lasts")),
    ]
    return {
        "articles": frame(
            "article_id label outlet byline published words", (article, "Gazette", "Gazette", "", "2020-01-02", 11)
        ),
        "paragraphs": frame("article_id paragraph start end role", *lines),
        "sentences": frame(
            "article_id sentence start end role tone fired",
            (article, 0, *first, "body", -0.6, "dam −1.0 <told>"),
            (article, 1, *second, "body", 0.2, "hopes +1.9 told"),
        ),
        "quoted": frame("article_id start end role speaker_id", (article, *at("“It will hold,”"), "speech", "ann-lee")),
        "attributions": frame("article_id attribution kind sort stance tense rule confidence speaker_ids cue", *statements),
        "spans": frame("article_id attribution part start end", *((article, *s) for s in spans)),
        "entities": frame("entity_id name kind", ("ann-lee", "Ann Lee", "person")),
        "speakers": frame("article_id speaker_id name words", (article, "ann-lee", "Ann Lee", 3)),
    }


def test_the_text_is_the_articles_text():
    assert Elements(views.annotated("a.txt", TEXT, tables()).html).text == TEXT


def test_a_statement_is_marked_with_its_frame_and_described():
    shown = Elements(views.annotated("a.txt", TEXT, tables(), prefix="").html)
    (quoted, *said), others = shown.having("direct"), shown.having("indirect")
    assert TEXT[quoted[1] : quoted[2]] == "“It will hold,”"
    assert said == []
    assert quoted[0]["tabindex"] == "0"
    assert quoted[0]["data-tag"] == "AL"
    assert quoted[0]["data-note"].splitlines() == [
        "Ann Lee",
        "“said” (neutral stance); speech, past",
        "direct: all its words are quoted",
        "confidence 0.90; found by encoder",
        f"source at character {TEXT.index('Ann Lee')}",
    ]
    described = {a["id"] for _, a in shown.all if "id" in a}
    assert {a["aria-describedby"] for _, a in shown.all if "aria-describedby" in a} == {"n0", "n1"} <= described
    (unsure,) = others
    assert "unsure" in unsure[0]["class"].split()
    assert "0.30: low" in unsure[0]["data-note"]
    assert [TEXT[s:e] for _, s, e in shown.having("cue") + shown.having("source")] == ["said", "Ann Lee"]


@pytest.mark.parametrize("reason", sorted({*REASONS} - {"name"}))
def test_why_a_source_that_is_no_name_was_given_to_its_speaker(reason):
    base = tables()
    start, end = at("She")
    base["spans"] = pd.concat(
        [base["spans"], frame("article_id attribution part start end", ("a.txt", 1, "source", start, end))]
    )
    base["mentions"] = frame("article_id entity_id start end form reason", ("a.txt", "ann-lee", start, end, "pronoun", reason))
    (said,) = Elements(views.annotated("a.txt", TEXT, base, prefix="").html).having("indirect")
    line = said[0]["data-note"].splitlines()[-1]
    assert re.fullmatch(rf"source at character {start}: [a-z., ]{{10,}}", line)


def test_without_a_source_the_place_of_what_was_said_is_told():
    (said,) = Elements(views.annotated("a.txt", TEXT, tables(), prefix="").html).having("indirect")
    assert said[0]["data-note"].splitlines()[-1] == f"no source; said from character {TEXT.index('that it lasts')}"


def test_tone_is_a_sign_without_text_that_can_be_focused():
    signs = Elements(views.annotated("a.txt", TEXT, tables()).html).having("tone")
    assert [(a["class"].split()[1], s == e, a["tabindex"]) for a, s, e in signs] == [("neg2", True, "0"), ("pos1", True, "0")]
    assert signs[0][0]["aria-label"] == "tone of the sentence −0.60, clearly negative: dam −1.0 <told>"


def test_every_range_that_a_table_names_is_an_anchor_there():
    shown = Elements(views.annotated("a.txt", TEXT, tables(), prefix="").html)
    places = {a["id"]: (s, e) for _, a, s, e in shown.elements if "id" in a}
    ranges = views.ranges(tables())["a.txt"]
    assert ranges
    assert {views.fragment(s, e): (s, e) for s, e in ranges}.items() <= places.items()
    ids = [a["id"] for _, a in shown.all if "id" in a]
    assert len(ids) == len(set(ids))


def test_two_who_speak_as_one_are_both_listed():
    base = tables()
    base["attributions"].loc[0, "speaker_ids"] = "ann-lee;tom-bell"
    shown = Elements(views.annotated("a.txt", TEXT, base, prefix="").html)
    ids = [a["id"] for _, a in shown.all if "id" in a]
    assert {speech("ann-lee"), speech("tom-bell")} <= set(ids)
    assert len(ids) == len(set(ids))
    assert shown.having("direct")[0][0]["data-tag"] == "AL+TO"
    assert shown.having("direct")[0][0]["data-who"] == "1 2"


def test_furniture_is_told_from_the_article():
    shown = Elements(views.annotated("a.txt", TEXT, tables()).html)
    assert [TEXT[s:e] for _, s, e in shown.having("furniture")] == ["The mayor left."]
    assert [TEXT[s:e] for tag, _, s, e in shown.elements if tag == "h2"] == ["Dam holds"]


def test_only_some_paragraphs():
    shown = Elements(views.annotated("a.txt", TEXT, tables(), only=[1]).html)
    assert shown.text.strip() == "“It will hold,” said Ann Lee. She hopes that it lasts."
    assert shown.having("gap")
    headline = views.annotated("a.txt", TEXT, tables(), only=[0])
    assert Elements(headline.html).text.strip() == "Dam holds"
    assert "No statement was found" in headline.body
    assert "Ann Lee" not in headline.body


def test_shared_passages_are_numbered_linked_and_drawn_in_the_margin():
    passages = frame(
        "a_article_id a_start a_end b_article_id b_start b_end words", ("b/ö", 5, 20, "a.txt", *at("She hopes that it"), 4)
    )
    with_passages = {**tables(), "passages": passages}
    (join,) = Elements(views.annotated("a.txt", TEXT, with_passages, href=views.link).html).having("join")
    assert join[0]["href"] == views.link("b/ö", 5, 20)
    assert join[1] == join[2] == TEXT.index("She")
    assert join[0]["aria-label"] == "shared passage 1: 4 words also in b/ö"
    shown = Elements(views.annotated("a.txt", TEXT, with_passages).html)
    assert "href" not in shown.having("join")[0][0]
    assert [a["style"] for _, a, _, _ in shown.elements if "style" in a] == [
        "--shared: linear-gradient(transparent 55.6%, var(--line) 55.6% 87.0%, transparent 87.0%)"
    ]


@pytest.mark.parametrize(
    ("covered", "expected"),
    [([(0, 5)], {}), ([(12, 14)], {}), ([(10, 30)], "0.0%, var(--line) 0.0% 100.0%"), ([(0, 20), (25, 90)], "0.0% 50.0%")],
)
def test_the_margin_line_is_as_long_as_the_passage(covered, expected):
    style = shared.margin(10, 30, covered)
    assert style == expected if not expected else expected in style["style"]


def test_the_legend_switches_every_layer_and_speaker_without_a_script():
    shown = views.annotated("a.txt", TEXT, tables())
    boxes = [a for tag, a in Elements(shown.html).all if tag == "input"]
    assert [(a["name"], a["value"]) for a in boxes] == [
        *(("show", layer) for layer in ("quoted", "reported", "tone", "furniture")),
        ("who", "1"),
        ("who", "0"),
    ]
    sheet = view.sheet() + shown.rules
    for layer in ("quoted", "reported", "tone", "furniture", "shared"):
        assert f'input[value="{layer}"]:not(:checked)' in sheet
    assert '[value="1"]:not(:checked)) .text mark[data-who~="1"]' in sheet
    assert "<script" not in shown.html


def test_an_article_without_anything_to_show():
    bare = {"paragraphs": frame("article_id paragraph start end role", ("x", 0, 0, 5, "body"))}
    shown = views.annotated("x", "Quiet", bare)
    assert Elements(shown.html).text == "Quiet"
    assert "No statement was found" in shown.html


def test_what_is_hostile_is_shown_and_does_nothing():
    name = f"../{HOSTILE}"
    base = {
        k: v.drop(columns="article_id").assign(article_id=name) if "article_id" in v else v for k, v in tables(name).items()
    }
    base["articles"] = base["articles"].assign(label=HOSTILE, outlet=HOSTILE, byline=HOSTILE)
    base["entities"] = base["entities"].assign(name=HOSTILE)
    base["speakers"] = base["speakers"].assign(name=HOSTILE)
    base["attributions"] = base["attributions"].assign(cue=HOSTILE, rule=HOSTILE, stance=HOSTILE, kind=HOSTILE)
    base["sentences"] = base["sentences"].assign(fired=HOSTILE)
    text = TEXT.replace("The mayor left.", HOSTILE)
    base["paragraphs"].loc[2, "end"] = len(text) - 1
    for shown in (
        views.annotated(name, text, base, href=views.link),
        views.side_by_side(name, name, {name: text}, base),
        views.table(frame("article start end words", (name, 1, 5, HOSTILE)), caption=HOSTILE),
    ):
        parsed = Elements(shown.body)
        assert not {"script", "style"} & {tag for tag, _ in parsed.all}
        assert not [a for _, a in parsed.all for key in a if key.startswith("on")]
        assert "</style" not in shown.rules
    assert Elements(views.annotated(name, text, base).body).text == text.replace("\0", "\ufffd")


spans = st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), max_size=12)
texts = st.text(st.characters(blacklist_categories=("Cs",), blacklist_characters="\0"), min_size=1, max_size=40)


@settings(deadline=None, max_examples=200)
@given(texts, spans)
def test_any_marks_nest_and_hold_their_own_characters(text, spans):
    marks = [nest.Mark(s, e, {"data-m": str(n)}, {"id": f"m{n}"}) for n, (s, e) in enumerate(spans)]
    shown = Elements(f'<div class="text">{nest.paragraph(text, 0, len(text), marks)}</div>')
    assert shown.text == text
    for n, (s, e) in enumerate(spans):
        pieces = sorted((a, b) for _, at, a, b in shown.elements if at.get("data-m") == str(n))
        assert [c for a, b in pieces for c in range(a, b)] == list(range(s, min(e, len(text))))
        assert sum(at.get("id") == f"m{n}" for _, at, _, _ in shown.elements) == bool(pieces)


@given(st.text(st.characters(blacklist_categories=("Cs",)), max_size=60))
def test_escaped_text_comes_back(text):
    assert html.unescape(nest.escape(text)) == text.replace("\0", "\ufffd")
    assert not set('<>"') & set(nest.escape(text))


IDS = st.text(max_size=120)


@given(IDS, IDS)
def test_page_names_are_safe_and_differ(a, b):
    assert re.fullmatch(r"[a-z0-9][a-z0-9-]{0,70}\.html", views.page_name(a))
    assert (views.page_name(a) == views.page_name(b)) == (a == b)
    assert re.fullmatch(r"pair-[a-z0-9-]{0,90}\.html", views.pair_name(a, b))


def test_a_link_leads_to_the_page_and_the_characters():
    assert re.fullmatch(r"articles/a-txt-[0-9a-f]{8}\.html#c-3-9", views.link("a.txt", 3, 9))


def test_speakers_have_tags_of_their_own():
    names = [("al", "Ann Lee", 9), ("al2", "Abe Lot", 8), ("x", "unnamed officials", 7), ("e", "", 6)]
    rows = frame("article_id speaker_id name words", *(("a", *n) for n in names))
    found = people.speakers({"speakers": rows})
    assert [(s.number, s.tag) for s in found.values()] == [(0, "?"), (1, "AL"), (2, "AL2"), (3, "UN"), (4, "?2")]


def test_the_colours_are_those_of_the_figures():
    sheet = view.sheet()
    assert [m[1] for m in re.finditer(r"\.sp\d \{ --c: (#\w{6})", sheet)] == list(COLOURS)
    assert len(COLOURS) == people.COLOURS


def test_the_rules_of_a_view_name_it_by_an_id_that_css_can_read():
    shown = views.annotated("000.txt", TEXT, tables("000.txt"))
    assert re.search(r"^#a-000-txt-[0-9a-f]{8}-view:has", shown.rules)
    assert legend.rules("v", {}, []) == ""


def test_a_table_escapes_and_leads_to_characters():
    rows = frame(
        "article start end grade words", ("Gazette", 3, 9, 1.25, "<b>"), ("Gazette", float("nan"), 9, float("nan"), "")
    )
    shown = views.table(rows, ids={"Gazette": "a.txt"}).body
    assert f'<a data-to="{views.link("a.txt", 3, 9)}">3–9</a>' in shown
    assert "<td>1.25</td><td>&lt;b&gt;</td>" in shown
    assert "<td></td><td></td><td></td>" in shown
    assert "nan" not in shown
    plain = views.table(frame("start words", (3, "x"))).body
    assert "data-to" not in plain
    assert '<th scope="col">start</th>' in plain


def test_a_story_shows_its_articles(tmp_path):
    for name in ("one.txt", "two.txt"):
        (tmp_path / name).write_text(
            "Dam holds\n\nThe dam above the village will hold, the engineer Ann Lee said on Monday after a long night of rain.\n",
            encoding="utf-8",
        )
    story = analyze(read(tmp_path))
    shown = story.annotated("one")
    assert Elements(shown.html).text == story.corpus["one"].text
    assert shown.html == shown._repr_html_()
    assert "annotated" in repr(shown)
    assert "One shared passage is joined" in story.side_by_side("one", "two").body


def test_a_table_shows_every_text_as_text_and_an_index_of_texts_as_a_column():
    columns = pd.MultiIndex.from_tuples([("a", HOSTILE), ("b", "n")])
    shown = views.table(
        pd.DataFrame([[HOSTILE, 1.25], [None, -2.0]], index=[HOSTILE, "x"], columns=columns), digits=1, signed=True
    )
    table = Elements(shown.html, "rows")
    assert [tag for tag, _ in table.all if tag in ("script", "img")] == []
    assert table.text.count("<script>alert(1)</script>") == 3
    assert "b: n" in table.text
    assert table.text.endswith("x−2.0")
    assert "+1.2" in table.text
