"""Events that repeat, worked out by recurring-ical-events within a window."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from ihk_tui.ical.incoming import series
from tests.ical.incoming import (
    TIMES,
    WINDOW,
    berlin,
    event,
    one,
    reads,
    rejected,
    utc,
    vcalendar,
    vevent,
)

BERLIN_9 = ("DTSTART;TZID=Europe/Berlin:20260901T090000", "DURATION:PT1H")


def test_only_the_window_is_worked_out() -> None:
    found = event(one("DTSTART;TZID=Europe/Berlin:20100101T090000", "DURATION:PT1H", "RRULE:FREQ=DAILY"))
    assert len(found.times) == 402
    assert found.times[0].start == berlin(WINDOW.first.year, WINDOW.first.month, WINDOW.first.day, 9)


def test_wall_clock_times_stay_over_a_clock_change() -> None:
    found = event(one(*BERLIN_9, "RRULE:FREQ=MONTHLY;COUNT=3"))
    assert [t.start for t in found.times] == [
        berlin(2026, 10, 1, 9),
        berlin(2026, 11, 1, 9),
    ]  # September's is before the window
    assert [t.recurrence for t in found.times] == ["20261001T070000Z", "20261101T080000Z"]


@pytest.mark.parametrize(
    ("start", "until"),
    [
        ("DTSTART;TZID=Europe/Berlin:20261001T090000", "20261015"),
        ("DTSTART;TZID=Europe/Berlin:20261001T233000", "20261015"),
        ("DTSTART;TZID=Europe/Berlin:20261001T003000", "20261015"),
        ("DTSTART;TZID=Europe/Berlin:20261001T090000", "20261015T090000"),
        ("DTSTART;TZID=Europe/Berlin:20261001T090000", "20261015t070000z"),
        ("DTSTART;TZID=America/New_York:20261001T210000", "20261015"),
        ("DTSTART;TZID=America/New_York:20261001T210000", "20261015T210000"),
        ("DTSTART;TZID=Asia/Tokyo:20261001T090000", "20261021"),
        ("DTSTART:20261001T090000", "20261015"),
        ("DTSTART:20261001T230000Z", "20261015"),
        ("DTSTART;VALUE=DATE:20261001", "20261015"),
        ("DTSTART;VALUE=DATE:20261001", "20261015T000000Z"),
    ],
)
@pytest.mark.parametrize("rule", ["RRULE:FREQ=WEEKLY;UNTIL={}", "RRULE:until={};FREQ=WEEKLY"])
def test_the_last_day_of_a_series_is_part_of_it(start: str, until: str, rule: str) -> None:
    """UNTIL is of another type than DTSTART in many files, against RFC 5545 §3.3.10."""
    assert len(event(one(start, rule.format(until))).times) == 3


def test_a_series_does_not_go_on_after_its_end() -> None:
    found = event(one(*BERLIN_9, "RRULE:FREQ=DAILY;UNTIL=20261005T085959"))
    assert found.times[-1].start == berlin(2026, 10, 4, 9)
    tokyo = ("DTSTART;TZID=Asia/Tokyo:20261001T090000", "DURATION:PT1H")
    assert len(event(one(*tokyo, "RRULE:FREQ=DAILY;UNTIL=20261003")).times) == 3


@pytest.mark.parametrize("until", ["99991231", "99991231T235959Z", "99991231T235959"])
def test_an_end_beyond_all_time_is_none(until: str) -> None:
    assert event(
        one("DTSTART;TZID=America/New_York:20261001T090000", f"RRULE:FREQ=DAILY;UNTIL={until}")
    ).times


@pytest.mark.parametrize("end", ["DURATION:PT1H", "DTEND;TZID=Europe/Berlin:{day}T033000"])
@pytest.mark.parametrize(
    ("day", "starts"),
    [
        # 02:30 comes an hour late where the clock leaves it out, and the first time where it shows it twice
        ("20270327", [utc(2027, 3, 27, 1, 30), utc(2027, 3, 28, 1, 30), utc(2027, 3, 29, 0, 30)]),
        ("20270328", [utc(2027, 3, 28, 1, 30), utc(2027, 3, 29, 0, 30), utc(2027, 3, 30, 0, 30)]),
        ("20261024", [utc(2026, 10, 24, 0, 30), utc(2026, 10, 25, 0, 30), utc(2026, 10, 26, 1, 30)]),
    ],
)
def test_every_time_of_a_series_is_as_long_as_the_first(end: str, day: str, starts: list[datetime]) -> None:
    """In real time, whatever the clocks do (RFC 5545 §3.8.5.3)."""
    rule = "RRULE:FREQ=DAILY;COUNT=3"
    found = event(one(f"DTSTART;TZID=Europe/Berlin:{day}T023000", end.format(day=day), rule))
    assert [(t.start, t.end - t.start) for t in found.times] == [
        (start, timedelta(hours=1)) for start in starts
    ]


def test_days_of_a_duration_are_days_by_the_calendar() -> None:
    found = event(
        one("DTSTART;TZID=Europe/Berlin:20261023T120000", "DURATION:P1D", "RRULE:FREQ=DAILY;COUNT=2")
    )
    assert [t.end - t.start for t in found.times] == [timedelta(hours=24), timedelta(hours=25)]


def test_dates_added_and_left_out() -> None:
    found = event(one(*TIMES, "RDATE:20261204T090000Z,20261205T090000Z", "EXDATE:20261204T090000Z"))
    assert [t.start for t in found.times] == [utc(2026, 12, 3, 9), utc(2026, 12, 5, 9)]
    periods = event(one(*TIMES, "RDATE;VALUE=PERIOD:20261204T090000Z/PT3H,20261205T090000Z/20261205T093000Z"))
    assert [(t.end - t.start).seconds // 60 for t in sorted(periods.times, key=lambda t: t.start)] == [
        60,
        180,
        30,
    ]


def test_a_series_of_whole_days() -> None:
    found = event(one("DTSTART;VALUE=DATE:20261001", "RRULE:FREQ=WEEKLY;COUNT=2"))
    assert [(t.start, t.recurrence) for t in found.times] == [
        (berlin(2026, 10, 1), "20261001"),
        (berlin(2026, 10, 8), "20261008"),
    ]


def test_one_time_called_off_and_the_rest_moved() -> None:
    series = vevent("UID:a", *TIMES, "RRULE:FREQ=DAILY;COUNT=5")
    off = vevent("UID:a", *TIMES, "RECURRENCE-ID:20261204T090000Z", "STATUS:CANCELLED", "SEQUENCE:1")
    later = vevent(
        "UID:a",
        "DTSTART:20261206T110000Z",
        "DTEND:20261206T120000Z",
        "RECURRENCE-ID;RANGE=THISANDFUTURE:20261206T090000Z",
    )
    found = event(vcalendar(series, off, later))
    by_name = sorted(found.times, key=lambda t: t.recurrence)
    assert [(t.start.day, t.start.hour, t.cancelled) for t in by_name] == [
        (3, 9, False), (3, 9, True), (5, 9, False), (6, 11, False), (7, 11, False),
    ]  # fmt: skip


def test_a_series_called_off_has_no_times() -> None:
    found = event(one(*TIMES, "RRULE:FREQ=DAILY", "STATUS:CANCELLED", "SEQUENCE:2"))
    assert (found.times, found.complete, found.sequence) == ((), True, 2)


def test_one_time_of_a_series_that_is_not_in_the_file() -> None:
    found = event(one(*TIMES, "RECURRENCE-ID:20261203T080000Z"))
    assert (found.complete, found.times[0].recurrence) == (False, "20261203T080000Z")


@pytest.mark.parametrize(
    ("rule", "code"),
    [
        ("FREQ=SECONDLY", "sub_daily"),
        ("FREQ=MINUTELY;COUNT=2", "sub_daily"),
        ("freq=hourly", "sub_daily"),
        ("FREQ=DAILY;BYHOUR=1,2,3;BYMINUTE=1,2,3", "sub_daily"),
        ("FREQ=DAILY;COUNT=x", "bad_rule"),
        ("FREQ=DAILY;BYDAY=XX", "bad_rule"),
        ("COUNT=3", "bad_rule"),
        ("FREQ=DAILY;INTERVAL=0", "slow_rule"),
    ],
)
def test_rules_that_are_not_followed(rule: str, code: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(series, "EACH", 0.2)
    assert rejected(one(*TIMES, f"RRULE:{rule}")).code == code


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=DAILY;COUNT=999999",
        "FREQ=YEARLY;COUNT=999999999999999999999",
        "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30",
    ],
)
def test_rules_without_an_end_in_sight_end(rule: str) -> None:
    found = reads(one(*TIMES, f"RRULE:{rule}"))
    assert len(found.events) + len(found.rejected) == 1


def test_an_empty_rule_is_none() -> None:
    assert not event(one(*TIMES, "RRULE:")).series


def test_floods_of_dates() -> None:
    flood = ",".join(["20261204T090000Z"] * 2001)
    assert rejected(one(*TIMES, f"RDATE:{flood}")).code == "too_many_dates"
    assert rejected(one(*TIMES, *[f"EXDATE:{day}" for day in flood.split(",")])).code == "too_many_dates"


def test_too_many_times_in_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(series, "MAX_TIMES", 500)
    daily = [vevent(f"UID:{n}", *TIMES, "RRULE:FREQ=DAILY") for n in range(3)]
    found = reads(vcalendar(*daily))
    assert ([e.uid for e in found.events], [r.code for r in found.rejected]) == (
        ["0"],
        ["too_many_dates"] * 2,
    )


def test_when_time_is_used_up_the_rest_is_rejected(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(series, "ALL", 0.0)
    found = reads(vcalendar(vevent("UID:a", *TIMES, "RRULE:FREQ=DAILY"), vevent("UID:b", *TIMES)))
    assert ([e.uid for e in found.events], [r.code for r in found.rejected]) == (["b"], ["slow_rule"])


def test_a_zone_whose_clock_changes_every_second() -> None:
    zone = (
        "BEGIN:VTIMEZONE\r\nTZID:X\r\nBEGIN:STANDARD\r\nDTSTART:19700101T000000\r\nTZOFFSETFROM:+0100\r\n"
        "TZOFFSETTO:+0100\r\nRRULE:FREQ=SECONDLY\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n"
    )
    assert rejected(vcalendar(zone, vevent("UID:a", "DTSTART;TZID=X:20261203T090000"))).code == "unknown_zone"
