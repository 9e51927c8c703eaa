"""Words as statements are compared: small letters, stems, and how rare each one is in the corpus.

Rare words weigh more. The weight of a stem is its inverse document frequency (Spärck Jones 1972, "A statistical interpretation
of term specificity and its application in retrieval"), with sentences as documents, so that it also works on a corpus of
two articles: ``log(N / n) / log(N)``, 1 for a stem that stands in one of the N sentences and 0 for one that stands in all. N is at least
:data:`FEWEST`: of two briefs that tell the same, every word stands in all sentences. Function words weigh nothing. Stems are Snowball's
English ones (Porter 2001).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from math import log

import pandas as pd

from analysis.compare.stems import snowball

__all__ = ["FUNCTION_WORDS", "Edit", "Rarity", "Word", "edits", "longest_run", "reverse", "without_gaps", "words"]

# An initialism (U.S.), a part of a hashtag written in capitals and small letters (#NewBridge), a number, a word.
_WORD = re.compile(
    r"(?:[^\W\d_]\.){2,}|(?<=#)[A-Z][a-z]+|(?<=[a-z])[A-Z][a-z]+|\d+(?:[.,]\d+)*|[^\W\d_]+?(?=[A-Z][a-z])"
    r"|[^\W_]+(?:['’][a-z]{1,2}\b)?"
)
_LINKED = re.compile(r"(?<=[a-z])[-‐‑](?=[a-z])")  # a hyphen between small letters
FUNCTION_WORDS = frozenset(
    """
a an the this that these those it its he him his she her they them their we us our you your i me my who whom whose which what
and or but nor so as if than then though although because while when where how why at by for from in into of off on onto out over
to toward towards up down with within without about after before between during through under against among amid upon per
am is are was were be been being have has had having do does did doing done will would shall should can could may might must not no
there here also too very just only even still yet again more most much many some any all both each other such own same like want don didn
doesn isn aren wasn weren wouldn couldn shouldn hasn haven hadn ain let said say says saying told tell tells adding added
""".split()
)
FEWEST = 30  # sentences, about two short articles, that a stem's rarity is reckoned among at least
_DENIALS = {"against": "against", "without": "without"}
_DENIALS |= dict.fromkeys("not no never cannot nobody none neither nor nothing".split(), "not")
_FEW = 2  # content words that may change together with a denial for the rest to say the reverse


@dataclass(frozen=True)
class Word:
    """A word of a text: its offsets, its form in small letters, its stem (empty for a function word)."""

    start: int
    end: int
    form: str
    stem: str


@dataclass(frozen=True)
class Edit:
    """What happens to a run of words on the way from one version to another: ``kept``, ``cut`` or ``added``, and the words."""

    kind: str
    words: tuple[Word, ...]


def words(text: str, start: int = 0, end: int | None = None) -> list[Word]:
    """The words of a stretch of text.

    A possessive ending belongs to its word but not to its form. A hyphen between small letters is closed (cease-fire,
    ceasefire), a hashtag is parted where a capital begins a word.

    >>> [w.form for w in words("The cease-fire of #NewBridge in the U.S.")]
    ['the', 'ceasefire', 'of', 'new', 'bridge', 'in', 'the', 'u.s']
    """
    end = len(text) if end is None else end
    found: list[Word] = []
    for m in _WORD.finditer(text, start, end):
        form = m[0].lower().rstrip(".").replace("’", "'").removesuffix("'s")
        if found and m.start() == found[-1].end + 1 and _LINKED.match(text, found[-1].end):
            form = found[-1].form + form
            found[-1] = Word(found[-1].start, m.end(), form, stem(form))
        else:
            found.append(Word(m.start(), m.end(), form, stem(form)))
    return found


def stem(form: str) -> str:
    """Snowball's stem of a word in small letters; empty for a function word."""
    return "" if form == "won't" or form.partition("'")[0] in FUNCTION_WORDS else snowball(form)


def without_gaps(table: pd.DataFrame, *columns: str) -> pd.DataFrame:
    """A table whose empty cells in these columns are empty text; pandas reads them back as NaN."""
    return table.assign(**{c: table[c].astype(object).where(table[c].notna(), "") for c in columns})


class Rarity:
    """The weight of each stem in a corpus, 0 to 1; more is rarer."""

    def __init__(self, sentences: Iterable[Iterable[Word]]) -> None:
        held = [{w.stem for w in s if w.stem} for s in sentences]
        self._counts = Counter(name for s in held for name in sorted(s))
        self._sentences = max(FEWEST, len(held))

    def __call__(self, name: str) -> float:
        if not name:
            return 0.0
        return log(self._sentences / max(1, self._counts[name])) / log(self._sentences)

    @classmethod
    def of(cls, sentences: pd.DataFrame, texts: Mapping[str, str]) -> Rarity:
        """From the table ``sentences`` (``article_id, start, end``) and the articles' texts."""
        return cls(words(texts[r.article_id], r.start, r.end) for r in sentences.itertuples())


def longest_run(a: Sequence[Word], b: Sequence[Word]) -> int:
    """Number of words in the longest run of the same words."""
    return _matcher(a, b).find_longest_match().size


def edits(whole: Sequence[Word], version: Sequence[Word], by_stem: bool = False) -> list[Edit]:
    """How a version's words come out of the whole one's, in the version's order: what is kept, cut and added.

    ``by_stem`` takes two forms of one stem for the same word.
    """
    found: list[Edit] = []
    for kind, a, b, c, d in _matcher(whole, version, by_stem).get_opcodes():
        if kind == "equal":
            found.append(Edit("kept", tuple(version[c:d])))
            continue
        if b > a:
            found.append(Edit("cut", tuple(whole[a:b])))
        if d > c:
            found.append(Edit("added", tuple(version[c:d])))
    return found


def reverse(a: Sequence[Word], b: Sequence[Word]) -> bool:
    """Does one of two stretches deny what the other says: the same words but for *not*, *never*, *against* …?

    A denial counts where words that both have follow, and where it alone is put in, or it takes the place of little else. Others belong
    to something that only one of the two tells.
    """
    differs: dict[str, tuple[Word, ...]] = {}
    for step in edits(a, b, by_stem=True):
        if step.kind != "kept":
            differs[step.kind] = step.words
            continue
        kinds = [{_denial(w.form) for w in differs.get(side, ())} - {""} for side in ("cut", "added")]
        content = sum(bool(w.stem) and not _denial(w.form) for side in differs.values() for w in side)
        if kinds[0] != kinds[1] and content <= (_FEW if len(differs) == 2 else 0):
            return True
        differs = {}
    return False


def _denial(form: str) -> str:
    return "not" if form.endswith("n't") else _DENIALS.get(form, "")


def _matcher(a: Sequence[Word], b: Sequence[Word], by_stem: bool = False) -> SequenceMatcher[str]:
    one, other = ([(w.stem or w.form) if by_stem else w.form for w in part] for part in (a, b))
    return SequenceMatcher(None, one, other, autojunk=False)
