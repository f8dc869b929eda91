"""Appointments: booking, moving, cancelling, and what became of those that are no consultation."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import NamedTuple

from msgspec.structs import replace

from ihk_tui.domain import appointments, transitions
from ihk_tui.domain.appointments import Appointment, AppointmentKind, slots
from ihk_tui.domain.blocked import blocked
from ihk_tui.domain.formats import local, show_date
from ihk_tui.domain.text import clean, one_line
from ihk_tui.domain.visitors import Visitor
from ihk_tui.domain.words import Refusal, Words
from ihk_tui.office.agenda import keep, on_day
from ihk_tui.office.allowed import needs
from ihk_tui.office.blocking import blocked_between
from ihk_tui.office.days import open_now, planned_on
from ihk_tui.office.session import Session
from ihk_tui.office.work import Reader

PAST = Refusal("past", Words("Dieser Zeitpunkt ist schon vorbei.", "That moment has passed already."))


class Booking(NamedTuple):
    """What is to be booked."""

    kind: AppointmentKind
    start: datetime
    minutes: int = 0
    """0: the slot of the day, or an hour."""
    adviser: str = ""
    topic: str = ""
    visitor_kind: str = ""
    visitor: Visitor = Visitor()
    place: str = ""
    travel: int = 0
    note: str = ""


@needs("book")
def book(session: Session, wish: Booking, overbook: bool = False) -> Appointment | Refusal:
    """Book an appointment. A full slot or a busy adviser is refused unless `overbook` was decided."""
    if not wish.visitor.reachable:
        return Refusal(
            "contact",
            Words(
                "Ein Termin braucht Telefon oder E-Mail.", "An appointment needs a phone number or e-mail."
            ),
        )
    if wish.kind == "consultation" and not (wish.topic and wish.visitor_kind):
        return Refusal(
            "incomplete",
            Words(
                "Eine Beratung braucht ein Thema und wer kommt.",
                "A consultation needs a topic and who comes.",
            ),
        )
    with session.begin("book") as work:
        now = session.now()
        if wish.start < now:
            return PAST
        end = _end(session, work, wish)
        if isinstance(end, Refusal):
            return end
        if refusal := fits(session, work, wish.kind, wish.start, end, wish.adviser, wish.travel, overbook):
            return refusal
        appointment = Appointment(
            id=work.count("appointments"),
            uid=session.new_uid(),
            kind=wish.kind,
            start=wish.start,
            end=end,
            created=now,
            changed=now,
            adviser=wish.adviser,
            topic=wish.topic,
            visitor_kind=wish.visitor_kind,
            visitor=wish.visitor.noticed(now),
            place=one_line(wish.place),
            travel=wish.travel,
            note=clean(wish.note),
        )
        keep(work, appointment)
        work.commit(str(appointment.id))
        return appointment


def _end(session: Session, reader: Reader, wish: Booking) -> datetime | Refusal:
    if wish.minutes:
        return wish.start + timedelta(minutes=wish.minutes)
    if wish.kind != "consultation":
        return wish.start + timedelta(hours=1)
    day = planned_on(session, reader, local(wish.start).date())
    return _no_day(wish.start) if day is None else wish.start + timedelta(minutes=day.slot)


def _no_day(start: datetime) -> Refusal:
    on = local(start).date()
    return Refusal(
        "no_consultation_day",
        Words("Am {day} ist kein Sprechtag.", "{day} is no consultation day.").fill(
            day=Words(show_date(on, "de"), show_date(on, "en"))
        ),
    )


def fits(
    session: Session,
    reader: Reader,
    kind: AppointmentKind,
    start: datetime,
    end: datetime,
    adviser: str,
    travel: int,
    overbook: bool,
    itself: int = 0,
) -> Refusal | None:
    """Refuse a time without a slot, or at which all slots or the adviser are taken (unless `overbook`)."""
    on = local(start).date()
    others = [a for a in on_day(reader, on) if a.id != itself]
    if kind == "consultation":
        day = planned_on(session, reader, on)
        if day is None or day.status in ("cancelled", "closed"):
            return _no_day(start)
        slot = next((s for s in slots(day, others, session.policy) if s.start == start), None)
        if slot is None:
            return Refusal(
                "no_slot",
                Words(
                    "Um {time} beginnt kein Termin (Raster {step} min).",
                    "No appointment begins at {time} (grid of {step} min).",
                ).fill(time=f"{local(start):%H:%M}", step=day.slot),
            )
        if slot.booked >= slot.capacity and not overbook:
            return Refusal(
                "full",
                Words(
                    "Um {time} ist alles belegt ({booked} von {capacity}).",
                    "{time} is fully booked ({booked} of {capacity}).",
                ).fill(time=f"{local(start):%H:%M}", booked=slot.booked, capacity=slot.capacity),
            )
    way = timedelta(minutes=travel)
    if overbook:
        return None
    away, back = start - way, end + way
    clash = appointments.clash(others, away, back, adviser)
    return clash or blocked(blocked_between(reader, away, back), away, back, adviser)


@needs("book")
def move(
    session: Session,
    number: int,
    start: datetime,
    adviser: str | None = None,
    overbook: bool = False,
) -> Appointment | Refusal:
    """Give an appointment another time (and adviser): same UID, next SEQUENCE."""
    with session.begin("move") as work:
        found = find_appointment(work, number)
        if isinstance(found, Refusal):
            return found
        if start < session.now():
            return PAST
        end = start + (found.end - found.start)
        who = found.adviser if adviser is None else adviser
        if refusal := fits(session, work, found.kind, start, end, who, found.travel, overbook, number):
            return refusal
        moved = appointments.moved_to(found, start, end, who, session.now())
        if not isinstance(moved, Refusal):
            keep(work, moved)
            work.commit(str(number))
        return moved


@needs("book")
def cancel(session: Session, number: int) -> Appointment | Refusal:
    """Call an appointment off; its tombstone tells calendars."""
    return _changed(session, "cancel", number, appointments.cancelled)


@needs("book")
def held(session: Session, number: int, result: str = "") -> Appointment | Refusal:
    """A follow-up talk or company visit took place, with this result."""
    return _changed(session, "held", number, lambda found, now: appointments.held(found, result, now))


def _changed(
    session: Session,
    verb: str,
    number: int,
    change: Callable[[Appointment, datetime], Appointment | Refusal],
) -> Appointment | Refusal:
    with session.begin(verb) as work:
        found = find_appointment(work, number)
        if isinstance(found, Refusal):
            return found
        changed = change(found, session.now())
        if not isinstance(changed, Refusal):
            keep(work, changed)
            work.commit(str(number))
        return changed


def find_appointment(reader: Reader, number: int) -> Appointment | Refusal:
    """The appointment of a number, whatever became of it."""
    return reader.get(Appointment, number) or Refusal(
        "no_such_appointment",
        Words("Termin {number} gibt es nicht.", "There is no appointment {number}.").fill(number=number),
    )


def conflict(session: Session, wish: Booking, itself: int = 0) -> Refusal | None:
    """What stands against a time, before anything is saved; `itself` is the appointment to be moved there."""
    reader = session.read()
    if wish.start < session.now():
        return PAST
    end = _end(session, reader, wish)
    if isinstance(end, Refusal):
        return end
    return fits(session, reader, wish.kind, wish.start, end, wish.adviser, wish.travel, False, itself)


@needs("book")
def missed(session: Session, number: int) -> Appointment | Refusal:
    """Nobody came to an appointment; a consultation of the open day counts among its no-shows."""
    with session.begin("missed") as work:
        found = find_appointment(work, number)
        if isinstance(found, Refusal):
            return found
        now = session.now()
        gone = appointments.missed(found, now)
        if isinstance(gone, Refusal):
            return gone
        day = open_now(work)
        if found.kind == "consultation" and day and day.day == found.day:
            expected = appointments.to_visit(found, work.count("visits", day.day), now, session.person.id)
            visit = transitions.moved(expected, "no_show", now, session.person.id)
            if isinstance(visit, Refusal):
                return visit
            work.put(visit)
            gone = replace(gone, visit=visit.id)
        keep(work, gone)
        work.commit(str(number))
        return gone
