"""Figures of tone: along each article, by voice, towards targets, and by instrument."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.image import AxesImage

from analysis.figures.style import (
    COLOURS,
    GREY,
    INK,
    LIGHT,
    WIDTHS,
    canvas,
    column_names,
    count,
    legend_below,
    nothing,
    say,
    style,
    width,
)
from analysis.measures import Measure

__all__ = ["agreement", "along", "by_voice", "targets"]

VOICES = {
    "outlet": "outlet's own words",
    "reported": "reported speech",
    "quoted": "quoted words",
    "both": "own and quoted words",
}
_COLOUR = {"outlet": COLOURS[0], "reported": COLOURS[2], "quoted": COLOURS[1], "both": COLOURS[3]}
_MARKER = {"outlet": "o", "reported": "D", "quoted": "s", "both": "^"}
_BAND = 2.4  # height of an article's band, in units of tone
MOST, SIDE_BY_SIDE = 15, 6  # articles that a page has room for, below each other and side by side


def along(sentences: pd.DataFrame, labels: Mapping[str, str], ax: Axes | None = None) -> Axes:
    """Tone of each body sentence in order, a band an article, marked by voice. ``sentences`` is the table of that name.

    Beyond 15 articles the first are drawn, and the caption says so.
    """
    body = sentences[sentences["role"] == "body"]
    known = [a for a in labels if (body["article_id"] == a).any()]
    articles = known[:MOST]
    body = body[body["article_id"].isin(articles)]
    ax = canvas(ax, 1.1 + 0.85 * max(1, len(articles)))
    with style():
        for row, article in enumerate(articles):
            _band(ax, body[body["article_id"] == article], -_BAND * row)
        ax.set_yticks([-_BAND * row for row in range(len(articles))], [labels[a] for a in articles])
        ax.set_ylim(-_BAND * max(0, len(articles) - 1) - 1.25, 1.25)
        ax.set_xlabel("Sentence of the body, in order")
        ax.set_title("Tone along each article (up: positive, down: negative)")
        _bare(ax)
        _legend(ax, [v for v in VOICES if (body["voice"] == v).any()])
    data = body[["article_id", "sentence", "voice", "tone", "tone_told", "tone_reported", "fired"]]
    alt = f"Tone of {len(body)} sentences in {count(len(articles))}, one by one, marked by voice."
    caption = (
        "Tone of each sentence (VADER on a normalised copy; lines at −1, 0 and 1); a mark on the middle line has no word of "
        f"tone. Marks and colours tell whose words they are.{_left_out(len(known), MOST)}"
    )
    return say(ax, alt=alt, caption=caption, data=data)


def _band(ax: Axes, own: pd.DataFrame, middle: float) -> None:
    x = np.arange(1, len(own) + 1)
    for level, thick in ((-1, 0.4), (0, 0.9), (1, 0.4)):
        ax.plot([0.4, len(own) + 0.6], [middle + level] * 2, color=LIGHT, linewidth=thick, zorder=0)
    for level, text in ((-1, "−1"), (1, "+1")):
        ax.annotate(text, (len(own) + 0.7, middle + level), color=GREY, fontsize="small", va="center")
    tone, voice = own["tone"].to_numpy(float), own["voice"].to_numpy(str)
    for name in VOICES:
        at = voice == name
        ax.vlines(x[at], middle, middle + tone[at], color=_COLOUR[name], linewidth=1)
        ax.plot(x[at], middle + tone[at], _MARKER[name], color=_COLOUR[name], markersize=3.6)


def _left_out(articles: int, most: int) -> str:
    return "" if articles <= most else f" The first {most} of {articles} articles are shown."


def _bare(ax: Axes) -> None:
    ax.tick_params(axis="y", length=0)
    ax.spines["left"].set_visible(False)


def _legend(ax: Axes, voices: Sequence[str]) -> None:
    handles = [ax.plot([], [], _MARKER[v], color=_COLOUR[v], markersize=5, label=VOICES[v])[0] for v in voices]
    if handles:
        legend_below(ax, [VOICES[v] for v in voices], handles)


def by_voice(
    voices: pd.DataFrame,
    labels: Mapping[str, str],
    measure: Measure,
    shown: Sequence[str] = ("outlet", "reported", "quoted"),
    ax: Axes | None = None,
) -> Axes:
    """Mean tone of the voices of each article with 95 % intervals; where there is not enough text, it says so.

    Beyond 15 articles the first are drawn, and the caption says so.
    """
    rest, labels = _left_out(len(labels), MOST), dict(list(labels.items())[:MOST])
    own = voices["article_id"].isin(labels)
    part = voices[own & (voices["measure"] == measure.name) & voices["voice"].isin(shown)]
    step = len(shown) + 0.7
    ax = canvas(ax, 1.3 + 0.24 * step * max(1, len(labels)))
    ends = part[["low", "high"]].to_numpy(float)
    ends = ends[~np.isnan(ends)]
    with style():
        ax.axvline(0, color=GREY, linewidth=0.8)
        for row, article in enumerate(labels):
            for n, voice in enumerate(shown):
                _point(ax, part[(part["article_id"] == article) & (part["voice"] == voice)], voice, -(row * step + n))
        ax.set_yticks([-(row * step + (len(shown) - 1) / 2) for row in range(len(labels))], list(labels.values()))
        ax.set_ylim(-(len(labels) * step - 0.7) + 0.3, 0.7)
        ax.set_xlim(min([-0.2, *ends]) - 0.05, max([0.2, *ends]) + 0.05)
        ax.set_xlabel(f"{measure.axis}; to the right: {measure.more_means}")
        ax.set_title(f"{measure.label} by voice, with 95 % intervals")
        _bare(ax)
        _legend(ax, shown)
    enough = int(part["value"].notna().sum())
    names = ", ".join(VOICES[v] for v in shown)
    alt = f"{measure.label} of {names} in {count(len(labels))}: {enough} of {len(part)} means are known."
    few = (
        " Not enough: fewer than three sentences or five paragraphs of that voice, or next to none of them with a word of tone."
        if part["value"].isna().any()
        else ""
    )
    caption = f"Means over sentences, 95 % bootstrap intervals over paragraphs. {measure.source}. {measure.caveat}{few}{rest}"
    return say(ax, alt=alt, caption=caption, data=part)


def _point(ax: Axes, found: pd.DataFrame, voice: str, y: float) -> None:
    said = float(found["n_sentences"].iloc[0]) if len(found) else 0.0  # a fraction where parts of sentences count
    n = round(said)
    told = count(n, "sentence") if n else "less than a sentence"
    if width() <= WIDTHS["column"]:
        told = f"n = {n}" if n else "n < 1"
    known = len(found) > 0 and not np.isnan(found["value"].iloc[0])
    note = told if known else f"{told}: not enough" if said else "none"
    # Beside the axes, where no line or interval runs.
    ax.text(1.01, y, note, transform=ax.get_yaxis_transform(), color=INK if known else GREY, fontsize="small", va="center")
    if not known:
        return
    low, value, high = found[["low", "value", "high"]].iloc[0]
    ax.plot([low, high], [y, y], color=_COLOUR[voice], linewidth=1.6, solid_capstyle="butt")
    ax.plot(value, y, _MARKER[voice], color=_COLOUR[voice], markersize=5)


def agreement(table: pd.DataFrame, labels: Mapping[str, str], ax: Axes | None = None) -> Axes:
    """Rank correlation of each two instruments, with interval and the share of sentences that both put on the same side."""
    known = table.dropna(subset=["rank_correlation"]).sort_values("rank_correlation", ascending=False)
    ax = canvas(ax, 1.1 + 0.42 * max(1, len(known)))
    left = min(-0.1, float(known["low"].min()) - 0.05) if len(known) else -0.1
    with style():
        ax.axvline(0, color=GREY, linewidth=0.8)
        row: Any
        for y, row in enumerate(known.itertuples()):
            ax.plot([row.low, row.high], [-y, -y], color=COLOURS[0], linewidth=1.6)
            ax.plot(row.rank_correlation, -y, "o", color=COLOURS[0], markersize=5)
            text = f"same side in {row.same_sign:.0%} of {row.both_toned}" if row.both_toned else "never both toned"
            ax.annotate(text, (1.04, -y), color=INK, fontsize="small", va="center", annotation_clip=False)
        pairs = zip(known["a"].astype(str), known["b"].astype(str), strict=True)
        names = [f"{labels.get(a, a)} and {labels.get(b, b)}" for a, b in pairs]
        ax.set_yticks([-y for y in range(len(known))], names)
        ax.set_ylim(-max(1, len(known)) + 0.4, 0.6)
        ax.set_xlim(left, 1.02)
        ax.set_xlabel("Rank correlation of sentences (1: the same order)")
        ax.set_title("Do the instruments agree?")
        _bare(ax)
        if known.empty:
            text = "only one instrument, or too little text"
            ax.annotate(text, (0.5, 0.5), xycoords="axes fraction", ha="center", color=GREY)
    alt = f"Rank correlations of {len(known)} pairs of instruments of tone."
    if len(known):
        alt += f" They run from {known['rank_correlation'].min():.2f} to {known['rank_correlation'].max():.2f}."
    caption = (
        "Spearman's rank correlation over body sentences with 95 % intervals (Fisher's z), and the share of the sentences "
        "toned by both on the same side of neutral. The pairs stand "
        "in the order of their correlations. Where instruments disagree, a finding from one alone is no finding."
    )
    return say(ax, alt=alt, caption=caption, data=known, n=f"{count(len(known), 'pair')} of instruments")


def targets(
    towards: pd.DataFrame, names: Mapping[str, str], labels: Mapping[str, str], most: int = 12, ax: Axes | None = None
) -> Axes:
    """Heat map of the tone towards the targets named most, by article: each cell shows mean, n and 95 % interval.

    ``towards`` is what :func:`analysis.sentiment.towards` gives; ``names`` maps target ids to names. A cell is coloured only
    where its interval leaves out 0; where there are too few mentions for an interval, it says so. Beyond six articles the
    first are drawn, and the caption says so: give ``labels`` of those that you want.
    """
    shown = dict(list(labels.items())[:SIDE_BY_SIDE])
    data = _most_named(towards[towards["article_id"].isin(shown)], names, most)
    rows, columns = list(dict.fromkeys(data["target_id"])), list(shown)
    if not rows:
        return nothing(ax, "No person, institution or place is named in the body.", data)
    ax = canvas(ax, 1.5 + 0.46 * len(rows), "page")
    with style():
        sure = data["tone"].where((data["low"] > 0) | (data["high"] < 0), 0.0)
        grid = (
            data.assign(sure=sure).pivot(index="target_id", columns="article_id", values="sure").reindex(rows, columns=columns)
        )
        picture = ax.imshow(grid.fillna(0).to_numpy(float), cmap="PuOr_r", vmin=-1, vmax=1, aspect="auto")
        _rules(ax, len(rows), len(columns))
        for y, x in zip(*np.nonzero(grid.isna().to_numpy()), strict=True):
            ax.annotate("–", (x, y), ha="center", va="center", fontsize="small", color=GREY)
        narrow = len(columns) > 5
        row: Any
        for row in data.itertuples():
            _cell(ax, columns.index(row.article_id), rows.index(row.target_id), row, narrow, picture)
        column_names(ax, list(shown.values()))
        ax.set_yticks(range(len(rows)), [names.get(r, r) for r in rows])
        ax.tick_params(length=0)
        ax.spines[:].set_visible(False)
        ax.set_title("Tone towards whom (mentions in parentheses)")
        figure = ax.get_figure()
        if figure is not None:
            bar = figure.colorbar(picture, ax=ax, shrink=0.8, pad=0.02)
            bar.set_ticks([-1, 0, 1], labels=["−1 negative", "0 neutral", "+1 positive"])
    return say(ax, alt=_alt(data, rows, len(shown)), caption=_caption(narrow, len(labels)), data=data)


def _alt(data: pd.DataFrame, rows: Sequence[str], articles: int) -> str:
    known = int(data["tone"].notna().sum())
    told = int(((data["low"] > 0) | (data["high"] < 0)).sum())
    return (
        f"Tone towards {len(rows)} targets in {count(articles)}; {known} cells have enough mentions for an interval, and "
        f"in {told} of them it leaves out 0."
    )


def _caption(narrow: bool, articles: int) -> str:
    shown = (
        "the number of mentions" if narrow else "the number of mentions, and below the mean its 95 % interval over paragraphs"
    )
    rest = _left_out(articles, SIDE_BY_SIDE)
    return (
        "Mean over mentions of the probability of positive less that of negative, as the sentence treats the target. In the "
        f"cell {shown}. Only cells whose interval leaves out 0 are coloured, their mean in bold; white ones cannot be told from neutral, or "
        "have too few mentions to say; the "
        "most mentioned stand on top, whatever their tone. A dash means that the article does not name the target. Of so many cells one in "
        f"twenty would be coloured by chance.{rest}"
    )


def _rules(ax: Axes, rows: int, columns: int) -> None:
    """Thin lines between the cells, so that white ones are seen to be cells."""
    for y in range(rows + 1):
        ax.axhline(y - 0.5, color=LIGHT, linewidth=0.6)
    for x in range(columns + 1):
        ax.axvline(x - 0.5, color=LIGHT, linewidth=0.6)


def _cell(ax: Axes, x: int, y: int, row: Any, narrow: bool, picture: AxesImage) -> None:
    if np.isnan(row.tone):
        text = f"({row.n})" if narrow else f"too few ({row.n})"
        ax.annotate(text, (x, y), ha="center", va="center", fontsize="small", color=GREY)
        return
    sure = row.low > 0 or row.high < 0
    mean, span = f"{_signed(row.tone)} ({row.n})", f"{_signed(row.low)} to {_signed(row.high)}"
    place: dict[str, Any] = {"ha": "center", "va": "center", "color": _on(picture.to_rgba(row.tone)) if sure else INK}
    ax.annotate(mean, (x, y if narrow else y - 0.18), fontsize="small", fontweight="bold" if sure else "normal", **place)
    if not narrow:
        ax.annotate(span, (x, y + 0.2), fontsize="small", **place)


def _signed(value: float) -> str:
    """Two decimals with a sign, which zero has not."""
    return f"{value:+z.2f}".replace("-", "−").replace("+0.00", "0.00")


def _on(background: Any) -> str:
    """White or ink, whichever stands out more on a colour (relative luminance of WCAG 2)."""
    luminance = float(np.dot(np.asarray(background)[:3] ** 2.2, (0.2126, 0.7152, 0.0722)))
    return "white" if luminance < 0.18 else INK


def _most_named(towards: pd.DataFrame, names: Mapping[str, str], most: int) -> pd.DataFrame:
    known = towards[towards["target_id"].isin(list(names))]
    mentions = known.groupby("target_id", sort=True)["n"].sum().sort_values(ascending=False, kind="stable").head(most)
    order = {target: n for n, target in enumerate(mentions.index)}
    own = known[known["target_id"].isin(order)]
    return own.assign(order=own["target_id"].map(order)).sort_values(["order", "article_id"]).drop(columns="order")
