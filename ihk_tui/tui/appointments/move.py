"""Giving an appointment another time or adviser."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import NamedTuple

from ihk_tui.domain.appointments import Appointment
from ihk_tui.domain.formats import local, show_date, show_time
from ihk_tui.domain.words import BadInput, Refusal, Words
from ihk_tui.office import booking
from ihk_tui.office.booking import Booking
from ihk_tui.office.people import read_person
from ihk_tui.office.session import Session
from ihk_tui.tui.app import SprechtagApp
from ihk_tui.tui.appointments.book import DECIDED
from ihk_tui.tui.appointments.moment import adviser_on, moment_lines, read_moment
from ihk_tui.tui.dialogs.choose import confirm
from ihk_tui.tui.dialogs.form import ask_form

MOVE = Words("Termin verschieben", "Move the appointment")


class _To(NamedTuple):
    start: datetime
    adviser: str


async def move_appointment(app: SprechtagApp, appointment: Appointment) -> None:
    """Ask for another date, time and adviser, and move.

    A refused form comes back as it was typed; when a colleague moved it meanwhile, with what holds now.
    """
    typed, text = _typed(appointment), Words("", "")
    while True:
        to = await _ask(app, appointment, typed, text)
        if to is None:
            return
        result = await app.act(_done, booking.move, appointment.id, *to, False, appointment.sequence)
        while isinstance(result, Refusal) and result.code in DECIDED:
            if not await confirm(app, Words("Trotzdem verschieben?", "Move all the same?"), result.words):
                break
            result = await app.act(_done, booking.move, appointment.id, *to, result, appointment.sequence)
        if not isinstance(result, Refusal):
            return
        if result.code == "changed_since":
            present = await app.ask(at_present, appointment.id)
            appointment = present or appointment
            typed = _typed(appointment)
        if result.code not in DECIDED:
            text = result.words


def at_present(session: Session, number: int) -> Appointment | None:
    """An appointment as it stands now, for whoever decides on it once more."""
    found = booking.find_appointment(session.read(), number)
    return None if isinstance(found, Refusal) else found


async def _ask(app: SprechtagApp, appointment: Appointment, typed: dict[str, str], text: Words) -> _To | None:
    """Ask where to; `typed` keeps what the person types."""
    session = app.session

    def check(values: dict[str, str]) -> _To | list[BadInput]:
        typed.update(values)
        problems: list[BadInput] = []
        try:
            adviser = read_person(session, values["adviser"], "adviser")
        except BadInput as problem:
            problems.append(problem)
        try:
            to = read_moment(session, values)
        except BadInput as problem:
            problems.append(problem)
        return problems or _To(to, adviser)

    def wish(to: datetime, values: Mapping[str, str]) -> Booking:
        length = int((appointment.end - appointment.start).total_seconds()) // 60
        return Booking(
            appointment.kind, to, length, values["adviser"].strip().casefold(), travel=appointment.travel
        )

    filled = [line._replace(value=typed[line.name]) for line in moment_lines(session)]
    return await ask_form(app, MOVE, text, filled, check, adviser_on(app, wish, appointment.id))


def _typed(appointment: Appointment) -> dict[str, str]:
    start = local(appointment.start)
    return {"date": f"{start:%d.%m.%Y}", "time": f"{start:%H:%M}", "adviser": appointment.adviser}


def _done(moved: Appointment) -> Words:
    on = Words(show_date(moved.day, "de"), show_date(moved.day, "en"))
    return Words("Verschoben auf {on}, {t}.", "Moved to {on}, {t}.").fill(on=on, t=show_time(moved.start))
