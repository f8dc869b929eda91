"""What is compared: engines that all do the same verb, and the bare disk below them."""

from __future__ import annotations

import fcntl
import os
from abc import ABC, abstractmethod
from datetime import date, timedelta
from pathlib import Path
from typing import ClassVar

from tests.bench.history import TODAY

LINE = "line"
"""The file beside the engines' folders that holds a line of our journal, for the bare append."""


class Engine(ABC):
    """Checks visitors in: number = last + 1, insert a visit of about 300 bytes, durable.

    One object belongs to one process. The day changes after a full day's visits, as it does in the office.
    """

    name: ClassVar[str]

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.day: date = TODAY

    @classmethod
    @abstractmethod
    def prepare(cls, folder: Path, history: int) -> None:
        """Lay out the folder with so many visits of the past."""

    @abstractmethod
    def check_in(self) -> int:
        """Do the verb and give the number of the visit on its day."""

    def next_day(self) -> None:
        """Begin another day."""
        self.day += timedelta(days=1)

    def settle(self) -> None:  # noqa: B027  # most engines have nothing to do
        """Do what is due at the beginning of a day when nobody else is at work."""

    @abstractmethod
    def arrived(self) -> int:
        """How many visits were checked in since the engine was prepared."""

    @abstractmethod
    def close(self) -> None:
        """Let go of the files."""


class BareAppend(Engine):
    """The floor: the bytes of one of our transactions, one write, one fdatasync."""

    name = "bare append"

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self._line = (folder.parent / LINE).read_bytes()
        self._file = os.open(folder / "file", os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        self._number = 0

    @classmethod
    def prepare(cls, folder: Path, history: int) -> None:
        """An empty file, whatever the history."""
        folder.mkdir()

    def check_in(self) -> int:
        """Append."""
        os.write(self._file, self._line)
        os.fdatasync(self._file)
        self._number += 1
        return self._number

    def next_day(self) -> None:
        """Count from 1."""
        self._number = 0

    def arrived(self) -> int:
        """Lines of the file."""
        return os.fstat(self._file).st_size // len(self._line)

    def close(self) -> None:
        """Close the file."""
        os.close(self._file)


class LockedAppend(BareAppend):
    """The floor of whoever gives numbers in order: the same append, one process at a time."""

    name = "bare append, locked"

    def check_in(self) -> int:
        """Append while nobody else does."""
        fcntl.flock(self._file, fcntl.LOCK_EX)
        try:
            return super().check_in()
        finally:
            fcntl.flock(self._file, fcntl.LOCK_UN)
