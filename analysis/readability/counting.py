"""What the formulas count: one count of sentences, words, syllables, letters, complex and unfamiliar words for all of them.

The rules: numerals are words, but have no syllables and are left out of syllables per word; a hyphenated word is one word;
an initialism is spelt out; complex words are Gunning's (no names, no -ed or -es, no easy compounds); unfamiliar ones are
Dale and Chall's.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import chain
from typing import NamedTuple

from analysis import syllables
from analysis.readability.familiar import is_familiar
from analysis.reading import words

__all__ = [
    "COUNTS",
    "Spelt",
    "capitalised_names",
    "forget",
    "sentence_counts",
    "spelt",
    "text_counts",
    "unpacked",
    "word_counts",
]

COUNTS = (
    "sentences",
    "words",
    "numerals",
    "syllables",
    "letters",
    "characters",
    "polysyllables",
    "long_words",
    "complex_words",
    "unfamiliar_words",
)
POLYSYLLABLE = 3  # syllables
LONG = 7  # letters: "more than six" (LIX) and "seven and more" (RIX) are the same words
_MOST_KEPT = 200_000  # words whose counts are kept; beyond it the memo starts afresh

# -ed after t or d and -es after a sibilant add a syllable: created, trespasses
_ADDED_SYLLABLE = re.compile(r"(?:[td]ed|(?:[szxcg]|[cs]h)es)$")
_PARTS = re.compile(r"[-‐‑]")
_POSSESSIVE = re.compile(r"['’]s?$")
# Behind these a capital says nothing of a name, as at the beginning of a sentence.
_BEHIND_COLON = re.compile(r":\s+([A-Z][^\W_]*)")
_EDGES = ".,;:!?\"'()[]“”‘’…–—"
_MARKS = frozenset("\"“„‟«‘'([`")

_BITS = 32  # of each count in a packed row


def packed(counts: Sequence[int]) -> int:
    """Counts as one number, so that adding such numbers adds the counts: summing words is most of the work."""
    row = 0
    for count in reversed(counts):
        row = row << _BITS | count
    return row


def unpacked(row: int) -> tuple[int, ...]:
    """The counts, in the order of :data:`COUNTS`, of a packed row or a sum of such rows."""
    mask = (1 << _BITS) - 1
    return tuple(row >> _BITS * n & mask for n in range(len(COUNTS)))


def word_counts(word: str, name: bool = False) -> tuple[int, ...]:
    """What one word adds to each of :data:`COUNTS`; ``name``: it is a proper name, so neither complex nor unfamiliar.

    An initialism is never complex, and, name or not, unfamiliar unless listed (Dale and Chall's rule for abbreviations).
    """
    n = syllables.count(word)
    plain = word.isalpha()
    letters = len(word) if plain else sum(map(str.isalpha, word))
    characters = letters if plain else sum(map(str.isalnum, word))
    numeral = characters > letters
    initialism = letters > 1 and word.isupper()
    return (
        0,
        1,
        int(numeral),
        n,
        letters,
        characters,
        int(n >= POLYSYLLABLE),
        int(letters >= LONG),
        int(n >= POLYSYLLABLE and not (name or initialism) and is_complex(word, n)),
        int((initialism or not name) and not is_familiar(word)),
    )


def is_complex(word: str, n: int | None = None) -> bool:
    """Gunning's hard word: three syllables and more; not a compound of short easy words, nor three only by -ed or -es.

    A hyphenated word joins its parts, and is complex where one of them is. ``n``: its syllables, where they are known already.
    """
    n = syllables.count(word) if n is None else n
    if n < POLYSYLLABLE:
        return False
    parts = _PARTS.split(word)
    if len(parts) > 1:
        return any(is_complex(part) for part in parts)
    lower = _POSSESSIVE.sub("", word.lower())
    if lower in syllables.compounds() or lower.removesuffix("s") in syllables.compounds():
        return False
    return not (n == POLYSYLLABLE and _ADDED_SYLLABLE.search(lower))


class _Memo(dict[str, int]):
    """Packed counts of words met before: most words of a text are."""

    def __init__(self, name: bool) -> None:
        super().__init__()
        self.name = name

    def __missing__(self, word: str) -> int:
        if len(self) >= _MOST_KEPT:
            self.clear()
        self[word] = row = packed(word_counts(word, self.name))
        return row


_ORDINARY, _NAMES = _Memo(False), _Memo(True)


class Spelt(NamedTuple):
    """The words of a sentence; those that begin with a capital; and among these the ones behind an opening mark or a colon."""

    words: list[str]
    capitals: list[str]
    opening: list[str]


def spelt(sentence: str) -> Spelt:
    """The words of a sentence, as :func:`analysis.reading.words` finds them."""
    found: list[str] = []
    capitals: list[str] = []
    opening: list[str] = []
    for own, upper, opens in map(_TOKENS.__getitem__, sentence.split()):
        found += own
        if upper:
            capitals += upper
            if opens:
                opening.append(own[0])
    if ":" in sentence:
        opening += _BEHIND_COLON.findall(sentence)
    return Spelt(found, capitals, opening)


_Token = tuple[tuple[str, ...], tuple[str, ...], bool]


class _Tokens(dict[str, _Token]):
    """The words in what stands between two spaces, those with a capital, and whether the first is one behind an opening mark.

    Most words have at most a comma behind them; only the rest is left to the slower pattern.
    """

    def __missing__(self, token: str) -> _Token:
        if len(self) >= _MOST_KEPT:
            self.clear()
        core = token if token.isalpha() else token.strip(_EDGES)
        own = (core,) if core.isalpha() else tuple(token[start:end] for start, end in words(token))
        upper = tuple(word for word in own if word[0].isupper())
        self[token] = found = (own, upper, bool(upper) and upper[0] == own[0] and token[0] in _MARKS)
        return found


_TOKENS = _Tokens()


def forget() -> None:
    """Empty the memory of words met before (for measuring speed)."""
    for memory in (_TOKENS, _ORDINARY, _NAMES):
        memory.clear()


def capitalised_names(sentences: Sequence[Spelt]) -> tuple[frozenset[str], frozenset[str]]:
    """Names in a text: words with a capital where no sentence, quotation or bracket begins.

    Returns the names, and those among them that never occur in small letters: only these are taken for names at the
    beginning of a sentence as well.
    """
    everywhere = Counter(chain.from_iterable([sentence.capitals for sentence in sentences]))
    first = Counter([sentence.words[0] for sentence in sentences if sentence.words])
    first.update(chain.from_iterable([sentence.opening for sentence in sentences]))
    names = frozenset([word for word, n in everywhere.items() if n > first[word]])
    small = set().union(*[sentence.words for sentence in sentences])
    return names, frozenset([word for word in names if word.lower() not in small])


def sentence_counts(sentence: Sequence[str], names: frozenset[str], always: frozenset[str]) -> list[int]:
    """The packed counts of each word of a sentence, in order (the sentence itself is not counted here)."""
    rows = [_NAMES[word] if word in names else _ORDINARY[word] for word in sentence]
    if sentence and sentence[0] not in always:
        rows[0] = _ORDINARY[sentence[0]]
    return rows


def text_counts(sentences: Sequence[Spelt], names: frozenset[str], always: frozenset[str]) -> int:
    """The packed counts of all words together: those of :func:`sentence_counts`, summed, in half the time.

    Every word is counted as an ordinary one first, and what being a name changes is added for the few that are.
    """
    total = 0
    for sentence in sentences:
        total += sum(map(_ORDINARY.__getitem__, sentence.words))
        for word in sentence.capitals:
            if word in names:
                total += _NAMES[word] - _ORDINARY[word]
        first = sentence.words[0] if sentence.words else ""
        if first in names and first not in always:
            total += _ORDINARY[first] - _NAMES[first]
    return total
