"""Sentences in which several voices speak: each voice is scored by its own words."""

from __future__ import annotations

import pytest

from analysis import sentiment, tables
from analysis.articles import read
from analysis.quotes.attribution import Attribution, Quoted, Quotes
from analysis.reading import read_article

# A sentence; what is quoted in it; what is reported; the fired words of each voice.
SHARED = [
    (
        "The cruel mayor said “it is a great day for us” and left.",
        "“it is a great day for us”",
        "",
        {"outlet": "cruel -2.80 told", "quoted": "great +3.10 told"},
    ),
    (
        "The mayor said that the terrible plan was “great” at last.",
        "“great”",
        "that the terrible plan was “great” at last",
        {"outlet": "", "reported": "terrible -2.10 told", "quoted": "great +3.10 told"},
    ),
    # "not" stands in the outlet's words and still turns round the quoted one
    ("The plan is not “good” by any of the measures.", "“good”", "", {"outlet": "", "quoted": "good -1.41 told"}),
    (
        "It was “a dreadful night!” for the quiet town.",
        "“a dreadful night!”",
        "",
        {"outlet": "", "quoted": "dreadful -1.90 told"},
    ),
]


def parts_of(sentence: str, quoted: str, reported: str):
    reading = read_article(read([sentence]).articles[0])
    begin = sentence.index(quoted)
    spans = [(sentence.index(reported), sentence.index(reported) + len(reported))] if reported else []
    statements = [Attribution(reading.article.id, "mixed", tuple(spans))] if spans else []
    quotes = Quotes(reading.article.id, (Quoted(begin, begin + len(quoted), "speech"),), tuple(statements))
    return sentiment.sentence_parts([reading], [quotes], sentiment.tones([reading]))


@pytest.mark.parametrize(("sentence", "quoted", "reported", "fired"), SHARED)
def test_each_voice_is_scored_by_its_own_words(sentence, quoted, reported, fired):
    found = parts_of(sentence, quoted, reported).set_index("voice")
    assert found["fired"].to_dict() == fired
    assert found["share"].sum() == pytest.approx(1)
    assert (found.loc[found["fired"] == "", "tone"] == 0).all()
    assert "good" in fired["quoted"] or found.loc["quoted", "tone"] == sentiment.sentence_tone(quoted).tone


def test_a_sentence_of_one_voice_has_no_parts():
    assert parts_of("“It is a great day for all of us,” he said.", "“It is a great day for all of us,”", "").empty


def test_a_part_counts_by_its_share_and_not_again_for_the_article():
    text = "\n\n".join([SHARED[0][0]] * 8)
    reading = read_article(read([text]).articles[0])
    quoted = SHARED[0][1]
    marks = [n for n in range(len(text)) if text.startswith(quoted, n)]
    speech = tuple(Quoted(n, n + len(quoted), "speech") for n in marks)
    own = Quotes(reading.article.id, speech)
    tones = sentiment.tones([reading])
    parts = sentiment.sentence_parts([reading], [own], tones)
    whole = tables.sentences([reading], [own], tones)
    counts = sentiment.voices(sentiment.voiced(whole, parts)).set_index(["voice", "measure"])["n_sentences"]
    assert counts["all", "tone"] == counts["both", "tone"] == 7  # the first line is the headline
    assert counts["outlet", "tone"] == pytest.approx(7 * 6 / 13, abs=0.01)  # six of thirteen words
    assert counts["quoted", "tone"] == pytest.approx(7 * 7 / 13, abs=0.01)
    said = sentiment.say_parts(whole, parts)
    assert said.startswith("Several voices share 7 of 7 sentences; in 7 of them one speaks positively")


def test_scraps_of_a_voice_have_no_mean():
    rows = parts_of(*SHARED[0][:3])
    many = rows.loc[rows.index.repeat(6)].assign(paragraph=[0, 1, 2, 3, 4, 5] * 2, tone=[0.1, 0.2, 0.3, 0.4, 0.5, 0.6] * 2)
    table = sentiment.voiced(many.head(1).drop(columns="share").assign(voice="both"), many)
    found = sentiment.voices(table).set_index(["voice", "measure"])
    assert found.loc[("outlet", "tone"), ["value", "low", "high"]].isna().all(), "six parts make less than three sentences"
    assert found.loc[("quoted", "tone"), "value"] == pytest.approx(0.35)
