"""The line above everything: where one is and how the day stands."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widgets import Static

from ihk_tui.tui.shown import content


class TitleBar(Horizontal):
    """A title on the left, who and where on the right."""

    DEFAULT_CSS = """
    TitleBar { dock: top; height: 1; background: $primary; color: $background; padding: 0 1; }
    TitleBar #left { width: 1fr; text-style: bold; text-wrap: nowrap; text-overflow: ellipsis; }
    TitleBar #right { width: auto; margin-left: 1; text-wrap: nowrap; }
    """

    def compose(self) -> ComposeResult:
        """Two texts."""
        yield Static(id="left")
        yield Static(id="right")

    def show(self, left: str, right: str = "") -> None:
        """Write both sides."""
        self.query_one("#left", Static).update(content(left))
        self.query_one("#right", Static).update(content(right))
