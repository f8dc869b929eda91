"""A dialog: a titled box over the screen that gives back a value, or None on Esc."""

from __future__ import annotations

from typing import ClassVar, TypeVar

from textual import getters
from textual.binding import BindingType
from textual.screen import ModalScreen

from ihk_tui.domain.words import Words
from ihk_tui.tui.actions import PLACES, bindings
from ihk_tui.tui.app import SprechtagApp

T = TypeVar("T")


class Dialog(ModalScreen[T | None]):
    """The base of all dialogs."""

    BINDINGS: ClassVar[list[BindingType]] = list(
        bindings(tuple(a for a in PLACES["form"][1] if a.everywhere or a.id == "cancel"), "form")
    )

    app = getters.app(SprechtagApp)
    place: ClassVar[str] = "form"

    def say(self, words: Words) -> str:
        """Give a text in the language of this session."""
        return self.app.say(words)

    def action_cancel(self) -> None:
        """Close without an answer."""
        self.dismiss(None)
