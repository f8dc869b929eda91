"""Saying for whom a command waits, when somebody's turn in the store takes long."""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager
from threading import Timer
from typing import TYPE_CHECKING

from ihk_tui.domain.words import BadInput, StoreTrouble, Words

if TYPE_CHECKING:  # `--help` needs the names only
    from collections.abc import Iterator

    from ihk_tui.cli.request import Request

_PATIENCE = 1.0  # seconds
_WAITS = Words("wartet auf {who} (PID {pid})", "waiting for {who} (PID {pid})")


@contextmanager
def told_for_whom(request: Request, *, until_open: bool = False) -> Iterator[None]:
    """Say on stderr who has the turn, if anyone has it for long while the block runs.

    `until_open`: only as long as the office is not open yet; then the screen says it.
    """

    def tell() -> None:
        if until_open and "session" in vars(request):
            return
        try:
            holder = request.host.holder(request.options)
        except (StoreTrouble, BadInput):
            return
        if holder is not None and holder.pid != os.getpid():  # a slow disk is nobody's turn
            print(request.say(_WAITS.fill(who=holder.person, pid=holder.pid)), file=sys.stderr, flush=True)

    timer = Timer(_PATIENCE, tell)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
