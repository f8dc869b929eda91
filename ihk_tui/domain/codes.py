"""A square code (QR, ISO/IEC 18004) as values, and how it is drawn with half blocks of text."""

from __future__ import annotations

from typing import NamedTuple

QUIET = 4
"""Light modules around a code that the standard asks for."""
LEAST_QUIET = 2
"""With so many cameras still find it at once."""
_BLOCKS = {(True, True): " ", (True, False): "▄", (False, True): "▀", (False, False): "█"}


class Room(NamedTuple):
    """A stretch of a terminal."""

    columns: int
    rows: int


class Code(NamedTuple):
    """What a code says and its modules, row by row; True is dark."""

    text: str
    modules: tuple[tuple[bool, ...], ...]

    @property
    def size(self) -> int:
        """Modules a side."""
        return len(self.modules)

    @property
    def needed(self) -> Room:
        """The least room in which it can be drawn."""
        side = self.size + 2 * LEAST_QUIET
        return Room(side, (side + 1) // 2)

    def quiet_within(self, columns: int, rows: int) -> int | None:
        """The widest border up to the standard's with which the code fits; None when it does not fit."""
        border = min(QUIET, (columns - self.size) // 2, (2 * rows - self.size) // 2)
        return border if border >= LEAST_QUIET else None

    def drawn(self, border: int, ink_is_light: bool = True) -> list[str]:
        """Draw it as lines of text, two modules a character.

        A code is dark on light. With light letters on a dark ground, as terminals have by default, the ink
        draws the light modules; otherwise (`ink_is_light` is False) it draws the dark ones.
        """
        blank = (False,) * (self.size + 2 * border)
        side = (False,) * border
        grid = [blank] * border + [(*side, *row, *side) for row in self.modules] + [blank] * (border + 1)
        lines = []
        for upper, lower in zip(grid[::2], grid[1::2], strict=False):
            pairs = zip(upper, lower, strict=True)
            lines.append("".join(_BLOCKS[a == ink_is_light, b == ink_is_light] for a, b in pairs))
        return lines
