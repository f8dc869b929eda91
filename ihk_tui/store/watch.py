"""Being woken when another process wrote."""

from __future__ import annotations

import os
import select
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

from inotify_simple import INotify, flags

_LOOK_EVERY = 1000  # milliseconds between two looks at the file, should the kernel not have told of a change

_Look = tuple[int, int, int] | None
"""Which file it is, its size and when it was written; None while there is none."""


def watch(file: Path, changed: Callable[[], None]) -> Callable[[], None]:
    """Call `changed` in a thread of its own when the file grows or is replaced; returns what ends it."""
    ending = os.eventfd(0, os.EFD_CLOEXEC)
    notices = _notices(file.parent)
    thread = threading.Thread(
        target=_run, args=(file, _look(file), changed, ending, notices), name="store watch", daemon=True
    )
    thread.start()

    def stop() -> None:
        if thread.is_alive():
            os.eventfd_write(ending, 1)
        if thread is not threading.current_thread():
            thread.join()

    return stop


def _run(file: Path, seen: _Look, changed: Callable[[], None], ending: int, notices: Any) -> None:
    poller = select.poll()
    poller.register(ending, select.POLLIN)
    if notices is not None:
        poller.register(notices, select.POLLIN)
    try:
        while ending not in (ready := dict(poller.poll(_LOOK_EVERY))):
            if ready and notices is not None:
                notices.read(timeout=0)
            now = _look(file)
            if now != seen:
                seen = now
                changed()
    finally:
        os.close(ending)
        if notices is not None:
            notices.close()


def _notices(folder: Path) -> Any | None:
    """Ask the kernel to tell of changes in the folder; None when it has no watches left to give."""
    try:
        notices = INotify()
        notices.add_watch(folder, flags.MODIFY | flags.MOVED_TO)
    except OSError:
        return None
    return notices


def _look(file: Path) -> _Look:
    try:
        status = os.stat(file)
    except OSError:
        return None
    return status.st_ino, status.st_size, status.st_mtime_ns
