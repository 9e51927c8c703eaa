"""The quoted stretches that scores are asked about.

:mod:`analysis.quotes.marks` pairs marks for the analysis and may get better from one version to the next. A yardstick must not move
with what it measures, so the scores have this plainer reading of their own:

- Paragraph by paragraph, double marks (``“ ” „ « » "``, and the doubled single marks) open and close in turn; one left open runs to
  the end of its paragraph, and a paragraph may begin inside a quotation that an earlier one opened.
- Outside of these, ``'…'`` or ``‘…’`` is a stretch where the first mark looks like an opening one and a closing one follows; an
  apostrophe is no mark.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

__all__ = ["stretches"]

Span = tuple[int, int]
_PARAGRAPH = re.compile(r"[^\n]+")
# Of three apostrophes that end a word, the first closes a single quotation and the others a double one.
_DOUBLE = re.compile(r"(?<=\S)'(?='')|''|``|‘‘|’’|[“”„«»\"]")
_OPENING, _CLOSING = ("“", "„", "«", "``", "‘‘"), ("”", "»", "’’")
_SINGLE = re.compile(r"['’‘]")
_SINGLE_OPENS = re.compile(
    r"(?<![^\s(\[{—–\-/“„«\"])"  # at the start, or after white space, a bracket, a dash or an opening mark
    r"(?:‘|'(?!\d|(?i:em|til|tis|twas|cause|n|round|bout|d|ll|re|s|ve)\b))"  # no apostrophe of a decade or a clipped word
    r"(?=[^\W_]|[\[$…#@])"
)
_SINGLE_CLOSES = re.compile(r"(?<=\S)['’](?![^\W_])")
_PLURAL = re.compile(r"(?<=[sS])['’](?=\s[a-z])")  # voters' rights: perhaps no mark


def stretches(text: str) -> list[Span]:
    """Quoted stretches, marks included, in text order; none holds another.

    >>> text = "“I'm in,” he said of the 'plan'."
    >>> [text[start:end] for start, end in stretches(text)]
    ["“I'm in,”", "'plan'"]
    """
    found: list[Span] = []
    for paragraph in _PARAGRAPH.finditer(text):
        start, end = paragraph.span()
        doubles = list(_doubles(text, start, end))
        edges = [start, *(edge for span in doubles for edge in span), end]
        singles = [span for a, b in zip(edges[::2], edges[1::2], strict=True) for span in _singles(text, a, b)]
        found += sorted(doubles + singles)
    return found


def _doubles(text: str, start: int, end: int) -> Iterator[Span]:
    """Stretches between double marks in one paragraph."""
    opened, first = None, True
    for mark in _DOUBLE.finditer(text, start, end):
        if mark[0] == "'":
            continue
        side = _side(text, mark, start, end)
        if opened is None:
            if side != "closes":
                opened = mark.start()
            elif first and mark[0] != '"' and re.search(r"[^\W_]", text[start : mark.start()]):
                yield start, mark.end()
                first = False
        elif not (side == "opens" and mark[0] in _OPENING and text[mark.end() : min(mark.end() + 1, end)].strip()):
            yield opened, mark.end()
            opened, first = None, False
    if opened is not None:
        yield opened, end


def _side(text: str, mark: re.Match[str], start: int, end: int) -> str:
    """Does a double mark open or close? By its shape, or for straight ones by what stands beside it; ``""``: either."""
    if mark[0] in _OPENING:
        return "opens"
    if mark[0] in _CLOSING:
        return "closes"
    before = text[mark.start() - 1] if mark.start() > start else " "
    after = text[mark.end()] if mark.end() < end else " "
    if before.isspace() == after.isspace():
        return "opens" if before in "([{—–" and not after.isspace() else ""
    return "opens" if before.isspace() else "closes"


def _singles(text: str, start: int, end: int) -> Iterator[Span]:
    """Stretches between single marks, in a part of a paragraph that no double marks enclose."""
    mark = _SINGLE_OPENS.search(text, start, end)
    while mark:
        closed = _closed(text, mark.end(), end)
        if closed:
            yield mark.start(), closed
        mark = _SINGLE_OPENS.search(text, closed or mark.end(), end)


def _closed(text: str, start: int, end: int) -> int | None:
    """Where the stretch that opened before ``start`` ends. A mark that may be a plural's counts if no better one follows."""
    doubtful = None
    for mark in _SINGLE.finditer(text, start, end):
        if mark[0] == "‘":
            if doubtful:
                break
        elif _SINGLE_CLOSES.match(text, mark.start()):
            if not _PLURAL.match(text, mark.start()):
                return mark.end()
            doubtful = doubtful or mark.end()
    return doubtful
