"""Erasure by right (Art. 17 GDPR; DOMAIN.md §5, DS6): visit and appointment no longer tell who it was."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import NamedTuple

from ihk_tui.domain.appointments import Appointment
from ihk_tui.domain.days import ConsultationDay
from ihk_tui.domain.erasure import erased_appointment, erased_visit, remarks, unneeded, who
from ihk_tui.domain.formats import date_words
from ihk_tui.domain.notes import VisitNotes
from ihk_tui.domain.visitors import Company, Visitor
from ihk_tui.domain.visits import Visit
from ihk_tui.domain.words import Refusal, Words
from ihk_tui.office.agenda import keep
from ihk_tui.office.allowed import needs
from ihk_tui.office.booking import find_appointment
from ihk_tui.office.days import open_now
from ihk_tui.office.session import Session
from ihk_tui.office.work import Reader, Work


class Erased(NamedTuple):
    """What no longer tells who it was."""

    visits: tuple[Visit, ...]
    appointments: tuple[Appointment, ...]
    companies: int
    """How many firms were taken out of the suggestions."""
    new: bool
    """Whether anything of it was still there."""


class _Matter(NamedTuple):
    """A visit with the appointment it came from, or an appointment with every visit it led to."""

    visits: list[Visit]
    appointments: list[Appointment]


@needs("erase")
def erase_visit(session: Session, number: str, day: date | None = None) -> Erased | Refusal:
    """Erase who came with a number, on the open day or on `day`, and who booked it.

    Only a settled visit can be erased, and no appointment that is still to come. What was done before, by
    whomever, can then no longer be undone. Doing it again completes what was interrupted, and changes nothing
    else.
    """

    def find(work: Work) -> _Matter | Refusal:
        opened = open_now(work)
        on = day or (opened.day if opened else session.today())
        visit = next((v for v in work.all(Visit, on) if v.ticket == number), None)
        if visit is None:
            return Refusal(
                "no_such_ticket",
                Words(
                    "Nummer {number} gibt es am {day} nicht.", "There is no number {number} on {day}."
                ).fill(number=number, day=date_words(on)),
            )
        appointment = work.get(Appointment, visit.appointment) if visit.appointment else None
        return _led_to(work, appointment) if appointment else _Matter([visit], [])

    return _erase(session, find)


@needs("erase")
def erase_appointment(session: Session, number: int) -> Erased | Refusal:
    """Erase whose appointment it was, and every visit it led to; see `erase_visit`."""

    def find(work: Work) -> _Matter | Refusal:
        appointment = find_appointment(work, number)
        return appointment if isinstance(appointment, Refusal) else _led_to(work, appointment)

    return _erase(session, find)


def _led_to(reader: Reader, appointment: Appointment) -> _Matter:
    """Usually one visit; a check-in that was taken back has left another, perhaps on another day."""
    return _Matter([v for v in reader.all(Visit) if v.appointment == appointment.id], [appointment])


def _erase(session: Session, find: Callable[[Work], _Matter | Refusal]) -> Erased | Refusal:
    """Erase in one transaction, then have the log forget what it replaced.

    Drafts go first: should the rest fail, their words are still known when it is done again.
    """
    with session.begin("erase") as work:
        matter = find(work)
        if isinstance(matter, Refusal):
            return matter
        erased = _nameless(session, work, matter)
        if isinstance(erased, Refusal):
            return erased
        notes = [n for n in (work.get(VisitNotes, v.id, v.day) for v in matter.visits) if n]
        gone, left = _visitors(matter), _visitors(_others(work, matter))
        companies = unneeded(work.all(Company), gone, left, {v.day for v in matter.visits})
        texts = [*who(gone, left), *remarks(*matter, notes), *(c.name for c in companies)]
        session.store.drafts.forget([*texts, *_forms(matter)])
        for visit in erased.visits:
            work.put(visit)
        for appointment in erased.appointments:
            keep(work, appointment)
        for value in (*notes, *companies):
            work.remove(value)
        new = work.commit(_subject(matter)) > 0
    session.store.forget(session.now())
    return Erased(tuple(erased.visits), tuple(erased.appointments), len(companies), new)


def _nameless(session: Session, reader: Reader, matter: _Matter) -> _Matter | Refusal:
    now, opened = session.now(), open_now(reader)
    erased = _Matter([], [])
    for visit in matter.visits:
        settled = erased_visit(visit)
        if isinstance(settled, Refusal):
            return settled
        erased.visits.append(settled)
    for appointment in matter.appointments:
        past = erased_appointment(appointment, now, _is_open(opened, appointment.day))
        if isinstance(past, Refusal):
            return past
        erased.appointments.append(past)
    return erased


def _is_open(opened: ConsultationDay | None, day: date) -> bool:
    return opened is not None and opened.day == day


def _others(reader: Reader, matter: _Matter) -> _Matter:
    """All other visits and appointments there are."""
    visits = {(v.day, v.id) for v in matter.visits}
    appointments = {a.id for a in matter.appointments}
    return _Matter(
        [v for v in reader.all(Visit) if (v.day, v.id) not in visits],
        [a for a in reader.all(Appointment) if a.id not in appointments],
    )


def _visitors(matter: _Matter) -> list[Visitor]:
    return [*(visit.visitor for visit in matter.visits), *(a.visitor for a in matter.appointments)]


def _forms(matter: _Matter) -> Iterator[str]:
    """What the unfinished forms of a visit or appointment are called, whatever was typed into them."""
    for visit in matter.visits:
        yield from (
            f"{form} {visit.day} {visit.id}" for form in ("visit", "note", "finish", "defer", "transfer")
        )
    for appointment in matter.appointments:
        yield from (f"{form} {appointment.id}" for form in ("appointment", "move", "held"))


def _subject(matter: _Matter) -> str:
    """Name what was erased for the log (DS9): by id, never contents."""
    visits = (f"{v.day} {v.ticket}" for v in matter.visits if v.ticket)
    return " ".join((*visits, *(f"appointment:{a.id}" for a in matter.appointments)))
