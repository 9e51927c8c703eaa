"""Bytes and cells as text: which encoding a file has, what is no text at all, and what a cell of a table holds."""

from __future__ import annotations

import re
from itertools import islice
from typing import Any

from analysis.errors import InputError

__all__ = ["decode", "text_of"]

_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_SURROGATE = re.compile(r"[\ud800-\udfff]")  # half a character, as broken JSON may hold it; no encoding can write it
_ODD = 0.02  # of a text's characters, from which it is none


def decode(data: bytes, fill: str = "Remove it, or save the article's text into it.") -> str:
    """Bytes to text: by byte-order mark, UTF-8, UTF-16 without a mark, then Windows-1252.

    Each line is decided for itself; a line that is UTF-8 but for a few broken bytes has U+FFFD in their place. Line ends stay as they
    are; a byte-order mark is no part of the text. Raises :class:`InputError` for a binary file and for an empty one, which it says
    how to ``fill``.
    """
    if not data.strip():
        raise InputError(f"it is empty. {fill}")
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if data.startswith(mark):
            return _checked(data.decode(encoding, errors="replace"))
    try:
        return _checked(data.decode("utf-8"))
    except UnicodeDecodeError:
        pass
    except InputError:
        if b"\x00" not in data:
            raise
    zeros = data.count(b"\x00") / len(data)
    if 0.3 < zeros < 0.6:  # UTF-16 of a Latin script: every second byte is zero
        return _checked(data.decode("utf-16-le" if data[1] == 0 else "utf-16-be", errors="replace"))
    return _checked("".join(map(_line, data.splitlines(keepends=True))))


def _line(data: bytes) -> str:
    """A line of a file that is not all UTF-8: so that a broken line, or one from another program, costs no other."""
    text = data.decode("utf-8", errors="replace")
    broken = text.count("\ufffd")
    good = sum(not c.isascii() for c in text) - broken
    return text if good >= broken else data.decode("cp1252", errors="replace")


def _checked(text: str) -> str:
    most = int(_ODD * len(text))
    controls = sum(1 for _ in islice(_CONTROL.finditer(text), most + 1))  # no more than say enough, and no list
    if controls + text.count("\ufffd") > most:
        raise InputError("it looks like a binary file, not like text. Save the article as plain text in UTF-8.")
    return text


def text_of(value: Any) -> str:
    """A cell as text: bytes as a file's are, nothing for what is missing, U+FFFD for half a character.

    Raises :class:`InputError` for what holds several values, and for bytes that are no text.
    """
    if isinstance(value, (bytes, bytearray, memoryview)):
        data = bytes(value)
        value = decode(data) if data.strip() else ""
    elif isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        value = int(value)  # pandas makes 1 to 1.0 where another row has none
    elif not isinstance(value, str) and hasattr(value, "__iter__"):
        raise InputError(f"it is no text but several values ({type(value).__name__}). Write it as one text.")
    missing = value is None or (not isinstance(value, str) and str(value) in ("nan", "NaN", "<NA>", "NaT"))
    return "" if missing else _SURROGATE.sub("\ufffd", str(value))
