"""Giving an appointment another time or adviser."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from functools import partial
from typing import NamedTuple

from ihk_tui.domain.appointments import Appointment
from ihk_tui.domain.formats import date_words, minutes, show_time, typed_date
from ihk_tui.domain.words import BadInput, Words
from ihk_tui.office import booking
from ihk_tui.office.booking import Booking
from ihk_tui.office.people import read_person
from ihk_tui.office.session import Session
from ihk_tui.tui.app import SprechtagApp
from ihk_tui.tui.appointments.deciding import DECIDED, decide, saved
from ihk_tui.tui.appointments.lines import filled
from ihk_tui.tui.appointments.moment import adviser_on, moment_lines, read_moment
from ihk_tui.tui.appointments.present import at_present
from ihk_tui.tui.dialogs.form import ask_form
from ihk_tui.tui.dialogs.form_draft import FormDraft

MOVE = Words("Termin verschieben", "Move the appointment")
ALL_THE_SAME = Words("Trotzdem verschieben?", "Move all the same?")


class _To(NamedTuple):
    start: datetime
    adviser: str


async def move_appointment(app: SprechtagApp, appointment: Appointment) -> None:
    """Ask for another date, time and adviser, and move.

    A refused form comes back as it was typed; when a colleague moved it meanwhile, with what holds now.
    """
    typed, text = _typed(app.session, appointment), Words("", "")
    draft = FormDraft(app, f"move {appointment.id}", typed)
    while True:
        to = await _ask(app, appointment, typed, text, draft)
        if to is None:
            return
        move = partial(saved, app, booking.move, appointment.id, *to, seen=appointment)
        result = await decide(app, ALL_THE_SAME, move)
        if isinstance(result, Appointment):
            draft.drop()
            app.tell(_done(result))
            await app.look()
            return
        text = Words("Noch nicht verschoben.", "Not moved yet.") if result.code in DECIDED else result.words
        if result.code == "changed_since":
            before = _typed(app.session, appointment)
            present = await app.ask(at_present, appointment.id)
            appointment = present or appointment
            if (holds := _typed(app.session, appointment)) != before:
                typed = holds
                draft.stands(holds)


async def _ask(
    app: SprechtagApp, appointment: Appointment, typed: dict[str, str], text: Words, draft: FormDraft
) -> _To | None:
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
        length = minutes(appointment.end - appointment.start)
        return Booking(
            appointment.kind, to, length, values["adviser"].strip().casefold(), travel=appointment.travel
        )

    lines = filled(moment_lines(session), typed)
    return await ask_form(app, MOVE, text, lines, check, adviser_on(app, wish, appointment.id), draft=draft)


def _typed(session: Session, appointment: Appointment) -> dict[str, str]:
    date = typed_date(appointment.day, session.language)
    return {"date": date, "time": show_time(appointment.start), "adviser": appointment.adviser}


def _done(moved: Appointment) -> Words:
    on = date_words(moved.day)
    return Words("Verschoben auf {on}, {t}.", "Moved to {on}, {t}.").fill(on=on, t=show_time(moved.start))
