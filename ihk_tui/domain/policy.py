"""The office's own numbers: opening hours, limits and patience. Edited in `office.toml`, never in code."""

from __future__ import annotations

from datetime import time
from typing import Annotated

import msgspec

Some = Annotated[int, msgspec.Meta(ge=0)]
AtLeastOne = Annotated[int, msgspec.Meta(ge=1)]


class Policy(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How an office runs its day. Durations are minutes."""

    opens: time = time(8, 30)
    closes: time = time(16, 0)
    slot: AtLeastOne = 30
    """Length of a bookable slot."""
    break_start: time = time(12, 0)
    break_end: time = time(13, 0)
    desks: AtLeastOne = 3
    max_wait: Some = 45
    """No walk-in shall wait longer while others are called before it."""
    typical_talk: Some = 15
    """How far ahead of `max_wait` a walk-in is preferred: the talk that may be going on when it falls due."""
    tolerance: Some = 2
    """An appointment counts as due this long before its time."""
    grace: Some = 15
    """An appointment that arrives later than this is asked whether it keeps its place."""
    hold: Some = 5
    """Who was absent when called is not called again for this long."""
    lock_after: Some = 5
    """A screen at which no key was pressed for this long locks itself; 0: never."""
    max_calls: AtLeastOne = 3
    """After so many vain calls a visit is a no-show for good."""
