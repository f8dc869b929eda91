"""How far a process has read in a journal, and reading on from there."""

from __future__ import annotations

import os
from typing import NamedTuple

from ihk_tui.store import generation
from ihk_tui.store.folder import Folder, sync
from ihk_tui.store.generation import Header
from ihk_tui.store.lines import Spot
from ihk_tui.store.log import News
from ihk_tui.store.snapshot import Snapshot
from ihk_tui.store.trouble import damaged

_NOTHING = News(None, ())


class Position(NamedTuple):
    """Which file was read, and what is behind the reader there."""

    descriptor: int
    inode: int
    header: Header
    spot: Spot
    seq: int


class Found(NamedTuple):
    """What reading on found: news, the position after them, and the torn end of the file behind that."""

    news: News
    at: Position
    torn: bytes


def read_news(folder: Folder, at: Position | None, cut_off: bool) -> Found:
    """Read on from a position, or from the beginning when there is none or another generation took over.

    `cut_off` tells that whoever wrote last may have been killed before the disk confirmed; then it is asked
    now, so that nothing is shown that a power cut could undo. Raises `StoreTrouble` for damage, OSError.
    """
    status = os.stat(folder.journal)
    if at is None or at.inode != status.st_ino:
        return _from_the_beginning(folder, cut_off)
    if status.st_size < at.spot.offset:
        raise damaged(folder.journal, at.spot.line)
    if status.st_size == at.spot.offset:
        return Found(_NOTHING, at, b"")
    if cut_off:
        os.fdatasync(at.descriptor)
    data = generation.read_all(at.descriptor, at.spot.offset, status.st_size)
    return _read_on(folder, at, data, None)


def _from_the_beginning(folder: Folder, cut_off: bool) -> Found:
    descriptor = os.open(folder.journal, os.O_RDWR | os.O_APPEND | os.O_CLOEXEC)
    try:
        if cut_off:
            os.fdatasync(descriptor)
            sync(folder.path)
        status = os.fstat(descriptor)
        data = generation.read_all(descriptor, 0, status.st_size)
        header, snapshot, spot = generation.read_head(folder.journal, data)
        start = Position(descriptor, status.st_ino, header, spot, header.seq)
        return _read_on(folder, start, data[spot.offset :], snapshot)
    except BaseException:
        os.close(descriptor)
        raise


def _read_on(folder: Folder, at: Position, data: bytes, snapshot: Snapshot | None) -> Found:
    records, spot = generation.read_on(folder.journal, data, at.spot, at.seq, generation.records)
    torn = data[spot.offset - at.spot.offset :]
    return Found(News(snapshot, records), at._replace(spot=spot, seq=at.seq + len(records)), torn)
