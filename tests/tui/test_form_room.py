"""A form shows what fits, says that there is more, and brings it into sight with the focus."""

from __future__ import annotations

import pytest
from textual.widgets import Static

from ihk_tui.tui.dialogs.form_lines import FormLines
from ihk_tui.tui.widgets.form import FormLine
from tests.tui.office import Office
from tests.tui.seat import Seat, seated

pytestmark = pytest.mark.slow

DOWN, UP = "▼ weitere Felder", "▲ weitere Felder"


def in_sight(seat: Seat, name: str) -> bool:
    """Whether a line is seen whole, with its label and what is wrong with it."""
    line = seat.app.screen.query_one(f"#line-{name}", FormLine)
    return seat.app.screen.query_one(FormLines).region.contains_region(line.region)


async def test_the_longest_booking_fits_on_the_smallest_usual_screen(office: Office) -> None:
    async with seated(office.app_of("kaya")) as kaya:
        await kaya.press("t", "n", "v")
        await kaya.sees("Termin buchen: Betriebsbesuch", "Bemerkung")
        assert DOWN not in kaya.text


async def test_what_does_not_fit_is_announced_and_comes_with_the_focus(office: Office) -> None:
    async with seated(office.app_of("kaya")) as kaya:
        await kaya.press("t", "n", "v", "enter")
        await kaya.sees(DOWN, "XX.")
        assert not in_sight(kaya, "note")
        while not kaya.field("note").has_focus:
            await kaya.press("tab")
        await kaya.until(lambda: in_sight(kaya, "note"))
        await kaya.sees(UP)
        assert DOWN not in kaya.text
        while not kaya.field("visitor_kind").has_focus:
            await kaya.press("shift+tab")
        await kaya.until(lambda: in_sight(kaya, "visitor_kind"))
        await kaya.sees("Bitte wählen, wer kommt")


async def test_status_and_keys_are_in_sight_however_much_is_wrong(office: Office) -> None:
    async with seated(office.app_of("kaya"), (72, 22)) as kaya:
        await kaya.press("t", "n", "v")
        await kaya.fill("time", "13")
        await kaya.press("enter")
        await kaya.sees("! Bitte wählen, wer kommt: BM, BN, HW, AZ", DOWN)
        keys = kaya.app.screen.query_one(".keys", Static)
        await kaya.until(
            lambda: kaya.app.screen.query_one(".box").content_region.contains_region(keys.region)
        )


async def test_a_larger_window_shows_more(office: Office) -> None:
    async with seated(office.app_of("kaya"), (80, 22)) as kaya:
        await kaya.press("t", "n", "v")
        await kaya.sees(DOWN)
        await kaya.pilot.resize_terminal(80, 36)
        await kaya.until(lambda: DOWN not in kaya.text and in_sight(kaya, "note"))
