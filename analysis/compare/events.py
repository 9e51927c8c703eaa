"""Which articles tell of one event, and what the outlets do over all events.

Articles are grouped in one pass, as in topic detection and tracking (Allan, Papka and Lavrenko 1998, "On-line new event detection and
tracking"; Yang, Pierce and Carbonell 1998): in the order of their dates each joins the event that it is most like, or opens one. Alike
are articles that share names and rare words; events are looked up by such words (an inverted index), so the time grows nearly with the
number of articles. A column ``event`` of the input, or ``overrides.toml``, goes before.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

import pandas as pd

from analysis.compare.outlets import event_sums, summary
from analysis.compare.wording import GRAMMAR

__all__ = ["ALIKE", "COLUMNS", "event_sums", "features", "group", "say", "summary", "weighted"]

ALIKE = 0.15  # mean cosine with its articles from which an article joins an event; docs/coverage.md says how it was set
DAYS = 14  # an article this much later than an event's last is of another event
NAME = 2.0  # weight of a capitalised word, next to 1 for others
PROBES = 40  # of an article's weightiest words, those by which events are looked up
CROWDED = 40  # events that hold a word; a commoner word finds none
CLOSEST = 8  # events, found by their rare words, that an article is compared with in full
SMOOTH = 10  # articles that are added to the number of articles, so that in a small corpus a shared word still counts
LONGEST_TITLE = 12  # characters before a full stop in which a title or initials are looked for
COLUMNS = ["article_id", "event", "basis", "similarity", "words"]
# What opens a sentence or a quotation has a capital that says nothing; behind O', an initial or a title it is a name's.
_WORD = re.compile(r"(^\s*|(?:[.?!:“\"‘(]|(?<!\w)')\s?)?\b([^\W\d_][\w-]{2,})")
_BEFORE = re.compile(r"(?:^|[\s“\"‘'(])([\w.]+)\Z")
_TITLES = frozenset(
    "mr mrs ms mx dr prof gen lt col maj capt sgt adm cmdr sen rep gov rev hon st ste mt ft pres supt insp det messrs".split()
)


def features(parts: Iterable[str]) -> Counter:
    """The words of an article by which it is grouped: names (capitalised within a sentence) and words of content.

    ``parts`` are its headline and paragraphs of the body. A name's key begins with a capital letter.
    """
    found: Counter = Counter()
    for part in parts:
        for match in _WORD.finditer(part):
            word, low = match[2], match[2].lower()
            if low not in GRAMMAR:
                opens = match[1] is not None and not _part_of_a_name(part, match.start())
                found[word.capitalize() if word[0].isupper() and not opens else low] += 1
    return found


def _part_of_a_name(part: str, stop: int) -> bool:
    """Does the full stop at ``stop`` belong to an initial, to initials or to a title ("Nora F. Berg", "U.S. Senate", "Mr. Falk")?"""
    before = _BEFORE.search(part, max(0, stop - LONGEST_TITLE - 1), stop) if part[stop] == "." else None
    if not before:
        return False
    word = before[1]
    return word.lower() in _TITLES or (word[0].isupper() and all(len(letter) == 1 for letter in word.split(".")))


@dataclass
class _Event:
    name: str = ""
    words: dict[str, float] = field(default_factory=dict)  # the sum of its articles' vectors
    articles: list[str] = field(default_factory=list)
    first: int | None = None
    last: int | None = None


def group(
    found: Mapping[str, Counter],
    dates: Mapping[str, str] | None = None,
    given: Mapping[str, tuple[str, str]] | None = None,
    alike: float = ALIKE,
) -> pd.DataFrame:
    """Group articles into events: the table ``events``, a row an article, in the order given.

    ``found`` maps article ids to :func:`features`; ``dates`` to ISO dates (missing is fine); ``given`` to an event's name and how it is
    known (``stated`` in the input, ``override``). Columns: ``article_id, event`` (a number, or the name that was
    given), ``basis`` (``stated``, ``override``, ``grouped``), ``similarity`` (mean cosine with the others of the event; empty where
    an article stands alone), ``words`` (what it shares with the rest most). More similarity means more sure.
    """
    vectors = weighted(found)
    days = {a: _day((dates or {}).get(a, "")) for a in found}
    events = _Events(alike)
    stated = given or {}
    for article in found:  # what is known comes first: others may join it
        if article in stated:
            events.put(article, vectors[article], days[article], stated[article][0])
    waiting = [a for a in found if a not in stated]
    waiting.sort(key=lambda a: (days[a] is None, days[a] or 0))
    for article in waiting:
        events.join(article, vectors[article], days[article])
    events.merge()
    return _table(found, vectors, events, stated)


def weighted(found: Mapping[str, Counter]) -> dict[str, dict[str, float]]:
    """Each article's words weighed by how rare they are, as a vector of length one."""
    held: Counter = Counter()
    for words in found.values():
        held.update(words.keys())
    vectors = {}
    for article, words in found.items():
        raw = {
            w: (1 + math.log(n)) * math.log((len(found) + SMOOTH) / held[w]) * (NAME if w[0].isupper() else 1.0)
            for w, n in words.items()
        }
        norm = math.sqrt(sum(v * v for v in raw.values())) or 1.0
        vectors[article] = {w: v / norm for w, v in raw.items()}
    return vectors


def _day(text: object) -> int | None:
    try:
        return date.fromisoformat(str(text)[:10]).toordinal()
    except ValueError:
        return None


class _Events:
    """The events so far, and which of them holds a word."""

    def __init__(self, alike: float) -> None:
        self.alike = alike
        self.all: list[_Event] = []
        self.holders: dict[str, list[int]] = defaultdict(list)
        self.named: dict[str, int] = {}

    def join(self, article: str, vector: Mapping[str, float], day: int | None) -> None:
        """Put an article into the event that it is most like, or open one."""
        best, which = self._nearest(_Event("", dict(vector), [article], day, day))
        if best < self.alike:
            self.all.append(_Event())
            which = len(self.all) - 1
        self._add(which, _Event("", dict(vector), [article], day, day))

    def put(self, article: str, vector: Mapping[str, float], day: int | None, name: str) -> None:
        """Put an article into the event of this name."""
        if name not in self.named:
            self.named[name] = len(self.all)
            self.all.append(_Event(name))
        self._add(self.named[name], _Event("", dict(vector), [article], day, day))

    def merge(self) -> None:
        """Join events that are alike as wholes: the first articles of one event may have opened two. What was given stays."""
        for number in range(len(self.all) - 1, -1, -1):
            event = self.all[number]
            if not event.name:
                best, which = self._nearest(event, but=number)
                if best >= self.alike:
                    self.all[number] = _Event()
                    self._add(which, event)

    def _nearest(self, one: _Event, but: int = -1) -> tuple[float, int]:
        """The likest of the events that share rare words with this one."""
        shared: dict[int, float] = defaultdict(float)
        for word in sorted(one.words, key=lambda w: (-one.words[w], w))[:PROBES]:
            holders = self.holders.get(word, ())
            for number in holders if len(holders) <= CROWDED else ():
                other = self.all[number]
                shared[number] += one.words[word] * other.words.get(word, 0.0) / max(1, len(other.articles))
        best, which = 0.0, -1
        for number in sorted(shared, key=lambda n: (-shared[n], n))[:CLOSEST]:
            other = self.all[number]
            if number != but and other.articles and _near_in_time(one, other):
                value = likeness(one, other)
                if value > best:
                    best, which = value, number
        return best, which

    def _add(self, number: int, more: _Event) -> None:
        event = self.all[number]
        event.articles += more.articles
        for word, value in more.words.items():
            if word not in event.words:
                self.holders[word].append(number)
                event.words[word] = 0.0
            event.words[word] += value
        event.first = min((d for d in (event.first, more.first) if d is not None), default=None)
        event.last = max((d for d in (event.last, more.last) if d is not None), default=None)


def _near_in_time(one: _Event, other: _Event) -> bool:
    if one.first is None or other.first is None or one.last is None or other.last is None:
        return True
    return one.first - other.last <= DAYS and other.first - one.last <= DAYS


def likeness(one: _Event, other: _Event) -> float:
    """The mean cosine of the articles of one with those of the other: 0 (no word in common) to 1.

    A mean over pairs, not the cosine of two sums: an event that drifted wide is like nothing.
    """
    shared = sum(value * other.words.get(word, 0.0) for word, value in one.words.items())
    return shared / (len(one.articles) * len(other.articles))


def _table(
    found: Mapping[str, Counter], vectors: Mapping[str, dict[str, float]], events: _Events, given: Mapping[str, tuple[str, str]]
) -> pd.DataFrame:
    of = {a: n for n, event in enumerate(events.all) for a in event.articles}
    taken = {event.name for event in events.all if event.name}
    names: dict[int, str] = {}
    count = 0
    for article in found:
        number = of[article]
        if number not in names:
            names[number] = events.all[number].name
            while not names[number]:
                count += 1
                names[number] = str(count) if str(count) not in taken else ""
    rows = []
    for article in found:
        event, own = events.all[of[article]], vectors[article]
        rest = {w: (event.words[w] - v) * v for w, v in own.items() if event.words[w] - v > 1e-9}
        others = len(event.articles) - 1
        value = sum(rest.values()) / others if others else float("nan")
        top = sorted(rest, key=lambda w: (-rest[w], w))[:6]
        basis = given[article][1] if article in given else "grouped"
        rows.append((article, names[of[article]], basis, value, ", ".join(top)))
    return pd.DataFrame(rows, columns=COLUMNS)


def say(table: pd.DataFrame, labels: Mapping[str, str]) -> str:
    """How many events the articles tell of, without a full stop at the end; nothing to say where it is one."""
    events: dict[str, list[str]] = {}
    for article, event in zip(table["article_id"], table["event"], strict=True):
        events.setdefault(event, []).append(article)
    if len(events) < 2:
        return ""
    return f"These {len(table)} articles tell of {len(events)} events: {_listed(table, events, labels)}"


def _listed(table: pd.DataFrame, events: Mapping[str, Sequence[str]], labels: Mapping[str, str]) -> str:
    shown = sorted(events, key=lambda e: -len(events[e]))[:5]
    by = table.set_index("article_id")["words"].fillna("")
    stated = set(table.loc[table["basis"] != "grouped", "event"])  # these have names; the others have numbers
    parts = []
    for event in shown:
        words = Counter(w for a in events[event] for w in str(by[a]).split(", ") if w)
        about = ", ".join(sorted(words, key=lambda w: (-words[w], w))[:3])
        n = len(events[event])
        what = (str(event) if event in stated else "") or about or labels.get(events[event][0], events[event][0])
        parts.append(f"{'one' if n == 1 else n} on {what}")
    rest = len(events) - len(shown)
    return "; ".join(parts) + (f"; and {rest} more" if rest else "")
