"""A million articles a day, on paper: hours, cores, gigabytes and money, from what :mod:`benchmarks.peers` has measured."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

__all__ = ["Assumed", "Plan", "Stage", "plan", "table"]

# Stages that the process which puts a part together does alone, however many others work on its articles.
ALONE = ("reading files", "identities", "readability", "tables", "every other table")
GIGA, HOUR = 1e9, 3600.0


@dataclass(frozen=True)
class Assumed:
    """What is assumed, not measured: articles a day, hours of work in a day, and the price of a core for an hour, in dollars."""

    articles: int = 1_000_000
    hours: float = 20.0
    price: float = 0.05


@dataclass(frozen=True)
class Stage:
    """A stage of a day's work: core-hours, its share of all of them (0 to 1), and what they cost."""

    name: str
    core_hours: float
    share: float
    cost: float


@dataclass(frozen=True)
class Plan:
    """A day's work. ``stages`` begin with the one that takes most; ``gigabytes`` of a day by kind, ``memory`` of all processes.

    ``cores`` are those that finish a day's articles in the assumed hours; ``most_jobs`` says beyond how many processes one run
    cannot become faster, since one process puts its parts together (Amdahl 1967); ``kept_articles`` fit into the cache.
    """

    stages: tuple[Stage, ...]
    core_hours: float
    cores: float
    cost: float
    memory: float
    gigabytes: Mapping[str, float]
    most_jobs: float
    kept_articles: float


def plan(
    stages: Mapping[str, float], sizes: Mapping[str, float], peak_mib: float, cache_limit: float, assumed: Assumed | None = None
) -> Plan:
    """Plan a day. ``stages`` are seconds of CPU an article, ``sizes`` bytes an article by kind (one is ``kept work``).

    ``peak_mib`` is the peak memory of one process (MiB), ``cache_limit`` the bytes that the cache keeps.
    """
    own = assumed or Assumed()
    seconds = sum(stages.values())
    hours = {name: spent * own.articles / HOUR for name, spent in stages.items()}
    ordered = sorted(hours, key=lambda name: (-hours[name], name))
    cores = seconds * own.articles / HOUR / own.hours
    return Plan(
        tuple(Stage(n, hours[n], stages[n] / seconds, hours[n] * own.price) for n in ordered),
        seconds * own.articles / HOUR,
        cores,
        seconds * own.articles / HOUR * own.price,
        cores * peak_mib * 2**20 / GIGA,
        {name: size * own.articles / GIGA for name, size in sizes.items()},
        seconds / sum(stages[name] for name in ALONE if name in stages),
        cache_limit / sizes["kept work"],
    )


def table(found: Mapping[str, Any], assumed: Assumed | None = None) -> str:
    """The plan in words and a table, as Markdown; ``found`` is what ``peers.json`` holds."""
    from analysis.cache import LIMIT
    from benchmarks.peers import OURS

    own, peak = assumed or Assumed(), found["contestants"][OURS]["peak_mib"]
    day = plan(found["stages"], found["bytes"], peak, LIMIT, own)
    words = sum(found["words"]) / (len(found["words"]) * found["articles"])
    rows = ["| stage | core-hours a day | share | dollars a day |", "| --- | --- | --- | --- |"]
    rows += [f"| {s.name} | {s.core_hours:,.1f} | {s.share:.1%} | {s.cost:,.2f} |" for s in day.stages]
    rows.append(f"| all | {day.core_hours:,.1f} | 100% | {day.cost:,.2f} |")
    first, room = day.stages[0], day.gigabytes
    head = (
        f"Assumed: {own.articles:,} articles a day of {words:,.0f} words, as those measured; {own.hours:.0f} hours of work in a day; "
        f"{own.price:.2f} dollars for an hour of a core.\n\n"
        f"**{day.cores:,.0f} cores** do it, with {day.memory:,.0f} GB of memory (a process of {peak:,} MiB on each). A day is "
        f"{room['text']:,.1f} GB of text and {room['tables']:,.1f} GB of tables, {365 * room['tables'] / 1000:,.1f} TB a year."
    )
    breaks = (
        f"1. **Time: {first.name}**, {first.share:.0%} of all. Were it free, {day.cores * (1 - first.share):,.0f} cores would do.\n"
        f"2. **One run with many processes.** The articles are worked on beside each other, but one process puts a part together; beyond "
        f"{day.most_jobs:.0f} processes a run gets no faster. So a day is cut into many inputs, a run with `--jobs 1` on each.\n"
        f"3. **The cache.** Kept work of a day takes {room['kept work']:,.1f} GB in two files an article; the cache keeps "
        f"{LIMIT / GIGA:.0f} GB, the work on {day.kept_articles:,.0f} articles. Runs of this size take `--no-cache`: parts that are done "
        "are not done again without it."
    )
    return "\n\n".join([head, "\n".join(rows), "What breaks first, and next:", breaks])
