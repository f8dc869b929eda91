"""One event of a calendar: what it says, and how it is written as a VEVENT (RFC 5545 §3.6.1)."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Literal, NamedTuple, Protocol

from icalendar import Event
from icalendar.enums import CLASS, STATUS, TRANSP

from ihk_tui.domain.formats import local
from ihk_tui.domain.words import Language, Words
from ihk_tui.ical.text import line, paragraphs

CALLED_OFF = Words("ABGESAGT: ", "CANCELLED: ")


class Entry(NamedTuple):
    """What an event says. Texts are as people typed them; they are cleaned when written."""

    uid: str
    sequence: int
    changed: datetime
    """When the record last changed; never the clock, so that unchanged data gives the same bytes."""
    start: datetime
    end: datetime
    summary: str
    access: Literal["PRIVATE", "CONFIDENTIAL"]
    language: Language
    created: datetime | None = None
    cancelled: bool = False
    takes_time: bool = True
    """Whether it makes those busy in whose calendar it stands."""
    location: str = ""
    description: tuple[str, ...] = ()
    """Paragraphs."""
    category: str = ""


class Source(Protocol):
    """Where an entry comes from: a hashable value that holds all its bytes depend on."""

    def __hash__(self) -> int: ...

    def order(self) -> tuple[datetime, str]:
        """Start and UID: where the event stands in the file."""
        ...

    def entry(self) -> Entry:
        """Say what the event says."""
        ...


def never_changed(day: date) -> datetime:
    """Give the DTSTAMP of what has no date of change of its own: the beginning of its year, UTC."""
    return datetime(day.year, 1, 1, tzinfo=UTC)


def write(entry: Entry) -> bytes:
    """Write an entry as a VEVENT: CRLF, lines of at most 75 octets, no character split (RFC 5545 §3.1)."""
    written: bytes = component(entry).to_ical()
    return written


def component(entry: Entry) -> Event:
    """Make the VEVENT of an entry."""
    prefix = CALLED_OFF.to(entry.language) if entry.cancelled else ""
    return Event.new(
        uid=line(entry.uid),
        sequence=entry.sequence,
        stamp=entry.changed,
        last_modified=entry.changed,
        created=entry.created,
        start=_wall_clock(entry.start),
        end=_wall_clock(entry.end),
        summary=line(prefix + entry.summary),
        location=line(entry.location) if entry.location else None,
        description=paragraphs(entry.description) if entry.description else None,
        categories=(entry.category,) if entry.category else (),
        classification=CLASS(entry.access),
        status=STATUS.CANCELLED if entry.cancelled else STATUS.CONFIRMED,
        transparency=TRANSP.OPAQUE if entry.takes_time and not entry.cancelled else TRANSP.TRANSPARENT,
    )


def _wall_clock(moment: datetime) -> datetime:
    """Give Hattingen's wall clock; UTC in both of October's doubled hours.

    With a TZID a doubled time means the first of the two (RFC 5545 §3.3.5), but ical.js, libical and khal
    take it for the second.
    """
    wall = local(moment)
    doubled = wall.replace(fold=0).utcoffset() != wall.replace(fold=1).utcoffset()
    return wall.astimezone(UTC) if doubled else wall
