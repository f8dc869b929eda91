"""The slots of a day: free, booked, overbooked, and what every adviser has."""

from __future__ import annotations

from typing import Any

from ihk_tui.cli.arguments import DATE, Arguments
from ihk_tui.cli.request import Answer, Request, Result
from ihk_tui.cli.table import table
from ihk_tui.domain.formats import read_date, show_date, show_time
from ihk_tui.domain.grid import Cell, Row
from ihk_tui.domain.words import Words
from ihk_tui.office.days import upcoming
from ihk_tui.office.timetable import timetable

_TAKEN = {
    "travel": Words("Fahrt", "travel"),
    "blocked": Words("belegt", "busy"),
}
_ANYBODY = Words("beliebig", "anybody")


def arguments(args: Arguments) -> None:
    """Which day."""
    args.text(
        "--day",
        Words("ein Tag (ohne: der offene oder nächste)", "a day (default: the open or next one)"),
        metavar=DATE,
    )


def run(request: Request) -> Result:
    """List the times of the day, a column for each adviser."""
    session, given = request.session, request.given
    on = read_date(given.day, session.today(), "--day") if given.day else upcoming(session).day
    rows = timetable(session, on).rows
    advisers = list(rows[0].cells) if rows else []
    heads = [
        request.say(Words("Zeit", "Time")),
        request.say(Words("Belegt", "Booked")),
        *(session.surname(name) if name else request.say(_ANYBODY) for name in advisers),
    ]
    shown = [show_date(on, request.language), table(heads, (_row(request, row) for row in rows))]
    return Answer([_value(row) for row in rows], "\n".join(shown))


def _row(request: Request, row: Row) -> tuple[str, ...]:
    places = f"{row.slot.booked}/{row.slot.capacity}{'!' if row.overbooked else ''}" if row.slot else ""
    return (
        f"{show_time(row.start)}–{show_time(row.end)}",
        places,
        *(_cell(request, c) for c in row.cells.values()),
    )


def _cell(request: Request, cell: Cell) -> str:
    if cell.appointments:
        return ", ".join(f"{a.id} {a.visitor.called()}".strip() for a in cell.appointments)
    return request.say(_TAKEN[cell.taken]) if cell.taken else ""


def _value(row: Row) -> dict[str, Any]:
    return {
        "start": row.start,
        "end": row.end,
        "booked": row.slot.booked if row.slot else None,
        "capacity": row.slot.capacity if row.slot else None,
        "advisers": {
            name: {"taken": cell.taken, "appointments": [a.id for a in cell.appointments]}
            for name, cell in row.cells.items()
        },
    }
