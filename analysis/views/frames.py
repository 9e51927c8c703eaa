"""Statements and stretches between quotation marks as marks over the text, with the words that explain each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from analysis.views.nest import Mark
from analysis.views.people import Speaker

__all__ = ["UNSURE", "Frames", "Note", "frames"]

UNSURE = 0.5  # confidence under which a statement is shown as unsure
_KINDS = {
    "direct": "direct: all its words are quoted",
    "mixed": "mixed: told in the outlet's words, with quoted words in it",
    "indirect": "indirect: told in the outlet's words",
}
# Why a source that is no name was given to its speaker (table mentions).
_REASONS = {
    "called so": "who is called so",
    "again": "who was last called so",
    "in focus": "whom the article speaks of there",
    "together": "who spoke, or are named, together",
    "owner": "what belongs to somebody",
    "in front": "what stands in front of it",
    "new": "nobody who is named",
    "overrides": "as overrides.toml says",
}
_NO_SPEECH = {"title": "the title of a work", "label": "a name or a label", "headline": "a headline"}


@dataclass(frozen=True)
class Note:
    """A statement in words: its number, its speakers, what is known of it, and where its content stands."""

    number: int
    speakers: tuple[Speaker, ...]
    lines: tuple[str, ...]
    content: tuple[tuple[int, int], ...]


@dataclass
class Frames:
    """The marks of an article's speech, a note for each statement, and who is heard, by number."""

    marks: list[Mark] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    heard: dict[int, Speaker] = field(default_factory=dict)


def frames(own: Mapping[str, pd.DataFrame], who: Mapping[str, Speaker], prefix: str) -> Frames:
    """The speech of one article, of whose tables ``own`` holds the rows; ``who`` are the speakers by id."""
    found = Frames()
    spans: dict[tuple[int, str], list[tuple[int, int]]] = {}
    for row in _rows(own, "spans"):
        spans.setdefault((int(row["attribution"]), row["part"]), []).append((int(row["start"]), int(row["end"])))
    reasons = {int(row["start"]): str(row["reason"]) for row in _rows(own, "mentions") if row["reason"] != "name"}
    for row in _rows(own, "attributions"):
        number = int(row["attribution"])
        source, content = (min(spans.get((number, part), []), default=None) for part in ("source", "content"))
        _statement(row, spans, who, prefix, _where(source, content, reasons), found)
    for row in _rows(own, "quoted"):
        _stretch(row, who, found)
    return found


def _rows(own: Mapping[str, pd.DataFrame], name: str) -> list[dict[str, Any]]:
    return own[name].to_dict("records") if name in own else []


def _statement(
    row: Mapping[str, Any],
    spans: Mapping[tuple[int, str], list[tuple[int, int]]],
    who: Mapping[str, Speaker],
    prefix: str,
    where: str,
    found: Frames,
) -> None:
    number = int(row["attribution"])
    people = [who.get(i, who[""]) for i in _text(row["speaker_ids"]).split(";")]
    found.heard |= {p.number: p for p in people}
    lines = [*_lines(row, people), *([where] if where else [])]
    unsure = row["confidence"] < UNSURE
    content = spans.get((number, "content"), [])
    every = {
        "class": " ".join(["said", str(row["kind"]), people[0].classes, *(["unsure"] if unsure else [])]),
        "data-s": str(number),
        "data-who": " ".join(str(p.number) for p in people),
        "data-note": "\n".join(lines),
    }
    tag = "+".join(p.tag for p in people) + ("?" if unsure and people[0].number else "")
    first = {"tabindex": "0", "aria-describedby": f"{prefix}n{number}", "data-tag": tag}
    for n, (start, end) in enumerate(content):
        found.marks.append(Mark(start, end, every, first if n == 0 else {}, element="mark", rank=3))
    for part in ("source", "cue"):
        for start, end in spans.get((number, part), []):
            found.marks.append(Mark(start, end, {"class": part, "data-s": str(number)}, rank=5))
    found.notes.append(Note(number, tuple(people), tuple(lines), tuple(content)))


def _where(source: tuple[int, int] | None, content: tuple[int, int] | None, reasons: Mapping[int, str]) -> str:
    """Where the source begins (the number by which ``overrides.toml`` corrects the speaker), and why it was given to its speaker."""
    if source is None:
        return f"no source; said from character {content[0]}" if content else ""
    why = _REASONS.get(reasons.get(source[0], ""), "")
    return f"source at character {source[0]}" + (f": {why}" if why else "")


def _lines(row: Mapping[str, Any], people: list[Speaker]) -> list[str]:
    """What is known of a statement, for people, a line each."""
    cue = _text(row.get("cue"))
    verb = f"“{cue}”" if cue else "no reporting word"
    stance = f" ({_text(row['stance'])} stance)" if _text(row["stance"]) else ""
    sort = ", ".join(w for w in (_text(row["sort"]), _text(row.get("tense"))) if w)
    confidence = f"confidence {row['confidence']:.2f}"
    if row["confidence"] < UNSURE:
        confidence += ": low, take it as a guess"
    return [
        " and ".join(p.name for p in people),
        verb + stance + (f"; {sort}" if sort else ""),
        _KINDS.get(str(row["kind"]), str(row["kind"])),
        f"{confidence}; found by {_text(row['rule'])}",
    ]


def _stretch(row: Mapping[str, Any], who: Mapping[str, Speaker], found: Frames) -> None:
    """A stretch between quotation marks: somebody's words, or no speech at all."""
    role, start, end = str(row["role"]), int(row["start"]), int(row["end"])
    if role != "speech":
        note = f"between quotation marks, but no speech: {_NO_SPEECH.get(role, role)}"
        found.marks.append(Mark(start, end, {"class": "no-speech noted", "data-note": note}, {"tabindex": "0"}, rank=4))
        return
    speaker = who.get(_text(row["speaker_id"]), who[""])
    found.heard[speaker.number] = speaker
    every = {"class": f"quoted {speaker.classes}", "data-who": str(speaker.number), "data-note": f"quoted: {speaker.name}"}
    found.marks.append(Mark(start, end, every, {"data-tag": speaker.tag}, element="mark", rank=4))


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""
