"""Readability by the published formulas: :class:`analysis.reading.Reading` -> scores.

``scores`` for any plain text; ``table`` for articles; ``hardest`` for what stands behind a score.
``docs/readability.md`` compares each formula's published definition, textstat's, and ours.
"""

from analysis.readability.closer import hardest, paragraphs, sentences
from analysis.readability.counting import COUNTS
from analysis.readability.formulas import FRONT_PAGE, MEASURES, SMALLEST, cautions
from analysis.readability.second import beside, compared, second_opinion
from analysis.readability.tables import VOICES, paragraph_counts, samples, scores, table

__all__ = [
    "COUNTS",
    "FRONT_PAGE",
    "MEASURES",
    "SMALLEST",
    "VOICES",
    "beside",
    "cautions",
    "compared",
    "hardest",
    "paragraph_counts",
    "paragraphs",
    "samples",
    "scores",
    "second_opinion",
    "sentences",
    "table",
]
