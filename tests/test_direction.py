"""Who came first: each piece of evidence alone, together, by way of a third; and the five seeds."""

from __future__ import annotations

import math

import pandas as pd
import pytest

from analysis import analyze, read, shared_text
from analysis.compare import reuse
from analysis.compare.reuse import direction
from analysis.compare.reuse.direction import names
from analysis.paths import ROOT

BODY = " ".join(f"w{n}" for n in range(60))


def tokens(text: str) -> list[reuse.Token]:
    place, found = 0, []
    for word in text.split():
        found.append((word, place, place + len(word)))
        place += len(word) + 1
    return found


def likelihoods(texts: dict[str, str], credits: dict[str, str] | None = None, **columns: list[str]) -> dict[str, float]:
    """The likelihood that the first came first, by pair; columns are those of the articles."""
    return {r.a_article_id + r.b_article_id: r.likelihood for r in directed(texts, credits, **columns).itertuples()}


def directed(texts: dict[str, str], credits: dict[str, str] | None = None, **columns: list[str]) -> pd.DataFrame:
    words = {name: tokens(text) for name, text in texts.items()}
    base = {"outlet": [f"Outlet{n}" for n in texts], "published": [""] * len(texts), "published_basis": ["stated"] * len(texts)}
    articles = pd.DataFrame({"article_id": list(texts), "label": list(texts), **base, **columns})
    return reuse.directions(*reuse.shared(words), articles, credits or {}, words)


def test_nothing_is_told_from_nothing() -> None:
    assert math.isnan(likelihoods({"a": BODY, "b": BODY})["ab"])
    for words, found in ((29, {}), (30, {"ab": pytest.approx(math.nan, nan_ok=True)})):
        part = " ".join(BODY.split()[:words])
        assert likelihoods({"a": part, "b": part}) == found


@pytest.mark.parametrize(
    ("published", "basis", "expected"),
    [
        (["2020-01-01", "2020-01-02"], ["stated", "stated"], 0.953),  # 1 / (1 + e**-3)
        (["2020-01-02", "2020-01-01"], ["stated", "stated"], 0.047),
        (["2020-01-01", "2020-01-02"], ["stated", "inferred: a caption"], 0.818),  # 1 / (1 + e**-1.5)
        (["2020-01-01", "2020-01-01T10:00"], ["stated", "stated"], None),  # a day says nothing of the hour
        (["2020-01-01", ""], ["stated", ""], None),
        (["2020-01-02", "2020-01-01T10:00"], ["stated", "stated"], 0.047),
        (["2020-01-01T11:00", "2020-01-01T10:00"], ["stated", "stated"], 0.047),
        (["2020-01", "2020-02-03"], ["stated", "stated"], 0.953),
        (["2020-01", "2020-01-03"], ["stated", "stated"], None),  # nor does a month of a day
        (["2020-01-02T01:00+09:00", "2020-01-01T17:00Z"], ["stated", "stated"], 0.953),  # an hour before it in UTC
        (["2020-01-01T10:00Z", "2020-01-01T05:00:30-05:00"], ["stated", "stated"], None),  # one minute
        (["2020-01-01T10:00Z", "2020-01-01T12:00"], ["stated", "stated"], None),  # whose noon?
        (["2020-01-01T10:00Z", "2020-01-02"], ["stated", "stated"], 0.953),
        (["0001-01-01T00:00+09:00", "2020-01-02"], ["stated", "stated"], 0.953),  # before the calendar begins in UTC
    ],
)
def test_dates(published: list[str], basis: list[str], expected: float | None) -> None:
    found = likelihoods({"a": BODY, "b": BODY}, published=published, published_basis=basis)["ab"]
    assert math.isnan(found) if expected is None else found == pytest.approx(expected, abs=0.001)


def test_a_credit_names_the_source() -> None:
    found = likelihoods({"a": BODY, "b": BODY}, {"a": "With material from NNA."}, outlet=["Gazette", "North News Agency"])
    assert found["ab"] == pytest.approx(0.119, abs=0.001)  # 1 / (1 + e**2)


def test_an_own_outlet_is_no_credit() -> None:
    found = likelihoods({"a": BODY, "b": BODY}, {"a": "Story by the Gazette"}, outlet=["Gazette", "Gazette"])
    assert math.isnan(found["ab"])


def test_what_speaks_for_both_alike_is_told_and_leaves_the_order_unknown() -> None:
    row = directed({"a": BODY, "b": BODY}, {"a": "From Beta", "b": "From Alpha"}, outlet=["Alpha", "Beta"]).iloc[0]
    assert math.isnan(row["likelihood"])  # never one half
    assert row["evidence"] == "b credits Alpha; a credits Beta"


def test_tense_moved_and_a_new_lead() -> None:
    old = f"{BODY} they are going there today {BODY[::-1]}"
    later = old.replace("are", "were")
    assert likelihoods({"a": old, "b": later})["ab"] == pytest.approx(0.622, abs=0.001)  # 1 / (1 + e**-.5)
    lead = " ".join(f"new{n}" for n in range(45))
    assert likelihoods({"a": f"{lead} {old}", "b": old})["ab"] == pytest.approx(0.321, abs=0.001)  # 1 / (1 + e**.75)


def test_a_number_made_more_precise() -> None:
    old = f"{BODY} and 6000 people were there {BODY[::-1]}"
    assert likelihoods({"a": old, "b": old.replace("6000", "6100")})["ab"] == pytest.approx(0.622, abs=0.001)


@pytest.mark.parametrize(
    ("a", "b", "more"),
    [
        ("6000", "6100", True),
        ("6100", "6000", False),
        ("6100", "6200", False),
        ("6,000 people", "6,100 in all", True),
        ("0", "5", False),
        ("5", "5 of 12", False),  # not the only number
        ("5 of 12", "512 at once", False),
        ("few", "12", False),
    ],
)
def test_a_number_with_more_digits_that_count(a: str, b: str, more: bool) -> None:
    assert direction._more_precise(a.split(), b.split()) is more


# Texts of sixty words and more, between which the words of the first stand in the one text and those of the second in the other. A
# likelihood is 1 / (1 + e**-x) with x the weights added up: .5 for a place up to three of tense and two of precision, .75 for a lead.
EDITED = [
    (["are", "is", "has"], ["were", "was", "had"], 1.5, "3 places moved from present to past between A and B"),
    (["are", "is", "has", "are"], ["were", "was", "had", "were"], 1.5, "4 places moved from present to past between A and B"),
    (["were"], ["are"], -0.5, "one place moved from present to past between B and A"),
    (["were", "was", "had", "were"], ["are", "is", "has", "are"], -1.5, "4 places moved from present to past between B and A"),
    (["are", "is", "was"], ["were", "was", "is"], 0.5, "one place moved from present to past between A and B"),
    (["are", "was"], ["were", "is"], None, "unknown: nothing speaks for either"),
    (["6000", "50"], ["6100", "51"], 1.0, "2 places moved to a more precise number between A and B"),
    (["6000", "50", "900"], ["6100", "51", "910"], 1.0, "3 places moved to a more precise number between A and B"),
    (["6,000"], ["6,100"], 0.5, "one place moved to a more precise number between A and B"),
    (["6100"], ["6000"], -0.5, "one place moved to a more precise number between B and A"),
    (["6100", "51", "910"], ["6000", "50", "900"], -1.0, "3 places moved to a more precise number between B and A"),
    (["6100"], ["6200"], None, "unknown: nothing speaks for either"),
    # One place is of one sort: it is not counted as a change of tense as well.
    (["are 6000"], ["were 6100"], 0.5, "one place moved to a more precise number between A and B"),
    (
        ["are", "6000"],
        ["were", "6100"],
        1.0,
        "one place moved from present to past between A and B; one place moved to a more precise number between A and B",
    ),
]


@pytest.mark.parametrize(("before", "after", "odds", "why"), EDITED)
def test_what_was_edited_tells_the_order(before: list[str], after: list[str], odds: float | None, why: str) -> None:
    texts = []
    for words in (before, after):
        parts = [" ".join(f"w{n}x{m}" for m in range(15)) for n in range(max(4, len(words) + 1))]
        texts.append(" ".join(part + f" {word}" for part, word in zip(parts, [*words, *[""] * len(parts)], strict=False)))
    row = directed(dict(zip("ab", texts, strict=True)), label=["A", "B"]).iloc[0]
    assert row["evidence"] == why
    expected = math.nan if odds is None else 1 / (1 + math.exp(-odds))
    assert row["likelihood"] == pytest.approx(expected, nan_ok=True)


def test_all_passages_of_two_articles_count() -> None:
    """Two passages of fifteen words that both have, far apart, each with an edit: neither would be enough alone."""
    w, texts = BODY.split(), {}
    for name, verbs in (("a", ("are", "is")), ("b", ("were", "was"))):
        between = [f"{name}{n}" for n in range(20)]
        texts[name] = " ".join([*w[:8], verbs[0], *w[8:15], *between, *w[15:23], verbs[1], *w[23:30]])
    (row,) = directed(texts).to_dict("records")
    assert row["shared_words"] == 30
    assert row["evidence"] == "2 places moved from present to past between a and b"
    assert row["likelihood"] == pytest.approx(1 / (1 + math.exp(-1)))


def test_only_the_edits_between_the_two_count() -> None:
    """The first and the third are the same; what was edited in the second says nothing of them."""
    texts = {name: f"{BODY} {verb} v1 v2 v3 v4 v5" for name, verb in (("a", "are"), ("b", "were"), ("c", "are"))}
    expected = {"ab": 0.622, "ac": math.nan, "bc": 0.378}  # 1 / (1 + e**-.5)
    assert likelihoods(texts) == pytest.approx(expected, abs=0.001, nan_ok=True)


def test_pairs_stand_in_the_order_of_the_corpus() -> None:
    table = directed({"z": BODY, "m": BODY, "a": BODY})
    assert table[["a_article_id", "b_article_id"]].to_numpy().tolist() == [["z", "m"], ["z", "a"], ["m", "a"]]


def test_the_evidence_is_told_in_words() -> None:
    columns = {"published": ["2020-01-02", "2020-01-01"], "label": ["A", "B"], "outlet": ["Alpha", "Beta"]}
    row = directed({"a": BODY, "b": BODY}, {"b": "Source: Alpha"}, **columns).iloc[0]
    assert row["shared_words"] == 60
    assert row["evidence"] == "A is dated 2020-01-02, B 2020-01-01; B credits Alpha"
    assert row["likelihood"] == pytest.approx(1 / (1 + math.exp(3 - 2)))
    inferred = directed({"a": BODY, "b": BODY}, **columns, published_basis=["inferred: a caption", "stated"]).iloc[0]
    assert inferred["evidence"] == "A is dated (in part inferred) 2020-01-02, B 2020-01-01"


LEAD_OF_ITS_OWN = [f"new{n}" for n in range(60)]
OLD = [f"old{n}" for n in range(60)]


@pytest.mark.parametrize(
    ("a", "b", "odds"),
    [
        # At least forty words of its own, above at least half of the other's words, of which some stand among its first forty.
        ([*LEAD_OF_ITS_OWN[:40], *OLD], OLD, -0.75),
        (OLD, [*LEAD_OF_ITS_OWN[:40], *OLD], 0.75),
        ([*LEAD_OF_ITS_OWN[:39], *OLD], OLD, None),
        ([*LEAD_OF_ITS_OWN[:40], *OLD[:30]], OLD, -0.75),
        ([*LEAD_OF_ITS_OWN[:40], *OLD[:30]], [*OLD, "more"], None),
        ([*LEAD_OF_ITS_OWN[:40], *OLD[:50]], [*(f"own{n}" for n in range(39)), *OLD], -0.75),
        ([*LEAD_OF_ITS_OWN[:40], *OLD[:50]], [*(f"own{n}" for n in range(40)), *OLD], None),
    ],
)
def test_an_update_has_a_lead_of_its_own(a: list[str], b: list[str], odds: float | None) -> None:
    row = directed({"a": " ".join(a), "b": " ".join(b)}, label=["A", "B"]).iloc[0]
    expected = math.nan if odds is None else 1 / (1 + math.exp(-odds))
    assert row["likelihood"] == pytest.approx(expected, nan_ok=True)
    if odds:
        new, old = ("A", "B") if odds < 0 else ("B", "A")
        assert row["evidence"] == f"{new} puts a lead of its own above most of the text of {old}"


def test_by_way_of_a_third() -> None:
    """b credits a, c credits b; a and c say nothing of each other, and stand in the order that follows."""
    found = likelihoods({"a": BODY, "b": BODY, "c": BODY}, {"b": "Alpha", "c": "Beta"}, outlet=["Alpha", "Beta", "Gamma"])
    assert found == pytest.approx({"ab": 0.881, "bc": 0.881, "ac": 0.881}, abs=0.001)


ONE, TWO = "2020-01-01", "2020-01-02"
BY_B = "what they share stands in b too, which is likely "


@pytest.mark.parametrize(
    ("credits", "published", "basis", "odds", "why"),
    [
        # A credit is worth 2, an inferred date 1.5, a stated one 3; an order by way of b is no surer than its weaker half.
        ({"b": "Alpha", "c": "Beta"}, ["", "", ""], "stated", 2, BY_B + "later than a and earlier than c"),
        ({"a": "Beta", "b": "Gamma"}, ["", "", ""], "stated", -2, BY_B + "later than c and earlier than a"),
        ({"c": "Beta"}, [ONE, TWO, ""], "inferred: a caption", 1.5, BY_B + "later than a and earlier than c"),
        ({"b": "Alpha"}, ["", ONE, TWO], "inferred: a caption", 1.5, BY_B + "later than a and earlier than c"),
        ({"a": "Beta"}, ["", TWO, ONE], "inferred: a caption", -1.5, BY_B + "later than c and earlier than a"),
        # What the two say themselves stands.
        ({"b": "Alpha", "c": "Beta"}, [TWO, "", ONE], "stated", -3, f"a is dated {TWO}, c {ONE}"),
        # b is later than both, earlier than both, or of known order to one alone.
        ({"b": "Alpha, Gamma"}, ["", "", ""], "stated", None, "unknown: nothing speaks for either"),
        ({"a": "Beta", "c": "Beta"}, ["", "", ""], "stated", None, "unknown: nothing speaks for either"),
        ({"b": "Alpha"}, ["", "", ""], "stated", None, "unknown: nothing speaks for either"),
    ],
)
def test_an_order_by_way_of_a_third(
    credits: dict[str, str], published: list[str], basis: str, odds: float | None, why: str
) -> None:
    columns = {"outlet": ["Alpha", "Beta", "Gamma"], "published": published, "published_basis": [basis] * 3}
    row = (
        directed({"a": BODY, "b": BODY, "c": BODY}, credits, **columns)
        .set_index(["a_article_id", "b_article_id"])
        .loc["a", "c"]
    )
    assert row["evidence"] == why
    expected = math.nan if odds is None else 1 / (1 + math.exp(-odds))
    assert row["likelihood"] == pytest.approx(expected, nan_ok=True)


def test_no_chain_of_guesses_is_built() -> None:
    """b credits a, c credits b, d credits c: a and d would stand in order only by way of an order that itself was guessed."""
    credits = {"b": "Alpha", "c": "Beta", "d": "Gamma"}
    found = likelihoods(dict.fromkeys("abcd", BODY), credits, outlet=["Alpha", "Beta", "Gamma", "Delta"])
    expected = dict.fromkeys(["ab", "bc", "cd", "ac", "bd"], 0.881)
    assert found == pytest.approx({**expected, "ad": math.nan}, abs=0.001, nan_ok=True)


def test_of_two_ways_the_surer_is_told() -> None:
    """By way of c both steps are credits; by way of b, which comes first in the corpus, one is an inferred date."""
    credits, outlets = {"b": "Alpha", "c": "Alpha", "d": "Gamma"}, ["Alpha", "Beta", "Gamma", "Delta"]
    basis = ["stated", "inferred: a caption", "stated", "stated"]
    table = directed(dict.fromkeys("abcd", BODY), credits, outlet=outlets, published=["", ONE, "", TWO], published_basis=basis)
    row = table.set_index(["a_article_id", "b_article_id"]).loc["a", "d"]
    assert row["likelihood"] == pytest.approx(0.881, abs=0.001)
    assert row["evidence"] == "what they share stands in c too, which is likely later than a and earlier than d"


@pytest.mark.parametrize(("places", "expected"), [(1, math.nan), (2, 0.731)])
def test_a_weak_step_leads_nowhere(places: int, expected: float) -> None:
    """c is later than b by a tense moved in one place (likelihood .622) or in two (.731); steps count from .7."""
    parts = [" ".join(f"v{n}x{m}" for m in range(15)) for n in range(places + 1)]
    texts = {"a": BODY, **{name: f"{BODY} {verb.join(parts)}" for name, verb in (("b", " are "), ("c", " were "))}}
    found = likelihoods(texts, {"b": "Alpha"}, outlet=["Alpha", "Beta", "Gamma"])
    assert found["ab"] == pytest.approx(0.881, abs=0.001)
    assert found["ac"] == pytest.approx(expected, abs=0.001, nan_ok=True)


@pytest.mark.parametrize(("words", "expected"), [(40, 0.881), (39, math.nan)])
def test_the_third_must_have_most_of_what_the_two_share(words: int, expected: float) -> None:
    """a and c share fifty words, of which b has four fifths, or less."""
    fifty, part = (" ".join(BODY.split()[:n]) for n in (50, words))
    found = likelihoods({"a": fifty, "b": part, "c": fifty}, {"b": "Alpha", "c": "Beta"}, outlet=["Alpha", "Beta", "Gamma"])
    assert found == pytest.approx({"ab": 0.881, "bc": 0.881, "ac": expected}, abs=0.001, nan_ok=True)


@pytest.mark.parametrize(
    ("outlet", "text", "expected"),
    [
        ("North News Agency", "Material from NNA was used", True),
        ("North News Agency", "the North News agency", True),
        ("Herald Online", "as the Herald reported", True),
        ("Herald", "the heraldic sign", False),
        ("", "anything", False),
        ("North News Agency", "", False),
        # Initials: of two words and more, in capitals, as a word.
        ("Coastal Press", "Source: CP", True),
        ("Coastal Press", "CPX and ACP", False),
        ("Herald", "Photo: H. Moss", False),
        ("Voice of Lorn", "a report by VOL", True),
        ("Voice of Lorn", "in one vol.", False),
        # Words: whole ones, whatever their capitals, in order, with at most one between; generic ones where there are no others.
        ("Herald", "from the HERALD", True),
        ("Star", "an upstart", False),
        ("Daily News", "from the Daily News", True),
        ("Daily News", "daily life and the news", False),
        ("Harbour Daily Gazette", "the Harbour Gazette", True),
        ("Harbour Daily Gazette", "the Harbour Daily Gazette", True),
        ("Harbour Gazette", "at the harbour, says the gazette", False),
        ("Harbour Gazette", "the gazette of the harbour", False),
    ],
)
def test_outlets_are_named_by_words_or_initials(outlet: str, text: str, expected: bool) -> None:
    assert names(outlet, text) is expected


def test_the_order_of_the_seeds() -> None:
    """The two agencies before the first report, that before its update; of the fourth text nothing is said."""
    story = analyze(read(ROOT / "seeds"))
    table = story.directions
    ids = {n: story.corpus[n].id for n in ("000", "001", "002", "003", "004")}
    likely = {(r.a_article_id, r.b_article_id): r.likelihood for r in table.itertuples()}
    assert likely[ids["000"], ids["001"]] > 0.7
    assert likely[ids["000"], ids["002"]] < 0.3
    assert likely[ids["000"], ids["004"]] < 0.3
    assert likely[ids["001"], ids["002"]] < 0.3
    assert likely[ids["001"], ids["004"]] < 0.3
    assert not any(ids["003"] in pair for pair in likely)


@pytest.mark.parametrize("corpus", ["seeds", "one"])
def test_sentences_are_said_of_any_corpus(corpus: str) -> None:
    story = analyze(
        read(ROOT / "seeds") if corpus == "seeds" else read(["The bridge over the river has been closed since the flood."])
    )
    for say in (shared_text.say_longest, shared_text.say_closest, shared_text.say_own, shared_text.say_directions):
        assert say(story).endswith(".")
        assert "nan" not in say(story)
    assert shared_text.longest(story)._repr_html_().startswith("<")
    assert len(shared_text.closest(story)) == 2
