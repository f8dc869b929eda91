"""What every screen of the office has in common."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, ClassVar, NamedTuple

from textual import getters
from textual.screen import Screen

from ihk_tui.domain.words import Words
from ihk_tui.tui.actions import PLACES, bindings
from ihk_tui.tui.app import SprechtagApp


class Findable(NamedTuple):
    """Something in a list that can be found."""

    text: str
    """By what it is found."""
    go: Callable[[], object]
    """Puts the cursor on it."""


class OfficeScreen(Screen[None]):
    """A full screen of the program, at one place of the list of actions, which gives it its keys."""

    app = getters.app(SprechtagApp)
    place: ClassVar[str] = "day"

    def __init_subclass__(cls, **kwargs: Any) -> None:
        """Bind the keys of its place."""
        if place := cls.__dict__.get("place"):
            cls.BINDINGS = list(bindings(PLACES[place][1], place))
        super().__init_subclass__(**kwargs)

    def say(self, words: Words) -> str:
        """Give a text in the language of this session."""
        return self.app.say(words)

    def key(self, action: str) -> Words:
        """The key of an action here, as it stands on the keyboard, for a sentence that names it."""
        return self.app.key(action, self.place)

    def findable(self) -> Sequence[Findable]:
        """What can be found here, in the order of the list; at first what stands in its cells."""
        from ihk_tui.tui.day.table import SteadyTable

        return [row for table in self.query(SteadyTable) if table.display for row in table.findable()]

    def action_find(self) -> None:
        """Open the line to search the list."""
        from ihk_tui.tui.find import begin_to_find

        begin_to_find(self)
