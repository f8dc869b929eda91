"""The help: every action of the place where one is that one may do, made from the list of actions."""

from __future__ import annotations

from rich.table import Table
from rich.text import Text
from textual.app import ComposeResult
from textual.containers import VerticalGroup, VerticalScroll
from textual.widgets import Static

from ihk_tui.domain.keys import keycap
from ihk_tui.domain.rights import ROLE_WORDS, Role
from ihk_tui.domain.words import Words
from ihk_tui.tui.actions import PLACES, Action
from ihk_tui.tui.actions.needs import offered
from ihk_tui.tui.actions.shared import PROGRAM
from ihk_tui.tui.dialogs.base import Dialog
from ihk_tui.tui.shown import content

TARGETS = {
    "day": Words(
        "Die Tasten gelten dem Besuch, der bei Ihnen ist, sonst dem markierten.\n"
        "Ziffern gehen zur Nummer: 7 zu A07, 1 2 zu A12.\n"
        "Zeichen: » aufgerufen  ● im Gespräch  ‖ geparkt  × war nicht da",
        "Keys act on the visit that is with you, else on the marked one.\n"
        "Digits go to the number: 7 to A07, 1 2 to A12.\n"
        "Signs: » called  ● serving  ‖ parked  × was absent",
    ),
    "visit": Words(
        "Die Tasten gelten diesem Besuch. ●: darüber wird gerade gesprochen.",
        "Keys act on this visit. ●: this is being talked about.",
    ),
    "appointments": Words(
        "Die Tasten gelten dem markierten Termin. Ziffern gehen zur Uhrzeit: 9, 14, 1430.",
        "Keys act on the marked appointment. Digits go to the time: 9, 14, 1430.",
    ),
    "planner": Words("Die Tasten gelten dem markierten Tag.", "Keys act on the marked day."),
    "intake": Words(
        "Buchstaben und Ziffern wählen aus, wer kommt und worum es geht, oder stehen im Feld.",
        "Letters and digits choose who comes and what about, or are written into the field.",
    ),
    "form": Words(
        "Was ein Dialog sonst kann, steht in seiner letzten Zeile.",
        "What else a dialog can do stands in its last line.",
    ),
}
"""What the keys of a place act on."""


class HelpScreen(Dialog[None]):
    """Keys and what they do."""

    def __init__(self, place: str) -> None:
        super().__init__()
        self._place = place

    def compose(self) -> ComposeResult:
        """A line an action, under a heading for each group."""
        title, actions = PLACES[self._place]
        role = self.app.session.person.role
        with VerticalGroup(classes="box -help") as box:
            box.border_title = content(f"{self.say(Words('Hilfe', 'Help'))}: {self.say(title)}")
            with VerticalScroll(classes="scroll"):
                yield Static(content(self.say(TARGETS[self._place])), classes="text")
                yield from self._groups(title, offered(actions, self._place, role))
                yield from self._not_offered(actions, role)
            yield Static(
                self.say(Words("↑ ↓ blättern · Esc: zurück", "↑ ↓ scroll · Esc: back")), classes="keys"
            )

    def _groups(self, title: Words, actions: tuple[Action, ...]) -> ComposeResult:
        """A table under each heading, all with the same columns."""
        keys = {action.id: self._keys(action) for action in actions}
        widths = max(map(len, keys.values())), max(len(self.say(action.label)) for action in actions)
        groups = grouped(title, actions)
        for heading, members in groups:
            if len(groups) > 1:
                yield Static(content((self.say(heading), "bold underline")))
            listed = Table.grid(padding=(0, 2, 0, 0))
            for width in widths:
                listed.add_column(width=width, no_wrap=True)
            for action in members:
                label, text = self.say(action.label), self.say(action.help)
                listed.add_row(Text(keys[action.id], "bold"), Text(label), Text(text))
            yield Static(listed, classes="text")

    def _not_offered(self, actions: tuple[Action, ...], role: Role) -> ComposeResult:
        """Name what other roles can do here, so that nobody looks for it."""
        mine = offered(actions, self._place, role)
        others = ", ".join(self.say(action.label) for action in actions if action not in mine)
        if others:
            words = Words("Nicht in Ihrer Rolle ({role}): {what}.", "Not in your role ({role}): {what}.")
            said = self.say(words.fill(role=ROLE_WORDS[role], what=others))
            yield Static(content((said, "dim")), classes="text")

    def _keys(self, action: Action) -> str:
        return " ".join(self.say(keycap(key)) for key in self.app.keymap.keys(self._place, action))


def grouped(title: Words, actions: tuple[Action, ...]) -> list[tuple[Words, list[Action]]]:
    """Sort actions under headings as they are declared, what concerns the whole program last."""
    groups: dict[Words, list[Action]] = {}
    for action in sorted(actions, key=lambda action: action.group == PROGRAM):
        groups.setdefault(action.group if action.group.de else title, []).append(action)
    return list(groups.items())
