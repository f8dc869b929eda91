"""The smallest window: every screen fits into it, and a smaller one covers it and brings it back unharmed."""

from __future__ import annotations

import pytest
from textual.geometry import Region, Size

from ihk_tui.tui.room import NEEDED
from ihk_tui.tui.too_small import TooSmall
from tests.tui.office import Office
from tests.tui.seat import Seat, seated
from tests.tui.test_pictures import places

PLACES = places("book", "visit_mine")
TOLD = ".keys, KeyBar, StatusLine, .box"
"""What has to be in sight: the keys, what was said, the frame of a dialog."""


@pytest.mark.parametrize(("person", "keys"), PLACES)
async def test_every_screen_fits_into_the_smallest_window_and_comes_back_from_a_smaller_one(
    office: Office, person: str, keys: tuple[str, ...]
) -> None:
    async with seated(office.app_of(person)) as seat:
        await seat.press(*keys)
        await pull(seat, *NEEDED)
        assert not seat.app.screen.query(TooSmall)
        assert_told(seat)
        before, focus = seat.picture, seat.app.focused
        await pull(seat, NEEDED.width, NEEDED.height - 1)
        await seat.sees("Das Fenster ist zu klein", f"{NEEDED.width}×{NEEDED.height}", "Strg+Q: beenden")
        assert seat.app.focused is focus
        await pull(seat, *NEEDED)
        await seat.until(lambda: not seat.app.screen.query(TooSmall))
        await seat.until(lambda: seat.picture == before)
        assert seat.app.focused is focus


def assert_told(seat: Seat) -> None:
    """Everything that has to be in sight is, whole, and the focus is seen."""
    window = Region(0, 0, *NEEDED)
    with seat.app._context():
        told = [w for w in seat.app.screen.query(TOLD) if w.display and w.region.height]
        for widget in [*told, *([seat.app.focused] if seat.app.focused else [])]:
            assert seat.app.screen.find_widget(widget).visible_region.area, f"{widget} is out of sight"
        for widget in told:
            assert window.contains_region(widget.region), f"{widget} does not fit: {widget.region}"


async def test_a_pull_may_come_before_the_cover_of_the_last_is_drawn(office: Office) -> None:
    async with seated(office.app_of("aydin")) as aydin:
        with aydin.app._context():
            for width in (40, 41):
                aydin.app._room.fit(Size(width, 10))
        await aydin.sees("41×10")
        with aydin.app._context():
            for width in (80, 40, 80):
                aydin.app._room.fit(Size(width, 24))
        await aydin.settle()
        await aydin.until(lambda: not aydin.app.screen.query(TooSmall))


async def test_keys_that_nobody_sees_do_nothing(office: Office) -> None:
    calls = office.log("call")
    async with seated(office.app_of("aydin")) as aydin:
        await pull(aydin, 40, 10)
        await aydin.press("a", "n", "x", "enter", "q")
        await pull(aydin, 80, 24)
        assert aydin.place == "DayScreen" and aydin.message == ""
    assert office.log("call") == calls


async def pull(seat: Seat, width: int, height: int) -> None:
    """Pull the window to a size."""
    with seat.app._context():
        await seat.pilot.resize_terminal(width, height)
        await seat.pilot.pause()
    await seat.settle()
    await seat.until(lambda: not any(w.group == "advice" and not w.is_finished for w in seat.app.workers))
    with seat.app._context():
        await seat.pilot.pause()
