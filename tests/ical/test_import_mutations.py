"""Several hundred damaged calendars: none crashes, hangs, or is stored by a look at it.

Whatever can be read can be imported, and imported again it changes nothing.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest

from ihk_tui.domain.days import ConsultationDay
from ihk_tui.domain.incoming import CalendarFile, Window
from ihk_tui.domain.words import Refusal
from ihk_tui.ical.incoming import series
from ihk_tui.ical.incoming.process import read_calendar
from ihk_tui.ical.incoming.reading import read
from ihk_tui.office.importing import Imported, bring_in
from tests.ical.calendars import BOOKED, NOW, at, berlin, export
from tests.ical.incoming import APPLE, GOOGLE, OUTLOOK
from tests.office.office import Office

OURS = (
    export(BOOKED, at(berlin(2026, 12, 3, 10)), days=[ConsultationDay(day=NOW.date())]),
    export(BOOKED, profile="busy"),
    export(BOOKED, profile="visitor"),
)
EVIL = (
    b"RRULE:FREQ=SECONDLY",
    b"RRULE:FREQ=DAILY;INTERVAL=0",
    b"RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
    b"RRULE:FREQ=DAILY;COUNT=99999999",
    b"DTSTART:00010101T000000Z",
    b"DTEND:99991231T235959",
    b"DURATION:-P9D",
    b"DTSTART;TZID=America:20260903T090000",
    b"EXDATE:,,,",
    b"RDATE;VALUE=PERIOD:20260903T090000Z/",
    b"UID:",
    b"RECURRENCE-ID;RANGE=THISANDFUTURE:20260914T070000Z",
    b"SEQUENCE:-1",
    b"BEGIN:VEVENT",
    b"END:VEVENT",
    b"BEGIN:VTIMEZONE",
    b"END:VCALENDAR",
    b"STATUS:CANCELLED",
    b"TRANSP:TRANSPARENT",
    b"\x1b]0;x\x07",
    b"\xff\xfe",
    b" ",
    b"",
    b":",
    b";;;=:",
    b"METHOD:CANCEL",
    b"RRULE:FREQ=WEEKLY;UNTIL=20261332",
    b"DTSTART;VALUE=DATE:20260930",
)


def mutated(content: bytes, chance: random.Random) -> bytes:
    """Damage a file at one to four places: bytes, lines, or its end."""
    for _ in range(chance.randint(1, 4)):
        lines = content.split(b"\r\n")
        where, other = chance.randrange(len(lines)), chance.randrange(len(lines))
        match chance.randrange(9):
            case 0:
                lines.insert(where, chance.choice(EVIL))
            case 1:
                lines[where] = chance.choice(EVIL)
            case 2:
                del lines[where]
            case 3:
                lines[where], lines[other] = lines[other], lines[where]
            case 4:
                lines[where:where] = lines[min(where, other) : max(where, other)]
            case 5:
                lines = lines[: max(1, where)]
            case 6:
                lines[where] = bytes(chance.choice(lines[where] or b" ") for _ in lines[where])
            case 7:
                digits = [i for i, byte in enumerate(lines[where]) if 48 <= byte <= 57]
                if digits:
                    line, spot = lines[where], chance.choice(digits)
                    lines[where] = line[:spot] + b"%d" % chance.randrange(10) + line[spot + 1 :]
            case _:
                spot = chance.randrange(len(content) or 1)
                lines = [content[:spot], bytes([chance.randrange(256)]) + content[spot + 1 :]]
                content = b"".join(lines)
                continue
        content = b"\r\n".join(lines)
    return content


def check(content: bytes) -> bool:
    """Read a file and bring it in as it may be; whether it could be read."""
    office = Office()
    found = read(content, Window.around(office.empfang.today()))
    if isinstance(found, CalendarFile):
        looked = bring_in(office.empfang, found, "berger", dry_run=True)
        assert office.store.read().seq == 0
        stored = bring_in(office.empfang, found, "berger")
        if isinstance(stored, Imported):
            assert isinstance(looked, Imported)
            assert looked.changes == stored.changes
            again = bring_in(office.empfang, found, "berger")
            assert isinstance(again, Imported)
            assert not again.changes
    return isinstance(found, CalendarFile)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(8))
def test_mutations(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(series, "EACH", 0.2)
    chance = random.Random(seed)
    readable = [check(mutated(chance.choice((*OURS, GOOGLE, OUTLOOK, APPLE)), chance)) for _ in range(80)]
    assert 20 < sum(readable) < 75  # neither everything nor nothing gets as far as the rules


@pytest.mark.slow
def test_mutations_in_a_process_of_their_own() -> None:
    chance = random.Random(99)
    window = Window.around(Office().empfang.today())
    for _ in range(12):
        found = read_calendar(mutated(GOOGLE, chance), window, "hattingen.example")
        assert not isinstance(found, Refusal) or found.code not in ("unreadable", "too_slow")


def public() -> Iterator[Path]:
    """The calendars that two libraries are tested with, as far as they are installed with them."""
    for library in ("icalendar", "recurring_ical_events"):
        spec = find_spec(library)
        assert spec and spec.origin
        yield from sorted(Path(spec.origin).parent.rglob("*.ics"))


@pytest.mark.slow
def test_public_calendars() -> None:
    files = list(public())
    assert len(files) > 100
    for file in files:
        check(file.read_bytes())
