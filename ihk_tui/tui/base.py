"""What every screen of the office has in common."""

from __future__ import annotations

from typing import ClassVar

from textual import getters
from textual.screen import Screen

from ihk_tui.domain.words import Words
from ihk_tui.tui.app import SprechtagApp


class OfficeScreen(Screen[None]):
    """A full screen of the program, at one place of the list of actions."""

    app = getters.app(SprechtagApp)
    place: ClassVar[str] = "day"

    def say(self, words: Words) -> str:
        """Give a text in the language of this session."""
        return self.app.say(words)
