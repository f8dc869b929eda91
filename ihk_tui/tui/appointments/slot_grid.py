"""The slot grid: times down, advisers across, what each has in the cells."""

from __future__ import annotations

from datetime import datetime, time
from typing import NamedTuple

from rich.text import Text

from ihk_tui.domain.appointments import Appointment
from ihk_tui.domain.formats import local, show_span, show_time
from ihk_tui.domain.grid import Cell, Row
from ihk_tui.domain.words import Words
from ihk_tui.office.session import Session
from ihk_tui.office.timetable import Timetable
from ihk_tui.tui.appointments.rows import WIDE, standing, who
from ihk_tui.tui.day.table import SteadyTable
from ihk_tui.tui.shown import cell

ANYBODY = Words("beliebig", "anybody")
_FREE = Words("frei", "free")
_FULL = Words("–", "–")
_OVER = Words("·", "·")
_TAKEN = {
    "travel": Words("Fahrt", "travel"),
    "blocked": Words("belegt", "busy"),
}
_TAKEN_IN_FULL = {
    "travel": Words("auf der Fahrt zu einem Termin", "on the way to an appointment"),
    "blocked": Words("belegt laut eingelesenem Kalender", "busy, says the imported calendar"),
}


class Place(NamedTuple):
    """Where the cursor is: a time and an adviser."""

    start: datetime
    adviser: str
    appointments: tuple[Appointment, ...]


class SlotGrid(SteadyTable):
    """A day by time and adviser; the cursor is on one cell."""

    def __init__(self, id: str) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id)
        self.cursor_type = "cell"
        self.fixed_columns = 2
        self.cell_padding = 0  # six advisers share 80 columns
        self._rows: list[Row] = []
        self._advisers: tuple[str, ...] = ()

    def lay_out(self, session: Session, columns: int) -> None:
        """Make a column for each adviser, as wide as the screen allows."""
        self._advisers = ("", *(p.id for p in session.people.values() if p.advises))
        wide, language = columns >= WIDE, session.language
        time = 11 if wide else 5
        each = max(7, (columns - time - 9) // len(self._advisers) - 1)
        heads = [
            (name, cell(session.surname(name) if name else ANYBODY.to(language), each).plain)
            for name in self._advisers
        ]
        self.set_columns(
            [
                ("time", Words(" Zeit", " Time")),
                ("places", Words("Bel.", "Bkd.")),
                *((f"adviser-{name}", Words(text, text)) for name, text in heads),
            ],
            [time + 2, 6, *(each + 1 for _ in self._advisers)],
            language,
        )
        self._wide, self._each = wide, each

    def show_day(self, session: Session, found: Timetable) -> None:
        """Show a date; at first the cursor goes to what is now or next."""
        fresh = [row.start for row in self._rows] != [row.start for row in found.rows]
        self._rows = found.rows
        self.show([(row.start.isoformat(), self._cells(session, row)) for row in found.rows])
        if fresh and found.rows:
            now = session.now()
            line = next((n for n, row in enumerate(found.rows) if row.end > now), 0)
            self.move_cursor(row=line, column=max(2, self.cursor_column))

    def _cells(self, session: Session, row: Row) -> list[Text]:
        time = f"{show_time(row.start)}–{show_time(row.end)}" if self._wide else show_time(row.start)
        sign = "!" if row.overbooked else ""
        places = f"{row.slot.booked}/{row.slot.capacity}{sign}" if row.slot else ""
        return [
            Text(f" {time}"),
            cell(places, 5, "bold" if row.overbooked else ""),
            *(self._cell(session, row, row.cells[name]) for name in self._advisers),
        ]

    def _cell(self, session: Session, row: Row, held: Cell) -> Text:
        language = session.language
        if held.appointments:
            first = held.appointments[0]
            begins = first.start >= row.start
            more = f" +{len(held.appointments) - 1}" if len(held.appointments) > 1 else ""
            sign = "✓ " if first.status in ("arrived", "held") else ""
            text = f"{sign}{who(first, language)}" if begins else "  〃"
            return Text.assemble(cell(text, self._each - len(more)), more)
        if held.taken:
            return cell(_TAKEN[held.taken].to(language), self._each, "dim")
        free = _OVER if row.start <= session.now() else _FREE if row.free else _FULL
        return cell(free.to(language), self._each, "dim")

    @property
    def place(self) -> Place | None:
        """Where the cursor is; on the time itself counts as with anybody."""
        if not self._rows or not 0 <= self.cursor_row < len(self._rows):
            return None
        row = self._rows[self.cursor_row]
        adviser = self._advisers[max(0, self.cursor_column - 2)]
        return Place(row.start, adviser, row.cells[adviser].appointments)

    def mark_time(self, start: datetime, adviser: str) -> None:
        """Put the cursor on a time of an adviser, as far as they are there."""
        row = next((n for n, row in enumerate(self._rows) if row.start <= start < row.end), None)
        if row is not None and adviser in self._advisers:
            self.move_cursor(row=row, column=2 + self._advisers.index(adviser))

    def mark_time_of_day(self, wanted: time) -> bool:
        """Put the cursor on the row of a time, or the next after it; False when there is none."""
        row = next((n for n, row in enumerate(self._rows) if local(row.end).time() > wanted), None)
        if row is not None:
            self.move_cursor(row=row)
        return row is not None

    def tell(self, session: Session) -> str:
        """Say in full what the marked cell holds: columns are narrow."""
        place = self.place
        if place is None:
            return ""
        language = session.language
        row = self._rows[self.cursor_row]
        held = row.cells[place.adviser]
        whose = session.name(place.adviser) if place.adviser else ANYBODY.to(language)
        if held.appointments:
            what = "; ".join(
                f"{show_time(a.start)} {who(a, language)}, {a.topic}, {standing(a, session.now(), language)}"
                for a in held.appointments
            )
        elif held.taken:
            what = _TAKEN_IN_FULL[held.taken].to(language)
        elif row.slot is None:
            what = Words("keine Beratung, frei für anderes", "no consultations, free for others").to(language)
        else:
            left = row.slot.capacity - row.slot.booked
            words = (
                Words("noch {n} von {all} Plätzen", "{n} of {all} places left")
                if left > 0
                else Words("alle {all} Plätze belegt", "all {all} places taken")
            )
            what = words.fill(n=left, all=row.slot.capacity).to(language)
        return f"{show_span(row.start, row.end, language)}, {whose}: {what}"
