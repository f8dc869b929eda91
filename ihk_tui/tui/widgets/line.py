"""A line to type in. What is pasted loses its control characters before it reaches the terminal again."""

from __future__ import annotations

from textual.widgets import Input

from ihk_tui.tui.shown import literal


class LineInput(Input):
    """An input that takes text only; Textual's own shows a pasted escape sequence as it is."""

    def replace(self, text: str, start: int, end: int) -> None:
        """Put cleaned text between two places; typing and pasting both come here."""
        super().replace(literal(text), start, end)
