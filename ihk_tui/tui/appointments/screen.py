"""The appointments of a day: who is expected, checking in, booking, moving, cancelling."""

from __future__ import annotations

from datetime import date, timedelta
from typing import ClassVar

from rich.text import Text
from textual import getters, on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.events import Resize
from textual.widgets import DataTable, Static

from ihk_tui.domain.appointments import APPOINTMENT_STATUS_WORDS, APPOINTMENT_WORDS, Appointment, minutes_late
from ihk_tui.domain.days import ConsultationDay
from ihk_tui.domain.formats import minutes, read_date, show_date, show_time
from ihk_tui.domain.visitors import KIND
from ihk_tui.domain.visits import Visit
from ihk_tui.domain.words import BadInput, Refusal, Words
from ihk_tui.office import booking, reception
from ihk_tui.office.agenda import on_day
from ihk_tui.office.days import plan
from ihk_tui.office.inviting import invitation_to
from ihk_tui.office.session import Session
from ihk_tui.tui.actions import APPOINTMENTS, bindings
from ihk_tui.tui.appointments.book import book_appointment, move_appointment
from ihk_tui.tui.appointments.details import Details
from ihk_tui.tui.appointments.invite import invite_by_mail
from ihk_tui.tui.appointments.take_along import copy_slip, take_along
from ihk_tui.tui.base import OfficeScreen
from ihk_tui.tui.day.table import SteadyTable
from ihk_tui.tui.dialogs.ask import ask_line
from ihk_tui.tui.dialogs.choose import Option, choose, confirm
from ihk_tui.tui.serving import take_back
from ihk_tui.tui.shown import cell, content
from ihk_tui.tui.widgets.keybar import KeyBar
from ihk_tui.tui.widgets.status import StatusLine
from ihk_tui.tui.widgets.titlebar import TitleBar

COLUMNS = (
    ("time", Words("Zeit", "Time")),
    ("kind", Words("Art", "Kind")),
    ("who", Words("Wer", "Who")),
    ("topic", Words("Thema", "Topic")),
    ("adviser", Words("Beratung", "Adviser")),
    ("status", Words("Stand", "Status")),
)


WIDE = 110
"""Columns from which there is room for ends, names of topics and full names."""


class AppointmentsScreen(OfficeScreen):
    """One day's appointments."""

    CSS_PATH = "screen.tcss"
    BINDINGS: ClassVar[list[BindingType]] = list(bindings(APPOINTMENTS))
    AUTO_FOCUS = "#appointments"
    place = "appointments"

    table = getters.query_one("#appointments", SteadyTable)

    def __init__(self) -> None:
        super().__init__()
        self._day: date | None = None
        self._found: list[Appointment] = []

    @property
    def day(self) -> date:
        """The date that is shown: the day's own until another is chosen."""
        if self._day:
            return self._day
        return self.app.view.day.day if self.app.view else self.app.session.today()

    def compose(self) -> ComposeResult:
        """Title, list, keys."""
        yield TitleBar()
        yield SteadyTable("appointments")
        yield Static(id="empty")
        yield StatusLine()
        yield KeyBar(APPOINTMENTS, self.app.session.language)

    def on_mount(self) -> None:
        """Follow the views of the day."""
        self.app.viewed.subscribe(self, lambda _: self.look())

    def on_resize(self, event: Resize) -> None:
        """Lay out the columns for the new width."""
        self._wide = event.size.width >= WIDE
        time, topic, adviser = (11, 22, 18) if self._wide else (5, 5, 10)
        taken = time + 14 + topic + adviser + 16 + 2 * len(COLUMNS) + 1
        widths = (time, 14, max(10, event.size.width - taken), topic, adviser, 16)
        self.table.set_columns(COLUMNS, widths, self.app.session.language)
        self._widths = widths
        self.look()

    @work(exclusive=True, group="look")
    async def look(self) -> None:
        """Fetch the appointments and show them."""
        found = await self.app.ask(_on_day, self.day)
        if found is None:
            return
        self._found = found
        self.table.show([(str(a.id), self._cells(a)) for a in found])
        self.table.display = bool(found)
        empty = self.query_one("#empty", Static)
        empty.display = not found
        nothing = Words(
            "An diesem Tag gibt es keine Termine.\n\nn bucht einen; mit Komma und Punkt wird geblättert.",
            "No appointments on this day.\n\nn books one; comma and full stop turn the days.",
        )
        empty.update(content(self.say(nothing)))
        title = Words("Termine {day}", "Appointments {day}").fill(
            day=show_date(self.day, self.app.session.language)
        )
        booked = sum(a.status == "booked" for a in found)
        self.query_one(TitleBar).show(
            self.say(title), self.say(Words("{n} gebucht", "{n} booked").fill(n=booked))
        )

    def _cells(self, appointment: Appointment) -> tuple[Text, ...]:
        session, language = self.app.session, self.app.session.language
        a, widths = appointment, self._widths
        kind = KIND.get(a.visitor_kind)
        name = a.visitor.called() or (kind.label.to(language) if kind else "")
        style = "dim" if a.status in ("cancelled", "no_show") else ""
        status = APPOINTMENT_STATUS_WORDS[a.status].to(language)
        late = minutes_late(a, session.now())
        if a.status == "booked" and a.kind == "consultation" and late > 0:
            status = Words("{n} min zu spät", "{n} min late").fill(n=late).to(language)
        label = f" {session.catalogue.label(a.topic).to(language)}" if self._wide and a.topic else ""
        texts = (
            f"{show_time(a.start)}–{show_time(a.end)}" if self._wide else show_time(a.start),
            APPOINTMENT_WORDS[a.kind].to(language),
            name,
            f"{a.topic}{label}",
            (session.name if self._wide else session.surname)(a.adviser) if a.adviser else "–",
            status,
        )
        return tuple(cell(text, width, style) for text, width in zip(texts, widths, strict=True))

    def marked(self) -> Appointment | None:
        """The marked appointment; says so when there is none."""
        found = next((a for a in self._found if str(a.id) == self.table.marked), None)
        if found is None:
            self.app.tell(Words("Hier ist kein Termin markiert.", "No appointment is marked."), bad=True)
        return found

    @on(DataTable.RowSelected)
    @work(exclusive=True, group="action")
    async def action_check_in(self) -> None:
        """Register that the visitor came; after the grace the person decides how to queue."""
        appointment = self.marked()
        if appointment is None:
            return
        result = await self.app.act(_arrived, reception.check_in_appointment, appointment.id)
        if isinstance(result, Refusal) and result.code == "late":
            late = await choose(
                self.app,
                Words("Zu spät zum Termin {t}", "Late for {t}").fill(t=show_time(appointment.start)),
                result.words,
                [
                    Option("o", Words("als offener Besuch ab jetzt", "as a walk-in from now"), "walk_in"),
                    Option("b", Words("Platz des Termins behalten", "keep the place"), "keep"),
                ],
            )
            if late == "walk_in" or late == "keep":
                await self.app.act(
                    _arrived,
                    reception.check_in_appointment,
                    appointment.id,
                    "walk_in" if late == "walk_in" else "keep",
                )

    @work(exclusive=True, group="action")
    async def action_details(self) -> None:
        """Show everything about the marked appointment."""
        if appointment := self.marked():
            posted = await self.app.ask(invitation_to, appointment.id)
            self.app.push_screen(Details(appointment, posted))

    @work(exclusive=True, group="action")
    async def action_invite(self) -> None:
        """Have the visitor of the marked appointment told by mail."""
        if appointment := self.marked():
            await invite_by_mail(self.app, appointment)
            self.look()

    @work(exclusive=True, group="action")
    async def action_take_along(self) -> None:
        """Show the marked appointment as a QR code."""
        if appointment := self.marked():
            await take_along(self.app, appointment.id)

    @work(exclusive=True, group="action")
    async def action_slip(self) -> None:
        """Copy what the visitor of the marked appointment has to know."""
        if appointment := self.marked():
            await copy_slip(self.app, appointment.id)

    @work(exclusive=True, group="action")
    async def action_book(self) -> None:
        """Book an appointment."""
        await book_appointment(self.app, self.day)
        self.look()

    @work(exclusive=True, group="action")
    async def action_move(self) -> None:
        """Move the marked appointment."""
        if appointment := self.marked():
            await move_appointment(self.app, appointment)
            self.look()

    @work(exclusive=True, group="action")
    async def action_call_off(self) -> None:
        """Cancel the marked appointment."""
        appointment = self.marked()
        if appointment and await confirm(
            self.app,
            Words("Absagen", "Cancel"),
            Words("Termin {t} {who} absagen?", "Cancel {t} {who}?").fill(
                t=show_time(appointment.start), who=appointment.visitor.called()
            ),
        ):
            done = Words("Abgesagt. u nimmt es zurück.", "Cancelled. u takes it back.")
            await self.app.act(lambda a: done, booking.cancel, appointment.id)
            self.look()

    @work(exclusive=True, group="action")
    async def action_undo(self) -> None:
        """Take back my last transaction."""
        await take_back(self)
        self.look()

    async def _turn(self, by: int) -> None:
        days = await self.app.ask(_neighbours, self.day) or []
        dates = [day.day for day in days]
        later = [day for day in dates if day > self.day]
        earlier = [day for day in dates if day < self.day]
        if chosen := (later[:1] if by > 0 else earlier[-1:]):
            self._day = chosen[0]
            self.look()

    async def action_previous_day(self) -> None:
        """The consultation day before."""
        await self._turn(-1)

    async def action_next_day(self) -> None:
        """The consultation day after."""
        await self._turn(1)

    @work(exclusive=True, group="action")
    async def action_go_to(self) -> None:
        """Go to a date."""
        typed = await ask_line(
            self.app,
            Words("Datum", "Date"),
            Words("4.12., 04.12.2026 oder morgen", "4.12., 2026-12-04 or tomorrow"),
        )
        if typed:
            try:
                self._day = read_date(typed, self.app.session.today())
                self.look()
            except BadInput as problem:
                self.app.tell(problem.words, bad=True)

    @work(exclusive=True, group="action")
    async def action_export(self) -> None:
        """Save the appointments as a file."""
        from ihk_tui.tui.dialogs.export import export_calendar

        await export_calendar(self.app, self.day)

    def action_back(self) -> None:
        """Back to the day."""
        self.dismiss(None)


def _arrived(visit: Visit) -> Words:
    arrived, booked = visit.arrived, visit.booked_for
    if arrived and booked and arrived < booked and not visit.late:
        return Words(
            "Angemeldet: {ticket}, {n} min vor dem Termin um {time}.",
            "Checked in: {ticket}, {n} min before the booking at {time}.",
        ).fill(ticket=visit.ticket, n=minutes(booked - arrived), time=show_time(booked))
    return Words("Angemeldet: {ticket}.", "Checked in: {ticket}.").fill(ticket=visit.ticket)


def _on_day(session: Session, day: date) -> list[Appointment]:
    return on_day(session.read(), day)


def _neighbours(session: Session, day: date) -> list[ConsultationDay]:
    years = sorted({(day - timedelta(days=62)).year, day.year, (day + timedelta(days=62)).year})
    return [found for year in years for found in plan(session, year)]
