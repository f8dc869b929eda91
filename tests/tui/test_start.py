"""The day screen comes up without what it does not need."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

START = """
import asyncio, gc, json, sys
from pathlib import Path
from ihk_tui.memory import loading
usual = gc.get_threshold()
loading()
from tests.tui.office import Office
async def main():
    rarely = gc.get_threshold()
    app = Office(Path(sys.argv[1])).app_of("kaya")
    async with app.run_test(size=(80, 24)) as pilot:
        while app.view is None:
            await pilot.pause()
        assert type(app.screen).__name__ == "DayScreen"
        while gc.get_threshold() == rarely:
            await pilot.pause()
        seen = [*sys.modules], gc.get_threshold() == usual, gc.get_freeze_count()
        print(json.dumps(seen), file=sys.stderr)
asyncio.run(main())
"""
HEAVY = {"icalendar", "holidays", "phonenumbers", "email_validator"}
OTHERS = {"intake", "visit", "appointments", "planner", "closing", "dialogs", "board"}


class Started(NamedTuple):
    """What a program is like that shows the day."""

    modules: list[str]
    as_usual: bool
    frozen: int


@pytest.fixture
def started(morning: Path) -> Started:
    done = subprocess.run(
        [sys.executable, "-c", START, str(morning)],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "IHK_TUI_NOW": "2026-11-05T10:20:00+01:00"},
        cwd=Path(__file__).parents[2],
    )
    assert done.returncode == 0, done.stderr
    return Started(*json.loads(done.stderr))


def test_nothing_is_loaded_that_is_not_used_yet(started: Started) -> None:
    assert set(started.modules).isdisjoint(HEAVY)
    screens = {name for name in started.modules if name.startswith("ihk_tui.tui.")}
    assert not {name for name in screens if name.split(".")[2] in OTHERS}, screens


def test_what_was_loaded_is_not_searched_for_garbage(started: Started) -> None:
    assert started.frozen > len(started.modules), "what is there by the first picture"
    assert started.as_usual, "from then on"
