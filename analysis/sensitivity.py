"""How far a number depends on choices that an analyst could defend: what is counted, where a sentence ends, which lexicon.

A choice is a change to the readings (or to the lexicon); every measure is then computed by the same lines as always.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from analysis.page import ROLES
from analysis.reading import Reading, Sentence, words

if TYPE_CHECKING:
    from analysis.compare.differences import Sample
    from analysis.measures import Measure
    from analysis.story import Story

__all__ = ["AS_COUNTED", "CHOICES", "kendall", "orders", "say", "table"]

AS_COUNTED = "as counted here"
_FULL_STOP = re.compile(r"(?<=[.!?])\s+")

Change = Callable[[Reading], Reading]


def _counting(*roles: str) -> Change:
    """Sentences of paragraphs with these roles count as the body does."""
    wanted = frozenset(roles)

    def change(reading: Reading) -> Reading:
        kept = (replace(s, role="body") if s.role in wanted else s for s in reading.sentences)
        return Reading(reading.article, tuple(kept))

    return change


def _cut(reading: Reading) -> Reading:
    """Every full stop, question or exclamation mark before a space ends a sentence (U.S. and Gen. too)."""
    found: list[Sentence] = []
    for s in reading.sentences:
        ends = [s.start + m.end() for m in _FULL_STOP.finditer(reading.text(s.start, s.end))]
        for start, end in zip([s.start, *ends], [*ends, s.end], strict=True):
            inside = tuple(words(reading.article.text, start, end))
            if inside:
                found.append(replace(s, start=start, end=end, words=inside))
    return Reading(reading.article, tuple(found))


CHOICES: Mapping[str, Change] = {
    AS_COUNTED: lambda reading: reading,
    "every full stop ends a sentence": _cut,
    "with the headline": _counting("body", "headline"),
    "with subheads and captions": _counting("body", "subhead", "caption"),
    "with everything on the page": _counting(*ROLES),
}
"""Ways to count an article. Beside these: shared paragraphs once, without quoted words, and other lexicons of tone."""


def table(story: Story) -> pd.DataFrame:
    """Every measure of every article by each choice: ``measure, choice, article_id, value, change`` (from "as counted here").

    *Shared paragraphs once*: a paragraph that is a copy counts in the first article that has it, and in no other. *Without
    quoted words*: the outlet's own voice alone. *By ...*: tone by another lexicon. A measure has the choices that concern it.
    """
    rows = []
    for choice, samples in _samples(story):
        for sample in samples:
            for article, own in sample.articles.items():
                value = float(sample.measure.compute(own.sums.sum(0))) if sample.measure.compute else float("nan")
                rows.append((sample.measure.name, choice, article, value))
    found = pd.DataFrame(rows, columns=["measure", "choice", "article_id", "value"])
    first = found[found["choice"] == AS_COUNTED].set_index(["measure", "article_id"])["value"]
    keys = pd.MultiIndex.from_frame(found[["measure", "article_id"]])
    found["change"] = found["value"] - first.reindex(keys).to_numpy()
    place = {name: n for n, name in enumerate(first.index.get_level_values("measure").unique())}
    return found.sort_values("measure", key=lambda names: names.map(place), kind="stable", ignore_index=True)


def _samples(story: Story) -> Iterator[tuple[str, Sequence[Sample]]]:
    from analysis.sentiment import instruments

    for choice, change in CHOICES.items():
        yield choice, _measured(story, [change(reading) for reading in story.readings])
    once = _shared_once(story)
    if once is not None:
        yield "shared paragraphs once", _measured(story, once)
    yield "without quoted words", [s for s in story.samples if s.voice == "outlet"]
    for sample in instruments.samples(instruments.scores(story.readings, story.corpus.overrides)):
        name = sample.measure.name
        if name != "vader":
            as_tone = replace(sample, measure=replace(sample.measure, name="tone"))
            yield f"by {instruments.LABELS[name]}", [as_tone]


def _measured(story: Story, readings: Sequence[Reading]) -> list[Sample]:
    from analysis import readability, sentiment, speech, tables

    tones = sentiment.tones(readings, story.corpus.overrides)
    kinds = dict(zip(story.entities["entity_id"], story.entities["kind"], strict=True))
    found = readability.samples(readings, story.quotes, voices=("all",))
    found += sentiment.samples(tables.sentences(readings, story.quotes, tones), voices=("all",))
    return found + speech.samples(readings, story.quotes, kinds)


def _shared_once(story: Story) -> list[Reading] | None:
    """The readings without paragraphs that an earlier article has; None where no two articles share any."""
    if story.units is None:
        return None
    seen: dict[object, str] = {}
    found, dropped = [], False
    for reading in story.readings:
        name = reading.article.id
        numbers = dict.fromkeys(s.paragraph for s in reading.sentences)
        units = {n: story.units.get((name, n), (name, n)) for n in numbers}
        own = {n for n, unit in units.items() if seen.setdefault(unit, name) == name}
        dropped = dropped or len(own) < len(numbers)
        found.append(Reading(reading.article, tuple(s for s in reading.sentences if s.paragraph in own)))
    return found if dropped else None


def orders(table: pd.DataFrame, differences: pd.DataFrame) -> pd.DataFrame:
    """Does the order of the articles survive? One row a measure and choice.

    Columns: ``measure, choice, mean_change, largest_change`` (of one article, in either direction), ``tau`` (Kendall's, of the two
    orders; 1: the same, -1: reversed), ``told_apart`` (pairs that ``differences`` tells apart as counted here), ``kept`` (those of
    them that stand in the same order). Where nothing is told apart the order was chance to begin with.
    """
    rows = []
    for measure, own in table.groupby("measure", sort=False):
        values = own.pivot(index="article_id", columns="choice", values="value")
        pairs = differences[
            (differences["measure"] == measure) & (differences["voice"] == "all") & differences["told_apart"].astype(bool)
        ]
        for choice in own["choice"].unique():
            if choice == AS_COUNTED:
                continue
            change = (values[choice] - values[AS_COUNTED]).dropna()
            other = values[choice].to_dict()
            kept = sum((other[a] - other[b]) * d > 0 for a, b, d in _told(pairs))
            largest = float(change[change.abs().idxmax()]) if len(change) else float("nan")
            tau = kendall(values[AS_COUNTED].to_numpy(), values[choice].to_numpy())
            rows.append((measure, choice, change.mean(), largest, tau, len(pairs), kept))
    return pd.DataFrame(rows, columns=["measure", "choice", "mean_change", "largest_change", "tau", "told_apart", "kept"])


def _told(pairs: pd.DataFrame) -> Iterator[tuple[str, str, float]]:
    return zip(pairs["a_article_id"], pairs["b_article_id"], pairs["difference"], strict=True)


def kendall(x: np.ndarray, y: np.ndarray) -> float:
    """Kendall's tau-b of two rows of numbers (Kendall 1945, Biometrika 33, 239-251); NaN of fewer than two, or where all tie.

    >>> kendall(np.array([1, 2, 3, 4]), np.array([1, 2, 4, 3])).__round__(2)
    0.67
    """
    x, y = np.asarray(x, float), np.asarray(y, float)
    known = ~(np.isnan(x) | np.isnan(y))
    one, other = (np.sign(np.subtract.outer(v[known], v[known])) for v in (x, y))
    ties = np.sqrt((one**2).sum() * (other**2).sum())
    return float((one * other).sum() / ties) if ties else float("nan")


def say(orders: pd.DataFrame, measure: Measure) -> str:
    """What :func:`orders` has to say of one measure, as a sentence."""
    own = orders[orders["measure"] == measure.name].dropna(subset=["largest_change"])
    if own.empty:
        return f"{measure.label}: there is too little text to say how it moves."
    most = own.loc[own["largest_change"].abs().idxmax()]
    amount = _signed(measure, most["largest_change"])
    said = f"{measure.label} moves most under “{most['choice']}”: by {amount} in one article"
    if own["tau"].isna().all():
        return f"{said}."
    changed = own[own["tau"] < 1]
    if changed.empty:
        order = f"the order of the articles survives all {len(own)} choices"
    else:
        order = (
            f"{len(changed)} of {len(own)} choices change the order of the articles (Kendall's "
            f"tau {changed['tau'].min():.2f} at the lowest)"
        )
    return f"{said}; {order}{_of_told(int(own['told_apart'].iloc[0]), int(own['kept'].min()))}."


def _of_told(told: int, least: int) -> str:
    """What becomes of the pairs that are told apart, of which the worst choice keeps ``least`` in order."""
    if not told:
        return ", which is no finding in any case, since no two can be told apart"
    if told == 1:
        return f"; the one pair that is told apart {'stays' if least else 'does not stay'} in order under all"
    kept = "stay in order under all" if least == told else f"do not all stay in order ({least} under the worst choice)"
    return f"; the {told} pairs that are told apart {kept}"


def _signed(measure: Measure, value: float) -> str:
    return f"{'+' if value > 0 else '−'}{measure.amount(abs(value))}"
