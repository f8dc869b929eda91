"""Letters large enough for the other end of a waiting room."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from pyfiglet import Figlet

NUMBERS = "ansi_regular"
"""Solid blocks for numbers; every terminal with UTF-8 draws them."""
HEIGHT = 5
"""Lines of a number."""
WORDS = "mono9"
"""Narrow enough for `geschlossen` in 80 columns."""
_ARROW = (
    "    ██    ",
    "     ██   ",
    "  ██████  ",
    "     ██   ",
    "    ██    ",
)
_BLANK = ("   ",) * HEIGHT


@cache
def large(text: str, scale: int = 1, font: str = NUMBERS) -> tuple[str, ...]:
    """Draw a text `scale` times as large as the font; every line is equally long."""
    drawn = [line.rstrip() for line in Figlet(font=font, width=1000).renderText(text).splitlines()]
    lines = [line for line in drawn if line]
    width = max(map(len, lines), default=0)
    return _scaled([line.ljust(width) for line in lines], scale)


def arrow(scale: int) -> tuple[str, ...]:
    """Draw what leads from a number to its desk, with the room around it."""
    return _scaled(_ARROW, scale)


def blank(scale: int) -> tuple[str, ...]:
    """Draw the least room that keeps a number and its desk from being read as one."""
    return _scaled(_BLANK, scale)


def _scaled(lines: Sequence[str], scale: int) -> tuple[str, ...]:
    wide = ["".join(sign * scale for sign in line) for line in lines]
    return tuple(line for line in wide for _ in range(scale))


def width(text: str, scale: int = 1, font: str = NUMBERS) -> int:
    """How many columns a drawn text takes."""
    return len(large(text, scale, font)[0])
