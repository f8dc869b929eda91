"""Waking who waits, from a signal too."""

from __future__ import annotations

import os
import select
from contextlib import suppress


class Wake:
    """Wakes who waits; a descriptor, because a signal may come while a lock would be held."""

    def __init__(self) -> None:
        self._descriptor = os.eventfd(0, os.EFD_CLOEXEC | os.EFD_NONBLOCK)
        self._poller = select.poll()
        self._poller.register(self._descriptor, select.POLLIN)

    def set(self) -> None:
        """Wake, from a signal or another thread."""
        os.eventfd_write(self._descriptor, 1)

    def clear(self) -> None:
        """Forget what has woken so far."""
        with suppress(BlockingIOError):
            os.eventfd_read(self._descriptor)

    def wait(self, seconds: float) -> None:
        """Wait until woken."""
        self._poller.poll(max(0.0, seconds) * 1000)

    def close(self) -> None:
        """Nobody waits any more."""
        os.close(self._descriptor)
