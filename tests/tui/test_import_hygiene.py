"""The day screen comes up without calendars, holidays, checkers of telephone numbers or other screens."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

START = """
import asyncio, sys
from pathlib import Path
from tests.tui.office import Office
async def main():
    app = Office(Path(sys.argv[1])).app_of("kaya")
    async with app.run_test(size=(80, 24)) as pilot:
        while app.view is None:
            await pilot.pause()
        assert type(app.screen).__name__ == "DayScreen"
        print(*sys.modules, file=sys.stderr)
asyncio.run(main())
"""
HEAVY = {"icalendar", "holidays", "phonenumbers", "email_validator"}
OTHERS = {"intake", "visit", "appointments", "planner", "closing", "dialogs", "board"}


def test_the_day_screen_loads_nothing_that_is_not_used_yet(morning: Path, tmp_path: Path) -> None:
    environment = {**os.environ, "IHK_TUI_NOW": "2026-11-05T10:20:00+01:00"}
    done = subprocess.run(
        [sys.executable, "-c", START, str(morning)],
        capture_output=True,
        text=True,
        check=False,
        env=environment,
        cwd=Path(__file__).parents[2],
    )
    assert done.returncode == 0, done.stderr
    loaded = set(done.stderr.split())
    assert loaded.isdisjoint(HEAVY)
    screens = {name for name in loaded if name.startswith("ihk_tui.tui.")}
    assert not {name for name in screens if name.split(".")[2] in OTHERS}, screens
