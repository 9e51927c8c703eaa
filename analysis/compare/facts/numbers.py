"""Numbers that two articles give for one thing: they agree, differ in precision, or contradict each other.

Most numbers that differ speak of different things, so the work is in telling what they speak of. Two are compared only where kind,
unit and counted noun agree, the words around them are mostly the same, nothing named beside them differs (another place, another
date), and each is the other's best match in its article.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from analysis.compare.facts import apart
from analysis.compare.facts.apart import TOLD, TOLL_WORDS
from analysis.compare.facts.places import FUNCTION, Places, Token, Where, stem

__all__ = ["Match", "compare", "numbers", "span"]

NEAR = 11  # words on each side that say what a number is about
ALIKE = 0.5  # share of the weight of the words around that must be the same
UNNAMED = 0.7  # the same where only one of the two says what it counts
WIDE = 2.0  # weight (see Places.share) of what the sentences around two sums of money must share
FAR = 4  # times; numbers further apart seldom count the same thing, whatever the words around them
CLOSE = 1.25  # times; two lower bounds of one thing are hardly further apart
SHORT = 4  # words of a clause; one so short ("and 31 passengers drowned") is taken with its sentence
ROUND = 0.1  # of a number: how far off it may be for being round ("1,000" is not said of 1,400)
LARGE = 1e6  # from which numbers are written as millions, often with one digit: what that may hide is no clash
SLACK = 1.5  # "more than 100" may stand for up to 150; beyond, nothing is claimed
_KINDS = ("count", "money", "share", "duration")
_LIKE = [
    frozenset(stem(w) for w in group.split())
    for group in (
        "people persons residents civilians",
        "soldiers troops servicemen forces",
        "children kids",
        "police officers",
        "killed dead died deaths",
        "injured wounded hurt",
        "houses homes",
        "cars vehicles",
        "jobs positions workers employees",
        "pupils students",
        "protesters demonstrators",
        "refugees migrants",
        "women females",
        "men males",
    )
]
TOLL = 100  # from which a number of dead, injured or arrested in one place is told by little else
NEARLY = 1.05  # times; two such numbers that are closer agree, and of others nothing is claimed
TOLLS = 40  # such numbers of one place that are compared with each other
_SPEND = re.compile(
    r"^(?:spen[dt]\w*|cost\w*|pa(?:y|id|ying)|worth|invest\w*|earn\w*|rais(?:e|es|ed|ing)|donat\w+|ow(?:e|es|ed)|fund\w*)$"
)
# Words that make it another number of the same kind: a part, a change, an earlier time, something expected.
_OTHERWISE = frozenset(
    "another additional further extra remaining rest previous previously earlier former increase decrease rise drop fell rose up down half "
    "daily weekly monthly annually annual average median per each every apiece separate separately goal target will "
    "first second third last next seriously critically badly severely gravely slightly lightly".split()
)
_EXPECTED = frozenset(
    "will would expected expects plans planned likely forecast projected estimated could may might should".split()
)
_POLL = frozenset(stem(w) for w in "poll polls survey respondents pollster margin voters surveyed polling".split())
_WEEKDAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())


@dataclass(frozen=True)
class Match:
    """Two quantities that speak of one thing, how alike their surroundings are, and whether only the wide ones are."""

    a: Any
    b: Any
    alike: float
    wide: bool
    where: tuple[Where, Where]


def span(q: Any) -> tuple[float, float]:
    """The values that a quantity allows: its rounding for an exact one ("6,100": 6,050 to 6,150), its bound else."""
    value, high = float(q.value), float(q.high)
    if q.bound in ("order", "between"):
        return value, high
    rounding = _rounding(value)
    ends = {
        "about": (value * 0.85, value * 1.15),
        "nearly": (value * 0.85, value),
        "over": (value, value * SLACK),
        "at least": (value, value * SLACK),
        "under": (value / SLACK, value),
        "at most": (value / SLACK, value),
    }
    return ends.get(q.bound, (value - rounding, value + rounding))


def _rounding(value: float) -> float:
    """How far off a number may be for being rounded: half a place, and of a whole number no more than a tenth."""
    return min(_half_a_place(value), ROUND * value) if value == int(value) else _half_a_place(value)


def _half_a_place(value: float) -> float:
    """Half of the place of the last digit that is not zero; a number below 100, or not round, is what it says."""
    if value != int(value):
        digits = f"{value:.6f}".rstrip("0")
        return 0.5 * 10.0 ** -(len(digits) - digits.index(".") - 1)
    zeros = len(str(int(value))) - len(str(int(value)).rstrip("0"))
    return 0.5 * 10.0**zeros if zeros and value >= 100 else 0.0


def compare(a: Any, b: Any) -> str:
    """``agree``, ``precision``, ``contradiction``, or ``unclear`` where a one-sided bound leaves it open."""
    if (a.value, a.bound) == (b.value, b.bound) and _same(a.high, b.high):
        return "agree"
    if a.bound == b.bound == "exact":
        return _exact(a.value, b.value)
    (low_a, high_a), (low_b, high_b) = span(a), span(b)
    sided = [q.bound for q in (a, b) if q.bound in ("over", "at least", "under", "at most")]
    if len(sided) == 2 and max(a.value, b.value) > CLOSE * min(a.value, b.value):
        return "unclear"
    if max(low_a, low_b) < min(high_a, high_b) or _touch(a, b):
        return "precision"
    lower, upper = (a, b) if high_a <= low_b else (b, a)
    if _far(span(lower)[1], span(upper)[0]):
        return "unclear"
    # "More than 100" does not contradict 5,000, nor "fewer than 900" 12.
    if lower.bound in ("over", "at least") or upper.bound in ("under", "at most"):
        return "unclear"
    return "contradiction"


def _exact(a: float, b: float) -> str:
    """What :func:`compare` says of two different numbers without a bound: one may be the other, rounded."""
    gap = abs(a - b)
    if gap < max(_rounding(a), _rounding(b)):
        return "precision"
    # At the very end of a rounding, or within that of a number written as millions or of a whole one beside a fraction, it is open.
    ends = [
        _half_a_place(x) if x >= LARGE else 0.5 if x == int(x) and y != int(y) else _rounding(x) for x, y in ((a, b), (b, a))
    ]
    low, high = sorted((a, b))
    if gap <= max(ends) or _far(low + _rounding(low), high - _rounding(high)):
        return "unclear"
    return "contradiction"


def _far(lower: float, upper: float) -> bool:
    return upper > FAR * max(lower, 1e-9)


def _same(a: float, b: float) -> bool:
    return a == b or (math.isnan(a) and math.isnan(b))


def _touch(a: Any, b: Any) -> bool:
    """Do the two only meet at an end that at least one of them includes: 5 and at least 5; 5 and nearly 5 do not contradict."""
    if a.value == b.value:
        bounds = {a.bound, b.bound}
        return bounds not in ({"over", x} for x in ("nearly", "under", "at most")) and bounds not in (
            {"at least", x} for x in ("nearly", "under")
        )
    return any(x.bound == "exact" and span(y)[0] <= x.value <= span(y)[1] for x, y in ((a, b), (b, a)))


def numbers(places: Places, pairs: Sequence[tuple[Where, Where, set[str]]]) -> list[tuple[Match, str]]:
    """The matched quantities of two articles each, with what :func:`compare` says of them."""
    found = [m for a, b, _ in pairs if a.quantities and b.quantities for m in _matches(places, a, b)]
    found += [*_sums(places), *_tolls(places)]
    best = _mutual(found)
    results = []
    for m in best:
        verdict = compare(m.a, m.b)
        if verdict == "contradiction" and _explained(places, m):
            continue
        if verdict in ("contradiction", "precision"):
            results.append((m, verdict))
    return results


def _matches(places: Places, a: Where, b: Where) -> Iterable[Match]:
    for x in a.quantities:
        for y in b.quantities:
            if not _comparable(x, y) or _part_of(a, x) != _part_of(b, y):
                continue
            near = [_near(where, q) for where, q in ((a, x), (b, y))]
            alike = _alike(places, *near)
            if alike >= (ALIKE if bool(_head(x)) == bool(_head(y)) else UNNAMED) and not _apart(places, (a, b), (x, y), near):
                yield Match(x, y, alike, False, (a, b))


def _part_of(where: Where, q: Any) -> bool:
    """Does a number count a part, or others than the sentence tells of: relatives *of* 200 miners, *including* ten, ten *more*?"""
    ahead = [t.low for t in where.tokens if t.end <= q.start][-1:]
    behind = [t.low for t in where.tokens if t.start >= q.end][:1]
    return ahead in (["of"], ["including"]) or behind in (["more"], ["others"])


def _comparable(x: Any, y: Any) -> bool:
    if x.kind != y.kind or x.kind not in _KINDS or not _unit(x.unit, y.unit):
        return False
    if x.kind == "count" and x.bound == y.bound == "exact" and max(x.value, y.value) <= 2:
        return False  # one and two are said of everything
    one, other = _head(x), _head(y)
    if one and other:
        return _means(one, other) and not _marked(x, y)
    return x.kind != "count" or bool(one or other or x.unit)


def _unit(a: str, b: str) -> bool:
    return a == b or {a, b} in ({"money", m} for m in ("dollar", "euro", "pound", "rouble"))


def _head(q: Any) -> str:
    words = str(q.of).split(" of ")[0].split()
    return stem(words[-1]) if words else ""


def _means(a: str, b: str) -> bool:
    return a == b or any(a in group and b in group for group in _LIKE)


def _marked(x: Any, y: Any) -> bool:
    """Do the counted nouns carry different names or adjectives: Russian soldiers, Ukrainian soldiers?"""
    one, other = ({stem(w) for w in str(q.of).split()[:-1] if w.lower() not in FUNCTION} for q in (x, y))
    return bool(one and other and not one & other)


def _near(where: Where, q: Any) -> list[Token]:
    """The words around a quantity, within its clause, its own left out."""
    clause = _clause(where, q)
    tokens = [t for t in where.tokens if clause[0] <= t.start < clause[1]]
    if q.kind == "count" and q.of and sum(t.content for t in tokens if t.end <= q.start or t.start >= q.end) <= SHORT:
        tokens = where.tokens
    before = [t for t in tokens if t.end <= q.start]
    after = [t for t in tokens if t.start >= q.end]
    return before[-NEAR:] + after[:NEAR]


def _clause(where: Where, q: Any) -> tuple[int, int]:
    start, end = where.start, where.end
    for a, b in where.breaks:
        if b <= q.start:
            start = b
        elif a >= q.end:
            end = a
            break
    return start, end


def _content(places: Places, tokens: Iterable[Token]) -> set[str]:
    return {_group(places, t.stem) for t in tokens if t.content and not t.low[0].isdigit()}


_GROUPS = {word: sorted(group) for group in _LIKE for word in group}


def _group(places: Places, word: str) -> str:
    """Of the words that stand for one another, the commonest in the corpus: what stands nowhere would weigh nothing."""
    return max(_GROUPS.get(word, [word]), key=lambda one: len(places.postings.get(one, ())))


def _alike(places: Places, a: Sequence[Token], b: Sequence[Token]) -> float:
    """The share of the weight of the words around two quantities that both have (0 to 1); 0 with fewer than three such words."""
    one, other = _content(places, a), _content(places, b)
    shared = one & other
    if len(shared) < 3 or not any(places.rare(word) for word in shared):
        return 0.0
    return places.weigh(shared) / max(1e-9, min(places.weigh(one), places.weigh(other)))


def _apart(places: Places, where: tuple[Where, Where], q: tuple[Any, Any], near: Sequence[Sequence[Token]]) -> bool:
    """Is something named beside the two that tells them apart: other places, people, dates, fates, or a word such as "another"?"""
    said = [[says(tokens, x) for tokens, x in zip(near, q, strict=True)] for says in (apart.fate, apart.level)]
    if any(all(pair) and len(set(pair)) == 2 for pair in said):
        return True
    if apart.other_side(*near) or apart.other_days(*where):
        return True
    for kinds in (("place",), ("person", "institution")):
        one, other = ({t.entity for t in tokens if t.form == "name" and places.kinds.get(t.entity) in kinds} for tokens in near)
        if one - other and other - one:
            return True
    for k in (0, 1):
        here = {t.stem for t in near[k] if t.form == "name" and places.kinds.get(t.entity) == "place"}
        there = {w for w in places.around(where[1 - k]) if places.kinds.get(w[1:]) == "place"}
        if here and there and not here & there:
            return True
    if any(_POLL & places.around(w) for w in where) and not _same_poll(places, where, near):
        return True
    a, b = (_dates(w) for w in where)
    if a and b and not a & b:
        return True
    first, second = ({t.low if t.low not in _EXPECTED else "will" for t in tokens} & _OTHERWISE for tokens in near)
    return first != second


def _same_poll(places: Places, where: tuple[Where, Where], near: Sequence[Sequence[Token]]) -> bool:
    """Do the sentences around two results name the same institution, as only the results of one poll can clash?"""
    one, other = ({x for x in places.around(w) if places.kinds.get(x[1:]) == "institution"} for w in where)
    shared = _content(places, near[0]) & _content(places, near[1])
    return bool(one & other) and len(shared) >= 5 and not any({"margin", "error"} & w.stems for w in where)


def _dates(where: Where) -> set[str]:
    return {str(q.date) for q in where.quantities if q.kind == "date" and q.date not in _WEEKDAYS}


def _sums(places: Places) -> Iterable[Match]:
    """Sums of money beside a verb of spending that the sentences around them show to be of one thing."""
    spent = [(w, q) for w in places.all for q in w.quantities if q.kind == "money" and _is_spent(w, q)]
    index: dict[str, list[int]] = defaultdict(list)
    around = [places.around(w) for w, _ in spent]
    for n, words in enumerate(around):
        for word in sorted(words):
            if places.rare(word):
                index[word].append(n)
    linked = {(i, j) for found in index.values() if len(found) <= 30 for i in found for j in found if i < j}
    for i, j in sorted(linked):
        (a, x), (b, y) = spent[i], spent[j]
        if not places.one_event(a.article, b.article) or not _unit(x.unit, y.unit) or "order" not in (x.bound, y.bound):
            continue
        shared = {w for w in around[i] & around[j] if places.weight[w] > 1}
        names = any(w.startswith("@") for w in a.stems & b.stems)
        if len(shared) >= 5 and places.share(shared) >= WIDE and names:
            alike = places.weigh(shared) / min(map(places.weigh, (around[i], around[j])))
            yield Match(x, y, alike, True, (a, b))


def _tolls(places: Places) -> Iterable[Match]:
    """How many were killed, injured or arrested in a place, told in so few words that no others are shared: only where they agree."""
    index: dict[tuple[str, str], list[tuple[Where, Any]]] = defaultdict(list)
    for where in places.all:
        areas = sorted(w for w in where.stems if places.kinds.get(w[1:]) == "place")
        for q in where.quantities:
            if q.kind == "count" and q.value >= TOLL and (what := _toll(where, q)):
                for area in areas:
                    index[what, area].append((where, q))
    for _, found in sorted(index.items()):
        for n, (a, x) in enumerate(found[:TOLLS]):
            for b, y in found[n + 1 : TOLLS]:
                near = [_near(a, x), _near(b, y)]
                close = max(x.value, y.value) <= NEARLY * min(x.value, y.value) and compare(x, y) == "precision"
                one_thing = _of_one(x, y) and _part_of(a, x) == _part_of(b, y) and not _apart(places, (a, b), (x, y), near)
                if close and one_thing and places.one_event(a.article, b.article):
                    one, other = (_content(places, tokens) for tokens in near)
                    yield Match(x, y, places.weigh(one & other) / max(1e-9, min(map(places.weigh, (one, other)))), True, (a, b))


def _toll(where: Where, q: Any) -> str:
    """What befell those that are counted, by the first word after the number that says so within its clause."""
    end = _clause(where, q)[1]
    after = [t.stem for t in where.tokens if q.start <= t.start and t.end <= end]
    return next((TOLL_WORDS[w] for w in after[:TOLD] if w in TOLL_WORDS), "")


def _of_one(x: Any, y: Any) -> bool:
    """May two numbers count the same: the same noun, or none in one of them?"""
    one, other = _head(x), _head(y)
    return not (one and other) or (_means(one, other) and not _marked(x, y))


def _is_spent(where: Where, q: Any) -> bool:
    return any(_SPEND.match(t.low) for t in where.tokens if q.start - 45 <= t.start < q.start)


def _mutual(found: Sequence[Match]) -> list[Match]:
    """The matches in which each is the other's best in its article; narrow ones go first."""
    taken: set[tuple[Any, ...]] = set()
    order = sorted(found, key=lambda m: (m.wide, -m.alike, m.a.article_id, m.a.start, m.b.article_id, m.b.start))
    kept = []
    for m in order:
        one = (m.a.article_id, m.a.start, m.b.article_id)
        other = (m.b.article_id, m.b.start, m.a.article_id)
        if one not in taken and other not in taken:
            taken |= {one, other}
            kept.append(m)
    return kept


def _explained(places: Places, m: Match) -> bool:
    """Does one article also give the other's number for this, beside its own? Then it tells of two things, or of both versions."""
    for where, mine, other in ((m.where[0], m.a, m.b), (m.where[1], m.b, m.a)):
        for n in (where.before, where.number, where.after):
            if n < 0:
                continue
            for q in places.all[n].quantities:
                same = q.kind == other.kind and _unit(q.unit, other.unit) and q.value == other.value and _of_one(q, other)
                if same and q.start != mine.start:
                    return True
    return False
