"""The locked screen: nothing of anybody is to be seen."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from typing import ClassVar

from textual import getters, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalGroup
from textual.events import Key, Paste
from textual.screen import Screen
from textual.widgets import Input, Static

from ihk_tui.domain.pins import Pin, fits
from ihk_tui.domain.words import Words
from ihk_tui.office.pins import my_pin
from ihk_tui.tui.app import SprechtagApp
from ihk_tui.tui.shown import content
from ihk_tui.tui.widgets.line import LineInput
from ihk_tui.tui.worker import PATIENCE

LOCKED = Words("Gesperrt.", "Locked.")
LOOKS = Words("Der Speicher antwortet noch nicht.", "The store does not answer yet.")
ANY_KEY = Words("Eine Taste zeigt das Programm wieder.", "Any key shows the program again.")
TYPE_PIN = Words("PIN und Eingabe · Strg+Q: beenden", "PIN and Enter · Ctrl+Q: quit")
WRONG = Words("Das ist nicht die PIN.", "That is not the PIN.")
WAIT = Words("Zu oft falsch. Bitte {n} Sekunden warten.", "Wrong too often. Please wait for {n} seconds.")
TRIES = 3
"""Wrong PINs until each further one has to wait."""
LONGEST = 60.0
"""Seconds to wait at most."""


class LockScreen(Screen[None]):
    """Waits for a key, or for the PIN of whoever chose one."""

    DEFAULT_CSS = """
    LockScreen { align: center middle; background: $background; }
    LockScreen VerticalGroup { width: 50; max-width: 96%; height: auto; }
    LockScreen Static { height: auto; text-align: center; }
    LockScreen LineInput { width: 14; margin: 1 18; display: none; }
    LockScreen.-pin LineInput { display: block; }
    """
    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+q", "app.leave_program", show=False, priority=True)
    ]
    app = getters.app(SprechtagApp)

    pin = getters.query_one(LineInput)

    def __init__(self) -> None:
        super().__init__()
        self._known: Pin | None = None
        self._asked = asyncio.Event()
        self._wrong = 0

    def compose(self) -> ComposeResult:
        """A word, and where the PIN is typed."""
        with VerticalGroup():
            yield Static(self.app.say(LOCKED))
            yield LineInput(password=True, max_length=12, restrict=r"[0-9]*")
            yield Static(id="said")

    def on_mount(self) -> None:
        """Find out whether there is a PIN."""
        self._look()

    @work(exclusive=True)
    async def _look(self) -> None:
        if self.app.pin:  # known already: nobody has to wait for a store that is busy
            self._ask(self.app.pin)
        else:
            self.set_timer(PATIENCE, self._still_looking)
        with suppress(Exception):  # whatever is wrong with the store, the screen stays as locked as it was
            self.app.pin = await self.app.store.do(my_pin)
        self._ask(self.app.pin)

    def _still_looking(self) -> None:
        """Say why no key does anything yet."""
        if not self._asked.is_set():
            self._say(LOOKS)

    def _ask(self, pin: Pin | None) -> None:
        self._known = pin
        self._asked.set()
        self.set_class(self._known is not None, "-pin")
        self._say(TYPE_PIN if self._known else ANY_KEY)
        if self._known:
            self.pin.focus()

    def _say(self, words: Words) -> None:
        self.query_one("#said", Static).update(content(self.app.say(words)))

    def on_key(self, event: Key) -> None:
        """Any key unlocks where there is no PIN; the key itself does nothing else."""
        if self._known is None:
            event.stop()
            if self._asked.is_set():
                self.app.unlock()

    def on_paste(self, event: Paste) -> None:
        """Nothing that is pasted reaches what is locked."""
        event.stop()

    @on(Input.Submitted)
    @work
    async def _try(self, event: Input.Submitted) -> None:
        if self._known is None:
            return
        typed, self.pin.value = event.value, ""
        self.pin.disabled = True  # until it is known whether that was it
        if await asyncio.to_thread(fits, self._known, typed):
            self.app.unlock()
            return
        self.pin.disabled = False
        self.pin.focus()
        self._wrong += 1
        pause = min(LONGEST, 5.0 * 2 ** (self._wrong - TRIES)) if self._wrong >= TRIES else 0.0
        if pause:
            self.pin.disabled = True
            self._say(WAIT.fill(n=round(pause)))
            await asyncio.sleep(pause)
            self.pin.disabled = False
            self.pin.focus()
            self._say(TYPE_PIN)
        else:
            self._say(WRONG)
