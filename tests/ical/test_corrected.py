"""What of a corrected appointment calendars are told: the same event, later only by time and place."""

from __future__ import annotations

from datetime import timedelta

import pytest
from msgspec.structs import replace

from ihk_tui.domain.appointments import Appointment
from ihk_tui.domain.corrections import corrected
from tests.ical.calendars import BOOKED, NOW, export, icalendar_reads

OTHER_NAME = replace(BOOKED, visitor=replace(BOOKED.visitor, name="Übler", company="Übler GmbH"))
LONGER = replace(BOOKED, end=BOOKED.end + timedelta(minutes=15))
ELSEWHERE = replace(BOOKED, place="Rathaus, Zimmer 3")


@pytest.mark.parametrize(("after", "rises"), [(OTHER_NAME, 0), (LONGER, 1), (ELSEWHERE, 1)])
def test_a_corrected_appointment_is_the_same_event_with_a_later_stamp(after: Appointment, rises: int) -> None:
    right = corrected(BOOKED, after, NOW)
    assert isinstance(right, Appointment)
    (before,), (now,) = icalendar_reads(export(BOOKED)), icalendar_reads(export(right))
    assert (now.uid, now.start, now.sequence) == (before.uid, before.start, before.sequence + rises)
    for stamp in (b"\r\nDTSTAMP:20260502T100000Z\r\n", b"\r\nLAST-MODIFIED:20260502T100000Z\r\n"):
        assert stamp in export(right) and stamp not in export(BOOKED)
