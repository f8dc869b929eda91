"""Keeping which usual hours calendars know, so that the next ones reach them as a change."""

from __future__ import annotations

from contextlib import suppress

from ihk_tui.domain.usual_hours import UsualHours, tell
from ihk_tui.domain.words import StoreTrouble
from ihk_tui.office.session import Session
from ihk_tui.office.work import Reader


def told_hours(reader: Reader) -> UsualHours | None:
    """The usual hours that calendars know; None before the first of them was told."""
    return reader.get(UsualHours, 1)


def tell_hours(session: Session) -> None:
    """Calendars are about to be told the usual hours: keep that, as far as the disk can be written."""
    policy, now = session.policy, session.now()
    with suppress(StoreTrouble):
        told = told_hours(session.read())
        if tell(policy, told, now) == told:
            return
        with session.begin("export") as work:
            work.put(tell(policy, told_hours(work), now))
            work.commit(f"{policy.opens:%H:%M}–{policy.closes:%H:%M}")
