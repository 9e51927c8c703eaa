"""Figures of speakers, voices and shared text: what is drawn is what the table says; the same bytes twice."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from analysis.figures import export, quotes, reuse, show, style

from .figure_check import drawn_texts, problems

LABELS = {"a": "The Post", "b": "The Times"}
SPEAKERS = pd.DataFrame(
    [("a", "ann", "Ann Lee", 30), ("b", "ann", "Ann Lee", 10), ("b", "tom", "Tom Fox", 5)],
    columns=["article_id", "speaker_id", "name", "words"],
)
VOICES = pd.DataFrame(
    [
        ("a", "outlet", 50),
        ("a", "reported", 30),
        ("a", "quoted", 20),
        ("b", "outlet", 10),
        ("b", "reported", 0),
        ("b", "quoted", 0),
    ],
    columns=["article_id", "voice", "words"],
)
STATEMENTS = pd.DataFrame(
    [("a", 0, "direct", "ann", 30, 10, 60), ("b", 0, "indirect", "ann;tom", 10, 0, 40), ("b", 1, "mixed", "", 5, 50, 80)],
    columns=["article_id", "attribution", "kind", "speaker_ids", "words", "start", "end"],
)
ENTITIES = pd.DataFrame([("ann", "Ann Lee", "person"), ("tom", "Tom Fox", "anonymous")], columns=["entity_id", "name", "kind"])
ARTICLES = pd.DataFrame(LABELS.items(), columns=["article_id", "label"])
CONTAINMENT = pd.DataFrame(
    [("a", "b", 0.8, 20), ("b", "a", 0.4, 20)], columns=["a_article_id", "b_article_id", "containment", "longest_run_words"]
)

FIGURES = {
    "speakers": lambda: quotes.speakers(SPEAKERS, LABELS),
    "voices": lambda: quotes.voices(VOICES, LABELS),
    "kinds": lambda: quotes.source_kinds(STATEMENTS, ENTITIES, LABELS),
    "positions": lambda: quotes.positions(STATEMENTS, ENTITIES, ARTICLES, {"a": 100, "b": 100}),
    "containment": lambda: reuse.containment(CONTAINMENT, LABELS),
    "positions, none": lambda: quotes.positions(STATEMENTS.head(0), ENTITIES.head(0), ARTICLES, {"a": 1, "b": 1}),
    "containment, one": lambda: reuse.containment(CONTAINMENT.head(0), {"a": "The Post"}),
}


@pytest.mark.parametrize("draw", FIGURES.values(), ids=FIGURES.keys())
def test_a_figure_has_title_axis_and_words(draw) -> None:
    ax = draw()
    words = style.words_of(ax)
    assert ax.get_title(loc="left")
    assert ax.get_xlabel()
    assert words.alt.endswith(".")
    assert words.caption.endswith(".")


@pytest.mark.parametrize(
    ("ax", "said"),
    [
        (quotes.speakers(SPEAKERS.head(0), LABELS), "No speaker was identified."),
        (quotes.source_kinds(STATEMENTS.head(0), ENTITIES.head(0), LABELS), "No statement is attributed to a source."),
    ],
)
def test_where_there_is_nothing_to_draw_it_says_so(ax, said) -> None:
    assert [t.get_text() for t in ax.texts] == [said] == [style.words_of(ax).alt]
    assert problems(ax) == []


@pytest.mark.parametrize("draw", FIGURES.values(), ids=FIGURES.keys())
def test_every_text_can_be_read(draw) -> None:
    assert problems(draw()) == []


def test_discs_bear_their_words() -> None:
    drawn = [t.get_text() for t in quotes.speakers(SPEAKERS, LABELS).texts]
    assert drawn == ["30", "10", "5"]


def test_voices_add_up_to_a_hundred() -> None:
    ax = quotes.voices(VOICES, LABELS)
    ends = {round(bar.get_x() + bar.get_width(), 6) for bar in ax.patches[-2:]}
    assert ends == {100.0}


def test_lanes_stand_where_the_statement_does() -> None:
    ax = quotes.positions(STATEMENTS, ENTITIES, ARTICLES, {"a": 100, "b": 200})
    bars = [(bar.get_x(), bar.get_width()) for bar in ax.patches if bar.get_width()]
    assert bars == [(10.0, 50.0), (0.0, 20.0), (0.0, 20.0)]


def test_the_matrix_writes_its_numbers() -> None:
    assert [t.get_text() for t in reuse.containment(CONTAINMENT, LABELS).texts] == ["80", "40"]


def test_exports_are_whole_and_the_same_twice(tmp_path: Path) -> None:
    for folder in ("one", "two"):
        export(quotes.voices(VOICES, LABELS), "voices", tmp_path / folder)
    first, second = (sorted((tmp_path / f).iterdir()) for f in ("one", "two"))
    assert {p.name for p in first} == {"index.md", *(f"voices.{kind}" for kind in ("csv", "pdf", "png", "svg", "txt"))}
    assert [p.read_bytes() for p in first] == [p.read_bytes() for p in second]


def test_the_index_has_every_figure_and_shows_names_as_they_are(tmp_path: Path) -> None:
    for name in ("voices", "again"):
        export(quotes.voices(VOICES, {"a": "<b>[Post](x)", "b": "The_Times"}), name, tmp_path)
    index = (tmp_path / "index.md").read_text(encoding="utf-8")
    assert index.index("## again") < index.index("## voices")
    assert "![Bars of the words of each article by voice. \\<b\\>\\[Post\\](x): 20 per cent" in index
    assert "[PNG](voices.png) · [SVG](voices.svg) · [PDF](voices.pdf) · [CSV](voices.csv)" in index


@pytest.mark.parametrize(("preset", "width", "smallest"), [("column", 3.5, 7), ("page", 7.0, 7), ("slide", 10.0, 10)])
def test_a_preset_sets_width_and_size_of_text(preset: str, width: float, smallest: float) -> None:
    with style.style(preset):
        ax = quotes.voices(VOICES, LABELS)
        assert problems(ax) == []
        with drawn_texts() as texts:
            ax.get_figure().draw_without_rendering()
    assert ax.get_figure().get_size_inches()[0] == width
    assert min(text.get_fontsize() for text in texts) >= smallest


def test_no_other_preset_is_known() -> None:
    with pytest.raises(ValueError, match=r"no preset 'poster'\. Choose one of: column, page, slide"), style.style("poster"):
        pass


def test_the_source_line_is_drawn_in_figures_of_ours_alone() -> None:
    from matplotlib.figure import Figure

    own = quotes.voices(VOICES, LABELS).get_figure()
    given = Figure()
    quotes.voices(VOICES, LABELS, ax=given.add_subplot())
    assert own.get_supxlabel() == "2 articles; source: their text, by Same Story"
    assert given.get_supxlabel() == ""


def test_a_name_cannot_leave_the_folder(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="name"):
        export(quotes.voices(VOICES, LABELS), "../voices", tmp_path)


def test_a_shown_figure_carries_its_alt_text_and_escapes_it() -> None:
    labels = {"a": "<b>The Post</b>", "b": "The Times"}
    html = show(quotes.voices(VOICES, labels))._repr_html_()
    assert "<b>" not in html
    assert 'alt="Bars of the words' in html
