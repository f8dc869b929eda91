"""An event as a reader understood it: the one shape in which all readers tell."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Any

import msgspec


class Seen(msgspec.Struct, frozen=True, kw_only=True):
    """One event. Times are instants in UTC."""

    uid: str
    start: datetime
    end: datetime
    all_day: bool = False
    summary: str
    status: str
    sequence: int | None
    """None where a program does not show it."""
    location: str = ""
    description: str = ""


def decoded(printed: bytes) -> list[list[Seen]]:
    """What a reader in another language printed: for each calendar a list of events, as JSON."""
    return msgspec.json.decode(printed, type=list[list[Seen]])


def utc(moment: Any) -> datetime:
    """A time of day of a reader as an instant; a date alone, or a time of no zone, is none."""
    assert isinstance(moment, date)
    assert isinstance(moment, datetime) and moment.tzinfo, f"no instant: {moment!r}"
    return moment.astimezone(UTC)


def ordered(events: Sequence[Seen]) -> list[Seen]:
    """By start and UID."""
    return sorted(events, key=lambda event: (event.start, event.uid))
