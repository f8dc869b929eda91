"""Dates, times and durations, typed and shown (DOMAIN.md §6, scenario 22)."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from ihk_tui.domain import formats
from ihk_tui.domain.formats import at_time, read_date, read_time
from ihk_tui.domain.words import BadInput
from tests.domain.making import at

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("4.12.", date(2026, 12, 4)),
        ("4.12", date(2026, 12, 4)),
        ("04.12.2026", date(2026, 12, 4)),
        ("4. 12. 2026", date(2026, 12, 4)),
        ("4.12.26", date(2026, 12, 4)),
        ("2026-12-04", date(2026, 12, 4)),
        ("22.11.", TODAY),
        ("21.11.", date(2027, 11, 21)),
        ("1.1.", date(2027, 1, 1)),
        ("29.2.", date(2028, 2, 29)),
        ("heute", TODAY),
        ("Morgen", date(2026, 11, 23)),
        (" übermorgen ", date(2026, 11, 24)),
        ("gestern", date(2026, 11, 21)),
        ("tomorrow", date(2026, 11, 23)),
    ],
)
def test_dates_as_people_type_them(typed: str, meant: date) -> None:
    assert read_date(typed, TODAY) == meant


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "31.2.",
        "31.2.2026",
        "4/12",
        "2026-13-01",
        "32.1.",
        "0.0.",
        "bald",
        "4.",
        "4.12.1926",
        "2206-12-04",
    ],
)
def test_what_is_no_date_is_said_with_the_field(typed: str) -> None:
    with pytest.raises(BadInput) as caught:
        read_date(typed, TODAY, "due")
    assert caught.value.field == "due"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("1430", time(14, 30)), ("14.30", time(14, 30)), ("14:30", time(14, 30)), ("14 30", time(14, 30)),
        ("930", time(9, 30)), ("9", time(9)), ("0:00", time(0)), ("23:59", time(23, 59)), ("9 Uhr", time(9)),
        ("14:30 uhr", time(14, 30)),
    ],
)  # fmt: skip
def test_times_as_people_type_them(typed: str, meant: time) -> None:
    assert read_time(typed) == meant


@pytest.mark.parametrize("typed", ["", "24:00", "14:60", "2400", "vier", "14:3", "-1", "14:30:00", "99"])
def test_what_is_no_time_is_said(typed: str) -> None:
    with pytest.raises(BadInput):
        read_time(typed)


@given(some.text(max_size=12))
def test_nothing_typed_crashes(typed: str) -> None:
    for read in (lambda: read_date(typed, TODAY), lambda: read_time(typed)):
        try:
            read()
        except BadInput as problem:
            assert problem.words.de and problem.words.en


@given(some.dates(date(2000, 1, 1), date(2099, 12, 31)))
def test_every_date_shown_is_read_back(day: date) -> None:
    assert read_date(formats.show_date(day, "de")[5:], TODAY) == day
    assert read_date(formats.show_date(day, "en")[5:], TODAY) == day


def test_a_time_that_the_clock_skips_is_refused() -> None:
    spring = date(2027, 3, 28)
    for skipped in (time(2, 0), time(2, 30), time(2, 59)):
        with pytest.raises(BadInput) as caught:
            at_time(spring, skipped)
        assert "28.03.2027" in caught.value.words.de
    assert at_time(spring, time(1, 59)).astimezone(UTC) == datetime(2027, 3, 28, 0, 59, tzinfo=UTC)
    assert at_time(spring, time(3, 0)).astimezone(UTC) == datetime(2027, 3, 28, 1, 0, tzinfo=UTC)


def test_a_time_that_comes_twice_is_asked() -> None:
    autumn = date(2026, 10, 25)
    with pytest.raises(BadInput):
        at_time(autumn, time(2, 30))
    first, second = (at_time(autumn, time(2, 30), later).astimezone(UTC) for later in (False, True))
    assert first == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    assert second - first == timedelta(hours=1)
    assert at_time(autumn, time(3, 0)).astimezone(UTC) == datetime(2026, 10, 25, 2, 0, tzinfo=UTC)


def test_fourteen_o_clock_is_fourteen_o_clock_in_summer_and_winter() -> None:
    summer, winter = at_time(date(2026, 10, 1), time(14)), at_time(date(2026, 11, 5), time(14))
    assert (summer.astimezone(UTC).hour, winter.astimezone(UTC).hour) == (12, 13)
    assert formats.show_time(summer) == formats.show_time(winter) == "14:00"


def test_moments_are_shown_on_the_wall_clock_of_hattingen() -> None:
    moment = datetime(2025, 12, 4, 13, 30, tzinfo=UTC)
    assert formats.show_moment(moment, "de") == "Do., 04.12.2025, 14:30 Uhr"
    assert formats.show_moment(moment, "en") == "Thu, 2025-12-04, 14:30"
    just_after_midnight = datetime(2026, 9, 2, 22, 5, tzinfo=UTC)
    assert formats.show_moment(just_after_midnight, "de") == "Do., 03.09.2026, 00:05 Uhr"
    assert formats.show_span(at("9:00"), at("9:30"), "de") == "09:00–09:30 Uhr"
    assert formats.show_span(at("9:00"), at("9:30"), "en") == "09:00–09:30"


@pytest.mark.parametrize(
    ("count", "de", "en"),
    [
        (0, "0 min", "0 min"),
        (18, "18 min", "18 min"),
        (59, "59 min", "59 min"),
        (60, "1 Std. 00 min", "1 h 00 min"),
        (65, "1 Std. 05 min", "1 h 05 min"),
    ],
)
def test_durations_are_shown(count: int, de: str, en: str) -> None:
    assert (formats.show_minutes(count, "de"), formats.show_minutes(count, "en")) == (de, en)


def test_begun_minutes_do_not_count() -> None:
    assert formats.minutes(timedelta(seconds=59)) == 0
    assert formats.minutes(timedelta(minutes=7, seconds=59)) == 7
