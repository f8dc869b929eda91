"""The planner: a year's consultation days, and what is decided about them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any

from textual import getters, on, work
from textual.app import ComposeResult
from textual.events import Resize
from textual.widgets import DataTable, Static

from ihk_tui.domain.days import ConsultationDay, named, started
from ihk_tui.domain.formats import date_words, read_date
from ihk_tui.domain.hours import Hours
from ihk_tui.domain.words import Refusal, Words
from ihk_tui.office import planning, planning_year
from ihk_tui.office.days import plan
from ihk_tui.office.planning import Decision, Doubt
from ihk_tui.office.planning_year import PlannedDay, Year
from ihk_tui.office.session import Session
from ihk_tui.tui.actions import PLANNER
from ihk_tui.tui.appointments.screen import AppointmentsScreen
from ihk_tui.tui.base import OfficeScreen
from ihk_tui.tui.dialogs.choose import confirm
from ihk_tui.tui.dialogs.form_draft import FormDraft
from ihk_tui.tui.planner.details import details
from ihk_tui.tui.planner.forms import ask_extra_date, ask_hours, ask_new_date, ask_where, merged
from ihk_tui.tui.planner.rows import COLUMNS, Widths, key_of, row_of
from ihk_tui.tui.planner.table import YearTable
from ihk_tui.tui.planner.told import list_whom_to_tell
from ihk_tui.tui.shown import content
from ihk_tui.tui.taking_back import take_back
from ihk_tui.tui.widgets.keybar import KeyBar
from ihk_tui.tui.widgets.status import StatusLine
from ihk_tui.tui.widgets.titlebar import TitleBar

Decide = Callable[..., Decision | Doubt | Refusal]
"""A verb of planning; those that can be doubted take `anyway`."""
YEARS = range(2000, 2100)
NOT_DECIDED = Refusal("not_decided", Words("Noch nicht entschieden.", "Not decided yet."))
"""Whoever was asked said no, or the store was in trouble: the form comes back as it was typed."""


class PlannerScreen(OfficeScreen):
    """One year of consultation days."""

    DEFAULT_CSS = """
    PlannerScreen #days { width: 1fr; }
    PlannerScreen #known { height: 6; padding: 0 1; border-top: solid $secondary; background: $surface; }
    """
    AUTO_FOCUS = "#days"
    place = "planner"

    table = getters.query_one("#days", YearTable)

    def __init__(self) -> None:
        super().__init__()
        self._number = 0
        self._year: Year | None = None
        self._widths = Widths.within(80)
        self._wanted: date | None = None
        """Where the cursor goes when the year is there."""

    def compose(self) -> ComposeResult:
        """Title, list, what is known of the marked day, keys."""
        yield TitleBar()
        yield YearTable("days")
        yield Static(id="known")
        yield StatusLine()
        yield KeyBar(PLANNER, self.app.session.language)

    def on_mount(self) -> None:
        """Begin at the open or next day; follow what others decide."""
        self._wanted = self.app.view.day.day if self.app.view else self.app.session.today()
        self._number = self._wanted.year
        self.app.viewed.subscribe(self, lambda _: self.look())

    def on_resize(self, event: Resize) -> None:
        """Lay out the columns for the new width."""
        marked = self.table.marked
        self._widths = Widths.within(event.size.width)
        self.table.set_columns(COLUMNS, self._widths, self.app.session.language)
        if self._year:
            self._show(self._year)
            if marked:
                self.table.mark(marked)
        self.look()

    @work(exclusive=True, group="look")
    async def look(self) -> None:
        """Fetch the year and show it."""
        if found := await self.app.ask(planning_year.year, self._number):
            self._show(found)

    def _show(self, year: Year) -> None:
        self._year = year
        session = self.app.session
        today = session.today()
        self.table.show([row_of(planned, self._widths, session.language, today) for planned in year.days])
        if self._wanted:
            self._mark(self._wanted)
            self._wanted = None
        title = Words("Jahresplan {year}", "Year plan {year}").fill(year=year.number)
        open_questions = sum(day.status == "proposed" and day.day >= today for day, _ in year.days)
        asked = Words("{n} zu entscheiden", "{n} to decide").fill(n=open_questions)
        self.query_one(TitleBar).show(self.say(title), self.say(asked) if open_questions else "")
        self._tell_of_marked()

    def _mark(self, on: date) -> None:
        """Move the cursor to a date's day, else to the one after it, else to the last."""
        days = [day for day, _ in self._year.days] if self._year else []
        exact = [day for day in days if on in (day.day, day.rule_date)]
        after = [day for day in days if day.day > on and day.status != "cancelled"]
        if chosen := next(iter([*exact, *after, *days[-1:]]), None):
            self.table.mark(key_of(chosen))

    @on(DataTable.RowHighlighted)
    def _tell_of_marked(self) -> None:
        """Say what is known of the marked day."""
        session, known = self.app.session, self.query_one("#known", Static)
        found = self._at_cursor()
        if self._year and found:
            known.update(content(*details(self._year, found, session.today(), session.language, self.key)))

    def _at_cursor(self) -> PlannedDay | None:
        key = self.table.marked
        return (
            next((each for each in self._year.days if key_of(each.day) == key), None) if self._year else None
        )

    def _plannable(self) -> PlannedDay | None:
        """The marked day, if it can be decided on; says so when not."""
        found = self._at_cursor()
        refusal = started(found.day) if found else None
        if refusal:
            self.app.tell(refusal.words, bad=True)
            return None
        return found

    async def _decide(self, done: Words, verb: Decide, *args: Any) -> Refusal | None:
        """Decide; what stands against it is asked first. What prevented it comes back, for a form to say."""
        result = await self.app.ask(verb, *args)
        meant = verb is planning.add and isinstance(result, Refusal) and result.code == "holiday"
        if isinstance(result, Doubt) or (isinstance(result, Refusal) and meant):
            if not await confirm(self.app, Words("Trotzdem?", "All the same?"), result.words):
                return NOT_DECIDED
            result = await self.app.ask(verb, *args, anyway=True)
        if isinstance(result, Decision):
            day = result.day.day
            self._wanted, self._number = day, day.year
            self.app.tell(done.fill(day=date_words(day), undo=self.key("undo")))
            await self.app.look()
            if result.told:
                await list_whom_to_tell(self.app, result.told)
            return None
        return result if isinstance(result, Refusal) else NOT_DECIDED

    def _say_why_not(self, refusal: Refusal | None) -> None:
        if refusal and refusal is not NOT_DECIDED:  # trouble with the store is said already
            self.app.tell(refusal.words, bad=True)

    @work(exclusive=True, group="action")
    async def action_settle(self) -> None:
        """Confirm the proposal, or bring a cancelled day back."""
        found = self._plannable()
        if found is None:
            return
        day = found.day
        if day.status == "cancelled":
            done = Words("{day} findet wieder statt.", "{day} takes place again.")
            self._say_why_not(await self._decide(done, planning.bring_back, day.day))
        elif day.status == "proposed":
            done = Words("{day} steht fest.", "{day} is settled.")
            self._say_why_not(await self._decide(done, planning.settle, day.day))
        else:
            self.app.tell(Words("Dieser Tag steht schon fest.", "This day is settled already."))

    @work(exclusive=True, group="action")
    async def action_move(self) -> None:
        """Put the marked day on another date."""
        found, problem, typed = self._plannable(), None, ""
        draft = FormDraft(self.app, f"plan move {key_of(found.day)}" if found else "", {})
        while found and self._year:
            answer = await ask_new_date(self.app, self._year, found.day, found.booked, problem, typed, draft)
            if answer is None:
                return
            typed = answer
            to = read_date(typed, self.app.session.today())
            done = Words("Verlegt auf {day}.", "Moved to {day}.")
            problem = await self._decide(done, planning.settle, found.day.day, to)
            if problem is None:
                draft.drop()
                return

    @work(exclusive=True, group="action")
    async def action_call_off(self) -> None:
        """Let the marked day not take place."""
        found = self._plannable()
        if found is None:
            return
        day, booked = found
        if day.status == "cancelled":
            self.app.tell(Words("Dieser Tag fällt schon aus.", "This day is cancelled already."), bad=True)
            return
        on_day = date_words(day.day)
        question = Words(
            "Soll der Sprechtag am {day} ausfallen? {count}", "Cancel the consultation day on {day}? {count}"
        ).fill(day=on_day, count=_called_off(booked))
        if await confirm(self.app, Words("Fällt aus", "Cancel the day"), question):
            done = Words(
                "{day} fällt aus. {undo} nimmt es zurück.", "{day} is cancelled. {undo} takes it back."
            )
            self._say_why_not(await self._decide(done, planning.call_off, day.day))

    @work(exclusive=True, group="action")
    async def action_add(self) -> None:
        """Plan an extra day."""
        problem, typed = None, ""
        draft = FormDraft(self.app, "plan add", {})
        while self._year:
            answer = await ask_extra_date(self.app, self._year, problem, typed, draft)
            if answer is None:
                return
            typed = answer
            done = Words("Zusätzlicher Sprechtag: {day}.", "Extra consultation day: {day}.")
            problem = await self._decide(done, planning.add, read_date(typed, self.app.session.today()))
            if problem is None:
                draft.drop()
                return

    @work(exclusive=True, group="action")
    async def action_hours(self) -> None:
        """Give the marked day other hours."""
        found, problem = self._plannable(), None
        day = found.day if found else None
        given = Hours.of(day) if day else None
        draft = FormDraft(self.app, f"plan hours {key_of(day)}" if day else "", {})
        done = Words("Zeiten geändert: {day}.", "Hours changed: {day}.")
        while day and given:
            given = await ask_hours(self.app, day, given, problem, draft)
            if given is None:
                return
            arrange = partial(planning.arrange, seen=day.sequence)
            problem = await self._decide(done, arrange, day.day, given)
            if problem is None:
                draft.drop()
                return
            if problem.code == "changed_since" and (present := await self.app.ask(_present, day.day)):
                given = merged(Hours.of(day), given, Hours.of(present))
                day = present

    @on(DataTable.RowSelected)
    def action_appointments(self) -> None:
        """Show the appointments of the marked day."""
        if found := self._at_cursor():
            self.app.push_screen(AppointmentsScreen(found.day.day))

    def action_previous_year(self) -> None:
        """The year before."""
        self._turn(self._number - 1)

    def action_next_year(self) -> None:
        """The year after."""
        self._turn(self._number + 1)

    def _turn(self, number: int) -> None:
        if number in YEARS:
            self._number = number
            self.look()

    @work(exclusive=True, group="action")
    async def action_go_to(self) -> None:
        """Go to a date or a year."""
        where = await ask_where(self.app)
        if where is not None:
            self._wanted = where if isinstance(where, date) else date(where, 1, 1)
            self._turn(self._wanted.year)

    @work(exclusive=True, group="action")
    async def action_undo(self) -> None:
        """Take back my last transaction."""
        await take_back(self)

    def action_back(self) -> None:
        """Back to the day."""
        self.dismiss(None)


def _present(session: Session, on: date) -> ConsultationDay | None:
    return named(plan(session, on.year), on)


def _called_off(booked: int) -> Words:
    if not booked:
        return Words("Es gibt keine Termine.", "There are no bookings.")
    if booked == 1:
        return Words("1 Termin wird abgesagt.", "1 booking is called off.")
    return Words("{n} Termine werden abgesagt.", "{n} bookings are called off.").fill(n=booked)
