"""The log holds too who was refused, exported or read what: by id, never by contents (DOMAIN.md §5, DS9)."""

from __future__ import annotations

from typing import Literal

from ihk_tui.office.session import Session

Audited = Literal["refused", "export", "read"]
"""What changes nothing and is recorded all the same."""


def record(session: Session, verb: Audited, what: str) -> None:
    """Record what this person was refused, took out of the house or read. Raises StoreTrouble.

    It is counted as well, because a transaction that changes nothing leaves no trace.
    """
    with session.begin(verb) as work:
        work.count("audited")
        work.commit(what)
