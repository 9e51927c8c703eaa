"""Tone of a sentence: VADER (Hutto and Gilbert 2014) on a normalised copy, with the words that fired.

The copy has straight apostrophes, no punctuation at the edges of words (VADER's own tokens break at “ ” ’ and —), stand-ins for
names and for words without tone in news, and neither numerals nor emoticons ("187" and "8)" are in VADER's lexicon). The rules
of negation, degree, capitals and "but" are the package's own. ``vaderSentiment`` is used rather than nltk's version, in which a
repeated word takes the context of its first place and a word beside two marks scores nothing.
"""

from __future__ import annotations

import importlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple

from analysis.articles import Article, Paragraph
from analysis.reading import Reading, read_article
from analysis.sentiment.names import Span, names
from analysis.sentiment.words import NEUTRAL, REPORTED, TOLD, ToneWords, tone_words

__all__ = ["Hit", "Tone", "compound_of_copy", "hits", "masked_copy", "sentence_tone", "tone_of", "tones"]

NAME = "name"
STAND_IN = "zqz"  # no word of any lexicon; VADER's rules see a plain word
_BACK, _AHEAD = 3, 2  # words around a word that VADER's rules look at
BEFORE_BUT, AFTER_BUT = 0.5, 1.5  # Hutto and Gilbert 2014, heuristic 4
_EXCHANGED = str.maketrans("’‘“”„‟«»—–…/", "''" + 6 * '"' + 4 * " ")
_POSSESSIVE = re.compile(r"(?<=\w)'s?(?!\w)")
_TOKEN = re.compile(r"[^\W_](?:\S*[^\W_])?")


@dataclass(frozen=True)
class Hit:
    """A word of the lexicon: its offsets, its valence in its context (VADER's scale, about -4 to 4), and its kind.

    ``kind`` is ``told``, ``reported`` (a topic word), or, with a valence of 0, ``name`` or ``neutral``: not scored, and why.
    """

    word: str
    start: int
    end: int
    valence: float
    kind: str

    def __str__(self) -> str:
        return f"{self.word} {self.valence:+.2f} {self.kind}" if self.kind in (TOLD, REPORTED) else f"{self.word} ({self.kind})"


@dataclass(frozen=True)
class Tone:
    """A sentence's tone from -1 (negative) to 1 (positive), 0 where no word of tone stands.

    ``tone`` counts all words, ``reported`` the topic words alone, ``told`` the others; each is a sum of valences s as
    s / sqrt(s² + 15), VADER's compound. ``fired`` names every word with its valence and kind: "disgrace -2.20 told; war -2.90
    reported; United (name)". Caveat: a lexicon knows no irony and nobody's point of view.
    """

    tone: float
    told: float
    reported: float
    fired: str
    hits: tuple[Hit, ...] = ()


_NONE = Tone(0.0, 0.0, 0.0, "")


def tones(readings: Sequence[Reading], overrides: Mapping[str, Any] | None = None) -> list[list[Tone]]:
    """The tone of every sentence, in lists parallel to ``readings`` and their ``sentences``."""
    words = tone_words(overrides)
    result = []
    for reading in readings:
        text, named = reading.article.text, names(reading.article.text, reading.sentences)
        result.append(
            [
                tone_of(text[s.start : s.end], hits(text, s.start, s.end, n, words))
                for s, n in zip(reading.sentences, named, strict=True)
            ]
        )
    return result


def sentence_tone(sentence: str, overrides: Mapping[str, Any] | None = None) -> Tone:
    """The tone of one sentence on its own; what is a name is told from this sentence alone.

    >>> sentence_tone("It was a disgrace.").fired
    'disgrace -2.20 told'
    """
    text = " ".join(sentence.split())
    reading = read_article(Article("", text, paragraphs=(Paragraph(0, len(text), "body"),)))
    named = [span for part in names(text, reading.sentences) for span in part]
    return tone_of(text, hits(text, 0, len(text), named, tone_words(overrides)))


def hits(text: str, start: int, end: int, named: Sequence[Span], words: ToneWords) -> list[Hit]:
    """The words of VADER's lexicon in a sentence, with their valence in context."""
    spans, forms = _tokens(text, start, end)
    vader = _vader()
    lower = [form.lower() for form in forms]
    listed = [n for n, word in enumerate(lower) if word in vader.lexicon]  # the package gives all others nothing
    if not listed:
        return []
    kinds = _kinds(spans, lower, named, words)
    copy = _copy(_masked(forms, kinds)) if any(not kinds[n] for n in listed) else None
    not_only = any(word == "not" and kind for word, kind in zip(lower, kinds, strict=True))
    # The package finds values by equality, so that two words of one valence can be taken for each other; places cannot.
    but = lower.index("but") if "but" in lower and not not_only else None
    found = []
    for n in listed:
        valence = 0.0 if copy is None or kinds[n] else _valence(vader, copy, n)
        if but is not None:
            valence *= BEFORE_BUT if n < but else AFTER_BUT
        if valence and lower[n] != "no":  # "no" negates; as a determiner it has no tone
            found.append(Hit(forms[n], *spans[n], round(valence, 4), words.kind(lower[n])))
        elif kinds[n]:
            found.append(Hit(forms[n], *spans[n], 0.0, kinds[n]))
    return found


def masked_copy(text: str, start: int, end: int, named: Sequence[Span], words: ToneWords) -> str:
    """The copy that lexicons score: words alone, with stand-ins for names and for words without tone."""
    spans, forms = _tokens(text, start, end)
    return " ".join(_masked(forms, _kinds(spans, [form.lower() for form in forms], named, words)))


def _masked(forms: Sequence[str], kinds: Sequence[str]) -> list[str]:
    return [STAND_IN if kind else form for form, kind in zip(forms, kinds, strict=True)]


def compound_of_copy(copy: str) -> float:
    """VADER's compound of a copy made by :func:`masked_copy`."""
    as_it_is = ToneWords(frozenset(), {}, {})
    return tone_of("", hits(copy, 0, len(copy), (), as_it_is)).tone


def normalised(text: str) -> str:
    """A copy of the same length with straight marks, and spaces for dashes, slashes and the possessive's 's."""
    return _POSSESSIVE.sub(lambda m: " " * len(m[0]), text.translate(_EXCHANGED).replace("--", "  "))


def _tokens(text: str, start: int, end: int) -> tuple[list[Span], list[str]]:
    """Offsets and forms of the words."""
    matches = list(_TOKEN.finditer(normalised(text[start:end])))
    return [(m.start() + start, m.end() + start) for m in matches], [m[0] for m in matches]


def _kinds(spans: Sequence[Span], lower: Sequence[str], named: Sequence[Span], words: ToneWords) -> list[str]:
    """Why each word is masked (empty: it is not); ``lower`` are the words in small letters."""
    in_name = {at for span in named for at in range(*span)}
    kinds = []
    for n, ((start, _), word) in enumerate(zip(spans, lower, strict=True)):
        if start in in_name:
            kinds.append(NAME)
        elif word.isalpha() and word not in words.neutral and word not in words.no_negation:  # by far the commonest case
            kinds.append("")
        else:
            masked = words.is_neutral(lower, n) or words.is_no_negation(lower, n) or any(map(str.isdigit, word))
            kinds.append(NEUTRAL if masked else "")
    return kinds


class _Copy(NamedTuple):
    """Words of a masked sentence as the package's rules read them; its own class would look for marks at their edges, and find none."""

    words_and_emoticons: list[str]
    is_cap_diff: bool


def _copy(words: list[str]) -> _Copy:
    return _Copy(words, _package().allcap_differential(words))


def _valence(vader, copy: _Copy, at: int) -> float:
    # The package's rules look three words back and two ahead, and copy the whole sentence for each of its words.
    first = max(0, at - _BACK)
    words, at = copy.words_and_emoticons[first : at + _AHEAD + 1], at - first
    if words[at].lower() in _package().BOOSTER_DICT or (words[at].lower() == "kind" and words[at + 1 : at + 2] == ["of"]):
        return 0.0
    return float(vader.sentiment_valence(0.0, _Copy(words, copy.is_cap_diff), words[at], at, [])[0])


def tone_of(sentence: str, found: Sequence[Hit]) -> Tone:
    """The tone that these words make together; of ``sentence`` only the exclamation marks count."""
    if not found:
        return _NONE
    told = sum(hit.valence for hit in found if hit.kind == TOLD)
    reported = sum(hit.valence for hit in found if hit.kind == REPORTED)
    emphasis = float(_vader()._punctuation_emphasis(sentence))  # exclamation marks are how it is told
    fired = "; ".join(map(str, found))
    return Tone(_compound(told + reported, emphasis), _compound(told, emphasis), _compound(reported, 0.0), fired, tuple(found))


def _compound(total: float, emphasis: float) -> float:
    total = round(total, 4)
    return round(_package().normalize(total + emphasis * ((total > 0) - (total < 0))), 4)


@lru_cache(maxsize=1)
def _package():
    return importlib.import_module("vaderSentiment.vaderSentiment")


@lru_cache(maxsize=1)
def _vader():
    return _package().SentimentIntensityAnalyzer()
