"""Pictures of every screen and dialog as they are without colours (NO_COLOR): signs, bold, reverse video."""

from __future__ import annotations

import pytest
from textual.pilot import Pilot

from tests.tui.office import Office
from tests.tui.seat import wait_until
from tests.tui.test_pictures import NARROW, SCREENS, Compare, typed

EVERY_DAY = ("day", "intake_fields", "outcome")
PLACES = [
    pytest.param(*SCREENS[name], id=name, marks=() if name in EVERY_DAY else pytest.mark.slow)
    for name in SCREENS
    if name != "light"  # there is nothing to change
]


@pytest.fixture(autouse=True)
def plain(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("HOME", "/home/sprechtag")


@pytest.mark.parametrize(("person", "keys"), PLACES)
def test_without_colours(snap_compare: Compare, office: Office, person: str, keys: tuple[str, ...]) -> None:
    async def run(pilot: Pilot[int]) -> None:
        await typed(*keys)(pilot)
        workers = pilot.app.workers  # what stands against a time that is typed is said a moment later
        await wait_until(pilot, lambda: not any(w.group == "advice" and not w.is_finished for w in workers))
        await pilot.pause()

    assert snap_compare(office.app_of(person), terminal_size=NARROW, run_before=run)
