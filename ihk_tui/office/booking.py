"""Appointments: booking, moving, cancelling, and what became of those that are no consultation."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import NamedTuple

from msgspec.structs import replace

from ihk_tui.domain import appointments, transitions
from ihk_tui.domain.appointments import Appointment, AppointmentKind
from ihk_tui.domain.formats import local
from ihk_tui.domain.grid import free_times, grid, spanned
from ihk_tui.domain.text import clean, one_line
from ihk_tui.domain.visitors import Visitor
from ihk_tui.domain.words import Refusal, Words
from ihk_tui.office.agenda import keep, on_day
from ihk_tui.office.allowed import needs
from ihk_tui.office.blocking import blocked_on
from ihk_tui.office.days import open_now, planned_on
from ihk_tui.office.fitting import fits, no_day
from ihk_tui.office.meanwhile import moved_since
from ihk_tui.office.session import Session
from ihk_tui.office.work import Reader, Work

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
def book(session: Session, wish: Booking, overbook: bool | Refusal = False) -> Appointment | Refusal:
    """Book an appointment. Full slots and a busy adviser are refused unless `overbook` was decided.

    A refusal given as `overbook` decides what it names and no more.
    """
    if refusal := incomplete(wish):
        return refusal
    with session.begin("book") as work:
        now = session.now()
        if wish.start < now:
            return PAST
        end = end_of(session, work, wish)
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


def incomplete(wish: Booking) -> Refusal | None:
    """Refuse a wish without a contact channel, or a consultation without who comes and what about."""
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
    return None


def end_of(session: Session, reader: Reader, wish: Booking) -> datetime | Refusal:
    """When a booking ends: after its length, else after the slot of the day or an hour."""
    if wish.minutes:
        return wish.start + timedelta(minutes=wish.minutes)
    if wish.kind != "consultation":
        return wish.start + timedelta(hours=1)
    day = planned_on(session, reader, local(wish.start).date())
    return no_day(wish.start) if day is None else wish.start + timedelta(minutes=day.slot)


@needs("book")
def move(
    session: Session,
    number: int,
    start: datetime,
    adviser: str | None = None,
    overbook: bool | Refusal = False,
    seen: Appointment | None = None,
) -> Appointment | Refusal:
    """Give an appointment another time (and adviser): same UID, next SEQUENCE.

    `seen` is what it was decided on; when a colleague moved it since, nothing is overwritten.
    """
    with session.begin("move") as work:
        found = find_appointment(work, number)
        if isinstance(found, Refusal):
            return found
        if elsewhere := moved_since(session, work, found, seen):
            return elsewhere
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
def cancel(session: Session, number: int, seen: Appointment | None = None) -> Appointment | Refusal:
    """Call an appointment off; its tombstone tells calendars. `seen` is what it was decided on."""

    def called_off(found: Appointment, work: Work) -> Appointment | Refusal:
        return moved_since(session, work, found, seen) or appointments.cancelled(found, session.now())

    return _changed(session, "cancel", number, called_off)


@needs("book")
def held(session: Session, number: int, result: str = "") -> Appointment | Refusal:
    """A follow-up talk or company visit took place, with this result."""
    return _changed(session, "held", number, lambda found, _: appointments.held(found, result, session.now()))


def _changed(
    session: Session,
    verb: str,
    number: int,
    change: Callable[[Appointment, Work], Appointment | Refusal],
) -> Appointment | Refusal:
    with session.begin(verb) as work:
        found = find_appointment(work, number)
        if isinstance(found, Refusal):
            return found
        changed = change(found, work)
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
    end = end_of(session, reader, wish)
    if isinstance(end, Refusal):
        return end
    return fits(session, reader, wish.kind, wish.start, end, wish.adviser, wish.travel, False, itself)


def free_for(session: Session, wish: Booking, itself: int = 0) -> list[datetime]:
    """The times of a wish's date at which it could be booked as it is, without deciding anything.

    `itself` is the appointment to be moved there: it is in nobody's way.
    """
    reader, on = session.read(), local(wish.start).date()
    day = planned_on(session, reader, on)
    if day is None or day.status == "closed":
        return []
    others = [a for a in on_day(reader, on) if a.id != itself]
    advisers = [wish.adviser] if wish.adviser else []
    rows = grid(on, day, others, blocked_on(reader, on, on), advisers, session.policy)
    free = set(free_times(rows, session.now(), wish.adviser))
    places = [row.slot for row in rows if row.slot and row.start in free]
    length = timedelta(minutes=wish.minutes or day.slot)
    return [place.start for place in places if spanned(places, place.start, place.start + length)]


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
