"""What the formulas count: one count of sentences, words, syllables, letters, complex and unfamiliar words for all of them.

The rules: numerals are words, but have no syllables and are left out of syllables per word; a hyphenated word is one word; an initialism
is spelt out; complex words are Gunning's (no names, no -ed or -es, no easy compounds); unfamiliar ones are Dale and Chall's.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from analysis import syllables
from analysis.readability.familiar import is_familiar

__all__ = ["COUNTS", "capitalised_names", "sentence_counts", "word_counts"]

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
_AFTER_MARK = re.compile(r"(?:[\"“„‟«‘(\[]|(?<!\w)'|:\s)([A-Z][^\W_]*(?:['’.&‐‑-][^\W_]+)*)")

Row = tuple[float, ...]


def word_counts(word: str, name: bool = False) -> Row:
    """What one word adds to each of :data:`COUNTS`; ``name``: it is a proper name, so neither complex nor (spelt with small
    letters too) unfamiliar."""
    n = syllables.count(word)
    letters = sum(c.isalpha() for c in word)
    characters = sum(c.isalnum() for c in word)
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
        int(not (name or initialism) and is_complex(word)),
        int(not is_familiar(word) and (initialism or not name)),
    )


def is_complex(word: str) -> bool:
    """Gunning's hard word: three syllables and more; not a compound of short easy words, nor three only by -ed or -es.

    A hyphenated word joins its parts, and is complex where one of them is.
    """
    parts = re.split(r"[-‐‑]", word)
    if len(parts) > 1:
        return any(is_complex(part) for part in parts)
    n, lower = syllables.count(word), re.sub(r"['’]s?$", "", word.lower())
    if n < POLYSYLLABLE or lower in syllables.compounds() or lower.removesuffix("s") in syllables.compounds():
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


def capitalised_names(texts: Iterable[str], sentences: Sequence[Sequence[str]]) -> tuple[frozenset[str], frozenset[str]]:
    """Names in a text: words with a capital where no sentence, quotation or bracket begins.

    ``texts`` are the paragraphs and ``sentences`` the words of each sentence. Returns the names, and those among them that never
    occur in small letters: only these are taken for names at the beginning of a sentence as well.
    """
    inside = Counter(word for words in sentences for word in words[1:] if word[0].isupper())
    after = Counter(word for text in texts for word in _AFTER_MARK.findall(text))
    names = frozenset(word for word, n in inside.items() if n > after[word])
    small = {word for words in sentences for word in words}
    return names, frozenset(word for word in names if word.lower() not in small)


def sentence_counts(words: Sequence[str], names: frozenset[str], always: frozenset[str]) -> list[Row]:
    """The counts of each word of a sentence, in order (the sentence itself is not counted here)."""
    if not words:
        return []
    rows = [_NAMES[word] if word in names else _ORDINARY[word] for word in words]
    rows[0] = _NAMES[words[0]] if words[0] in always else _ORDINARY[words[0]]
    return rows
