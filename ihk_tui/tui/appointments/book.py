"""Booking and moving an appointment."""

from __future__ import annotations

from datetime import date, datetime

from ihk_tui.domain.appointments import APPOINTMENT_WORDS, Appointment, AppointmentKind, slots
from ihk_tui.domain.formats import at_time, local, read_date, read_time, show_date, show_time
from ihk_tui.domain.intake import Intake, read_intake
from ihk_tui.domain.visitors import FIRMS, KINDS
from ihk_tui.domain.words import BadInput, Refusal, StoreTrouble, Words
from ihk_tui.office import booking
from ihk_tui.office.agenda import on_day
from ihk_tui.office.booking import Booking
from ihk_tui.office.days import planned_on
from ihk_tui.office.session import Session
from ihk_tui.tui.app import SprechtagApp
from ihk_tui.tui.dialogs.choose import Option, choose, confirm
from ihk_tui.tui.dialogs.form import ask_form
from ihk_tui.tui.widgets.form import Line

_TOLD = ("company", "postcode", "name", "phone", "email", "contact_email")
"""What the form asks of the visitor."""
_LETTERS: dict[AppointmentKind, str] = {"consultation": "b", "follow_up": "f", "company_visit": "v"}


def free_slots(session: Session, day: date) -> list[datetime]:
    """The bookable times of a date that are still free and to come."""
    reader = session.read()
    planned = planned_on(session, reader, day)
    if planned is None or planned.status in ("cancelled", "closed"):
        return []
    grid = slots(planned, on_day(reader, day), session.policy)
    return [slot.start for slot in grid if slot.booked < slot.capacity and slot.start > session.now()]


async def book_appointment(app: SprechtagApp, day: date) -> None:
    """Ask for kind, time, visitor and topic, and book; a refused form comes back as it was typed."""
    session = app.session
    kind = await choose(
        app,
        Words("Termin buchen", "Book an appointment"),
        Words("Welche Art von Termin?", "Which kind?"),
        [Option(letter, APPOINTMENT_WORDS[kind], kind) for kind, letter in _LETTERS.items()],
    )
    if kind is None:
        return
    free = await app.ask(free_slots, day) or []
    shown = ", ".join(show_time(slot) for slot in free[:12]) or app.say(Words("keine", "none"))
    text = (
        Words("Frei am {day}: {free}", "Free on {day}: {free}").fill(
            day=show_date(day, session.language), free=shown
        )
        if kind == "consultation"
        else APPOINTMENT_WORDS[kind]
    )
    typed = {"date": f"{day:%d.%m.%Y}", "time": show_time(free[0]) if free and kind == "consultation" else ""}

    def check(values: dict[str, str]) -> Booking | list[BadInput]:
        typed.update(values)
        return _read(session, kind, values)

    while True:
        lines = _lines(app, kind, typed)
        wish = await ask_form(app, Words("Termin buchen", "Book an appointment"), text, lines, check)
        if wish is None:
            return
        result = await _book(app, wish)
        if isinstance(result, Refusal) and result.code in ("full", "adviser_busy"):
            if await confirm(app, Words("Trotzdem buchen?", "Book all the same?"), result.words):
                result = await _book(app, wish, True)
            else:
                continue
        if isinstance(result, Appointment):
            app.tell(
                Words("Gebucht: {day}, {time}.", "Booked: {day}, {time}.").fill(
                    day=show_date(result.day, session.language), time=show_time(result.start)
                )
            )
            await app.look()
            return
        text = result.words


async def _book(app: SprechtagApp, wish: Booking, overbook: bool = False) -> Appointment | Refusal:
    """Book; trouble with the store counts as a refusal, so that the form comes back and says it."""
    try:
        return await app.store.do(booking.book, wish, overbook)
    except StoreTrouble as trouble:
        return Refusal("trouble", trouble.words)


def _lines(app: SprechtagApp, kind: AppointmentKind, typed: dict[str, str]) -> list[Line]:
    session = app.session
    advisers = [p.id for p in session.people.values() if p.advises]
    lines = [
        Line("date", Words("Datum", "Date"), Words("4.12. oder morgen", "4.12. or tomorrow")),
        Line("time", Words("Uhrzeit", "Time"), Words("1430 oder 14:30", "1430 or 14:30")),
        Line(
            "visitor_kind",
            Words("Wer (BM, AZ, SL …)", "Who (BM, AZ, SL …)"),
            suggestions=[k.code for k in KINDS],
        ),
        Line("topic", Words("Thema (VE2, PR …)", "Topic (VE2, PR …)")),
        Line("company", Words("Betrieb", "company")),
        Line("postcode", Words("PLZ", "postcode")),
        Line("name", Words("Name", "name")),
        Line("phone", Words("Telefon", "phone"), Words("02324 …", "02324 …")),
        Line("email", Words("E-Mail", "e-mail")),
        Line("contact_email", Words("Termine per E-Mail", "Appointments by e-mail"), Words("j / n", "y / n")),
        Line("adviser", Words("Beratung", "adviser"), suggestions=advisers),
    ]
    if kind != "consultation":
        lines += [
            Line("minutes", Words("Dauer in Minuten", "Length in minutes"), value="60"),
            Line("place", Words("Ort", "place")),
            Line("travel", Words("Fahrzeit in Minuten", "Travel in minutes")),
        ]
    lines.append(Line("note", Words("Bemerkung", "remark")))
    return [line._replace(value=typed.get(line.name, line.value)) for line in lines]


def _read(session: Session, kind: AppointmentKind, typed: dict[str, str]) -> Booking | list[BadInput]:
    problems: list[BadInput] = []
    start = _moment(session, typed, problems)
    adviser = typed["adviser"].strip().casefold()
    if adviser and adviser not in session.people:
        known = ", ".join(session.people)
        problems.append(BadInput("adviser", Words("Hier arbeiten: {k}.", "Working here: {k}.").fill(k=known)))
    numbers = {}
    for name in ("minutes", "travel"):
        value = typed.get(name, "").strip() or "0"
        if not value.isdecimal() or int(value) > 600:
            problems.append(BadInput(name, Words("Bitte Minuten bis 600.", "Minutes up to 600, please.")))
        else:
            numbers[name] = int(value)
    told = {name: typed[name] for name in _TOLD if typed[name]}
    visitor_kind = typed["visitor_kind"].strip().upper() or "XX"
    topics = (typed["topic"],) if typed["topic"].strip() else ()
    intake = read_intake(
        visitor_kind,
        topics,
        told,
        session.catalogue,
        anonymous=visitor_kind not in FIRMS,
        contact_needed=True,
    )
    if not isinstance(intake, Intake):
        return problems + [BadInput("visitor_kind", p.words) if p.field == "kind" else p for p in intake]
    if problems or start is None:
        return problems
    return Booking(
        kind=kind,
        start=start,
        minutes=numbers["minutes"],
        adviser=adviser,
        topic=intake.topics[0],
        visitor_kind=intake.kind,
        visitor=intake.visitor,
        place=typed.get("place", ""),
        travel=numbers["travel"],
        note=typed["note"],
    )


def _moment(session: Session, typed: dict[str, str], problems: list[BadInput]) -> datetime | None:
    try:
        return at_time(read_date(typed["date"], session.today()), read_time(typed["time"]))
    except BadInput as problem:
        problems.append(problem)
        return None


async def move_appointment(app: SprechtagApp, appointment: Appointment) -> None:
    """Ask for another date and time, and move."""
    session = app.session
    start = local(appointment.start)
    free = await app.ask(free_slots, appointment.day) or []

    def check(typed: dict[str, str]) -> datetime | list[BadInput]:
        problems: list[BadInput] = []
        return _moment(session, typed, problems) or problems

    wish = await ask_form(
        app,
        Words("Termin verschieben", "Move the appointment"),
        Words("Am selben Tag frei: {free}", "Free on the same day: {free}").fill(
            free=", ".join(show_time(slot) for slot in free[:12]) or "–"
        ),
        [
            Line("date", Words("Datum", "Date"), value=f"{start:%d.%m.%Y}"),
            Line("time", Words("Uhrzeit", "Time"), value=f"{start:%H:%M}"),
        ],
        check,
    )
    if wish is None:
        return

    def done(moved: Appointment) -> Words:
        on = Words(show_date(moved.day, "de"), show_date(moved.day, "en"))
        return Words("Verschoben auf {on}, {t}.", "Moved to {on}, {t}.").fill(on=on, t=show_time(moved.start))

    result = await app.act(done, booking.move, appointment.id, wish)
    if (
        isinstance(result, Refusal)
        and result.code in ("full", "adviser_busy")
        and await confirm(app, Words("Trotzdem verschieben?", "Move all the same?"), result.words)
    ):
        await app.act(done, booking.move, appointment.id, wish, None, True)
