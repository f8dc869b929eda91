"""From bytes to the few lines that tell when events are (RFC 5545 §3.1).

An allow-list: titles, places, people and descriptions never reach the rest of the program. Nothing here
recurses, and each byte is looked at a fixed number of times.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from ihk_tui.domain.words import Words
from ihk_tui.ical.incoming import trouble
from ihk_tui.ical.incoming.trouble import EventTrouble, FileTrouble, filled

MAX_DEPTH = 16
MAX_EVENTS = 50_000

_TIMES = frozenset(("DTSTART", "DTEND", "DURATION", "RRULE", "RDATE", "EXDATE", "RECURRENCE-ID"))
_EVENT_LINES = _TIMES | {"UID", "SEQUENCE", "STATUS", "TRANSP", "DTSTAMP", "LAST-MODIFIED"}
_ZONE_LINES = frozenset(("TZID", "TZOFFSETFROM", "TZOFFSETTO", "DTSTART", "RRULE", "RDATE"))
_ANSWERS = frozenset(("REPLY", "COUNTER", "DECLINECOUNTER", "REFRESH", "ADD"))
_FOLD = re.compile(rb"(?:\r\n|\n|\r)[ \t]")
_NAME = re.compile(r"[A-Za-z0-9-]+")
_PARAM = re.compile(r';([A-Za-z0-9-]+)=("[^"]*"|[^";:,]*)(?:,(?:"[^"]*"|[^";:,]*))*')
_BEGIN, _END = "BEGIN:VCALENDAR", "END:VCALENDAR"


class Line(NamedTuple):
    """A content line: name, parameters (the first value of each) and value."""

    name: str
    params: dict[str, str]
    value: str


class EventLines(NamedTuple):
    """The lines of an event, as they stand, by name."""

    lines: dict[str, list[str]]
    called_off: bool
    """Whether the file that it stands in cancels what it names (METHOD:CANCEL)."""
    zone: str
    """The zone in which its calendar means times without one (X-WR-TIMEZONE), or nothing."""

    def all(self, name: str) -> list[Line]:
        """The lines of a name. Raises EventTrouble."""
        found = [read_line(line) for line in self.lines.get(name, ())]
        if self.zone:
            for line in found:
                line.params.setdefault("TZID", self.zone)
        return found

    def one(self, name: str) -> Line | None:
        """The first line of a name, or None. Raises EventTrouble."""
        return next(iter(self.all(name)), None)


class Content(NamedTuple):
    """What a file holds."""

    events: list[EventLines]
    zones: list[list[str]]
    warnings: list[Words]


def read_content(content: bytes) -> Content:
    """Take a file apart. Raises FileTrouble."""
    text, warnings = _decoded(content)
    if text.lstrip()[: len(_BEGIN)].upper() != _BEGIN:
        raise FileTrouble(trouble.NO_CALENDAR)
    if text.rstrip()[-len(_END) :].upper() != _END:
        raise FileTrouble(trouble.TRUNCATED)
    reading = _Reading()
    for number, line in enumerate(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"), start=1):
        if line:
            reading.take(line, number)
    reading.end()
    return Content(reading.events, reading.zones, warnings)


def read_line(line: str) -> Line:
    """Split a content line. Raises EventTrouble."""
    name = _NAME.match(line)
    assert name, "only lines with a known name are kept"
    params: dict[str, str] = {}
    at = name.end()
    while match := _PARAM.match(line, at):
        params.setdefault(match[1].upper(), match[2].strip('"'))
        at = match.end()
    if line[at : at + 1] != ":":
        raise EventTrouble(filled(trouble.BAD_LINE, name=name[0].upper()))
    return Line(name[0].upper(), params, line[at + 1 :].strip())


def _decoded(content: bytes) -> tuple[str, list[Words]]:
    if not content.strip(b"\xef\xbb\xbf \t\r\n"):
        raise FileTrouble(trouble.EMPTY)
    if b"\0" in content:
        raise FileTrouble(trouble.NO_CALENDAR)
    content = _FOLD.sub(b"", content)  # before decoding: old writers fold within a character
    try:
        return content.decode("utf-8-sig"), []
    except UnicodeDecodeError:
        pass
    try:
        return content.decode("cp1252"), [trouble.LATIN]
    except UnicodeDecodeError:
        raise FileTrouble(trouble.ENCODING) from None


class _Reading:
    """The state while lines are taken one after the other."""

    def __init__(self) -> None:
        self.events: list[EventLines] = []
        self.zones: list[list[str]] = []
        self._open: list[str] = []
        self._lines: dict[str, list[str]] = {}
        self._method = self._zone = ""
        self._in_calendar: list[dict[str, list[str]]] = []

    def take(self, line: str, number: int) -> None:
        """Take the next line that is not empty. Raises FileTrouble."""
        name = _NAME.match(line)
        word = name[0].upper() if name else ""
        if word == "BEGIN":
            self._begin(line)
        elif word == "END":
            self._close(line, number)
        elif not self._open:
            if line.strip():
                raise FileTrouble(trouble.NO_CALENDAR)
        elif len(self._open) == 1:
            self._of_calendar(word, line)
        elif self._open[1] == "VTIMEZONE":
            if word in _ZONE_LINES:
                self.zones[-1].append(line)
        elif len(self._open) == 2 and self._open[1] == "VEVENT" and word in _EVENT_LINES:
            self._lines.setdefault(word, []).append(line)

    def end(self) -> None:
        """Be at the end of the file. Raises FileTrouble."""
        if self._open:
            raise FileTrouble(trouble.TRUNCATED)

    def _begin(self, line: str) -> None:
        component = line.partition(":")[2].strip().upper()
        if not self._open and component != "VCALENDAR":
            raise FileTrouble(trouble.NO_CALENDAR)
        if len(self._open) >= MAX_DEPTH:
            raise FileTrouble(trouble.TOO_DEEP)
        self._open.append(component)
        if len(self._open) == 1:
            self._method, self._zone, self._in_calendar = "", "", []
        elif self._open[1] == "VTIMEZONE":
            if len(self._open) == 2:
                self.zones.append([])
            self.zones[-1].append(f"BEGIN:{component}")
        elif len(self._open) == 2 and component == "VEVENT":
            self._lines = {}
            if len(self.events) + len(self._in_calendar) >= MAX_EVENTS:
                raise FileTrouble(filled(trouble.TOO_MANY_EVENTS, limit=MAX_EVENTS))
            self._in_calendar.append(self._lines)

    def _close(self, line: str, number: int) -> None:
        component = line.partition(":")[2].strip().upper()
        if not self._open or self._open[-1] != component:
            raise FileTrouble(filled(trouble.DAMAGED, line=number))
        if len(self._open) > 1 and self._open[1] == "VTIMEZONE":
            self.zones[-1].append(f"END:{component}")
        self._open.pop()
        if not self._open:  # METHOD may stand anywhere, so events wait for the end of their calendar
            off = self._method == "CANCEL"
            self.events += [EventLines(lines, off, self._zone) for lines in self._in_calendar]

    def _of_calendar(self, word: str, line: str) -> None:
        value = line.partition(":")[2].strip()
        if word == "METHOD":
            self._method = value.upper()
            if self._method in _ANSWERS:
                raise FileTrouble(filled(trouble.AN_ANSWER, method=self._method))
        elif word == "X-WR-TIMEZONE":
            self._zone = value
        elif word == "CALSCALE" and value.upper() != "GREGORIAN":
            raise FileTrouble(trouble.OTHER_SCALE)
