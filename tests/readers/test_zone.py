"""The constant VTIMEZONE means the same to every reader, before and after every change of the clock."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from functools import cache
from itertools import pairwise

import pytest
from msgspec.structs import replace

from ihk_tui.domain.formats import BERLIN
from tests.ical.calendars import OFFICE, at, export
from tests.readers.reader import Reader
from tests.readers.seen import Seen

_AROUND = [timedelta(minutes=m) for m in (-1440, -61, -60, -31, -1, 0, 29, 60, 1440)]
_CLOSE = [timedelta(minutes=m) for m in (-31, 0, 60)]
"""Programs take longer for each event than libraries do."""
_LENGTH = 30


@cache
def changes() -> tuple[datetime, ...]:
    """Every moment of 1997–2045 at which the clock is changed; they fall on full hours."""
    begin = datetime(1997, 1, 1, tzinfo=UTC)
    hours = (begin + timedelta(hours=n) for n in range(49 * 366 * 24))
    return tuple(
        after
        for before, after in pairwise(hours)
        if before.astimezone(BERLIN).utcoffset() != after.astimezone(BERLIN).utcoffset()
        and after.year <= 2045
    )


def meant(start: datetime) -> Seen:
    return Seen(
        uid=f"{start:%Y%m%dT%H%M}@hattingen.example",
        start=start,
        end=start + timedelta(minutes=_LENGTH),
        summary=f"Termin: {OFFICE.name}",
        status="CONFIRMED",
        sequence=2,
        location=OFFICE.place,
        description="Es berät Sie: Derya Aydin",
    )


def agree_on_every_change(reader: Reader, around: Sequence[timedelta]) -> None:
    """Some years in each calendar: all in one are more than some take at once."""
    parts: dict[int, list[Seen]] = {}
    for change in changes():
        if change.year <= reader.until:
            parts.setdefault(change.year // 7, []).extend(meant(change + step) for step in around)
    assert sum(map(len, parts.values())) == (reader.until - 1996) * 2 * len(around)
    files = [
        export(*(replace(at(event.start, _LENGTH), uid=event.uid) for event in events), profile="visitor")
        for events in parts.values()
    ]
    for events, seen in zip(parts.values(), reader.read(files), strict=True):
        reader.agrees(events, seen)


@pytest.mark.slow
def test_a_library_knows_every_change(library: Reader) -> None:
    agree_on_every_change(library, _AROUND)


@pytest.mark.slow
def test_a_program_knows_every_change(program: Reader) -> None:
    agree_on_every_change(program, _CLOSE)
