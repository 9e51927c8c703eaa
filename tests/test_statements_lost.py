"""Where a source was lost, step by step: the words in common, in whose voice they stand here, and what is only mentioned."""

from __future__ import annotations

import pandas as pd
import pytest

from analysis.compare.statements import lost as parts
from analysis.compare.statements.words import Rarity, words
from tests.test_statements import COST, lost

ALIKE = Rarity(())  # of no sentence: every stem weighs 1
FIVE = "red boats sail fast today"


def telling(text: str, content: str, cue: str = "", source: str = "", speakers: str = "") -> parts._Told:
    """A statement typed by hand, whose parts are where these words stand first in the text."""

    def spans(said: str) -> tuple[tuple[int, int], ...]:
        return tuple((text.index(part), text.index(part) + len(part)) for part in said.split(" / ") if part)

    own = tuple(w for start, end in spans(content) for w in words(text, start, end))
    return parts._Told(
        "a", 0, frozenset(speakers.split()), 0.9, "speech", False, spans(content), spans(cue), spans(source), own
    )


def sentence(text: str, article: str = "b") -> parts._Sentence:
    """The first line of a text."""
    end = text.find("\n") if "\n" in text else len(text)
    return parts._Sentence(article, 0, end, 0, tuple(words(text, 0, end)))


def fillers(number: int) -> str:
    return "".join(f" k{n}" for n in range(number))


@pytest.mark.parametrize(
    ("there", "here", "then", "now"),
    [
        (FIVE, f"now {FIVE} again", FIVE, FIVE),
        ("red boats sail fast", "red boats sail fast", "", ""),  # four content words
        ("the red boats and then sail fast", "the red boats and then sail fast", "", ""),  # function words are none
        (FIVE, " ".join(["now", *[FIVE] * 50]), FIVE, FIVE),  # however often they stand here
        ("red boats slow sail fast ships today", FIVE, "", ""),  # two in a row
        ("red boats sail slow fast today", "red boats sail quick fast today", *["red boats sail {} fast today"] * 2),
        # A word that differs costs half of one in common.
        (f"{FIVE} slow town", f"{FIVE} town", f"{FIVE} slow town", f"{FIVE} town"),
        (f"{FIVE} slow ships town", f"{FIVE} town", FIVE, FIVE),
        (f"{FIVE} slow town", f"{FIVE} quick light town", FIVE, FIVE),  # of one against two, the two
        # Three tenths of the statement: 5 of 16, 5 of 17.
        (FIVE + fillers(11), FIVE, FIVE, FIVE),
        (FIVE + fillers(12), FIVE, "", ""),
        # Three words in small letters there, whatever they have here.
        ("Red Boats sail fast today", FIVE.title(), "Red Boats sail fast today", FIVE.title()),
        ("Red Boats Sail fast today", FIVE, "", ""),
    ],
)
def test_the_words_in_common(there: str, here: str, then: str, now: str) -> None:
    found = parts._in_common(words(there), words(here), ALIKE, there)
    if not then:
        assert found is None
        return
    assert there[found.there[0].start : found.there[-1].end] == then.format("slow")
    assert here[found.here[0].start : found.here[-1].end] == now.format("quick")


@pytest.mark.parametrize(("weight", "found"), [(0.5, True), (0.49, False)])
def test_words_that_stand_in_many_sentences_are_little_in_common(weight: float, found: bool) -> None:
    """Five of half the weight: 2.5."""
    own = words(FIVE)
    assert (parts._in_common(own, own, lambda stem: weight if stem else 0.0, FIVE) is not None) is found


def test_alike_is_twice_the_weight_in_common_over_that_of_both() -> None:
    """Five of six words in either: 10 / 12, and .8333 of a confidence of .9."""
    there, here = "red boats sail slow fast today", "red boats sail quick fast today"
    found = parts._in_common(words(there), words(here), ALIKE, there)
    assert found.similarity == pytest.approx(5 / 6)
    assert parts._row(telling(there, there), sentence(here), found, "agentless") == (
        *("a", 0, 0, len(there), "b", 0, len(here), "agentless", 0.8333, 0.75, False),
        "6 words ascribed to a source there, to nobody here",
    )


@pytest.mark.parametrize(
    ("text", "first", "aside"),
    [
        ("Falk, who built boats, sails ferries", 0, ["built", "boats"]),  # up to the next comma
        ("Lund, which built boats, sails", 0, ["built", "boats"]),
        ("Falk, whose boats sail", 0, ["boats", "sail"]),
        ("Falk who built boats", 0, []),
        ("Falk, who built boats", 1, []),  # a statement that is the clause
    ],
)
def test_what_stands_in_a_clause_of_background(text: str, first: int, aside: list[str]) -> None:
    own = words(text)
    assert [w.form for w in own[first:] if parts._in_aside(w, own[first:], text)] == aside


SIXTEEN = " ".join(f"a{n:02}" for n in range(16))
RARE = "red boats sail"


@pytest.mark.parametrize(
    ("said", "read", "found"),
    [
        (RARE + " fast", [("b", RARE), ("c", "red boats"), ("a", RARE)], ["b"]),  # three stems, in another article
        (f"{SIXTEEN} {RARE}", [("b", RARE)], ["b"]),  # what stands nowhere else is no clue
        (
            f"{SIXTEEN} {RARE}",
            [("b", SIXTEEN), ("c", SIXTEEN), ("d", RARE), ("e", "a13 a14 a15")],
            ["b", "c", "d"],
        ),  # of nineteen, the rarest sixteen
    ],
)
def test_sentences_are_looked_up_by_the_rarest_stems_of_a_statement(said: str, read: list, found: list[str]) -> None:
    sentences = [sentence(said, "a"), *[sentence(text, article) for article, text in read]]
    rarity = Rarity(s.words for s in sentences)
    statements = [telling(said, said), telling(said, said, speakers="ann")]  # the first is nobody's
    assert [(t.speakers, s.article_id) for t, s in parts._pairs(statements, sentences, rarity)] == [({"ann"}, n) for n in found]


def test_the_sentence_before_is_one_of_the_body_of_the_same_article() -> None:
    text = "One came. Two went. It rained. Nobody saw."
    rows = [("a", 0, 9, "body"), ("a", 10, 19, "body"), ("b", 10, 19, "body"), ("b", 20, 30, "caption"), ("b", 31, 42, "body")]
    table = pd.DataFrame(rows, columns=["article_id", "start", "end", "role"])
    found = parts._sentences(table, {"a": text, "b": text})
    assert [(s.article_id, s.start, s.end, s.before) for s in found] == [
        *[("a", 0, 9, 0), ("a", 10, 19, 0), ("b", 10, 19, 10), ("b", 31, 42, 10)],  # the first has none before it
    ]
    assert [w.form for w in found[-1].words] == ["nobody", "saw"]


@pytest.mark.parametrize(("at", "named"), [(9, False), (10, True), (20, True), (29, True), (30, False)])
def test_a_source_is_named_in_the_sentence_or_the_one_before(at: int, named: bool) -> None:
    assert parts._names_it([at], parts._Sentence("b", 20, 30, 10, ())) is named


BOTH = COST.capitalize() + ", as it rains.\nSome wonder at that."
HALF = "The new bridge over the narrow river"  # seven of fourteen words
HOPES = "the town hopes to build the new bridge over the narrow river for eleven million crowns"
SEEN = "Lund is seen as a new bridge over the narrow river for the town and eleven million crowns"


@pytest.mark.parametrize(
    ("said", "here", "other", "how"),
    [
        (COST, BOTH, {}, "own voice"),
        # Another statement holds the words, half of them or more: nobody's, or somebody's.
        (COST, BOTH, {"content": COST.capitalize()}, "agentless"),
        (COST, BOTH, {"content": HALF}, "agentless"),
        (COST, BOTH, {"content": HALF, "source": "Some"}, ""),
        (COST, BOTH, {"content": HALF, "speakers": "tom"}, ""),
        # It holds fewer, or stands beside them in the sentence: with its cue, or with its content.
        (COST, BOTH, {"content": "The new bridge over the narrow"}, ""),
        (COST, BOTH, {"content": "it rains"}, ""),
        (COST, BOTH, {"content": "at that", "cue": "as"}, ""),
        (COST, BOTH, {"content": "at that", "cue": "wonder", "source": "Some"}, "own voice"),
        # What is told as nobody's may be a thing.
        (COST, SEEN, {"content": SEEN[len("Lund is seen as a ") :]}, "agentless"),
        (COST, SEEN, {}, ""),
        # What something is taken for is told where it holds a clause.
        (COST, SEEN.replace("narrow river for", "narrow river to save"), {}, "agentless"),
        (COST, SEEN.replace("narrow river for", "narrow river to save").replace("seen as", "seen beside"), {}, ""),
        (
            COST,
            SEEN.replace("narrow river for", "narrow river to save").replace(
                "as a", "as one of the many rare and odd signs of the"
            ),
            {},
            "",
        ),
        # A hope is part of what the source says, if the source says so.
        (
            HOPES,
            HOPES.capitalize(),
            {"content": HOPES[len("the town hopes ") :], "cue": "hopes", "source": "The town"},
            "own voice",
        ),
        (
            HOPES.replace("hopes", "plans"),
            HOPES.capitalize(),
            {"content": HOPES[15:], "cue": "hopes", "source": "The town"},
            "",
        ),
    ],
)
def test_in_whose_voice_the_words_stand(said: str, here: str, other: dict[str, str], how: str) -> None:
    there = f"Harbor Board said {said}."
    statement = telling(there, said, "said", "Harbor Board", "board")
    read = sentence(here)
    stretch = parts._in_common(statement.words, read.words, ALIKE, there)
    others = [telling(here, **other)] if other else []
    own = parts._said(statement, [statement])
    assert parts._how(statement, read, stretch, own, others, {}, {"a": there, "b": here}, {"b": []}, ALIKE) == how


@pytest.mark.parametrize(
    ("cue", "said", "place", "part"),
    [
        ("hopes", "hopes", (0, 4), True),  # wherever it stands
        ("hopes", "sail", (0, 18), False),
        ("Cox / hopes", "hopes", (0, 4), True),  # of a cue in parts the last one
        ("Cox / hopes", "cox", (0, 4), False),
        # A bare *said* only within the words in common.
        ("said", "said", (19, 31), True),
        ("said", "said", (23, 31), True),
        ("said", "said", (24, 31), False),
        ("said", "said", (19, 24), True),
        ("said", "said", (19, 23), False),
        ("", "hopes", (0, 18), False),
    ],
)
def test_what_is_told_may_be_part_of_what_is_told(cue: str, said: str, place: tuple[int, int], part: bool) -> None:
    text = "Lee hopes to sail. Fox said so. Cox wonders."
    other = telling(text, "to sail", cue)
    assert parts._part_of_what_is_told(other, *place, frozenset({said}), text) is part


def test_the_words_of_a_source_are_those_of_all_its_statements() -> None:
    text = "red boats sail fast"
    own, too, others, nobodys = (
        telling(text, said, speakers=who) for said, who in (("red", "ann"), ("boats", "tom ann"), ("sail", "tom"), ("fast", ""))
    )
    assert parts._said(own, [own, too, others, nobodys]) == {"red", "boats"}
    assert parts._said(nobodys, [own, too, others, nobodys]) == {"fast"}


@pytest.mark.parametrize(
    ("content", "known", "elsewhere"),
    [
        (COST, {"source": "Some"}, True),
        (COST, {"speakers": "tom"}, True),
        (COST, {}, False),  # by nobody
        ("It rains", {"source": "Some"}, False),
    ],
)
def test_the_other_article_ascribes_the_same_in_another_place(content: str, known: dict[str, str], elsewhere: bool) -> None:
    text = f"Some say {COST}. It rains."
    assert parts._told_elsewhere(telling(COST, COST), [telling(text, content, **known)], ALIKE, COST) is elsewhere


@pytest.mark.parametrize(
    ("text", "mentioned", "only"),
    [
        ("Lund hopes for a new bridge over the river", "new bridge over the river", True),
        ("Lund hopes for a bridge that will cost crowns", "bridge that will cost crowns", False),  # a verb: something is told
        ("Lund likes the old bridge over the river", "bridge over the river", True),  # the article two words before
        ("In a year Lund mends the bridge", "mends the bridge", False),  # three words before
        ("Now in the old town Lund mends bridges", "mends bridges", False),
        ("For mending bridges Lund pays", "mending bridges", True),
        ("They like Lund's bridge over the river", "bridge over the river", True),
        ("They like Lund’s bridge over the river", "bridge over the river", True),
        ("They like Lund and bridges over the river", "bridges over the river", False),
        ("Then the town closed both bridges", "town closed both bridges", False),
        ("They like the Jared bridge", "Jared bridge", True),  # a name in -ed
        ("Lund dreams of mending bridges", "mending bridges", True),
        ("Lund is close to mending bridges", "mending bridges", True),
        ("Lund is mending bridges", "mending bridges", False),
        ("Lund wants to mend bridges", "mend bridges", False),
        ("Bridges over the river", "Bridges over the river", False),
    ],
)
def test_what_is_only_mentioned(text: str, mentioned: str, only: bool) -> None:
    start = text.index(mentioned)
    here = tuple(words(text, start, start + len(mentioned)))
    assert parts._only_mentioned(sentence(text), parts._Stretch((), here, 1.0), text) is only


def test_what_a_row_says_of_a_source_that_nobody_took_the_place_of() -> None:
    table, _ = lost([("", "It is believed that " + COST)], COST, quoted_words=1)
    assert table["why"].tolist() == ["14 words ascribed to board there, to nobody here"]
    assert table["quoted_there"].tolist() == [True]  # in part


@pytest.mark.parametrize(("behind", "found"), [(" for the board", True), (" for the Harbor Board", False)])
def test_the_same_words_for_the_source_are_a_source(behind: str, found: bool) -> None:
    """Nobody is known by name: the words stand for him, all of them."""
    table, _ = lost([("", COST.capitalize() + behind)], COST, speaker_ids="")
    assert len(table) == found


def test_only_the_body_loses_sources() -> None:
    assert lost([("", COST.capitalize())], COST, role="caption")[0].empty
