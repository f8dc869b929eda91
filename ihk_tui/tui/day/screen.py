"""The day screen: the place where people live."""

from __future__ import annotations

from textual import getters, on, work
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.events import Resize
from textual.widgets import DataTable, Static

from ihk_tui.domain.finding import ticket_of
from ihk_tui.domain.formats import show_date
from ihk_tui.domain.people import desk_of
from ihk_tui.domain.visits import Visit
from ihk_tui.domain.words import Refusal, Words
from ihk_tui.office.views import DayView
from ihk_tui.tui.actions import DAY
from ihk_tui.tui.base import Findable
from ihk_tui.tui.day.mine import MinePane, mine_line
from ihk_tui.tui.day.rows import COLUMNS, Widths, described, listed
from ihk_tui.tui.day.table import SteadyTable
from ihk_tui.tui.day.words import empty_day, standing, whereabouts
from ihk_tui.tui.serving import ServingActions
from ihk_tui.tui.shown import content
from ihk_tui.tui.widgets.keybar import KeyBar
from ihk_tui.tui.widgets.status import StatusLine
from ihk_tui.tui.widgets.titlebar import TitleBar


class DayScreen(ServingActions):
    """Queue, what I am serving, and the keys for both."""

    DEFAULT_CSS = """
    DayScreen #middle { height: 1fr; }
    DayScreen #queue { width: 1fr; }
    DayScreen #empty {
        width: 1fr; height: 1fr; content-align: center middle; text-align: center; padding: 0 4;
        display: none;
    }
    DayScreen #mine-line {
        height: 1; padding: 0 1; background: $surface; text-wrap: nowrap; text-overflow: ellipsis;
    }
    DayScreen MinePane { display: none; }
    DayScreen.-wide MinePane {
        display: block; width: 36; height: 100%; border-left: solid $secondary; padding: 0 1;
    }
    """
    AUTO_FOCUS = "#queue"
    place = "day"

    queue = getters.query_one("#queue", SteadyTable)
    title_bar = getters.query_one(TitleBar)

    settled = False

    def compose(self) -> ComposeResult:
        """Title, list and pane, my line, status, keys."""
        yield TitleBar()
        with Horizontal(id="middle"):
            yield SteadyTable("queue")
            yield Static(id="empty")
            yield MinePane()
        yield Static(id="mine-line")
        yield StatusLine()
        yield KeyBar(DAY, self.app.session.language)

    def on_mount(self) -> None:
        """Follow the views of the day."""
        self.app.viewed.subscribe(self, self.show)

    def on_resize(self, event: Resize) -> None:
        """Lay out the columns for the new width."""
        self.call_after_refresh(self._lay_out)

    def _lay_out(self) -> None:
        widths = Widths.within(self.queue.size.width or self.app.size.width)
        self.queue.set_columns(COLUMNS, widths, self.app.session.language)
        if self.app.view:
            self.show(self.app.view)

    def show(self, view: DayView) -> None:
        """Show a view of the day."""
        session = self.app.session
        if not self.queue.columns:
            self.queue.set_columns(COLUMNS, Widths.within(self.app.size.width), session.language)
        widths = Widths.within(self.queue.size.width or self.app.size.width)
        rows = listed(session, view, widths, self.settled)
        self.queue.show(rows)
        self.queue.display = bool(rows)
        empty = self.query_one("#empty", Static)
        empty.display = not rows
        if not rows:
            empty.update(content(self.say(empty_day(session, view, self.key))))
        elif self.focused is None:
            self.queue.focus()
        day = show_date(view.day.day, session.language)
        self.title_bar.show(
            f"{day}  {self.say(standing(view, self.key))}", self.say(whereabouts(session, view))
        )
        self.query_one("#mine-line", Static).update(mine_line(session, view, self.key))
        self.query_one(MinePane).show(view)

    def marked(self) -> Visit | None:
        """The visit of the marked row."""
        view, key = self.app.view, self.queue.marked
        return next((v for v in view.visits if str(v.id) == key), None) if view and key else None

    def target(self) -> Visit | None:
        """The visit that keys act on: the one that is with me, else the marked one."""
        view = self.app.view
        return view.mine[0] if view and view.mine else self.marked()

    def after(self, visit: Visit) -> None:
        """Mark the visit that something was done with."""
        self.queue.mark(str(visit.id))

    def findable(self) -> list[Findable]:
        """Visits as listed, found by number, visitor and topics, also where a column shows less of them."""
        view = self.app.view
        texts = {str(v.id): described(self.app.session, v) for v in view.visits} if view else {}
        return self.queue.findable(lambda key: texts.get(key, ""))

    @on(SteadyTable.NumberTyped)
    def _go_to_number(self, event: SteadyTable.NumberTyped) -> None:
        """Mark the visit of a number."""
        view = self.app.view
        visits = {visit.ticket: visit for visit in view.visits} if view else {}
        found = ticket_of(event.digits, visits)
        if found is None:
            self.queue.go_back()
            self.app.tell(Words("kein Besuch {n}", "no visit {n}").fill(n=event.digits), bad=True)
        elif not self.queue.mark(str(visits[found].id)):
            words = Words("{n} ist erledigt. {key} zeigt Erledigte.", "{n} is settled. {key} shows those.")
            self.app.tell(words.fill(n=found, key=self.key("settled")))

    @on(DataTable.RowSelected)
    def action_open_visit(self) -> None:
        """Show the marked visit."""
        if visit := self.marked():
            from ihk_tui.tui.visit.screen import VisitScreen

            self.app.push_screen(VisitScreen(visit))

    @work(exclusive=True, group="action")
    async def action_new(self) -> None:
        """Register a visit."""
        view = self.app.view
        if view is None or view.day.status != "open":
            self.app.tell(
                Words("Erst den Sprechtag öffnen ({key}).", "Open the consultation day first ({key}).").fill(
                    key=self.key("open_day")
                ),
                bad=True,
            )
            return
        from ihk_tui.tui.intake.screen import register

        await register(self.app)

    def action_appointments(self) -> None:
        """Show the appointments of the day."""
        from ihk_tui.tui.appointments.screen import AppointmentsScreen

        self.app.push_screen(AppointmentsScreen())

    def action_planner(self) -> None:
        """Show the consultation days of the year."""
        from ihk_tui.tui.planner.screen import PlannerScreen

        self.app.push_screen(PlannerScreen())

    def action_settled(self) -> None:
        """Show or hide what is settled."""
        self.settled = not self.settled
        if self.app.view:
            self.show(self.app.view)
            self.app.tell(
                Words("Erledigte werden gezeigt.", "Settled visits are shown.")
                if self.settled
                else Words("Erledigte sind ausgeblendet.", "Settled visits are hidden.")
            )

    @work(exclusive=True, group="action")
    async def action_pause(self) -> None:
        """Take a break, or come back."""
        from ihk_tui.office.serving import take_desk

        view = self.app.view
        mine = desk_of(view.desks, self.app.session.person.id) if view else None
        on_break = mine is not None and mine.status == "open"
        await self.app.act(
            lambda desk: (
                Words("Platz {n}: Pause.", "Desk {n}: on a break.").fill(n=desk.number)
                if on_break
                else Words("Platz {n} ist offen.", "Desk {n} is open.").fill(n=desk.number)
            ),
            take_desk,
            mine.number if mine else 0,
            "break" if on_break else "open",
        )

    @work(exclusive=True, group="action")
    async def action_open_day(self) -> None:
        """Open today's consultation day."""
        from ihk_tui.office.days import open_day
        from ihk_tui.tui.dialogs.choose import confirm

        def opened(day: object) -> Words:
            return Words("Der Sprechtag ist geöffnet.", "The consultation day is open.")

        result = await self.app.act(opened, open_day)
        if (
            isinstance(result, Refusal)
            and result.code == "no_day_today"
            and await confirm(
                self.app,
                Words("Zusätzlicher Sprechtag", "Extra day"),
                Words(
                    "Heute ist kein Sprechtag. Trotzdem einen zusätzlichen Sprechtag öffnen?",
                    "Today is no consultation day. Open an extra one all the same?",
                ),
            )
        ):
            await self.app.act(opened, open_day, extra=True)

    @work(exclusive=True, group="action")
    async def action_close_day(self) -> None:
        """Close the day, point by point."""
        from ihk_tui.tui.closing.screen import close_the_day

        await close_the_day(self.app)

    @work(exclusive=True, group="action")
    async def action_export(self) -> None:
        """Save the day's appointments as a file."""
        from ihk_tui.tui.dialogs.export import export_calendar

        if self.app.view:
            await export_calendar(self.app, self.app.view.day.day)
