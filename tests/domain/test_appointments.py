"""Appointments: slots, clashes, moves, and coming late (scenarios 8 and 21)."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from ihk_tui.domain import appointments, days
from ihk_tui.domain.appointments import Appointment, Slot, clash, late_choice, minutes_late, slots
from ihk_tui.domain.formats import show_time
from tests.domain.making import DAY, POLICY, appointment, at, ok, refused

DAY_PLAN = days.extra_day(DAY, POLICY)


def grid(*booked: Appointment) -> dict[str, Slot]:
    return {show_time(slot.start): slot for slot in slots(DAY_PLAN, booked, POLICY)}


def test_the_grid_goes_from_opening_to_closing_without_the_break() -> None:
    assert list(grid()) == [
        "08:30", "09:00", "09:30", "10:00", "10:30", "11:00", "11:30",
        "13:00", "13:30", "14:00", "14:30", "15:00", "15:30",
    ]  # fmt: skip
    assert all(slot.end - slot.start == at("9:30") - at("9:00") for slot in grid().values())


def test_one_desk_stays_for_walk_ins_and_a_single_desk_takes_one() -> None:
    assert {slot.capacity for slot in grid().values()} == {2}
    alone = slots(replace(DAY_PLAN, desks=1), [], POLICY)
    assert {slot.capacity for slot in alone} == {1}


def test_a_booking_takes_every_slot_it_touches_and_a_cancelled_one_none() -> None:
    long = appointment("9:00", 1, minutes=45)
    found = grid(long, appointment("9:30", 2), replace(appointment("9:30", 3), status="cancelled"))
    assert [found[at_].booked for at_ in ("08:30", "09:00", "09:30", "10:00")] == [0, 1, 2, 0]


def test_a_company_visit_takes_no_slot_of_the_day() -> None:
    assert grid(replace(appointment("9:00"), kind="company_visit"))["09:00"].booked == 0


def test_a_shorter_grid_ends_before_closing() -> None:
    found = slots(replace(DAY_PLAN, slot=50), [], POLICY)
    assert found[-1].end <= at("16:00") and found[0].start == at("8:30")


@pytest.mark.parametrize(
    ("start", "end", "busy"),
    [
        ("9:00", "9:30", True),
        ("9:15", "9:20", True),
        ("8:45", "9:01", True),
        ("8:30", "9:00", False),
        ("9:30", "10:00", False),
    ],
)
def test_an_adviser_is_in_one_place_at_a_time(start: str, end: str, busy: bool) -> None:
    there = [appointment("9:00", 1, adviser="aydin")]
    assert bool(clash(there, at(start), at(end), "aydin")) is busy
    assert clash(there, at(start), at(end), "berger") is None
    assert clash(there, at(start), at(end), "") is None


def test_whoever_did_not_come_leaves_their_time_to_others() -> None:
    """As the grid of a day shows it (`ihk_tui.domain.grid`)."""
    gone = [replace(appointment("9:00", 1, adviser="aydin"), status=s) for s in ("no_show", "cancelled")]
    assert clash(gone, at("9:00"), at("9:30"), "aydin") is None
    assert grid(*gone)["09:00"].booked == 0
    there = [replace(appointment("9:00", 1, adviser="aydin"), status=s) for s in ("arrived", "held")]
    assert all(clash([one], at("9:00"), at("9:30"), "aydin") for one in there)


def test_travel_belongs_to_the_time_that_is_taken() -> None:
    visit = replace(appointment("10:00", adviser="aydin"), kind="company_visit", travel=20)
    assert refused(clash([visit], at("9:30"), at("9:45"), "aydin")) == "adviser_busy"
    assert clash([visit], at("9:00"), at("9:40"), "aydin") is None


def test_a_move_keeps_the_uid_and_raises_the_sequence() -> None:
    before = appointment("9:00")
    after = ok(appointments.moved_to(before, at("10:00"), at("10:30"), "berger", at("8:45")))
    assert (after.id, after.uid, after.created) == (before.id, before.uid, before.created)
    assert (after.sequence, after.changed, after.adviser) == (1, at("8:45"), "berger")
    again = ok(appointments.moved_to(after, at("9:00"), at("9:30"), "berger", at("8:50")))
    assert again.sequence == 2


def test_a_cancelled_appointment_stays_as_a_tombstone_and_moves_no_more() -> None:
    off = ok(appointments.cancelled(appointment("9:00"), at("8:45")))
    assert (off.status, off.sequence, off.uid) == ("cancelled", 1, "uid-1")
    assert refused(appointments.cancelled(off, at("8:46"))) == "settled"
    assert refused(appointments.moved_to(off, at("10:00"), at("10:30"), "", at("8:46"))) == "settled"


def test_what_calendars_saw_comes_back_under_a_later_sequence() -> None:
    before = appointment("9:00")
    moved = ok(appointments.moved_to(before, at("10:00"), at("10:30"), "", at("8:45")))
    back = appointments.restored(before, moved, at("8:50"))
    assert (back.start, back.sequence, back.changed) == (before.start, 2, at("8:50"))
    arrived = replace(before, status="arrived")
    assert appointments.restored(before, arrived, at("9:10")) == before


def test_punctuality_is_minutes_after_the_agreed_time() -> None:
    assert minutes_late(appointment("14:10"), at("14:40")) == 30
    assert minutes_late(appointment("15:00"), at("14:20")) == -40


def test_within_the_grace_nothing_is_asked_after_it_the_choice_is() -> None:
    due = appointment("14:10")
    for on_time in ("13:30", "14:10", "14:25"):
        assert late_choice(due, None, at(on_time), POLICY) is None
    assert refused(late_choice(due, None, at("14:26"), POLICY)) == "late"
    asked = late_choice(due, None, at("14:40"), POLICY)
    assert asked and "30 min" in asked.words.de
    assert late_choice(due, "walk_in", at("14:40"), POLICY) is None
    assert late_choice(due, "keep", at("14:40"), POLICY) is None


def test_the_visit_of_a_booking_is_expected_and_has_no_number_yet() -> None:
    visit = appointments.to_visit(appointment("14:10", 7, adviser="berger"), 3, at("14:00"), "empfang")
    assert (visit.state, visit.ticket, visit.appointment, visit.booked_for) == (
        "expected",
        "",
        7,
        at("14:10"),
    )
    assert [(topic.code, topic.adviser) for topic in visit.topics] == [("PR2", "berger")]
    assert (visit.day, visit.kind, visit.arrived) == (DAY, "AZ", None)
