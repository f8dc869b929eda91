"""What can be read of a journal, damaged or not: every line that proves itself.

A checksum covers a line and all before it, so behind a damaged line nothing would count. But each line also
carries the checksum that the next one builds on: from there the chain is taken up again.
"""

from __future__ import annotations

import errno
import os
import re
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import msgspec

from ihk_tui.store import generation
from ihk_tui.store.documents import RawTable
from ihk_tui.store.generation import FORMAT, Header
from ihk_tui.store.lines import PREFIX
from ihk_tui.store.record import Entry

_JOINED = re.compile(rb"(?s)(?<=\}).(?=[0-9a-f]{8} \{\"n\":)")
"""A newline between two transactions that became something else."""
_HEADER = re.compile(rb'"office":"([ !#-~]+)","generation":(\d{1,15}),"seq":(\d{1,15})')
_LONGEST_HEADER = 4096  # bytes
_BLOCK = 4096  # bytes; what a disk gives or does not give
_CANDIDATES = 6  # checksums of damaged lines that the next good line may build on


class Salvage(NamedTuple):
    """The good lines of one file."""

    file: Path
    header: Header | None
    """None when it cannot be read."""
    hint: Header | None
    """What a damaged header seems to say."""
    tables: dict[str, RawTable]
    whole: bool
    """Whether the snapshot is complete."""
    records: dict[int, bytes]
    """Transactions by number, as they stand in the file."""
    damaged: list[int]
    """The numbers of damaged lines, from 1."""
    skipped: int
    """How many damaged lines lie between the snapshot's end and the first good transaction."""
    torn: int
    """The length of what follows the last good line, when no good line comes behind it."""

    @property
    def newer(self) -> bool:
        """Whether a newer version of the program wrote it."""
        return self.header is not None and self.header.format > FORMAT

    @property
    def seq(self) -> int:
        """The last transaction that the snapshot contains."""
        return self.header.seq if self.header else 0

    def entries(self) -> list[Entry]:
        """Who did what, by number."""
        return [generation.entries.decode(self.records[number]) for number in sorted(self.records)]


def salvage(file: Path) -> Salvage:
    """Read what can be read. Raises OSError as `read_around` does."""
    header: Header | None = None
    hint: Header | None = None
    data = read_around(file)
    tables: dict[str, RawTable] = {}
    whole = False
    records: dict[int, bytes] = {}
    good, damaged, torn = 0, [], 0
    ended, skipped = False, 0
    if found := _HEADER.search(data[:_LONGEST_HEADER]):
        hint = Header(FORMAT, found[1].decode(), int(found[2]), int(found[3]))
    for number, payload, length in _lines(data):
        if payload is None or not _fits(payload, header is None or header.contents):
            damaged.append(number)
            torn += length
            skipped += ended and not records
            continue
        good, torn = number, 0
        if payload.startswith(b'{"format"'):
            header = generation.headers.decode(payload)
        elif payload.startswith(b'{"table"'):
            table = generation.tables.decode(payload)
            tables[table.table] = table.docs
        elif payload.startswith(b'{"end"'):
            whole = generation.ends.decode(payload).end == len(tables)
            ended = True
        else:
            records[generation.entries.decode(payload).seq] = payload
    inside = [number for number in damaged if number < good or not ended]
    if not ended:  # what it ends in is no transaction: part of the snapshot is cut off
        inside, torn = inside or [good + 1], 0
    return Salvage(file, header, hint, tables, whole, records, inside, skipped, torn)


def read_around(file: Path) -> bytes:
    """Read a file; zeros stand where its disk gives nothing, so that a bad block costs what is in it.

    Raises OSError for any other reason, which can be put right, and when the disk gives nothing at all: to go
    on without the file would make an older state the newest.
    """
    with file.open("rb") as stream:
        descriptor = stream.fileno()
        size = os.fstat(descriptor).st_size
        try:
            return generation.read_all(descriptor, 0, size)
        except OSError:
            blocks = [_block(descriptor, start, size) for start in range(0, size, _BLOCK)]
            if not any(blocks):
                raise
            return b"".join(block or bytes(_BLOCK) for block in blocks)[:size]


def _block(descriptor: int, start: int, size: int) -> bytes:
    """Read a block; nothing when the disk does not give it."""
    try:
        return generation.read_all(descriptor, start, min(size, start + _BLOCK))
    except OSError as error:
        if error.errno != errno.EIO:
            raise
        return b""


def _fits(payload: bytes, contents: bool) -> bool:
    """Whether a line is of a sort that a journal has."""
    try:
        if payload.startswith(b'{"format"'):
            generation.headers.decode(payload)
        elif payload.startswith(b'{"table"'):
            generation.tables.decode(payload)
        elif payload.startswith(b'{"end"'):
            generation.ends.decode(payload)
        else:
            (generation.records if contents else generation.entries).decode(payload)
    except msgspec.MsgspecError:
        return False
    return True


def _lines(data: bytes) -> Iterator[tuple[int, bytes | None, int]]:
    """Give each line's number, its payload (None when it is damaged) and its length."""
    before: list[int] = [0]
    held: tuple[int, bytes, int, int] | None = None  # a line whose own checksum may be all that is wrong
    for number, line in enumerate(_split(data), 1):
        payload = line[PREFIX:]
        told = _number(line[: PREFIX - 1])
        proven = next((crc for crc in before if told == zlib.crc32(payload, crc)), None)
        if proven is None:
            if held:
                yield held[0], None, held[2]
            computed = zlib.crc32(payload, before[-1])
            held = (number, payload, len(line) + 1, computed)
            before = [*before, computed, *([] if told is None else [told])][-_CANDIDATES:]
            continue
        if held:
            yield held[0], held[1] if proven == held[3] else None, held[2]
            held = None
        before = [zlib.crc32(payload, proven)]
        yield number, payload, len(line) + 1
    if held:
        yield held[0], None, held[2]


def _split(data: bytes) -> Iterator[bytes]:
    for line in data.split(b"\n"):
        if line:
            yield from _JOINED.split(line.removesuffix(b"\r"))


def _number(text: bytes) -> int | None:
    try:
        return int(text, 16)
    except ValueError:
        return None
