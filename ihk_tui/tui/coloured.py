"""An app in the colours that its terminal has: the program and the call display alike."""

from __future__ import annotations

import os
from collections.abc import Sequence

from textual.filter import LineFilter
from textual.theme import Theme

from ihk_tui.domain.words import Language
from ihk_tui.tui.colours import PlainFilter, UndimmedFilter, wanted
from ihk_tui.tui.ending import EndingApp
from ihk_tui.tui.themes import FEW, PLAIN


class ColouredApp(EndingApp):
    """Wears the first of its own themes, or the one for sixteen colours or none."""

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

    def get_line_filters(self) -> Sequence[LineFilter]:
        """What every line goes through before it is sent."""
        return self._plain if self.no_color else [*self._filters_first, *super().get_line_filters()]
