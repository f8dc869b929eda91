"""What a screen or a listing shows of a day, taken at one moment."""

from __future__ import annotations

from datetime import date, datetime
from typing import NamedTuple

from ihk_tui.domain import figures
from ihk_tui.domain.appointments import Appointment
from ihk_tui.domain.days import ConsultationDay, talks_together
from ihk_tui.domain.figures import Figures
from ihk_tui.domain.people import Desk
from ihk_tui.domain.privacy import appointment_seen_by, visit_seen_by
from ihk_tui.domain.queue import Row, estimates, is_for, measured_talks, order, talk_times
from ihk_tui.domain.visits import Visit
from ihk_tui.office.agenda import between, on_day
from ihk_tui.office.days import prior_talks, upcoming
from ihk_tui.office.session import Session


class DayView(NamedTuple):
    """The day as it stands at `now`."""

    now: datetime
    day: ConsultationDay
    visits: tuple[Visit, ...]
    queue: tuple[Row, ...]
    appointments: tuple[Appointment, ...]
    desks: tuple[Desk, ...]
    figures: Figures
    mine: tuple[Visit, ...]
    """Called by me or in conversation with me."""

    def at_work(self) -> list[Visit]:
        """Visits at a desk or parked, those at a desk first."""
        order = ("serving", "called", "deferred")
        found = [v for v in self.visits if v.state in order]
        return sorted(found, key=lambda v: (order.index(v.state), v.since))

    def visit(self, ticket: str) -> Visit | None:
        """The visit of a number."""
        return next((v for v in self.visits if v.ticket == ticket), None)


def day_view(session: Session, day: ConsultationDay | None = None) -> DayView:
    """See the open day, else the next one (or the one given)."""
    reader = session.read()
    now, me = session.now(), session.person.id
    day = day or upcoming(session, reader)
    visits = tuple(visit_seen_by(session.person, visit) for visit in reader.all(Visit, day.day))
    desks = tuple(reader.all(Desk, day.day))
    ordered = order(visits, now, session.policy)
    measured = talks_together([prior_talks(reader, day.day), measured_talks(visits, now)])
    open_desks = sum(desk.status == "open" for desk in desks)
    guesses = estimates(
        [v for v, _ in ordered], visits, open_desks, talk_times(session.catalogue, measured), now
    )
    rows = (
        Row(visit, why, is_for(visit, me), None if why == "held" else guess)
        for (visit, why), guess in zip(ordered, guesses, strict=True)
    )
    return DayView(
        now=now,
        day=day,
        visits=visits,
        queue=tuple(rows),
        appointments=tuple(on_day(reader, day.day)),
        desks=desks,
        figures=figures.count(visits, now),
        mine=tuple(v for v in visits if me in v.advisers),
    )


def appointments_of(session: Session, first: date, last: date, adviser: str = "") -> list[Appointment]:
    """The appointments of a range of days, of one adviser or all."""
    return [
        appointment_seen_by(session.person, a)
        for a in between(session.read(), first, last)
        if not adviser or a.adviser == adviser
    ]
