"""How far to trust the package: its figures on texts that people marked, beside those of people and of other tools."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from math import isnan, sqrt
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from analysis.errors import InputError
from analysis.evaluation.coding.questions import QUESTIONS
from analysis.evaluation.scoring import compare
from analysis.evaluation.standoff import Marked
from analysis.paths import ROOT, SEEDS
from analysis.views import UNSURE

if TYPE_CHECKING:
    from analysis.articles import Article
    from analysis.quotes.attribution import Quotes
    from analysis.story import Story

__all__ = [
    "GOLD",
    "OTHERS",
    "calibration",
    "coded",
    "coded_calibration",
    "held_out",
    "intervals",
    "others",
    "say_calibration",
    "say_coded",
    "say_held_out",
    "say_intervals",
    "say_seeds",
    "say_tone",
    "seeds",
    "wilson",
]

GOLD = ROOT / "tests" / "seeds_gold.json"
_RESOURCES = Path(__file__).resolve().parents[1] / "resources"
_METRICS = ("right_source", "quoted/right_source", "unquoted/right_source", "content_tokens")
_LABELS = ("who said what", "… quoted", "… not quoted", "which words are reported")
TONE = "tone towards a target"
OTHERS: Mapping[str, tuple[float, float, float, float]] = {
    "two people": (77, 95, 68, 92),
    "Gender Gap Tracker": (42, 50, 36, 67),
    "sayswho": (29, 56, 0, 56),
    "the nearest name": (23, 45, 0, 51),
    "textacy": (17, 37, 0, 39),
}
"""F1 in per cent of people and of other tools for the four figures of :func:`held_out`, on other articles of the same corpus.

Measured in 2026 by the same scorer on PolNeAR's development part, without intervals; "the nearest name" is a rule of one regular
expression. Two people: one annotator scored against the other (Newell, Margolin and Ruths 2018 made the corpus).
"""
GRU_TSC = 83.1  # macro F1 on NewsMTSC's test part "rw" (Hamborg and Donnay 2021)
FEWEST = 8  # statements a point of a calibration curve
COLUMNS = ("what", "value", "low", "high", "n", "unit", "people", "other", "other_name")


def wilson(right: int, n: int) -> tuple[float, float]:
    """The 95 % interval of a share, in per cent (Wilson 1927); NaN of nothing.

    >>> [round(end, 1) for end in wilson(9, 10)]
    [59.6, 98.2]
    """
    if not n:
        return float("nan"), float("nan")
    z, p = 1.959964, right / n
    middle, half = p + z * z / (2 * n), z * sqrt(p * (1 - p) / n + z * z / (4 * n * n))
    low, high = (100 * (middle + sign * half) / (1 + z * z / n) for sign in (-1, 1))
    return max(0.0, low), min(100.0, high)


def held_out() -> pd.DataFrame:
    """F1 in per cent on annotated news that took no part in training, beside people and the best other tool of :data:`OTHERS`.

    Columns ``what, value, low, high, n, unit, people, other, other_name``; ``n`` counts articles, or targets for tone (macro
    F1). More is better. Caveat: the thresholds of certainty were chosen on the same articles.
    """
    card = _card("attribution")
    rows: list[tuple] = []
    for place, (metric, label) in enumerate(zip(_METRICS, _LABELS, strict=True)):
        value, (low, high) = card["scores"][metric]
        tools = {name: figures[place] for name, figures in OTHERS.items() if name != "two people"}
        best = max(tools, key=lambda name: tools[name])
        rest = (card["held_out_articles"], "articles", OTHERS["two people"][place], tools[best], best)
        rows.append((label, value, low, high, *rest))
    tone = _card("tone")
    low, high = (100 * end for end in tone["held_out_macro_f1_interval"])
    rest = (tone["held_out_targets"], "targets", float("nan"), GRU_TSC, "GRU-TSC (published)")
    rows.append((TONE, 100 * tone["held_out_macro_f1"], low, high, *rest))
    return pd.DataFrame(rows, columns=list(COLUMNS))


def others() -> pd.DataFrame:
    """Everything in :data:`OTHERS`, with the package's own figures on top: a row a tool, in per cent."""
    card = _card("attribution")
    own = {"this package (held-out articles)": tuple(card["scores"][metric][0] for metric in _METRICS)}
    return pd.DataFrame.from_dict({**own, **OTHERS}, orient="index", columns=list(_LABELS))


def calibration() -> pd.DataFrame:
    """Confidence against the share that is right, on held-out statements: ``confidence, right, low, high, n``, all but n in per cent."""
    rows = []
    for mean, share, n in _card("attribution")["reliability"]:
        rows.append((100 * mean, 100 * share, *wilson(round(share * n), n), n))
    return pd.DataFrame(rows, columns=["confidence", "right", "low", "high", "n"])


def _card(name: str) -> dict[str, Any]:
    return json.loads((_RESOURCES / f"{name}.json").read_text(encoding="utf-8"))


def seeds(story: Story | None = None, gold: Path = GOLD) -> pd.DataFrame:
    """The package on the five articles of ``seeds/``, which were marked by hand: columns ``what, right, n, value, low, high``.

    ``story`` serves where it is that of the seeds; otherwise they are analysed. Statements are paired as
    :func:`analysis.evaluation.compare` does. Of the gold's statements those of tier *core* must be found; what is found counts as
    right where any is its pair. More is better; intervals are Wilson's. Caveat: five articles on one event, which served to mend
    errors: they show that it works, not how well it works elsewhere. Empty where gold or articles are not here.
    """
    columns = ["what", "right", "n", "value", "low", "high"]
    if not gold.is_file() or not SEEDS.is_dir():
        return pd.DataFrame(columns=columns)
    entries = {entry["id"]: entry for entry in json.loads(gold.read_text(encoding="utf-8"))}
    if story is None or [article.id for article in story.corpus] != list(entries):
        from analysis import analyze, read

        story = analyze(read(SEEDS))
    counts: dict[str, list[bool]] = {}
    names = {i: str(e.name) for i, e in story.identities.entities.items()}
    for article, quotes in zip(story.corpus, story.quotes, strict=True):
        for what, values in _right(article, quotes, entries[article.id], names).items():
            counts.setdefault(what, []).extend(values)
    rows = [(what, sum(v), len(v), 100 * sum(v) / len(v), *wilson(sum(v), len(v))) for what, v in counts.items() if v]
    return pd.DataFrame(rows, columns=columns)


def _right(article: Article, quotes: Quotes, entry: Mapping[str, Any], names: Mapping[str, str]) -> dict[str, list[bool]]:
    """What of one article's gold is right, question by question."""
    roles = {(p.start, p.end): p.role for p in article.paragraphs}
    stretches = {(q.start, q.end): q for q in quotes.quoted}
    held, said = [], []
    for q in entry["quoted"]:
        found = stretches.get(tuple(q["span"]))
        held.append(found is not None and found.role == q["role"])
        if q["role"] == "speech":
            name = names.get(found.speaker, "") if found else ""
            said.append(any(_same(gold, name, entry["persons"]) for gold in (q["speaker"], *q.get("accept", []))))
    return {
        "roles of lines": [roles.get(tuple(p["span"])) == p["role"] for p in entry["paragraphs"]],
        "what quotation marks hold": held,
        "speaker of quoted words": said,
        **_statements(article.text, entry, quotes.attributions, names),
    }


def _statements(text: str, entry: Mapping[str, Any], found: Sequence[Any], names: Mapping[str, str]) -> dict[str, list[bool]]:
    given = entry["attributions"]
    paired = compare(text, [Marked(a["content"], a["cue"], a["source"]) for a in given], found)
    result: dict[str, list[bool]] = {"statements found": [], "… with the right speaker": [], "… of the right kind": []}
    for a, statement in zip(given, paired.gold, strict=True):
        if a["tier"] != "core":
            continue
        partner: Any = statement.partner.given if statement.partner else None
        result["statements found"].append(partner is not None)
        if partner is not None:
            said = [names[s] for s in partner.speakers]
            result["… with the right speaker"].append(_same_speakers(a, said, entry["persons"]))
            result["… of the right kind"].append(partner.kind == a["kind"])
    result["what is found is a statement"] = [p.partner is not None for p in paired.predicted]
    return result


def _same_speakers(gold: Mapping[str, Any], said: Sequence[str], persons: Sequence[str]) -> bool:
    if any(_same(name, s, persons) for name in gold["accept"] for s in said):
        return True
    return len(gold["speaker"]) == len(said) and all(any(_same(name, s, persons) for s in said) for name in gold["speaker"])


def _same(gold: str, said: str, persons: Sequence[str]) -> bool:
    """A person's last names agree but for one letter (of transliteration); others share a word of four letters or more."""
    from rapidfuzz.distance import Levenshtein

    one, other = (re.findall(r"\w+", name.lower()) for name in (gold, said))
    if not one or not other:
        return False
    if gold in persons:
        return Levenshtein.distance(one[-1], other[-1]) <= 1
    return not {w for w in one if len(w) > 3}.isdisjoint(w for w in other if len(w) > 3)


def coded(folder: str | Path) -> tuple[pd.DataFrame, pd.DataFrame]:
    """What ``agree`` wrote into a folder: the agreement of the coders, and the package's scores as :func:`held_out` has them.

    Both are empty for the empty string. Of the scores: F1 (its mean over the classes for tone), and for the kind of statement the
    share that is right.
    """
    if not str(folder):
        return pd.DataFrame(), pd.DataFrame(columns=["what", "value", "low", "high", "n"])
    scores = _table(folder, "scores")
    chosen = scores[
        scores["score"].eq("macro_f1") | (scores["score"].eq("f1") & scores["of"].eq("yes")) | scores["question"].eq("kind")
    ]
    table = pd.DataFrame({"what": [QUESTIONS[q].label for q in chosen["question"]]})
    for column, name in (("value", "value"), ("low", "low"), ("high", "high"), ("n", "items")):
        table[column] = chosen[name].to_numpy()
    return _table(folder, "agreement"), table


def coded_calibration(folder: str | Path) -> pd.DataFrame:
    """Confidence against the share that is right in a coded sample, for statements found, in up to five groups of equal size.

    Right: there is a statement, and its speaker is right. Columns as :func:`calibration`'s; empty where too few were coded.
    """
    items = _table(folder, "items")
    found = items[items["question"].eq("attributed") & items["package"].eq("yes")].set_index("item")
    speaker = items[items["question"].eq("speaker")].set_index("item")["right"].reindex(found.index)
    settled = found["gold"].eq("no") | speaker.notna()  # where there is a statement, somebody must have said whose
    right = found["gold"].eq("yes") & speaker.eq(True)
    order = found.assign(right=right)[settled].sort_values("confidence", kind="stable")
    groups = min(5, len(order) // FEWEST)
    rows = []
    for part in range(groups):
        own = order.iloc[part * len(order) // groups : (part + 1) * len(order) // groups]
        n, hits = len(own), int(own["right"].sum())
        rows.append((100 * own["confidence"].mean(), 100 * hits / n, *wilson(hits, n), n))
    return pd.DataFrame(rows, columns=["confidence", "right", "low", "high", "n"])


def _table(folder: str | Path, name: str) -> pd.DataFrame:
    path = Path(folder).expanduser() / f"{name}.csv"
    if not path.is_file():
        raise InputError(
            f"There is no {path}. Give the folder that the command agree wrote (by default agreed, beside the sheets)."
        )
    return pd.read_csv(path, keep_default_na=True, encoding="utf-8-sig")


def intervals(page: Path = ROOT / "docs" / "differences.md") -> pd.DataFrame:
    """How often intervals hold the truth and tests find what is not there, in simulations: the first table of that page, per cent.

    ``python -m benchmarks.calibration --write`` makes it. Empty where the page is not here.
    """
    found = (
        re.search(r"<!-- calibration -->\n(.*?)<!--", page.read_text(encoding="utf-8"), re.DOTALL) if page.is_file() else None
    )
    lines = [[cell.strip() for cell in line.strip("| ").split("|")] for line in found[1].strip().split("\n")] if found else []
    table = pd.DataFrame(lines[2:], columns=lines[0] if lines else ["population", "holds", "test rejects"])
    return table.apply(lambda column: column if column.name in ("population", "paragraphs") else pd.to_numeric(column))


def say_intervals(table: pd.DataFrame) -> str:
    """The table :func:`intervals` in a sentence."""
    if table.empty:
        return "The simulations are in `docs/differences.md` of a copy of the whole project."
    holds, rejects = table["holds"], table["test rejects"]
    return (
        f"In {len(table)} simulated situations 95 % intervals hold the true value in {holds.min():.0f} to {holds.max():.0f} per cent "
        f"of trials, and tests at 5 per cent find a difference where there is none in {rejects.min():.1f} to {rejects.max():.1f} per cent."
    )


def say_tone() -> str:
    """The calibration of tone towards a target, from its model card."""
    error = 100 * _card("tone")["calibration_error"]
    return (
        f"The probabilities of tone towards a target are off by {error:.1f} percentage points on average (expected calibration error), "
        "on the articles on which they were set."
    )


def say_seeds(table: pd.DataFrame) -> str:
    """The table :func:`seeds` in a sentence."""
    if table.empty:
        return "The five marked articles are not here: they come with a copy of the whole project (`seeds/` and `tests/`)."
    row = table.set_index("what")
    found, right, precise = (
        row.loc[w] for w in ("statements found", "… with the right speaker", "what is found is a statement")
    )
    return (
        f"On the five marked articles {found['right']:.0f} of {found['n']:.0f} statements are found ({_of(found)}), of these "
        f"{right['right']:.0f} with the right speaker; {precise['right']:.0f} of the {precise['n']:.0f} that are found are statements "
        f"({_of(precise)}). Errors in these very articles were looked at while the program was made, so expect less of others."
    )


def _of(row: Any) -> str:
    return f"{row['value']:.0f} per cent, 95 % interval {row['low']:.0f} to {row['high']:.0f}"


def say_held_out(table: pd.DataFrame) -> str:
    """The table :func:`held_out` in sentences."""
    row = table.set_index("what")
    whole, quoted, other = row.loc[_LABELS[0]], row.loc[_LABELS[1]], row.loc[_LABELS[2]]
    reach = "within reach of" if whole["low"] <= whole["people"] <= whole["high"] else "not level with"
    return (
        f"Who said what is right at F1 {whole['value']:.0f} ({whole['low']:.0f} to {whole['high']:.0f}), {reach} two people, who agree "
        f"with each other at {whole['people']:.0f}; the best other tool has {whole['other']:.0f}. Quoted words "
        f"({quoted['value']:.0f}) can be relied on more than reported ones ({other['value']:.0f}): count on about one error in "
        f"{_one_in(quoted['value'])} and one in {_one_in(other['value'])}."
    )


def _one_in(value: float) -> str:
    return f"{100 / (100 - value):.0f}" if value < 100 else "many"


def say_calibration(table: pd.DataFrame) -> str:
    """A calibration table in a sentence: how many points hold the confidence in their interval, and the largest gap."""
    if table.empty:
        return "Too few statements were coded to hold their confidence against what is right."
    inside = int(((table["low"] <= table["confidence"]) & (table["confidence"] <= table["high"])).sum())
    gap = (table["right"] - table["confidence"]).abs().max()
    return (
        f"In {inside} of {len(table)} groups the confidence lies within the interval of the share that is right; the largest gap is "
        f"{gap:.0f} percentage points. Under {100 * UNSURE:.0f} per cent a statement is listed as unsure."
    )


def say_coded(agreement: pd.DataFrame, scores: pd.DataFrame) -> str:
    """A coded sample in sentences: how far the coders agree, and what follows for the package's figures."""
    if agreement.empty and scores.empty:
        return (
            "You have not coded a sample of your own. `python -m analysis sample FOLDER --out coding` draws one, `python -m analysis agree` "
            "reads the sheets, and this notebook's parameter `coded`, or `report --coded`, takes the folder that it writes "
            "(`docs/coding.md`)."
        )
    if scores.empty:
        return "No item was settled, so there is nothing to score the package against."
    weak = [
        f"{r['label']} ({r['alpha']:.2f})" for r in agreement.to_dict("records") if not isnan(r["alpha"]) and r["alpha"] < 0.667
    ]
    best = scores.loc[scores["value"].idxmax()]
    said = f"On your own sample the package does best at “{best['what']}”: {best['value']:.0f} ({best['low']:.0f} to {best['high']:.0f})."
    if agreement.empty:
        return f"{said} One person coded it, so nobody knows yet how far people agree on these questions."
    if weak:
        return f"{said} The coders themselves do not agree well enough on {', '.join(weak)}: figures of these say little."
    return f"{said} The coders agree well enough on every question for these figures to mean something."
