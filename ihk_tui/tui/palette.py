"""The command palette: every action of the place where one is that one may do."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from textual.command import DiscoveryHit, Hit, Hits, Provider

from ihk_tui.domain.words import Words
from ihk_tui.tui.actions import PLACES, Action
from ihk_tui.tui.actions.needs import offered
from ihk_tui.tui.base import OfficeScreen


class Commands(Provider):
    """Finds actions by their label or help."""

    def _actions(self) -> Iterator[tuple[str, str, Action]]:
        screen = self.screen
        if isinstance(screen, OfficeScreen):
            role = screen.app.session.person.role
            for action in offered(PLACES[screen.place][1], screen.place, role):
                if action.id != "command_palette":
                    key = screen.say(screen.key(action.id))
                    yield f"{screen.say(action.label)}  ({key})", screen.say(action.help), action

    async def discover(self) -> Hits:
        """Offer every action before anything is typed."""
        for label, explanation, action in self._actions():
            yield DiscoveryHit(label, partial(self.screen.run_action, action.target), help=explanation)

    async def search(self, query: str) -> Hits:
        """Offer the actions that fit what was typed."""
        matcher, found = self.matcher(query), False
        for label, explanation, action in self._actions():
            score = max(matcher.match(label), matcher.match(explanation) * 0.8)
            if score > 0:
                found = True
                yield Hit(
                    score,
                    matcher.highlight(label),
                    partial(self.screen.run_action, action.target),
                    help=explanation,
                )
        if not found and isinstance(self.screen, OfficeScreen):  # Textual would say so in English
            nothing = self.screen.say(Words("Nichts gefunden.", "Nothing found."))
            yield Hit(1, nothing, lambda: None, text=nothing)
