"""One line of text."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.containers import VerticalGroup
from textual.widgets import Input, Static

from ihk_tui.domain.words import Words
from ihk_tui.tui.app import SprechtagApp
from ihk_tui.tui.dialogs.base import Dialog
from ihk_tui.tui.shown import content
from ihk_tui.tui.widgets.line import LineInput


class AskLine(Dialog[str]):
    """A question that is answered in one line."""

    def __init__(self, title: Words, question: Words, value: str = "") -> None:
        super().__init__()
        self._title, self._question, self._value = title, question, value

    def compose(self) -> ComposeResult:
        """The question above its line."""
        with VerticalGroup(classes="box") as box:
            box.border_title = content(self.say(self._title))
            yield Static(content(self.say(self._question)))
            yield LineInput(self._value, max_length=500)
            yield Static(
                self.say(Words("Eingabe: weiter · Esc: zurück", "Enter: go on · Esc: back")), classes="keys"
            )

    @on(Input.Submitted)
    def _done(self, event: Input.Submitted) -> None:
        event.stop()
        self.dismiss(event.value)


async def ask_line(app: SprechtagApp, title: Words, question: Words, value: str = "") -> str | None:
    """Ask, from within a worker; None when the person went back."""
    return await app.push_screen_wait(AskLine(title, question, value))
