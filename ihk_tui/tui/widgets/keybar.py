"""The footer: the most used keys of a place, made from the list of actions.

One line of text instead of Textual's Footer, which mounts a widget a key on every screen.
"""

from __future__ import annotations

from typing import NamedTuple

from textual import getters
from textual.events import Resize
from textual.widgets import Static

from ihk_tui.domain.words import Language
from ihk_tui.tui.actions import Action
from ihk_tui.tui.actions.needs import offered
from ihk_tui.tui.app import SprechtagApp
from ihk_tui.tui.shown import content

_SIGNS = {"Eingabe": "⏎", "Enter": "⏎", "Strg+": "^", "Ctrl+": "^"}


LAST = ("help", "back", "cancel")
"""How to get help and out always stays in sight."""


class Entry(NamedTuple):
    """What stands in the bar for an action."""

    key: str
    label: str
    last: bool

    @property
    def width(self) -> int:
        """Columns it takes, with the space behind it."""
        return len(self.key) + len(self.label) + 3


class KeyBar(Static):
    """Keys and what they do: the important ones, then as many more as there is room for, the help last."""

    DEFAULT_CSS = """
    KeyBar { dock: bottom; height: 1; padding: 0 1; background: $panel; text-wrap: nowrap; }
    """

    app = getters.app(SprechtagApp)

    def __init__(self, actions: tuple[Action, ...], language: Language) -> None:
        super().__init__()
        self._ordered = sorted(actions, key=lambda action: (action.id in LAST, not action.footer))
        self._language: Language = language
        self._entries: list[Entry] = []

    def on_mount(self) -> None:
        """Find the keys in force where the bar is, for what the person may do."""
        place = getattr(self.screen, "place", "")
        role = self.app.session.person.role
        self._entries = [
            Entry(
                _short(self.app.keymap.cap(place, action.id).to(self._language)),
                action.label.to(self._language),
                action.id in LAST,
            )
            for action in offered(self._ordered, place, role)
        ]

    def on_resize(self, event: Resize) -> None:
        """Show what fits."""
        room = event.size.width - 1 - sum(entry.width for entry in self._entries if entry.last)
        parts: list[str | tuple[str, str]] = []
        for entry in self._entries:
            room -= 0 if entry.last else entry.width
            if entry.last or room >= 0:
                parts += [(entry.key, "bold $accent"), f" {entry.label}  "]
        self.update(content(*parts))


def _short(key: str) -> str:
    for name, sign in _SIGNS.items():
        key = key.replace(name, sign)
    return key
