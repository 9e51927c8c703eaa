"""Statements that several articles tell: how each one gave them, and where their source was lost.

Versions are aligned by speaker, time and words (:mod:`.align`), held against the fullest one (:mod:`.change`), and looked for
where they stand without their source (:mod:`.lost`). Tables in, tables out.
"""

from analysis.compare.statements.change import CHANGES
from analysis.compare.statements.headlines import headline_quotes
from analysis.compare.statements.lost import lost_attributions
from analysis.compare.statements.table import SILENT, grid, heard_once, statements

__all__ = ["CHANGES", "SILENT", "grid", "headline_quotes", "heard_once", "lost_attributions", "statements"]
