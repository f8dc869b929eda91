"""Where each kind of the office's values is kept."""

from __future__ import annotations

from collections.abc import Mapping
from operator import attrgetter
from typing import Any

from ihk_tui.domain.appointments import Agenda, Appointment
from ihk_tui.domain.blocked import BlockedTime
from ihk_tui.domain.days import ConsultationDay
from ihk_tui.domain.invitations import Invitation
from ihk_tui.domain.notes import VisitNotes
from ihk_tui.domain.people import Desk
from ihk_tui.domain.pins import Pin
from ihk_tui.domain.usual_hours import UsualHours
from ihk_tui.domain.visitors import Company
from ihk_tui.domain.visits import Visit
from ihk_tui.store.places import Place

_day, _id = attrgetter("day"), attrgetter("id")

PLACES: Mapping[type[Any], Place] = {
    Visit: Place("visits", _id, _day),
    VisitNotes: Place("notes", _id, _day),
    Desk: Place("desks", attrgetter("number"), _day),
    ConsultationDay: Place("days", _day),
    Appointment: Place("appointments", _id),
    Agenda: Place("agenda", _day),
    BlockedTime: Place("blocked", _id, _day),
    Company: Place("companies", _id),
    Pin: Place("pins", _id),
    Invitation: Place("invitations", attrgetter("appointment")),
    UsualHours: Place("usual_hours", lambda _: 1),
}
