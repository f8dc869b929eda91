"""Whose turn it is: a kernel lock between processes, and a lock between the threads of each."""

from __future__ import annotations

import fcntl
import os
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import msgspec

from ihk_tui.store.record import Holder

_NOTE = 512  # bytes of the lock file that say who holds it; always written whole, so it never changes size
_PAUSE = 50e-6  # seconds


class Turn:
    """Waits in the kernel's queue, so nobody starves, and ends with its owner, so no lock is ever stale.

    Does not nest: a second flock on the same descriptor would convert the first.
    """

    def __init__(self, file: Path, descriptor: int) -> None:
        self._file = file
        self._descriptor = descriptor
        self._threads = threading.Lock()
        self._owner = 0

    @contextmanager
    def exclusive(self, holder: Holder | None) -> Iterator[bool]:
        """Be the only one at work. Gives whether the one before was cut off in the middle of it."""
        contended = self._take(fcntl.LOCK_EX)
        try:
            cut_off = self._left_behind()
            self._note(msgspec.json.encode(holder))
            try:
                yield cut_off
            finally:
                self._note(b"")
        finally:
            self._give_up(contended)

    @contextmanager
    def shared(self) -> Iterator[bool]:
        """Be sure that nobody is at work. Gives whether the last one was cut off in the middle of it."""
        contended = self._take(fcntl.LOCK_SH)
        try:
            yield self._left_behind()
        finally:
            self._give_up(contended)

    def holder(self) -> Holder | None:
        """Who has the exclusive turn, if anyone and if they could say so."""
        with open(self._file, "rb") as another:  # its own descriptor, so that trying it converts no lock
            try:
                fcntl.flock(another, fcntl.LOCK_SH | fcntl.LOCK_NB)
            except BlockingIOError:
                with suppress(msgspec.MsgspecError):
                    return msgspec.json.decode(another.read(_NOTE), type=Holder)
        return None

    def close(self) -> None:
        """Close the lock file."""
        os.close(self._descriptor)

    def _take(self, how: int) -> bool:
        """Wait for the turn; give whether there was anything to wait for."""
        if self._owner == threading.get_ident():
            raise RuntimeError("this thread is in a transaction already; transactions do not nest")
        self._threads.acquire()
        try:
            try:
                fcntl.flock(self._descriptor, how | fcntl.LOCK_NB)
                contended = False
            except BlockingIOError:
                fcntl.flock(self._descriptor, how)
                contended = True
        except BaseException:
            self._threads.release()
            raise
        self._owner = threading.get_ident()
        return contended

    def _give_up(self, contended: bool) -> None:
        self._owner = 0
        fcntl.flock(self._descriptor, fcntl.LOCK_UN)
        self._threads.release()
        if contended:
            time.sleep(_PAUSE)  # lets those who queue run before this process asks again

    def _left_behind(self) -> bool:
        return os.pread(self._descriptor, 1, 0) == b"{"

    def _note(self, note: bytes) -> None:
        """Say who holds the lock. Advice for those who wait: when it cannot be written, work goes on."""
        with suppress(OSError):
            os.pwrite(self._descriptor, note.ljust(_NOTE)[:_NOTE], 0)
