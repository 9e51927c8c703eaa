"""The project's own errors: sentences that say what is wrong, where, and what to do."""

from __future__ import annotations


class SameStoryError(Exception):
    """Base of all errors that this package raises on purpose."""


class InputError(SameStoryError):
    """Input that cannot be used; the message names the file or row and the remedy."""


class ReportError(SameStoryError):
    """A notebook that failed, or a report that could not be written."""


class ResourceError(SameStoryError):
    """A lexicon or model that should have come with the installation is missing or damaged."""
