"""The log as a file that several processes of several people share."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime

import msgspec

from ihk_tui.domain.words import StoreTrouble, Words
from ihk_tui.files import reason, sync
from ihk_tui.store import generation
from ihk_tui.store.archive import Archive
from ihk_tui.store.documents import RawTable
from ihk_tui.store.folder import Folder
from ihk_tui.store.generation import FORMAT, Header
from ihk_tui.store.lines import seal
from ihk_tui.store.log import Extent, News
from ihk_tui.store.position import Beginning, Position, look_ahead, read_news
from ihk_tui.store.prepared import Prepared, carry, lines_after, write_beside
from ihk_tui.store.record import Entry, Holder, Record
from ihk_tui.store.trouble import ALREADY_HERE, NOT_OPENED, NOT_SAVED, NOTHING_HERE, said_plainly
from ihk_tui.store.turn import Turn

_NOTHING = News(None, ())
_NO_ROOM = (errno.ENOSPC, errno.EDQUOT)

_INTERFERED = Words(
    "Während gespeichert wurde, hat etwas anderes {file} ausgetauscht oder beschrieben. Ob gespeichert ist,"
    " ist offen; bitte nachsehen, bevor Sie es wiederholen.",
    "While this was saved, something else replaced {file} or wrote into it. It is not known whether it was"
    " saved; please look before you repeat it.",
)
_UNCONFIRMED = Words(
    "Der neue Stand gilt, aber der Datenträger hat ihn nicht bestätigt: {reason}. Nach einem Stromausfall"
    " kann wieder der frühere gelten; der nächste Vorgang schreibt alles neu.",
    "The new state is in force, but the disk did not confirm it: {reason}. After a power cut the earlier one"
    " may count again; the next transaction writes everything anew.",
)


class FileLog:
    """Appends a line and forces it to the disk, under a lock that every reader of new lines takes too.

    So no one is ever shown a transaction that a power cut could undo. `durable=False` leaves out the forcing;
    it is for filling a folder that nobody else uses yet, and ends with a new generation.
    """

    def __init__(self, folder: Folder, *, durable: bool = True) -> None:
        with said_plainly(NOT_OPENED, folder=folder.path):
            if not folder.journal.exists():
                raise StoreTrouble(NOTHING_HERE.fill(folder=folder.path))
            folder.complete()
            self._turn = Turn(folder)
        self._folder = folder
        self._archive = Archive(folder)
        self._durable = durable
        self._confirmed = True
        self._sound = self._usable = True
        self._at: Position | None = None

    @classmethod
    def create(cls, folder: Folder, office: str) -> None:
        """Make a data folder with an empty log. `office` names it for ever; one that exists is left alone."""
        with said_plainly(NOT_SAVED):
            folder.make()
            turn = Turn(folder)
        try:
            with turn.exclusive(None), said_plainly(NOT_SAVED):
                if folder.journal.exists():
                    raise StoreTrouble(ALREADY_HERE.fill(folder=folder.path))
                begin(folder, turn, Header(FORMAT, office, generation=1, seq=0), ())
        finally:
            turn.close()

    @property
    def office(self) -> str:
        """The id in the journal's first line."""
        return self._position().header.office

    def behind(self) -> bool:
        """Whether the file is not the one, or not as long, as this process has read."""
        at = self._at
        with self._reading():
            status = os.stat(self._folder.journal)
        return at is None or (status.st_ino, status.st_size) != (at.inode, at.spot.offset)

    @contextmanager
    def shared(self) -> Iterator[News]:
        """Catch up; a torn end is left to the next who writes."""
        begun = self._look_ahead()
        with self._turn.shared() as traces:
            with said_plainly(NOT_OPENED, folder=self._folder.path):
                news, at, _ = read_news(self._folder, self._at, traces, begun)
            self._move_to(at)
            yield news

    @contextmanager
    def exclusive(self, holder: Holder) -> Iterator[News]:
        """Wait for the turn and catch up; a torn end, which nobody was ever told of, is set aside."""
        begun = self._look_ahead()
        with self._turn.exclusive(holder) as traces:
            if self._at is not None and not self._at.writable:
                self._move_to(None)
            with said_plainly(NOT_OPENED, folder=self._folder.path), self._noticing():
                news, at, torn = read_news(self._folder, self._at, traces, begun)
            doubted = at.doubted(traces.mark)
            try:
                with said_plainly(NOT_SAVED), self._noticing():
                    self._make_ready(at, b"" if doubted else torn)
            except BaseException:
                if self._at is None or self._at.descriptor != at.descriptor:
                    os.close(at.descriptor)
                raise
            self._move_to(at)
            self._usable = self._confirmed and not doubted
            self._sound = self._usable and not traces.cut_off and at.header.format == FORMAT
            yield news

    def _look_ahead(self) -> Beginning | None:
        """Read the snapshot of a generation that is new to this process before taking a turn.

        It never changes, and reading it within would hold up the others.
        """
        with self._reading():
            return look_ahead(self._folder, self._at)

    @contextmanager
    def _reading(self) -> Iterator[None]:
        with said_plainly(NOT_OPENED, folder=self._folder.path):
            try:
                yield
            except FileNotFoundError:
                raise StoreTrouble(NOTHING_HERE.fill(folder=self._folder.path)) from None

    def _make_ready(self, at: Position, torn: bytes) -> None:
        if not at.writable:
            os.close(os.open(self._folder.journal, os.O_RDWR | os.O_CLOEXEC))  # says why not
        if torn:
            try:
                self._archive.set_aside(torn, at.seq + 1)
            except OSError as error:  # nobody was ever told of it, and cutting it off makes room
                if error.errno not in _NO_ROOM:
                    raise
            os.ftruncate(at.descriptor, at.spot.offset)
            os.fdatasync(at.descriptor)

    @contextmanager
    def _noticing(self) -> Iterator[None]:
        """Remember when a disk reports an error: asked again, it would only seem to have recovered."""
        try:
            yield
        except OSError as error:
            if error.errno == errno.EIO:
                self._confirmed = False
            raise

    @property
    def sound(self) -> bool:
        """False after the disk failed to confirm something, to whichever process, and in an older format.

        Of who was killed in the middle of a turn nobody knows what the disk had answered.
        """
        return self._sound

    @property
    def usable(self) -> bool:
        """False while a disk has not confirmed something; a kill or an older format only asks for care."""
        return self._usable

    def append(self, record: Record) -> Record:
        """Write the line, force it to the disk, and only then count it as there.

        It is there when the journal then is still this file and ends with the line: what does not heed the
        turn (an older folder put back, an editor) may have come between.
        """
        at = self._position()
        if record.seq != at.seq + 1:
            raise RuntimeError(f"transaction {record.seq} does not follow {at.seq}")
        payload = msgspec.json.encode(record)
        line, spot = seal(payload, at.spot)
        stored = generation.records.decode(payload)
        with said_plainly(NOT_SAVED):
            try:
                generation.write_all(at.descriptor, line)
            except BaseException:
                self._take_back(at)
                raise
            try:
                if self._durable:
                    os.fdatasync(at.descriptor)
            except BaseException:
                self._doubt(at)
                self._take_back(at)
                raise
            if self._is_elsewhere(at, spot.offset):
                raise StoreTrouble(_INTERFERED.fill(file=self._folder.journal.name))
        self._at = at._replace(spot=spot, seq=record.seq)
        if self._durable:
            self._turn.leave(self._at.mark())
        return stored

    def _is_elsewhere(self, at: Position, end: int) -> bool:
        """Whether the journal is another file by now, or goes on behind our line."""
        try:
            there = os.stat(self._folder.journal)
        except FileNotFoundError:
            return True
        except OSError:
            return False  # nobody can look; the line is on the disk, in the file that this turn holds
        return (there.st_ino, there.st_size) != (at.inode, end)

    def _take_back(self, at: Position) -> None:
        """Cut off a line that was not acknowledged."""
        try:
            os.ftruncate(at.descriptor, at.spot.offset)
            os.fdatasync(at.descriptor)
        except OSError:
            self._doubt(at)

    def _doubt(self, at: Position) -> None:
        """Tell every process that the disk did not confirm what follows this position.

        The kernel forgets a failure once it was reported: asking again would prove nothing.
        """
        self._confirmed = self._sound = self._usable = False
        self._turn.leave(at.mark(doubt=True))

    def prepare(self, seq: int, tables: Iterable[tuple[str, RawTable]], now: datetime) -> Prepared | None:
        """Write the new generation beside the journal, force it to the disk and read it back.

        None when another one took the journal's place meanwhile.
        """
        at = self._position()
        header = Header(FORMAT, at.header.office, at.header.generation + 1, seq, now)
        with said_plainly(NOT_SAVED):
            lines = lines_after(self._folder, at, seq)
            if lines is None:
                return None
            return write_beside(self._folder, self._folder.fresh(), header, tables, lines, at.spot.offset)

    def adopt(self, prepared: Prepared | None, *, keep: bool = True) -> News:
        """Carry over what was committed meanwhile, keep the old file under a second name, swap the names."""
        at = self._position()
        if prepared is None:
            return _NOTHING
        with said_plainly(NOT_SAVED):
            if prepared.head.header.generation != at.header.generation + 1:
                prepared.file.unlink(missing_ok=True)
                sync(self._folder.path)
                return _NOTHING
            try:
                rest = generation.read_all(at.descriptor, prepared.carried, at.spot.offset)
                new, records = carry(prepared, rest)
                if not self._durable:
                    os.fdatasync(at.descriptor)
                self._archive.keep(at, contents=keep, sound=self._sound)
                for file in self._folder.unfinished():
                    if file != prepared.file:  # an erasure is to reach them before it counts as complete
                        file.unlink(missing_ok=True)
                self._turn.put_in_force(prepared.file)
            except BaseException:
                prepared.file.unlink(missing_ok=True)
                raise
            try:
                sync(self._folder.path)
                descriptor = os.open(self._folder.journal, os.O_RDWR | os.O_APPEND | os.O_CLOEXEC)
            except BaseException:  # which of the two files bears the name is open until the disk confirms
                self._doubt(new)
                raise
        self._turn.leave(new.mark())
        self._confirmed = self._sound = self._usable = True
        with suppress(OSError):  # nothing waits to be written
            self._move_to(new._replace(descriptor=descriptor))
        return News(prepared.head.snapshot, records)

    def expire(self, contents: datetime, entries: datetime) -> int:
        """Rewrite or remove kept files."""
        with said_plainly(NOT_SAVED):
            return self._archive.expire(self._position().header, contents, entries)

    def entries(self) -> Iterator[Entry]:
        """Read the current file and then the kept ones, so that a compaction between loses none."""
        with self._turn.shared() as traces, said_plainly(NOT_OPENED, folder=self._folder.path):
            data = self._folder.journal.read_bytes()
        mark = traces.mark
        if mark is not None and mark.doubt and mark.generation == self._position().header.generation:
            data = data[: mark.offset]
        with said_plainly(NOT_OPENED, folder=self._folder.path):
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
        return Extent(at.header.generation, at.head.offset, at.spot.offset, len(kept), sum(kept))

    def close(self) -> None:
        """Close the files."""
        with suppress(OSError):  # nothing waits to be written
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


def holder(folder: Folder) -> Holder | None:
    """Who has the turn in a data folder, found without waiting for it. Raises `StoreTrouble`."""
    with said_plainly(NOT_OPENED, folder=folder.path):
        turn = Turn(folder)
    try:
        return turn.holder()
    finally:
        turn.close()


def begin(
    folder: Folder,
    turn: Turn,
    header: Header,
    tables: Iterable[tuple[str, RawTable]],
    transactions: Iterable[bytes] = (),
) -> None:
    """Put a generation in force that follows no other: in a new folder, or in place of a damaged one.

    Only inside the exclusive turn. Raises OSError when nothing changed, and `StoreTrouble` that says so when
    it is in force and the disk did not confirm it.
    """
    prepared = write_beside(folder, folder.fresh(begun=True), header, tables, transactions, 0)
    try:
        turn.put_in_force(prepared.file)
    except BaseException:
        prepared.file.unlink(missing_ok=True)
        raise
    try:
        sync(folder.path)
    except OSError as error:  # which of the two files bears the name is open until the disk confirms
        turn.leave(prepared.at.mark(doubt=True))
        raise StoreTrouble(_UNCONFIRMED.fill(reason=reason(error))) from error
    turn.leave(prepared.at.mark())
