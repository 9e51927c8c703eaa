"""What became of a statement in one version, held against the fullest one, word by word."""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import pairwise

from analysis.compare.statements.align import Version
from analysis.compare.statements.words import Edit, Word, edits, longest_run, reverse

__all__ = ["CHANGES", "Change", "compare", "fullest", "marked"]

CHANGES = {
    "whole": "the fullest version, or the same words but for small changes or words of its own",
    "cut": "keeps a part of its words",
    "reordered": "keeps half of it or more, with words in another order",
    "reworded": "few of the same words, or the same with a denial more or less (*not*, *against*)",
    "translated": "two quoted renderings with few of the same words: probably translated twice",
}
SAME, UNCUT = 0.75, 0.95  # of the weight, both ways, from which a version is whole; and where nothing was put in a cut's place
PART = 0.6  # of a version's weight that must come from the whole one for a cut
HALF = 0.5  # of the whole one's weight that must be left where words stand in another order
MOVED = 0.05  # of the weight of the words in common that must have moved
REMNANT = 0.2  # of a quotation's words, at most, from which the rest counts as cut, whatever was done to the words around it
RENDERED = 5  # quoted words, at least, of two renderings
GAP = 4  # characters between two words of one run of text
SHORT_RUN = 3  # words; renderings of one original have no longer run in common


@dataclass(frozen=True)
class Change:
    """How a version differs: ``kept`` is the share of the whole one's weight left in it; ``note`` says what the kind does not."""

    kind: str
    kept: float
    moved: tuple[str, ...]
    edits: tuple[Edit, ...]
    note: str = ""


def fullest(found: Sequence[Version]) -> Version:
    """The version with most words, quoted ones counted twice; of equals the first published, then the first in order."""
    order = range(len(found))
    best = min(order, key=lambda n: (-len(found[n].words) - sum(found[n].quoted), found[n].published or "9", n))
    return found[best]


def compare(whole: Version, version: Version) -> Change:
    """What a version keeps, cuts, moves and adds, held against the whole one.

    A word that stands in the version's sentence, outside what was taken for the statement, is not counted as cut.
    """
    steps = tuple(_without_near(e, version) for e in edits(whole.words, version.words))
    kept = _share(whole, whole.weights.keys() & (version.weights.keys() | version.near))
    taken = _share(version, version.weights.keys() & (whole.weights.keys() | whole.near))
    moved = _moved(edits(whole.words, version.words, by_stem=True))
    kind, note = _kind(whole, version, kept, taken, moved)
    if kind in ("whole", "cut") and kept >= SAME and reverse(whole.words, version.words):
        kind, note = "reworded", "one of the two denies what the other says"
    return Change(kind, round(kept, 4), moved, tuple(e for e in steps if e.words), note)


def _share(version: Version, stems: AbstractSet[str]) -> float:
    return sum(version.weights[s] for s in sorted(stems)) / version.weight if version.weight else 0.0


def _without_near(edit: Edit, version: Version) -> Edit:
    """A cut without the words that stand beside the version, where these are half of it or more."""
    content = [w for w in edit.words if w.stem]
    gone = tuple(w for w in content if w.stem not in version.near)
    if edit.kind != "cut" or not content or 2 * len(gone) > len(content):
        return edit
    return Edit("cut", gone)


def _moved(steps: Sequence[Edit]) -> tuple[str, ...]:
    """Content words that are cut in one place and added in another."""
    gone = {w.stem for e in steps if e.kind == "cut" for w in e.words if w.stem}
    return tuple(sorted({w.stem for e in steps if e.kind == "added" for w in e.words if w.stem in gone}))


def _kind(whole: Version, version: Version, kept: float, taken: float, moved: Sequence[str]) -> tuple[str, str]:
    if version is whole:
        return "whole", "the fullest version"
    if _two_renderings(whole, version):
        return "translated", "both quote the same speaker in different words: probably one statement translated twice"
    in_common = sum(version.weights[s] for s in version.weights.keys() & whole.weights.keys())
    shifted = bool(moved) and sum(version.weights[s] for s in moved) >= MOVED * in_common
    if min(kept, taken) >= SAME and not shifted and not (kept < UNCUT <= taken):
        return "whole", ""
    quotes = _quotes_from(whole, version)
    remnant = quotes and len(version.quoted_words) <= REMNANT * len(whole.quoted_words)
    if shifted and not remnant and kept >= HALF and (taken >= PART or quotes):
        return "reordered", "in another order: " + ", ".join(moved)
    if quotes:
        left = [w.form for w in version.quoted_words]
        return "cut", f"of the quotation one word is left: {left[0]}" if len(left) == 1 else ""
    if taken < PART:
        return "reworded", ""
    return ("cut", "") if kept < max(taken, SAME) else ("whole", "with words of its own")


def _quotes_from(whole: Version, version: Version) -> bool:
    """Does all that the version quotes stand in the whole one, and does it quote something?"""
    quoted = {w.stem for w in version.quoted_words if w.stem}
    source = {w.stem for w in whole.quoted_words or whole.words}
    return bool(quoted) and quoted <= source


def _two_renderings(whole: Version, version: Version) -> bool:
    """Two quotations of one speaker, of some length, that mean the same in other words."""
    one, other = whole.quoted_words, version.quoted_words
    if min(len(one), len(other)) < RENDERED or not whole.speakers & version.speakers:
        return False
    exact = {w.form for w in one}
    weights = {w.form: version.weights[w.stem] for w in other if w.stem}
    same = sum(weight for form, weight in sorted(weights.items()) if form in exact)
    return same < PART * sum(weights.values()) and longest_run(one, other) <= SHORT_RUN


def marked(steps: Sequence[Edit], text_whole: str, text_version: str) -> str:
    """Edits in one line, in the notation of wdiff: words ``[-cut-]`` and ``{+added+}``; white space is folded."""
    parts = []
    for step in steps:
        shown = _text(step.words, text_whole if step.kind == "cut" else text_version)
        parts.append({"kept": shown, "cut": f"[-{shown}-]", "added": f"{{+{shown}+}}"}[step.kind])
    return " ".join(parts)


def _text(run: Sequence[Word], text: str) -> str:
    shown = text[run[0].start : run[0].end]
    for before, word in pairwise(run):
        gap = text[before.end : word.start]
        shown += (gap if len(gap) <= GAP and "\n" not in gap else " … ") + text[word.start : word.end]
    return " ".join(shown.split())
