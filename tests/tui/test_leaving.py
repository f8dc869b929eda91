"""A screen that is left while something is still on its way to it."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from textual.widget import Widget

from tests.tui.office import Office
from tests.tui.seat import seated


@pytest.mark.parametrize(
    ("person", "keys"),
    [("berger", ("enter",)), ("berger", ("t",)), ("aydin", ("j",))],
    ids=["visit", "appointments", "year plan"],
)
async def test_what_comes_for_a_screen_that_is_left_is_shown_nowhere(
    office: Office, monkeypatch: pytest.MonkeyPatch, person: str, keys: tuple[str, ...]
) -> None:
    async with seated(office.app_of(person)) as seat:
        await seat.press(*keys)
        left, do = seat.app.screen, seat.app.store.do
        half_gone = asyncio.Event()

        async def late(*asked: Any, **more: Any) -> Any:
            result = await do(*asked, **more)
            await half_gone.wait()
            return result

        def tell_when_gone(widget: Widget) -> None:
            gone = widget._message_loop_exit

            async def goes() -> None:
                await gone()
                half_gone.set()
                await asyncio.sleep(0.02)  # for what waited to come, while its screen is still there

            monkeypatch.setattr(widget, "_message_loop_exit", goes)

        for widget in left.query("*").results(Widget):
            tell_when_gone(widget)
        with monkeypatch.context() as store:
            store.setattr(seat.app.store, "do", late)
            assert seat.app.view is not None
            seat.app.viewed.publish(seat.app.view)
            await seat.press("escape")
            await seat.is_at("DayScreen")
