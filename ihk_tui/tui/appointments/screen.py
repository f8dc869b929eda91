"""The appointments of a day as a list or as a grid: checking in, booking, moving, calling off."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from typing import Concatenate, ParamSpec

from textual import getters, on, work
from textual.app import ComposeResult
from textual.events import Resize
from textual.widgets import DataTable, Static

from ihk_tui.domain.appointments import APPOINTMENT_WORDS, Appointment
from ihk_tui.domain.days import ConsultationDay
from ihk_tui.domain.finding import time_of
from ihk_tui.domain.formats import local, read_date, show_date, show_time
from ihk_tui.domain.words import BadInput, Refusal, Words
from ihk_tui.office import booking
from ihk_tui.office.days import plan
from ihk_tui.office.inviting import invitation_to
from ihk_tui.office.session import Session
from ihk_tui.office.timetable import Timetable, timetable
from ihk_tui.tui.actions import APPOINTMENTS
from ihk_tui.tui.appointments.arriving import check_in
from ihk_tui.tui.appointments.book import book_appointment
from ihk_tui.tui.appointments.correct import correct_appointment
from ihk_tui.tui.appointments.details import Details
from ihk_tui.tui.appointments.invite import invite_by_mail
from ihk_tui.tui.appointments.move import move_appointment
from ihk_tui.tui.appointments.present import at_present
from ihk_tui.tui.appointments.rows import COLUMNS, described, row, who, widths
from ihk_tui.tui.appointments.slot_grid import SlotGrid
from ihk_tui.tui.appointments.take_along import copy_slip, take_along
from ihk_tui.tui.base import Findable, OfficeScreen
from ihk_tui.tui.day.table import SteadyTable
from ihk_tui.tui.dialogs.ask import ask_line
from ihk_tui.tui.dialogs.choose import Option, choose, confirm
from ihk_tui.tui.dialogs.form_draft import FormDraft
from ihk_tui.tui.shown import content
from ihk_tui.tui.taking_back import take_back
from ihk_tui.tui.widgets.keybar import KeyBar
from ihk_tui.tui.widgets.status import StatusLine
from ihk_tui.tui.widgets.titlebar import TitleBar

P = ParamSpec("P")

_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_NONE_MARKED = Words("Hier ist kein Termin markiert.", "No appointment is marked.")
_EMPTY = Words(
    "An diesem Tag gibt es keine Termine.\n\n"
    "{book} bucht einen, {grid} zeigt das Raster; mit {previous_day} und {next_day} wird geblättert.",
    "No appointments on this day.\n\n"
    "{book} books one, {grid} shows the grid; {previous_day} and {next_day} turn the days.",
)


class AppointmentsScreen(OfficeScreen):
    """One day's appointments."""

    DEFAULT_CSS = """
    AppointmentsScreen #appointments, AppointmentsScreen #grid { width: 1fr; }
    AppointmentsScreen #grid { display: none; }
    AppointmentsScreen #cell { height: 2; padding: 0 1; background: $surface; display: none; }
    AppointmentsScreen #empty {
        height: 1fr; content-align: center middle; text-align: center; display: none;
    }
    """
    AUTO_FOCUS = "#appointments"
    place = "appointments"

    table = getters.query_one("#appointments", SteadyTable)
    grid = getters.query_one(SlotGrid)

    def __init__(self, day: date | None = None) -> None:
        super().__init__()
        self._day = day
        self._found: Timetable | None = None
        self._as_grid = False

    @property
    def day(self) -> date:
        """The date that is shown: the day's own until another is chosen."""
        if self._day:
            return self._day
        return self.app.view.day.day if self.app.view else self.app.session.today()

    def compose(self) -> ComposeResult:
        """Title, list and grid, keys."""
        yield TitleBar()
        yield SteadyTable("appointments")
        yield SlotGrid("grid")
        yield Static(id="cell")
        yield Static(id="empty")
        yield StatusLine()
        yield KeyBar(APPOINTMENTS, self.app.session.language)

    def on_mount(self) -> None:
        """Follow the views of the day."""
        self.app.viewed.subscribe(self, lambda _: self.look())

    def on_resize(self, event: Resize) -> None:
        """Lay out the columns for the new width."""
        self._columns = event.size.width
        self.table.set_columns(COLUMNS, widths(self._columns), self.app.session.language)
        self.grid.lay_out(self.app.session, self._columns)
        if self._found:
            self._show(self._found)
        else:
            self.look()

    @work(exclusive=True, group="look")
    async def look(self) -> None:
        """Fetch the day's appointments and show them."""
        found = await self.app.ask(timetable, self.day)
        if found is not None:
            self._found = found
            self._show(found)

    def _show(self, found: Timetable) -> None:
        session, listed = self.app.session, found.appointments
        self.table.show([(str(a.id), row(session, a, self._columns)) for a in listed])
        self.grid.show_day(session, found)
        self.table.display = bool(listed) and not self._as_grid
        self.grid.display = self._as_grid
        empty = self.query_one("#empty", Static)
        empty.display = not listed and not self._as_grid
        caps = {action: self.key(action) for action in ("book", "grid", "previous_day", "next_day")}
        empty.update(content(self.say(_EMPTY.fill(**caps))))
        self._tell_cell()
        title = Words("Termine {day}", "Appointments {day}").fill(day=show_date(found.on, session.language))
        full = sum(row.overbooked for row in found.rows)
        counts = Words("{n} gebucht", "{n} booked").fill(n=found.booked).to(session.language)
        if found.beside:
            counts += Words(", {n} weitere", ", {n} other").fill(n=found.beside).to(session.language)
        if full:
            counts += Words(", {n}× überbucht", ", overbooked {n}×").fill(n=full).to(session.language)
        self.query_one(TitleBar).show(self.say(title), counts)

    @on(DataTable.CellHighlighted)
    def _tell_cell(self) -> None:
        told = self.query_one("#cell", Static)
        told.display = self._as_grid
        if self._as_grid:
            told.update(content(self.grid.tell(self.app.session)))

    def action_grid(self) -> None:
        """Change between list and grid; what was marked stays marked."""
        before = self._here()
        self._as_grid = not self._as_grid
        if self._found:
            self._show(self._found)
        (self.grid if self._as_grid else self.table).focus()
        if before and self._as_grid:
            self.grid.mark_time(before[0].start, before[0].adviser)
        elif before:
            self.table.mark(str(before[0].id))

    def _here(self) -> tuple[Appointment, ...]:
        """The marked appointments: several only where more than one is in a cell of the grid."""
        if self._as_grid:
            return self.grid.place.appointments if self.grid.place else ()
        listed = self._found.appointments if self._found else []
        return tuple(a for a in listed if str(a.id) == self.table.marked)

    async def marked(self) -> Appointment | None:
        """The marked appointment; asks which when there are several, says so when there is none."""
        here = self._here()
        if not here:
            self.app.tell(_NONE_MARKED, bad=True)
        if len(here) < 2:
            return here[0] if here else None
        language = self.app.session.language
        options = [
            Option(letter, Words(*(f"{show_time(a.start)} {who(a, language)}",) * 2), a)
            for letter, a in zip(_LETTERS, here, strict=False)
        ]
        return await choose(self.app, Words("Welcher Termin?", "Which appointment?"), Words("", ""), options)

    def findable(self) -> list[Findable]:
        """Appointments in the order of their times, found by visitor, topic and adviser."""
        listed = self._found.appointments if self._found else []
        return [Findable(described(self.app.session, a), partial(self._go_to, a)) for a in listed]

    def _go_to(self, appointment: Appointment) -> None:
        """Put the cursor on an appointment."""
        if self._as_grid:
            self.grid.mark_time(appointment.start, appointment.adviser)
        else:
            self.table.mark(str(appointment.id))

    @on(SteadyTable.NumberTyped)
    def _go_to_time(self, event: SteadyTable.NumberTyped) -> None:
        """Mark what begins at a time of day, or after it."""
        time = time_of(event.digits)
        if self._as_grid:
            found = time is not None and self.grid.mark_time_of_day(time)
        else:
            listed = self._found.appointments if self._found else []
            later = [a for a in listed if time is not None and local(a.start).time() >= time]
            found = bool(later)
            if later:
                self._go_to(later[0])
        if not found:
            (self.grid if self._as_grid else self.table).go_back()
            said = f"{time:%H:%M}" if time else event.digits
            self.app.tell(Words("nichts ab {t}", "nothing from {t}").fill(t=said), bad=True)

    @on(DataTable.CellSelected)
    def _in_the_grid(self) -> None:
        """Enter: check in who is booked, book what is free."""
        if self._here():
            self.action_check_in()
        else:
            self.action_book()

    @on(DataTable.RowSelected)
    @work(exclusive=True, group="action")
    async def action_check_in(self) -> None:
        """Register that the visitor came; after the grace the person decides how to queue."""
        appointment = await self.marked()
        if appointment is None:
            return
        if appointment.kind != "consultation":
            await self._took_place(appointment)
            return
        await check_in(self.app, appointment)

    async def _took_place(self, appointment: Appointment) -> None:
        """A follow-up talk or company visit: ask what came of it."""
        draft = FormDraft(self.app, f"held {appointment.id}", {})
        result = await ask_line(
            self.app,
            APPOINTMENT_WORDS[appointment.kind],
            Words(
                "Hat stattgefunden. Mit welchem Ergebnis? (darf leer bleiben)",
                "It took place. What came of it? (may stay empty)",
            ),
            draft=draft,
        )
        if result is not None:
            done = Words("Fand statt. {undo} nimmt es zurück.", "It took place. {undo} takes it back.")
            if isinstance(await self._settle(done, booking.held, appointment.id, result), Appointment):
                draft.drop()

    @work(exclusive=True, group="action")
    async def action_missed(self) -> None:
        """Nobody came to the marked appointment."""
        if appointment := await self.marked():
            done = Words("Nicht erschienen. {undo} nimmt es zurück.", "Nobody came. {undo} takes it back.")
            await self._settle(done, booking.missed, appointment.id)

    async def _settle(
        self,
        done: Words,
        verb: Callable[Concatenate[Session, P], Appointment | Refusal],
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> Appointment | Refusal | None:
        words = done.fill(undo=self.key("undo"))
        result = await self.app.act(lambda _: words, verb, *args, **kwargs)
        self.look()
        return result

    @work(exclusive=True, group="action")
    async def action_details(self) -> None:
        """Show everything about the marked appointment."""
        if appointment := await self.marked():
            posted = await self.app.ask(invitation_to, appointment.id)
            self.app.push_screen(Details(appointment, posted))

    @work(exclusive=True, group="action")
    async def action_invite(self) -> None:
        """Have the visitor of the marked appointment told by mail."""
        if appointment := await self.marked():
            await invite_by_mail(self.app, appointment)
            self.look()

    @work(exclusive=True, group="action")
    async def action_take_along(self) -> None:
        """Show the marked appointment as a QR code."""
        if appointment := await self.marked():
            await take_along(self.app, appointment.id)

    @work(exclusive=True, group="action")
    async def action_slip(self) -> None:
        """Copy what the visitor of the marked appointment has to know."""
        if appointment := await self.marked():
            await copy_slip(self.app, appointment.id)

    @work(exclusive=True, group="action")
    async def action_book(self) -> None:
        """Book an appointment."""
        place = self.grid.place if self._as_grid else None
        start = place.start if place and place.start > self.app.session.now() else None
        await book_appointment(self.app, self.day, start, place.adviser if place else "")
        self.look()

    @work(exclusive=True, group="action")
    async def action_move(self) -> None:
        """Move the marked appointment."""
        if appointment := await self.marked():
            await move_appointment(self.app, appointment)
            self.look()

    @work(exclusive=True, group="action")
    async def action_edit(self) -> None:
        """Correct what the marked appointment says."""
        if appointment := await self.marked():
            await correct_appointment(self.app, appointment)
            self.look()

    @work(exclusive=True, group="action")
    async def action_call_off(self) -> None:
        """Cancel the marked appointment."""
        appointment, since = await self.marked(), Words("", "")
        done = Words("Abgesagt. {undo} nimmt es zurück.", "Cancelled. {undo} takes it back.")
        while appointment and await confirm(
            self.app,
            Words("Absagen", "Cancel"),
            Words("{since}Termin {t} {who} absagen?", "{since}Cancel {t} {who}?").fill(
                since=since,
                t=show_time(appointment.start),
                who=who(appointment, self.app.session.language),
            ),
        ):
            result = await self._settle(done, booking.cancel, appointment.id, appointment)
            if not isinstance(result, Refusal) or result.code != "changed_since":
                return
            since = Words(f"{result.words.de} ", f"{result.words.en} ")
            appointment = await self.app.ask(at_present, appointment.id)

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


def _neighbours(session: Session, day: date) -> list[ConsultationDay]:
    years = sorted({(day - timedelta(days=62)).year, day.year, (day + timedelta(days=62)).year})
    return [found for year in years for found in plan(session, year)]
