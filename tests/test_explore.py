"""The exploring notebook's view: what is chosen is what is shown, whether by a parameter or by a control."""

import re

import pytest

from analysis import analyze, explore, read
from analysis.errors import InputError

DAM = """Dam holds

The dam above the village will hold, the engineer Ann Lee said on Monday. "It is a good dam," she said.

The mayor, Tom Bell, praised the workers. Bell said that they had worked through the night and through the rain.

Nobody was hurt. The road below the dam stays closed until the water falls, the county office said on Tuesday.
"""
ROAD = """Road opens

The road below the dam is open again. "We are glad," said Tom Bell, the mayor of the village, on Friday.

Lorries may use it from Sunday, the county office said. A second bridge is planned for the coming year.

The dam itself was never in danger. Repairs to its wall begin in May and will cost a little less than was feared.
"""

GERMAN = (
    "Der Damm über dem Dorf hält, sagte die Ingenieurin am Montag, und niemand wurde dabei verletzt. Die Straße unter dem Damm "
    "bleibt gesperrt, bis das Wasser fällt, und der Bürgermeister dankte den Arbeitern für ihre Mühe in der Nacht."
)


@pytest.fixture(scope="module")
def story(tmp_path_factory):
    folder = tmp_path_factory.mktemp("corpus")
    (folder / "dam.txt").write_text(DAM, encoding="utf-8")
    (folder / "road.txt").write_text(ROAD, encoding="utf-8")
    return analyze(read(folder))


def values(explorer) -> list[str]:
    """The articles in the table of values."""
    return re.findall(r"<tr><td>(\w+)</td>", explorer.view.parts[1].body)


@pytest.mark.parametrize(
    ("parameters", "expected"),
    [
        ({}, ("dam.txt", "road.txt")),
        ({"articles": "road"}, ("road.txt",)),
        ({"articles": "road, dam,road"}, ("road.txt", "dam.txt")),
    ],
)
def test_which_articles(story, parameters, expected):
    explorer = explore.Explorer(story, **parameters)
    assert explorer.state.articles == expected
    assert sorted(values(explorer)) == sorted(name.removesuffix(".txt") for name in expected)


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [("Tom Bell", "tom-bell"), ("tom bell", "tom-bell"), ("ann-lee", "ann-lee"), ("everyone", "")],
)
def test_which_speaker(story, wanted, expected):
    assert explore.Explorer(story, speaker=wanted).state.speaker == expected


def test_without_a_name_it_is_who_is_given_most_words(story):
    words = story.speakers.groupby("speaker_id")["words"].sum()
    assert words[explore.Explorer(story).state.speaker] == words.max()


@pytest.mark.parametrize(
    ("parameters", "message"),
    [
        ({"articles": "bridge"}, "No article has an id .*'bridge'"),
        ({"speaker": "Nobody"}, "no speaker 'Nobody'. Choose one of: everyone, "),
        ({"measure": "beauty"}, "no measure 'beauty'. Choose one of: flesch"),
        ({"voice": "reported"}, "no voice of flesch_kincaid_grade 'reported'. Choose one of: all, outlet, quoted"),
    ],
)
def test_what_cannot_be_chosen_is_said(story, parameters, message):
    with pytest.raises(InputError, match=message):
        explore.Explorer(story, **parameters)


def test_the_passages_are_those_of_the_speaker(story):
    shown = explore.Explorer(story, speaker="Ann Lee").view._repr_html_()
    assert "Ann Lee: statements in the articles chosen" in shown
    assert "good dam" in shown
    assert "Nobody was hurt" not in shown
    assert "Nobody was hurt" in explore.Explorer(story, speaker="everyone").view._repr_html_()


@pytest.mark.parametrize("speaker", ["", "everyone", "Tom Bell"])
def test_every_link_of_the_view_leads_into_it(story, speaker):
    shown = explore.Explorer(story, speaker=speaker).view._repr_html_()
    ids, links = re.findall(r' id="([^"]+)"', shown), re.findall(r'href="#([^"]+)"', shown)
    assert links
    assert set(links) <= set(ids)
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("measure", list(explore.MEASURES))
def test_every_measure_and_voice_can_be_shown(story, measure):
    for voice in explore.voices_of(measure):
        shown = explore.Explorer(story, measure=measure, voice=voice).view._repr_html_()
        assert "<img" in shown
        assert explore.MEASURES[measure].more_means in shown


def test_a_control_shows_what_the_parameter_shows(story):
    explorer = explore.Explorer(story)
    boxes = {box.description: box for box in explorer.controls().children}
    boxes["Measure"].value = "tone_told"
    assert (explorer.state.measure, explorer.state.voice) == ("tone_told", "outlet")
    boxes["Voice"].value = "reported"
    boxes["Speaker"].value = "tom-bell"
    boxes["Articles"].value = ("road.txt",)
    boxes["Articles"].value = ()  # nothing chosen: what was shown stays
    same = explore.Explorer(story, "road", "Tom Bell", "tone_told", "reported")
    assert explorer.state == same.state
    assert explorer.view._repr_html_() == same.view._repr_html_()
    boxes["Measure"].value = "lix"  # has no voice "reported"
    assert (explorer.state.measure, explorer.state.voice, boxes["Voice"].value) == ("lix", "outlet", "outlet")


def test_what_was_displayed_follows(story, monkeypatch):
    handed = []

    class Handle:
        def update(self, view):
            handed.append(view._repr_html_())

    monkeypatch.setattr("IPython.display.display", lambda view, display_id: Handle())
    explorer = explore.Explorer(story)
    explorer.show()
    explorer.set(speaker="tom-bell")
    own = explore.Dropped()
    own.show()
    own.controls().value = DAM
    assert handed == [explorer.view._repr_html_(), explore.dropped(DAM)._repr_html_()]


def test_the_figure_is_exported(story, tmp_path):
    explore.Explorer(story).show(str(tmp_path))
    assert {p.name for p in tmp_path.iterdir()} == {
        "index.md",
        *(f"explored.{kind}" for kind in ("png", "svg", "pdf", "csv", "txt")),
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", "No text yet."),
        (" \n", "No text yet."),
        ("1 2 3 — !", "cannot be measured"),
        (
            GERMAN,
            "cannot be measured",
        ),
        ("The <b>dam</b> holds, Ann Lee said.", "dam&lt;/b&gt; holds"),
    ],
)
def test_a_text_of_ones_own(text, expected):
    assert expected in explore.dropped(text)._repr_html_()


def test_nobody_speaks(tmp_path):
    (tmp_path / "quiet.txt").write_text("Rain\n\nIt rained in the valley all day and all night long.\n", encoding="utf-8")
    explorer = explore.Explorer(analyze(read(tmp_path)))
    assert explorer.state.speaker == ""
    assert "It rained" in explorer.view._repr_html_()
    assert [box.description for box in explorer.controls().children] == ["Articles", "Speaker", "Measure", "Voice"]
