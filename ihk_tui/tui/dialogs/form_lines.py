"""The lines of a form in a dialog: as many as fit, and a sign that there are more."""

from __future__ import annotations

from textual import on
from textual.containers import VerticalGroup, VerticalScroll
from textual.events import DescendantFocus
from textual.message import Message

from ihk_tui.domain.words import Words
from ihk_tui.tui.widgets.form import FormLine

LEAST = 3
"""How many lines stay in sight however small the screen is."""
_MORE = {
    (False, True): Words("▼ weitere Felder", "▼ more fields"),
    (True, False): Words("▲ weitere Felder", "▲ more fields"),
    (True, True): Words("▲ ▼ weitere Felder", "▲ ▼ more fields"),
}


class Fits(Message):
    """What is around the lines takes another part of the dialog."""


class Below(VerticalGroup):
    """What stands below the lines and is always in sight."""

    def on_resize(self) -> None:
        """Leave the lines more or less."""
        self.post_message(Fits())


class FormLines(VerticalScroll, can_focus=False):
    """Holds a form; what does not fit comes into sight with the focus."""

    DEFAULT_CSS = """
    FormLines { height: auto; scrollbar-size-vertical: 1; scrollbar-color: $primary; }
    FormLines FormLine.-wrong Static { max-height: 8; }
    """

    class Turned(Message):
        """Other lines are in sight."""

    @property
    def more(self) -> Words:
        """A sign that there are lines out of sight, and where; empty when all are in sight."""
        beyond = self.scroll_y > 0, self.scroll_y < self.max_scroll_y
        return _MORE.get(beyond, Words("", ""))

    def on_mount(self) -> None:
        """Tell the dialog, whose frame says what is out of sight, whenever that may be something else."""
        for what in ("scroll_y", "virtual_size"):
            self.watch(self, what, self._turned)

    def _turned(self) -> None:
        self.post_message(self.Turned())

    def on_resize(self) -> None:
        """Have other lines in sight."""
        self._turned()

    @on(DescendantFocus)
    def _show_label(self, event: DescendantFocus) -> None:
        """Bring the label, and what is wrong, into sight with the line."""
        for line in event.widget.ancestors:
            if isinstance(line, FormLine):
                self.call_after_refresh(self.scroll_to_widget, line, animate=False)
