"""How far a process has read in a journal, and reading on from there."""

from __future__ import annotations

import os
from typing import NamedTuple

from ihk_tui.domain.words import StoreTrouble, Words
from ihk_tui.files import sync
from ihk_tui.store import generation
from ihk_tui.store.folder import Folder
from ihk_tui.store.generation import Head, Header
from ihk_tui.store.lines import Spot
from ihk_tui.store.log import News
from ihk_tui.store.mark import Mark
from ihk_tui.store.snapshot import Snapshot
from ihk_tui.store.trouble import LOST, MIXED_UP, NO_CONTENTS, OLDER, OTHER_JOURNAL, damaged
from ihk_tui.store.turn import Traces

_NOTHING = News(None, ())
_LONGEST_LINE = 1 << 20
"""Bytes before the high-water mark in which the beginning of its line is looked for."""

_PUT_BACK = Words(
    "{file} ist ein anderer Stand als der, den dieses Programm hier schon gesehen hat (bis Vorgang {last});"
    " wohl wurde ein älterer Ordner zurückgelegt. Gespeichert wird nichts; bitte nachsehen, was fehlt, und"
    " das Programm neu starten.",
    "{file} is another state than the one this program has seen here (up to transaction {last}); an older"
    " folder was probably put back. Nothing is saved; please look what is missing and restart the program.",
)


class Position(NamedTuple):
    """Which file was read, and what is behind the reader there."""

    descriptor: int
    inode: int
    writable: bool
    header: Header
    head: Spot
    """Where the transactions begin."""
    spot: Spot
    seq: int

    def mark(self, doubt: bool = False) -> Mark:
        """The high-water mark for this position."""
        offset, _, crc = self.spot
        return Mark(self.header.office, self.header.generation, self.seq, offset, crc, doubt)

    def doubted(self, mark: Mark | None) -> bool:
        """Whether a disk failed to confirm something in this generation."""
        return mark is not None and mark.doubt and mark.generation == self.header.generation


class Found(NamedTuple):
    """What reading on found: news, the position after them, and the torn end of the file behind that."""

    news: News
    at: Position
    torn: bytes


class Beginning(NamedTuple):
    """The header and the snapshot of a file, which never change, and where they end."""

    inode: int
    head: Head


def look_ahead(folder: Folder, at: Position | None) -> Beginning | None:
    """Read the beginning of the journal when it is another file than the one read so far.

    Raises `StoreTrouble` for damage, OSError.
    """
    if at is not None and os.stat(folder.journal).st_ino == at.inode:
        return None
    with folder.journal.open("rb", buffering=0) as stream:
        head = generation.read_head(folder.journal, stream.readall())
        return Beginning(os.fstat(stream.fileno()).st_ino, head)


def read_news(folder: Folder, at: Position | None, traces: Traces, begun: Beginning | None = None) -> Found:
    """Read on from a position, or from the beginning when there is none or another generation took over.

    `begun` is that beginning when it was read ahead. Where whoever wrote last may have been killed before the
    disk confirmed, the disk is asked now, so that nothing is shown that a power cut could undo. Raises
    `StoreTrouble` for damage and for what was acknowledged and is missing, OSError.
    """
    status = os.stat(folder.journal)
    if at is None or at.inode != status.st_ino:
        found = _from_the_beginning(folder, traces, begun)
        if at is not None:
            _recognize(folder, found.at, status.st_size, at.mark())
        return found
    if status.st_size < at.spot.offset:
        raise damaged(folder.journal, at.spot.line)
    if status.st_size == at.spot.offset:
        _compare(folder, at, traces.mark)
        return Found(_NOTHING, at, b"")
    if traces.cut_off:
        os.fdatasync(at.descriptor)
    data = generation.read_all(at.descriptor, at.spot.offset, status.st_size)
    return _read_on(folder, at, data, None, traces.mark)


def _from_the_beginning(folder: Folder, traces: Traces, begun: Beginning | None) -> Found:
    descriptor, writable = folder.open_to_share(folder.journal, os.O_APPEND)
    try:
        if traces.cut_off:
            os.fdatasync(descriptor)
            sync(folder.path)
        status = os.fstat(descriptor)
        if begun is None or begun.inode != status.st_ino or begun.head.header != _header(folder):
            data = generation.read_all(descriptor, 0, status.st_size)
            begun = Beginning(status.st_ino, generation.read_head(folder.journal, data))
        header, snapshot, spot = begun.head
        if not header.contents:
            raise StoreTrouble(NO_CONTENTS.fill(file=folder.journal.name))
        start = Position(descriptor, status.st_ino, writable, header, spot, spot, header.seq)
        _compare_beginning(folder, start, status.st_size, traces.mark)
        data = generation.read_all(descriptor, spot.offset, status.st_size)
        return _read_on(folder, start, data, snapshot, traces.mark)
    except BaseException:
        os.close(descriptor)
        raise


def _header(folder: Folder) -> Header:
    """The first line: an inode can be given again."""
    return generation.read_header(folder.journal)


def _read_on(
    folder: Folder, at: Position, data: bytes, snapshot: Snapshot | None, mark: Mark | None
) -> Found:
    if mark is not None and at.doubted(mark):
        data = data[: max(0, mark.offset - at.spot.offset)]
    records, spot = generation.read_on(folder.journal, data, at.spot, at.seq, generation.records)
    torn = data[spot.offset - at.spot.offset :]
    now = at._replace(spot=spot, seq=at.seq + len(records))
    _compare(folder, now, mark)
    return Found(News(snapshot, records), now, torn)


def _compare(folder: Folder, at: Position, mark: Mark | None) -> None:
    """See that the journal holds all that was acknowledged."""
    if mark is None:
        return
    if mark.generation < at.header.generation and at.seq < mark.seq:
        raise StoreTrouble(OLDER.fill(file=folder.journal.name, last=mark.seq))
    if mark.generation == at.header.generation and at.spot.offset < mark.offset:
        raise StoreTrouble(
            LOST.fill(file=folder.journal.name, first=at.seq + 1, last=mark.seq, line=at.spot.line + 1)
        )


def _recognize(folder: Folder, at: Position, size: int, seen: Mark) -> None:
    """See that another file goes on from what this process has seen, whatever the mark beside it says.

    A whole folder that was put back brings its own mark along.
    """
    try:
        _compare_beginning(folder, at, size, seen)
        _compare(folder, at, seen)
    except StoreTrouble as trouble:
        os.close(at.descriptor)
        raise StoreTrouble(_PUT_BACK.fill(file=folder.journal.name, last=seen.seq)) from trouble


def _compare_beginning(folder: Folder, at: Position, size: int, mark: Mark | None) -> None:
    """See that this is the journal that was written here last."""
    if mark is None:
        return
    file, header = folder.journal.name, at.header
    if mark.office != header.office:
        raise StoreTrouble(MIXED_UP.fill(file=file))
    if mark.generation > header.generation:
        raise StoreTrouble(OLDER.fill(file=file, last=mark.seq))
    if mark.generation == header.generation and mark.offset <= size:
        before = generation.read_all(at.descriptor, max(0, mark.offset - _LONGEST_LINE), mark.offset)
        start = before.rfind(b"\n", 0, max(0, len(before) - 1)) + 1
        if start and before[start : start + 8] != b"%08x" % mark.crc:
            raise StoreTrouble(OTHER_JOURNAL.fill(file=file))
