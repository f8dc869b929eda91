"""The simulated office, built by the command and read by programs that know nothing of ours."""

from __future__ import annotations

import subprocess
from datetime import datetime
from pathlib import Path

import pytest

from tests.ical.calendars import icalendar_reads, ics_reads, vobject_reads
from tests.processes.office import Office


@pytest.mark.slow
def test_programs_read_a_simulated_office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("IHK_TUI_NOW", "IHK_TUI_DATA", "IHK_TUI_LANG"):
        monkeypatch.delenv(name, raising=False)
    office = Office(tmp_path / "demo")
    options = ("--preset", "peak", "--years", "1", "--seed", "7", "--day", "3.12.2026")
    office.done("demo", "--build-only", str(office.folder), *options)

    waiting = office.value("queue")
    assert waiting
    assert len({visit["ticket"] for visit in waiting}) == len(waiting)
    assert {visit["state"] for visit in waiting} <= {"waiting", "no_show"}
    assert all(visit["reason"] and visit["topics"] and visit["arrived"] for visit in waiting)

    log = office.value("log", "--limit", "1000000", by="sander")
    numbers = [entry["seq"] for entry in log]
    assert numbers == list(range(numbers[0], numbers[0] + len(log)))
    assert {"open_day", "checkin", "call", "start", "finish"} <= {entry["verb"] for entry in log}
    moments = [datetime.fromisoformat(entry["at"]) for entry in log]
    assert moments == sorted(moments)

    command = office.line("export", "--from", "1.9.2026", "--to", "30.6.2027", "-o", "-")
    written = subprocess.run(command, capture_output=True, check=True).stdout
    seen = vobject_reads(written)
    assert len(seen) > 50
    assert sorted(seen) == sorted(ics_reads(written)) == sorted(icalendar_reads(written))
    assert len({event.uid for event in seen}) == len(seen)
    booked = office.value("appointments", "--from", "1.9.2026", "--to", "30.6.2027")
    assert {a["uid"] for a in booked if a["status"] == "booked"} <= {event.uid for event in seen}
