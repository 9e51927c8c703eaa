"""Standoff annotations: one object an article, for other programs and for scoring."""

from collections.abc import Iterator
from typing import Any

from analysis.story import Story

__all__ = ["annotations"]


def annotations(story: Story) -> Iterator[dict[str, Any]]:
    """One JSON-ready object an article, its keys as the reference of the command line lists them; offsets are characters."""
    names = {i: e.name for i, e in story.identities.entities.items()}
    for reading, quotes in zip(story.readings, story.quotes, strict=True):
        article = reading.article
        yield {
            "id": article.id,
            "title": article.title,
            "byline": article.byline,
            "outlet": article.outlet,
            "published": article.published,
            "paragraphs": [{"span": [p.start, p.end], "role": p.role} for p in article.paragraphs],
            "sentences": [[s.start, s.end] for s in reading.sentences],
            "quoted": [
                {"span": [q.start, q.end], "role": q.role, "speaker": names.get(q.speaker) if q.speaker else None}
                for q in quotes.quoted
            ],
            "attributions": [
                {
                    "kind": a.kind,
                    "speaker": [names[s] for s in a.speakers],
                    "source": [list(s) for s in a.source],
                    "cue": [list(s) for s in a.cue],
                    "content": [list(s) for s in a.content],
                    "sort": a.sort,
                    "stance": a.stance,
                    "tense": a.tense,
                    "rule": a.rule,
                    "confidence": a.confidence,
                }
                for a in quotes.attributions
            ],
        }
