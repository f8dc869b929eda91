"""Booking an appointment."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import date, datetime
from functools import partial

from ihk_tui.domain.appointments import APPOINTMENT_WORDS, Appointment, AppointmentKind
from ihk_tui.domain.formats import show_date, show_time, typed_date
from ihk_tui.domain.grid import free_times
from ihk_tui.domain.words import BadInput, Words
from ihk_tui.office import booking
from ihk_tui.office.booking import Booking
from ihk_tui.office.people import read_person
from ihk_tui.office.session import Session
from ihk_tui.office.timetable import timetable
from ihk_tui.tui.app import SprechtagApp
from ihk_tui.tui.appointments.deciding import DECIDED, decide, saved
from ihk_tui.tui.appointments.lines import filled, lines_to_book, minutes_typed, read_typed
from ihk_tui.tui.appointments.moment import adviser_on, moment_lines, read_moment
from ihk_tui.tui.dialogs.choose import Option, choose
from ihk_tui.tui.dialogs.form import ask_form
from ihk_tui.tui.dialogs.form_draft import FormDraft

BOOK = Words("Termin buchen", "Book an appointment")
ALL_THE_SAME = Words("Trotzdem buchen?", "Book all the same?")
_LETTERS: dict[AppointmentKind, str] = {"consultation": "b", "follow_up": "f", "company_visit": "v"}


async def book_appointment(
    app: SprechtagApp, day: date, start: datetime | None = None, adviser: str = ""
) -> Appointment | None:
    """Ask for kind, time, visitor and topic, and book; a refused form comes back as it was typed."""
    session = app.session
    kind = await choose(
        app,
        BOOK,
        Words("Welche Art von Termin?", "Which kind?"),
        [Option(letter, APPOINTMENT_WORDS[kind], kind) for kind, letter in _LETTERS.items()],
    )
    if kind is None:
        return None
    if start is None and kind == "consultation":
        start = await app.ask(_first_free, day, adviser)
    typed = {
        "date": typed_date(day, session.language),
        "time": show_time(start) if start else "",
        "adviser": adviser,
    }
    lines = [*moment_lines(session), *lines_to_book(kind)]
    stood = {line.name: line.value for line in lines} | typed
    draft = FormDraft(app, f"book {kind}", stood, along=tuple(typed))

    def check(values: dict[str, str]) -> Booking | list[BadInput]:
        typed.update(values)
        return _read(session, kind, values)

    title = Words("{book}: {kind}", "{book}: {kind}").fill(book=BOOK, kind=APPOINTMENT_WORDS[kind])
    text = Words("", "")
    while True:
        advise = adviser_on(app, _wished(session, kind))
        first = "time" if not typed["time"] else "visitor_kind"
        wish = await ask_form(app, title, text, filled(lines, typed), check, advise, first, draft)
        if wish is None:
            return None
        result = await decide(app, ALL_THE_SAME, partial(saved, app, booking.book, wish))
        if isinstance(result, Appointment):
            draft.drop()
            app.tell(
                Words("Gebucht: {day}, {time}.", "Booked: {day}, {time}.").fill(
                    day=show_date(result.day, session.language), time=show_time(result.start)
                )
            )
            await app.look()
            return result
        text = Words("Noch nicht gebucht.", "Not booked yet.") if result.code in DECIDED else result.words


def _first_free(session: Session, day: date, adviser: str) -> datetime | None:
    return next(iter(free_times(timetable(session, day).rows, session.now(), adviser)), None)


def _read(session: Session, kind: AppointmentKind, typed: Mapping[str, str]) -> Booking | list[BadInput]:
    problems: list[BadInput] = []
    start = session.now()
    try:
        start = read_moment(session, typed)
    except BadInput as problem:
        problems.append(problem)
    wish = read_typed(session, kind, start, typed)
    if isinstance(wish, list):
        problems += wish
    return problems or wish


def _wished(session: Session, kind: AppointmentKind) -> Callable[[datetime, Mapping[str, str]], Booking]:
    """Make a booking of what is typed so far, as far as its time and adviser go."""

    def wish(start: datetime, typed: Mapping[str, str]) -> Booking:
        adviser = ""
        with suppress(BadInput):
            adviser = read_person(session, typed["adviser"], "adviser")
        length, way = (minutes_typed(typed.get(name, "")) for name in ("minutes", "travel"))
        return Booking(kind, start, length, adviser, travel=way)

    return wish
