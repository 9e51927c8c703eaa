"""Does the time grow with the length of an article, and no faster? ``python -m benchmarks.sizes [--mb 0.6 1.2 2.5 5] [KIND …]``

For each kind of text, one article of each size through every step that needs no model: seconds of the processor, and how many
times the seconds of the size before (twice the size: 2 is linear). With ``--models`` the encoder and the tables as well.
``--pages`` measures instead how long a page of HTML is read, by the number of its tags: half as many as are taken, and as many.
"""

from __future__ import annotations

import argparse
import re
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from analysis import Story, read, readability, sentiment
from analysis.entities import identify
from analysis.limits import Limits
from analysis.quantities import find
from analysis.quotes.attribution import Quoted, Quotes
from analysis.quotes.marks import outermost
from tests.hostile import GOOD

OPENING = re.compile("<[a-z]")
LINE = GOOD.split("\n\n", 1)[1].replace("\n", " ")
UNITS = {
    "paragraphs of news": GOOD + "\n",
    "news in one paragraph": LINE,
    "quotations in one line": "“No,” said Tom Bell. ",
    "straight double marks": '" ',
    "straight single marks": "' ",
    "opening marks": "“a ",
    "quoted words": '"a" ',
    "names": "Ann Lee and Tom Bell of ",
    "one name": "Tom ",
    "initials": "A. ",
    "full stops": ".",
    "numbers": "1,000 ",
    "digits": "1",
    "dates": "March 3, ",
    "one word": "a",
    "hyphens": "a-",
    "brackets": "(",
    "spaces": " ",
    "accents": "\u0301",
    "short lines": "No\n",
    "empty lines": "\n",
    "said that he": "said that he ",
    "names in brackets": "Tom Bell (",
    "titles": "President ",
    "titles of": "Senator of ",
    "owners": "Tom's ",
    "pronouns": "Tom Bell he ",
    "years": "2014 ",
    "years with a sign": "2014%",
    "numbers and dates": "5 cats March 3, ",
    "not good, but": "not good, but ",
    "marks and stops": '." ',
    "angled marks": "« Non », ",
    "marks in marks": "'He said \"I call it 'x' here\" yesterday' ",
}
PAGES = {
    "paragraphs": "<p>Ann Lee said no.</p>",
    "nested paragraphs": "<p>",
    "nested divisions": "<div>",
    "nested bold": "<b>of the bell ",
    "nested lists": "<ul><li>of the bell ",
    "nested tables": "<table><tr><td>of the bell ",
    "nested quotations": "<blockquote>of the bell ",
    "breaks": "of the bell<br>",
    "links": '<a href="x">of the bell</a> ',
    "spans": "<span>of the bell</span> ",
    "headings": "<h2>of the bell</h2>",
    "pictures": '<img src="a.jpg" alt="b">',
    "dates": '<time datetime="2015-05-13">May 13, 2015</time>',
    "scripts never closed": "<script>",
    "tags never closed": '<p a="b" ',
    "authors": '<meta name="author" content="Ann Lee">',
    "data for machines": '<script type="application/ld+json">{"@type": "NewsArticle", "author": "Ann Lee"}</script>',
}
LIMITS = Limits(paragraphs=10**8, characters=10**8)


def steps(text: str, models: bool) -> Iterator[tuple[str, Callable[[], object]]]:
    """The steps in the order in which an analysis takes them."""
    story = Story(read([text], LIMITS), cache=None)
    reading = story.readings[0]
    yield "page, sentences", lambda: Story(read([text], LIMITS), cache=None).readings
    yield "marks", lambda: reading.stretches
    yield "readability", lambda: readability.scores(text)
    yield "tone", lambda: sentiment.tones([reading])
    yield "quantities", lambda: find(reading)
    quotes = Quotes(reading.article.id, tuple(Quoted(s.start, s.end, "speech") for s in outermost(reading.stretches)))
    yield "identities", lambda: identify([reading], [quotes])
    if models:
        yield "statements", lambda: story.quotes
        yield "targets", lambda: story.targets
        yield "other tables", lambda: [story.sentences, story.readability, story.mentions, story.quantities, story.values]


def measure(kind: str, megabytes: list[float], models: bool) -> Iterator[tuple[float, dict[str, float]]]:
    """Seconds by step, for each size."""
    unit = UNITS[kind]
    for size in (int(mb * 1_000_000) for mb in megabytes):
        text = (GOOD * 20 + unit * (size // len(unit) + 1))[:size]
        seconds = {}
        for name, step in steps(text, models):
            begun = time.process_time()
            step()
            seconds[name] = time.process_time() - begun
        yield size / 1e6, seconds


def measure_page(kind: str, tags: list[int]) -> Iterator[tuple[int, float]]:
    """Seconds to read a page of so many tags."""
    unit = PAGES[kind]
    with tempfile.TemporaryDirectory() as folder:
        for number in tags:
            page = Path(folder) / "page.html"
            again = unit * (number // len(OPENING.findall(unit)))
            page.write_text(f"<html><title>Talks</title><article><p>{LINE}</p>{again}", encoding="utf-8")
            begun = time.process_time()
            read(page, replace(LIMITS, tags=number + 10))  # by what trafilatura takes, not by what is taken afterwards
            yield number, time.process_time() - begun


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("kinds", nargs="*", metavar="KIND", help=", ".join(UNITS))
    parser.add_argument("--mb", type=float, nargs="+", default=[0.6, 1.2, 2.5, 5])
    parser.add_argument("--models", action="store_true")
    parser.add_argument("--pages", action="store_true", help="pages of HTML: " + ", ".join(PAGES))
    options = parser.parse_args()
    if options.pages:
        show_pages(options.kinds or list(PAGES))
        return 0
    for kind in options.kinds or UNITS:
        before = 0.0
        for size, seconds in measure(kind, options.mb, options.models):
            total = sum(seconds.values())
            growth = f"{total / before:.1f} times" if before else ""
            slowest = max(seconds, key=lambda name: seconds[name])
            print(f"{kind:24}{size:6.1f} MB{total:8.1f} s  {growth:10} most: {slowest}, {seconds[slowest]:.1f} s", flush=True)
            before = total
    return 0


def show_pages(kinds: list[str]) -> None:
    for kind in kinds:
        before = 0.0
        for tags, seconds in measure_page(kind, [Limits.tags // 2, Limits.tags]):
            print(
                f"{kind:24}{tags:8,} tags{seconds:8.1f} s  " + (f"{seconds / before:.1f} times" if before else ""), flush=True
            )
            before = seconds


if __name__ == "__main__":
    sys.exit(main())
