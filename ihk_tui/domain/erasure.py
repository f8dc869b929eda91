"""Erasure by right (Art. 17 GDPR; DOMAIN.md §5, DS6): what is taken out of a visit, and what stays.

What counts stays, and is nobody's any more: kind, topics, adviser, desk, times, outcome, partner, due date.
What tells who somebody is, or was typed freely and may tell it, goes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime

from msgspec.structs import replace

from ihk_tui.domain.appointments import Appointment
from ihk_tui.domain.notes import VisitNotes
from ihk_tui.domain.privacy import without_remarks
from ihk_tui.domain.text import fold
from ihk_tui.domain.visitors import Company, Visitor
from ihk_tui.domain.visits import STATE_WORDS, Visit
from ihk_tui.domain.words import Refusal, Words


def erased_visit(visit: Visit) -> Visit | Refusal:
    """Take out of a settled visit who came, why it went first, and every remark; nothing else."""
    if visit.is_open:
        return Refusal(
            "open",
            Words(
                "{ticket} ist noch offen ({state}). Bitte erst abschließen, dann löschen.",
                "{ticket} is still open ({state}). Please settle it first, then erase.",
            ).fill(ticket=visit.ticket, state=STATE_WORDS[visit.state]),
        )
    return replace(without_remarks(visit), visitor=Visitor(), urgent="")


def erased_appointment(appointment: Appointment, now: datetime, day_open: bool) -> Appointment | Refusal:
    """Take out of an appointment who comes, where to, and the remark: same UID, next SEQUENCE.

    So that calendars that have the name take the event without it. One that is still to come is refused: who
    comes must be known until then. A consultation is to come as long as its day is open (`day_open`).
    """
    ahead = appointment.end > now or (appointment.kind == "consultation" and day_open)
    if appointment.status == "booked" and ahead:
        return Refusal(
            "to_come",
            Words(
                "Termin {number} steht noch bevor. Bitte erst absagen, dann löschen.",
                "Appointment {number} is still to come. Please cancel it first, then erase.",
            ).fill(number=appointment.id),
        )
    erased = replace(appointment, visitor=Visitor(), place="", note="")
    if erased == appointment:
        return appointment
    return replace(erased, sequence=appointment.sequence + 1, changed=now)


def unneeded(
    companies: Iterable[Company], gone: Iterable[Visitor], left: Iterable[Visitor], days: Iterable[date]
) -> list[Company]:
    """The firms that were kept only because of whom is erased (`gone`).

    A firm is no person, so one that anybody `left` comes from stays. One that nobody left comes from goes
    when an erased visitor came from it, and when it was last seen on one of the `days` of their visits: that
    is how a name typed wrongly, and corrected since, got there. At worst a suggestion is missing until the
    firm comes again.
    """
    theirs, others, seen = _bodies(gone), _bodies(left), set(days)
    return [
        company
        for company in companies
        if (name := fold(company.name)) not in others and (name in theirs or company.seen in seen)
    ]


def who(gone: Iterable[Visitor], left: Iterable[Visitor]) -> Iterator[str]:
    """The words by which an erased visitor is known; a firm, body or school only when nobody left has it."""
    others = _bodies(left)
    for visitor in gone:
        yield from (visitor.name, visitor.phone, visitor.phone_typed, visitor.email, visitor.ident)
        yield visitor.access
        yield from (body for body in _bodies_of(visitor) if fold(body) not in others)


def _bodies(visitors: Iterable[Visitor]) -> set[str]:
    return {fold(body) for visitor in visitors for body in _bodies_of(visitor)}


def _bodies_of(visitor: Visitor) -> Iterator[str]:
    return (body for body in (visitor.company, visitor.organisation, visitor.school) if body)


def remarks(
    visits: Iterable[Visit], appointments: Iterable[Appointment], notes: Iterable[VisitNotes]
) -> Iterator[str]:
    """What was typed freely about them, every version of a note included."""
    for visit in visits:
        yield visit.urgent
        yield from (step.note for step in visit.steps)
        yield from (topic.outcome.next_step for topic in visit.topics if topic.outcome)
        if visit.handed:
            yield visit.handed.note
    for appointment in appointments:
        yield from (appointment.place, appointment.note)
    for noted in notes:
        yield from (version.text for versions in noted.topics.values() for version in versions)
