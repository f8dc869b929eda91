"""When nobody was at the keyboard for a while, the screen locks."""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ihk_tui.tui.app import SprechtagApp


class Idling:
    """Watches for how long no key was pressed, with one timer and no work per key."""

    def __init__(self, app: SprechtagApp, minutes: int, lock: Callable[[], None]) -> None:
        self._app, self._limit, self._lock = app, minutes * 60.0, lock
        self._last = monotonic()

    def begin(self) -> None:
        """Watch from now on; with 0 minutes never lock."""
        self._last = monotonic()
        if self._limit:
            self._wait(self._limit)

    def key(self) -> None:
        """Somebody is there."""
        self._last = monotonic()

    def _wait(self, seconds: float) -> None:
        self._app.set_timer(seconds, self._look)

    def _look(self) -> None:
        left = self._limit - (monotonic() - self._last)
        if left <= 0:
            self._lock()
            left = self._limit
        self._wait(left)
