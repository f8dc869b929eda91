"""What the calendars of an office have to say, made from what its store holds and from nothing else."""

from __future__ import annotations

import hmac
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from ihk_tui.config import Config
from ihk_tui.domain.appointments import APPOINTMENT_STATUS_WORDS, Appointment
from ihk_tui.domain.days import ConsultationDay
from ihk_tui.domain.formats import at_time, show_date
from ihk_tui.domain.topics import Catalogue
from ihk_tui.domain.words import Language
from tests.readers.seen import Seen
from tests.readers.typed import LINES, NOTES

TOMBSTONE = timedelta(days=90)
_KINDS = {
    "consultation": ("Beratung", "Consultation"),
    "follow_up": ("Folgegespräch", "Follow-up talk"),
    "company_visit": ("Betriebsbesuch", "Company visit"),
}


class Told:
    """One office's calendars in one language."""

    def __init__(self, config: Config, catalogue: Catalogue, language: Language, now: datetime) -> None:
        self._office, self._catalogue, self._language, self._now = config.office, catalogue, language, now
        self._names = {person.id: person.name for person in config.people}

    def staff(
        self, appointments: Iterable[Appointment], days: Iterable[ConsultationDay], notes: bool = True
    ) -> list[Seen]:
        """The staff's calendar."""
        lately = [a for a in appointments if self._still(a.status, a.changed)]
        held = [d for d in days if d.status != "proposed" and self._still(d.status, d.changed)]
        return [self._staff(a, notes) for a in lately] + [self._day(d) for d in held]

    def _usual_place(self, appointment: Appointment) -> str:
        """The office, but for a visit to a firm: that is there."""
        if appointment.kind != "company_visit":
            return self._office.place
        firm = appointment.visitor
        return " ".join(part for part in (firm.company, firm.postcode) if part)

    def visitor(self, appointment: Appointment) -> Seen:
        """A visitor's own appointment."""
        adviser = self._names.get(appointment.adviser)
        return self._seen(
            appointment,
            self._word("Termin: ", "Appointment: ") + self._office.name,
            self._word("Es berät Sie: ", "Your adviser: ") + adviser if adviser else "",
        )

    def busy(self, appointments: Iterable[Appointment]) -> list[Seen]:
        """Times that somebody keeps for others, ways included, joined where they touch."""
        spans: list[tuple[datetime, datetime]] = []
        for each in sorted(
            (a.start - timedelta(minutes=a.travel), a.end + timedelta(minutes=a.travel))
            for a in appointments
            if a.status not in ("cancelled", "no_show")
        ):
            if spans and each[0] <= spans[-1][1]:
                spans[-1] = (spans[-1][0], max(each[1], spans[-1][1]))
            else:
                spans.append(each)
        return [
            Seen(
                uid=self._secret(start, end),
                start=start,
                end=end,
                summary=self._word("Belegt", "Busy"),
                status="CONFIRMED",
                sequence=0,
            )
            for start, end in spans
        ]

    def _secret(self, start: datetime, end: datetime) -> str:
        span = f"{start.astimezone(UTC).isoformat()}/{end.astimezone(UTC).isoformat()}"
        code = hmac.new(self._office.secret.encode(), span.encode(), "sha256").hexdigest()
        return f"{code[:32]}@{self._office.domain}"

    def _staff(self, appointment: Appointment, notes: bool) -> Seen:
        visitor, kind = appointment.visitor, self._word(*_KINDS[appointment.kind])
        topic = self._catalogue.label(appointment.topic).to(self._language) if appointment.topic else ""
        about = visitor.company or visitor.organisation or visitor.name or visitor.school or topic
        rows = (
            ("Name", "Name", visitor.name),
            ("Betrieb", "Company", visitor.company or visitor.organisation or visitor.school),
            ("Thema", "Topic", topic),
            ("Telefon", "Phone", visitor.phone),
            ("E-Mail", "E-mail", visitor.email),
            ("Beratung", "Adviser", self._names.get(appointment.adviser, "")),
            ("Fahrzeit je Weg", "Travel each way", f"{appointment.travel} min" if appointment.travel else ""),
            ("Stand", "Status", APPOINTMENT_STATUS_WORDS[appointment.status].to(self._language)),
        )
        told = [f"{self._word(de, en)}: {_line(text)}" for de, en, text in rows if text]
        if appointment.note and notes:
            told.append(f"{self._word('Notiz', 'Note')}: {NOTES.get(appointment.note, appointment.note)}")
        return self._seen(appointment, f"{kind}: {_line(about)}" if about else kind, "\n".join(told))

    def _seen(self, appointment: Appointment, summary: str, description: str) -> Seen:
        cancelled = appointment.status == "cancelled"
        return Seen(
            uid=appointment.uid,
            start=appointment.start,
            end=appointment.end,
            summary=(self._called_off if cancelled else "") + summary,
            status="CANCELLED" if cancelled else "CONFIRMED",
            sequence=appointment.sequence,
            location=_line(appointment.place) or self._usual_place(appointment),
            description=description,
        )

    def _day(self, day: ConsultationDay) -> Seen:
        named = f"day-{day.rule_date}" if day.rule_date else f"extra-day-{day.day}"
        told = []
        if day.rule_date and day.rule_date != day.day:
            moved = show_date(day.rule_date, self._language)
            told.append(self._word("Verlegt vom ", "Moved from ") + moved)
        if day.reason:
            told.append(day.reason.to(self._language))
        cancelled = day.status == "cancelled"
        summary = f"{self._word('Sprechtag', 'Consultation day')} {self._office.name}"
        return Seen(
            uid=f"{named}@{self._office.domain}",
            start=at_time(day.day, day.opens).astimezone(UTC),
            end=at_time(day.day, day.closes).astimezone(UTC),
            summary=(self._called_off if cancelled else "") + summary,
            status="CANCELLED" if cancelled else "CONFIRMED",
            sequence=day.sequence,
            location=self._office.place,
            description="\n".join(told),
        )

    def _still(self, status: str, changed: datetime | None) -> bool:
        return status != "cancelled" or (changed is not None and self._now - changed <= TOMBSTONE)

    @property
    def _called_off(self) -> str:
        return self._word("ABGESAGT: ", "CANCELLED: ")

    def _word(self, german: str, english: str) -> str:
        return german if self._language == "de" else english


def _line(text: str) -> str:
    return LINES.get(text, text)
