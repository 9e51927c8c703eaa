"""What tone supports, in sentences and tables; and the figures, by what stands on their axes."""

from __future__ import annotations

import math

import matplotlib as mpl
import numpy as np
import pandas as pd
import pytest

from analysis import sentiment
from analysis.articles import read
from analysis.figures import tone as drawn
from analysis.figures.style import words_of
from analysis.sentiment import instruments, summaries

mpl.use("Agg")
LABELS = {"a": "Ada's Paper", "b": "Ben's Paper"}
HIGH = [0.8, 0.7, 0.9, 0.8, 0.75, 0.85, 0.8, 0.9]


def _sentences(values: dict[tuple[str, str], list[float]], fired: str = "") -> pd.DataFrame:
    """The table ``sentences`` with a sentence a paragraph: (article, voice) -> tones."""
    rows = []
    for (article, voice), tones in values.items():
        for tone in tones:
            n = len(rows)
            rows.append((article, n, n, 10 * n, 10 * n + 9, "body", 5, voice, tone, tone, 0.0, fired))
    names = ["article_id", "paragraph", "sentence", "start", "end", "role", "words", "voice"]
    names += ["tone", "tone_told", "tone_reported", "fired"]
    return pd.DataFrame(rows, columns=names)


BOTH = _sentences({("a", "outlet"): [-x for x in HIGH], ("a", "quoted"): HIGH, ("b", "outlet"): HIGH, ("b", "quoted"): [0.1]})


def test_the_gap_between_voices_is_found_where_there_is_one():
    gap = summaries.voice_gap(BOTH).set_index("article_id")
    assert gap.loc["a", "difference"] == pytest.approx(1.625)  # 6.5 / 8 on either side of zero
    assert gap.loc["a", "told_apart"]
    assert math.isnan(gap.loc["b", "difference"])
    said = summaries.say_gap(summaries.voice_gap(BOTH), LABELS)
    assert "Ada's Paper quotes more positive words than its own (by 1.62" in said  # 1.625
    assert "In 1 of 2 articles one of the two voices has too few sentences" in said


def test_no_gap_is_said_where_there_is_too_little():
    said = summaries.say_gap(summaries.voice_gap(_sentences({("a", "outlet"): [0.1]})), LABELS)
    assert said.startswith("No article has enough sentences of both voices")


def test_words_that_fired_are_counted_by_kind():
    table = _sentences({("a", "outlet"): [0.1, 0.1]}, "war -2.90 reported; good +1.90 told; United (name); party (neutral)")
    fired = summaries.fired_words(table).set_index("word")
    assert fired["kind"].to_dict() == {"war": "reported", "good": "told", "united": "name", "party": "neutral"}
    assert fired["count"].tolist() == [2, 2, 2, 2]
    assert fired.loc["war", "valence"] == pytest.approx(-5.8)
    said = summaries.say_words(fired.reset_index())
    assert "fired 4 times" in said
    assert "60% of their weight tells of the event" in said  # 2.9 of 4.8
    assert "did not count: 2 times" in said


def test_a_table_of_words_names_the_heaviest_first():
    table = _sentences({("a", "outlet"): [0.1]}, "good +1.90 told; war -2.90 reported")
    found = summaries.word_table(summaries.fired_words(table), LABELS)
    assert found["word"].tolist() == ["war", "good"]
    assert found["article"].tolist() == ["Ada's Paper"] * 2


TARGETS = pd.DataFrame(
    [("a", "p1", 0, 3, "positive", 0.1 + n / 100, 0.2, 0.7 - n / 100, "outlet") for n in (-3, -2, -1, 1, 2, 3)]
    + [("b", "p2", 0, 3, "negative", 0.8 + n / 100, 0.1, 0.1 - n / 100, "outlet") for n in (-3, -2, -1, 1, 2, 3)],
    columns=["article_id", "target_id", "start", "end", "polarity", "negative", "neutral", "positive", "voice"],
)
NAMES = {"p1": "Ada Lowe", "p2": "Ben Hart"}


def test_targets_are_said_with_intervals():
    said = summaries.say_targets(TARGETS, NAMES, "the model")
    assert "50% negative, 0% neutral, 50% positive" in said
    assert "Ada Lowe is treated more positively than Ben Hart by 1.30 (" in said  # .6 and -.7
    alike = TARGETS.assign(target_id=["p1", "p2"] * 6)
    assert "None of the 2 targets" in summaries.say_targets(alike, NAMES, "the model")


@pytest.mark.parametrize(("table", "start"), [(TARGETS.head(0), "No mention"), (TARGETS.head(3), "By the model")])
def test_too_few_targets_are_not_ranked(table, start):
    said = summaries.say_targets(table, NAMES, "the model")
    assert said.startswith(start)
    assert "treated more" not in said


def test_overrides_are_listed():
    corpus = sentiment.with_words(read(["One day."]), "parade march", "party")
    assert summaries.say_overrides(corpus.overrides) == (
        "Overridden for this corpus: topic words parade, march; neutral words party."
    )
    assert summaries.say_overrides({}) == "No word of tone was overridden for this corpus."


def _texts(ax) -> list[str]:
    return [text.get_text() for text in ax.texts]


def test_every_sentence_has_a_mark_at_its_tone():
    ax = drawn.along(BOTH, LABELS)
    marks = [y for line in ax.lines if line.get_linestyle() == "None" or line.get_marker() != "None" for y in line.get_ydata()]
    assert len(marks) == len(BOTH)
    assert max(marks) == pytest.approx(0.9)  # the first band stands at 0, the second 2.4 below
    assert [t.get_text() for t in ax.get_yticklabels()] == list(LABELS.values())


def test_a_voice_without_enough_text_says_so_and_draws_no_mean():
    ax = drawn.by_voice(sentiment.voices(BOTH), LABELS, sentiment.MEASURES["tone"], ("outlet", "quoted"))
    assert "1 sentence: not enough" in _texts(ax)
    points = [line.get_xdata()[0] for line in ax.lines if line.get_marker() in ("o", "s") and len(line.get_xdata()) == 1]
    assert sorted(np.round(points, 4)) == [-0.8125, 0.8125, 0.8125]


PARAGRAPHS = pd.DataFrame([(a, n, 10 * n) for a in "ab" for n in range(6)], columns=["article_id", "paragraph", "start"])


def test_the_tone_towards_a_target_has_an_interval_over_paragraphs():
    starts = [10 * n for n in range(6)]
    table = TARGETS.assign(start=starts * 2, positive=[0.7, 0.5, 0.7, 0.6, 0.8, 0.6] + [0.1] * 6)
    found = sentiment.towards(table, PARAGRAPHS, seed=1).set_index(["article_id", "target_id"])
    a = found.loc[("a", "p1")]
    assert a["tone"] == pytest.approx(0.55)  # 3.9 / 6 less 0.1
    assert a["low"] < 0.55 < a["high"]
    assert a["n"] == 6
    few = sentiment.towards(table.head(4), PARAGRAPHS).iloc[0]
    assert few["n"] == 4
    assert np.isnan([few["tone"], few["low"], few["high"]]).all()
    beside = sentiment.towards(table.assign(start=0), PARAGRAPHS)
    assert beside["low"].isna().all()
    assert beside["tone"].isna().all(), "six mentions in one paragraph are one piece of evidence"


TOWARDS = pd.DataFrame(
    [("a", "p1", 6, 0.6, 0.4, 0.8), ("b", "p1", 1, np.nan, np.nan, np.nan), ("b", "p2", 7, -0.2, -0.5, 0.1)],
    columns=["article_id", "target_id", "n", "tone", "low", "high"],
)


def test_the_heat_map_shows_n_and_interval_and_says_too_few():
    ax = drawn.targets(TOWARDS, NAMES, LABELS)
    shown = ["+0.60 (6)", "+0.40 to +0.80", "−0.20 (7)", "−0.50 to +0.10", "too few (1)", "–"]
    assert sorted(_texts(ax)) == sorted(shown)
    colours = ax.images[0].get_array()
    assert colours.max() == 0.6
    assert (colours == 0).sum() == 3, "a cell whose interval holds 0 has no colour"
    bold = [t.get_text() for t in ax.texts if t.get_fontweight() == "bold"]
    assert bold == ["+0.60 (6)"]
    assert "in 1 of them it leaves out 0" in words_of(ax).alt


def test_many_articles_are_drawn_in_part_and_said_to_be():
    labels = {f"a{n}": f"Outlet {n}" for n in range(20)}
    ax = drawn.targets(TOWARDS.assign(article_id=["a1", "a2", "a19"]), NAMES, labels)
    assert len(ax.get_xticks()) == 6
    assert "The first 6 of 20" in words_of(ax).caption
    voices = sentiment.voices(pd.concat([BOTH.assign(article_id=a) for a in labels]))
    ax = drawn.by_voice(voices, labels, sentiment.MEASURES["tone"])
    assert len(ax.get_yticks()) == 15
    assert "The first 15 of 20" in words_of(ax).caption
    along = drawn.along(pd.concat([BOTH.assign(article_id=a) for a in labels]), labels)
    assert len(along.get_yticks()) == 15
    assert "The first 15 of 20" in words_of(along).caption


def test_figures_of_nothing_say_so():
    table = pd.DataFrame(columns=["a", "b", "sentences", "rank_correlation", "low", "high", "same_sign", "both_toned"])
    assert "only one instrument" in " ".join(_texts(drawn.agreement(table, instruments.LABELS)))
    assert "No person" in " ".join(_texts(drawn.targets(TOWARDS.head(0), NAMES, LABELS)))
    assert drawn.along(BOTH.head(0), LABELS).get_yticks().size == 0


def test_alt_texts_speak_of_the_numbers():
    scores = pd.DataFrame(
        [("vader", "textblob", 40, 0.25, 0.1, 0.4, 0.6, 30)],
        columns=["a", "b", "sentences", "rank_correlation", "low", "high", "same_sign", "both_toned"],
    )
    ax = drawn.agreement(scores, instruments.LABELS)
    assert "0.25" in words_of(ax).alt
    assert "same side in 60% of 30" in _texts(ax)
