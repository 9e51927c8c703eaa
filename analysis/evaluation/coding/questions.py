"""What coders are asked, and which codes there are."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

__all__ = ["ABOUT", "CODES", "NOBODY", "QUESTIONS", "UNCLEAR", "Question", "answers", "normal", "same_speaker"]

UNCLEAR = "unclear"  # a code everywhere; counts as no answer
NOBODY = "nobody"  # told as somebody's, and the text does not say whose
KINDS = ("direct", "mixed", "indirect")
POLARITIES = ("negative", "neutral", "positive")
CODES: Mapping[str, tuple[str, ...]] = {"attributions": ("none", *KINDS), "tone": POLARITIES, "targets": POLARITIES}
"""The codes of each kind of item; ``unclear`` is one everywhere."""
ABOUT = tuple(CODES)
ASKED = {
    "attributions": "Is anything in the passage told as somebody's words or thoughts, and how? Whose?",
    "tone": "What is the tone of the passage?",
    "targets": "How does the passage treat what stands in [[ ]]?",
}
_WORD = re.compile(r"\w+")
# Words that name nobody, so that sharing one does not make two sources the same.
_EMPTY = frozenset(
    """a an and as at by for from he her hers him his i in it its me mr mrs ms my of on or our she that the their them they this
    to we who with you your dr sir s""".split()
)


@dataclass(frozen=True)
class Question:
    """A question that is counted by itself.

    ``codes`` are in order where ``level`` is ordinal, and empty where coders write freely; ``about`` is the kind of item.
    """

    name: str
    label: str
    about: str
    level: str
    codes: tuple[str, ...] = ()


QUESTIONS: Mapping[str, Question] = {
    q.name: q
    for q in (
        Question("attributed", "told as somebody's", "attributions", "nominal", ("no", "yes")),
        Question("kind", "direct, mixed or indirect", "attributions", "nominal", KINDS),
        Question("speaker", "whose", "attributions", "nominal"),
        Question("tone", "tone of the sentence", "tone", "ordinal", POLARITIES),
        Question("polarity", "tone towards the target", "targets", "ordinal", POLARITIES),
    )
}


def answers(about: str, answer: str, speaker: str) -> dict[str, str]:
    """The answers to the questions that one row of a sheet holds; what is not answered is left out.

    >>> answers("attributions", "mixed", "Ada Lund")
    {'attributed': 'yes', 'kind': 'mixed', 'speaker': 'Ada Lund'}
    """
    if answer in ("", UNCLEAR):
        return {}
    if about != "attributions":
        return {"tone" if about == "tone" else "polarity": answer}
    if answer == "none":
        return {"attributed": "no"}
    found = {"attributed": "yes", "kind": answer}
    return found | ({"speaker": speaker} if speaker and speaker.lower() != UNCLEAR else {})


def normal(speaker: str) -> frozenset[str]:
    """The words of a speaker that name somebody, lower-cased; all words where none does.

    >>> sorted(normal("the mayor, Ms. Ada Lund"))
    ['ada', 'lund', 'mayor']
    """
    words = frozenset(m[0].lower() for m in _WORD.finditer(speaker))
    return words - _EMPTY or words


def same_speaker(one: str, forms: Iterable[str]) -> bool:
    """Is a speaker one of these, which are forms of one name? One telling word in common is enough."""
    own = normal(one)
    return any(not own.isdisjoint(normal(form)) for form in forms)
