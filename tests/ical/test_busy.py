from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from ihk_tui.domain.appointments import Appointment
from ihk_tui.domain.days import ConsultationDay
from ihk_tui.domain.visitors import Visitor
from ihk_tui.ical.busy import merged
from ihk_tui.ical.identity import busy_uid
from tests.ical.calendars import (
    BOOKED,
    INTERNAL,
    NOW,
    OFFICE,
    at,
    berlin,
    events,
    export,
    fields,
    icalendar_reads,
    unfolded,
)

NOON = berlin(2026, 5, 7, 12)


def test_busy_times_say_nothing_but_that_they_are_taken() -> None:
    (event,) = events(export(BOOKED, profile="busy"))
    assert {name: value for name, value in fields(event).items() if name != "UID"} == {
        "SUMMARY": "Belegt",
        "DTSTART": "20260507T134000",
        "DTEND": "20260507T145000",
        "DTSTAMP": "20260101T000000Z",
        "LAST-MODIFIED": "20260101T000000Z",
        "SEQUENCE": "0",
        "CLASS": "PRIVATE",
        "STATUS": "CONFIRMED",
        "TRANSP": "OPAQUE",
    }
    text = unfolded(export(BOOKED, profile="busy", days=[ConsultationDay(day=date(2026, 5, 7))]))
    secrets = (*INTERNAL, "Derya", "aydin", "Bahnhof", "Sprechtag", BOOKED.uid)
    assert not [word for word in secrets if word in text]


def test_a_busy_time_in_english() -> None:
    assert "SUMMARY:Busy" in unfolded(export(BOOKED, profile="busy", language="en"))


def test_busy_bytes_do_not_tell_that_a_note_was_edited() -> None:
    edited = replace(BOOKED, note="anderes", changed=NOW, sequence=9, visitor=Visitor())
    assert export(edited, profile="busy") == export(BOOKED, profile="busy")


def test_the_uid_of_a_busy_time_is_constant_and_needs_the_secret() -> None:
    (seen,) = icalendar_reads(export(BOOKED, profile="busy"))
    assert re.fullmatch(r"[0-9a-f]{32}@hattingen\.example", seen.uid)
    assert seen.uid == busy_uid(seen.start, seen.end, OFFICE)
    assert seen.uid != busy_uid(seen.start, seen.end, OFFICE._replace(secret=b"guessed"))


def test_what_was_called_off_or_missed_takes_no_time() -> None:
    for status in ("cancelled", "no_show"):
        assert icalendar_reads(export(replace(BOOKED, status=status), profile="busy")) == []
    assert len(icalendar_reads(export(replace(BOOKED, status="arrived"), profile="busy"))) == 1


booking = st.builds(
    lambda start, length, travel: replace(at(NOON + timedelta(minutes=start), length), travel=travel),
    st.integers(0, 600),
    st.integers(1, 90),
    st.sampled_from((0, 0, 15)),
)


def held(appointments: list[Appointment]) -> set[datetime]:
    """Every minute that any of them holds, travel included."""
    return {
        a.start + timedelta(minutes=minute)
        for a in appointments
        for minute in range(-a.travel, int((a.end - a.start).total_seconds() // 60) + a.travel)
    }


@given(st.lists(booking, max_size=12))
def test_merged_times_hold_the_same_minutes_and_never_touch(appointments: list[Appointment]) -> None:
    times = list(merged(appointments))
    assert held([replace(BOOKED, start=start, end=end, travel=0) for start, end in times]) == held(
        appointments
    )
    assert all(end < next_start for (_, end), (next_start, _) in pairwise(times))
