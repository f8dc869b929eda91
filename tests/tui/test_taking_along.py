"""Taking it along: the QR code on the screen, read by a camera, and slips for the terminal's clipboard."""

from __future__ import annotations

import pytest
from rich.color import Color, ColorSystem
from textual.widgets import Static

from ihk_tui.domain.visitors import Visitor
from ihk_tui.office import booking
from tests.qr import read
from tests.tui.office import Office, ok
from tests.tui.seat import Seat, seated

pytestmark = pytest.mark.slow

EVENT = (
    "BEGIN:VEVENT\r\nSUMMARY:IHK Mittleres Ruhrgebiet\r\nLOCATION:Hattingen\r\n"
    "DTSTART:20261105T100000Z\r\nDTEND:20261105T103000Z\r\nEND:VEVENT"
)
"""Yusuf's appointment at 11:00."""
SHORT = EVENT.replace("LOCATION:Hattingen\r\n", "").replace(" Ruhrgebiet", "")
"""The same for a terminal with fewer lines."""


class Drawn:
    """The code as the screen shows it: its lines, and the colours of its letters and of their ground."""

    def __init__(self, seat: Seat) -> None:
        with seat.app._context():
            region = seat.app.screen.query_one("#code", Static).region
            strips = seat.app.screen._compositor.render_strips()[region.y : region.bottom]
        cut = [strip.crop(region.x, region.right) for strip in strips]
        self.lines = [strip.text for strip in cut]
        self.colours: set[tuple[Color, Color]] = set()
        for segment in (segment for strip in cut for segment in strip):
            assert segment.style and segment.style.color and segment.style.bgcolor
            self.colours.add((segment.style.color, segment.style.bgcolor))


async def _shown(seat: Seat) -> Drawn:
    await seat.press("t")
    await seat.mark("Yusuf")
    await seat.press("m")
    await seat.is_at("TakeAlong")
    await seat.sees("Termin mitnehmen")
    await seat.pilot.pause()
    return Drawn(seat)


@pytest.mark.parametrize(
    ("size", "lines"), [((80, 24), 24), ((80, 23), 23), ((80, 22), 22), ((72, 22), 22), ((120, 36), 25)]
)
async def test_m_shows_a_code_that_a_camera_reads(office: Office, size: tuple[int, int], lines: int) -> None:
    async with seated(office.app_of("kaya"), size) as kaya:
        drawn = await _shown(kaya)
        assert len(drawn.lines) == lines
        assert read(drawn.lines) == (EVENT if lines > 22 else SHORT)
        await kaya.sees("Mit der Kamera des Telefons", "Do., 05.11.2026, 11:00–11:30 Uhr", "Esc: zurück")
        assert "Yusuf" not in kaya.picture and "Çelik" not in kaya.picture
        await kaya.press("escape")
        await kaya.is_at("AppointmentsScreen")


@pytest.mark.parametrize("light", [False, True])
@pytest.mark.parametrize("terminal", [{}, {"TERM": "linux"}, {"NO_COLOR": "1"}], ids=str)
async def test_the_code_is_white_on_black_whatever_the_colours(
    office: Office, monkeypatch: pytest.MonkeyPatch, terminal: dict[str, str], light: bool
) -> None:
    for name, value in terminal.items():
        monkeypatch.setenv(name, value)
    async with seated(office.app_of("kaya")) as kaya:
        if light:
            await kaya.press("h")
        drawn = await _shown(kaya)
        ((ink, ground),) = drawn.colours
        assert (ink.get_truecolor(), ground.get_truecolor()) == ((255, 255, 255), (0, 0, 0))
        sixteen = [colour.downgrade(ColorSystem.STANDARD).number for colour in (ink, ground)]
        assert sixteen == [15, 0]
        assert read(drawn.lines) == EVENT


async def test_the_details_lead_to_the_code_and_to_the_slip(office: Office) -> None:
    async with seated(office.app_of("kaya")) as kaya:
        await kaya.press("t")
        await kaya.mark("Yusuf")
        await kaya.press("i", "z")
        await kaya.is_told("an Ihr Terminal gesendet")
        assert "11:00–11:30 Uhr" in kaya.app.clipboard
        await kaya.press("m")
        await kaya.is_at("TakeAlong")
        assert read(Drawn(kaya).lines) == EVENT
        await kaya.press("escape")
        await kaya.is_at("Details")


async def test_what_is_over_or_called_off_cannot_be_taken_along(office: Office) -> None:
    async with seated(office.app_of("kaya")) as kaya:
        await kaya.press("t")
        for who in ("Kim Übler", "Metallbau"):
            await kaya.mark(who)
            await kaya.press("m")
            await kaya.is_told("nur ein Termin, der noch bevorsteht")
            assert kaya.place == "AppointmentsScreen"


async def test_z_sends_time_and_place_of_an_appointment_to_the_terminal(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with seated(office.app_of("kaya")) as kaya:
        await kaya.press("t")
        await kaya.mark("Yusuf")
        await kaya.press("z")
        await kaya.is_told("an Ihr Terminal gesendet")
        assert kaya.app.clipboard == (
            "Beratung: IHK Mittleres Ruhrgebiet\nDo., 05.11.2026, 11:00–11:30 Uhr\nHattingen\n"
            "Es berät Sie: Selin Aydın"
        )


async def test_z_sends_the_number_of_the_marked_visit_to_the_terminal(office: Office) -> None:
    async with seated(office.app_of("kaya")) as kaya:
        await kaya.mark("A06")
        await kaya.press("z")
        await kaya.is_told("an Ihr Terminal gesendet")
        lines = kaya.app.clipboard.splitlines()
        assert lines[:4] == [
            "Ihre Nummer: A06",
            "Sprechtag Do., 05.11.2026",
            "IHK Mittleres Ruhrgebiet",
            "Hattingen",
        ]
        assert lines[4].startswith("Voraussichtlich noch ") and lines[4].endswith("min (Stand 10:20)")
        assert "Nguy" not in kaya.app.clipboard


async def test_z_sends_the_number_of_the_visit_that_is_shown(office: Office) -> None:
    async with seated(office.app_of("mueller", "en")) as mueller:
        await mueller.mark("A05")
        await mueller.press("enter")
        await mueller.is_at("VisitScreen")
        await mueller.press("z")
        await mueller.is_told("Slip sent to your terminal")
        assert mueller.app.clipboard.splitlines()[-1] == "Bitte an Platz 3."


async def test_nothing_that_was_typed_reaches_the_terminal_as_a_command(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = "\x1b]0;x\x07Werk\u202e 2\r\n\x9b31m"
    kaya_session = office.session("kaya")
    wish = booking.Booking(
        "company_visit", office.now.replace(hour=15), 30, "berger", "VE2", "BM", _reachable(), place
    )
    number = ok(booking.book(kaya_session, wish)).id
    sent: list[str] = []
    async with seated(office.app_of("kaya")) as kaya:
        await kaya.press("t")
        await kaya.mark("Betriebsb")
        driver = kaya.app._driver
        assert driver and number
        monkeypatch.setattr(driver, "write", sent.append)
        await kaya.press("z")
        await kaya.is_told("an Ihr Terminal gesendet")
        clipboard = kaya.app.clipboard
    assert "Werk 2" in clipboard
    assert all(c.isprintable() or c == "\n" for c in clipboard)
    (osc,) = [text for text in sent if text.startswith("\x1b]52;c;")]
    assert osc.endswith("\a") and osc[7:-1].isascii() and "\x1b" not in osc[1:]


def _reachable() -> Visitor:
    return Visitor(company="Stahlwerk Ruhr", postcode="45525", phone="+49232412345")
