"""The key findings of a story, as sentences that are computed for its articles."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from analysis.story import Story

__all__ = ["findings"]


def findings(story: Story) -> list[str]:
    """One sentence a finding, in the order of the notebooks."""
    words = [sum(len(s.words) for s in reading.body) for reading in story.readings]
    dates = sorted({article.published for article in story.corpus if article.published})
    when = f"dated {' to '.join(dict.fromkeys((dates[0], dates[-1])))}" if dates else "none with a known date"
    if len(words) == 1:
        return [f"One article with {words[0]:,} words in its body, {when}."]
    return [f"{len(words)} articles with {min(words):,} to {max(words):,} words in their bodies, {when}."]
