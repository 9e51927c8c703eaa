"""Quantities: numbers, money, shares, durations, ages, ordinals, dates and times, with what they count.

Looked for in the paragraphs that tell the story: body, headline, subhead and caption. A caption states facts as the body does; the
furniture of a page (menus, other items, credits) does not. A small grammar of our own, because the libraries for numbers in words
give values without bounds ("at least"), orders ("hundreds of millions") and what is counted, and rewrite the text on the way.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate

from analysis.quantities.counted import OF, UNITS, bound_of, counted, currency_before, unit_after
from analysis.quantities.dates import dates
from analysis.quantities.numerals import Numeral, numerals, small
from analysis.reading import Reading, Sentence

__all__ = ["BOUNDS", "KINDS", "ROLES", "Quantity", "find", "of_sentence"]

ROLES = ("body", "headline", "subhead", "caption")
KINDS = {
    "count": "a number of things (empty unit), or of a unit of measure",
    "money": "an amount of money",
    "share": "per cent; a half or a third is given in per cent",
    "duration": "a length of time",
    "age": "how old somebody or something is, in years",
    "ordinal": "a place in an order: first, 70th",
    "date": "a day, month, year or day of the week; a year that is not stated is unknown",
    "time": "a time of day, in hours",
}
BOUNDS = {
    "exact": "the number itself, as far as it is rounded",
    "about": "about, around, some, roughly",
    "nearly": "nearly, almost: a little less",
    "over": "more than, over",
    "at least": "at least, no fewer than",
    "under": "less than, fewer than, under",
    "at most": "at most, up to, as many as",
    "between": "from value to high",
    "order": "dozens, hundreds of millions: from value to high",
}
_ORDINALS = {w: n for n, w in enumerate("first second third fourth fifth sixth seventh eighth ninth tenth".split(), 1)}
_ORDINAL = re.compile(rf"\b(?:(?P<digits>\d+)(?:st|nd|rd|th)|(?P<word>{'|'.join(_ORDINALS)}))\b(?![-‐‑\s]+(?:of|half)\b)", re.I)
_SPAN = re.compile(r"\b(?P<a>an?|half\s+an|a\s+full)\s+(?P<unit>second|minute|hour|day|week|month|year|decade|century)\b", re.I)
_RATE = re.compile(
    r"(?:\d|\b(?:times?|once|twice|thrice|per\s?cent|percent|dollars?|miles?|hours?|minutes?|days?|million|billion|thousand))\s+$",
    re.I,
)
_TO = re.compile(r"\s*(?:-|–|to|and|or)\s*$", re.I)
_OLD, _OF_WHAT, _SMALL = re.compile(r"[-‐‑\s]old\b"), re.compile(r"\s+of\b"), re.compile(r"\s+[a-z]")
_OF_OR_IN = re.compile(r"\s+(?:of|in|worth\s+of)\s+")
_SPENT = re.compile(
    r"\b(?:spen[dt]\w*|cost\w*|pa(?:id|y|ying)|worth|invest\w*|earn\w*|rais(?:ed|ing)|donat\w+|owe[ds]?|lost|made|fund\w*)\b",
    re.I,
)


@dataclass(frozen=True)
class Quantity:
    """A quantity: offsets (of the whole expression, bound and unit included), what it says and what it counts.

    ``value`` is NaN for dates, whose ``date`` is text in the manner of ISO 8601 (``--05-12``: no year is stated). ``high`` is the upper
    end of a range or order, NaN elsewhere. ``of`` is empty where the counted noun is not said.
    """

    start: int
    end: int
    kind: str
    value: float
    unit: str = ""
    of: str = ""
    bound: str = "exact"
    high: float = float("nan")
    date: str = ""


def find(reading: Reading) -> list[Quantity]:
    """The quantities of an article, in text order."""
    text = reading.article.text
    return [q for s in reading.sentences if s.role in ROLES for q in of_sentence(text, s)]


def of_sentence(text: str, sentence: Sentence) -> list[Quantity]:
    """The quantities of one sentence."""
    start, end = sentence.start, sentence.end
    found = [
        Quantity(d.start, d.end, d.kind, d.hour, "hour" if d.kind == "time" else "", date=d.date)
        for d in dates(text, start, end)
    ]
    found += _free(_ordinals(text, start, end), found)
    found += _free(_numbers(text, start, end), found)
    found += _free(_single_spans(text, start, end), found)
    return sorted(found, key=lambda q: (q.start, q.end))


def _free(new: Iterator[Quantity], taken: list[Quantity]) -> list[Quantity]:
    """What overlaps with nothing that is taken."""
    starts = sorted(q.start for q in taken)
    reach = list(accumulate((q.end for q in sorted(taken, key=lambda q: q.start)), max, initial=-1))  # of the first so many
    return [q for q in new if reach[bisect_left(starts, q.end)] <= q.start]


def _ordinals(text: str, start: int, end: int) -> Iterator[Quantity]:
    for m in _ORDINAL.finditer(text, start, end):
        if m["word"] and small(m["word"]) == "second" and text[m.end() : m.end() + 1] == "s":
            continue
        if m["word"] and re.search(r"\b(?:at|one|two|three|a)[-\s]+$", text[max(start, m.start() - 8) : m.start()], re.I):
            continue  # at first; two thirds
        of, _ = counted(text, m.end(), end, plural=False)
        yield Quantity(m.start(), m.end(), "ordinal", float(m["digits"] or _ORDINALS[small(m["word"])]), of=of)


def _numbers(text: str, start: int, end: int) -> Iterator[Quantity]:
    before: Numeral | None = None
    held: Quantity | None = None
    for n in numerals(text, start, end):
        q = _number(text, start, end, n)
        gap = text[before.end : n.start] if before else ""
        if held and before and q and _is_range(text, start, before, n, gap):
            held = Quantity(held.start, q.end, q.kind, _scaled(before, n, text), q.unit, q.of, "between", n.high)
            before = n
            continue
        if held:
            yield held
        held, before = q, n
    if held:
        yield held


def _is_range(text: str, start: int, a: Numeral, b: Numeral, gap: str) -> bool:
    if not _TO.match(re.sub(r"[$€£]", "", gap)) or "order" in (a.form, b.form) or _scaled(a, b, text) >= b.low:
        return False
    between = re.search(r"\b(?:between|from)\s+[$€£]?$", text[max(start, a.start - 10) : a.start], re.I)
    return bool(between) or gap.strip().lower() not in ("and", "or") or (gap.strip().lower() == "or" and b.low == a.low + 1)


def _scaled(a: Numeral, b: Numeral, text: str) -> float:
    """The lower end of a range, which shares the upper one's scale: 5 to 10 million."""
    scale = re.search(r"(?:thousand|million|billion|trillion)", text[b.start : b.end], re.I)
    own = re.search(r"(?:thousand|million|billion|trillion|,\d{3})", text[a.start : a.end], re.I)
    factor = {"thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12}[small(scale[0])] if scale and not own else 1
    return float(f"{a.low * factor:.15g}")


def _number(text: str, start: int, end: int, n: Numeral) -> Quantity | None:
    currency, begin = currency_before(text, n.start)
    unit, last, joined = ("", n.end, False) if currency else unit_after(text, n.end)
    if n.form == "order" and not unit:
        m = OF.match(text, n.end, end)
        if m:
            unit, last, joined = unit_after(text, m.end())
            last = last if unit else n.end
    if not unit and not currency and re.match(r"[-‐‑](?!odd|ish|plus)[a-z]", text[n.end : n.end + 5]):
        return _attributive(text, start, end, n)
    bound, begin = bound_of(text, start, begin, last)
    if n.form == "order":
        bound = "order"
    kind = "money" if currency or unit in UNITS["money"] else "duration" if unit in UNITS["time"] else "count"
    if n.form == "part":
        kind, unit = "share", "percent"
    elif unit in ("percent", "percentage point"):
        kind = "share"
    if unit == "year" and (old := _OLD.match(text, last, end)):
        kind, last = "age", old.end()
    of, _ = _counted_by(text, last, end, kind, joined, n)
    if kind == "count" and not unit and not of and not currency:
        kind, unit = _bare(text, start, n, last, kind, unit)
        if kind == "count" and _label(text, start, n):
            return None
    high = n.high if n.form == "order" else float("nan")
    return Quantity(begin, last, kind, n.low, unit or currency, of, bound, high)


def _counted_by(text: str, last: int, end: int, kind: str, joined: bool, n: Numeral) -> tuple[str, int]:
    """The noun that is counted: after "of" or "in" for money, shares and spans of time; right behind the number else."""
    if kind == "count":
        uncounted = n.form == "order" and not _OF_WHAT.match(text, last, end)  # thousands marched
        return ("", last) if uncounted else counted(text, last, end, plural=not joined)
    m = _OF_OR_IN.match(text, last, end)
    if m:
        return counted(text, m.end(), end, plural=False)
    behind = _SMALL.match(text, last, end)
    if joined or (kind in ("money", "share") and behind and n.form != "part"):
        return counted(text, last, end, plural=False)
    return "", last


def _attributive(text: str, start: int, end: int, n: Numeral) -> Quantity | None:
    """A 64-page document, a two-state solution: the unit is the noun after the hyphen, ``of`` what follows."""
    m = re.compile(r"[-‐‑]([a-z]+)").match(text, n.end, end)
    if not m or m[1] in ("and", "to", "or", "time", "fold"):
        return None
    bound, begin = bound_of(text, start, n.start, n.end)
    of, _ = counted(text, m.end(), end, plural=False)
    return Quantity(begin, m.end(), "count", n.low, m[1], of, bound)


def _bare(text: str, start: int, n: Numeral, last: int, kind: str, unit: str) -> tuple[str, str]:
    """A number that counts nothing by name: money after a verb of spending, an age between commas after a name."""
    before = text[max(start, n.start - 60) : n.start]
    if n.low >= 1000 and _SPENT.search(before[-35:]):
        return "money", "money"
    if n.low < 120 and (
        (n.low >= 15 and re.search(r"[^\W\d]{2},\s$", before) and text[last : last + 1] == ",")
        or re.search(r"\b(?:aged?|turned)\s$", before)
    ):
        return "age", "year"
    return kind, unit


def _label(text: str, start: int, n: Numeral) -> bool:
    """Is a bare number part of a name (Route 66, Apollo 11), not a quantity?"""
    before = text[max(start, n.start - 30) : n.start]
    return n.form == "digits" and bool(
        re.search(r"(?:(?<=\s)[A-Z][\w.]*|\b(?:No|Nos|page|chapter|section|article|channel)\.?|#)\s$", before)
    )


def _single_spans(text: str, start: int, end: int) -> Iterator[Quantity]:
    """*An hour*, *a year*, *half an hour* as spans of time; *a* of a rate (twice a week) is none."""
    for m in _SPAN.finditer(text, start, end):
        if _RATE.search(text[max(start, m.start() - 20) : m.start()]):
            continue
        value = 0.5 if small(m["a"]).startswith("half") else 1.0
        bound, begin = bound_of(text, start, m.start(), m.end())
        yield Quantity(begin, m.end(), "duration", value, small(m["unit"]), bound=bound)
