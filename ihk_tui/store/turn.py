"""Whose turn it is: a kernel lock between processes, and a lock between the threads of each."""

from __future__ import annotations

import fcntl
import os
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

import msgspec

from ihk_tui.store import mark as marks
from ihk_tui.store.folder import READ_ONLY, Folder
from ihk_tui.store.hold import Hold
from ihk_tui.store.mark import Mark
from ihk_tui.store.record import Holder
from ihk_tui.store.trouble import NOT_OPENED, NOT_SAVED, said_plainly

_NOTE = 512  # bytes of the lock file that say who holds it; the mark follows
_NOBODY = b"".ljust(_NOTE)
_PAUSE = 50e-6  # seconds


class Traces(NamedTuple):
    """What those who had the turn before left behind."""

    cut_off: bool
    """The last one was killed in the middle of its turn."""
    mark: Mark | None
    """How far the log was safe on disk."""
    written: bool = False
    """Whether anything stands where the mark should be."""


class Turn:
    """Waits in the kernel's queue, so nobody starves, and ends with its owner, so no lock is ever stale.

    Does not nest: a second flock on the same descriptor would convert the first. Raises `StoreTrouble`.
    """

    def __init__(self, folder: Folder) -> None:
        self._folder = folder
        self._threads = threading.Lock()
        self._owner = 0
        self._mark = b""
        self._left, self._left_mark = b"", marks.read(b"")
        self._journal = Hold(folder)
        try:
            self._descriptor, self._writable = folder.open(folder.lock, os.O_RDWR), True
        except OSError as error:
            if error.errno not in READ_ONLY:
                raise
            # nobody can write here, but whoever can may be writing: a lock needs no right to write
            file = folder.lock if folder.lock.exists() else folder.path
            self._descriptor, self._writable = os.open(file, os.O_RDONLY | os.O_CLOEXEC), False

    @contextmanager
    def exclusive(self, holder: Holder | None) -> Iterator[Traces]:
        """Be the only one at work. Without a holder nobody is told who it is."""
        contended = self._take(fcntl.LOCK_EX)
        try:
            with said_plainly(NOT_SAVED):
                traces = self._traces()
            self._note(msgspec.json.encode(holder or {}).ljust(_NOTE)[:_NOTE])
            try:
                yield traces
            finally:
                self._note(_NOBODY + self._mark)
                self._mark = b""
        finally:
            self._give_up(contended)

    @contextmanager
    def shared(self) -> Iterator[Traces]:
        """Be sure that nobody is at work."""
        contended = self._take(fcntl.LOCK_SH)
        try:
            try:
                traces = self._traces()
            except OSError:  # a reader believes the worst: that what it sees is not confirmed
                traces = Traces(True, None)
            yield traces
        finally:
            self._give_up(contended)

    def leave(self, mark: Mark) -> None:
        """Leave this mark when the exclusive turn ends; a doubt is left at once."""
        self._mark = marks.write(mark)
        if mark.doubt:
            with suppress(OSError):
                os.pwrite(self._descriptor, self._mark, _NOTE)

    def put_in_force(self, file: Path) -> None:
        """Rename a file to the journal; nobody else is at work on that before this turn ends. Raises OSError.

        Only inside the exclusive turn.
        """
        self._journal.give_to(file)

    def forget_mark(self) -> None:
        """Take the mark away durably, because the next may be of a lower transaction. Raises OSError.

        Only inside the exclusive turn. A journal without a mark is read as it is.
        """
        os.pwrite(self._descriptor, b"".ljust(marks.SIZE), _NOTE)
        os.fdatasync(self._descriptor)

    def holder(self) -> Holder | None:
        """Who has the exclusive turn, if anyone and if they could say so."""
        with open(self._folder.lock, "rb") as another:  # its own descriptor, so that trying converts no lock
            try:
                fcntl.flock(another, fcntl.LOCK_SH | fcntl.LOCK_NB)
            except BlockingIOError:
                with suppress(msgspec.MsgspecError):
                    return msgspec.json.decode(another.read(_NOTE), type=Holder)
        return None

    def close(self) -> None:
        """Close the lock file and the journal."""
        self._journal.close()
        if self._descriptor >= 0:
            with suppress(OSError):  # the lock is given up all the same
                os.close(self._descriptor)

    def _take(self, how: int) -> bool:
        """Wait for the turn; give whether there was anything to wait for."""
        if self._owner == threading.get_ident():
            raise RuntimeError("this thread is in a transaction already; transactions do not nest")
        self._threads.acquire()
        try:
            with said_plainly(NOT_SAVED if how == fcntl.LOCK_EX else NOT_OPENED, folder=self._folder.path):
                contended = self._lock(how)
                self._journal.take(how)
        except BaseException:
            self._give_up(contended=False)
            raise
        self._owner = threading.get_ident()
        return contended

    def _lock(self, how: int) -> bool:
        if (how == fcntl.LOCK_EX and not self._writable) or self._descriptor < 0:
            self._become_writable()
        contended = False
        while True:
            try:
                fcntl.flock(self._descriptor, how | fcntl.LOCK_NB)
            except BlockingIOError:
                fcntl.flock(self._descriptor, how)
                contended = True
            if not self._writable or self._is_in_place():
                return contended
            self._become_writable()

    def _is_in_place(self) -> bool:
        """Whether others lock this file too: somebody may have removed or replaced it."""
        with suppress(FileNotFoundError):
            return os.path.samestat(os.fstat(self._descriptor), os.stat(self._folder.lock))
        self._folder.complete()
        return False

    def _become_writable(self) -> None:
        """Open the lock file again: the disk may have become writable since."""
        descriptor = self._folder.open(self._folder.lock, os.O_RDWR)
        if self._descriptor >= 0:
            os.close(self._descriptor)
        self._descriptor, self._writable = descriptor, True

    def _give_up(self, contended: bool) -> None:
        self._owner = 0
        self._journal.give_up()
        try:
            if self._descriptor >= 0:
                fcntl.flock(self._descriptor, fcntl.LOCK_UN)
        except OSError:
            os.close(self._descriptor)  # gives the lock up for certain
            self._descriptor, self._writable = -1, False
        self._threads.release()
        if contended:
            time.sleep(_PAUSE)  # lets those who queue run before this process asks again

    def _traces(self) -> Traces:
        data = os.pread(self._descriptor, _NOTE + marks.SIZE, 0)
        left = data[_NOTE:]
        if left != self._left:
            self._left, self._left_mark = left, marks.read(left)
        return Traces(data[:1] == b"{", self._left_mark, bool(left.strip(b" \0")))

    def _note(self, data: bytes) -> None:
        """Say who holds the lock. Advice for those who wait: when it cannot be written, work goes on."""
        with suppress(OSError):
            os.pwrite(self._descriptor, data, 0)
