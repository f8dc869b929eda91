"""The QR code of an appointment, read back from the drawn text by ZXing and three calendar readers."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import ics
import pytest
import segno
import vobject
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Event

from ihk_tui.domain.codes import LEAST_QUIET, QUIET
from ihk_tui.ical.qr import ROOMY, TIGHT, TakenAlong, ascii_text, code, event_text
from tests.ical.calendars import berlin
from tests.qr import read

START = berlin(2026, 5, 7, 14, 0)
EVENT = TakenAlong(START, START + timedelta(minutes=30), "IHK Mittleres Ruhrgebiet", "Hattingen")


def _event(text: str) -> Event:
    found = Event.from_ical(text)
    assert isinstance(found, Event)
    return found


@pytest.mark.parametrize("limit", [ROOMY, TIGHT])
@pytest.mark.parametrize("border", range(LEAST_QUIET, QUIET + 1))
def test_a_camera_reads_what_is_drawn(limit: int, border: int) -> None:
    made = code(EVENT, limit)
    assert read(made.drawn(border)) == made.text
    assert read(made.drawn(border, ink_is_light=False), ink=0, ground=255) == made.text


def test_it_is_a_calendar_event_for_every_reader() -> None:
    text = code(EVENT).text
    event = _event(text)
    assert (event.start, event.end) == (EVENT.start, EVENT.end)
    assert (event["SUMMARY"], event["LOCATION"]) == ("IHK Mittleres Ruhrgebiet", "Hattingen")
    seen = vobject.readOne(text)
    assert (seen.dtstart.value, seen.dtend.value) == (EVENT.start, EVENT.end)
    wrapped = f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-\r\n{text}\r\nEND:VCALENDAR"
    (read_by_ics,) = ics.Calendar(wrapped).events
    assert (read_by_ics.begin.datetime, read_by_ics.location) == (EVENT.start, "Hattingen")


def test_it_fits_24_lines_and_its_calendar_would_not() -> None:
    """Why the VEVENT stands alone: with a VCALENDAR around it the code alone has 49 modules, 25 lines."""
    made = code(EVENT)
    assert made.size == 41 and len(made.text) == 128
    assert made.quiet_within(54, 24) == 3
    assert made.quiet_within(54, 23) == 2
    assert made.quiet_within(54, 22) is None
    assert code(EVENT, TIGHT).quiet_within(54, 24) == 4
    assert code(EVENT, TIGHT).needed == (41, 21)
    around = f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{made.text}\r\nEND:VCALENDAR"
    assert segno.make_qr(around, error="l", boost_error=False).symbol_size(border=0) == (49, 49)


def test_umlauts_are_spelled_out_and_commas_kept() -> None:
    event = EVENT._replace(summary="IHK Köln–Süd", location="Straße 1, 45525 Öde")
    text = event_text(event)
    assert text.isascii()
    assert (_event(text)["SUMMARY"], _event(text)["LOCATION"]) == ("IHK Koeln-Sued", "Strasse 1, 45525 Oede")


@pytest.mark.parametrize("name", ["株式会社", "", "\x1b]0;x\x07", "😀"])
def test_a_name_without_ascii_is_an_appointment_all_the_same(name: str) -> None:
    assert _event(event_text(EVENT._replace(summary=name)))["SUMMARY"] == "Termin"


def test_what_does_not_fit_is_left_out_by_whole_words() -> None:
    assert "SUMMARY:IHK Mittleres\r\n" in event_text(EVENT, TIGHT)
    long = EVENT._replace(summary="x" * 300, location="y" * 300)
    assert len(event_text(long, ROOMY)) == ROOMY


def test_nothing_typed_becomes_a_line_of_its_own() -> None:
    hostile = EVENT._replace(summary="a\r\nATTENDEE:mailto:x@y", location="b\nEND:VEVENT\u2028c")
    assert [line.partition(":")[0] for line in event_text(hostile, 500).splitlines()] == [
        "BEGIN", "SUMMARY", "LOCATION", "DTSTART", "DTEND", "END",
    ]  # fmt: skip


@given(summary=st.text(max_size=80), location=st.text(max_size=80), limit=st.sampled_from([ROOMY, TIGHT]))
def test_any_text_gives_one_event_within_the_limit(summary: str, location: str, limit: int) -> None:
    text = event_text(EVENT._replace(summary=summary, location=location), limit)
    assert len(text.encode("ascii")) <= limit
    event = _event(text)
    assert event.start == EVENT.start
    assert (ascii_text(summary) or "Termin").startswith(str(event["SUMMARY"]))


def test_the_repeated_hour_is_told_by_utc() -> None:
    second = berlin(2026, 10, 25, 2, 30, fold=1)
    event = EVENT._replace(start=second, end=second + timedelta(minutes=30))
    assert _event(code(event).text).start == datetime(2026, 10, 25, 1, 30, tzinfo=UTC)
