"""A calendar file: the constant time zone first, then a VEVENT for each appointment and consultation day."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Literal, NamedTuple

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
BARE_HEAD = b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:" + PRODID.encode() + b"\r\nCALSCALE:GREGORIAN\r\n"
"""Begins a calendar that is neither named nor subscribed to: a resource on a server, a part of a mail."""
END = b"END:VCALENDAR\r\n"


class Subscription(NamedTuple):
    """What a calendar says of itself to those who subscribe to it (RFC 7986)."""

    refresh: timedelta
    """How often a reader should look for changes; whole minutes."""
    whose: str = ""
    """Whose appointments these are; empty: the whole office's."""
    key: str = ""
    """Tells this calendar from the office's others of the same profile, for ever."""


PROFILE_WORDS: dict[Profile, Words] = {
    "staff": Words("Termine", "appointments"),
    "busy": Words("belegte Zeiten", "busy times"),
    "visitor": Words("Ihr Termin", "your appointment"),
}
_PROGRESS_STEP = 100


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
    subscription: Subscription | None = None,
) -> bytes:
    """Write a calendar without METHOD, to be saved, subscribed to or put on a CalDAV server.

    Unchanged data gives identical bytes, in whatever order it is passed. `names` gives the advisers' names
    by id. `days` stand in the staff's calendar only, proposed ones nowhere. `now` only decides which
    cancelled ones are still told. A `cache` that is passed again saves writing what did not change. With a
    `subscription`, the calendar says when to look for it again.
    Whoever may not read notes (DS10) must be given appointments without them.
    """
    chosen = sources(
        appointments,
        days,
        profile=profile,
        catalogue=catalogue,
        names=names,
        language=language,
        office=office,
        now=now,
    )
    events = written(chosen, {} if cache is None else cache, progress)
    return b"".join((_head(profile, language, office, subscription), VTIMEZONE, *events, END))


def sources(
    appointments: Iterable[Appointment],
    days: Iterable[ConsultationDay],
    *,
    profile: Profile,
    catalogue: Catalogue,
    names: Mapping[str, str],
    language: Language,
    office: OfficeIdentity,
    now: datetime,
) -> list[Source]:
    """Choose what a calendar tells, in the order in which it does; see `calendar`."""
    told = [a for a in appointments if a.status != "cancelled" or _still_told(a.changed, now)]
    chosen: list[Source] = []
    match profile:
        case "staff":
            for a in told:
                adviser, topic = names.get(a.adviser, a.adviser), catalogue.label(a.topic).to(language)
                chosen.append(StaffAppointment(a, adviser, topic, office, language))
            for day in (StaffDay.of(day, office, language) for day in days if day.status != "proposed"):
                if not day.cancelled or _still_told(day.changed, now):
                    chosen.append(day)
        case "visitor":
            for a in told:
                chosen.append(VisitorAppointment(a, names.get(a.adviser, a.adviser), office, language))
        case "busy":
            for start, end in merged(told):
                chosen.append(BusyTime(start, end, office, language))
    return sorted(chosen, key=lambda source: source.order())


def _still_told(cancelled: datetime, now: datetime) -> bool:
    return now - cancelled <= TOMBSTONE


def written(chosen: Sequence[Source], cache: Cache, progress: Progress | None = None) -> Iterator[bytes]:
    """Write each as a VEVENT, unless the cache has it."""
    for done, source in enumerate(chosen, start=1):
        event = cache.get(source)
        if event is None:
            event = cache[source] = write(source.entry())
        yield event
        if progress and (done % _PROGRESS_STEP == 0 or done == len(chosen)):
            progress(done, len(chosen))


def _head(
    profile: Profile, language: Language, office: OfficeIdentity, subscription: Subscription | None
) -> bytes:
    what = PROFILE_WORDS[profile].to(language)
    whose = f"{subscription.whose}, {what}" if subscription and subscription.whose else what
    key = f"{profile}-{subscription.key}" if subscription and subscription.key else profile
    head = Calendar.new(
        prodid=PRODID,
        uid=line(f"{key}@{office.domain}"),
        name=line(f"{office.name}: {whose}"),
        calscale="GREGORIAN",
    )
    head_bytes: bytes = head.to_ical()
    return head_bytes.removesuffix(END) + (_refresh(subscription.refresh) if subscription else b"")


def _refresh(often: timedelta) -> bytes:
    """Say how often to look: RFC 7986 §5.7, whose VALUE is mandatory, and what Outlook reads instead."""
    duration = f"PT{often // timedelta(minutes=1)}M"
    return f"REFRESH-INTERVAL;VALUE=DURATION:{duration}\r\nX-PUBLISHED-TTL:{duration}\r\n".encode()
