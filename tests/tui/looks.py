"""What a screen really sends: every piece of text with its colours and attributes, after all filters."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from rich.color import Color, ColorSystem
from rich.color_triplet import ColorTriplet
from rich.segment import Segment
from textual.app import App

from ihk_tui.tui.app import SprechtagApp


class Piece(NamedTuple):
    """A text on the screen as it is drawn."""

    text: str
    x: int
    y: int
    front: ColorTriplet
    behind: ColorTriplet

    @property
    def contrast(self) -> float:
        """Contrast ratio from 1 to 21 (WCAG 2.2, definition of contrast ratio)."""
        light, dark = sorted((_luminance(self.front), _luminance(self.behind)), reverse=True)
        return (light + 0.05) / (dark + 0.05)


def segments(app: App[int]) -> Iterator[tuple[int, int, Segment]]:
    """Every piece of every line of the screen, with where it begins."""
    with app._context():
        strips = app.screen._compositor.render_strips()
    for y, strip in enumerate(strips):
        x = 0
        for segment in strip:
            yield x, y, segment
            x += segment.cell_length


def pieces(app: App[int], system: ColorSystem = ColorSystem.TRUECOLOR) -> Iterator[Piece]:
    """Every text with letters, digits or signs, in the colours that a terminal of this kind shows.

    What lies behind a dialog is not there to be read meanwhile, and is left out.
    """
    for x, y, segment in segments(app):
        style = segment.style
        if style is None or not any(_is_read(character) for character in segment.text):
            continue
        if app.screen.is_modal and app.screen.get_widget_at(x, y)[0] is app.screen:
            continue
        front, behind = (_shown(color, system) for color in (style.color, style.bgcolor))
        yield Piece(segment.text, x, y, *((behind, front) if style.reverse else (front, behind)))


def attributes(app: SprechtagApp) -> list[tuple[str, bool, bool, bool]]:
    """Every cell of the screen as it is seen without colours: character, bold, underlined, reversed."""
    return [
        (
            character,
            bool(style and style.bold),
            bool(style and style.underline),
            bool(style and style.reverse),
        )
        for _, _, (text, style, _) in segments(app)
        for character in text
    ]


def _is_read(character: str) -> bool:
    """Frames and bars are not read."""
    return not character.isspace() and not "\u2500" <= character <= "\u259f"


def _shown(color: Color | None, system: ColorSystem) -> ColorTriplet:
    assert color is not None and not color.is_default, "the terminal's own colour: nobody knows which"
    return color.downgrade(system).get_truecolor()


def _luminance(color: ColorTriplet) -> float:
    """Relative luminance (WCAG 2.2)."""
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in color.normalized)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
