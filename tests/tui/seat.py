"""Someone at the keyboard: types, sees the screen, and waits for what should happen instead of sleeping."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from functools import partial
from time import monotonic

from textual.events import Key, Paste
from textual.geometry import Region
from textual.keys import _character_to_key
from textual.pilot import Pilot
from textual.widgets import DataTable, Input, Static

from ihk_tui.tui.app import SprechtagApp
from ihk_tui.tui.widgets.status import StatusLine

PATIENCE = 8.0
"""Seconds until something that should happen counts as not happening."""
PACE = 0.3
"""Seconds between two keys of a person who types calmly."""
BORDERS = str.maketrans(dict.fromkeys("│─╭╮╰╯┃▁▂▃▄▅▆▇█▌▐▔▕", " "))


async def wait_until(
    pilot: Pilot[int], condition: Callable[[], object], seen: Callable[[], object] = lambda: ""
) -> None:
    """Wait until something is so; fail with what was seen instead."""
    deadline = monotonic() + PATIENCE
    await pilot.pause(0)
    while not condition():
        assert monotonic() < deadline, f"did not happen; seen:\n{seen()}"
        await pilot.pause(0.004)


class Seat:
    """A person in front of the running program."""

    def __init__(self, app: SprechtagApp, pilot: Pilot[int]) -> None:
        self.app, self.pilot = app, pilot
        self._now = monotonic()

    async def press(self, *keys: str) -> None:
        """Press keys at a calm pace (of the keys' own time) and let the last one take effect."""
        self.post(*keys)
        await self.settle()

    async def type(self, text: str) -> None:
        """Type a text."""
        await self.press(*text)

    async def press_twice(self, key: str) -> None:
        """Press a key twice within a tenth of a second."""
        self.post(key)
        self._now += 0.1 - PACE
        self.post(key)
        await self.settle()

    async def paste(self, text: str) -> None:
        """Paste a text from the terminal's clipboard."""
        with self.app._context():
            self.app.post_message(Paste(text))
        await self.settle()

    def post(self, *keys: str) -> None:
        """Send keys without waiting for anything."""
        with self.app._context():
            for key in keys:
                self._now += PACE
                name = _character_to_key(key) if len(key) == 1 else key
                event = Key(name, key if len(key) == 1 else _CHARACTERS.get(key))
                event.time = self._now
                self.app.post_message(event)

    async def settle(self) -> None:
        """Wait until every key was taken and the store is done."""
        keys, reached = self.app._keys, asyncio.Event()
        with self.app._context():
            self.app.call_later(reached.set)
        await asyncio.wait_for(reached.wait(), PATIENCE)
        await self.until(lambda: keys._task is None and not keys._waiting and not self.app.store.busy)

    async def until(self, condition: Callable[[], object]) -> None:
        """Wait until something is so."""
        with self.app._context():
            await wait_until(self.pilot, condition, lambda: self.picture)

    async def sees(self, *texts: str) -> None:
        """Wait until each text stands on the screen."""
        for text in texts:
            try:
                await self.until(partial(self.shows, text))
            except AssertionError as error:
                raise AssertionError(f"{text!r} {error}") from None

    def shows(self, text: str) -> bool:
        """Whether a text stands on the screen, on one line or wrapped within a widget."""
        return text in self.text or any(text in said for said in self._widgets())

    def _widgets(self) -> list[str]:
        with self.app._context():
            statics = [w for w in self.app.screen.query(Static) if w.display and w.is_on_screen]
            lines = [w.render_lines(Region(0, 0, *w.size)) for w in statics]
        return [" ".join(" ".join(strip.text for strip in strips).split()) for strips in lines]

    async def is_told(self, text: str) -> None:
        """Wait until the newest message says so, whichever screen carries it."""
        try:
            await self.until(lambda: text in self.message)
        except AssertionError as error:
            raise AssertionError(f"{text!r}, but {self.message!r} {error}") from None

    @property
    def picture(self) -> str:
        """The screen, line by line."""
        with self.app._context():
            strips = self.app.screen._compositor.render_strips()
        return "\n".join(strip.text.rstrip() for strip in strips)

    @property
    def text(self) -> str:
        """The screen as running text, without frames."""
        return " ".join(self.picture.translate(BORDERS).split())

    def line(self, beginning: str) -> str:
        """The first line of the screen in which a text stands."""
        return next(" ".join(line.split()) for line in self.picture.splitlines() if beginning in line)

    @property
    def message(self) -> str:
        """What the status line says."""
        for screen in reversed(self.app.screen_stack):
            if lines := screen.query(StatusLine):
                said: StatusLine = lines.first()
                return said.message
        return ""

    @property
    def place(self) -> str:
        """The name of the screen on top."""
        return type(self.app.screen).__name__

    async def is_at(self, place: str) -> None:
        """Wait until a screen is on top."""
        await self.until(lambda: self.place == place)

    def field(self, name: str) -> Input:
        """A line of the form."""
        return self.app.screen.query_one(f"#field-{name}", Input)

    async def fill(self, name: str, text: str) -> None:
        """Go to a line of the form and type into it."""
        with self.app._context():
            field = self.field(name)
            field.focus()
            field.value = ""
        await self.settle()
        await self.type(text)

    @property
    def table(self) -> DataTable[object]:
        """The list on the screen."""
        return self.app.screen.query_one(DataTable)

    async def mark(self, text: str) -> None:
        """Move the cursor to the row with this text."""
        await self.sees(text)
        for _ in range(self.table.row_count):
            if any(text in str(c) for c in self.table.get_row_at(self.table.cursor_row)):
                return
            await self.press("up" if self._is_above(text) else "down")
        raise AssertionError(f"{text!r} is not in the list:\n{self.picture}")

    def _is_above(self, text: str) -> bool:
        rows = (self.table.get_row_at(row) for row in range(self.table.row_count))
        found = next(n for n, cells in enumerate(rows) if any(text in str(c) for c in cells))
        return found < self.table.cursor_row


_CHARACTERS = {"enter": "\r", "escape": "\x1b", "tab": "\t", "space": " "}


@asynccontextmanager
async def seated(app: SprechtagApp, size: tuple[int, int] = (80, 24)) -> AsyncIterator[Seat]:
    """Start the program and wait for its first picture."""
    async with app.run_test(size=size) as pilot:
        seat = Seat(app, pilot)
        await seat.until(lambda: app.view is not None and app.screen.query("TitleBar"))
        await seat.settle()
        try:
            yield seat
        finally:
            app.workers.cancel_all()  # as the program's end does; `run_test` has them go on
