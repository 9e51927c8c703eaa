"""Scores of attribution against a gold standard of your own; ``docs/evaluation.md`` explains formats and figures.

>>> from analysis.evaluation import evaluate
>>> result = evaluate("gold.jsonl", "articles.jsonl")          # doctest: +SKIP
>>> print(result.table())                                            # doctest: +SKIP
"""

from analysis.evaluation.result import Evaluation, evaluate
from analysis.evaluation.scoring import METRICS, RECALL_ONLY, Count, compare, count
from analysis.evaluation.totals import totals

__all__ = ["METRICS", "RECALL_ONLY", "Count", "Evaluation", "compare", "count", "evaluate", "totals"]
