"""The pages of a report: an index, and each executed notebook as a readable page. Nothing in them comes from the net."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from analysis import about, overrides, views
from analysis.errors import SameStoryError
from analysis.figures import index
from analysis.figures.export import DPI
from analysis.figures.style import WIDTHS
from analysis.findings import findings
from analysis.report import browser, evidence
from analysis.story import Story

__all__ = ["PDF", "Exported", "is_report", "print_index", "write"]

TEMPLATES = Path(__file__).parent / "templates"
PDF = "report.pdf"
# A page may show its own pictures and styles; whatever got into it, nothing runs and nothing is fetched.
POLICY = "default-src 'none'; img-src 'self' file: data:; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
_MARK = '<meta name="generator" content="Same Story">'
GENERATOR = f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">\n{_MARK}'
_HIDDEN_TAGS = {"injected-parameters", "remove-cell"}


@dataclass(frozen=True)
class Exported:
    """The figures that one notebook exported into a folder of its own."""

    notebook: str
    folder: Path

    def files(self) -> list[Path]:
        return sorted(p for p in self.folder.iterdir() if p.name != index.NAME) if self.folder.is_dir() else []

    def names(self) -> list[str]:
        """Names of the figures, in the order in which the notebook made them."""
        pictures = [path for path in self.files() if path.suffix == ".png"]
        return [path.stem for path in sorted(pictures, key=lambda path: (path.stat().st_mtime_ns, path.name))]


def is_report(folder: Path) -> bool:
    """Is this a folder that :func:`write` made?"""
    index = folder / "index.html"
    return index.is_file() and _MARK in index.read_text(encoding="utf-8", errors="replace")[:2000]


def write(folder: Path, story: Story, notebooks: Sequence[Path], exported: Sequence[Exported]) -> None:
    """Write a page for each executed notebook, the pages of evidence, and the index."""
    import nbformat
    from jinja2 import Environment, FileSystemLoader

    jinja = Environment(loader=FileSystemLoader(TEMPLATES), autoescape=True, trim_blocks=True, lstrip_blocks=True)
    sheet = jinja.get_template("sheet.html.j2")

    def render(rules: str = "", **parts: Any) -> str:
        css = f"{_css()}\n{views.sheet()}{rules}"
        return sheet.render(css=css, generator=GENERATOR, corpus=story.corpus.name, **parts)

    chapters = []
    for path, part in zip(notebooks, exported, strict=True):
        notebook = nbformat.read(path, as_version=4)
        title = _title(notebook) or path.stem
        (folder / f"{path.stem}.html").write_text(_page(notebook, title, story.corpus.name), encoding="utf-8")
        figures = [_figure(part.folder / f"{name}.txt", name) for name in part.names()]
        chapters.append({"title": title, "page": f"{path.stem}.html", "figures": figures})
    behind = evidence.Evidence(story, folder, render)
    behind.data([p.folder / f"{n}.csv" for p in exported for n in p.names()], _captions(chapters))
    front = jinja.get_template("index.html.j2").render(
        story=story,
        findings=findings(story),
        chapters=chapters,
        articles=behind.articles(),
        tables=sorted(path.stem for path in (folder / "tables").glob("*.csv")),
        overrides=_overrides(story),
        made_with=about.said(),
        css=_css(),
        generator=GENERATOR,
    )
    (folder / "index.html").write_text(front, encoding="utf-8")


def print_index(folder: Path) -> Path:
    """Print the index to PDF. Links to other files are taken off: in a PDF they would name folders of this computer."""
    html = (folder / "index.html").read_text(encoding="utf-8")
    copy = folder / ".print.html"
    copy.write_text(re.sub(r' (?:href="(?!#)[^"]*"|loading="lazy")', "", html), encoding="utf-8")
    try:
        return browser.to_pdf(copy, folder / PDF)
    finally:
        copy.unlink()


def _page(notebook: Any, title: str, corpus: str) -> str:
    """An executed notebook as HTML: prose and results in the open, code folded away."""
    from nbconvert import HTMLExporter

    notebook.cells = [cell for cell in notebook.cells if not _HIDDEN_TAGS & set(cell.metadata.get("tags", []))]
    exporter = HTMLExporter(template_name="page", extra_template_basedirs=[str(TEMPLATES)], exclude_anchor_links=True)
    resources = {"page": {"title": title, "corpus": corpus, "css": _css(), "generator": GENERATOR}}
    html, _ = exporter.from_notebook_node(notebook, resources=resources)
    return evidence.follow(html)


def _captions(chapters: Sequence[dict[str, Any]]) -> dict[str, str]:
    return {figure["name"]: figure["caption"] for chapter in chapters for figure in chapter["figures"]}


def _title(notebook: Any) -> str:
    """The first heading of a notebook, without its marks."""
    for cell in notebook.cells:
        if cell.cell_type == "markdown" and (heading := re.search(r"^#\s+(.+)$", cell.source, re.MULTILINE)):
            return re.sub(r"[*_`]", "", heading[1]).strip()
    return ""


def _figure(path: Path, name: str) -> dict[str, str]:
    """A figure's name, alt text and caption, as :func:`analysis.figures.export` wrote them, and its share of a page's width."""
    found = re.fullmatch(r"Alt text: (.*)\n\nCaption: (.*)\n", path.read_text(encoding="utf-8"))
    if not found:
        raise SameStoryError(f"{path.name} holds no alt text and caption; figures are written by analysis.figures.export.")
    wide = int.from_bytes(path.with_suffix(".png").read_bytes()[16:20], "big")  # pixels, from the file's header
    share = min(1.0, wide / (WIDTHS["page"] * DPI))
    return {"name": name, "alt": found[1], "caption": found[2], "share": f"{share:.3f}"}


def _overrides(story: Story) -> list[str]:
    """What the user set in ``overrides.toml``, a line each."""
    lines = []
    for part, settings in story.corpus.overrides.items():
        if isinstance(settings, dict):
            lines += [f"{part}, {key}: {overrides.in_words(value)}" for key, value in settings.items()]
        else:
            lines.append(f"{part}: {overrides.in_words(settings)}")
    return lines


def _css() -> str:
    return (TEMPLATES / "report.css").read_text(encoding="utf-8")
