"""Articles and the corpus they form.

``read`` takes a folder, a file, a table or a list of texts and gives a :class:`Corpus`. The text of an article is the file's text
exactly as decoded; every offset in this project is a character offset into it, ``[start, end)``, and nothing rewrites it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from analysis import files, overrides, page
from analysis.errors import InputError
from analysis.limits import Limits
from analysis.rows import METADATA, Raw
from analysis.sidecars import Sidecars

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Article", "Corpus", "LeftOut", "Paragraph", "corpus_of", "read"]

LABEL_LENGTH = 20  # characters; longer labels do not fit beside a figure's axis
_HASH = re.compile(r"[_-](?=[0-9a-f]*\d)[0-9a-f]{8,}$")


@dataclass(frozen=True)
class Paragraph:
    """A non-empty line of an article: its offsets, and its role on the page (see :mod:`analysis.page`)."""

    start: int
    end: int
    role: str


@dataclass(frozen=True)
class Article:
    """One article as it was read.

    ``id`` is the file's name, or the row's ``id``. ``label`` is short (at most 20 characters) and unique in the corpus.
    What is not known is the empty string. ``outlet_basis`` and ``published_basis`` say how outlet and date are known:
    ``stated``, or ``inferred:`` and the evidence. ``language`` is ``en``, or empty where the text is too short to tell. ``event``
    names what it tells of, where the input says so; :attr:`analysis.story.Story.events` groups the others.
    """

    id: str
    text: str
    title: str = ""
    outlet: str = ""
    byline: str = ""
    published: str = ""
    url: str = ""
    paragraphs: tuple[Paragraph, ...] = ()
    outlet_basis: str = ""
    published_basis: str = ""
    label: str = ""
    language: str = ""
    event: str = ""


@dataclass(frozen=True)
class LeftOut:
    """Input that was left out: what it is (a file, or a row of a table), why, and the remedy."""

    what: str
    why: str

    def __str__(self) -> str:
        return f"{self.what}: {self.why}"


@dataclass(frozen=True)
class Corpus:
    """The articles of one folder, file, table or list, with what was left out and what the user overrode.

    ``corpus["000"]`` is the article whose id is, or begins with, ``000``.
    """

    articles: tuple[Article, ...]
    name: str = "corpus"
    left_out: tuple[LeftOut, ...] = ()
    warnings: tuple[str, ...] = ()
    overrides: Mapping[str, Any] = field(default_factory=dict)

    def __iter__(self) -> Iterator[Article]:
        return iter(self.articles)

    def __len__(self) -> int:
        return len(self.articles)

    def __getitem__(self, name: str) -> Article:
        found = [a for a in self.articles if name in (a.id, a.label)]
        found = found or [a for a in self.articles if a.id.startswith(name)]
        if len(found) != 1:
            known = ", ".join(a.id for a in self.articles[:12])
            what = "No article has" if not found else f"{len(found)} articles have"
            raise InputError(f"{what} an id that is or begins with {name!r}. The ids are: {known}.")
        return found[0]


def read(source: str | Path | Sequence[Any] | pd.DataFrame, limits: Limits | None = None) -> Corpus:
    """Read articles.

    ``source`` is a folder (``.txt .html .htm .md``; never ``README*``, ``LICENSE*``, ``metadata.*``, ``overrides.*``), one
    such file, a table (``.csv .jsonl .jsonl.gz .parquet`` with the columns ``id`` and ``text``, and optionally ``outlet, title, byline,
    published, url, outlet_basis, published_basis, event``), a DataFrame with these columns, or a list of texts. ``metadata.csv`` and
    ``overrides.toml`` beside the articles are used where they exist.

    One bad file or row does not cost the others: it is listed in ``left_out``, as is what a folder holds beside articles and is not
    read (files of other kinds, subfolders). ``limits`` says how much is taken (default: the
    variable ``SAME_STORY_LIMITS``, and :class:`analysis.limits.Limits`). Raises :class:`InputError` where nothing could be read at
    all, or there are more articles than the limit.
    """
    return corpus_of(*files.load(source, limits))


def corpus_of(raw: Raw, name: str, sidecars: Sidecars, complete: bool = True) -> Corpus:
    """A corpus of loaded rows; ``complete`` says that these are all: a sidecar that names others is warned of, and none is an error."""
    articles, left_out = [], [LeftOut(what, why) for what, why in raw.left_out]
    warnings = [*raw.warnings, *sidecars.warnings]
    taken: set[str] = set()  # by articles: what cannot be used takes no id from what can
    for row in raw.rows:
        try:
            if row["id"] in taken:
                kind = "file" if row["what"] == row["id"] else "row"
                raise InputError(f"another {kind} before it has the id {row['id']!r}. Give each {kind} an id of its own.")
            articles.append(_article(row, sidecars, raw.limits, warnings))
            taken.add(row["id"])
        except InputError as error:
            left_out.append(LeftOut(row["what"], str(error)))
    try:
        raw.limits.check("articles", len(articles), "articles", "Give fewer")
    except InputError as error:
        raise InputError(f"{name}: {error}") from error
    known = {a.id for a in articles} | {row["id"] for row in raw.rows}
    for file, ids in (("metadata.csv has a row for", sidecars.metadata), ("overrides.toml names", sidecars.named())):
        warnings += [f"{file} {i!r}, but there is no such article." for i in ids if complete and i not in known]
    warnings += overrides.no_lines(sidecars.overrides, {a.id: len(a.paragraphs) for a in articles})
    warnings += overrides.unmet(sidecars.overrides, [a.text for a in articles]) if complete else []
    if complete and not articles:
        reasons = " ".join(str(item) for item in left_out) or "It holds no .txt, .html or .md file."
        raise InputError(f"No article could be read from {name}. {reasons}")
    return Corpus(_labelled(articles), name, tuple(left_out), tuple(warnings), sidecars.overrides)


def _article(row: Mapping[str, str], sidecars: Sidecars, limits: Limits, warnings: list[str]) -> Article:
    text = row["text"]
    limits.check("characters", len(text), "characters", "Split it into articles")
    limits.check("paragraphs", len(page.lines(text)), "lines that are not empty", "Split it into articles")
    roles = sidecars.roles(row["id"])
    paragraphs = tuple(
        Paragraph(start, end, roles.get(number, role)) for number, (start, end, role) in enumerate(page.roles(text))
    )
    found = page.facts(text, [(p.start, p.end, p.role) for p in paragraphs])
    known = {k: v for k, v in {**found, **_given(row), **sidecars.metadata.get(row["id"], {})}.items() if v}
    known |= _dated(known, row["what"], warnings)
    language = sidecars.language(row["id"]) or page.language(text)
    _check_words(row["id"], text, language)
    return Article(id=row["id"], text=text, paragraphs=paragraphs, language=language, **known)


def _dated(known: Mapping[str, str], what: str, warnings: list[str]) -> dict[str, str]:
    """The date and how it is known; both empty, with a warning, where what was given is no date."""
    given = known.get("published", "")
    published = page.published(given)
    if given and not published:
        warnings.append(
            f"{what}: {given!r} cannot be told for certain as a date, so the article counts as undated. Write it as 2015-05-13."
        )
    return {"published": published, "published_basis": known.get("published_basis", "stated") if published else ""}


def _given(row: Mapping[str, str]) -> dict[str, str]:
    return {k: row[k] for k in METADATA if row.get(k)}


def _check_words(name: str, text: str, language: str) -> None:
    if not re.search(r"[^\W\d_]", text):
        raise InputError("it holds no words. Remove it, or save the article's text into it.")
    if language not in ("en", ""):
        raise InputError(
            "it does not seem to be in English, and every measure here is made for English. Remove it or translate it; if it "
            f'is English after all, say so in overrides.toml: [language] "{name}" = "en".'
        )


def _labelled(articles: list[Article]) -> tuple[Article, ...]:
    """Short unique labels: the outlet where it is named, and the beginning of the id where that is not enough."""
    outlets = [_printable(a.outlet) for a in articles]
    often = Counter(outlets)
    labels: list[str] = []
    taken: set[str] = set()
    for number, (article, outlet) in enumerate(zip(articles, outlets, strict=True), 1):
        own = _printable(_bare(article.id)) or str(number)
        short = _cut(own, 10)
        if outlet and often[outlet] == 1:
            label = outlet
        elif outlet:
            label = f"{_cut(outlet, LABEL_LENGTH - len(short) - 3)} ({short})"
        else:
            label = own
        label = _cut(label, LABEL_LENGTH)
        while label in taken:
            label = f"{_cut(label, LABEL_LENGTH - len(str(number)) - 1)} {number}"
            number += 1
        taken.add(label)
        labels.append(label)
    return tuple(replace(a, label=label) for a, label in zip(articles, labels, strict=True))


def _printable(text: str) -> str:
    """A name in one line, without characters that no figure and no page can show."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def _bare(name: str) -> str:
    """An id without the file's ending and without a hash at its end."""
    stem = re.sub(r"\.(txt|html?|md)$", "", name, flags=re.IGNORECASE)
    return _HASH.sub("", stem) or stem


def _cut(text: str, length: int) -> str:
    return text if len(text) <= length else text[: max(1, length - 1)].rstrip() + "…"
