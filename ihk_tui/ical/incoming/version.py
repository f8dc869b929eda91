"""One VEVENT as it stands: a version of an event, or of one time of a series."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from ihk_tui.domain.text import one_line
from ihk_tui.ical.incoming import trouble
from ihk_tui.ical.incoming.lines import EventLines
from ihk_tui.ical.incoming.moments import (
    Length,
    Moment,
    Period,
    Zones,
    after,
    instant,
    length_between,
    named,
    read_duration,
    read_moment,
    read_moments,
    with_until,
)
from ihk_tui.ical.incoming.trouble import EventTrouble, filled

MAX_UID = 500
MAX_DATES = 2_000
"""How many single dates a series may add or leave out."""
MAX_SEQUENCE = 1_000_000

_FREQUENCY = re.compile(r"FREQ=(\w+)")
_BY_CLOCK = re.compile(r"BY(?:HOUR|MINUTE|SECOND)=([^;]*)")
_TIMES_A_DAY = 8
_ESCAPED = re.compile(r"\\([\\;,])")


class Version(NamedTuple):
    """What a VEVENT says about when."""

    uid: str
    start: Moment
    end: Moment
    length: Length
    """How long it is, and each time of its series (RFC 5545 §3.8.5.3)."""
    sequence: int
    stamp: datetime | None
    cancelled: bool
    free: bool
    recurrence: Moment | None
    and_later: bool
    """Whether it stands for that time of its series and all after it (RANGE=THISANDFUTURE)."""
    rules: tuple[str, ...]
    more: tuple[Moment | Period, ...]
    without: tuple[Moment, ...]

    @property
    def repeats(self) -> bool:
        """Whether it is a series."""
        return bool(self.rules or self.more) and self.recurrence is None

    @property
    def which(self) -> str:
        """Which time of a series it is; empty for the event itself."""
        return "" if self.recurrence is None else named(self.recurrence)

    @property
    def age(self) -> tuple[int, datetime]:
        """Sorts versions of the same from old to new."""
        return self.sequence, self.stamp or datetime.min.replace(tzinfo=UTC)


def read_uid(event: EventLines) -> str:
    """Read the UID. Raises EventTrouble."""
    line = event.one("UID")
    uid = one_line(_ESCAPED.sub(r"\1", line.value)) if line and len(line.value) <= MAX_UID else ""
    if not uid:
        raise EventTrouble(trouble.LONG_UID if line and line.value else trouble.NO_UID)
    return uid


def read_version(event: EventLines, zones: Zones) -> Version:
    """Read a VEVENT. Raises EventTrouble."""
    if (first := event.one("DTSTART")) is None:
        raise EventTrouble(trouble.NO_START)
    start = read_moment(first, zones)
    length = _length(event, start, zones)
    recurrence = event.one("RECURRENCE-ID")
    more, without = _dates(event, "RDATE", zones), _dates(event, "EXDATE", zones)
    return Version(
        uid=read_uid(event),
        start=start,
        end=_after(start, length),
        length=length,
        sequence=_sequence(event),
        stamp=_stamp(event, zones),
        cancelled=event.called_off or _word(event, "STATUS") == "CANCELLED",
        free=_word(event, "TRANSP") == "TRANSPARENT",
        recurrence=read_moment(recurrence, zones) if recurrence else None,
        and_later=recurrence is not None and recurrence.params.get("RANGE", "").upper() == "THISANDFUTURE",
        rules=tuple(with_until(_rule(line.value), start) for line in event.all("RRULE") if line.value),
        more=more,
        without=tuple(m for m in without if not isinstance(m, tuple)),
    )


def _length(event: EventLines, start: Moment, zones: Zones) -> Length:
    """The time to the end given, or the duration, or that of the day (RFC 5545 §3.6.1)."""
    whole_days = not isinstance(start, datetime)
    if line := event.one("DTEND"):
        end = read_moment(line, zones)
        if isinstance(end, datetime) == whole_days:
            raise EventTrouble(filled(trouble.BAD_LINE, name="DTEND"))
        length = length_between(start, end)
    elif line := event.one("DURATION"):
        length = read_duration(line)
    else:
        length = Length(timedelta(), timedelta())
    if instant(_after(start, length)) < instant(start):
        raise EventTrouble(trouble.BACKWARDS)
    return Length(timedelta(days=1), timedelta()) if whole_days and not length.days else length


def _after(start: Moment, length: Length) -> Moment:
    """Add a duration; to a day, whole days only. Raises EventTrouble."""
    if isinstance(start, datetime):
        return after(start, length)
    if length.clock:
        raise EventTrouble(filled(trouble.BAD_LINE, name="DURATION"))
    try:
        return start + length.days
    except OverflowError:
        raise EventTrouble(filled(trouble.OUT_OF_TIME, name="DURATION")) from None


def _sequence(event: EventLines) -> int:
    line = event.one("SEQUENCE")
    if line is None:
        return 0
    if line.value.isascii() and line.value.isdigit() and int(line.value[:10]) <= MAX_SEQUENCE:
        return int(line.value[:10])
    raise EventTrouble(filled(trouble.BAD_LINE, name="SEQUENCE"))


def _stamp(event: EventLines, zones: Zones) -> datetime | None:
    """When this version was written; a wrong one is as good as none."""
    for name in ("LAST-MODIFIED", "DTSTAMP"):
        try:
            if line := event.one(name):
                return instant(read_moment(line, zones))
        except EventTrouble:
            continue
    return None


def _word(event: EventLines, name: str) -> str:
    line = event.one(name)
    return line.value.upper() if line else ""


def _dates(event: EventLines, name: str, zones: Zones) -> tuple[Moment | Period, ...]:
    if sum(line.count(",") + 1 for line in event.lines.get(name, ())) > MAX_DATES:
        raise EventTrouble(trouble.MANY_DATES)
    return tuple(moment for line in event.all(name) if line.value for moment in read_moments(line, zones))


def _rule(rule: str) -> str:
    """Give a rule that repeats daily at most, and several times a day only in reason. Raises EventTrouble."""
    rule = rule.upper()  # nothing in it depends on case (RFC 5545 §2)
    frequency = _FREQUENCY.search(rule)
    if frequency is None:
        raise EventTrouble(trouble.BAD_RULE)
    if frequency[1] not in ("DAILY", "WEEKLY", "MONTHLY", "YEARLY"):
        raise EventTrouble(trouble.SUB_DAILY)
    times = 1
    for values in _BY_CLOCK.findall(rule):
        times *= values.count(",") + 1
    if times > _TIMES_A_DAY:
        raise EventTrouble(trouble.SUB_DAILY)
    return rule
