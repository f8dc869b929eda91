"""A window that is too small to work in: says so instead, and leaves everything behind it as it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import Container
from textual.geometry import Size
from textual.widgets import Static

from ihk_tui.domain.words import Words
from ihk_tui.tui.room import NEEDED
from ihk_tui.tui.shown import content

if TYPE_CHECKING:
    from ihk_tui.tui.app import SprechtagApp

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

    def __init__(self, size: Size) -> None:
        super().__init__()
        self._said = Static(id="said")
        self.show(size)

    def compose(self) -> ComposeResult:
        """What is needed, and how to leave."""
        yield self._said
        yield Static(self.app.say(_LEAVE), id="leave")

    def show(self, size: Size) -> None:
        """Say how large the window is now."""
        words = _SAID.fill(
            width=size.width, height=size.height, needed_width=NEEDED.width, needed_height=NEEDED.height
        )
        self._said.update(content(self.app.say(words)))
