"""Coders' sheets to agreement, disagreements, an agreed gold, and the package's scores against it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from analysis import outputs
from analysis.errors import InputError
from analysis.evaluation.coding import reliability, scores
from analysis.evaluation.coding.kit import BOM, KEY_FILE
from analysis.evaluation.coding.questions import POLARITIES, QUESTIONS, same_speaker
from analysis.evaluation.coding.reliability import Answers
from analysis.evaluation.coding.sheets import Sheet, read_sheet, read_table
from analysis.spreadsheet import to_csv

__all__ = ["Agreed", "agree"]

GOLD = "gold.csv"
TABLES = ("agreement", "disagreements", "gold", "scores", "items")  # files of these names are written
_NAMES = {"precision": "precision", "recall": "recall", "f1": "F1", "macro_f1": "mean F1", "accuracy": "right"}
Adjudicated = Mapping[tuple[str, str], str]


@dataclass(frozen=True)
class Agreed:
    """What several coders' sheets come to; ``docs/coding.md`` describes the tables.

    ``agreement`` (a question a row), ``disagreements``, ``gold``, and, where the key is known, ``scores`` of the package and
    ``items`` (gold and package side by side). ``left_out`` lists rows and files that could not be
    used, ``warnings`` what else is to be known, in sentences.
    """

    agreement: pd.DataFrame
    disagreements: pd.DataFrame
    gold: pd.DataFrame
    scores: pd.DataFrame
    items: pd.DataFrame
    coders: tuple[str, ...]
    left_out: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()

    def table(self) -> str:
        """The figures for people."""
        n, ties = len(self.coders), int((self.gold["how"] == "tie").sum())
        parts = [f"{n} coder{'s' * (n != 1)}: {', '.join(self.coders)}."]
        if len(self.agreement):
            lines = [_agreement_line(row) for row in self.agreement.to_dict("records")]
            parts += ["Agreement (Krippendorff's alpha with its 95 % interval):", "\n".join(lines)]
            parts.append(f"{len(self.disagreements)} answers differ; {ties} have no majority and wait for a decision ({GOLD}).")
        if len(self.scores):
            parts += ["The package against the agreed answers, in per cent, weighted to all of the articles:"]
            parts.append(_score_lines(self.scores))
        return "\n\n".join(parts)

    def write(self, folder: str | Path, about: str = "") -> list[Path]:
        """Write the tables as CSV, and ``about``, where it is given, as ``about.json`` (see :mod:`analysis.about`).

        What was adjudicated in ``gold.csv`` there is in ``gold`` already: see :func:`agree`.
        """
        folder = Path(folder)
        with outputs.locked(folder), outputs.folder(folder) as beside:
            for name in TABLES:
                text = to_csv(getattr(self, name))
                (beside / f"{name}.csv").write_bytes(BOM + text.encode("utf-8"))
            if about:
                outputs.write_text(beside / "about.json", about)
        return [folder / f"{name}.csv" for name in TABLES]


def agree(
    sheets: Sequence[str | Path],
    key: str | Path | None = None,
    out: str | Path | None = None,
    *,
    bootstrap: int = 1000,
    seed: int = 0,
) -> Agreed:
    """Compare coders' sheets, and the package with what they agree on.

    ``sheets`` are .csv or .xlsx files, one a coder; ``key`` is the sample's ``key.csv`` (default: beside the first sheet, where it is).
    ``out`` is the folder of an earlier run: what was written there into the column ``adjudicated`` of ``gold.csv`` decides. A bad
    row costs itself alone and a bad file itself alone. Raises :class:`InputError` where no sheet can be used.
    """
    known = _key(Path(key) if key else Path(sheets[0]).with_name(KEY_FILE), bool(key))
    read, left_out, warnings = _sheets(sheets, known)
    found = reliability.by_question(read)
    coders = tuple(sheet.coder for sheet in read)
    passages = dict(zip(known["item"], known["passage"], strict=True)) if known is not None else {}
    gold = _gold(found, coders, passages, _adjudicated(Path(out) if out else None))
    differ = gold[gold["how"].isin(["majority", "tie"]) | (gold["how"].eq("adjudicated") & _various(gold, coders))]
    if len(coders) < 2:
        warnings.append("There is one coder, so there is no agreement to measure, and the gold is what one person thinks.")
    if known is None:
        warnings.append(f"There is no {KEY_FILE} beside the first sheet, so the package was not scored. Name it with --key.")
        empty = pd.DataFrame(columns=list(scores.COLUMNS))
        table, items = empty, pd.DataFrame()
    else:
        answers = {(r["item"], r["question"]): r["gold"] for r in gold.to_dict("records")}
        items = scores.compared(answers, known)
        table = scores.scores(items, known, seed=seed)
        if ties := int((gold["how"] == "tie").sum()):
            warnings.append(
                f"{ties} answers without a majority are left out of the scores, which are those of the easier items until "
                f"somebody decides them in {GOLD}, column adjudicated."
            )
    agreement = reliability.agreement(found, bootstrap, seed)
    return Agreed(agreement, differ, gold, table, items, coders, tuple(left_out), tuple(warnings))


def _sheets(paths: Sequence[str | Path], key: pd.DataFrame | None) -> tuple[list[Sheet], list[str], list[str]]:
    """The sheets that could be read, with names of their own; what was left out; warnings."""
    about = dict(zip(key["item"], key["about"], strict=True)) if key is not None else None
    read: list[Sheet] = []
    left_out: list[str] = []
    for path in paths:
        try:
            sheet = read_sheet(path, about)
        except InputError as error:
            left_out.append(str(error))
            continue
        left_out += sheet.left_out
        if not sheet.rows:
            left_out.append(f"{Path(path).name}: no row of it could be used.")
        elif sheet.coder in [other.coder for other in read]:
            left_out.append(f"{path}: another sheet is called {sheet.coder} too. Name each file after its coder.")
        else:
            read.append(sheet)
    if not read:
        raise InputError("No sheet could be used. " + " ".join(left_out))
    return read, left_out, [warning for sheet in read for warning in sheet.warnings]


def _key(path: Path, named: bool) -> pd.DataFrame | None:
    """The key of a sample; None where there is none and none was named."""
    if not path.is_file() and not named:
        return None
    needed = (
        "item",
        "about",
        "article_id",
        "start",
        "end",
        "stratum",
        "population",
        "answer",
        "speaker",
        "accept",
        "confidence",
        "passage",
    )
    rows = read_table(path, needed)
    table = pd.DataFrame([row for _, row in rows], columns=list(needed))
    try:
        for column in ("start", "end", "population"):
            table[column] = table[column].astype(int)
        table["confidence"] = [float(cell or "nan") for cell in table["confidence"]]
    except (ValueError, OverflowError) as error:
        raise InputError(f"{path}: a number in it was changed ({error}). Use the {KEY_FILE} that was drawn.") from error
    return table


def _gold(found: Answers, coders: Sequence[str], passages: Mapping[str, str], adjudicated: Adjudicated) -> pd.DataFrame:
    """An item and question a row: every coder's answer, what they come to, how, and a column for whoever decides the rest."""
    rows: list[dict[str, Any]] = []
    for name, question in QUESTIONS.items():
        for item, own in found[name].items():
            decided = adjudicated.get((item, name), "")
            answer, how = (decided, "adjudicated") if decided else reliability.settled(question, own)
            cells = {f"coder {coder}": own.get(coder, "") for coder in coders}
            rows.append(
                {
                    "item": item,
                    "question": name,
                    "passage": passages.get(item, ""),
                    **cells,
                    "gold": answer,
                    "how": how,
                    "adjudicated": decided,
                }
            )
    lost = set(adjudicated) - {(row["item"], row["question"]) for row in rows}
    if lost:
        place = min(lost)
        raise InputError(
            f"{GOLD} of the earlier run decides on {place[0]} ({place[1]}), which these sheets do not have. Name another folder with "
            "--out, so that no decision is lost."
        )
    columns = ["item", "question", "passage", *(f"coder {coder}" for coder in coders), "gold", "how", "adjudicated"]
    return pd.DataFrame(rows, columns=columns)


def _various(gold: pd.DataFrame, coders: Sequence[str]) -> pd.Series:
    """Where the coders' own answers differ."""
    columns = [f"coder {coder}" for coder in coders]
    return pd.Series(
        [
            len(set(reliability.grouped(QUESTIONS[q], {c: a for c, a in zip(columns, own, strict=True) if a}).values())) > 1
            for q, own in zip(gold["question"], gold[columns].to_numpy(), strict=True)
        ],
        index=gold.index,
        dtype=bool,
    )


def _adjudicated(folder: Path | None) -> dict[tuple[str, str], str]:
    """What an earlier run's gold (.csv, or .xlsx where it was saved so) had decided by hand."""
    found: dict[tuple[str, str], str] = {}
    paths = [folder / GOLD, (folder / GOLD).with_suffix(".xlsx")] if folder else []
    for path in filter(Path.is_file, paths):
        for where, row in read_table(path, ("item", "question", "adjudicated")):
            if not row["adjudicated"]:
                continue
            question, place = QUESTIONS.get(row["question"]), (row["item"], row["question"])
            answer = row["adjudicated"].lower() if question and question.codes else row["adjudicated"]
            if question is None or (question.codes and answer not in question.codes):
                codes = ", ".join(question.codes) if question else ", ".join(QUESTIONS)
                raise InputError(
                    f"{where}, column adjudicated: {answer!r} is no code for {row['question']}. Write one of {codes}."
                )
            if found.setdefault(place, answer) != answer and not same_speaker(answer, [found[place]]):
                raise InputError(f"{where}, column adjudicated: {GOLD} beside it decides otherwise. Keep one of the two files.")
    return found


def _agreement_line(row: Mapping[str, Any]) -> str:
    if pd.isna(row["alpha"]):
        value = "    -"
    else:
        value = f"{row['alpha']:5.2f}" + ("" if pd.isna(row["low"]) else f" ({row['low']:.2f} to {row['high']:.2f})")
    return f"{row['label']:<26}{value:<24}{row['items']:>4} items, {row['percent']:3.0f} % alike   {row['reading']}"


def _score_lines(table: pd.DataFrame) -> str:
    """A question and class a line: precision, recall and F1, or whatever else there is."""
    lines = []
    for (question, of), own in table.groupby(["question", "of"], sort=False):
        named = f"{QUESTIONS[question].label}{f' ({of})' if of in POLARITIES else ''}"
        figures = "".join(f"{_NAMES[r['score']]} {_figure(r):<22}" for r in own.to_dict("records"))
        lines.append(f"{named:<36}{figures}{own['items'].iloc[0]:>4} items")
    return "\n".join(lines)


def _figure(row: Mapping[str, Any]) -> str:
    return "    -" if pd.isna(row["value"]) else f"{row['value']:5.1f} ({row['low']:.1f} to {row['high']:.1f})"
