"""Which article gave which statement, and what it made of it: a grid of statements by articles."""

from __future__ import annotations

import re
from collections.abc import Mapping

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from analysis.compare.statements import CHANGES, SILENT, grid
from analysis.figures.style import COLOURS, GREY, INK, LIGHT, canvas, count, say, style

__all__ = ["MOST_ARTICLES", "MOST_ROWS", "statements"]

MOST_ROWS, MOST_ARTICLES, WORDED = 16, 12, 6  # from seven articles on, a letter stands for the word
# Fill and ink of a cell; the word in it says the same.
_SHADES = {
    "whole": (COLOURS[0], "white"),
    "cut": ("#BFD9EA", INK),
    "reordered": ("#F6D9A8", INK),
    "reworded": ("#CDE8DD", INK),
    "translated": ("#F0D3E2", INK),
}
_MARK = re.compile(r"\[-.*?-\]|\{\+|\+\}", re.DOTALL)
LONGEST = 44  # characters of a row's label


def statements(
    table: pd.DataFrame, labels: Mapping[str, str], names: Mapping[str, str] | None = None, ax: Axes | None = None
) -> Axes:
    """Statements told by several (rows) by articles (columns): whole, cut, reordered, reworded, translated, or silent.

    ``table`` is ``story.statements``, ``labels`` the articles' short labels in order, ``names`` those of the speakers by id. At most 16
    statements are drawn, those of most independent tellings first, and at most 12 articles, those with most statements.
    """
    kinds = _ranked(table, list(labels))
    shown = kinds.iloc[:MOST_ROWS]
    letters = shown.shape[1] > WORDED
    with style():
        ax = canvas(ax, 1.35 + 0.3 * max(1, len(shown)), "page")
        for row, (_, cells) in enumerate(shown.iterrows()):
            for column, kind in enumerate(cells):
                _cell(ax, column, row, kind, letters)
        ax.set_yticks(range(len(shown)), [_label(table, n, names or {}) for n in shown.index])
        ax.set_xticks(range(shown.shape[1]), [labels[a] for a in shown.columns])
        ax.xaxis.tick_top()
        if shown.shape[1] > 4:
            ax.set_xticks(
                ax.get_xticks(), [t.get_text() for t in ax.get_xticklabels()], rotation=35, ha="left", rotation_mode="anchor"
            )
        ax.set_xlim(-0.5, max(0.5, shown.shape[1] - 0.5))
        ax.set_ylim(max(len(shown) - 0.4, 0.6), -0.6)
        ax.tick_params(length=0)
        ax.spines[:].set_visible(False)
        ax.set_title("Who carried which statement")
        key = "W whole, C cut, O in another order, R reworded, T translated twice, – silent" if letters else "– is silent"
        ax.set_xlabel(key if len(shown) else "no statement is told by several articles", labelpad=6)
    return say(
        ax,
        alt=_in_words(kinds, labels),
        caption=_caption(kinds, table, labels),
        data=_data(kinds, table, labels, names or {}),
        n=f"{count(len(shown), 'statement')} in {count(shown.shape[1])}",
    )


def _ranked(table: pd.DataFrame, articles: list[str]) -> pd.DataFrame:
    """The grid of statements, most tellings first; too many articles are cut to those with most statements."""
    kinds = grid(table, articles)
    if kinds.empty:
        return kinds.iloc[:, :MOST_ARTICLES]
    order = table.groupby("statement").agg(tellings=("tellings", "max"), words=("words", "max"))
    kinds = kinds.loc[order.sort_values(["tellings", "words"], ascending=False, kind="stable").index]
    heard = (kinds != SILENT).sum()
    keep = sorted(articles, key=lambda a: (-heard[a], articles.index(a)))[:MOST_ARTICLES]
    kinds = kinds[[a for a in articles if a in keep]]
    return kinds[((kinds != SILENT).sum(axis=1)) > 0]


def _cell(ax: Axes, column: int, row: int, kind: str, letter: bool) -> None:
    if kind == SILENT:
        ax.text(column, row, "–", ha="center", va="center", color=GREY, fontsize="medium")
        return
    fill, ink = _SHADES[kind]
    ax.add_patch(Rectangle((column - 0.46, row - 0.4), 0.92, 0.8, facecolor=fill, edgecolor=LIGHT, linewidth=0.5))
    word = {"reordered": "O"}.get(kind, kind[0].upper()) if letter else kind
    ax.text(column, row, word, ha="center", va="center", color=ink, fontsize="small")


def _label(table: pd.DataFrame, number: int, names: Mapping[str, str]) -> str:
    """The speaker and the first words of the fullest version, which is nobody's where it names nobody, whoever says so elsewhere."""
    own = table[table["statement"] == number]
    whole = own[(own["article_id"] == own["whole_article_id"]) & (own["attribution"] == own["whole_attribution"])]
    first = next((i for cell in whole["speaker_id"] for i in str(cell).split(";") if i), "")
    who = names.get(first, first) or "nobody named"
    text = " ".join(_MARK.sub("", whole["edits"].iloc[0]).split()) if len(whole) else ""
    label = f"{_short(who, 20)}: {text}"
    return _short(label, LONGEST)


def _short(text: str, length: int) -> str:
    return text if len(text) <= length else text[: length - 1].rstrip(" ,.;:") + "…"


def _in_words(kinds: pd.DataFrame, labels: Mapping[str, str]) -> str:
    if kinds.empty:
        return "No statement is told by several articles."
    parts = []
    for article in kinds.columns:
        counts = kinds[article].value_counts()
        said = ", ".join(f"{counts[k]} {k}" for k in (*CHANGES, SILENT) if counts.get(k))
        parts.append(f"{labels[article]}: {said}")
    return f"A grid of {len(kinds)} statements by {kinds.shape[1]} articles. " + "; ".join(parts) + "."


def _caption(kinds: pd.DataFrame, table: pd.DataFrame, labels: Mapping[str, str]) -> str:
    if kinds.empty:
        return "No statement was found in two articles or more."
    several = table.groupby("statement")["tellings"].max()
    more = f" The {MOST_ROWS} in most tellings are drawn of {len(kinds)}." if len(kinds) > MOST_ROWS else ""
    fewer = (
        f" Drawn are the {MOST_ARTICLES} of {len(labels)} articles with most of them." if len(labels) > kinds.shape[1] else ""
    )
    return (
        f"Statements told by several articles, each held against its fullest version; {int((several > 1).sum())} of {len(several)} stand "
        f"in two independent tellings or more, the others in copies of one.{more}{fewer} Which versions belong together is an estimate."
    )


def _data(kinds: pd.DataFrame, table: pd.DataFrame, labels: Mapping[str, str], names: Mapping[str, str]) -> pd.DataFrame:
    shown = kinds.rename(columns=dict(labels))
    return shown.assign(label=[_label(table, n, names) for n in kinds.index]).reset_index(names="statement")
