"""What articles share: passages, containment, groups of copies, and which text is likely the earlier one."""

from analysis.compare.reuse.copies import COPY, groups, one_each, shared_paragraphs
from analysis.compare.reuse.passages import Shared, own, shared
from analysis.compare.reuse.shingles import SHINGLE, Token, containment, runs

__all__ = [
    "COPY",
    "SHINGLE",
    "Shared",
    "Token",
    "containment",
    "groups",
    "one_each",
    "own",
    "runs",
    "shared",
    "shared_paragraphs",
]
