"""A sample as files: a sheet for spreadsheets, the same as a form for a browser, the codebook, and the key."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from analysis import outputs
from analysis.errors import InputError
from analysis.evaluation.coding.questions import ASKED, CODES, UNCLEAR
from analysis.evaluation.coding.sampling import Sample
from analysis.spreadsheet import to_csv

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["BOM", "FILES", "KEY_FILE", "say", "write"]

TEMPLATES = Path(__file__).parent / "templates"
KEY_FILE = "key.csv"
BOM = b"\xef\xbb\xbf"  # without this mark Excel does not take a file for UTF-8
_WIDTHS = {"before": 50, "passage": 60, "after": 40, "question": 34, "speaker": 24, "note": 24, "item": 12, "about": 12}
_MOST = 32_767  # characters that a cell of a spreadsheet holds
_UNWRITABLE = re.compile(r"[\x00-\x08\x0b-\x0c\x0e-\x1f\ufffe\uffff]")  # XML has no such characters
_CHANGED = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")
_CUT = " [… cut off here: a cell holds no more; sheet.csv and form.html have all of it]"
_LONG_AGO = (1980, 1, 1, 0, 0, 0)  # the earliest time that a zip file can hold


def write(sample: Sample, folder: str | Path, about: str = "") -> list[Path]:
    """Write ``sheet.csv``, ``sheet.xlsx``, ``form.html``, ``codebook.md`` and ``key.csv``; returns those that were written.

    Nothing is ever overwritten: where the folder holds this very sample, what is missing is written and the rest, with the codes in
    it, left alone; where it holds another, :class:`InputError` is raised. The same sample gives the same bytes. ``about``, where it
    is given, becomes ``about.json`` beside them (see :mod:`analysis.about`).
    """
    folder = Path(folder)
    files = {name: make(sample) for name, make in FILES.items()}
    there = [name for name in files if (folder / name).exists()]
    if there and not (folder / KEY_FILE).exists():
        raise InputError(
            f"{folder} holds {there[0]}, and no {KEY_FILE} that says which sample it is of. Name another folder, so that no "
            "code is lost."
        )
    if there and (folder / KEY_FILE).read_bytes() != files[KEY_FILE]:
        raise InputError(
            f"{folder} holds another sample (other articles, size, seed or version). Name another folder, so that no code is lost."
        )
    missing = [name for name in files if name not in there]
    if missing:
        with outputs.locked(folder), outputs.folder(folder) as beside:
            for name in missing:
                (beside / name).write_bytes(files[name])
            if about:
                outputs.write_text(beside / "about.json", about)
    return [folder / name for name in missing]


def say(sample: Sample, written: Sequence[Path], where: Path) -> str:
    """What was drawn, and what to do now."""
    counts = sample.sheet["about"].value_counts(sort=False)
    drawn = ", ".join(f"{n} {name}" for name, n in counts.items())
    what_now = (
        "Give each coder codebook.md and a copy of sheet.xlsx, sheet.csv or form.html under the coder's name. "
        f"Keep {KEY_FILE} closed until all are done."
    )
    return f"The sample ({drawn}) is in {where}. " + (what_now if written else "It was there already; nothing was changed.")


def _csv(table: pd.DataFrame) -> bytes:
    """A table as a spreadsheet opens it."""
    text = to_csv(table)
    return BOM + text.encode("utf-8")


def _workbook(sheet: pd.DataFrame) -> bytes:
    """The sheet as .xlsx, with the codes to choose from in each cell of ``answer``."""
    from openpyxl import Workbook
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.utils import get_column_letter

    book = Workbook()
    page: Any = book.active
    page.title = "coding"
    for row, values in enumerate([tuple(sheet.columns), *sheet.itertuples(index=False)], 1):
        for column, value in enumerate(values, 1):
            cell = page.cell(row, column, _cell(value))
            cell.data_type = "s"  # never a formula
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            cell.font = Font(bold=row == 1 or sheet.columns[column - 1] == "passage")
            if sheet.columns[column - 1] in ("answer", "speaker", "note"):
                cell.fill = PatternFill("solid", fgColor="FFF4DF")
    for column, name in enumerate(sheet.columns, 1):
        page.column_dimensions[get_column_letter(column)].width = _WIDTHS.get(name, 14)
    page.freeze_panes = "B2"
    _add_choices(page, sheet)
    buffer = io.BytesIO()
    book.save(buffer)
    return _timeless(buffer.getvalue())


def _cell(text: str) -> str:
    """A text as a cell holds it: what XML cannot write is written out, as ``\\x1b``, and what is cut off is told."""
    text = _UNWRITABLE.sub(lambda m: ascii(m[0])[1:-1], text)
    return text if len(text) <= _MOST else text[: _MOST - len(_CUT)] + _CUT


def _add_choices(page: Any, sheet: pd.DataFrame) -> None:
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    letter = get_column_letter(list(sheet.columns).index("answer") + 1)
    for about, codes in CODES.items():
        rows = [n for n, name in enumerate(sheet["about"], 2) if name == about]
        if rows:
            choice = DataValidation(type="list", formula1=f'"{",".join((*codes, UNCLEAR))}"', allow_blank=True)
            choice.error = f"Codes are {', '.join((*codes, UNCLEAR))}."
            choice.add(f"{letter}{rows[0]}:{letter}{rows[-1]}")
            page.add_data_validation(choice)


def _timeless(data: bytes) -> bytes:
    """An .xlsx file without the time at which it was made, so that the same sample gives the same bytes."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = _CHANGED.sub(rb"\g<1>1980-01-01T00:00:00Z", old.read(name))
            new.writestr(zipfile.ZipInfo(name, _LONG_AGO), content, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def _form(sheet: pd.DataFrame) -> bytes:
    """The sheet as one page of HTML that needs nothing from outside; answers stay in the browser until they are saved."""
    import mistune
    from jinja2 import Environment, FileSystemLoader

    jinja = Environment(loader=FileSystemLoader(TEMPLATES), autoescape=True, trim_blocks=True, lstrip_blocks=True)
    items = []
    for row in sheet.to_dict("records"):
        left, _, rest = row["passage"].partition("[[") if row["about"] == "targets" else (row["passage"], "", "")
        target, _, right = rest.partition("]]")
        parts = {"left": left, "target": target, "right": right}
        items.append({**row, **parts, "asked": ASKED[row["about"]], "codes": (*CODES[row["about"]], UNCLEAR)})
    codebook = mistune.create_markdown(plugins=["table"])(_codebook())
    page = jinja.get_template("form.html.j2").render(items=items, codebook=codebook, sign=sheet["item"].iloc[0].split("-")[0])
    return (page + "\n").encode("utf-8")


def _codebook() -> str:
    return (TEMPLATES / "codebook.md").read_text(encoding="utf-8")


FILES: dict[str, Callable[[Sample], bytes]] = {
    "sheet.csv": lambda sample: _csv(sample.sheet),
    "sheet.xlsx": lambda sample: _workbook(sample.sheet),
    "form.html": lambda sample: _form(sample.sheet),
    "codebook.md": lambda sample: _codebook().encode("utf-8"),
    KEY_FILE: lambda sample: _csv(sample.key),
}
