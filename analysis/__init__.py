"""Same Story: how did these outlets tell the same event?

>>> from analysis import read, analyze
>>> story = analyze(read("my_articles"))          # doctest: +SKIP

Every table of the reference is an attribute of the story (``story.readability``, ``story.attributions`` …). Nothing is loaded on
import; each part is when it is first used.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from analysis.articles import Article, Corpus, read
    from analysis.errors import InputError, SameStoryError
    from analysis.story import Story, analyze

__version__ = "0.1.0"
__all__ = ["Article", "Corpus", "InputError", "SameStoryError", "Story", "analyze", "read"]

_HOMES = {
    "Article": "articles",
    "Corpus": "articles",
    "read": "articles",
    "InputError": "errors",
    "SameStoryError": "errors",
    "Story": "story",
    "analyze": "story",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'analysis' has no attribute {name!r}")
    import importlib

    return getattr(importlib.import_module(f"analysis.{_HOMES[name]}"), name)
