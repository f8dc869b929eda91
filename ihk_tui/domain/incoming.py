"""What a calendar file says about when: no titles, no places, no names.

A file is read apart from the office, in a process of its own; these are the values that come back.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Literal, NamedTuple

import msgspec

from ihk_tui.domain.words import Words

MAX_BYTES = 10_000_000
"""A calendar file larger than this is not read."""
BEFORE = timedelta(days=1)
AHEAD = timedelta(days=400)
"""How far back and ahead busy times and the dates of a series are read."""

MadeHere = Literal["", "day", "busy", "appointment"]
"""What an event is named as: something from elsewhere, or a day, busy time or appointment of this office."""


class Window(NamedTuple):
    """The days for which busy times are read, both included."""

    first: date
    last: date

    @classmethod
    def around(cls, today: date) -> Window:
        """From yesterday to somewhat more than a year ahead."""
        return cls(today - BEFORE, today + AHEAD)


class Occurrence(msgspec.Struct, frozen=True, omit_defaults=True):
    """One time at which an event takes place."""

    start: datetime
    end: datetime
    recurrence: str = ""
    """Which of a series: its original start (RECURRENCE-ID); empty for an event of its own."""
    sequence: int = 0
    stamp: datetime | None = None
    """When this version was written: decides between two of the same SEQUENCE (RFC 5546 §2.1.5)."""
    cancelled: bool = False
    free: bool = False
    """Whether it makes nobody busy (TRANSP:TRANSPARENT)."""


class IncomingEvent(msgspec.Struct, frozen=True, omit_defaults=True):
    """An event with all its times; those of a series within the window only."""

    uid: str
    times: tuple[Occurrence, ...]
    series: bool = False
    complete: bool = True
    """Whether there are no other times than these, within the window; else only some were changed."""
    sequence: int = 0
    made_here: MadeHere = ""


class Rejected(msgspec.Struct, frozen=True, omit_defaults=True):
    """An event that is not taken: a stable code and a sentence for people."""

    code: str
    words: Words
    uid: str = ""
    start: datetime | None = None


class CalendarFile(msgspec.Struct, frozen=True, omit_defaults=True):
    """A calendar file as it was read."""

    events: tuple[IncomingEvent, ...] = ()
    rejected: tuple[Rejected, ...] = ()
    warnings: tuple[Words, ...] = ()


def newer(sequence: int, stamp: datetime | None, than: int, than_stamp: datetime | None) -> bool:
    """Whether a version is not older than another: by SEQUENCE, then by when they were written."""
    if sequence != than:
        return sequence > than
    return stamp is None or than_stamp is None or stamp >= than_stamp
