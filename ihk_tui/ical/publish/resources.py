"""An event as a calendar server keeps it: a resource of its own, and what it says."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from datetime import UTC, date, datetime, time
from typing import NamedTuple

from icalendar import Calendar, Event

from ihk_tui.domain.formats import date_words, local
from ihk_tui.domain.words import Words
from ihk_tui.ical.event import Source
from ihk_tui.ical.export import BARE_HEAD, END, Cache, written
from ihk_tui.ical.staff import StaffAppointment
from ihk_tui.ical.timezone import VTIMEZONE

_APPOINTMENT = Words("Termin {number} ({day})", "appointment {number} ({day})")
_DAY = Words("Sprechtag {day}", "consultation day {day}")
_SAID = ("SUMMARY", "LOCATION", "DESCRIPTION", "STATUS", "TRANSP")
"""Properties that, with the times, make up what an event says. Alarms and colours are their owner's own."""


class Resource(NamedTuple):
    """One event, ready to be put on a server: no METHOD, and no other event beside it (RFC 4791 §4.1)."""

    uid: str
    content: bytes
    called: Words
    """What it is called when something has to be said about it."""

    @property
    def fingerprint(self) -> str:
        """Tells its bytes from others."""
        return _fingerprint(self.content)


class Meaning(NamedTuple):
    """What a resource says, however a server writes it."""

    uid: str
    version: tuple[int, datetime]
    """Its SEQUENCE and when it last changed: the larger one is the newer one (RFC 5546 §2.1.5)."""
    fingerprint: str


def resources(sources: Iterable[Source], cache: Cache) -> dict[str, Resource]:
    """Make a resource of each, by UID."""
    chosen = list(sources)
    made: dict[str, Resource] = {}
    for source, event in zip(chosen, written(chosen, cache), strict=True):
        uid = source.order()[1]
        content = b"".join((BARE_HEAD, VTIMEZONE, event, END))
        made[uid] = Resource(uid, content, _called(source))
    return made


def resource_name(uid: str) -> str:
    """Name the resource of an event after its UID, whatever is in it."""
    plain = re.fullmatch(r"[A-Za-z0-9_@-][A-Za-z0-9_.@-]{0,127}", uid)
    return f"{uid if plain else _fingerprint(uid.encode())}.ics"


def meaning(content: bytes) -> Meaning | None:
    """Read what a resource says; None when it is not one event alone."""
    try:
        events = [event for event in Calendar.from_ical(content).walk("VEVENT") if isinstance(event, Event)]
        if len(events) != 1:
            return None
        event = events[0]
        said = [_utc(event.start), _utc(event.end), *(str(event.get(name, "")) for name in _SAID)]
        changed = event.last_modified or event.stamp or datetime.min.replace(tzinfo=UTC)
        sequence = int(event.sequence or 0)
        print_ = _fingerprint("\x00".join((str(sequence), *map(str, said))).encode())
        return Meaning(str(event.uid), (sequence, _utc(changed)), print_)
    except (ValueError, TypeError, AttributeError, KeyError, IndexError):  # whatever others put there
        return None


def _called(source: Source) -> Words:
    day = local(source.order()[0]).date()
    shown = date_words(day)
    if isinstance(source, StaffAppointment):
        return _APPOINTMENT.fill(number=source.appointment.id, day=shown)
    return _DAY.fill(day=shown)


def _utc(moment: date) -> datetime:
    wall = moment if isinstance(moment, datetime) else datetime.combine(moment, time())
    return wall.astimezone(UTC) if wall.tzinfo else wall.replace(tzinfo=UTC)


def _fingerprint(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:32]
