"""A window that is too small to work in: says so instead, and leaves everything behind it as it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import Container
from textual.events import Key, Paste
from textual.geometry import Size
from textual.timer import Timer
from textual.widget import Widget
from textual.widgets import Input, Static, TextArea

from ihk_tui.domain.words import Words
from ihk_tui.tui.shown import content

if TYPE_CHECKING:
    from ihk_tui.tui.app import SprechtagApp

NEEDED = Size(72, 22)
"""Columns and lines in which every screen and dialog shows its cursor, what is wrong, and its keys."""
_EVERY = 0.25
"""Seconds after which a screen that came up meanwhile is covered too."""
_STILL_WORKS = frozenset({"ctrl+q", "ctrl+l", "f8"})
_WRITES = frozenset({"backspace", "delete", "left", "right", "home", "end"})
_SAID = Words(
    "Das Fenster ist zu klein: {width}×{height} Zeichen.\n"
    "Gebraucht werden {needed_width}×{needed_height}.\n\n"
    "Alles bleibt, wie es ist, und kommt wieder, sobald das Fenster größer ist.",
    "This window is too small: {width}×{height} characters.\n"
    "{needed_width}×{needed_height} are needed.\n\n"
    "Everything stays as it is and comes back as soon as the window is larger.",
)
_LEAVE = Words("Strg+Q: beenden", "Ctrl+Q: leave")


class TooSmall(Container):
    """Covers a screen; the screen below keeps its focus, its cursor and its text."""

    DEFAULT_CSS = """
    TooSmall { layer: too-small; dock: top; width: 100%; height: 100%; background: $background; }
    TooSmall #said { height: 1fr; padding: 0 1; }
    TooSmall #leave { dock: bottom; height: 1; padding: 0 1; text-style: bold; }
    """

    app: SprechtagApp

    def compose(self) -> ComposeResult:
        """What is needed, and how to leave."""
        yield Static(id="said")
        yield Static(self.app.say(_LEAVE), id="leave")

    def show(self, size: Size) -> None:
        """Say how large the window is now."""
        words = _SAID.fill(
            width=size.width, height=size.height, needed_width=NEEDED.width, needed_height=NEEDED.height
        )
        self.query_one("#said", Static).update(content(self.app.say(words)))


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
        screen = self._app.screen
        covers = screen.query_children(TooSmall)
        if covers:
            covers.first().show(size)
        elif screen.is_attached:
            cover = TooSmall()
            screen.mount(cover)
            screen.call_later(self._cover, size)

    def _uncover(self) -> None:
        if self._again:
            self._again.stop()
            self._again = None
        for screen in (*self._app.work_stack, self._app.screen):
            screen.query_children(TooSmall).remove()


def may_act_unseen(event: Key | Paste, focused: Widget | None) -> bool:
    """Whether a key may act though nobody sees on what: what is typed into a line goes on into it."""
    writes = isinstance(focused, Input | TextArea)
    if isinstance(event, Paste):
        return writes
    return event.key in _STILL_WORKS or (writes and (event.is_printable or event.key in _WRITES))
