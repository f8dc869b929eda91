"""Jump mode: a letter at every row, field and list that is on the screen; pressing it goes there."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import islice, product
from typing import ClassVar, NamedTuple

from textual import getters
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.events import Key, Resize
from textual.geometry import Offset, Region
from textual.screen import ModalScreen, Screen
from textual.widget import Widget
from textual.widgets import DataTable, OptionList, Static
from textual.widgets.data_table import RowKey
from textual.widgets.option_list import Option

from ihk_tui.domain.words import Words
from ihk_tui.tui.app import SprechtagApp
from ihk_tui.tui.shown import content

LETTERS = "asdfghjklqwertzuiopyxcvbnm"
"""Where the fingers rest comes first."""
_HOW = Words("Buchstabe: dorthin · Esc: zurück", "letter: go there · Esc: back")
_GONE = Words("Das ist nicht mehr da.", "That is no longer there.")
_NOTHING = Words("Hier gibt es nichts anzuspringen.", "There is nothing to jump to here.")


class Target(NamedTuple):
    """Somewhere to go: what its letter means, whatever happens to the screen before it is pressed."""

    place: Callable[[], Offset | None]
    """Where its letter stands; None while it is out of sight."""
    go: Callable[[], bool]
    """Goes there; False when it is gone."""


def labels(count: int) -> list[str]:
    """Name so many targets by one letter each, or by two when there are more than letters."""
    length = 1 if count <= len(LETTERS) else 2
    return ["".join(letters) for letters in islice(product(LETTERS, repeat=length), count)]


def targets(screen: Screen[object]) -> list[Target]:
    """Give everything on a screen that can have the focus, lists by the rows that are in sight."""
    found = (target for widget in screen.focus_chain for target in _of(widget, screen))
    return [target for target in found if target.place() is not None]


def _of(widget: Widget, screen: Screen[object]) -> Iterator[Target]:
    if isinstance(widget, DataTable) and widget.row_count:
        for row in widget.ordered_rows:
            yield Target(partial(_at_row, widget, row.key), partial(_mark, widget, row.key))
    elif isinstance(widget, OptionList) and widget.option_count == widget.virtual_size.height:
        for option in widget.options:
            yield Target(partial(_at_option, widget, option), partial(_highlight, widget, option))
    else:
        find = partial(_found, screen, widget)
        yield Target(partial(_at, find), partial(_focus, find))


def _found(screen: Screen[object], widget: Widget) -> Widget | None:
    """The widget, or the one that has its place by now: a form that is laid out anew has new fields."""
    if not widget.is_attached and widget.id:
        return next(iter(screen.query(f"#{widget.id}")), None)
    return widget if widget.is_attached else None


def _at(find: Callable[[], Widget | None]) -> Offset | None:
    widget = find()
    seen = _in_sight(widget) if widget else None
    if widget is None or not seen:
        return None
    margin = 0 if widget.gutter.left else 1  # a letter covers nothing that is written
    return Offset(max(seen.x - margin, 0), seen.y)


def _focus(find: Callable[[], Widget | None]) -> bool:
    widget = find()
    if widget is None or not widget.focusable:
        return False
    widget.focus()
    return True


def _in_sight(widget: Widget) -> Region:
    return widget.screen.find_widget(widget).visible_region if widget.is_on_screen else Region()


def _at_row(table: DataTable[object], key: RowKey) -> Offset | None:
    if key not in table.rows:
        return None
    return _line(table, table.get_row_index(key), table.header_height)


def _mark(table: DataTable[object], key: RowKey) -> bool:
    if not table.is_attached or key not in table.rows:
        return False
    table.focus()
    table.move_cursor(row=table.get_row_index(key))
    return True


def _at_option(options: OptionList, option: Option) -> Offset | None:
    index = _index(options, option)
    return None if index is None else _line(options, index, 0)


def _highlight(options: OptionList, option: Option) -> bool:
    index = _index(options, option) if options.is_attached else None
    if index is None:
        return False
    options.focus()
    options.highlighted = index
    return True


def _index(options: OptionList, wanted: Option) -> int | None:
    """Where an option is by now; one with an id stays the same however often the list is filled."""
    for index, option in enumerate(options.options):
        if option is wanted or (wanted.id is not None and option.id == wanted.id):
            return index
    return None


def _line(widget: Widget, row: int, header: int) -> Offset | None:
    """Where a row of a list stands, below its header."""
    seen = _in_sight(widget)
    inside = widget.content_region
    y = inside.y + header + row - widget.scroll_offset.y
    return Offset(inside.x, y) if seen.y + header <= y < seen.bottom else None


class Letters(Static, can_focus=True):
    """Takes the letters, however fast they are typed."""

    def check_consume_key(self, key: str, character: str | None) -> bool:
        """Every letter is meant for it."""
        return character is not None and character.isalpha()


class JumpScreen(ModalScreen[Target | None]):
    """The letters, over the screen as it is."""

    DEFAULT_CSS = """
    JumpScreen { background: transparent; }
    JumpScreen .label {
        position: absolute; width: auto; height: 1; background: $accent; color: $background; text-style: bold;
    }
    JumpScreen Letters { dock: bottom; height: 1; padding: 0 1; background: $panel; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", show=False)]
    app = getters.app(SprechtagApp)

    def __init__(self, found: Sequence[Target], how: str) -> None:
        super().__init__()
        self._found = dict(zip(labels(len(found)), found, strict=True))
        self._signs = [Static(content(label.upper()), classes="label") for label in self._found]
        self._how = how
        self._size_then = self.app.size
        """For which the letters are right."""
        self._typed = ""

    def compose(self) -> ComposeResult:
        """A letter at each target."""
        yield from self._signs
        yield Letters(content(self._how))

    def on_mount(self) -> None:
        """Go along with what the letters stand at."""
        self._place()
        self.app.viewed.subscribe(self, lambda _: self.call_after_refresh(self._place))

    def _place(self) -> None:
        """Put each letter where its target is now, none where there is nothing any more."""
        for sign, target in zip(self._signs, self._found.values(), strict=True):
            at = target.place()
            sign.display = at is not None
            sign.styles.offset = at or Offset()

    def on_key(self, event: Key) -> None:
        """Go where a letter leads; any that leads nowhere closes."""
        if event.character is None or not event.character.isalpha():
            return
        event.stop()
        self._typed += event.character.casefold()
        if self._typed in self._found:
            self._leave(self._found[self._typed])
        elif not any(label.startswith(self._typed) for label in self._found):
            self._leave()

    def on_resize(self, event: Resize) -> None:
        """Letters that stand elsewhere than their targets lead astray."""
        if event.size != self._size_then:
            self._leave()

    def action_leave(self) -> None:
        """Stay where one is."""
        self._leave()

    def on_screen_resume(self) -> None:
        """The size may have changed under what lay over the letters."""
        if self.app.size != self._size_then:
            self._leave()

    def _leave(self, target: Target | None = None) -> None:
        """Go, unless something lies over it, or it has gone: a size may be told twice."""
        if self.app.screen is self:
            self.dismiss(target)


def jump(app: SprechtagApp) -> None:
    """Show the letters for the screen on top."""
    if isinstance(app.screen, JumpScreen):
        return
    found = targets(app.screen)
    if not found:
        app.tell(_NOTHING, bad=True)
        return

    def go(target: Target | None) -> None:
        if target and not target.go():
            app.tell(_GONE, bad=True)

    app.push_screen(JumpScreen(found, app.say(_HOW)), go)
