"""The coding kit: a sample for people to code, their agreement, and the package scored against what they agree on.

:func:`draw` and :func:`write` make the sheets (``python -m analysis sample``), :func:`agree` reads them back (``agree``).
``docs/coding.md`` is the worked path.
"""

from analysis.evaluation.coding.agree import TABLES, Agreed, agree
from analysis.evaluation.coding.kit import say, write
from analysis.evaluation.coding.questions import ABOUT, QUESTIONS
from analysis.evaluation.coding.sampling import Sample, draw

__all__ = ["ABOUT", "QUESTIONS", "TABLES", "Agreed", "Sample", "agree", "draw", "say", "write"]
