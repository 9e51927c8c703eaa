"""Topic words and words without tone: the editable list ``resources/topic_words.toml``, and a corpus's overrides."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from analysis.errors import ResourceError
from analysis.overrides import TONE, check

if TYPE_CHECKING:
    from analysis.articles import Corpus

__all__ = ["REPORTED", "ToneWords", "tone_words", "with_words"]

PATH = Path(__file__).parent.parent / "resources" / "topic_words.toml"
NEUTRAL, REPORTED, TOLD = "neutral", "reported", "told"
NEAR = 2  # words before, within which "only_after" is looked for


@dataclass(frozen=True)
class _Rule:
    only_after: frozenset[str]
    only_before: frozenset[str]


@dataclass(frozen=True)
class ToneWords:
    """Which words tell of the event (``topic``), which carry no tone (``neutral``), which do not negate (``no_negation``).

    ``neutral`` and ``no_negation`` map a word to its rule of context; a rule without context holds everywhere.
    """

    topic: frozenset[str]
    neutral: Mapping[str, _Rule]
    no_negation: Mapping[str, _Rule]

    def kind(self, word: str) -> str:
        """``reported`` for a topic word, ``told`` for any other."""
        return REPORTED if word in self.topic else TOLD

    def is_neutral(self, words: Sequence[str], at: int) -> bool:
        """Has the word at this place no tone in news? (``like`` has, after ``they``.)"""
        rule = self.neutral.get(words[at])
        return rule is not None and not rule.only_after.intersection(words[max(0, at - NEAR) : at])

    def is_no_negation(self, words: Sequence[str], at: int) -> bool:
        """Does a lexicon's negator at this place negate nothing? (``not`` before ``only``.)"""
        rule = self.no_negation.get(words[at])
        return rule is not None and (not rule.only_before or bool(rule.only_before.intersection(words[at + 1 : at + 2])))


def tone_words(overrides: Mapping[str, Any] | None = None) -> ToneWords:
    """The project's list, with what ``overrides.toml`` says under ``[tone]`` for this corpus.

    ``topic_words`` are scored as reported, ``told_words`` as told although the list has them as topic words, ``neutral_words``
    not at all ("in this corpus *party* is no praise"). Raises :class:`InputError` for a key that does not exist or is no list.
    """
    base = _shipped()
    given = _given(overrides or {})
    if not any(given.values()):
        return base
    topic = (base.topic | given["topic_words"]) - given["told_words"] - given["neutral_words"]
    free = _Rule(frozenset(), frozenset())
    neutral = {w: r for w, r in base.neutral.items() if w not in given["topic_words"] | given["told_words"]}
    return ToneWords(topic, {**neutral, **dict.fromkeys(given["neutral_words"], free)}, base.no_negation)


def _given(overrides: Mapping[str, Any]) -> dict[str, frozenset[str]]:
    part = overrides.get("tone", {})
    check({"tone": part}, {})
    return {key: frozenset(word.strip().lower() for word in part.get(key, ())) for key in TONE}


@lru_cache(maxsize=1)
def _shipped() -> ToneWords:
    try:
        data = tomllib.loads(PATH.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise ResourceError(f"{PATH.name} cannot be read ({error}). Install the package again, or mend the file.") from error
    seen: dict[str, str] = {}
    for group in data["topic"] + data["neutral"]:
        for word in group["words"].split():
            if word in seen and seen[word] != group["name"]:
                raise ResourceError(f"{PATH.name}: {word!r} is in {seen[word]!r} and in {group['name']!r}. Leave it in one.")
            seen[word] = group["name"]
    topic = frozenset(word for group in data["topic"] for word in group["words"].split())
    return ToneWords(topic, _rules(data["neutral"]), _rules(data["no_negation"]))


def _rules(groups: Sequence[Mapping[str, str]]) -> dict[str, _Rule]:
    return {
        word: _Rule(frozenset(group.get("only_after", "").split()), frozenset(group.get("only_before", "").split()))
        for group in groups
        for word in group["words"].split()
    }


def with_words(corpus: Corpus, topic_words: str = "", neutral_words: str = "") -> Corpus:
    """A corpus with more topic words and words without tone, each given as a string parted by spaces."""
    own = dict(corpus.overrides.get("tone", {}))
    for key, given in (("topic_words", topic_words), ("neutral_words", neutral_words)):
        if given.split():
            own[key] = [*own.get(key, []), *given.split()]
    return replace(corpus, overrides={**corpus.overrides, "tone": own}) if own else corpus
