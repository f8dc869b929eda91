from __future__ import annotations

from datetime import date

from ihk_tui.domain.days import ConsultationDay
from tests.ical.calendars import BOOKED, INTERNAL, events, export, icalendar_reads, unfolded


def test_a_visitor_learns_where_when_and_with_whom_and_nothing_that_was_noted() -> None:
    (event,) = events(export(BOOKED, profile="visitor"))
    assert event["SUMMARY"] == "Termin: IHK in Hattingen"
    assert event["DESCRIPTION"] == "Es berät Sie: Derya Aydin"
    assert event["LOCATION"] == "Bahnhofstraße 1, 45525 Hattingen"
    assert (event.start, event.end) == (BOOKED.start, BOOKED.end)
    assert event["UID"] == BOOKED.uid
    text = unfolded(export(BOOKED, profile="visitor"))
    assert not [word for word in INTERNAL if word in text]


def test_a_visitor_gets_no_consultation_days() -> None:
    data = export(BOOKED, profile="visitor", days=[ConsultationDay(day=date(2026, 5, 7))])
    assert [seen.uid for seen in icalendar_reads(data)] == [BOOKED.uid]
