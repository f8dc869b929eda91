"""The data folder: what lies where, and who may read it."""

from __future__ import annotations

import errno
import os
import stat
from contextlib import suppress
from itertools import count
from pathlib import Path

from ihk_tui.files import make_file, make_folder, make_folders, put

READ_ONLY = (errno.EROFS, errno.EACCES, errno.EPERM)
"""Errors that say: look, but do not write."""


class Folder:
    """Paths of a data folder, and files in it with exactly the permissions they should have.

    Only for the owner (0700, 0600), or with `shared` for the folder's group too (2770, 0660); the umask has
    no say.
    """

    def __init__(self, path: Path, *, shared: bool = False) -> None:
        self.path = path
        self.journal = path / "journal.jsonl"
        self.generations = path / "generations"
        self.lock = path / "run" / "lock"  # apart, so that taking it does not wake who watches the folder
        self.drafts = path / "drafts"
        self.backups = path / "backups"
        self._folder_mode = 0o2770 if shared else 0o700
        self._file_mode = 0o660 if shared else 0o600

    def make(self) -> None:
        """Make the folder and those in it as far as they are missing, durably. Raises OSError.

        What is there stays as whoever made it wanted it; only a folder that becomes an office is closed.
        """
        make_folders(self.path)
        becomes = not self.journal.exists() and not self.generations.exists()
        if becomes and stat.S_IMODE(self.path.stat().st_mode) != self._folder_mode:
            self.path.chmod(self._folder_mode)
        for path in (self.generations, self.lock.parent, self.drafts):
            self.make_inside(path)

    def complete(self) -> None:
        """Make what a copied journal lacks to be an office; where nobody may write, it is read as it is."""
        for path in (self.generations, self.lock.parent, self.drafts):
            if not path.exists():
                try:
                    self.make_inside(path)
                except OSError as error:
                    if error.errno not in READ_ONLY:
                        raise

    def make_inside(self, path: Path) -> None:
        """Make one folder of the data folder, durably, if it is missing. Raises OSError."""
        with suppress(FileExistsError):
            make_folder(path, self._folder_mode, self.path)

    def open(self, file: Path, flags: int) -> int:
        """Open a file, making it if need be, and give its descriptor. Raises OSError."""
        try:
            return os.open(file, flags | os.O_CLOEXEC)
        except FileNotFoundError:
            with suppress(FileExistsError):
                return make_file(file, flags, self._file_mode, self.path)
            return os.open(file, flags | os.O_CLOEXEC)  # somebody else was faster

    def open_to_share(self, file: Path, flags: int = 0) -> tuple[int, bool]:
        """Open a file for reading and writing, else for reading; give its descriptor and which of the two."""
        try:
            return os.open(file, os.O_RDWR | os.O_CLOEXEC | flags), True
        except OSError as error:
            if error.errno not in READ_ONLY:
                raise
            return os.open(file, os.O_RDONLY | os.O_CLOEXEC), False

    def fresh(self, *, begun: bool = False) -> Path:
        """A name for a journal that is being written, nobody else's.

        `begun` is one that does not only write the present one anew: a repair's, or a backup that comes back.
        """
        kind = "begun" if begun else "new"
        return self.path / f"{self.journal.name}.{kind}-{os.getpid()}-{next(_numbers)}"

    def unfinished(self, *, begun: bool = True) -> list[Path]:
        """Journals that were being written and never took their place; without `begun` no such."""
        kinds = ("new", "begun") if begun else ("new",)
        return [file for kind in kinds for file in self.path.glob(f"{self.journal.name}.{kind}*")]

    def write(self, file: Path, content: bytes) -> None:
        """Put a file in place whole, durably. Raises OSError."""
        put(file, content, self._file_mode)


_numbers = count(1)
