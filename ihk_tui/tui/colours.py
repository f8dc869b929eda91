"""How many colours there are, and the picture without any: by NO_COLOR, or for want of them.

Textual's own NO_COLOR makes greys of the colours. Here no colour is sent at all: a bright background (the
title, the row with the cursor, what is selected) becomes reverse video, everything else has the colours of
the terminal. A code for a camera keeps its black and white: it is a picture, and no camera reads it inverted.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Literal

from rich.color import Color as RichColor
from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.filter import LineFilter

_BRIGHT = 0.5
"""From this brightness on (0 is black, 1 is white) a background shows as reverse video."""


PICTURE = Style(color="#ffffff", bgcolor="#000000", meta={"picture": True})
"""What has to be white on black, whatever the colours."""
_NOT_DIM = Style(dim=False)
Colours = Literal["none", "few", "many"]


def wanted(environment: Mapping[str, str], system: str | None) -> Colours:
    """How many colours to show: none by NO_COLOR (not empty, see no-color.org) or when the terminal has none.

    `system` is what Rich takes the terminal for (`standard` are 16). Terminfo knows which have no colours at
    all; a terminal that it does not know, and the want of a name, count as coloured.
    """
    if environment.get("NO_COLOR"):
        return "none"
    terminal = environment.get("TERM", "")
    if not terminal or environment.get("COLORTERM") in ("truecolor", "24bit"):
        return "many"
    known = _from_terminfo(terminal)
    if known is not None and known <= 0:
        return "none"
    return "few" if system == "standard" else "many"


def _from_terminfo(terminal: str) -> int | None:
    try:
        import curses

        curses.setupterm(terminal, 2)
    except (ImportError, curses.error):
        return None
    return curses.tigetnum("colors")


class UndimmedFilter(LineFilter):
    """Takes the dimming out of a line: sixteen colours have none between a text and its background."""

    def apply(self, segments: Sequence[Segment], background: Color) -> list[Segment]:
        """Give the line as bright as it can be."""
        return [
            Segment(text, style + _NOT_DIM if style and style.dim else style, None)
            for text, style, _ in segments
        ]


class PlainFilter(LineFilter):
    """Takes the colours out of a line, and keeps what they mean."""

    def apply(self, segments: Sequence[Segment], background: Color) -> list[Segment]:
        """Give the line with attributes only."""
        return [Segment(text, style and _plain(style), None) for text, style, _ in segments]


@lru_cache(1024)
def _plain(style: Style) -> Style:
    if "picture" in style.meta:
        return style
    behind = style.color if style.reverse else style.bgcolor
    return Style(
        bold=style.bold,
        dim=style.dim,
        underline=style.underline,
        strike=style.strike,
        reverse=bool(style.reverse) if behind is None else _is_bright(behind),
    )


def _is_bright(colour: RichColor) -> bool:
    return Color.from_rich_color(colour).brightness >= _BRIGHT
