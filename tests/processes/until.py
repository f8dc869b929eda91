"""Waiting for something that another process does."""

from __future__ import annotations

import time
from collections.abc import Callable

PATIENCE = 30.0
"""Seconds after which something that should happen at once counts as never happening."""


def until(
    happened: Callable[[], bool],
    else_say: Callable[[], str],
    seconds: float = PATIENCE,
    every: float = 0.002,
) -> float:
    """Look `every` so many seconds until something has happened; give the seconds that took."""
    begun = time.monotonic()
    while not happened():
        assert time.monotonic() - begun < seconds, else_say()
        time.sleep(every)  # between two looks, so that the other process gets the processor
    return time.monotonic() - begun
