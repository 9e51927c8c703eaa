"""Every figure, drawn for five corpora: no text overlaps another, leaves the canvas or is too small to read.

Figures are not listed here: whatever the notebooks draw is measured, and a figure function that no notebook draws is an error.
"""

from __future__ import annotations

import ast
import importlib
import inspect
import json
import pkgutil
from collections.abc import Callable, Iterator
from functools import wraps
from pathlib import Path

import nbformat
import pandas as pd
import pytest
from matplotlib.figure import Figure

import analysis
import analysis.explore
from analysis import figures
from analysis.figures import style
from analysis.paths import ROOT

from .figure_check import corners, overlap, problems

NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
HEADLINE = "{n} opens the bridge again after {days} days"
OPENING = (
    "The bridge over the river was opened again on Monday after {days} days of repairs, the road office of district {n} said. "
    "Lorries of more than {n} tonnes may use it from Sunday."
)
QUOTED = (
    '"It is a good bridge and it will hold for {n} years," said Ann Lee, who leads the {n}th works department. Tom Fox, a '
    "driver, said that he had lost {days} hours a week."
)
PLAIN = (
    "The repairs cost {n} million, more than had been planned. Ships could pass below the bridge during the whole time, and a "
    "boat took people across every {days} minutes."
)
LAST = "A second bridge is planned below the town. Its building begins in spring {year} and takes {days} months or more."
OUTLET = "The United Evening Gazette and Advertiser of Upper Somewhere and District {n}"


def article(n: int, *paragraphs: str) -> str:
    return "\n\n".join(paragraphs).format(n=n + 2, days=20 + 3 * n, year=2030 + n) + "\n"


def no_quotes(n: int) -> str:
    return article(n, HEADLINE.format(n="The road office", days="many"), PLAIN, LAST, PLAIN.replace("ships", "boats"))


def bridge(n: int) -> str:
    return article(n, HEADLINE, OPENING, QUOTED, PLAIN, LAST)


def table(number: int, text: Callable[[int], str], **metadata: str) -> list[dict[str, str]]:
    rows = [{"id": f"bridge-{n:02}.txt", "text": text(n)} for n in range(number)]
    return [row | {name: value.format(n=n, day=10 + n % 20) for name, value in metadata.items()} for n, row in enumerate(rows)]


CORPORA: dict[str, list[dict[str, str]]] = {
    "the seeds": [],
    "one article": table(1, bridge),
    "sixty articles with long names": table(60, bridge, outlet=OUTLET, published="2030-05-{day}"),
    "no quotations": table(4, no_quotes, outlet="Paper {n}"),
    "no metadata": table(3, bridge),
}


def figure_functions() -> Iterator[tuple[object, str]]:
    """Modules and names of all functions that draw a figure: public, from a table, with an optional ``ax``, to ``Axes``."""
    for found in pkgutil.iter_modules(figures.__path__):
        module = importlib.import_module(f"{figures.__name__}.{found.name}")
        for name in getattr(module, "__all__", ()):
            value = getattr(module, name)
            if not inspect.isfunction(value):
                continue
            signature = inspect.signature(value)
            takes = list(signature.parameters)
            if "ax" in takes[1:] and signature.return_annotation == "Axes":
                yield module, name


def drawing_cells(notebook: Path) -> list[str]:
    """The code cells of a notebook that show a figure, and those that make what they need."""
    cells, wanted = [], set()
    for cell in reversed(nbformat.read(notebook, as_version=4).cells):
        if cell.cell_type != "code":
            continue
        nodes = list(ast.walk(ast.parse(cell.source)))
        shows = any(isinstance(n, ast.Attribute) and n.attr == "show" for n in nodes)
        made = {n.id for n in nodes if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)}
        made |= {(n.asname or n.name).split(".")[0] for n in nodes if isinstance(n, ast.alias)}
        if shows or made & wanted:
            cells.append(cell.source)
            wanted |= {n.id for n in nodes if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Load)}
    return cells[::-1]


@pytest.fixture
def measured(monkeypatch, corpus) -> dict[str, list[str]]:
    """Names of the figures drawn while the test runs, and what is wrong with each; a slide is a page enlarged, so once is enough."""
    presets = [preset for preset in style.WIDTHS if preset != "slide" or corpus == "the seeds"]
    found: dict[str, list[str]] = {}

    def measuring(function: Callable, name: str) -> Callable:
        @wraps(function)
        def draw(*args, **kwargs):
            for preset in presets:
                with style.style(preset):
                    ax = function(*args, **kwargs)
                found.setdefault(name, []).extend(f"{preset}: {problem}" for problem in problems(ax))
            return ax

        return draw

    for module, name in figure_functions():
        monkeypatch.setattr(module, name, measuring(getattr(module, name), f"{module.__name__.split('.')[-1]}.{name}"))
    return found


@pytest.mark.parametrize("corpus", CORPORA)
def test_every_figure_can_be_read(corpus, measured, monkeypatch, tmp_path) -> None:
    path, stories, analyze = tmp_path / "articles.jsonl", {}, analysis.analyze
    path.write_text("\n".join(map(json.dumps, CORPORA[corpus])), encoding="utf-8")

    def analyze_once(read, **_) -> analysis.story.Story:
        """Every notebook analyses the same articles."""
        key = tuple(article.text for article in read)
        if key not in stories:
            stories[key] = analyze(read)
        return stories[key]

    monkeypatch.setattr(analysis, "analyze", analyze_once)
    monkeypatch.setattr("IPython.display.display", lambda *_, **__: None)
    for notebook in NOTEBOOKS:
        names: dict[str, object] = {}
        for cell in drawing_cells(notebook):
            exec(compile(cell, notebook.name, "exec"), names)
            names |= {"corpus": str(path) if CORPORA[corpus] else ""}
    assert {name: wrong for name, wrong in measured.items() if wrong} == {}
    drawn = {f"{module.__name__.split('.')[-1]}.{name}" for module, name in figure_functions()}
    assert drawn == set(measured), "a figure that no notebook draws is not measured: show it in one"


def test_figures_are_found() -> None:
    found = {f"{module.__name__.split('.')[-1]}.{name}" for module, name in figure_functions()}
    assert {"quotes.voices", "readability.scores", "tone.targets"} <= found
    assert not {name for name in found if name.startswith(("style.", "export."))}


@pytest.mark.parametrize(
    ("where", "turned", "expected"),
    [
        ((0.5, 0.5), 0, True),
        ((0.5, 0.8), 0, False),
        ((0.62, 0.52), 0, True),
        ((0.5, 0.35), 45, False),  # the rectangles parallel to the page overlap, the turned text does not
        ((0.5, 0.5), 45, True),
    ],
)
def test_overlap_is_measured_on_the_turned_text(where, turned, expected) -> None:
    figure = Figure(figsize=(4, 4))
    one = figure.text(0.5, 0.5, "first words here", ha="center", va="center")
    other = figure.text(*where, "some other words", ha="center", va="center", rotation=turned)
    figure.draw_without_rendering()
    assert overlap(corners(one), corners(other)) is expected


def test_what_is_wrong_is_found() -> None:
    ax = figures.canvas(None, 2)
    ax.plot([1, 2])
    for x in (0.5, 0.52):
        ax.text(x, 0.5, "the same place", transform=ax.transAxes, fontsize=6)
    ax.text(1.2, 0.5, "outside", transform=ax.transAxes).set_in_layout(False)
    figures.say(ax, alt="A line", caption="The mean is nan.", data=pd.DataFrame())
    found = "; ".join(problems(ax))
    for part in ("overlaps", "6.0 pt", "'outside' leaves", "alt text is no sentence", "caption says nan", "has no label"):
        assert part in found
