"""Finding a row of a list by what is typed: words, the digits of a ticket, or a time of day."""

from __future__ import annotations

from collections.abc import Collection
from datetime import time

from ihk_tui.domain.text import fold
from ihk_tui.domain.tickets import ticket


def fits(typed: str, text: str) -> bool:
    """Whether every word that was typed occurs in a text; ä is a, ß is ss, and case does not matter."""
    folded = fold(text)
    return all(word in folded for word in fold(typed).split())


def ticket_of(digits: str, tickets: Collection[str]) -> str | None:
    """Find the ticket that digits mean: `7` is A07, or T07 when there is no A07."""
    number = int(digits)
    return next((found for series in ("A", "T") if (found := ticket(series, number)) in tickets), None)


def time_of(digits: str) -> time | None:
    """Read digits as a time of day as far as they are typed: `9`, `1` (10:00), `14`, `143` (14:30), `930`."""
    if digits in ("1", "2"):
        digits += "0"
    if len(digits) == 3 and int(digits[:2]) < 24 and int(digits[2]) < 6:
        digits += "0"
    hour, minute = (digits[:-2], digits[-2:]) if len(digits) > 2 else (digits, "0")
    return time(int(hour), int(minute)) if int(hour) < 24 and int(minute) < 60 else None
