"""Which appointments and consultation days the office publishes."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

from msgspec.structs import replace

from ihk_tui.domain.appointments import Appointment
from ihk_tui.domain.days import ConsultationDay
from ihk_tui.office.agenda import between
from ihk_tui.office.days import planned_between
from ihk_tui.office.session import Session
from ihk_tui.office.usual_hours import tell_hours

CALLED_OFF_BEFORE = timedelta(days=180)
"""How long ago something may have been due that was called off lately."""


class Diary(NamedTuple):
    """What is published, for a calendar writer to choose from by profile."""

    appointments: list[Appointment]
    """Without remarks, whoever publishes: it is not known who reads the calendars (DOMAIN.md §5, DS10)."""
    days: list[ConsultationDay]
    uids: frozenset[str]
    """The UIDs of all appointments there ever were."""


def diary(session: Session, past_days: int) -> Diary:
    """Everything from `past_days` ago on, and what was called off; see `Diary`."""
    tell_hours(session)
    reader, today = session.read(), session.today()
    first = today - timedelta(days=past_days)
    since = min(first, today - CALLED_OFF_BEFORE)
    until = date(today.year + 1, 12, 31)
    return Diary(
        [
            replace(appointment, note="")
            for appointment in between(reader, since, date.max)
            if appointment.day >= first or appointment.status == "cancelled"
        ],
        [
            day
            for day in planned_between(session, reader, since, until)
            if day.day >= first or day.status == "cancelled"
        ],
        frozenset(appointment.uid for appointment in reader.all(Appointment)),
    )
