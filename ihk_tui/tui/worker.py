"""The one thread of a session that talks to the store, so that the screen never waits for disk or lock."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Concatenate, ParamSpec, TypeVar

from ihk_tui.office.session import Session

P = ParamSpec("P")
T = TypeVar("T")

PATIENCE = 1.0
"""Seconds after which work counts as held up: keys wait no longer for it, and the screen says for whom."""


class StoreThread:
    """Does verbs and readings of one session, one after the other, off the screen's thread."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self._running = 0
        self._began = 0.0
        self.begun = 0
        """How much was ever asked of it, to see whether something was asked since."""
        self.closed = False
        """Whether it has ended: what comes now came too late to be asked."""
        self._executor = ThreadPoolExecutor(1, thread_name_prefix="store")

    async def do(self, verb: Callable[Concatenate[Session, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Do a verb of the office and give its result. Raises StoreTrouble.

        What was begun is finished even when the screen that asked is gone.
        """
        loop = asyncio.get_running_loop()
        if not self._running:
            self._began = loop.time()
        self._running += 1
        self.begun += 1
        future = loop.run_in_executor(self._executor, lambda: verb(self.session, *args, **kwargs))
        future.add_done_callback(self._ended)
        return await asyncio.shield(future)

    def _ended(self, future: asyncio.Future[T]) -> None:
        self._running -= 1

    @property
    def running(self) -> bool:
        """Whether something is being done or waits for its turn."""
        return self._running > 0

    @property
    def busy(self) -> bool:
        """Whether something is being done, and not held up by someone else for long."""
        return self._running > 0 and asyncio.get_running_loop().time() - self._began < PATIENCE

    def close(self, wait: bool) -> None:
        """End, with or without waiting for what was begun; what was not begun is dropped then."""
        self.closed = True
        self._executor.shutdown(wait=wait, cancel_futures=not wait)
