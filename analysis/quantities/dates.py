"""Dates, days of the week and times of day, as they are written: a year that is not stated stays unknown."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from analysis.quantities.numerals import MONTHS

__all__ = ["Date", "dates"]

_SHORT = {m[:3]: n for n, m in enumerate(MONTHS, 1)} | {"sept": 9}
_MONTH = "(?:" + "|".join(m.capitalize() for m in MONTHS) + r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\b\.?)"
_WEEKDAY = "(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_YEAR = r"(?:1[5-9]|20)\d\d"
_PREPOSITION = r"(?:in|since|until|till|through|from|by|during|late|early|mid|last|next|this|of|before|after|between|around)"
_DATE = re.compile(
    rf"\b(?P<iso>{_YEAR}-[01]\d-[0-3]\d)\b"
    rf"|\b(?P<m>{_MONTH})\s+(?P<d>[0-3]?\d)(?:st|nd|rd|th)?\b(?!%|,\d{{3}})(?:,?\s+(?P<y>{_YEAR})\b)?"
    rf"|\b(?P<d2>[0-3]?\d)(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<m2>{_MONTH})(?:,?\s+(?P<y2>{_YEAR}))?\b"
    rf"|\b(?P<m3>{_MONTH}),?\s+(?P<y3>{_YEAR})\b"
    rf"|(?<=\b)(?i:{_PREPOSITION})[-\s](?P<m4>{_MONTH})\b(?!\s+\d)"
    rf"|\b(?P<weekday>{_WEEKDAY})\b"
    rf"|\b(?P<decade>(?:1[5-9]|20)\d0)['’]?s\b"
    rf"|(?<![\w$€£.,/%-])(?P<year>{_YEAR})(?![\w%,.]*\d)(?=[-–—.,;:)'\"’”\s]|$)"
    r"|\b(?P<hour>1[0-2]|0?[1-9])(?:[:.](?P<minute>[0-5]\d))?\s?(?P<half>[ap])\.?m\b\.?"
    r"|\b(?P<named>noon|midnight)\b"
)


@dataclass(frozen=True)
class Date:
    """A date or time: offsets, ``kind`` (``date`` or ``time``), and what it says in the manner of ISO 8601.

    ``date``: ``2014-03-02``, ``--03-02`` (no year stated), ``2014-03``, ``--03``, ``2014``, ``199x``, ``tuesday``. ``hour`` is that of a time.
    """

    start: int
    end: int
    kind: str
    date: str
    hour: float = float("nan")


def dates(text: str, start: int, end: int) -> Iterator[Date]:
    """The dates and times of ``text[start:end]`` in text order."""
    for m in _DATE.finditer(text, start, end):
        if m["iso"]:
            yield Date(m.start(), m.end(), "date", m["iso"])
        elif m["m"] or m["m2"]:
            day, year = int(m["d"] or m["d2"]), m["y"] or m["y2"] or "-"
            if 1 <= day <= 31:
                yield Date(m.start(), m.end(), "date", f"{year}-{_month(m['m'] or m['m2']):02}-{day:02}")
        elif m["m3"]:
            yield Date(m.start(), m.end(), "date", f"{m['y3']}-{_month(m['m3']):02}")
        elif m["m4"]:
            yield Date(m.start("m4"), m.end("m4"), "date", f"--{_month(m['m4']):02}")
        elif m["weekday"]:
            yield Date(m.start(), m.end(), "date", m["weekday"].lower())
        elif m["decade"]:
            yield Date(m.start(), m.end(), "date", m["decade"][:3] + "x")
        elif m["year"]:
            yield Date(m.start(), m.end(), "date", m["year"])
        else:
            yield Date(m.start(), m.end(), "time", "", _hour(m))


def _month(name: str) -> int:
    return _SHORT[name.lower().rstrip(".")[:3]]


def _hour(m: re.Match[str]) -> float:
    if m["named"]:
        return 12.0 if m["named"] == "noon" else 0.0
    return int(m["hour"]) % 12 + 12 * (m["half"] == "p") + int(m["minute"] or 0) / 60
