"""Handing appointments to calendars as an iCalendar file."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import date
from typing import NamedTuple

from ihk_tui.domain.appointments import Appointment
from ihk_tui.domain.days import ConsultationDay
from ihk_tui.domain.privacy import appointment_seen_by
from ihk_tui.domain.words import StoreTrouble
from ihk_tui.office.agenda import between
from ihk_tui.office.auditing import record
from ihk_tui.office.days import planned_between
from ihk_tui.office.session import Session
from ihk_tui.office.usual_hours import tell_hours


class Wanted(NamedTuple):
    """What an export is to hold."""

    first: date
    last: date
    """Both included."""
    adviser: str = ""
    profile: str = "staff"
    """`staff`, `busy` or `visitor`."""
    appointment: int = 0
    """For `visitor`: whose."""

    @property
    def told(self) -> str:
        """What the log says of it."""
        parts = (self.profile, self.first, self.last, self.adviser, self.appointment or "")
        return " ".join(str(part) for part in parts if part)


class Gathered(NamedTuple):
    """What an export holds, as it was read at one moment."""

    appointments: list[Appointment]
    days: list[ConsultationDay]
    profile: str


def gather(session: Session, wanted: Wanted) -> Gathered:
    """Read what is wanted, and have the log say who took it (DS9) as far as the disk can be written.

    Remarks are left out for roles that see no notes.
    """
    if wanted.profile == "staff":
        tell_hours(session)
    with suppress(StoreTrouble):
        record(session, "export", wanted.told)
    reader = session.read()
    first, last = wanted.first, wanted.last
    chosen = [
        appointment_seen_by(session.person, a)
        for a in between(reader, first, last)
        if (not wanted.adviser or a.adviser == wanted.adviser)
        and (not wanted.appointment or a.id == wanted.appointment)
    ]
    days: list[ConsultationDay] = []
    if wanted.profile == "staff":
        there = planned_between(session, reader, first, last)
        days = [day for day in there if day.status != "proposed"]
    return Gathered(chosen, days, wanted.profile)


def write(session: Session, gathered: Gathered, progress: Callable[[int, int], None] | None = None) -> bytes:
    """Write it as an iCalendar file; this reads nothing from the store and may take a while.

    `progress` hears how many of how many are done; what it raises ends the writing.
    """
    return session.calendar(
        gathered.appointments, gathered.days, gathered.profile, session.language, session.now(), progress
    )


def export(session: Session, wanted: Wanted, progress: Callable[[int, int], None] | None = None) -> bytes:
    """Gather and write."""
    return write(session, gather(session, wanted), progress)
