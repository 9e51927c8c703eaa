"""What the formulas count: one count of sentences, words, syllables, letters, complex and unfamiliar words for all of them.

The rules: numerals are words, but have no syllables and are left out of syllables per word; a hyphenated word is one word; an initialism
is spelt out; complex words are Gunning's (no names, no -ed or -es, no easy compounds); unfamiliar ones are Dale and Chall's.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import chain

from analysis import syllables
from analysis.readability.familiar import is_familiar
from analysis.reading import words

__all__ = ["COUNTS", "capitalised_names", "forget", "sentence_counts", "spelt", "word_counts"]

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

Row = tuple[float, ...]


def word_counts(word: str, name: bool = False) -> Row:
    """What one word adds to each of :data:`COUNTS`; ``name``: it is a proper name, so neither complex nor (spelt with small
    letters too) unfamiliar."""
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
        int(n >= POLYSYLLABLE and not (name or initialism) and is_complex(word)),
        int((initialism or not name) and not is_familiar(word)),
    )


def is_complex(word: str) -> bool:
    """Gunning's hard word: three syllables and more; not a compound of short easy words, nor three only by -ed or -es.

    A hyphenated word joins its parts, and is complex where one of them is.
    """
    n = syllables.count(word)
    if n < POLYSYLLABLE:
        return False
    parts = _PARTS.split(word)
    if len(parts) > 1:
        return any(is_complex(part) for part in parts)
    lower = _POSSESSIVE.sub("", word.lower())
    if lower in syllables.compounds() or lower.removesuffix("s") in syllables.compounds():
        return False
    return not (n == POLYSYLLABLE and _ADDED_SYLLABLE.search(lower))


class _Memo(dict[str, Row]):
    """Counts of words met before: most words of a text are."""

    def __init__(self, name: bool) -> None:
        super().__init__()
        self.name = name

    def __missing__(self, word: str) -> Row:
        if len(self) >= _MOST_KEPT:
            self.clear()
        self[word] = row = word_counts(word, self.name)
        return row


_ORDINARY, _NAMES = _Memo(False), _Memo(True)


def spelt(sentence: str) -> tuple[list[str], list[str]]:
    """The words of a sentence, as :func:`analysis.reading.words` finds them; and those with a capital behind an opening mark or a colon."""
    found: list[str] = []
    opening: list[str] = []
    for token in sentence.split():
        own, opens = _TOKENS[token]
        found += own
        if opens:
            opening.append(own[0])
    if ":" in sentence:
        opening += _BEHIND_COLON.findall(sentence)
    return found, opening


class _Tokens(dict[str, tuple[tuple[str, ...], bool]]):
    """The words in what stands between two spaces, and whether the first has a capital and an opening mark before it.

    Most words have at most a comma behind them; only the rest is left to the slower pattern.
    """

    def __missing__(self, token: str) -> tuple[tuple[str, ...], bool]:
        if len(self) >= _MOST_KEPT:
            self.clear()
        core = token if token.isalpha() else token.strip(_EDGES)
        own = (core,) if core.isalpha() else tuple(token[start:end] for start, end in words(token))
        self[token] = pair = (own, bool(own) and own[0][0].isupper() and token[0] in _MARKS)
        return pair


_TOKENS = _Tokens()


def forget() -> None:
    """Empty the memory of words met before (for measuring speed)."""
    for memory in (_TOKENS, _ORDINARY, _NAMES):
        memory.clear()


def capitalised_names(sentences: Sequence[Sequence[str]], opening: Iterable[str]) -> tuple[frozenset[str], frozenset[str]]:
    """Names in a text: words with a capital where no sentence, quotation or bracket begins.

    ``sentences`` holds the words of each sentence, ``opening`` those behind an opening mark (see :func:`spelt`). Returns the names, and
    those among them that never occur in small letters: only these are taken for names at the beginning of a sentence as well.
    """
    everywhere = Counter(chain.from_iterable(sentences))
    first = Counter(chain((sentence[0] for sentence in sentences if sentence), opening))
    names = frozenset([word for word, n in everywhere.items() if word[0].isupper() and n > first[word]])
    return names, frozenset([word for word in names if word.lower() not in everywhere])


def sentence_counts(sentence: Sequence[str], names: frozenset[str], always: frozenset[str]) -> list[Row]:
    """The counts of each word of a sentence, in order (the sentence itself is not counted here)."""
    rows = [_NAMES[word] if word in names else _ORDINARY[word] for word in sentence]
    if sentence and sentence[0] not in always:
        rows[0] = _ORDINARY[sentence[0]]
    return rows
