"""What the calendar tests share: an office, an appointment, and three readers that know nothing of ours."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple

import ics
import vobject
from icalendar import Calendar, Event
from icalendar.prop import VPROPERTY
from msgspec.structs import replace

from ihk_tui.domain.appointments import Appointment
from ihk_tui.domain.days import ConsultationDay
from ihk_tui.domain.formats import BERLIN
from ihk_tui.domain.topics import Catalogue, Topic, TopicGroup
from ihk_tui.domain.visitors import Visitor
from ihk_tui.domain.words import Language
from ihk_tui.ical.export import Cache, Profile, Progress, calendar
from ihk_tui.ical.identity import OfficeIdentity

OFFICE = OfficeIdentity(
    "IHK in Hattingen", "Bahnhofstraße 1, 45525 Hattingen", "hattingen.example", b"k" * 32
)
NAMES = {"aydin": "Derya Aydin"}
CATALOGUE = Catalogue(
    groups=(
        TopicGroup(
            code="VE",
            letter="v",
            de="Vertrag & Eintragung",
            en="contract & registration",
            topics=(Topic(code="VE2", de="Eintragung (§§ 34–36)", en="registration (§§ 34–36)"),),
        ),
    ),
    partners=(),
)
NOW = datetime(2026, 5, 2, 10, 0, tzinfo=UTC)


def berlin(year: int, month: int, day: int, hour: int, minute: int = 0, *, fold: int = 0) -> datetime:
    return datetime(year, month, day, hour, minute, fold=fold, tzinfo=BERLIN).astimezone(UTC)


BOOKED = Appointment(
    id=7,
    uid="7f3c@hattingen.example",
    kind="consultation",
    start=berlin(2026, 5, 7, 14, 0),
    end=berlin(2026, 5, 7, 14, 30),
    created=datetime(2026, 4, 20, 8, 15, tzinfo=UTC),
    changed=datetime(2026, 4, 21, 9, 30, tzinfo=UTC),
    sequence=2,
    adviser="aydin",
    topic="VE2",
    visitor=Visitor(
        name="Jörg Müßig", company="Müßig & Söhne; Gießerei", phone="+492324123456", email="jm@example.org"
    ),
    travel=20,
    note="Bringt den Vertrag mit.\nFragt nach Verkürzung.",
)
INTERNAL = ("Müßig", "Gießerei", "Eintragung", "492324", "jm@", "Verkürzung", "Fahrzeit", "gebucht")
"""What of that appointment is for staff only."""


def at(start: datetime, minutes: int = 30) -> Appointment:
    return replace(BOOKED, start=start, end=start + timedelta(minutes=minutes))


def export(
    *appointments: Appointment,
    days: Iterable[ConsultationDay] = (),
    profile: Profile = "staff",
    language: Language = "de",
    now: datetime = NOW,
    progress: Progress | None = None,
    cache: Cache | None = None,
) -> bytes:
    return calendar(
        appointments,
        days,
        profile=profile,
        catalogue=CATALOGUE,
        names=NAMES,
        language=language,
        office=OFFICE,
        now=now,
        progress=progress,
        cache=cache,
    )


def events(data: bytes) -> list[Event]:
    return [event for event in Calendar.from_ical(data).walk("VEVENT") if isinstance(event, Event)]


def fields(event: Event) -> dict[str, str]:
    """The properties of an event as text, unescaped where they are text."""
    return {name: _text(event[name]) for name in event}


def unfolded(data: bytes) -> str:
    return data.decode().replace("\r\n ", "")


class Seen(NamedTuple):
    """An event as a reader understood it."""

    uid: str
    sequence: int
    start: datetime
    end: datetime
    summary: str
    status: str


def icalendar_reads(data: bytes) -> list[Seen]:
    return [
        Seen(str(e.uid), e.sequence, _utc(e.start), _utc(e.end), str(e.summary), str(e.status))
        for e in events(data)
    ]


def vobject_reads(data: bytes) -> list[Seen]:
    return [
        Seen(
            e.uid.value,
            int(e.sequence.value),
            _utc(e.dtstart.value),
            _utc(e.dtend.value),
            e.summary.value,
            e.status.value,
        )
        for e in vobject.readOne(data.decode()).contents.get("vevent", [])
    ]


def ics_reads(data: bytes) -> list[Seen]:
    return [
        Seen(
            e.uid,
            next(int(line.value) for line in e.extra if line.name == "SEQUENCE"),
            _utc(e.begin.datetime),
            _utc(e.end.datetime),
            e.name,
            e.status,
        )
        for e in sorted(ics.Calendar(data.decode()).events)
    ]


READERS: tuple[Callable[[bytes], list[Seen]], ...] = (icalendar_reads, vobject_reads, ics_reads)


def _text(value: VPROPERTY) -> str:
    if isinstance(value, str):
        return str(value)
    written = value.to_ical()
    return written.decode() if isinstance(written, bytes) else str(written)


def _utc(moment: date) -> datetime:
    assert isinstance(moment, datetime)
    return moment.astimezone(UTC)
