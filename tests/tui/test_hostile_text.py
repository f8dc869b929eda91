"""Scenario 25 on the screen: whatever someone is called, the letters are shown and nothing is obeyed."""

from __future__ import annotations

import re

import pytest

from ihk_tui.domain.intake import Intake
from ihk_tui.domain.text import one_line
from ihk_tui.domain.visitors import Visitor
from ihk_tui.domain.visits import Outcome
from ihk_tui.office import booking, notes, reception, serving
from ihk_tui.office.booking import Booking
from ihk_tui.tui.visit.note import NoteArea
from tests.tui.office import Office, moment, ok
from tests.tui.seat import Seat, seated

pytestmark = pytest.mark.slow

LONG = ("Überlänge ß 😀 " * 40)[:500]
HOSTILE = {
    "markup": "[red]O'Brien[/]",
    "closing": "[/]",
    "link": "[@click=app.quit]Klick[/]",
    "formula": '=HYPERLINK("x") $name {name} {0} \\[b]',
    "controls": "vor\x1b]0;x\x07nach a\x1b[31mb\x9b1mc abc\u202edef\u2066ghi x\r\nATTENDEE:mailto:y",
    "long": LONG,
}
OBEYED = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def _shows(seat: Seat, text: str) -> None:
    """The beginning of a text stands on the screen to the letter; nothing a terminal obeys does."""
    wanted = one_line(text)
    assert seat.shows(wanted) or wanted[:8] in seat.text, seat.picture
    assert not OBEYED.search(seat.picture)


@pytest.fixture
def visited(office: Office, text: str) -> Office:
    """Someone with that name came as A09, booked for 13:00, and was noted; the only one who waits."""
    kaya, berger, aydin = map(office.session, ("kaya", "berger", "aydin"))
    ok(serving.finish(berger, "A03", Outcome(kind="solved")))
    for ticket in ("A04", "A06", "A07", "A08", "T01"):
        ok(reception.leave(kaya, ticket))
    who = Visitor(name=one_line(text), phone="+49232412345")
    wish = Booking("consultation", moment("13:00"), 0, "", "VE1", "EG", who, note=text)
    ok(booking.book(kaya, wish))
    firm = Visitor(company=one_line(text), name=one_line(text), postcode="45525", access=one_line(text))
    ok(reception.check_in(kaya, Intake("BM", ("VE2",), firm), text))
    ok(serving.call(aydin))
    ok(serving.start(aydin))
    ok(notes.write(aydin, "A09", text))
    return office


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
async def test_list_line_pane_details_and_dialogs_show_the_letters(visited: Office, text: str) -> None:
    async with seated(visited.app_of("aydin"), (120, 40)) as aydin:
        _shows(aydin, text)
        for keys, back in (
            (("b",), "escape"),
            (("c",), "escape"),
            (("f",), "escape"),
            (("l",), "escape"),
            (("question_mark",), "escape"),
        ):
            await aydin.press(*keys)
            if keys in (("b",), ("c",)):
                _shows(aydin, text)
            await aydin.press(back)
            await aydin.is_at("DayScreen")
        await aydin.press("s")
        await aydin.paste(text)
        await aydin.press("enter")
        await aydin.is_told("A09 ist geparkt.")
        _shows(aydin, text)
        await aydin.mark("A09")
        await aydin.press("enter")
        await aydin.is_at("VisitScreen")
        _shows(aydin, text)
        assert aydin.app.screen.query_one(NoteArea).text.startswith(one_line(text)[:1])


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
async def test_handing_over_appointments_and_suggestions_show_the_letters(visited: Office, text: str) -> None:
    async with seated(visited.app_of("aydin")) as aydin:
        await aydin.press("l", "1", "n")
        await aydin.paste(text)
        await aydin.press("enter")
        await aydin.is_told("A09 an Tom Berger übergeben.")
        await aydin.press("t")
        await aydin.mark("13:00")
        _shows(aydin, text)
        await aydin.press("x")
        _shows(aydin, text)
        await aydin.press("escape", "d")
        await aydin.paste(text)
        await aydin.press("enter")
        await aydin.is_told("ist kein Datum")
        assert not OBEYED.search(aydin.picture)
        await aydin.press("escape", "n", "b", "v", "tab")
        await aydin.type(one_line(text)[:2])
        assert not OBEYED.search(aydin.picture)


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
async def test_what_is_pasted_into_a_form_reaches_the_store_as_letters(office: Office, text: str) -> None:
    async with seated(office.app_of("kaya")) as kaya:
        await kaya.press("n", "x", "v")
        await kaya.fill("name", "")
        await kaya.paste(text)
        assert not OBEYED.search(kaya.picture)
        await kaya.press("escape", "n")
        await kaya.is_told("Es gibt einen Entwurf")
        assert not OBEYED.search(kaya.picture)
        await kaya.press("ctrl+r", "enter")
        await kaya.is_told("A09 gegeben")
        _shows(kaya, text.splitlines()[0])
    assert office.visit("A09").visitor.name == one_line(text)


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
async def test_two_hostile_versions_of_a_note(visited: Office, text: str) -> None:
    async with seated(visited.app_of("aydin")) as aydin:
        await aydin.mark("A09")
        await aydin.press("enter")
        await aydin.paste(text)
        assert not OBEYED.search(aydin.picture)
        ok(notes.write(visited.session("berger"), "A09", f"Anders: {text}", "VE2", 1))
        await aydin.press("ctrl+s")
        await aydin.sees("Zwei Fassungen", "beide behalten, Ihre unter der anderen")
        assert not OBEYED.search(aydin.picture)
        await aydin.press("b")
        await aydin.is_at("VisitScreen")
    assert visited.notes("A09").revision("VE2") == 3
