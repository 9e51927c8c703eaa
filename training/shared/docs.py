"""Write the card's figures into docs/attribution.md, between its marks."""

from __future__ import annotations

import json
import re
from pathlib import Path

LABELS = {
    "right_source": "right source, all",
    "quoted/right_source": "right source, quoted",
    "unquoted/right_source": "right source, unquoted",
    "content_tokens": "tokens of content",
    "content_exact": "content to the word",
    "content_relaxed": "content, half or more",
    "quote_spans_5w": "quoted stretches of five words and more found whole (recall)",
    "quote_spans_source_5w": "… with the right source (recall)",
}


def write(card: Path, page: Path) -> None:
    """Fill the tables of the page from the card."""
    facts = json.loads(card.read_text(encoding="utf-8"))
    scores = ["| | F1 | 95 % interval |", "| --- | --- | --- |"]
    scores += [f"| {LABELS[m]} | {v:.1f} | {low:.1f} to {high:.1f} |" for m, (v, (low, high)) in facts["scores"].items()]
    publishers = ["| publisher | F1 | 95 % interval |", "| --- | --- | --- |"]
    for name, own in facts["by_publisher"].items():
        value, (low, high) = own["right_source"]
        publishers.append(f"| {name} | {value:.1f} | {low:.1f} to {high:.1f} |")
    curve = ["| confidence | right | statements |", "| --- | --- | --- |"]
    curve += [f"| {mean:.2f} | {share:.2f} | {n} |" for mean, share, n in facts["reliability"]]
    text = page.read_text(encoding="utf-8")
    for name, lines in (("scores", scores), ("publishers", publishers), ("reliability", curve)):
        table = "\n".join(lines)
        text = re.sub(
            rf"<!-- {name} -->\n.*?<!-- /{name} -->", f"<!-- {name} -->\n{table}\n<!-- /{name} -->", text, flags=re.DOTALL
        )
    page.write_text(text, encoding="utf-8")
