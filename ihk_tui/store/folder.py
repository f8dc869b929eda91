"""The data folder: what lies where, and who may read it."""

from __future__ import annotations

import os
from pathlib import Path


class Folder:
    """Paths of a data folder, and files in it with exactly the permissions they should have.

    Only for the owner (0700, 0600), or with `shared` for the folder's group too (2770, 0660); the umask has
    no say.
    """

    def __init__(self, path: Path, *, shared: bool = False) -> None:
        self.path = path
        self.journal = path / "journal.jsonl"
        self.fresh = path / "journal.jsonl.new"
        self.generations = path / "generations"
        self.lock = path / "run" / "lock"  # apart, so that taking it does not wake who watches the folder
        self.drafts = path / "drafts"
        self._folder_mode = 0o2770 if shared else 0o700
        self._file_mode = 0o660 if shared else 0o600

    def make(self) -> None:
        """Make the folder and those in it as far as they are missing."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        for path in (self.path, self.generations, self.lock.parent, self.drafts):
            path.mkdir(exist_ok=True)
            path.chmod(self._folder_mode)
        sync(self.path)
        sync(self.path.parent)

    def open(self, file: Path, flags: int) -> int:
        """Open a file, making it if need be, and give its descriptor. Raises OSError."""
        try:
            return os.open(file, flags | os.O_CLOEXEC)
        except FileNotFoundError:
            descriptor = os.open(file, flags | os.O_CREAT | os.O_CLOEXEC, self._file_mode)
            os.fchmod(descriptor, self._file_mode)
            return descriptor

    def publish(self) -> None:
        """Let the fresh journal take the place of the one before, durably. Raises OSError."""
        os.rename(self.fresh, self.journal)
        sync(self.path)


def sync(folder: Path) -> None:
    """Make the names in a folder durable."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
