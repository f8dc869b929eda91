"""Ticket numbers: `A01…` for walk-ins, `T01…` for booked visits, from 1 each day (DOMAIN.md §3)."""

from __future__ import annotations

import re
from typing import Literal

from ihk_tui.domain.words import BadInput, Words

Series = Literal["A", "T"]

_TYPED = re.compile(r"([at]?)\s*0*([1-9]\d{0,3})", re.IGNORECASE)


def ticket(series: Series, number: int) -> str:
    """Write a number as it is called: `A07`, `T112`."""
    return f"{series}{number:02d}"


def read_ticket(typed: str) -> str:
    """Read what people type for a ticket: `a7`, `A07`; a bare `7` means `A07`. Raises BadInput."""
    if match := _TYPED.fullmatch(typed.strip()):
        return f"{match[1].upper() or 'A'}{int(match[2]):02d}"
    raise BadInput(
        "ticket",
        Words(
            "„{typed}“ ist keine Nummer wie A07 oder T03.", '"{typed}" is not a number like A07 or T03.'
        ).fill(typed=typed),
    )
