"""The report: every notebook run on one corpus, its figures exported, and one folder that opens offline."""

from analysis.report.runner import Report, run

__all__ = ["Report", "run"]
