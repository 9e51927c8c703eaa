"""What the formulas count: one count of sentences, words, syllables, letters, complex and unfamiliar words for all of them.

The rules: numerals are words, but have no syllables and are left out of syllables per word; a hyphenated word is one word;
an initialism is spelt out; complex words are Gunning's (no names, no -ed or -es, no easy compounds); unfamiliar ones are
Dale and Chall's.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

from analysis import syllables
from analysis.readability.familiar import forms, is_familiar
from analysis.reading import words

__all__ = [
    "COUNTS",
    "Names",
    "Spelt",
    "Token",
    "capitalised_names",
    "forget",
    "sentence_counts",
    "spelt",
    "text_counts",
    "unpacked",
    "words_of",
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

_BITS = 32  # of each count in a packed row: adding rows adds the counts, and summing words is most of the work
_ONE = {column: 1 << _BITS * n for n, column in enumerate(COUNTS)}
_WORD, _NUMERAL, _SYLLABLE, _LETTER, _CHARACTER = (_ONE[c] for c in COUNTS[1:6])
_POLYSYLLABIC, _LONG, _COMPLEX, _UNFAMILIAR = (_ONE[c] for c in COUNTS[6:])


def unpacked(row: int) -> tuple[int, ...]:
    """The counts, in the order of :data:`COUNTS`, of a packed row or a sum of such rows."""
    mask = (1 << _BITS) - 1
    return tuple(row >> _BITS * n & mask for n in range(len(COUNTS)))


def word_row(word: str) -> int:
    """What one word that is no name adds to each of :data:`COUNTS`, packed.

    An initialism is never complex, and, name or not, unfamiliar unless listed (Dale and Chall's rule for abbreviations).
    """
    if word.isdigit():
        return _WORD + _NUMERAL + len(word) * _CHARACTER
    n = syllables.count(word)
    letters = characters = len(word)
    if not word.isalpha():
        letters, characters = sum(map(str.isalpha, word)), sum(map(str.isalnum, word))
    row = _WORD + n * _SYLLABLE + letters * _LETTER + characters * _CHARACTER
    if characters > letters:
        row += _NUMERAL
    if letters >= LONG:
        row += _LONG
    if n >= POLYSYLLABLE:
        row += _POLYSYLLABIC
        if not _is_initialism(word) and is_complex(word, n):
            row += _COMPLEX
    return row if is_familiar(word) else row + _UNFAMILIAR


def _is_initialism(word: str) -> bool:
    return word.isupper() and sum(map(str.isalpha, word)) > 1


@lru_cache(maxsize=1)
def dictionary() -> dict[str, int]:
    """:func:`word_row` of every word of the dictionary that has letters only, in small letters: made at once, and all in bulk.

    A word by word would take ten times as long; and a text is counted fast only if words met for the first time are, too.
    """
    counts = {word: n for word, n in syllables.table().items() if word.isalpha()}
    longest = max(map(len, counts))
    by_length = [_WORD + k * (_LETTER + _CHARACTER) + (k >= LONG) * _LONG + _UNFAMILIAR for k in range(longest + 1)]
    by_count = [n * _SYLLABLE + (n >= POLYSYLLABLE) * (_POLYSYLLABIC + _COMPLEX) for n in range(max(counts.values()) + 1)]
    rows = {word: by_length[len(word)] + by_count[n] for word, n in counts.items()}
    for word in forms() & rows.keys():
        rows[word] -= _UNFAMILIAR
    for word, n in counts.items():
        if n >= POLYSYLLABLE and not is_complex(word, n):
            rows[word] -= _COMPLEX
    return rows


def is_complex(word: str, n: int | None = None) -> bool:
    """Gunning's hard word: three syllables and more; not a compound of short easy words, nor three only by -ed or -es.

    A hyphenated word joins its parts, and is complex where one of them is. ``n``: its syllables, where they are known already.
    """
    n = syllables.count(word) if n is None else n
    if n < POLYSYLLABLE:
        return False
    lower = word.lower()
    if not word.isalpha():
        parts = _PARTS.split(word)
        if len(parts) > 1:
            return any(is_complex(part) for part in parts)
        lower = _POSSESSIVE.sub("", lower)
    if lower in syllables.compounds() or lower.removesuffix("s") in syllables.compounds():
        return False
    return not (n == POLYSYLLABLE and _ADDED_SYLLABLE.search(lower))


class _Ordinary(dict[str, int]):
    """Packed counts of words met before."""

    def __missing__(self, word: str) -> int:
        if len(self) >= _MOST_KEPT:
            self.clear()
        row = None if word.isupper() else dictionary().get(word.lower())
        self[word] = row = word_row(word) if row is None else row
        return row


class _Names(dict[str, int]):
    """The same of proper names, which are neither complex nor (but for initialisms) unfamiliar."""

    def __missing__(self, word: str) -> int:
        if len(self) >= _MOST_KEPT:
            self.clear()
        row = _ORDINARY[word]
        self[word] = row = row if _is_initialism(word) else row & ~(_COMPLEX + _UNFAMILIAR)
        return row


_ORDINARY, _NAMES = _Ordinary(), _Names()


class Token(NamedTuple):
    """The words in what stands between two spaces; those that begin with a capital; the first if it is one and a mark opens it."""

    words: tuple[str, ...]
    capitals: tuple[str, ...]
    opening: tuple[str, ...]


class _Tokens(dict[str, Token]):
    """Tokens met before. Most are a word with at most a comma behind it; only the rest is left to the slower pattern."""

    def __missing__(self, token: str) -> Token:
        if len(self) >= _MOST_KEPT:
            self.clear()
        core = token if token.isalpha() else token.strip(_EDGES)
        own: tuple[str, ...] = (core,)
        capitals: tuple[str, ...] = ()
        if core.isalpha():
            if core[0].isupper():
                capitals = own
        else:
            own = tuple([token[start:end] for start, end in words(token)])
            capitals = tuple([word for word in own if word[0].isupper()])
        opens = capitals and capitals[0] is own[0] and token[0] in _MARKS
        self[token] = found = Token(own, capitals, own[:1] if opens else ())
        return found


class _Rows(dict[str, int]):
    """Packed counts of tokens met before, all their words counted as ordinary ones."""

    def __missing__(self, token: str) -> int:
        if len(self) >= _MOST_KEPT:
            self.clear()
        core = token if token.isalpha() else token.strip(_EDGES)
        row = dictionary().get(core)
        if row is None:
            row = _ORDINARY[core] if core.isalpha() else sum([_ORDINARY[word] for word in _TOKENS[token].words])
        self[token] = row
        return row


_TOKENS, _ROWS = _Tokens(), _Rows()


def forget() -> None:
    """Empty the memory of words met before (for measuring speed)."""
    for memory in (_TOKENS, _ROWS, _ORDINARY, _NAMES):
        memory.clear()


def words_of(text: str) -> list[str]:
    """The words of a text, as :func:`analysis.reading.words` finds them, each looked up where it was met before."""
    return [word for token in text.split() for word in _TOKENS[token].words]


class Spelt(NamedTuple):
    """Some sentences together: what stands between their spaces, and the words with a capital that need not be names.

    ``first`` are the sentences' first words, ``behind`` the words with a capital behind a colon.
    """

    text: str
    tokens: list[str]
    first: list[str]
    behind: list[str]


def spelt(sentences: Sequence[str]) -> Spelt:
    """Sentences cut at their spaces."""
    text = " ".join(sentences)
    behind = [word for s in sentences if ":" in s for word in _BEHIND_COLON.findall(s)] if ":" in text else []
    return Spelt(text, text.split(), [_first(s) for s in sentences], behind)


def _first(sentence: str) -> str:
    found = _TOKENS[sentence.split(None, 1)[0]].words or words_of(sentence)
    return found[0]


class Names(NamedTuple):
    """Names in a text, how often each has a capital there, and those that open a sentence but never stand in small letters."""

    times: dict[str, int]
    always: frozenset[str]


def capitalised_names(spelt: Spelt) -> Names:
    """Names in a text: words with a capital where no sentence, quotation or bracket begins.

    Only those that never occur in small letters are taken for names at the beginning of a sentence as well.
    """
    cased = [_TOKENS[token] for token in spelt.tokens if not token.islower()]
    everywhere = Counter(chain.from_iterable([token.capitals for token in cased]))
    opening = Counter(chain(spelt.first, spelt.behind, chain.from_iterable([token.opening for token in cased])))
    times = {word: n for word, n in everywhere.items() if n > opening[word]}
    doubtful = times.keys() & spelt.first
    return Names(times, frozenset([word for word in doubtful if not _occurs(word.lower(), spelt)]))


def _occurs(word: str, spelt: Spelt) -> bool:
    """Is it a word of the text? Most are told by looking for its letters alone."""
    return word in spelt.text and any(word in _TOKENS[token].words for token in spelt.tokens if word in token)


def sentence_counts(sentence: Sequence[str], names: Names) -> list[int]:
    """The packed counts of each word of a sentence, in order (the sentence itself is not counted here)."""
    rows = [_NAMES[word] if word in names.times else _ORDINARY[word] for word in sentence]
    if sentence and sentence[0] not in names.always:
        rows[0] = _ORDINARY[sentence[0]]
    return rows


def text_counts(spelt: Spelt, names: Names) -> int:
    """The packed counts of all words together: those of :func:`sentence_counts`, summed, in a fraction of the time.

    Every word is counted as an ordinary one first, and what being a name changes is added for the few that are.
    """
    total = sum(map(_ROWS.__getitem__, spelt.tokens))
    times = Counter(names.times)
    times.subtract([word for word in spelt.first if word in names.times and word not in names.always])
    for word, n in times.items():
        total += n * (_NAMES[word] - _ORDINARY[word])
    return total
