"""Tables as CSV that no spreadsheet executes and every reader reads with the same rows."""

from __future__ import annotations

import csv
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["harmless", "plain", "to_csv"]

# What a cell that is executed begins with (OWASP, "CSV injection"): signs, also those of full width, behind what is not seen. Some
# spreadsheets part the cells at semicolons or tabs, whatever the quotation marks: what stands behind one may begin a cell, too.
_SIGN = r"[=+\-@\uff1d\uff0b\uff0d\uff20]"
_UNSEEN = r"\x00-\x08\x0e-\x1f\x7f\xad\u200b-\u200f\u2060\ufeff"
_FORMULA = re.compile(rf"[\s{_UNSEEN}]*{_SIGN}|[\t\r]")
_BEHIND = rf"(?=(?:(?!\t)[\s{_UNSEEN}])*{_SIGN})"  # up to the next tab, so that a row of them takes time by its length
_WITHIN = re.compile(rf"([;\t]){_BEHIND}")
_GUARD = re.compile(rf"(^|[;\t])'{_BEHIND}")


def to_csv(table: pd.DataFrame) -> str:
    """A table as CSV, UTF-8, a line feed behind each row.

    A text that a spreadsheet would take for a formula has an apostrophe in front, also the part of a text behind a semicolon or tab.
    Where a cell holds such a part or a carriage return, all texts are quoted: some readers would end a cell or a row there.
    """
    safe = table.copy()
    broken = False  # by some readers, unless all texts are quoted
    for place in range(len(safe.columns)):
        texts = [isinstance(value, str) for value in safe.iloc[:, place]]
        if any(texts):
            cells = list(safe.iloc[:, place])
            broken |= any("\r" in cell or _WITHIN.search(cell) for cell, text in zip(cells, texts, strict=True) if text)
            safe.isetitem(place, [harmless(cell) if text else cell for cell, text in zip(cells, texts, strict=True)])
    safe.columns = [harmless(str(column)) for column in safe.columns]
    quoting = csv.QUOTE_NONNUMERIC if broken else csv.QUOTE_MINIMAL
    return safe.to_csv(index=False, lineterminator="\n", float_format="%.6g", quoting=quoting)


def harmless(cell: str) -> str:
    """A cell with an apostrophe in front of whatever a spreadsheet would take for a formula."""
    cell = _WITHIN.sub(r"\1'", cell)
    return f"'{cell}" if _FORMULA.match(cell) else cell


def plain(cell: str) -> str:
    """A cell without the apostrophes that :func:`harmless` puts in it."""
    return _GUARD.sub(r"\1", cell)
