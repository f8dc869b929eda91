"""What an action is: declared once, for footer, palette, help, key bindings and the README."""

from __future__ import annotations

from typing import NamedTuple

from textual.binding import Binding

from ihk_tui.domain.words import Words


class Action(NamedTuple):
    """Something a person can do at a place of the program. The screen's method is `action_<id>`."""

    id: str
    key: str
    label: Words
    help: Words
    footer: bool = False
    everywhere: bool = False
    """Whether the app does it, not the screen."""

    @property
    def target(self) -> str:
        """The action as Textual names it."""
        return f"app.{self.id}" if self.everywhere else self.id

    @property
    def keycap(self) -> Words:
        """The key as it stands on the keyboard."""
        first = self.key.partition(",")[0]
        return KEYCAPS.get(first, Words(first, first))


KEYCAPS = {
    "enter": Words("Eingabe", "Enter"),
    "escape": Words("Esc", "Esc"),
    "delete": Words("Entf", "Del"),
    "minus": Words("-", "-"),
    "plus": Words("+", "+"),
    "comma": Words(",", ","),
    "full_stop": Words(".", "."),
    "question_mark": Words("?", "?"),
    "ctrl+s": Words("Strg+S", "Ctrl+S"),
    "ctrl+p": Words("Strg+P", "Ctrl+P"),
    "ctrl+q": Words("Strg+Q", "Ctrl+Q"),
    "ctrl+o": Words("Strg+O", "Ctrl+O"),
    "ctrl+r": Words("Strg+R", "Ctrl+R"),
    "tab": Words("Tab", "Tab"),
}


def bindings(actions: tuple[Action, ...]) -> list[Binding]:
    """Make a screen's key bindings from its actions."""
    return [
        Binding(action.key, action.target, action.label.en, show=False, id=action.id) for action in actions
    ]
