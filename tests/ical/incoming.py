"""What the import tests share: files as various programs write them, and a way to write small ones."""

from __future__ import annotations

from datetime import UTC, date, datetime

from ihk_tui.domain.formats import BERLIN
from ihk_tui.domain.incoming import CalendarFile, IncomingEvent, Occurrence, Rejected, Window
from ihk_tui.domain.words import Refusal
from ihk_tui.ical.incoming.reading import read

WINDOW = Window.around(date(2026, 9, 3))
TIMES = ("DTSTART:20261203T090000Z", "DTEND:20261203T100000Z")


def vevent(*lines: str) -> str:
    return "\r\n".join(("BEGIN:VEVENT", *lines, "END:VEVENT", ""))


def vcalendar(*parts: str) -> bytes:
    return "\r\n".join(("BEGIN:VCALENDAR", "VERSION:2.0", f"{''.join(parts)}END:VCALENDAR", "")).encode()


def one(*lines: str, uid: str = "a") -> bytes:
    """A file with one event."""
    return vcalendar(vevent(f"UID:{uid}", *lines))


def reads(content: bytes) -> CalendarFile:
    """Read a file that has to be readable."""
    found = read(content, WINDOW)
    assert isinstance(found, CalendarFile), found
    return found


def refuses(content: bytes) -> str:
    """Read a file that has to be refused, and give the code."""
    found = read(content, WINDOW)
    assert isinstance(found, Refusal), found
    return found.code


def event(content: bytes) -> IncomingEvent:
    """The only event of a file without trouble."""
    found = reads(content)
    assert not found.rejected, found.rejected
    (only,) = found.events
    return only


def time(content: bytes) -> Occurrence:
    """The only time of the only event."""
    (only,) = event(content).times
    return only


def rejected(content: bytes) -> Rejected:
    """Why the only event of a file is not taken."""
    found = reads(content)
    assert not found.events, found.events
    (only,) = found.rejected
    return only


def utc(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)  # type: ignore[arg-type,misc]


def berlin(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=BERLIN).astimezone(UTC)  # type: ignore[arg-type,misc]


GOOGLE = vcalendar(
    "METHOD:PUBLISH\r\nX-WR-CALNAME:Selin\r\nX-WR-TIMEZONE:Europe/Berlin\r\n",
    vevent(
        "DTSTART;TZID=Europe/Berlin:20260907T090000",
        "DTEND;TZID=Europe/Berlin:20260907T093000",
        "RRULE:FREQ=WEEKLY;WKST=MO;UNTIL=20270101T225959Z;BYDAY=MO,WE",
        "EXDATE;TZID=Europe/Berlin:20260909T090000",
        "DTSTAMP:20260901T080000Z",
        "UID:3k2j5h@google.com",
        "ATTENDEE;CN=Ärztin;X-NUM-GUESTS=0:mailto:praxis@example.org",
        "SEQUENCE:1",
        "STATUS:CONFIRMED",
        "SUMMARY:Jour fixe",
        "TRANSP:OPAQUE",
    ),
    vevent(
        "DTSTART;TZID=Europe/Berlin:20260914T140000",
        "DTEND;TZID=Europe/Berlin:20260914T143000",
        "DTSTAMP:20260901T080000Z",
        "UID:3k2j5h@google.com",
        "RECURRENCE-ID;TZID=Europe/Berlin:20260914T090000",
        "SEQUENCE:2",
        "STATUS:CONFIRMED",
    ),
    vevent(
        "DTSTART;VALUE=DATE:20261012",
        "DTEND;VALUE=DATE:20261024",
        "DTSTAMP:20260901T080000Z",
        "UID:urlaub@google.com",
        "STATUS:CONFIRMED",
        "SUMMARY:Herbstferien\\, Ostsee",
    ),
)
OUTLOOK = vcalendar(
    "BEGIN:VTIMEZONE\r\nTZID:Mitteleuropa (Eigenbau)\r\nBEGIN:STANDARD\r\nDTSTART:16010101T030000\r\n"
    "TZOFFSETFROM:+0200\r\nTZOFFSETTO:+0100\r\nRRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=10\r\n"
    "END:STANDARD\r\nBEGIN:DAYLIGHT\r\nDTSTART:16010101T020000\r\nTZOFFSETFROM:+0100\r\n"
    "TZOFFSETTO:+0200\r\nRRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=3\r\nEND:DAYLIGHT\r\n"
    "END:VTIMEZONE\r\n",
    vevent(
        "CLASS:PRIVATE",
        "UID:040000008200E00074C5B7101A82E00800000000",
        "DTSTART;TZID=W. Europe Standard Time:20260910T130000",
        "DTEND;TZID=W. Europe Standard Time:20260910T150000",
        "DTSTAMP:20260901T080000Z",
        "X-MICROSOFT-CDO-BUSYSTATUS:BUSY",
    ),
    vevent(
        "UID:eigenbau",
        'DTSTART;TZID="Mitteleuropa (Eigenbau)":20261201T130000',
        "DURATION:PT1H30M",
        "DTSTAMP:20260901T080000Z",
    ),
)
APPLE = vcalendar(
    vevent(
        "UID:geburtstag",
        "DTSTART;VALUE=DATE:16041105",
        "DTEND;VALUE=DATE:16041106",
        "RRULE:FREQ=YEARLY",
        "TRANSP:TRANSPARENT",
        "DTSTAMP:20260901T080000Z",
        "BEGIN:VALARM\r\nTRIGGER;VALUE=DATE-TIME:19760401T005545Z\r\nACTION:NONE\r\nEND:VALARM",
    ),
    vevent(
        "UID:abgesagt",
        "DTSTART;TZID=/freeassociation.sourceforge.net/Europe/Berlin:20260915T080000",
        "DTEND;TZID=/freeassociation.sourceforge.net/Europe/Berlin:20260915T090000",
        "STATUS:CANCELLED",
        "SEQUENCE:3",
    ),
)
SAMPLES = (GOOGLE, OUTLOOK, APPLE)
