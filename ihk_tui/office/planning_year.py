"""A year of consultation days as a listing or a screen shows it, taken at one moment."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from ihk_tui.domain.days import ConsultationDay, holidays_in
from ihk_tui.domain.words import Words
from ihk_tui.office.agenda import on_day
from ihk_tui.office.days import planned_in
from ihk_tui.office.session import Session
from ihk_tui.office.timetable import booked


class PlannedDay(NamedTuple):
    """A day of the plan and how many bookings it has."""

    day: ConsultationDay
    booked: int


class Year(NamedTuple):
    """The plan of a year."""

    number: int
    days: tuple[PlannedDay, ...]
    holidays: Mapping[date, Words]
    """Of this year and of those beside it, for days may be put there."""

    def in_month(self, day: date) -> list[tuple[date, Words]]:
        """The holidays of a date's month."""
        return [
            (on, name) for on, name in self.holidays.items() if (on.year, on.month) == (day.year, day.month)
        ]


def year(session: Session, number: int) -> Year:
    """See a year's days with their bookings and its holidays."""
    reader = session.read()
    holidays = {on: name for near in range(number - 1, number + 2) for on, name in holidays_in(near).items()}
    there = planned_in(session, reader, number)
    return Year(
        number,
        tuple(PlannedDay(day, booked(on_day(reader, day.day))) for day in there),
        holidays,
    )
