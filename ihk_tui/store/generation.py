"""The file of one generation: a header, a snapshot with a line for each table, its end, then transactions."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple, TypeVar

import msgspec

from ihk_tui.domain.words import StoreTrouble
from ihk_tui.store.lines import DamagedLine, Spot, seal, unseal
from ihk_tui.store.record import Entry, Record
from ihk_tui.store.snapshot import RawTable, Snapshot
from ihk_tui.store.trouble import OTHER_FORMAT, damaged

FORMAT = 1

_BATCH = 1 << 20  # bytes gathered before they are written


class Header(msgspec.Struct, frozen=True):
    """The first line. `seq` is the last transaction that the snapshot contains."""

    format: int
    office: str
    generation: int
    seq: int


class _TableLine(msgspec.Struct, frozen=True):
    table: str
    docs: msgspec.Raw


class _EndLine(msgspec.Struct, frozen=True):
    end: int


class Head(NamedTuple):
    """What a file begins with, and where its transactions start."""

    header: Header
    snapshot: Snapshot
    spot: Spot


T = TypeVar("T", bound=Entry)

_headers = msgspec.json.Decoder(Header)
_tables = msgspec.json.Decoder(_TableLine)
_ends = msgspec.json.Decoder(_EndLine)
records = msgspec.json.Decoder(Record)
entries = msgspec.json.Decoder(Entry)


def write(descriptor: int, header: Header, tables: Iterable[tuple[str, RawTable]]) -> None:
    """Write a new generation into an empty file, durably. Raises OSError."""
    spot = Spot()
    batch = bytearray()
    for payload in _payloads(header, tables):
        line, spot = seal(payload, spot)
        batch += line
        if len(batch) >= _BATCH:
            write_all(descriptor, batch)
            batch.clear()
    write_all(descriptor, batch)
    os.fsync(descriptor)


def _payloads(header: Header, tables: Iterable[tuple[str, RawTable]]) -> Iterator[bytes]:
    yield msgspec.json.encode(header)
    count = 0
    for name, docs in tables:
        count += 1
        yield b'{"table":%b,"docs":%b}' % (msgspec.json.encode(name), bytes(memoryview(docs)))
    yield msgspec.json.encode(_EndLine(count))


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
                header = _headers.decode(payload)
                if header.format != FORMAT:
                    raise StoreTrouble(OTHER_FORMAT.fill(file=file.name))
            elif bytes(payload[:8]) == b'{"table"':
                table = _tables.decode(payload)
                raw[table.table] = table.docs
            elif _ends.decode(payload).end == len(raw):
                return Head(header, Snapshot(header.seq, raw), spot)
            else:
                break
    except DamagedLine as error:
        raise damaged(file, error.line) from error
    except msgspec.MsgspecError as error:
        raise damaged(file, line) from error
    raise damaged(file, line + 1)


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
