"""Sentences as facts are compared: words reduced to stems, names to identities, and who shares the rare ones.

Two sentences are looked at together only where they share rare words, found through an inverted index; a word that stands in very
many sentences links nothing. So the time grows with the articles, not with their pairs.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field
from datetime import date
from functools import cache, cached_property
from typing import Any

import pandas as pd

from analysis.compare.stems import snowball

__all__ = ["FUNCTION", "ROLES", "Places", "Token", "Where", "stem"]

ROLES = ("body", "headline", "subhead", "caption")
LINKS = 60  # postings; a word in more sentences links none
FEWEST = 100  # sentences that a word's rarity is reckoned among at least
EVENT = 0.15  # cosine of two articles' words from which they may tell one event (docs/clashes.md)
DAYS = 3  # days between two articles, where both are dated; what is later is news, no clash
LEAST = 3  # shared rare stems (names included) from which two sentences are looked at together
_WORD = re.compile(r"[^\W_]+(?:['’.&‐‑-][^\W_]+)*")
# Where a clause ends; "and" does so before a verb in the past.
CLAUSE = re.compile(r"[;:—–()]|--|,\s+(?:and|but|while|who|which|where|when|as)\b|\b(?:and|but|while|whereas)\s+(?=\w+ed\b)")
FUNCTION = frozenset(
    """
a an the and or but nor so yet if as at by for from in into of off on onto out over to up with within without about above after again
against alongside among around before behind below between beyond during near since than that this these those through toward towards under
until unlike upon while when where which who whom whose why how what is are was were be been being am has have had having do does did doing
will would shall should can could may might must not no n't it its he him his she her hers they them their theirs we us our ours you
your i me my mine himself herself itself themselves there here then now also just only even still very more most much many some any
all both each every other another such own same too one least s t re ve ll d m said say says told tell according mr mrs ms dr u.s didn't
don't doesn't won't wouldn't isn't aren't wasn't weren't hasn't haven't hadn't can't couldn't
""".split()
)
_NAMES = frozenset("May Will".split())  # with a capital a month and a man, not what may be or will
_IRREGULAR = {
    form: base
    for base, forms in {
        "lay": "laid", "meet": "met", "give": "gave given", "take": "took taken", "hold": "held", "begin": "began begun", "go": "went gone",
        "win": "won", "lose": "lost", "leave": "left", "send": "sent", "spend": "spent", "build": "built", "buy": "bought", "sell": "sold",
        "pay": "paid", "come": "came", "become": "became", "bring": "brought", "find": "found", "fall": "fell fallen", "fight": "fought",
        "fly": "flew flown", "break": "broke broken", "choose": "chose chosen", "drive": "drove driven", "draw": "drew drawn",
        "grow": "grew grown", "know": "knew known", "keep": "kept", "lead": "led", "make": "made", "rise": "rose risen", "run": "ran",
        "see": "saw seen", "shoot": "shot", "show": "shown", "sign": "signed", "speak": "spoke spoken", "stand": "stood",
        "steal": "stole stolen",
        "strike": "struck", "teach": "taught", "throw": "threw thrown", "write": "wrote written", "die": "died dying", "hang": "hung",
        "sit": "sat", "catch": "caught", "withdraw": "withdrew withdrawn", "seek": "sought", "wear": "wore worn", "swear": "swore sworn",
    }.items()
    for form in forms.split()
}  # fmt: skip
IRREGULAR_PAST = frozenset(_IRREGULAR)


@cache
def stem(word: str) -> str:
    """A word without its ending, alike for its common forms (place, places, placed, placing)."""
    word = re.sub(r"['’]s?$", "", word.lower().replace("‐", "-").replace("‑", "-")).replace("-", "")
    return snowball(_IRREGULAR.get(word, word))


@dataclass
class Token:
    """A word, or a whole mention of somebody: as written, its stem (``@`` and the identity for a name), offsets.

    ``low`` is in small letters, but for *May* and *Will*.
    """

    low: str
    stem: str
    start: int
    end: int
    entity: str = ""
    form: str = ""
    content: bool = False  # a name, or a word that says something

    def __post_init__(self) -> None:
        own = self.low not in FUNCTION and len(self.low) > 1 and self.form != "pronoun"
        self.content = own or self.stem.startswith("@")


@dataclass
class Where:
    """A sentence: where it stands, its tokens and its quantities."""

    article: str
    number: int
    start: int
    end: int
    role: str
    voice: str
    tokens: list[Token]
    stems: set[str] = field(init=False)
    quantities: list[Any] = field(default_factory=list)
    breaks: list[tuple[int, int]] = field(default_factory=list)  # where one clause ends and another begins
    before: int = -1  # the sentences beside it in the same article, -1 where there is none
    after: int = -1

    def __post_init__(self) -> None:
        self.stems = {t.stem for t in self.tokens if t.content and not t.low[0].isdigit()}


class Places:
    """The sentences of a corpus and its index of stems."""

    def __init__(
        self,
        texts: Mapping[str, str],
        sentences: pd.DataFrame,
        quantities: pd.DataFrame,
        entities: pd.DataFrame,
        mentions: pd.DataFrame,
        published: Mapping[str, str] | None = None,
    ) -> None:
        self.texts = texts
        self.days = {name: day for name, given in (published or {}).items() if (day := _day(given)) is not None}
        self.kinds: dict[str, str] = dict(zip(entities["entity_id"], entities["kind"], strict=True)) if len(entities) else {}
        self.names: dict[str, str] = dict(zip(entities["entity_id"], entities["name"], strict=True)) if len(entities) else {}
        own = _by_article(mentions)
        counted = _by_article(quantities)
        self.all: list[Where] = []
        for r in sentences[sentences["role"].isin(ROLES)].itertuples():
            tokens = _tokens(texts[r.article_id], r.start, r.end, _within(own.get(r.article_id, []), r.start, r.end))
            where = Where(r.article_id, len(self.all), r.start, r.end, r.role, r.voice, tokens)
            where.breaks = [(m.start(), m.end()) for m in CLAUSE.finditer(texts[r.article_id], r.start, r.end)]
            where.quantities = _within(counted.get(r.article_id, []), r.start, r.end)
            if self.all and self.all[-1].article == r.article_id and self.all[-1].role == r.role == "body":
                where.before, self.all[-1].after = where.number - 1, where.number
            self.all.append(where)
        self._related: dict[tuple[str, str], bool] = {}
        self._around: dict[int, set[str]] = {}
        self.postings: dict[str, list[int]] = defaultdict(list)
        for where in self.all:
            for word in sorted(where.stems):
                self.postings[word].append(where.number)
        # In a handful of sentences no word is frequent yet, so they count as if they were more.
        self._whole = math.log(1 + max(FEWEST, len(self.all)))
        self.weight = {word: max(0.0, self._whole - math.log(len(found))) for word, found in self.postings.items()}

    @cached_property
    def _vectors(self) -> dict[str, dict[str, float]]:
        counts: dict[str, Counter[str]] = defaultdict(Counter)
        for where in self.all:
            counts[where.article].update(t.stem for t in where.tokens if t.content and not t.low[0].isdigit())
        articles = Counter(word for own in counts.values() for word in own)
        vectors = {}
        for name, own in counts.items():
            weights = {w: (1 + math.log(n)) * math.log(1 + len(counts) / articles[w]) for w, n in own.items()}
            length = math.sqrt(sum(x * x for x in weights.values())) or 1.0
            vectors[name] = {w: x / length for w, x in weights.items()}
        return vectors

    def one_event(self, a: str, b: str) -> bool:
        """May two articles tell one event? They share enough words (tf-idf cosine), and no more than three days lie between them."""
        key = (a, b) if a < b else (b, a)
        if key not in self._related:
            near = a not in self.days or b not in self.days or abs(self.days[a] - self.days[b]) <= DAYS
            one, other = self._vectors.get(a, {}), self._vectors.get(b, {})
            alike = near and sum(x * other[w] for w, x in one.items() if w in other) >= EVENT
            self._related[key] = a != b and alike
        return self._related[key]

    def rare(self, word: str) -> bool:
        """Does a stem link sentences: it stands in few of them?"""
        return len(self.postings.get(word, ())) <= max(6, min(LINKS, len(self.all) // 25))

    def weigh(self, words: Set[str]) -> float:
        return sum(self.weight.get(word, 0.0) for word in sorted(words))

    def share(self, words: Set[str]) -> float:
        """What shared words weigh, counted in words that stand in one sentence only: frequent ones weigh little."""
        return self.weigh(words) / self._whole

    def pairs(self) -> list[tuple[Where, Where, set[str]]]:
        """Sentences of two articles that share at least three stems, of which one is rare; with the stems they share.

        Only articles that may tell one event are compared.
        """
        linked: Counter[tuple[int, int]] = Counter()
        for _, found in sorted(self.postings.items()):
            if 1 < len(found) <= LINKS:
                for i, one in enumerate(found):
                    for other in found[i + 1 :]:
                        if self.one_event(self.all[one].article, self.all[other].article):
                            linked[one, other] += 1
        pairs = []
        for one, other in sorted(pair for pair, count in linked.items() if count >= 2):
            a, b = self.all[one], self.all[other]
            shared = a.stems & b.stems
            if len(shared) >= LEAST and any(self.rare(word) for word in shared):
                pairs.append((a, b, shared))
        return pairs

    def around(self, where: Where) -> set[str]:
        """The stems of a sentence and of those beside it."""
        if where.number not in self._around:
            beside = [self.all[n].stems for n in (where.before, where.after) if n >= 0]
            self._around[where.number] = where.stems.union(*beside)
        return self._around[where.number]


def _day(published: str) -> int | None:
    try:
        return date.fromisoformat(str(published)[:10]).toordinal()
    except ValueError:
        return None


def _by_article(table: pd.DataFrame) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = defaultdict(list)
    for row in table.sort_values(["article_id", "start"], kind="stable").itertuples():
        found[row.article_id].append(row)
    return found


def _within(rows: Sequence[Any], start: int, end: int) -> list[Any]:
    first = bisect_left(rows, start, key=lambda r: r.start)
    found = []
    for row in rows[first:]:
        if row.start >= end:
            break
        if row.end <= end:
            found.append(row)
    return found


def _tokens(text: str, start: int, end: int, mentions: Sequence[Any]) -> list[Token]:
    tokens: list[Token] = []
    named = [m for m in mentions if m.form == "name"]
    others = {m.start: m for m in mentions if m.form != "name"}
    at = 0
    for m in _WORD.finditer(text, start, end):
        while at < len(named) and named[at].end <= m.start():
            at += 1
        low = m[0] if m[0] in _NAMES else m[0].lower().replace("’", "'")
        if at < len(named) and named[at].start <= m.start() < named[at].end:
            if not tokens or tokens[-1].start < named[at].start:
                tokens.append(
                    Token(low, f"@{named[at].entity_id}", m.start(), max(m.end(), named[at].end), named[at].entity_id, "name")
                )
            continue
        other = others.get(m.start())
        if other is not None:
            tokens.append(Token(low, stem(low), m.start(), m.end(), other.entity_id, other.form))
        else:
            tokens.append(Token(low, stem(low), m.start(), m.end()))
    return tokens
