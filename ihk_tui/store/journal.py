"""The log as a file that several processes of several people share."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager

import msgspec

from ihk_tui.domain.words import StoreTrouble
from ihk_tui.store import generation
from ihk_tui.store.archive import Archive
from ihk_tui.store.folder import Folder
from ihk_tui.store.generation import Header
from ihk_tui.store.lines import seal
from ihk_tui.store.log import Extent, News
from ihk_tui.store.position import Position, read_news
from ihk_tui.store.record import Entry, Holder, Record
from ihk_tui.store.snapshot import RawTable
from ihk_tui.store.trouble import ALREADY_HERE, NOT_OPENED, NOT_SAVED, NOTHING_HERE, said_plainly
from ihk_tui.store.turn import Turn


class FileLog:
    """Appends a line and forces it to the disk, under a lock that every reader of new lines takes too.

    So no one is ever shown a transaction that a power cut could undo. `durable=False` leaves out the forcing;
    it is for filling a folder that nobody else uses yet, and ends with `compact`.
    """

    def __init__(self, folder: Folder, *, durable: bool = True) -> None:
        with said_plainly(NOT_OPENED, folder=folder.path):
            if not folder.journal.exists():
                raise StoreTrouble(NOTHING_HERE.fill(folder=folder.path))
            self._turn = Turn(folder.lock, folder.open(folder.lock, os.O_RDWR))
        self._folder = folder
        self._archive = Archive(folder)
        self._durable = durable
        self._sound = True
        self._at: Position | None = None

    @classmethod
    def create(cls, folder: Folder, office: str) -> None:
        """Make a data folder with an empty log. `office` names it for ever; one that exists is left alone."""
        with said_plainly(NOT_SAVED):
            folder.make()
            turn = Turn(folder.lock, folder.open(folder.lock, os.O_RDWR))
        try:
            with turn.exclusive(None), said_plainly(NOT_SAVED):
                if folder.journal.exists():
                    raise StoreTrouble(ALREADY_HERE.fill(folder=folder.path))
                _write_beside(folder, Header(generation.FORMAT, office, generation=1, seq=0), ())
                folder.publish()
        finally:
            turn.close()

    def behind(self) -> bool:
        """Whether the file is not the one, or not as long, as this process has read."""
        at = self._at
        with said_plainly(NOT_OPENED, folder=self._folder.path):
            status = os.stat(self._folder.journal)
        return at is None or (status.st_ino, status.st_size) != (at.inode, at.spot.offset)

    @contextmanager
    def shared(self) -> Iterator[News]:
        """Catch up; a torn end is left to the next who writes."""
        with self._turn.shared() as cut_off:
            with said_plainly(NOT_OPENED, folder=self._folder.path):
                news, at, _ = read_news(self._folder, self._at, cut_off)
            self._move_to(at)
            yield news

    @contextmanager
    def exclusive(self, holder: Holder) -> Iterator[News]:
        """Wait for the turn and catch up; a torn end, which nobody was ever told of, is set aside."""
        with self._turn.exclusive(holder) as cut_off:
            with said_plainly(NOT_OPENED, folder=self._folder.path):
                news, at, torn = read_news(self._folder, self._at, cut_off)
            if torn:
                with said_plainly(NOT_SAVED):
                    self._archive.set_aside(torn, at.seq + 1)
                    os.ftruncate(at.descriptor, at.spot.offset)
                    os.fdatasync(at.descriptor)
            self._move_to(at)
            yield news

    @property
    def sound(self) -> bool:
        """False after the disk failed to confirm something: what it holds is then anyone's guess."""
        return self._sound

    def append(self, record: Record) -> Record:
        """Write the line, force it to the disk, and only then count it as there."""
        at = self._position()
        if record.seq != at.seq + 1:
            raise RuntimeError(f"transaction {record.seq} does not follow {at.seq}")
        payload = msgspec.json.encode(record)
        line, spot = seal(payload, at.spot)
        stored = generation.records.decode(payload)
        with said_plainly(NOT_SAVED):
            try:
                generation.write_all(at.descriptor, line)
                self._force(at.descriptor)
            except BaseException:
                self._take_back(at)
                raise
        self._at = at._replace(spot=spot, seq=record.seq)
        return stored

    def compact(self, seq: int, tables: Iterable[tuple[str, RawTable]]) -> News:
        """Write the new generation beside the old, check it, keep the old one, swap the names."""
        at = self._position()
        header = Header(generation.FORMAT, at.header.office, at.header.generation + 1, seq)
        with said_plainly(NOT_SAVED):
            if not self._durable:
                os.fdatasync(at.descriptor)
            _write_beside(self._folder, header, tables)
            self._archive.keep(at.header.generation)
            self._sound = False  # until the disk has confirmed which of the two files bears the name
            self._folder.publish()
            self._sound = True
            news, at, _ = read_news(self._folder, at, cut_off=False)
        self._move_to(at)
        return news

    def entries(self) -> Iterator[Entry]:
        """Read the current file and then the kept ones, so that a compaction between loses none."""
        with self._turn.shared(), said_plainly(NOT_OPENED, folder=self._folder.path):
            data = self._folder.journal.read_bytes()
        yield from self._archive.entries(data)

    def watch(self, changed: Callable[[], None]) -> Callable[[], None]:
        """Be woken by the kernel when the file grows or is replaced."""
        from ihk_tui.store.watch import watch  # a plain command never watches

        return watch(self._folder.journal, changed)

    def holder(self) -> Holder | None:
        """Who has the exclusive turn now."""
        with said_plainly(NOT_OPENED, folder=self._folder.path):
            return self._turn.holder()

    def extent(self) -> Extent:
        """Sizes of the files."""
        at = self._position()
        with said_plainly(NOT_OPENED, folder=self._folder.path):
            kept = [file.stat().st_size for file in self._archive.files()]
        return Extent(at.header.generation, at.spot.offset, len(kept), sum(kept))

    def close(self) -> None:
        """Close the files."""
        self._move_to(None)
        self._turn.close()

    def _position(self) -> Position:
        if self._at is None:
            raise RuntimeError("the log was not read yet")
        return self._at

    def _move_to(self, at: Position | None) -> None:
        before, self._at = self._at, at
        if before is not None and (at is None or before.descriptor != at.descriptor):
            os.close(before.descriptor)

    def _force(self, descriptor: int) -> None:
        """Force the line to the disk. The kernel forgets a failure: asking it again would prove nothing."""
        if not self._durable:
            return
        try:
            os.fdatasync(descriptor)
        except BaseException:
            self._sound = False
            raise

    def _take_back(self, at: Position) -> None:
        """Cut off a line that was not acknowledged."""
        try:
            os.ftruncate(at.descriptor, at.spot.offset)
            os.fdatasync(at.descriptor)
        except OSError:
            self._sound = False


def _write_beside(folder: Folder, header: Header, tables: Iterable[tuple[str, RawTable]]) -> None:
    """Write a generation under the name it has until it is published, and read it back to be sure of it."""
    descriptor = folder.open(folder.fresh, os.O_RDWR | os.O_TRUNC)
    try:
        generation.write(descriptor, header, tables)
        size = os.fstat(descriptor).st_size
        generation.read_head(folder.fresh, generation.read_all(descriptor, 0, size))
    except BaseException:
        folder.fresh.unlink()
        raise
    finally:
        os.close(descriptor)
