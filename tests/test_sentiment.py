"""Tone: traps of news for a lexicon, each explained by the words that fired; topic words; voices."""

from __future__ import annotations

import math
import re

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis import sentiment
from analysis.articles import read
from analysis.compare import differences as compare
from analysis.errors import InputError
from analysis.reading import read_article
from analysis.sentiment import sentence_tone, words

# trap, sentence, fired. Valences are those of vader_lexicon.txt in vaderSentiment 3.3.2, changed by the rules of Hutto and
# Gilbert (2014): a negation within three words times -0.74, a word of degree 0.293, capitals 0.733, half before "but", half
# again after it.
TRAPS = [
    ("curly apostrophe negates", "The minister don’t like the plan.", "like -1.11 told"),
    ("straight apostrophe negates", "The minister don't like the plan.", "like -1.11 told"),
    ("stop and curly mark stacked", "The deal was “a disgrace.”", "disgrace -2.20 told"),
    ("single marks", "He called it a 'wonderful' plan.", "wonderful +2.70 told"),
    ("dash between words", "The talks ended in a bitter row—ugly, and long.", "bitter -1.80 told; ugly -2.30 told"),
    ("two hyphens for a dash", "The row was bitter--ugly even.", "bitter -1.80 told; ugly -2.30 told"),
    ("parentheses and stop stacked", "They said (killed).", "killed -3.50 reported"),
    ("one word in two contexts", "The vote was calm, then not calm.", "calm +1.30 told; calm -0.96 told"),
    ("the same, other way round", "It was not calm at first, and later it turned calm.", "calm -0.96 told; calm +1.30 told"),
    ("no negates", "No progress was made on the border.", "progress -1.33 told"),
    ("no as a determiner has no tone", "There was no word from the palace.", ""),
    ("a war in a name", "The Cold War ended here.", "War (name)"),
    ("praise in a country's name", "Officials from the United States met in Geneva.", "United (name)"),
    ("praise in an institution's name", "On Friday the Security Council meets.", "Security (name)"),
    ("a surname", "Later Robert Grant arrived.", "Grant (name)"),
    ("a first word is no name", "War has returned to the valley.", "War -2.90 reported"),
    ("nor one in an opened quotation", "She said: “Terrible things happened.”", "Terrible -2.10 told"),
    (
        "unless the text shows it to be",
        "United Steel sued. Workers at United Steel left.",
        "United (name); United (name)",
    ),
    ("topic words are reported", "The army killed nine rebels near the river.", "killed -3.50 reported; rebels -0.80 reported"),
    ("a charge is reported", "The court found him guilty of corruption.", "guilty -1.80 reported"),
    ("praise given by somebody", "The leader praised the firefighters.", "praised +2.20 reported"),
    ("reported and told", "Critics say the law is cruel.", "Critics -1.20 reported; cruel -2.80 told"),
    ("a political party", "The party chose its candidate.", "party (neutral)"),
    ("shares and interest", "The interest on the shares fell.", "interest (neutral); shares (neutral)"),
    ("like, a preposition", "A country like Norway sells gas.", "like (neutral)"),
    ("like, a verb", "They like the new mayor.", "like +1.50 told"),
    ("as well as", "The law applies to farmers as well as fishers.", "well (neutral)"),
    ("well, praise", "The team did well in the second round.", "well +1.10 told"),
    ("pretty, of degree", "It is pretty late for a budget.", "pretty (neutral)"),
    ("pretty, of looks", "A pretty village stood there.", "pretty +2.20 told"),
    ("despite does not negate", "Despite the crisis, shops opened.", "crisis -3.10 reported"),
    (
        "not only does not negate",
        "She not only won but won clearly.",
        "won +2.70 reported; won +2.70 reported; clearly +1.70 told",
    ),
    ("not negates", "The plan is not good.", "good -1.41 told"),
    ("a word of degree", "The plan is very good.", "good +2.19 told"),
    ("but shifts the weight", "The plan was good, but the result is terrible.", "good +0.95 told; terrible -3.15 told"),
    ("two words of one valence around but", "It was bad but then bad again.", "bad -1.25 told; bad -3.75 told"),
    ("numerals are no slang", "About 187 people came.", "187 (neutral)"),
    ("a list's marker is no smiley", "Item 8) was adopted.", ""),
    ("capitals for emphasis", "It was a DREADFUL night for us.", "DREADFUL -2.63 told"),
    ("initials are no emphasis", "NATO and the EU signed.", ""),
    ("a region's initials", "The fire near Laredo, TX, is out.", "fire -1.40 reported; TX (neutral)"),
    ("possessive", "The war's end came late.", "war -2.90 reported"),
    ("kind of is no kindness", "Kind of a mess, the mayor said.", "mess -1.50 told"),
    ("initials within a sentence", "The U.S. economy is strong.", "strong +2.30 told"),
    ("hyphenated words stand for themselves", "A cease-fire was signed.", ""),
    ("raised is no praise", "The bank raised its rate on Monday.", ""),
    (
        "praise does not hide betrayal",
        "His honest friend betrayed him.",
        "honest +2.30 told; friend +2.20 told; betrayed -3.00 told",
    ),
    ("a comparison", "The second offer is worse than the first.", "worse -2.10 told"),
    ("a comparison of praise", "The new plan is safer than the old one.", "safer +1.80 told"),
    ("a possessive before a negation", "The mayor's critics weren't happy.", "critics -1.20 reported; happy -2.00 told"),
    # Known limits, kept here so that a change shows: a lexicon does not know what "without" governs, nor what was denied.
    ("limit: the reach of a negation", "A truce without honour is useless.", "honour -2.00 told; useless +1.33 told"),
    ("limit: a denied charge", "He never lied.", "lied +1.18 told"),
    ("limit: no irony is claimed", "Great, another delay at the station.", "Great +3.10 told; delay -1.30 reported"),
    ("limit: a formula of certainty", "No doubt the law will pass.", "doubt +1.11 told"),
    ("limit: falls and rises have no tone", "Sales fell sharply in May.", ""),
]


@pytest.mark.parametrize(("sentence", "fired"), [case[1:] for case in TRAPS], ids=[case[0] for case in TRAPS])
def test_traps_of_news(sentence, fired):
    assert sentence_tone(sentence).fired == fired


@pytest.mark.parametrize("sentence", [case[1] for case in TRAPS], ids=[case[0] for case in TRAPS])
def test_the_words_that_fired_explain_the_score(sentence):
    tone = sentence_tone(sentence)
    found = re.findall(r"([+-]\d+\.\d\d) (told|reported)", tone.fired)
    sums = {kind: sum(float(v) for v, k in found if k == kind) for kind in ("told", "reported")}
    for value, s in ((tone.told, sums["told"]), (tone.reported, sums["reported"]), (tone.tone, sum(sums.values()))):
        assert value == pytest.approx(s / math.sqrt(s * s + 15), abs=0.005)


def test_same_as_the_package_where_nothing_is_masked():
    from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

    vader = SentimentIntensityAnalyzer()
    for sentence in (
        "the plan was terrible and very sad!",
        "it isn't a good idea but it is an honest one",
        "never a joy, and not a hope!!",
    ):
        assert sentence_tone(sentence).tone == pytest.approx(vader.polarity_scores(sentence)["compound"], abs=1e-4)


def test_exclamation_marks_are_telling():
    plain, loud = sentence_tone("the war was terrible."), sentence_tone("the war was terrible!")
    assert loud.told < plain.told
    assert loud.reported == plain.reported


@given(st.text(max_size=200))
def test_any_text_has_a_tone(text):
    tone = sentence_tone(text)
    assert all(-1 <= value <= 1 for value in (tone.tone, tone.told, tone.reported))
    assert sentence_tone(text) == tone


OVERRIDES = [
    ({"neutral_words": ["grim"]}, "a grim parade in the war", "grim (neutral); war -2.90 reported"),
    ({"topic_words": ["grim"]}, "a grim parade", "grim -2.70 reported"),
    ({"topic_words": ["party"]}, "a party again", "party +1.70 reported"),
    ({"told_words": ["war"]}, "the war again", "war -2.90 told"),
    ({}, "the war again", "war -2.90 reported"),
]


@pytest.mark.parametrize(("given_words", "sentence", "fired"), OVERRIDES)
def test_overrides(given_words, sentence, fired):
    assert sentence_tone(sentence, {"tone": given_words}).fired == fired


@pytest.mark.parametrize("bad", [{"topics": ["war"]}, {"topic_words": "war"}, {"neutral_words": [1]}, ["war"]])
def test_bad_overrides_name_the_remedy(bad):
    with pytest.raises(InputError, match=r"overrides\.toml.*(keys are|Write)"):
        sentence_tone("war", {"tone": bad})


def test_the_list_of_topic_words_is_sound():
    known = words.tone_words()
    assert {"war", "killed", "crisis"} <= known.topic
    assert not known.topic & set(known.neutral)
    assert all(word == word.lower() for word in known.topic)


def test_the_stand_in_is_in_no_lexicon():
    from analysis.sentiment.scoring import STAND_IN, _package, _vader

    assert STAND_IN not in _vader().lexicon
    assert STAND_IN not in _package().BOOSTER_DICT


def test_names_are_found_in_the_whole_article():
    text = "United Mills closed on Monday after a long week.\n\nThe owners of United Mills said that they regret it."
    corpus = read([text])
    tones = sentiment.tones([read_article(a) for a in corpus])
    assert [t.fired for t in tones[0]] == ["United (name)", "United (name); regret -1.80 told"]


def test_tones_are_parallel_to_the_sentences():
    readings = [read_article(a) for a in read(["One war. One peace.", "All is calm."])]
    tones = sentiment.tones(readings, {})
    assert [len(t) for t in tones] == [len(r.sentences) for r in readings] == [2, 1]


def _sentences(values: dict[tuple[str, str], list[list[float]]]) -> pd.DataFrame:
    """Rows of the table ``sentences``: (article, voice) -> paragraphs -> tones."""
    rows = []
    for (article, voice), paragraphs in values.items():
        for number, tones in enumerate(paragraphs):
            for tone in tones:
                rows.append(
                    (article, number, len(rows), len(rows) * 10, len(rows) * 10 + 9, "body", 5, voice, tone, tone / 2, 0.0, "")
                )
    names = ["article_id", "paragraph", "sentence", "start", "end", "role", "words", "voice"]
    names += ["tone", "tone_told", "tone_reported", "fired"]
    return pd.DataFrame(rows, columns=names)


SEVEN = [[0.1, 0.3], [0.2], [0.2, 0.2], [0.0], [0.4], [0.25], [0.15]]


def test_voices_give_means_of_sentences_with_intervals():
    table = _sentences({("a", "outlet"): SEVEN, ("a", "quoted"): [[0.5], [0.5]]})
    found = sentiment.voices(table, seed=1).set_index(["voice", "measure"])
    outlet = found.loc[("outlet", "tone")]
    assert outlet["value"] == pytest.approx(0.2)  # 1.8 over 9 sentences
    assert outlet["low"] < 0.2 < outlet["high"]
    assert outlet["n_sentences"] == 9
    assert found.loc[("outlet", "tone_told"), "value"] == pytest.approx(0.1)
    assert found.loc[("quoted", "tone"), ["value", "low", "high"]].isna().all()  # two paragraphs: not enough text
    assert found.loc[("quoted", "tone"), "n_sentences"] == 2
    assert found.loc[("reported", "tone"), "n_sentences"] == 0


def test_sentences_without_any_tone_give_no_certain_zero():
    found = sentiment.voices(_sentences({("a", "outlet"): [[0.0]] * 6})).set_index(["voice", "measure"])
    assert found.loc[("outlet", "tone"), ["value", "low", "high"]].isna().all()


def test_only_the_body_is_measured():
    table = _sentences({("a", "outlet"): SEVEN})
    table.loc[0, "role"] = "headline"
    found = sentiment.voices(table).set_index(["voice", "measure"])
    assert found.loc[("all", "tone"), "n_sentences"] == 8


def test_differences_tell_apart_what_differs_and_nothing_else():
    high = [[0.8], [0.7], [0.9], [0.8], [0.75], [0.85], [0.8], [0.9]]
    low = [[-0.8], [-0.7], [-0.9], [-0.8], [-0.75], [-0.85], [-0.8], [-0.9]]
    table = _sentences({("a", "outlet"): high, ("b", "outlet"): low, ("c", "outlet"): [[x[0] + 0.001] for x in high]})
    found = compare.differences(sentiment.samples(table), seed=0)
    tone = found[(found["measure"] == "tone") & (found["voice"] == "outlet")].set_index(["a_article_id", "b_article_id"])
    assert tone.loc[("a", "b"), "difference"] == pytest.approx(1.625)
    assert tone["told_apart"].to_dict() == {("a", "b"): True, ("a", "c"): False, ("b", "c"): True}
    quoted = found[found["voice"] == "quoted"]
    assert quoted["difference"].isna().all()
    assert not quoted["told_apart"].any()


def test_same_seed_same_numbers():
    table = _sentences({("a", "outlet"): SEVEN, ("b", "outlet"): SEVEN[::-1]})
    one, two = (compare.differences(sentiment.samples(table), seed=3) for _ in range(2))
    pd.testing.assert_frame_equal(one, two)


def test_a_speaker_has_the_sentences_that_his_words_reach_into():
    table = _sentences({("a", "quoted"): [[0.5], [0.3], [0.1], [0.4], [0.2], [0.3], [-0.4]]})
    attributions = pd.DataFrame({"article_id": ["a", "a"], "attribution": [0, 1], "speaker_ids": ["p1", "p2;p1"]})
    spans = pd.DataFrame(
        {
            "article_id": "a",
            "attribution": [0, 0, 1],
            "part": ["content", "source", "content"],
            "start": [0, 70, 62],
            "end": [55, 75, 65],
        }
    )
    found = sentiment.by_speaker(table, attributions, spans).set_index(["speaker_id", "measure"])
    assert found.loc[("p1", "tone"), "n_sentences"] == 7
    assert found.loc[("p1", "tone"), "value"] == pytest.approx(0.2)
    assert found.loc[("p2", "tone"), "n_sentences"] == 1
    assert np.isnan(found.loc[("p2", "tone"), "value"])
