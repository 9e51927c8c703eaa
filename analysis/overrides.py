"""What ``overrides.toml`` may say, checked before anything uses it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from analysis.errors import InputError

__all__ = ["KINDS", "TONE", "check", "in_words", "no_lines", "unmet"]

_WORD = re.compile(r"\w+")
KINDS = ("person", "institution", "place", "document", "anonymous")
TONE = ("topic_words", "told_words", "neutral_words")
_EXAMPLES = {
    "roles": 'the roles of lines by their numbers. Write [roles."000.txt"] and, below it, 0 = "kicker"',
    "language": 'the language of articles. Write [language] and, below it, "000.txt" = "en"',
    "kinds": 'kinds of names. Write [kinds] and, below it, "Ann Lee" = "person"',
    "speakers": 'who speaks, by the character at which the source begins. Write [speakers."000.txt"] and, below it, 1834 = ["Ann Lee"]',
    "entities": 'lists of names. Write [entities] and, below it, same = [["Ann Lee", "A. Lee"]]',
    "events": 'lists of articles. Write [events] and, below it, "The ferry" = ["000.txt"]',
    "tone": 'lists of words. Write [tone] and, below it, topic_words = ["eruption"]',
}
_KEYS = {"entities": ("same", "different"), "tone": TONE}


def check(overrides: Mapping[str, Any], roles: Mapping[str, str]) -> list[str]:
    """Warnings of parts that are not known. Raises :class:`InputError` where a known part is not made as it has to be.

    ``roles`` are the roles that a line may have.
    """
    for name, part in overrides.items():
        if name not in _EXAMPLES:
            continue
        good = isinstance(part, Mapping) and all(_GOOD[name](value) for value in part.values())
        if not good:
            raise InputError(f"overrides.toml: [{name}] must hold {_EXAMPLES[name]}.")
        for key in part:
            if name in _KEYS and key not in _KEYS[name]:
                raise InputError(f"overrides.toml, [{name}]: there is no key {key!r}. The keys are {', '.join(_KEYS[name])}.")
    for article, lines in overrides.get("roles", {}).items():
        for line, role in lines.items():
            if not re.fullmatch("[0-9]{1,9}", line) or role not in roles:
                raise InputError(
                    f"overrides.toml, [roles.{article!r}]: {line} = {role!r} is no line number with a role. Lines are numbered from "
                    f"0; the roles are {', '.join(roles)}."
                )
    for name, kind in overrides.get("kinds", {}).items():
        if not name.strip():
            raise InputError("overrides.toml, [kinds]: a name is empty. Write it, or remove the line.")
        if kind not in KINDS:
            raise InputError(f"overrides.toml, [kinds]: {name!r} is of no kind {kind!r}. The kinds are {', '.join(KINDS)}.")
    for article, places in overrides.get("speakers", {}).items():
        for place in places:
            if not re.fullmatch("[0-9]{1,9}", place):
                raise InputError(
                    f"overrides.toml, [speakers.{article!r}]: {place!r} is no number of a character (table spans, column start)."
                )
    _check_events(overrides.get("events", {}))
    known = ", ".join(_EXAMPLES)
    return [
        f"overrides.toml has a part {n!r}, which nothing reads. The parts are {known}." for n in overrides if n not in _EXAMPLES
    ]


def _check_events(events: Mapping[str, Sequence[str]]) -> None:
    said: dict[str, str] = {}
    for event, articles in events.items():
        for article in articles:
            if said.setdefault(article, event) != event:
                raise InputError(
                    f"overrides.toml, [events]: {article!r} stands in {said[article]!r} and in {event!r}. Name each article once."
                )


def no_lines(overrides: Mapping[str, Any], lines: Mapping[str, int]) -> list[str]:
    """Warnings of roles for lines that an article does not have; ``lines`` tells how many each article has."""
    return [
        f"overrides.toml, [roles.{article!r}]: there is no line {line}. Lines are numbered from 0, empty ones left out; the last is "
        f"{lines[article] - 1}."
        for article, roles in overrides.get("roles", {}).items()
        for line in roles
        if article in lines and int(line) >= lines[article]
    ]


def unmet(overrides: Mapping[str, Any], texts: Iterable[str]) -> list[str]:
    """Warnings of people and institutions whom no article names: mostly misspelt. (The last word of a name has to occur.)"""
    asked = [("entities", name) for pairs in overrides.get("entities", {}).values() for pair in pairs for name in pair]
    asked += [("kinds", name) for name in overrides.get("kinds", {})]
    given = {word for text in texts for word in _WORD.findall(text.casefold())} if asked else set()
    return [
        f"overrides.toml, [{part}]: no article names {name!r}."
        for part, name in dict.fromkeys(asked)
        if not given & set(_WORD.findall(name.split()[-1].casefold()))
    ]


def in_words(value: Any) -> str:
    """A setting as a reader would write it: lists with commas, lists of lists with semicolons."""
    if isinstance(value, Mapping):
        return "; ".join(f"{name}: {in_words(own)}" for name, own in value.items())
    if isinstance(value, list):
        return ("; " if any(isinstance(item, list) for item in value) else ", ").join(map(in_words, value))
    return str(value)


def _texts(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(item, str) for item in value)


def _named(value: Any) -> bool:
    return isinstance(value, Mapping) and all(_texts(own) and all(name.strip() for name in own) for own in value.values())


def _lists_of_names(value: Any) -> bool:
    return isinstance(value, list) and all(_texts(item) and all(name.strip() for name in item) for item in value)


_GOOD = {
    "roles": lambda value: isinstance(value, Mapping) and all(isinstance(role, str) for role in value.values()),
    "language": lambda value: isinstance(value, str),
    "kinds": lambda value: isinstance(value, str),
    "speakers": _named,
    "entities": _lists_of_names,
    "events": _texts,
    "tone": _texts,
}
