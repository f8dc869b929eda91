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

from ihk_tui.tui.held_up import holder
from ihk_tui.tui.pasting import fit_to_field
from ihk_tui.tui.room import STILL_WORKS, may_act_unseen

if TYPE_CHECKING:
    from ihk_tui.tui.app import SprechtagApp

PATIENCE = 1.0
"""Seconds a key waits for the store at most; one that is held up must not take the keyboard away."""
SLOW = 3.0
"""The same when nobody else has the store, and the disk or the machine is slow."""
LONGEST = 30.0
"""Seconds a key waits for the program itself: on a machine that is busy, screens take their time."""
AT_ONCE_ANYWHERE = frozenset({"ctrl+l", "f8"})
"""What locks the screen waits for nothing."""
LULL = 0.006
"""Seconds after a key that belong to its picture."""
AT_ONCE = 0.25
"""Seconds in which nobody can have looked at a new screen and pressed a key for it."""
DOUBLE_PRESS = 0.2
"""The same key again within so many seconds is a double press, and counts once (scenario 4). A key that is
held down counts once, too."""
_PASSES = 3
"""Messages that a handler posts need another pass over the widgets; none posts through more than two."""


_State = tuple[object, object]
"""The screen on top and what has the focus."""


class TypeAhead:
    """The queue of what is typed or pasted. `handle` is what Textual does with it."""

    def __init__(self, app: SprechtagApp, handle: Callable[[Key | Paste], Awaitable[None]]) -> None:
        self._app, self._handle = app, handle
        self._waiting: deque[tuple[Key | Paste, bool]] = deque()
        self._more = asyncio.Event()
        self._task: asyncio.Task[None] | None = None
        self._last: Key | None = None
        self._deaf_until = 0.0
        self._before: _State = (None, None)
        """What was there when the last key was pressed."""
        self._begun = 0
        """What was asked of the store until then."""
        self._for_program = False
        """Whether it was for the program, not for the widget that has the focus."""
        self.forgot = False
        """Whether keys were forgotten since."""

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
        elif isinstance(key, Key) and key.key in AT_ONCE_ANYWHERE:
            self._waiting.clear()  # what was typed before is not for the lock
            await self._press(key, seen)
        else:
            self._waiting.append((key, seen))
            self._more.set()

    async def _follow(self) -> None:
        """Let the last key take effect, then handle what was typed meanwhile."""
        try:
            await self._painted()
            await self._take_effect()
            while self._waiting:
                await self._press(*self._waiting.popleft())
                await self._take_effect()
        finally:
            self._task = None

    async def _take_effect(self) -> None:
        """Wait for the effect of the last key; when it does not come, forget what was typed ahead for it."""
        if await self._settled():
            return
        kept = [(key, seen) for key, seen in self._waiting if isinstance(key, Key) and key.key in STILL_WORKS]
        self.forgot = len(kept) < len(self._waiting)
        self._waiting = deque(kept)
        if self.forgot:
            self._app.tell_of_waiting()

    async def _press(self, key: Key | Paste, seen: bool) -> None:
        if not seen and not may_act_unseen(key, self._app.focused if self._app.screen_stack else None):
            return
        if isinstance(key, Paste):
            self._note(False)
            fit_to_field(self._app, key)
            await self._handle(key)
            return
        self._note(not self._is_for_its_widget(key))
        last, self._last = self._last, key
        again = last is not None and last.key == key.key and key.time - last.time < DOUBLE_PRESS
        if not again or key.key == "escape" or not self._for_program:  # Esc Esc leaves the note and the visit
            await self._handle(key)

    def _note(self, for_program: bool) -> None:
        """Remember what is there before a key is handled, to see its effect."""
        self._before, self._begun = self._state(), self._app.store.begun
        self._for_program, self.forgot = for_program, False

    def _is_for_its_widget(self, key: Key) -> bool:
        """Whether a key only moves or writes: text in a field, the cursor of a list, the focus.

        `n n` takes in a visitor of the kind n, however fast it is typed.
        """
        focused = self._app.focused if self._app.screen_stack else None
        if key.key in ("tab", "shift+tab"):
            return True
        if focused is None or key.key == "escape":  # Esc leaves, though a note has it among its own keys
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

    async def _settled(self) -> bool:
        """Wait until messages, verbs and screens have come to rest; False when it takes too long.

        Only what the last key asked of the store is waited for; while the store is held up, a screen that
        waits for it is not.
        """
        loop = asyncio.get_running_loop()
        begin, calm = loop.time(), 0
        while calm < _PASSES and self._app.is_running:
            waited, hangs = loop.time() - begin, self._hangs()
            if waited > LONGEST:
                return False
            if hangs and waited > PATIENCE and (waited > SLOW or await self._somebody_else_has_it()):
                return False
            if self._app.store.running and not hangs and waited > PATIENCE:
                return True
            before = self._state()
            rested = all([await _rest(node) for node in self._path()])
            busy = hangs or self._app.store.busy
            busy = busy or any(worker.state is WorkerState.PENDING for worker in self._app.workers)
            still = rested and not busy and before == self._state() and self._app.screen.is_mounted
            calm = calm + 1 if still else 0
            if busy:
                await asyncio.sleep(0.002)
        return True

    async def _somebody_else_has_it(self) -> bool:
        """Ask who has the store, beside everything else: a server may take its time to say."""
        return await asyncio.to_thread(holder, self._app.session) is not None

    def _hangs(self) -> bool:
        """Whether the last key asked something of the store, and nothing of its effect is to be seen yet."""
        asked = self._for_program and self._app.store.begun != self._begun
        return asked and self._app.store.running and self._state() == self._before

    def _state(self) -> _State:
        if not self._app.screen_stack:
            return None, None
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


async def _rest(node: MessagePump) -> bool:
    """Wait until a widget has handled what is in its queue now; False when that takes long."""
    mark = _Mark()
    if node.is_running and node.post_message(Callback(callback=mark.reach)):
        try:
            await asyncio.wait_for(mark.reached.wait(), PATIENCE)
        except TimeoutError:
            return False
    return True
