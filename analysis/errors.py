"""The project's own errors: sentences that say what is wrong, where, and what to do."""

from __future__ import annotations

import re

# Controls (C0, DEL, C1), marks of direction, separators of lines: they move a terminal's cursor, or hide what is said.
_UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")


def plain(text: str) -> str:
    """A text as a terminal may print it: characters that steer it are written out, as ``\\x1b``."""
    return _UNSEEN.sub(lambda m: ascii(m[0])[1:-1], text)


class SameStoryError(Exception):
    """Base of all errors that this package raises on purpose."""


class InputError(SameStoryError):
    """Input that cannot be used; the message names the file or row and the remedy."""


class ReportError(SameStoryError):
    """A notebook that failed, or a report that could not be written."""


class ResourceError(SameStoryError):
    """A lexicon or model that should have come with the installation is missing or damaged."""
