"""Jump mode: a letter at every row, field and list that is on the screen; pressing it goes there."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import islice, product
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.events import Key, Resize
from textual.geometry import Offset, Region
from textual.screen import ModalScreen, Screen
from textual.widget import Widget
from textual.widgets import DataTable, OptionList, Static

from ihk_tui.domain.words import Words
from ihk_tui.tui.shown import content

if TYPE_CHECKING:
    from ihk_tui.tui.app import SprechtagApp

LETTERS = "asdfghjklqwertzuiopyxcvbnm"
"""Where the fingers rest comes first."""
_HOW = Words("Buchstabe: dorthin · Esc: zurück", "letter: go there · Esc: back")
_NOTHING = Words("Hier gibt es nichts anzuspringen.", "There is nothing to jump to here.")


class Target(NamedTuple):
    """Somewhere to go: where its letter stands, and what goes there."""

    at: Offset
    go: Callable[[], object]


def labels(count: int) -> list[str]:
    """Name so many targets by one letter each, or by two when there are more than letters."""
    length = 1 if count <= len(LETTERS) else 2
    return ["".join(letters) for letters in islice(product(LETTERS, repeat=length), count)]


def targets(screen: Screen[object]) -> list[Target]:
    """Give everything on a screen that can have the focus, lists by the rows that are in sight."""
    return [target for widget in screen.focus_chain for target in _of(widget, screen)]


def _of(widget: Widget, screen: Screen[object]) -> Iterator[Target]:
    seen = screen.find_widget(widget).visible_region
    if not seen:
        return
    inside = widget.content_region
    if isinstance(widget, DataTable) and widget.row_count:
        top = inside.y + widget.header_height - widget.scroll_offset.y
        for row in range(widget.row_count):
            yield from _row(
                Offset(inside.x, top + row), seen, widget.header_height, partial(_mark, widget, row)
            )
    elif isinstance(widget, OptionList) and widget.option_count == widget.virtual_size.height:
        top = inside.y - widget.scroll_offset.y
        for row in range(widget.option_count):
            yield from _row(Offset(inside.x, top + row), seen, 0, partial(_highlight, widget, row))
    else:
        yield Target(seen.offset, widget.focus)


def _row(at: Offset, seen: Region, header: int, go: Callable[[], object]) -> Iterator[Target]:
    if seen.y + header <= at.y < seen.bottom:
        yield Target(at, go)


def _mark(table: DataTable[object], row: int) -> None:
    table.focus()
    table.move_cursor(row=row)


def _highlight(options: OptionList, row: int) -> None:
    options.focus()
    options.highlighted = row


class Letters(Static, can_focus=True):
    """Takes the letters, however fast they are typed."""

    def check_consume_key(self, key: str, character: str | None) -> bool:
        """Every letter is meant for it."""
        return character is not None and character.isalpha()


class JumpScreen(ModalScreen[Target | None]):
    """The letters, over the screen as it is."""

    CSS_PATH = "jump.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", show=False)]

    def __init__(self, found: Sequence[Target], how: str) -> None:
        super().__init__()
        self._found = dict(zip(labels(len(found)), found, strict=True))
        self._how = how
        self._typed = ""

    def compose(self) -> ComposeResult:
        """A letter at each target."""
        for label, target in self._found.items():
            sign = Static(content(label.upper()), classes="label")
            sign.styles.offset = target.at
            yield sign
        yield Letters(content(self._how))

    def on_mount(self) -> None:
        """Remember for which size the letters are right."""
        self._size_then = self.app.size

    def on_key(self, event: Key) -> None:
        """Go where a letter leads; any that leads nowhere closes."""
        if event.character is None or not event.character.isalpha():
            return
        event.stop()
        self._typed += event.character.casefold()
        if self._typed in self._found:
            self.dismiss(self._found[self._typed])
        elif not any(label.startswith(self._typed) for label in self._found):
            self.dismiss(None)

    def on_resize(self, event: Resize) -> None:
        """Letters that stand elsewhere than their targets lead astray."""
        if event.size != self._size_then:
            self._size_then = event.size  # it may be told twice
            self.dismiss(None)

    def action_leave(self) -> None:
        """Stay where one is."""
        self.dismiss(None)


def jump(app: SprechtagApp) -> None:
    """Show the letters for the screen on top."""
    if isinstance(app.screen, JumpScreen):
        return
    found = targets(app.screen)
    if not found:
        app.tell(_NOTHING, bad=True)
        return
    app.push_screen(JumpScreen(found, app.say(_HOW)), lambda target: target.go() if target else None)
