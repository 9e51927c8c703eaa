"""The reading of an article: sentences, words and quotation marks, found once for every measure.

One splitter serves all. It decides as Punkt does (Kiss and Strunk 2006) when that is given the abbreviations of news and
the words that open sentences instead of trained data; nltk's implementation, several times slower, gives the same boundaries
but for its slips at abbreviations near quotation marks (a test compares them). A question inside a quotation and a title
with a full stop are no boundaries.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import islice
from typing import TYPE_CHECKING

from analysis.quotes.marks import Stretch, pair
from analysis.quotes.spans import Spans

if TYPE_CHECKING:
    from analysis.articles import Article, Paragraph

__all__ = ["Reading", "Sentence", "first_word", "read_article", "sentences", "sentences_in", "words", "words_in"]

_ABBREVIATIONS = frozenset(
    """
a.m p.m u.s u.k u.n e.u u.s.s.r d.c u.a.e a.d b.c ph.d m.d b.a m.a j.d i.e e.g etc vs v cf al ca approx est dept univ assn
bros inc ltd co corp cos llc plc mt ft st ste no nos vol pp p ed eds op fig rev hon dr mr mrs ms mx messrs prof jr sr sen sens
rep reps gov govs gen lt col maj capt cmdr adm sgt cpl pvt pfc supt det insp pres vice amb atty asst sec min dir mgr del dist
ave blvd rd hwy jan feb mar apr jun jul aug sept sep oct nov dec mon tue tues wed thu thur thurs fri sat sun ala ariz ark
calif colo conn fla ga ill ind kan ky la mass md mich minn miss mo mont neb nev n.h n.j n.m n.y n.c n.d okla ore pa r.i s.c
s.d tenn tex vt va wash w.va wis wyo ont que alta b.c k.g.b w.m.d c.i.a f.b.i
""".split()
)
_OPENERS = frozenset(
    """
the a an he she it they we you i his her its their our my this that these those there here but and or so yet if when while
where after before since because although though however meanwhile still instead moreover nevertheless according asked in on
at for from as by with without under over during despite among some many most few both several one two no not only even now
then last next what who why how which let also once until between other others officials critics analysts police
""".split()
)
# Abbreviations with a capital (Sat., Ill.), ordinary words without (the cat sat; no).
_ORDINARY = frozenset("ala art col fig gen ill ind la mar mass me min miss mo no ore pa que sat sec sun wash wed".split())
# Behind these "Mr." begins a sentence, as they belong to what stands before them: "at 5 a.m. Mr. Hall said".
_ENDING = frozenset("a.m p.m u.s u.k e.u d.c inc ltd co corp plc jr sr etc".split())
_TITLED = re.compile(r"(?:Mr|Mrs|Ms)\.\s")
SHORT_STRETCH = 4  # words between quotation marks that are never cut
_STRAIGHT = (
    ("“", '"'),
    ("”", '"'),
    ("’", "'"),
    ("‘", "'"),
    ("„", '"'),
    ("‟", '"'),
    ("«", '"'),
    ("»", '"'),
)  # one for one: offsets stay
_SAYS = (
    r"(?:said|says|asked|asks|told|tells|added|adds|wrote|writes|replied|answered|responded|declared|shouted|tweeted|wondered|continued"
    r"|explained|insisted|argued|concluded|recalled|noted|quipped|joked|demanded|exclaimed|retorted|warned)"
)
# What may end a sentence, with the marks that close behind it; a space may be missing before the next one.
_BEHIND = r"(?P<marks>[\"')\]}]*)(?:\s+(?=\S)|(?<=[\"')\]}])(?=[\"(]?[A-Z]))"
# The first of some marks, and all of them. A pattern is looked for much faster where it begins with a plain mark and looks back
# only then, and the one of full stops is faster still.
_END, _END_AT_STOP = re.compile(r"[.?!](?<![.?!]{2})[.?!]*+" + _BEHIND), re.compile(r"\.(?<!\.\.)\.*+" + _BEHIND)
_FIRST = re.compile(r"[\"'(\[]*([\w'’]*)(?!\.\s)")
LONGEST_WORD = 40  # characters before a full stop that are looked at
LONGER = 7  # letters: more than any abbreviation has
# An opening mark a few words before a boundary, and none since: a title may hold a full stop.
_OPENED = re.compile(r"(?:^|[\s(\[])[\"'“‘„‟«`]+(?:[^\s\"“”„‟«»]+\s+){1,4}\Z")
_MARK = re.compile(r"[\"'“”‘’„‟«»`]")
_GOES_ON = re.compile(rf"\s*(?:[a-z]|(?:[A-Z][\w.'’-]*,?\s+){{1,4}}{_SAYS}\b|{_SAYS}\s+[A-Z])")
_NUMBERED = re.compile(r"\b(?:No|Nos|Art|Sec|Fig)\.$")
_INITIALS = re.compile(r"[A-Z](?:\.[A-Z]){1,2}")  # J.M. Quist
_ARTICLES = frozenset("the a an his her their".split())  # behind which three letters are no initials: the G.O.P.
_WORD = re.compile(
    r"(?:[^\W\d_]\.){2,}(?:['’]s\b|(?:[-‐‑][^\W_]+)+)?"  # initialisms: U.S., U.S.-led
    r"|\d+(?:[.,:/]\d+)*(?:[^\W_]+)?(?:[-‐‑'’][^\W_]+)*"  # numerals: 6,100; 45-year-old; 1990s
    r"|[^\W_]+(?:['’.&‐‑-][^\W_]+)*"  # words: don't, long-range, U.S-Russia
)
LONG = 50_000  # characters from which an article's sentences are not remembered
_LETTER_OR_DIGIT = re.compile(r"[^\W_]")  # every word begins with one


@dataclass(frozen=True)
class Sentence:
    """A sentence: its offsets, the number and role of its paragraph, and the offsets of its words."""

    start: int
    end: int
    paragraph: int
    role: str
    words: tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class Reading:
    """An article with its sentences; the quotation marks are paired on first use."""

    article: Article
    sentences: tuple[Sentence, ...]

    @cached_property
    def stretches(self) -> list[Stretch]:
        """The stretches between quotation marks, in text order, inner ones after those that hold them."""
        return pair(self.article.text)

    @cached_property
    def body(self) -> tuple[Sentence, ...]:
        """The sentences of body paragraphs, which the measures count."""
        return tuple(s for s in self.sentences if s.role == "body")

    def text(self, start: int, end: int) -> str:
        return self.article.text[start:end]


def read_article(article: Article) -> Reading:
    """Find sentences and words in every paragraph of an article."""
    found = _found if len(article.text) < LONG else _found.__wrapped__
    return Reading(article, found(article.text, article.paragraphs))


@lru_cache(maxsize=64)  # the work on an article and the story it belongs to read it one after the other
def _found(text: str, paragraphs: tuple[Paragraph, ...]) -> tuple[Sentence, ...]:
    return tuple(
        Sentence(start, end, number, paragraph.role, tuple(words(text, start, end)))
        for number, paragraph in enumerate(paragraphs)
        for start, end in sentences(text, paragraph.start, paragraph.end)
    )


def words(text: str, start: int = 0, end: int | None = None) -> list[tuple[int, int]]:
    """Offsets of the words: numerals are words, a hyphenated word is one, an initialism (U.S.) is one."""
    return [m.span() for m in _WORD.finditer(text, start, len(text) if end is None else end)]


def words_in(token: str) -> list[str]:
    """The words themselves, of a short text."""
    return _WORD.findall(token)


def first_word(sentence: str) -> str:
    """The first word of a sentence, which holds one."""
    first = sentence.partition(" ")[0]
    if first.isalnum():
        return first
    found = _WORD.search(sentence)
    assert found is not None
    return found[0]


def sentences(text: str, start: int = 0, end: int | None = None) -> list[tuple[int, int]]:
    """Offsets of the sentences of one paragraph; each holds at least one word or numeral.

    >>> text = 'He left the U.S. on Monday. "Why?" she asked.'
    >>> [text[s:e] for s, e in sentences(text)]
    ['He left the U.S. on Monday.', '"Why?" she asked.']
    """
    part = text[start:end]
    return [(start + a, start + b) for a, b in _pieces(part)]


def sentences_in(paragraph: str) -> list[str]:
    """The sentences themselves, of one paragraph."""
    return [paragraph[a:b] for a, b in _pieces(paragraph)]


def _pieces(part: str) -> list[tuple[int, int]]:
    """Offsets of the sentences in the text of one paragraph."""
    straight = part if part.isascii() else _straightened(part)
    spans = _cut(straight)
    if len(spans) > 1:
        spans = _joined(part, straight, spans)
    return [span for span in spans if part[span[0]].isalnum() or _LETTER_OR_DIGIT.search(part, *span)]


def _joined(part: str, straight: str, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Pieces that are no sentences of their own are joined to the one before."""
    marked = '"' in straight or "`" in straight or " '" in straight or straight.startswith("'")
    opened = marked and any(_opened(part, begin) and _closes(part, begin) for begin, _ in spans[1:])
    names = Spans((s.start + 1, s.end) for s in pair(part) if len(words(part, *s.inner)) <= SHORT_STRETCH) if opened else None
    merged = [spans[0]]
    for begin, stop in spans[1:]:
        last = merged[-1][1]
        # by far the commonest case, and quickly told
        plain = part[last - 1] == "." and part[last - 2 : last - 1].isalpha() and part[begin].isupper()
        # the title of a report may hold a full stop
        if (names and names.hold(begin)) or (not plain and _belongs(part, merged[-1], begin)):
            merged[-1] = merged[-1][0], stop
        else:
            merged.append((begin, stop))
    return merged


def _opened(part: str, begin: int) -> bool:
    """Does a mark open a few words before this place?"""
    ahead = max(0, begin - 80)
    return bool(_MARK.search(part, ahead, begin) and _OPENED.search(part, ahead, begin))


def _closes(part: str, begin: int) -> bool:
    """May a short stretch close behind this place? Then a mark stands there before too many words (or the paragraph ends)."""
    mark = _MARK.search(part, begin)
    found = _WORD.finditer(part, begin, mark.start() if mark else len(part))
    return next(islice(found, SHORT_STRETCH, None), None) is None


def _straightened(part: str) -> str:
    for curly, straight in _STRAIGHT:
        part = part.replace(curly, straight)
    return part


def _cut(part: str) -> list[tuple[int, int]]:
    """Offsets of the pieces between ends of sentences; closing marks stay with the sentence that they close."""
    spans: list[tuple[int, int]] = []
    begin, stop = len(part) - len(part.lstrip()), len(part.rstrip())
    other = "?" in part or "!" in part
    # Behind an end two signs more stand at least; most paragraphs have one sentence.
    if other or part.find(".", 0, stop - 2) >= 0:
        for found in (_END if other else _END_AT_STOP).finditer(part):
            if _ends(part, found):
                spans.append((begin, found.end("marks")))
                begin = found.end()
    return [*spans, (begin, stop)] if begin < stop else spans


def _ends(part: str, found: re.Match[str]) -> bool:
    """Does the full stop end a sentence, or only an abbreviation, an initial, an ellipsis?

    Behind these a sentence begins only where the next word has a capital and is one that opens sentences.
    """
    stop = found.start("marks")
    # a long word is no abbreviation, and quickly told
    if part[stop - 1] != "." or (stop > LONGER and part[stop - 1 - LONGER : stop - 1].isalpha()):
        return True
    *ahead, word = part[max(0, stop - LONGEST_WORD) : stop].rsplit(None, 2)[-2:]
    word = word[:-1].lstrip("\"'([{")
    acronym = word.count(".") == 2 and ahead and ahead[0].lower() in _ARTICLES and _INITIALS.fullmatch(word)
    if (acronym and word.lower() not in _ABBREVIATIONS) or not _abbreviated(word):
        return True
    if word.lower() in _ENDING and _TITLED.match(part, found.end()):
        return True
    follows = _FIRST.match(part, found.end())
    first = follows[1] if follows else ""
    if word in _ORDINARY and not first[:1].isdigit():
        return True
    return first[:1].isupper() and first.lower() in _OPENERS


def _abbreviated(word: str) -> bool:
    """Is a word before a full stop an abbreviation or an initial, or does it end in an ellipsis?"""
    stem = word.lower()
    if stem.isalpha():
        return len(stem) == 1 or stem in _ABBREVIATIONS
    return stem.endswith(".") or stem.rpartition("-")[2] in _ABBREVIATIONS or bool(_INITIALS.fullmatch(word))


def _belongs(part: str, before: tuple[int, int], begin: int) -> bool:
    """Does a new piece go on with the sentence before? (“Why?” he asked. / … and so on / a lone mark)"""
    rest = part[begin : begin + 120]
    if not _LETTER_OR_DIGIT.search(rest) or not _LETTER_OR_DIGIT.search(part, *before):
        return True
    ahead = part[max(before[0], before[1] - 120) : before[1]]  # what pieces were joined to may have grown long
    if _NUMBERED.search(ahead[-5:]) and not rest[0].isdigit():
        return False
    ends = ahead.rstrip("\"'”’)")[-1:]
    if "a" <= rest[0] <= "z":
        return ends in tuple(".?!…")
    return ends in tuple("?!…") and ahead[-1] in "\"'”’" and bool(_GOES_ON.match(rest))
