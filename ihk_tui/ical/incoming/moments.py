"""Dates, times, zones and durations of a calendar file (RFC 5545 §3.3.4–3.3.9)."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import NamedTuple

from ihk_tui.domain.formats import BERLIN
from ihk_tui.domain.text import one_line
from ihk_tui.ical.incoming import trouble
from ihk_tui.ical.incoming.lines import Line
from ihk_tui.ical.incoming.trouble import EventTrouble, filled

Moment = date | datetime
"""A whole day, or an aware time."""
Period = tuple[datetime, datetime]

_MOMENT = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(\d\d)(Z?))?", re.ASCII | re.IGNORECASE)
_DURATION = re.compile(
    r"([+-]?)P(?:(\d{1,4})W|(?:(\d{1,5})D)?(?:T(?:(\d{1,6})H)?(?:(\d{1,7})M)?(?:(\d{1,9})S)?)?)",
    re.ASCII | re.IGNORECASE,
)
_UNTIL = re.compile(r"\bUNTIL=(\d{8}(?:T\d{6})?)(?=;|$)", re.ASCII)
"""The end of a rule, unless it is in UTC."""
_OFTEN = ("SECONDLY", "MINUTELY", "HOURLY", "DAILY")
"""No clock is changed as often as that."""
_YEARS = range(1583, 2500)
"""The years since the Gregorian calendar began; some programs let birthdays begin in 1604."""


class Length(NamedTuple):
    """A duration; a day of it is a day by the calendar, whatever happens to the clocks."""

    days: timedelta
    clock: timedelta


class Zones:
    """The time zones that a file may name: the world's, Windows' names for them, and the file's own."""

    def __init__(self, own: list[list[str]]) -> None:
        self._own = own
        self._known: dict[str, tzinfo | None] = {}

    def zone(self, name: str) -> tzinfo:
        """Give a zone by its TZID. Raises EventTrouble when nobody knows it."""
        if name not in self._known:
            self._known[name] = BERLIN if name == "Europe/Berlin" else self._found(name)
        zone = self._known[name]
        if zone is None:
            raise EventTrouble(filled(trouble.UNKNOWN_ZONE, zone=one_line(name, limit=60)))
        return zone

    def _found(self, name: str) -> tzinfo | None:
        import warnings
        from zoneinfo import ZoneInfo, available_timezones

        from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

        bare = name.strip("/")
        known = available_timezones()  # ZoneInfo("America") is a folder, not a zone
        parts = bare.split("/")
        tails = ("/".join(parts[n:]) for n in range(len(parts))) if name.startswith("/") else (bare,)
        for candidate in (WINDOWS_TO_OLSON.get(bare, bare), *tails):
            if candidate in known:
                return ZoneInfo(candidate)
        for lines in self._own:
            if any(_zone_name(line) == name for line in lines):
                with warnings.catch_warnings():
                    warnings.simplefilter("ignore")
                    return _own_zone(lines)
        return None


def _zone_name(line: str) -> str | None:
    return line.partition(":")[2].strip() if line.upper().startswith("TZID") else None


def _own_zone(lines: list[str]) -> tzinfo | None:
    """A zone as the file defines it; None when that cannot be understood."""
    from icalendar import Timezone

    if any(word in line.upper() for line in lines for word in _OFTEN):
        return None
    try:
        zone = Timezone.from_ical("\r\n".join(lines))
        assert isinstance(zone, Timezone)
        made = zone.to_tz(lookup_tzid=False)
        datetime(2026, 1, 1, tzinfo=made).utcoffset()
    except Exception:  # a stranger's definition: whatever is wrong with it, the zone is unknown
        return None
    return made if isinstance(made, tzinfo) else None


def read_moments(line: Line, zones: Zones) -> list[Moment | Period]:
    """Read the values of RDATE or EXDATE. Raises EventTrouble."""
    found: list[Moment | Period] = []
    for text in line.value.split(","):
        start, slash, end = text.partition("/")
        first = read_moment(line._replace(value=start), zones)
        if not slash:
            found.append(first)
            continue
        if not isinstance(first, datetime):
            raise _unreadable(line)
        if end[:1] in "Pp+-":
            found.append((first, after(first, read_duration(line._replace(value=end)))))
        else:
            last = read_moment(line._replace(value=end), zones)
            if not isinstance(last, datetime):
                raise _unreadable(line)
            found.append((first, last))
    return found


def read_moment(line: Line, zones: Zones) -> Moment:
    """Read a date, or a time as an aware one; without a zone Hattingen's wall clock is meant.

    A time that a clock change leaves out counts on from before it, a doubled one is the first
    (RFC 5545 §3.3.5). Raises EventTrouble.
    """
    match = _MOMENT.fullmatch(line.value.strip())
    if not match:
        raise _unreadable(line)
    year, month, day = int(match[1]), int(match[2]), int(match[3])
    if year not in _YEARS:
        raise EventTrouble(filled(trouble.OUT_OF_TIME, name=line.name))
    try:
        on = date(year, month, day)
        if match[4] is None:
            return on
        clock = time(int(match[4]), int(match[5]), min(int(match[6]), 59))  # 60 is a leap second
    except ValueError:
        raise _unreadable(line) from None
    if match[7]:
        return datetime.combine(on, clock, UTC)
    named = line.params.get("TZID", "")
    return datetime.combine(on, clock, zones.zone(named) if named else BERLIN)


def with_until(rule: str, start: Moment) -> str:
    """Give the end of a rule of timed events in UTC, as RFC 5545 §3.3.10 demands it.

    Many files have a date there, which is meant to its end, or a local time; both are meant in the zone of
    the start. What is no moment stays, for whoever follows the rule to stumble over.
    """
    match = _UNTIL.search(rule)
    if match is None or not isinstance(start, datetime):
        return rule
    try:
        last = datetime.fromisoformat(match[1])
        if "T" not in match[1]:
            last = last.replace(hour=23, minute=59, second=59)
        until = named(last.replace(tzinfo=start.tzinfo))
    except (ValueError, OverflowError):
        return rule
    return f"{rule[: match.start()]}UNTIL={until}{rule[match.end() :]}"


def read_duration(line: Line) -> Length:
    """Read `PT30M` or `-P1D`. Raises EventTrouble."""
    match = _DURATION.fullmatch(line.value.strip())
    if not match or not any(match.groups()[1:]):
        raise _unreadable(line)
    weeks, days, hours, minutes, seconds = (int(part or 0) for part in match.groups()[1:])
    sign = -1 if match[1] == "-" else 1
    clock = timedelta(hours=hours, minutes=minutes, seconds=seconds)
    return Length(sign * timedelta(weeks=weeks, days=days), sign * clock)


def after(start: datetime, length: Length) -> datetime:
    """Add a duration: days by the calendar, hours by the clock's own pace. Raises EventTrouble."""
    try:
        return ((start + length.days).astimezone(UTC) + length.clock).astimezone(start.tzinfo)
    except OverflowError:
        raise EventTrouble(filled(trouble.OUT_OF_TIME, name="DURATION")) from None


def length_between(start: Moment, end: Moment) -> Length:
    """Give the time between two moments: exact between times, whole days between days.

    Of a start that a clock change leaves out, a time soon after the change lies before it; then the clock's
    own difference is meant, or nothing would be left.
    """
    if not isinstance(start, datetime) or not isinstance(end, datetime):
        return Length(timedelta(days=end.toordinal() - start.toordinal()), timedelta())
    exact = instant(end) - instant(start)
    if exact <= timedelta() and start.tzinfo is end.tzinfo:
        exact = end.replace(tzinfo=None) - start.replace(tzinfo=None)
    return Length(timedelta(), exact)


def instant(moment: Moment) -> datetime:
    """Give a moment in UTC; a day begins at Hattingen's midnight."""
    if not isinstance(moment, datetime):
        moment = datetime.combine(moment, time(), BERLIN)
    return moment.astimezone(UTC)


def named(moment: Moment) -> str:
    """Give the form in which a series names one of its times."""
    if isinstance(moment, datetime):
        return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    return f"{moment:%Y%m%d}"


def _unreadable(line: Line) -> EventTrouble:
    return EventTrouble(filled(trouble.BAD_LINE, name=line.name))
