"""The slot grid of a day: for each bookable time, what every adviser has."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Literal, NamedTuple

from ihk_tui.domain.appointments import Appointment, Slot, overlapping, slots
from ihk_tui.domain.blocked import BlockedTime
from ihk_tui.domain.blocked import blocked as is_blocked
from ihk_tui.domain.days import ConsultationDay, extra_day
from ihk_tui.domain.policy import Policy

Taken = Literal["", "booked", "travel", "blocked"]
"""What keeps an adviser from a time: nothing, an appointment, the way to one, or their own calendar."""


class Cell(NamedTuple):
    """One adviser at one time."""

    taken: Taken = ""
    appointments: tuple[Appointment, ...] = ()
    """Those that are going on then, the earliest first; more than one was decided so."""


class Row(NamedTuple):
    """One time of the day."""

    start: datetime
    end: datetime
    slot: Slot | None
    """How full it is; None where no consultations are booked."""
    cells: Mapping[str, Cell]
    """By adviser; the empty name has what is booked with nobody yet."""

    @property
    def free(self) -> bool:
        """Whether one more consultation can be booked without deciding to overbook."""
        return self.slot is not None and self.slot.booked < self.slot.capacity

    @property
    def overbooked(self) -> bool:
        """Whether more is booked than there are places."""
        return self.slot is not None and self.slot.booked > self.slot.capacity


def grid(
    on: date,
    planned: ConsultationDay | None,
    appointments: Iterable[Appointment],
    blocked: Iterable[BlockedTime],
    advisers: Iterable[str],
    policy: Policy,
) -> list[Row]:
    """Lay out a day by time and adviser.

    Without a consultation day the office's usual hours give the times, for follow-up talks and company
    visits. Appointments at other times, as after closing, have a row of their own. Those called off or
    missed hold no time.
    """
    held = [a for a in appointments if a.holds_time]
    times = list(blocked)
    takes_place = planned is not None and planned.status != "cancelled"
    day = planned if planned and takes_place else extra_day(on, policy)
    by_start = {slot.start: slot for slot in slots(day, held, policy)}
    spans = [(slot.start, slot.end) for slot in by_start.values()]
    spans += {
        (a.start, a.end): None
        for a in sorted(held, key=lambda a: a.start)
        if not any(start <= a.start < end for start, end in spans)
    }
    names = ("", *advisers)
    return [
        Row(
            start,
            end,
            by_start.get(start) if takes_place else None,
            {name: _cell(name, held, times, start, end) for name in names},
        )
        for start, end in sorted(spans)
    ]


def _cell(
    adviser: str, held: list[Appointment], blocked: list[BlockedTime], start: datetime, end: datetime
) -> Cell:
    theirs = [a for a in held if a.adviser == adviser]
    here = [a for a in theirs if a.start < end and start < a.end]
    if here:
        return Cell("booked", tuple(sorted(here, key=lambda a: (a.start, a.id))))
    if adviser and overlapping(theirs, start, end):
        return Cell("travel")
    if adviser and is_blocked(blocked, start, end, adviser):
        return Cell("blocked")
    return Cell()


def free_times(rows: Iterable[Row], now: datetime, adviser: str = "") -> list[datetime]:
    """The bookable times that are still to come, not full, and not taken for the adviser if one is chosen."""
    return [
        row.start
        for row in rows
        if row.free and row.start > now and not (adviser and row.cells.get(adviser, Cell()).taken)
    ]


def spanned(grid: Iterable[Slot], start: datetime, end: datetime) -> list[Slot]:
    """The slots that a consultation takes from its start to its end.

    None when it does not fit the grid: it begins beside a slot, or runs into the break or past closing.
    """
    over = [slot for slot in grid if slot.start < end and start < slot.end]
    reaches = start
    for slot in over:
        if slot.start <= reaches:
            reaches = slot.end
    return over if reaches >= end and any(slot.start == start for slot in over) else []
