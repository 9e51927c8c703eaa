"""What a number counts: its unit, its bound, and the noun phrase after it.

There is no parser behind this. A noun phrase is taken to end at its first plural (two *Idaho potatoes*), which holds because a
counted noun is plural in English; a number with a hyphen (a *four-hour meeting*) is followed by its unit in the singular.
"""

from __future__ import annotations

import re

from analysis.quantities.numerals import small

__all__ = ["OF", "UNITS", "bound_of", "counted", "currency_before", "unit_after"]

_UNIT_WORDS = {
    "second": "seconds",
    "minute": "minutes",
    "hour": "hours hrs",
    "day": "days",
    "week": "weeks",
    "month": "months",
    "year": "years yrs",
    "decade": "decades",
    "century": "centuries",
    "percent": "per\\s+cent pct %",
    "percentage point": "percentage\\s+points",
    "mile": "miles",
    "kilometre": "kilometres kilometer kilometers km",
    "metre": "metres meter meters",
    "foot": "feet",
    "inch": "inches",
    "acre": "acres",
    "hectare": "hectares",
    "tonne": "tonnes ton tons",
    "kilogram": "kilograms kg kilo kilos",
    "litre": "litres liter liters",
    "gallon": "gallons",
    "barrel": "barrels",
    "degree": "degrees",
    "mph": "miles\\s+(?:per|an)\\s+hour",
    "dollar": "dollars bucks",
    "euro": "euros",
    "pound": "pounds",
    "rouble": "roubles ruble rubles",
    "yen": "",
    "yuan": "",
    "cent": "cents",
}
UNITS = {
    "time": "second minute hour day week month year decade century".split(),
    "money": "dollar euro pound rouble yen yuan".split(),
}
_UNITS = {form: unit for unit, forms in _UNIT_WORDS.items() for form in [unit, *forms.split()]}
_ALL = "|".join(sorted(_UNITS, key=len, reverse=True))
_UNIT = re.compile(
    rf"(?P<join>[-‐‑]|\s*)(?:(?:full|straight|consecutive|whole|US|U\.S\.)[-\s]+)?(?P<unit>{_ALL})(?![^\W_])", re.I
)
_CURRENCIES = {"$": "dollar", "€": "euro", "£": "pound", "¥": "yen", "₽": "rouble"}

_MORE = "(?:more|greater|larger|longer|higher) than"
_BEFORE = (
    (
        "at most",
        rf"at most|(?:no|not) {_MORE}|not exceeding|up to|as many as|as much as|a maximum of|maximum",
    ),  # before "more than"
    (
        "over",
        rf"{_MORE}|over|above|exceed(?:s|ed|ing)?|upwards? of|in excess of|topp(?:ed|ing)",
    ),
    ("at least", r"at least|no fewer than|no less than|not less than|a minimum of|minimum"),
    ("under", r"(?:less|fewer|lower|smaller|shorter) than|under|below|short of"),
    ("nearly", r"nearly|almost|close to|approaching|just under|not quite"),
    ("about", r"about|around|some|roughly|approximately|an? estimated|estimated(?: at)?|circa|more or less|just over"),
)
_BOUND = [
    (name, re.compile(rf"\b(?:{words})\s+(?:(?:an?|the|its|his|their|another|US|U\.S\.)\s+)?[$€£¥]?\s?$", re.I))
    for name, words in _BEFORE
]
_AFTER = re.compile(
    r"\s*(?:(?P<least>or more\b|\+|-?\s?plus\b)|(?P<about>or so\b|[-‐‑]odd\b|[-‐‑]ish\b)|(?P<most>or (?:less|fewer)\b))", re.I
)

_STOP = frozenset(
    """
is are was were be been being am has have had having do does did will would can could may might must shall should and or but nor in
on at for from to with by as than that which who whom whose what when where while why how after before during since until against
into over under about per not also only just both either because if though although between among through across around without
within it he she they we i you there then now so this these those ago later earlier according said says say
""".split()
)
_PLURALS = frozenset(
    "people men women children troops police feet percent staff media data personnel crew cattle clergy".split()
)
_SINGULARS = frozenset(
    "us is was has its this his as gas bus business congress press process access crisis basis less plus news".split()
)
_HOLDERS = frozenset(
    "pieces members kinds types pairs sets groups dozens copies parts pages rounds cases counts boxes bags".split()
)
# What else ends in -ly is an adverb, behind which no noun follows.
_NO_ADVERBS = frozenset(
    "family elderly friendly weekly monthly yearly hourly quarterly deadly costly assembly monopoly anomaly".split()
)
OF = re.compile(r"\s+of\s+")
_WORD = re.compile(r"\s*([^\W_](?:[\w'’.&‐‑-]*[^\W_])?)(?=(.?))")
LONGEST = 6  # words of a counted noun phrase


def currency_before(text: str, start: int) -> tuple[str, int]:
    """The currency whose sign stands before a number, and where the sign (with a country's letters) begins."""
    m = re.search(r"(?:\b(?:US|A|C|HK|NZ))?([$€£¥₽])\s?$", text[max(0, start - 5) : start])
    return (_CURRENCIES[m[1]], start - len(m[0])) if m else ("", start)


def unit_after(text: str, at: int) -> tuple[str, int, bool]:
    """The unit written after a number: its name (singular, metric spelling), where it ends, and whether a hyphen joins it."""
    m = _UNIT.match(text, at)
    if not m:
        return "", at, False
    unit = small(m["unit"])
    name = _UNITS.get(unit) or ("mph" if "hour" in unit else "percent" if "cent" in unit and "per" in unit else unit)
    name = "percentage point" if unit.startswith("percentage") else name
    return name, m.end(), m["join"] not in ("",) and not m["join"].isspace()


def bound_of(text: str, sentence: int, start: int, end: int) -> tuple[str, int]:
    """How a number is bounded (``exact``, ``over``, ``at least``, …) and where the words of the bound begin."""
    before = text[max(sentence, start - 40) : start]
    for name, pattern in _BOUND:
        m = pattern.search(before)
        if m:
            return name, start - len(before) + m.start()
    m = _AFTER.match(text, end)
    if m:
        return ("at least" if m["least"] else "about" if m["about"] else "at most"), start
    return "exact", start


def counted(text: str, at: int, end: int, *, plural: bool) -> tuple[str, int]:
    """The noun phrase that begins at a place, and where it ends; empty where none does.

    ``plural``: a counted noun is looked for, so the phrase ends at its first plural and is nothing without one.
    """
    words: list[tuple[str, int, int]] = []
    for _ in range(2 * LONGEST):  # what opens it counts too: a line of bare numbers is not walked through from each
        if len(words) == LONGEST:
            break
        m = _WORD.match(text, at, end)
        if (
            not m
            or m[1].lower() in _STOP
            or (len(m[1]) > 5 and m[1].lower().endswith("ly") and m[1].lower() not in _NO_ADVERBS)
        ):
            break
        opening = not words and (
            m[1].isdigit()
            or m[1].lower() in ("of", "the", "a", "an", "its", "his", "her", "their", "our", "all", "more", "other", "worth")
        )
        if not opening:
            if m[1].lower() in ("of", "the", "a", "an") or (words and m[1].endswith("ed")):
                break
            words.append((m[1], m.start(1), m.end(1)))
        at = m.end(1)
        if (words and is_plural(words[-1][0])) or m[2] in ".,;:!?()\"“”—–'’[]":
            break
    if not words or (plural and not is_plural(words[-1][0])):
        return "", at
    if plural and words[-1][0].lower() in _HOLDERS and (m := OF.match(text, at, end)):
        inner, last = counted(text, m.end(), end, plural=False)
        if inner:
            return text[words[0][1] : last], last
    return text[words[0][1] : words[-1][2]], words[-1][2]


def is_plural(word: str) -> bool:
    """Does a word look like a plural? By its ending, and a list of those that have none."""
    low = word.lower().rstrip("'’")
    if low in _PLURALS:
        return True
    return len(low) > 3 and low.endswith("s") and not low.endswith(("ss", "us", "is", "'s", "’s")) and low not in _SINGULARS
