"""The line that says what was just done, or why not."""

from __future__ import annotations

from textual.widgets import Static

from ihk_tui.tui.shown import content


class StatusLine(Static):
    """A line for the newest message, more for why not; a sign tells good from bad without colour."""

    DEFAULT_CSS = """
    StatusLine { height: 1; padding: 0 1; background: $panel; color: $success; }
    StatusLine { text-wrap: nowrap; text-overflow: ellipsis; }
    StatusLine.-bad { height: auto; max-height: 3; text-wrap: wrap; color: $error; text-style: bold; }
    """

    message = ""

    def tell(self, text: str, bad: bool = False) -> None:
        """Show a message until the next one."""
        self.message = text
        self.set_class(bad, "-bad")
        self.update(content(f"{'!' if bad else '✓'} {text}" if text else ""))
