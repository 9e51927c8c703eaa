"""An evaluation from files to figures."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from analysis.errors import InputError
from analysis.evaluation.scoring import Comparison, Given, Statement, compare, count
from analysis.evaluation.standoff import Row, marked, rows
from analysis.evaluation.totals import group_table, metric_table, totals

__all__ = ["Evaluation", "evaluate"]

# Statements by article; what was left out; warnings.
_Predicted = tuple[Mapping[str, Sequence[Given]], tuple[str, ...], tuple[str, ...]]


@dataclass(frozen=True)
class Evaluation:
    """The scores of some predictions.

    ``metrics`` holds the figures of every metric (see :func:`analysis.evaluation.totals.totals`), ``by_publisher`` the same for
    each publisher or outlet that the texts name; ``comparisons`` the articles, paired. ``left_out`` lists articles of the gold for
    which there were no predictions to score, and ``warnings`` what else was passed over, in sentences.
    """

    metrics: dict[str, dict[str, Any]]
    by_publisher: dict[str, dict[str, Any]]
    comparisons: dict[str, Comparison]
    bootstrap: int
    seed: int
    left_out: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()

    def table(self) -> str:
        """The figures for people; a second table by publisher where publishers are known."""
        n = len(self.comparisons)
        head = f"{n} article{'s' * (n != 1)}; percent"
        if self.bootstrap and n > 1:
            head += f", with 95 % intervals from {self.bootstrap} resamples of the articles (seed {self.seed})"
        parts = [f"{head}.", metric_table(self.metrics, n)]
        return "\n\n".join([*parts, group_table(self.by_publisher)] if self.by_publisher else parts)

    def summary(self) -> dict[str, Any]:
        """The figures for programs, ready for JSON."""
        about = {"articles": len(self.comparisons), "bootstrap": self.bootstrap, "seed": self.seed}
        return {**about, "metrics": self.metrics, "by_publisher": self.by_publisher}

    def details(self) -> Iterator[dict[str, Any]]:
        """A row a statement, to read the errors: ``matched`` and ``missed`` ones of the gold, and ``extra`` predictions."""
        for name, c in self.comparisons.items():
            for g in c.gold:
                yield _detail(name, c, "matched" if g.partner else "missed", g, g.partner)
            for p in c.predicted:
                if p.partner is None:
                    yield _detail(name, c, "extra", None, p)


def evaluate(
    gold: str | Path, texts: str | Path, predictions: str | Path | None = None, *, bootstrap: int = 1000, seed: int = 0
) -> Evaluation:
    """Score statements against a gold standard.

    ``gold`` and ``predictions`` hold standoff annotations, ``texts`` the articles (``id``, ``text``, and optionally ``publisher``
    or ``outlet``), all as one JSON object a line, plain or ``.gz``; ``docs/evaluation.md`` has the format. Without
    ``predictions`` this package's own attribution is run on the texts. Articles that are not in the gold are passed over.

    Raises :class:`InputError`, naming file and line, where a file cannot be used.
    """
    wanted, articles = rows(gold), rows(texts)
    if not wanted:
        raise InputError(f"{gold}: it holds no article. Give one object a line, with id and attributions.")
    known = {name: _text(articles, name, row, texts) for name, row in wanted.items()}
    truth = marked(wanted, known)
    if predictions is None:
        predicted, left_out, warnings = _own(texts, articles, wanted)
    else:
        predicted, left_out, warnings = _given(predictions, known)
    comparisons = {name: compare(known[name], truth[name], predicted.get(name, ())) for name in known}
    counts = {name: count(c) for name, c in comparisons.items()}
    by_publisher = {
        group: {"articles": len(names), "metrics": totals([counts[n] for n in names], bootstrap, seed)}
        for group, names in _publishers([articles[name] for name in known]).items()
    }
    metrics = totals(list(counts.values()), bootstrap, seed)
    return Evaluation(metrics, by_publisher, comparisons, bootstrap, seed, left_out, warnings)


def _text(articles: Mapping[str, Row], name: str, wanted: Row, texts: str | Path) -> str:
    if name not in articles:
        raise InputError(f"{wanted.where}: {texts} has no article with the id {name!r}. Add its text, or remove the line.")
    text = articles[name].value.get("text")
    if not isinstance(text, str):
        raise InputError(f'{articles[name].where}: it has no "text". Write {{"id": "...", "text": "..."}}.')
    return text


def _publishers(articles: Sequence[Row]) -> dict[str, list[str]]:
    """The ids of each publisher's articles; empty where no article names one."""
    groups: dict[str, list[str]] = {}
    for row in articles:
        name = str(row.value.get("publisher") or row.value.get("outlet") or "").strip()
        groups.setdefault(name or "(none)", []).append(row.value["id"])
    return {} if set(groups) == {"(none)"} else dict(sorted(groups.items()))


def _given(path: str | Path, texts: Mapping[str, str]) -> _Predicted:
    lines = rows(path)
    left_out = tuple(f"{name!r}: {path} has no line for it, so nothing in it was found." for name in texts if name not in lines)
    others = sum(name not in texts for name in lines)
    warnings = (f"{path} has lines for articles that are not in the gold ({others}). They were passed over.",) if others else ()
    return marked(lines, texts), left_out, warnings


def _own(path: str | Path, rows: Mapping[str, Row], wanted: Collection[str]) -> _Predicted:
    """The statements that this package finds in the wanted articles; what it does not read is left out, with the reason."""
    from analysis.articles import read
    from analysis.quotes.attribution import find
    from analysis.reading import read_article

    corpus = read(path)
    found = {article.id: find(read_article(article)).attributions for article in corpus if article.id in wanted}
    places = {f"{Path(path).name}, row {n}": row for n, row in enumerate(rows.values(), 1)}
    missed = [(places[item.what], item.why) for item in corpus.left_out]
    return found, tuple(f"{row.where}: {why}" for row, why in missed if row.value["id"] in wanted), corpus.warnings


def _detail(name: str, c: Comparison, result: str, gold: Statement | None, predicted: Statement | None) -> dict[str, Any]:
    paired = gold is not None and predicted is not None
    quoted = (gold or predicted).quoted  # type: ignore[union-attr]
    return {
        "id": name,
        "result": result,
        "quoted": quoted,
        "overlap": round(gold.overlap, 3) if gold and paired else None,
        "right_source": gold.right_source if gold and paired and gold.sourced else None,
        "gold": _shown(c.text.text, gold),
        "predicted": _shown(c.text.text, predicted),
    }


def _shown(text: str, statement: Statement | None) -> dict[str, Any] | None:
    """Each part's spans, and the words there."""
    if statement is None:
        return None
    given = statement.given
    shown: dict[str, Any] = {}
    for part, spans in (("content", given.content), ("cue", given.cue), ("source", given.source)):
        shown[part] = [list(span) for span in spans]
        shown[f"{part}_text"] = " … ".join(text[s:e] for s, e in spans)
    return shown
