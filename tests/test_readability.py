"""Readability: published examples, independent implementations, counting rules, properties, intervals."""

import math
import sys
from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from analysis import read, readability
from analysis.compare import differences as compare
from analysis.errors import ResourceError
from analysis.paths import SEEDS
from analysis.readability import COUNTS, MEASURES, closer, counting, familiar, prose, second
from analysis.reading import read_article, sentences

SHORE = (
    "The fox ran over the hill. It sat down by the old gate and looked at the moon. Nobody in the village had seen it before. "
    "Later the animal went back to the forest.\n"
    "The council has decided to repair the bridge before winter. Engineers examined the wooden pillars and recommended a "
    "temporary barrier. Residents welcomed the announcement, but several wanted a different solution. Traffic will be "
    "diverted through the market until the work is finished."
)
EASY = "The sun was hot. We sat by the pond. A frog sat on a log. It made a big splash. We had fun all day."
HARD = (
    "Notwithstanding considerable institutional opposition, parliamentary representatives unanimously endorsed comprehensive "
    "environmental legislation, acknowledging unprecedented international responsibilities regarding industrial contamination."
)


@pytest.fixture(scope="module")
def readings():
    return [read_article(article) for article in read(SEEDS)]


def of_counts(measure, **counts):
    """A formula's value of these counts."""
    total = tuple(float(counts.get(column, 0)) for column in MEASURES[measure].columns)
    return MEASURES[measure].compute(total)


@pytest.mark.parametrize(
    ("measure", "counts", "expected", "within"),
    [
        # Coleman and Liau 1975: the abstract scored by its own formula, grade 14.5 (given with one decimal)
        ("coleman_liau_index", {"sentences": 5, "words": 119, "letters": 639}, 14.5, 0.06),
        # Dale and Chall 1948, instructions, second and third sample, as quanteda.textstats tests them (steps rounded)
        ("dale_chall", {"sentences": 9, "words": 131, "unfamiliar_words": 20}, 6.7490, 0.03),
        ("dale_chall", {"sentences": 6, "words": 111, "unfamiliar_words": 17}, 6.9474, 0.03),
        # quanteda.textstats, its own tests of textstat_readability
        ("flesch_reading_ease", {"sentences": 1, "words": 10, "syllables": 10}, 112.085, 1e-3),
        ("flesch_reading_ease", {"sentences": 1, "words": 4, "syllables": 5}, 97.025, 1e-3),
        ("gunning_fog", {"sentences": 1, "words": 7}, 2.8, 1e-9),
        # McLaughlin 1969: 30 sentences with 30 polysyllables; his short form gives 3 + sqrt(30) = 8.5, to within one
        ("smog_index", {"sentences": 30, "polysyllables": 30}, 8.5, 1.0),
        ("smog_index", {"sentences": 30, "polysyllables": 0}, 3.1291, 1e-9),
        # Kincaid et al. 1975: .39 and 11.8 a unit, constant 15.59
        ("flesch_kincaid_grade", {"sentences": 1, "words": 20, "syllables": 30}, 0.39 * 20 + 11.8 * 1.5 - 15.59, 1e-9),
        # Chall and Dale 1995: 64 less .95 a per cent of unfamiliar words less .69 a word of sentence length
        ("new_dale_chall", {"sentences": 5, "words": 100, "unfamiliar_words": 10}, 40.7, 1e-9),
        # the same, Table 2.1 (pp. 31 and 33, as the package new-dale-chall-readability tests it)
        ("new_dale_chall", {"sentences": 10, "words": 100, "unfamiliar_words": 20}, 38.1, 1e-9),
        ("new_dale_chall", {"sentences": 27, "words": 100, "unfamiliar_words": 11}, 50.99, 0.01),
        # the same, sample passages (pp. 135-140, in DuBay 2004, The Principles of Readability), given without decimals
        ("new_dale_chall", {"sentences": 6, "words": 100, "unfamiliar_words": 11}, 42, 0.5),
        ("new_dale_chall", {"sentences": 5, "words": 100, "unfamiliar_words": 23}, 28, 0.5),
        # koRpus, vignette: it prints 556 words, the lengths of 18 sentences, and 191 words of more than six letters
        ("lix", {"sentences": 18, "words": 556, "long_words": 191}, 65.24, 0.005),
        ("rix", {"sentences": 18, "long_words": 191}, 10.61, 0.005),
        # the same; syllables and polysyllables are not printed: 892 and 91 are the whole numbers that both scores agree with
        ("flesch_reading_ease", {"sentences": 18, "words": 556, "syllables": 892}, 39.76, 0.005),
        ("flesch_kincaid_grade", {"sentences": 18, "words": 556, "syllables": 892}, 15.39, 0.005),
        ("gunning_fog", {"sentences": 18, "words": 556, "complex_words": 91}, 18.9, 0.005),
        ("smog_index", {"sentences": 18, "polysyllables": 91}, 15.97, 0.005),
        # Anderson 1983: RIX is long words by sentences; LIX adds their percentage to the length of sentences
        ("rix", {"sentences": 10, "long_words": 36}, 3.6, 1e-9),
        ("lix", {"sentences": 10, "words": 200, "long_words": 50}, 45.0, 1e-9),
    ],
)
def test_published_examples(measure, counts, expected, within):
    assert of_counts(measure, **counts) == pytest.approx(expected, abs=within)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        # GNU style 1.11 (Debian package diction), printed with one decimal
        ("automated_readability_index", 5.8),
        ("coleman_liau_index", 9.2),
        ("lix", 34.5),
    ],
)
def test_an_independent_implementation(name, expected):
    assert readability.scores(SHORE)[name] == pytest.approx(expected, abs=0.05)


def test_every_key_is_there():
    assert set(readability.scores(SHORE)) == {
        *MEASURES,
        *("sentences", "words", "syllables", "letters", "polysyllables", "complex_words", "unfamiliar_words"),
    }


def test_formulas_agree_with_their_counts():
    found = readability.scores(SHORE)
    asl, asw = found["words"] / found["sentences"], found["syllables"] / found["words"]
    assert found["words"] == 76
    assert found["letters"] == 363  # GNU style counts the same
    assert found["flesch_reading_ease"] == pytest.approx(206.835 - 1.015 * asl - 84.6 * asw)
    assert found["flesch_kincaid_grade"] == pytest.approx(0.39 * asl + 11.8 * asw - 15.59)
    assert found["gunning_fog"] == pytest.approx(0.4 * (asl + 100 * found["complex_words"] / found["words"]))


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        # numerals are words without syllables; the paragraph ends a sentence
        ("In 2014 they won 6,100 votes", {"sentences": 1, "words": 6, "syllables": 4}),
        ("One line\nAnother line", {"sentences": 2, "words": 4}),
        ("apples\npears\nplums", {"sentences": 3, "words": 3}),
        # lines wrapped by hand are no paragraphs
        (
            "The harbour office sent for the parts from\nthe mainland. In May the\nBlue Ferry came.",
            {"sentences": 2, "words": 16},
        ),
        ("The harbour office sent for the parts today\n\nthe mainland sent none.", {"sentences": 2}),
        # a line of forty characters and more may be wrapped, a shorter one is an item of a list; a mark at its end ends it
        ("The harbour office sent for two new oars\nfrom there.", {"sentences": 1}),
        ("The harbour office sent for one new oar\nand a net.", {"sentences": 2}),
        ("The harbour office sent for the parts from the mainland today.\n\nold nets\nnew nets", {"sentences": 3}),
        ("The harbour office sent for parts worth 5.3\nmillion dollars.", {"sentences": 1}),
        *((f"The harbour office asked the mainland for these{mark}\nnets\nropes", {"sentences": 3}) for mark in ".?!:;"),
        # an initialism ends no sentence, and is spelt out
        ("The U.S. State Department said so.", {"sentences": 1, "words": 6, "syllables": 9}),
        ("They live in the U.S. The town is small.", {"sentences": 2}),
        # a hyphenated word is one word; its syllables are summed
        ("A long-range plan", {"words": 3, "syllables": 4}),
        # Gunning: no names, no -ed or -es of three syllables, no easy compounds
        ("We met Natalia today.", {"polysyllables": 1, "complex_words": 0}),
        ("The bookkeeper created a newspaper.", {"polysyllables": 3, "complex_words": 0}),
        ("It was devastated by an avalanche.", {"polysyllables": 2, "complex_words": 2}),
        # a word that opens a sentence is a name where it is one elsewhere
        ("Natalia sang. We heard Natalia.", {"polysyllables": 2, "complex_words": 0}),
        ("Politicians sang.", {"complex_words": 1}),
        # Dale: inflections and names are familiar, other endings are not
        ("The armies stopped near Kyiv with 40 men.", {"unfamiliar_words": 0}),
        ("The burner and the catalyst.", {"unfamiliar_words": 2}),
        # letters leave out digits and marks
        ("Don't go at 10.", {"letters": 8}),
        ("", {"sentences": 0, "words": 0, "syllables": 0, "letters": 0}),
        ("... ?!", {"sentences": 0, "words": 0}),
    ],
)
def test_what_is_counted(text, counts):
    found = readability.scores(text)
    assert {name: found[name] for name in counts} == counts


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        # Dale and Chall 1948, instructions: each rule with a word of its kind
        ("boys", True),
        ("armies", True),
        ("girl's", True),
        ("boys'", True),
        ("armies’", True),
        ("voters'", False),
        ("asked", True),
        ("tries", True),
        ("hopping", True),
        ("hoping", True),
        ("taken", True),
        ("longest", True),
        ("happier", True),
        ("badly", True),
        ("don't", True),
        ("they’ll", True),
        ("1947", True),
        ("baby", True),
        ("good-looking", True),
        ("boxes", True),
        ("known", True),
        ("widest", True),  # an e dropped
        ("hotter", True),
        ("we've", True),
        ("she'd", True),
        ("a.m.", True),
        ("Mr.", True),
        ("up-to-date", True),
        ("asks-", True),
        ("glassen", False),
        ("burner", False),
        ("sharpen", False),
        ("germ-filled", False),
        ("treatment", False),
        ("necessary", False),
        ("U.S.", True),
        ("TB", False),
    ],
)
def test_familiar_words(word, expected):
    assert familiar.is_familiar(word) is expected


@pytest.mark.parametrize("text", ["", "   \n", "...", "!?"])
def test_a_text_without_words_has_no_score(text):
    found = readability.scores(text)
    assert all(math.isnan(found[name]) for name in MEASURES)


def test_a_text_of_numerals_has_no_syllables_a_word():
    found = readability.scores("1 2 3.")
    assert math.isnan(found["flesch_reading_ease"])
    assert found["words"] == 3


@pytest.mark.parametrize("name", list(MEASURES))
def test_direction(name):
    harder = readability.scores(HARD)[name] - readability.scores(EASY)[name]
    assert harder > 0 if MEASURES[name].more_means == "harder to read" else harder < 0


def test_the_seeds_have_the_sentences_that_were_counted_by_hand(readings):
    assert [len(r.body) for r in readings] == [23, 30, 25, 29, 23]
    assert [readability.paragraph_counts(r)[:, 0].sum() for r in readings] == [23, 30, 25, 29, 23]


def test_both_ways_to_count_agree(readings):
    """``scores`` of the body's lines, and the sums over an article's paragraphs."""
    for reading in readings:
        lines = [reading.text(p.start, p.end) for p in reading.article.paragraphs if p.role == "body"]
        total = readability.paragraph_counts(reading).sum(0)
        found = readability.scores("\n".join(lines))
        assert found["words"] == sum(len(s.words) for s in reading.body)
        assert {name: found[name] for name in COUNTS if name in found} == {
            name: total[n] for n, name in enumerate(COUNTS) if name in found
        }


@given(st.text(max_size=200))
def test_words_are_those_of_the_reading(text):
    from analysis.reading import words

    line = " ".join(text.split())
    assert [word for token in line.split() for word in counting.words_of(token)] == [
        line[start:end] for start, end in words(line)
    ]


def test_words_counted_in_bulk_are_counted_as_one_by_one():
    rows = counting.dictionary()
    assert len(rows) > 100_000
    assert [word for word, row in rows.items() if row != counting.word_row(word)] == []


@pytest.mark.parametrize(
    ("owner", "syllables", "long", "unfamiliar"),
    [
        ("dog", 1, 0, 0),
        ("Berlin", 2, 1, 1),
        ("president", 3, 1, 1),
        ("warmer", 2, 1, 1),
        ("Congress", 3, 1, 1),
        ("UN", 2, 0, 1),
        ("exposé", 3, 1, 1),
    ],
)
def test_a_possessive_counts_as_its_owner_and_a_letter(owner, syllables, long, unfamiliar):
    for mark in "'’":
        found = dict(zip(COUNTS, counting.unpacked(counting.word_row(f"{owner}{mark}s")), strict=True))
        assert found["letters"] == found["characters"] == len(owner) + 1
        assert (found["syllables"], found["long_words"], found["unfamiliar_words"]) == (syllables, long, unfamiliar)


@pytest.mark.parametrize(
    ("word", "syllables", "letters", "long", "complex_", "unfamiliar"),
    [
        ("cat", 1, 3, 0, 0, 0),
        ("an-old", 2, 5, 0, 0, 0),
        ("so-called", 2, 8, 1, 0, 0),
        ("animal-loving", 5, 12, 1, 1, 0),  # complex by one of its parts
        ("semi-animal", 5, 10, 1, 1, 1),
        ("U.N.-led", 3, 5, 0, 0, 1),  # an initialism is never complex
        *((word, 3, 10, 1, 0, 0) for word in ("newspapers", "newspaper's", "newspaper’s")),  # an easy compound (Gunning)
        ("newspaper", 3, 9, 1, 0, 0),
        ("it’s", 1, 3, 0, 0, 0),  # a word of its own
        ("IT's", 2, 3, 0, 0, 0),  # spelt out
        ("horse's", 2, 6, 0, 0, 0),  # a syllable more than its owner
    ],
)
def test_what_one_word_adds(word, syllables, letters, long, complex_, unfamiliar):
    found = dict(zip(COUNTS, counting.unpacked(counting.word_row(word)), strict=True))
    assert found == {
        **dict.fromkeys(COUNTS, 0),
        "words": 1,
        "syllables": syllables,
        "letters": letters,
        "characters": letters,
        "polysyllables": int(syllables >= 3),
        "long_words": long,
        "complex_words": complex_,
        "unfamiliar_words": unfamiliar,
    }
    assert counting.is_complex(word) == bool(complex_)


def test_a_word_counts_the_same_whatever_was_met_before():
    for met in ([], ["it-led"], ["us-backed"]):
        counting.forget()
        rows = [counting._ROWS[word] for word in [*met, "IT-led", "US-backed", "It"]][len(met) :]
        assert [counting.unpacked(row)[COUNTS.index("syllables")] for row in rows] == [3, 3, 1]


@example("Natalia sang. We met Natalia. A natalia fell.")  # an ordinary word where it begins a sentence
@example("UNICEF sang. We met UNICEF. A unicef fell.")
@example("natalia fell. We met Natalia. Natalia sang.")
@given(st.text(alphabet="aU.S -'’\"“”:(Natliao ", max_size=80))
def test_a_text_counted_whole_is_the_sum_of_its_words(text):
    line = " ".join(text.split())
    own = [line[start:end] for start, end in sentences(line)]
    together = counting.spelt(own)
    names = counting.capitalised_names(together)
    one_by_one = sum(row for s in own for row in counting.sentence_counts(counting.words_of(s), names))
    assert counting.text_counts(together, names) == one_by_one


@pytest.mark.parametrize(
    ("text", "times", "always"),
    [
        ("We met Natalia. Natalia sang.", {"Natalia": 2}, {"Natalia"}),
        ("It was Natalia, Natalia and Natalia.", {"Natalia": 3}, set()),
        ("Politicians sang. Politicians left.", {}, set()),
        ("Rose sang. We met Rose. A rose fell.", {"Rose": 2}, set()),
        ("Rose sang. We met Rose. A rose, red, fell.", {"Rose": 2}, set()),
        ("Rose sang. We met Rose. They arose, the rosehip fell.", {"Rose": 2}, {"Rose"}),  # only in longer words
        ("Rose sang. We met Rose. They arose for a rose.", {"Rose": 2}, set()),
        # Behind a mark, a bracket or a colon a capital says nothing.
        ("He said, “Never mind.” He left.", {}, set()),
        ("He left (Nobody knew).", {}, set()),
        ("He knew one thing: Money talks.", {}, set()),
        ("He knew Money: Money talks.", {"Money": 2}, set()),
        ("He said, “Never mind Never Ever.”", {"Never": 2, "Ever": 1}, set()),
        # ... and a sentence's first word behind a mark opens once.
        ("“Rose sang.” We met Rose.", {"Rose": 2}, {"Rose"}),
        ("“ Rose sang.” We met Rose.", {"Rose": 2}, {"Rose"}),
        ("“Never,” he said.", {}, set()),
        ("The Anglo-Saxon king met U.S. troops in 2014.", {"Anglo-Saxon": 1, "U.S.": 1}, set()),
        ("The iPhone rang.", {}, set()),
    ],
)
def test_names_have_a_capital_where_nothing_begins(text, times, always):
    found = counting.capitalised_names(counting.spelt([text[s:e] for s, e in sentences(text)]))
    assert found == (times, frozenset(always))


words_of = st.lists(
    st.sampled_from("the dog house reading animal Natalia 40 politician U.S. well-known it's".split()), min_size=1
)
texts_of = st.lists(words_of.map(lambda ws: "So " + " ".join(ws) + " now."), min_size=1, max_size=8)


@given(texts_of)
def test_twice_the_text_is_as_hard(lines):
    once, twice = readability.scores("\n".join(lines)), readability.scores("\n".join(lines * 2))
    assert all(once[name] == pytest.approx(twice[name]) for name in MEASURES)


@given(texts_of, st.randoms())
def test_the_order_of_sentences_does_not_matter(lines, random):
    mixed = list(lines)
    random.shuffle(mixed)
    assert readability.scores("\n".join(lines)) == pytest.approx(readability.scores("\n".join(mixed)))


@given(st.integers(1, 50), st.integers(1, 2000), st.integers(0, 5000), st.integers(0, 400))
def test_a_syllable_more_never_makes_a_text_easier(sentences, words, syllables, polysyllables):
    counts = {"sentences": sentences, "words": words, "syllables": syllables, "polysyllables": polysyllables}
    more = counts | {"syllables": syllables + 1, "polysyllables": polysyllables + 1}
    assert of_counts("flesch_reading_ease", **more) < of_counts("flesch_reading_ease", **counts)
    assert of_counts("flesch_kincaid_grade", **more) > of_counts("flesch_kincaid_grade", **counts)
    assert of_counts("smog_index", **more) > of_counts("smog_index", **counts)


@pytest.mark.parametrize("name", list(MEASURES))
def test_one_text_and_many_are_computed_alike(name):
    measure = MEASURES[name]
    rows = np.random.default_rng(1).integers(1, 90, (6, len(measure.columns))).astype(float)
    rows[-1] = 0
    if "numerals" in measure.columns:
        rows[:, measure.columns.index("numerals")] = 0
    one_by_one = [measure.compute(tuple(float(x) for x in row)) for row in rows]
    np.testing.assert_allclose(measure.compute(rows), one_by_one)
    assert math.isnan(one_by_one[-1]), "no words: undefined"
    assert measure.caveat
    assert measure.source


def quotes_of(reading, *spans):
    return SimpleNamespace(quoted=[SimpleNamespace(start=s, end=e, role=role) for s, e, role in spans])


def spoken(text):
    """A reading, and what stands between straight double marks as speech."""
    reading = read_article(read([text]).articles[0])
    ends = [n for n, c in enumerate(text) if c == '"']
    return reading, quotes_of(reading, *((s, e + 1, "speech") for s, e in zip(ends[::2], ends[1::2], strict=True)))


STORY = """The harbour office sent for parts from the mainland on the day after the storm, and a boat came.

"We wait," said the mayor of the little town to a crowd on the pier.

The islanders have asked for a second ferry because the old one breaks down so often in winter.
"""


def test_the_two_voices_add_up():
    reading, quotes = spoken(STORY)
    parts = [readability.paragraph_counts(reading, voice, quotes).sum(0) for voice in ("outlet", "quoted", "all")]
    np.testing.assert_allclose(parts[0] + parts[1], parts[2])
    assert parts[1][COUNTS.index("words")] == 2


def test_a_sentence_of_two_voices_counts_for_each_by_its_words():
    """Sentences of 19, 15 and 18 words, of which 2 of the second are quoted."""
    reading, quotes = spoken(STORY)
    found = {v: readability.paragraph_counts(reading, v, quotes)[:, :2].tolist() for v in ("all", "outlet", "quoted")}
    assert found["all"] == [[1, 19], [1, 15], [1, 18]]
    assert found["outlet"] == [[1, 19], [pytest.approx(13 / 15), 13], [1, 18]]
    assert found["quoted"] == [[pytest.approx(2 / 15), 2]]
    assert readability.paragraph_counts(reading)[:, :2].tolist() == found["all"]


def test_only_speech_is_a_quoted_voice():
    reading, _ = spoken(STORY)
    title = quotes_of(reading, (STORY.index('"'), STORY.index('," ') + 2, "title"))
    assert readability.paragraph_counts(reading, "quoted", title).shape == (0, len(COUNTS))


def test_an_unknown_voice_is_refused():
    reading, quotes = spoken(STORY)
    with pytest.raises(ValueError, match="A voice is one of"):
        readability.paragraph_counts(reading, "narrator", quotes)


def test_the_table_has_an_interval_for_every_score(readings):
    table = readability.table(readings, seed=3)
    assert list(table.columns) == ["article_id", "voice", "measure", "value", "low", "high", "n_sentences", "n_words"]
    assert len(table) == 5 * len(MEASURES)
    assert ((table["low"] <= table["value"]) & (table["value"] <= table["high"])).all()
    assert table.equals(readability.table(readings, seed=3))


def test_the_table_of_an_article_that_quotes_nobody():
    reading, _ = spoken(STORY)
    table = readability.table([reading], [quotes_of(reading)])
    quoted = table[table["voice"] == "quoted"]
    assert quoted["value"].isna().all()
    assert (quoted["n_words"] == 0).all()


def test_samples_add_up_to_the_scores(readings):
    found = compare.values(readability.samples(readings[:2]), resamples=100).set_index(["measure", "article_id"])["value"]
    table = readability.table(readings[:2])
    for row in table.itertuples():
        assert found[(row.measure, row.article_id)] == row.value


def test_articles_are_compared_as_a_whole_and_in_their_own_words():
    """The story of three paragraphs, of which the second is quoted in part: 19, 15 (2) and 18 words."""
    reading, quotes = spoken(STORY)
    found = readability.samples([reading], [quotes], measures=["lix", "gunning_fog"])
    assert [(s.measure.name, s.voice) for s in found] == [
        ("lix", "all"), ("gunning_fog", "all"), ("lix", "outlet"), ("gunning_fog", "outlet"),
    ]  # fmt: skip
    assert {s.voice for s in readability.samples([reading])} == {"all"}
    assert [s.voice for s in readability.samples([reading], [quotes], measures=["lix"], voices=["quoted"])] == ["quoted"]
    own = found[3].articles[reading.article.id]
    paragraphs = [s.paragraph for s in reading.sentences]
    assert list(own.numbers) == paragraphs
    assert own.sentences == pytest.approx(2 + 13 / 15)
    assert own.sums[:, found[3].measure.columns.index("words")].tolist() == [19, 13, 18]


def test_the_table_has_the_voices_side_by_side():
    reading, quotes = spoken(STORY)
    other = read_article(read([EASY]).articles[0])
    other = replace(other, article=replace(other.article, id="a"))  # before the first by its name, but not in the corpus
    table = readability.table([reading, other], [quotes, quotes_of(other)])
    sizes = table[["article_id", "voice", "n_sentences", "n_words"]].drop_duplicates()
    assert sizes.to_numpy().tolist() == [
        [reading.article.id, "all", 3, 52],
        [reading.article.id, "outlet", 2.87, 50],  # a sentence of 15 words, of which 13 are the outlet's own
        [reading.article.id, "quoted", 0.13, 2],
        ["a", "all", 5, 25],
        ["a", "outlet", 5, 25],
        ["a", "quoted", 0, 0],
    ]
    assert table.index.tolist() == list(range(6 * len(MEASURES)))


def test_the_intervals_of_the_table_are_those_of_its_units_and_seed(readings):
    """Every two paragraphs of the article are one unit, as if they were copied from one text."""
    reading = readings[0]
    units = {(reading.article.id, n): n // 2 for n in range(len(reading.article.paragraphs))}
    table = readability.table([reading], units=units, seed=3)
    found = compare.values(readability.samples([reading]), units=units, seed=3)
    ends = ["value", "low", "high"]
    assert table[ends].to_numpy().tolist() == found[ends].to_numpy().tolist()
    for other in ({"seed": 3}, {"units": units}):
        assert (table["low"] != readability.table([reading], **other)["low"]).all()


def test_differences_are_antisymmetric(readings):
    ab = compare.differences(readability.samples(readings[:2]), resamples=200)
    ba = compare.differences(readability.samples(readings[1::-1]), resamples=200)
    assert set(ab["measure"]) == set(MEASURES)
    np.testing.assert_allclose(ab["difference"], -ba["difference"])
    np.testing.assert_allclose(ab["error"], ba["error"])
    assert compare.differences(readability.samples(readings[:1])).empty


@pytest.mark.parametrize("measure", MEASURES.values(), ids=lambda m: m.name)
@given(st.lists(st.integers(1, 400), min_size=4, max_size=4), st.integers(2, 9))
def test_formulas_are_ratios(measure, sums, times):
    """Doubling all sums leaves the value: what the intervals rest on."""
    own = np.array(sums[: len(measure.columns)], float)
    one, more = measure.compute(own[None, :])[0], measure.compute(times * own[None, :])[0]
    np.testing.assert_allclose(one, more, rtol=1e-9)


@pytest.mark.parametrize(
    ("n_sentences", "n_words", "expected"),
    [(40, 900, 0), (12, 300, 1), (4, 60, 1), (30, 100, 0), (29, 100, 1), (30, 99, 1)],
)
def test_cautions(n_sentences, n_words, expected):
    found = readability.cautions(n_sentences, n_words)
    assert len(found) == expected
    assert all(str(n_words) in c or ("SMOG" in c and c.endswith("was made for 30.")) for c in found)


def test_a_formula_of_many_texts_is_undefined_where_one_has_nothing_to_divide_by():
    sums = np.array([[2.0, 30.0, 0.0], [0.0, 0.0, 0.0], [3.0, 30.0, 6.0]])
    np.testing.assert_allclose(MEASURES["gunning_fog"].compute(sums), [6.0, np.nan, 12.0])


@pytest.mark.parametrize(
    ("name", "unit", "said", "matters"),
    [
        ("flesch_kincaid_grade", "US school year", "school years", 1),
        ("flesch_reading_ease", "points, 0 to 100", "points", 10),
        ("rix", "long words a sentence", "long words a sentence", 1),
        ("lix", None, "points", 5),
    ],
)
def test_a_difference_is_told_in_the_unit_of_its_measure(name, unit, said, matters):
    measure = MEASURES[name]
    assert (measure.counted_in, measure.matters) == (said, matters)
    assert unit in (None, measure.unit)


def test_the_second_opinion_needs_no_download(monkeypatch):
    import nltk

    monkeypatch.setattr(nltk, "download", lambda *_, **__: pytest.fail("something was downloaded"))
    theirs, ours = readability.second_opinion(SHORE), readability.scores(SHORE)
    assert set(theirs) == set(MEASURES)
    # this text has nothing that textstat counts differently: the same syllables, and LIX is the published one
    assert theirs["lix"] == pytest.approx(ours["lix"])
    assert theirs["flesch_kincaid_grade"] == pytest.approx(ours["flesch_kincaid_grade"], abs=0.01)
    assert all(math.isnan(value) for value in readability.second_opinion(" ").values())


def test_the_second_opinion_counts_syllables_with_our_table():
    # Six syllables in four words; by its hyphenation alone textstat hears one in "area".
    theirs = readability.second_opinion("The area was calm.")["flesch_reading_ease"]
    assert theirs == pytest.approx(206.835 - 1.015 * 4 - 84.6 * 6 / 4)


def test_without_textstat_a_sentence_says_what_to_install(monkeypatch):
    second._textstat.cache_clear()
    monkeypatch.setitem(sys.modules, "textstat", None)
    with pytest.raises(ResourceError, match=r"textstat, which is missing: pip install textstat"):
        readability.second_opinion("The area was calm.")


def test_hardest_sentences_say_why(readings):
    hard = readability.hardest(readings, 2)
    assert hard.groupby("article_id").size().tolist() == [2] * 5
    assert (hard["why"] != "").all()
    for row in hard.itertuples():
        reading = next(r for r in readings if r.article.id == row.article_id)
        assert reading.text(row.start, row.end) == row.text
        assert row.grade in sorted(readability.sentences([reading])["grade"])[-2:]


def test_of_sentences_as_hard_the_first_stands_first_and_says_all_its_reasons():
    """Twenty sentences of one grade, in two paragraphs: 38 words, 32 of them unfamiliar, three openings."""
    hard = f"They say that {'photosynthesizes ' * 32}because if he."
    reading = read_article(read(["\n\n".join([" ".join([hard] * 10)] * 2)]).articles[0])
    table = readability.sentences([reading])
    assert table.columns.tolist() == "article_id paragraph start end words unfamiliar openings grade why".split()
    assert table["paragraph"].tolist() == [0] * 10 + [1] * 10
    found = readability.hardest([reading], 2)
    assert found.columns.tolist() == [*table.columns, "text"]
    assert found.index.tolist() == [0, 1]
    assert found["start"].tolist() == [0, len(hard) + 1]
    assert found["why"].unique().tolist() == [
        "long (38 words), many unfamiliar words (32 of 38), deeply nested (3 clauses or asides open in it)"
    ]
    paragraphs = readability.paragraphs([reading])
    assert paragraphs.columns.tolist() == "article_id paragraph sentences words unfamiliar grade".split()
    assert paragraphs["paragraph"].tolist() == [0, 1]


def test_paragraphs_sum_to_the_article(readings):
    table = readability.paragraphs(readings)
    assert table.groupby("article_id", sort=False)["sentences"].sum().tolist() == [23, 30, 25, 29, 23]


def test_the_sentences_that_read_the_tables(readings):
    labels = {r.article.id: r.article.label for r in readings}
    table = readability.table(readings)
    pairs = compare.differences(readability.samples(readings))
    said = prose.say_scores(table, pairs, labels)
    grades = table[table["measure"] == "flesch_kincaid_grade"]["value"]
    assert f"{grades.min():.1f}" in said
    assert f"{grades.max():.1f}" in said
    assert "51" in prose.say_lengths(readability.sentences(readings), labels)
    assert "no two voices" in prose.say_voices(table, labels)
    short = prose.say_cautions(table, labels)
    assert "SMOG was made for 30 sentences" in short
    assert short.count("(23)") == 2
    assert "(30)" not in short
    paragraphs = readability.paragraphs(readings)
    hardest = paragraphs.loc[paragraphs["words"] >= 20, "grade"].max()
    assert f"at a grade of {hardest:.0f}" in prose.say_paragraphs(paragraphs, labels)
    assert prose.say_paragraphs(paragraphs.head(0), labels).startswith("No paragraph has")
    assert "too short are" in prose.say_cautions(table.assign(n_words=60), labels)
    assert prose.say_cautions(table.assign(n_sentences=31), labels).startswith("Every article is long enough")
    assert "of 10 formulas" in prose.say_second(readability.beside(readings))


# ---- the sentences that read the tables, on tables typed by hand ---------------------------------------------------

NAMED = {"a": "A", "b": "B", "c": "C", "d": "D"}


def scored(*rows, measure="flesch_kincaid_grade", voice="all"):
    """Rows of the table: article, value, and how many sentences and words; an interval of one to both sides."""
    made = [(a, voice, measure, v, v - 1, v + 1, n, m) for a, v, n, m in rows]
    return pd.DataFrame(made, columns="article_id voice measure value low high n_sentences n_words".split())


def differing(measure, value, apart):
    """Article a against b, told apart or not."""
    row = {"measure": measure, "voice": "all", "a_article_id": "a", "b_article_id": "b", "difference": value}
    known = {"low": value - 0.5, "high": value + 0.5, "p": 0.01, "told_apart": apart, "needed": math.nan}
    return pd.DataFrame([row | known | {"a_sentences": 40.0, "b_sentences": 40.0}])


LONG_ENOUGH = ("a", 9.54, 40, 900), ("b", 8.0, 40, 900)
NO_DIFFERENCE = differing("flesch_kincaid_grade", 1.54, False)


@pytest.mark.parametrize(
    ("table", "pairs", "said"),
    [
        (scored(("a", math.nan, 0, 0)), NO_DIFFERENCE, "No article has enough words to be scored."),
        (
            scored(("a", 9.54, 40, 900), ("b", math.nan, 0, 0)),
            NO_DIFFERENCE.head(0),
            "By Flesch-Kincaid the article stands at US school year 9.5 (A, 8.5 to 10.5).",
        ),
        (
            scored(("a", 9.54, 4, 60)).assign(low=math.nan),
            NO_DIFFERENCE.head(0),
            "By Flesch-Kincaid the article stands at US school year 9.5 (A). "
            "A: Only 60 words: every score here needs at least 100 to mean something.",
        ),
        (
            scored(*LONG_ENOUGH),
            NO_DIFFERENCE,
            "By Flesch-Kincaid the articles stand between US school years 8.0 and 9.5. No formula of the six tells any two of "
            "them apart: every difference could be chance. By Flesch-Kincaid, A and B cannot be told apart with 40 sentences each.",
        ),
        (
            scored(*LONG_ENOUGH, ("c", 9.0, 40, 900)),
            pd.concat([
                NO_DIFFERENCE,
                NO_DIFFERENCE.assign(b_article_id="c"),
                NO_DIFFERENCE.assign(a_article_id="b", b_article_id="c"),
                differing("gunning_fog", -2.0, True).assign(voice="quoted"),
            ]),
            "By Flesch-Kincaid the articles stand between US school years 8.0 and 9.5. No formula of the six tells any two of "
            "them apart: every difference could be chance. By Flesch-Kincaid, the 3 articles cannot be told apart with 40 sentences each.",
        ),
        (
            pd.concat([scored(*LONG_ENOUGH), scored(("c", 1.0, 40, 900), voice="quoted"), scored(("c", 99.0, 40, 900), measure="lix")]),
            differing("flesch_kincaid_grade", 1.54, True),
            "By Flesch-Kincaid the articles stand between US school years 8.0 (B, 7.0 to 9.0) and 9.5 (A, 8.5 to 10.5). "
            "Flesch-Kincaid grade: A is harder to read than B by 1.5 school years (1.0 to 2.0).",
        ),
        (
            scored(*LONG_ENOUGH),
            pd.concat([
                NO_DIFFERENCE,
                differing("gunning_fog", -2.0, True),
                differing("flesch_reading_ease", 12.0, True),
                differing("smog_index", 2.0, True),  # none of the front page's
            ]),
            "By Flesch-Kincaid the articles stand between US school years 8.0 and 9.5. "
            "Gunning Fog: B is harder to read than A by 2.0 school years (1.5 to 2.5). "
            "Flesch Reading Ease: A is easier to read than B by 12.0 points (11.5 to 12.5).",
        ),
    ],
)  # fmt: skip
def test_what_is_said_of_the_scores(table, pairs, said):
    assert prose.say_scores(table, pairs, NAMED) == said


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ([], "There is no sentence to measure."),
        ([("a", 5), ("a", 20), ("a", 9)], "Half of the sentences have at most 9 words; the longest sentence, of 20 words, stands in A."),
        (
            [("a", 10), ("a", 12), ("b", 5), ("b", 20), ("b", 9), ("c", 10)],
            "Half of the sentences have at most 9 words in B and 11 in A; the longest sentence, of 20 words, stands in B. "
            "These are counts of these texts, not tests.",
        ),
    ],
)  # fmt: skip
def test_what_is_said_of_the_lengths(words, said):
    assert prose.say_lengths(pd.DataFrame(words, columns=["article_id", "words"]), NAMED) == said


@pytest.mark.parametrize(
    ("quoted", "said"),
    [
        (
            [("a", 8.0, 9, 100), ("b", 7.0, 9, 99), ("c", 6.26, 9, 300)],
            "By Flesch-Kincaid, in A the quoted words stand at 8.0 and the outlet's own at 10.0; in C the quoted words stand at 6.3 "
            "and the outlet's own at 12.0. Articles that quote fewer than 100 words are left out.",
        ),
        (
            [("a", 8.0, 9, 0), ("b", 7.0, 9, 99), ("c", 6.0, 9, 1)],
            "No article quotes more than 99 words; a formula wants 100, so the two voices cannot be compared.",
        ),
        (
            [("a", math.nan, 0, 0), ("b", math.nan, 0, 0), ("c", math.nan, 0, 0)],
            "No article quotes anybody, so there are no two voices to compare.",
        ),
    ],
)
def test_what_is_said_of_the_voices(quoted, said):
    outlet = scored(("a", 10.0, 40, 900), ("b", 11.0, 40, 900), ("c", 12.0, 40, 900), voice="outlet")
    other = scored(*quoted, measure="lix", voice="quoted").assign(n_words=999, value=77.0)
    assert prose.say_voices(pd.concat([outlet, other, scored(*quoted, voice="quoted")]), NAMED) == said


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([("a", 8, 8.5), ("b", 10, 10.1)], "+0.3 on average, and 1 of 3 formulas rank the articles in another order."),
        ([("a", 8, 7.4), ("b", 10, 7.2)], "-1.7 on average, and 2 of 3 formulas rank the articles in another order."),
        ([("a", 8, 8.5), ("b", 10, math.nan)], "+0.5 on average."),
        ([("a", 8, math.nan)], ""),
    ],
)
def test_what_is_said_of_the_second_opinion(rows, said):
    """LIX ranks the other way round; a New Dale-Chall of 40 is harder than one of 50, as textstat's 8 is than its 6."""
    made = [(a, "flesch_kincaid_grade", ours, theirs) for a, ours, theirs in rows]
    for (a, _, theirs), ours, lix, grade in zip(rows, (40.0, 50.0), (45.0, 44.0), (8.0, 6.0), strict=False):
        known = theirs == theirs
        made += [(a, "lix", ours, lix if known else theirs), (a, "new_dale_chall", ours, grade if known else theirs)]
    found = prose.say_second(pd.DataFrame(made, columns=["article_id", "measure", "ours", "textstat"]))
    assert found == (
        f"textstat's Flesch-Kincaid grades differ from ours by {said}"
        if said
        else "There is too little text for a second opinion."
    )


@pytest.mark.parametrize(
    ("sizes", "said"),
    [
        ([(30, 100)], "Every article is long enough for all ten formulas."),
        ([(29, 99)], "Every score wants 100 words; too short are A (99 words)."),
        ([(29, 100)], "SMOG was made for 30 sentences; its score is a rough one for A (29)."),
        (
            [(12, 300), (4, 60), (29, 100), (1, 200)],
            "Every score wants 100 words; too short are B (60 words). SMOG was made for 30 sentences; its score is a rough one for "
            "A (12), C (29) and D (1).",
        ),
        ([(4, 60), (4, 50)], "Every score wants 100 words; too short are A (60 words) and B (50 words)."),
    ],
)
def test_what_is_said_of_the_sizes(sizes, said):
    rows = scored(*((a, 8.0, n, m) for a, (n, m) in zip("abcd", sizes, strict=False)))
    other = [rows.assign(voice="outlet", n_words=5), rows.assign(measure="lix", n_words=5)]
    assert prose.say_cautions(pd.concat([rows, *other]), NAMED) == said


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([("a", 19, 15.0)], "No paragraph has 20 words, too few to set one against another."),
        ([("a", 20, math.nan)], "No paragraph has 20 words, too few to set one against another."),
        (
            [("a", 30, g) for g in (4.0, 6, 8, 10)] + [("b", 19, 15.0)],
            "Of paragraphs with at least 20 words the hardest stands in A, at a grade of 10.",
        ),
        # Quartiles of five: the second and the fourth. The one of b has no middle half.
        (
            [("a", 30, g) for g in (4.0, 6, 8, 10, 12)] + [("b", 20, 12.4), ("b", 19, 15.0)],
            "Of paragraphs with at least 20 words the hardest stands in B, at a grade of 12; the middle half of an article's "
            "paragraphs spans 4.0 grades.",
        ),
    ],
)
def test_what_is_said_of_the_paragraphs(rows, said):
    assert prose.say_paragraphs(pd.DataFrame(rows, columns=["article_id", "words", "grade"]), NAMED) == said


@pytest.mark.parametrize(
    ("sizes", "why"),
    [
        ((34, 10, 2), ""),
        ((35, 10, 2), "long (35 words)"),
        ((10, 3, 0), "many unfamiliar words (3 of 10)"),
        ((10, 2, 3), "deeply nested (3 clauses or asides open in it)"),
        ((40, 12, 4), "long (40 words), many unfamiliar words (12 of 40), deeply nested (4 clauses or asides open in it)"),
        ((0, 0, 0), ""),
    ],
)
def test_why_a_sentence_is_hard(sizes, why):
    assert ", ".join(closer._why(*sizes)) == why


def test_the_sentences_and_paragraphs_behind_a_score():
    text = (
        "The harbour office\n\n"
        "It rained. The old men who sat by the gate (as they did when it rained) said that it was bad — and went.\n\n"
        "The sun was hot. Ratification notwithstanding, parliamentarians acquiesced. We sat by the pond.\n"
    )
    one, other = (
        replace(r, article=replace(r.article, id=name))
        for name, r in zip("ba", [read_article(read([text]).articles[0])] * 2, strict=True)
    )
    table = readability.sentences([one])
    assert table[["words", "openings"]].to_numpy().tolist() == [[2, 0], [21, 6], [4, 0], [4, 0], [5, 0]]
    assert table["unfamiliar"].tolist()[3] == 4
    assert [text[s:e].split()[0] for s, e in zip(table["start"], table["end"], strict=True)] == [
        "It",
        "The",
        "The",
        "Ratification",
        "We",
    ]
    # Kincaid: .39 by words a sentence, 11.8 by syllables a word, less 15.59
    assert table["grade"].iloc[2] == pytest.approx(0.39 * 4 + 11.8 - 15.59)
    hard = readability.hardest([one, other], 2)
    assert hard["article_id"].tolist() == ["b", "b", "a", "a"]
    assert [t.split()[0] for t in hard["text"]] == ["Ratification", "The"] * 2
    assert hard["grade"].tolist() == sorted(hard["grade"][:2], reverse=True) * 2
    assert readability.hardest([one], 5)["why"].iloc[-1] == "nothing stands out"
    parts = readability.paragraphs([one, other])
    assert parts["article_id"].tolist() == ["b", "b", "a", "a"]
    assert parts[["sentences", "words"]].to_numpy().tolist() == [[2, 23], [3, 13]] * 2
    assert parts["unfamiliar"].iloc[1] == table["unfamiliar"].iloc[2:].sum()
    assert parts["grade"].iloc[0] == pytest.approx(0.39 * 11.5 + 11.8 - 15.59)


def test_our_scores_and_textstats_side_by_side():
    one, other = (read_article(read([t]).articles[0]) for t in (EASY, SHORE))
    one, other = (replace(r, article=replace(r.article, id=name)) for r, name in ((one, "b"), (other, "a")))
    table = readability.beside([one, other], ["rix", "lix"])
    assert table[["article_id", "measure"]].to_numpy().tolist() == [["b", "rix"], ["b", "lix"], ["a", "rix"], ["a", "lix"]]
    assert table["ours"].tolist() == [readability.scores(t)[m] for t in (EASY, SHORE) for m in ("rix", "lix")]
    assert table["textstat"].tolist() == [readability.second_opinion(t)[m] for t in (EASY, SHORE) for m in ("rix", "lix")]
    wide = readability.compared(table, {"a": "A", "b": "B"})
    assert wide.columns.tolist() == [("B", "ours"), ("B", "textstat"), ("A", "ours"), ("A", "textstat")]
    assert wide.index.tolist() == ["RIX", "LIX"]
    assert wide.to_numpy().tolist() == [
        [*table[table["measure"] == m][["ours", "textstat"]].to_numpy().ravel()] for m in ("rix", "lix")
    ]


def test_the_splitter_agrees_with_punkt(readings):
    """nltk's Punkt with the same abbreviations and openers; where they differ, it is at an abbreviation before a "
    "closing mark."""
    from nltk.tokenize.punkt import PunktParameters, PunktSentenceTokenizer

    from analysis import reading as module

    parameters = PunktParameters()
    parameters.abbrev_types = set(module._ABBREVIATIONS)
    parameters.sent_starters = set(module._OPENERS)
    punkt = PunktSentenceTokenizer(parameters)
    for reading in readings:
        for p in reading.article.paragraphs:
            part = module._straightened(reading.text(p.start, p.end))
            assert module._cut(part) == list(punkt.span_tokenize(part))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The cat sat. Dogs ran.", 2),
        ("He is ill. Peter left.", 2),
        ("It was No. 5 on the list.", 1),
        ("He met Donald J. Trump on Friday.", 1),
        ("So did I. The rest stayed.", 2),
        ("It is the State Department’s. Sharpton ate.", 2),
        ("“It is the U.S. administration.” He left.", 2),
        ("Call J. A. Smith. He knows.", 2),
        ("They asked: “Why?” She left.", 2),
        ("“Why?” she asked.", 1),
    ],
)
def test_where_sentences_end(text, expected):
    assert len(sentences(text)) == expected


def test_the_docs_tell_the_differences_from_textstat(readings):
    import re
    from importlib.metadata import version

    from analysis.paths import ROOT

    page = (ROOT / "docs" / "readability.md").read_text(encoding="utf-8")
    told = {row.split("|")[1].strip(): row.split("|")[-2].strip() for row in page.splitlines() if row.startswith("| ")}
    table = readability.beside(readings)
    means = (table["textstat"] - table["ours"]).groupby(table["measure"]).mean()
    assert re.search(r"textstat (\d+\.\d+\.\d+)'s score", page)[1] == version("textstat"), "measure the table of the docs anew"
    for name, measure in MEASURES.items():
        label = {"flesch_kincaid_grade": "Flesch-Kincaid"}.get(name, measure.label)
        assert float(told[label].replace("−", "-")) == pytest.approx(means[name], abs=0.051), name
