"""Around the text: a legend that filters without a script, and the statements one by one."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from analysis.views.links import fragment
from analysis.views.nest import attributes, escape
from analysis.views.people import Speaker

__all__ = ["legend", "notes", "rules"]

_LAYERS = {
    "quoted": ("quoted words", "k quoted"),
    "reported": ("reported speech", "k said"),
    "tone": ("tone ▲ ▼", ""),
    "shared": ("shared passages ⇄", "k joined"),
    "furniture": ("furniture of the page", "k furniture"),
}


def legend(heard: Iterable[Speaker], passages: bool) -> str:
    """Check boxes, all of them on: what is marked, and who speaks. The style sheet and :func:`rules` do the filtering."""
    layers = [_box("show", name, label, classes) for name, (label, classes) in _LAYERS.items() if passages or name != "shared"]
    people = [
        _box("who", str(p.number), p.name, f"k quoted {p.classes}", p.tag)
        for p in sorted(heard, key=lambda p: (p.number == 0, p.number))
    ]
    who = f"<fieldset><legend>Who speaks</legend>{''.join(people)}</fieldset>" if people else ""
    return f'<div class="legend"><fieldset><legend>Show</legend>{"".join(layers)}</fieldset>{who}</div>'


def _box(name: str, value: str, label: str, classes: str = "", tag: str = "") -> str:
    box = attributes({"type": "checkbox", "name": name, "value": value, "checked": "checked", "autocomplete": "off"})
    key = f'<span class="{escape(classes)}">{escape(tag or label)}</span>' if classes else escape(label)
    return f"<label><input{box}>{key}{' ' + escape(label) if tag else ''}</label>"


def rules(view: str, heard: Mapping[int, Speaker], statements: Collection[int]) -> str:
    """CSS of one view: a speaker who is switched off loses his marks; a statement shows its source and cue with it."""
    off = [f'#{view}:has(input[name=who][value="{n}"]:not(:checked)) .text mark[data-who~="{n}"]' for n in sorted(heard)]
    hidden = ",".join(off)
    signs = ",".join(f"{selector}::before,{selector}::after" for selector in off)
    lit = ",".join(
        f'#{view}:has(mark[data-s="{n}"]:is(:focus-visible,:hover:not(:has(mark:hover)))) .text [data-s="{n}"]'
        for n in sorted(statements)
    )
    out = f"{hidden}{{background:none;text-decoration:none}}{signs}{{display:none}}\n" if off else ""
    return out + (f"{lit}{{outline:2px solid var(--focus);outline-offset:1px}}\n" if lit else "")


def notes(statements: Iterable[tuple[int, Speaker, list[str], list[tuple[int, int]]]], prefix: str) -> str:
    """The statements in a list that folds, opened in print: what the marks describe themselves with, and where each stands."""
    items = []
    for number, speaker, lines, content in statements:
        places = ", ".join(f'<a href="#{escape(prefix)}{fragment(s, e)}">{s}–{e}</a>' for s, e in content)
        words = "; ".join(escape(line) for line in lines[1:])
        who = f'<b class="k quoted {speaker.classes}">{escape(speaker.tag)}</b> {escape(lines[0])}'
        items.append(f'<li id="{escape(prefix)}n{number}">{who}: {words}. Characters {places}</li>')
    if not items:
        return '<p class="about">No statement was found in this article.</p>'
    count = f"{len(items)} statements" if len(items) > 1 else "One statement"
    return f'<details class="notes"><summary>{count}, one by one</summary><ol>{"".join(items)}</ol></details>'
