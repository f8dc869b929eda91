"""A list whose rows change in place: cursor and scroll stay when someone else acts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from rich.text import Text
from textual.events import Key
from textual.message import Message
from textual.widgets import DataTable

from ihk_tui.domain.words import Language, Words
from ihk_tui.tui.base import Findable

Spot = tuple[str | None, int]
"""The key of a row, and a column."""
TOGETHER = 1.0
"""Digits that come within so many seconds belong to one number."""


class SteadyTable(DataTable[Text]):
    """A table that is told what it should show and changes only the cells that differ."""

    class NumberTyped(Message):
        """Digits were typed; `digits` are those that belong together so far."""

        def __init__(self, digits: str) -> None:
            super().__init__()
            self.digits = digits

    def __init__(self, id: str) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id, cursor_type="row", zebra_stripes=False)
        self.cursor_foreground_priority = "css"
        self._digits, self._last_digit = "", 0.0
        self._before: Spot = (None, 0)

    def check_consume_key(self, key: str, character: str | None) -> bool:
        """Digits are meant for it: in A11 the second one is no double press."""
        return character is not None and character.isdecimal()

    def on_key(self, event: Key) -> None:
        """Put digits together to a number."""
        if event.character is None or not (event.character.isascii() and event.character.isdecimal()):
            self._digits = ""
            return
        event.stop()
        fresh = event.time - self._last_digit > TOGETHER or len(self._digits) == 4
        if fresh:
            self._digits, self._before = "", self.spot
        self._digits += event.character
        self._last_digit = event.time
        self.post_message(self.NumberTyped(self._digits))

    def set_columns(
        self, columns: Sequence[tuple[str, Words]], widths: Sequence[int], language: Language
    ) -> None:
        """Lay out the columns anew."""
        self.clear(columns=True)
        for (key, label), width in zip(columns, widths, strict=True):
            self.add_column(Text(label.to(language)), width=width, key=key)

    def show(self, rows: Sequence[tuple[str, Sequence[Text]]]) -> None:
        """Show these rows. The marked row stays marked as long as it is there."""
        keys = [row.key.value for row in self.ordered_rows]
        if keys != [key for key, _ in rows]:
            self._rebuild(rows)
            return
        for key, cells in rows:
            for column, text in zip(self.ordered_columns, cells, strict=True):
                if self.get_cell(key, column.key) != text:
                    self.update_cell(key, column.key, text)

    def _rebuild(self, rows: Sequence[tuple[str, Sequence[Text]]]) -> None:
        marked, line, top = self.marked, self.cursor_row, self.scroll_y
        self.clear()
        for key, cells in rows:
            self.add_row(*cells, key=key)
        keys = [key for key, _ in rows]
        line = keys.index(marked) if marked in keys else min(line, len(keys) - 1)
        if keys:
            self.move_cursor(row=line, scroll=False)
            self.scroll_to(y=top, animate=False, force=True)

    @property
    def marked(self) -> str | None:
        """The key of the marked row."""
        if not self.row_count:
            return None
        return self.coordinate_to_cell_key(self.cursor_coordinate).row_key.value

    def mark(self, key: str) -> bool:
        """Move the cursor to a row, after something that the person did; False when it is not there."""
        found = key in {row.key.value for row in self.ordered_rows}
        if found:
            self.move_cursor(row=self.get_row_index(key))
        return found

    @property
    def spot(self) -> Spot:
        """Where the cursor is, to come back to."""
        return self.marked, self.cursor_column

    def go_back(self, spot: Spot | None = None) -> None:
        """Go to a spot, or to where one was before the first digit, if that row is still there."""
        row, column = spot or self._before
        if row is not None and self.mark(row):
            self.move_cursor(column=column)

    def findable(self, describe: Callable[[str], str] | None = None) -> list[Findable]:
        """Every row, found by how its key is described; without that by what stands in its cells."""
        keys = [row.key.value or "" for row in self.ordered_rows]
        describe = describe or (lambda key: " ".join(cell.plain for cell in self.get_row(key)))
        return [Findable(describe(key), partial(self.mark, key)) for key in keys]
