"""Where the times are found at which advisers are busy by their own calendars."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from ihk_tui.domain.blocked import BlockedTime
from ihk_tui.domain.formats import local
from ihk_tui.office.work import Reader


def blocked_between(reader: Reader, start: datetime, end: datetime) -> Iterator[BlockedTime]:
    """The blocked times of every day that the span touches; no other day is read."""
    return blocked_on(reader, local(start).date(), local(end).date())


def blocked_on(reader: Reader, first: date, last: date) -> Iterator[BlockedTime]:
    """The blocked times of the days from `first` to `last`, both included."""
    for ahead in range((last - first).days + 1):
        for time in reader.all(BlockedTime, first + timedelta(days=ahead)):
            if not time.released:
                yield time
