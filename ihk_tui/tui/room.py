"""Whether the window has room for the program, and what may happen while it has not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.events import Key, Paste
from textual.geometry import Size
from textual.timer import Timer
from textual.widget import Widget

if TYPE_CHECKING:
    from ihk_tui.tui.app import SprechtagApp

NEEDED = Size(72, 22)
"""Columns and lines in which every screen and dialog shows its cursor, what is wrong, and its keys."""
_EVERY = 0.25
"""Seconds after which a screen that came up meanwhile is covered too."""
STILL_WORKS = frozenset({"ctrl+q", "ctrl+l", "f8"})
"""Keys that act whatever is on the screen, and whether or not it can be seen."""
_WRITES = frozenset({"backspace", "delete", "left", "right", "home", "end"})


class Room:
    """Watches whether the window is large enough for the program."""

    def __init__(self, app: SprechtagApp) -> None:
        self._app = app
        self._again: Timer | None = None
        self.enough = True

    def fit(self, size: Size) -> None:
        """Cover the screen on top when the window is too small, and uncover all when it is not."""
        self.enough = size.width >= NEEDED.width and size.height >= NEEDED.height
        if self.enough:
            self._uncover()
            return
        self._cover(size)
        if self._again is None:
            self._again = self._app.set_interval(_EVERY, lambda: self._cover(self._app.size))

    def _cover(self, size: Size) -> None:
        if not self._app.screen_stack:
            return  # it only begins
        from ihk_tui.tui.too_small import TooSmall

        screen = self._app.screen
        covers = screen.query_children(TooSmall)
        if covers:
            covers.first().show(size)
        elif screen.is_attached:
            screen.mount(TooSmall(size))

    def _uncover(self) -> None:
        if self._again is None:
            return  # nothing is covered
        from ihk_tui.tui.too_small import TooSmall

        self._again.stop()
        self._again = None
        for screen in (*self._app.work_stack, self._app.screen):
            screen.query_children(TooSmall).remove()


def may_act_unseen(event: Key | Paste, focused: Widget | None) -> bool:
    """Whether a key may act though nobody sees on what: what is typed into a line goes on into it."""
    from textual.widgets import Input, TextArea

    writes = isinstance(focused, Input | TextArea)
    if isinstance(event, Paste):
        return writes
    return event.key in STILL_WORKS or (writes and (event.is_printable or event.key in _WRITES))
