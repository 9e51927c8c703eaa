"""The figure of ``docs/scale.md``, drawn from ``peers.json``: ``python -m benchmarks.peers_figure`` draws it anew without measuring."""

from __future__ import annotations

import json
import statistics
from pathlib import Path
from typing import Any

import pandas as pd
from matplotlib.axes import Axes

from analysis.figures import style
from benchmarks import peers

PICTURE = peers.ROOT / "docs" / "peers.svg"
FLOOR = "floor: "
TICKS = (0.5, 1, 2, 5, 10, 20, 50, 100)


def ratios(found: dict[str, Any]) -> pd.DataFrame:
    """A contestant a row, in the order drawn: floors apart and last, each part from the slowest to the fastest.

    Columns: ``name``; ``middle, low, high``, times bare spaCy's words a second over the rounds; ``speed``, words a second; ``floor``.
    """
    bare = peers.speeds(found, peers.BARE)
    rows = []
    for name in found["contestants"]:
        own = peers.speeds(found, name)
        times = [a / b for a, b in zip(own, bare, strict=True)]
        rows.append((name, statistics.median(times), min(times), max(times), statistics.median(own), name.startswith(FLOOR)))
    table = pd.DataFrame(rows, columns=["name", "middle", "low", "high", "speed", "floor"])
    return table.sort_values(["floor", "middle", "name"], ignore_index=True)


def draw(found: dict[str, Any], ax: Axes | None = None) -> Axes:
    """Dots on a logarithmic axis: times bare spaCy's speed, the range of the rounds as a line; ours in another colour and mark."""
    table = ratios(found)
    with style.style():
        ax = style.canvas(ax, height=0.42 * len(table) + 0.8)
    at = [-float(n) - 0.5 * floor for n, floor in enumerate(table["floor"])]
    for y, row in zip(at, table.itertuples(), strict=True):
        ours = row.name == peers.OURS
        colour = style.COLOURS[1] if ours else style.GREY if row.floor else style.COLOURS[0]
        ax.plot([row.low, row.high], [y, y], color=colour, linewidth=5, alpha=0.35, solid_capstyle="butt")
        ax.plot(row.middle, y, marker="D" if ours else "o", color=colour, markersize=4.5)
        ax.annotate(f"{row.speed:,.0f}", (row.high, y), (6, 0), textcoords="offset points", va="center", fontsize="small")
        name = ax.text(0, y + 0.42, row.name, transform=ax.get_yaxis_transform(), va="center")
        name.set(fontweight="bold" if ours else "normal", bbox={"color": "white", "pad": 1})
    ax.axvline(1, color=style.GREY, linewidth=0.8, linestyle=":", zorder=0)
    if table["floor"].any():
        ax.axhline(at[int(table["floor"].argmax())] + 0.85, color=style.LIGHT, linewidth=0.8)
    _axes(ax, table, at)
    return _say(ax, table)


def _axes(ax: Axes, table: pd.DataFrame, at: list[float]) -> None:
    ax.set_xscale("log")
    low, high = table["low"].min() / 1.1, table["high"].max() * 2.2  # room for the numbers
    ax.set_xlim(low, high)
    ticks = [tick for tick in TICKS if low <= tick <= table["high"].max()]
    ax.set_xticks(ticks, [f"{tick:g}" for tick in ticks])
    ax.minorticks_off()
    ax.set_ylim(at[-1] - 0.4, at[0] + 0.8)
    ax.set_yticks([])
    ax.spines["left"].set_visible(False)
    ax.set_xlabel("times bare spaCy’s speed → (numbers: words a second)")


def _say(ax: Axes, table: pd.DataFrame) -> Axes:
    said = [f"{row.name} {row.middle:.2f} ({row.low:.2f} to {row.high:.2f})" for row in table.itertuples()]
    return style.say(
        ax,
        alt=f"Dots on a logarithmic axis, times bare spaCy's words a second: {'; '.join(said)}.",
        caption="Words a second of processor time beside spaCy's whole small model in the same round: the median of the rounds, and a "
        "line from the slowest to the fastest. Below the line: floors, parts of our analysis alone. More is faster.",
        data=table,
        n=f"{len(table)} contestants",
        source="benchmarks/peers.json",
    )


def write(found: dict[str, Any], path: Path = PICTURE) -> bool:
    """Draw into an SVG, the same bytes every time; without bare spaCy there is nothing to compare with: False."""
    if peers.BARE not in found["contestants"]:
        return False
    with style.style("column"):
        figure = draw(found).get_figure(root=True)
        assert figure is not None
        figure.savefig(path, format="svg", metadata={"Date": None})
    return True


if __name__ == "__main__":
    write(json.loads(peers.RESULT.read_text(encoding="utf-8")))
