"""The log holds too who was refused, exported or read what: by id, never by contents (DOMAIN.md §5, DS9)."""

from __future__ import annotations

from contextlib import suppress
from typing import Literal

from ihk_tui.domain.formats import local
from ihk_tui.domain.words import StoreTrouble
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


def record_once_a_day(session: Session, verb: Audited, what: str) -> None:
    """Record it unless it stands there for today; a key that is held down fills no log.

    It comes after what it tells of, as far as the disk can be written: nobody waits for it.
    """
    today = local(session.now()).date()
    with suppress(StoreTrouble):
        mine = (e for e in session.read().recent() if e.verb == verb and e.person == session.person.id)
        if not any(e.subject == what and local(e.at).date() == today for e in mine):
            record(session, verb, what)
