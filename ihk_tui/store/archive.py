"""The earlier generations beside the journal: backups, and the record of who did what."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from datetime import UTC, datetime
from functools import partial
from itertools import count
from pathlib import Path

import msgspec
from msgspec.structs import replace

from ihk_tui.domain.words import StoreTrouble
from ihk_tui.files import sync
from ihk_tui.store import generation
from ihk_tui.store.folder import Folder
from ihk_tui.store.generation import FORMAT, Head, Header
from ihk_tui.store.position import Position
from ihk_tui.store.record import Entry

_NO_LINKS = (errno.EXDEV, errno.EPERM, errno.EMLINK, errno.EOPNOTSUPP)
"""Errors that say: a file of this disk or this owner can have no second name there."""

_NEVER = datetime.max.replace(tzinfo=UTC)


class Archive:
    """The folder of earlier generations, each under its number."""

    def __init__(self, folder: Folder) -> None:
        self._folder = folder

    def files(self) -> list[Path]:
        """The kept generations, in no order."""
        return [file for file in self._folder.generations.glob("[0-9]*.jsonl") if file.is_file()]

    def remains(self) -> list[Path]:
        """What damage and crashes left: torn ends, damaged and unfinished files, for who wants to look."""
        kept = self._folder.generations
        left = [*kept.glob("torn-*"), *kept.glob("damaged*"), *kept.glob("*.new-*")]
        return left + [file for file in self.files() if _unreadable(file)]

    def name(self, number: int | str) -> Path:
        """The name under which the journal is kept, or can be: no other file's."""
        journal = self._folder.journal
        there = journal.exists()
        return next(
            kept for kept in self._names(number) if not kept.exists() or (there and kept.samefile(journal))
        )

    def _names(self, number: int | str) -> Iterator[Path]:
        for copy in count(1):
            yield self._folder.generations / (f"{number}.jsonl" if copy == 1 else f"{number}-{copy}.jsonl")

    def link(self, kept: Path) -> bool:
        """Give the journal a second name, durably; False where it can have none. Raises OSError."""
        try:
            os.link(os.path.realpath(self._folder.journal), kept)
        except OSError as error:
            if error.errno not in _NO_LINKS:
                raise
            return False
        sync(self._folder.generations)
        return True

    def keep(self, at: Position, *, contents: bool = True, sound: bool = True) -> None:
        """Keep the journal here, up to a position, durably; without `contents` only who did what.

        One that is not `sound` is copied: what the disk did not confirm could come back to the file itself.
        A file that has the number already, as after putting an old one back, is not replaced. Raises OSError.
        """
        journal, kept = self._folder.journal, self.name(at.header.generation)
        if kept.exists() and sound and contents:
            sync(self._folder.generations)
            return
        whole = journal.stat().st_size == at.spot.offset
        if contents and sound and whole and self.link(kept):
            return
        data = generation.read_all(at.descriptor, 0, at.spot.offset)
        self._folder.write(kept, data if contents else _stripped(journal, data))

    def set_aside(self, torn: bytes, seq: int) -> None:
        """Keep the torn end of a journal, which would have been transaction `seq`. Raises OSError."""
        file = self._folder.generations / f"torn-{seq}"
        descriptor = self._folder.open(file, os.O_WRONLY | os.O_APPEND)
        before = os.fstat(descriptor).st_size
        try:
            generation.write_all(descriptor, torn)
            os.fsync(descriptor)
        except OSError:
            with suppress(OSError):
                os.ftruncate(descriptor, before)
                if not before:
                    file.unlink()
            raise
        finally:
            os.close(descriptor)

    def write_entries(self, office: str, number: int, entries: Iterable[Entry]) -> None:
        """Keep who did what as generations without contents, one for each gapless run. Raises OSError."""
        for run in _runs(sorted(entries, key=lambda entry: entry.seq)):
            header = Header(FORMAT, office, number, run[0].seq - 1, contents=False)
            lines = [*generation.head(header, ()), *map(msgspec.json.encode, run)]
            file = next(kept for kept in self._names(number) if not kept.exists())
            self._folder.write(file, generation.sealed(lines))

    def expire(self, current: Header, contents: datetime, entries: datetime) -> int:
        """Strip what was replaced before `contents`, remove what was before `entries`. Raises OSError.

        `current` is the journal's header. Gives of how many files something was dropped. A file that cannot
        be read is removed when its contents have expired: nobody could strip it. What somebody else removed
        meanwhile is gone all the same. A file that cannot be changed is told when all others are done.
        """
        dropped: list[Path] = []
        kept: OSError | None = None
        for file, drop in self._expired(current, contents, entries):
            try:
                drop()
                dropped.append(file)
            except FileNotFoundError:
                pass
            except OSError as error:  # one that stays must not keep the others
                kept = kept or error
        if dropped:
            sync(self._folder.generations)
        if kept:
            raise kept
        return len(dropped)

    def _expired(
        self, current: Header, contents: datetime, entries: datetime
    ) -> Iterator[tuple[Path, Callable[[], None]]]:
        """Each file of which something has expired, and what drops it."""
        replaced = current.begun or _NEVER
        for header, file in sorted(self._headers(), key=lambda each: each[0].generation, reverse=True):
            if replaced < entries:
                yield file, file.unlink
            elif replaced < contents and header.contents:
                yield file, partial(self._strip, file)
            replaced = header.begun or replaced
        for file in self.remains():
            with suppress(FileNotFoundError):
                if datetime.fromtimestamp(file.stat().st_mtime, UTC) < contents:
                    yield file, file.unlink

    def _headers(self) -> list[tuple[Header, Path]]:
        found = []
        for file in self.files():
            with suppress(StoreTrouble, OSError):  # gone, or one of `remains`
                found.append((generation.read_header(file), file))
        return found

    def _strip(self, file: Path) -> None:
        try:
            stripped = _stripped(file, file.read_bytes())
        except StoreTrouble:
            stripped = b""
        except OSError as error:
            if error.errno != errno.EIO:
                raise
            stripped = b""
        if stripped:
            self._folder.write(file, stripped)
        else:  # nobody could strip it
            file.unlink()

    def entries(self, current: bytes) -> Iterator[Entry]:
        """Every transaction of the kept generations and the current one, oldest first, each once.

        Earlier generations that cannot be read are left out: nobody should be kept from work by them. Raises
        `StoreTrouble` where the current one is damaged.
        """
        now = generation.read_head(self._folder.journal, current)
        heads = []
        for file in self.files():
            with suppress(StoreTrouble, OSError):  # damaged, or expired in this moment: `check` tells
                data = file.read_bytes()
                head = generation.read_head(file, data)
                if head.header.office == now.header.office:
                    heads.append((head.header.generation, head.header.seq, _entries(head, file, data)))
        known: dict[int, Entry] = {}
        for _, _, entries in sorted(heads, key=lambda each: each[:2]):
            known |= {entry.seq: entry for entry in entries}
        present = _entries(now, self._folder.journal, current)
        known |= {entry.seq: entry for entry in present}
        last = now.header.seq + len(present)  # where an office moved away and back, a move's number is free
        yield from (known[seq] for seq in sorted(known) if seq <= last)


def _runs(entries: list[Entry]) -> Iterator[list[Entry]]:
    start = 0
    for end in range(1, len(entries) + 1):
        if end == len(entries) or entries[end].seq != entries[end - 1].seq + 1:
            yield entries[start:end]
            start = end


def _unreadable(file: Path) -> bool:
    try:
        generation.read_header(file)
    except FileNotFoundError:
        return False
    except (StoreTrouble, OSError):
        return True
    return False


def _entries(head: Head, file: Path, data: bytes) -> list[Entry]:
    rest = data[head.spot.offset :]
    return generation.read_on(file, rest, head.spot, head.header.seq, generation.entries)[0]


def _stripped(file: Path, data: bytes) -> bytes:
    """A generation without documents. Raises `StoreTrouble` when it is damaged."""
    head = generation.read_head(file, data)
    header = replace(head.header, format=FORMAT, contents=False)
    lines = [*generation.head(header, ()), *map(msgspec.json.encode, _entries(head, file, data))]
    return generation.sealed(lines)
