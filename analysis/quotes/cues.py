"""Reporting words: the stance that each one takes, the sort of act that it names, and its tense.

The list is data (``resources/cues.toml``, with the source of its classes); this module finds a cue's word in it.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

__all__ = ["Frame", "frame"]

_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_FINITE = {  # the tense of what an auxiliary opens; "has denied" tells of the past, "would not say" too
    **dict.fromkeys("will won't shall".split(), "future"),
    **dict.fromkeys("is isn't are aren't am do don't does doesn't can can't cannot may might must".split(), "present"),
    **dict.fromkeys(
        "was wasn't were weren't did didn't had hadn't has hasn't have haven't would wouldn't could couldn't".split(),
        "past",
    ),
}
_AUXILIARIES = frozenset((*_FINITE, "be", "been", "being", "to", "not"))
_GAP = r"(?: \w+)? "  # "called again for"
_NEGATIONS = frozenset("not never neither nor cannot without unable fails failed failing nobody none few".split())
_NOT_ONLY = re.compile(r"(?:\bnot|n't)\s(?=(?:only|just|merely|simply)\b)")  # not only accused: accused
_SHORT_OF = re.compile(r"\b(?:stop|fall|fell)\w*\sshort\sof\b|\bno one\b")  # stopped short of accusing: did not
# Verbs that only carry a noun: expressed regret, made a claim.
_LIGHT = {
    **dict.fromkeys("made gave had laid drew cast put held took".split(), "past"),
    **dict.fromkeys("make makes give gives has have lay lays draw draws casts puts hold holds take takes".split(), "present"),
    **dict.fromkeys("making giving having laying drawing casting putting holding taking".split(), "participle"),
}
_OPENED = frozenset("went came chose took got sought began felt used kept stopped fell".split())  # went on to say
_UNCHANGED = frozenset("read hit put cast set".split())
_WRITTEN = re.compile(
    r"\b(?:letter|memo|lawsuit|filing|complaint|column|op-ed|essay|book|release|note|petition|affidavit|order|ruling|article|email|text|papers"
    r"|Twitter|X|Facebook|Instagram|Social|LinkedIn|Weibo|Telegram)s?\b",
    re.IGNORECASE,
)
_UNSAID = frozenset(("decline", "refuse"))  # "declined to confirm" neither confirms nor declines what is told
# Where it was said: "said in a report" reports nothing else than "said".
_WHERE = re.compile(
    r"\b(?:in|at|on|during|through|via)\s(?:an?|the|his|her|their|its|this|that|another)\s(?:[\w'-]+\s){0,2}"
    r"(?:ad|address|advertisement|announcement|answer|appeal|argument|article|assessment|blog|book|brief|briefing|broadcast|call|column|comment"
    r"|complaint|conference|decision|declaration|email|essay|estimate|filing|forecast|hearing|interview|lawsuit|letter|meeting|memo|message|note"
    r"|opinion|order|petition|plan|post|project|proposal|release|remark|reply|report|response|review|ruling|sign|speech|statement|study|survey"
    r"|talk|testimony|tweet|welcome)s?\b(?:\s(?:to|from)\s(?:an?\s)?questions?\b)?"
    r"|\bin\s(?:answer|response|reply)\s(?:to|from)\b(?:\s(?:an?|the|questions?))*"
    r"|\bon\s(?:twitter|x|facebook|instagram|truth social|linkedin|weibo|telegram)\b"
    r"|\b(?:by|via)\s(?:email|e-mail|text|text message|phone|telephone)\b"
    r"|\bin\scourt\s(?:papers|filings|documents)\b"
)
# Words in front of a verb, not a noun: also claims; beside all that end in -ly.
_ADVERBS = frozenset(
    "also now then still again already often once never ever always even soon later twice further sometimes all both each".split()
)
_NO_ADVERBS = frozenset(
    "only likely unlikely early earthly daily weekly monthly yearly quarterly friendly family costly deadly lonely".split()
)


@dataclass(frozen=True)
class Frame:
    """How a statement is told; what cannot be told is empty.

    ``lemma``: the reporting word's base form (empty where the list has none). ``stance``: neutral, doubting, endorsing,
    confronting, denying, urging, conceding, praising, promising. ``sort``: speech, writing, thought, intention, feeling.
    ``tense``: past, present, future, participle, noun, or phrase.
    """

    lemma: str
    stance: str
    sort: str
    tense: str


@lru_cache(maxsize=1)
def _lists() -> tuple[dict[str, str], dict[str, str], dict[str, dict[str, str]]]:
    data = tomllib.loads((files("analysis") / "resources" / "cues.toml").read_text(encoding="utf-8"))
    stance, sort = ({word: name for name, words in data[part].items() for word in words.split()} for part in ("stance", "sort"))
    verbal = {form: base for base in data["verb_phrases"] for form in _inflected(base, data["irregular"])}
    phrases = {**{form: data["verb_phrases"][base] for form, base in verbal.items()}, **data["phrases"]}
    return stance, sort, {"phrases": phrases, "verb_phrases": verbal, "nouns": data["nouns"], "forms": data["forms"]}


def _inflected(phrase: str, irregular: dict[str, str]) -> list[str]:
    """All forms of a phrase that begins with a verb: push back, pushes back, pushed back, pushing back."""
    verb, rest = phrase.split(" ", 1)
    stem = verb.removesuffix("e")
    regular = [verb + ("es" if verb.endswith(("s", "sh", "ch")) else "s"), f"{stem}ed", f"{stem}ing"]
    doubled = (
        [f"{verb}{verb[-1]}{ending}" for ending in ("ed", "ing")]
        if re.fullmatch(r"[a-z]*[^aeiou][aeiou][^aeiouwy]", verb)
        else []
    )
    return [f"{form} {rest}" for form in dict.fromkeys((verb, *regular, *doubled, *irregular.get(verb, "").split()))]


@lru_cache(maxsize=1)
def _patterns() -> list[tuple[re.Pattern[str], str]]:
    return [(re.compile(rf"(?<![\w-]){phrase.replace(' ', _GAP)}\b"), phrase) for phrase in _lists()[2]["phrases"]]


@lru_cache(maxsize=4096)
def frame(cue: str) -> Frame:
    """The frame of a cue's words, as they stand in the article.

    >>> frame("has repeatedly denied")
    Frame(lemma='deny', stance='denying', sort='speech', tense='past')
    """
    stance, sort, more = _lists()
    text, written = _without_place(_NOT_ONLY.sub(" ", " ".join(cue.lower().replace("’", "'").split())))
    words = _WORD.findall(text)
    phrase = next((p for pattern, p in _patterns() if pattern.search(text)), "")
    found = [(word, lemma) for word in words if (lemma := _lemma(word, stance, sort, more["forms"]))]
    unsaid = len(found) > 1 and "to" in words and found[-2][1] in _UNSAID
    found = found[-1:] if unsaid else found
    base = more["verb_phrases"].get(phrase, "")
    if base and (phrase.split()[0] not in words or (found and more["phrases"][phrase] == "neutral")):  # weighed in by accusing
        base = phrase = ""
    if base:
        word = phrase.split()[0]
        lemma = next((x for w, x in found if w == word), base)
    else:
        noun, found = _noun(words, found)
        if noun:
            tense = _carried(words[: words.index(noun[0])])
            return Frame(noun[1], stance.get(noun[1], "neutral"), sort.get(noun[1], "speech"), tense)
        if not found:
            taken = more["phrases"].get(phrase, "")
            return Frame("", taken, "speech" if taken else "", "phrase" if taken else _tense("", "", words))
        # "countered by accusing": the last word that takes a stance tells more than the first.
        word, lemma = next(((w, x) for w, x in reversed(found) if stance.get(x, "neutral") != "neutral"), found[-1])
    chosen = more["phrases"].get(phrase) or stance.get(lemma, "neutral")
    before = words[: words.index(word)]
    undone = unsaid or bool(_SHORT_OF.search(text)) or any(w in _NEGATIONS or w.endswith("n't") for w in before)
    chosen = "neutral" if undone else chosen  # did not confirm, would not deny: neither confirmed nor denied
    tense = _FINITE.get(word) or _tense(word, base.split()[0] if base else lemma, before)
    act = sort.get(lemma, "speech")
    act = "writing" if written and act == "speech" else act
    return Frame(lemma, chosen, act, "phrase" if phrase == "according to" else tense)


def _noun(words: list[str], found: list[tuple[str, str]]) -> tuple[tuple[str, str] | None, list[tuple[str, str]]]:
    """The noun that tells the act, if one does, with its base form; and the words of verbs, without one that is a noun here.

    "Made the claim" claims, "rejected claims" rejects; "voiced opposition" opposes, though *opposition* is no form of a verb.
    """
    stance, _, more = _lists()
    nouns = [(word, more["nouns"][word]) for word in words if word in more["nouns"]]
    if not nouns:
        return None, found
    word, lemma = nouns[-1]
    verbs = [(w, x) for w, x in found if w != word]
    named = not found or (found[-1][0] == word and not _verbal(words, word))
    named = named or (bool(verbs) and words[-1] == word and stance.get(lemma, "neutral") != "neutral")
    if named and any(stance.get(x, "neutral") != "neutral" for _, x in verbs):
        return None, verbs
    return ((word, lemma), found) if named else (None, found)


def _without_place(text: str) -> tuple[str, bool]:
    """The cue without the words for where it was said, if a reporting word stands in front of them; and was that in writing?"""
    stance, sort, more = _lists()
    where = _WHERE.search(text)
    if where is None or not any(_lemma(w, stance, sort, more["forms"]) for w in _WORD.findall(text[: where.start()])):
        return text, False
    words = _WORD.findall(where[0])
    written = bool(_WRITTEN.search(where[0])) or any(
        sort.get(_lemma(w, stance, sort, more["forms"])) == "writing" for w in words
    )
    return text[: where.start()] + text[where.end() :], written


def _lemma(word: str, stance: dict[str, str], sort: dict[str, str], forms: dict[str, str]) -> str:
    if word in forms:
        return forms[word]
    stems = [word]
    for ending in ("ing", "ed", "es", "s", "d"):
        if word.endswith(ending) and len(word) > len(ending) + 2:
            stem = word[: -len(ending)]
            stems += [stem, stem + "e"]
            if len(stem) > 3 and stem[-1] == stem[-2]:
                stems.append(stem[:-1])
    if word.endswith(("ied", "ies")):
        stems.append(word[:-3] + "y")
    return next((stem for stem in stems if stem in stance or stem in sort), "")


def _verbal(words: list[str], word: str) -> bool:
    """A word that is both noun and verb is a verb alone, behind an auxiliary or adverbs alone; a noun behind anything else."""
    before = words[: words.index(word)]
    return not before or before[-1] in _AUXILIARIES or all(w in _AUXILIARIES or _adverb(w) for w in before)


def _adverb(word: str) -> bool:
    return word in _ADVERBS or (word.endswith("ly") and word not in _NO_ADVERBS)


def _carried(before: list[str]) -> str:
    """The tense of the verb that carries a noun (*expressed* regret, *makes* the claim); ``noun`` where there is none."""
    finite = next((_FINITE[w] for w in before if w in _FINITE and w not in _LIGHT), "")
    light = next((_LIGHT.get(w) or ("past" if len(w) > 4 and w.endswith("ed") else "") for w in before), "")
    return finite or light or "noun"


def _tense(word: str, lemma: str, before: list[str]) -> str:
    """The tense of the first auxiliary before the reporting word, else of its form; "failed to confirm" is as old as "failed"."""
    finite = next((w for last, w in zip(["", *before], before, strict=False) if w in _FINITE and last != "to"), "")
    if finite:
        return _FINITE[finite]
    if not word or before[-1:] == ["to"]:
        opens = any((len(w) > 4 and w.endswith("ed")) or w in _OPENED for w in before)
        if opens or not word:
            return "past" if opens else ""
    if word.endswith("ing") and not lemma.endswith("ing"):
        return "participle"
    if word == lemma:
        return "past" if word in _UNCHANGED else "present"
    return "present" if word.endswith("s") and not word.endswith("ss") else "past"
