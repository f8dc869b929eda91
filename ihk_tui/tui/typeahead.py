"""Keys typed ahead reach what the keys before them opened.

Textual hands a key to the widget that has the focus when the key arrives. On a slow line several keys arrive
at once, and `n b v` would open a form with `n` and act on the screen behind it with `b`. Here a key waits
until the keys before it have had their effect: messages handled, verbs done, screens there.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

from textual.dom import DOMNode
from textual.events import Key
from textual.message_pump import MessagePump
from textual.worker import WorkerState

if TYPE_CHECKING:
    from ihk_tui.tui.app import SprechtagApp

PATIENCE = 1.0
"""Seconds a key waits at most; a store that is held up must not take the keyboard away."""
DOUBLE_PRESS = 0.2
"""Enter again within so many seconds is a double press when the first one opened or closed a screen. Letters
are not guarded: `n n` takes in a visitor of the kind n, however fast it is typed."""
_PASSES = 3
"""Messages that a handler posts need another pass over the widgets; none posts through more than two."""


class TypeAhead:
    """The queue of keys of an app. `handle` is what Textual does with a key."""

    def __init__(self, app: SprechtagApp, handle: Callable[[Key], Awaitable[None]]) -> None:
        self._app, self._handle = app, handle
        self._waiting: deque[Key] = deque()
        self._task: asyncio.Task[None] | None = None
        self._last: Key | None = None
        self._last_screen: object = None

    async def take(self, key: Key) -> None:
        """Handle a key now, or after those before it."""
        if self._task is None:
            await self._press(key)
            self._task = asyncio.create_task(self._follow())
        else:
            self._waiting.append(key)

    async def _follow(self) -> None:
        """Let the last key take effect, then handle what was typed meanwhile."""
        try:
            await self._settled()
            while self._waiting:
                await self._press(self._waiting.popleft())
                await self._settled()
        finally:
            self._task = None

    async def _press(self, key: Key) -> None:
        last, screen = self._last, self._app.screen
        if (
            last
            and last.key == key.key == "enter"
            and key.time - last.time < DOUBLE_PRESS
            and screen is not self._last_screen
        ):
            return
        self._last, self._last_screen = key, screen
        await self._handle(key)

    async def _settled(self) -> None:
        """Wait until messages, verbs and screens have come to rest."""
        loop = asyncio.get_running_loop()
        end = loop.time() + PATIENCE
        calm = 0
        while calm < _PASSES and loop.time() < end and self._app.is_running:
            before = self._state()
            for node in self._path():
                await _rest(node, end - loop.time())
            busy = self._app.store.busy or any(w.state is WorkerState.PENDING for w in self._app.workers)
            calm = calm + 1 if not busy and before == self._state() and self._app.screen.is_mounted else 0
            if busy:
                await asyncio.sleep(0.002)

    def _state(self) -> tuple[object, object]:
        return self._app.screen, self._app.focused

    def _path(self) -> list[DOMNode]:
        node: DOMNode = self._app.focused or self._app.screen
        return [found for found in node.ancestors_with_self if found is not self._app] + [self._app]


async def _rest(node: MessagePump, seconds: float) -> None:
    """Wait until a widget has handled what is in its queue now."""
    reached = asyncio.Event()
    if node.is_running and node.call_later(reached.set):
        try:
            await asyncio.wait_for(reached.wait(), max(seconds, 0.001))
        except TimeoutError:
            return
