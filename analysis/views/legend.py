"""Around the text: a legend that filters without a script, and the statements one by one."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

import pandas as pd

from analysis.views.frames import Note
from analysis.views.links import fragment, mentions, speech
from analysis.views.nest import attributes, escape
from analysis.views.people import Speaker

__all__ = ["legend", "named", "notes", "rules"]

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


def notes(statements: Iterable[Note], prefix: str) -> str:
    """The statements by speaker, in a list that folds (open in print): what the marks describe themselves with, and where each is.

    A speaker's part can be linked to (:func:`analysis.views.links.speech`). Where two speak as one, the statement stands with both.
    """
    by_speaker: dict[str, tuple[Speaker, list[Note]]] = {}
    numbers = set()
    for note in statements:
        numbers.add(note.number)
        for speaker in dict.fromkeys(note.speakers):
            by_speaker.setdefault(speaker.key, (speaker, []))[1].append(note)
    parts = []
    for key, (who, own) in by_speaker.items():
        items = "".join(_note(note, prefix, who == note.speakers[0]) for note in own)
        head = f'<b class="k quoted {who.classes}">{escape(who.tag)}</b> {escape(who.name)}: {_count(len(own), "statement")}'
        parts.append(f'<div id="{escape(prefix)}{speech(key)}"><p>{head}</p><ol>{items}</ol></div>')
    if not parts:
        return '<p class="about">No statement was found in this article.</p>'
    count = _count(len(numbers), "statement")
    return f'<details class="notes"><summary>{count}, by speaker</summary>{"".join(parts)}</details>'


def _note(note: Note, prefix: str, first: bool) -> str:
    places = ", ".join(f'<a href="#{escape(prefix)}{fragment(s, e)}">{s}–{e}</a>' for s, e in note.content)
    words = "; ".join(escape(line) for line in note.lines)
    name = f' id="{escape(prefix)}n{note.number}"' if first else ""  # an id stands once
    return f"<li{name}>{words}. Characters {places}</li>"


def named(targets: pd.DataFrame | None, names: Mapping[str, str], prefix: str) -> str:
    """Where each person, institution or place is named, with the tone towards it there, in a list that folds."""
    if targets is None or targets.empty:
        return ""
    parts = []
    for key, own in targets.groupby("target_id", sort=False):
        places = ", ".join(
            f'<a href="#{escape(prefix)}{fragment(m["start"], m["end"])}">{int(m["start"])}–{int(m["end"])}</a> {escape(str(m["polarity"]))}'
            for m in own.to_dict("records")
        )
        name = escape(str(names.get(str(key), key)))
        parts.append(f'<li id="{escape(prefix)}{mentions(str(key))}"><b>{name}</b>, {_count(len(own), "time")}: {places}</li>')
    summary = f"{_count(len(parts), 'name')}, and the tone towards each where it stands"
    return f'<details class="notes"><summary>{summary}</summary><ul>{"".join(parts)}</ul></details>'


def _count(n: int, noun: str) -> str:
    return f"{n} {noun}" if n == 1 else f"{n} {noun}s"
