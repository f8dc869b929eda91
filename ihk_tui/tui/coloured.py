"""An app as its terminal needs it: in the colours there are, and only what is not shown there already.

The program and the call display alike.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import Any

from rich.console import RenderableType
from textual._compositor import CompositorUpdate
from textual.driver import Driver
from textual.events import AppFocus, Event, Resize
from textual.filter import LineFilter
from textual.screen import Screen
from textual.theme import Theme

from ihk_tui.domain.words import Language
from ihk_tui.tui.colours import PlainFilter, UndimmedFilter, wanted
from ihk_tui.tui.ending import EndingApp
from ihk_tui.tui.only_new import Shown
from ihk_tui.tui.themes import FEW, PLAIN


class ColouredApp(EndingApp):
    """Wears the first of its own themes, or the one for sixteen colours or none, and sends what is new."""

    def __init__(self, language: Language, own: Sequence[Theme]) -> None:
        super().__init__(language)
        colours = wanted(os.environ, self.console.color_system)
        self.themes = {"none": (PLAIN,), "few": (FEW,), "many": tuple(own)}[colours]
        """What can be worn on this terminal."""
        for theme in self.themes:
            self.register_theme(theme)
        self.no_color = colours == "none"
        self._filters_first = [UndimmedFilter()] if colours == "few" else []
        self._plain = (PlainFilter(),)
        self.theme = self.themes[0].name
        self._shown = Shown()

    def get_driver_class(self) -> type[Driver]:
        """What reads the terminal."""
        from ihk_tui.tui.keyboard import Keyboard

        return Keyboard

    async def on_event(self, event: Event) -> None:
        """Take nothing for shown when the terminal has another size, or was somebody else's meanwhile."""
        if isinstance(event, Resize | AppFocus | Driver.SignalResume):
            self._shown.forget()
        await super().on_event(event)

    def _display(self, screen: Screen[Any], renderable: RenderableType | None) -> None:
        """Send a picture, without what the terminal shows already."""
        if isinstance(renderable, CompositorUpdate):
            renderable = self._shown.only_new(renderable)
        super()._display(screen, renderable)

    def get_line_filters(self) -> Sequence[LineFilter]:
        """What every line goes through before it is sent."""
        return self._plain if self.no_color else [*self._filters_first, *super().get_line_filters()]
