"""Booking an appointment."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import date, datetime

from ihk_tui.domain.appointments import APPOINTMENT_WORDS, Appointment, AppointmentKind
from ihk_tui.domain.formats import show_date, show_time
from ihk_tui.domain.grid import free_times
from ihk_tui.domain.visitors import KINDS
from ihk_tui.domain.words import BadInput, Refusal, StoreTrouble, Words
from ihk_tui.office import booking
from ihk_tui.office.booking import Booking
from ihk_tui.office.people import read_person
from ihk_tui.office.session import Session
from ihk_tui.office.timetable import timetable
from ihk_tui.office.wishes import LONGEST, read_wish
from ihk_tui.tui.app import SprechtagApp
from ihk_tui.tui.appointments.moment import adviser_on, moment_lines, read_moment
from ihk_tui.tui.dialogs.choose import Option, choose, confirm
from ihk_tui.tui.dialogs.form import ask_form
from ihk_tui.tui.widgets.form import Line

BOOK = Words("Termin buchen", "Book an appointment")
DECIDED = frozenset({"full", "adviser_busy"})
"""What a person may decide to do all the same."""
_BODIES = frozenset({"PA", "PV"})
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
    typed = {"date": f"{day:%d.%m.%Y}", "time": show_time(start) if start else "", "adviser": adviser}

    def check(values: dict[str, str]) -> Booking | list[BadInput]:
        typed.update(values)
        return _read(session, kind, values)

    text = APPOINTMENT_WORDS[kind]
    while True:
        advise = adviser_on(app, _wished(session, kind))
        first = "time" if not typed["time"] else "visitor_kind"
        wish = await ask_form(app, BOOK, text, _lines(session, kind, typed), check, advise, first)
        if wish is None:
            return None
        result = await _book(app, wish)
        while isinstance(result, Refusal) and result.code in DECIDED:
            if not await confirm(app, Words("Trotzdem buchen?", "Book all the same?"), result.words):
                break
            result = await _book(app, wish, result)
        if isinstance(result, Appointment):
            app.tell(
                Words("Gebucht: {day}, {time}.", "Booked: {day}, {time}.").fill(
                    day=show_date(result.day, session.language), time=show_time(result.start)
                )
            )
            await app.look()
            return result
        if result.code not in DECIDED:
            text = result.words


def _first_free(session: Session, day: date, adviser: str) -> datetime | None:
    return next(iter(free_times(timetable(session, day).rows, session.now(), adviser)), None)


async def _book(app: SprechtagApp, wish: Booking, overbook: bool | Refusal = False) -> Appointment | Refusal:
    """Book; trouble with the store counts as a refusal, so that the form comes back and says it."""
    try:
        return await app.store.do(booking.book, wish, overbook)
    except StoreTrouble as trouble:
        return Refusal("trouble", trouble.words)


def _lines(session: Session, kind: AppointmentKind, typed: dict[str, str]) -> list[Line]:
    lines = [
        *moment_lines(session),
        Line(
            "visitor_kind",
            Words("Wer (BM, AZ, SL …)", "Who (BM, AZ, SL …)"),
            suggestions=[k.code for k in KINDS],
        ),
        Line("topic", Words("Thema (VE2, PR …)", "Topic (VE2, PR …)")),
        Line("company", Words("Betrieb, Organisation", "Company, organisation")),
        Line("postcode", Words("PLZ", "Postcode")),
        Line("name", Words("Name", "Name")),
        Line("phone", Words("Telefon", "Phone"), Words("02324 …", "02324 …")),
        Line("email", Words("E-Mail", "E-mail")),
        Line("contact_email", Words("Termine per E-Mail", "Appointments by e-mail"), Words("j / n", "y / n")),
    ]
    if kind != "consultation":
        lines += [
            Line("minutes", Words("Dauer in Minuten", "Length in minutes"), value="60"),
            Line("place", Words("Ort", "Place")),
            Line("travel", Words("Fahrzeit in Minuten", "Travel in minutes")),
        ]
    lines.append(Line("note", Words("Bemerkung", "Remark")))
    return [line._replace(value=typed.get(line.name, line.value)) for line in lines]


def _read(session: Session, kind: AppointmentKind, typed: Mapping[str, str]) -> Booking | list[BadInput]:
    problems: list[BadInput] = []
    start = session.now()
    try:
        start = read_moment(session, typed)
    except BadInput as problem:
        problems.append(problem)
    told = dict(typed)
    if told["visitor_kind"].strip().upper() in _BODIES:
        told["organisation"] = told.pop("company")
    wish = read_wish(session, kind, start, told)
    if isinstance(wish, list):
        problems += (BadInput("company", p.words) if p.field == "organisation" else p for p in wish)
    return problems or wish


def _wished(session: Session, kind: AppointmentKind) -> Callable[[datetime, Mapping[str, str]], Booking]:
    """Make a booking of what is typed so far, as far as its time and adviser go."""

    def minutes(typed: str) -> int:
        return min(int(typed), LONGEST) if typed.strip().isdecimal() else 0

    def wish(start: datetime, typed: Mapping[str, str]) -> Booking:
        adviser = ""
        with suppress(BadInput):
            adviser = read_person(session, typed["adviser"], "adviser")
        length, way = minutes(typed.get("minutes", "")), minutes(typed.get("travel", ""))
        return Booking(kind, start, length, adviser, travel=way)

    return wish
