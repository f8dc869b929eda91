"""Consultation days: the rule, the holidays, and what staff decide (DOMAIN.md §2, scenario 21)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from ihk_tui.domain import days
from ihk_tui.domain.days import ConsultationDay, TalkSum, holidays_in, year_plan
from tests.domain.making import POLICY, at, ok, refused

SPRING = at("9:00", date(2026, 5, 1))

HOLIDAYS_ON_FIRST_THURSDAYS = [
    date(2026, 1, 1), date(2026, 6, 4), date(2027, 5, 6), date(2029, 11, 1), date(2030, 10, 3),
    date(2031, 5, 1), date(2032, 1, 1), date(2032, 5, 6), date(2035, 5, 3), date(2035, 11, 1),
]  # fmt: skip
"""All of 2026 to 2035."""


def plan(year: int, *decided: ConsultationDay) -> list[ConsultationDay]:
    return year_plan(year, decided, holidays_in(year), POLICY)


def rule_day(rule_date: date) -> ConsultationDay:
    return next(day for day in plan(rule_date.year) if day.rule_date == rule_date)


def test_the_first_thursdays_that_are_holidays_are_exactly_these() -> None:
    found = [
        day.rule_date
        for year in range(2026, 2036)
        for day in plan(year)
        if day.rule_date in holidays_in(year)
    ]
    assert found == HOLIDAYS_ON_FIRST_THURSDAYS


@pytest.mark.parametrize("year", range(2024, 2041))
def test_a_year_has_twelve_days_all_thursdays_in_the_month_of_their_rule(year: int) -> None:
    found = plan(year)
    assert [day.rule_date.month for day in found if day.rule_date] == list(range(1, 13))
    assert all(day.day.weekday() == 3 and day.day not in holidays_in(year) for day in found)
    assert all(day.rule_date and day.rule_date.day <= 7 for day in found)


@pytest.mark.parametrize("rule_date", HOLIDAYS_ON_FIRST_THURSDAYS)
def test_a_holiday_proposes_the_following_thursday_with_its_reason(rule_date: date) -> None:
    day = rule_day(rule_date)
    assert day.day == rule_date + timedelta(days=7)
    assert day.status == "proposed"
    assert day.reason == holidays_in(rule_date.year)[rule_date]


def test_holidays_have_their_names_in_both_languages() -> None:
    assert rule_day(date(2026, 6, 4)).reason == ("Fronleichnam", "Corpus Christi")
    ascension = rule_day(date(2027, 5, 6)).reason
    assert ascension and ascension.de == "Christi Himmelfahrt" and "Ascension" in ascension.en


def test_the_public_system_s_mistakes_are_not_ours() -> None:
    found = holidays_in(2026)
    assert date(2026, 3, 8) not in found
    assert date(2026, 11, 1) in found and date(2026, 6, 4) in found


def test_an_ordinary_first_thursday_is_planned_with_the_office_s_hours() -> None:
    day = rule_day(date(2026, 9, 3))
    assert (day.day, day.status, day.reason) == (date(2026, 9, 3), "planned", None)
    assert (day.opens, day.closes, day.slot, day.desks) == (POLICY.opens, POLICY.closes, 30, 3)


def test_two_holidays_in_a_row_propose_the_thursday_after_both() -> None:
    words = holidays_in(2026)[date(2026, 6, 4)]
    found = days.rule_day(date(2026, 6, 4), {date(2026, 6, 4): words, date(2026, 6, 11): words}, POLICY)
    assert found.day == date(2026, 6, 18)


def test_a_day_moves_neither_far_nor_into_the_past() -> None:
    day = rule_day(date(2026, 6, 4))
    for on in (date(2026, 4, 30), date(2026, 7, 3), date(2020, 6, 4), date(2028, 6, 2)):
        assert refused(days.confirm(day, on, {}, SPRING)) == "too_far"
    assert ok(days.confirm(day, date(2026, 7, 2), {}, SPRING)).day == date(2026, 7, 2)


def test_a_proposal_is_confirmed() -> None:
    proposed = rule_day(date(2026, 6, 4))
    decided = ok(days.confirm(proposed, proposed.day, holidays_in(2026), SPRING))
    assert (decided.day, decided.status, decided.sequence) == (date(2026, 6, 11), "confirmed", 1)
    assert decided.changed == SPRING
    assert decided.reason == proposed.reason


def test_a_proposal_is_overruled_by_another_date_and_the_plan_follows() -> None:
    decided = ok(days.confirm(rule_day(date(2026, 6, 4)), date(2026, 6, 18), holidays_in(2026), SPRING))
    found = plan(2026, decided)
    assert len(found) == 12
    assert [day.day for day in found if day.day.month == 6] == [date(2026, 6, 18)]


def test_a_day_moves_to_no_holiday() -> None:
    assert refused(days.confirm(rule_day(date(2026, 6, 4)), date(2026, 6, 4), holidays_in(2026), SPRING)) == (
        "holiday"
    )


def test_a_cancelled_day_stays_in_the_plan_as_cancelled_and_cannot_be_opened() -> None:
    off = ok(days.cancel_day(rule_day(date(2026, 9, 3)), at("9:00")))
    assert (off.status, off.sequence) == ("cancelled", 1)
    assert [day.status for day in plan(2026, off) if day.day == date(2026, 9, 3)] == ["cancelled"]
    assert refused(days.open_day(off, at("9:00"))) == "day_cancelled"
    back = ok(days.confirm(off, off.day, holidays_in(2026), at("10:00")))
    assert (back.status, back.sequence) == ("confirmed", 2)


def test_a_day_that_was_opened_is_not_planned_anew() -> None:
    opened = ok(days.open_day(rule_day(date(2026, 9, 3)), at("8:00")))
    closed = days.close_day(opened, {}, at("16:30"))
    for day in (opened, closed):
        assert refused(days.confirm(day, date(2026, 9, 10), {}, at("17:00"))) == "day_started"
        assert refused(days.cancel_day(day, at("17:00"))) == "day_started"


def test_a_day_opens_once_closes_and_opens_again_with_its_first_opening_kept() -> None:
    opened = ok(days.open_day(rule_day(date(2026, 9, 3)), at("8:00")))
    assert (opened.status, opened.opened_at) == ("open", at("8:00"))
    assert refused(days.open_day(opened, at("8:01"))) == "already_open"
    closed = days.close_day(opened, {"VE": TalkSum(1, 8, 64)}, at("16:30"))
    assert (closed.status, closed.closed_at, closed.talks["VE"].count) == ("closed", at("16:30"), 1)
    again = ok(days.open_day(closed, at("16:40")))
    assert (again.status, again.opened_at, again.closed_at) == ("open", at("8:00"), None)


def test_extra_days_stand_in_the_plan_of_their_year() -> None:
    extra = days.extra_day(date(2026, 9, 15), POLICY)
    assert extra in plan(2026, extra) and len(plan(2026, extra)) == 13
    assert extra not in plan(2027, extra)


def test_talk_sums_add_up() -> None:
    one = TalkSum().plus(8).plus(6)
    assert one == TalkSum(2, 14, 100)
    assert one.merged(TalkSum(1, 5, 25)) == TalkSum(3, 19, 125)
