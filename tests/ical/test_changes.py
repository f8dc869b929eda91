"""What changes keeps its UID and raises its SEQUENCE; what is called off leaves a tombstone."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

from msgspec.structs import replace

from ihk_tui.domain.appointments import Appointment, cancelled, moved_to
from ihk_tui.domain.days import ConsultationDay, DayStatus, confirm, holidays_in, year_plan
from ihk_tui.domain.policy import Policy
from ihk_tui.ical.export import TOMBSTONE
from tests.ical.calendars import BOOKED, NOW, berlin, events, export, fields, icalendar_reads, unfolded

JUNE = ConsultationDay(day=date(2026, 6, 4), rule_date=date(2026, 6, 4))


def called_off(appointment: Appointment, when: datetime) -> Appointment:
    gone = cancelled(appointment, when)
    assert isinstance(gone, Appointment)
    return gone


def test_a_moved_appointment_keeps_its_uid_under_the_next_sequence() -> None:
    later = berlin(2026, 12, 3, 14)
    moved = moved_to(BOOKED, later, later + timedelta(minutes=30), "aydin", NOW)
    assert isinstance(moved, Appointment)
    (before,), (after,) = icalendar_reads(export(BOOKED)), icalendar_reads(export(moved))
    assert (after.uid, after.sequence) == (before.uid, before.sequence + 1)
    assert [line for line in export(moved).split(b"\r\n") if line.startswith((b"DTSTA", b"LAST"))] == [
        *[b"DTSTART:19960331T020000", b"DTSTART:19961027T030000"],
        b"DTSTART;TZID=Europe/Berlin:20261203T140000",
        b"DTSTAMP:20260502T100000Z",
        b"LAST-MODIFIED:20260502T100000Z",
    ]


def test_a_shifted_day_keeps_its_uid_under_the_next_sequence_at_the_same_hours() -> None:
    holidays = holidays_in(2026)
    (proposed,) = (d for d in year_plan(2026, [], holidays, Policy()) if d.rule_date == date(2026, 6, 4))
    shifted = confirm(proposed, proposed.day, holidays, NOW)
    assert isinstance(shifted, ConsultationDay)
    (before,), (after,) = icalendar_reads(export(days=[JUNE])), icalendar_reads(export(days=[shifted]))
    assert (after.uid, after.sequence) == (before.uid, before.sequence + 1)
    assert (before.start, after.start) == (berlin(2026, 6, 4, 8, 30), berlin(2026, 6, 11, 8, 30))
    assert "DESCRIPTION:Verlegt vom Do.\\, 04.06.2026\\nFronleichnam" in unfolded(export(days=[shifted]))


def test_an_extra_day_on_a_shifted_first_thursday_is_another_event() -> None:
    shifted = replace(JUNE, day=date(2026, 6, 11), status="confirmed", sequence=1, changed=NOW)
    extra = ConsultationDay(day=date(2026, 6, 4), status="confirmed", changed=NOW)
    assert len({seen.uid for seen in icalendar_reads(export(days=[shifted, extra]))}) == 2


def test_a_day_without_a_date_of_change_is_stamped_with_the_beginning_of_its_year() -> None:
    assert b"\r\nDTSTAMP:20260101T000000Z\r\n" in export(days=[JUNE])


def test_days_are_told_by_status() -> None:
    def told(status: DayStatus) -> list[str]:
        day = replace(JUNE, status=status, changed=NOW)
        return [f"{e.status} {e.summary}" for e in icalendar_reads(export(days=[day]))]

    for status in ("planned", "confirmed", "open", "closed"):
        assert told(status) == ["CONFIRMED Sprechtag IHK in Hattingen"]
    assert told("cancelled") == ["CANCELLED ABGESAGT: Sprechtag IHK in Hattingen"]
    assert told("proposed") == []


def test_what_was_called_off_is_told_for_90_days_and_takes_no_time() -> None:
    gone = called_off(BOOKED, NOW)
    day = replace(JUNE, status="cancelled", changed=NOW)
    for now in (NOW, NOW + TOMBSTONE):
        told = [fields(event) for event in events(export(gone, days=[day], now=now))]
        assert [(e["STATUS"], e["TRANSP"]) for e in told] == [("CANCELLED", "TRANSPARENT")] * 2
        assert all(e["SUMMARY"].startswith("ABGESAGT: ") for e in told)
    assert icalendar_reads(export(gone, days=[day], now=NOW + TOMBSTONE + timedelta(seconds=1))) == []


def test_the_clock_decides_about_tombstones_only() -> None:
    late = NOW + timedelta(days=3650)
    other = replace(BOOKED, uid="other@hattingen.example")
    assert export(BOOKED, called_off(other, NOW), now=late) == export(BOOKED)


def test_a_tombstone_speaks_the_language_of_the_calendar() -> None:
    (seen,) = icalendar_reads(export(called_off(BOOKED, NOW), language="en"))
    assert seen.summary == "CANCELLED: Consultation: Müßig & Söhne; Gießerei"


def test_whoever_came_or_did_not_come_had_a_confirmed_appointment() -> None:
    for status in ("booked", "arrived", "no_show"):
        (seen,) = icalendar_reads(export(replace(BOOKED, status=status)))
        assert seen.status == "CONFIRMED"


def test_a_day_takes_no_time_because_its_slots_can_be_booked() -> None:
    (event,) = events(export(days=[replace(JUNE, closes=time(12))]))
    assert event["TRANSP"] == "TRANSPARENT"
    assert event.end == datetime(2026, 6, 4, 10, tzinfo=UTC)
