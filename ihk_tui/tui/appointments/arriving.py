"""The visitor of an appointment came: a number, and after the grace how to queue (scenario 8)."""

from __future__ import annotations

from ihk_tui.domain.appointments import Appointment
from ihk_tui.domain.formats import minutes, show_time
from ihk_tui.domain.visits import LateChoice, Visit
from ihk_tui.domain.words import Refusal, Words
from ihk_tui.office import reception
from ihk_tui.tui.app import SprechtagApp
from ihk_tui.tui.dialogs.choose import Option, choose

_CHOICES: tuple[Option[LateChoice], ...] = (
    Option("o", Words("als offener Besuch ab jetzt", "as a walk-in from now"), "walk_in"),
    Option("b", Words("Platz des Termins behalten", "keep the place"), "keep"),
)


async def check_in(app: SprechtagApp, appointment: Appointment) -> None:
    """Register that the visitor came, from within a worker; who is very late is asked for."""
    result = await app.act(_arrived, reception.check_in_appointment, appointment.id)
    if isinstance(result, Refusal) and result.code == "late":
        title = Words("Zu spät zum Termin {t}", "Late for {t}").fill(t=show_time(appointment.start))
        late = await choose(app, title, result.words, _CHOICES)
        if late:
            await app.act(_arrived, reception.check_in_appointment, appointment.id, late)


def _arrived(visit: Visit) -> Words:
    arrived, booked = visit.arrived, visit.booked_for
    if arrived and booked and arrived < booked and not visit.late:
        return Words(
            "Angemeldet: {ticket}, {n} min vor dem Termin um {time}.",
            "Checked in: {ticket}, {n} min before the booking at {time}.",
        ).fill(ticket=visit.ticket, n=minutes(booked - arrived), time=show_time(booked))
    return Words("Angemeldet: {ticket}.", "Checked in: {ticket}.").fill(ticket=visit.ticket)
