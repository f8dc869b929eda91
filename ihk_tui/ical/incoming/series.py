"""The times of a recurring event within a window, by `recurring-ical-events`."""

from __future__ import annotations

import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from types import FrameType
from typing import TYPE_CHECKING

from ihk_tui.domain.incoming import Occurrence, Window
from ihk_tui.ical.incoming import trouble
from ihk_tui.ical.incoming.moments import after, instant, named
from ihk_tui.ical.incoming.trouble import EventTrouble
from ihk_tui.ical.incoming.version import Version

if TYPE_CHECKING:
    from icalendar import Event

MAX_TIMES = 20_000
"""How many times all series of a file may have."""
EACH, ALL = 1.0, 5.0
"""Seconds that one series, and all of a file, may take to work out."""
_WHICH = "X-WHICH"


class _Late(Exception):
    pass


class Unfolding:
    """Works out one series after the other until time or number are used up.

    Only in a process's main thread: the clock interrupts what takes too long, such as a rule that never
    holds.
    """

    def __init__(self, window: Window) -> None:
        self._window = window
        self._left = ALL
        self._times = MAX_TIMES

    def times(self, series: Version, changed: list[Version]) -> tuple[Occurrence, ...]:
        """Give the times of a series, with those that were `changed` for themselves. Raises EventTrouble."""
        if self._left <= 0:
            raise EventTrouble(trouble.SLOW_RULE)
        began = time.monotonic()
        try:
            with _limited(min(EACH, self._left)):
                found = self._unfolded([series, *changed])
        except _Late:
            raise EventTrouble(trouble.SLOW_RULE) from None
        except EventTrouble:
            raise
        except Exception:  # whatever a library stumbles over is this event's own trouble
            raise EventTrouble(trouble.BAD_RULE) from None
        finally:
            self._left -= time.monotonic() - began
        self._times -= len(found)
        if self._times < 0:
            raise EventTrouble(trouble.MANY_DATES)
        return tuple(found.values())

    def _unfolded(self, versions: list[Version]) -> dict[str, Occurrence]:
        import recurring_ical_events
        from icalendar import Calendar

        calendar = Calendar()
        for index, version in enumerate(versions):
            calendar.add_component(_component(version, index))
        first = datetime.combine(self._window.first, datetime.min.time())
        last = datetime.combine(self._window.last + timedelta(days=1), datetime.min.time())
        own_ends = {instant(m[0]) for version in versions for m in version.more if isinstance(m, tuple)}
        found: dict[str, Occurrence] = {}
        for component in recurring_ical_events.of(calendar).between(first, last):
            version = versions[int(component[_WHICH])]
            start, end = component["DTSTART"].dt, component["DTEND"].dt
            if isinstance(start, datetime) and instant(start) not in own_ends:
                end = after(start, version.length)  # the library's is the wall clock's, whatever it does
            which = version.which if version.which and not version.and_later else named(start)
            found[which] = Occurrence(
                start=instant(start),
                end=instant(end),
                recurrence=which,
                sequence=version.sequence,
                stamp=version.stamp,
                cancelled=version.cancelled,
                free=version.free,
            )
        return found


def _component(version: Version, index: int) -> Event:
    from icalendar import Event, vRecur

    event = Event()
    event.add("UID", "1")
    event.add(_WHICH, str(index))
    event.add("DTSTART", version.start)
    event.add("DTEND", version.end)
    event.add("SEQUENCE", version.sequence)
    if version.recurrence is not None:
        span = {"RANGE": "THISANDFUTURE"} if version.and_later else {}
        event.add("RECURRENCE-ID", version.recurrence, parameters=span)
    for rule in version.rules:
        event.add("RRULE", vRecur.from_ical(rule))
    for moment in version.more:
        event.add("RDATE", [moment])
    for moment in version.without:
        event.add("EXDATE", [moment])
    return event


@contextmanager
def _limited(seconds: float) -> Iterator[None]:
    """Raise _Late inside the block once it has taken this long."""

    def late(number: int, frame: FrameType | None) -> None:
        raise _Late

    before = signal.signal(signal.SIGALRM, late)
    waiting = signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
        signal.setitimer(signal.ITIMER_REAL, *waiting)
