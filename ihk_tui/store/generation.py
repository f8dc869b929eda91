"""The file of one generation: a header, a snapshot with a line for each table, its end, then transactions."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path
from typing import NamedTuple, TypeVar

import msgspec

from ihk_tui.domain.words import StoreTrouble
from ihk_tui.store.documents import RawTable
from ihk_tui.store.lines import PREFIX, DamagedLine, Spot, seal, unseal
from ihk_tui.store.record import Entry, Record
from ihk_tui.store.snapshot import Snapshot
from ihk_tui.store.trouble import OTHER_FORMAT, damaged

FORMAT = 2
"""2: the header says when the generation began and whether documents are left in it. 1 is still read."""

_BATCH = 1 << 18
"""Bytes gathered before they are written and forced to the disk; all at once would hold up the others."""

_START = Spot()
_TABLE, _DOCS = b'{"table":"', b'","docs":'
_LONGEST_NAME = 200  # bytes
_LONGEST_HEADER = 4096  # bytes


class Header(msgspec.Struct, frozen=True):
    """The first line."""

    format: int
    office: str
    generation: int
    seq: int
    """The last transaction that the snapshot contains."""
    begun: datetime | None = None
    """When it took over; unknown in format 1."""
    contents: bool = True
    """False once its documents expired and only who did what is left."""


class _Format(msgspec.Struct, frozen=True):
    """What is read of a header before the rest, which another format may have otherwise."""

    format: int


class TableLine(msgspec.Struct, frozen=True):
    """A table of the snapshot."""

    table: str
    docs: msgspec.Raw


class EndLine(msgspec.Struct, frozen=True):
    """The end of the snapshot: how many tables it has."""

    end: int


class Head(NamedTuple):
    """What a file begins with, and where its transactions start."""

    header: Header
    snapshot: Snapshot
    spot: Spot


T = TypeVar("T", bound=Entry)

_formats = msgspec.json.Decoder(_Format)
headers = msgspec.json.Decoder(Header)
tables = msgspec.json.Decoder(TableLine)
ends = msgspec.json.Decoder(EndLine)
records = msgspec.json.Decoder(Record)
entries = msgspec.json.Decoder(Entry)


def write(descriptor: int, payloads: Iterable[bytes], spot: Spot = _START) -> Spot:
    """Write lines with these payloads at the end of a file, which is the spot; give the spot after them.

    All of it is on the disk then. Raises OSError.
    """
    batch = bytearray()
    for payload in payloads:
        line, spot = seal(payload, spot)
        batch += line
        if len(batch) >= _BATCH:
            write_all(descriptor, batch)
            os.fdatasync(descriptor)
            batch.clear()
    write_all(descriptor, batch)
    os.fsync(descriptor)
    return spot


def sealed(payloads: Iterable[bytes]) -> bytes:
    """Give the content of a file with these payloads."""
    lines = []
    spot = _START
    for payload in payloads:
        line, spot = seal(payload, spot)
        lines.append(line)
    return b"".join(lines)


def head(header: Header, tables: Iterable[tuple[str, RawTable]]) -> Iterator[bytes]:
    """Give the payloads of the lines that a generation begins with."""
    yield msgspec.json.encode(header)
    count = 0
    for name, docs in tables:
        count += 1
        yield b'{"table":%b,"docs":%b}' % (msgspec.json.encode(name), bytes(memoryview(docs)))
    yield msgspec.json.encode(EndLine(count))


def read_head(file: Path, data: bytes) -> Head:
    """Read the header and the snapshot, checking every byte of them.

    Raises `StoreTrouble` when they are damaged or of a format this program does not know.
    """
    raw: dict[str, RawTable] = {}
    line = 0
    header: Header | None = None
    try:
        for payload, spot in unseal(data, Spot()):
            line = spot.line
            if header is None:
                header = _header(file, payload)
            elif bytes(payload[:8]) == b'{"table"':
                name, docs = _table(payload)
                raw[name] = docs
            elif ends.decode(payload).end == len(raw):
                return Head(header, Snapshot(header.seq, raw), spot)
            else:
                break
    except DamagedLine as error:
        raise damaged(file, error.line) from error
    except msgspec.MsgspecError as error:
        raise damaged(file, line) from error
    raise damaged(file, line + 1)


def _table(payload: memoryview) -> tuple[str, RawTable]:
    """Take a table's line apart without reading what is in it: its checksum says that we wrote it."""
    start = bytes(payload[:_LONGEST_NAME]).find(_DOCS)
    name = bytes(payload[len(_TABLE) : start])
    if start < 0 or b"\\" in name or b'"' in name:
        table = tables.decode(payload)
        return table.table, table.docs
    return name.decode(), payload[start + len(_DOCS) : -1]


def _header(file: Path, payload: memoryview) -> Header:
    format_ = _formats.decode(payload).format
    if format_ > FORMAT:
        raise StoreTrouble(OTHER_FORMAT.fill(file=file.name))
    return headers.decode(payload)


def read_header(file: Path) -> Header:
    """Read only the first line of a file. Raises `StoreTrouble` when it is damaged, OSError."""
    with file.open("rb") as stream:
        line = stream.readline(_LONGEST_HEADER)
    try:
        for payload, _ in unseal(line, _START):
            return _header(file, payload)
    except msgspec.MsgspecError as error:
        raise damaged(file, 1) from error
    raise damaged(file, 1)


def read_on(
    file: Path, data: bytes, spot: Spot, seq: int, decoder: msgspec.json.Decoder[T]
) -> tuple[list[T], Spot]:
    """Read the transactions of `data`, which begins at the spot after number `seq`.

    Gives them with the spot after the last; what follows it in `data` is a torn end. Raises `StoreTrouble`
    when a line before the end is damaged.
    """
    found: list[T] = []
    try:
        for payload, after in unseal(data, spot):
            transaction = decoder.decode(payload)
            if transaction.seq != seq + len(found) + 1:
                raise DamagedLine(after.line)
            found.append(transaction)
            spot = after
    except DamagedLine as error:
        raise damaged(file, error.line) from error
    except msgspec.MsgspecError as error:
        raise damaged(file, spot.line + 1) from error
    return found, spot


def payloads(data: bytes) -> list[bytes]:
    """Give what the lines of `data` carry; they were proven before."""
    return [line[PREFIX:] for line in data.split(b"\n")[:-1]]


def read_all(descriptor: int, start: int, stop: int) -> bytes:
    """Read the bytes of a file from `start` up to `stop`, or to its end."""
    parts: list[bytes] = []
    while start < stop and (part := os.pread(descriptor, stop - start, start)):
        parts.append(part)
        start += len(part)
    return parts[0] if len(parts) == 1 else b"".join(parts)


def write_all(descriptor: int, data: bytes | bytearray) -> None:
    """Write all of it, in one call unless the system takes less."""
    with memoryview(data) as rest:
        done = 0
        while done < len(rest):
            done += os.write(descriptor, rest[done:])
