"""A list whose rows change in place: cursor and scroll stay when someone else acts."""

from __future__ import annotations

from collections.abc import Sequence

from rich.text import Text
from textual.widgets import DataTable

from ihk_tui.domain.words import Language, Words


class SteadyTable(DataTable[Text]):
    """A table that is told what it should show and changes only the cells that differ."""

    def __init__(self, id: str) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id, cursor_type="row", zebra_stripes=False)
        self.cursor_foreground_priority = "css"

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

    def mark(self, key: str) -> None:
        """Move the cursor to a row, after something that the person did."""
        if key in {row.key.value for row in self.ordered_rows}:
            self.move_cursor(row=self.get_row_index(key))
