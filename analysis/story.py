"""A story: one corpus, analysed. Every table of the reference is an attribute, made when it is first asked for."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from analysis import tables
from analysis.articles import Corpus
from analysis.reading import Reading, read_article

if TYPE_CHECKING:
    import pandas as pd

    from analysis.compare.reuse import Shared
    from analysis.entities import Identities
    from analysis.quotes.attribution import Quotes

__all__ = ["Story", "analyze"]


def analyze(corpus: Corpus, *, seed: int = 0, jobs: int = 1) -> Story:
    """Analyse a corpus. ``seed`` is for the intervals; the same seed and articles give the same tables.

    ``jobs`` is how many processes look for statements, the longest step; the tables are the same with any number.
    """
    return Story(corpus, seed, jobs)


class Story:
    """The analysis of a corpus; see ``docs/tables.md`` for each table's columns."""

    def __init__(self, corpus: Corpus, seed: int = 0, jobs: int = 1) -> None:
        self.corpus = corpus
        self.seed = seed
        self.jobs = jobs

    @cached_property
    def readings(self) -> list[Reading]:
        """Sentences, words and quotation marks of every article."""
        return [read_article(article) for article in self.corpus]

    @cached_property
    def identities(self) -> Identities:
        """Who is who in the corpus, and who speaks in each statement."""
        from analysis.entities import identify
        from analysis.quotes.attribution import find_all

        return identify(self.readings, find_all(self.readings, self.jobs), self.corpus.overrides)

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
    def sentences(self) -> pd.DataFrame:
        from analysis import sentiment

        return tables.sentences(self.readings, self.quotes, sentiment.tones(self.readings, self.corpus.overrides))

    @cached_property
    def readability(self) -> pd.DataFrame:
        from analysis import readability

        return readability.table(self.readings, self.quotes, seed=self.seed)

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
    def speakers(self) -> pd.DataFrame:
        return tables.speakers(self.attributions, self.entities)

    @cached_property
    def targets(self) -> pd.DataFrame:
        from analysis import targets

        return targets.targets(self.readings, self.mentions, self.quotes)

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
    def groups(self) -> dict[str, str]:
        """Article ids and the group of copies that each belongs to."""
        from analysis.compare import reuse

        return reuse.groups(self.containment, list(self.labels))

    @cached_property
    def differences(self) -> pd.DataFrame:
        import pandas as pd

        from analysis import readability, sentiment

        parts = [readability.differences(self.readings, self.quotes, seed=self.seed)]
        parts.append(sentiment.differences(self.sentences, seed=self.seed))
        return pd.concat(parts, ignore_index=True)

    def write(self, folder: str | Path, form: str = "csv") -> list[Path]:
        """Write every table into a folder, as ``csv`` or ``parquet`` (the extra ``scale``). Returns the paths."""
        return tables.write({name: getattr(self, name) for name in tables.NAMES}, folder, form)
