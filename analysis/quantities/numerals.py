"""Numbers in digits and in words: where they stand and what they are worth."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass

__all__ = ["MONTHS", "SCALES", "Numeral", "numerals", "plain", "small"]

NAN = float("nan")
_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen".split()
)
_ONES += ["eighteen", "nineteen"]
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
SMALL = {word: n for n, word in enumerate(_ONES)} | {word: 10 * n for n, word in enumerate(_TENS, 2)}
SCALES = {"hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12}
_SHORT = {"k": 1e3, "m": 1e6, "mn": 1e6, "b": 1e9, "bn": 1e9, "tn": 1e12}
# Plurals without a figure give an order: from the least to the least of the next order that has a name.
_ORDERS = {
    "dozens": (24, 100),
    "scores": (40, 100),
    "tens": (20, 100),
    "hundreds": (1e2, 1e3),
    "thousands": (1e3, 1e6),
    "millions": (1e6, 1e9),
    "billions": (1e9, 1e12),
    "trillions": (1e12, 1e15),
}
_PARTS = {"third": 3, "quarter": 4, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9, "tenth": 10}
MONTHS = "january february march april may june july august september october november december".split()

_SCALE = "|".join(SCALES)
_SMALL_WORD = (
    rf"(?:(?:{'|'.join(_TENS)})[-‐‑\s](?:{'|'.join(_ONES[1:10])})|{'|'.join(_TENS + sorted(_ONES, key=len, reverse=True))})"
)
_WORDS = rf"(?:(?:an?(?=[-‐‑\s]+(?:{_SCALE})\b)|{_SMALL_WORD})(?:[-‐‑\s]+(?:and\s+)?(?:{_SCALE}|{_SMALL_WORD})\b)*)"
_MANY = rf"(?:tens|dozens|scores|hundreds|thousands)(?:\s+of\s+(?:{'s|'.join(SCALES)}s))?|millions|billions|trillions"
_NUMERAL = re.compile(
    rf"(?P<digits>\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+)(?:(?P<short>k|mn?|bn?|tn)\b|[-‐‑\s](?P<scale>{_SCALE})s?\b)?"
    rf"|\b(?P<half>half\s+an?\s+(?:{_SCALE}|dozen))\b"
    rf"|\b(?P<dozen>(?:an?|{_SMALL_WORD})\s+dozen)\b(?!s)"
    rf"|\b(?P<order>{_MANY})\b"
    rf"|\b(?P<part>(?:an?|one|two|three|four|five|nine)[-‐‑\s](?:{'|'.join(_PARTS)})s?|half)(?=\s+(?:of|the|its|their|his|her|our|all)\b)"
    rf"|\b(?P<words>{_WORDS})\b",
    re.IGNORECASE,
)
_ALSO = str.maketrans({"\u017f": "s", "\u0131": "i", "\u0130": "i"})  # a pattern that ignores case takes these for s and i
_LETTER_BEFORE = re.compile(r"(?:[^\W\d_]['’]?[-‐‑./]?|[\d][-/:.,]|[#$€£]\s?\.|#)$")
_NOT_ONE_BEFORE = re.compile(
    r"\b(?:no|any|some|every|each|this|that|which|another|last|first|next|other|the|only|it)\s+$", re.I
)
_ONE_COUNTS = re.compile(
    r"[-‐‑\s](?:person|man|woman|child|soldier|officer|people|victim|survivor|death|percent|per\s+cent|point|percentage"
    r"|second|minute|hour|day|week|month|year|decade|century|mile|dollar)\b(?!\s+(?:when|that|who)\b)",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Numeral:
    """A number as written: offsets, ``low`` and ``high`` (the same but for orders such as *hundreds of millions*), and its form.

    ``form`` is ``digits``, ``words``, ``order`` or ``part`` (a share in hundredths). ``decimals`` is true where a fraction is written.
    """

    start: int
    end: int
    low: float
    high: float
    form: str


def numerals(text: str, start: int, end: int) -> Iterator[Numeral]:
    """The numbers of ``text[start:end]`` in text order; names such as *B-52* and *24/7* and the pronoun *one* are passed over."""
    for found in _NUMERAL.finditer(text, start, end):
        before = text[max(start, found.start() - 24) : found.start()]
        if found["digits"]:
            if _LETTER_BEFORE.search(before) or re.match(r"[/:]\d|[-‐‑]?[A-Z]{2}|\.\d", text[found.end() : found.end() + 3]):
                continue
            if math.isfinite((number := _of_digits(found)).low):  # 400 digits are a number that nothing can be done with
                yield number
        elif found["order"]:
            low, high = _order(small(found["order"]))
            yield Numeral(found.start(), found.end(), low, high, "order")
        elif found["part"]:
            share = _part(small(found["part"]))
            yield Numeral(found.start(), found.end(), share, share, "part")
        else:
            yield from _of_words(found, text, before)


def small(words: str) -> str:
    """Words as the lists have them: in small letters, with single spaces; what matched a pattern that ignores case is in them."""
    return " ".join(words.translate(_ALSO).lower().split())


def _of_digits(found: re.Match[str]) -> Numeral:
    value = float(found["digits"].replace(",", ""))
    scale = SCALES[small(found["scale"])] if found["scale"] else _SHORT[small(found["short"])] if found["short"] else 1
    value = float(f"{value * scale:.15g}")  # 16.1 billion is no fraction more than 16,100,000,000
    return Numeral(found.start(), found.end(), value, value, "digits")


def _of_words(found: re.Match[str], text: str, before: str) -> Iterator[Numeral]:
    words = small(found[0])
    if found[0][:1].isupper() and re.search(r"[A-Z][a-z]+ $", before):
        return  # part of a name: World War Two
    if words == "one" and (_NOT_ONE_BEFORE.search(before) or not _ONE_COUNTS.match(text, found.end())):
        return
    if _LETTER_BEFORE.search(before):
        return
    if found["half"]:
        value = 6.0 if words.endswith("dozen") else SCALES[words.split()[-1]] / 2
    elif found["dozen"]:
        value = 12 * plain(words.rsplit(None, 1)[0])
    else:
        value = plain(words)
    if value == value:
        yield Numeral(found.start(), found.end(), value, value, "words")


def plain(words: str) -> float:
    """The value of a number in words ("two hundred and six"); NaN where the words make no number ("two three")."""
    total, current, last = 0.0, 0.0, 1e18
    for word in re.split(r"[-‐‑\s]+", words):
        if word == "and":
            continue
        if word in SCALES:
            scale = SCALES[word]
            if scale == 1e2:
                current = (current or 1) * scale
            else:
                total, current = total + (current or 1) * scale, 0.0
            last = scale
            continue
        value = 1 if word in ("a", "an") else SMALL.get(word)
        if value is None or value >= last:
            return NAN
        current += value
        last = 10 if value >= 20 else 1
    return total + current


def _order(words: str) -> tuple[float, float]:
    first, _, scale = words.partition(" of ")
    low, high = _ORDERS[first.strip()]
    if not scale:
        return low, high
    factor = SCALES[scale.strip().rstrip("s")]
    return low * factor, min(high, 1e3) * factor


def _part(words: str) -> float:
    if words == "half":
        return 50.0
    number, part = re.split(r"[-‐‑\s]", words, maxsplit=1)
    return round(100 * plain(number) / _PARTS[part.removesuffix("s")], 1)
