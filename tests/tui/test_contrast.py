"""Every text that is to be read stands out from its background by 4.5 to 1 (WCAG 2.2, 1.4.3), in every theme.

What is measured is what is sent: after dimming, opacity, cursor rows, selections and placeholders, and as a
terminal shows it that has 256 colours only, which over SSH is the usual case (nothing hands COLORTERM on).
"""

from __future__ import annotations

import pytest
from rich.color import ColorSystem
from rich.color_triplet import ColorTriplet

from ihk_tui.tui.themes import DARK, FEW, LIGHT
from tests.tui.looks import Piece, pieces
from tests.tui.office import Office
from tests.tui.seat import Seat, seated
from tests.tui.test_pictures import VARIED, places

ENOUGH = 4.5
PLACES = places("settled", "intake_wrong", "outcome", "move", "palette")
"""Between them: dimmed and bold rows, suggestions, placeholders, errors, letters of answers, a selection,
descriptions."""
SYSTEMS = (ColorSystem.TRUECOLOR, ColorSystem.EIGHT_BIT)


@pytest.mark.parametrize(("person", "keys"), PLACES)
async def test_all_text_can_be_read_dark_and_light(
    office: Office, person: str, keys: tuple[str, ...]
) -> None:
    async with seated(office.app_of(person)) as seat:
        await seat.press(*keys)
        for theme in (DARK.name, LIGHT.name):
            await wears(seat, theme)
            for system in SYSTEMS:
                assert_readable(list(pieces(seat.app, system)), f"{theme}, {system.name}")


@pytest.mark.parametrize(("person", "keys"), places("settled", "intake_wrong", only=VARIED))
async def test_all_text_can_be_read_with_sixteen_colours(
    office: Office, monkeypatch: pytest.MonkeyPatch, person: str, keys: tuple[str, ...]
) -> None:
    monkeypatch.setenv("TERM", "linux")
    async with seated(office.app_of(person)) as seat:
        assert seat.app.theme == FEW.name
        await seat.press(*keys)
        assert_readable(list(pieces(seat.app, ColorSystem.STANDARD)), FEW.name)


async def wears(seat: Seat, theme: str) -> None:
    """Change the colours and wait until all is drawn in them."""
    with seat.app._context():
        seat.app.theme = theme
        await seat.pilot.pause()
        await seat.pilot.pause()


def assert_readable(found: list[Piece], theme: str) -> None:
    assert found
    faint = {
        f"{piece.text.strip()!r}: {piece.front.hex} on {piece.behind.hex} is {piece.contrast:.2f}"
        for piece in found
        if piece.contrast < ENOUGH
    }
    assert not faint, f"{theme}: " + "; ".join(sorted(faint))


def test_contrast_is_what_the_standard_says() -> None:
    white, black, grey = ColorTriplet(255, 255, 255), ColorTriplet(0, 0, 0), ColorTriplet(118, 118, 118)
    for front, behind, expected in ((white, black, 21.0), (grey, white, 4.54), (white, white, 1.0)):
        assert Piece("x", 0, 0, front, behind).contrast == pytest.approx(expected, abs=0.01)
