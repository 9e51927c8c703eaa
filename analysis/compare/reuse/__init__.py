"""What articles share: passages, containment, groups of copies, and which text is likely the earlier one."""

from analysis.compare.reuse.copies import COPY, groups, one_each, shared_paragraphs
from analysis.compare.reuse.direction import directions
from analysis.compare.reuse.passages import Shared, own, shared
from analysis.compare.reuse.shingles import ALL_PAIRS, SHINGLE, Token, containment, longest, sharing

__all__ = [
    "ALL_PAIRS",
    "COPY",
    "SHINGLE",
    "Shared",
    "Token",
    "containment",
    "directions",
    "groups",
    "longest",
    "one_each",
    "own",
    "shared",
    "shared_paragraphs",
    "sharing",
]
