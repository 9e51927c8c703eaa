"""Sheets as coders give them back: .csv with any of the usual separators, or .xlsx; every row is checked, good ones are kept."""

from __future__ import annotations

import csv
import difflib
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from analysis.encodings import decode
from analysis.errors import InputError
from analysis.evaluation.coding.questions import ABOUT, CODES, KINDS, UNCLEAR
from analysis.spreadsheet import plain

__all__ = ["Coded", "Sheet", "read_sheet", "read_table"]

_MARK = re.compile("^(?:\ufeff|\xef\xbb\xbf)")  # of UTF-8; the second: opened as Western European and saved so
_ROWS = 100_000  # of a page that are read; a sample has some hundreds
_BOTTOM = 1_048_576  # the last row that a spreadsheet has


@dataclass(frozen=True)
class Coded:
    """One row: what the item is about, the code, whose words they are, and where the row stands."""

    about: str
    answer: str
    speaker: str
    where: str


@dataclass
class Sheet:
    """A coder's answers by item; rows that could not be used, and what else was odd, in sentences.

    ``coder`` is the file's name without its ending.
    """

    coder: str
    rows: dict[str, Coded] = field(default_factory=dict)
    left_out: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)


def read_sheet(path: str | Path, about: Mapping[str, str] | None = None) -> Sheet:
    """Read one coder's sheet; ``about`` gives the items of the sample and what each is about (from the key), where it is known.

    Raises :class:`InputError` where the file is no sheet at all.
    """
    path = Path(path)
    sheet, twice = Sheet(path.stem), set()
    rows = read_table(path, ("item", "answer"))
    for where, row in rows:
        item = row["item"]
        if not any(row.values()):
            continue
        found, why = _coded(where, row, about)
        if why:
            sheet.left_out.append(f"{where}, {why}")
        elif found is None:
            continue
        elif item not in sheet.rows:
            sheet.rows[item] = found
            sheet.warnings += _odd(found)
        elif (found.answer, found.speaker) != (sheet.rows[item].answer, sheet.rows[item].speaker):
            twice.add(item)
            sheet.left_out.append(
                f"{where}, column item: {item} is coded in {sheet.rows[item].where} too, and otherwise. Neither counts; remove one."
            )
    for item in twice:
        del sheet.rows[item]
    _count_missing(sheet, rows, about)
    return sheet


def _coded(where: str, row: Mapping[str, str], about: Mapping[str, str] | None) -> tuple[Coded | None, str]:
    """A row's code, or None where it is empty; and why the row cannot be used."""
    item = row["item"]
    if not item:
        return None, "column item: it is empty. Copy the item's name from the sheet as it was drawn."
    if about is not None and item not in about:
        near = difflib.get_close_matches(item, about, 1)
        hint = f" ({near[0]}?)" if near else ""
        return None, f"column item: the sample has no item {item!r}{hint}. Copy its name from the sheet as it was drawn."
    kind = about[item] if about is not None else row.get("about", "").lower()
    if kind not in ABOUT:
        return None, f"column about: {kind!r} is none of {', '.join(ABOUT)}. Give the key with --key, or mend the cell."
    answer = row["answer"].lower()
    if not answer:
        return None, ""
    codes = (*CODES[kind], UNCLEAR)
    if answer not in codes:
        near = difflib.get_close_matches(answer, codes, 1, 0.5)
        hint = f" ({near[0]}?)" if near else ""
        return None, f"column answer: {row['answer']!r} is no code for {kind}{hint}. Write one of {', '.join(codes)}."
    return Coded(kind, answer, row.get("speaker", ""), where), ""


def _odd(row: Coded) -> list[str]:
    """What is said of a row whose speaker and answer do not go together; its answer counts all the same."""
    if row.about != "attributions":
        return []
    if row.answer in KINDS and not row.speaker:
        return [f"{row.where}, column speaker: it is empty. Write whose the words are, or nobody."]
    if row.answer == "none" and row.speaker:
        return [f"{row.where}, column speaker: the answer is none, so the speaker {row.speaker!r} does not count."]
    return []


def _count_missing(sheet: Sheet, rows: Sequence[tuple[str, Mapping[str, str]]], about: Mapping[str, str] | None) -> None:
    empty = [where for where, row in rows if row["item"] and not row["answer"] and row["item"] not in sheet.rows]
    if empty:
        sheet.warnings.append(
            f"{_some(empty)}, column answer: no code yet ({len(empty)} {'row' if len(empty) == 1 else 'rows'}). "
            f"Write a code, or {UNCLEAR}; the other rows count."
        )
    there = {row["item"] for _, row in rows}
    absent = [item for item in about or () if item not in there]
    if absent:
        sheet.warnings.append(f"{sheet.coder}: {len(absent)} items of the sample have no row ({_some(absent)}).")


def _some(names: Sequence[str], most: int = 3) -> str:
    return ", ".join(names[:most]) + (" …" if len(names) > most else "")


def read_table(path: str | Path, needed: Sequence[str]) -> list[tuple[str, dict[str, str]]]:
    """The rows of a table, each with its place (``anna.csv, row 7``, as a spreadsheet counts) and cells by column, lower-cased.

    ``needed`` names columns that it must have. Cells are texts without white space at their ends.
    """
    path = Path(path)
    if not path.is_file():
        raise InputError(f"There is no file {path}. Give the path of a sheet, relative to here.")
    if path.suffix.lower() == ".csv":
        pages = [list(_csv_rows(path))]
    elif path.suffix.lower() in (".xlsx", ".xlsm"):
        pages = _pages(path)
    else:
        raise InputError(f"{path.name}: sheets are read as .csv or .xlsx. Save it as one of these.")
    for rows in pages:
        head = [_MARK.sub("", cell).lower() for cell in rows[0]] if rows else []
        if set(needed) <= set(head):
            cells = (dict(zip(head, (*row, *[""] * len(head)), strict=False)) for row in rows[1:])
            return [(f"{path.name}, row {number}", row) for number, row in enumerate(cells, 2)]
    found = ", ".join(filter(None, pages[0][0])) if pages and pages[0] else "none"
    missing = " and ".join(name for name in needed if name not in found.lower().split(", "))
    raise InputError(
        f"{path.name}, row 1: there is no column {missing}; the columns are: {found}. Keep the first row as it was drawn."
    )


def _csv_rows(path: Path) -> Iterator[list[str]]:
    """Rows of a .csv file, its separator told from the first row."""
    try:
        text = decode(path.read_bytes())
    except InputError as error:
        raise InputError(f"{path.name}: {error}") from error
    first = text.split("\n", 1)[0]
    csv.field_size_limit(max(csv.field_size_limit(), len(text)))  # a passage may be as long as its article
    separator = max(",;\t", key=first.count)
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=separator):
            yield [_cell(cell) for cell in row]
    except csv.Error as error:
        raise InputError(f"{path.name}: it could not be read as CSV ({error}). Save it anew from the spreadsheet.") from error


def _pages(path: Path) -> list[list[list[str]]]:
    from openpyxl import load_workbook

    try:
        book = load_workbook(path, data_only=True, read_only=True)
        try:
            return [_page(page, path.name) for page in book.worksheets]
        finally:
            book.close()
    except InputError:
        raise
    except Exception as error:  # openpyxl raises many kinds for a file that is damaged
        raise InputError(f"{path.name}: it could not be read as .xlsx ({error}). Save it anew from the spreadsheet.") from error


def _page(page: Any, name: str) -> list[list[str]]:
    """The rows of a page as far down as they hold something, in the columns that its first row names."""
    page.reset_dimensions()  # some programs write wrong ones; and rows are then not filled up to the widest
    rows: list[list[str]] = []
    last = width = 0
    for number, row in enumerate(page.iter_rows(values_only=True), 1):
        if number > _ROWS and any(value is not None for value in row):
            raise InputError(
                f"{name}, row {number}: a sheet has at most {_ROWS:,} rows. Remove what stands below the answers, and save it anew."
            )
        if number > _BOTTOM:
            break
        width = width or max((n for n, value in enumerate(row, 1) if value is not None), default=0)
        if number <= _ROWS:
            rows.append([_cell(value) for value in row[:width]])
            last = number if any(rows[-1]) else last
    return rows[:last]


def _cell(value: Any) -> str:
    return plain("" if value is None else str(value).strip())
