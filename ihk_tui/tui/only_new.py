"""Sends only what the terminal does not show already.

Textual paints a screen that opens up to four times while its widgets find their places, and a row again
that looks as before: 18 kB where 5 are new, which is a second on a slow line. Here every line is compared
with what was sent last for its place, and cells that look the same are sent as one.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from rich.console import Console
from rich.control import Control
from rich.segment import Segment
from rich.style import Style
from textual._compositor import ChopsUpdate, CompositorUpdate, LayoutUpdate
from textual.strip import Strip

_NOTHING = Strip([])
_UNKNOWN = "\ue000"
"""Stands for a cell of which nothing is known; no text has it (private use)."""


class Shown:
    """What the terminal shows, line by line, as far as it is known."""

    def __init__(self) -> None:
        self._lines: dict[int, Strip] = {}

    def forget(self) -> None:
        """The terminal may show anything: it got another size, or somebody wrote over it."""
        self._lines.clear()

    def only_new(self, update: CompositorUpdate) -> CompositorUpdate:
        """What of a picture has to be sent; decided when it is sent, for some never are."""
        return _OnlyNew(self, update) if isinstance(update, LayoutUpdate | ChopsUpdate) else update

    def changes(self, update: LayoutUpdate | ChopsUpdate) -> Iterator[tuple[int, int, Strip]]:
        """Column, line and text of every piece that differs, which then counts as shown."""
        for x, y, strip in _joined(_pieces(update)):
            strip, end = _look(strip), x + strip.cell_length
            line = self._lines.get(y, _NOTHING)
            if _same(line.crop(x, end), strip):
                continue
            gap = Strip([Segment(_UNKNOWN * max(0, x - line.cell_length))])
            self._lines[y] = Strip.join([line.crop(0, x), gap, strip, line.crop(end)])
            yield x, y, strip


class _OnlyNew(CompositorUpdate):
    """A picture without what is shown already."""

    def __init__(self, shown: Shown, update: LayoutUpdate | ChopsUpdate) -> None:
        self._shown, self._update = shown, update

    def render_segments(self, console: Console) -> str:
        """Give what to write to the terminal."""
        return "".join(
            f"{Control.move_to(x, y).segment.text}{strip.render(console)}"
            for x, y, strip in self._shown.changes(self._update)
        )


def _look(strip: Strip) -> Strip:
    """A strip as it looks; Textual marks each cell of a list with its row and column, which nobody sees."""
    seen = (Segment(text, style and _without_marks(style)) for text, style, _ in strip)
    return Strip(Segment.simplify(seen), strip.cell_length)


@lru_cache(4096)
def _without_marks(style: Style) -> Style:
    return style.clear_meta_and_links()


def _same(one: Strip, other: Strip) -> bool:
    return one.cell_length == other.cell_length and one.simplify() == other.simplify()


def _pieces(update: LayoutUpdate | ChopsUpdate) -> Iterator[tuple[int, int, Strip]]:
    """Every piece of a picture, as Textual itself would write it."""
    if isinstance(update, LayoutUpdate):
        for y, line in enumerate(update.strips, update.region.y):
            yield update.region.x, y, Strip.join(line)
        return
    for y, start, stop in update.spans:
        for end, (x, strip) in zip(update.chop_ends[y], update.chops[y].items(), strict=False):
            if strip is None or x > stop or end <= start:
                continue
            yield x, y, strip if start <= x < stop and end <= stop else strip.crop(0, min(end, stop) - x)


def _joined(pieces: Iterator[tuple[int, int, Strip]]) -> Iterator[tuple[int, int, Strip]]:
    """The same with neighbours in one piece."""
    held: tuple[int, int, Strip] | None = None
    for x, y, strip in pieces:
        if not strip.cell_length:
            continue
        if held and held[1] == y and held[0] + held[2].cell_length == x:
            held = held[0], y, Strip.join([held[2], strip])
            continue
        if held:
            yield held
        held = x, y, strip
    if held:
        yield held
