"""What the formulas count: one count of sentences, words, syllables, letters, complex and unfamiliar words for all of them.

The rules: numerals are words, but have no syllables and are left out of syllables per word; a hyphenated word is one word;
an initialism is spelt out; complex words are Gunning's (no names, no -ed or -es, no easy compounds); unfamiliar ones are
Dale and Chall's.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from functools import lru_cache
from itertools import filterfalse
from operator import mul
from struct import Struct
from typing import NamedTuple

from analysis import syllables
from analysis.readability.familiar import forms, is_familiar, word_list
from analysis.reading import first_word, words_in

__all__ = [
    "COUNTS",
    "Names",
    "Spelt",
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
_MOST_KEPT = 200_000  # words whose counts are kept; beyond it the memory starts afresh

# -ed after t or d and -es after a sibilant add a syllable: created, trespasses
_ADDED_SYLLABLE = re.compile(r"(?:[td]ed|(?:[szxcg]|[cs]h)es)$")
_JOINS = re.compile(r"[-‐‑'’.&,:/]")  # marks inside words
_PARTS = re.compile(r"[-‐‑]")
_OWNERS = ("'s", "’s")
_MAY_HISS = "szxheSZXHE"  # last letters of stems that a possessive may add a syllable to
_POSSESSIVE = re.compile(r"['’]s?$")
# Behind these a capital says nothing of a name, as at the beginning of a sentence.
_BEHIND_COLON = re.compile(r":\s+([A-Z][^\W_]*)")
_EDGES = ".,;:!?\"'()[]“”‘’…–—"
_MARKS = frozenset("\"“„‟«‘'([`")

_BITS = 32  # of each count in a packed row: adding rows adds the counts, and summing words is most of the work
_MASK = (1 << _BITS) - 1
_ONE = {column: 1 << _BITS * n for n, column in enumerate(COUNTS)}
_WORD, _NUMERAL, _SYLLABLE, _LETTER, _CHARACTER = (_ONE[c] for c in COUNTS[1:6])
_POLYSYLLABIC, _LONG, _COMPLEX, _UNFAMILIAR = (_ONE[c] for c in COUNTS[6:])
_ORDINARY_ONLY = _MASK * (_COMPLEX + _UNFAMILIAR)
_ADDED_UP = _MASK * (_SYLLABLE + _LETTER + _CHARACTER)  # of the parts of a word
_ANY_COMPLEX, _ANY_UNFAMILIAR = _MASK * _COMPLEX, _MASK * _UNFAMILIAR
_UNPACKED = Struct(f"<{len(COUNTS)}I")


@lru_cache(maxsize=_MOST_KEPT)  # words that count alike share a row
def unpacked(row: int) -> tuple[int, ...]:
    """The counts, in the order of :data:`COUNTS`, of a packed row or a sum of such rows."""
    return _UNPACKED.unpack(row.to_bytes(_UNPACKED.size, "little"))


def word_row(word: str) -> int:
    """What one word that is no name adds to each of :data:`COUNTS`, packed.

    An initialism is never complex, and, name or not, unfamiliar unless listed (Dale and Chall's rule for abbreviations).
    """
    if word.isdigit():
        return _WORD + _NUMERAL + len(word) * _CHARACTER
    bare = word
    if not word.isalpha():
        parts = word.split("-") if word.isascii() else _PARTS.split(word)
        if len(parts) > 1 and all([part.isalpha() and not part.isupper() for part in parts]):
            return _of_parts(word, parts)
        if word[-2:] in _OWNERS and _counts_as_owner(word, word[:-2]):
            return _of_owner(word[:-2])
        bare = _JOINS.sub("", word)
    letters = len(bare)
    row = _WORD + letters * _CHARACTER
    if not bare.isalpha():
        letters = sum(map(str.isalpha, bare))
        row += _NUMERAL
    row += letters * _LETTER
    if letters >= LONG:
        row += _LONG
    if bare is not word and any(map(str.isdigit, bare)):
        return row  # a numeral has no syllables and is familiar
    n = syllables.count(word)
    row += n * _SYLLABLE
    if n >= POLYSYLLABLE:
        row += _POLYSYLLABIC
        if not _is_initialism(word) and is_complex(word, n):
            row += _COMPLEX
    return row if is_familiar(word) else row + _UNFAMILIAR


def _counts_as_owner(word: str, owner: str) -> bool:
    """Is a possessive counted as its owner, but for a letter: no initialism, no syllable more, no word of its own?"""
    straight = word.lower().replace("’", "'")
    ordinary = owner.isascii() and owner.isalpha() and not owner.isupper() and owner[-1] not in _MAY_HISS
    return ordinary and straight not in syllables.table() and straight not in word_list()


def _of_owner(owner: str) -> int:
    """The same of a possessive, from what its owner adds; only words of Dale's list are familiar with an 's."""
    row = _ROWS.of_word(owner) + _LETTER + _CHARACTER
    if len(owner) + 1 == LONG:
        row += _LONG
    return row if row & _UNFAMILIAR or owner.lower() in word_list() else row + _UNFAMILIAR


def _of_parts(word: str, parts: Sequence[str]) -> int:
    """The same of a word that joins words with hyphens, none of them an initialism, from what its parts add."""
    sums = sum([_ROWS.of_word(part) for part in parts])
    row = _WORD + (sums & _ADDED_UP)
    if len(word) - len(parts) + 1 >= LONG:
        row += _LONG
    if sums // _SYLLABLE & _MASK >= POLYSYLLABLE:
        row += _POLYSYLLABIC
        if sums & _ANY_COMPLEX:
            row += _COMPLEX
    return row + _UNFAMILIAR if sums & _ANY_UNFAMILIAR and word.lower() not in word_list() else row


def _is_initialism(word: str) -> bool:
    return word.isupper() and sum(map(str.isalpha, word)) > 1


@lru_cache(maxsize=1)
def dictionary() -> dict[str, int]:
    """:func:`word_row` of every word of the dictionary that has letters only, in small letters, made in bulk.

    A word by word would take ten times as long. Words that count alike share one number, so that looking them up is quick.
    """
    counts = {word: n for word, n in syllables.table().items() if word.isalpha()}
    most, longest = max(counts.values()), max(map(len, counts))
    of_letters = [_WORD + k * (_LETTER + _CHARACTER) + (k >= LONG) * _LONG + _UNFAMILIAR for k in range(longest + 1)]
    of_syllables = [n * _SYLLABLE + (n >= POLYSYLLABLE) * (_POLYSYLLABIC + _COMPLEX) for n in range(most + 1)]
    alike = [[letters + syllables for syllables in of_syllables] for letters in of_letters]
    rows = {word: alike[len(word)][n] for word, n in counts.items()}
    for word, n in counts.items():
        if n >= POLYSYLLABLE and not is_complex(word, n):
            rows[word] -= _COMPLEX
    familiar: dict[int, int] = {}
    for word in forms() & rows.keys():
        row = rows[word]
        rows[word] = familiar.setdefault(row, row - _UNFAMILIAR)
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


def words_of(token: str) -> tuple[str, ...]:
    """The words in what stands between two spaces: mostly one with at most a comma behind it."""
    core = token if token.isalnum() else token.strip(_EDGES)
    return (core,) if core.isalnum() else _several(token)


@lru_cache(maxsize=_MOST_KEPT)
def _several(token: str) -> tuple[str, ...]:
    return tuple(words_in(token))


class _Rows(dict[str, int]):
    """Packed counts of familiar words and of what was met, words and what stands between two spaces.

    The whole dictionary is asked only for the rest: it is large, so that most questions would have to wait for memory.
    """

    def __missing__(self, token: str) -> int:
        if not self or len(self) >= _MOST_KEPT:
            self.refill()
        core = token if token.isalpha() else token.strip(_EDGES)
        row = self._of_known(core)
        if row is None:
            row = self.of_word(core) if core.isalnum() else sum(map(self.of_word, words_in(token)))
        self[token] = row
        return row

    def _of_known(self, word: str) -> int | None:
        """What is known of a word of letters, whatever its first letter; but IT-led is no it-led."""
        if not word.isalpha() or word.isupper():
            return None
        lower = word.lower()
        return self.get(lower) or dictionary().get(lower)

    def of_word(self, word: str) -> int:
        row = self.get(word) or self._of_known(word)
        if row is None:
            self[word] = row = word_row(word)
        return row

    def refill(self) -> None:
        self.clear()
        rows = dictionary()
        self.update([(word, rows[word]) for word in forms() if word in rows])


_ROWS = _Rows()


def forget() -> None:
    """Empty the memory of words met before (for measuring speed)."""
    _ROWS.refill()
    _several.cache_clear()


class Spelt(NamedTuple):
    """Some sentences together: what stands between their spaces, and the capitals that say nothing of a name.

    Tokens are for counting: a mark that ends no initialism may be missing from them (see :func:`spelt`), but never from ``text``.
    ``first`` are the sentences' first words, ``behind`` the words with a capital behind a colon, ``marked`` those first words
    that a quotation mark or bracket touches.
    """

    text: str
    tokens: list[str]
    first: list[str]
    behind: list[str]
    marked: list[str]


def spelt(sentences: Sequence[str]) -> Spelt:
    """Sentences cut at their spaces.

    A comma before a space is left out, and so is a sentence's full stop: a bare word was mostly met before, one with a mark less.
    """
    text = " ".join(sentences)
    behind = [word for s in sentences if ":" in s for word in _BEHIND_COLON.findall(s)] if ":" in text else []
    # Two letters before it: the full stop ends no initialism (U.S.), of which it would be a part.
    stopless = " ".join([s[:-1] if s[-1] == "." and s[-3:-1].isalpha() and len(s) > 2 else s for s in sentences])
    marked = [word for s in sentences if s[0] in _MARKS for word in words_of(s.partition(" ")[0])[:1]]
    return Spelt(text, stopless.replace(", ", " ").split(), list(map(first_word, sentences)), behind, marked)


class Names(NamedTuple):
    """Names in a text, how often each has a capital there, and those that open a sentence but never stand in small letters."""

    times: dict[str, int]
    always: frozenset[str]


def capitalised_names(spelt: Spelt) -> Names:
    """Names in a text: words with a capital where no sentence, quotation or bracket begins.

    Only those that never occur in small letters are taken for names at the beginning of a sentence as well.
    """
    everywhere: defaultdict[str, int] = defaultdict(int)
    opening = Counter(spelt.first + spelt.behind)
    opening.subtract(spelt.marked)  # counted below, as every word that a mark opens
    for token in filterfalse(str.islower, spelt.tokens):
        if token.isalpha():  # by far the commonest case, and quickly told
            if token[0].isupper():
                everywhere[token] += 1
            continue
        core = token.strip(_EDGES)
        own = (core,) if core.isalnum() else _several(token)
        for word in own:
            if word[0].isupper():
                everywhere[word] += 1
        if token[0] in _MARKS and own and own[0][0].isupper():
            opening[own[0]] += 1
    times = {word: n for word, n in everywhere.items() if n > opening.get(word, 0)}
    doubtful = times.keys() & spelt.first
    return Names(times, frozenset([word for word in doubtful if not _occurs(word.lower(), spelt)]))


def _occurs(word: str, spelt: Spelt) -> bool:
    """Is it a word of the text? Most are told by looking for its letters alone."""
    at = spelt.text.find(word)
    while at >= 0 and (spelt.text[at - 1 : at].isalnum() or spelt.text[at + len(word) :][:1].isalnum()):
        at = spelt.text.find(word, at + 1)  # this was a part of a longer word
    return at >= 0 and any(word in words_of(token) for token in spelt.tokens if word in token)


def _only_ordinary(word: str) -> int:
    """What a word adds only where it is no name: names are neither complex nor (but for initialisms) unfamiliar."""
    return 0 if word.isupper() and _is_initialism(word) else _ROWS[word] & _ORDINARY_ONLY


def sentence_counts(sentence: Sequence[str], names: Names) -> list[int]:
    """The packed counts of each word of a sentence, in order (the sentence itself is not counted here)."""
    rows = [_ROWS[word] - (_only_ordinary(word) if word in names.times else 0) for word in sentence]
    if sentence and sentence[0] not in names.always:
        rows[0] = _ROWS[sentence[0]]
    return rows


def text_counts(spelt: Spelt, names: Names) -> int:
    """The packed counts of all words together: those of :func:`sentence_counts`, summed, in a fraction of the time.

    Every word is counted as an ordinary one first, and what it adds only as such is taken off for the few that are names.
    """
    total = sum(map(_ROWS.__getitem__, spelt.tokens))
    times, row = names.times, _ROWS.__getitem__
    less = sum(map(mul, map(row, times), times.values()))
    less -= sum([times[word] * row(word) for word in filter(str.isupper, times) if _is_initialism(word)])
    as_ordinary = [word for word in spelt.first if word in times and word not in names.always]
    less -= sum([row(word) for word in as_ordinary if not (word.isupper() and _is_initialism(word))])
    return total - (less & _ORDINARY_ONLY)
