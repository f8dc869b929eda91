"""The visitor's own appointment, to take along: where, when, with whom, and nothing that was noted."""

from __future__ import annotations

from datetime import datetime

import msgspec

from ihk_tui.domain.appointments import Appointment
from ihk_tui.domain.words import Language, Words
from ihk_tui.ical.event import Entry
from ihk_tui.ical.identity import OfficeIdentity

SUMMARY = Words("Termin: {office}", "Appointment: {office}")
ADVISER = Words("Es berät Sie: {adviser}", "Your adviser: {adviser}")


class VisitorAppointment(msgspec.Struct, frozen=True):
    """An appointment as its visitor sees it."""

    appointment: Appointment
    adviser: str
    office: OfficeIdentity
    language: Language

    def order(self) -> tuple[datetime, str]:
        """Start and UID."""
        return self.appointment.start, self.appointment.uid

    def entry(self) -> Entry:
        """Say where, when and with whom."""
        appointment = self.appointment
        return Entry(
            uid=appointment.uid,
            sequence=appointment.sequence,
            changed=appointment.changed,
            start=appointment.start,
            end=appointment.end,
            summary=SUMMARY.to(self.language).format(office=self.office.name),
            access="PRIVATE",
            language=self.language,
            cancelled=appointment.status == "cancelled",
            location=appointment.location(self.office.place),
            description=(ADVISER.to(self.language).format(adviser=self.adviser),) if self.adviser else (),
        )
