"""What is typed into a dialog's form is kept until it is done, and comes back by a key."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from ihk_tui.domain.words import Words
from ihk_tui.tui.app import SprechtagApp

KEY = "ctrl+r"
_THERE = Words("Es gibt einen Entwurf: Strg+R holt ihn.", "There is a draft: Ctrl+R brings it back.")


class FormDraft:
    """One form's draft: no more than what differs from what stood there, so that nothing else comes back.

    The lines `along` belong to whatever was typed, and are kept with it: a time is one of its day.
    """

    def __init__(
        self, app: SprechtagApp, name: str, stood: Mapping[str, str], along: Collection[str] = ()
    ) -> None:
        self._app, self._name, self._stood, self._along = app, name, dict(stood), along
        self._begun = False

    async def offered(self) -> Words | None:
        """How to bring a draft back; None when there is none."""
        return _THERE if await self._app.drafts.load(self._name) else None

    def keep(self, typed: Mapping[str, str]) -> None:
        """Keep what is typed; a draft of earlier stays until something is."""
        changed = {name: text for name, text in typed.items() if text != self._stood.get(name, "")}
        if changed:
            self._begun = True
            self._app.drafts.keep(self._name, changed | {name: typed[name] for name in self._along})
        elif self._begun:
            self.drop()

    async def typed(self) -> Mapping[str, str]:
        """What was typed then, by line."""
        return await self._app.drafts.load(self._name) or {}

    def stands(self, stood: Mapping[str, str]) -> None:
        """Something else stands there by now: what is typed differs from that."""
        self._stood = dict(stood)

    def drop(self) -> None:
        """Forget it: it was done."""
        self._begun = False
        self._app.drafts.drop(self._name)
