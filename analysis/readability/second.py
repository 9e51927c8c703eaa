"""textstat's scores beside ours: the second opinion that users know."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

from analysis import syllables
from analysis.errors import ResourceError

__all__ = ["second_opinion"]

_NAMES = {
    "flesch_reading_ease": "flesch_reading_ease",
    "flesch_kincaid_grade": "flesch_kincaid_grade",
    "gunning_fog": "gunning_fog",
    "smog_index": "smog_index",
    "automated_readability_index": "automated_readability_index",
    "coleman_liau_index": "coleman_liau_index",
    "dale_chall": "dale_chall_readability_score",
    "new_dale_chall": "dale_chall_readability_score_v2",
    "lix": "lix",
    "rix": "rix",
}


def second_opinion(text: str) -> dict[str, float]:
    """The ten scores as textstat computes them, under our keys.

    They differ by textstat's own counting ("U.S." ends a sentence) and by its formulas: its ``new_dale_chall`` is a grade, not the cloze
    score of 1995 (see ``docs/readability.md``). Its syllables are counted with our table of CMUdict; it downloads nothing.
    """
    if not text.strip():
        return dict.fromkeys(_NAMES, float("nan"))
    textstat = _textstat()
    return {name: float(getattr(textstat, theirs)(text)) for name, theirs in _NAMES.items()}


class _Pronunciations(Mapping[str, list[list[str]]]):
    """Our syllable counts in the form that textstat reads: a pronunciation with as many stressed vowels."""

    def __getitem__(self, word: str) -> list[list[str]]:
        return [["AH0"] * syllables.table()[word]]

    def __iter__(self) -> Iterator[str]:
        return iter(syllables.table())

    def __len__(self) -> int:
        return len(syllables.table())


@lru_cache(maxsize=1)
def _textstat() -> Any:
    """textstat with our dictionary in place of nltk's, which it would download."""
    try:
        import textstat
        from textstat.backend.counts import _count_syllables
    except ImportError as error:
        raise ResourceError("The second opinion comes from the package textstat, which is missing: pip install textstat") from error

    known = _Pronunciations()
    _count_syllables.get_cmudict = lambda lang: known
    return textstat
