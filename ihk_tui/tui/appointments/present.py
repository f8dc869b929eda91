"""How an appointment stands by now."""

from __future__ import annotations

from ihk_tui.domain.appointments import Appointment
from ihk_tui.domain.words import Refusal
from ihk_tui.office import booking
from ihk_tui.office.session import Session


def at_present(session: Session, number: int) -> Appointment | None:
    """An appointment as it stands now, for whoever decides on it once more."""
    found = booking.find_appointment(session.read(), number)
    return None if isinstance(found, Refusal) else found
