"""Correcting an appointment that was booked: who comes, what about, where, how long."""

from __future__ import annotations

from msgspec.structs import replace

from ihk_tui.domain import corrections
from ihk_tui.domain.appointments import Appointment
from ihk_tui.domain.corrections import differences, not_correctable
from ihk_tui.domain.rights import may
from ihk_tui.domain.text import clean, one_line
from ihk_tui.domain.visitors import Visitor
from ihk_tui.domain.words import Refusal
from ihk_tui.office.agenda import keep
from ihk_tui.office.allowed import needs
from ihk_tui.office.booking import Booking, end_of, find_appointment, incomplete
from ihk_tui.office.fitting import fits
from ihk_tui.office.inviting import readdress
from ihk_tui.office.meanwhile import corrected_since
from ihk_tui.office.session import Session
from ihk_tui.office.work import Work


@needs("book")
def correct(
    session: Session, number: int, wish: Booking, seen: Appointment, overbook: bool | Refusal = False
) -> Appointment | Refusal:
    """Have an appointment say what `wish` says; kind, time and adviser stay, which `move` changes.

    `seen` is what it was decided on; when a colleague changed it since, nothing is overwritten (code
    `changed_since`). More time is asked for as in a booking, see `book`. The log gets the names of the fields
    and never what stood there (DOMAIN.md §5, DS5).
    """
    with session.begin("edit") as work:
        found = find_appointment(work, number)
        if isinstance(found, Refusal):
            return found
        if refusal := not_correctable(found) or corrected_since(session, work, found, seen):
            return refusal
        after = _meant(session, work, found, wish)
        if isinstance(after, Refusal):
            return after
        if refusal := _asked(session, work, found, after, overbook):
            return refusal
        right = corrections.corrected(found, after, session.now())
        if not isinstance(right, Refusal) and right != found:
            keep(work, right)
            readdress(work, found, right)
            work.commit(" ".join((str(number), *differences(found, right))))
        return right


def _meant(session: Session, work: Work, found: Appointment, wish: Booking) -> Appointment | Refusal:
    """The appointment as the wish has it. Who may not read a remark does not write over it either."""
    wish = wish._replace(kind=found.kind, start=found.start)
    note = clean(wish.note)
    if refusal := incomplete(wish) or (may(session.person.role, "note") if note != found.note else None):
        return refusal
    end = end_of(session, work, wish)
    if isinstance(end, Refusal):
        return end
    return replace(
        found,
        end=end,
        topic=wish.topic,
        visitor_kind=wish.visitor_kind,
        visitor=_visitor(found.visitor, wish.visitor).noticed(session.now()),
        place=one_line(wish.place),
        travel=wish.travel,
        note=note,
    )


def _visitor(held: Visitor, told: Visitor) -> Visitor:
    """Who comes, with when the notice was given, and the number as it was typed first."""
    visitor = replace(told, notice_at=held.notice_at)
    return replace(visitor, phone_typed=held.phone_typed) if held.phone == told.phone else visitor


def _asked(
    session: Session, work: Work, before: Appointment, after: Appointment, overbook: bool | Refusal
) -> Refusal | None:
    """What stands against the time that it does not have yet; about what it has was decided before."""
    if after.end <= before.end and after.travel <= before.travel:
        return None
    who, way = after.adviser, after.travel
    return fits(session, work, after.kind, after.start, after.end, who, way, overbook, after.id)
