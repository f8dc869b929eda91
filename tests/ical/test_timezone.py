from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from icalendar import Timezone

from ihk_tui.domain.formats import BERLIN
from ihk_tui.ical.timezone import VTIMEZONE

NEARBY = [timedelta(minutes=m) for m in (-1440, -121, -61, -60, -1, 0, 1, 59, 60, 61, 121, 1440)]


def changes(year: int) -> list[datetime]:
    """Every moment of a year (UTC) at which the offset of Europe/Berlin changes; they fall on full hours."""
    hours = [datetime(year, 1, 1, tzinfo=UTC) + timedelta(hours=h) for h in range(365 * 24)]
    offsets = [hour.astimezone(BERLIN).utcoffset() for hour in hours]
    return [hours[i] for i in range(1, len(hours)) if offsets[i] != offsets[i - 1]]


@pytest.mark.parametrize("year", range(1997, 2046))
def test_a_reader_has_the_offsets_of_the_zone_around_every_change_and_between(year: int) -> None:
    component = Timezone.from_ical(VTIMEZONE)
    assert isinstance(component, Timezone)
    read = component.to_tz(lookup_tzid=False)
    around = [change + step for change in changes(year) for step in NEARBY]
    weeks = [datetime(year, 1, 1, 12, tzinfo=UTC) + timedelta(weeks=week) for week in range(53)]
    assert len(around) == 2 * len(NEARBY)
    for moment in around + weeks:
        wall = moment.astimezone(BERLIN)
        assert wall.replace(tzinfo=read).utcoffset() == wall.utcoffset()


def test_the_component_has_rules_and_no_list_of_dates() -> None:
    assert VTIMEZONE.count(b"RRULE:FREQ=YEARLY") == 2
    assert b"RDATE" not in VTIMEZONE
