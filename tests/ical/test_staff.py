from __future__ import annotations

from msgspec.structs import replace

from ihk_tui.domain.visitors import Visitor
from tests.ical.calendars import BOOKED, INTERNAL, export, icalendar_reads, unfolded


def test_staff_see_everything_and_it_is_confidential() -> None:
    text = unfolded(export(BOOKED))
    for told in (*INTERNAL, "Derya Aydin", "Bahnhofstraße 1", "CLASS:CONFIDENTIAL"):
        assert told in text


def test_a_company_visit_says_where_to_go() -> None:
    away = replace(BOOKED, kind="company_visit", place="Werksstraße 3, 45527 Hattingen")
    assert "LOCATION:Werksstraße 3\\, 45527 Hattingen" in unfolded(export(away))
    assert "CATEGORIES:Betriebsbesuch" in unfolded(export(away))


def test_an_anonymous_appointment_is_named_by_its_topic() -> None:
    (seen,) = icalendar_reads(export(replace(BOOKED, visitor=Visitor())))
    assert seen.summary == "Beratung: Eintragung (§§ 34–36)"


def test_staff_read_english_when_they_want() -> None:
    text = unfolded(export(BOOKED, language="en"))
    assert "SUMMARY:Consultation: " in text
    assert "Topic: registration" in text


def test_an_adviser_who_left_is_named_by_id() -> None:
    assert "Beratung: schmidt" in unfolded(export(replace(BOOKED, adviser="schmidt")))
