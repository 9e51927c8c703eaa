"""What each line of a page is: headline, byline, caption, body, furniture of the site …

Rules for news at large, each named in :data:`ROLES`. A line is judged by its own words and by where it stands: before the first
paragraph of the body, inside it, or after it has ended. ``overrides.toml`` can correct any line.
"""

from __future__ import annotations

import datetime
import re
from bisect import bisect_left
from collections.abc import Sequence

ROLES = {
    "headline": "the title of the article, also where it is repeated",
    "kicker": "a section label above or below the headline",
    "byline": "who wrote it, and the date",
    "caption": "the words under a picture",
    "credit": "agencies, contributors, 'story by'",
    "subhead": "a heading inside the body",
    "body": "the article's own paragraphs",
    "related": "blurbs for other items",
    "boilerplate": "furniture of the site: menus, newsletters, buttons",
}

_MONTHS = "January February March April May June July August September October November December".split()
_MONTH = "|".join(f"{m}|{m[:3]}\\.?" for m in _MONTHS) + r"|Sept\.?"
_DATE = re.compile(
    rf"\b(?:(?P<m>{_MONTH})\s+(?P<d>[0-9]{{1,2}}),?\s+(?P<y>[0-9]{{4}})"
    rf"|(?P<d2>[0-9]{{1,2}})\s+(?P<m2>{_MONTH}),?\s+(?P<y2>[0-9]{{4}})|(?P<iso>[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}))\b",
    re.IGNORECASE,
)
_STATED = re.compile(
    r"(?P<day>\d{4}-\d\d-\d\d)(?:[T ](?P<hour>\d\d?(?::?\d\d(?::?\d\d(?:[.,]\d{1,9})?)?)?) ?(?:[A-Z]{1,5}|[+-]\d\d(?::?\d\d)?)?)?"
    r"|(?P<year>\d{4})(?:-(?P<month>\d\d))?",
    re.ASCII,
)
_FURNITURE = re.compile(
    r"\b(?:join (?:now|us|the mailing list|our)|sign up|subscribe|subscription|newsletter|mailing list|bookmark|share (?:this|on)"
    r"|follow us|follow \w+(?: \w+)? on \w+|advertisement|sponsored|click here|read more"
    r"|all rights reserved|terms of (?:use|service)|privacy policy"
    r"|cookies?|most (?:popular|read)|log ?in|download (?:the|our) app|print this|e-?mail this|comments?\b.{0,12}$|back to top"
    r"|career network|copyright|skip to|search this)\b|©",
    re.IGNORECASE,
)
_CREDIT = re.compile(
    r"^(?:story|report(?:ing|ed)?|writing|edit(?:ing|ed)|text|compiled|additional reporting|with reporting) (?:by|from)\b"
    r"|\bcontributed to this (?:report|story|article)\b|\b(?:material|information) (?:for|in) this (?:report|story|article)\b"
    r"|^\(?(?:AP|AFP|Reuters|Associated Press|UPI|dpa|Bloomberg|Xinhua|TASS)[\w\s,/&]{0,30}\)?$"
    r"|^source:",
    re.IGNORECASE,
)
_CAPTION = re.compile(
    r"\((?:[^()]*\b(?:photo|AP|AFP|Getty|Reuters|EPA|image|file|via)\b[^()]*)\)\s*$|(?-i:\bREUTERS/[A-Z])|\bAFP PHOTO\b"
    r"|^(?:photo|image|picture|caption|file)\b.{0,20}:|\((?:(?-i:L|C)|left|right|centre|center|top|bottom)\)"
    r"|\bGetty Images\b|\bAP Photo\b|/(?:AFP|AP|EPA|Pool)\b",
    re.IGNORECASE,
)
_RELATED = re.compile(
    r"^(?:for more|see also|read also|related|more on|watch|listen|video|gallery|in pictures|analysis)\b[:\s]"
    r"|\bfiled this report\b",
    re.IGNORECASE,
)
LONGEST_LABEL, LONGEST_PARAGRAPH = 1500, 2000  # characters: of what is no body; of what is looked at of a paragraph
_BYLINE = re.compile(r"^(?:by|from)\s+[A-Z]", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.!?…][\"'”’)\]*]*\s*$")
_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")
_FUNCTION_WORDS = frozenset(
    "the of and to in a is that for it on as was with by at be this from are an have has had not but they his her he she were which "
    "will would who said their or its we you i if there been one all".split()
)


def lines(text: str) -> list[tuple[int, int]]:
    """Offsets of the non-empty lines, white space at their ends left out."""
    found, begin = [], 0
    for line in text.replace("\r", "\n").split("\n"):
        size, cut = len(line), line.lstrip()
        if cut:
            found.append((begin + size - len(cut), begin + len(line.rstrip())))
        begin += size + 1
    return found


def roles(text: str) -> list[tuple[int, int, str]]:
    """Every non-empty line with its role: ``(start, end, role)``."""
    spans = lines(text)
    parts = [text[start:end] for start, end in spans]
    found = [_by_its_words(part) for part in parts]
    first, last = _body(parts, found)
    _head(parts, found, first)
    _captions_twice(parts, found)
    closed = False
    for n, part in enumerate(parts):
        if not found[n]:
            found[n] = "related" if closed and n > last else _inside(part, n, first, last)
        closed = closed or found[n] in ("credit", "related")
    _after_the_end(found)
    return [(start, end, role) for (start, end), role in zip(spans, found, strict=True)]


def _by_its_words(part: str) -> str:
    if len(part) > LONGEST_LABEL:
        return ""
    words = len(_WORD.findall(part))
    sentence = bool(_SENTENCE_END.search(part))
    if words <= 25 and _CREDIT.search(part):
        return "credit"
    if _CAPTION.search(part) and words <= 90:
        return "caption"
    if words <= 14 and not sentence and (_BYLINE.match(part) or (_DATE.search(part) and words <= 8)):
        return "byline"
    if words <= 20 and not sentence and _FURNITURE.search(part):
        return "boilerplate"
    if _RELATED.search(part) and words <= 60:
        return "related"
    return ""


def _body(parts: Sequence[str], found: Sequence[str]) -> tuple[int, int]:
    """First and last line that can only be body: a full sentence of some length without a role of its own."""
    long = [n for n, part in enumerate(parts) if not found[n] and _SENTENCE_END.search(part) and len(part) > 60]
    if not long:
        long = [n for n, part in enumerate(parts) if not found[n]] or [len(parts) - 1]
        return (long[1] if len(long) > 1 else long[0]), long[-1]
    first = long[0]
    credits = [n for n in range(first, len(parts)) if found[n] == "credit"]
    # A credit near the end closes the article; one above that is a dateline's.
    ends = [n for n in credits if n > first + 0.4 * (len(parts) - 1 - first)]
    last = max((n for n in long if not ends or n < ends[0]), default=first)
    return first, last


def _head(parts: Sequence[str], found: list[str], first: int) -> None:
    """The headline is, of the lines above the body, the one whose words the body takes up most."""
    above = [n for n in range(first) if not found[n]]
    if not above:
        return
    body = " ".join(part[:LONGEST_PARAGRAPH] for part in parts[first : first + 6]).lower()
    shares = {n: _taken_up(parts[n], body) for n in above}
    headline = max(above, key=lambda n: (round(shares[n], 1), min(len(parts[n]), 120), -n))
    for n in above:
        if n == headline or _same(parts[n], parts[headline]):
            found[n] = "headline"
        elif _SENTENCE_END.search(parts[n]) and len(parts[n]) > 40:
            found[n] = "subhead" if n > headline else ""
        else:
            found[n] = "kicker" if len(_WORD.findall(parts[n])) <= 8 else "subhead" if n > headline else "kicker"


def _taken_up(part: str, body: str) -> float:
    words = [w.lower().removesuffix("'s").removesuffix("’s") for w in _WORD.findall(part)]
    words = [w for w in words if len(w) > 2 and w not in _FUNCTION_WORDS]
    return sum(w in body for w in words) / (len(words) + 1)


def _same(a: str, b: str) -> bool:
    return _WORD.findall(a.lower()) == _WORD.findall(b.lower())


def _captions_twice(parts: Sequence[str], found: list[str]) -> None:
    """A caption is often typed twice, once without its end."""
    known = sorted(re.sub(r"\W+", "", parts[n].lower()) for n in range(len(parts)) if found[n] == "caption")
    for n, part in enumerate(parts):
        letters = re.sub(r"\W+", "", part.lower()) if known else ""
        at = bisect_left(known, letters)
        if found[n] != "caption" and len(letters) > 40 and at < len(known) and known[at].startswith(letters):
            found[n] = "caption"


def _inside(part: str, n: int, first: int, last: int) -> str:
    words = len(_WORD.findall(part))
    heading = words <= 12 and not re.search(r"[.!…:;,][\"'”’)]*\s*$", part)
    if n < first:
        return "body" if _SENTENCE_END.search(part) else "kicker"
    question = bool(re.search(r"\?[\"'”’]*$", part)) and (words > 8 or part[:1] in "\"“'‘" or part.startswith("Q:"))
    if heading and not question and n < last:
        return "subhead"
    if heading and n > last and not _SENTENCE_END.search(part):
        return "boilerplate"
    return "body"


def _after_the_end(found: list[str]) -> None:
    """A heading with nothing but related items below it is one of them."""
    for n in range(len(found) - 2, -1, -1):
        if found[n] == "subhead" and found[n + 1] == "related":
            found[n] = "related"


def facts(text: str, paragraphs: Sequence[tuple[int, int, str]]) -> dict[str, str]:
    """Title, byline and date as the page itself states them; what it does not state is empty."""
    result = {"title": "", "byline": "", "published": ""}
    for start, end, role in paragraphs:
        part = text[start:end]
        if role == "headline" and not result["title"]:
            result["title"] = part
        if role == "byline":
            date = _DATE.search(part)
            result["published"] = result["published"] or (_iso(date) if date else "")
            name = _BYLINE.match(part) and re.sub(r"^(?:by|from)\s+", "", _DATE.sub("", part), flags=re.IGNORECASE)
            result["byline"] = result["byline"] or (name or "").strip(" ,|-–—")
    return result


def published(given: str) -> str:
    """A date that a user gave, as it is compared: year, month and day as far as they are known, and an hour; empty where it is none.

    ``2015-05-13``, ``2015-05``, ``2015-05-13T10:00Z`` and ``May 13, 2015`` are dates. ``5/6/2015`` is none: a reader cannot tell
    the month from the day.
    """
    if found := _DATE.fullmatch(given.strip()):
        given = _iso(found)
    found = _STATED.fullmatch(given.strip())
    if not found:
        return ""
    try:
        datetime.date.fromisoformat(found["day"] or f"{found['year']}-{found['month'] or '01'}-01")
        hour = re.sub(r"^(?=\d(?:\D|$))", "0", found["hour"] or "00")
        datetime.time.fromisoformat(re.split("[.,]", hour)[0])
    except ValueError:
        return ""
    return f"{found['day']}T{hour}{given.strip()[found.end('hour') :]}" if found["hour"] else found[0]


def _iso(date: re.Match[str]) -> str:
    if date["iso"]:
        return date["iso"]
    begins = (date["m"] or date["m2"]).casefold()[:3]  # no lower(), for to the pattern a long s is an s
    month = next(n for n, name in enumerate(_MONTHS, 1) if name.lower().startswith(begins))
    return f"{date['y'] or date['y2']}-{month:02}-{int(date['d'] or date['d2']):02}"


def language(text: str) -> str:
    """``en`` where at least one word in ten is among English's commonest, ``other`` otherwise; empty under 20 words."""
    words = [w.lower() for w in _WORD.findall(text[:20_000])]
    if len(words) < 20:
        return ""
    return "en" if sum(w in _FUNCTION_WORDS for w in words) >= 0.1 * len(words) else "other"
