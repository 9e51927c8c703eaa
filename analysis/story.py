"""A story: one corpus, analysed. Every table of the reference is an attribute, made when it is first asked for."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from analysis import tables
from analysis.articles import Corpus, LeftOut
from analysis.cache import Cache, open_cache
from analysis.engines import Engine, Local
from analysis.reading import Reading, read_article

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pandas as pd

    from analysis.compare.differences import Sample
    from analysis.compare.reuse import Shared
    from analysis.entities import Identities
    from analysis.quotes.attribution import Quotes
    from analysis.sentiment import Tone
    from analysis.views import View
    from analysis.work import Done

__all__ = ["Story", "analyze"]


def analyze(
    corpus: Corpus,
    *,
    seed: int = 0,
    jobs: int = 1,
    copies_once: bool = False,
    correction: str = "holm",
    cache: Cache | str | Path | None = "",
    engine: Engine | None = None,
) -> Story:
    """Analyse a corpus. ``seed`` is for the intervals; the same seed and articles give the same tables.

    With ``copies_once`` each group of copies counts once everywhere: one article stands for it, and the others are listed in
    ``corpus.left_out``. ``correction`` of the tests for their number is ``holm``, or ``fdr`` (false discovery rate).

    ``jobs`` is how many processes work on the articles, or ``engine`` says where the work is done (:mod:`analysis.engines`).
    ``cache`` is the folder in which the work on each article is kept for the next time (default: the user's cache; ``None``:
    nothing is kept). The tables are the same with any of them.
    """
    kept = open_cache(cache) if isinstance(cache, (str, Path)) else cache
    story = Story(corpus, seed, correction, engine or Local(jobs), kept)
    return story.with_copies_once() if copies_once else story


class Story:
    """The analysis of a corpus; see ``docs/tables.md`` for each table's columns."""

    def __init__(
        self,
        corpus: Corpus,
        seed: int = 0,
        correction: str = "holm",
        engine: Engine | None = None,
        cache: Cache | None = None,
    ) -> None:
        self.corpus = corpus
        self.seed = seed
        self.correction = correction
        self.engine = engine or Local()
        self.cache = cache

    def with_copies_once(self) -> Story:
        """The same story with one article for each group of copies (:func:`analysis.compare.reuse.one_each`); the others are left out."""
        from analysis.compare import reuse

        chosen = set(reuse.one_each(self.groups, self.articles))
        kept = [article for article in self.corpus if article.id in chosen]
        copies = [article for article in self.corpus if article.id not in chosen]
        standing = {self.groups[article.id]: article.id for article in kept}
        out = [LeftOut(a.id, f"it tells as {standing[self.groups[a.id]]} does, and copies count once.") for a in copies]
        corpus = replace(self.corpus, articles=tuple(kept), left_out=(*self.corpus.left_out, *out))
        return Story(corpus, self.seed, self.correction, self.engine, self.cache)

    @cached_property
    def readings(self) -> list[Reading]:
        """Sentences, words and quotation marks of every article."""
        return [read_article(article) for article in self.corpus]

    @cached_property
    def work(self) -> list[Done]:
        """What each article gives by itself: statements, the tone of its sentences, and the tone towards what it names."""
        from analysis import work

        return list(work.readings(self.corpus.articles, self.corpus.overrides, self.engine, self.cache))

    @cached_property
    def identities(self) -> Identities:
        """Who is who in the corpus, and who speaks in each statement."""
        from analysis.entities import identify

        return identify(self.readings, [done.quotes for done in self.work], self.corpus.overrides)

    @property
    def quotes(self) -> tuple[Quotes, ...]:
        """Quoted stretches and statements of every article, with their speakers."""
        return self.identities.quotes

    @property
    def labels(self) -> dict[str, str]:
        """Article ids and their short labels, in order."""
        return {article.id: article.label for article in self.corpus}

    @cached_property
    def articles(self) -> pd.DataFrame:
        return tables.articles(self.readings, self.groups)

    @cached_property
    def paragraphs(self) -> pd.DataFrame:
        return tables.paragraphs(self.readings)

    @cached_property
    def tones(self) -> list[tuple[Tone, ...]]:
        """The tone of every sentence of every article, with the words that fired."""
        return [done.tones for done in self.work]

    @cached_property
    def sentences(self) -> pd.DataFrame:
        return tables.sentences(self.readings, self.quotes, self.tones)

    @cached_property
    def sentence_parts(self) -> pd.DataFrame:
        from analysis import sentiment

        return sentiment.sentence_parts(self.readings, self.quotes, self.tones)

    @cached_property
    def voiced(self) -> pd.DataFrame:
        """Sentences, and their parts where several voices speak: what the tone of a voice is computed from."""
        from analysis import sentiment

        return sentiment.voiced(self.sentences, self.sentence_parts)

    @cached_property
    def readability(self) -> pd.DataFrame:
        from analysis import readability

        return readability.table(self.readings, self.quotes, units=self.units, seed=self.seed)

    @cached_property
    def quoted(self) -> pd.DataFrame:
        return tables.quoted(self.quotes)

    @cached_property
    def attributions(self) -> pd.DataFrame:
        return tables.attributions(self.readings, self.quotes)

    @cached_property
    def spans(self) -> pd.DataFrame:
        return tables.spans(self.quotes)

    @cached_property
    def entities(self) -> pd.DataFrame:
        return tables.entities(self.identities)

    @cached_property
    def mentions(self) -> pd.DataFrame:
        return tables.mentions(self.readings, self.identities)

    @cached_property
    def quantities(self) -> pd.DataFrame:
        return tables.quantities(self.readings, self.quotes)

    @cached_property
    def speakers(self) -> pd.DataFrame:
        return tables.speakers(self.attributions, self.entities)

    @cached_property
    def targets(self) -> pd.DataFrame:
        from analysis import targets

        return targets.table(
            targets.questions(self.readings, self.mentions), {d.quotes.article_id: d.towards for d in self.work}
        )

    @cached_property
    def running(self) -> dict[str, list[tuple[str, int, int]]]:
        """Article ids and the words of headline and body, as copies are compared."""
        return {r.article.id: tables.running_text(r) for r in self.readings}

    @cached_property
    def shared(self) -> Shared:
        """What articles share: ``passages`` and the ``edits`` in them."""
        from analysis.compare import reuse

        return reuse.shared(self.running)

    @property
    def passages(self) -> pd.DataFrame:
        return self.shared.passages

    @property
    def edits(self) -> pd.DataFrame:
        return self.shared.edits

    @cached_property
    def directions(self) -> pd.DataFrame:
        from analysis.compare import reuse

        return reuse.directions(*self.shared, self.articles, tables.credits(self.readings), self.running)

    @cached_property
    def containment(self) -> pd.DataFrame:
        from analysis.compare import reuse

        # Beyond a few hundred articles all pairs are too many, and nearly all of them would say 0.
        return reuse.containment(self.running, None if len(self.corpus) <= reuse.ALL_PAIRS else reuse.sharing(self.passages))

    @cached_property
    def clashes(self) -> pd.DataFrame:
        from analysis.compare import facts

        texts = {article.id: article.text for article in self.corpus}
        published = {article.id: article.published for article in self.corpus}
        return facts.clashes(texts, self.sentences, self.quantities, self.entities, self.mentions, self.quoted, published)

    @cached_property
    def groups(self) -> dict[str, str]:
        """Article ids and the group of copies that each belongs to."""
        from analysis.compare import reuse

        return reuse.groups(self.containment, list(self.labels))

    @cached_property
    def statements(self) -> pd.DataFrame:
        from analysis.compare import statements

        parts = (self.attributions, self.spans, self.quoted, self.sentences, self.entities)
        return statements.statements(*parts, self._texts, self.groups, {a.id: a.published for a in self.corpus})

    @cached_property
    def headline_quotes(self) -> pd.DataFrame:
        from analysis.compare import statements

        return statements.headline_quotes(self.quoted, self.paragraphs, self._texts)

    @cached_property
    def lost_attributions(self) -> pd.DataFrame:
        from analysis.compare import statements

        parts = (self.attributions, self.spans, self.sentences, self.mentions, self.quoted)
        return statements.lost_attributions(*parts, self._texts)

    @property
    def _texts(self) -> dict[str, str]:
        return {article.id: article.text for article in self.corpus}

    @cached_property
    def events(self) -> pd.DataFrame:
        """Which event each article tells of."""
        return tables.events(self.corpus)

    @property
    def event_of(self) -> dict[str, str]:
        """Article ids and their events."""
        return dict(zip(self.events["article_id"], self.events["event"], strict=True))

    @cached_property
    def tokens(self) -> pd.DataFrame:
        """The words of headline, subheads and body, with part of speech, voice and name (not written: it is large)."""
        from analysis.tokens import tokens

        return tokens(self.readings, self.identities)

    @cached_property
    def told(self) -> pd.DataFrame:
        """What each article tells of: speakers, names and topics with their mentions (see :func:`analysis.compare.coverage.told`)."""
        from analysis.compare import coverage, topics

        found = topics.topics(self.tokens, self.groups)
        return coverage.told(
            self.entities, self.mentions, self.speakers, found, self.paragraphs, self.tokens, events=self.event_of
        )

    @property
    def told_words(self) -> dict[str, int]:
        """Article ids and how many words they tell in: headline, subheads and body."""
        counts = self.tokens.groupby("article_id")["start"].size()
        return {article: int(counts.get(article, 0)) for article in self.labels}

    @cached_property
    def coverage(self) -> pd.DataFrame:
        from analysis.compare import coverage

        return coverage.coverage(self.told, self.told_words, self.groups, self.event_of)

    @cached_property
    def word_choice(self) -> pd.DataFrame:
        import pandas as pd

        from analysis.compare import naming, wording

        words = wording.word_choice(wording.counts(self.tokens), copies=self.groups, events=self.event_of)
        parts = [part for part in (words, naming.names(self.tokens, self.event_of)) if len(part)]
        return pd.concat(parts, ignore_index=True) if parts else words

    @cached_property
    def units(self) -> dict[tuple[str, int], Any]:
        """Articles and numbers of paragraphs, and the unit of each: paragraphs that are copies of each other are one unit."""
        from analysis.compare import differences, reuse

        return differences.units_of(reuse.shared_paragraphs(self.passages, self.paragraphs, self.edits))

    @cached_property
    def samples(self) -> list[Sample]:
        """Every measure by article and paragraph: what values and differences are computed from."""
        from analysis import readability, sentiment, speech

        kinds = dict(zip(self.entities["entity_id"], self.entities["kind"], strict=True))
        found = readability.samples(self.readings, self.quotes) + sentiment.samples(self.voiced)
        return found + speech.samples(self.readings, self.quotes, kinds)

    @cached_property
    def values(self) -> pd.DataFrame:
        from analysis.compare import differences

        return differences.values(self.samples, units=self.units, seed=self.seed)

    @cached_property
    def differences(self) -> pd.DataFrame:
        from analysis.compare import differences

        return differences.differences(self.samples, units=self.units, seed=self.seed, method=self.correction)

    def annotated(self, name: str) -> View:
        """An article as a person reads it, marked: who speaks and how, tone, what others share (HTML in a notebook).

        ``name`` is the article's id, the beginning of it, or its label. See :func:`analysis.views.annotated`.
        """
        from analysis import views

        article = self.corpus[name]
        return views.annotated(article.id, article.text, self.shown)

    def side_by_side(self, a: str, b: str) -> View:
        """Two articles beside each other, with what they share joined and its edits marked (HTML in a notebook)."""
        from analysis import views

        one, other = self.corpus[a], self.corpus[b]
        return views.side_by_side(one.id, other.id, {x.id: x.text for x in (one, other)}, self.shown)

    @cached_property
    def shown(self) -> dict[str, pd.DataFrame]:
        """The tables that the views of an article show."""
        from analysis import views

        return {name: getattr(self, name) for name in views.TABLES if name in tables.NAMES}

    def prepare(self) -> None:
        """Do the work that is kept for the next time: what each article gives by itself."""
        _ = self.work

    def write(self, folder: str | Path, form: str = "csv") -> list[Path]:
        """Write every table into a folder, as ``csv``, ``json`` or ``parquet`` (the extra ``scale``). Returns the paths.

        ``about.json`` beside them says what they were made with and from (:mod:`analysis.about`).
        """
        return self._write(tables.NAMES, folder, form)

    def results(self, folder: str | Path, names: str = "") -> list[Path]:
        """Write tables (names parted by spaces; default: all) as CSV and as JSON; without a folder, nothing. Returns the paths."""
        return [p for form in ("csv", "json") if folder for p in self._write(names.split() or tables.NAMES, folder, form)]

    def _write(self, names: Iterable[str], folder: str | Path, form: str) -> list[Path]:
        from analysis import about

        return tables.write({n: getattr(self, n) for n in names}, folder, form, about.text(self.corpus, self.seed))
