"""The lock on the journal itself: even where the lock file was removed, only one at a time is at work."""

from __future__ import annotations

import fcntl
import os
from contextlib import suppress
from pathlib import Path

from ihk_tui.store.folder import Folder

_NONE = -1


class Hold:
    """Locks whatever file bears the journal's name, after the lock file and so without anyone to wait for.

    Only when the lock file was removed in the middle of a turn is there somebody: two then hold a lock file
    each, and the second waits here. Not for several threads at once.
    """

    def __init__(self, folder: Folder) -> None:
        self._folder = folder
        self._journal = str(folder.journal)  # asked for in every turn, and a Path takes its time
        self._descriptor = _NONE
        self._file = (0, 0)

    def take(self, how: int) -> None:
        """Lock the journal as `flock` has it (`LOCK_EX`, `LOCK_SH`); does nothing where there is none.

        Who cannot open it cannot write it either, and is told why when reading it.
        """
        with suppress(OSError):
            while True:
                if self._descriptor != _NONE:
                    fcntl.flock(self._descriptor, how)
                    there = os.stat(self._journal)
                    if (there.st_dev, there.st_ino) == self._file:
                        return
                self._open()

    def give_to(self, file: Path) -> None:
        """Rename a file to the journal, locked by us before anyone can find it there. Raises OSError.

        Only while the lock is held alone.
        """
        descriptor = os.open(file, os.O_RDWR | os.O_CLOEXEC)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX)
            os.rename(file, self._journal)
        except BaseException:
            os.close(descriptor)
            raise
        self._keep(descriptor)

    def give_up(self) -> None:
        """Unlock."""
        if self._descriptor != _NONE:
            try:
                fcntl.flock(self._descriptor, fcntl.LOCK_UN)
            except OSError:
                self.close()  # gives the lock up for certain

    def close(self) -> None:
        """Close the file, and so unlock it."""
        descriptor, self._descriptor = self._descriptor, _NONE
        if descriptor != _NONE:
            with suppress(OSError):
                os.close(descriptor)

    def _open(self) -> None:
        self.close()
        descriptor, _ = self._folder.open_to_share(self._folder.journal)
        self._keep(descriptor)

    def _keep(self, descriptor: int) -> None:
        self.close()
        status = os.fstat(descriptor)
        self._descriptor, self._file = descriptor, (status.st_dev, status.st_ino)
