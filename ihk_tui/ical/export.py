"""A calendar file: the constant time zone first, then a VEVENT for each appointment and consultation day."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime, timedelta
from typing import Literal

from icalendar import Calendar

from ihk_tui.domain.appointments import Appointment
from ihk_tui.domain.days import ConsultationDay
from ihk_tui.domain.topics import Catalogue
from ihk_tui.domain.words import Language, Words
from ihk_tui.ical.busy import BusyTime, merged
from ihk_tui.ical.event import Source, write
from ihk_tui.ical.identity import OfficeIdentity
from ihk_tui.ical.staff import StaffAppointment, StaffDay
from ihk_tui.ical.text import line
from ihk_tui.ical.timezone import VTIMEZONE
from ihk_tui.ical.visitor import VisitorAppointment

Profile = Literal["staff", "busy", "visitor"]
"""For whom a calendar is: staff see everything, onlookers taken times, visitors their own appointment."""
Cache = dict[Source, bytes]
"""Events already written, by what they were written from: never stale, and shared by all profiles."""
Progress = Callable[[int, int], None]
"""Told how many events of how many are written."""

TOMBSTONE = timedelta(days=90)
"""How long something called off is still exported, so that every subscriber learns of it."""
PRODID = "-//ihk-tui//ihk-tui//DE"
PROFILE_WORDS: dict[Profile, Words] = {
    "staff": Words("Termine", "appointments"),
    "busy": Words("belegte Zeiten", "busy times"),
    "visitor": Words("Ihr Termin", "your appointment"),
}
_PROGRESS_STEP = 100
_END = b"END:VCALENDAR\r\n"


def calendar(
    appointments: Iterable[Appointment],
    days: Iterable[ConsultationDay],
    *,
    profile: Profile,
    catalogue: Catalogue,
    names: Mapping[str, str],
    language: Language,
    office: OfficeIdentity,
    now: datetime,
    progress: Progress | None = None,
    cache: Cache | None = None,
) -> bytes:
    """Write a calendar without METHOD, to be saved, subscribed to or put on a CalDAV server.

    Unchanged data gives identical bytes, in whatever order it is passed. `names` gives the advisers' names
    by id. `days` stand in the staff's calendar only, proposed ones nowhere. `now` only decides which
    cancelled ones are still told. A `cache` that is passed again saves writing what did not change.
    Whoever may not read notes (DS10) must be given appointments without them.
    """
    told = [a for a in appointments if a.status != "cancelled" or _still_told(a.changed, now)]
    sources: list[Source] = []
    match profile:
        case "staff":
            for a in told:
                adviser, topic = names.get(a.adviser, a.adviser), catalogue.label(a.topic).to(language)
                sources.append(StaffAppointment(a, adviser, topic, office, language))
            for day in (StaffDay.of(day, office, language) for day in days if day.status != "proposed"):
                if not day.cancelled or _still_told(day.changed, now):
                    sources.append(day)
        case "visitor":
            for a in told:
                sources.append(VisitorAppointment(a, names.get(a.adviser, a.adviser), office, language))
        case "busy":
            for start, end in merged(told):
                sources.append(BusyTime(start, end, office, language))
    sources.sort(key=lambda source: source.order())
    events = _written(sources, {} if cache is None else cache, progress)
    return b"".join((_head(profile, language, office), VTIMEZONE, *events, _END))


def _still_told(cancelled: datetime, now: datetime) -> bool:
    return now - cancelled <= TOMBSTONE


def _written(sources: list[Source], cache: Cache, progress: Progress | None) -> Iterator[bytes]:
    for done, source in enumerate(sources, start=1):
        event = cache.get(source)
        if event is None:
            event = cache[source] = write(source.entry())
        yield event
        if progress and (done % _PROGRESS_STEP == 0 or done == len(sources)):
            progress(done, len(sources))


def _head(profile: Profile, language: Language, office: OfficeIdentity) -> bytes:
    head = Calendar.new(
        prodid=PRODID,
        uid=line(f"{profile}@{office.domain}"),
        name=line(f"{office.name}: {PROFILE_WORDS[profile].to(language)}"),
        calscale="GREGORIAN",
    )
    written: bytes = head.to_ical()
    return written.removesuffix(_END)
