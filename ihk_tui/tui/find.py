"""Searching a list: a line at the bottom, the first row that fits is marked while one types."""

from __future__ import annotations

from typing import ClassVar

from textual import getters, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.widgets import Input, Static

from ihk_tui.domain.finding import fits
from ihk_tui.domain.words import Words
from ihk_tui.tui.app import SprechtagApp
from ihk_tui.tui.base import OfficeScreen
from ihk_tui.tui.day.table import SteadyTable
from ihk_tui.tui.shown import content
from ihk_tui.tui.widgets.line import LineInput
from ihk_tui.tui.widgets.status import StatusLine

_NOTHING = Words("Hier ist nichts zu durchsuchen.", "There is nothing to search here.")
_HOW = Words("F3 ↑ ↓: weitere · ⏎: hier bleiben · Esc: zurück", "F3 ↑ ↓: more · ⏎: stay · Esc: back")
_NONE = Words("kommt nicht vor", "does not occur")


class FindLine(Horizontal):
    """The line, in the place of the status line. Enter stays at what was found, Esc goes back."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f3,down", "step(1)", show=False),
        Binding("shift+f3,up", "step(-1)", show=False),
        Binding("escape", "leave(True)", show=False),
    ]
    DEFAULT_CSS = """
    FindLine { height: 1; padding: 0 1; background: $panel; }
    FindLine Static { width: auto; }
    FindLine Input { width: 1fr; margin: 0 1; }
    FindLine.-none #standing { color: $error; text-style: bold; }
    """
    app = getters.app(SprechtagApp)

    def __init__(self, screen: OfficeScreen, table: SteadyTable) -> None:
        super().__init__()
        self._office_screen, self._table = screen, table
        self._before = table.spot
        self._at = -1
        """Which of those that fit is marked."""

    def compose(self) -> ComposeResult:
        """What it is, the line, and what was found."""
        yield Static(content((self.app.say(Words("Suchen:", "Find:")), "bold")))
        yield LineInput(max_length=100)
        yield Static(content(self.app.say(_HOW)), id="standing")

    def on_mount(self) -> None:
        """Be typed into."""
        self.query_one(Input).focus()

    @on(Input.Changed)
    def _look(self) -> None:
        """Mark the first row that fits; where one was, as long as nothing is typed."""
        self._at = -1
        if self.query_one(Input).value.strip():
            self.action_step(1)
        else:
            self._table.go_back(self._before)
            self._tell(_HOW)

    def action_step(self, by: int) -> None:
        """Mark the next row that fits, after the last the first."""
        typed = self.query_one(Input).value
        if not typed.strip():
            return
        found = [row for row in self._office_screen.findable() if fits(typed, row.text)]
        self.set_class(not found, "-none")
        if not found:
            self._table.go_back(self._before)
            self._tell(_NONE)
            return
        self._at = (self._at + by) % len(found)
        found[self._at].go()
        count = Words("{n} von {all} · {how}", "{n} of {all} · {how}")
        self._tell(count.fill(n=self._at + 1, all=len(found), how=_HOW))

    def _tell(self, words: Words) -> None:
        self.query_one("#standing", Static).update(content(self.app.say(words)))

    @on(Input.Submitted)
    def _stay(self, event: Input.Submitted) -> None:
        event.stop()
        self.action_leave(False)

    def action_leave(self, go_back: bool) -> None:
        """Close the line, and go back to where one was or stay."""
        if go_back:
            self._table.go_back(self._before)
        self._office_screen.query_one(StatusLine).display = True
        self._table.focus()
        self.remove()


def begin_to_find(screen: OfficeScreen) -> None:
    """Open the line below the list that is shown, or type anew into the one that is open."""
    for line in screen.query(FindLine):
        line.query_one(Input).focus()
        return
    tables = [table for table in screen.query(SteadyTable) if table.display and table.row_count]
    if not tables:
        screen.app.tell(_NOTHING, bad=True)
        return
    status = screen.query_one(StatusLine)
    status.display = False
    screen.mount(FindLine(screen, tables[0]), after=status)
