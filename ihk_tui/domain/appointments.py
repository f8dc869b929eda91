"""Appointments: booked consultations, follow-up talks and company visits (terms of RFC 5545)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from typing import Literal, NamedTuple

import msgspec
from msgspec.structs import replace

from ihk_tui.domain.days import ConsultationDay
from ihk_tui.domain.formats import local, moment_on, show_time, span_words
from ihk_tui.domain.policy import Policy
from ihk_tui.domain.text import clean
from ihk_tui.domain.visitors import Visitor
from ihk_tui.domain.visits import LateChoice, Step, Visit, VisitTopic
from ihk_tui.domain.words import Refusal, Words

AppointmentKind = Literal["consultation", "follow_up", "company_visit"]
AppointmentStatus = Literal["booked", "arrived", "held", "no_show", "cancelled"]
"""`arrived`: a consultation became a visit; `held`: a follow-up talk or company visit took place."""

APPOINTMENT_WORDS: dict[str, Words] = {
    "consultation": Words("Beratung", "consultation"),
    "follow_up": Words("Folgegespräch", "follow-up talk"),
    "company_visit": Words("Betriebsbesuch", "company visit"),
}
APPOINTMENT_STATUS_WORDS: dict[str, Words] = {
    "booked": Words("gebucht", "booked"),
    "arrived": Words("da", "here"),
    "held": Words("fand statt", "took place"),
    "no_show": Words("nicht erschienen", "no-show"),
    "cancelled": Words("abgesagt", "cancelled"),
}


class Appointment(msgspec.Struct, frozen=True, gc=False, kw_only=True, omit_defaults=True):
    """A dated talk. `uid` and `id` stay; `sequence` rises with every change of time, place or status."""

    id: int
    uid: str
    kind: AppointmentKind
    start: datetime
    end: datetime
    created: datetime
    changed: datetime
    """When the record last changed: DTSTAMP and LAST-MODIFIED of an export."""
    sequence: int = 0
    status: AppointmentStatus = "booked"
    adviser: str = ""
    topic: str = ""
    visitor_kind: str = ""
    visitor: Visitor = Visitor()
    place: str = ""
    travel: int = 0
    """Minutes of travel, each way."""
    note: str = ""
    visit: int | None = None
    """The visit of that day it became."""

    @property
    def day(self) -> date:
        """The day in Hattingen on which it starts."""
        return local(self.start).date()

    @property
    def holds_time(self) -> bool:
        """Whether its time is taken: what is called off, or nobody came to, leaves it to others."""
        return self.status not in ("cancelled", "no_show")

    def location(self, office: str) -> str:
        """Where it takes place: at the office unless something else is agreed; a visit is never there."""
        if self.place or self.kind != "company_visit":
            return self.place or office
        return " ".join(part for part in (self.visitor.company, self.visitor.postcode) if part)


class Agenda(msgspec.Struct, frozen=True, gc=False):
    """Which appointments a date has; an index, so that a day is found without reading all years."""

    day: date
    appointments: tuple[int, ...] = ()


def overlapping(appointments: Iterable[Appointment], start: datetime, end: datetime) -> list[Appointment]:
    """Those that hold a time between `start` and `end`, travel included."""
    return [
        a
        for a in appointments
        if a.holds_time
        and a.start - timedelta(minutes=a.travel) < end
        and start < a.end + timedelta(minutes=a.travel)
    ]


class Slot(NamedTuple):
    """A bookable time of a consultation day and how many bookings it has and may have."""

    start: datetime
    end: datetime
    booked: int
    capacity: int


def slots(day: ConsultationDay, appointments: Iterable[Appointment], policy: Policy) -> list[Slot]:
    """The slot grid of a day: from opening to closing without the break; one desk stays for walk-ins."""
    booked = [a for a in appointments if a.kind == "consultation"]
    step = timedelta(minutes=day.slot)
    pause = (moment_on(day.day, policy.break_start), moment_on(day.day, policy.break_end))
    start, closes = moment_on(day.day, day.opens), moment_on(day.day, day.closes)
    grid = []
    while start + step <= closes:
        if not (start < pause[1] and pause[0] < start + step):
            taken = len(overlapping(booked, start, start + step))
            grid.append(Slot(start, start + step, taken, day.places))
        start = local(start.astimezone(UTC) + step)
    return grid


def clash(
    appointments: Iterable[Appointment], start: datetime, end: datetime, adviser: str
) -> Refusal | None:
    """Refuse a time at which the adviser has another appointment."""
    return next(iter(clashes(appointments, start, end, adviser)), None)


def clashes(
    appointments: Iterable[Appointment], start: datetime, end: datetime, adviser: str
) -> list[Refusal]:
    """Refuse a time once for every appointment that the adviser has then."""
    words = Words(
        "Dann gibt es in dieser Beratung schon einen Termin: {span}.",
        "This adviser has an appointment then: {span}.",
    )
    spans = (
        span_words(other.start, other.end)
        for other in overlapping(appointments, start, end)
        if adviser and other.adviser == adviser
    )
    return [Refusal("adviser_busy", words.fill(span=span)) for span in spans]


def moved_to(
    appointment: Appointment, start: datetime, end: datetime, adviser: str, now: datetime
) -> Appointment | Refusal:
    """Give an appointment another time or adviser: same UID, next SEQUENCE."""
    if appointment.status != "booked":
        return _settled(appointment)
    return replace(
        appointment,
        start=start,
        end=end,
        adviser=adviser,
        sequence=appointment.sequence + 1,
        changed=now,
    )


def cancelled(appointment: Appointment, now: datetime) -> Appointment | Refusal:
    """Call an appointment off; it stays as a tombstone so that calendars learn of it."""
    if appointment.status != "booked":
        return _settled(appointment)
    return replace(appointment, status="cancelled", sequence=appointment.sequence + 1, changed=now)


def held(appointment: Appointment, result: str, now: datetime) -> Appointment | Refusal:
    """A follow-up talk or company visit took place; its result joins the remark."""
    if appointment.kind == "consultation":
        return Refusal(
            "consultation",
            Words(
                "Wer zur Beratung kommt, wird angemeldet und bekommt eine Nummer.",
                "Who comes for a consultation is checked in and gets a number.",
            ),
        )
    if refusal := _not_over_yet(appointment, now):
        return refusal
    note = "\n".join(part for part in (appointment.note, clean(result)) if part)
    return replace(appointment, status="held", note=note, changed=now)


def missed(appointment: Appointment, now: datetime) -> Appointment | Refusal:
    """Nobody came to an appointment."""
    return _not_over_yet(appointment, now) or replace(appointment, status="no_show", changed=now)


def _not_over_yet(appointment: Appointment, now: datetime) -> Refusal | None:
    if appointment.status != "booked":
        return _settled(appointment)
    if appointment.start <= now:
        return None
    return Refusal(
        "not_due",
        Words(
            "Der Termin um {time} ist noch nicht gewesen.", "The appointment at {time} is yet to come."
        ).fill(time=show_time(appointment.start)),
    )


def restored(before: Appointment, current: Appointment, now: datetime) -> Appointment:
    """Undo a change: what calendars saw comes back under a later SEQUENCE, for they ignore an older one."""
    if before.sequence == current.sequence:
        return before if before.changed == current.changed else replace(before, changed=now)
    return replace(before, sequence=current.sequence + 1, changed=now)


def _settled(appointment: Appointment) -> Refusal:
    return Refusal(
        "settled",
        Words("Der Termin ist schon {status}.", "The appointment is {status} already.").fill(
            status=APPOINTMENT_STATUS_WORDS[appointment.status]
        ),
    )


def minutes_late(appointment: Appointment, now: datetime) -> int:
    """Punctuality: minutes after the agreed time, negative when early."""
    return round((now - appointment.start).total_seconds() / 60)


def to_visit(appointment: Appointment, visit: int, now: datetime, by: str) -> Visit:
    """Make the expected visit of a booked consultation; it gets its number when the visitor arrives."""
    return Visit(
        day=appointment.day,
        id=visit,
        kind=appointment.visitor_kind,
        topics=(VisitTopic(appointment.topic, appointment.adviser),),
        steps=(Step("expected", min(appointment.created, now), by),),
        visitor=appointment.visitor,
        appointment=appointment.id,
        booked_for=appointment.start,
    )


def late_choice(
    appointment: Appointment, choice: LateChoice | None, now: datetime, policy: Policy
) -> Refusal | None:
    """Ask for a decision when the visitor comes after the grace and none was made (scenario 8)."""
    if choice is not None or minutes_late(appointment, now) <= policy.grace:
        return None
    return Refusal(
        "late",
        Words(
            "{late} min zu spät: als offener Besuch einreihen oder Platz behalten?",
            "{late} min late: queue as a walk-in or keep the place?",
        ).fill(late=minutes_late(appointment, now)),
    )
