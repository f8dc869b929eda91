"""What someone is typing is kept on disk while they type, so that a lost line loses nothing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from textual.dom import DOMNode
from textual.timer import Timer

from ihk_tui.office.session import Session
from ihk_tui.tui.app import SprechtagApp

PAUSE = 0.5
"""Seconds of quiet after which a draft is written."""


class Draft:
    """The draft of one form of this person."""

    def __init__(self, node: DOMNode, name: str) -> None:
        self._node, self._name = node, name
        self._timer: Timer | None = None
        self._form: dict[str, str] | None = None

    @property
    def _app(self) -> SprechtagApp:
        app = self._node.app
        assert isinstance(app, SprechtagApp)
        return app

    def keep(self, form: Mapping[str, str]) -> None:
        """Write it soon."""
        self._form = dict(form)
        if self._timer:
            self._timer.stop()
        self._timer = self._node.set_timer(PAUSE, self.flush)

    def flush(self) -> None:
        """Write what is not written yet."""
        if self._form is not None:
            form, self._form = self._form, None
            self._app.run_worker(self._app.ask(_save, self._name, form))

    def drop(self) -> None:
        """Forget it: the form was done."""
        self._form = None
        self._app.run_worker(self._app.ask(_drop, self._name))

    async def load(self) -> dict[str, str] | None:
        """What was kept, or None."""
        return await self._app.ask(_load, self._name)


def _save(session: Session, name: str, form: Mapping[str, str]) -> None:
    session.store.drafts.save(session.person.id, name, form)


def _drop(session: Session, name: str) -> None:
    session.store.drafts.drop(session.person.id, name)


def _load(session: Session, name: str) -> dict[str, Any] | None:
    return session.store.drafts.load(session.person.id, name)
