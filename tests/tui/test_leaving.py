"""A screen that is left while something is still on its way to it."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from textual.widget import Widget

from tests.tui.office import Office
from tests.tui.seat import seated


@pytest.mark.parametrize("already_asked", [True, False])
@pytest.mark.parametrize(
    ("person", "keys"),
    [("berger", ("enter",)), ("berger", ("t",)), ("aydin", ("j",))],
    ids=["visit", "appointments", "year plan"],
)
async def test_what_comes_for_a_screen_that_is_left_is_shown_nowhere(
    office: Office, monkeypatch: pytest.MonkeyPatch, person: str, keys: tuple[str, ...], already_asked: bool
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
                while any(worker.node is left and not worker.is_finished for worker in seat.app.workers):
                    await asyncio.sleep(0)  # what waited comes while its screen is still there

            monkeypatch.setattr(widget, "_message_loop_exit", goes)

        for widget in left.query("*").results(Widget):
            tell_when_gone(widget)
        view, pop = seat.app.view, seat.app.pop_screen
        assert view is not None

        def popped_as_a_colleague_acts() -> Any:
            going = pop()
            seat.app.viewed.publish(view)
            return going

        monkeypatch.setattr(seat.app, "pop_screen", popped_as_a_colleague_acts)
        with monkeypatch.context() as store:
            store.setattr(seat.app.store, "do", late)
            if already_asked:
                seat.app.viewed.publish(view)
            await seat.press("escape")
            await seat.is_at("DayScreen")
