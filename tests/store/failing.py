"""A disk that fails at one certain moment."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from pathlib import Path


def failing_once_in_force(folder: Path) -> Callable[[int], None]:
    """Make an `fsync` that fails for a folder as soon as another file bears the journal's name."""
    before, force = _inode(folder / "journal.jsonl"), os.fsync

    def call(descriptor: int) -> None:
        swapped = _inode(folder / "journal.jsonl") != before
        if swapped and os.path.samestat(os.fstat(descriptor), folder.stat()):
            raise OSError(errno.EIO, "fsync")
        force(descriptor)

    return call


def _inode(file: Path) -> int:
    return file.stat().st_ino if file.exists() else 0
