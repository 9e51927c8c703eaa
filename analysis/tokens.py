"""The words of headline, subheads and body as a table: part of speech, base form, voice, and the name each stands in.

Parts of speech come from the tagger that comes with TextBlob (pattern's lexicon, after Brill 1992, "A simple rule-based part of
speech tagger"): no model, and a word gets the tag that it has most often. What is built on it asks for nouns that recur, so one
wrong tag changes little.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import lru_cache

import pandas as pd

from analysis.entities import Identities
from analysis.quotes.voice import word_voices
from analysis.reading import Reading, Sentence

__all__ = ["COLUMNS", "ROLES", "base", "tokens"]

ROLES = ("headline", "subhead", "body")
COLUMNS = [
    "article_id",
    "sentence",
    "start",
    "end",
    "text",
    "word",
    "base",
    "tag",
    "joined",
    "possessive",
    "voice",
    "entity_id",
]
_POSSESSIVE = re.compile(r"(?<=\w)(?:['’]s?)$")
_ODD = {
    **{
        "men": "man",
        "women": "woman",
        "children": "child",
        "feet": "foot",
        "teeth": "tooth",
        "mice": "mouse",
        "media": "media",
    },
    **{"lives": "life", "wives": "wife", "knives": "knife", "wolves": "wolf", "thieves": "thief"},
    **{"leaves": "leaf", "loaves": "loaf", "calves": "calf", "halves": "half", "quizzes": "quiz"},
    **{"gases": "gas", "lenses": "lens", "biases": "bias", "atlases": "atlas", "canvases": "canvas", "aliases": "alias"},
}
_ALIKE = ("ss", "us", "is", "news", "series", "politics", "species", "means")
# Plurals of words in -e that look like those of words without: *movies* beside *armies*, *shoes* beside *heroes*.
_WITH_E = frozenset(
    """
movies cookies zombies calories prairies rookies hoodies selfies genies shoes horseshoes snowshoes toes canoes foes woes hoes aches
headaches toothaches heartaches caches niches avalanches moustaches mustaches uses abuses excuses fuses ruses
""".split()
)
# British to American, so that a key is one; the text keeps its own spelling.
_SPELLINGS = (
    (re.compile(r"isation"), "ization"),
    (re.compile(r"(?<=\w{3})our(?=$|s$|ed$|able$|al$)"), "or"),
    (re.compile(r"(?<=\bdef|\boff)ence$"), "ense"),
    (re.compile(r"(?<=\w{3})tre$"), "ter"),
    (re.compile(r"ogramme$"), "ogram"),
)


def tokens(readings: Sequence[Reading], identities: Identities) -> pd.DataFrame:
    """A word a row, in order; roles :data:`ROLES` only.

    Columns: ``article_id, sentence, start, end``; ``text`` (as typed, without the possessive), ``word`` (in small letters), ``base``
    (see :func:`base`), ``tag`` (Penn Treebank), ``joined`` (nothing but space or a hyphen parts it from the word before),
    ``possessive``, ``voice`` (outlet, reported, quoted), ``entity_id`` (of the name that it stands in, else empty).
    """
    rows: list[tuple] = []
    for reading, quotes in zip(readings, identities.quotes, strict=True):
        named = [
            (m.start, m.end, identities.ids[m.entity]) for m in identities.mentions[reading.article.id] if m.form == "name"
        ]
        starts = [n[0] for n in named]
        for number, sentence in enumerate(reading.sentences):
            if sentence.role in ROLES:
                voices = word_voices(sentence.words, quotes)
                for row, voice in zip(_tagged(reading, sentence), voices, strict=True):
                    at = bisect_right(starts, row[0]) - 1
                    entity = named[at][2] if at >= 0 and row[0] < named[at][1] else ""
                    rows.append((reading.article.id, number, *row, voice, entity))
    return pd.DataFrame(rows, columns=COLUMNS)


def _tagged(reading: Reading, sentence: Sentence) -> list[tuple]:
    """``start, end, text, word, base, tag, joined, possessive`` of each word of a sentence."""
    from textblob.en import parser  # type: ignore[import-untyped,import-not-found,unused-ignore]

    text, before = reading.article.text, sentence.start
    parts: list[tuple] = []
    shown: list[str] = []
    for start, end in sentence.words:
        word = text[start:end].replace("’", "'")
        bare = _POSSESSIVE.sub("", word)
        joined = bool(parts) and not text[before:start].strip(" \t-‐‑")
        if parts and not joined:
            shown.append(",")
        parts.append((start, end, bare, joined, bare != word))
        shown.append(bare)
        before = end
    tags = [t for w, t in parser.find_tags(shown) if w != ","]
    for n in range(1, len(tags)):
        if tags[n] == "NN" and tags[n - 1] in ("TO", "MD"):
            tags[n] = "VB"  # "to gauge", "may trip": the tagger knows a word by its commonest use
    return [(s, e, w, w.lower(), base(w.lower(), t), t, j, p) for (s, e, w, j, p), t in zip(parts, tags, strict=True)]


@lru_cache(maxsize=100_000)
def base(word: str, tag: str = "NN") -> str:
    """The key under which spellings and inflections of a word count as one: singular, American spelling, hyphens closed.

    >>> [base(w, "NNS") for w in ("potatoes", "armies", "cease-fires", "crises")]
    ['potato', 'army', 'ceasefire', 'crisis']
    """
    word = word.replace("-", "").replace("‑", "").replace("‐", "")
    if tag in ("NNS", "NNPS") or (tag == "NN" and word in _ODD):
        word = _singular(word)
    for pattern, american in _SPELLINGS:
        word = pattern.sub(american, word)
    return word


def _singular(word: str) -> str:
    if word in _ODD:
        return _ODD[word]
    if word.endswith(_ALIKE) or not word.endswith("s") or len(word) < 4:
        return word
    if word in _WITH_E:
        return word[:-1]
    if word.endswith(("crises", "analyses", "theses", "oases", "diagnoses")):
        return word[:-2] + "is"
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith("uses") and not word.endswith(("auses", "ouses")):
        return word[:-2]
    if word.endswith(("sses", "xes", "tzes", "ches", "shes", "oes")):
        return word[:-2]
    return word[:-1]
