"""The words of a source: what is a pronoun, where its head ends, which determiners it has, and how it is called for short."""

from __future__ import annotations

import re
from itertools import pairwise

from analysis.entities.lists import lists

PRONOUNS = {"he": "he", "she": "she", "him": "he", "his": "he", "her": "she", "himself": "he", "herself": "she"}
TWO = frozenset(("both", "the two", "the pair", "the couple", "the duo", "the two men", "the two women"))
PLURAL = TWO | {"they", "them", "their"}
NOBODY = frozenset(
    "a an the i we you us our my its that which this one me mine himself itself there whose self nobody none everyone everybody anyone "
    "anybody anything everything something nothing neither".split()
) | {"no one", "no-one", "the former", "the latter"}
_NAMELESS = frozenset(PRONOUNS) | PLURAL | NOBODY | {"it", "who", "that", "which"}
_ACRONYMS = frozenset(("US", "WHO"))  # which are pronouns in small letters
_DOTTED = re.compile(r"(?:[A-Za-z]\.){2,}$")
WORD = re.compile(r"[^\W_]+(?:['’.&/-][^\W_]+)*\.?")
_DETERMINER = re.compile(
    r"^(?:so-called(?=\s+[A-Z])|(?:one|some|several|many|most|both|all|two|three)\s+of(?:\s+(?:the|his|her|their|its|these|those)|(?=\s+\S+['’]s?\s))"
    r"|the|a|an|one|another|some|several|many|both|two|three|his|her|their|its|our|most|other|this|these|those|that)\s+",
    re.IGNORECASE,
)
INDEFINITE = re.compile(r"^(?:a|an|one|another|some|several|many|two|three|most|other)\s", re.IGNORECASE)
_AND = re.compile(r",?\s+(?:and|or|nor|as well as|along with)\s+", re.IGNORECASE)
_COMMA = re.compile(r",\s(?=\S)")
_ASIDE = re.compile(r"\s[-–]\s|[—(]|\bwho")
_THEIRS = re.compile(r"(?:his|her|their|its)\s", re.IGNORECASE)
NO_ONE = re.compile(r"(?:nobody|none|no[ -]one|nothing|any(?:one|body|thing)|every(?:one|body|thing))\b", re.IGNORECASE)
ONE_OF = re.compile(r"one\s+of\s", re.IGNORECASE)
CUT = re.compile(
    r",|\s\(|\s(?:--?|[—–])\s|\s(?=(?:[\"“`]{1,2}[A-Z][^\"“”]{0,99}|[‘'][A-Z](?:[^\"“”’']|[’'](?!\s)){0,99})$)"
    r"|\s(?=(?:last|this|next|earlier|(?:that|the)\ssame)\s(?:week|month|year|spring|summer|fall|autumn|winter|weekend)\b)"
    r"|\s(?=(?:earlier|today|yesterday|compiled|issued|obtained|reviewed|commissioned|sponsored|owned|called)\b)"
    r"|\s(?=(?:of|for|who|whose|which|that|in|on|at|with|from|to|by|about|based|traveling|travelling|released|published|conducted"
    r"|including|like|such|behind|against|backing|supporting|familiar with|close to|briefed on|involved in)\b)"
)
# What may stand behind a name that is a source's head; another word in small letters makes the name a mere modifier.
HEAD_ENDS = re.compile(
    r"\s*(?:$|[,.;:()\[\]\"“”‘’'—–-]"
    r"|(?:and|who|of|himself|herself|in|on|at|from|with|for|as|also|whose|or|nor|then|to|but|by|both)\b)"
)
LINK = re.compile(
    r"\b(?:(?i:of|for|to|with|by|from|in|on|at|against|about|near|which|that|whose|based|travell?ing|supporting|backing|like|including|among)"
    r"|[Ww]ho)\b"
)
_NOUN_BEFORE = re.compile(r"\b(?:the|an?|his|her|their|its|another|one)\s(?:[\w’'-]+\s){0,4}?[\w-]+(?=,?\s$)", re.IGNORECASE)
_PLURAL_BEFORE = re.compile(
    r"(?<![\w’'-])(?:(?:[A-Za-z]+-[a-z]+|young|younger|old|older|white|black|undecided)\s)?([A-Za-z]+)(?=,?\s$)"
)
_ARE = re.compile(r"\b(?:is|are|was|were)\s(?:the\s)?$")
_APPOSED = re.compile(r"[^,]+,\s(?:an?|the|his|her)\s(.+)", re.DOTALL)
# Behind a name of two words or more: a person.
_OF_PERSON = re.compile(r",\s(?:who\b|whose\b(?!\s(?:shares|stock|brands|members|customers|owners?)\b))|\sof\s|\s\(@")
_A_NATIVE = re.compile(r",\san?\s(?:[a-z]+\s)?([A-Z][a-z]+)(?:-[A-Z][a-z]+)?(?=[,.;]|$|\s(?:who|whose|from|in|by|with)\b)")
_NO_DOER = frozenset(
    "super former other another per over under after longer better major minor senior junior prior later earlier higher lower younger older "
    "larger smaller greater interior exterior outer inner upper never ever her".split()
)
_DOER = re.compile(r"..(?:er|or|ist|ian|man|woman|eer|ess)$")
# Nouns for what is no person, beside those of the lists.
NO_PERSONS = frozenset(
    "aggregator app archive arm band body bookshop bookstore branch choir community district duo engine event faction "
    "family freighter gang homebuilder housebuilder island maker mine neighborhood neighbourhood order park portal practice "
    "program project province region series ship site suburb tank tanker town tribe trio vessel village".split()
)
# One of a people, by words that are given names as well; and the people of a Frenchman.
_NATIVES = {
    "Finn": "Finland",
    "Dane": "Denmark",
    "Swede": "Sweden",
    "Pole": "Poland",
    "Turk": "Turkey",
    "Scot": "Scotland",
    "Croat": "Croatia",
    "Serb": "Serbia",
    "Slovene": "Slovenia",
    "Icelander": "Iceland",
    "Brit": "United Kingdom",
    "Aussie": "Australia",
    "Kiwi": "New Zealand",
}
_MEN = {
    "French": "France",
    "Dutch": "Netherlands",
    "Irish": "Ireland",
    "English": "England",
    "Welsh": "Wales",
    "Scots": "Scotland",
}
_MAN = re.compile(r"(?:wo)?man$")
_SHORT_NAME = 6  # words of a description that serve as its name
_DANGLING = frozenset("a an the of for to in at on by with from and or that this those these his her its their about".split())
_TOGETHER = {"sides": "both sides"}  # which says little without its number
_PEOPLE = frozenset(("those", "folks"))
_OFFICES = frozenset(
    "senator governor president mayor congressman congresswoman representative judge justice general speaker ambassador secretary "
    "minister chancellor".split()
)
_SAID = frozenset("minister judge justice general ambassador".split())


def may_name(source: str) -> bool:
    """Can a source of these words be a mention by name or role? Pronouns are none."""
    words = stripped(source)
    return words in _ACRONYMS or words.lower() not in _NAMELESS


def pronoun(words: str, after: str) -> str:
    """The words in small letters, to be looked up as a pronoun; empty for US and WHO, unless the text goes on in capitals."""
    return "" if words in _ACRONYMS and not after.isupper() else words.lower()


def stripped(source: str) -> str:
    """A source without marks around it; a full stop that belongs to an acronym (the U.S.) stays."""
    words = source.strip().strip(" ,:;\"“”'‘’—–-")
    return words.lstrip(".") if _DOTTED.search(words) else words.strip(" ,.:;\"“”'‘’—–-")


def bare(words: str) -> str:
    """A description without its determiners (*the two*, *some of the*, *his*)."""
    for _ in range(2):
        rest = _DETERMINER.sub("", words)
        words = words if LINK.match(rest) else rest  # "many in the party"
    return words


def head(description: str) -> str:
    """The noun of a description, in small letters: the official of *senior official at the Treasury*."""
    words = WORD.findall(CUT.split(bare(description))[0])
    return words[-1].rstrip(".").lower() if words else ""


def parts(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The parts of a source around *and*, *or*, *nor* and the commas of a list; empty if it has one, or words that hang on a part."""
    cuts = [match.span() for match in _AND.finditer(text, start, end)]
    if not cuts or _ASIDE.search(text, start, end):
        return []
    begins, ends = [start, *(e for _, e in cuts)], [*(s for s, _ in cuts), end]
    found = list(zip(begins, ends, strict=True))
    for (begin, stop), (after, _) in pairwise(found):
        if LINK.search(text, begin, stop) and not _THEIRS.match(text, after):  # officials from France and Germany
            return []
    listed = [_listed(text, *part) for part in found[:-1]]
    apposed = any(len(some) == 1 and "," in text[slice(*some[0])] and text[some[0][1]] != "," for some in listed)
    return [] if apposed else [*(part for some in listed for part in some), found[-1]]  # Jane Roe, a mayor and a singer


def _listed(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """``France, Norway``: the parts of a list; but ``Jane Roe, the mayor``, is one."""
    begins = [start, *(m.end() for m in _COMMA.finditer(text, start, end))]
    found = list(zip(begins, [*(begin - 2 for begin in begins[1:]), end], strict=True))
    plurals = all(plural_of(head(text[begin:stop])) for begin, stop in found)
    apposed = any(INDEFINITE.match(text[begin:stop]) or text[begin].islower() for begin, stop in found[1:])
    return found if plurals or not apposed else [(start, end)]


def noun_before(text: str, begin: int, start: int) -> re.Match[str] | None:
    """``the driver, who``: the noun with its article right in front of ``start``, in the sentence that begins at ``begin``."""
    return _NOUN_BEFORE.search(text, max(begin, start - 60), start)


def plural_before(text: str, begin: int, start: int) -> re.Match[str] | None:
    """``young drivers, who``: people without an article right in front of ``start``; not in *they are drivers who*."""
    match = _PLURAL_BEFORE.search(text, max(begin, start - 60), start)
    if match is None or _ARE.search(text, max(begin, match.start() - 9), match.start()):
        return None
    noun = match[1].lower()
    people = noun in _PEOPLE or noun in lists().groups or plural_of(noun) in lists().persons
    return match if people or (match[1] in lists().peoples and noun.endswith("s")) else None


def apposed(words: str) -> str:
    """The noun behind a name, if it may be a person's: the firefighter of *Bram Oyelaran, a firefighter*; else empty."""
    match = _APPOSED.match(words)
    words_behind = WORD.findall(CUT.split(bare(match[1]))[0]) if match else []
    noun = words_behind[-1] if words_behind and words_behind[-1].islower() else ""
    known = lists().institution_nouns | lists().documents | lists().groups | NO_PERSONS
    return "" if noun in known or (noun.endswith("maker") and noun not in lists().persons) else noun


def of_person(name: str, behind: str) -> bool:
    """Does what stands behind a name of no known kind show a person? Jane Roe, *whose*; *a Finn*; *of* Bremmer.

    But not Voices of Bremmer, nor Common Cause of Ohio: what is of a state is a branch more often.
    """
    native = _A_NATIVE.match(behind)
    match = _OF_PERSON.match(behind)
    state = behind.startswith(tuple(f" of {home}" for home in ("Greater", *lists().postal.values())))
    body = match is not None and "of" in match[0] and (name.endswith("s") or state)
    return not body and (match is not None or (native is not None and native[1] in lists().peoples))


def doer(noun: str) -> bool:
    """By its ending, somebody who does or believes something, and no kind of company or paper."""
    known = lists().institution_nouns | lists().documents | lists().things | NO_PERSONS | _NO_DOER
    return bool(_DOER.search(noun)) and noun not in known and not noun.endswith(("maker", "paper", "center"))


def native(word: str) -> str:
    """The country of one of a people (Norwegian, Finn, Frenchman); empty for a word that also means all of them (French) or is none."""
    if word in lists().peoples and not word.endswith(("s", "sh", "ch", "ese")):
        return lists().places[word]
    return _NATIVES.get(word) or (_MEN.get(_MAN.sub("", word), "") if _MAN.search(word) else "")


def plural_of(noun: str) -> str:
    """The noun of which this is a plural, as far as its ending says; else empty."""
    if noun in ("men", "women"):
        return noun[:-2] + "an"
    if noun.endswith("ies"):
        return noun[:-3] + "y"
    return noun[:-1] if noun.endswith("s") and not noun.endswith("ss") else ""


def short(description: str) -> str:
    """What serves as the name of an unnamed source."""
    words = re.split(r",| (?=who\b|which\b|that\b|traveling\b|travelling\b|based\b|released\b)", description)[0].split()
    words = words[:_SHORT_NAME]
    while len(words) > 1 and words[-1].lower() in _DANGLING:
        words.pop()
    name = " ".join(words)
    return _TOGETHER.get(name.lower(), name)


def other_office(description: str, roles: tuple[str, ...]) -> bool:
    """Does the description name an office, and the person hold another one? Of a minister or judge the roles must say so."""
    ours = {w for w in re.findall(r"[a-z]+", description.lower()) if w in _OFFICES}
    text = " ".join(lists().expanded.get(w.rstrip("."), w) for role in roles for w in role.split())
    theirs = {w for w in re.findall(r"[a-z]+", text) if w in _OFFICES}
    return bool(ours and (theirs or ours & _SAID) and not ours & theirs)


def surname(name: str) -> str:
    """The last word of a person's name, without *Jr.* and the like."""
    words = [w for w in name.split() if w.rstrip(".") not in ("Jr", "Sr", "II", "III", "IV")]
    return words[-1] if words else name
