"""Who speaks: how much, how, and where in each article."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from analysis.figures.style import (
    COLOURS,
    GREY,
    INK,
    LIGHT,
    canvas,
    column_names,
    count,
    ink_on,
    legend_below,
    nothing,
    say,
    style,
)

__all__ = ["KINDS", "positions", "source_kinds", "speakers", "voices"]

KINDS = {
    "person": "a named person",
    "institution": "an institution",
    "place": "a country or its capital",
    "document": "a document",
    "anonymous": "an unnamed source",
    "": "nobody, or not identified",
}
_HATCHES = {
    "institution": "\\\\\\",
    "place": "||",
    "document": "....",
    "anonymous": "xxxx",
}  # for those who print without colours
MOST_ROWS, MOST_ARTICLES, LANES = 14, 12, 6
_NARROW = 0.075  # of the longest bar; a narrower part has no room for its number


def speakers(table: pd.DataFrame, labels: Mapping[str, str], ax: Axes | None = None) -> Axes:
    """Words attributed to each speaker, by article: a disc's area is the number of words, which stands beside it.

    ``table`` is ``story.speakers``. The speakers with most words over all articles are drawn, at most 14.
    """
    shown = list(labels)[:MOST_ARTICLES]
    words = table.pivot_table(index="speaker_id", columns="article_id", values="words", aggfunc="sum", fill_value=0)
    words = words.reindex(columns=shown, fill_value=0)
    names = dict(zip(table["speaker_id"], table["name"], strict=True))  # two people may have one name
    words.index = pd.Index([names[speaker] for speaker in words.index], name="name")
    words = words.loc[words.sum(axis=1).sort_values(kind="stable", ascending=False).index]
    rest = len(words) - MOST_ROWS
    words = words.head(MOST_ROWS)
    if words.empty:
        return nothing(ax, "No speaker was identified.", words.reset_index())
    with style():
        ax = canvas(ax, 1.35 + 0.29 * max(1, len(words)), "page")
        _discs(ax, words)
        ax.set_yticks(range(len(words)), [_short(n, 34) for n in words.index])
        column_names(ax, [labels[a] for a in shown], top=True)
        ax.set_xlim(-0.5, max(0.5, len(shown) - 0.35))
        ax.set_ylim(max(len(words) - 0.4, 0.6), -0.6)
        ax.tick_params(length=0)
        ax.spines[:].set_visible(False)
        ax.set_title("Who speaks, and how much", pad=10)
        ax.set_xlabel("words attributed to the speaker, quoted and reported", labelpad=6)
    more = f" {rest} speakers with fewer words are not drawn." if rest > 0 else ""
    top = [f"{n} ({int(w.sum())} words)" for n, w in words.head(3).iterrows()]
    said = f"Most words: {', '.join(top)}." if top else "No speaker was identified."
    return say(
        ax,
        alt=f"A grid of speakers by articles; the discs' areas are words attributed. {said}",
        caption="Words that each article attributes to each speaker, quoted or reported; where two speak as one, both count. The "
        f"speakers stand in the order of their words in all articles, counts of these texts.{more}{_rest(len(shown), len(labels))}",
        data=words.reset_index().rename(columns=dict(labels)),
        n=count(len(shown)),
    )


def _discs(ax: Axes, words: pd.DataFrame) -> None:
    largest = max(1, int(words.to_numpy().max(initial=0)))
    for row, (_, counts) in enumerate(words.iterrows()):
        ax.axhline(row, color=LIGHT, linewidth=0.6, zorder=0)
        for column, number in enumerate(counts):
            if number:
                ax.scatter(column, row, s=12 + 250 * number / largest, color=COLOURS[0], zorder=2)
                radius = (12 + 250 * number / largest) ** 0.5 / 2  # points: a disc's size is the square of its width
                place = (radius + 3, 0)
                ax.annotate(f"{int(number)}", (column, row), xytext=place, textcoords="offset points", va="center",
                            fontsize="small", bbox={"facecolor": "white", "edgecolor": "none", "pad": 1})  # fmt: skip


def source_kinds(statements: pd.DataFrame, entities: pd.DataFrame, labels: Mapping[str, str], ax: Axes | None = None) -> Axes:
    """Which kinds of source an article lets speak: its attributed words by the kind of their (first) speaker.

    ``statements`` is ``story.attributions``, ``entities`` ``story.entities``.
    """
    kind_of = dict(zip(entities["entity_id"], entities["kind"], strict=True))
    first = statements["speaker_ids"].str.split(";").str[0]
    table = statements.assign(kind=[kind_of.get(s, "") for s in first])
    words = table.pivot_table(index="article_id", columns="kind", values="words", aggfunc="sum", fill_value=0)
    shown = [a for a in labels if a in words.index][:MOST_ARTICLES]
    words = words.reindex(index=shown, columns=list(KINDS), fill_value=0)
    if words.empty:
        return nothing(ax, "No statement is attributed to a source.", words.reset_index())
    with style():
        ax = canvas(ax, 1.5 + 0.34 * max(1, len(shown)))
        colours = (*COLOURS[:4], COLOURS[5], LIGHT)
        left = np.zeros(len(shown))
        for colour, kind in zip(colours, KINDS, strict=True):
            values = words[kind].to_numpy(float)
            hatch = _HATCHES.get(kind, "")
            rows = range(len(shown))
            ax.barh(rows, values, left=left, color=colour, height=0.66, label=KINDS[kind], edgecolor="white", hatch=hatch)
            for row, value in enumerate(values):
                if value >= _NARROW * max(1.0, float(words.sum(axis=1).max())):
                    box = {"facecolor": colour, "edgecolor": "none", "pad": 1.5}
                    middle = left[row] + value / 2
                    ax.text(
                        middle, row, f"{int(value)}", ha="center", va="center", color=ink_on(colour), fontsize="small", bbox=box
                    )
            left += values
        ax.set_yticks(range(len(shown)), [labels[a] for a in shown])
        ax.set_ylim(max(len(shown) - 0.5, 0.5), -0.5)
        ax.set_xlabel("words attributed to sources")
        ax.set_title("What kinds of source speak")
        legend_below(ax, list(KINDS.values()))
    return say(
        ax,
        alt="Bars of attributed words by kind of source: " + _kinds_in_words(words, labels),
        caption="Attributed words by the kind of their source. The grey part has no source in the text, or one who was not identified."
        + _rest(len(shown), sum(a in labels for a in set(statements["article_id"]))),
        data=words.rename(columns=KINDS).reset_index(),
        n=count(len(shown)),
    )


def _kinds_in_words(words: pd.DataFrame, labels: Mapping[str, str]) -> str:
    parts = [f"{labels[a]}: {', '.join(f'{int(v)} {KINDS[k]}' for k, v in row.items() if v)}" for a, row in words.iterrows()]
    return "; ".join(parts) + "." if parts else "no statements."


def positions(
    statements: pd.DataFrame, entities: pd.DataFrame, articles: pd.DataFrame, lengths: Mapping[str, int], ax: Axes | None = None
) -> Axes:
    """Where in each article which speaker is heard: a lane a speaker, from the article's first character to its last.

    ``lengths`` gives each article's length in characters. Dark: all words quoted; medium: some; light: reported in the
    outlet's words. At most six speakers an article, those with most words.
    """
    names = dict(zip(entities["entity_id"], entities["name"], strict=True))
    rows, ticks, heads = _lanes(statements, names, articles)
    with style():
        ax = canvas(ax, 1.6 + 0.185 * max(4, len(ticks) + 1.7 * len(heads)), "page")
        shades = {"direct": COLOURS[0], "mixed": "#5AA3D0", "indirect": "#BFD9EA"}
        for lane, _, row in rows:
            length = max(1, lengths[row.article_id])
            ax.barh(
                lane, 100 * (row.end - row.start) / length, left=100 * row.start / length, height=0.72, color=shades[row.kind]
            )
        for lane, label in heads:
            ax.axhline(lane + 0.62, color=GREY, linewidth=0.6)
            ax.text(0, lane + 0.42, label, fontweight="bold", va="bottom", ha="left", fontsize="small")
        ax.set_yticks([lane for lane, _ in ticks], [_short(name, 30) for _, name in ticks])
        ax.tick_params(axis="y", length=0)
        lowest = max([lane for lane, _ in (*ticks, *heads)], default=1)
        ax.set_ylim(lowest + 0.7, -1.2)
        ax.set_xlim(0, 100)
        ax.set_xlabel("position in the article (per cent of its characters)")
        ax.set_title("Where each speaker is heard")
        legend_below(ax, ["quoted", "partly quoted", "reported"], [ax.barh(0, 0, color=c) for c in shades.values()])
        ax.spines[["left"]].set_visible(False)
    return say(
        ax,
        alt=f"Lanes of {len(ticks)} speakers in {len(heads)} articles; bars mark where each is quoted or reported.",
        caption="Where in each article the speakers with most words are heard: quoted in full, in part, or reported in the outlet's words."
        + _rest(len(heads), len(articles)),
        data=pd.DataFrame(
            [(r.article_id, name, r.kind, r.start, r.end) for _, name, r in rows],
            columns=["article_id", "speaker", "kind", "start", "end"],
        ),
        n=count(len(heads)),
    )


def _lanes(statements: pd.DataFrame, names: Mapping[str, str], articles: pd.DataFrame):
    rows, ticks, heads = [], [], []
    place = 0.0
    for article in articles.head(MOST_ARTICLES).itertuples():
        own = statements[(statements["article_id"] == article.article_id) & (statements["speaker_ids"] != "")]
        each = own.assign(speaker=own["speaker_ids"].str.split(";")).explode("speaker")
        most = each.groupby("speaker")["words"].sum().sort_values(ascending=False, kind="stable").head(LANES).index
        order = each[each["speaker"].isin(most)].groupby("speaker")["start"].min().sort_values().index
        heads.append((place, article.label if len(order) else f"{article.label}: no speaker identified"))
        for speaker in order:
            place += 1
            ticks.append((place, names.get(speaker, speaker)))
            rows += [(place, names.get(speaker, speaker), row) for row in each[each["speaker"] == speaker].itertuples()]
        place += 1.5
    return rows, ticks, heads


def _rest(shown: int, articles: int) -> str:
    return f" The first {shown} of {articles} articles are shown." if shown < articles else ""


def _short(name: str, most: int) -> str:
    return name if len(name) <= most else name[: most - 1].rstrip() + "…"


def voices(table: pd.DataFrame, labels: Mapping[str, str], ax: Axes | None = None) -> Axes:
    """Whose words an article is made of: the outlet's own, reported speech, quoted speech, in per cent of the body's words.

    ``table`` has the columns ``article_id, voice, words`` (see :func:`analysis.sources.voices`). Counts of a text, so no interval.
    """
    shown = list(labels)[: 2 * MOST_ARTICLES]
    words = (
        table.pivot(index="article_id", columns="voice", values="words").reindex(index=shown, columns=list(_VOICES)).fillna(0)
    )
    shares = 100 * words.div(words.sum(axis=1).replace(0, np.nan), axis=0).fillna(0)
    with style():
        ax = canvas(ax, 1.2 + 0.36 * max(1, len(shown)))
        left = np.zeros(len(shown))
        for voice, (label, colour, ink) in _VOICES.items():
            values = shares[voice].to_numpy(float)
            ax.barh(range(len(shown)), values, left=left, color=colour, height=0.68, edgecolor="white", label=label)
            for row, value in enumerate(values):
                if value >= 4:
                    ax.text(left[row] + value / 2, row, f"{value:.0f}", ha="center", va="center", color=ink, fontsize="small")
            left += values
        ax.set_yticks(range(len(shown)), [labels[a] for a in shown])
        ax.set_ylim(max(len(shown) - 0.5, 0.5), -0.5)
        ax.set_xlim(0, 100)
        ax.set_xlabel("per cent of the words of the body")
        ax.set_title("Whose words")
        legend_below(ax, [label for label, *_ in _VOICES.values()])
        ax.spines[["left"]].set_visible(False)
        ax.tick_params(axis="y", length=0)
    parts = [f"{labels[a]}: {r['quoted']:.0f} per cent quoted, {r['reported']:.0f} reported" for a, r in shares.iterrows()]
    return say(
        ax,
        alt="Bars of the words of each article by voice. " + "; ".join(parts) + ".",
        caption="Words of each article's body by voice: the outlet's own, its sources' speech retold, its sources' words quoted."
        + _rest(len(shown), len(labels)),
        data=words.reset_index(),
    )


_VOICES = {
    "outlet": ("outlet's own words", "#8C8C8C", INK),
    "reported": ("reported speech", "#BFD9EA", INK),
    "quoted": ("quoted", COLOURS[0], "white"),
}
