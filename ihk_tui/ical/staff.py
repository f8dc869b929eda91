"""The staff's calendar: everything that those who serve the appointments need."""

from __future__ import annotations

from datetime import date, datetime

import msgspec

from ihk_tui.domain.appointments import APPOINTMENT_STATUS_WORDS, APPOINTMENT_WORDS, Appointment
from ihk_tui.domain.days import ConsultationDay
from ihk_tui.domain.formats import moment_on, show_date, show_minutes
from ihk_tui.domain.text import one_line
from ihk_tui.domain.words import Language, Words
from ihk_tui.ical.event import Entry, never_changed
from ihk_tui.ical.identity import OfficeIdentity, day_uid

DAY = Words("Sprechtag", "consultation day")
MOVED = Words("Verlegt vom {day}", "Moved from {day}")
NOTE = Words("Notiz", "Note")


class StaffAppointment(msgspec.Struct, frozen=True):
    """An appointment as staff see it."""

    appointment: Appointment
    adviser: str
    topic: str
    office: OfficeIdentity
    language: Language

    def order(self) -> tuple[datetime, str]:
        """Start and UID."""
        return self.appointment.start, self.appointment.uid

    def entry(self) -> Entry:
        """Say who comes, why, to whom, and how they are reached."""
        appointment = self.appointment
        kind = APPOINTMENT_WORDS[appointment.kind].to(self.language).capitalize()
        about = appointment.visitor.called() or self.topic
        return Entry(
            uid=appointment.uid,
            sequence=appointment.sequence,
            created=appointment.created,
            changed=appointment.changed,
            start=appointment.start,
            end=appointment.end,
            summary=f"{kind}: {about}" if about else kind,
            access="CONFIDENTIAL",
            language=self.language,
            cancelled=appointment.status == "cancelled",
            location=appointment.location(self.office.place),
            description=self._description(),
            category=kind,
        )

    def _description(self) -> tuple[str, ...]:
        appointment, visitor = self.appointment, self.appointment.visitor
        travel = show_minutes(appointment.travel, self.language) if appointment.travel else ""
        rows = (
            (Words("Name", "Name"), visitor.name),
            (Words("Betrieb", "Company"), visitor.company or visitor.organisation or visitor.school),
            (Words("Thema", "Topic"), self.topic),
            (Words("Telefon", "Phone"), visitor.phone),
            (Words("E-Mail", "E-mail"), visitor.email),
            (Words("Beratung", "Adviser"), self.adviser),
            (Words("Fahrzeit je Weg", "Travel each way"), travel),
            (Words("Stand", "Status"), APPOINTMENT_STATUS_WORDS[appointment.status].to(self.language)),
        )
        told = [f"{label.to(self.language)}: {text}" for label, value in rows if (text := one_line(value))]
        if appointment.note:
            told.append(f"{NOTE.to(self.language)}: {appointment.note}")
        return tuple(told)


class StaffDay(msgspec.Struct, frozen=True):
    """A consultation day as staff see it, without what happened on it."""

    uid: str
    sequence: int
    changed: datetime
    start: datetime
    end: datetime
    cancelled: bool
    moved_from: date | None
    reason: Words | None
    office: OfficeIdentity
    language: Language

    @classmethod
    def of(cls, day: ConsultationDay, office: OfficeIdentity, language: Language) -> StaffDay:
        """Take from a consultation day what a calendar shows."""
        return cls(
            uid=day_uid(day, office),
            sequence=day.sequence,
            changed=day.changed or never_changed(day.rule_date or day.day),
            start=moment_on(day.day, day.opens),
            end=moment_on(day.day, day.closes),
            cancelled=day.status == "cancelled",
            moved_from=day.rule_date if day.rule_date != day.day else None,
            reason=day.reason,
            office=office,
            language=language,
        )

    def order(self) -> tuple[datetime, str]:
        """Start and UID."""
        return self.start, self.uid

    def entry(self) -> Entry:
        """Say when the office is open, and why on another day than the first Thursday."""
        day = DAY.to(self.language).capitalize()
        return Entry(
            uid=self.uid,
            sequence=self.sequence,
            changed=self.changed,
            start=self.start,
            end=self.end,
            summary=f"{day} {self.office.name}",
            access="CONFIDENTIAL",
            language=self.language,
            cancelled=self.cancelled,
            takes_time=False,  # its slots can be booked: only what is booked in it makes an adviser busy
            location=self.office.place,
            description=self._description(),
            category=day,
        )

    def _description(self) -> tuple[str, ...]:
        told = []
        if self.moved_from:
            told.append(MOVED.to(self.language).format(day=show_date(self.moved_from, self.language)))
        if self.reason:
            told.append(self.reason.to(self.language))
        return tuple(told)
