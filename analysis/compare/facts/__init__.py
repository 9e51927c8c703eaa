"""Where articles disagree: numbers, names, deeds and words, each with both places, a type and a confidence.

What is flagged is meant to be trusted, so most pairs that could be a disagreement are passed over: two places are compared only where
the words around them show that they speak of the same thing. How often the flags are right is in ``docs/clashes.md``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import pandas as pd

from analysis.compare.facts import deeds, edits, names, numbers
from analysis.compare.facts.names import Spot
from analysis.compare.facts.places import Places

__all__ = ["COLUMNS", "TYPES", "clashes"]

COLUMNS = "clash type a_article_id a_start a_end b_article_id b_start b_end confidence why".split()
TYPES = {
    "contradiction": "both cannot be right",
    "plan": "planned in one, ruled out or not done in the other; or ruled out and done",
    "who": "the same deed, other people",
    "name": "a work or document under another title",
    "precision": "two numbers for one thing that agree, one more exact",
    "spelling": "a name or word spelled differently",
    "wording": "the same statement with another word that may change it",
}


@dataclass(frozen=True)
class _Row:
    type: str
    a: Spot
    b: Spot
    confidence: float
    why: str


def clashes(
    texts: Mapping[str, str],
    sentences: pd.DataFrame,
    quantities: pd.DataFrame,
    entities: pd.DataFrame,
    mentions: pd.DataFrame,
    quoted: pd.DataFrame,
    published: Mapping[str, str] | None = None,
) -> pd.DataFrame:
    """Places in two articles that disagree, or only seem to: the table ``clashes`` of the reference.

    ``texts`` maps article ids to texts, in the order of the corpus; the tables are those of the reference. ``published`` maps ids to
    dates where they are known (as in ``articles``): articles more than three days apart are not compared in what they claim.
    ``type`` is one of :data:`TYPES`; ``confidence`` (0 to 1; more is surer) orders the flags by how alike the words around both
    places are, and is not calibrated.
    Rows of one disagreement share ``clash``: the same number told by copies is one clash.
    """
    places = Places(texts, sentences, quantities, entities, mentions, published)
    order = {name: n for n, name in enumerate(texts)}
    pairs = places.pairs()
    rows = [*_numbers(places, pairs), *_deeds(places), *_edits(places, pairs), *_names(places, mentions, quoted)]
    rows = _first_of_a_place([_in_order(r, order) for r in rows], order)
    numbered = _numbered(rows)
    table = pd.DataFrame(
        [(n, r.type, *r.a, *r.b, round(r.confidence, 2), r.why) for n, r in zip(numbered, rows, strict=True)], columns=COLUMNS
    )
    return table.sort_values("clash", kind="stable", ignore_index=True)


def _numbers(places: Places, pairs: list) -> Iterator[_Row]:
    for m, verdict in numbers.numbers(places, pairs):
        a, b = ((q.article_id, q.start, q.end) for q in (m.a, m.b))
        one, other = (_quoted(places, s) for s in (a, b))
        of = str(m.a.of or m.b.of)
        what = f" ({of})" if of else ""
        if verdict == "precision":
            yield _Row(
                "precision", a, b, 0.5 + 0.4 * m.alike, f"{one} and {other}{what} agree; one is more exact, or only bounded"
            )
        else:
            sure = 0.5 if m.wide else 0.45 + 0.45 * m.alike
            around = "the sentences around them" if m.wide else "the words around them"
            yield _Row("contradiction", a, b, sure, f"{one} / {other}{what}; {around} speak of one thing")


def _deeds(places: Places) -> Iterator[_Row]:
    for m in deeds.meetings(places, deeds.deeds(places)):
        a, b = ((d.where.article, d.start, d.end) for d in (m.a, m.b))
        yield _Row(m.type, a, b, m.confidence, m.why)


def _edits(places: Places, pairs: list) -> Iterator[_Row]:
    for e in edits.edits(places, pairs):
        said = f"{e.words[0]} / {e.words[1]} in a sentence that is otherwise nearly the same"
        if e.sort == "name":
            yield _Row("who", e.a, e.b, 0.4 + 0.4 * e.alike, said)
        else:
            yield _Row("wording", e.a, e.b, (0.4 if e.sort == "word" else 0.5) + 0.4 * e.alike, said)


def _names(places: Places, mentions: pd.DataFrame, quoted: pd.DataFrame) -> Iterator[_Row]:
    for one, other in names.spellings(places, mentions):
        for a, b in names.star(one.spots, other.spots):
            yield _Row("spelling", a, b, 0.9, f"{one.text} / {other.text}, one name")
    for one, other in names.words(places):
        for a, b in names.star(one.spots, other.spots):
            yield _Row("spelling", a, b, 0.9, f"{one.text} / {other.text}, one word")
    for a, b, alike in names.titles(places, quoted):
        yield _Row("name", a, b, 0.3 + 0.6 * alike, f"two titles of one work: {_quoted(places, a)} / {_quoted(places, b)}")


def _quoted(places: Places, spot: Spot) -> str:
    return " ".join(places.texts[spot[0]][spot[1] : spot[2]].split())


def _in_order(row: _Row, order: Mapping[str, int]) -> _Row:
    if order[row.a[0]] <= order[row.b[0]]:
        return row
    return _Row(row.type, row.b, row.a, row.confidence, row.why)


def _first_of_a_place(rows: list[_Row], order: Mapping[str, int]) -> list[_Row]:
    """Rows by type, the surest first; of two about the same characters of both articles the weightier type stays."""
    rank = {name: n for n, name in enumerate(TYPES)}
    rows = sorted(rows, key=lambda r: (rank[r.type], -r.confidence, order[r.a[0]], r.a[1], order[r.b[0]], r.b[1]))
    kept: list[_Row] = []
    taken: dict[tuple[str, str], list[tuple[int, int, int, int]]] = {}
    for r in rows:
        spans = taken.setdefault((r.a[0], r.b[0]), [])
        if any(r.a[1] < e and s < r.a[2] and r.b[1] < f and t < r.b[2] for s, e, t, f in spans):
            continue
        spans.append((r.a[1], r.a[2], r.b[1], r.b[2]))
        kept.append(r)
    return kept


def _numbered(rows: list[_Row]) -> list[int]:
    """The number of the clash that each row is part of: rows of one type that share a place, or say the same, are one."""
    first = list(range(len(rows)))

    def root(n: int) -> int:
        while first[n] != n:
            first[n] = first[first[n]]
            n = first[n]
        return n

    seen: dict[tuple, int] = {}
    for n, r in enumerate(rows):
        for key in ((r.type, r.a), (r.type, r.b), (r.type, r.why) if r.type == "spelling" else (r.type, n)):
            one, other = sorted((root(n), root(seen.setdefault(key, n))))
            first[other] = one
    numbers_of: dict[int, int] = {}
    return [numbers_of.setdefault(root(n), len(numbers_of)) for n in range(len(rows))]
