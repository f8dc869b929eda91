"""A line to type in. What is pasted loses its control characters before it reaches the terminal again."""

from __future__ import annotations

from textual.geometry import Region, Size
from textual.reactive import Reactive
from textual.widgets import Input

from ihk_tui.tui.shown import literal


class LineInput(Input):
    """An input that takes text only; Textual's own shows a pasted escape sequence as it is.

    Its cursor does not blink: over SSH that would send bytes for as long as a form is open.
    """

    virtual_size: Reactive[Size] = Reactive(Size(0, 0))
    """The width of what is typed. Textual lays the whole screen out anew when it changes, with every letter;
    the line's place depends on nothing that is in it."""

    def on_mount(self) -> None:
        """Keep the cursor still."""
        self.cursor_blink = False

    def on_resize(self) -> None:
        """Keep the cursor in sight when the window is pulled: Textual only does when it moves."""
        if not self.has_focus:
            return
        cursor = Region(self.cursor_screen_offset.x - self.content_region.x + self.scroll_offset.x, 0, 1, 1)
        self.scroll_to_region(cursor, force=True, animate=False, x_axis=True)

    def replace(self, text: str, start: int, end: int) -> None:
        """Put cleaned text between two places; typing and pasting both come here."""
        super().replace(literal(text), start, end)
