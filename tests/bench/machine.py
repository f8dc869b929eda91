"""What was measured on: nothing here is worth much without it."""

from __future__ import annotations

import os
import platform
import sqlite3
from importlib.metadata import version
from pathlib import Path

import msgspec

_NO_DISK = frozenset({"tmpfs", "ramfs", "overlay"})


class Machine(msgspec.Struct, kw_only=True):
    """The machine and the versions."""

    processors: int
    load: float
    """Processes that wanted to run in the minute before: others at work make every figure worse."""
    kernel: str
    python: str
    sqlite: str
    tinydb: str
    postgres: str
    device: str
    mount: str
    file_system: str
    line_bytes: int
    """Bytes of one transaction of ours, which the bare append writes too."""

    @property
    def on_a_disk(self) -> bool:
        """Whether forcing bytes to this file system means a disk."""
        return self.file_system not in _NO_DISK


def machine(root: Path, postgres: str, line_bytes: int) -> Machine:
    """Describe where `root` lies."""
    device, mount, file_system = _mounted(root)
    return Machine(
        processors=len(os.sched_getaffinity(0)),
        load=os.getloadavg()[0],
        kernel=platform.release(),
        python=platform.python_version(),
        sqlite=sqlite3.sqlite_version,
        tinydb=version("tinydb"),
        postgres=postgres,
        device=device,
        mount=mount,
        file_system=file_system,
        line_bytes=line_bytes,
    )


def _mounted(folder: Path) -> tuple[str, str, str]:
    """Device, place and type of the file system that a folder lies on."""
    wanted = os.stat(folder).st_dev
    number = f"{os.major(wanted)}:{os.minor(wanted)}"
    for line in Path("/proc/self/mountinfo").read_text().splitlines():
        before, _, after = line.partition(" - ")
        fields = before.split()
        if fields[2] == number:
            file_system, device = after.split()[:2]
            return device, fields[4], file_system
    return number, "", "unknown"
