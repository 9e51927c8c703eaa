"""Tables as CSV that no spreadsheet executes and every reader reads with the same rows."""

from __future__ import annotations

import csv
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["to_csv"]

_FORMULA = re.compile(r"\s*[=+\-@]|[\t\r]")  # what a cell that is executed begins with (OWASP, "CSV injection")


def to_csv(table: pd.DataFrame) -> str:
    """A table as CSV, UTF-8, a line feed behind each row.

    A text that a spreadsheet would take for a formula has an apostrophe in front. Where a cell holds a carriage return, all
    texts are quoted: readers take a bare one for the end of a row.
    """
    safe = table.copy()
    broken = False
    for place in range(len(safe.columns)):
        texts = [isinstance(value, str) for value in safe.iloc[:, place]]
        if any(texts):
            cells = list(safe.iloc[:, place])
            broken |= any("\r" in cell for cell, text in zip(cells, texts, strict=True) if text)
            safe.isetitem(place, [harmless(cell) if text else cell for cell, text in zip(cells, texts, strict=True)])
    safe.columns = [harmless(str(column)) for column in safe.columns]
    quoting = csv.QUOTE_NONNUMERIC if broken else csv.QUOTE_MINIMAL
    return safe.to_csv(index=False, lineterminator="\n", float_format="%.6g", quoting=quoting)


def harmless(cell: str) -> str:
    """A cell with an apostrophe in front if a spreadsheet would take it for a formula."""
    return f"'{cell}" if _FORMULA.match(cell) else cell
