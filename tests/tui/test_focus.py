"""Where the keyboard is can be seen without colours, and everything can be reached from it."""

from __future__ import annotations

import pytest
from textual.command import CommandPalette
from textual.widget import Widget

from ihk_tui.tui.widgets.form import Form
from tests.tui.looks import attributes
from tests.tui.office import Office
from tests.tui.seat import Seat, seated
from tests.tui.test_pictures import places

PLACES = places("book")


@pytest.fixture(autouse=True)
def plain(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")


@pytest.mark.parametrize(("person", "keys"), PLACES)
async def test_the_focus_is_seen_without_colours_and_tab_leads_it_through_everything(
    office: Office, person: str, keys: tuple[str, ...]
) -> None:
    async with seated(office.app_of(person)) as seat:
        await seat.press(*keys)
        chain = list(seat.app.screen.focus_chain)
        looks = [await looks_with_focus_on(seat, widget) for widget in chain]
        for n, look in enumerate(looks):
            assert look not in looks[:n], (
                f"{chain[n]} looks as {chain[looks.index(look)]} does with the focus"
            )
        if isinstance(seat.app.screen, CommandPalette):
            return  # its one line has the keyboard, its list is reached by the arrows
        if not chain:  # something to read: its keys work, and one of them leads on
            read = seat.app.screen
            await seat.press("escape")
            assert seat.app.screen is not read
        reached = []
        for _ in chain:
            await seat.press("tab")
            reached.append(seat.app.focused)
        assert {id(widget) for widget in reached} == {id(widget) for widget in chain}
        for widget in reversed(reached[:-1]):
            await seat.press("shift+tab")
            assert seat.app.focused is widget


FORMS: dict[str, tuple[tuple[str, ...], str]] = {
    "the intake": (("n", "h", "v", "tab", "tab", *"123", "enter"), "postcode"),
    "booking": (("t", "n", "v", "enter"), "time"),
    "correcting": (("t", "down", "down", "b", *["tab"] * 8, *"viel", "enter"), "minutes"),
    "moving": (("t", "down", "down", "v", "tab", "ctrl+u", *"2599", "enter"), "time"),
    "something started": (("f", "a", "enter"), "partner"),
    "a calendar": (("k", "ctrl+u", *"gestern nie", "enter"), "from"),
}


@pytest.mark.parametrize(("keys", "wrong"), FORMS.values(), ids=FORMS)
async def test_what_is_wrong_stands_beside_its_line_and_in_the_status_line(
    office: Office, keys: tuple[str, ...], wrong: str
) -> None:
    async with seated(office.app_of("berger")) as seat:
        await seat.press(*keys)
        await seat.until(lambda: seat.message)
        row = next(row for row in seat.app.screen.query_one(Form)._rows if row.line.name == wrong)
        assert row.input.has_focus
        said = " ".join(str(row.query("Static").first().render()).split())
        label, _, problem = said.partition(" ! ")
        assert label == row.line.label.de and problem
        assert problem in seat.message
        label_region = row.query("Static").first().region
        assert label_region.bottom <= row.input.region.y and label_region.x == row.input.region.x


async def looks_with_focus_on(seat: Seat, widget: Widget) -> object:
    """The picture with the focus on a widget, without colours."""
    with seat.app._context():
        widget.focus()
        await seat.pilot.pause()
        await seat.pilot.pause()
        assert seat.app.focused is widget
    return attributes(seat.app)
