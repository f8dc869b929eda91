"""Tables in plain text: aligned, and never wider than 80 columns."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence

from ihk_tui.domain.text import one_line

WIDTH = 80
_GAP = "  "
_LEAST = 4
"""No column is made narrower than this."""


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Align rows under their heads; the widest columns give way when the line is too long."""
    lines = [tuple(heads), *(tuple(one_line(cell) for cell in row) for row in rows)]
    widths = [max(map(width, column)) for column in zip(*lines, strict=True)]
    while sum(widths) + len(_GAP) * (len(widths) - 1) > WIDTH and max(widths) > _LEAST:
        widths[widths.index(max(widths))] -= 1
    return "\n".join(
        _GAP.join(_fitted(cell, space) for cell, space in zip(line, widths, strict=True)).rstrip()
        for line in lines
    )


def pairs(rows: Iterable[tuple[str, str]]) -> str:
    """Labels and values under each other; what is empty is left out."""
    told = [(label, one_line(value)) for label, value in rows if value]
    space = max((width(label) for label, _ in told), default=0) + 1
    return "\n".join(f"{_fitted(f'{label}:', space)} {value}" for label, value in told)


def width(text: str) -> int:
    """How many columns a terminal needs for a text."""
    return len(text) if text.isascii() else sum(map(_columns, text))


def _columns(character: str) -> int:
    if unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def _fitted(text: str, space: int) -> str:
    """Cut or fill a text to an exact width."""
    if width(text) <= space:
        return text + " " * (space - width(text))
    kept = ""
    for character in text:
        if width(kept) + _columns(character) > space - 1:
            break
        kept += character
    return kept + "…" + " " * (space - 1 - width(kept))
