"""What is told of that is no name: the nouns, and the pairs of a noun and what it is called by, that recur.

A candidate is a noun of a noun phrase (``system``), or a word of the phrase with its head (``missile`` … ``system``), wherever
it stands in the phrase: so an *air defense missile system* and a *missile defense system* meet in one topic. A single noun that
occurs nearly always inside one pair gives way to the pair (the idea of the C-value of Frantzi, Ananiadou and Mima 2000, "Automatic
recognition of multi-word terms"). Spelling, number and hyphens make no difference; synonyms do: they are topics of their own.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from itertools import pairwise

import pandas as pd

__all__ = ["EMPTY", "FEWEST", "GENERIC", "VAGUE", "topics"]

FEWEST = 2  # mentions in all articles; what is mentioned once cannot be told from chance
NESTED = 0.75  # share of a noun's mentions inside one pair, from which only the pair is kept
_MODIFIERS = ("NN", "NNS", "NNP", "NNPS", "JJ")
# Nouns of time, amount and place in a text: they recur in any news and are no topic.
EMPTY = frozenset(
    """
monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october
november december year month week weekend day hour minute morning afternoon evening night today yesterday tomorrow time moment
number part percent per cent lot thing way kind sort bit half quarter third hundred thousand million billion dozen number people person
man woman one other side case end start beginning place area example fact matter group member level amount rest
none metre meter kilometer mile
""".split()
)
# Nouns that say nothing by themselves: shells that a sentence fills (after Schmid 2000, "English Abstract Nouns as Conceptual Shells"),
# and offices and roles. With a word of content before them they are topics (a *peace plan*), alone or behind a name they are not.
GENERIC = frozenset(
    """
issue matter question problem point view opinion idea thought belief claim statement comment remark word phrase message reason cause result
outcome effect impact effort attempt bid move step action act decision position stance approach role part situation condition circumstance
context case sign signal indication detail news event development change difference increase return chance opportunity possibility ability
need goal aim purpose concern interest importance attention focus term sense form type series list range set pair host piece aspect feature
element factor source basis ground fact reality state country nation world town place area side party leader official spokesman spokeswoman
spokesperson president minister secretary chief head director chairman governor senator congressman candidate man guy friend somebody
anybody everybody everyone nobody anyone someone something anything everything nothing others today life name line call use work future past
involvement presence contact participation response reaction answer reply dollar euro
""".split()
)
VAGUE = frozenset("other many several such same own new first last next more most few much recent late early least".split())


def topics(tokens: pd.DataFrame, tellings: Mapping[str, str] | None = None, fewest: int = FEWEST) -> pd.DataFrame:
    """Every mention of a topic: columns ``article_id, key, topic, start, end, voice``, in text order.

    ``tokens`` has the columns of :func:`analysis.tokens.tokens`. ``topic`` is the commonest spelling, the same for all mentions
    of a ``key``; ``start`` and ``end`` hold the words from modifier to head. ``tellings`` maps articles to groups of copies: what
    is copied is not mentioned twice (the most mentions of one copy count).
    """
    seen = [candidate for phrase in _phrases(tokens) for candidate in _candidates(phrase)]
    small = {row[1] for row, head, _ in seen if head}  # where a pair has capitals only, it is a title or a name
    found = [row for row, *_ in seen if row[1] in small]
    counts = _counted(found, tellings or {})
    kept = {key for key, n in counts.items() if n >= fewest}
    named = {row[1] for row, _, name in seen if name}
    kept -= _nested(found, kept) | _owned(found, kept & named)
    names = _spellings(found)
    rows = [(article, key, names[key], start, end, voice) for article, key, _, start, end, voice in found if key in kept]
    return pd.DataFrame(rows, columns=["article_id", "key", "topic", "start", "end", "voice"])


def _counted(found: list[tuple], tellings: Mapping[str, str]) -> Counter:
    by_article = Counter((row[0], row[1]) for row in found)
    by_telling: dict[tuple, int] = {}
    for (article, key), n in by_article.items():
        place = (tellings.get(article, article), key)
        by_telling[place] = max(n, by_telling.get(place, 0))
    counts: Counter = Counter()
    for (_, key), n in by_telling.items():
        counts[key] += n
    return counts


def _phrases(tokens: pd.DataFrame) -> Iterator[list]:
    """Noun phrases: runs of nouns and adjectives of one sentence that end in a noun with a small letter, or in no known name."""
    run: list = []
    before: tuple = ()
    for token in tokens.itertuples(index=False):
        place = (token.article_id, token.sentence)
        goes_on = token.tag in _MODIFIERS and token.joined and place == before and not (run and _ends(run[-1], token))
        if run and not goes_on:
            yield run
            run = []
        if token.tag in _MODIFIERS:
            run.append(token)
        before = place
    if run:
        yield run


def _ends(last, token) -> bool:
    """Does a phrase end between two words: at a name that follows a title ("minister" / "Lavrov")?"""
    return bool(token.entity_id) and not last.entity_id and last.tag in ("NNP", "NN")


def _candidates(phrase: list) -> Iterator[tuple[tuple, bool, bool]]:
    """``article, key, words, start, end, voice`` of each noun and pair of a phrase; has its head a small letter, is the other a name?"""
    while phrase and not phrase[-1].tag.startswith("NN"):
        phrase = phrase[:-1]
    if not phrase:
        return
    head = phrase[-1]
    nouns = [t for t in phrase if t.tag in ("NN", "NNS") and not t.entity_id and _tells(t.base)]
    for token in nouns:
        if token.base not in GENERIC:
            yield (token.article_id, token.base, _shown(token), token.start, token.end, token.voice), True, False
    if head not in nouns and (head.entity_id or not _tells(head.base)):
        return
    for token, after in pairwise(phrase):
        inside_a_name = (
            token.tag.startswith("NNP") and after.tag.startswith("NNP") and after is not head and not token.entity_id
        )
        named = bool(token.entity_id) or token.tag.startswith("NNP")
        if token.base in VAGUE or not _tells(token.base) or inside_a_name or (head.base in GENERIC and named):
            continue
        words = f"{_shown(token)} {_shown(head)}"
        yield (head.article_id, f"{token.base} {head.base}", words, token.start, head.end, head.voice), head in nouns, named


def _shown(token) -> str:
    return token.text if token.tag.startswith("NNP") or token.entity_id or not token.text.istitle() else token.word


def _tells(word: str) -> bool:
    return len(word) > 2 and word not in EMPTY and not word[0].isdigit()


def _nested(found: list[tuple], kept: set[str]) -> set[str]:
    """Single nouns that nearly always stand in one pair that is kept."""
    mentions = Counter(key for _, key, *_ in found)
    inside: dict[str, Counter] = defaultdict(Counter)
    for key in kept:
        for word in key.split() if " " in key else ():
            inside[word][key] = mentions[key]
    return {word for word, pairs in inside.items() if max(pairs.values()) >= NESTED * mentions[word]}


def _owned(found: list[tuple], pairs: set[str]) -> set[str]:
    """Pairs of a name and a noun that is mostly said without the name: these two tell all that the pair does."""
    mentions = Counter(key for _, key, *_ in found)
    return {pair for pair in pairs if mentions[pair] < NESTED * mentions[pair.split(" ")[-1]]}


def _spellings(found: list[tuple]) -> dict[str, str]:
    forms: dict[str, Counter] = defaultdict(Counter)
    for _, key, words, *_ in found:
        forms[key][words] += 1
    return {key: max(sorted(spelled, key=str.swapcase), key=lambda w: (spelled[w], -len(w))) for key, spelled in forms.items()}
