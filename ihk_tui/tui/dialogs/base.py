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

    DEFAULT_CSS = """
    Dialog { align: center middle; background: $background 60%; }
    Dialog > .box {
        width: 70; max-width: 96%; height: auto; max-height: 96%; padding: 0 1;
        background: $surface; border: round $primary;
    }
    Dialog .text { height: auto; margin-bottom: 1; }
    Dialog .-text { height: auto; max-height: 50vh; margin-bottom: 1; scrollbar-size-vertical: 1; }
    Dialog #advice { height: auto; max-height: 3; margin-top: 1; color: $accent; }
    Dialog .keys { height: auto; margin-top: 1; color: $foreground 80%; }
    Dialog OptionList, Dialog OptionList:focus {
        height: auto; max-height: 14; border: none; background: $surface; padding: 0;
    }
    Dialog .scroll { height: auto; max-height: 50vh; scrollbar-size-vertical: 1; }
    Dialog #line-path { column-span: 2; }
    Dialog > .-help { width: 110; height: 96%; }
    Dialog > .-help .scroll { height: 1fr; max-height: 100%; }
    """

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
