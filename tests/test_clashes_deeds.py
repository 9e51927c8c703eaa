"""Clashes of deeds: how a deed is told, who does it and to what, which deeds are one; and words changed in nearly the same sentence."""

from __future__ import annotations

import pandas as pd
import pytest

from analysis.compare import facts
from analysis.compare.facts import deeds, telling
from analysis.compare.facts.places import Places, stem
from tests.test_clashes import CROWDED, NEARLY_ONE, PARADE, tables, types


def told(text: str, verb: str, kinds: dict[str, str] | None = None, **voice: str) -> list[deeds.Deed]:
    """The deeds of a text that are told with a verb; ``kinds``: what those it names are, where they are no persons."""
    given = tables({"a": text}, **voice)
    del given["quoted"]
    given["entities"]["kind"] = [(kinds or {}).get(r.entity_id, r.kind) for r in given["entities"].itertuples()]
    return [d for d in deeds.deeds(Places(**given)) if d.low == verb]


# More of SIGNED in test_clashes.py.
SIGNED = [
    ("Brunn didn’t sign the treaty.", ("not done", "didn’t sign", "brunn")),
    ("Brunn did not quickly sign the treaty.", ("not done", "did not quickly sign", "brunn")),
    ("Brunn has finally signed the treaty.", ("done", "has finally signed", "brunn")),
    ("Brunn started signing the treaty.", ("done", "signing", "brunn")),
    ("Brunn wouldn’t sign the treaty.", ("ruled out", "wouldn’t sign", "brunn")),
    ("Brunn plans not to sign the treaty.", ("ruled out", "plans not to sign", "brunn")),
    ("Brunn finally signed the treaty.", ("done", "finally signed", "brunn")),
    ("Brunn also signed the treaty.", ("done", "also signed", "brunn")),
    ("Brunn never signed the treaty.", ("not done", "never signed", "brunn")),
    ("Brunn did sign the treaty.", ("done", "did sign", "brunn")),
    ("Brunn declined to sign the treaty.", ("not done", "declined to sign", "brunn")),
    ("Brunn is due to sign the treaty.", ("planned", "is due to sign", "brunn")),
    # "No" and "no longer" rule out what is planned.
    ("Brunn has no plans to sign the treaty.", ("ruled out", "plans to sign", "brunn")),
    ("Brunn no longer plans to sign the treaty.", ("ruled out", "plans to sign", "brunn")),
    ("Otto Lindt and Mira Falk have signed the treaty.", ("done", "have signed", "falk lindt")),
    ("Brunn had not been signing the treaty.", ("not done", "had not been signing", "brunn")),
    # Five words that help a verb, and six; the first word of a sentence is one, or stands before it.
    (
        "Brunn was never really expected to sign the treaty.",
        ("ruled out", "was never really expected to sign", "brunn"),
    ),
    (
        "Brunn was never even really expected to sign the treaty.",
        ("ruled out", "never even really expected to sign", "brunn"),
    ),
    ("Did not sign the treaty, said Falk.", ("not done", "Did not sign", "")),
    ("No plans to sign the treaty were made.", ("ruled out", "plans to sign", "")),
    ("Having signed the treaty, Brunn left.", None),
    ("To sign the treaty is what Brunn refused.", None),  # what stands at the end is not before it
    # What is denied, nearly done, or done later is neither done nor left.
    ("Brunn denied having signed the treaty.", None),
    ("Lindt denied that Brunn signed the treaty.", None),
    ("Lindt accused Brunn of having secretly signed the treaty.", None),
    ("Neither Brunn nor Lindt signed the treaty.", None),
    ("Brunn nearly signed the treaty.", None),
    ("Brunn almost signed the treaty.", None),
    ("Brunn did not only sign the treaty.", None),
    ("Brunn allegedly signed the treaty.", None),
    ("Brunn has not yet signed the treaty.", None),
    ("Brunn did not immediately sign the treaty.", None),
    ("Brunn has not signed the treaty.", ("not so far", "has not signed", "brunn")),
    ("Brunn had not signed the treaty.", ("not done", "had not signed", "brunn")),
    ("Brunn, not Falk, signed the treaty.", ("done", "signed", "brunn")),
    ("Brunn, unlike Falk, signed the treaty.", ("done", "signed", "brunn")),
    ("Brunn has just signed the treaty.", ("done", "has just signed", "brunn")),
    ("Brunn did not sign the treaty until Friday.", None),
    ("Brunn did not sign the treaty before Friday.", None),
    ("Brunn would not sign the treaty unless Lindt left.", None),
    ("Brunn will sign the treaty if Lindt leaves.", None),
    ("Brunn will sign the treaty before Friday.", ("planned", "will sign", "brunn")),
    ("Brunn signed the treaty before Friday.", ("done", "signed", "brunn")),
    ("Brunn did not sign the treaty; Lindt waited until Friday.", ("not done", "did not sign", "brunn")),
    # May is a month, and a man may be called Will.
    ("In May Brunn signed the treaty.", ("done", "signed", "brunn")),
    ("Will Falk signed the treaty.", ("done", "signed", "falk")),
    # Eight words before the verb a condition is still one.
    ("If the stern old master of Marlow, Brunn, signed the treaty, nobody knew.", None),
    ("Brunn plans to formally sign the treaty.", ("planned", "plans to formally sign", "brunn")),
    ("The newly signed treaty lapsed.", None),
    ("An ally signed the treaty.", ("done", "signed", "")),  # no adverb
    # It did not come to that, or is not said to.
    ("Brunn would have signed the treaty.", None),
    ("Brunn wouldn't have signed the treaty.", None),
    ("Brunn has never refused to sign the treaty.", None),
    # The subject of a passive is not the doer.
    ("Brunn has been signed by Lindt.", None),
    ("The books had already been signed by Brunn.", None),
    # What stands before a comma is another clause.
    ("Brunn, as the mayor had not, signed the treaty.", ("done", "signed", "")),
    # Behind a preposition or a verb in the past the same form describes a noun.
    ("Brunn spoke of signed copies of the treaty.", None),
    ("Brunn lost signed copies of the treaty.", None),
    # Who does it: nobody whose relative, board or day does, whom a verb has for its object, or behind whom another subject begins
    ("Mira Falk's disgraced brother signed the treaty.", ("done", "signed", "")),
    ("Mira Falk’s disgraced brother signed the treaty.", ("done", "signed", "")),
    ("Falk’s disgraced brother signed the treaty.", ("done", "signed", "")),
    ("The brother of former harbour master Falk signed the treaty.", ("done", "signed", "")),
    ("The head of the Harbour Board signed the treaty.", ("done", "signed", "")),
    ("On Tuesday Falk signed the treaty.", ("done", "signed", "falk")),
    ("Brunn thanked Falk and signed the treaty.", ("done", "signed", "brunn")),
    ("Brunn welcomed and thanked the pilots and signed the treaty.", ("done", "signed", "brunn")),
    ("Brunn fell ill and did not sign the treaty.", ("not done", "did not sign", "brunn")),
    ("Brunn fell ill and nobody signed the treaty.", ("done", "signed", "")),
    ("Brunn fell ill and he signed the treaty.", ("done", "signed", "")),
    ("Marlow signed the treaty.", ("done", "signed", "marlow")),
    # All whom "and" and commas join; not whose brother, and not whom one meets before or after.
    ("Lindt, Falk and Brunn signed the treaty.", ("done", "signed", "brunn falk lindt")),
    ("Brunn signed the treaty with Lindt and Falk.", ("done", "signed", "brunn falk lindt")),
    ("In Marlow, Falk and Brunn signed the treaty.", ("done", "signed", "brunn falk")),
    ("Brunn signed the treaty with Falk's brother.", ("done", "signed", "brunn")),
    ("Brunn signed the treaty before she dined with Falk.", ("done", "signed", "brunn")),
    ("Brunn signed the treaty with former chief harbour master Falk.", ("done", "signed", "brunn falk")),
    ("Brunn signed the treaty with Lindt and former master Falk.", ("done", "signed", "brunn falk lindt")),
    ("Brunn, who signed the treaty with Falk, left.", ("done", "signed", "falk")),
    ("Brunn signed while dining with Falk.", ("done", "signed", "brunn")),
    ("Marlow mayor Falk signed the treaty.", ("done", "signed", "falk")),
    ("In 2031 Lindt and Falk signed the treaty.", ("done", "signed", "falk lindt")),
    # Another subject, whatever joins it
    ("Brunn fell ill or nobody signed the treaty.", ("done", "signed", "")),
    ("Brunn fell ill but nobody signed the treaty.", ("done", "signed", "")),
    ("Brunn smiled and nobody signed the treaty.", ("done", "signed", "")),
    ("Brunn left, Falk signed the treaty.", ("done", "signed", "falk")),
    ("Falk quickly and quietly signed the treaty.", ("done", "quietly signed", "falk")),
    ("Brunn did not sign the treaty before Friday; Falk signed the treaty.", ("done", "signed", "falk")),
    # A preposition holds a name with its titles, of up to five words; a place that stands farther in front is not among them.
    ("Brunn, like Falk, signed the treaty.", ("done", "signed", "brunn")),
    ("The crowd outside Marlow signed the treaty.", ("done", "signed", "")),
    ("The brother of former chief deputy harbour master Falk signed the treaty.", ("done", "signed", "")),
    ("The brother of harbour master Falk, a pilot, signed the treaty.", ("done", "signed", "")),
    *(
        (f"The brother of {whose} friend Falk signed the treaty.", ("done", "signed", ""))
        for whose in ("a", "an old", "his", "her", "its", "their")
    ),
    ("The brother of Marlow mayor Falk signed the treaty.", ("done", "signed", "")),
    ("The brother of Marlow harbour master Falk signed the treaty.", ("done", "signed", "")),
    ("In Marlow old harbour master Falk signed the treaty.", ("done", "signed", "falk")),
    ("In Marlow the old harbour master Falk signed the treaty.", ("done", "signed", "falk")),
    # A board in whose company it is done is no second doer.
    ("Brunn signed the treaty with the Harbour Board.", ("done", "signed", "brunn")),
]


@pytest.mark.parametrize(("text", "expected"), SIGNED)
def test_how_a_deed_is_told_and_who_does_it(text: str, expected: tuple[str, str, str] | None) -> None:
    found = [d for verb in ("sign", "signed", "signing") for d in told(text, verb)]
    assert [(d.told, text[d.start : d.end], " ".join(sorted(d.agents))) for d in found] == ([expected] if expected else [])


@pytest.mark.parametrize(
    ("kind", "doer"), [("person", "falk"), ("institution", "falk"), ("anonymous", "falk"), ("document", "")]
)
def test_a_document_does_nothing(kind: str, doer: str) -> None:
    (deed,) = told("Mira Falk signed the treaty.", "signed", {"falk": kind})
    assert " ".join(deed.agents) == doer


@pytest.mark.parametrize(("voice", "found"), [("outlet", 1), ("reported", 1), ("quoted", 0)])
def test_deeds_are_told_in_own_and_in_reported_words(voice: str, found: int) -> None:
    assert len(told("Brunn signed the treaty.", "signed", voice=voice)) == found


def test_deeds_are_told_in_captions_too() -> None:
    given = tables(dict.fromkeys("a", "Brunn signed the treaty."))
    del given["quoted"]
    given["sentences"]["role"] = "caption"
    assert [d.low for d in deeds.deeds(Places(**given))] == ["signed"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Brunn thanked the pilots; the ferry sank.", ["pilots"]),
        ("Brunn thanked the pilots — the ferry sank.", ["pilots"]),
        ('Brunn thanked the pilots "of reefs".', ["pilots"]),
        ("Brunn thanked the pilots, the crew and the guards.", ["pilots", "crew", "guards"]),
        ("Brunn thanked 3.5 million pilots.", ["3.5", "million", "pilots"]),
        # A title is no object, a word that a name only follows is one.
        ("Brunn thanked minister of defence Otto Lindt.", ["@", "@", "@lindt"]),
        ("Brunn thanked pilots in Lindt's house.", ["pilots", "@lindt", "house"]),
        ("Brunn thanked former Harbour Board pilots.", ["former", "@board", "pilots"]),
    ],
)
def test_the_object_of_a_deed(text: str, expected: list[str]) -> None:
    (deed,) = told(text, "thanked")
    assert list(deed.object) == [w if w.startswith("@") else stem(w) for w in expected]


STALLED = "The dredging contract stalled."


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"{STALLED} Brunn raised the issue.", "issue dredging contract stalled"),
        (f"Gulls cried. {STALLED} Brunn raised it.", "dredging contract stalled"),
        (f"{STALLED} Gulls cried. Brunn raised it.", "gulls cried"),
        (f"{STALLED} Brunn raised the price.", "price"),
        (f"{STALLED} Brunn raised an old issue.", "old issue dredging contract stalled"),
        (f"{STALLED} Brunn raised a whole old issue.", "whole old issue"),  # not among the first three words
        (f"{STALLED} Brunn raised the price of an old issue.", "price old issue"),
        (f"Brunn raised the issue. {STALLED}", "issue"),  # nothing stands before it
    ],
)
def test_an_object_that_points_back_stands_for_the_sentence_before(text: str, expected: str) -> None:
    (deed,) = told(text, "raised")
    assert deed.about == {stem(w) for w in expected.split()}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The mayors signed the treaty.", "mayors"),
        ("The old wise northern mayors signed the treaty.", "wise northern mayors"),
        ("The northern pilots of the mayors signed the treaty.", "pilots mayors"),  # within four words
    ],
)
def test_the_words_of_a_subject(text: str, expected: str) -> None:
    (deed,) = told(text, "signed")
    assert deed.subject == {stem(w) for w in expected.split()}


def test_a_name_that_ends_like_a_past_is_no_deed_but_a_doer() -> None:
    given = tables({"a": "The pilot Senned left."})
    del given["quoted"]
    given["mentions"]["end"] += 2
    assert [(d.low, d.agents) for d in deeds.deeds(Places(**given))] == [("left", {"senn"})]


def test_a_short_form_in_ing_is_no_deed() -> None:
    assert not told("Brunn won by using pilots.", "using")
    assert told("Brunn won by buying pilots.", "buying")


def test_a_name_of_will_is_a_doer() -> None:
    """A mention that begins with *Will* is no word of what will be."""
    given = tables({"a": "Will Senn signed the treaty."})
    del given["quoted"]
    given["mentions"]["start"] = 0
    (deed,) = deeds.deeds(Places(**given))
    assert (deed.told, deed.agents) == ("done", {"senn"})


def test_twenty_four_words_behind_a_verb_may_be_its_object() -> None:
    (deed,) = told(f"Brunn thanked {' '.join(f'x{chr(97 + n)}' for n in range(26))}.", "thanked")
    assert (len(deed.object), deed.object[-1]) == (24, "xx")


def test_forms_of_the_past() -> None:
    forms = "signed laid taken aided need sign speech".split()
    assert [w for w in forms if telling.past(w)] == ["signed", "laid", "taken", "aided"]


RAISE = "Brunn will raise the stalled dredging contract with the Harbour Board at Marlow."
AT_THE_BOARD = "At the Harbour Board in Marlow, {} the stalled dredging contract."
WREATH = "Brunn laid a wreath at the pilots' memorial in Tarn with Lindt."
STATUE = "Otto Lindt unveiled the bronze statue of the ferryman in Marlow."
BILLED = "At the old customs house, {} billed {} for the dredging contract."
SKIPPED = "Northern mayors skipped the harbour parade."
WET = "Northern mayors skipped the parade in wet cold dark windy weather near Dunmore lighthouse."
FINE = "Northern mayors boycotted the parade under bright warm blue calm skies near Dunmore lighthouse."
MET = [
    # One deed in other words
    (RAISE, AT_THE_BOARD.format("Brunn did not raise"), {"plan"}),
    (RAISE, AT_THE_BOARD.format("Brunn did not mention"), {"plan"}),
    (RAISE, AT_THE_BOARD.format("Brunn did not make the case for"), {"plan"}),
    (RAISE.replace("will raise", "would not bring up"), AT_THE_BOARD.format("Brunn raised"), {"plan"}),
    (RAISE.replace("raise", "discuss"), AT_THE_BOARD.format("Brunn did not talk about"), {"plan"}),
    (WREATH, "In Tarn on Sunday, Brunn placed a wreath at the memorial of the pilots.", {"who"}),
    # Another does not do it; another thing is not done.
    (RAISE, AT_THE_BOARD.format("Falk did not raise"), set()),
    (RAISE, AT_THE_BOARD.format("Brunn did not paint"), set()),
    ("Brunn will raise the ferry ticket price.", "Brunn did not raise the ferry ticket machines on Sunday.", set()),
    (STATUE, STATUE.replace("Otto Lindt", "The Harbour Board"), set()),  # of a person and a board one may act for the other
    # Planned here, ruled out there
    (RAISE, AT_THE_BOARD.format("Brunn will not raise"), {"plan"}),
    (RAISE.replace("will", "is expected to"), AT_THE_BOARD.format("Brunn would not raise"), {"plan"}),
    # In another place, on another day
    (STATUE, STATUE.replace("Otto Lindt", "Mira Falk").replace("Marlow", "Tarn"), set()),
    (STATUE.replace(".", " on Monday."), STATUE.replace("Otto Lindt", "On Sunday Mira Falk"), set()),
    (STATUE.replace(".", " on Monday."), STATUE.replace("Otto Lindt", "Mira Falk").replace(".", " on Monday."), {"who"}),
    (STATUE.replace(".", " on Monday."), "On Sunday " + STATUE.replace("unveiled", "did not unveil"), set()),
    (STATUE, STATUE.replace("unveiled", "did not unveil"), {"contradiction"}),
    (STATUE, STATUE.replace("unveiled", "has not unveiled"), {"contradiction"}),
    (RAISE, AT_THE_BOARD.format("Brunn has not raised"), set()),  # which he may still do
    # Each to the other, or in his company
    (BILLED.format("Ada Brunn", "Mira Falk"), BILLED.format("Mira Falk", "Ada Brunn"), set()),
    (BILLED.format("Ada Brunn", "Mira Falk"), BILLED.format("Ada Brunn and Otto Lindt", "Mira Falk"), {"who"}),
    (
        BILLED.replace("billed", "met with").format("Brunn", "Falk"),
        BILLED.replace("billed", "met").format("Brunn", "Falk"),
        set(),
    ),
    # Many may do it.
    *(
        (STATUE.replace("unveiled", v), STATUE.replace("Otto Lindt unveiled", f"Mira Falk {v}"), set())
        for v in ("visited", "praised")
    ),
    # Words for one deed
    *(
        (STATUE.replace("unveiled", one), STATUE.replace("Otto Lindt unveiled", f"Mira Falk {other}"), {"who"})
        for one, other in (
            ("bought", "acquired"),
            ("presented", "gave"),
            ("dropped", "scrapped"),
            ("launched", "began"),
            ("arrested", "detained"),
            ("signed", "approved"),
            ("rejected", "declined"),
        )
    ),
    (STATUE.replace("unveiled", "raised"), "In Marlow, Mira Falk discussed the bronze statue of the ferryman.", set()),
    # The same subject and object with another verb, and other numbers
    (SKIPPED.replace("mayors", "mayors of two towns"), "Northern mayors of nine towns boycotted the harbour parade.", set()),
    (SKIPPED, "Northern mayors boycotted the harbour parade in Tarn.", {"wording"}),
    (SKIPPED.replace("harbour ", ""), "Northern mayors boycotted the parade in Tarn.", {"wording"}),
    (SKIPPED, "Northern mayors described the harbour parade in Tarn.", set()),
    (WET, FINE, {"wording"}),
    (WET + " Parades pass." * 7, FINE, set()),  # a word that is told everywhere is no object
    (SKIPPED, "Southern mayors boycotted the harbour parade in Tarn.", set()),
    (SKIPPED, "Northern mayors boycotted the brewery ball in Tarn.", set()),
    (SKIPPED.replace("skipped", "did not skip"), "Northern mayors boycotted the harbour parade in Tarn.", set()),
]


@pytest.mark.parametrize(("a", "b", "expected"), MET)
def test_one_deed_or_two(a: str, b: str, expected: set[str]) -> None:
    assert types(a, b) == types(b, a) == expected


def test_another_verb_is_said_with_both() -> None:
    b = "Northern mayors boycotted the harbour parade in Tarn."
    (row,) = facts.clashes(**tables({"a": SKIPPED, "b": b})).itertuples()
    assert (SKIPPED[row.a_start : row.a_end], b[row.b_start : row.b_end]) == ("skipped", "boycotted")
    assert (row.confidence, row.why) == (0.5, "the same subject and object with another verb: skipped / boycotted")


def _with_pronoun(a: str, b: str, who: str) -> set[str]:
    """The clashes of two articles where the pronoun that ``b`` begins with stands for somebody."""
    given = tables({"a": a, "b": b})
    pronoun = pd.DataFrame([("b", who, 0, 2, "pronoun", "outlet")], columns=given["mentions"].columns)
    given["mentions"] = pd.concat([given["mentions"], pronoun])
    return set(facts.clashes(**given)["type"])


def test_a_pronoun_names_no_other_doer_but_the_same_one() -> None:
    """It may have been resolved wrongly: enough for one doer in both, too little to say that another did it."""
    assert _with_pronoun(RAISE, RAISE.replace("Brunn will", "He did not"), "brunn") == {"plan"}
    assert _with_pronoun(RAISE, RAISE.replace("Brunn will", "He did not"), "falk") == set()
    assert _with_pronoun(STATUE, STATUE.replace("Otto Lindt", "He"), "falk") == set()


MEND = "The mayors {} ask the council of the harbour to mend it."
COUNTED = "{} passengers {} when the ferry struck a reef off Kestrel Bay."
ASKED = "{} asked the council of the harbour to mend it in {}."
# More of CHANGED in test_clashes.py.
CHANGED = [
    # Other endings are the same words.
    (
        CROWDED,
        "Southern mayors avoided crowded harbours parties despite violent winter strike.",
        ["Northern / Southern", "parades / parties", "skipped / avoided", "summer / winter"],
    ),
    (PARADE.format("strike."), PARADE.format("rain."), ["strike / rain"]),
    (PARADE.format("strike."), PARADE.format("airstrike."), []),  # one holds the other
    (PARADE.format("brewery ban."), PARADE.format("Marlow ban."), []),  # a word and a name
    (PARADE.format("ban which Falk ordered."), PARADE.format("ban which Marlow ordered."), []),  # a person and a place
    # "not" is left out here, put in there (test_clashes.py): A did not do it, B did.
    (
        "Otto Lindt did not ask the council of the harbour to mend it.",
        "Mira Falk did ask the council of the harbour to mend it.",
        [],
    ),
    (MEND.format("must"), MEND.format("should"), ["must / should"]),
    (MEND.format("could"), MEND.format("can"), ["could / can"]),
    # Other numbers are another statement.
    (COUNTED.format(31, "drowned"), COUNTED.format(44, "escaped"), []),
    (COUNTED.format(31, "drowned"), COUNTED.format(31, "escaped"), ["drowned / escaped"]),
    # Another does it elsewhere, or on another day; many may do it; each does it to the other.
    (ASKED.format("Senn", "Tarn on Monday"), ASKED.format("Falk", "Tarn on Monday"), ["Senn / Falk"]),
    (ASKED.format("Senn", "Tarn"), ASKED.format("Falk", "Dunmore"), []),
    (ASKED.format("Senn", "Tarn on Monday"), ASKED.format("Falk", "Tarn on Sunday"), ["Monday / Sunday"]),
    (ASKED.format("Senn", "Tarn").replace("asked", "met"), ASKED.format("Falk", "Tarn").replace("asked", "met"), []),
    (ASKED.format("Senn", "Tarn with Falk"), ASKED.format("Falk", "Tarn with Senn"), []),
    (ASKED.format("Senn", "Tarn with Falk"), ASKED.format("Falk", "Tarn with Lindt"), []),
    # What is done by neither
    (
        ASKED.replace("asked", "did not ask").format("Senn", "Tarn"),
        ASKED.replace("asked", "did not ask").format("Falk", "Tarn"),
        ["Senn / Falk"],
    ),
    # Behind sentences that are too short, or give other numbers
    *(
        (f"{one} {PARADE.format('strike.')}", f"{other} {PARADE.format('flood.')}", ["strike / flood"])
        for one, other in (
            ("Ferries sank overnight.", "Overnight ferries sank badly."),
            (COUNTED.format(31, "drowned"), COUNTED.format(44, "escaped")),
        )
    ),
    # A modal against none
    (
        "The mayors would ask the council of the harbour to mend it.",
        "The mayors all ask the council of the harbour to mend it.",
        [],
    ),
]


@pytest.mark.parametrize(("a", "b", "expected"), CHANGED)
def test_words_changed_in_nearly_the_same_sentence(a: str, b: str, expected: list[str]) -> None:
    said = facts.clashes(**tables({"a": a, "b": b}))["why"]
    assert sorted(why.removesuffix(f" {NEARLY_ONE}") for why in said if why.endswith(NEARLY_ONE)) == expected


def test_a_name_that_is_changed_is_said_in_one_line() -> None:
    given = tables({"a": STATUE.replace("Otto Lindt", "Otto  Lindt"), "b": STATUE.replace("Otto Lindt", "Mira Falk")})
    given["mentions"].loc[given["mentions"]["entity_id"] == "lindt", "start"] = 0
    assert f"Otto Lindt / Mira Falk {NEARLY_ONE}" in set(facts.clashes(**given)["why"])
