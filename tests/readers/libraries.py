"""Three Python libraries as readers: icalendar, vobject and ics."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import ics
import vobject
from icalendar import Calendar, Event

from tests.readers.seen import Seen, utc


def icalendar_reads(files: Sequence[bytes]) -> list[list[Seen]]:
    """The library that wrote them."""
    return [
        [_icalendar(event) for event in Calendar.from_ical(data).walk("VEVENT") if isinstance(event, Event)]
        for data in files
    ]


def _icalendar(event: Event) -> Seen:
    return Seen(
        uid=str(event.uid),
        start=utc(event.start),
        end=utc(event.end),
        summary=str(event.summary),
        status=str(event.status),
        sequence=event.sequence,
        location=str(event.get("LOCATION", "")),
        description=str(event.get("DESCRIPTION", "")),
    )


def vobject_reads(files: Sequence[bytes]) -> list[list[Seen]]:
    """Radicale and many older programs read with it."""
    calendars = (vobject.readOne(data.decode()) for data in files)
    return [[_vobject(event) for event in each.contents.get("vevent", [])] for each in calendars]


def _vobject(event: Any) -> Seen:
    def text(name: str) -> str:
        return "".join(line.value for line in event.contents.get(name, []))

    return Seen(
        uid=text("uid"),
        start=utc(event.dtstart.value),
        end=utc(event.dtend.value),
        summary=text("summary"),
        status=text("status"),
        sequence=int(text("sequence")),
        location=text("location"),
        description=text("description"),
    )


def ics_reads(files: Sequence[bytes]) -> list[list[Seen]]:
    """Reads by a grammar of its own."""
    return [[_ics(event) for event in ics.Calendar(data.decode()).events] for data in files]


def _ics(event: ics.Event) -> Seen:
    (sequence,) = (line.value for line in event.extra if line.name == "SEQUENCE")
    return Seen(
        uid=event.uid,
        start=utc(event.begin.datetime),
        end=utc(event.end.datetime),
        all_day=event.all_day,
        summary=event.name,
        status=event.status,
        sequence=int(sequence),
        location=event.location or "",
        description=event.description or "",
    )
