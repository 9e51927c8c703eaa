"""Readings and quotes to tidy tables, one a grain; the columns are described in ``docs/tables.md``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pandas as pd

from analysis import outputs
from analysis.articles import Corpus
from analysis.compare import events as grouping
from analysis.entities import Identities
from analysis.errors import InputError
from analysis.quotes.attribution import Attribution, Quotes
from analysis.quotes.voice import sentence_voice, word_voices
from analysis.reading import Reading
from analysis.sidecars import Sidecars
from analysis.spreadsheet import to_csv

NAMES = (
    "articles",
    "paragraphs",
    "sentences",
    "sentence_parts",
    "readability",
    "quoted",
    "attributions",
    "spans",
    "entities",
    "mentions",
    "quantities",
    "speakers",
    "targets",
    "passages",
    "edits",
    "directions",
    "containment",
    "statements",
    "headline_quotes",
    "lost_attributions",
    "clashes",
    "coverage",
    "word_choice",
    "events",
    "values",
    "differences",
)
FORMS = ("csv", "json", "parquet")
_WORD = re.compile(r"\w+")


def _frame(rows: Iterable[tuple], columns: str) -> pd.DataFrame:
    return pd.DataFrame(list(rows), columns=columns.replace(",", " ").split())


def articles(readings: Sequence[Reading], groups: Mapping[str, str]) -> pd.DataFrame:
    """An article a row; ``words`` and ``sentences`` count the body."""
    columns = (
        "article_id label outlet title byline published url outlet_basis published_basis language words sentences group_id"
    )
    rows = []
    for r in readings:
        a, words = r.article, sum(len(s.words) for s in r.body)
        known = (a.id, a.label, a.outlet, a.title, a.byline, a.published, a.url, a.outlet_basis, a.published_basis, a.language)
        rows.append((*known, words, len(r.body), groups.get(a.id, a.id)))
    return _frame(rows, columns)


def paragraphs(readings: Sequence[Reading]) -> pd.DataFrame:
    """A non-empty line a row, with its role and number of words."""
    rows = []
    for r in readings:
        words = [0] * len(r.article.paragraphs)
        for s in r.sentences:
            words[s.paragraph] += len(s.words)
        rows += [(r.article.id, n, p.start, p.end, p.role, words[n]) for n, p in enumerate(r.article.paragraphs)]
    return _frame(rows, "article_id paragraph start end role words")


def sentences(readings: Sequence[Reading], quotes: Sequence[Quotes], tones: Sequence[Sequence[Any]]) -> pd.DataFrame:
    """A sentence a row, with its voice, its tone (whole, as told, as reported) and the words that made it."""
    rows = []
    for r, q, own in zip(readings, quotes, tones, strict=True):
        for n, (s, tone) in enumerate(zip(r.sentences, own, strict=True)):
            voice = sentence_voice(word_voices(s.words, q))
            values = (tone.tone, tone.told, tone.reported, tone.fired)
            rows.append((r.article.id, s.paragraph, n, s.start, s.end, s.role, len(s.words), voice, *values))
    return _frame(rows, "article_id paragraph sentence start end role words voice tone tone_told tone_reported fired")


def quoted(quotes: Sequence[Quotes]) -> pd.DataFrame:
    """A stretch between quotation marks a row."""
    rows = ((q.article_id, x.start, x.end, x.role, x.speaker) for q in quotes for x in q.quoted)
    return _frame(rows, "article_id start end role speaker_id")


def attributions(readings: Sequence[Reading], quotes: Sequence[Quotes]) -> pd.DataFrame:
    """A statement a row; ``words`` and ``quoted_words`` count its content. ``cue`` and ``content`` repeat the text."""
    columns = (
        "article_id attribution kind sort stance tense rule confidence speaker_ids words quoted_words start end cue content"
    )
    rows = []
    for r, q in zip(readings, quotes, strict=True):
        for n, a in enumerate(q.attributions):
            words = [m.start() for s, e in a.content for m in _WORD.finditer(r.article.text, s, e)]
            inside = sum(map(q.speech.hold, words))
            told = (a.kind, a.sort, a.stance, a.tense, a.rule, a.confidence, ";".join(a.speakers))
            place = (a.start, max(e for _, e in a.content))
            rows.append((r.article.id, n, *told, len(words), inside, *place, _text(r, a.cue), _text(r, a.content)))
    return _frame(rows, columns)


def _text(reading: Reading, spans: Iterable[tuple[int, int]]) -> str:
    return " … ".join(reading.article.text[s:e] for s, e in spans)


def spans(quotes: Sequence[Quotes]) -> pd.DataFrame:
    """A part of a statement a row: ``content``, ``source``, ``cue``."""
    rows = []
    for q in quotes:
        for n, a in enumerate(q.attributions):
            rows += [(q.article_id, n, part, s, e) for part, found in _parts(a) for s, e in found]
    return _frame(rows, "article_id attribution part start end")


def _parts(a: Attribution) -> tuple[tuple[str, tuple[tuple[int, int], ...]], ...]:
    return (("content", a.content), ("source", a.source), ("cue", a.cue))


def entities(identities: Identities) -> pd.DataFrame:
    """An identity a row; ``variants`` and ``articles`` are parted by semicolons, ``merged`` says why forms were taken for one."""
    rows = []
    for name, e in identities.entities.items():
        variants = ";".join(v for v, _ in sorted(e.variants.items(), key=lambda x: (-x[1], x[0])))
        roles = ";".join(v for v, _ in sorted(e.roles.items(), key=lambda x: (-x[1], x[0])))
        rows.append((name, e.name, e.kind, variants, ";".join(e.articles), roles, "; ".join(e.merged)))
    return _frame(rows, "entity_id name kind variants articles roles merged")


def mentions(readings: Sequence[Reading], identities: Identities) -> pd.DataFrame:
    """A mention of an identity a row: its form (name, role, pronoun), the voice in which it stands, and the reason why it is this identity's
    (:data:`analysis.entities.REASONS`)."""
    rows = []
    for r, q in zip(readings, identities.quotes, strict=True):
        own = identities.mentions[r.article.id]
        voices = word_voices([(m.start, m.end) for m in own], q)
        for m, voice in zip(own, voices, strict=True):
            rows.append((r.article.id, identities.ids[m.entity], m.start, m.end, m.form, voice, m.reason))
    return _frame(rows, "article_id entity_id start end form voice reason")


def quantities(readings: Sequence[Reading], quotes: Sequence[Quotes]) -> pd.DataFrame:
    """A number, date or duration a row, with what it counts and the voice in which it stands (:mod:`analysis.quantities`)."""
    from analysis.quantities import find

    rows = []
    for r, q in zip(readings, quotes, strict=True):
        own = find(r)
        voices = word_voices([(x.start, x.end) for x in own], q)
        for x, voice in zip(own, voices, strict=True):
            rows.append((r.article.id, x.start, x.end, x.kind, x.value, x.high, x.date, x.unit, x.of, x.bound, voice))
    return _frame(rows, "article_id start end kind value high date unit of bound voice")


def speakers(statements: pd.DataFrame, identities: pd.DataFrame) -> pd.DataFrame:
    """A speaker in an article a row; ``share`` is the part of the article's attributed words that are this speaker's.

    Two people who speak as one count with the whole statement each; statements without a known speaker are left out.
    """
    columns = ["article_id", "speaker_id", "name", "kind", "statements", "words", "quoted_words", "share"]
    known = statements[statements["speaker_ids"] != ""]
    if known.empty:
        return pd.DataFrame(columns=columns)
    each = known.assign(speaker_id=known["speaker_ids"].str.split(";")).explode("speaker_id")
    table = (
        each.groupby(["article_id", "speaker_id"], sort=False)
        .agg(statements=("attribution", "size"), words=("words", "sum"), quoted_words=("quoted_words", "sum"))
        .reset_index()
    )
    total = statements.groupby("article_id")["words"].sum()
    table["share"] = table["words"] / table["article_id"].map(total)
    who = identities.set_index("entity_id")[["name", "kind"]]
    table = table.join(who, on="speaker_id")
    return table[columns].sort_values(["article_id", "words", "speaker_id"], ascending=[True, False, True], ignore_index=True)


def events(corpus: Corpus) -> pd.DataFrame:
    """An article a row, with the event that it tells of: as the input or ``overrides.toml`` says, else grouped by what is shared."""
    told = ("headline", "body")
    found = {a.id: grouping.features(a.text[p.start : p.end] for p in a.paragraphs if p.role in told) for a in corpus}
    given = {a.id: (a.event, "stated") for a in corpus if a.event}
    named = Sidecars(overrides=corpus.overrides).events()
    given |= {a: (event, "override") for a, event in named.items() if a in found}
    return grouping.group(found, {a.id: a.published for a in corpus}, given)


def running_text(reading: Reading) -> list[tuple[str, int, int]]:
    """The words of body and headline as copies are compared: lower-cased, marks folded, hyphens closed, with offsets."""
    text = reading.article.text
    tokens: list[tuple[str, int, int]] = []
    for p in reading.article.paragraphs:
        if p.role in ("body", "headline"):
            for m in re.finditer(r"\w+(?:[-‐‑]\w+)*", text[p.start : p.end]):
                tokens.append((re.sub(r"[-‐‑]", "", m[0].lower()), p.start + m.start(), p.start + m.end()))
    return tokens


def credits(readings: Sequence[Reading]) -> dict[str, str]:
    """Article ids and the words of bylines and of credits to agencies; those of pictures are left out."""
    found = {}
    for r in readings:
        parts = (r.text(p.start, p.end) for p in r.article.paragraphs if p.role in ("credit", "byline"))
        found[r.article.id] = "\n".join(parts)
    return found


def write(tables: Mapping[str, pd.DataFrame], folder: str | Path, form: str = "csv", about: str = "") -> list[Path]:
    """Write tables as ``NAME.csv``, ``NAME.json`` (an array of objects, a row each) or ``NAME.parquet``, all of them or none.

    ``about``, where it is given, becomes ``about.json`` beside them (see :mod:`analysis.about`). Returns the tables' paths.
    What else lies in the folder stays. In CSV a text that a spreadsheet would take for a formula is given an apostrophe in front.
    """
    if form not in FORMS:
        raise InputError(f"Tables are written as csv, json or parquet, not as {form!r}.")
    folder = Path(folder)
    with outputs.locked(folder), outputs.folder(folder) as beside:
        for name, table in tables.items():
            write_one(table, beside / f"{name}.{form}")
        if about:
            (beside / "about.json").write_text(about, encoding="utf-8", newline="\n")
    return [folder / f"{name}.{form}" for name in tables]


def write_one(table: pd.DataFrame, path: Path) -> None:
    """Write one table, in the form that the path's ending names."""
    if path.suffix == ".csv":
        path.write_text(to_csv(table), encoding="utf-8", newline="")
        return
    if path.suffix == ".json":
        rows = table.to_json(orient="records", force_ascii=False, indent=1, double_precision=10)
        path.write_text(rows + "\n", encoding="utf-8", newline="\n")
        return
    try:
        table.to_parquet(path, index=False)
    except ImportError as error:
        raise InputError("Parquet needs the extra 'scale': pip install 'same-story[scale]'.") from error
