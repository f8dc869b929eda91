"""A line to type in. What is pasted loses its control characters before it reaches the terminal again."""

from __future__ import annotations

from textual.widgets import Input

from ihk_tui.tui.shown import literal


class LineInput(Input):
    """An input that takes text only; Textual's own shows a pasted escape sequence as it is.

    Its cursor does not blink: over SSH that would send bytes for as long as a form is open.
    """

    def on_mount(self) -> None:
        """Keep the cursor still."""
        self.cursor_blink = False

    def replace(self, text: str, start: int, end: int) -> None:
        """Put cleaned text between two places; typing and pasting both come here."""
        super().replace(literal(text), start, end)
