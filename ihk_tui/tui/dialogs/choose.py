"""One question with a few answers, each picked by a letter."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Generic, NamedTuple, TypeVar

from textual.app import ComposeResult
from textual.containers import VerticalGroup
from textual.events import Key
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option as ListOption

from ihk_tui.domain.words import Words
from ihk_tui.tui.app import SprechtagApp
from ihk_tui.tui.dialogs.base import Dialog
from ihk_tui.tui.shown import content

T = TypeVar("T")


class Option(NamedTuple, Generic[T]):
    """An answer: its letter, its text, and what it means."""

    letter: str
    label: Words
    value: T


class Choose(Dialog[Any]):
    """The question as a dialog. The first answer has the cursor: put the harmless one there."""

    def __init__(self, title: Words, text: Words, options: Sequence[Option[Any]]) -> None:
        super().__init__()
        self._title, self._text, self._options = title, text, options

    def compose(self) -> ComposeResult:
        """Text, answers, and how to leave."""
        with VerticalGroup(classes="box") as box:
            box.border_title = content(self.say(self._title))
            yield Static(content(self.say(self._text)), classes="text")
            yield OptionList(
                *(
                    ListOption(content((f" {o.letter} ", "bold $accent"), f" {self.say(o.label)}"))
                    for o in self._options
                )
            )
            keys = Words(
                "Buchstabe oder ↑ ↓ und Eingabe · Esc: zurück", "letter or ↑ ↓ and Enter · Esc: back"
            )
            yield Static(self.say(keys), classes="keys")

    def on_key(self, event: Key) -> None:
        """Pick an answer by its letter."""
        for option in self._options:
            if event.character and event.character.casefold() == option.letter:
                event.stop()
                self.dismiss(option.value)
                return

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Pick the marked answer."""
        event.stop()
        self.dismiss(self._options[event.option_index].value)


async def choose(app: SprechtagApp, title: Words, text: Words, options: Sequence[Option[T]]) -> T | None:
    """Ask, from within a worker; None when the person went back."""
    answer: T | None = await app.push_screen_wait(Choose(title, text, options))
    return answer


async def confirm(app: SprechtagApp, title: Words, text: Words) -> bool:
    """Ask for a yes; no is the harmless answer."""
    answer = await choose(
        app,
        title,
        text,
        [Option("n", Words("nein", "no"), False), Option(app.say(Words("j", "y")), Words("ja", "yes"), True)],
    )
    return bool(answer)
