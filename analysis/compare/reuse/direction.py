"""Which of two texts is likely the earlier, or the source of the other: a likelihood, with its evidence in words.

Each piece of evidence adds to the log odds that the first article came first; the weights below are judgements, in the open, not
estimates: no corpus with known directions stands behind them. What the page states weighs most, what the wording suggests least,
and nothing can be told from nothing: without evidence the likelihood is empty, not one half.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import permutations

import numpy as np
import pandas as pd

from analysis.compare.reuse.edits import moved_to_past
from analysis.compare.reuse.shingles import Token

__all__ = ["ENOUGH", "WEIGHTS", "directions"]

ENOUGH = 30  # shared words; fewer may be a quotation or a set phrase that both took from elsewhere
WEIGHTS = {
    "date": 3.0,  # both dates stated and different: about 95 in 100
    "inferred date": 1.5,  # one of them inferred
    "credit": 2.0,  # one names the other's outlet as its source: about 88 in 100
    "tense": 0.5,  # an edit from present to past; at most three of them count
    "precision": 0.5,  # a number that became more precise; at most two of them count
    "lead": 0.75,  # one opens with a new lead above most of the other's text
}
MOST = {"tense": 3, "precision": 2}
LEAD = 40  # words: a headline and a sentence, so that the shared text of one begins there and that of the other below
KEPT = 0.5  # of the words of a text that must stand in the other for that to be an update of it
BY_WAY = 0.7  # likelihood of both steps from which an order holds by way of a third article
SAME_TEXT = 0.8  # of what two articles share that the third must share too

_GENERIC = frozenset("news the online com daily press agency".split())
COLUMNS = "a_article_id b_article_id shared_words likelihood evidence".split()


@dataclass
class _Case:
    """The evidence on one pair: log odds that a came first, and why."""

    a: str
    b: str
    words: int
    odds: float = 0.0
    why: list[str] = field(default_factory=list)

    def add(self, kind: str, times: float, why: str) -> None:
        """``times`` is positive where it speaks for a."""
        most = MOST.get(kind, 1)
        self.odds += WEIGHTS[kind] * max(-most, min(most, times))
        self.why.append(why)

    @property
    def likelihood(self) -> float:
        return 1 / (1 + float(np.exp(-self.odds))) if self.odds else float("nan")


def directions(
    passages: pd.DataFrame,
    edits: pd.DataFrame,
    articles: pd.DataFrame,
    credits: Mapping[str, str],
    texts: Mapping[str, Sequence[Token]],
) -> pd.DataFrame:
    """For each two articles that share at least thirty words: how likely is it that ``a`` is the earlier text, or the source?

    ``articles`` has the columns ``article_id, label, outlet, published, published_basis``; ``credits`` maps articles to the words of
    their credit lines; ``texts`` to their words. Columns: ``a_article_id, b_article_id, shared_words, likelihood`` (0 to 1; NaN:
    unknown), ``evidence`` (in words, parted by semicolons). More than one half means that ``a`` came first.
    """
    about = articles.set_index("article_id")
    masks = _masks(passages, texts)
    cases = []
    for (a, b), rows in passages.groupby(["a_article_id", "b_article_id"], sort=False):
        if rows["words"].sum() >= ENOUGH:
            case = _Case(a, b, int(rows["words"].sum()))
            _dates(case, about)
            _credits(case, about, credits)
            _wording(case, edits[edits["passage"].isin(rows["passage"])], about)
            _lead(case, masks, about)
            cases.append(case)
    _by_way_of_a_third(cases, masks, about)
    rows = [(c.a, c.b, c.words, c.likelihood, "; ".join(c.why) or "unknown: nothing speaks for either") for c in cases]
    return pd.DataFrame(rows, columns=COLUMNS)


def _dates(case: _Case, about: pd.DataFrame) -> None:
    one, other = (about.loc[name, "published"] for name in (case.a, case.b))
    first, second = _comparable(one, other)
    if first == second:
        return
    stated = all(str(about.loc[name, "published_basis"]).startswith("stated") for name in (case.a, case.b))
    kind, said = ("date", "dated") if stated else ("inferred date", "dated (in part inferred)")
    case.add(kind, 1 if first < second else -1, f"{_label(about, case.a)} is {said} {one}, {_label(about, case.b)} {other}")


def _comparable(*dates: str) -> list[str]:
    """Dates as far as all of them are known: a day says nothing about an hour, nor does an hour without a zone about one with."""
    moments = [_in_utc(date) for date in dates]
    told = moments if all(moments) else [date[:10] for date in dates] if any(moments) else dates
    return [date[: min(map(len, told))] for date in told]


def _in_utc(date: str) -> str:
    """A date whose hour and zone are stated, to the minute in UTC; of another the empty string."""
    try:
        moment = datetime.fromisoformat(date)
        return moment.astimezone(UTC).isoformat(timespec="minutes") if moment.tzinfo else ""
    except (ValueError, OverflowError):  # no date of ISO 8601, or one at the ends of the calendar
        return ""


def _credits(case: _Case, about: pd.DataFrame, credits: Mapping[str, str]) -> None:
    for sign, source, user in ((1, case.a, case.b), (-1, case.b, case.a)):
        outlet = about.loc[source, "outlet"]
        own = about.loc[user, "outlet"]
        if outlet != own and names(outlet, credits.get(user, "")):
            case.add("credit", sign, f"{_label(about, user)} credits {outlet}")


def names(outlet: str, text: str) -> bool:
    """Does a text name an outlet, by its words (generic ones like *News* set aside) or, in capitals, by its initials?"""
    words = re.findall(r"\w+", outlet)
    telling = [w for w in words if w.lower() not in _GENERIC] or words
    if len(words) > 1 and re.search(rf"\b{''.join(w[0] for w in words).upper()}\b", text):
        return True
    pattern = r"\W+(?:\w+\W+)?".join(map(re.escape, telling))
    return bool(telling) and re.search(rf"\b{pattern}\b", text, re.IGNORECASE) is not None


def _wording(case: _Case, edits: pd.DataFrame, about: pd.DataFrame) -> None:
    changed = [(r.a_words.split(), r.b_words.split(), r.sort) for r in edits.itertuples()]
    for kind, test, what in (
        ("tense", moved_to_past, "from present to past"),
        ("precision", _more_precise, "to a more precise number"),
    ):
        wanted = "tense" if kind == "tense" else "number"
        own = [(a, b) for a, b, sort in changed if sort == wanted]
        onward, back = (sum(test(x, y) for x, y in pairs) for pairs in (own, [(b, a) for a, b in own]))
        if onward != back:
            one, other = (case.a, case.b) if onward > back else (case.b, case.a)
            count = abs(onward - back)
            places = "one place" if count == 1 else f"{count} places"
            case.add(kind, onward - back, f"{places} moved {what} between {_label(about, one)} and {_label(about, other)}")


def _more_precise(a: Sequence[str], b: Sequence[str]) -> bool:
    """Has the second side's only number more digits that count (6,000 and 6,100)?"""
    one, other = (_number(side).strip("0") for side in (a, b))
    return bool(one) and len(one) < len(other)


def _number(side: Sequence[str]) -> str:
    """The digits of the only number of these words; empty where there is none, or more than one."""
    places = [n for n, word in enumerate(side) if re.search(r"\d", word)]
    one = bool(places) and places[-1] - places[0] == len(places) - 1
    return re.sub(r"\D", "", "".join(side)) if one else ""


def _lead(case: _Case, masks: Mapping[tuple[str, str], np.ndarray], about: pd.DataFrame) -> None:
    """An update puts what is new above what was there before: most of one text stands in the other, below a lead of its own."""
    for sign, old, new in ((1, case.a, case.b), (-1, case.b, case.a)):
        kept, below = masks[old, new], masks[new, old]
        if kept.mean() >= KEPT and kept[:LEAD].any() and not below[:LEAD].any():
            case.add(
                "lead", sign, f"{_label(about, new)} puts a lead of its own above most of the text of {_label(about, old)}"
            )


def _by_way_of_a_third(cases: list[_Case], masks: Mapping[tuple[str, str], np.ndarray], about: pd.DataFrame) -> None:
    """Where a third article holds what two share and stands between them in time, their order follows.

    Only orders that have evidence of their own carry further, so that no chain of guesses is built.
    """
    first: dict[tuple[str, str], float] = {}
    for case in cases:
        if case.why:
            first[case.a, case.b], first[case.b, case.a] = case.likelihood, 1 - case.likelihood
    later: dict[str, list[str]] = {}
    for (one, other), likely in first.items():
        if likely >= BY_WAY:
            later.setdefault(one, []).append(other)
    for case in cases:
        if case.why:
            continue
        found = []
        for early, late in permutations((case.a, case.b)):
            ways = [c for c in later.get(early, ()) if late in later.get(c, ()) and _holds(masks, early, late, c)]
            found += [(early, late, max(ways, key=lambda c: min(first[early, c], first[c, late])))] if ways else []
        if len(found) == 1:  # two would contradict each other
            ((early, late, way),) = found
            likely = min(first[early, way], first[way, late])
            case.odds = float(np.log(likely / (1 - likely))) * (1 if early == case.a else -1)
            case.why.append(
                f"what they share stands in {_label(about, way)} too, which is likely later than {_label(about, early)} and "
                f"earlier than {_label(about, late)}"
            )


def _holds(masks: Mapping[tuple[str, str], np.ndarray], one: str, other: str, third: str) -> bool:
    shared = masks[one, other]
    return (one, third) in masks and bool((shared & masks[one, third]).sum() >= SAME_TEXT * shared.sum())


def _masks(passages: pd.DataFrame, texts: Mapping[str, Sequence[Token]]) -> dict[tuple[str, str], np.ndarray]:
    """For each two articles, either way: which words of the first stand in a passage that the second shares."""
    starts = {name: np.array([t[1] for t in tokens], int) for name, tokens in texts.items()}
    found: dict[tuple[str, str], np.ndarray] = {}
    for name, start, end, other in _sides(passages):
        mask = found.setdefault((name, other), np.zeros(len(starts[name]), bool))
        mask[slice(*np.searchsorted(starts[name], [start, end]))] = True
    return found


def _sides(passages: pd.DataFrame) -> Iterable[tuple[str, int, int, str]]:
    for row in passages.itertuples():
        yield row.a_article_id, row.a_start, row.a_end, row.b_article_id
        yield row.b_article_id, row.b_start, row.b_end, row.a_article_id


def _label(about: pd.DataFrame, name: str) -> str:
    return str(about.loc[name, "label"])
