"""What is done to the store's system calls inside a process: dying at one of them, or not forcing anything.

The store calls the operating system through the modules `os` and `fcntl`, so replacing the functions there
puts a kill exactly between two system calls, or in the middle of a write, as no timer could.
"""

from __future__ import annotations

import fcntl
import os
import signal
from collections.abc import Callable
from random import Random
from typing import Any

CALLS = (
    "open",
    "close",
    "read",
    "pread",
    "write",
    "pwrite",
    "fdatasync",
    "fsync",
    "ftruncate",
    "rename",
    "replace",
    "link",
    "unlink",
)
"""Functions of `os` that the store may use."""


def dies_at(number: int, chance: Random) -> None:
    """Let this process kill itself at its system call of this number: before it, after it or half-way."""
    left = [number]

    def trapped(call: Callable[..., Any], name: str) -> Callable[..., Any]:
        def go(*arguments: Any, **options: Any) -> Any:
            left[0] -= 1
            if left[0]:
                return call(*arguments, **options)
            how = chance.choice(("before", "after", "half"))
            try:
                if how == "half" and name in ("write", "pwrite"):
                    descriptor, data, *where = arguments
                    call(descriptor, bytes(data)[: chance.randrange(len(data))], *where)
                elif how == "after":
                    call(*arguments, **options)
            finally:  # a call that fails, as for a file that is not there, ends it as well
                os.kill(os.getpid(), signal.SIGKILL)

        return go

    for name in CALLS:
        setattr(os, name, trapped(getattr(os, name), name))
    fcntl.flock = trapped(fcntl.flock, "flock")


def never_forces() -> None:
    """Let this process force nothing to the disk."""
    os.fsync = os.fdatasync = lambda _: None  # type: ignore[assignment]
