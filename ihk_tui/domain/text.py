"""Free text as people type it: cleaned where it enters, folded where it is compared."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

NOTE_LIMIT = 2_000
"""Longest note in characters."""
LINE_LIMIT = 500
"""Longest one-line field in characters."""

_BIDI = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
_ESCAPES = re.compile(r"\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)|\x1b\[[0-?]*[ -/]*[@-~]")
_UNWANTED = re.compile(f"[\x00-\x08\x0b-\x1f\x7f-\x9f{_BIDI}]")
_SURROGATES = re.compile("[\ud800-\udfff]")


def clean(text: str, limit: int = NOTE_LIMIT) -> str:
    """Remove what a terminal or calendar would obey: control characters and bidi controls.

    Line breaks stay (CR and CRLF become LF), a tab becomes a space, everything else is kept to the letter.
    At most `limit` characters are kept.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    text = _SURROGATES.sub("\ufffd", _ESCAPES.sub("", text))
    return _UNWANTED.sub("", text).strip()[:limit].rstrip()


def one_line(text: str, limit: int = LINE_LIMIT) -> str:
    """Clean a field that has one line: line breaks become spaces and runs of spaces one."""
    text = text.replace("\u2028", "\n").replace("\u2029", "\n")
    return " ".join(clean(text, limit * 2).split())[:limit].rstrip()


@lru_cache(4096)
def fold(text: str) -> str:
    """Give the form under which texts compare and sort in German: ä=a, ß=ss, no case."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in decomposed if not unicodedata.combining(c))
