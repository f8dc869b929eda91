"""What one process does, another is told of (scenario 19)."""

from __future__ import annotations

import time
from statistics import median
from threading import Event

import pytest

from tests.processes.office import Office, visits
from tests.processes.staff import Staff
from tests.processes.until import PATIENCE


def test_a_reader_sees_a_change_within_half_a_second(
    office: Office, staff: Staff, capsys: pytest.CaptureFixture[str]
) -> None:
    (reception,) = staff.come("kaya")
    reader = office.session("aydin")
    changed = Event()
    stop = reader.store.watch(changed.set)
    took = []
    for count in range(1, 21):
        begun = time.monotonic()
        reception.asks("checkin")
        while len(visits(reader)) < count:
            assert changed.wait(PATIENCE), f"{count - 1} of {count} visits are seen"
            changed.clear()
        took.append(time.monotonic() - begun)
        assert reception.answers() == [f"checkin A{count:02d}"]
    stop()
    with capsys.disabled():
        print(f"\nseen by another process: median {median(took) * 1000:.1f} ms, worst {max(took) * 1000:.1f}")
    assert median(took) < 0.5  # the look once a second would take longer
