"""What articles share: passages, containment, groups of copies, and which text is likely the earlier one."""

from analysis.compare.reuse.copies import COPY, groups, one_each, shared_paragraphs
from analysis.compare.reuse.shingles import SHINGLE, Token, containment, longest_passages, runs

__all__ = [
    "COPY",
    "SHINGLE",
    "Token",
    "containment",
    "groups",
    "longest_passages",
    "one_each",
    "runs",
    "shared_paragraphs",
]
