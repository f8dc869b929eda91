"""The high-water mark: how far the log was known to be safe on disk when somebody last wrote."""

from __future__ import annotations

import msgspec

from ihk_tui.store.lines import DamagedLine, Spot, seal, unseal

SIZE = 512  # bytes; a sector, so that a power cut leaves it whole or not written


class Mark(msgspec.Struct, frozen=True):
    """Where the last acknowledged transaction ends.

    It is written after the transaction is on disk and not forced itself: after a power cut it may be old or
    gone, never ahead of what was acknowledged. A journal that ends before it has lost something.
    """

    office: str
    generation: int
    seq: int
    offset: int
    crc: int
    doubt: bool = False
    """The disk did not confirm: what follows `offset` in this generation never counts, and nothing more is
    acknowledged before a new generation is safely on disk."""


_marks = msgspec.json.Decoder(Mark)


def write(mark: Mark) -> bytes:
    """Give the bytes that stand for a mark, always `SIZE` of them."""
    line, _ = seal(msgspec.json.encode(mark), Spot())
    return line.ljust(SIZE)


def read(data: bytes) -> Mark | None:
    """Read a mark; None when there is none, or what a crash left of one."""
    end = data.find(b"\n") + 1
    try:
        for payload, _ in unseal(data[:end], Spot()):
            return _marks.decode(payload)
    except (DamagedLine, msgspec.MsgspecError):
        return None
    return None
