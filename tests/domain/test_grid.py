"""The slot grid: what every adviser has at every time of a day."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from msgspec.structs import replace

from ihk_tui.domain.appointments import Appointment, AppointmentKind
from ihk_tui.domain.blocked import BlockedTime
from ihk_tui.domain.days import extra_day
from ihk_tui.domain.formats import at_time, read_time, show_time
from ihk_tui.domain.grid import Row, free_times, grid
from ihk_tui.domain.policy import Policy

DAY = date(2026, 11, 5)
POLICY = Policy(desks=3)


def at(clock: str) -> datetime:
    return at_time(DAY, read_time(clock))


def booked(
    number: int, clock: str, adviser: str = "", minutes: int = 30, kind: AppointmentKind = "consultation"
) -> Appointment:
    start = at(clock)
    return Appointment(
        id=number,
        uid=f"{number}@test.invalid",
        kind=kind,
        start=start,
        end=start + timedelta(minutes=minutes),
        created=start,
        changed=start,
        adviser=adviser,
    )


def blocked(adviser: str, start: str, end: str) -> BlockedTime:
    return BlockedTime(day=DAY, id=1, adviser=adviser, event="e", start=at(start), end=at(end))


def laid_out(*appointments: Appointment, times: tuple[BlockedTime, ...] = ()) -> dict[str, Row]:
    rows = grid(DAY, extra_day(DAY, POLICY), appointments, times, ("aydin", "berger"), POLICY)
    return {show_time(row.start): row for row in rows}


def test_the_times_are_the_days_slots_without_the_break() -> None:
    times = list(laid_out())
    assert (times[0], times[-1], len(times)) == ("08:30", "15:30", 13)
    assert "11:30" in times and "12:00" not in times and "12:30" not in times


def test_a_booking_stands_with_its_adviser_or_with_nobody() -> None:
    rows = laid_out(booked(1, "9:00", "aydin"), booked(2, "9:00"))
    cells = rows["09:00"].cells
    assert [a.id for a in cells["aydin"].appointments] == [1]
    assert [a.id for a in cells[""].appointments] == [2]
    assert cells["berger"].taken == ""
    assert (rows["09:00"].free, rows["09:30"].free) == (False, True)


def test_more_than_there_are_places_is_overbooked() -> None:
    rows = laid_out(booked(1, "9:00", "aydin"), booked(2, "9:00"), booked(3, "9:00", "berger"))
    assert rows["09:00"].overbooked and not rows["09:30"].overbooked


def test_two_at_once_with_one_adviser_are_both_there_the_earlier_first() -> None:
    rows = laid_out(booked(2, "9:00", "aydin"), booked(1, "8:45", "aydin"))
    assert [a.id for a in rows["09:00"].cells["aydin"].appointments] == [1, 2]


def test_a_long_visit_takes_every_time_it_touches_and_the_way_there_and_back() -> None:
    visit = replace(booked(1, "9:30", "aydin", 60, "company_visit"), travel=20)
    rows = laid_out(visit)
    taken = {time: row.cells["aydin"].taken for time, row in rows.items() if row.cells["aydin"].taken}
    assert taken == {"09:00": "travel", "09:30": "booked", "10:00": "booked", "10:30": "travel"}
    assert rows["09:30"].slot is not None and rows["09:30"].slot.booked == 0, "a visit takes no place here"


def test_imported_busy_times_show_with_their_adviser_only() -> None:
    rows = laid_out(
        times=(blocked("berger", "9:15", "9:45"), replace(blocked("aydin", "10:00", "10:30"), released=True))
    )
    assert {t for t, row in rows.items() if row.cells["berger"].taken == "blocked"} == {"09:00", "09:30"}
    assert not any(row.cells["aydin"].taken for row in rows.values())


def test_what_is_called_off_or_missed_holds_no_time() -> None:
    rows = laid_out(
        replace(booked(1, "9:00", "aydin"), status="cancelled"), replace(booked(2, "9:30"), status="no_show")
    )
    assert all(row.free and not any(c.taken for c in row.cells.values()) for row in rows.values())


def test_an_appointment_at_another_time_has_a_row_of_its_own() -> None:
    rows = laid_out(booked(1, "12:10", "aydin", kind="follow_up"), booked(2, "17:00", kind="follow_up"))
    assert rows["12:10"].slot is None and rows["17:00"].slot is None
    assert [time for time in rows if time >= "11:30"][:3] == ["11:30", "12:10", "13:00"]


def test_without_a_consultation_day_there_are_times_and_no_places() -> None:
    rows = grid(DAY, None, [booked(1, "9:00", "aydin", kind="follow_up")], (), ("aydin",), POLICY)
    assert all(row.slot is None and not row.free for row in rows)
    assert rows[1].cells["aydin"].taken == "booked"
    called_off = replace(extra_day(DAY, POLICY), status="cancelled")
    assert all(row.slot is None for row in grid(DAY, called_off, (), (), (), POLICY))


def test_free_times_are_those_to_come_that_are_not_full() -> None:
    rows = laid_out(booked(1, "10:00"), booked(2, "10:00"))
    assert [show_time(t) for t in free_times(rows.values(), at("9:30"))][:2] == ["10:30", "11:00"]
