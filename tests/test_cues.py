"""The frame of a reporting word: lemma, stance, sort, tense."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.quotes.cues import frame

CUES = Path(__file__).resolve().parents[1] / "analysis" / "resources" / "cues.toml"


@pytest.fixture(autouse=True)
def afresh():
    """No frame is remembered from another test: what a test asks for is worked out (else no changed code would be noticed)."""
    frame.cache_clear()


@pytest.mark.parametrize(
    ("cue", "lemma", "stance", "sort", "tense"),
    [
        ("said", "say", "neutral", "speech", "past"),
        ("says", "say", "neutral", "speech", "present"),
        ("will say", "say", "neutral", "speech", "future"),
        ("saying", "say", "neutral", "speech", "participle"),
        ("According to", "according", "neutral", "speech", "phrase"),
        ("claimed", "claim", "doubting", "speech", "past"),
        ("the claim", "claim", "doubting", "speech", "noun"),
        ("pointed out", "point", "endorsing", "speech", "past"),
        ("countered by accusing", "accuse", "confronting", "speech", "participle"),
        ("has repeatedly denied", "deny", "denying", "speech", "past"),
        ("denials", "deny", "denying", "speech", "noun"),
        ("did not confirm", "confirm", "neutral", "speech", "past"),
        ("wouldn’t deny", "deny", "neutral", "speech", "past"),
        ("called for", "call", "urging", "speech", "past"),
        ("admits", "admit", "conceding", "speech", "present"),
        ("wrote", "write", "neutral", "writing", "past"),
        ("believes", "believe", "neutral", "thought", "present"),
        ("hopes", "hope", "neutral", "intention", "present"),
        ("the hopes", "hope", "neutral", "intention", "noun"),
        ("a statement", "say", "neutral", "speech", "noun"),
        ("claims", "claim", "doubting", "speech", "present"),  # a verb where no article stands before it
        ("denied saying", "deny", "denying", "speech", "past"),  # the word that takes a stance, though a neutral one follows
        ("said and added", "add", "neutral", "speech", "past"),
        ("promised", "promise", "promising", "intention", "past"),
        ("argued", "argue", "doubting", "speech", "past"),  # an e dropped
        ("announces", "announce", "neutral", "speech", "present"),
        ("stresses", "stress", "endorsing", "speech", "present"),
        ("stress", "stress", "endorsing", "speech", "present"),
        ("admitted", "admit", "conceding", "speech", "past"),  # a consonant doubled
        ("begged", "beg", "urging", "speech", "past"),
        ("added", "add", "neutral", "speech", "past"),
        ("adding", "add", "neutral", "speech", "participle"),
        ("would say", "say", "neutral", "speech", "past"),
        ("did say", "say", "neutral", "speech", "past"),
        ("had read", "read", "neutral", "writing", "past"),
        ("read", "read", "neutral", "writing", "past"),
        ("hit", "hit", "confronting", "speech", "past"),
        ("never denied", "deny", "neutral", "speech", "past"),
        ("the so-called", "", "doubting", "speech", "phrase"),
        ("made clear", "make clear", "endorsing", "speech", "past"),
        ("did not point out", "point", "neutral", "speech", "past"),
        ("claimed, according to", "claim", "neutral", "speech", "phrase"),
        ("called", "call", "neutral", "speech", "past"),  # named, unless a preposition follows
        ("called again for", "call", "urging", "speech", "past"),
        ("failed to confirm", "confirm", "neutral", "speech", "past"),
        ("declined to confirm", "confirm", "neutral", "speech", "past"),
        ("refuses to say", "say", "neutral", "speech", "present"),
        ("refused", "refuse", "denying", "intention", "past"),
        ("cannot deny", "deny", "neutral", "speech", "present"),
        ("claimed without proof", "claim", "doubting", "speech", "past"),  # it negates nothing before it
        ("might confirm", "confirm", "endorsing", "speech", "present"),
        ("to do so denying", "deny", "denying", "speech", "participle"),
        ("calling out", "call", "confronting", "speech", "participle"),
        ("without denying", "deny", "neutral", "speech", "participle"),
        ("rejected claims", "reject", "denying", "speech", "past"),  # the verb's stance
        ("made the claim", "claim", "doubting", "speech", "past"),
        ("repeated the claim", "claim", "doubting", "speech", "past"),
        ("is quoted as saying", "say", "neutral", "speech", "present"),
        ("was quoted as saying", "say", "neutral", "speech", "past"),
        ("is said to", "say", "neutral", "speech", "present"),
        ("won’t say", "say", "neutral", "speech", "future"),
        ("didn’t say", "say", "neutral", "speech", "past"),
        ("verified", "verify", "endorsing", "speech", "past"),
        ("worries", "worry", "neutral", "feeling", "present"),
        ("quipped", "quip", "neutral", "speech", "past"),
        ("proposals", "propose", "neutral", "speech", "noun"),
        ("allegedly", "", "doubting", "speech", "phrase"),
        ("ads", "", "", "", ""),  # what is not known is empty
        ("stopped", "", "", "", "past"),
        ("is stopping", "", "", "", "present"),
        ("is mulling", "mull", "neutral", "thought", "present"),
        # where it was said is no second reporting word
        ("said in an interview", "say", "neutral", "speech", "past"),
        ("said in a report", "say", "neutral", "writing", "past"),
        ("claimed in a long post", "claim", "doubting", "writing", "past"),
        ("wrote in an email response to questions", "write", "neutral", "writing", "past"),
        ("promised in a tweet", "promise", "promising", "intention", "past"),
        ("denied it in a phone interview on", "deny", "denying", "speech", "past"),
        ("said on the call", "say", "neutral", "speech", "past"),
        ("said in response to questions", "say", "neutral", "speech", "past"),
        ("told the paper in a letter accusing", "accuse", "confronting", "writing", "participle"),
        ("in an interview, accused", "accuse", "confronting", "speech", "past"),
        ("the claim in a report", "claim", "doubting", "speech", "noun"),
        # adverbs in front of a verb
        ("now claims", "claim", "doubting", "speech", "present"),
        ("also questions", "question", "confronting", "speech", "present"),
        ("the claims", "claim", "doubting", "speech", "noun"),
        ("early claims", "claim", "doubting", "speech", "noun"),
        ("only hopes", "hope", "neutral", "intention", "noun"),
        # phrases with a verb, in all its forms
        ("made it clear", "make clear", "endorsing", "speech", "past"),
        ("is making clear", "make clear", "endorsing", "speech", "present"),
        ("pushes back against", "push", "denying", "speech", "present"),
        ("has pushed back", "push", "denying", "speech", "past"),
        ("took aim at", "take aim at", "confronting", "speech", "past"),
        ("ruled out", "rule", "denying", "speech", "past"),
        ("refused to rule out", "rule", "neutral", "speech", "past"),
        ("would not rule out", "rule", "neutral", "speech", "past"),
        ("hitting back", "hit", "confronting", "speech", "participle"),
        ("shrugged off", "shrug off", "denying", "speech", "past"),
        ("was adamant", "be adamant", "doubting", "speech", "past"),
        ("is adamant", "be adamant", "doubting", "speech", "present"),
        ("went on to say", "say", "neutral", "speech", "past"),
        ("stand by", "stand by", "neutral", "speech", "present"),
        ("will all support", "support", "praising", "speech", "future"),
        ("weighed in by accusing", "accuse", "confronting", "speech", "participle"),
        ("supposedly", "", "doubting", "speech", "phrase"),
        ("expressed regret", "regret", "conceding", "feeling", "past"),
        ("makes the claim", "claim", "doubting", "speech", "present"),
        ("has no comment", "comment", "neutral", "speech", "present"),
        ("voiced opposition", "oppose", "confronting", "speech", "past"),
        ("the insistence", "insist", "doubting", "speech", "noun"),
        ("not only accused", "accuse", "confronting", "speech", "past"),
        ("didn’t just accuse", "accuse", "confronting", "speech", "past"),
        ("stopped short of accusing", "accuse", "neutral", "speech", "participle"),
        ("nobody disputes", "dispute", "neutral", "speech", "present"),
        ("pointed the finger at", "point", "confronting", "speech", "past"),
        ("said sorry", "say", "conceding", "speech", "past"),
        ("said on Twitter", "say", "neutral", "writing", "past"),
        ("said in a letter", "say", "neutral", "writing", "past"),
        ("told the Gazette via email", "tell", "neutral", "writing", "past"),
        ("came to believe", "believe", "neutral", "thought", "past"),
        ("put it", "put it", "neutral", "speech", "past"),
        ("a report that", "report", "neutral", "writing", "noun"),
        # pleas
        ("pleaded guilty", "plead", "conceding", "speech", "past"),
        ("pleaded not guilty", "plead", "denying", "speech", "past"),
        ("has pled not guilty", "plead", "denying", "speech", "past"),
        ("pleads not guilty", "plead", "denying", "speech", "present"),
        ("pleaded", "plead", "urging", "speech", "past"),
        ("called upon", "call", "urging", "speech", "past"),
        ("emailed", "email", "neutral", "writing", "past"),
        ("detailed", "detail", "neutral", "speech", "past"),
        ("the details", "", "", "", ""),
        ("bemoaned", "bemoan", "confronting", "feeling", "past"),
        ("", "", "", "", ""),
    ],
)
def test_frame(cue: str, lemma: str, stance: str, sort: str, tense: str) -> None:
    found = frame(cue)
    assert (found.lemma, found.stance, found.sort, found.tense) == (lemma, stance, sort, tense)


@given(st.text(max_size=60))
def test_any_words_have_a_frame_whose_stance_and_sort_are_known_together(cue: str) -> None:
    found = frame(cue)
    assert bool(found.stance) == bool(found.sort) >= bool(found.lemma)


@pytest.mark.parametrize("part", ["stance", "sort"])
def test_no_word_has_two_classes(part: str) -> None:
    classes = tomllib.loads(CUES.read_text(encoding="utf-8"))[part]
    words = [word for listed in classes.values() for word in listed.split()]
    assert sorted(words) == sorted(set(words))
