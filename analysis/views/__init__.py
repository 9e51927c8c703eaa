"""Views: finished tables and texts to HTML for people. No script, no model, nothing from the net.

:func:`annotated` shows an article as a person reads it, :func:`side_by_side` two of them with what they share, :func:`table` a small
table whose offsets lead to the characters. Every range of characters that a table names is an anchor of its article's page:
:func:`link` gives its address.
"""

from analysis.views.article import TABLES, UNSURE, annotated
from analysis.views.links import fragment, link, page_name, pair_name, ranges
from analysis.views.pair import side_by_side
from analysis.views.prose import Markdown
from analysis.views.rows import table
from analysis.views.view import View, sheet

__all__ = [
    "TABLES",
    "UNSURE",
    "Markdown",
    "View",
    "annotated",
    "fragment",
    "link",
    "page_name",
    "pair_name",
    "ranges",
    "sheet",
    "side_by_side",
    "table",
]
