"""Three readers understand an exported event alike: start, end, summary, status, UID and SEQUENCE."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from ihk_tui.domain.appointments import Appointment, cancelled
from ihk_tui.domain.days import ConsultationDay
from ihk_tui.domain.formats import BERLIN
from tests.ical.calendars import BOOKED, NOW, READERS, Seen, at, berlin, export

MOMENTS = {
    "May": berlin(2026, 5, 7, 14),
    "December": berlin(2026, 12, 3, 14),
    "Corpus Christi": berlin(2026, 6, 4, 14),
    "the week after": berlin(2026, 6, 11, 14),
    "before summer time begins": berlin(2026, 3, 29, 1, 30),
    "when summer time began": berlin(2026, 3, 29, 3),
    "first of the doubled hours": berlin(2026, 10, 25, 2, 30),
    "second of the doubled hours": berlin(2026, 10, 25, 2, 30, fold=1),
    "after summer time ended": berlin(2026, 10, 25, 3),
    "midnight": berlin(2026, 5, 7, 0),
}


def meant(appointment: Appointment, summary: str, status: str = "CONFIRMED") -> Seen:
    return Seen(appointment.uid, appointment.sequence, appointment.start, appointment.end, summary, status)


@pytest.mark.parametrize("start", MOMENTS.values(), ids=MOMENTS.keys())
def test_readers_agree_on_days_of_both_offsets_and_around_both_changes(start: datetime) -> None:
    appointment = at(start)
    expected = [meant(appointment, "Beratung: Müßig & Söhne; Gießerei")]
    assert [read(export(appointment)) for read in READERS] == [expected] * 3


@pytest.mark.slow
@given(
    start=st.datetimes(datetime(1997, 1, 1), datetime(2037, 12, 1), timezones=st.just(UTC)),
    length=st.integers(1, 600),
    sequence=st.integers(0, 10_000),
)
def test_readers_agree_on_any_moment(start: datetime, length: int, sequence: int) -> None:
    appointment = replace(at(start.replace(second=0, microsecond=0), length), sequence=sequence)
    expected = [meant(appointment, "Beratung: Müßig & Söhne; Gießerei")]
    assert [read(export(appointment)) for read in READERS] == [expected] * 3


def test_readers_agree_on_a_tombstone() -> None:
    gone = cancelled(BOOKED, NOW)
    assert isinstance(gone, Appointment)
    expected = [meant(gone, "ABGESAGT: Beratung: Müßig & Söhne; Gießerei", "CANCELLED")]
    assert [read(export(gone)) for read in READERS] == [expected] * 3


@pytest.mark.slow
@given(day=st.dates(date(1997, 1, 1), date(2037, 12, 1)))
def test_a_consultation_day_keeps_its_wall_clock_hours_all_year(day: date) -> None:
    data = export(days=[ConsultationDay(day=day, opens=time(8, 30), closes=time(16, 0))])
    for read in READERS:
        (seen,) = read(data)
        assert seen.start.astimezone(BERLIN).replace(tzinfo=None) == datetime.combine(day, time(8, 30))
        assert seen.end - seen.start == timedelta(hours=7, minutes=30)


def test_an_empty_calendar_can_be_read() -> None:
    assert [read(export()) for read in READERS] == [[], [], []]
