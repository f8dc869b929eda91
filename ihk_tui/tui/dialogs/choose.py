"""One question with a few answers, each picked by a letter."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Generic, NamedTuple, TypeVar

from textual.app import ComposeResult
from textual.containers import VerticalGroup, VerticalScroll
from textual.events import Key
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option as ListOption

from ihk_tui.domain.words import Words
from ihk_tui.tui.app import SprechtagApp
from ihk_tui.tui.dialogs.base import Dialog
from ihk_tui.tui.shown import content

T = TypeVar("T")


KEYS = Words("Taste oder ↑ ↓ und Eingabe · Esc: zurück", "key or ↑ ↓ and Enter · Esc: back")
KEYS_LONG = Words(
    "Taste oder ↑ ↓ und Eingabe · Tab: im Text blättern · Esc: zurück",
    "letter or ↑ ↓ and Enter · Tab: scroll the text · Esc: back",
)


class Option(NamedTuple, Generic[T]):
    """An answer: its letter, its text, and what it means."""

    letter: str
    label: Words
    value: T


class Choose(Dialog[Any]):
    """The question as a dialog. The first answer has the cursor: put the harmless one there."""

    AUTO_FOCUS = "OptionList"

    def __init__(self, title: Words, text: Words, options: Sequence[Option[Any]]) -> None:
        super().__init__()
        self._title, self._text, self._options = title, text, options

    def compose(self) -> ComposeResult:
        """Text, answers, and how to leave."""
        with VerticalGroup(classes="box") as box:
            box.border_title = content(self.say(self._title))
            with VerticalScroll(classes="-text", can_focus=False):
                yield Static(content(self.say(self._text)))
            yield OptionList(
                *(
                    ListOption(content((f" {o.letter} ", "bold"), f" {self.say(o.label)}"))
                    for o in self._options
                )
            )
            yield Static(self.say(KEYS), classes="keys")

    def on_mount(self) -> None:
        """Say how to read on when the text is longer than its place."""
        self.call_after_refresh(self._fit)

    def _fit(self) -> None:
        text = self.query_one(VerticalScroll)
        text.can_focus = text.max_scroll_y > 0
        if text.can_focus:
            self.query_one(".keys", Static).update(self.say(KEYS_LONG))

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
