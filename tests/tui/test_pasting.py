"""A hundred thousand hostile characters from the clipboard, into every kind of field."""

from __future__ import annotations

from io import StringIO

import pytest
from textual.command import CommandPalette
from textual.widgets import Input, TextArea

from ihk_tui.domain.text import LINE_LIMIT
from ihk_tui.tui.pasting import NOTE_SPACE
from tests.tui.office import Office
from tests.tui.seat import Seat, seated

pytestmark = pytest.mark.slow

HOSTILE = "Zeile\x1b[31m\x1b]52;c;cHduZWQ=\x07\x00\x08\x7f\x9b2J\u202e\n\r\n\x1b[6n\x1bP$q\x1b\\ä€😀 "
LONG = HOSTILE * (100_000 // len(HOSTILE))
FIELDS: dict[str, tuple[tuple[str, ...], int]] = {
    "a line of the intake": (("n", "b", "v", "2", "tab"), LINE_LIMIT),
    "a line of a dialog": (("t", "n", "b"), LINE_LIMIT),
    "the one line of a question": (("t", "d"), LINE_LIMIT),
    "a reason": (("s",), LINE_LIMIT),
    "the search for a command": (("ctrl+p",), LINE_LIMIT),
    "a note": (("enter", "n"), NOTE_SPACE),
}


@pytest.mark.timeout(30)
@pytest.mark.parametrize(("keys", "room"), FIELDS.values(), ids=FIELDS)
async def test_it_is_cut_and_said_and_nothing_of_it_is_obeyed(
    office: Office, keys: tuple[str, ...], room: int
) -> None:
    async with seated(office.app_of("aydin")) as aydin:
        await aydin.press(*keys)
        await aydin.until(lambda: isinstance(aydin.app.focused, Input | TextArea))
        await aydin.paste(LONG)
        await aydin.is_told("vom Eingefügten fehlen")
        held = written(aydin)
        assert room - 5 <= len(held) <= room
        assert held.startswith("Zeile")
        assert not any((ord(c) < 32 and c != "\n") or 0x7F <= ord(c) < 0xA0 or c == "\u202e" for c in held)
        with aydin.app._context():
            assert "\x1b[31m" not in sent(aydin) and "]52;" not in sent(aydin)
        await aydin.press("escape")
        await aydin.press("h")  # the keys still work
    assert len(office.visits()) == 9


async def test_several_lines_become_one(office: Office) -> None:
    async with seated(office.app_of("kaya")) as kaya:
        await kaya.press("n", "b", "v", "2", "tab")
        await kaya.paste("Möbel Höfer\nIm Bruchfeld 1\r\n45525 Hattingen\n")
        assert kaya.field("company").value == "Möbel Höfer Im Bruchfeld 1 45525 Hattingen"
        assert "fehlen" not in kaya.message


async def test_a_paste_takes_the_place_of_what_is_selected(office: Office) -> None:
    async with seated(office.app_of("kaya")) as kaya:
        await kaya.press("n", "b", "v", "2", "tab")
        await kaya.paste("x" * LINE_LIMIT)
        with kaya.app._context():
            kaya.field("company").select_all()
        await kaya.paste("y" * LINE_LIMIT)
        assert kaya.field("company").value == "y" * LINE_LIMIT
        assert "fehlen" not in kaya.message


async def test_a_paste_waits_for_the_keys_before_it(office: Office) -> None:
    async with seated(office.app_of("kaya")) as kaya:
        kaya.post(*"nbv2", "tab")
        await kaya.paste("Möbel Höfer")
        assert kaya.field("company").value == "Möbel Höfer"


async def test_where_nothing_can_be_written_a_paste_does_nothing(office: Office) -> None:
    async with seated(office.app_of("kaya")) as kaya:
        before = kaya.picture
        await kaya.paste("n b v 2 q")
        assert kaya.picture == before and kaya.place == "DayScreen"


def written(seat: Seat) -> str:
    """What stands in the field with the cursor."""
    field = seat.app.focused
    if isinstance(seat.app.screen, CommandPalette):
        field = seat.app.screen.query_one(Input)
    assert isinstance(field, Input | TextArea)
    return field.value if isinstance(field, Input) else field.text


def sent(seat: Seat) -> str:
    """The text of the screen as it goes to the terminal, without styles."""
    out = StringIO()
    for strip in seat.app.screen._compositor.render_strips():
        out.write("".join(segment.text for segment in strip))
    return out.getvalue()
