"""Names as they stand in an article: runs of capitalised words, with the titles and roles beside them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace

from analysis.entities.lists import lists
from analysis.reading import Reading, Sentence

__all__ = ["Name", "fold", "names"]

_PARTICLES = frozenset("al el bin ibn bint de da di del della der den des du la le van von zu ter ten dos al- ul".split())
_JOINING = frozenset({"of", "for", "and", "the", "&", "on"})
_NOT_NAMES = frozenset(
    "the a an he she it they we you i his her its their our my this that these those there here but and or so yet if when while where after "
    "before since because although though however meanwhile still instead moreover nevertheless according asked in on at for from as by "
    "with without under over during despite among some many most few both several one two three no not only even now then last next what who "
    "why how which let also once until between other monday tuesday wednesday thursday friday saturday sunday january february march "
    "april may june july august september october november december speaking talking improving asked entitled mr mrs ms dr".split()
)
_NO_ROLE = frozenset("the a an said says told and or but his her their its of by to for with from in on at as who that".split())
_POSSESSIVE = re.compile(r"['’]s?$")
_ACRONYM = re.compile(r"(?:[A-Z]\.?){2,6}s?$")
_NO_INSTITUTION = re.compile(r"[IVX]+$|(?!EU|UN|AP|E\.U|U\.N)[A-Z]\.?[A-Z]\.?$")
_LOCATIVE = re.compile(r"\b(?:in|at|near|outside|across|around|through|throughout|of|to|from)\s+(?:the\s)?$")
_ROLE_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


@dataclass(frozen=True)
class Name:
    """A name in the text, title left out.

    ``kind``: ``person``, ``institution``, ``place``, or empty where the words alone do not tell. ``role``: title and role words that
    stand with it, in small letters ("russian foreign minister"). ``sentence`` is the number of its sentence; ``subject``, that
    it stands before that sentence's first verb-like word; ``possessive``, that 's follows.
    """

    start: int
    end: int
    text: str
    kind: str
    role: str
    sentence: int
    subject: bool
    possessive: bool


def fold(word: str) -> str:
    """Small letters without accents, particles and possessives: how names are compared."""
    import unicodedata

    plain = unicodedata.normalize("NFKD", _POSSESSIVE.sub("", word)).encode("ascii", "ignore").decode().lower()
    return re.sub(r"^(?:al|el)-", "", plain)


def names(reading: Reading) -> list[Name]:
    """The names in body, headlines and captions, in text order."""
    wanted = [s for s in reading.sentences if s.role in ("body", "headline", "caption")]
    text = reading.article.text
    inside = Counter(
        text[s:e] for sentence in wanted if sentence.role == "body" for s, e in sentence.words[1:] if text[s].isupper()
    )
    found: list[Name] = []
    for number, sentence in enumerate(reading.sentences):
        if sentence.role in ("body", "headline", "caption"):
            for run in _runs(text, sentence, inside):
                found += _named(text, sentence, number, run)
    return _settled(found, reading)


def _settled(found: list[Name], reading: Reading) -> list[Name]:
    """Headlines are set in capitals: only names that the body has count there. A name mostly met behind *in* is a place."""
    text = reading.article.text
    body = {n.text for n in found if reading.sentences[n.sentence].role == "body"}
    known = [n for n in found if n.text in body or reading.sentences[n.sentence].role == "caption"]
    located: dict[str, list[bool]] = {}
    for name in known:
        located.setdefault(name.text, []).append(bool(_LOCATIVE.search(text[max(0, name.start - 12) : name.start])))
    surnames = {n.text.split()[-1] for n in known if n.kind == "person" and " " in n.text}
    places = {t for t, seen in located.items() if sum(seen) * 2 > len(seen)} - surnames
    loose = [n for n in known if n.kind == "" or (n.kind == "person" and " " not in n.text and n.text in places)]
    return [replace(n, kind="place", role="") if n in loose and n.text in places else n for n in known]


def _runs(text: str, sentence: Sentence, inside: Counter[str]) -> Iterable[list[tuple[int, int]]]:
    """Runs of capitalised words; small joining words only between two of them."""
    run: list[tuple[int, int]] = []
    pending: list[tuple[int, int]] = []
    for n, (start, end) in enumerate(sentence.words):
        word = text[start:end]
        gap = text[(pending or run)[-1][1] : start] if run else ""
        joined = bool(run) and (gap in (" ", "-", ". ", "\u00a0"))
        if _capital(text, word, n, start, inside):
            if run and not joined:
                yield run
                run, pending = [], []
            run += [*pending, (start, end)]
            pending = []
            if _POSSESSIVE.search(word) and _POSSESSIVE.sub("", word) not in lists().places:
                yield run
                run = []
        elif run and joined and not pending and (word in _PARTICLES or word.lower() in ("of", "for", "&")):
            pending = [(start, end)]
        elif run and joined and len(pending) == 1 and word == "the":
            pending.append((start, end))
        else:
            if run:
                yield run
            run, pending = [], []
    if run:
        yield run


def _capital(text: str, word: str, n: int, start: int, inside: Counter[str]) -> bool:
    if re.match(r"(?:al|el)-[A-Z]", word):
        return True
    if not word[0].isupper() or (word.lower() in _NOT_NAMES and not (word == "May" and n)):
        return False
    opening = n == 0 or text[max(0, start - 1) : start] in ("“", '"', "‘")
    # The first word of a sentence is a name if it is one elsewhere, or if a capital follows it.
    following = re.match(r"[\s-]+[A-Z]", text[start + len(word) : start + len(word) + 3])
    bare = _POSSESSIVE.sub("", word)
    return (
        not opening
        or bool(following)
        or inside[bare] > 0
        or inside[word] > 0
        or bare in lists().places
        or bool(_ACRONYM.match(bare))
    )


def _named(text: str, sentence: Sentence, number: int, run: list[tuple[int, int]]) -> list[Name]:
    words = [text[s:e] for s, e in run]
    owner = next((n for n, w in enumerate(words[:-1]) if _POSSESSIVE.search(w)), None)
    if owner is not None and not _institution(words[owner:]):  # Russia's Lavrov: two names; Russia's Foreign Ministry: one
        return _named(text, sentence, number, run[: owner + 1]) + _named(text, sentence, number, run[owner + 1 :])
    lead, title = _titles(words)
    possessive = bool(_POSSESSIVE.search(words[-1]))
    result: list[Name] = []
    if title:
        result += [
            _name(text, sentence, number, run[n : n + 1], "place", "", False) for n in range(lead) if words[n] in lists().places
        ]
        rest = run[lead + len(title) :]
        role = " ".join([*(w.lower() for w in words[:lead]), *title])
        if rest:
            return [*result, _name(text, sentence, number, rest, "person", role, possessive)]
        return result
    while len(words) > 1 and words[0] in lists().peoples and not _institution(words[1:]):
        words, run = words[1:], run[1:]
    role = _role_before(text, sentence, run[0][0]) or _role_after(text, run[-1][1])
    kind = _kind(words, role)
    return [_name(text, sentence, number, run, kind, role if kind == "person" else "", possessive)]


def _name(text, sentence, number, run, kind, role, possessive) -> Name:
    start, end = run[0][0], run[-1][1]
    bare = _POSSESSIVE.sub("", text[start:end])
    before = text[sentence.start : start]
    subject = not re.search(r"\b(?:said|says|is|are|was|were|has|have|had|will|would|told|met)\b", before)
    return Name(start, start + len(bare), bare, kind, role, number, subject, possessive)


def _titles(words: list[str]) -> tuple[int, tuple[str, ...]]:
    """Where a title begins among the words, and the title; ``(0, ())`` where there is none."""
    low = [w.lower() for w in words]
    for at in range(len(low)):
        if at and words[at - 1] not in lists().places and not _ACRONYM.match(words[at - 1]) and at > 2:
            break
        for title in lists().titles:
            size = len(title)
            plain = tuple(w.rstrip(".") for w in title)
            if tuple(w.rstrip(".") for w in low[at : at + size]) == plain:
                rest_at, rest = _titles(words[at + size :])
                if rest and rest_at == 0:
                    return at, (*title, *rest)
                return at, title
    return 0, ()


def _institution(words: list[str]) -> bool:
    last = _POSSESSIVE.sub("", words[-1])
    whole = _POSSESSIVE.sub("", " ".join(words))
    if last.lower() in lists().institutions or whole in lists().known_institutions:
        return True
    return len(words) == 1 and last not in lists().places and bool(_ACRONYM.match(last) and not _NO_INSTITUTION.match(last))


def _kind(words: list[str], role: str) -> str:
    whole = _POSSESSIVE.sub("", " ".join(words))
    if whole in lists().places:
        return "place"
    if _institution(words) or words[0].lower() in ("department", "ministry", "university", "bank", "house"):
        return "institution"
    return "person" if role else ""


def _role_before(text: str, sentence: Sentence, start: int) -> str:
    """``Kremlin spokesman`` Dmitri Peskov: role words in small letters right in front of a name."""
    before = [w for w in sentence.words if w[1] <= start][-4:]
    words = [text[s:e] for s, e in before]
    if not words or words[-1].lower() not in lists().persons or text[before[-1][1] : start].strip():
        return ""
    role = [words[-1].lower()]
    for n in range(len(words) - 2, -1, -1):
        if text[before[n][1] : before[n + 1][0]] != " " or words[n].lower() in _NO_ROLE:
            break
        role.insert(0, _POSSESSIVE.sub("", words[n].lower()))
    return " ".join(role)


def _role_after(text: str, end: int) -> str:
    """Trenin, ``the director of the Carnegie Moscow Center``: an apposition behind a name."""
    match = re.match(
        r",\s+(?:the|a|an|his|her|its|their)?\s*((?:[^\W\d_][\w.'’-]*\s+){0,4}?[^\W\d_]+)(?=[,.;]|\s+(?:of|for|at|in|who|to)\b)",
        text[end : end + 90],
    )
    if not match:
        return ""
    words = _ROLE_WORD.findall(match[1].lower())
    return " ".join(words) if words and words[-1] in lists().persons else ""
