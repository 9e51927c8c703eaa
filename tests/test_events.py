"""Events: articles grouped by what they share, what the user says before that, and the outlets over all events."""

from __future__ import annotations

from collections import Counter
from math import log, sqrt

import pandas as pd
import pytest

from analysis import InputError, analyze, omissions, read
from analysis.cli import main
from analysis.compare import events
from analysis.paths import ROOT

FERRY = (
    "The ferry Halvorsen ran aground off Tarnby on Monday with ninety passengers. Captain Ingrid Moe said the rudder of the Halvorsen "
    "had failed near the Tarnby lighthouse. The harbour office of Tarnby sent two tugs, and the passengers were taken ashore."
)
FERRY_TOO = (
    "Ninety passengers were rescued when the Halvorsen struck rocks at Tarnby. Moe, her captain, blamed a broken rudder. Two tugs from "
    "Tarnby pulled the ferry free in the evening, the harbour office said, and the lighthouse keeper had raised the alarm."
)
MINE = (
    "Miners at the Kestrel pit in Ostrava walked out on Tuesday over pay. The union leader Pavel Dusek said the owners of Kestrel had "
    "broken a promise. The company, Norvik Coal, said the strike at Ostrava would cost a million crowns a day."
)
MINE_TOO = (
    "Norvik Coal has offered talks after four hundred miners stopped work at its Kestrel pit. Dusek told reporters in Ostrava that the "
    "strike would go on until the owners raised pay. Kestrel is the largest pit of Norvik Coal."
)
OUTLETS = ("Morning", "Evening")


def mixed(**more: list[str]) -> pd.DataFrame:
    rows = {"id": ["f1", "f2", "m1", "m2"], "text": [FERRY, FERRY_TOO, MINE, MINE_TOO], "outlet": [*OUTLETS, *OUTLETS]}
    return pd.DataFrame({**rows, **more})


def of(table: pd.DataFrame) -> dict[str, str]:
    return dict(zip(table["article_id"], table["event"], strict=True))


def test_articles_with_the_same_names_are_of_one_event() -> None:
    table = analyze(read(mixed())).events
    assert of(table) == {"f1": "1", "f2": "1", "m1": "2", "m2": "2"}
    assert set(table["basis"]) == {"grouped"}
    assert "Tarnby" in table["words"][0]


def test_the_seeds_are_one_event_and_nobody_says_so() -> None:
    story = analyze(read(ROOT / "seeds"))
    assert story.events["event"].nunique() == 1
    assert omissions.say_events(story) == ""


def test_seeds_and_two_more_events_are_three() -> None:
    seeds = pd.DataFrame([(a.id, a.text, a.outlet) for a in read(ROOT / "seeds")], columns=["id", "text", "outlet"])
    story = analyze(read(pd.concat([seeds, mixed()], ignore_index=True)))
    assert story.events["event"].value_counts().tolist() == [5, 2, 2]
    assert omissions.say_events(story).startswith("These 9 articles tell of 3 events: 5 on ")


def test_articles_far_apart_in_time_are_of_different_events() -> None:
    dates = ["2020-01-01", "2020-03-01", "2020-01-01", ""]
    assert of(analyze(read(mixed(published=dates))).events) == {"f1": "1", "f2": "2", "m1": "3", "m2": "3"}


def test_a_column_goes_before_grouping_and_others_may_join() -> None:
    table = analyze(read(mixed(event=["Tarnby", "", "strike", "other"]))).events
    assert of(table) == {"f1": "Tarnby", "f2": "Tarnby", "m1": "strike", "m2": "other"}
    assert table["basis"].tolist() == ["stated", "grouped", "stated", "stated"]
    assert events.say(table, {}) == "These 4 articles tell of 3 events: 2 on Tarnby; one on strike; one on other"


def folder(tmp_path, overrides: str):
    for name, text in (("f1", FERRY), ("f2", FERRY_TOO), ("m1", MINE)):
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    (tmp_path / "metadata.csv").write_text("id,event\nf1.txt,Ferry\nf2.txt,Ferry\n", encoding="utf-8")
    (tmp_path / "overrides.toml").write_text(overrides, encoding="utf-8")
    return tmp_path


def test_overrides_go_before_the_column(tmp_path) -> None:
    corpus = read(folder(tmp_path, '[events]\n"Other" = ["f2.txt", "gone.txt"]\n'))
    assert of(analyze(corpus).events) == {"f1.txt": "Ferry", "f2.txt": "Other", "m1.txt": "1"}
    assert any("gone.txt" in warning for warning in corpus.warnings)


def test_a_wrong_override_says_what_to_write(tmp_path) -> None:
    with pytest.raises(InputError, match=r"\[events\] must hold lists of articles"):
        read(folder(tmp_path, '[events]\n"Other" = "f2.txt"\n'))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The mayor met Nora Berg.", {"mayor": 1, "met": 1, "Nora": 1, "Berg": 1}),
        ("Berg left. Berg waved.", {"berg": 2, "left": 1, "waved": 1}),  # the first word's capital says nothing
        # Nor does that of the first word of a quotation or bracket; a name may be typed in capitals.
        ("She said: “Tugs from TARNBY came” (Berg too).", {"said": 1, "tugs": 1, "Tarnby": 1, "came": 1, "berg": 1}),
        # A full stop behind a title or an initial opens nothing, nor does an apostrophe within a name.
        ("Then Mr. Falk met Gen. Senn.", {"Falk": 1, "met": 1, "Gen": 1, "Senn": 1}),
        (
            "In the U.S. Senate Nora F. Berg met an O'Neill from St. Olav.",
            dict.fromkeys("Senate Nora Berg met Neill Olav".split(), 1),
        ),
        ("He took vitamin c. Berg 'Tugs came'", {"took": 1, "vitamin": 1, "berg": 1, "tugs": 1, "came": 1}),
        ("Why not plan B? Moe left", {"plan": 1, "moe": 1, "left": 1}),  # nor is a letter an initial in front of another mark
        ("Mr. Falk left", {"Falk": 1, "left": 1}),  # a title at the very beginning
        ("It was over (Mr.Falk left). Berg. Moe", {"Falk": 1, "left": 1, "berg": 1, "moe": 1}),
        ("", {}),
    ],
)
def test_features(text: str, expected: dict[str, int]) -> None:
    assert dict(events.features([text])) == expected


def test_the_order_of_articles_makes_no_difference_to_who_belongs_together() -> None:
    texts = {"f1": FERRY, "m1": MINE, "f2": FERRY_TOO, "m2": MINE_TOO}
    for order in (list(texts), list(reversed(texts))):
        table = events.group({a: events.features([texts[a]]) for a in order})
        found = of(table)
        assert found["f1"] == found["f2"] != found["m1"] == found["m2"]


def test_each_part_of_an_article_opens_anew() -> None:
    assert events.features(["Berg waved.", "Nora Berg"]) == {"berg": 1, "waved": 1, "nora": 1, "Berg": 1}


def test_words_weigh_by_how_rare_they_are_and_names_twice() -> None:
    found = {"a": Counter({"Moe": 1, "tug": 1, "gale": 1, "sea": 2}), "b": Counter({"gale": 1, "sea": 1}), "c": Counter()}
    own = events.weighted(found)["a"]
    assert sum(weight**2 for weight in own.values()) == pytest.approx(1)
    assert own["Moe"] / own["tug"] == pytest.approx(2)
    # In one, and in two, of three articles and ten that are added.
    assert own["tug"] / own["gale"] == pytest.approx(log(13 / 1) / log(13 / 2))
    assert own["sea"] / own["gale"] == pytest.approx(1 + log(2))  # said twice is not twice as much
    assert events.weighted(found)["c"] == {}


def test_likeness_is_the_mean_over_pairs() -> None:
    one, other = {"tug": 0.6, "gale": 0.8}, {"tug": 1.0, "sea": 1.0}
    assert events.likeness(events._Event("", one, ["a"]), events._Event("", other, ["b", "c"])) == pytest.approx(0.6 / 2)
    assert events.likeness(events._Event("", one, ["a", "d"]), events._Event("", other, ["b", "c"])) == pytest.approx(0.6 / 4)


@pytest.mark.parametrize(
    ("dates", "stated", "expected"),
    [
        # Fourteen days are near enough, in either order; fifteen are not.
        (["2020-01-01", "2020-01-15"], 0, ["1", "1"]),
        (["2020-01-01", "2020-01-16"], 0, ["1", "2"]),
        (["2020-01-15", "2020-01-01"], 0, ["1", "1"]),
        (["2020-01-16", "2020-01-01"], 0, ["1", "2"]),
        (["2020-01-01T23:30", "2020-03-01T08:00"], 0, ["1", "2"]),
        (["2020-01-01", "soon"], 0, ["1", "1"]),  # by words alone
        # What counts is the event's last article, or its first.
        (["2020-01-21", "2020-01-01", "2020-01-11"], 0, ["1", "1", "1"]),
        (["2020-01-31", "2020-02-10", "2020-01-21"], 2, ["Ferry", "Ferry", "Ferry"]),
        (["2020-01-31", "2020-02-10", "2020-02-20"], 2, ["Ferry", "Ferry", "Ferry"]),
        (["2020-01-31", "2020-02-10", "2020-02-24"], 2, ["Ferry", "Ferry", "Ferry"]),
        (["2020-01-31", "2020-02-10", "2020-02-25"], 2, ["Ferry", "Ferry", "1"]),
        (["2020-01-31", "2020-02-10", "2020-01-17"], 2, ["Ferry", "Ferry", "Ferry"]),
        (["2020-01-31", "2020-02-10", "2020-01-16"], 2, ["Ferry", "Ferry", "1"]),
    ],
)
def test_how_far_apart_one_event_may_be(dates: list[str], stated: int, expected: list[str]) -> None:
    """The same text each time; the first ``stated`` are said to be of one event."""
    found = {f"a{n}": events.features([FERRY]) for n in range(len(dates))}
    given = {f"a{n}": ("Ferry", "stated") for n in range(stated)}
    assert events.group(found, dict(zip(found, dates, strict=True)), given)["event"].tolist() == expected


def test_events_that_an_article_shows_to_be_one_are_joined() -> None:
    # All words weigh the same: the third article has a cosine of 1/√2 with each of the others, which share nothing.
    table = events.group(
        {a: Counter(words.split()) for a, words in (("a", "ant bee"), ("b", "cow dog"), ("c", "ant bee cow dog"))}
    )
    assert table["event"].tolist() == ["1"] * 3
    assert table["similarity"].tolist() == pytest.approx([sqrt(0.5) / 2, sqrt(0.5) / 2, sqrt(0.5)])
    assert table["words"].tolist() == ["ant, bee", "cow, dog", "ant, bee, cow, dog"]


def test_the_rarest_of_the_shared_words_stands_first() -> None:
    words = {"a": "ant tug", "b": "ant tug", "c": "ant bee cat cow dog elk fox hen owl pig rat"}
    table = events.group({article: Counter(text.split()) for article, text in words.items()})
    assert table["words"].tolist() == ["tug, ant", "tug, ant", ""]


@pytest.mark.parametrize(
    ("words", "alike"), [(["ferry", "ferry"], 1.1), (["", ""], events.ALIKE), (["ferry", "mine"], events.ALIKE)]
)
def test_what_is_not_alike_enough_stands_alone(words: list[str], alike: float) -> None:
    table = events.group({str(n): Counter(text.split()) for n, text in enumerate(words)}, alike=alike)
    assert table["event"].tolist() == ["1", "2"]
    assert table["similarity"].isna().all()
    assert table["words"].tolist() == ["", ""]


def test_a_long_article_is_looked_up_by_its_weightiest_words() -> None:
    """Ten words that two articles use five times, and more words than are looked up that each has alone, in front of them."""
    often = {f"tug{n}": 5 for n in range(10)}
    found = {a: Counter({f"{a}{n}": 1 for n in range(45)} | often) for a in ("ant", "bee")}
    assert events.group(found)["event"].tolist() == ["1", "1"]


@pytest.mark.parametrize(("own", "expected"), [(8, ["1", "1"]), (9, ["1", "2"])])
def test_how_alike_the_articles_of_one_event_are(own: int, expected: list[str]) -> None:
    """Three words in common, and so many of each one's own: a cosine of .163, or .148."""
    found = {a: Counter(["ant", "bee", "cow", *(f"{a}{n}" for n in range(own))]) for a in ("one", "two")}
    assert events.group(found)["event"].tolist() == expected


def test_what_two_articles_share_is_no_word_of_one_alone() -> None:
    table = events.group({"a": Counter("tug bee ant".split()), "b": Counter("tug cow ant".split())})
    assert table["words"].tolist() == ["ant, tug"] * 2


def test_an_article_without_a_date_joins_the_event_that_it_is_most_like() -> None:
    """The dated ones, too far apart for one event, are known before it, wherever it stands."""
    texts = {"any": "ant bee", "early": "ant bee cow dog", "late": "ant bee"}
    found = {a: Counter(words.split()) for a, words in texts.items()}
    table = events.group(found, {"early": "2020-01-01", "late": "2020-03-01"})
    assert of(table) == {"any": "1", "early": "2", "late": "1"}


def test_articles_join_in_the_order_of_their_dates() -> None:
    """The second is as like the first as the third (a cosine of .26), but neither is like two articles of which one is (.13)."""
    texts = {"a": "ant bee cow", "b": "ant bee cow dog elk fox", "c": "dog elk fox"}
    found = {a: Counter([*words.split(), *(f"{a}{n}" for n in range(10) if a != "b")]) for a, words in texts.items()}
    for dates, expected in (("321", ["1", "2", "2"]), ("123", ["1", "1", "2"])):
        given = {a: f"2020-01-0{day}" for a, day in zip("abc", dates, strict=True)}
        assert events.group(found, given)["event"].tolist() == expected


def test_of_two_events_that_an_article_is_as_like_it_joins_the_first() -> None:
    stated = {"a": ("E0", "stated"), "b": ("E1", "stated")}
    assert of(events.group({a: Counter(["tug"]) for a in "abx"}, given=stated))["x"] == "E0"


@pytest.mark.parametrize("another", [{}, {"x": "1"}])
def test_what_opened_an_event_of_its_own_joins_one_that_was_given(another: dict[str, str]) -> None:
    """The second shares nothing with the first, but with the last, which joins the first; the one between is of another event."""
    words = {"a": "ant bee", "b": "cow dog", **dict.fromkeys(another, "elk fox"), "c": "ant bee cow dog"}
    found = {article: Counter(text.split()) for article, text in words.items()}
    expected = {"a": "Ferry", "b": "Ferry", "c": "Ferry", **another}
    assert of(events.group(found, given={"a": ("Ferry", "stated")})) == expected


def test_an_article_is_compared_with_the_events_that_share_most_with_it_by_all_its_words() -> None:
    """Nine events of two articles share one word with it (a mean cosine of .26), the tenth, of one article, eight (.42)."""
    eight = [f"rare{n}" for n in range(8)]
    found = {f"{n}{side}": Counter({"tug": 200, f"own{n}": 1}) for n in range(9) for side in "ab"}
    found |= {
        "like": Counter([*eight, *(f"own{n}" for n in range(10, 30))]),
        "x": Counter({"tug": 200, **dict.fromkeys(eight, 1)}),
    }
    stated = {a: (f"E{a[0]}", "stated") for a in found if a != "x"}
    assert of(events.group(found, given=stated))["x"] == "El"


@pytest.mark.parametrize(("number", "event"), [(40, "E0"), (41, "1")])
def test_a_word_of_very_many_events_finds_none(number: int, event: str) -> None:
    found = {f"a{n}": Counter({"tug": 1, f"w{n}": 1}) for n in range(number)} | {"x": Counter({"tug": 1, "zz": 1})}
    stated = {f"a{n}": (f"E{n}", "stated") for n in range(number)}
    assert of(events.group(found, given=stated, alike=0.001))["x"] == event


def test_six_words_are_shown_and_nothing_of_no_article() -> None:
    found = {a: Counter("hen fox elk dog cow bee ant".split()) for a in "ab"}
    assert events.group(found)["words"].tolist() == ["ant, bee, cow, dog, elk, fox"] * 2
    table = events.group({})
    assert (list(table.columns), len(table)) == (events.COLUMNS, 0)


@pytest.mark.parametrize("missing", [None, float("nan"), ""])
def test_what_a_table_lacks(missing: object) -> None:
    """An empty cell of a table, as pandas reads it back."""
    found = {"a": events.features([FERRY]), "b": events.features([FERRY_TOO])}
    assert events.group(found, dates={"a": missing, "b": "2020-01-01"})["event"].tolist() == ["1", "1"]
    table = listed(("a", "1", "grouped", missing), ("b", "2", "grouped", "tug"))
    assert events.say(table, {"a": "Evening"}) == "These 2 articles tell of 2 events: one on Evening; one on tug"


def test_a_number_that_is_given_as_a_name_is_not_used_again() -> None:
    texts = {"f1": FERRY, "m1": MINE, "f2": FERRY_TOO, "m2": MINE_TOO}
    table = events.group({a: events.features([text]) for a, text in texts.items()}, given={"m1": ("1", "override")})
    assert of(table) == {"f1": "2", "m1": "1", "f2": "2", "m2": "1"}
    assert table["basis"].tolist() == ["grouped", "override", "grouped", "grouped"]


def listed(*rows: tuple[str, str, str, str]) -> pd.DataFrame:
    full = [(article, event, basis, 0.5, words) for article, event, basis, words in rows]
    return pd.DataFrame(full, columns=events.COLUMNS)


SEVEN = [
    ("a", "1", "grouped", "Moe, tug, rudder"),
    ("b", "1", "grouped", "Moe, gale, tug"),
    ("c", "Strike", "override", "pit"),
    ("d", "Strike", "grouped", "pit"),
    ("e", "Strike", "grouped", "pit"),
    ("f", "2", "grouped", ""),
    ("g", "3", "grouped", ""),
    ("h", "4", "grouped", ""),
    ("i", "5", "grouped", ""),
    ("j", "6", "grouped", ""),
]
FIVE_SAID = "3 on Strike; 2 on Moe, tug, gale; one on Evening; one on g; one on Morning"


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (SEVEN, f"These 10 articles tell of 7 events: {FIVE_SAID}; and 2 more"),
        (SEVEN[:8], f"These 8 articles tell of 5 events: {FIVE_SAID}"),
        ([SEVEN[1], SEVEN[5]], "These 2 articles tell of 2 events: one on Moe, gale, tug; one on Evening"),
        (SEVEN[:2], ""),
    ],
)
def test_five_events_are_told_of_the_largest_first(rows: list, expected: str) -> None:
    """By the name that was given, or by what the articles share, or by the label of the only one."""
    assert events.say(listed(*rows), {"f": "Evening", "h": "Morning"}) == expected


def sums(*rows: tuple) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["event", "outlet", "measure", "above", "below", "articles"])


def test_a_summary_is_the_ratio_of_sums_with_an_interval_over_events() -> None:
    parts = [sums((str(n), "Morning", "copied", n, 10, 1)) for n in range(1, 6)]
    row = events.summary(parts).iloc[0]
    assert (row["value"], row["events"], row["articles"]) == (15 / 50, 5, 5)
    assert 0 <= row["low"] < 0.3 < row["high"] <= 1


@pytest.mark.parametrize(
    ("measure", "above", "below", "lowest"),
    [
        ("speech_person", (0, 0, 1, 9, 7, 0, 0, 3, 1, 0, 5), (5, 5, 5, 9, 7, 5, 5, 5, 5, 5, 80), 0.0),
        ("tone_told", (-99, 90, -90, 99, -80), (100,) * 5, -1.0),
    ],
)
def test_an_interval_ends_where_the_measure_does(measure: str, above: tuple, below: tuple, lowest: float) -> None:
    """Without bounds these would reach beyond what is possible."""
    parts = [sums((str(n), "Morning", measure, *own, 1)) for n, own in enumerate(zip(above, below, strict=True))]
    row = events.summary(parts).iloc[0]
    assert row["low"] == lowest < row["value"] < row["high"] <= 1


def test_two_events_have_no_interval() -> None:
    row = events.summary([sums(("1", "Morning", "copied", 1, 2, 1)), sums(("2", "Morning", "copied", 1, 2, 1))]).iloc[0]
    assert row["value"] == 0.5
    assert pd.isna(row["low"])
    assert pd.isna(row["high"])


def test_no_event_no_row() -> None:
    assert list(events.summary([]).columns) == ["outlet", "measure", "value", "low", "high", "events", "articles"]


def test_the_sums_of_an_event() -> None:
    given = {
        "articles": pd.DataFrame({"article_id": ["a", "b"], "outlet": ["Morning", "Evening"], "words": [100, 50]}),
        "attributions": pd.DataFrame(
            {"article_id": ["a", "a", "a"], "words": [10, 20, 10], "speaker_ids": ["nora;tom", "", "them"]}
        ),
        "entities": pd.DataFrame({"entity_id": ["nora", "tom", "them"], "kind": ["person", "person", "anonymous"]}),
        "sentences": pd.DataFrame(
            {
                "article_id": ["a", "a", "b"],
                "role": "body",
                "voice": ["outlet", "quoted", "outlet"],
                "tone_told": [0.5, -1.0, 0.1],
            }
        ),
        "readability": pd.DataFrame(
            {"article_id": ["a"], "voice": ["all"], "measure": ["flesch_kincaid_grade"], "value": [9.0], "n_words": [100]}
        ),
        "containment": pd.DataFrame({"a_article_id": ["a", "b"], "b_article_id": ["b", "a"], "containment": [0.2, 0.4]}),
    }
    found = events.event_sums("1", given).set_index(["outlet", "measure"])
    assert found.loc[("Morning", "speech_person"), ["above", "below"]].tolist() == [10, 40]
    assert found.loc[("Morning", "speech_unknown"), "above"] == 20
    assert found.loc[("Morning", "speech_anonymous"), "above"] == 10
    assert found.loc[("Morning", "tone_told"), ["above", "below"]].tolist() == [0.5, 1]
    assert found.loc[("Morning", "flesch_kincaid_grade"), ["above", "below"]].tolist() == [900, 100]
    assert found.loc[("Evening", "copied"), ["above", "below"]].tolist() == [20, 50]


def test_the_tables_an_event_at_a_time(tmp_path, capsys) -> None:
    given = tmp_path / "many.csv"
    mixed(event=["The ferry", "The ferry", "", ""]).to_csv(given, index=False)
    assert main(["tables", str(given), "--out", str(tmp_path / "out"), "--by-event"]) == 0
    assert "Events: 2" in capsys.readouterr().out
    made = sorted(p.name for p in (tmp_path / "out").iterdir())
    assert made == ["about.json", "event-1", "events.csv", "outlets.csv", "the-ferry"]
    ferry = pd.read_csv(tmp_path / "out" / "the-ferry" / "articles.csv")
    assert ferry["article_id"].tolist() == ["f1", "f2"]
    outlets = pd.read_csv(tmp_path / "out" / "outlets.csv")
    assert set(outlets["outlet"]) == set(OUTLETS)
    assert (outlets["events"] <= 2).all()
    assert outlets["low"].isna().all()


def test_an_event_that_is_no_more_leaves_no_tables_and_keeps_what_is_not_ours(tmp_path, monkeypatch) -> None:
    from analysis import by_event, read

    monkeypatch.setattr(by_event.Story, "write", lambda story, folder, form: _write_some(folder))
    out = tmp_path / "out"
    by_event.write(read(mixed(event=["one", "one", "two", "three"])), out, cache=None)
    (out / "two" / "notes.txt").write_text("mine", encoding="utf-8")
    (out / "one" / "notes.txt").write_text("mine", encoding="utf-8")
    by_event.write(read(mixed(event=["one"] * 4)), out, cache=None)
    made = sorted(p.relative_to(out).as_posix() for p in out.rglob("*") if p.is_file())
    assert [name for name in made if name.startswith("three")] == []
    assert {"one/about.json", "one/notes.txt", "two/notes.txt"} < set(made)


def _write_some(folder) -> None:
    folder.mkdir()
    for name in ("about.json", "articles.csv"):
        (folder / name).write_text("", encoding="utf-8")
