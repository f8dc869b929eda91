"""Keys typed ahead reach what the keys before them opened.

Textual hands a key to the widget that has the focus when the key arrives. On a slow line several keys arrive
at once, and `n b v` would open a form with `n` and act on the screen behind it with `b`. Here a key waits
until the keys before it have had their effect: messages handled, verbs done, screens there.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import TYPE_CHECKING

from textual.dom import DOMNode
from textual.events import Callback, Key, Paste
from textual.message_pump import MessagePump
from textual.worker import WorkerState

from ihk_tui.tui.pasting import fit_to_field
from ihk_tui.tui.room import may_act_unseen

if TYPE_CHECKING:
    from ihk_tui.tui.app import SprechtagApp

PATIENCE = 1.0
"""Seconds a key waits at most; a store that is held up must not take the keyboard away."""
LULL = 0.006
"""Seconds after a key that belong to its picture."""
AT_ONCE = 0.25
"""Seconds in which nobody can have looked at a new screen and pressed a key for it."""
DOUBLE_PRESS = 0.2
"""The same key again within so many seconds is a double press, and counts once (scenario 4). A key that is
held down counts once, too."""
_PASSES = 3
"""Messages that a handler posts need another pass over the widgets; none posts through more than two."""


class TypeAhead:
    """The queue of what is typed or pasted. `handle` is what Textual does with it."""

    def __init__(self, app: SprechtagApp, handle: Callable[[Key | Paste], Awaitable[None]]) -> None:
        self._app, self._handle = app, handle
        self._waiting: deque[tuple[Key | Paste, bool]] = deque()
        self._more = asyncio.Event()
        self._task: asyncio.Task[None] | None = None
        self._last: Key | None = None
        self._deaf_until = 0.0

    def ignore_what_follows(self) -> None:
        """Forget what was typed ahead, and what follows the last key at once: it was meant for no screen."""
        self._waiting.clear()
        self._deaf_until = self._last.time + AT_ONCE if self._last else 0.0

    async def take(self, key: Key | Paste, seen: bool = True) -> None:
        """Handle a key or a paste now, or after those before it. `seen`: the screen was not covered."""
        if key.time < self._deaf_until:
            return
        if self._task is None:
            await self._press(key, seen)
            self._more.clear()
            self._task = asyncio.create_task(self._follow())
        else:
            self._waiting.append((key, seen))
            self._more.set()

    async def _follow(self) -> None:
        """Let the last key take effect, then handle what was typed meanwhile."""
        try:
            await self._painted()
            await self._settled()
            while self._waiting:
                await self._press(*self._waiting.popleft())
                await self._settled()
        finally:
            self._task = None

    async def _press(self, key: Key | Paste, seen: bool) -> None:
        if not seen and not may_act_unseen(key, self._app.focused if self._app.screen_stack else None):
            return
        if isinstance(key, Paste):
            fit_to_field(self._app, key)
            await self._handle(key)
            return
        last, self._last = self._last, key
        again = last is not None and last.key == key.key and key.time - last.time < DOUBLE_PRESS
        if not again or self._moves_or_writes(key):
            await self._handle(key)

    def _moves_or_writes(self, key: Key) -> bool:
        """Whether a key is for the widget that has the focus: text in a field, the cursor of a list.

        `n n` takes in a visitor of the kind n, however fast it is typed.
        """
        focused = self._app.focused
        if key.key in ("tab", "shift+tab", "escape"):  # Esc Esc leaves the note and the visit
            return True
        if focused is None:
            return False
        if key.key == "enter":
            from textual.widgets import TextArea

            return isinstance(focused, TextArea)
        own = focused.check_consume_key(key.key, key.character)
        return own or key.key in focused._bindings.key_to_bindings

    async def _painted(self) -> None:
        """Leave the processor to the picture of the last key, unless the next one is typed already."""
        with suppress(TimeoutError):
            await asyncio.wait_for(self._more.wait(), LULL)

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


class _Mark:
    """Something to find in a queue. Textual looks up a method's signature once, of `Event.set` each time."""

    def __init__(self) -> None:
        self.reached = asyncio.Event()

    def reach(self) -> None:
        """All that was in the queue before is handled."""
        self.reached.set()


async def _rest(node: MessagePump, seconds: float) -> None:
    """Wait until a widget has handled what is in its queue now."""
    mark = _Mark()
    if node.is_running and node.post_message(Callback(callback=mark.reach)):
        with suppress(TimeoutError):
            await asyncio.wait_for(mark.reached.wait(), max(seconds, 0.001))
