"""The order a process of the nursery is started with."""

from __future__ import annotations

from collections.abc import Callable

import msgspec

Report = Callable[[str], object]
"""Says a line to whoever ordered it."""


class Job(msgspec.Struct, frozen=True, kw_only=True):
    """What a process is to do; the names are those of `real_writer.JOBS`."""

    name: str
    folder: str
    person: str
    seed: str = ""
    """Names the process, and decides what it does."""
    fatal_call: int = 0
    """The system call of the store at which it kills itself; 0: at none."""
    words: tuple[str, ...] = ()
    """The plain command to run, without the program's name."""
    compacting: int = 3
    """How often it begins a fresh generation, for about a hundred other deeds."""
    durable: bool = True
    """False: the control that forces nothing to the disk."""
