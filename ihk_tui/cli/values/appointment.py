"""An appointment as a value for programs."""

from __future__ import annotations

from typing import Any

from msgspec.structs import asdict

from ihk_tui.domain.appointments import Appointment
from ihk_tui.domain.privacy import appointment_seen_by
from ihk_tui.office.session import Session


def appointment_value(appointment: Appointment) -> dict[str, Any]:
    """What a list of appointments shows; of the visitor no more than how they are named."""
    return {
        "id": appointment.id,
        "uid": appointment.uid,
        "sequence": appointment.sequence,
        "kind": appointment.kind,
        "status": appointment.status,
        "start": appointment.start,
        "end": appointment.end,
        "adviser": appointment.adviser or None,
        "topic": appointment.topic or None,
        "who": appointment.visitor.called(),
        "visitor_kind": appointment.visitor_kind or None,
        "place": appointment.place or None,
        "travel": appointment.travel,
        "visit": appointment.visit,
        "changed": appointment.changed,
    }


def appointment_in_full(session: Session, appointment: Appointment) -> dict[str, Any]:
    """The appointment with its note and all that the visitor told, for those who book or change it."""
    appointment = appointment_seen_by(session.person, appointment)
    return appointment_value(appointment) | {
        "note": appointment.note or None,
        "visitor": asdict(appointment.visitor),
    }
