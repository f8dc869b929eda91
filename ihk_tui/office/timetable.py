"""The timetable of a date: its bookable times and what every adviser has at each."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from ihk_tui.domain.appointments import Appointment
from ihk_tui.domain.grid import Row, grid
from ihk_tui.office.agenda import on_day
from ihk_tui.office.blocking import blocked_on
from ihk_tui.office.days import planned_on
from ihk_tui.office.session import Session


def booked(appointments: Iterable[Appointment]) -> int:
    """How many bookings a consultation day has: its consultations, but for those called off or missed.

    They are those that go along when the day is moved. A follow-up talk or company visit on the same date is
    none of the day's.
    """
    return sum(a.kind == "consultation" and a.holds_time for a in appointments)


class Timetable(NamedTuple):
    """One date, read at one moment."""

    on: date
    appointments: list[Appointment]
    """All of the date by time, those called off among them."""
    rows: list[Row]

    @property
    def booked(self) -> int:
        """How many bookings the day has."""
        return booked(self.appointments)

    @property
    def beside(self) -> int:
        """How many follow-up talks and company visits there are beside them."""
        return sum(a.holds_time for a in self.appointments) - self.booked


def timetable(session: Session, on: date) -> Timetable:
    """Read the timetable of a date."""
    reader = session.read()
    found = on_day(reader, on)
    planned = planned_on(session, reader, on)
    advisers = [person.id for person in session.people.values() if person.advises]
    if planned and planned.status == "closed":
        planned = None  # nobody is booked into it any more
    rows = grid(on, planned, found, blocked_on(reader, on, on), advisers, session.policy)
    return Timetable(on, found, rows)
