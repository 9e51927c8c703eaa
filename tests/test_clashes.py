"""Clashes: pairs of places that agree, contradict, differ in precision or have nothing to do with each other; and the seeds."""

from __future__ import annotations

import re
from types import SimpleNamespace

import pandas as pd
import pytest

from analysis import analyze, findings, read
from analysis.articles import Article, Paragraph
from analysis.compare import facts
from analysis.compare.facts import deeds, names, numbers
from analysis.compare.facts.places import Places, stem
from analysis.paths import ROOT
from analysis.quantities import find
from analysis.reading import read_article

PEOPLE = "Ada Brunn;Otto Lindt;Mira Falk;Ivo Senn;Brunn;Lindt;Falk;Senn;Anna Tserin;Ana Tserin".split(";")
AREAS = "Marlow;Kestrel Bay;Dunmore;Tarn".split(";")
BODIES = "Harbour Board;Coast Guard;Statistics Office".split(";")


def tables(texts: dict[str, str], voice: str = "outlet") -> dict:
    """The tables that a comparison needs, from sentences written by hand: no model is loaded."""
    readings = [read_article(_article(name, text)) for name, text in texts.items()]
    sentences = [
        (r.article.id, s.paragraph, n, s.start, s.end, s.role, voice) for r in readings for n, s in enumerate(r.sentences)
    ]
    counted = [
        (r.article.id, q.start, q.end, q.kind, q.value, q.high, q.date, q.unit, q.of, q.bound)
        for r in readings
        for q in find(r)
    ]
    quoted = [
        (name, m.start(), m.end(), "title")
        for name, text in texts.items()
        for m in re.finditer('"[^"]+"', text)
        if text[: m.start()].endswith(("titled ", "report, "))
    ]
    kinds = {name: kind for names, kind in ((PEOPLE, "person"), (AREAS, "place"), (BODIES, "institution")) for name in names}
    forms = "|".join(sorted(kinds, key=len, reverse=True))
    found = [
        (name, _id(m[0]), m.start(), m.end(), "name", "outlet") for name, t in texts.items() for m in re.finditer(forms, t)
    ]
    known = pd.DataFrame([(_id(n), n, k) for n, k in kinds.items()], columns=["entity_id", "name", "kind"]).drop_duplicates(
        "entity_id"
    )
    columns = "article_id paragraph sentence start end role voice".split()
    return {
        "texts": texts,
        "sentences": pd.DataFrame(sentences, columns=columns),
        "quantities": pd.DataFrame(counted, columns="article_id start end kind value high date unit of bound".split()),
        "entities": known,
        "mentions": pd.DataFrame(found, columns="article_id entity_id start end form voice".split()),
        "quoted": pd.DataFrame(quoted, columns="article_id start end role".split()),
    }


def _article(name: str, text: str) -> Article:
    lines = [(m.start(), m.end()) for m in re.finditer(r"[^\n]+", text)]
    return Article(name, text, paragraphs=tuple(Paragraph(s, e, "body") for s, e in lines))


def _id(name: str) -> str:
    return name.split()[-1].lower()


def types(a: str, b: str, **more) -> set[str]:
    return set(facts.clashes(**tables({"a": a, "b": b}), **more)["type"])


FERRY = "The ferry sank off Kestrel Bay on Tuesday after striking a reef, and {} passengers drowned, the Coast Guard said."
FERRY_2 = "{} passengers drowned when the ferry struck a reef off Kestrel Bay and sank, according to the Coast Guard."
BRIDGE = "The Harbour Board will spend {} on repairing the old swing bridge at Marlow."
BRIDGE_2 = "Repairing the old swing bridge at Marlow will cost the Harbour Board {}."
TOLL = "More than 6,100 people have been killed in the Dunmore flood."
TOLL_2 = "Since water broke into eastern Dunmore a week ago, more than {} have been killed, despite several high dams."
STRIKE = "The dockers' strike at Tarn harbour lasted {} and closed both container terminals."
STRIKE_2 = "Both container terminals were closed while the dockers' strike at Tarn harbour lasted {}."
JOBLESS = "Unemployment among fishermen in Dunmore rose to {} in spring, the Statistics Office said."
JOBLESS_2 = "The Statistics Office said unemployment among fishermen in Dunmore rose to {} in spring."
POLL = "A poll of the {} among Marlow voters before the harbour ballot put Falk at {} percent."
POLL_2 = "Before the harbour ballot a poll of the {} among Marlow voters put Falk at {} percent."
OFFICE = "Statistics Office"
NUMBERS = [
    ((FERRY, "1"), (FERRY_2, "Two"), ""),  # one and two are said of everything
    ((FERRY, "2"), (FERRY_2, "Three"), "contradiction"),
    ((FERRY, "1"), (FERRY_2, "At least two"), "contradiction"),
    ((POLL.replace("{}", OFFICE, 1), "41"), (POLL_2.replace("{}", OFFICE, 1), "36"), "contradiction"),
    ((POLL.replace("{}", OFFICE, 1), "41"), (POLL_2.replace("{}", "Coast Guard", 1), "36"), ""),  # another poll
    ((POLL.replace("{}", OFFICE, 1), "41"), (POLL_2.replace("{}", OFFICE, 1) + " The margin was wide.", "36"), "contradiction"),
    (
        (POLL.replace("{}", OFFICE, 1), "41"),
        (POLL_2.replace("{}", OFFICE, 1).replace("percent", "percent, a wide margin"), "36"),
        "",
    ),
    ((FERRY, "31"), (FERRY_2, "Forty-four"), "contradiction"),
    ((FERRY, "31"), (FERRY_2, "Thirty-one"), ""),
    ((FERRY, "at least 31"), (FERRY_2, "34"), "precision"),
    ((FERRY, "more than 30"), (FERRY_2, "Thirty-one"), "precision"),
    ((FERRY, "about 30"), (FERRY_2, "Thirty-one"), "precision"),
    ((FERRY, "nearly 40"), (FERRY_2, "More than 40"), "contradiction"),
    ((FERRY, "at least 31"), (FERRY_2, "More than 30"), "precision"),
    ((FERRY, "31"), (FERRY_2, "More than 40"), "contradiction"),
    ((FERRY, "dozens of"), (FERRY_2, "Forty-four"), "precision"),
    ((FERRY, "hundreds of"), (FERRY_2, "Forty-four"), "contradiction"),
    ((FERRY, "31"), (FERRY_2, "Three thousand"), ""),  # too far apart to count the same thing
    ((FERRY, "up to 60"), (FERRY_2, "Forty-four"), "precision"),
    ((BRIDGE, "$4 million"), (BRIDGE_2, "$6.5 million"), "contradiction"),
    ((BRIDGE, "$4 million"), (BRIDGE_2, "$4.2 million"), "precision"),  # 4 million, rounded, allows 3.5 to 4.5
    ((BRIDGE, "$4 million"), (BRIDGE_2, "4 million dollars"), ""),
    ((BRIDGE, "$4 million"), (BRIDGE_2, "€6.5 million"), ""),
    ((BRIDGE, "millions of dollars"), (BRIDGE_2, "$6.5 million"), "precision"),
    ((TOLL, ""), (TOLL_2, "6,000"), "precision"),
    ((TOLL, ""), (TOLL_2, "6,100"), ""),
    ((STRIKE, "six days"), (STRIKE_2, "nine days"), "contradiction"),
    ((STRIKE, "six days"), (STRIKE_2, "nearly a week"), ""),  # another unit: nothing is claimed
    ((STRIKE, "six days"), (STRIKE_2, "six days"), ""),
    ((STRIKE, "more than six days"), (STRIKE_2, "nearly six days"), "contradiction"),
    ((JOBLESS, "12 percent"), (JOBLESS_2, "17 per cent"), "contradiction"),
    ((JOBLESS, "12.4 percent"), (JOBLESS_2, "about 12 percent"), "precision"),
    ((JOBLESS, "12 percent"), (JOBLESS_2, "12%"), ""),
]


@pytest.mark.parametrize(("a", "b", "expected"), NUMBERS)
def test_numbers_of_one_thing(a: tuple[str, str], b: tuple[str, str], expected: str) -> None:
    one, other = a[0].format(a[1]), b[0].format(b[1])
    assert types(one, other) == types(other, one) == ({expected} if expected else set())


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("passengers", "passengers"),
        ("people", "residents"),
        ("young passengers", "young passengers"),
        ("elderly passengers",) * 2,
        ("houses", "homes"),
        ("children", "kids"),
        ("refugees", "migrants"),
        ("protesters", "demonstrators"),
        ("cars", "vehicles"),
        ("pupils", "students"),
    ],
)
def test_numbers_of_what_goes_by_several_names(one: str, other: str) -> None:
    a, b = FERRY.format(31).replace("passengers", one), FERRY_2.format("Forty-four").replace("passengers", other)
    assert types(a, b) == types(b, a) == {"contradiction"}


UNRELATED = [
    # Another place, another date, a part, an expectation, another thing counted.
    (FERRY.format(31), FERRY_2.format("Forty-four").replace("Kestrel Bay", "Dunmore")),
    (JOBLESS.format("12 percent"), JOBLESS_2.format("17 percent").replace("Dunmore", "Tarn")),
    ("In March 2009 the flood drove 400 families out of Dunmore.", "In June 2013 the flood drove 700 families out of Dunmore."),
    ("The flood drove 400 families out of Dunmore.", "The flood drove another 700 families out of Dunmore."),
    ("The mill at Tarn paid 60 weavers.", "The mill at Tarn will pay 90 weavers."),
    (
        "Falk met the pilots' union at Tarn for more than four hours before seeing Senn.",
        "Falk and Senn met at Tarn; their meeting lasted nearly four hours and followed a separate meeting with the pilots' union.",
    ),
    (
        "At least 220 miners have died in Dunmore.",
        "Relatives of over 210 miners killed in Dunmore were paid to keep silent.",
    ),
    (
        "More than 6,100 people have been killed in Dunmore.",
        "The flood in Tarn went on; more than 6,000 have been killed there.",
    ),
    ("More than 6,100 people have been killed in Dunmore.", "In Dunmore more than 6,000 were injured."),
    ("More than 6,100 people have been killed in Dunmore.", "In Dunmore more than 5,000 have been killed."),
    (
        "A report said at least 220 miners from Dunmore have died in the deep shafts over the past year.",
        "The report also said relatives of over 200 miners from Dunmore were paid to keep silent.",
    ),
    ("Some 300 Marlow sailors marched to the old customs house.", "Some 900 Dunmore sailors marched to the old customs house."),
    ("A poll of Marlow voters put Falk at 41 percent.", "In Marlow, a telephone survey put Falk at 36 percent of voters."),
    # Soldiers are no passengers, young ones no foreign ones; other people or boards do it.
    (FERRY.format(31), FERRY_2.format("Forty-four").replace("passengers", "soldiers")),
    (FERRY.format("31 young"), FERRY_2.format("Forty-four foreign")),
    ("For Falk 60 weavers work in the old mill on the reef.", "In the old mill on the reef Senn has 90 weavers who work."),
    (BRIDGE.format("$4 million"), BRIDGE_2.format("$6.5 million").replace("Harbour Board", "Coast Guard")),
    ("The orchestra of Tarn played nine encores on the pier.", "A baker in Marlow sold forty loaves before dawn."),
    ("Three judges heard the appeal of the Marlow brewery.", "Five brewers heard of the appeal at the Marlow court."),
]


@pytest.mark.parametrize(("a", "b"), UNRELATED)
def test_numbers_of_different_things(a: str, b: str) -> None:
    assert not types(a, b)
    assert not types(b, a)


DEEDS = [
    # plan against outcome
    (
        "Brunn will raise the stalled dredging contract with the Harbour Board at Marlow.",
        "Brunn did not raise the stalled dredging contract with the Harbour Board at Marlow.",
        "plan",
    ),
    (
        "Lindt plans to sell the lighthouse museum on Kestrel Bay to a brewery.",
        "Lindt refused to sell the lighthouse museum on Kestrel Bay to a brewery.",
        "plan",
    ),
    (
        "Mira Falk would not sign the salvage treaty with Dunmore on Friday.",
        "On Friday Mira Falk signed the salvage treaty with Dunmore after all.",
        "plan",
    ),
    # done and not done
    (
        "Senn attended the memorial concert for the drowned pilots in Tarn.",
        "Senn did not attend the memorial concert for the drowned pilots in Tarn.",
        "contradiction",
    ),
    # who did it
    (
        "Brunn laid a wreath at the pilots' memorial in Tarn with Lindt.",
        "Brunn laid a wreath at the pilots' memorial in Tarn on Sunday.",
        "who",
    ),
    (
        "Brunn laid a wreath at the pilots' memorial in Tarn alongside former harbour master Lindt.",
        "Brunn laid a wreath at the pilots' memorial in Tarn on Sunday.",
        "who",
    ),
    (
        "Otto Lindt unveiled the bronze statue of the ferryman in Marlow.",
        "Mira Falk unveiled the bronze statue of the ferryman in Marlow.",
        "who",
    ),
    # another word for it
    (
        "Northern mayors skipped the harbour parade because of the strike.",
        "Northern mayors boycotted the harbour parade because of the strike in Tarn.",
        "wording",
    ),
    (
        "In a sign of strain the Harbour Board did not confirm the dredging contract with the Tarn shipyard until Friday evening.",
        "In a sign of strain the Harbour Board would not confirm the dredging contract with the Tarn shipyard until Friday evening.",
        "wording",
    ),
    # no clash
    (
        "Mayor Ada Brunn has led former harbour master Otto Lindt in every poll.",
        "Mayor Ada Brunn maintained her lead over former harbour master Otto Lindt.",
        "",
    ),  # a title is no object
    (
        "Brunn will raise the stalled dredging contract with the Harbour Board at Marlow.",
        "Brunn raised the stalled dredging contract with the Harbour Board at Marlow.",
        "",
    ),
    (
        "Brunn will raise the stalled dredging contract with the Harbour Board at Marlow.",
        "Falk did not raise the price of the ferry ticket in Marlow.",
        "",
    ),
    (
        "Brunn did not attend the memorial concert for the drowned pilots in Tarn.",
        "Senn attended the memorial concert for the drowned pilots in Tarn.",
        "",
    ),
    (
        "If Senn attended the memorial concert for the drowned pilots in Tarn, nobody saw him.",
        "Senn did not attend the memorial concert for the drowned pilots in Tarn.",
        "",
    ),
    (
        "Before laying a wreath at the pilots' memorial in Tarn, Brunn met Falk.",
        "Lindt laid a wreath at the pilots' memorial in Tarn.",
        "",
    ),  # who laid it is not plain in the first
    ("Otto Lindt opened the new fish market in Marlow.", "Mira Falk opened the old customs house in Marlow.", ""),
]


@pytest.mark.parametrize(("a", "b", "expected"), DEEDS)
def test_deeds(a: str, b: str, expected: str) -> None:
    assert types(a, b) == ({expected} if expected else set())


# Sentences about signing: how it is told, in which words, and who does it; nothing where nothing is asserted.
SIGNED = [
    ("Brunn signed the treaty.", ("done", "signed", "brunn")),
    ("Brunn has signed the treaty.", ("done", "has signed", "brunn")),
    ("Brunn began signing the treaty.", ("done", "signing", "brunn")),
    ("Brunn surprised them by signing the treaty.", ("done", "signing", "brunn")),
    ("Brunn did not sign the treaty.", ("not done", "did not sign", "brunn")),
    ("Brunn didn't sign the treaty.", ("not done", "didn't sign", "brunn")),
    ("Brunn has never signed the treaty.", ("not so far", "has never signed", "brunn")),
    ("Brunn failed to sign the treaty.", ("not done", "failed to sign", "brunn")),
    ("Brunn will sign the treaty.", ("planned", "will sign", "brunn")),
    ("Brunn plans to sign the treaty.", ("planned", "plans to sign", "brunn")),
    ("Brunn is expected to sign the treaty.", ("planned", "is expected to sign", "brunn")),
    ("Brunn would not sign the treaty.", ("ruled out", "would not sign", "brunn")),
    ("Brunn won't sign the treaty.", ("ruled out", "won't sign", "brunn")),
    ("Brunn does not plan to sign the treaty.", ("ruled out", "does not plan to sign", "brunn")),
    ("Brunn asked to sign the treaty.", None),
    ("Brunn may sign the treaty.", None),
    ("If Brunn signed the treaty, nobody knew.", None),
    ("The treaty was signed by Brunn.", None),
    ("Brunn was signing the treaty.", None),
    ("Brunn read the signed treaty.", None),
    # Who does it
    ("Otto Lindt and Mira Falk signed the treaty.", ("done", "signed", "falk lindt")),
    ("Brunn signed the treaty with Otto Lindt.", ("done", "signed", "brunn lindt")),
    ("Brunn signed the treaty alongside Otto Lindt.", ("done", "signed", "brunn lindt")),
    ("Brunn signed the treaty alongside former harbour master Falk.", ("done", "signed", "brunn falk")),
    ("Brunn signed the treaty in Marlow.", ("done", "signed", "brunn")),
    ("The Harbour Board signed the treaty.", ("done", "signed", "board")),
    ("Falk supporters signed the treaty.", ("done", "signed", "")),
    ("Falk's brother signed the treaty.", ("done", "signed", "")),
    ("The brother of Falk signed the treaty.", ("done", "signed", "")),
    ("Falk left; the mayor signed the treaty.", ("done", "signed", "")),
    ("Brunn fell on Tuesday and Falk signed the treaty.", ("done", "signed", "falk")),
    ("According to Falk, Brunn signed the treaty.", ("done", "signed", "brunn")),
]


@pytest.mark.parametrize(("text", "expected"), SIGNED)
def test_how_a_deed_is_told_and_who_does_it(text: str, expected: tuple[str, str, str] | None) -> None:
    given = tables({"a": text})
    del given["quoted"]
    found = [d for d in deeds.deeds(Places(**given)) if d.low.startswith("sign")]
    assert [(d.told, text[d.start : d.end], " ".join(sorted(d.agents))) for d in found] == ([expected] if expected else [])
    assert all(stem("treaty") in d.object for d in found)


PARADE = "Northern mayors skipped the harbour parade because of the {}"  # with one word more ten of them
CROWDED = "Northern mayors skipped crowded harbour parades despite violent summer strikes."
CHANGED = [
    (PARADE.format("strike."), PARADE.format("flood."), ["strike / flood"]),
    (PARADE.format("strike.").removeprefix("Northern "), PARADE.format("flood.").removeprefix("Northern "), []),  # nine words
    (PARADE.format("strike."), PARADE.format("strikes."), []),
    (PARADE.format("strike."), PARADE.format("strikebreakers."), []),  # one holds the other
    (PARADE.format("strike."), PARADE.format("ban."), []),  # too short to say much
    (PARADE.format("law of 2013."), PARADE.format("law of 2014."), []),
    (PARADE.format("Marlow ban."), PARADE.format("Tarn ban."), []),
    (PARADE.format("strike."), PARADE.format("strike today."), []),
    (PARADE.format("ban which Falk ordered."), PARADE.format("ban which Senn ordered."), ["Falk / Senn"]),
    # Six of ten words are the same, and five.
    (
        CROWDED,
        "Southern mayors avoided crowded harbour parties despite violent winter strikes.",
        ["Northern / Southern", "parades / parties", "skipped / avoided", "summer / winter"],
    ),
    (CROWDED, "Southern mayors avoided crowded harbour parties despite peaceful winter strikes.", []),
    # A did it, B did not: no clash.
    (
        "Otto Lindt did ask the council of the harbour to mend it.",
        "Mira Falk did not ask the council of the harbour to mend it.",
        [],
    ),
    ("The mayors would ask the council of the harbour to mend it.", "The mayors will ask the council of the harbour to mend it.",
     ["would / will"]),
]  # fmt: skip


@pytest.mark.parametrize(("a", "b", "expected"), CHANGED)
def test_words_changed_in_nearly_the_same_sentence(a: str, b: str, expected: list[str]) -> None:
    table = facts.clashes(**tables({"a": a, "b": b}))
    told = table["why"].str.removesuffix(" in a sentence that is otherwise nearly the same")
    assert sorted(told[told != table["why"]]) == expected


NAMES = [
    ("Ana Tserin spoke.", "Anna Tserin listened.", "spelling"),
    ("The ceasefire held at noon.", "The cease-fire broke at dusk.", "spelling"),
    ("They organised a vigil.", "They organized a march.", "spelling"),
    ("The town theatre burned.", "The town theater reopened.", "spelling"),
    ("The centre held.", "The century ended.", ""),
    ("The harbour froze.", "The harvest failed.", ""),
    ("They were poring over maps.", "It was pouring at dawn.", ""),
    ("Turkey won.", "The Turks lost.", ""),
    ("An advert appeared.", "An adverb followed.", ""),
    (
        'The shipwreck inquiry by the Coast Guard, titled "The Reef\'s Toll", blames the Marlow pilots.',
        'The shipwreck inquiry by the Coast Guard, titled "The Reef Toll", blames the Marlow pilots.',
        "name",
    ),
    (
        'The shipwreck inquiry by the Coast Guard, titled "The Reef’s Toll", blames the Marlow pilots.',
        'The shipwreck inquiry by the Coast Guard, titled "The Reef\'s Toll", blames the Marlow pilots.',
        "",
    ),
    ("They re-signed the pact.", "They resigned at dusk.", ""),
    ("The re-formed choir sang.", "The reformed choir left.", ""),
]


@pytest.mark.parametrize(("a", "b", "expected"), NAMES)
def test_names_and_words(a: str, b: str, expected: str) -> None:
    assert types(a, b) == ({expected} if expected else set())


@pytest.mark.parametrize(
    ("a", "b", "respelt"),
    [
        ("Ana", "Anna", True),
        ("Sergei", "Sergey", True),
        ("Mohammed", "Muhammad", True),
        ("Johnson", "Johansson", True),  # two letters
        ("Mohamed", "Muhammad", False),  # three
        ("al-Assad", "Assad", True),
        ("el-Sisi", "Sisi", True),
        ("as-Sadr", "Sadr", True),
        ("bin-Laden", "Laden", True),
        ("Al Assad", "al-Assad", True),
        ("D’Arcy", "D'Arcy", False),  # the same but for the shape of a mark
        ("Brunn", "BRUNN", False),
        ("Brunn", "Drunn", False),  # another first letter
        ("Li", "Lie", False),
        ("Russia", "Russian", False),
        ("Russia", "Russia's", False),
        ("Danish", "Danis", False),
        ("D’Arcy", "D'Arci", True),
        ("Brunn", "BrunN", False),
        ("Brunn", "BrunM", False),  # a broken letter
        ("BRUNN", "BRUNM", True),
        ("Turkish", "Turkisch", False),
        ("Senn", "Sarnen", False),
    ],
)
def test_two_spellings_of_one_name(a: str, b: str, respelt: bool) -> None:
    assert names._respelt(a, b) is names._respelt(b, a) is respelt


@pytest.mark.parametrize(
    ("british", "american"),
    [
        ("organised", "organized"),
        ("organisations", "organizations"),
        ("realising", "realizing"),
        ("harbours", "harbors"),
        ("labouring", "laboring"),
        ("programmes", "programs"),
        ("theatre", "theater"),
        ("fibres", "fibers"),
        ("defenceless", "defenseless"),
        ("travellers", "travelers"),
        ("cancelled", "canceled"),
        ("analysed", "analyzed"),
        ("travelling", "traveling"),
        ("labelling", "labeling"),
        ("analyses", "analyzes"),
        ("cease-fire", "ceasefire"),
    ],
)
def test_british_words_are_closed_up_to_american_ones(british: str, american: str) -> None:
    assert names._closed(british) == names._closed(american) == american


@pytest.mark.parametrize("word", ["flour", "hour", "poring", "wise", "rising", "filled"])
def test_words_that_only_end_alike_are_left(word: str) -> None:
    assert names._closed(word) == word.replace("rising", "rizing").replace("wise", "wize")


@pytest.mark.parametrize(
    ("one", "other", "pairs"),
    [
        ("a", "bc", ["ab", "ac"]),
        ("bc", "a", ["ba", "ca"]),
        ("ab", "cd", ["ac", "ad", "bc"]),  # each of the rarer form once, the first of them with the rest
        ("a", "ab", ["ab"]),  # never an article with itself
        ("a", "a", []),
        ("a", "bcdefghijklmnop", [f"a{x}" for x in "bcdefghijklm"]),  # twelve
        ("bcdefghijklmnop", "a", [f"{x}a" for x in "bcdefghijklm"]),
        ("abcdefghijkl", "mnopqrstuvwxy", [f"{x}m" for x in "abcdefghijkl"]),
        ("abc", "abc", ["ab", "ac", "ba", "ca"]),
    ],
)
def test_places_of_two_forms_are_paired(one: str, other: str, pairs: list[str]) -> None:
    found = names.star([(x, 0, 1) for x in one], [(x, 2, 3) for x in other])
    assert [a[0] + b[0] for a, b in found] == pairs
    assert all((a[1], b[1]) == (0, 2) for a, b in found)


def test_rows_of_one_disagreement_share_a_number_and_the_weightier_stands_first() -> None:
    a = f"{FERRY.format(31)} The ceasefire held at noon. The theatre burned."
    b = f"{FERRY_2.format('Forty-four')} The cease-fire broke. The theater reopened."
    c = f"{FERRY_2.format('Fifty')} A cease-fire began."
    table = facts.clashes(**tables({"a": a, "b": b, "c": c}))
    told = table["a_article_id"] + table["b_article_id"] + " " + table["type"]
    assert sorted(told[table["clash"] == 0]) == ["ab contradiction", "ac contradiction", "bc contradiction"]
    assert sorted(told[table["clash"] == 1]) == ["ab spelling", "ac spelling"]
    assert told[table["clash"] == 2].tolist() == ["ab spelling"]
    assert table["clash"].is_monotonic_increasing
    assert table.index.tolist() == list(range(len(table)))


def test_of_two_rows_about_the_same_characters_the_weightier_stays() -> None:
    """Only where they overlap in both articles; what merely touches is another place."""
    row = facts._Row
    rows = [
        row("wording", ("a", 5, 8), ("b", 3, 4), 0.9, "inside the contradiction"),
        row("contradiction", ("a", 0, 10), ("b", 0, 10), 0.5, "first by its type"),
        row("wording", ("a", 10, 12), ("b", 3, 4), 0.8, "behind it in a"),
        row("wording", ("a", 5, 8), ("b", 10, 12), 0.85, "behind it in b"),
        row("wording", ("a", 5, 8), ("c", 3, 4), 0.7, "another pair"),
        row("wording", ("a", 7, 9), ("b", 11, 13), 0.6, "over one that is surer"),
        row("contradiction", ("b", 20, 30), ("c", 20, 30), 0.5, "of two others"),
        row("wording", ("b", 15, 20), ("c", 22, 23), 0.5, "before it in b"),
        row("wording", ("b", 22, 23), ("c", 15, 20), 0.4, "before it in c"),
    ]
    kept = facts._first_of_a_place(rows, {"a": 0, "b": 1, "c": 2})
    assert [r.why for r in kept] == [
        *("first by its type", "of two others", "behind it in b", "behind it in a", "another pair"),
        *("before it in b", "before it in c"),
    ]


def test_matches_are_each_others_best() -> None:
    """Of three numbers that could be one, those that are most alike; what only wide surroundings show comes last."""
    q = [SimpleNamespace(article_id=name, start=n) for name, n in (("a", 0), ("b", 0), ("b", 9), ("c", 0))]
    where = (None, None)
    found = [
        numbers.Match(q[0], q[1], 0.6, False, where),
        numbers.Match(q[0], q[2], 0.9, True, where),
        numbers.Match(q[0], q[3], 0.7, True, where),
        numbers.Match(q[1], q[3], 0.8, False, where),
        numbers.Match(q[2], q[3], 0.7, False, where),
        numbers.Match(q[2], q[3], 0.5, True, where),
    ]
    assert numbers._mutual(found) == [found[3], found[0], found[2]]


@pytest.mark.parametrize(
    ("word", "others"),
    [
        ("place", ["places", "placed", "placing", "place's", "Place’s", "PLACES"]),
        ("lay", ["laid", "lays", "laying"]),
        ("ceasefire", ["cease-fire", "cease-fires"]),
        ("stop", ["stopped", "stopping", "stops"]),
        ("country", ["countries"]),
        ("go", ["gone", "went"]),
    ],
)
def test_forms_of_a_word_have_one_stem(word: str, others: list[str]) -> None:
    assert {stem(other) for other in others} <= {stem(word)}


@pytest.mark.parametrize(
    ("one", "other"), [("country", "county"), ("place", "placate"), ("boss", "bos"), ("bus", "bu"), ("seed", "see")]
)
def test_other_words_have_another_stem(one: str, other: str) -> None:
    assert stem(one) != stem(other)


@pytest.mark.parametrize(
    ("value", "bound", "expected"),
    [
        (6100, "exact", (6050, 6150)),  # written with two digits, so rounded to hundreds
        (100, "exact", (90, 110)),  # a tenth at most
        (1000, "exact", (900, 1100)),
        (6000, "exact", (5500, 6500)),
        (1, "exact", (1, 1)),
        (64, "exact", (64, 64)),
        (90, "exact", (90, 90)),  # below a hundred a round number is what it says
        (101, "exact", (101, 101)),
        (0, "exact", (0, 0)),
        (12.4, "exact", (12.35, 12.45)),
        (0.25, "exact", (0.245, 0.255)),
        (0.1, "exact", (0.05, 0.15)),
        (100, "about", (85, 115)),
        (6000, "over", (6000, 9000)),
        (6000, "at least", (6000, 9000)),
        (6000, "under", (4000, 6000)),
        (6000, "at most", (4000, 6000)),
        (40, "nearly", (34, 40)),
        (20, "order", (20, 100)),
        (20, "between", (20, 100)),
    ],
)
def test_what_a_quantity_allows(value: float, bound: str, expected: tuple[float, float]) -> None:
    high = 100 if bound in ("order", "between") else float("nan")
    assert numbers.span(SimpleNamespace(value=value, high=high, bound=bound)) == pytest.approx(expected)


# What each allows: test_what_a_quantity_allows. Two numbers more than four times apart are hardly of one thing.
@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        (31, 31, "agree"),
        ((20, 40), (20, 40), "agree"),
        ((20, 40), (20, 50), "precision"),
        ("at least 31", "at least 31", "agree"),
        (31, 44, "contradiction"),
        (10, 40, "contradiction"),
        (10, 41, "unclear"),
        (200, 900, "contradiction"),  # 850 at least, 220 at most
        (200, 1100, "unclear"),  # 1,050 at least
        # Two round numbers: neither is the other, rounded.
        (200, 300, "contradiction"),
        (1000, 2000, "contradiction"),
        (4e6, 5e6, "contradiction"),
        ("about 200", 300, "contradiction"),
        # A round number may be off by a tenth.
        (100, 109, "precision"),
        (100, 140, "contradiction"),
        (1000, 1400, "contradiction"),
        (100, 51, "contradiction"),
        (900, 1000, "unclear"),
        (5000, 5500, "unclear"),
        # What is written as millions may hide more, but then the two are not said to agree either; nor a whole number beside a fraction.
        (1e6, 1.05e6, "precision"),
        (1e6, 1.4e6, "unclear"),
        (12, 12.4, "unclear"),
        (12, 12.6, "contradiction"),
        (0, 3, "unclear"),
        (6100, 6149, "precision"),
        # Two lower bounds or two upper ones are one thing's up to a quarter apart.
        ("over 8000", "over 10000", "precision"),
        ("over 8000", "at least 10001", "unclear"),
        ("under 8000", "at most 10001", "unclear"),
        # One bound
        (40, "at least 31", "precision"),
        (50, "at least 31", "unclear"),
        (50, "over 31", "unclear"),
        (30, "over 31", "contradiction"),
        (500, "under 900", "unclear"),
        (500, "at most 900", "unclear"),
        (1010, "under 900", "contradiction"),
        (30, "nearly 40", "contradiction"),
        # The same number
        (5, "at least 5", "precision"),
        (5, "over 5", "precision"),
        (5, "nearly 5", "precision"),
        ("at least 5", "at most 5", "precision"),
        ("over 5", "at least 5", "precision"),
        ("over 5", "nearly 5", "contradiction"),
        ("over 5", "under 5", "contradiction"),
        ("over 5", "at most 5", "contradiction"),
        ("at least 5", "under 5", "contradiction"),
        ("at least 5", "nearly 5", "contradiction"),
        ("about 10", 100, "unclear"),  # too far apart
        # An end in common
        (85, "about 100", "precision"),
        (50, (44, 50), "precision"),
        (44, (44, 50), "precision"),
        ((40, 44), (44.5, 50), "contradiction"),
    ],
)
def test_two_numbers_of_one_thing(a, b, expected: str) -> None:
    one, other = _number(a), _number(b)
    assert numbers.compare(one, other) == numbers.compare(other, one) == expected


def _number(said) -> SimpleNamespace:
    """A quantity as ``31``, ``"at least 31"`` or, of an order, ``(20, 40)``."""
    if isinstance(said, tuple):
        return SimpleNamespace(value=said[0], high=said[1], bound="order")
    bound, _, value = str(said).rpartition(" ")
    return SimpleNamespace(value=float(value), high=float("nan"), bound=bound or "exact")


AGREE, ONE_THING = "agree; one is more exact, or only bounded", "the words around them speak of one thing"
NEARLY_ONE = "in a sentence that is otherwise nearly the same"
AGAINST = "planned or ruled out in one, told otherwise in the other"
# Confidence by hand: around the two numbers one sentence has all weighty words of the other, .45 + .45 and .5 + .4; one of ten and one
# of twenty words of a sentence changed, .4 + .4 * .9 and .5 + .4 * .95; three of twelve, .4 + .4 * .75; titles of 15 and 13 letters with
# 13 in common, .3 + .6 * 26 / 28; others are set.
ROWS = [
    (NUMBERS[7][:2], ("contradiction", "31", "Forty-four", 0.9, f"31 / Forty-four (passengers); {ONE_THING}")),
    (NUMBERS[9][:2], ("precision", "at least 31", "34", 0.9, f"at least 31 and 34 (passengers) {AGREE}")),
    (
        DEEDS[0][:2],
        ("plan", "will raise", "did not raise", 0.6, f"{AGAINST}: Ada Brunn, raise (planned) / Ada Brunn, raise (not done)"),
    ),
    (
        DEEDS[2][:2],
        ("plan", "would not sign", "signed", 0.6, f"{AGAINST}: Mira Falk, sign (ruled out) / Mira Falk, signed (done)"),
    ),
    (
        DEEDS[3][:2],
        (
            *("contradiction", "attended", "did not attend", 0.55),
            "done in one, not done in the other: Ivo Senn, attended (done) / Ivo Senn, attend (not done)",
        ),
    ),
    (
        DEEDS[4][:2],
        (
            *("who", "laid", "laid", 0.5),
            "one names more people than the other: Ada Brunn and Otto Lindt, laid (done) / Ada Brunn, laid (done)",
        ),
    ),
    (DEEDS[6][:2], ("who", "Otto Lindt", "Mira Falk", 0.76, f"Otto Lindt / Mira Falk {NEARLY_ONE}")),
    (
        DEEDS[6][:2],
        (
            *("who", "unveiled", "unveiled", 0.6),
            "another person does it: Otto Lindt, unveiled (done) / Mira Falk, unveiled (done)",
        ),
    ),
    (DEEDS[7][:2], ("wording", "skipped", "boycotted", 0.7, f"skipped / boycotted {NEARLY_ONE}")),
    (DEEDS[8][:2], ("wording", "did", "would", 0.88, f"did / would {NEARLY_ONE}")),
    (NAMES[0][:2], ("spelling", "Ana", "Anna", 0.9, "Ana / Anna, one name")),
    (NAMES[1][:2], ("spelling", "ceasefire", "cease-fire", 0.9, "cease-fire / ceasefire, one word")),
    (
        NAMES[9][:2],
        ("name", "The Reef's Toll", "The Reef Toll", 0.86, "two titles of one work: The Reef's Toll / The Reef Toll"),
    ),
]


@pytest.mark.parametrize(("told", "expected"), ROWS)
def test_a_row_says_where_and_why(told: tuple, expected: tuple) -> None:
    a, b = (text if isinstance(text, str) else text[0].format(text[1]) for text in told)
    rows = {
        (r.type, a[r.a_start : r.a_end], b[r.b_start : r.b_end], r.confidence, r.why)
        for r in facts.clashes(**tables({"a": a, "b": b})).itertuples()
    }
    assert expected in rows


def test_what_comes_days_later_is_news() -> None:
    a, b = FERRY.format(31), FERRY_2.format("Forty-four")
    assert types(a, b, published={"a": "2031-05-02", "b": "2031-05-03"}) == {"contradiction"}
    assert not types(a, b, published={"a": "2031-05-02", "b": "2031-05-09"})


def test_quoted_speech_is_no_deed_of_the_article() -> None:
    a, b = (case for case in DEEDS[3][:2])
    assert facts.clashes(**tables({"a": a, "b": b}, voice="quoted")).empty


@pytest.mark.parametrize(("form", "expected"), [("pronoun", set()), ("name", {"who"})])
def test_another_doer_is_named_and_no_pronoun(form: str, expected: set[str]) -> None:
    given = tables(dict.fromkeys("ab", "He unveiled the bronze statue of the ferryman in Marlow."))
    doers = [(article, who, 0, 2, form, "outlet") for article, who in (("a", "lindt"), ("b", "falk"))]
    given["mentions"] = pd.concat([given["mentions"], pd.DataFrame(doers, columns=given["mentions"].columns)])
    assert set(facts.clashes(**given)["type"]) == expected


def test_an_article_that_gives_both_versions_contradicts_nobody() -> None:
    both = FERRY.format(31) + " Other reports spoke of 44 passengers."
    assert not types(both, FERRY_2.format("Forty-four"))


def test_copies_of_one_claim_are_one_clash() -> None:
    told = FERRY.format(31)
    table = facts.clashes(**tables({"a": told, "b": told, "c": FERRY_2.format("Forty-four")}))
    assert table["clash"].tolist() == [0, 0]
    assert table[["a_article_id", "b_article_id"]].to_numpy().tolist() == [["a", "c"], ["b", "c"]]


@pytest.mark.parametrize("texts", [{"a": ""}, {"a": FERRY.format(31)}, {"a": "", "b": ""}])
def test_nothing_to_compare(texts: dict[str, str]) -> None:
    table = facts.clashes(**tables(texts))
    assert table.empty
    assert table.columns.tolist() == facts.COLUMNS


def test_swapping_the_articles_swaps_the_places() -> None:
    a, b = FERRY.format(31), FERRY_2.format("Forty-four")
    one, other = (facts.clashes(**tables(t)).iloc[0] for t in ({"a": a, "b": b}, {"b": b, "a": a}))
    assert (one.a_start, one.a_end, one.confidence) == (other.b_start, other.b_end, other.confidence)


def test_a_finding_for_one_article_says_that_nothing_can_disagree() -> None:
    assert "nothing that could disagree" in findings.clashes(analyze(read([FERRY.format(31)])))


# Read by hand: article, a character inside the place; article, a character; type. Offsets point into the seeds.
FOUND = [
    ("001", "003", "contradiction", "a cost, in orders"),
    ("002", "003", "plan", "a topic to be raised, not raised"),
    ("000", "003", "who", "one deed, with a companion and without"),
    ("001", "003", "name", "the title of a report"),
    ("000", "002", "wording", "did, would"),
    ("000", "003", "precision", "the dead, to the thousand and to the hundred"),
    ("003", "004", "precision", "the dead, to the thousand and to the hundred"),
    ("003", "004", "wording", "two verbs for staying away"),
    ("000", "002", "spelling", "two first names and a surname"),
    ("002", "003", "spelling", "a capital and a first name"),
]


@pytest.fixture(scope="module")
def seeds() -> pd.DataFrame:
    return analyze(read(ROOT / "seeds")).clashes


@pytest.mark.parametrize(("a", "b", "kind", "what"), FOUND)
def test_clashes_of_the_seeds(seeds: pd.DataFrame, a: str, b: str, kind: str, what: str) -> None:
    found = seeds[(seeds["type"] == kind) & seeds["a_article_id"].str.startswith(a) & seeds["b_article_id"].str.startswith(b)]
    assert len(found), what


def test_no_false_contradiction_in_the_seeds(seeds: pd.DataFrame) -> None:
    """Read by hand, the seeds hold one number that two articles give differently (000 and 001 count as one): a cost."""
    found = seeds[seeds["type"] == "contradiction"]
    assert [(a[:3], b[:3]) for a, b in zip(found["a_article_id"], found["b_article_id"], strict=True)] == [("001", "003")]
    assert seeds[seeds["type"].isin(["who", "plan", "name"])].groupby("type")["clash"].nunique().to_dict() == {
        "name": 1,
        "plan": 1,
        "who": 1,
    }
