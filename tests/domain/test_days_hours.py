"""The hours, slots and desks of one day, and how decisions on days are taken back."""

from __future__ import annotations

from datetime import date, time

import pytest

from ihk_tui.domain import days
from ihk_tui.domain.days import ConsultationDay, holidays_in, named, year_plan
from ihk_tui.domain.hours import Hours, arrange, read_hours
from ihk_tui.domain.words import BadInput, Refusal
from tests.domain.making import POLICY, at, ok, refused

DAY = days.extra_day(date(2026, 9, 3), POLICY)
USUAL = Hours(time(8, 30), time(16, 0), 30, 3, None)
BEFORE = at("9:00", date(2026, 9, 1))


def read(**typed: str) -> Hours:
    found = read_hours(typed, USUAL)
    assert isinstance(found, Hours), found
    return found


def problems(**typed: str) -> list[str]:
    found = read_hours(typed, USUAL)
    assert not isinstance(found, Hours)
    assert all(isinstance(problem, BadInput) for problem in found)
    return [problem.field for problem in found]


@pytest.mark.parametrize(("desks", "capacity", "places"), [(3, None, 2), (1, None, 1), (3, 3, 3), (3, 0, 0)])
def test_one_desk_stays_free_unless_it_is_decided(desks: int, capacity: int | None, places: int) -> None:
    assert ConsultationDay(day=date(2026, 9, 3), desks=desks, capacity=capacity).places == places


def test_a_day_gets_other_hours_and_calendars_hear_of_it() -> None:
    given = Hours(time(9), time(12, 30), 20, 4, 2)
    arranged = ok(arrange(DAY, given, BEFORE))
    assert Hours.of(arranged) == given
    assert (arranged.sequence, arranged.changed, arranged.status) == (1, BEFORE, DAY.status)


def test_the_same_hours_are_no_news() -> None:
    assert arrange(DAY, Hours.of(DAY), BEFORE) is DAY


def test_a_day_that_began_or_is_over_keeps_its_hours() -> None:
    given = USUAL._replace(desks=4)
    opened = ok(days.open_day(DAY, at("8:00")))
    assert refused(arrange(opened, given, at("9:00"))) == "day_started"
    assert refused(arrange(DAY, given, at("0:30", date(2026, 9, 4)))) == "past"
    assert ok(arrange(DAY, given, at("23:30"))).desks == 4


@pytest.mark.parametrize(
    "given",
    [
        USUAL._replace(opens=time(16)), USUAL._replace(slot=4), USUAL._replace(slot=241),
        USUAL._replace(desks=0), USUAL._replace(desks=21), USUAL._replace(capacity=4),
        USUAL._replace(capacity=-1),
    ],
)  # fmt: skip
def test_what_no_day_can_be(given: Hours) -> None:
    assert refused(arrange(DAY, given, BEFORE)) == "hours"


@pytest.mark.parametrize(
    "given",
    [USUAL._replace(slot=5), USUAL._replace(slot=240), USUAL._replace(desks=20), USUAL._replace(capacity=0)],
)
def test_what_just_goes(given: Hours) -> None:
    assert Hours.of(ok(arrange(DAY, given, BEFORE))) == given


@pytest.mark.parametrize("text", ["9-1230", "09:00–12.30", " 9 bis 12:30 Uhr ", "9:00 to 12:30"])
def test_hours_are_read_as_people_type_them(text: str) -> None:
    assert read(hours=text) == USUAL._replace(opens=time(9), closes=time(12, 30))


def test_what_is_not_typed_stays() -> None:
    assert read() == USUAL
    assert read(slot="20", capacity="2") == USUAL._replace(slot=20, capacity=2)
    held = read_hours({"capacity": " "}, USUAL._replace(capacity=1))
    assert held == USUAL, "an empty capacity means the desks but one"


def test_each_problem_is_said_of_its_field() -> None:
    assert problems(hours="immer", slot="zwanzig", desks="", capacity="-1") == [
        "hours", "slot", "desks", "capacity",
    ]  # fmt: skip
    assert problems(hours="16-9") == ["hours"]
    assert problems(hours="9", slot="500") == ["hours", "slot"]
    assert problems(hours="25-26") == ["hours"]
    assert problems(desks="2", capacity="3") == ["capacity"]


def test_a_field_has_one_problem_at_a_time() -> None:
    found = read_hours({"desks": "2", "capacity": "x"}, USUAL._replace(capacity=3))
    assert isinstance(found, list) and [problem.words.de for problem in found] == ["Bitte eine Zahl."]


def test_the_limits_are_named() -> None:
    found = read_hours({"slot": "3"}, USUAL)
    assert isinstance(found, list) and found[0].words.de == "Möglich ist 5 bis 240."


def test_an_extra_day_is_neither_past_nor_on_a_holiday_unless_that_is_meant() -> None:
    holidays = holidays_in(2026)
    unity = date(2026, 10, 3)
    assert refused(days.add_day(date(2026, 8, 31), holidays, POLICY, BEFORE)) == "past"
    said = days.add_day(unity, holidays, POLICY, BEFORE)
    assert isinstance(said, Refusal) and said.code == "holiday" and "Einheit" in said.words.de
    meant = ok(days.add_day(unity, holidays, POLICY, BEFORE, anyway=True))
    assert (meant.day, meant.status, meant.rule_date, meant.changed) == (unity, "confirmed", None, BEFORE)
    assert ok(days.add_day(date(2026, 9, 1), holidays, POLICY, BEFORE)).sequence == 0


def test_a_moved_extra_day_is_still_the_same_to_calendars() -> None:
    extra = ok(days.add_day(date(2026, 9, 15), {}, POLICY, BEFORE))
    moved = ok(days.confirm(extra, date(2026, 9, 22), {}, BEFORE))
    again = ok(days.confirm(moved, date(2026, 9, 29), {}, BEFORE))
    assert extra.origin == moved.origin == again.origin == (None, date(2026, 9, 15))
    back = ok(days.confirm(again, date(2026, 9, 15), {}, BEFORE))
    assert (back.first_on, back.origin, back.sequence) == (None, extra.origin, 3)


def test_a_day_is_found_by_its_date_before_its_first_thursday() -> None:
    moved = ok(days.confirm(_rule(date(2026, 10, 1)), date(2026, 10, 8), {}, BEFORE))
    extra = days.extra_day(date(2026, 10, 1), POLICY)
    plan = year_plan(2026, [moved, extra], holidays_in(2026), POLICY)
    assert named(plan, date(2026, 10, 1)) == extra
    assert named(plan, date(2026, 10, 8)) == moved
    assert named([moved, extra], date(2026, 10, 1)) == extra
    assert named([moved], date(2026, 10, 1)) == moved
    assert named(plan, date(2026, 10, 2)) is None


def _rule(rule_date: date) -> ConsultationDay:
    return days.rule_day(rule_date, holidays_in(rule_date.year), POLICY)


def test_a_decision_taken_back_is_later_news() -> None:
    ascension = _rule(date(2027, 5, 6))
    decided = ok(days.confirm(ascension, date(2027, 5, 20), holidays_in(2027), BEFORE))
    back = days.restored(None, decided, POLICY, at("10:00"))
    assert (back.day, back.status, back.reason) == (date(2027, 5, 13), "proposed", ascension.reason)
    assert (back.sequence, back.changed) == (2, at("10:00"))
    again = days.restored(ascension, back, POLICY, at("11:00"))
    assert (again.day, again.sequence) == (date(2027, 5, 13), 3)


def test_an_extra_day_taken_back_is_called_off_for_calendars() -> None:
    extra = ok(days.add_day(date(2026, 9, 15), {}, POLICY, BEFORE))
    back = days.restored(None, extra, POLICY, BEFORE)
    assert (back.day, back.status, back.sequence) == (extra.day, "cancelled", 1)
