"""Lines that prove themselves: each carries a checksum over itself and everything before it."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from typing import NamedTuple

PREFIX = 9
"""Bytes before the payload of a line: eight hexadecimal digits and a space."""


class Spot(NamedTuple):
    """A place between two lines: bytes and lines before it, and the checksum so far."""

    offset: int = 0
    line: int = 0
    crc: int = 0


class DamagedLine(Exception):
    """A line is not what was written, and it is not a torn end: good bytes may follow."""

    def __init__(self, line: int) -> None:
        super().__init__(line)
        self.line = line


def seal(payload: bytes, spot: Spot) -> tuple[bytes, Spot]:
    """Make the line that carries the payload (without newlines) at this spot, and the spot after it."""
    crc = zlib.crc32(payload, spot.crc)
    line = b"%08x %b\n" % (crc, payload)
    return line, Spot(spot.offset + len(line), spot.line + 1, crc)


def unseal(data: bytes, spot: Spot) -> Iterator[tuple[memoryview, Spot]]:
    """Give each payload of `data`, which begins at the spot, with the spot after it.

    Ends early before a torn end: a last line that is incomplete or whose checksum is wrong, as a crash or a
    full disk leaves it. Raises `DamagedLine` where a bad line has others behind it.
    """
    view = memoryview(data)
    start = 0
    while (newline := data.find(b"\n", start)) >= 0:
        payload = view[start + PREFIX : newline]
        crc = zlib.crc32(payload, spot.crc)
        if data[start : start + PREFIX] != b"%08x " % crc:
            if newline + 1 == len(data):
                return
            raise DamagedLine(spot.line + 1)
        spot = Spot(spot.offset + newline + 1 - start, spot.line + 1, crc)
        start = newline + 1
        yield payload, spot
