"""The words that mark an outlet: how much oftener it uses a word than the others do, with an interval.

The log-odds ratio with an informative Dirichlet prior of Monroe, Colaresi and Quinn (2008), "Fightin' Words: Lexical Feature
Selection and Evaluation for Identifying the Content of Political Conflict", Political Analysis 16, 372-403: the prior expects every
outlet to use a word as often as all of them together, so a rare word needs more evidence than a plain count would ask. Words are
taken as independent of one another; they come in clusters, so the true intervals are somewhat wider.
"""

from __future__ import annotations

from collections.abc import Mapping
from statistics import NormalDist

import numpy as np
import pandas as pd

from analysis.compare.differences import LEVEL, corrected

__all__ = ["COLUMNS", "GRAMMAR", "PRIOR", "VOICES", "counts", "interval", "log_odds", "word_choice"]

PRIOR = 500.0  # words that the prior is worth, shared out as all outlets together use them; about one article
FEWEST = 2  # uses by an outlet; a word used once marks nobody
VOICES = {"outlet": ("outlet",), "all": ("outlet", "reported", "quoted")}
COLUMNS = "article_id term of count rate others log_odds low high p_corrected told_apart confidence evidence".split()
# Grammar, not wording: these words are counted, and none of them is listed.
GRAMMAR = frozenset(
    """
a an the this that these those there here i you he she it we they me him her us them my your his its our their who whom whose
which what and or but nor so yet if of in on at by for with from to into onto over under about after before between against
during without within through as than then when while where why how because although though since until not no be am is are was were been
being have has had having do does did doing will would shall should can could may might must also just only very more most some any each
all both few many other such own same too s t up down out off again further once upon per via
""".split()
)


def counts(tokens: pd.DataFrame, voice: str = "outlet") -> pd.DataFrame:
    """How often each article uses each word: columns ``article_id, term, count``.

    ``tokens`` has the columns of :func:`analysis.tokens.tokens`. ``voice`` is ``outlet`` (the outlet's own words; quoted and
    reported speech left out) or ``all``. Spellings and the number of nouns stay as they are; words that stand in names are left out: whom an
    article names is a matter of coverage.
    """
    own = tokens[tokens["voice"].isin(VOICES[voice]) & (tokens["entity_id"] == "")]
    own = own[~own["tag"].str.startswith("NNP")]
    own = own[own["word"].str.contains("[a-z]", regex=True)]
    table = own.groupby(["article_id", "word"], sort=True).size().rename("count").reset_index()
    return table.rename(columns={"word": "term"})


def log_odds(own: np.ndarray, others: np.ndarray, prior: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Log-odds ratio of each word and its standard error, from the counts of both sides and the prior's.

    The variance is taken whole; leaving out its two terms for all other words, as the paper does, changes nothing where
    a word is rare, but would promise too much where there are but two names for a thing.
    """
    values, variance = [], np.zeros(len(own))
    for n in (np.asarray(own, float), np.asarray(others, float)):
        this = n + prior
        rest = np.maximum(this.sum() - this, 1e-9)
        values.append(np.log(this / rest))
        variance += 1 / this + 1 / rest
    return values[0] - values[1], np.sqrt(variance)


def interval(own: np.ndarray, others: np.ndarray, prior: np.ndarray) -> np.ndarray:
    """Log-odds ratio, and the ends of its 95 per cent interval, a row a word."""
    value, error = log_odds(own, others, prior)
    width = NormalDist().inv_cdf((1 + LEVEL) / 2) * error
    return np.column_stack([value, value - width, value + width])


def word_choice(
    counts: pd.DataFrame,
    units: Mapping[str, str] | None = None,
    copies: Mapping[str, str] | None = None,
    events: Mapping[str, str] | None = None,
    fewest: int = FEWEST,
) -> pd.DataFrame:
    """The words of each unit against those of the others: rows of the table ``word_choice``, the most marking first.

    ``counts`` is what :func:`counts` gives. ``units`` maps articles to what is compared (outlets, groups; without it the
    articles themselves, and ``article_id`` holds the unit). ``copies`` maps articles to groups: copies then count once, on either side (their
    mean), and a unit is not set against copies of itself. ``events`` keeps the comparison within events. ``rate`` and ``others`` are uses in
    1,000 words here and elsewhere. More ``log_odds`` means oftener here. ``low`` and ``high`` are the 95 per cent interval;
    ``p_corrected`` is Holm's over the words of the unit, and ``told_apart`` is true below .05.
    """
    units = units or {a: a for a in counts["article_id"].unique()}
    known = counts[counts["article_id"].map(units).fillna("") != ""]
    parts = []
    for _, part in known.groupby(known["article_id"].map(lambda a: (events or {}).get(a, "")), sort=False):
        parts += [_of_unit(part, units, copies or {}, unit, fewest) for unit in part["article_id"].map(units).unique()]
    parts = [part for part in parts if len(part)]
    return pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=COLUMNS)


def _of_unit(counts: pd.DataFrame, units: Mapping[str, str], copies: Mapping[str, str], unit: str, fewest: int) -> pd.DataFrame:
    whose = counts["article_id"].map(units)
    mine = whose == unit
    group = counts["article_id"].map(lambda a: copies.get(a, a))
    own = _uses(counts[mine], group)
    others = _uses(counts[~mine & ~group.isin(set(group[mine]))], group)
    if own.empty or others.empty:
        return pd.DataFrame(columns=COLUMNS)
    both = pd.DataFrame({"own": own, "others": others}).fillna(0.0)
    total = both["own"] + both["others"]
    prior = (PRIOR * total / total.sum()).to_numpy()
    value, error = log_odds(both["own"].to_numpy(), both["others"].to_numpy(), prior)
    both["rate"], both["elsewhere"] = (1000 * both[side] / both[side].sum() for side in ("own", "others"))
    both[["log_odds", "low", "high"]] = interval(both["own"].to_numpy(), both["others"].to_numpy(), prior)
    both["p"] = [2 * NormalDist().cdf(-abs(z)) for z in value / error]
    shown = both[(both["own"] >= fewest) & ~both.index.isin(GRAMMAR) & (both.index.str.len() > 1)]
    adjusted = corrected(shown["p"].tolist())
    table = pd.DataFrame(
        {
            "article_id": unit,
            "term": shown.index,
            "of": "",
            "count": shown["own"].round().astype(int).to_numpy(),
            "rate": shown["rate"].to_numpy(),
            "others": shown["elsewhere"].to_numpy(),
            "log_odds": shown["log_odds"].to_numpy(),
            "low": shown["low"].to_numpy(),
            "high": shown["high"].to_numpy(),
            "p_corrected": adjusted,
            "told_apart": [p < 1 - LEVEL for p in adjusted],
            "confidence": "",
            "evidence": "",
        }
    )
    order = (table["log_odds"] / (table["high"] - table["low"])).sort_values(ascending=False, kind="stable").index
    return table.loc[order, COLUMNS]


def _uses(counts: pd.DataFrame, group: pd.Series) -> pd.Series:
    """Uses of each word, of copies the mean."""
    size = counts.groupby(group[counts.index])["article_id"].transform("nunique")
    return counts.assign(count=counts["count"] / size).groupby("term", sort=True)["count"].sum()
