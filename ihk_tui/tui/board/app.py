"""The call display: a screen at the wall that nobody has to touch."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from typing import ClassVar

from rich.text import Text
from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.timer import Timer
from textual.widgets import Static

from ihk_tui.domain.formats import local, show_date, show_time
from ihk_tui.domain.standing import News, nothing_new
from ihk_tui.domain.words import BadInput, Language, StoreTrouble
from ihk_tui.office.board import BoardView, board_view
from ihk_tui.office.session import Session
from ihk_tui.tui.board.picture import Size, draw
from ihk_tui.tui.coloured import ColouredApp
from ihk_tui.tui.ending import run_to_the_end
from ihk_tui.tui.themes import DARK
from ihk_tui.tui.worker import StoreThread

FRESH = 20.0
"""Seconds for which a new call asks to come, in words."""
RETRY = 5.0
"""Seconds until the office is opened again when it could not be read."""


class BoardApp(ColouredApp):
    """Shows numbers and desks, and reconnects by itself."""

    CSS = """
    Screen { background: $background; }
    #head { dock: top; height: 1; background: $primary; color: $background; padding: 0 1; text-style: bold; }
    #board { width: 1fr; height: 1fr; padding: 0 1; }
    """
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = [Binding("q,escape,ctrl+q", "leave", show=False)]

    def __init__(
        self,
        opened: Callable[[], Session],
        language: Language,
        bell: bool = True,
        standing: Callable[[], News] = nothing_new,
    ) -> None:
        super().__init__(language, (DARK,))
        self.animation_level = "none"
        self._opened, self._language, self._bell, self._standing = opened, language, bell, standing
        self.view: BoardView | None = None
        self._house = ""
        self._fresh = False
        self._asking: Timer | None = None
        self._seen: set[tuple[str, int, datetime]] | None = None
        """What was called already, by number, how often, and when; None before the first look."""

    def compose(self) -> ComposeResult:
        """Whose office and what time, and the board."""
        yield Static(id="head")
        yield Static(id="board")

    def on_mount(self) -> None:
        """Begin to follow."""
        self.heed_signals()
        self.heed_standing(self._standing)
        self._follow()

    def on_resize(self) -> None:
        """Draw for the new size."""
        self.call_after_refresh(self._draw)

    def action_leave(self) -> None:
        """Take the display down."""
        self.exit(0)

    @work(exclusive=True)
    async def _follow(self) -> None:
        """Show every change; when the office cannot be read, say so and try again."""
        while True:
            with suppress(StoreTrouble, BadInput):  # its folder may be away, or the settings half written
                await self._follow_until_trouble()
            self.view = None
            self._draw()
            await asyncio.sleep(RETRY)

    async def _follow_until_trouble(self) -> None:
        loop, changed = asyncio.get_running_loop(), asyncio.Event()
        session = await asyncio.to_thread(self._opened)
        thread = StoreThread(session)
        self._house = session.house.name

        def wake() -> None:
            loop.call_soon_threadsafe(changed.set)

        unwatch = session.store.watch(wake)
        try:
            while True:
                changed.clear()
                self._show(await thread.do(board_view))
                now = session.now()
                with suppress(TimeoutError):
                    await asyncio.wait_for(changed.wait(), 60.05 - now.second - now.microsecond / 1e6)
        finally:
            unwatch()
            thread.close(wait=False)
            session.store.close()

    def _show(self, view: BoardView) -> None:
        called = {(call.ticket, call.times, call.at) for call in view.calls if call.waiting}
        new = called - self._seen if self._seen is not None else set()
        self._seen = called
        if self.view is None or self.view.now.hour != view.now.hour:
            self._shown.forget()  # nobody is there to have a picture redrawn that something wrote over
        self.view = view
        if new:
            self._fresh = True
            if self._asking:
                self._asking.stop()
            self._asking = self.set_timer(FRESH, self._settle)
            if self._bell:
                self.bell()
        self._draw()

    def _settle(self) -> None:
        """Ask no more: the newest call is some seconds old."""
        self._fresh = False
        self._draw()

    def _draw(self) -> None:
        board, head = self.query_one("#board", Static), self.query_one("#head", Static)
        size = Size(max(1, self.size.width - 2), max(1, self.size.height - 1))
        drawn = Text("\n").join(draw(self.view, self._fresh, size, self._language))
        board.update(drawn)
        right = ""
        if self.view:
            right = f"{show_date(local(self.view.now).date(), self._language)}  {show_time(self.view.now)}"
        room = max(0, size.columns - len(right) - 1)
        head.update(Text(f"{self._house[:room]:<{room}} {right}", no_wrap=True))


def run(opened: Callable[[], Session], language: Language, bell: bool, standing: Callable[[], News]) -> int:
    """Show the display and give its exit code; `standing` says whether its person may go on.

    Raises BadInput and StoreTrouble when there is no office.
    """
    opened().store.close()
    return run_to_the_end(BoardApp(opened, language, bell, standing))
