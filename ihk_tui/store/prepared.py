"""A generation that is written beside the journal, to take its place."""

from __future__ import annotations

import os
from collections.abc import Iterable
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from ihk_tui.store import generation
from ihk_tui.store.documents import RawTable
from ihk_tui.store.folder import Folder
from ihk_tui.store.generation import Head, Header
from ihk_tui.store.position import Position
from ihk_tui.store.record import Record

_CLOSED = -1


class Prepared(NamedTuple):
    """A generation that is written, safe on disk, and in force for nobody yet."""

    file: Path
    at: Position
    """Its end; no descriptor is open yet."""
    head: Head
    records: list[Record]
    carried: int
    """Up to where, in bytes, the journal's transactions were carried over."""


def lines_after(folder: Folder, at: Position, seq: int) -> list[bytes] | None:
    """The transactions after number `seq` up to a position, as they stand in the journal.

    None when the journal is another one by now. Raises OSError.
    """
    with folder.journal.open("rb") as stream:
        if os.fstat(stream.fileno()).st_ino != at.inode or seq < at.header.seq:
            return None
        data = generation.read_all(stream.fileno(), at.head.offset, at.spot.offset)
    return generation.payloads(data)[seq - at.header.seq :]


def write_beside(
    folder: Folder,
    file: Path,
    header: Header,
    tables: Iterable[tuple[str, RawTable]],
    lines: Iterable[bytes],
    carried: int,
) -> Prepared:
    """Write a generation to a file of its own, force it to the disk and read it back. Raises OSError.

    `lines` are its transactions, of which the journal's first `carried` bytes are part.
    """
    descriptor = folder.open(file, os.O_RDWR | os.O_APPEND)
    try:
        spot = generation.write(descriptor, chain(generation.head(header, tables), lines))
        data = generation.read_all(descriptor, 0, spot.offset)
        head = generation.read_head(file, data)
        rest = data[head.spot.offset :]
        records, spot = generation.read_on(file, rest, head.spot, header.seq, generation.records)
        inode = os.fstat(descriptor).st_ino
    except BaseException:
        file.unlink(missing_ok=True)
        raise
    finally:
        os.close(descriptor)
    at = Position(_CLOSED, inode, True, header, head.spot, spot, header.seq + len(records))
    return Prepared(file, at, head, records, carried)


def carry(prepared: Prepared, rest: bytes) -> tuple[Position, list[Record]]:
    """Append further lines of the journal to a prepared generation; give its end and its transactions.

    Raises OSError.
    """
    payloads = generation.payloads(rest)
    if not payloads:
        return prepared.at, prepared.records
    at = prepared.at
    descriptor = os.open(prepared.file, os.O_WRONLY | os.O_APPEND | os.O_CLOEXEC)
    try:
        spot = generation.write(descriptor, payloads, at.spot)
    finally:
        os.close(descriptor)
    records = prepared.records + [generation.records.decode(payload) for payload in payloads]
    return at._replace(spot=spot, seq=at.seq + len(payloads)), records
