"""What was changed inside a passage, word by word, and what sort of change that is."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

__all__ = ["SORTS", "changes", "moved_to_past", "sort_of"]

SORTS = {
    "cut": "words that only the first article has",
    "insertion": "words that only the second article has",
    "number": "a number, or a number word, was changed",
    "tense": "present and past were exchanged",
    "spelling": "the same word or name, spelled in another way",
    "wording": "other words",
}
ALIKE = 80  # per cent of letters in the same order (rapidfuzz's ratio) from which two words are one word spelled in two ways

_PRESENT = frozenset("is are am has have does do will can may".split())
_PAST = frozenset("was were had did would could might".split())
# Past and present of irregular verbs that news uses most.
_IRREGULAR = dict(
    pair.split(":")
    for pair in (
        "said:say told:tell met:meet began:begin came:come went:go took:take made:make gave:give held:hold left:leave "
        "led:lead fell:fall rose:rise saw:see knew:know thought:think found:find kept:keep sought:seek spoke:speak "
        "stood:stand won:win lost:lose paid:pay sent:send wrote:write felt:feel became:become got:get ran:run brought:bring "
        "fled:flee fought:fight grew:grow broke:break chose:choose drew:draw faced:face built:build sat:sit laid:lay"
    ).split()
)
_NUMBER_WORDS = frozenset(
    "one two three four five six seven eight nine ten eleven twelve dozen twenty thirty forty fifty sixty seventy eighty ninety "
    "hundred thousand million billion trillion dozens hundreds thousands millions billions half".split()
)

Change = tuple[str, int, int, int, int]  # equal, replaced, cut or inserted; start and end in a, start and end in b


def changes(a: Sequence[str], b: Sequence[str]) -> list[Change]:
    """The words of one side turned into those of the other with as few changes as can be (Levenshtein's distance on words)."""
    from rapidfuzz.distance import Levenshtein

    found: list[Change] = []
    for op in Levenshtein.opcodes(a, b):
        name = "equal" if op.tag == "equal" else "changed"
        if found and name == "changed" and found[-1][0] == name:
            found[-1] = (name, found[-1][1], op.src_end, found[-1][3], op.dest_end)
        else:
            found.append((name, op.src_start, op.src_end, op.dest_start, op.dest_end))
    return [(_named(name, x, y, u, v), x, y, u, v) for name, x, y, u, v in found]


def _named(name: str, x: int, y: int, u: int, v: int) -> str:
    if name == "equal":
        return name
    return "inserted" if x == y else "cut" if u == v else "replaced"


def sort_of(a: Sequence[str], b: Sequence[str]) -> str:
    """The sort of an edit (see :data:`SORTS`), from the words of both sides as they are compared."""
    if not a or not b:
        return "cut" if a else "insertion"
    if _numbers(a) != _numbers(b):
        return "number"
    if moved_to_past(a, b) or moved_to_past(b, a):
        return "tense"
    return "spelling" if _one_spelled_twice("".join(a), "".join(b)) else "wording"


def _numbers(words: Sequence[str]) -> list[str]:
    return [w for w in words if any(c.isdigit() for c in w) or w in _NUMBER_WORDS]


def _one_spelled_twice(a: str, b: str) -> bool:
    from rapidfuzz import fuzz

    a, b = (unicodedata.normalize("NFKD", x).encode("ascii", "ignore").decode() or x for x in (a, b))
    if a == b:
        return True
    stems = {re.sub(r"(?:e?s|e?d|ing)$", "", word).removesuffix("e") for word in (a, b)}
    return len(stems) == 2 and min(len(a), len(b)) > 3 and a[0] == b[0] and fuzz.ratio(a, b) >= ALIKE


def moved_to_past(a: Sequence[str], b: Sequence[str]) -> bool:
    """Does the first side tell in the present what the second tells in the past?

    Told by auxiliaries (*is* and *was*, *will* and *would*), by an auxiliary against a past form, or by two forms of one verb.
    """
    before, after = set(a), set(b)
    if before & _PAST or after & _PRESENT:
        return False
    if before & _PRESENT and (after & _PAST or any(_past_form(w) for w in b)):
        return True
    return any(_past_of(old, new) for old in a for new in b)


def _past_form(word: str) -> bool:
    return word in _IRREGULAR or (len(word) > 4 and word.endswith("ed"))


def _past_of(old: str, new: str) -> bool:
    if old == new or (old.endswith("ed") and new != old + "ed"):  # need, needed
        return False
    base = _IRREGULAR.get(new)
    if base is not None:
        return old in (base, base + "s", base + "es", base + "ing", base.removesuffix("e") + "ing")
    if not (new.endswith("ed") and len(new) > 4):
        return False
    if new.endswith("ied"):
        return old in (new[:-3] + "y", new[:-3] + "ies", new[:-3] + "ying")
    stem = new[:-2]
    once = stem[:-1] if stem[-1] == stem[-2] else stem  # stops, stopped
    return len(stem) > 2 and re.fullmatch(rf"(?:{re.escape(stem)}|{re.escape(once)})(?:e|s|es|ing)?", old) is not None
