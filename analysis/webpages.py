"""A page of HTML as it was saved: the article in it, and what the page says of itself."""

from __future__ import annotations

import json
from typing import Any

from analysis.encodings import text_of
from analysis.errors import InputError

__all__ = ["article"]

# Characters of a page's data for machines that are read; of what is no JSON, for the extractor's time grows with its square.
_DATA, _BROKEN_DATA = 200_000, 10_000
DEEPEST = 256  # elements in one another, at which the parser stops and drops the rest of the page


def article(html: str) -> dict[str, str]:
    """The article's ``text`` and the page's ``title``, ``outlet``, ``byline``, ``published`` and ``url``, by trafilatura.

    What the page does not say is empty; ``outlet_basis`` is there where the outlet is. Raises :class:`InputError` where no article is
    found or the page is broken.
    """
    import trafilatura

    try:
        tree = _tree(html)
        deep = tree is not None and _depth(tree) >= DEEPEST
        document: Any = (
            None if tree is None or deep else trafilatura.bare_extraction(tree, include_comments=False, with_metadata=True)
        )
    except Exception as error:  # it and its parser raise many kinds on broken pages
        raise InputError(f"this HTML is broken ({type(error).__name__}). Save the article's text as a .txt file.") from error
    if deep:
        raise InputError(
            f"the elements of this HTML stand {DEEPEST} deep in one another, and what comes behind is not read. Save the article's text as "
            "a .txt file."
        )
    text = (document.text if document else "") or ""
    if not text.strip():
        raise InputError("no article text was found in this HTML. Save the article's text as a .txt file.")
    title = document.title or ""
    if title and title not in text[: len(title) + 200]:
        text = f"{title}\n\n{text}"
    found = {
        "text": text,
        "title": title,
        "outlet": document.sitename or "",
        "byline": document.author or "",
        "published": document.date or "",
        "url": document.url or "",
    }
    if found["outlet"]:
        found["outlet_basis"] = "stated"
    return {key: text_of(value) for key, value in found.items()}


def _tree(html: str) -> Any:
    """A page as its extractor parses it, without data for machines that would keep it without end; None where it is no page."""
    from trafilatura import load_html

    tree = load_html(html)
    length = {True: 0, False: 0}
    for script in tree.xpath('//script[contains(@type, "json")]') if tree is not None else ():
        sound = _is_json(script.text or "")
        length[sound] += len(script.text or "")
        if length[sound] > (_DATA if sound else _BROKEN_DATA):
            script.text = ""
    return tree


def _depth(tree: Any) -> int:
    """How many elements stand in one another at most."""
    most, waiting = 0, [(tree, 1)]
    while waiting:
        element, depth = waiting.pop()
        most = max(most, depth)
        waiting += [(child, depth + 1) for child in element]
    return most


def _is_json(text: str) -> bool:
    try:
        json.loads(text, strict=False)
    except (ValueError, RecursionError):
        return False
    return True
