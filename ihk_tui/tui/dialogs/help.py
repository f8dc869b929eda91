"""The help: every action of the place where one is, made from the list of actions."""

from __future__ import annotations

from rich.table import Table
from rich.text import Text
from textual.app import ComposeResult
from textual.containers import VerticalGroup, VerticalScroll
from textual.widgets import Static

from ihk_tui.domain.words import Words
from ihk_tui.tui.actions import PLACES
from ihk_tui.tui.dialogs.base import Dialog
from ihk_tui.tui.shown import content

TARGETS = {
    "day": Words(
        "Die Tasten gelten dem Besuch, der bei Ihnen ist, sonst dem markierten.\n"
        "Zeichen: » aufgerufen  ● im Gespräch  ‖ geparkt  × war nicht da",
        "Keys act on the visit that is with you, else on the marked one.\n"
        "Signs: » called  ● serving  ‖ parked  × was absent",
    ),
    "visit": Words(
        "Die Tasten gelten diesem Besuch. ●: darüber wird gerade gesprochen.",
        "Keys act on this visit. ●: this is being talked about.",
    ),
}
"""What the keys of a place act on."""


class HelpScreen(Dialog[None]):
    """Keys and what they do."""

    def __init__(self, place: str) -> None:
        super().__init__()
        self._place = place

    def compose(self) -> ComposeResult:
        """A line an action."""
        title, actions = PLACES[self._place]
        listed = Table.grid(padding=(0, 2, 0, 0))
        for action in actions:
            key, label, text = (self.say(words) for words in (action.keycap, action.label, action.help))
            listed.add_row(Text(key, "bold"), Text(label), Text(text))
        with VerticalGroup(classes="box -help") as box:
            box.border_title = content(f"{self.say(Words('Hilfe', 'Help'))}: {self.say(title)}")
            with VerticalScroll(classes="scroll"):
                if target := TARGETS.get(self._place):
                    yield Static(content(self.say(target)), classes="text")
                yield Static(listed)
            yield Static(
                self.say(Words("↑ ↓ blättern · Esc: zurück", "↑ ↓ scroll · Esc: back")), classes="keys"
            )
