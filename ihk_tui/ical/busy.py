"""Busy times: when nobody can be had, and not a word more (DOMAIN.md §5, DS12).

An allow-list: a busy time knows its start, its end and the office. The record of an appointment never comes
near the writer, and neither does the moment at which it was booked or edited.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

import msgspec

from ihk_tui.domain.appointments import Appointment
from ihk_tui.domain.words import Language, Words
from ihk_tui.ical.event import Entry, never_changed
from ihk_tui.ical.identity import OfficeIdentity, busy_uid

BUSY = Words("Belegt", "Busy")


class BusyTime(msgspec.Struct, frozen=True):
    """A stretch of time without a gap."""

    start: datetime
    end: datetime
    office: OfficeIdentity
    language: Language

    def order(self) -> tuple[datetime, str]:
        """Start alone: busy times are apart from each other."""
        return self.start, ""

    def entry(self) -> Entry:
        """Say that the time is taken. Another stretch is another event, so nothing about it ever changes."""
        return Entry(
            uid=busy_uid(self.start, self.end, self.office),
            sequence=0,
            changed=never_changed(self.start),
            start=self.start,
            end=self.end,
            summary=BUSY.to(self.language),
            access="PRIVATE",
            language=self.language,
        )


def merged(appointments: Iterable[Appointment]) -> Iterator[tuple[datetime, datetime]]:
    """Join the times that appointments hold, travel included, wherever they touch or overlap."""
    held = sorted(_held(a) for a in appointments if a.holds_time)
    if not held:
        return
    start, end = held[0]
    for next_start, next_end in held:
        if next_start > end:
            yield start, end
            start = next_start
        end = max(end, next_end)
    yield start, end


def _held(appointment: Appointment) -> tuple[datetime, datetime]:
    if not appointment.travel:
        return appointment.start, appointment.end
    travel = timedelta(minutes=appointment.travel)
    return appointment.start - travel, appointment.end + travel
