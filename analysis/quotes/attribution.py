"""Statements: what an article attributes to a source, found by the encoder and by quotation marks, and reconciled.

Who the source is, as a person or institution of the corpus, is settled in :mod:`analysis.entities`.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from analysis.articles import Article
from analysis.quotes import continuing, model
from analysis.quotes.cues import frame
from analysis.quotes.decoding import Found
from analysis.quotes.marks import Stretch, outermost
from analysis.quotes.roles import LONG, role_of
from analysis.quotes.spans import Spans
from analysis.quotes.transcripts import TURN, turns
from analysis.reading import Reading

__all__ = ["Attribution", "Quoted", "Quotes", "Span", "find", "read"]

Span = tuple[int, int]
_WORD = re.compile(r"\w+")
_DOUBLE = '"“”«»'
SOURCELESS = 0.9  # certainty from which a statement without source and quotation marks is kept (held-out articles)
DEED = 0.88  # certainty from which a word that is no known reporting word, with a thing for its content, is taken for one
_CLAUSE = re.compile(
    r"\b(?:is|are|was|were|be|been|will|would|has|have|had|can|could|may|might|should|to|do|does|did|not|\w+ed)\b|n['’]t\b"
)
_PARTICLE = re.compile(r"\s+(?:for|on|upon|out)\b")  # the model may leave the last word of "called for" to the content
_PLEA = re.compile(r"\s+[\"“‘']?(?:not\s)?guilty\b")  # and of "pleaded guilty"
_UNSAID = re.compile(r"\b(?:declin|refus)(?:e[sd]?|ing)$")  # and all of "declined to comment" but the first word
_OWNER = re.compile(r"(?:['’]s|s['’]|\b(?:his|her|their|its|our|my))$", re.IGNORECASE)  # the union's claim: a noun
# was quoted as saying: all of it is the cue
_QUOTED_AS = re.compile(r"\b((?:is|was|are|were|been|being)\s(?:quoted|cited|heard)\s(?:as\s)?)$")
_TO_SAY = re.compile(r"\s+to\s+[a-z]+\b")
_SMALL = frozenset("a an the that to of as in on at for it and or but".split())
_JOINING = frozenset(("that", "and", "but"))  # words before a quotation that paraphrase nothing
_READ = ("body", "headline")  # the paragraphs in which statements are looked for


@dataclass(frozen=True)
class Attribution:
    """A statement: its content, the cue that reports it, and the source, as spans of characters.

    ``kind`` is ``direct`` (all words quoted), ``mixed`` (a paraphrase with quoted words) or ``indirect``. ``stance``, ``sort`` and
    ``tense`` are the cue's (:mod:`analysis.quotes.cues`). ``rule`` names what found it: ``encoder``, ``marks`` (a quotation
    that goes on from the paragraph before) or ``transcript`` (a turn of one, direct without quotation marks). ``confidence`` is
    the chance that content and source are right. ``speakers`` are entity ids, empty when unknown.
    """

    article_id: str
    kind: str
    content: tuple[Span, ...]
    cue: tuple[Span, ...] = ()
    source: tuple[Span, ...] = ()
    speakers: tuple[str, ...] = ()
    sort: str = ""
    stance: str = ""
    tense: str = ""
    rule: str = "encoder"
    confidence: float = 0.0

    @property
    def start(self) -> int:
        return min(start for start, _ in self.content)


@dataclass(frozen=True)
class Quoted:
    """A stretch between quotation marks, marks included; ``speaker`` is an entity id where it is somebody's speech."""

    start: int
    end: int
    role: str
    speaker: str = ""


@dataclass(frozen=True)
class Quotes:
    """All stretches between quotation marks and all statements of one article, in text order."""

    article_id: str
    quoted: tuple[Quoted, ...] = ()
    attributions: tuple[Attribution, ...] = ()

    @cached_property
    def speech(self) -> Spans:
        """Somebody's own words: quoted, in headlines too where a statement holds them, or a turn of a transcript."""
        turns = [span for a in self.attributions if a.rule == TURN for span in a.content]
        return Spans(_spoken(self.quoted, self.told) + turns)

    @cached_property
    def told(self) -> Spans:
        """The contents of all statements."""
        return Spans(span for a in self.attributions for span in a.content)

    def statement_at(self, start: int) -> Attribution | None:
        """The statement whose content holds this character."""
        held = min(self.told.touching(start, start + 1), default=None)
        return None if held is None else self._owners[held]

    @cached_property
    def _owners(self) -> list[Attribution]:
        return [a for a in self.attributions for _ in a.content]


def _spoken(quoted: Iterable[Quoted], told: Spans) -> list[Span]:
    return [
        (q.start, q.end)
        for q in quoted
        if q.role == "speech" or (q.role == "headline" and told.hold(q.start) and told.hold(q.end - 1))
    ]


def read(reading: Reading) -> model.Read:
    """What the encoder makes of an article: of its headlines and its body."""
    return model.load().read(_masked(reading.article), outermost(reading.stretches), [s.start for s in reading.sentences])


def find(reading: Reading, seen: model.Read | None = None) -> Quotes:
    """The statements and quoted stretches of an article, their speakers not yet identified.

    ``seen`` is what :func:`read` gave, if the article has been read.
    """
    article = reading.article
    stretches = outermost(reading.stretches)
    places = Spans((s.start, s.end) for s in stretches)
    encoder = model.load()
    starts = [s.start for s in reading.sentences]
    told = encoder.statements(read(reading) if seen is None else seen, stretches)
    kept = [replace(f, content=_beside(f, starts, places), source=_in_sentence(f, starts)) for f in told]
    kept = continuing.parted(article.text, [f for f in kept if f.content], stretches)
    found = continuing.joined([f for f in kept if _plausible(f, article.text, places)], [(s.start, s.end) for s in stretches])
    found = continuing.chained(article.text, found, stretches)
    roles = _Roles(article)
    statements = [_attribution(article, f, stretches, places, encoder) for f in found]
    statements += _going_on(article, stretches, statements, roles)
    statements = _with_turns(article, statements)
    statements.sort(key=lambda a: a.start)
    holding = _Holding(statements)
    quoted = [Quoted(s.start, s.end, _role(article, s, holding, roles, places)) for s in stretches]
    names = Spans((q.start, q.end) for q in quoted if q.role in ("title", "label"))
    speech = Spans(_spoken(quoted, holding.places))
    statements = [a for a in statements if not _only_names(article.text, a, names, speech)]
    statements = [a if a.rule == TURN else replace(a, kind=_kind(article.text, a.content, speech)) for a in statements]
    statements = continuing.carried_on(article.text, statements)
    return Quotes(article.id, tuple(quoted), tuple(statements))


def _masked(article: Article) -> str:
    """The text with furniture blanked out, so that offsets stay: the encoder reads what the article tells."""
    text, blank, at, parts = article.text, re.sub(r"[^\n]", " ", article.text), 0, []
    for paragraph in article.paragraphs:
        if paragraph.role in _READ:
            parts += [blank[at : paragraph.start], text[paragraph.start : paragraph.end]]
            at = paragraph.end
    return "".join([*parts, blank[at:]])


def _beside(found: Found, starts: Sequence[int], stretches: Spans) -> list[Span]:
    """The spans of a content that stand in a sentence of the cue, or hold quoted words: a paraphrase goes no farther.

    ``starts`` are those of the sentences.
    """
    if not found.cue:
        return found.content
    own = {bisect_right(starts, at) for start, end in found.cue for at in (start, end - 1)}

    def near(start: int, end: int) -> bool:
        return bool(own & set(range(bisect_right(starts, start), bisect_right(starts, end - 1) + 1)))

    return [(s, e) for s, e in found.content if near(s, e) or stretches.touch(s, e)]


def _in_sentence(found: Found, starts: Sequence[int]) -> list[Span]:
    """The spans of a source, of which one that runs into another sentence is cut to the cue's, or to where it begins."""
    cue = found.cue[0][0] if found.cue else -1
    result = []
    for start, end in found.source:
        first, last = bisect_right(starts, start), bisect_right(starts, end - 1)
        own = min(max(bisect_right(starts, cue), first), last)
        result.append((max(start, starts[own - 1]) if own > first else start, min(end, starts[own]) if own < last else end))
    return result


def _plausible(found: Found, text: str, stretches: Spans) -> bool:
    """Left out: a content of small words alone, a cue that holds a quotation mark, and what nothing but a guess supports."""
    words = (m[0].lower() for span in found.content for m in _WORD.finditer(text, *span))
    cue = " ".join(text[s:e] for s, e in found.cue)
    if all(word in _SMALL for word in words) or any(mark in cue for mark in _DOUBLE):
        return False
    quoted = any(stretches.touch(s, e) for s, e in found.content)
    if not found.cue or quoted:
        return quoted
    if found.certainty < DEED and not frame(cue).lemma and not _CLAUSE.search(" ".join(text[s:e] for s, e in found.content)):
        return False
    return bool(found.source) or found.certainty >= SOURCELESS


class _Roles:
    """The page's role at a character."""

    def __init__(self, article: Article) -> None:
        self.starts = [p.start for p in article.paragraphs]
        self.paragraphs = article.paragraphs

    def number(self, at: int) -> int:
        return max(0, bisect_right(self.starts, at) - 1)

    def __call__(self, at: int) -> str:
        return self.paragraphs[self.number(at)].role if self.paragraphs else "body"


def _attribution(
    article: Article, found: Found, stretches: Sequence[Stretch], places: Spans, encoder: model.Encoder
) -> Attribution:
    text = article.text
    content = tuple(_with_marks(span, stretches, places) for span in sorted(found.content))
    framed = frame(_whole_cue(text, found))
    return Attribution(
        article.id,
        "indirect",
        content,
        _trimmed(text, found.cue),
        _trimmed(text, found.source),
        sort=framed.sort,
        stance=framed.stance,
        tense=framed.tense,
        confidence=round(encoder.confidence(found.certainty), 3),
    )


def _whole_cue(text: str, found: Found) -> str:
    """The words of a cue with those around it that belong to it: *was quoted as* saying, *called* for, the union's *claim* as a noun."""
    if not found.cue:
        return ""
    cue, begin = " ".join(text[s:e] for s, e in found.cue), found.cue[0][0]
    before = _QUOTED_AS.search(text[max(0, begin - 25) : begin]) if cue in ("saying", "telling") else None
    owned = any(_OWNER.search(text[s:e]) for s, e in found.source)
    ahead = before[1] if before else "the " if owned else ""
    return f"{ahead}{cue}{_cue_goes_on(cue, text, max(e for _, e in found.cue))}"


def _cue_goes_on(cue: str, text: str, end: int) -> str:
    """The words behind a cue that belong to it, though the model may leave them to the content: *called* for, *declined* to comment."""
    behind = _PARTICLE.match(text, end) or (_PLEA.match(text, end) if "plead" in cue.lower() else None)
    if behind is None and _UNSAID.search(cue.lower()):
        behind = _TO_SAY.match(text, end)
        verb = frame(behind[0].split()[-1]) if behind else None
        behind = behind if verb and verb.lemma and verb.sort == "speech" else None
    return re.sub(r"[\"“‘']", "", behind[0]) if behind else ""


def _trimmed(text: str, spans: Iterable[Span]) -> tuple[Span, ...]:
    """Spans without the commas and spaces at their ends; one that holds nothing else is left out."""
    parts = ((start, end, text[start:end]) for start, end in spans)
    cut = ((s + len(p) - len(p.lstrip(" ,;:")), e - len(p) + len(p.rstrip(" ,;:"))) for s, e, p in parts)
    return tuple((s, e) for s, e in cut if s < e)


def _with_marks(span: Span, stretches: Sequence[Stretch], places: Spans) -> Span:
    """A content that holds a stretch's words holds its marks too."""
    start, end = span
    for n in places.touching(start, end):
        stretch = stretches[n]
        inner_start, inner_end = stretch.inner
        if stretch.start <= start <= inner_start and end > inner_start:
            start = stretch.start
        if inner_end - 1 <= end <= stretch.end and start < inner_end:
            end = stretch.end
    return start, end


def _going_on(
    article: Article, stretches: Sequence[Stretch], statements: Sequence[Attribution], roles: _Roles
) -> list[Attribution]:
    """Long quotations that no statement covers: paragraphs in which a quotation stands alone, or goes on."""
    covered = Spans(span for a in statements for span in a.content)
    result = []
    for stretch in stretches:
        words = len(_WORD.findall(article.text, *stretch.inner))
        if words < LONG or covered.touch(stretch.start, stretch.end) or roles(stretch.start) != "body":
            continue
        paragraph = article.paragraphs[roles.number(stretch.start)]
        alone = len(_WORD.findall(article.text, paragraph.start, paragraph.end)) <= words + 2
        if alone or not stretch.closed:
            result.append(Attribution(article.id, "direct", ((stretch.start, stretch.end),), rule="marks", confidence=0.5))
    return result


def _only_names(text: str, a: Attribution, names: Spans, speech: Spans) -> bool:
    """Is nothing said but a name? "titled 'X'", "the club is named 'X'": all of it is one, or it is all that is quoted, by nobody."""
    if not any(names.touch(*span) for span in a.content):
        return False
    return _kind(text, a.content, names) == "direct" or not (a.source or any(speech.touch(*span) for span in a.content))


def _with_turns(article: Article, statements: list[Attribution]) -> list[Attribution]:
    """The turns of a transcript, each a statement as a whole, and the statements that stand in none."""
    found = turns(article)
    places = Spans(sorted((label[0], words[-1][1]) for label, words in found))
    own = [
        Attribution(article.id, "direct", words, source=(label,) if label[1] - label[0] > 1 else (), rule=TURN, confidence=0.5)
        for label, words in found  # "Q" and "A" name nobody
    ]
    return own + [a for a in statements if not places.hold(a.start)]


class _Holding:
    """The statement in whose content a stretch stands, the first of several."""

    def __init__(self, statements: Iterable[Attribution]) -> None:
        self.parts = [(span, a) for a in statements for span in a.content]
        self.places = Spans(span for span, _ in self.parts)

    def __call__(self, stretch: Stretch) -> Attribution | None:
        held = (n for n in self.places.touching(stretch.start, stretch.end) if _inside(stretch, self.parts[n][0]))
        first = min(held, default=None)
        return None if first is None else self.parts[first][1]


def _inside(stretch: Stretch, span: Span) -> bool:
    return span[0] <= stretch.start and stretch.end <= span[1]


def _role(article: Article, stretch: Stretch, holding: _Holding, roles: _Roles, stretches: Spans) -> str:
    """``stretches``: all of them, as of '"No," she said. "Never."' each is direct speech, of 'she calls it "Old" and "Late"' none."""
    own = holding(stretch)
    direct = (
        own is not None
        and _kind(article.text, own.content, stretches) == "direct"
        and _kind(article.text, [s for s in own.content if _inside(stretch, s)], Spans([(stretch.start, stretch.end)]))
        == "direct"
    )
    return role_of(article.text, stretch, roles(stretch.start), own is not None, direct)


def _kind(text: str, content: Sequence[Span], speech: Spans) -> str:
    if not any(speech.touch(start, end) for start, end in content):
        return "indirect"  # by far the commonest case, and quickly told
    words = [m for s, e in content for m in _WORD.finditer(text, s, e)]
    outside = [m[0].lower() for m in words if not speech.hold(m.start())]
    if len(outside) == len(words):
        return "indirect"
    return "mixed" if set(outside) - _JOINING else "direct"
