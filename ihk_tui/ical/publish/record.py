"""What was published where: kept beside the store, written whole, and never needed to be right.

When it is lost, the server and the folder tell again what is there; see `sync` and `folder`.
"""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import msgspec

from ihk_tui.files import make_file, make_folder, put


class Sent(msgspec.Struct, frozen=True, omit_defaults=True):
    """An event as it was sent to a server last. No contents: only fingerprints of them."""

    etag: str
    """What the server calls this version."""
    content: str
    """The fingerprint of the bytes that were sent."""
    meaning: str
    """The fingerprint of what they say."""
    path: str = ""
    """Where it is, when not under the name that its UID gives."""


class Record(msgspec.Struct, omit_defaults=True):
    """Everything that was published, by place."""

    folders: dict[str, list[str]] = {}
    """The names of the files made in each folder."""
    calendars: dict[str, dict[str, Sent]] = {}
    """What was sent to each calendar (its address), by UID."""


class RecordFile:
    """The file in the data folder, used by one publisher at a time."""

    def __init__(self, folder: Path, *, shared: bool) -> None:
        self._file = folder / "publish.json"
        self._lock = folder / "run" / "publish.lock"
        self._mode = 0o660 if shared else 0o600
        self.record = Record()

    @contextmanager
    def held(self) -> Iterator[Record]:
        """Wait for whoever publishes at the moment, and give what was published so far. Raises OSError.

        It is saved when the block ends, however it ends.
        """
        descriptor = self._open_lock()
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX)
            self.record = self._read()
            try:
                yield self.record
            finally:
                self.save()
        finally:
            os.close(descriptor)

    def _open_lock(self) -> int:
        """Open the lock, making it for all who share the folder, whatever the umask."""
        with suppress(FileExistsError):
            run = self._lock.parent
            make_folder(run, 0o2770 if self._mode & 0o060 else 0o700, run.parent)
        with suppress(FileExistsError):
            return make_file(self._lock, os.O_RDWR, self._mode, self._lock.parent)
        return os.open(self._lock, os.O_RDWR | os.O_CLOEXEC)

    def save(self) -> None:
        """Make durable what was published so far; nothing happens when it is known. Raises OSError."""
        content = msgspec.json.encode(self.record, order="sorted")
        if content != self._content():
            put(self._file, content, self._mode)

    def _content(self) -> bytes:
        try:
            return self._file.read_bytes()
        except FileNotFoundError:
            return b""

    def _read(self) -> Record:
        """What is recorded; nothing when the file is not there or damaged."""
        try:
            return msgspec.json.decode(self._content(), type=Record)
        except msgspec.DecodeError:
            return Record()
