"""Exporting 10,000 appointments: the first time, again, and after one has moved (DESIGN.md §9).

`python -m tests.bench.bench_export` prints the second export's share of the first, the cost of one event
against the bare library's, and how late a screen's clock ticks while an export runs beside it.
"""

from __future__ import annotations

import argparse
import asyncio
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

from icalendar import Event
from msgspec.structs import replace

from ihk_tui.config import new_config, read_catalogue
from ihk_tui.domain.appointments import Appointment
from ihk_tui.domain.people import Person
from ihk_tui.domain.visitors import Visitor
from ihk_tui.wiring import Calendars

NOW = datetime(2026, 12, 3, 9, tzinfo=UTC)
TICK = 0.01
"""Seconds between two ticks of a screen that runs beside the export."""


def calendars() -> Calendars:
    """What writes an office's files, with nothing kept yet."""
    settings = new_config("Büro", "Hattingen", (Person("aydin", "A"),))
    return Calendars(settings, read_catalogue(Path("/nowhere")))


def appointments(count: int) -> list[Appointment]:
    """Appointments of ten years."""
    start = datetime(2017, 1, 5, 8, 30, tzinfo=UTC)
    return [
        Appointment(
            id=number,
            uid=f"{number}@bench.invalid",
            kind="consultation",
            start=(at := start + timedelta(hours=number * 8)),
            end=at + timedelta(minutes=30),
            created=at - timedelta(days=20),
            changed=at - timedelta(days=20),
            adviser="aydin",
            topic="VE2",
            visitor_kind="BM",
            visitor=Visitor(
                company=f"Metallbau Köster {number} GmbH", postcode="45525", phone="+49232412345"
            ),
        )
        for number in range(1, count + 1)
    ]


async def _lateness(job: asyncio.Future[bytes]) -> float:
    """The 95th percentile of how late a tick came while a job ran in a thread. Milliseconds."""
    late = []
    while not job.done():
        before = time.perf_counter()
        await asyncio.sleep(TICK)
        late.append((time.perf_counter() - before - TICK) * 1000)
    return sorted(late)[int(len(late) * 0.95)] if late else 0.0


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=10_000)
    count = parser.parse_args().count
    office = calendars()
    held = appointments(count)

    def export() -> tuple[float, bytes]:
        before = time.perf_counter()
        written = office(held, (), "staff", "de", NOW)
        return time.perf_counter() - before, written

    bare = time.perf_counter()
    for a in held[:1000]:
        Event.new(uid=a.uid, stamp=a.changed, start=a.start, end=a.end, summary=a.visitor.company).to_ical()
    bare = (time.perf_counter() - bare) * count / 1000
    first, written = export()
    second, again = export()
    assert written == again
    held[0] = replace(held[0], sequence=1, changed=NOW)
    moved, _ = export()

    async def beside() -> float:
        fresh = calendars()
        loop = asyncio.get_running_loop()
        return await _lateness(loop.run_in_executor(None, lambda: fresh(held, (), "staff", "de", NOW)))

    print(f"{count} appointments, {len(written) / 1e6:.1f} MB")
    print(f"first time          {first:8.3f} s   {first / bare:5.2f}x the bare library's events")
    print(f"second time         {second:8.3f} s   1/{first / second:.0f} of the first (aim 1/100)")
    print(f"after one has moved {moved:8.3f} s   1/{first / moved:.0f}")
    print(f"a screen beside it: ticks late by {asyncio.run(beside()):.1f} ms (p95)")


if __name__ == "__main__":
    main()
