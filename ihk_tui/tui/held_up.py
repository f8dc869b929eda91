"""What is said while the store is held up: for whom it waits, and that keys typed ahead were forgotten."""

from __future__ import annotations

import os
from contextlib import suppress

from ihk_tui.domain.words import StoreTrouble, Words
from ihk_tui.office.session import Session
from ihk_tui.office.work import Holder

_WAITS_FOR = Words("wartet auf {who} (PID {pid})", "waiting for {who} (PID {pid})")
_SLOW = Words("das dauert lange", "this takes long")
_FORGOTTEN = Words(
    "{why}; was Sie vorausgetippt haben, zählt nicht", "{why}; what you typed ahead does not count"
)


def holder(session: Session) -> Holder | None:
    """Who else has the store at the moment; None when it is nobody, or nobody can say."""
    with suppress(StoreTrouble):
        found, myself = session.store.holder(), (os.getpid(), session.person.id)
        return found if found and (found.pid, found.person) != myself else None
    return None


def held_up(session: Session, forgot: bool) -> Words | None:
    """The sentence for the status line; None when nobody else has the store and no key was forgotten."""
    other = holder(session)
    if other:
        words = _WAITS_FOR.fill(who=session.name(other.person), pid=other.pid)
        return _FORGOTTEN.fill(why=words) if forgot else words
    return _FORGOTTEN.fill(why=_SLOW) if forgot else None
