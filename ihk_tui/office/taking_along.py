"""What a visitor takes along: a slip of text, or a QR code of the next appointment."""

from __future__ import annotations

from ihk_tui.domain.appointments import Appointment
from ihk_tui.domain.codes import Code
from ihk_tui.domain.slips import appointment_slip, language_of, ticket_slip
from ihk_tui.domain.visits import Visit
from ihk_tui.domain.words import Refusal, Words
from ihk_tui.office.booking import find_appointment
from ihk_tui.office.reception import on_ticket
from ihk_tui.office.session import Session
from ihk_tui.office.views import DayView, day_view


def code_of(session: Session, number: int, tight: bool = False) -> Code | Refusal:
    """Make the QR code of an appointment that is still to come."""
    found = find_appointment(session.read(), number)
    if isinstance(found, Refusal):
        return found
    if found.status != "booked" or found.end < session.now():
        return Refusal(
            "over",
            Words(
                "Mitnehmen lässt sich nur ein Termin, der noch bevorsteht.",
                "Only an appointment that is still to come can be taken along.",
            ),
        )
    return session.code(found, tight)


def slip_of(session: Session, number: int) -> str | Refusal:
    """Say of an appointment what its visitor has to know, in their language."""
    found = find_appointment(session.read(), number)
    return found if isinstance(found, Refusal) else slip(session, found)


def slip(session: Session, appointment: Appointment) -> str:
    """Say of an appointment what its visitor has to know, in their language."""
    adviser = session.name(appointment.adviser) if appointment.adviser else ""
    return appointment_slip(appointment, session.house, adviser, language_of(appointment.visitor))


def slip_of_ticket(session: Session, number: str) -> str | Refusal:
    """Say of a visit of the open day what its visitor has to know, as it stands now."""
    found = on_ticket(session.read(), number)
    return found if isinstance(found, Refusal) else slip_of_visit(session, found, day_view(session))


def slip_of_visit(session: Session, visit: Visit, view: DayView) -> str:
    """Say of a visit what its visitor has to know, as it stands in this view of the day."""
    estimate = next((row.estimate for row in view.queue if row.visit.id == visit.id), None)
    return ticket_slip(visit, estimate, session.house, view.now, language_of(visit.visitor))
