"""The list of the year's days: Pos1 and Ende go to its first and last day."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType

from ihk_tui.tui.day.table import SteadyTable


class YearTable(SteadyTable):
    """A list of rows, in which there is no way to the left or right."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("home", "scroll_top", show=False),
        Binding("end", "scroll_bottom", show=False),
    ]
