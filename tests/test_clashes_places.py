"""Clashes: stems and tokens, what a word weighs, which sentences are looked at together, and which articles may tell one event."""

from __future__ import annotations

from math import log
from types import SimpleNamespace

import pandas as pd
import pytest

from analysis.compare import facts
from analysis.compare.facts.places import Places, Token, _tokens, _within, stem
from tests.test_clashes import FERRY, FERRY_2, tables, types


def places(texts: dict[str, str], roles: list[str] | None = None) -> Places:
    given = tables(texts)
    del given["quoted"]
    if roles:
        given["sentences"]["role"] = roles
    return Places(**given)


@pytest.mark.parametrize(
    ("word", "others"),
    [
        ("ceasefire", ["cease‐fire", "cease‑fire"]),  # hyphens that are typed, and those that hold a line together
        ("pilot", ["pilots'", "pilots’", "pilot’s"]),
        ("land", ["lands", "landed", "landing"]),
        ("kill", ["kills", "killed", "killing"]),
        ("fare", ["fares", "fared"]),
        # An s that is no ending
        ("congress", ["congresses"]),
        ("virus", ["viruses"]),
        ("city", ["cities"]),
        ("try", ["tries", "tried"]),
        ("use", ["uses", "used", "using"]),
    ],
)
def test_forms_of_a_word_have_one_stem(word: str, others: list[str]) -> None:
    assert {stem(other) for other in others} == {stem(word)}


@pytest.mark.parametrize(("one", "other"), [("sting", "sties"), ("toe", "to")])
def test_too_little_is_left_of_a_short_word(one: str, other: str) -> None:
    assert stem(one) != stem(other)


@pytest.mark.parametrize(
    ("token", "content"),
    [
        (("harbour", "harbour", 0, 7), True),
        (("ox", "ox", 0, 2), True),
        (("x", "x", 0, 1), False),
        (("the", "the", 0, 3), False),
        (("mayor", "mayor", 0, 5, "brunn", "role"), True),
        (("whoever", "whoever", 0, 7, "brunn", "pronoun"), False),
        (("will", "@smith", 0, 10, "smith", "name"), True),  # Will Smith
    ],
)
def test_a_word_says_something_or_not(token: tuple, content: bool) -> None:
    assert Token(*token).content is content


def test_stems_of_a_sentence_are_its_names_and_words_without_its_numbers() -> None:
    (where,) = places({"a": "In 2009 Falk left the 4th harbour."}).all
    assert where.stems == {"@falk", stem("left"), "harbour"}


def test_a_name_is_one_token_and_other_mentions_are_words() -> None:
    text = "Otto Lindt, Mira Falk’s aide, didn’t see Senn’s wife or him."
    found = [("lindt", "Otto Lindt"), ("falk", "Mira Falk"), ("senn", "Senn"), ("lindt", "him")]
    mentions = [
        SimpleNamespace(
            entity_id=who, start=text.index(said), end=text.index(said) + len(said), form="pronoun" if said == "him" else "name"
        )
        for who, said in found
    ]
    tokens = _tokens(text, 0, len(text), mentions)
    assert [(t.low, text[t.start : t.end], t.entity, t.form) for t in tokens] == [
        ("otto", "Otto Lindt", "lindt", "name"),
        ("mira", "Mira Falk", "falk", "name"),
        ("aide", "aide", "", ""),
        ("didn't", "didn’t", "", ""),  # the shape of the mark makes no difference
        ("see", "see", "", ""),
        ("senn's", "Senn’s", "senn", "name"),
        ("wife", "wife", "", ""),
        ("or", "or", "", ""),
        ("him", "him", "lindt", "pronoun"),
    ]
    assert [t.stem for t in tokens if t.form == "name"] == ["@lindt", "@falk", "@senn"]


def test_a_name_within_a_name_is_no_token_of_its_own() -> None:
    mentions = [SimpleNamespace(entity_id=f"x{s}", start=s, end=13, form="name") for s in (0, 8)]
    tokens = _tokens("Harbour Board met.", 0, 18, mentions)
    assert [(t.low, t.start, t.end, t.entity) for t in tokens] == [("harbour", 0, 13, "x0"), ("met", 14, 17, "")]


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [(3, 8, ["3-5", "4-8", "6-8"]), (0, 3, ["0-3"]), (5, 8, ["6-8"]), (3, 7, ["3-5"]), (9, 12, [])],
)
def test_rows_within_a_sentence(start: int, end: int, expected: list[str]) -> None:
    """One that reaches over the end is passed over, not what follows it."""
    rows = [SimpleNamespace(start=s, end=e) for s, e in ((0, 3), (3, 5), (4, 8), (6, 8), (8, 9))]
    assert [f"{r.start}-{r.end}" for r in _within(rows, start, end)] == expected


def test_sentences_of_the_body_of_one_article_stand_beside_each_other() -> None:
    roles = ["headline", "body", "body", "body", "caption", "caption", "body"]
    found = places({"a": "Fog.\nFerries stop. Pilots sleep. Gulls cry.\nA pier. A quay.", "b": "Rain fell."}, roles).all
    assert [(w.before, w.after) for w in found] == [(-1, -1), (-1, 2), (1, 3), (2, -1), (-1, -1), (-1, -1), (-1, -1)]


def test_around_a_sentence_are_those_beside_it() -> None:
    p = places({"a": "Ferries stopped. Pilots slept. Rain fell. Gulls left."})
    own = [w.stems for w in p.all]
    assert [p.around(w) for w in p.all] == [
        own[0] | own[1],
        own[0] | own[1] | own[2],
        own[1] | own[2] | own[3],
        own[2] | own[3],
    ]


@pytest.mark.parametrize(
    ("role", "expected"),
    [
        *((role, {"contradiction"}) for role in ("headline", "subhead", "caption")),
        *((role, set()) for role in ("kicker", "byline", "credit", "related", "boilerplate")),
    ],
)
def test_what_tells_the_story_is_compared_and_the_furniture_of_a_page_is_not(role: str, expected: set[str]) -> None:
    given = tables({"a": FERRY.format(31), "b": FERRY_2.format("Forty-four")})
    given["sentences"]["role"] = role
    assert set(facts.clashes(**given)["type"]) == expected


def test_rows_of_the_tables_may_stand_in_any_order() -> None:
    a = f"{FERRY.format(31)} Ana Tserin laid a wreath at the pilots' memorial in Tarn with Lindt."
    b = f"{FERRY_2.format('Forty-four')} Anna Tserin laid a wreath at the pilots' memorial in Tarn on Sunday."
    given = tables({"a": a, "b": b})
    turned = given | {name: given[name].iloc[::-1] for name in ("quantities", "entities", "mentions", "quoted")}
    table = facts.clashes(**given)
    assert set(table["type"]) >= {"contradiction", "spelling", "who"}
    pd.testing.assert_frame_equal(facts.clashes(**turned), table)


def test_a_share_counts_in_words_that_stand_in_one_sentence() -> None:
    """In fewer than a hundred sentences a word counts as if it were one of a hundred."""
    p = places({"a": "Ferries sank.", "b": "Ferries drifted."})
    assert p.share({"sank"}) == pytest.approx(1)
    assert p.share({"sank", stem("drifted")}) == pytest.approx(2)
    assert p.share({stem("ferries")}) == pytest.approx(1 - log(2) / log(101))
    assert p.share({"gull"}) == 0


def test_among_more_sentences_a_word_counts_more() -> None:
    p = places({"a": "Gulls cried. " * 149 + "Ferries sank."})
    assert p.weigh({"sank"}) == pytest.approx(log(151))
    assert p.weigh({"gull"}) == pytest.approx(log(151 / 149))


@pytest.mark.parametrize(
    ("found", "sentences", "rare"),
    [(6, 100, True), (7, 100, False), (8, 200, True), (9, 200, False), (60, 10_000, True), (61, 10_000, False)],
)
def test_a_rare_word_stands_in_few_sentences(found: int, sentences: int, rare: bool) -> None:
    """In six, or one of twenty-five, and never in more than sixty."""
    p = places({"a": "Ferries sank."})
    p.all, p.postings["gull"] = p.all * sentences, list(range(found))
    assert p.rare("gull") is rare


@pytest.mark.parametrize(
    ("a", "b", "found"),
    [
        ("Ferries sank overnight.", "Overnight, ferries sank badly.", [(0, 1)]),
        ("Ferries sank overnight.", "Ferries sank badly.", []),  # two words
        ("Ferries sank overnight. Ferries sank overnight.", "Gulls cried overnight.", []),  # two sentences of one article
        ("Ferries sank overnight. " * 3, "Ferries sank overnight. " * 3, [(i, j) for i in (0, 1, 2) for j in (3, 4, 5)]),
        ("Ferries sank overnight. " * 4, "Ferries sank overnight. " * 4, []),  # none of the three is rare
    ],
)
def test_sentences_of_two_articles_that_share_three_words_are_looked_at(a: str, b: str, found: list) -> None:
    p = places({"a": a, "b": b})
    pairs = p.pairs()
    assert [(one.number, other.number) for one, other, _ in pairs] == found
    assert all(shared == {stem("ferries"), "sank", stem("overnight")} for _, _, shared in pairs)


def test_a_word_in_very_many_sentences_links_nothing_but_counts_as_shared() -> None:
    p = places({"a": "Harbour ferries sank.", "b": "Harbour ferries sank badly.", "c": "The harbour slept. " * 60})
    assert [(a.number, b.number, len(shared)) for a, b, shared in p.pairs()] == [(0, 1, 3)]
    p = places({"a": "Harbour ferries slept.", "b": "Harbour ferries slept badly.", "c": "The harbour slept. " * 60})
    assert not p.pairs()  # one word that links is too little


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("2031-05-02", "2031-05-05", {"contradiction"}),  # at most three days lie between them
        ("2031-05-02", "2031-05-06", set()),
        ("2031-05-06", "2031-05-02", set()),
        ("2031-04-30", "2031-05-02", {"contradiction"}),
        ("2031-05-02T22:15:00+02:00", "2031-05-09 07:00", set()),
        ("2031-05-02T22:15:00+02:00", "2031-05-03 07:00", {"contradiction"}),
        # Where one is not dated nothing is known.
        ("in May", "2031-05-09", {"contradiction"}),
        ("2031-05-02", None, {"contradiction"}),
        ("2031-05-02", "", {"contradiction"}),
    ],
)
def test_articles_more_than_three_days_apart_are_not_compared(one: str, other: str | None, expected: set[str]) -> None:
    a, b = FERRY.format(31), FERRY_2.format("Forty-four")
    assert types(a, b, published={"a": one, "b": other}) == expected


def test_an_article_that_is_not_in_the_list_of_dates_is_compared() -> None:
    a, b = FERRY.format(31), FERRY_2.format("Forty-four")
    assert types(a, b, published={"a": "2031-05-02"}) == types(a, b, published={"b": "2031-05-02"}) == {"contradiction"}


# Eight words in common and one of its own each. A word in both of two articles counts log 2, in one log 3, so with n more the cosine is
# 8 * .48 / (8 * .48 + (n + 1) * 1.21): .28 with seven, .13 with twenty-one.
@pytest.mark.parametrize(("more", "expected"), [(7, {"contradiction"}), (21, set())])
def test_articles_with_little_in_common_tell_two_events(more: int, expected: set[str]) -> None:
    a, b = ([f"{letter}{end}" for letter in "bcdfghjklmnpqrstvwxyz"[:more]] for end in ("ilt", "orn"))
    one, other = (" ".join(words).capitalize() for words in (a, b))
    assert types(f"{FERRY.format(31)} {one}.", f"{FERRY_2.format('Forty-four')} {other}.") == expected


def test_an_article_and_itself_are_no_two_that_tell_one_event() -> None:
    p = places({"a": "Ferries sank.", "b": "Ferries sank."})
    assert not p.one_event("a", "a")
    assert p.one_event("a", "b")
    assert p.one_event("b", "a")


def test_of_three_articles_two_tell_one_event() -> None:
    p = places({"a": "Ferries sank.", "b": "Ferries sank.", "c": "Gulls cried."})
    assert [p.one_event(*pair) for pair in ("ab", "ac", "ba", "ca", "bc")] == [True, False, True, False, False]


def test_words_of_an_article_are_weighed_by_tf_idf() -> None:
    p = places({"a": "Ferries sank. The 1912 gulls sank.", "b": "Ferries drifted."})
    weights = p._vectors["a"]
    assert set(weights) == {stem("ferries"), "sank", "gull"}
    assert sum(x * x for x in weights.values()) == pytest.approx(1)
    assert weights[stem("ferries")] < weights["gull"]  # it stands in both articles
    assert weights["sank"] / weights["gull"] == pytest.approx(1 + log(2))  # told twice
