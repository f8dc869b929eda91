"""What an action is: declared once, for footer, palette, help, key bindings and the README."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ihk_tui.domain.keymap import Declared
from ihk_tui.domain.keys import keycap
from ihk_tui.domain.words import Words

if TYPE_CHECKING:  # the plain commands read the list without Textual
    from textual.binding import Binding


class Action(NamedTuple):
    """Something a person can do at a place of the program. The screen's method is `action_<id>`."""

    id: str
    key: str
    label: Words
    help: Words
    footer: bool = False
    everywhere: bool = False
    """Whether the app does it, not the screen."""
    fixed: bool = False
    """Whether its key is the same for everybody, because dialogs name it."""
    typing: bool = False
    """Whether it must work while text is typed."""
    group: Words = Words("", "")
    """Under which heading the help shows it; empty: under the place's own."""

    @property
    def target(self) -> str:
        """The action as Textual names it."""
        return f"app.{self.id}" if self.everywhere else self.id

    @property
    def keys(self) -> tuple[str, ...]:
        """Its keys when nobody chose others; the first is the one that is shown."""
        return tuple(self.key.split(","))

    @property
    def keycap(self) -> Words:
        """That key as it stands on the keyboard."""
        return keycap(self.keys[0])

    @property
    def declared(self) -> Declared:
        """What the rules about keys need of it."""
        return Declared(self.id, self.keys, self.label, self.fixed, self.typing)


def bindings(actions: tuple[Action, ...], place: str) -> list[Binding]:
    """Make the key bindings of a place; by their ids, keymaps give them other keys."""
    from textual.binding import Binding

    return [
        Binding(action.key, action.target, action.label.en, show=False, id=f"{place}.{action.id}")
        for action in actions
        if action.key != "tab"  # Textual's own
    ]
