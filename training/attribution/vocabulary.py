"""Which of the base model's word pieces are kept.

Rare pieces take most of the file and are seldom met: a piece stays if the training texts use it often enough, and the rest of
the room goes to the base model's own order, which is roughly by frequency.
"""

from __future__ import annotations

import collections
import json
import re
from collections.abc import Iterable

from tokenizers import Tokenizer

from training.attribution.network import base_model


def choose(texts: Iterable[str], size: int) -> str:
    """The tokenizer (as JSON) that uses the kept pieces alone, in the base model's order."""
    spec = json.loads((base_model() / "tokenizer.json").read_text(encoding="utf-8"))
    spec["padding"] = spec["truncation"] = None
    base = Tokenizer.from_str(json.dumps(spec))
    used: collections.Counter[int] = collections.Counter()
    for text in texts:
        used.update(base.encode(text, add_special_tokens=False).ids)
    words = sorted(spec["model"]["vocab"], key=spec["model"]["vocab"].get)
    kept = {n for n, word in enumerate(words) if word in ("[PAD]", "[UNK]", "[CLS]", "[SEP]") or _letter(word)}
    for number, _ in used.most_common():
        if len(kept) < size:
            kept.add(number)
    latin = (n for n, word in enumerate(words) if re.fullmatch(r"(##)?[a-z0-9]+", word))
    for number in latin:
        if len(kept) >= size:
            break
        kept.add(number)
    order = sorted(kept)
    spec["model"]["vocab"] = {words[old]: new for new, old in enumerate(order)}
    spec["post_processor"] = None
    spec["added_tokens"] = [
        {**token, "id": spec["model"]["vocab"][token["content"]]}
        for token in spec["added_tokens"]
        if token["content"] in spec["model"]["vocab"]
    ]
    return json.dumps(spec, ensure_ascii=False, separators=(",", ":"))


def pieces(tokenizer: Tokenizer) -> list[str]:
    """The word pieces in the order of their numbers."""
    known = tokenizer.get_vocab()
    return sorted(known, key=known.__getitem__)


def _letter(word: str) -> bool:
    return re.fullmatch(r"(##)?[!-~¡-ÿ–—‘’“”„…€£]", word) is not None
