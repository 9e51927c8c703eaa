"""textstat's scores beside ours: the second opinion that users know."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import pandas as pd

from analysis import syllables
from analysis.errors import ResourceError
from analysis.readability.formulas import MEASURES
from analysis.readability.tables import scores

if TYPE_CHECKING:
    from analysis.reading import Reading

__all__ = ["beside", "compared", "second_opinion"]

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


def beside(readings: Sequence[Reading], measures: Sequence[str] = tuple(_NAMES)) -> pd.DataFrame:
    """Our scores of the bodies and textstat's: ``article_id, measure, ours, textstat``.

    textstat is given the paragraphs of the body only, so that the difference is one of counting and formulas, not of boilerplate.
    """
    rows = []
    for reading in readings:
        lines = [reading.text(p.start, p.end) for p in reading.article.paragraphs if p.role == "body"]
        ours, theirs = scores("\n".join(lines)), second_opinion("\n".join(lines))
        rows += [(reading.article.id, name, ours[name], theirs[name]) for name in measures]
    return pd.DataFrame(rows, columns=["article_id", "measure", "ours", "textstat"])


def compared(beside: pd.DataFrame, labels: Mapping[str, str]) -> pd.DataFrame:
    """:func:`beside` for people: a row a formula, and for each article our score and textstat's."""
    wide = beside.pivot(index="measure", columns="article_id", values=["ours", "textstat"]).swaplevel(axis=1)
    shown = [(article, whose) for article in beside["article_id"].unique() for whose in ("ours", "textstat")]
    wide = wide.reindex(index=beside["measure"].unique(), columns=pd.MultiIndex.from_tuples(shown))
    names = {name: measure.label for name, measure in MEASURES.items()}
    return wide.rename(index=names).rename(columns=dict(labels), level=0).rename_axis(index=None, columns=[None, None])


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
        raise ResourceError(
            "The second opinion comes from the package textstat, which is missing: pip install textstat"
        ) from error

    known = _Pronunciations()
    _count_syllables.get_cmudict = lambda lang: known
    return textstat
